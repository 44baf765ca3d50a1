//! Sections with all that Copilot requires of them, as the model says.

use super::block::item;
use super::{Block, Entries, Layout, Snippet, Stop, lines, value};
use crate::manifest::shape::{Form, Scalar, Shape};
use crate::reference::facts::fact;
use serde_json::Value as Json;

/// The names and files that a reference of this kind (`x-ref`, `x-path`) may say, the best first; empty where unknown.
pub type Names<'n> = &'n dyn Fn(&str) -> Vec<String>;

/// How deep required fields are followed.
const DEPTH: usize = 6;

/// The key of a section with its required fields, for a cursor at `column`; `None` where nothing is required.
///
/// Of a field with two forms it is the form with keys. An override requires nothing, so this is for the base, and
/// for the items of lists, which an override replaces as a whole.
pub fn section_snippet(
    key: &str,
    shape: &Shape,
    column: usize,
    layout: &Layout,
    names: Names<'_>,
) -> Option<Snippet> {
    let mut builder = Builder::new(names);
    let block = builder.block(shape, DEPTH)?;
    let lines = lines(&[(key.to_owned(), block)], layout, column);
    Some(builder.snippet(lines, layout))
}

/// An item of the list at `shape` with its required fields, its dash at `column`.
pub fn item_snippet(shape: &Shape, column: usize, layout: &Layout, names: Names<'_>) -> Option<Snippet> {
    let mut builder = Builder::new(names);
    let Block::List(items) = builder.block(shape, DEPTH)? else { return None };
    let block = items.into_iter().next()?;
    Some(builder.snippet(item(&block, layout, column), layout))
}

/// An entry of the map at `shape`, whose keys are names, with the required fields; its name is the first tab stop.
pub fn entry_snippet(shape: &Shape, column: usize, layout: &Layout, names: Names<'_>) -> Option<Snippet> {
    let mut builder = Builder::new(names);
    let Block::Map(entries) = builder.named(shape, DEPTH)? else { return None };
    Some(builder.snippet(lines(&entries, layout, column), layout))
}

/// Collects the tab stops of what it builds.
pub(super) struct Builder<'n> {
    stops: Vec<Stop>,
    names: Names<'n>,
    /// How many lists are around.
    lists: usize,
}

impl<'n> Builder<'n> {
    pub(super) fn new(names: Names<'n>) -> Self {
        Builder { stops: Vec::new(), names, lists: 0 }
    }

    /// The lines for a cursor on the first of them.
    pub(super) fn snippet(&self, mut lines: Vec<String>, layout: &Layout) -> Snippet {
        if let Some(first) = lines.first_mut() {
            *first = first.trim_start().to_owned();
        }
        Snippet::new(&lines, &self.stops, layout.line_break)
    }

    /// The required fields of a section, if it has any.
    pub(super) fn block(&mut self, shape: &Shape, depth: usize) -> Option<Block> {
        let depth = depth.checked_sub(1)?;
        let is_wrong = |fact: &&str| shape.facts.contains_key(*fact);
        if ["x-deprecated", "x-refused"].iter().any(is_wrong) {
            return None;
        }
        match &shape.form {
            Form::Struct { .. } => {
                let required = self.required(shape, depth);
                if required.is_empty() { self.collection(shape, depth) } else { Some(Block::Map(required)) }
            }
            Form::Map { .. } => self.named(shape, depth),
            Form::List(item) => Some(Block::List(vec![self.item(item, depth)?])),
            Form::Union { long, short, .. } => self.block(long, depth).or_else(|| self.block(short, depth)),
            Form::Scalar { .. } => None,
        }
    }

    /// The required fields of an item.
    fn item(&mut self, item: &Shape, depth: usize) -> Option<Block> {
        self.lists += 1;
        let block = self.block(item, depth);
        self.lists -= 1;
        block
    }

    /// The fields of a map that Copilot demands, of several of which it demands one the first, and what makes them work.
    pub(super) fn required(&mut self, shape: &Shape, depth: usize) -> Entries {
        let fields = shape.fields().into_iter().flatten();
        let one_of = shape.facts.get("x-one-of").and_then(|keys| keys.get(0)).and_then(Json::as_str);
        let demanded =
            |key: &str, field: &Shape| field.facts.contains_key("x-required") || one_of == Some(key);
        if !fields.clone().any(|(key, field)| demanded(key, field)) {
            return Entries::new();
        }
        let wanted =
            fields.filter(|(key, field)| demanded(key, field) || field.facts.contains_key("x-example"));
        wanted.map(|(key, field)| (key.clone(), self.value(key, field, depth))).collect()
    }

    /// The only list or map of a section that requires something of its entries (`publish.topics`).
    fn collection(&mut self, shape: &Shape, depth: usize) -> Option<Block> {
        let fields = shape.fields().into_iter().flatten();
        let mut collections = fields.filter(|(_, field)| {
            matches!(field.form, Form::List(_) | Form::Map { .. })
                && Builder::new(self.names).block(field, depth).is_some()
        });
        let (key, field) = collections.next().filter(|_| collections.next().is_none())?;
        Some(Block::Map(vec![(key.clone(), self.block(field, depth)?)]))
    }

    /// One entry of a map of names.
    fn named(&mut self, shape: &Shape, depth: usize) -> Option<Block> {
        let Form::Map { value, .. } = &shape.form else { return None };
        let name = fact(shape, "x-name").and_then(Json::as_str)?;
        // The blocks of environments require nothing.
        if name == "environment" {
            return None;
        }
        let stop = self.add(Stop::free(String::new(), name));
        match self.block(value, depth) {
            Some(block) => Some(Block::Map(vec![(stop, block)])),
            None => {
                self.stops.pop();
                None
            }
        }
    }

    /// What a required field holds.
    fn value(&mut self, key: &str, shape: &Shape, depth: usize) -> Block {
        let is_switch = |shape: &Shape| matches!(shape.form, Form::Scalar { scalar: Scalar::Bool, .. });
        let is_text = match &shape.form {
            Form::Scalar { .. } => true,
            Form::Union { short, .. } => matches!(short.form, Form::Scalar { .. }) && !is_switch(short),
            _ => false,
        };
        let block = if is_text { None } else { self.block(shape, depth) };
        block.unwrap_or_else(|| {
            let stop = value::stop(key, shape, self.lists > 0, self.names);
            Block::Text(stop.map_or_else(|only| only, |stop| self.add(stop)))
        })
    }

    /// A stop with a name of its own, in a template.
    fn add(&mut self, stop: Stop) -> String {
        let name = self.stops.len().to_string();
        let text = format!("<{name}>");
        self.stops.push(Stop { name, ..stop });
        text
    }

    /// Gives a stop another default.
    pub(super) fn preset(&mut self, template: &str, default: &str) {
        let name = template.trim_start_matches('<').trim_end_matches('>');
        let stop = self.stops.iter_mut().find(|stop| stop.name == name);
        if let Some(stop) = stop {
            stop.default = default.to_owned();
        }
    }
}
