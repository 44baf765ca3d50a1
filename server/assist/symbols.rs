//! The outline of a manifest: its sections, and within them what a reader calls by a name.

use super::names::NameKind;
use super::spans::{around, full, items};
use crate::manifest::kind::Kind;
use crate::manifest::shape::Shape;
use crate::manifest::source::Source;
use crate::reference::facts::{fact, plain};
use crate::yaml::{Entry, NodeData, NodeId, Resolved, Span, Tree};
use std::sync::Arc;

/// Nothing deeper is listed: manifests end far above, and a reader of the answer may recurse.
const DEEPEST: usize = 32;

/// The most symbols: of a text with more, whole levels are left out, so that each section stays in the outline. No editor
/// can show so many, and their answer would take seconds.
const MOST: usize = 30_000;

/// The most characters of a name or a detail.
const LONGEST: usize = 60;

/// What a symbol stands for; decides its icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolKind {
    /// A map or a list at the top of the manifest.
    Section,
    /// Something with a name that other places refer to, or a reference to it.
    Named(NameKind),
    /// Any other map.
    Map,
    /// Any other list.
    List,
    /// A text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Switch,
    /// No value.
    Nothing,
}

/// One line of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// The key, or what names an item of a list; never empty.
    pub name: String,
    /// The value in short, or what matters most within; may be empty.
    pub detail: String,
    /// Its icon.
    pub kind: SymbolKind,
    /// The key with its value, or the item with its dash.
    pub span: Span,
    /// What to put the cursor on; within `span`.
    pub selection: Span,
    /// Copilot has a better word for it.
    pub is_deprecated: bool,
    /// What stands within.
    pub children: Vec<Symbol>,
}

/// The symbols of the top of a manifest, in source order, with all below them.
pub(super) fn symbols(source: &Source, kind: Kind) -> Vec<Symbol> {
    let (text, tree) = (&source.text, source.tree());
    let outline = Outline { text, tree, deepest: tree.root.map_or(0, |root| deepest(tree, root)) };
    tree.root.map(|root| outline.children(root, Some(Shape::of(kind)), 0)).unwrap_or_default()
}

struct Outline<'t> {
    text: &'t str,
    tree: &'t Tree,
    /// How many levels are listed.
    deepest: usize,
}

/// How many levels hold at most [`MOST`] symbols; at least one, and at most [`DEEPEST`].
fn deepest(tree: &Tree, root: NodeId) -> usize {
    let (mut level, mut listed) = (vec![root], 0);
    for depth in 0..DEEPEST {
        level = level.into_iter().flat_map(|id| values(tree, id)).collect();
        listed += level.len();
        if listed > MOST {
            return depth.max(1);
        }
    }
    DEEPEST
}

fn values(tree: &Tree, id: NodeId) -> Vec<NodeId> {
    match &tree.node(id).data {
        NodeData::Mapping { entries, .. } => entries.iter().map(|entry| entry.value).collect(),
        NodeData::Sequence { items, .. } => items.clone(),
        _ => Vec::new(),
    }
}

impl Outline<'_> {
    fn children(&self, id: NodeId, shape: Option<&Arc<Shape>>, depth: usize) -> Vec<Symbol> {
        if depth >= self.deepest {
            return Vec::new();
        }
        match &self.tree.node(id).data {
            NodeData::Mapping { entries, .. } => {
                entries.iter().take(MOST).map(|entry| self.entry(*entry, shape, depth)).collect()
            }
            NodeData::Sequence { items: ids, .. } => {
                let shape = shape.and_then(|shape| shape.item());
                let spans = items(self.text, self.tree, id).into_iter();
                let numbered = ids.iter().zip(spans).enumerate().take(MOST);
                numbered.map(|(index, (id, span))| self.item(*id, span, index, shape, depth)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn entry(&self, entry: Entry, around_it: Option<&Arc<Shape>>, depth: usize) -> Symbol {
        let Entry { key, value } = entry;
        let shape = match self.tree.scalar(key) {
            Some((name, _)) => around_it.and_then(|shape| shape.field(name)),
            None => None,
        };
        let name_kind = around_it.and_then(|shape| named(shape, &["x-name", "x-ref-keys"]));
        let selection = self.tree.node(key).span;
        let children = self.children(value, shape, depth + 1);
        let written = around(full(self.tree, key), full(self.tree, value));
        Symbol {
            name: self.key(key),
            detail: self.detail(value, shape, None),
            kind: name_kind.unwrap_or_else(|| self.kind(value, depth)),
            span: children.iter().map(|child| child.span).fold(written, around),
            selection,
            is_deprecated: shape.is_some_and(|shape| fact(shape, "x-deprecated").is_some()),
            children,
        }
    }

    fn item(&self, id: NodeId, span: Span, index: usize, shape: Option<&Arc<Shape>>, depth: usize) -> Symbol {
        let label = self.label(id, shape);
        let field = label.and_then(|entry| self.field(entry, shape));
        let children = self.children(id, shape, depth + 1);
        let span = children.iter().map(|child| child.span).fold(span, around);
        let node = label.map_or(id, |entry| entry.value);
        let selection = self.tree.node(node).span;
        let name = self.short(node).unwrap_or_else(|| format!("[{index}]"));
        Symbol {
            name,
            detail: if label.is_some() { self.detail(id, shape, label) } else { String::new() },
            kind: field.and_then(|shape| named(shape, &["x-name", "x-ref"])).unwrap_or(self.kind(id, 1)),
            span: around(span, selection),
            selection,
            is_deprecated: false,
            children,
        }
    }

    /// The entry of an item that a reader calls it by: its name, else the first that it can't do without, else the
    /// first that the model knows.
    fn label(&self, item: NodeId, shape: Option<&Arc<Shape>>) -> Option<Entry> {
        let NodeData::Mapping { entries, .. } = &self.tree.node(item).data else { return None };
        let is = |entry: &&Entry, name: &str| self.tree.scalar(entry.key).is_some_and(|(key, _)| key == name);
        let tells = |entry: &&Entry| {
            let is_switch = matches!(self.tree.resolved(entry.value), Some(Resolved::Bool(_)));
            !is_switch && self.short(entry.value).is_some()
        };
        let fields = shape.and_then(|shape| shape.fields()).into_iter().flatten();
        let (required, others): (Vec<_>, Vec<_>) =
            fields.partition(|(_, field)| fact(field, "x-required").is_some());
        let known = required.into_iter().chain(others).map(|(key, _)| key.as_str());
        let mut keys = std::iter::once("name").chain(known);
        keys.find_map(|key| entries.iter().find(|entry| is(entry, key) && tells(entry)).copied())
    }

    fn field<'s>(&self, entry: Entry, shape: Option<&'s Arc<Shape>>) -> Option<&'s Arc<Shape>> {
        let (key, _) = self.tree.scalar(entry.key)?;
        shape?.field(key)
    }

    /// A key as it is read; one that is a collection as it is written.
    fn key(&self, key: NodeId) -> String {
        if let Some(name) = self.short(key) {
            return name;
        }
        let span = self.tree.node(key).span;
        let written = shortened(self.text.get(span.start..span.end).unwrap_or_default());
        if written.is_empty() { "\"\"".to_owned() } else { written }
    }

    /// A scalar or an alias in short; `None` where nothing is to be seen.
    fn short(&self, id: NodeId) -> Option<String> {
        let text = match &self.tree.node(id).data {
            NodeData::Scalar { value, .. } => shortened(value),
            NodeData::Alias { name, .. } => format!("*{}", shortened(name)),
            _ => return None,
        };
        Some(text).filter(|text| !text.is_empty())
    }

    /// A value in short; of a map the values that it can't do without, but the one that is its name already.
    fn detail(&self, value: NodeId, shape: Option<&Arc<Shape>>, name: Option<Entry>) -> String {
        let NodeData::Mapping { entries, .. } = &self.tree.node(value).data else {
            return self.short(value).unwrap_or_default();
        };
        let told = |entry: &&Entry| Some(**entry) != name && self.is_required(**entry, shape);
        let values = entries.iter().filter(told).filter_map(|entry| self.short(entry.value));
        shortened(&values.take(3).collect::<Vec<_>>().join(", "))
    }

    fn is_required(&self, entry: Entry, shape: Option<&Arc<Shape>>) -> bool {
        self.field(entry, shape).is_some_and(|field| fact(field, "x-required").is_some())
    }

    fn kind(&self, value: NodeId, depth: usize) -> SymbolKind {
        match &self.tree.node(value).data {
            NodeData::Mapping { .. } | NodeData::Sequence { .. } if depth == 0 => SymbolKind::Section,
            NodeData::Mapping { .. } => SymbolKind::Map,
            NodeData::Sequence { .. } => SymbolKind::List,
            _ => match self.tree.resolved(value) {
                Some(Resolved::Null) => SymbolKind::Nothing,
                Some(Resolved::Bool(_)) => SymbolKind::Switch,
                Some(Resolved::Int(_) | Resolved::UInt(_) | Resolved::Float(_)) => SymbolKind::Number,
                Some(_) => SymbolKind::Text,
                None => SymbolKind::Map,
            },
        }
    }
}

/// What the model calls the names at a place.
fn named(shape: &Shape, facts: &[&str]) -> Option<SymbolKind> {
    let word = facts.iter().find_map(|name| fact(shape, name).map(plain))?;
    NameKind::of(&word).map(SymbolKind::Named)
}

/// The first line with content, cut where it is too long.
fn shortened(text: &str) -> String {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let mut short: String = first.chars().take(LONGEST).collect();
    if short.len() < first.len() || lines.next().is_some() {
        short.push('…');
    }
    short
}
