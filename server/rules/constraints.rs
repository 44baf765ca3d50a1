//! Enums, ranges and patterns of the model, judged by the JSON Schema on one effective manifest.

use super::fixes::{change_to, unsafely};
use super::registry;
use super::report::{Place, Report};
use super::words::{any_of, quoted};
use crate::finding::Origin;
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::manifest::path::Segment;
use crate::manifest::shape::{Form, Shape};
use crate::manifest::value::{Data, Value};
use crate::schema::validator;
use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use jsonschema::paths::{Location, LocationSegment};
use serde_json::{Map, Value as Json};
use std::collections::HashSet;
use std::sync::Arc;

/// The base, and what is known of it already.
#[derive(Clone, Copy)]
pub struct Base<'b> {
    /// The manifest.
    pub root: &'b Value,
    /// What [`violations`] says of it.
    pub reports: &'b [Report],
}

/// A report for each value that the model's constraints exclude and that has a rule for it. Of the sections that an
/// environment takes from the `base` as they are, the reports are those of the base.
pub fn violations(kind: Kind, root: &Arc<Value>, base: Option<Base<'_>>) -> Vec<Report> {
    if root.unknown {
        return Vec::new();
    }
    let shape = Shape::of(kind);
    let is_shared = |key: &str, value: &Arc<Value>| {
        let old = base.and_then(|base| base.root.get(key));
        old.is_some_and(|old| Arc::ptr_eq(old, value))
    };
    let own = root.entries().filter(|(key, value)| !is_shared(key, value));
    let found = excluded(kind, &object(own, shape));
    // What has not even the form of a value is said once.
    let malformed: HashSet<&Location> =
        found.iter().filter(|one| one.keyword == "pattern").map(|one| &one.path).collect();
    let said = found.iter().filter(|one| one.keyword == "pattern" || !malformed.contains(&one.path));
    let own = said.filter_map(|violation| report(root, shape, violation));
    let shared =
        base.into_iter().flat_map(|base| base.reports).filter(|report| match report.place.path.first() {
            Some(Segment::Key(key)) => root.get(key).is_some_and(|value| is_shared(key, value)),
            _ => false,
        });
    own.chain(shared.cloned()).collect()
}

/// A keyword that a place violates.
struct Violation {
    path: Location,
    keyword: &'static str,
}

fn excluded(kind: Kind, instance: &Json) -> Vec<Violation> {
    let mut found = Vec::new();
    for error in validator(kind).iter_errors(instance) {
        collect(&error, &mut found);
    }
    found
}

/// Of a field with a long and a short form the branches of another type are dropped.
fn collect(error: &ValidationError<'_>, found: &mut Vec<Violation>) {
    let keyword = match error.kind() {
        ValidationErrorKind::Enum { .. } => "enum",
        ValidationErrorKind::Pattern { .. } => "pattern",
        ValidationErrorKind::Minimum { .. }
        | ValidationErrorKind::ExclusiveMinimum { .. }
        | ValidationErrorKind::Maximum { .. } => "range",
        ValidationErrorKind::AnyOf { context } => {
            let here = error.instance_path();
            let other_type = |branch: &&Vec<ValidationError<'_>>| {
                !branch.iter().any(|inner| {
                    matches!(inner.kind(), ValidationErrorKind::Type { .. }) && inner.instance_path() == here
                })
            };
            let Some(survivor) = context.iter().find(other_type) else { return };
            survivor.iter().for_each(|inner| collect(inner, found));
            return;
        }
        _ => return,
    };
    found.push(Violation { path: error.instance_path().clone(), keyword });
}

fn report(root: &Arc<Value>, shape: &Arc<Shape>, violation: &Violation) -> Option<Report> {
    let (value, shape) = follow(root, shape, &violation.path)?;
    let (id, facts) = rule_of(shape, violation.keyword)?;
    let rule = registry::find(id)?;
    let written = text_of(value)?;
    let mut report = Report::new(rule, Place::value(value));
    let shown = if value.zeroed {
        Phrase::new("The empty text that Copilot makes of this", "Copilot がこの値から作る空の文字列")
    } else {
        Phrase::same(quoted(&written))
    };
    report = report.say("value", shown).say("allowed", allowed(facts));
    let words = facts.get("enum").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str);
    let words: Vec<&str> = words.collect();
    let limit = limit(facts, value).and_then(|limit| change_to(value, &limit.to_string())).map(unsafely);
    let only = if let [only] = words.as_slice() { change_to(value, only).map(unsafely) } else { None };
    let report = report.fix_nearest(value, &written, words.iter().copied()).fix(limit);
    let is_known = !report.fixes.is_empty();
    Some(report.fix(only.filter(|_| !is_known)))
}

/// The allowed number that is nearest to one that is not.
fn limit(facts: &Map<String, Json>, value: &Value) -> Option<i64> {
    // Written in digits and not cut off from `1.5`, which means something else than 1.
    let written = value.origin.span.end - value.origin.span.start;
    let number = value.int().filter(|number| number.to_string().len() == written)?;
    let bound = |name: &str| facts.get(name).and_then(Json::as_i64);
    let numbers = facts.get("enum").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_i64);
    if let Some(nearest) = numbers.min_by_key(|other| other.abs_diff(number)) {
        return Some(nearest);
    }
    let low = bound("minimum").or_else(|| bound("exclusiveMinimum").map(|low| low + 1));
    // A 0 stands for what was left open; the smallest number is no answer to that.
    low.filter(|low| number != 0 || *low > 1)
        .filter(|low| number < *low)
        .or_else(|| bound("maximum").filter(|high| number > *high))
}

/// The value and the shape at a path of the instance.
fn follow<'v>(
    root: &'v Arc<Value>,
    shape: &'v Arc<Shape>,
    path: &Location,
) -> Option<(&'v Arc<Value>, &'v Arc<Shape>)> {
    let (mut value, mut shape) = (root, shape);
    for segment in path.iter() {
        (value, shape) = match segment {
            LocationSegment::Property(key) => (value.get(&key)?, shape.field(&key)?),
            LocationSegment::Index(index) => (value.items().get(index)?, shape.item()?),
        };
    }
    Some((value, shape))
}

/// The rule of the place, or of the form of its union that has one.
fn rule_of<'s>(shape: &'s Shape, keyword: &str) -> Option<(&'s str, &'s Map<String, Json>)> {
    if let Some(id) = shape.rule(keyword) {
        return Some((id, &shape.facts));
    }
    match &shape.form {
        Form::Union { long, short, .. } => rule_of(short, keyword).or_else(|| rule_of(long, keyword)),
        _ => None,
    }
}

fn text_of(value: &Value) -> Option<String> {
    match &value.data {
        Data::Str(text) => Some(text.to_string()),
        Data::Int(number) => Some(number.to_string()),
        Data::Float(number) => Some(number.to_string()),
        _ => None,
    }
}

fn allowed(facts: &Map<String, Json>) -> Phrase {
    if let Some(words) = facts.get("enum").and_then(Json::as_array) {
        return any_of(&words.iter().map(plain).collect::<Vec<_>>());
    }
    let bound = |name: &str| facts.get(name).map(plain);
    if let Some((low, high)) = bound("exclusiveMinimum").zip(bound("maximum")) {
        return Phrase::new(
            format!("more than {low} and at most {high}"),
            format!("{low} より大きく {high} 以下"),
        );
    }
    match (bound("minimum"), bound("maximum")) {
        (Some(low), Some(high)) => Phrase::new(format!("{low} to {high}"), format!("{low}～{high}")),
        (Some(low), None) => Phrase::new(format!("{low} or more"), format!("{low} 以上")),
        (None, Some(high)) => Phrase::new(format!("at most {high}"), format!("{high} 以下")),
        (None, None) => Phrase::same(""),
    }
}

fn plain(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The effective manifest as JSON. Values that can't be judged, or by no rule, are left out (null within lists).
fn instance(value: &Value, shape: &Shape) -> Json {
    match &value.data {
        _ if value.unknown || value.zeroed && !is_judged_as_empty(value, shape) => Json::Null,
        Data::Str(text) if shape.facts.contains_key("x-fold") => Json::String(text.to_lowercase()),
        Data::Str(text) => Json::String(text.to_string()),
        Data::Int(number) => Json::from(*number),
        Data::Float(number) => Json::from(*number),
        Data::Bool(on) => Json::Bool(*on),
        Data::List(items) => items.iter().map(|item| child(item, shape.item())).collect(),
        Data::Map(_) => object(value.entries(), shape),
        Data::Null | Data::Duration(_) | Data::Raw => Json::Null,
    }
}

fn object<'v>(entries: impl Iterator<Item = (&'v str, &'v Arc<Value>)>, shape: &Shape) -> Json {
    let known = entries.map(|(key, value)| (key, child(value, shape.field(key))));
    let known = known.filter(|(_, value)| !value.is_null());
    Json::Object(known.map(|(key, value)| (key.to_owned(), value)).collect())
}

/// Copilot makes an empty text of a wrong type and then looks for it among the words that it takes.
fn is_judged_as_empty(value: &Value, shape: &Shape) -> bool {
    let rule = shape.rule("enum").and_then(registry::find);
    matches!(value.data, Data::Str(_)) && rule.is_some_and(|rule| rule.origin == Origin::Copilot)
}

fn child(value: &Value, shape: Option<&Arc<Shape>>) -> Json {
    shape.filter(|shape| shape.constrained).map_or(Json::Null, |shape| instance(value, shape))
}
