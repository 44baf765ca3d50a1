//! A collection in block style written in flow style, and the reverse.

use super::convert::has_comment;
use super::layout::column;
use super::same::{Meaning, brings_nothing_new};
use super::{Action, ActionKind};
use crate::assist::snippet::Layout;
use crate::edits;
use crate::finding::Edit;
use crate::locale::Phrase;
use crate::manifest::source::Source;
use crate::yaml::{Entry, Node, NodeData, NodeId, Span, Tree};

/// A line that is longer is not easier to read.
const LONGEST: usize = 80;

/// The other style of the collection at a place.
pub(super) fn action(source: &Source, offset: usize) -> Option<Action> {
    let tree = source.tree();
    let node = tree.at(offset)?;
    let value = tree.value_of(node).unwrap_or(node);
    let around = std::iter::successors(Some(value), |node| tree.node(*node).parent);
    let entries = around.filter_map(|value| Some(Entry { key: tree.key_of(value)?, value }));
    let (edit, is_flow) = entries.take(2).find_map(|entry| changed(source, entry))?;
    let edits = vec![edit];
    let is_same =
        is_same_tree(source, &edits) && Meaning::of(source)?.is_same(&Meaning::after(source, &edits)?);
    let title = if is_flow {
        Phrase::new("Write in one line", "1 行で書く")
    } else {
        Phrase::new("Write over several lines", "複数行で書く")
    };
    let is_right = is_same && brings_nothing_new(source, &edits);
    is_right.then(|| Action::new(ActionKind::Rewrite, title, edits))
}

/// The edit that writes the flow collection of an entry over several lines; `None` where it can't be.
pub(in crate::assist) fn unfolded(source: &Source, entry: Entry) -> Option<Edit> {
    let (edit, is_flow) = changed(source, entry)?;
    (!is_flow && is_same_tree(source, std::slice::from_ref(&edit))).then_some(edit)
}

/// The edit, and whether it leads to flow style.
fn changed(source: &Source, entry: Entry) -> Option<(Edit, bool)> {
    let (tree, text) = (source.tree(), &source.text);
    let (key, value) = (tree.node(entry.key), tree.node(entry.value));
    let whole = Span { start: key.span.end, end: value.span.end };
    let gap = text.get(key.span.end..value.span.start)?;
    if gap.trim() != ":" || has_comment(source, whole) {
        return None;
    }
    if !matches!(tree.node(key.parent?).data, NodeData::Mapping { flow: false, .. }) {
        return None;
    }
    let (flow, parts) = match &value.data {
        NodeData::Mapping { entries, flow } => {
            (*flow, entries.iter().map(|entry| pair(source, *entry, !flow)).collect::<Option<Vec<_>>>()?)
        }
        NodeData::Sequence { items, flow } => {
            let item = |item: &NodeId| written(source, *item, !flow).map(|text| format!("- {text}"));
            (*flow, items.iter().map(item).collect::<Option<Vec<_>>>()?)
        }
        _ => return None,
    };
    if parts.is_empty() {
        return None;
    }
    if flow {
        let Layout { step, dash, line_break, .. } = Layout::of(text, tree);
        let step = if matches!(value.data, NodeData::Sequence { .. }) { dash } else { step };
        let indent = format!("{line_break}{}", " ".repeat(column(text, key.span.start) + step));
        let lines: String = parts.iter().map(|part| format!("{indent}{part}")).collect();
        return Some((Edit { span: whole, text: format!(":{lines}") }, false));
    }
    let is_list = matches!(value.data, NodeData::Sequence { .. });
    let parts: Vec<&str> = parts.iter().map(|part| part.strip_prefix("- ").unwrap_or(part)).collect();
    let (open, close) = if is_list { ('[', ']') } else { ('{', '}') };
    let line = format!(": {open}{}{close}", parts.join(", "));
    let is_short = column(text, key.span.end) + line.chars().count() <= LONGEST;
    is_short.then_some((Edit { span: whole, text: line }, true))
}

fn pair(source: &Source, entry: Entry, to_flow: bool) -> Option<String> {
    let key = written(source, entry.key, to_flow)?;
    let value = source.tree().node(entry.value);
    if value.span.start == value.span.end {
        return (!to_flow).then(|| format!("{key}:"));
    }
    Some(format!("{key}: {}", written(source, entry.value, to_flow)?))
}

/// A node of one line as it is written; for flow style only what is right there.
fn written(source: &Source, id: NodeId, to_flow: bool) -> Option<&str> {
    let node = source.tree().node(id);
    let is_bare = node.anchor().is_none() && node.tag().is_none();
    let text = source.text.get(node.span.start..node.span.end)?;
    let is_one_line = !text.is_empty() && !text.contains('\n') && !text.starts_with(['|', '>']);
    (is_bare && is_one_line && (!to_flow || is_for_flow(node, text))).then_some(text)
}

fn is_for_flow(node: &Node, text: &str) -> bool {
    match &node.data {
        NodeData::Scalar { .. } => {
            text.starts_with(['"', '\'']) || !text.contains([',', '[', ']', '{', '}', ':', '#', '?'])
        }
        NodeData::Mapping { flow, .. } | NodeData::Sequence { flow, .. } => *flow,
        NodeData::Alias { .. } => true,
    }
}

/// The same nodes in the same order, whatever their style.
fn is_same_tree(source: &Source, edits: &[Edit]) -> bool {
    let Some(text) = edits::apply(&source.text, edits) else { return false };
    let (before, after) = (source.tree(), Tree::parse(&text));
    let is_same = |(a, b): (NodeId, NodeId)| match (&before.node(a).data, &after.node(b).data) {
        (NodeData::Mapping { entries: a, .. }, NodeData::Mapping { entries: b, .. }) => a.len() == b.len(),
        (NodeData::Sequence { items: a, .. }, NodeData::Sequence { items: b, .. }) => a.len() == b.len(),
        (NodeData::Alias { name: a, .. }, NodeData::Alias { name: b, .. }) => a == b,
        (NodeData::Scalar { value: one, .. }, NodeData::Scalar { value: other, .. }) => {
            one == other && before.resolved(a) == after.resolved(b)
        }
        _ => false,
    };
    before.ids().count() == after.ids().count() && before.ids().zip(after.ids()).all(is_same)
}
