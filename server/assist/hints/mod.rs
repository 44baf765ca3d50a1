//! What is shown between the words of a text: defaults in force, overridden values, meanings.

mod defaults;
mod label;
mod overridden;

use super::overrides::Lines;
use super::place::{Place, locate};
use super::{Context, meaning, overrides};
use crate::environments::Layers;
use crate::manifest::kind::Kind;
use crate::manifest::source::Source;
use crate::rules::lines::line_end;
use crate::settings::InlayHints;
use crate::yaml::{Entry, NodeData, NodeId, Span};

/// Why a hint is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HintKind {
    /// Fields of a section are left out, and their defaults hold.
    Defaults,
    /// Environments override a value, or a value overrides that of the base.
    Override,
    /// What a value means.
    Meaning,
}

/// A part of a hint's label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HintPart {
    /// What is shown.
    pub text: String,
    /// What it speaks of, where that is written elsewhere in the text.
    pub target: Option<Span>,
}

/// A text that is shown behind what is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Where it is shown.
    pub offset: usize,
    /// Why.
    pub kind: HintKind,
    /// What is shown; never empty.
    pub label: Vec<HintPart>,
    /// The value or the section that it is about.
    pub node: NodeId,
}

/// A manifest to ask.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub source: &'a Source,
    pub kind: Kind,
    /// `None` where Copilot reads no map, or the kind is unknown.
    pub layers: Option<&'a Layers>,
    pub context: &'a Context<'a>,
}

/// The hints of the wanted kinds at the offsets of `span`, both ends included, in source order. The cost follows the
/// part of the text that `span` covers.
pub(super) fn hints(asked: Asked<'_>, span: Span, wanted: &InlayHints) -> Vec<Hint> {
    let mut walk = Walk { asked, span, wanted, found: Vec::new(), open: Vec::new() };
    if let Some(root) = asked.source.tree().root {
        walk.root(root);
        walk.open.push(root);
    }
    while let Some(node) = walk.open.pop() {
        walk.children(node);
    }
    let mut found = walk.found;
    found.retain(|hint| (span.start..=span.end).contains(&hint.offset));
    // Hints at one place keep the order in which they were found.
    found.sort_by_key(|hint| hint.offset);
    found
}

/// More about each hint, in Markdown.
pub(super) fn tooltips(asked: Asked<'_>, hints: &[Hint]) -> Vec<Option<String>> {
    let lines = Lines::of(&asked.source.text);
    hints.iter().map(|hint| tooltip(asked, hint, &lines)).collect()
}

fn tooltip(asked: Asked<'_>, hint: &Hint, lines: &Lines) -> Option<String> {
    let Asked { source, kind, context, .. } = asked;
    let place = locate(source.tree(), hint.node, kind)?;
    match hint.kind {
        HintKind::Defaults => defaults::tooltip(asked, hint.node, &place),
        HintKind::Override => overrides::table(lines, asked.layers?, &place, context.locale),
        HintKind::Meaning => {
            let sentence = meaning::of(&source.text, source.tree(), hint.node, usize::MAX, &place, context);
            sentence.filter(|sentence| hint.label.iter().all(|part| part.text != *sentence))
        }
    }
}

struct Walk<'w> {
    asked: Asked<'w>,
    span: Span,
    wanted: &'w InlayHints,
    found: Vec<Hint>,
    /// Collections that are still to be looked into.
    open: Vec<NodeId>,
}

impl<'w> Walk<'w> {
    /// The manifest as a whole is a section too; its key is the line of its `type`.
    fn root(&mut self, root: NodeId) {
        let tree = self.asked.source.tree();
        if let Some(entry) = tree.entry(root, "type")
            && let Some(place) = locate(tree, root, self.asked.kind)
        {
            self.defaults(end_of(self.asked.source, entry), root, &place);
        }
    }

    fn children(&mut self, node: NodeId) {
        let tree = self.asked.source.tree();
        match &tree.node(node).data {
            NodeData::Mapping { entries, .. } => {
                let within = within(entries, self.span, |entry| {
                    let (key, value) = (tree.node(entry.key).span, tree.node(entry.value).span);
                    Span { start: key.start, end: value.end.max(key.end) }
                });
                within.iter().for_each(|entry| self.entry(*entry));
            }
            NodeData::Sequence { items, .. } => {
                let within = within(items, self.span, |item| tree.node(*item).span);
                self.open.extend(within);
            }
            _ => {}
        }
    }

    fn entry(&mut self, entry: Entry) {
        let Asked { source, kind, context, .. } = self.asked;
        let (tree, value) = (source.tree(), entry.value);
        // Below a key that Copilot does not know nothing is in force.
        let Some(place) = locate(tree, value, kind) else { return };
        let offset = end_of(source, entry);
        if tree.scalar(value).is_some() {
            let meaning = self.wanted.meaning.then(|| meaning::in_short(tree, value, &place, context.locale));
            let label = meaning.flatten().map(|text| vec![HintPart { text, target: None }]);
            self.push(offset, HintKind::Meaning, value, label);
        } else {
            self.open.push(value);
            self.defaults(offset, value, &place);
        }
        if self.wanted.overrides {
            self.push(offset, HintKind::Override, value, overridden::label(self.asked, value, &place));
        }
    }

    fn defaults(&mut self, offset: usize, section: NodeId, place: &Place<'_>) {
        if self.wanted.defaults {
            let label = defaults::label(self.asked, section, place);
            self.push(offset, HintKind::Defaults, section, label);
        }
    }

    fn push(&mut self, offset: usize, kind: HintKind, node: NodeId, label: Option<Vec<HintPart>>) {
        if let Some(label) = label.map(label::joined).filter(|label| !label.is_empty()) {
            self.found.push(Hint { offset, kind, label, node });
        }
    }
}

/// The children of a collection that touch `span`; they are sorted.
fn within<T>(all: &[T], span: Span, of: impl Fn(&T) -> Span) -> &[T] {
    let rest = &all[all.partition_point(|child| of(child).end < span.start)..];
    &rest[..rest.partition_point(|child| of(child).start <= span.end)]
}

/// Behind a value that ends on the line of its key, else at the end of that line, before a comment.
fn end_of(source: &Source, Entry { key, value }: Entry) -> usize {
    let (tree, text) = (source.tree(), &source.text);
    let (key, value) = (tree.node(key).span, tree.node(value).span);
    // The rest of the line is not looked at: it may hold all other entries too.
    if text.get(key.end..value.end).is_some_and(|between| !between.contains(['\n', '\r'])) {
        return value.end;
    }
    let line = line_end(text, key.end);
    let comments = &tree.comments;
    let comment = comments.get(comments.partition_point(|comment| comment.span.start < key.end));
    let line = comment.map_or(line, |comment| comment.span.start.min(line));
    let written = text.get(key.end..line).map_or(0, |rest| rest.trim_end().len());
    key.end + written
}
