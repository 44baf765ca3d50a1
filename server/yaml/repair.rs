//! A broken text keeps its other keys: damaged places are mended one after another until the parser passes.
//!
//! Each failure of the parser gives a few ways to mend a line (`candidates`); the one with which the parser
//! finds the most keys is kept. The tree's spans are then led back to the original text (`draft`), and what
//! was mended is marked broken and reported. Work is bounded by the number of bytes parsed.

mod brackets;
mod candidates;
mod damage;
mod draft;
mod indentation;
mod lenient;
mod lines;
mod messages;
mod values;

pub(super) use self::messages::document_line_message;

use std::collections::BTreeMap;

use granit_parser::ErrorKind;

use self::candidates::{Candidate, candidates};
use self::damage::Damage;
use self::draft::Draft;
use self::lines::Lines;
use super::build::{Failure, build};
use super::tree::{Mends, NodeData, Span, SyntaxError, Tree};

/// Most damaged places that are mended.
const PLACES_MAX: usize = 40;

/// Keys that the damaged lines may lose themselves, where they were misread before.
const OWN_KEYS: usize = 3;

/// Most bytes that are parsed for it, beyond the first time and the last.
const WORK_MAX: usize = 4 << 20;

/// The tree of a text that the parser refused with `failure`; `tree` is what it found before.
pub(super) fn mend(text: &str, tree: Tree, failure: Failure) -> Tree {
    let lines = Lines::new(text);
    let mut mender = Mender {
        text,
        lines: &lines,
        draft: Draft::new(text),
        errors: BTreeMap::new(),
        ignored: Vec::new(),
        drafts: 0,
        is_doubtful: false,
    };
    let mut attempt = Attempt { keys: keys(&tree), tree, failure: Some(failure) };
    for _ in 0..PLACES_MAX {
        let Some(failure) = attempt.failure.take() else { break };
        match mender.mend_one(&failure, attempt.keys) {
            Some(next) => attempt = next,
            None => {
                attempt.failure = Some(failure);
                break;
            }
        }
    }
    mender.finish(attempt)
}

struct Mender<'t, 'l> {
    text: &'t str,
    lines: &'l Lines<'t>,
    draft: Draft<'t>,
    /// One error for each damaged line.
    errors: BTreeMap<usize, SyntaxError>,
    /// Where Go's library stops without an error.
    ignored: Vec<Span>,
    /// How many drafts were parsed.
    drafts: usize,
    is_doubtful: bool,
}

/// What the parser made of a draft.
struct Attempt {
    tree: Tree,
    failure: Option<Failure>,
    keys: usize,
}

impl Attempt {
    fn new(text: &str) -> Self {
        let (tree, failure) = build(text);
        Self { keys: keys(&tree), tree, failure }
    }

    fn rank(&self, draft: &Draft<'_>) -> Rank {
        (self.keys, self.failure.as_ref().map_or(usize::MAX, |failure| draft.to_original(failure.offset)))
    }
}

impl Mends {
    /// Whether the same would be done where this text is a part of one of `length` bytes, which is right otherwise.
    pub(super) fn would_be_made_in(&self, length: usize) -> bool {
        !self.is_doubtful && self.drafts * length <= WORK_MAX
    }
}

/// Whether the parser read to the end of the text before it knew, or a candidate does.
fn reads_far(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::UnclosedQuotedScalar
            | ErrorKind::InvalidQuotedScalarIndent
            | ErrorKind::UnclosedFlowCollection { .. }
            | ErrorKind::UnclosedVerbatimTag
            | ErrorKind::UnexpectedEof
            | ErrorKind::UnexpectedEofBlockMapping
            | ErrorKind::UnexpectedEofBlockSequence
            | ErrorKind::UnexpectedEofFlowMapping
            | ErrorKind::UnexpectedEofFlowSequence
            | ErrorKind::UnexpectedEofImplicitFlowMapping
    )
}

/// A candidate with what came of it.
struct Mended<'t> {
    candidate: Candidate,
    draft: Draft<'t>,
    attempt: Attempt,
    rank: Rank,
}

/// Keys that the tree has kept, then how far the parser came in the original.
type Rank = (usize, usize);

/// Keys and items, the measure of what a tree has kept.
fn keys(tree: &Tree) -> usize {
    let children = |data: &NodeData| match data {
        NodeData::Mapping { entries, .. } => entries.len(),
        NodeData::Sequence { items, .. } => items.len(),
        _ => 0,
    };
    tree.nodes.iter().map(|node| children(&node.data)).sum()
}

impl<'t, 'l> Mender<'t, 'l> {
    /// Mends one place in the best way there is; `None` when nothing helps or the work is used up.
    fn mend_one(&mut self, failure: &Failure, keys: usize) -> Option<Attempt> {
        if failure.kind == ErrorKind::RecursionLimitExceeded {
            return None;
        }
        let damage = Damage::new(self.text, self.lines, &self.draft, failure);
        let damage_end = self.lines.span(damage.last).end;
        let (mut best, mut is_settled): (Option<Mended<'t>>, bool) = (None, false);
        for candidate in candidates(&damage) {
            if self.drafts * self.text.len() > WORK_MAX {
                break;
            }
            let draft = self.draft.with(&candidate.changes, candidate.lines);
            if draft.changes() == self.draft.changes() {
                continue;
            }
            self.drafts += 1;
            let attempt = Attempt::new(draft.text());
            let rank = attempt.rank(&draft);
            if rank.0 <= keys && rank.1 <= damage.offset {
                continue;
            }
            let passes = candidate.certain && rank.1 > damage_end;
            let settles = passes && rank.0 + OWN_KEYS >= keys;
            // With fewer lines behind it, it might have lost too many keys, or none.
            self.is_doubtful |= passes && !settles;
            if settles || best.as_ref().is_none_or(|best| rank > best.rank) {
                best = Some(Mended { candidate, draft, attempt, rank });
            }
            if settles {
                is_settled = true;
                break;
            }
        }
        self.is_doubtful |= !is_settled || failure.ignored.is_some() || reads_far(&failure.kind);
        let Mended { candidate, draft, attempt, .. } = best?;
        self.accept(candidate, draft);
        self.ignored.extend(failure.ignored.map(|_| damage.ignored()));
        Some(attempt)
    }

    fn accept(&mut self, candidate: Candidate, draft: Draft<'t>) {
        self.draft = draft;
        if let Some(error) = candidate.error {
            self.errors.insert(self.lines.at(candidate.lines.start), error);
        }
    }

    fn finish(mut self, attempt: Attempt) -> Tree {
        let mut tree = attempt.tree;
        restore(&mut tree, &self.draft);
        tree.mends = Mends {
            span: self.draft.span(),
            is_doubtful: self.is_doubtful || attempt.failure.is_some(),
            drafts: self.drafts,
        };
        if let Some(failure) = attempt.failure {
            let damage = Damage::new(self.text, self.lines, &self.draft, &failure);
            let error = last_error(&damage);
            self.errors.entry(damage.last).or_insert(error);
        }
        tree.later_documents.extend(self.ignored);
        tree.later_documents.sort();
        let read = tree.first_document_end(self.text);
        tree.errors = self.errors.into_values().filter(|error| error.span.start < read).collect();
        tree.errors.sort_by_key(|error| error.span);
        tree
    }
}

/// The error where reading ended for good.
fn last_error(damage: &Damage<'_, '_>) -> SyntaxError {
    let line = damage.lines.span(damage.last);
    let rest = &damage.text[damage.offset.min(line.end)..line.end];
    let start =
        if rest.trim().is_empty() { line.start + damage.lines.indent(damage.last) } else { damage.offset };
    let end = match damage.kind {
        ErrorKind::RecursionLimitExceeded => {
            start + damage.text[start..].chars().next().map_or(0, char::len_utf8)
        }
        _ => line.end.max(start),
    };
    let span = Span { start, end };
    SyntaxError { span, message: messages::of_kind(&damage.kind, damage.slice(span)) }
}

/// Leads all spans back to the original and marks what the changes touch.
fn restore(tree: &mut Tree, draft: &Draft<'_>) {
    let back = |span: Span| Span { start: draft.to_original(span.start), end: draft.to_original(span.end) };
    for node in &mut tree.nodes {
        node.lead(back);
        let block = matches!(
            node.data,
            NodeData::Mapping { flow: false, .. } | NodeData::Sequence { flow: false, .. }
        );
        node.broken = !block && draft.touches(node.span);
    }
    surround_children(tree);
    tree.comments.iter_mut().for_each(|comment| comment.span = back(comment.span));
    tree.later_documents.iter_mut().for_each(|later| *later = back(*later));
    tree.later_documents.retain(|span| span.start < span.end);
}

/// Spans that began or ended at a change can have moved apart: each collection gets to hold its children again.
fn surround_children(tree: &mut Tree) {
    for index in (0..tree.nodes.len()).rev() {
        let Some(parent) = tree.nodes[index].parent else { continue };
        let Span { start, end } = tree.nodes[index].span;
        let around = &mut tree.nodes[parent.0 as usize].span;
        *around = Span { start: around.start.min(start), end: around.end.max(end) };
    }
}
