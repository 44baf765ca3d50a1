//! Where new lines go: behind an entry with the comments that belong to it.

use crate::rules::lines::{line_end, line_start, past_break};
use crate::yaml::{Entry, NodeData, NodeId, Style, Tree};

/// The end of the line behind which something can be added after `entry`, whose key stands at `column`.
///
/// A comment that stands deeper belongs to the entry; below the `last` entry of a map that is not the document, so
/// does one in the same column that follows at once. No line from `limit` on is passed.
pub(in crate::assist) fn behind(
    text: &str,
    tree: &Tree,
    entry: Entry,
    column: usize,
    last: bool,
    limit: usize,
) -> usize {
    let mut end = line_end(text, content_end(text, tree, entry));
    let (mut at, mut gap) = (past_break(text, end), false);
    while at < limit && at < text.len() {
        let line = &text[at..line_end(text, at)];
        let body = line.trim_start();
        let indent = line.len() - body.len();
        let adjacent = last && column > 0 && !gap && indent == column;
        match body.chars().next() {
            None => gap = true,
            Some('#') if indent > column || adjacent => end = at + line.len(),
            Some(_) => break,
        }
        at = past_break(text, at + line.len());
    }
    end
}

/// The beginning of the line of an entry.
pub(super) fn before(text: &str, tree: &Tree, entry: Entry) -> usize {
    line_start(text, tree.node(entry.key).span.start)
}

/// Where the last value of an entry ends; of a block scalar that keeps its empty lines, behind these.
fn content_end(text: &str, tree: &Tree, entry: Entry) -> usize {
    let own = tree.node(entry.key).span.end.max(tree.node(entry.value).span.end);
    let last = last_scalar(tree, entry.value);
    let node = tree.node(last);
    let block = matches!(node.data, NodeData::Scalar { style: Style::Literal | Style::Folded, .. });
    let header = text.get(node.span.start..line_end(text, node.span.start)).unwrap_or_default();
    let end = own.max(node.span.end);
    if !block || !header.split('#').next().is_some_and(|indicators| indicators.contains('+')) {
        return end;
    }
    let (mut kept, mut at) = (end, past_break(text, line_end(text, end)));
    while at < text.len() && text[at..line_end(text, at)].trim().is_empty() {
        kept = at;
        at = past_break(text, line_end(text, at));
    }
    kept
}

fn last_scalar(tree: &Tree, node: NodeId) -> NodeId {
    let mut at = node;
    loop {
        let below = match &tree.node(at).data {
            NodeData::Mapping { entries, .. } => entries.last().map(|entry| entry.value),
            NodeData::Sequence { items, .. } => items.last().copied(),
            _ => None,
        };
        match below {
            Some(next) => at = next,
            None => return at,
        }
    }
}
