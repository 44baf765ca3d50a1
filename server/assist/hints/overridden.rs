//! What environments make of a value of the base, and what a value of an environment replaces.

use super::super::overrides::at;
use super::super::place::Place;
use super::label::{MOST_COLUMNS, cut};
use super::{Asked, HintPart};
use crate::environments::Layers;
use crate::manifest::value::{Data, Value};
use crate::yaml::{NodeId, Segment, Span, Tree};
use std::sync::Arc;

/// The most columns of each value, where several stand in a label.
const MOST_OF_SEVERAL: usize = 20;

/// What the value at `node` is in the other layers, if that is something else.
pub(super) fn label(asked: Asked<'_>, node: NodeId, place: &Place<'_>) -> Option<Vec<HintPart>> {
    let layers = asked.layers.filter(|layers| !layers.environments.is_empty())?;
    let effective = place.effective();
    // An override replaces lists as a whole.
    if effective.is_empty() || effective.iter().any(|step| matches!(step, Segment::Index(_))) {
        return None;
    }
    if let [Segment::Key("environments"), Segment::Key(environment), ..] = place.steps.as_slice() {
        return replaced(asked, layers, environment, node, effective);
    }
    let base = at(&layers.base, effective).filter(|value| value.origin.node == node)?;
    let each = layers.environments.iter();
    let changed = each.filter_map(|it| Some((&*it.name, change(&it.effective, base, effective)?)));
    let changed: Vec<_> = changed.collect();
    let columns = if changed.len() > 1 { MOST_OF_SEVERAL } else { MOST_COLUMNS };
    Some(changed.into_iter().map(|(environment, change)| change.part(environment, columns, asked)).collect())
}

/// `base: 2` in an environment.
fn replaced(
    asked: Asked<'_>,
    layers: &Layers,
    environment: &str,
    node: NodeId,
    steps: &[Segment<'_>],
) -> Option<Vec<HintPart>> {
    let environment = layers.environment(environment)?;
    let base = at(&layers.base, steps)?;
    // Maps that were merged are told of entry by entry.
    let Change::Other(own) = change(&environment.effective, base, steps)? else { return None };
    if own.origin.node != node {
        return None;
    }
    let name = asked.context.locale.pick("base", "ベース");
    let text = format!("{name}: {}", brief(base, MOST_COLUMNS, asked.source.tree()));
    Some(vec![HintPart { text, target: Some(shown_at(base)) }])
}

/// What an environment makes of a value.
enum Change<'v> {
    /// Another value.
    Other(&'v Arc<Value>),
    /// The same map with entries that the base lacks.
    More(Vec<(&'v str, &'v Arc<Value>)>),
    /// Nothing, for the override has a field that excludes it.
    Gone,
}

/// What the environment has in the place of `base`. `None` where it is the same, and where it is only another because
/// something around it is.
fn change<'v>(effective: &'v Arc<Value>, base: &Arc<Value>, steps: &[Segment<'_>]) -> Option<Change<'v>> {
    let (last, around) = steps.split_last()?;
    let mut map = effective;
    for step in around {
        map.layer.as_ref()?;
        map = at(map, &[*step])?;
    }
    map.layer.as_ref()?;
    let Some(value) = at(map, &[*last]) else { return Some(Change::Gone) };
    if Arc::ptr_eq(value, base) {
        return None;
    }
    if value.layer.is_none() {
        return value.origin.in_override.then_some(Change::Other(value));
    }
    let more: Vec<_> = value.entries().filter(|(key, _)| base.get(key).is_none()).collect();
    (!more.is_empty()).then_some(Change::More(more))
}

impl Change<'_> {
    fn part(self, environment: &str, columns: usize, asked: Asked<'_>) -> HintPart {
        let (what, target) = match self {
            Change::Other(value) => (brief(value, columns, asked.source.tree()), Some(shown_at(value))),
            Change::More(entries) => {
                let rest = if entries.len() > 1 { "…" } else { "" };
                let first = entries.first().map(|(key, value)| (format!("+{key}{rest}"), shown_at(value)));
                first.map_or_else(|| (String::new(), None), |(what, target)| (what, Some(target)))
            }
            Change::Gone => (asked.context.locale.pick("not set", "未設定").to_owned(), None),
        };
        HintPart { text: format!("{environment}: {what}"), target }
    }
}

/// A value in a few columns: a scalar as it is written, a list of scalars, `{…}` for a map.
fn brief(value: &Value, columns: usize, tree: &Tree) -> String {
    let scalar = |value: &Value| {
        let (text, _) = tree.scalar(value.origin.node)?;
        let mut lines = text.lines();
        let first = lines.next().unwrap_or("\"\"");
        Some(if lines.next().is_some() { format!("{first}…") } else { first.to_owned() })
    };
    let text = match &value.data {
        Data::Map(_) => "{…}".to_owned(),
        Data::List(items) => {
            let items: Option<Vec<String>> = items.iter().map(|item| scalar(item)).collect();
            items.map_or_else(|| "[…]".to_owned(), |items| format!("[{}]", items.join(", ")))
        }
        _ => scalar(value).unwrap_or_else(|| "…".to_owned()),
    };
    cut(&text, columns)
}

/// Where a reader finds the value.
fn shown_at(value: &Value) -> Span {
    value.origin.key.unwrap_or(value.origin.span)
}
