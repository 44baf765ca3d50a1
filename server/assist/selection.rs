//! What grows around the cursor: word, text, value, entry, section, document.

use super::spans::{Lines, content, full, items, trimmed};
use crate::manifest::source::Source;
use crate::yaml::{NodeData, NodeId, Span, Tree};

/// The most ranges around one place: a reader of the answer may recurse.
const MOST: usize = 64;

/// The selections around `offset`, each strictly within the next; the last one is the whole text.
pub(super) fn selections(source: &Source, offset: usize) -> Vec<Span> {
    let (text, tree) = (&source.text, source.tree());
    let offset = floor(text, offset);
    let mut growing = Growing { offset, found: Vec::new() };
    if let Some(comment) = comment_at(tree, offset) {
        growing.add(word(text, offset, comment));
        growing.add(Some(said_in_comment(text, comment)));
        growing.add(Some(comment));
        growing.add(Some(comments_around(text, tree, comment)));
    }
    let enclosing = tree.enclosing(offset);
    if let Some(scalar) = enclosing.last().filter(|_| growing.found.is_empty()) {
        within_scalar(text, tree, *scalar, &mut growing);
    }
    for id in enclosing.iter().rev() {
        growing.add(child_around(text, tree, *id, offset));
        growing.add(Some(tree.node(*id).span));
        growing.add(Some(full(tree, *id)));
    }
    growing.found.truncate(MOST - 1);
    growing.add(Some(Span { start: 0, end: text.len() }));
    if growing.found.is_empty() { vec![Span { start: 0, end: text.len() }] } else { growing.found }
}

/// The selections so far, from the inside.
struct Growing {
    offset: usize,
    found: Vec<Span>,
}

impl Growing {
    /// Takes a span that holds the cursor and all before it, and is larger than they.
    fn add(&mut self, span: Option<Span>) {
        let Some(span) = span.filter(|span| span.start <= self.offset && self.offset <= span.end) else {
            return;
        };
        let last = self.found.last().copied().unwrap_or(Span { start: self.offset, end: self.offset });
        if span.start <= last.start && last.end <= span.end && span != last {
            self.found.push(span);
        }
    }
}

fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The word, the variable, the line and the text around the cursor in a scalar.
fn within_scalar(text: &str, tree: &Tree, id: NodeId, growing: &mut Growing) {
    let node = tree.node(id);
    if matches!(node.data, NodeData::Mapping { .. } | NodeData::Sequence { .. }) {
        return;
    }
    let said = content(text, tree, id);
    growing.add(word(text, growing.offset, said));
    growing.add(variable(text, growing.offset, node.span));
    let lines = Lines::new(text.get(node.span.start..node.span.end).unwrap_or_default());
    let line = lines.span(lines.line(growing.offset.saturating_sub(node.span.start)));
    let line = Span { start: line.start + node.span.start, end: line.end + node.span.start };
    let line = Span { start: line.start.max(said.start), end: line.end.min(said.end) };
    growing.add(trimmed(text, line));
    growing.add(Some(said));
}

/// Letters, digits and underscores around the cursor.
fn word(text: &str, offset: usize, within: Span) -> Option<Span> {
    if offset < within.start || within.end < offset {
        return None;
    }
    let is_word = |c: &char| c.is_alphanumeric() || *c == '_';
    let length = |c: char| c.len_utf8();
    let before: usize = text.get(within.start..offset)?.chars().rev().take_while(is_word).map(length).sum();
    let after: usize = text.get(offset..within.end)?.chars().take_while(is_word).map(length).sum();
    (before + after > 0).then_some(Span { start: offset - before, end: offset + after })
}

/// The `${NAME}` around the cursor.
fn variable(text: &str, offset: usize, within: Span) -> Option<Span> {
    use crate::manifest::interpolate::placeholders;
    let written = text.get(within.start..within.end)?;
    let spans = placeholders(written)
        .map(|found| Span { start: found.start + within.start, end: found.end + within.start });
    spans.into_iter().find(|span| span.start <= offset && offset <= span.end)
}

fn comment_at(tree: &Tree, offset: usize) -> Option<Span> {
    let after = tree.comments.partition_point(|comment| comment.span.start <= offset);
    let comment = tree.comments.get(after.checked_sub(1)?)?;
    (offset <= comment.span.end).then_some(comment.span)
}

/// A comment without its mark.
fn said_in_comment(text: &str, comment: Span) -> Span {
    let written = text.get(comment.start..comment.end).unwrap_or_default();
    let said = written.trim_start_matches('#').trim();
    let start = comment.end - written.trim_start_matches('#').trim_start().len();
    Span { start, end: start + said.len() }
}

/// The comments on the lines before and after, where nothing but blanks and one line break stands between.
fn comments_around(text: &str, tree: &Tree, comment: Span) -> Span {
    let follows = |one: Span, next: Span| {
        let between = text.get(one.end..next.start).unwrap_or("x");
        between.trim().is_empty() && between.lines().count() <= 2
    };
    let after = tree.comments.partition_point(|other| other.span.start <= comment.start);
    let mut found = comment;
    for next in tree.comments.get(after..).unwrap_or_default() {
        if !follows(found, next.span) {
            break;
        }
        found.end = next.span.end;
    }
    for before in tree.comments.get(..after.saturating_sub(1)).unwrap_or_default().iter().rev() {
        if !follows(before.span, found) {
            break;
        }
        found.start = before.span.start;
    }
    found
}

/// The entry of a map, or the item of a list with its dash, that holds the cursor.
fn child_around(text: &str, tree: &Tree, id: NodeId, offset: usize) -> Option<Span> {
    match &tree.node(id).data {
        NodeData::Mapping { entries, .. } => {
            let begun = entries.partition_point(|entry| full(tree, entry.key).start <= offset);
            let entry = entries.get(begun.checked_sub(1)?)?;
            Some(super::spans::around(full(tree, entry.key), full(tree, entry.value)))
        }
        NodeData::Sequence { .. } => {
            let spans = items(text, tree, id);
            let begun = spans.partition_point(|span| span.start <= offset);
            spans.get(begun.checked_sub(1)?).copied()
        }
        _ => None,
    }
}
