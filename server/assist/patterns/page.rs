//! Reads the page of a pattern.

use super::{Conflict, Pattern};
use crate::assist::snippet::{Block, Entries, Stop};
use crate::locale::Phrase;
use crate::manifest::permissions::{self, Need};
use crate::yaml::{NodeData, NodeId, Tree};

/// The pattern of a page; `None` where something is missing, which the tests prove of no page.
pub(super) fn read(id: &'static str, text: &str) -> Option<Pattern> {
    let page = Page { tree: Tree::parse(text) };
    let root = page.tree.root?;
    let at = |key: &str| page.tree.get(root, key);
    Some(Pattern {
        id,
        title: page.phrase(at("title")?)?,
        about: page.phrase(at("about")?)?,
        permissions: page.permissions(at("permissions"))?,
        docs: page.text(at("docs")?)?,
        see: page.phrase(at("see")?)?,
        conflicts: page.list(at("conflicts")).iter().map(|text| conflict(text)).collect(),
        stops: page.stops(at("stops")),
        manifest: manifest(&page.text(at("manifest")?)?)?,
    })
}

struct Page {
    tree: Tree,
}

impl Page {
    fn text(&self, node: NodeId) -> Option<String> {
        self.tree.scalar(node).map(|(text, _)| text.trim_end().to_owned())
    }

    fn phrase(&self, node: NodeId) -> Option<Phrase> {
        let text = |language: &str| self.text(self.tree.get(node, language)?);
        Some(Phrase::new(text("en")?, text("ja")?))
    }

    fn list(&self, node: Option<NodeId>) -> Vec<String> {
        let Some(NodeData::Sequence { items, .. }) = node.map(|node| &self.tree.node(node).data) else {
            return Vec::new();
        };
        items.iter().filter_map(|item| self.text(*item)).collect()
    }

    /// The purposes by their names; `None` where one is not known.
    fn permissions(&self, node: Option<NodeId>) -> Option<Vec<&'static Need>> {
        self.list(node).iter().map(|id| permissions::find(id)).collect()
    }

    /// A default, or a list of choices whose first is the default.
    fn stops(&self, node: Option<NodeId>) -> Vec<Stop> {
        let entries = node.map(|node| self.tree.entries(node)).unwrap_or_default();
        let stop = |entry: &crate::yaml::Entry| {
            let choices = self.list(Some(entry.value));
            let default = choices.first().cloned().or_else(|| self.text(entry.value))?;
            Some(Stop { name: self.text(entry.key)?, default, choices })
        };
        entries.iter().filter_map(stop).collect()
    }
}

/// `path` or `path=value`.
fn conflict(text: &str) -> Conflict {
    let (path, value) = text.split_once('=').map_or((text, None), |(path, value)| (path, Some(value)));
    Conflict { path: path.split('.').map(str::to_owned).collect(), value: value.map(str::to_owned) }
}

fn manifest(text: &str) -> Option<Entries> {
    let tree = Tree::parse(text);
    match Block::of(text, &tree, tree.root?) {
        Block::Map(entries) if tree.errors.is_empty() => Some(entries),
        _ => None,
    }
}
