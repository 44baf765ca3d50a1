//! Enums, ranges and patterns of the model, judged by the JSON Schema on one effective manifest.

use super::check::Check;
use super::registry;
use super::report::{Place, Report};
use super::words::{any_of, quoted};
use crate::finding::Origin;
use crate::manifest::kind::Kind;
use crate::manifest::shape::{Form, Shape};
use crate::manifest::value::{Data, Value};
use crate::schema::validator;
use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use jsonschema::paths::{Location, LocationSegment};
use serde_json::{Map, Value as Json};
use std::sync::Arc;

/// Reports each value that the model's constraints exclude and that has a rule for it.
pub fn check(check: &mut Check<'_>) {
    let shape = Shape::of(check.kind);
    let instance = instance(check.root, shape);
    let found = violations(check.kind, &instance);
    // What has not even the form of a value is said once.
    let malformed = |path: &Location| found.iter().any(|one| one.keyword == "pattern" && one.path == *path);
    for violation in found.iter().filter(|one| one.keyword == "pattern" || !malformed(&one.path)) {
        if let Some(report) = report(check.root, shape, violation) {
            check.report(report);
        }
    }
}

/// A keyword that a place violates.
struct Violation {
    path: Location,
    keyword: &'static str,
}

fn violations(kind: Kind, instance: &Json) -> Vec<Violation> {
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
    let (id, facts) = rule_of(&shape, violation.keyword)?;
    let rule = registry::find(id)?;
    let written = text_of(value)?;
    let mut report = Report::new(rule, Place::value(value));
    let shown =
        if value.zeroed { "The empty text that Copilot makes of this".to_owned() } else { quoted(&written) };
    report = report.arg("value", shown).arg("allowed", allowed(&facts));
    let words = facts.get("enum").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str);
    Some(report.fix_nearest(value, &written, words))
}

/// The value and the shape at a path of the instance.
fn follow<'v>(
    root: &'v Arc<Value>,
    shape: &Arc<Shape>,
    path: &Location,
) -> Option<(&'v Arc<Value>, Arc<Shape>)> {
    let (mut value, mut shape) = (root, shape.clone());
    for segment in path.iter() {
        (value, shape) = match segment {
            LocationSegment::Property(key) => (value.get(&key)?, shape.field(&key)?.clone()),
            LocationSegment::Index(index) => (value.items().get(index)?, shape.item()?.clone()),
        };
    }
    Some((value, shape))
}

/// The rule of the place, or of the form of its union that has one.
fn rule_of<'s>(shape: &'s Shape, keyword: &str) -> Option<(&'s str, Map<String, Json>)> {
    if let Some(id) = shape.rule(keyword) {
        return Some((id, shape.facts.clone()));
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

fn allowed(facts: &Map<String, Json>) -> String {
    if let Some(words) = facts.get("enum").and_then(Json::as_array) {
        return any_of(&words.iter().map(plain).collect::<Vec<_>>());
    }
    let bound = |name: &str| facts.get(name).map(plain);
    if let Some((low, high)) = bound("exclusiveMinimum").zip(bound("maximum")) {
        return format!("more than {low} and at most {high}");
    }
    match (bound("minimum"), bound("maximum")) {
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("{low} or more"),
        (None, Some(high)) => format!("at most {high}"),
        (None, None) => String::new(),
    }
}

fn plain(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The effective manifest as JSON. Values that can't be judged are left out (null within lists).
fn instance(value: &Value, shape: &Shape) -> Json {
    match &value.data {
        _ if value.unknown || value.zeroed && !is_judged_as_empty(value, shape) => Json::Null,
        Data::Str(text) if shape.facts.contains_key("x-fold") => Json::String(text.to_lowercase()),
        Data::Str(text) => Json::String(text.to_string()),
        Data::Int(number) => Json::from(*number),
        Data::Float(number) => Json::from(*number),
        Data::Bool(on) => Json::Bool(*on),
        Data::List(items) => items.iter().map(|item| child(item, shape.item())).collect(),
        Data::Map(fields) => {
            let known = fields.iter().map(|(key, value)| (key.to_string(), child(value, shape.field(key))));
            Json::Object(known.filter(|(_, value)| !value.is_null()).collect())
        }
        Data::Null | Data::Duration(_) | Data::Raw => Json::Null,
    }
}

/// Copilot makes an empty text of a wrong type and then looks for it among the words that it takes.
fn is_judged_as_empty(value: &Value, shape: &Shape) -> bool {
    let rule = shape.rule("enum").and_then(registry::find);
    matches!(value.data, Data::Str(_)) && rule.is_some_and(|rule| rule.origin == Origin::Copilot)
}

fn child(value: &Value, shape: Option<&Arc<Shape>>) -> Json {
    shape.map_or(Json::Null, |shape| instance(value, shape))
}
