//! What can be done at a place: fixes of what is wrong there, and changes that keep what the manifest means.
//!
//! A change that an action offers has been tried: it is only offered where it does what its title says and brings
//! nothing new that is wrong.

mod convert;
mod fixes;
mod import;
mod inline;
mod layout;
mod overriding;
mod pattern;
mod relocate;
pub(super) mod same;
pub(super) mod style;
mod suppress;

use super::Context;
use crate::finding::{Edit, Finding, NewFile};
use crate::locale::Phrase;
use crate::manifest::source::Source;
use crate::rules::lines::{line_end, line_start};
use crate::rules::mend;
use crate::settings::Settings;
use crate::workspace::Around;
use crate::yaml::Span;

/// What an action is for; editors have a menu for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ActionKind {
    /// Mends a finding, or hides it.
    QuickFix,
    /// Mends all that is safe to mend in the text; also when the text is saved.
    FixAll,
    /// Makes something new of a part.
    Extract,
    /// The reverse.
    Inline,
    /// Writes the same in another way.
    Rewrite,
    /// Adds something new.
    Add,
}

impl ActionKind {
    /// All of them.
    pub const ALL: [ActionKind; 6] = [
        ActionKind::QuickFix,
        ActionKind::FixAll,
        ActionKind::Extract,
        ActionKind::Inline,
        ActionKind::Rewrite,
        ActionKind::Add,
    ];
}

/// What an action does to the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// These edits, not overlapping.
    Edits(Vec<Edit>),
    /// All safe fixes, of one rule or of all: worked out by [`mend`] when it is needed.
    Mend(Option<&'static str>),
}

/// Something that can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What the editor shows: an imperative sentence without a full stop.
    pub title: Phrase,
    /// Its menu.
    pub kind: ActionKind,
    /// What it does.
    pub change: Change,
    /// A file that it makes beside that. Where there are edits, they are right without it too.
    pub file: Option<NewFile>,
    /// The one to take without asking.
    pub is_preferred: bool,
    /// Why it can't be done here, in a sentence.
    pub disabled: Option<Phrase>,
    /// The indexes of the findings of the context that it is about.
    pub about: Vec<usize>,
}

impl Action {
    fn new(kind: ActionKind, title: Phrase, edits: Vec<Edit>) -> Action {
        Action {
            title,
            kind,
            change: Change::Edits(edits),
            file: None,
            is_preferred: false,
            disabled: None,
            about: Vec::new(),
        }
    }

    fn edits(&self) -> &[Edit] {
        if let Change::Edits(edits) = &self.change { edits } else { &[] }
    }

    fn impossible(kind: ActionKind, title: Phrase, reason: Phrase) -> Action {
        Action { disabled: Some(reason), ..Action::new(kind, title, Vec::new()) }
    }
}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Question {
    /// The cursor or the selection.
    pub at: Span,
    /// The kinds of interest.
    pub kinds: Vec<ActionKind>,
    /// The editor asks by itself, at each move of the cursor, and not a user.
    pub is_automatic: bool,
}

impl Question {
    fn wants(&self, kind: ActionKind) -> bool {
        self.kinds.contains(&kind)
    }

    /// Refactorings are only for those who ask, or who selected something.
    fn wants_refactoring(&self, kind: ActionKind) -> bool {
        self.wants(kind) && (!self.is_automatic || self.at.start < self.at.end)
    }
}

/// What can be done at a place, the best first.
pub(super) fn actions(source: &Source, question: &Question, context: &Context<'_>) -> Vec<Action> {
    let mut found = Vec::new();
    let at = question.at;
    if question.wants(ActionKind::QuickFix) {
        found.extend(fixes::of_findings(at, context));
        found.extend(relocate::actions(source, at, context));
        found.extend(fixes::of_rules(at, context));
        found.extend(suppress::actions(source, at, context));
    }
    if question.wants_refactoring(ActionKind::Rewrite) {
        found.extend(import::action(source, at, context));
    }
    // No change can be proved right in a text that is broken, or whose lines are not those that the editor shows.
    if source.kind().is_some() && source.tree().errors.is_empty() && source.tree().separators.is_empty() {
        let place = first_sign(&source.text, at.start);
        if question.wants_refactoring(ActionKind::Rewrite) {
            found.extend(convert::actions(source, place));
            found.extend(style::action(source, place));
        }
        if question.wants_refactoring(ActionKind::Extract) {
            found.extend(overriding::actions(source, place, context));
        }
        if question.wants_refactoring(ActionKind::Inline) {
            found.extend(inline::action(source, place));
        }
        if question.wants_refactoring(ActionKind::Add) {
            found.extend(pattern::actions(source, place, context));
        }
    }
    if question.wants(ActionKind::FixAll) {
        found.extend(fixes::of_all(at, question, context));
    }
    found
}

/// A cursor in the indentation of a line means what stands behind it.
fn first_sign(text: &str, offset: usize) -> usize {
    let start = line_start(text, offset);
    let line = text.get(start..line_end(text, start)).unwrap_or_default();
    offset.max(start + line.len() - line.trim_start_matches([' ', '-']).len())
}

/// The edits that mend all that is safe to mend, of one rule or of all.
pub(super) fn mended(
    source: &Source,
    rule: Option<&str>,
    settings: &Settings,
    around: &dyn Around,
) -> Vec<Edit> {
    let is_wanted = |finding: &Finding| rule.is_none_or(|rule| rule == finding.rule);
    mend::fix_all(source, around, settings, is_wanted)
}
