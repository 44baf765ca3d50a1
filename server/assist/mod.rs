//! What an editor can ask of one version of one text: plain data in byte offsets, one file per question.

mod completion;
mod hover;
mod place;
mod probe;
mod snapshot;

pub use snapshot::Snapshot;

use crate::finding::Edit;
use crate::yaml::Span;

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
    /// Markdown shown beside the list.
    pub documentation: String,
    /// The replacement, covering what is already typed.
    pub edit: Edit,
    /// The text of `edit` with tab stops in the protocol's snippet syntax, for clients that can.
    pub snippet: Option<String>,
    /// Sorts the list (required first).
    pub sort: String,
}
