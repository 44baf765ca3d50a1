//! The defaults that are in force in a section because its fields are left out.

use super::super::place::{Place, display};
use super::{Asked, HintPart};
use crate::locale::{Locale, Phrase};
use crate::manifest::is_set;
use crate::manifest::shape::{Exclusive, Form, Shape};
use crate::reference::facts::{default, fact};
use crate::yaml::{NodeId, Resolved, Tree};
use serde_json::Value as Json;
use unicode_width::UnicodeWidthStr;

/// The most defaults that a label names; all are in the tooltip.
const MOST: usize = 3;

/// The most columns of a default in a label.
const MOST_COLUMNS: usize = 20;

/// The first defaults of the section, in the order of the model.
pub(super) fn label(asked: Asked<'_>, section: NodeId, place: &Place<'_>) -> Option<Vec<HintPart>> {
    let telling = |(name, shape): &(&str, &Shape)| Some(format!("{name}: {}", short(shape)?));
    let all = in_force(asked, section, place)?;
    let mut shown: Vec<String> = all.iter().filter_map(telling).take(MOST + 1).collect();
    if let Some(more) = shown.get_mut(MOST) {
        "…".clone_into(more);
    }
    Some(shown.into_iter().map(|text| HintPart { text, target: None }).collect())
}

/// All defaults of the section.
pub(super) fn tooltip(asked: Asked<'_>, section: NodeId, place: &Place<'_>) -> Option<String> {
    let locale = asked.context.locale;
    let all = in_force(asked, section, place)?;
    let line = |(name, shape): &(&str, &Shape)| Some(format!("- `{name}`: {}", default(shape)?.text(locale)));
    let lines: Vec<String> = all.iter().filter_map(line).collect();
    let heading = if place.steps.is_empty() {
        locale.pick("Left out, with these defaults:", "省略されているフィールドの既定値:").to_owned()
    } else {
        let path = display(&place.steps);
        locale.pick(
            format!("Left out of `{path}`, with these defaults:"),
            format!("`{path}` で省略されているフィールドの既定値:"),
        )
    };
    Some(format!("{heading}\n\n{}", lines.join("\n")))
}

/// The fields with a default that the section leaves out. `None` where no default holds: in an override the base does,
/// and Copilot takes no notice of a section in which nothing is set.
fn in_force<'p>(
    asked: Asked<'p>,
    section: NodeId,
    place: &'p Place<'_>,
) -> Option<Vec<(&'p str, &'p Shape)>> {
    let tree = asked.source.tree();
    let base = &asked.layers?.base;
    let value = super::super::overrides::at(base, &place.steps).filter(|it| it.origin.node == section)?;
    let fields = place.shape.fields().filter(|_| value.is_map() && is_set(value, &place.shape))?;
    let is_left_out = |name: &str| value.get(name).is_none() && !is_written(tree, section, name);
    let is_cleared = |name: &str| {
        let rules = exclusive(&place.shape).iter();
        let mut at_odds = rules.filter(|rule| rule.clears.iter().any(|cleared| cleared == name));
        at_odds.any(|rule| rule.when.iter().any(|when| !is_left_out(when)))
    };
    let holds = |shape: &Shape| {
        let unless = shape.facts.get("x-default-unless").and_then(Json::as_array).into_iter().flatten();
        unless.filter_map(Json::as_str).all(is_left_out) && shape.fact("x-deprecated").is_none()
    };
    let fields = fields.iter().map(|(name, shape)| (name.as_str(), &**shape));
    Some(fields.filter(|(name, shape)| is_left_out(name) && !is_cleared(name) && holds(shape)).collect())
}

/// Something stands under the key, be it right or wrong.
fn is_written(tree: &Tree, section: NodeId, name: &str) -> bool {
    tree.get(section, name).is_some_and(|value| tree.resolved(value) != Some(Resolved::Null))
}

fn exclusive(shape: &Shape) -> &[Exclusive] {
    match &shape.form {
        Form::Struct { exclusive, .. } => exclusive,
        Form::Union { long, .. } => exclusive(long),
        _ => &[],
    }
}

/// A default that a label can hold: neither that something is off, nor how a name is made, nor a sentence.
fn short(shape: &Shape) -> Option<String> {
    if fact(shape, "default").is_some_and(|value| *value == false || *value == "0s") {
        return None;
    }
    let is_same = |words: &Phrase| words.text(Locale::En) == words.text(Locale::Ja);
    let value = default(shape).filter(is_same)?.text(Locale::En).trim_matches('`').to_owned();
    (value.width() <= MOST_COLUMNS && !value.contains('<')).then_some(value)
}
