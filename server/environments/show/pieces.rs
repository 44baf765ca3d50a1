//! Values → pieces: what is written, still without indentation.

use super::raw::{Budget, Raws};
use super::{Asked, LARGEST, Place, place, scalar};
use crate::manifest::decode::is_null;
use crate::manifest::fields::Fields;
use crate::manifest::kind::Kind;
use crate::manifest::value::{Data, Value};
use crate::yaml::{Entry, NodeData, NodeId, Span, Tree};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A part of the text to be written.
#[derive(Debug)]
pub struct Piece {
    /// What it is.
    pub form: Form,
    /// Where it comes from.
    pub place: Place,
    /// All of it is of one layer, so that a mark on its first line speaks for the rest.
    pub is_whole: bool,
    /// Copilot reads another value than the one that is written.
    pub is_zeroed: bool,
}

/// What a piece is.
#[derive(Debug)]
pub enum Form {
    /// One line; empty for an entry without a body.
    Line(String),
    /// A block scalar: its header and its lines without indentation.
    Block(String, Vec<String>),
    /// A list.
    List {
        /// The items.
        items: Vec<Piece>,
        /// The manifest has it in brackets.
        flow: bool,
    },
    /// A map.
    Map {
        /// The keys as they are spelled, with what they hold.
        entries: Vec<(String, Piece)>,
        /// The manifest has it in braces.
        flow: bool,
    },
}

/// The pieces of a root and the places that could not be turned into one; `None` where they are too many.
pub fn root(asked: &Asked<'_>, root: &Arc<Value>) -> Option<(Piece, Vec<Span>)> {
    let budget = Budget::new(LARGEST);
    let interpolates = asked.kind != Kind::Pipeline;
    let (text, tree) = (asked.text, asked.tree);
    let unknown = asked.decoded.unknown.iter().map(|unknown| unknown.key).collect();
    let mut pieces = Pieces { text, tree, unknown, interpolates, budget, lost: Vec::new() };
    let nothing = || Piece {
        form: Form::Map { entries: Vec::new(), flow: false },
        place: place(root),
        is_whole: true,
        is_zeroed: false,
    };
    let piece = pieces.value(root).unwrap_or_else(nothing);
    (!pieces.budget.is_spent()).then_some((piece, pieces.lost))
}

struct Pieces<'a> {
    text: &'a str,
    tree: &'a Tree,
    /// The keys that Copilot ignores.
    unknown: HashSet<NodeId>,
    interpolates: bool,
    budget: Budget,
    lost: Vec<Span>,
}

impl Pieces<'_> {
    /// `None` where the text is broken, or too deep or too large to be written.
    fn value(&mut self, value: &Arc<Value>) -> Option<Piece> {
        let node = self.tree.resolve(value.origin.node);
        if self.tree.node(value.origin.node).broken || self.tree.node(node).broken {
            self.lost.push(value.origin.span);
            return None;
        }
        self.budget.spend(1)?;
        let form = match &value.data {
            _ if value.zeroed => self.raw(value, node)?,
            Data::Map(fields) => {
                Form::Map { entries: self.entries(value, fields), flow: is_flow(self.tree, node) }
            }
            Data::List(items) if self.tree.scalar(node).is_none() => {
                let items = items.iter().filter_map(|item| self.value(item)).collect();
                Form::List { items, flow: is_flow(self.tree, node) }
            }
            // A list too where interpolation makes one of a text.
            _ => self.raw(value, node)?,
        };
        Some(Piece { form, place: place(value), is_whole: value.layer.is_none(), is_zeroed: value.zeroed })
    }

    /// The fields in the order of the base, then those that only the override has. An empty field of the base stays:
    /// it takes a default away.
    fn entries(&mut self, value: &Value, fields: &Fields) -> Vec<(String, Piece)> {
        let mut entries = Vec::with_capacity(fields.len());
        let mut is_written = HashSet::new();
        // Copilot may have given a key another name.
        let by_place: HashMap<Option<Span>, &Arc<str>> =
            fields.iter().map(|(name, field)| (field.origin.key, name)).collect();
        let in_base =
            if value.origin.in_override { Vec::new() } else { self.tree.entries(value.origin.node) };
        for entry in in_base {
            let written = self.tree.scalar(entry.key).map_or("", |(name, _)| name);
            let place = Some(self.tree.node(entry.key).span);
            let name = by_place.get(&place).map_or(written, |name| name);
            match fields.get_key_value(name) {
                Some((name, field)) if is_written.insert(name) => entries.extend(self.entry(name, field)),
                None if self.is_emptied(entry) => {
                    entries.push((scalar::key(name, None), self.empty(entry.key)))
                }
                _ => {}
            }
        }
        let rest: Vec<_> = fields.iter().filter(|(name, _)| !is_written.contains(name)).collect();
        entries.extend(rest.into_iter().filter_map(|(name, field)| self.entry(name, field)));
        entries
    }

    fn entry(&mut self, key: &str, value: &Arc<Value>) -> Option<(String, Piece)> {
        let piece = self.value(value)?;
        let written = value.origin.key.and_then(|span| self.text.get(span.start..span.end));
        Some((scalar::key(key, written), piece))
    }

    /// A known key of the base without a value.
    fn is_emptied(&self, entry: Entry) -> bool {
        let is_environments = || {
            let at_root = self.tree.node(entry.key).parent == self.tree.root;
            at_root && self.tree.scalar(entry.key).is_some_and(|(name, _)| name == "environments")
        };
        is_null(self.tree, entry.value, self.interpolates)
            && self.tree.scalar(entry.key).is_some()
            && !is_null(self.tree, entry.key, self.interpolates)
            && !self.unknown.contains(&entry.key)
            && ![entry.key, entry.value].iter().any(|node| self.tree.node(*node).broken)
            && !is_environments()
    }

    fn empty(&self, key: NodeId) -> Piece {
        let place = Place { span: self.tree.node(key).span, in_override: false };
        Piece { form: Form::Line(String::new()), place, is_whole: true, is_zeroed: false }
    }

    /// As it stands in the manifest.
    fn raw(&mut self, value: &Value, node: NodeId) -> Option<Form> {
        let in_override = value.origin.in_override;
        let mut raws = Raws::new(self.text, self.tree, self.interpolates, in_override, &mut self.budget);
        let form = raws.form(node);
        self.lost.extend(raws.lost);
        form
    }
}

/// It stands in brackets or braces.
pub fn is_flow(tree: &Tree, node: NodeId) -> bool {
    matches!(
        tree.node(node).data,
        NodeData::Mapping { flow: true, .. } | NodeData::Sequence { flow: true, .. }
    )
}
