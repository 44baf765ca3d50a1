//! A text with changes, and the way back from its offsets to the original's.

use crate::yaml::Span;

/// A piece of the original and what stands there instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub span: Span,
    pub text: String,
    /// Made only for the parser: Go's library takes the text as it is.
    pub silent: bool,
}

impl Change {
    pub(super) fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::replace(Span { start: at, end: at }, text)
    }

    pub(super) fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into(), silent: false }
    }

    pub(super) fn silent(self) -> Self {
        Self { silent: true, ..self }
    }
}

/// The original with its changes made.
#[derive(Debug, Clone)]
pub(super) struct Draft<'t> {
    original: &'t str,
    /// Sorted, not overlapping.
    changes: Vec<Change>,
    /// Where each change's text begins in `text`.
    starts: Vec<usize>,
    text: String,
}

impl<'t> Draft<'t> {
    pub(super) fn new(original: &'t str) -> Self {
        Self { original, changes: Vec::new(), starts: Vec::new(), text: original.to_string() }
    }

    /// The draft with further changes; in `lines`, the span of the lines they belong to, older ones are dropped,
    /// but for silent ones that are not in the way.
    pub(super) fn with(&self, changes: &[Change], lines: Span) -> Self {
        let apart = |one: Span, other: Span| one.end < other.start || one.start > other.end;
        let stays = |old: &&Change| {
            apart(old.span, lines) || (old.silent && changes.iter().all(|new| apart(old.span, new.span)))
        };
        let mut all: Vec<Change> = self.changes.iter().filter(stays).chain(changes).cloned().collect();
        all.sort_by_key(|change| change.span);
        let mut next =
            Self { original: self.original, changes: all, starts: Vec::new(), text: String::new() };
        next.write();
        next
    }

    fn write(&mut self) {
        let mut from = 0;
        for change in &self.changes {
            self.text.push_str(&self.original[from.min(change.span.start)..change.span.start]);
            self.starts.push(self.text.len());
            self.text.push_str(&change.text);
            from = change.span.end;
        }
        self.text.push_str(&self.original[from..]);
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// From the first change to the last.
    pub(super) fn span(&self) -> Option<Span> {
        let (first, last) = (self.changes.first()?, self.changes.last()?);
        Some(Span { start: first.span.start, end: last.span.end })
    }

    /// Whether a change that is no mere formality stands in a span or at its edge.
    pub(super) fn touches(&self, span: Span) -> bool {
        let after = self.changes.partition_point(|change| change.span.end < span.start);
        let near = self.changes[after..].iter().take_while(|change| change.span.start <= span.end);
        near.into_iter().any(|change| !change.silent)
    }

    /// The original's offset for one of the draft; inside inserted text the nearest end of what it replaced.
    pub(super) fn to_original(&self, offset: usize) -> usize {
        let after = self.starts.partition_point(|start| *start <= offset);
        let Some(before) = after.checked_sub(1) else { return offset };
        let change = &self.changes[before];
        let into = offset - self.starts[before];
        if into < change.text.len() {
            return if into == 0 { change.span.start } else { change.span.end };
        }
        change.span.end + (into - change.text.len())
    }
}
