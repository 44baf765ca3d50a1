//! Keys and values that fit at the cursor.

use super::place::{Place, locate, values_at};
use super::probe::{Probe, probe};
use super::{Item, ItemKind, Step};
use crate::finding::Edit;
use crate::locale::Locale;
use crate::manifest::kind::Kind;
use crate::manifest::shape::{Form, Shape};
use crate::reference::facts::{fact, plain};
use crate::yaml::{NodeData, Segment, Tree};
use std::sync::Arc;

/// What can be typed at `offset`.
pub(super) fn complete(text: &str, kind: Kind, offset: usize, locale: Locale) -> Vec<Item> {
    let Some(probe) = probe(text, offset).filter(|probe| !is_misaligned(text, probe)) else {
        return Vec::new();
    };
    let container = if probe.is_key { probe.tree.node(probe.node).parent } else { Some(probe.node) };
    let place = container.and_then(|node| locate(&probe.tree, node, kind));
    let Some(place) = place else { return Vec::new() };
    if probe.is_key { keys(&probe, &place, locale) } else { values_here(&probe, &place, locale) }
}

/// A key here would stand deeper or shallower than the one before it in its map: YAML refuses that.
fn is_misaligned(text: &str, probe: &Probe) -> bool {
    let parent = probe.tree.node(probe.node).parent.filter(|_| probe.is_key && !probe.in_flow);
    let Some(NodeData::Mapping { entries, .. }) = parent.map(|parent| &probe.tree.node(parent).data) else {
        return false;
    };
    let starts = entries.iter().map(|entry| probe.tree.node(entry.key).span.start);
    let Some(before) = starts.filter(|start| *start < probe.word.start).max() else { return false };
    let line = text[..before].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let indents = text[line..before].chars().all(|c| matches!(c, ' ' | '-'));
    indents && before - line != probe.column
}

/// The keys of the map around the cursor that are not there yet, the required ones first.
fn keys(probe: &Probe, place: &Place<'_>, locale: Locale) -> Vec<Item> {
    let present = present(probe);
    if let Some(fields) = place.shape.fields() {
        let free = fields.iter().filter(|(name, _)| !present.contains(&name.as_str()));
        let old = |shape: &Shape| fact(shape, "x-deprecated").is_some();
        return free
            .filter(|(_, shape)| !old(shape))
            .map(|(name, shape)| key(probe, place, name, shape, locale))
            .collect();
    }
    if let Some(item) = place.shape.item().filter(|item| item.fields().is_some()) {
        let fields = item.fields().into_iter().flatten();
        return fields.map(|(name, shape)| key(probe, place, name, shape, locale)).collect();
    }
    let names = match fact(&place.shape, "x-ref-keys").map(plain).as_deref() {
        Some(reference) => names(&probe.tree, reference, &place.steps),
        None => Vec::new(),
    };
    if let Form::Map { value, .. } = &place.shape.form {
        let free = names.iter().filter(|name| !present.contains(&name.as_str()));
        return free
            .map(|name| Item { kind: ItemKind::Reference, ..key(probe, place, name, value, locale) })
            .collect();
    }
    values_here(probe, place, locale)
}

/// The keys beside the cursor.
fn present(probe: &Probe) -> Vec<&str> {
    let Some(parent) = probe.tree.node(probe.node).parent else { return Vec::new() };
    let NodeData::Mapping { entries, .. } = &probe.tree.node(parent).data else { return Vec::new() };
    let others = entries.iter().filter(|entry| entry.key != probe.node);
    others.filter_map(|entry| probe.tree.scalar(entry.key).map(|(text, _)| text)).collect()
}

fn key(probe: &Probe, place: &Place<'_>, name: &str, shape: &Arc<Shape>, locale: Locale) -> Item {
    let dash = if place.shape.item().is_some() && place.shape.fields().is_none() { "- " } else { "" };
    let column = probe.column + dash.len();
    let steps = [place.steps.as_slice(), &[Segment::Key(name)]].concat();
    let required = fact(shape, "x-required").is_some();
    let form = shape.expected();
    let form = form.text(locale);
    Item {
        label: name.to_owned(),
        kind: ItemKind::Key,
        detail: if required {
            format!("{form}{}", locale.pick(", required", "、必須"))
        } else {
            form.to_owned()
        },
        about: (place.kind, owned(&steps)),
        edit: Edit { span: probe.word, text: format!("{dash}{name}{}", after_key(probe, column, shape)) },
        snippet: None,
        sort: format!("{}{name}", u8::from(!required)),
    }
}

fn owned(steps: &[Segment<'_>]) -> Vec<Step> {
    let step = |step: &Segment<'_>| match step {
        Segment::Key(key) => Step::Key((*key).to_owned()),
        Segment::Index(index) => Step::Index(*index),
    };
    steps.iter().map(step).collect()
}

/// What follows a key: its colon, and the beginning of the block that it opens.
fn after_key(probe: &Probe, column: usize, shape: &Shape) -> String {
    if probe.has_colon {
        return String::new();
    }
    let opens_block = match &shape.form {
        Form::Struct { .. } | Form::Map { .. } => Some(""),
        Form::List(item) if item.fields().is_some() => Some("- "),
        _ => None,
    };
    match opens_block.filter(|_| !probe.in_flow) {
        Some(dash) => format!(":\n{}{dash}", " ".repeat(column + 2)),
        None => ": ".to_owned(),
    }
}

fn values_here(probe: &Probe, place: &Place<'_>, locale: Locale) -> Vec<Item> {
    let (words, _) = values_at(place);
    let default = fact(&place.shape, "default").map(plain);
    let about = (place.kind, owned(&place.steps));
    let named = fact(&place.shape, "x-ref").map(plain);
    let named = named.map(|reference| names(&probe.tree, &reference, &place.steps)).unwrap_or_default();
    let blank = if probe.after_colon { " " } else { "" };
    let item = |label: &String, kind: ItemKind, index: usize| Item {
        label: label.clone(),
        kind,
        detail: if Some(label) == default.as_ref() {
            locale.pick("default", "既定値").to_owned()
        } else {
            String::new()
        },
        about: about.clone(),
        edit: Edit { span: probe.word, text: format!("{blank}{label}") },
        snippet: None,
        sort: format!("{index:03}"),
    };
    let words = words.iter().enumerate().map(|(index, word)| item(word, ItemKind::Value, index));
    let named = named.iter().enumerate().map(|(index, name)| item(name, ItemKind::Reference, index));
    named.chain(words).collect()
}

/// The names that a reference may say: containers, volumes.
fn names(tree: &Tree, reference: &str, steps: &[Segment<'_>]) -> Vec<String> {
    match reference {
        "container" => containers(tree, steps),
        "volume" => in_every_layer(tree, &["storage", "volumes"]),
        _ => Vec::new(),
    }
}

/// The main container and the sidecars, but the one that asks (a container can't depend on itself).
fn containers(tree: &Tree, steps: &[Segment<'_>]) -> Vec<String> {
    let name = tree.root.and_then(|root| tree.get(root, "name")).and_then(|node| tree.scalar(node));
    let mut names: Vec<String> = name.map(|(name, _)| name.to_owned()).into_iter().collect();
    names.extend(in_every_layer(tree, &["sidecars"]));
    if !in_every_layer(tree, &["logging"]).is_empty() {
        names.push(crate::rules::check::FIRELENS.to_owned());
    }
    let own = steps.iter().position(|step| *step == Segment::Key("sidecars"));
    let own = match own.and_then(|at| steps.get(at + 1)) {
        Some(Segment::Key(sidecar)) => Some((*sidecar).to_owned()),
        _ if steps.contains(&Segment::Key("depends_on")) => name.map(|(name, _)| name.to_owned()),
        _ => None,
    };
    names.retain(|name| Some(name) != own.as_ref());
    names
}

/// The keys of a map of the base and of the environments.
fn in_every_layer(tree: &Tree, path: &[&str]) -> Vec<String> {
    let Some(root) = tree.root else { return Vec::new() };
    let environments = tree.get(root, "environments").map(|node| tree.entries(node)).unwrap_or_default();
    let layers = std::iter::once(root).chain(environments.into_iter().map(|entry| entry.value));
    let maps = layers.filter_map(|layer| path.iter().try_fold(layer, |node, key| tree.get(node, key)));
    let mut names: Vec<String> = Vec::new();
    for key in maps.flat_map(|map| tree.entries(map)).map(|entry| entry.key) {
        let name = tree.scalar(key).map(|(text, _)| text.to_owned()).filter(|_| !tree.node(key).broken);
        names.extend(name.filter(|name| !names.contains(name)));
    }
    names
}
