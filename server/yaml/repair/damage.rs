//! Where a text is damaged: the parser's failure in terms of the original's lines.

use granit_parser::ErrorKind;

use super::draft::Draft;
use super::lines::{Lines, Mark, Shape};
use crate::yaml::Span;
use crate::yaml::build::Failure;

/// How many lines at each end of the damaged stretch are looked at.
const EDGE: usize = 3;

/// A failure in the original's offsets and lines.
pub(super) struct Damage<'t, 'l> {
    pub text: &'t str,
    pub lines: &'l Lines<'t>,
    pub kind: ErrorKind,
    /// Where the parser stopped.
    pub offset: usize,
    /// First and last line that can hold the cause.
    pub first: usize,
    pub last: usize,
    /// The outermost bracket that is open there.
    pub flow: Option<usize>,
    /// The innermost one.
    inner: Option<usize>,
    /// A line after `last` that may be at fault too.
    beyond: Option<usize>,
    /// Lines that have changes already, in order.
    mended: Vec<usize>,
    /// The text went on after the root, with a line that is indented less.
    pub dedented: bool,
}

impl<'t, 'l> Damage<'t, 'l> {
    pub(super) fn new(text: &'t str, lines: &'l Lines<'t>, draft: &Draft<'t>, failure: &Failure) -> Self {
        let offset = draft.to_original(failure.offset).min(text.len());
        let first = lines.at(draft.to_original(failure.settled));
        let mut last = lines.at(offset).max(first);
        if lines.is_blank(last) {
            last = lines.previous(last).unwrap_or(last).max(first);
        }
        let flow = failure.flow.map(|(start, _)| draft.to_original(start));
        let inner = failure.flow.map(|(_, start)| draft.to_original(start));
        let dedented = failure.ignored.is_some();
        let kind = failure.kind.clone();
        let mended = draft.changes().iter().filter(|change| !change.silent);
        let mended = mended.map(|change| lines.at(change.span.start)).collect();
        let mut damage =
            Self { text, lines, kind, offset, first, last, flow, inner, beyond: None, mended, dedented };
        if let Some(end) = flow.map(|start| damage.flow_end(start)).filter(|end| *end < last) {
            // The lines after it are indented like its neighbours: they were swallowed, or the first is wrong.
            (damage.first, damage.last) = (first.min(end), end);
            damage.beyond = lines.next(end);
        }
        damage
    }

    /// The lines that may be at fault, at most a few from each end.
    pub(super) fn suspects(&self) -> Vec<usize> {
        let has_content = |line: &usize| !self.lines.is_blank(*line);
        let openers = [self.inner, self.flow].into_iter().flatten().map(|start| self.lines.at(start));
        let mut found: Vec<usize> = openers.filter(|line| *line < self.first).collect();
        found.dedup();
        found.extend((self.first..=self.last).filter(has_content).take(EDGE));
        let after = found.iter().max().map_or(self.first, |line| line + 1);
        let mut tail: Vec<usize> = (after..=self.last).rev().filter(has_content).take(EDGE).collect();
        tail.reverse();
        found.extend(tail);
        found.extend(self.beyond);
        // What was mended stays, unless the parser stops there again.
        found.retain(|line| *line == self.last || self.mended.binary_search(line).is_err());
        found
    }

    /// Whether a line begins inside of a bracket that an earlier line opened.
    pub(super) fn in_flow(&self, line: usize) -> bool {
        self.flow.is_some_and(|start| self.lines.at(start) < line)
    }

    /// The line that Go's library doesn't read, nor what follows.
    pub(super) fn ignored(&self) -> Span {
        let line = self.lines.span(self.last);
        Span { start: line.start + self.lines.indent(self.last), end: line.end }
    }

    pub(super) fn shape(&self, line: usize) -> Shape {
        self.lines.shape(line, self.in_flow(line))
    }

    /// The line before which a flow collection that was never closed has to end, by indentation.
    pub(super) fn flow_end(&self, start: usize) -> usize {
        let opener = self.lines.at(start);
        let indent = self.lines.indent(opener);
        let leaves = |line: &usize| {
            let text = self.lines.text(*line).trim_start();
            !self.lines.is_blank(*line)
                && self.lines.indent(*line) <= indent
                && !text.starts_with([']', '}', ','])
        };
        let next = (opener + 1..self.lines.count()).find(leaves).unwrap_or(self.lines.count());
        self.lines.previous(next).unwrap_or(opener).max(opener)
    }

    /// What the lines from `first` to `last`, read on their own, leave open.
    pub(super) fn open_after(&self, first: usize, last: usize) -> String {
        let mut open: Vec<Mark> = Vec::new();
        for line in first..=last {
            let shape = self.lines.shape(line, !open.is_empty());
            let closed = self.lines.text(line).matches([']', '}']).count();
            let opened = self.lines.text(line).matches(['[', '{']).count();
            let own = shape.open.len();
            // Brackets that the line closes beyond its own belong to the lines before.
            let surplus = (closed + own).saturating_sub(opened);
            open.truncate(open.len().saturating_sub(surplus));
            open.extend(shape.open);
        }
        open.iter().rev().map(|mark| mark.closer()).collect()
    }

    /// The content of a span of the original.
    pub(super) fn slice(&self, span: Span) -> &'t str {
        &self.text[span.start..span.end]
    }
}
