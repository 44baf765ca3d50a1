//! The cursor with all that is known of it: what every kind of proposal is made from.

use super::item::{About, Item, ItemKind};
use super::probe::Probe;
use super::scalar;
use crate::assist::place::Place;
use crate::assist::snippet::Layout;
use crate::assist::{Context, Step};
use crate::finding::Edit;
use crate::locale::Locale;
use crate::manifest::kind::Kind;
use crate::manifest::source::Source;
use crate::rules::Document;
use crate::rules::check::Check;
use crate::yaml::{NodeData, NodeId, Segment, Tree};
use std::cell::OnceCell;

/// What is asked.
pub(super) struct Question<'q> {
    /// The text as it is.
    pub source: &'q Source,
    /// What serves as its kind.
    pub kind: Kind,
    /// The cursor, in a tree of its own.
    pub probe: &'q Probe,
    /// Where it stands: of a key, the map that holds it.
    pub place: Place<'q>,
    /// The language and the surroundings.
    pub context: &'q Context<'q>,
    /// How the file is indented.
    pub layout: Layout,
    document: OnceCell<Document<'q>>,
}

/// A value that may stand at the cursor.
#[derive(Default)]
pub(super) struct Choice {
    /// The value.
    pub value: String,
    /// It is written as YAML already.
    pub is_yaml: bool,
    /// A word beside it.
    pub detail: String,
    /// What it means, in Markdown.
    pub documentation: Option<String>,
    /// It holds where nothing is written.
    pub is_default: bool,
    /// Its place among the others: lower ones first.
    pub rank: usize,
}

impl Choice {
    /// A value without more to say.
    pub fn new(value: impl Into<String>) -> Choice {
        Choice { value: value.into(), ..Choice::default() }
    }
}

impl<'q> Question<'q> {
    /// The question at a place.
    pub fn new(
        source: &'q Source,
        kind: Kind,
        probe: &'q Probe,
        place: Place<'q>,
        context: &'q Context<'q>,
    ) -> Question<'q> {
        let layout = Layout::of(&source.text, source.tree());
        Question { source, kind, probe, place, context, layout, document: OnceCell::new() }
    }

    /// The tree with the marker.
    pub fn tree(&self) -> &'q Tree {
        &self.probe.tree
    }

    /// The language.
    pub fn locale(&self) -> Locale {
        self.context.locale
    }

    /// What is typed of the word.
    pub fn typed(&self) -> &str {
        self.probe.typed(&self.source.text)
    }

    /// The environment whose block holds the cursor.
    pub fn environment(&self) -> Option<&str> {
        match self.place.steps.as_slice() {
            [Segment::Key("environments"), Segment::Key(name), ..] if self.kind.is_workload() => Some(name),
            _ => None,
        }
    }

    /// The manifest that holds at the cursor: that of its environment, or the base.
    pub fn check(&self) -> Option<Check<'_>> {
        let new = || Document::alone(&self.probe.text, &self.probe.tree, &self.source.role);
        self.document.get_or_init(new).check(self.environment())
    }

    /// The node at the end of these steps from the root.
    pub fn node_at(&self, steps: &[Segment<'_>]) -> Option<NodeId> {
        steps.iter().try_fold(self.tree().root?, |node, step| match step {
            Segment::Key(key) => self.tree().get(node, key),
            Segment::Index(index) => items(self.tree(), node).get(*index).copied(),
        })
    }

    /// The text under a key of the map that holds the cursor's value.
    pub fn beside(&self, key: &str) -> Option<&'q str> {
        let map = self.tree().node(self.probe.node).parent?;
        let value = self.tree().get(map, key).filter(|value| *value != self.probe.node)?;
        self.tree().scalar(value).map(|(text, _)| text).filter(|text| !text.is_empty())
    }

    /// The place as it is kept for the documentation.
    pub fn about(&self, steps: &[Segment<'_>]) -> Option<About> {
        Some(About::Field(self.kind, steps.iter().map(Step::of).collect()))
    }

    /// An item for a value at the cursor; none where it can't be written there, or where something else is typed.
    pub fn value(&self, choice: Choice, kind: ItemKind) -> Option<Item> {
        let Choice { value, is_yaml, detail, documentation, is_default, rank } = choice;
        // Behind a blank the text is an item only if it goes on as one: `cpu: 256 ` is complete.
        let typed = self.typed();
        let goes_on = || value.to_lowercase().starts_with(&typed.to_lowercase());
        if typed.contains(char::is_whitespace) && !goes_on() {
            return None;
        }
        let written = scalar::written(&value, is_yaml, self.probe)?;
        let is_word = value.chars().all(|c| c.is_alphanumeric() || c == '_');
        let text = format!("{}{}{written}", self.blank(), self.dash());
        Some(Item {
            filter: (!is_word).then(|| value.clone()),
            label: value,
            kind,
            detail,
            about: self.about(&self.place.steps),
            documentation,
            edit: Edit { span: self.probe.word, text },
            cursor: self.probe.offset,
            also: Vec::new(),
            snippet: None,
            sort: format!("{rank:04}"),
            is_default,
        })
    }

    /// The blank that a value right behind its colon needs.
    pub fn blank(&self) -> &'static str {
        if self.probe.after_colon { " " } else { "" }
    }

    /// The dash that is needed here and not typed yet.
    pub fn dash(&self) -> &'static str {
        let is_list = self.place.shape.item().is_some() && self.place.shape.fields().is_none();
        let lacks_dash = self.probe.is_key && !self.probe.in_flow && is_list;
        if lacks_dash { "- " } else { self.probe.dash }
    }
}

/// The items of a list, seen through an alias; none where there is no list.
pub(super) fn items(tree: &Tree, list: NodeId) -> &[NodeId] {
    match &tree.node(tree.resolve(list)).data {
        NodeData::Sequence { items, .. } => items,
        _ => &[],
    }
}

/// The column of a node in bytes.
pub(super) fn column(text: &str, tree: &Tree, node: NodeId) -> usize {
    let start = tree.node(node).span.start;
    start - text[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1)
}
