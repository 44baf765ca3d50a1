//! Reads a tree as Copilot does: yaml.v3's decoder and Copilot's own `UnmarshalYAML` methods.
//!
//! Nothing stops at the first mistake. Each becomes a [`Problem`] that says whether Copilot refuses the
//! manifest for it or drops the value without a word.

use super::fields::Entries;
use super::interpolate;
use super::kind::Kind;
use super::path::Path;
use super::shape::{Form, Known, Scalar, Shape};
use super::value::{Data, Origin, Value};
use crate::yaml::{NodeData, NodeId, Resolved, Style, Tree, resolve};
use std::sync::Arc;

mod scalars;
mod unions;

pub use unions::is_set;

/// What becomes of the manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// An ordinary type error: refused, unless a union around it swallows it.
    Refused,
    /// Refused whatever stands around it.
    RefusedHard,
    /// Copilot drops the value and goes on.
    Dropped,
}

/// What is wrong with a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// It is of another type than the field.
    Type,
    /// A map of which Copilot knows no key, where at least one is needed.
    NothingKnown,
    /// A key that stands before in the same mapping.
    DuplicateKey(NodeId),
    /// A variable in a field that is no text.
    Interpolated,
    /// A text that interpolation turns into a list.
    JsonList,
    /// `<<` with something that is no map.
    Merge,
    /// More than a manifest can mean: aliases that multiply.
    TooMuch,
}

/// A mistake of form.
#[derive(Debug, Clone)]
pub struct Problem {
    /// The node to underline.
    pub node: NodeId,
    /// Where it stands.
    pub path: Path,
    /// What the model says of the place.
    pub shape: Arc<Shape>,
    /// The mistake.
    pub what: What,
    /// What Copilot does.
    pub outcome: Outcome,
}

/// A key that Copilot does not know.
#[derive(Debug, Clone)]
pub struct UnknownKey {
    /// The key.
    pub key: NodeId,
    /// What stands under it.
    pub value: NodeId,
    /// Where, with the key itself.
    pub path: Path,
    /// The struct that lacks it.
    pub container: Arc<Shape>,
}

/// A document as Copilot reads it.
#[derive(Debug, Default)]
pub struct Decoded {
    /// The root map; its `environments` hold the overrides.
    pub root: Option<Arc<Value>>,
    /// The mistakes, in source order within a map.
    pub problems: Vec<Problem>,
    /// The keys that Copilot drops.
    pub unknown: Vec<UnknownKey>,
}

/// More nodes than any manifest has: only aliases can multiply beyond it.
const BUDGET: usize = 300_000;

/// Decodes a manifest of this kind. Copilot replaces variables in those of workloads and environments only.
pub fn decode(tree: &Tree, kind: Kind) -> Decoded {
    let (shape, interpolates) = (Shape::of(kind), kind != Kind::Pipeline);
    let mut decoder =
        Decoder { tree, interpolates, out: Decoded::default(), depth: 0, budget: BUDGET, in_override: false };
    if let Some(root) = tree.root {
        let place = Place { node: root, key: None, path: Path::default() };
        decoder.out.root = decoder.read(&place, shape).value;
    }
    decoder.out
}

/// A node on its way into a shape.
#[derive(Debug, Clone)]
struct Place {
    node: NodeId,
    key: Option<NodeId>,
    path: Path,
}

/// What came of it: `good` is the result of yaml.v3's `unmarshal`, which decides whether a list keeps an item.
struct Read {
    value: Option<Arc<Value>>,
    good: bool,
}

impl Read {
    const UNSET: Read = Read { value: None, good: false };
}

struct Decoder<'t> {
    tree: &'t Tree,
    interpolates: bool,
    out: Decoded,
    /// How many unions around the current node swallow type errors.
    depth: usize,
    budget: usize,
    in_override: bool,
}

impl Decoder<'_> {
    fn read(&mut self, place: &Place, shape: &Arc<Shape>) -> Read {
        if self.budget == 0 {
            return Read::UNSET;
        }
        self.budget -= 1;
        if self.budget == 0 {
            self.problem(place, shape, What::TooMuch, Outcome::RefusedHard);
        }
        if self.tree.node(place.node).broken {
            return Read { value: Some(self.unknown_value(place)), good: true };
        }
        if self.is_null(place.node) {
            return Read::UNSET;
        }
        match &shape.form {
            Form::Scalar { scalar, plain } => self.scalar(place, shape, *scalar, *plain),
            Form::List(item) => self.list(place, shape, item),
            Form::Map { value, .. } => self.map(place, shape, value),
            Form::Struct { fields, .. } => self.structure(place, shape, fields),
            Form::Union { mode, long, short } => self.union(place, shape, *mode, (long, short)),
        }
    }

    fn list(&mut self, place: &Place, shape: &Arc<Shape>, item: &Arc<Shape>) -> Read {
        let tree = self.tree;
        let node = tree.resolve(place.node);
        let mut values = Vec::new();
        match &tree.node(node).data {
            NodeData::Sequence { items, .. } => {
                for (index, id) in items.iter().enumerate() {
                    let inner = Place { node: *id, key: None, path: place.path.index(index) };
                    let read = self.read(&inner, item);
                    values.extend(read.value.filter(|_| read.good));
                }
            }
            NodeData::Scalar { value, style } if self.interpolates && is_text(value, *style) => {
                let takes_text = takes_text(item);
                match self.interpolated_list(place, value, *style).filter(|_| takes_text) {
                    Some(items) => values = items,
                    None => return self.mismatch(place, shape),
                }
            }
            _ => return self.mismatch(place, shape),
        }
        Read { value: Some(self.value(place, Data::List(values))), good: true }
    }

    /// The items of a text that is a JSON list; an empty unknown list where only the shell knows.
    fn interpolated_list(&mut self, place: &Place, text: &str, style: Style) -> Option<Vec<Arc<Value>>> {
        if style == Style::Literal {
            return None;
        }
        let items = interpolate::json_list(text)?;
        Some(items.into_iter().map(|item| self.value(place, Data::Str(item.into()))).collect())
    }

    fn map(&mut self, place: &Place, shape: &Arc<Shape>, value: &Arc<Shape>) -> Read {
        let Some(duplicates) = self.mapping(place, shape) else { return self.mismatch(place, shape) };
        let mut fields = Entries::default();
        for entry in self.tree.entries(place.node) {
            let Some(key) = self.key(place, shape, entry.key) else { continue };
            let inner = Place { node: entry.value, key: Some(entry.key), path: place.path.key(key.clone()) };
            let was = self.in_override;
            self.in_override = was || is_environments(place);
            if self.is_null(entry.value) {
                fields.entry(key).or_insert(self.value(&inner, Data::Null));
            } else if let Read { value: Some(value), good: true } = self.read(&inner, value) {
                fields.entry(key).or_insert(value);
            }
            self.in_override = was;
        }
        self.finish(place, fields, duplicates)
    }

    fn structure(&mut self, place: &Place, shape: &Arc<Shape>, known: &Known) -> Read {
        let Some(duplicates) = self.mapping(place, shape) else { return self.mismatch(place, shape) };
        let mut fields = Entries::default();
        for entry in self.tree.entries(place.node) {
            let Some(key) = self.key(place, shape, entry.key) else { continue };
            let path = place.path.key(key.clone());
            let Some(field) = known.get(&*key) else {
                let broken = self.tree.node(entry.key).broken;
                if !broken && key.as_ref() != "<<" {
                    let container = shape.clone();
                    self.out.unknown.push(UnknownKey { key: entry.key, value: entry.value, path, container });
                }
                continue;
            };
            if fields.contains_key(&key) {
                continue;
            }
            let inner = Place { node: entry.value, key: Some(entry.key), path };
            if let Some(value) = self.read(&inner, field).value {
                fields.insert(key, value);
            }
        }
        self.finish(place, fields, duplicates)
    }

    /// Reports duplicate keys and merges of no maps; `None` where the node is no mapping.
    fn mapping(&mut self, place: &Place, shape: &Arc<Shape>) -> Option<bool> {
        let tree = self.tree;
        let node = tree.resolve(place.node);
        let NodeData::Mapping { entries, .. } = &tree.node(node).data else { return None };
        let before = self.out.problems.len();
        let mut seen: ahash::HashMap<&str, NodeId> = ahash::HashMapExt::with_capacity(entries.len());
        for entry in entries {
            let Some((text, style)) = tree.scalar(entry.key) else { continue };
            let merges = || self.merges(entry.value) || is_unknown_alias(entry.value, tree);
            if text == "<<" && style == Style::Plain && !merges() {
                self.problem_at(entry.value, place, shape, What::Merge, Outcome::RefusedHard);
            }
            if tree.node(entry.key).broken {
                continue;
            }
            if let Some(first) = seen.insert(text, entry.key) {
                seen.insert(text, first);
                self.problem_at(entry.key, place, shape, What::DuplicateKey(first), Outcome::Refused);
            }
        }
        Some(self.out.problems.len() > before)
    }

    fn merges(&self, value: NodeId) -> bool {
        let tree = self.tree;
        let is_map = |id: NodeId| matches!(tree.node(tree.resolve(id)).data, NodeData::Mapping { .. });
        match &tree.node(tree.resolve(value)).data {
            NodeData::Mapping { .. } => true,
            NodeData::Sequence { items, .. } => items.iter().all(|item| is_map(*item)),
            _ => false,
        }
    }

    /// yaml.v3 decodes nothing of a mapping with duplicate keys. Where that is swallowed the map is gone;
    /// where it refuses the manifest, the other keys are still worth judging.
    fn finish(&mut self, place: &Place, fields: Entries, duplicates: bool) -> Read {
        if duplicates && self.depth > 0 {
            return Read { value: None, good: false };
        }
        Read {
            value: Some(self.value(place, Data::Map(fields.into()))),
            good: !duplicates || self.depth == 0,
        }
    }

    /// The text of a key; a key that is a map or a list is a type error (`{{ name }}`), a null one is dropped.
    fn key(&mut self, place: &Place, shape: &Arc<Shape>, key: NodeId) -> Option<Arc<str>> {
        if let Some((text, _)) = self.tree.scalar(key) {
            let empty = self.is_null(key);
            return (!empty).then(|| text.into());
        }
        self.problem_at(key, place, shape, What::Type, Outcome::Refused);
        None
    }

    fn is_null(&self, id: NodeId) -> bool {
        is_null(self.tree, id, self.interpolates)
    }

    fn mismatch(&mut self, place: &Place, shape: &Arc<Shape>) -> Read {
        self.problem(place, shape, What::Type, Outcome::Refused);
        Read::UNSET
    }

    fn problem(&mut self, place: &Place, shape: &Arc<Shape>, what: What, outcome: Outcome) {
        self.problem_at(place.node, place, shape, what, outcome);
    }

    fn problem_at(&mut self, node: NodeId, place: &Place, shape: &Arc<Shape>, what: What, outcome: Outcome) {
        let path = match what {
            What::DuplicateKey(_) => place.path.key(self.tree.scalar(node).map_or("", |(text, _)| text)),
            _ => place.path.clone(),
        };
        self.out.problems.push(Problem { node, path, shape: shape.clone(), what, outcome });
    }

    fn origin(&self, place: &Place) -> Origin {
        Origin {
            span: self.tree.node(place.node).span,
            key: place.key.map(|key| self.tree.node(key).span),
            path: place.path.clone(),
            node: place.node,
            in_override: self.in_override,
        }
    }

    fn value(&self, place: &Place, data: Data) -> Arc<Value> {
        Arc::new(Value { data, origin: self.origin(place), layer: None, unknown: false, zeroed: false })
    }

    fn unknown_value(&self, place: &Place) -> Arc<Value> {
        let data = Data::Str("".into());
        Arc::new(Value { data, origin: self.origin(place), layer: None, unknown: true, zeroed: false })
    }
}

/// yaml.v3's null: `~`, `null` or nothing. Interpolation writes an empty value of a flow map back as `''`.
pub fn is_null(tree: &Tree, id: NodeId, interpolates: bool) -> bool {
    let node = tree.node(tree.resolve(id));
    let NodeData::Scalar { value, style } = &node.data else { return false };
    if resolve(value, *style, node.tag()) != Resolved::Null {
        return false;
    }
    let in_flow_map = || {
        node.parent
            .is_some_and(|parent| matches!(tree.node(parent).data, NodeData::Mapping { flow: true, .. }))
    };
    !(interpolates && value.is_empty() && in_flow_map())
}

/// A text may stand as an item.
fn takes_text(shape: &Shape) -> bool {
    match &shape.form {
        Form::Scalar { scalar, .. } => matches!(scalar, Scalar::Str | Scalar::Any),
        Form::Union { long, short, .. } => takes_text(short) || takes_text(long),
        _ => false,
    }
}

fn is_environments(place: &Place) -> bool {
    place.path.parent().is_some_and(|parent| parent.last().is_none())
        && place.path.last() == Some(&super::path::Segment::Key("environments".into()))
}

fn is_text(value: &str, style: Style) -> bool {
    style != Style::Plain || resolve(value, style, None) == Resolved::Str
}

/// An alias without its anchor is a mistake of its own.
fn is_unknown_alias(node: NodeId, tree: &Tree) -> bool {
    matches!(tree.node(tree.resolve(node)).data, NodeData::Alias { .. })
}
