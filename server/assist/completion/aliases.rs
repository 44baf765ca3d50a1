//! `*name` for what is written elsewhere in the file, and `<<: *name`.

use super::item::{Item, ItemKind};
use super::keys::map_around;
use super::probe::Probe;
use super::question::Question;
use crate::assist::Context;
use crate::assist::place::locate;
use crate::finding::Edit;
use crate::manifest::kind::Kind;
use crate::manifest::shape::{Form, Shape};
use crate::manifest::source::Source;
use crate::yaml::{NodeData, NodeId, Segment, Tree};
use std::sync::Arc;

/// The cursor stands in the value of `<<`.
pub(super) fn is_merge(probe: &Probe) -> bool {
    let key = probe.tree.key_of(probe.node).and_then(|key| probe.tree.scalar(key));
    key.is_some_and(|(text, _)| text == "<<")
}

/// The anchors whose maps can be merged into the map around the cursor.
pub(super) fn merged(source: &Source, kind: Kind, probe: &Probe, context: &Context<'_>) -> Vec<Item> {
    let Some(map) = probe.tree.node(probe.node).parent else { return Vec::new() };
    let Some(place) = locate(&probe.tree, map, kind) else { return Vec::new() };
    let question = Question::new(source, kind, probe, place, context);
    let is_star = question.typed().starts_with('*');
    if !question.typed().is_empty() && !is_star {
        return Vec::new();
    }
    let shape = Arc::clone(&question.place.shape);
    anchors(&question, map, &shape, true).map(|name| item(&question, name, &format!("*{name}"))).collect()
}

/// The anchors that fit where a `*` is typed.
pub(super) fn complete(question: &Question<'_>) -> Vec<Item> {
    let node = question.probe.node;
    let shape = Arc::clone(&question.place.shape);
    anchors(question, node, &shape, false).map(|name| item(question, name, &format!("*{name}"))).collect()
}

/// `<<: *name` as a whole, where no `<<` stands yet.
pub(super) fn merges(question: &Question<'_>) -> Vec<Item> {
    let Some(map) = map_around(question) else { return Vec::new() };
    let NodeData::Mapping { entries, .. } = &question.tree().node(map).data else { return Vec::new() };
    if entries.iter().any(|entry| question.tree().is_merge(*entry)) {
        return Vec::new();
    }
    let shape = Arc::clone(&question.place.shape);
    let names = anchors(question, map, &shape, true);
    names.map(|name| Item { sort: "2".to_owned(), ..item(question, name, &format!("<<: *{name}")) }).collect()
}

fn item(question: &Question<'_>, name: &str, text: &str) -> Item {
    Item {
        label: text.to_owned(),
        kind: ItemKind::Reference,
        detail: String::new(),
        about: None,
        documentation: None,
        filter: Some(text.to_owned()),
        edit: Edit { span: question.probe.word, text: format!("{}{text}", question.blank()) },
        cursor: question.probe.offset,
        also: Vec::new(),
        snippet: None,
        sort: name.to_owned(),
        is_default: false,
    }
}

/// The anchors before a node whose content fits a place.
fn anchors<'q>(
    question: &Question<'q>,
    node: NodeId,
    shape: &Shape,
    only_maps: bool,
) -> impl Iterator<Item = &'q str> + use<'q> {
    let tree = question.tree();
    let start = tree.node(question.probe.node).span.start;
    let mut names: Vec<&'q str> = Vec::new();
    for id in tree.ids() {
        let anchored = tree.node(id);
        // A map that is not closed yet can't be used in itself.
        let is_done = anchored.span.end <= start && id != node;
        let Some((name, _)) = anchored.anchor().filter(|_| is_done) else { continue };
        let is_map = matches!(anchored.data, NodeData::Mapping { .. });
        if fits(tree, id, shape, question.kind) && (is_map || !only_maps) && !names.contains(&name) {
            names.push(name);
        }
    }
    names.into_iter()
}

/// What is anchored could have been written at the place too.
fn fits(tree: &Tree, id: NodeId, shape: &Shape, kind: Kind) -> bool {
    match &tree.node(id).data {
        NodeData::Scalar { .. } => takes_scalar(shape) && is_of_same_form(tree, id, shape, kind),
        NodeData::Sequence { .. } => shape.item().is_some(),
        NodeData::Mapping { .. } => {
            let keys = tree.entries(id).into_iter().filter_map(|entry| tree.scalar(entry.key));
            let names: Vec<&str> = keys.map(|(key, _)| key).collect();
            !names.is_empty() && names.iter().all(|key| shape.field(key).is_some())
        }
        NodeData::Alias { .. } => false,
    }
}

fn takes_scalar(shape: &Shape) -> bool {
    match &shape.form {
        Form::Scalar { .. } => true,
        Form::Union { long, short, .. } => takes_scalar(long) || takes_scalar(short),
        _ => false,
    }
}

/// A number where a number stands, a text where a text stands; the model knows both places.
fn is_of_same_form(tree: &Tree, id: NodeId, shape: &Shape, kind: Kind) -> bool {
    let Some(place) = locate(tree, id, kind) else { return true };
    let same_name = |steps: &[Segment<'_>]| steps.is_empty();
    same_name(&place.steps) || place.shape.expected() == shape.expected()
}
