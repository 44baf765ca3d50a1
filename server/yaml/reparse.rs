//! The tree of a text after an edit: only the entries around it are parsed, and the rest is taken over.
//!
//! What comes out is what [`Tree::parse`] makes of the new text. Wherever that is not certain, it is that.

use std::borrow::Cow;

use super::control;
use super::separators;
use super::tree::{Entry, Node, NodeData, NodeId, Span, Tree};

/// How deep the parsed part may lie: the parser gives up at 255 collections of a kind within each other.
const DEPTH_MAX: usize = 100;

/// The part of the old text that an edit replaced; before and behind it the texts are equal.
struct Edit {
    start: usize,
    end: usize,
    /// Lengths of the old text and of the new one.
    lengths: (usize, usize),
}

impl Edit {
    fn between(before: &str, now: &str) -> Self {
        let (old, new) = (before.as_bytes(), now.as_bytes());
        // From the end first: a line that is put in then belongs to the entry above it, and not to the key below.
        let behind = old.iter().rev().zip(new.iter().rev()).take_while(|(one, other)| one == other).count();
        let end = old.len() - behind;
        let both = old[..end].iter().zip(&new[..new.len() - behind]);
        let start = both.take_while(|(one, other)| one == other).count();
        Edit { start, end, lengths: (old.len(), new.len()) }
    }

    /// The offset in the new text of one behind the edit.
    fn moved(&self, offset: usize) -> usize {
        offset + self.lengths.1 - self.lengths.0
    }
}

/// Entries of one block mapping that follow each other: the one before the edit, those that it touches, the one behind
/// it. The outer two are parsed with them because a broken line is mended by what stands around it.
pub(super) struct Stretch {
    /// The mapping.
    pub mapping: NodeId,
    /// The first of its entries, and one past the last.
    pub entries: (usize, usize),
    /// The first of their nodes, and one past the last.
    pub nodes: (NodeId, NodeId),
    /// Their lines in the old text.
    pub before: Span,
    /// Their lines in the new text.
    pub now: Span,
    /// The lines in the old text of the entries that the edit touches, and what stands between them and the next one:
    /// here the text may be broken.
    touched: Span,
    /// The blanks before each key.
    indent: usize,
}

impl Tree {
    /// The tree of `now`, where this is the tree of `before`: what [`Tree::parse`] makes of it, at the cost of the
    /// entries around the edit where that suffices.
    pub fn reparse(&self, before: &str, now: &str) -> Tree {
        self.after_edit(before, now).unwrap_or_else(|| Tree::parse(now))
    }

    fn after_edit(&self, before: &str, now: &str) -> Option<Tree> {
        let is_plain = self.later_documents.is_empty() && self.separators.is_empty();
        if !is_plain || now.starts_with('%') || now.contains("\n%") || now.contains("\r%") {
            return None;
        }
        let edit = Edit::between(before, now);
        let around = self.enclosing(edit.start);
        if around.iter().any(|id| !self.node(*id).is_scalar() && self.value_of(*id).is_some()) {
            return None; // within a key
        }
        (0..around.len()).rev().find_map(|depth| {
            let stretch = self.stretch(before, around[depth], &edit)?;
            if stretch.now.end - stretch.now.start > now.len() / 2 {
                return None; // little to save, and all the more to lose
            }
            let part = self.part(now, &stretch, depth)?;
            Some(self.spliced(&stretch, part))
        })
    }

    /// The entries of `mapping` around an edit; `None` where it is no block mapping, or where too little stands around.
    fn stretch(&self, before: &str, mapping: NodeId, edit: &Edit) -> Option<Stretch> {
        let NodeData::Mapping { entries, flow: false } = &self.node(mapping).data else { return None };
        let start_of = |entry: &Entry| self.node(entry.key).span.start;
        let line_of = |entry: &Entry| line_start(before, start_of(entry));
        let touched = entries.partition_point(|entry| start_of(entry) < edit.start).checked_sub(1)?;
        let is_head = touched == 0;
        if is_head && self.node(mapping).parent.is_some() {
            return None;
        }
        let first = touched.saturating_sub(1);
        let next = (touched + 1..entries.len()).find(|next| line_of(&entries[*next]) > edit.end);
        let last = match next {
            Some(next) => next + 1,
            None if self.after(mapping).is_none() => entries.len(),
            None => return None,
        };
        let after = entries.get(last).map(|entry| entry.key).or_else(|| self.after(mapping));
        let indent = start_of(&entries[first]) - line_of(&entries[first]);
        let is_plain = |entry: &Entry| is_line_of(before, start_of(entry), indent);
        let ends = [Some(&entries[first]), entries.get(last), next.map(|next| &entries[next])];
        let end = after.map_or(before.len(), |after| line_start(before, self.node(after).span.start));
        if !ends.into_iter().flatten().all(is_plain)
            || next.is_some_and(|next| start_of(&entries[next]) >= end)
        {
            return None;
        }
        let start = |entry| if is_head { 0 } else { line_of(&entries[entry]) };
        // A change at the beginning of the line of an entry is one of that entry.
        let touched_end = next.map_or(end, |next| line_of(&entries[next]) - 1);
        Some(Stretch {
            mapping,
            entries: (first, last),
            nodes: (entries[first].key, after.unwrap_or(NodeId(self.nodes.len() as u32))),
            before: Span { start: start(first), end },
            now: Span { start: start(first), end: edit.moved(end) },
            touched: Span { start: start(touched), end: touched_end },
            indent,
        })
    }

    /// The tree of a stretch alone; `None` where it may be another one than among the rest.
    fn part(&self, now: &str, stretch: &Stretch, depth: usize) -> Option<Tree> {
        let Stretch { before, touched, nodes, indent, .. } = stretch;
        let text = &now[stretch.now.start..stretch.now.end];
        let old = &self.nodes[nodes.0.0 as usize..nodes.1.0 as usize];
        let is_replaceable = self.errors.iter().all(|error| before.holds(error.span))
            && self.mends.span.is_none_or(|span| touched.holds(span))
            && !old.iter().any(Node::has_name)
            && matches!(control::replaced(text), Cow::Borrowed(_))
            && separators::of(text).is_empty()
            && text.split(['\n', '\r']).all(|line| may_stand(line, *indent));
        if !is_replaceable {
            return None;
        }
        let part = Tree::parse(text);
        let root = part.node(part.root.filter(|root| *root == NodeId(0))?);
        let touched =
            Span { start: touched.start - before.start, end: text.len() - (before.end - touched.end) };
        let fits = matches!(root.data, NodeData::Mapping { flow: false, .. })
            && is_line_of(text, root.span.start, *indent)
            && part.later_documents.is_empty()
            && !part.nodes.iter().any(Node::has_name)
            && part.mends.span.is_none_or(|span| touched.holds(span))
            && part.mends.would_be_made_in(now.len())
            && depth + part.depth() < DEPTH_MAX;
        fits.then_some(part)
    }

    /// The first node behind all that is in `id`.
    fn after(&self, id: NodeId) -> Option<NodeId> {
        let holders = std::iter::successors(Some(id), |at| self.node(*at).parent);
        holders.clone().zip(holders.skip(1)).find_map(|(child, holder)| match &self.node(holder).data {
            NodeData::Mapping { entries, .. } => {
                entries.get(entries.partition_point(|entry| entry.key <= child)).map(|entry| entry.key)
            }
            NodeData::Sequence { items, .. } => {
                items.get(items.partition_point(|item| *item <= child)).copied()
            }
            _ => None,
        })
    }

    /// How many collections lie within each other.
    fn depth(&self) -> usize {
        let mut depths: Vec<usize> = Vec::with_capacity(self.nodes.len());
        for node in &self.nodes {
            depths.push(node.parent.map_or(0, |parent| depths[parent.0 as usize] + 1));
        }
        depths.into_iter().max().unwrap_or_default()
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

/// Whether nothing but so many blanks stands before `at` on its line.
fn is_line_of(text: &str, at: usize, indent: usize) -> bool {
    let line = line_start(text, at);
    at - line == indent && text[line..at].bytes().all(|byte| byte == b' ')
}

/// Whether a line can end neither a mapping that is indented so far, nor the document.
fn may_stand(line: &str, indent: usize) -> bool {
    let content = line.trim_start_matches(' ');
    let marks = ["---", "...", "%"].iter().any(|mark| line.starts_with(mark));
    content.is_empty() || !marks && line.len() - content.len() >= indent
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "name: api\ntype: Backend Service\nimage:\n  port: 80\nsidecars:\n  a:\n    image: x\n    port: 1\n    \
                        user: me\n    essential: true\n  b: # second\n    image: y\n  d: {}\n  c:\n    image: &z z\n    port: 2\ncount: 1\n";

    /// Whether the edit that puts `new` in the place of `old` is followed, and not parsed afresh.
    fn is_followed(text: &str, old: &str, new: &str) -> bool {
        let rest: String = (0..50).map(|n| format!("rest{n}: 1\n")).collect();
        let text = &(text.to_owned() + &rest);
        let now = text.replacen(old, new, 1);
        Tree::parse(text).after_edit(text, &now).is_some()
    }

    #[test]
    fn what_people_type_is_followed() {
        for (old, new) in [
            ("port: 1", "port: 12"),
            ("port: 1\n", "port: 1\n    cpu\n"),
            ("    user: me\n", ""),
            ("me\n", "me:\n"),
            ("me\n", "\"me\" x\n"),
            ("image: y", "image: 'y\n      z'"),
            ("type: Backend", "type: Worker"),
            ("Backend Service\n", "Backend Service\nhttp\n"),
            ("second", "2nd"),
        ] {
            assert!(is_followed(TEXT, old, new), "{new:?} for {old:?}");
        }
    }

    #[test]
    fn what_reaches_further_is_parsed_afresh() {
        for (old, new) in [
            ("port: 2", "port: 3"),
            ("image: y", "image: *z"),
            ("image: y", "image: \"y"),
            ("\n  b:", "\nb:"),
            ("count: 1\n", "---\ncount: 1\n"),
            ("name", "%name"),
            ("image: y", "image: y\u{2028}"),
        ] {
            assert!(!is_followed(TEXT, old, new), "{new:?} for {old:?}");
        }
        assert!(!is_followed("a: 1\n\tb: 2\nc: 3\nd: 4\ne: 5\n", "d: 4", "d: 5"), "broken elsewhere");
    }
}
