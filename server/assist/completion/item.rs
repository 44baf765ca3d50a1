//! One proposal, as plain data.

use crate::assist::Step;
use crate::finding::Edit;
use crate::manifest::kind::Kind;

/// What a completion item stands for; decides its icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// A key of a mapping.
    Key,
    /// A value of an enumeration, a boolean, a number.
    Value,
    /// A name declared elsewhere (container, volume, environment).
    Reference,
    /// A file on disk.
    File,
    /// A folder on disk.
    Folder,
    /// A variable in `${}`.
    Variable,
    /// A whole block with tab stops.
    Snippet,
}

/// What a proposal is documented by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// The field at a path of a kind.
    Field(Kind, Vec<Step>),
    /// The sidecar pattern of this id.
    Pattern(String),
}

/// One proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What the list shows.
    pub label: String,
    /// Its icon.
    pub kind: ItemKind,
    /// A word beside the label (the type, "required", the port of a container).
    pub detail: String,
    /// What [`documentation`](crate::assist::documentation) tells about.
    pub about: Option<About>,
    /// Documentation in Markdown that needs no look-up; wins over `about`.
    pub documentation: Option<String>,
    /// What the typed word is compared with, where that is not the label.
    pub filter: Option<String>,
    /// The replacement, covering the whole word at the cursor.
    pub edit: Edit,
    /// The cursor: a client that inserts replaces only what stands before it in the span of `edit`.
    pub cursor: usize,
    /// Changes elsewhere in the text that belong to it; they don't touch the span of `edit`.
    pub also: Vec<Edit>,
    /// The text of `edit` with tab stops in the protocol's snippet syntax, for clients that can. Its lines are indented
    /// from the indentation of the line that it begins on, those of `edit` from the margin.
    pub snippet: Option<String>,
    /// Sorts the list (required first).
    pub sort: String,
    /// The one that is most likely meant.
    pub is_default: bool,
}

/// What can be typed at a place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completion {
    /// The proposals, in no order.
    pub items: Vec<Item>,
    /// There are more, so that it is worth asking again when more is typed.
    pub is_incomplete: bool,
}

impl IntoIterator for Completion {
    type Item = Item;
    type IntoIter = std::vec::IntoIter<Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl Item {
    /// The text of `edit` in the protocol's snippet syntax, without tab stops.
    pub fn escaped(&self) -> String {
        escape(&self.edit.text)
    }
}

/// A text in the protocol's snippet syntax, without tab stops.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '$' | '}') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
