//! What an editor can ask of one version of one text: plain data in byte offsets, one file per question.

mod actions;
mod around;
mod completion;
mod definition;
mod effective;
mod fields;
pub mod files;
mod folding;
mod hints;
mod hover;
mod images;
mod lens;
mod linked;
mod links;
mod meaning;
mod names;
mod outputs;
mod overrides;
pub mod patterns;
mod place;
mod probe;
mod reference;
mod references;
mod rename;
mod schedule;
mod selection;
mod snapshot;
pub mod snippet;
mod spans;
mod symbols;
mod tokens;
mod variables;
mod words;

pub use actions::{Action, ActionKind, Change, Question};
pub use around::{Around, Nothing};
pub use definition::{Definition, Target, definition, overriding};
pub use effective::Named;
pub use folding::{Fold, FoldKind};
pub use hints::{Hint, HintKind, HintPart};
pub use lens::Lens;
pub use linked::Location;
pub use links::{Link, LinkTarget};
pub use names::{NameKind, Occurrence, Owner, names};
pub use outputs::{Output, outputs_of};
pub use references::{Reference, highlights, references};
pub use rename::{FileEdit, Renaming, moved, prepare as prepare_rename, rename};
pub use snapshot::Snapshot;
pub use symbols::{Symbol, SymbolKind};
pub use tokens::{Token, TokenKind};

use crate::finding::{Edit, Finding};
use crate::locale::Locale;
use crate::manifest::kind::Kind;
use crate::yaml::{Segment, Span};

/// What an answer depends on beside the text.
#[derive(Clone, Copy)]
pub struct Context<'c> {
    /// The language of the answer.
    pub locale: Locale,
    /// What lies around the text.
    pub around: &'c dyn Around,
    /// What is wrong with the text.
    pub findings: &'c [Finding],
}

impl Default for Context<'_> {
    fn default() -> Self {
        Context { locale: Locale::default(), around: &Nothing, findings: &[] }
    }
}

/// One step of a path that outlives the text it was taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A key.
    Key(String),
    /// The index of an item.
    Index(usize),
}

impl Step {
    fn segment(&self) -> Segment<'_> {
        match self {
            Step::Key(key) => Segment::Key(key),
            Step::Index(index) => Segment::Index(*index),
        }
    }
}

/// The documentation of a path of a kind in Markdown, for an item of a list of completions.
pub fn documentation(kind: Kind, steps: &[Step], locale: Locale) -> Option<String> {
    let steps: Vec<Segment<'_>> = steps.iter().map(Step::segment).collect();
    hover::document(kind, &steps, locale)
}

/// The documentation of what stands at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// What it documents.
    pub span: Span,
    /// Markdown.
    pub markdown: String,
}

/// What a completion item stands for; decides its icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// A key of a mapping.
    Key,
    /// A value of an enumeration, or a boolean.
    Value,
    /// A name declared elsewhere (container, volume, environment).
    Reference,
}

/// One proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What the list shows, and what is typed when nothing else is said.
    pub label: String,
    /// Its icon.
    pub kind: ItemKind,
    /// A word beside the label (the type, "required").
    pub detail: String,
    /// The kind and the path that [`documentation`] tells about.
    pub about: (Kind, Vec<Step>),
    /// The replacement, covering what is already typed.
    pub edit: Edit,
    /// The text of `edit` with tab stops in the protocol's snippet syntax, for clients that can.
    pub snippet: Option<String>,
    /// Sorts the list (required first).
    pub sort: String,
}
