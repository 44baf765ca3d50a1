//! What can be typed at the cursor. One file for each kind of proposal.

mod aliases;
mod containers;
mod files;
mod item;
mod keys;
mod legal;
mod probe;
mod question;
mod references;
mod scalar;
mod sizes;
mod snippets;
mod values;
mod variables;

pub use item::{About, Completion, Item, ItemKind};

use super::Context;
use super::place::locate;
use crate::manifest::kind::Kind;
use crate::manifest::source::Source;
use crate::yaml::{NodeData, Style};
use probe::{Probe, probe};
use question::Question;

/// What can be typed at `offset`.
pub(super) fn complete(source: &Source, kind: Kind, offset: usize, context: &Context<'_>) -> Completion {
    probe(source, offset).map(|probe| answer(source, kind, &probe, context)).unwrap_or_default()
}

fn answer(source: &Source, kind: Kind, probe: &Probe, context: &Context<'_>) -> Completion {
    let is_key = probe.is_key;
    let all = |items| Completion { items, is_incomplete: false };
    if let Some(reference) = variables::begun(&source.text, probe) {
        let place = locate(&probe.tree, probe.node, kind).filter(|_| !is_key);
        let items = place.map(|place| variables::complete(&reference, source, &place, context));
        return all(items.unwrap_or_default());
    }
    if probe.is_later_line || matches!(probe.style, Style::Literal | Style::Folded) {
        return Completion::default();
    }
    if aliases::is_merge(probe) {
        return all(aliases::merged(source, kind, probe, context));
    }
    let container = if is_key { probe.tree.node(probe.node).parent } else { Some(probe.node) };
    let place = container.and_then(|node| locate(&probe.tree, node, kind));
    let Some(place) = place else { return Completion::default() };
    let question = Question::new(source, kind, probe, place, context);
    if matches!(probe.tree.node(probe.node).data, NodeData::Alias { .. }) {
        return all(aliases::complete(&question));
    }
    if is_key && keys::fit(&question) {
        return all(keys::complete(&question));
    }
    let mut found = values::complete(&question);
    if !is_key {
        found.items.extend(keys::below(&question));
    }
    found
}
