//! The keys that fit at the cursor and are not there yet.

use super::aliases;
use super::containers;
use super::item::{Item, ItemKind, escape};
use super::legal;
use super::question::Question;
use super::question::column;
use super::references;
use super::snippets;
use crate::finding::Edit;
use crate::manifest::shape::{Exclusive, Form, Scalar, Shape};
use crate::reference::facts::{fact, values};
use crate::yaml::{NodeData, NodeId, Segment, Span, Style};
use std::sync::Arc;

/// Where a key begins.
struct Lead {
    /// What stands before it on its own line and is not there yet: a dash, or the line itself.
    text: String,
    /// The same from the indentation of the line of the cursor.
    relative: String,
    /// The column of the key.
    column: usize,
    /// What goes elsewhere.
    also: Vec<Edit>,
    /// Before those of another kind.
    sort: &'static str,
}

/// Keys may stand where the cursor begins one.
pub(super) fn fit(question: &Question<'_>) -> bool {
    let shape = &question.place.shape;
    has_keys(shape) || shape.item().is_some_and(|item| has_keys(item))
}

fn has_keys(shape: &Shape) -> bool {
    map_of(shape).is_some()
}

/// The form of a place that is a map.
pub(super) fn map_of(shape: &Shape) -> Option<&Shape> {
    match &shape.form {
        Form::Struct { .. } | Form::Map { .. } => Some(shape),
        Form::Union { long, short, .. } => map_of(long).or_else(|| map_of(short)),
        _ => None,
    }
}

/// The keys of the map around the cursor.
pub(super) fn complete(question: &Question<'_>) -> Vec<Item> {
    let probe = question.probe;
    let dash = question.dash();
    let lead = Lead {
        text: dash.to_owned(),
        relative: dash.to_owned(),
        column: probe.column + dash.len(),
        also: Vec::new(),
        sort: "",
    };
    let mut items = all(question, &lead);
    if !probe.has_colon && !probe.in_flow && dash.is_empty() {
        items.extend(aliases::merges(question));
    }
    items.extend(snippets::complete(question));
    items
}

/// The keys that begin the block of a key, offered behind its colon: they go to the next line.
pub(super) fn below(question: &Question<'_>) -> Vec<Item> {
    let probe = question.probe;
    let shape = &question.place.shape;
    let typed = question.typed();
    // Where any text may stand, what is typed is most often one.
    let is_text = typed.is_empty() && takes_any_text(shape);
    if probe.style != Style::Plain || typed.contains(char::is_whitespace) || is_text || !fit(question) {
        return Vec::new();
    }
    let tree = question.tree();
    if probe.in_flow {
        return begun(flow_item(question), typed);
    }
    let Some(key) = tree.key_of(probe.node).filter(|_| probe.word.end == probe.offset) else {
        return Vec::new();
    };
    let is_list = map_of(shape).is_none();
    let indent = column(&probe.text, tree, key) + step(question, is_list);
    let dash = if is_list { "- " } else { "" };
    // The blanks behind the colon would be left at the end of the line.
    let colon_end = question.source.text[..probe.word.start].trim_end_matches([' ', '\t']).len();
    let blanks = Span { start: colon_end, end: probe.word.start };
    let also = (blanks.start < blanks.end).then(|| Edit { span: blanks, text: String::new() });
    let line = question.layout.line_break;
    let lead = Lead {
        text: format!("{line}{}{dash}", " ".repeat(indent)),
        relative: format!("\n{}{dash}", " ".repeat(indent.saturating_sub(probe.indent))),
        column: indent + dash.len(),
        also: also.into_iter().collect(),
        sort: "9",
    };
    begun(all(question, &lead), typed)
}

fn takes_any_text(shape: &Shape) -> bool {
    match &shape.form {
        Form::Scalar { scalar: Scalar::Str, .. } => {
            values(shape).0.is_empty() && fact(shape, "x-path").is_none()
        }
        Form::Union { long, short, .. } => takes_any_text(long) || takes_any_text(short),
        _ => false,
    }
}

/// A text that no key begins with is a value and complete.
fn begun(mut keys: Vec<Item>, typed: &str) -> Vec<Item> {
    let typed = typed.to_lowercase();
    keys.retain(|item| item.label.to_lowercase().starts_with(&typed));
    keys
}

/// A map in braces, for a list in brackets.
fn flow_item(question: &Question<'_>) -> Vec<Item> {
    let shape = &question.place.shape;
    let lead = Lead {
        text: String::new(),
        relative: String::new(),
        column: question.probe.column,
        also: Vec::new(),
        sort: "",
    };
    let is_item = matches!(question.place.steps.last(), Some(Segment::Index(_)));
    let keys = if is_item && has_keys(shape) { all(question, &lead) } else { Vec::new() };
    let braced = |item: Item| Item {
        edit: Edit { text: format!("{{{}}}", item.edit.text), ..item.edit.clone() },
        snippet: Some(format!("{{{}$0\\}}", escape(&item.edit.text))),
        ..item
    };
    keys.into_iter().map(braced).collect()
}

/// The columns from a key to its block.
fn step(question: &Question<'_>, is_list: bool) -> usize {
    if is_list { question.layout.dash } else { question.layout.step }
}

fn all(question: &Question<'_>, lead: &Lead) -> Vec<Item> {
    let present = present(question);
    let shape = &question.place.shape;
    let maps = maps_of(shape, &present);
    let maps = if maps.is_empty() { shape.item().map(|item| maps_of(item, &present)) } else { Some(maps) };
    let mut items: Vec<Item> = Vec::new();
    for map in maps.into_iter().flatten() {
        let more = of_map(question, lead, map, &present);
        let is_new = |item: &Item| items.iter().all(|known| known.label != item.label);
        let more: Vec<Item> = more.into_iter().filter(is_new).collect();
        items.extend(more);
    }
    items
}

/// The forms of a place that are maps. The keys that are there already choose one of several.
fn maps_of<'s>(shape: &'s Shape, present: &[&str]) -> Vec<&'s Shape> {
    let mut maps = Vec::new();
    let mut forms = vec![shape];
    while let Some(form) = forms.pop() {
        match &form.form {
            Form::Struct { .. } | Form::Map { .. } => maps.push(form),
            Form::Union { long, short, .. } => forms.extend([&**short, &**long]),
            _ => {}
        }
    }
    let knows = |map: &&Shape| present.iter().all(|key| map.field(key).is_some());
    if maps.iter().any(knows) {
        maps.retain(knows);
    }
    maps
}

fn of_map(question: &Question<'_>, lead: &Lead, map: &Shape, present: &[&str]) -> Vec<Item> {
    match &map.form {
        Form::Struct { fields, exclusive } => {
            let fields = fields.iter().enumerate();
            let fields =
                fields.filter(|(_, (name, field))| is_offered(question, (name, field), present, exclusive));
            fields.map(|(rank, (name, field))| known(question, lead, name, field, rank)).collect()
        }
        Form::Map { value, .. } => named(question, lead, value, present),
        _ => Vec::new(),
    }
}

/// A key that Copilot takes here, and that nothing beside it rules out.
pub(super) fn is_offered(
    question: &Question<'_>,
    (name, field): (&str, &Shape),
    present: &[&str],
    exclusive: &[Exclusive],
) -> bool {
    let is_wrong = |name: &str| fact(field, name).is_some();
    !present.contains(&name)
        && !is_wrong("x-deprecated")
        && !is_wrong("x-refused")
        && !is_excluded(name, present, exclusive)
        && legal::takes(question, name, present)
}

/// A key of a map whose keys the model knows.
fn known(question: &Question<'_>, lead: &Lead, name: &str, shape: &Arc<Shape>, rank: usize) -> Item {
    let locale = question.locale();
    let is_required = fact(shape, "x-required").is_some() && !is_in_base(question, name);
    let form = shape.expected();
    let form = form.text(locale);
    let required = if is_required { locale.pick(", required", "、必須") } else { "" };
    let sort = format!("{}{}{rank:03}", lead.sort, u8::from(!is_required));
    Item { sort, ..item(question, lead, name, shape, format!("{form}{required}")) }
}

/// The keys of a map with free names: those that name something.
fn named(question: &Question<'_>, lead: &Lead, value: &Arc<Shape>, present: &[&str]) -> Vec<Item> {
    let refers = fact(&question.place.shape, "x-ref-keys").and_then(serde_json::Value::as_str);
    let names = match refers {
        Some("container") => containers::to_wait_for(question),
        Some("environment") => references::environments(question),
        Some("workload") => references::workloads(question),
        _ => references::of_base(question),
    };
    let free = names.into_iter().enumerate().filter(|(_, (name, _))| !present.contains(&name.as_str()));
    let item = |(rank, (name, detail)): (usize, (String, String))| Item {
        kind: ItemKind::Reference,
        sort: format!("{}{rank:04}", lead.sort),
        ..item(question, lead, &name, value, detail)
    };
    free.map(item).collect()
}

/// In an environment the base has the key already, so that the override need not.
fn is_in_base(question: &Question<'_>, name: &str) -> bool {
    let path = [question.place.effective(), &[Segment::Key(name)]].concat();
    question.environment().is_some() && question.node_at(&path).is_some()
}

/// A key that is there already rules it out.
fn is_excluded(name: &str, present: &[&str], exclusive: &[Exclusive]) -> bool {
    let holds = |names: &[String], wanted: &str| names.iter().any(|name| name == wanted);
    let meets = |names: &[String]| present.iter().any(|key| holds(names, key));
    exclusive.iter().any(|pair| {
        holds(&pair.when, name) && meets(&pair.clears) || holds(&pair.clears, name) && meets(&pair.when)
    })
}

/// The keys beside the cursor.
pub(super) fn present<'q>(question: &Question<'q>) -> Vec<&'q str> {
    let tree = question.tree();
    let node = question.probe.node;
    let Some(parent) = tree.node(node).parent.filter(|_| question.probe.is_key) else { return Vec::new() };
    let NodeData::Mapping { entries, .. } = &tree.node(parent).data else { return Vec::new() };
    let others = entries.iter().filter(|entry| entry.key != node);
    others.filter_map(|entry| tree.scalar(entry.key).map(|(text, _)| text)).collect()
}

fn item(question: &Question<'_>, lead: &Lead, name: &str, shape: &Shape, detail: String) -> Item {
    let probe = question.probe;
    let steps = [question.place.steps.as_slice(), &[Segment::Key(name)]].concat();
    let (text, relative) = after(question, lead, shape);
    let is_block = text.contains('\n') || lead.text.contains('\n');
    let snippet = is_block.then(|| format!("{}{}{}$0", lead.relative, escape(name), relative));
    // The blank that stands between the cursor and a closing brace is used up.
    let next = question.source.text.as_bytes().get(probe.word.end);
    let eats_blank = probe.in_flow && probe.is_key && text.ends_with(' ') && next == Some(&b' ');
    let span = Span { end: probe.word.end + usize::from(eats_blank), ..probe.word };
    Item {
        label: name.to_owned(),
        kind: ItemKind::Key,
        detail,
        about: question.about(&steps),
        documentation: None,
        filter: name.contains(['-', '.', '/']).then(|| name.to_owned()),
        edit: Edit { span, text: format!("{}{name}{text}", lead.text) },
        cursor: probe.offset,
        also: lead.also.clone(),
        snippet,
        sort: String::new(),
        is_default: false,
    }
}

/// What follows a key: its colon, and the beginning of the block that it opens, from the margin and from the
/// indentation of the line.
fn after(question: &Question<'_>, lead: &Lead, shape: &Shape) -> (String, String) {
    let probe = question.probe;
    let same = |text: &str| (text.to_owned(), text.to_owned());
    if probe.has_colon {
        return same("");
    }
    let Some(is_list) = opens_block(shape).filter(|_| !probe.in_flow) else { return same(": ") };
    let indent = lead.column + step(question, is_list);
    let dash = if is_list { "- " } else { "" };
    let line_end = question.layout.line_break;
    let relative = " ".repeat(indent.saturating_sub(probe.indent));
    (format!(":{line_end}{}{dash}", " ".repeat(indent)), format!(":\n{relative}{dash}"))
}

/// Whether the value of a key most often stands below it, and then whether it is a list.
fn opens_block(shape: &Shape) -> Option<bool> {
    match &shape.form {
        Form::Struct { .. } | Form::Map { .. } => Some(false),
        Form::List(item) => {
            let is_known = !values(shape).0.is_empty() || fact(shape, "default").is_some();
            (!is_known || has_keys(item)).then_some(true)
        }
        Form::Scalar { .. } => None,
        // A switch beside a map that can't do without some keys: the map is meant.
        Form::Union { long, short, .. } if is_switch(short) => demands(long).then_some(false),
        Form::Union { long, short, .. } => {
            let (long, short) = (opens_block(long)?, opens_block(short)?);
            Some(long && short)
        }
    }
}

fn is_switch(shape: &Shape) -> bool {
    matches!(shape.form, Form::Scalar { scalar: Scalar::Bool, .. })
}

fn demands(shape: &Shape) -> bool {
    let fields = shape.fields().into_iter().flatten();
    fields.into_iter().any(|(_, field)| fact(field, "x-required").is_some())
}

/// The node of the map that holds the cursor's key.
pub(super) fn map_around(question: &Question<'_>) -> Option<NodeId> {
    question.tree().node(question.probe.node).parent
}
