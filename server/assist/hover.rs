//! What the model knows of the field under the cursor.

use super::Hover;
use super::place::{Place, display, fact, locate, plain, values_at};
use crate::manifest::shape::Shape;
use crate::yaml::{NodeId, Tree};
use std::fmt::Write;
use std::sync::Arc;

/// The documentation of the key or value at `offset`.
pub(super) fn hover(tree: &Tree, root: &Arc<Shape>, offset: usize) -> Option<Hover> {
    let node = tree.at(offset).filter(|node| tree.node(*node).is_scalar())?;
    let place = locate(tree, node, root)?;
    if place.steps.is_empty() {
        return None;
    }
    let markdown = describe(&place);
    Some(Hover { span: tree.node(shown(tree, node)).span, markdown })
}

/// A key stands for itself; a value too.
fn shown(tree: &Tree, node: NodeId) -> NodeId {
    if tree.node(node).span.start == tree.node(node).span.end {
        tree.key_of(node).unwrap_or(node)
    } else {
        node
    }
}

/// The facts of a field in Markdown.
pub(super) fn describe(place: &Place<'_>) -> String {
    let shape = &place.shape;
    let mut text = format!("**`{}`**: {}", display(&place.steps), shape.expected());
    if fact(shape, "x-required").is_some() {
        text.push_str(", required");
    }
    text.push('\n');
    let mut line = |label: &str, value: String| {
        // Writing to a String can't fail.
        let _ = write!(text, "\n- {label}: {value}");
    };
    if let Some(replacement) = word(shape, "x-deprecated") {
        line("Deprecated", replacement);
    }
    if let Some(default) = default(shape) {
        line("Default", default);
    }
    if let Some((label, words)) = listed(place) {
        line(label, words);
    }
    if let Some(range) = range(shape) {
        line("Allowed", range);
    }
    if let Some(unit) = word(shape, "x-unit") {
        line("Unit", unit);
    }
    if let Some(since) = word(shape, "x-since") {
        line("Since", format!("Copilot {since}"));
    }
    let fields = shape.fields().or_else(|| shape.item()?.fields());
    if let Some(fields) = fields.filter(|fields| !fields.is_empty()) {
        let names: Vec<String> = fields.keys().map(|name| format!("`{name}`")).collect();
        line("Keys", names.join(", "));
    }
    if let Some(address) = word(shape, "x-docs").map(|docs| address(&docs)) {
        let _ = write!(text, "\n\n[Copilot's documentation]({address})");
    }
    text
}

fn word(shape: &Shape, name: &str) -> Option<String> {
    fact(shape, name).map(plain)
}

fn default(shape: &Shape) -> Option<String> {
    let literal = fact(shape, "default").map(|default| format!("`{}`", plain(default)));
    literal.or_else(|| word(shape, "x-default"))
}

fn listed(place: &Place<'_>) -> Option<(&'static str, String)> {
    let (words, all) = values_at(place);
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    (!words.is_empty()).then(|| (if all { "Allowed" } else { "For example" }, words.join(", ")))
}

fn range(shape: &Shape) -> Option<String> {
    let bound = |name: &str| shape.facts.get(name).map(plain);
    match (bound("minimum"), bound("maximum")) {
        (Some(low), Some(high)) => Some(format!("{low} to {high}")),
        (Some(low), None) => Some(format!("{low} or more")),
        (None, Some(high)) => Some(format!("at most {high}")),
        (None, None) => None,
    }
}

/// The address of `page#anchor`; pages outside the manifest reference name their folder.
fn address(docs: &str) -> String {
    let (page, anchor) = docs.split_once('#').unwrap_or((docs, ""));
    let page = if page.contains('/') { page.to_owned() } else { format!("manifest/{page}") };
    format!("https://aws.github.io/copilot-cli/docs/{page}/#{anchor}")
}
