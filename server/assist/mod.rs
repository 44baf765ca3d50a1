//! What an editor can ask of one version of one text: plain data in byte offsets, one file per question.

mod actions;
mod completion;
mod definition;
mod effective;
pub mod explain;
mod fields;
pub mod files;
mod folding;
mod hints;
mod hover;
mod images;
pub mod import;
mod lens;
mod linked;
mod links;
mod meaning;
mod names;
mod outputs;
mod overrides;
pub mod patterns;
mod place;
mod reference;
mod references;
mod rename;
mod schedule;
mod selection;
mod snapshot;
pub mod snippet;
mod spans;
mod symbols;
mod template;
mod tokens;
mod variables;
mod words;

pub use crate::workspace::{Around, Nothing};
pub use actions::{Action, ActionKind, Change, Question};
pub use completion::{About, Completion, Item, ItemKind};
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

use crate::finding::Finding;
use crate::locale::Locale;
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
    fn of(segment: &Segment<'_>) -> Step {
        match segment {
            Segment::Key(key) => Step::Key((*key).to_owned()),
            Segment::Index(index) => Step::Index(*index),
        }
    }

    fn segment(&self) -> Segment<'_> {
        match self {
            Step::Key(key) => Segment::Key(key),
            Step::Index(index) => Segment::Index(*index),
        }
    }
}

/// The documentation in Markdown of what an item of a list of completions is about.
pub fn documentation(about: &About, locale: Locale) -> Option<String> {
    match about {
        About::Field(kind, steps) => {
            let steps: Vec<Segment<'_>> = steps.iter().map(Step::segment).collect();
            hover::document(*kind, &steps, locale)
        }
        About::Pattern(id) => patterns::find(id).map(|pattern| pattern.documentation(locale)),
    }
}

/// The documentation of what stands at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// What it documents.
    pub span: Span,
    /// Markdown.
    pub markdown: String,
}
