//! `healthCheck` and `dependsOn`.

use super::container::entries;
use super::ports::number;
use super::work::{Fields, Work, as_text};
use super::{rest, words};
use serde_json::{Map, Value, json};

/// The fields: key of ECS, key of Copilot, what ECS does without it (where Copilot does something else), whether it is a
/// duration.
const FIELDS: [(&str, &str, Option<u64>, bool); 4] = [
    ("interval", "interval", Some(30), true),
    ("timeout", "timeout", None, true),
    ("retries", "retries", Some(3), false),
    ("startPeriod", "start_period", None, true),
];

pub(super) fn check(work: &mut Work<'_>, fields: &mut Fields, out: &mut Map<String, Value>) {
    let mut check = Fields { at: fields.at.clone(), left: fields.map("healthCheck") };
    if check.left.is_empty() {
        return;
    }
    let is_known =
        FIELDS.iter().all(|(key, ..)| check.left.get(*key).is_none_or(|value| number(value).is_some()));
    let is_list = check
        .left
        .get("command")
        .is_some_and(|list| list.as_array().is_some_and(|all| all.iter().all(Value::is_string)));
    if !is_known || !is_list {
        // A placeholder gives a text, and Copilot takes no text here.
        work.override_field(&fields.at, "healthCheck", &Value::Object(check.left));
        return;
    }
    let mut health = Map::new();
    health.extend(check.take("command").map(|command| ("command".to_owned(), command)));
    for (key, name, default, is_duration) in FIELDS {
        let value =
            check.left.shift_remove(key).and_then(|value| number(&value)).or_else(|| default.map(Into::into));
        let Some(value) = value else { continue };
        let value = if is_duration { Value::String(format!("{value}s")) } else { Value::Number(value) };
        health.insert(name.to_owned(), value);
    }
    rest::unknown(work, &fields.at, "healthCheck", check.left);
    out.insert("healthcheck".to_owned(), Value::Object(health));
}

pub(super) fn depends_on(work: &mut Work<'_>, fields: &mut Fields, out: &mut Map<String, Value>) {
    let mut map = Map::new();
    for mut entry in entries(work, fields, "dependsOn") {
        let (name, condition) = (entry.text("containerName"), entry.text("condition"));
        match (name, condition) {
            (Some(name), Some(condition)) => {
                if work.target.name.is_none() && work.main.as_ref() == Some(&name) {
                    work.told(&fields.at, words::name_of_main(&name));
                }
                let name = work.name_of(&name);
                if let Some(old) = map.insert(name.clone(), json!(condition.to_ascii_lowercase())) {
                    work.lost(&fields.at, &format!("dependsOn.{name}"), &old, &words::doubled());
                }
            }
            (name, condition) => {
                entry.left.extend(name.map(|name| ("containerName".to_owned(), json!(name))));
                entry.left.extend(condition.map(|condition| ("condition".to_owned(), json!(condition))));
            }
        }
        rest::unknown(work, &fields.at, "dependsOn", entry.left);
    }
    if !map.is_empty() {
        out.insert("depends_on".to_owned(), Value::Object(map));
    }
}

/// The same list for a container that has no field for it.
pub(super) fn renamed(work: &Work<'_>, list: Value, key: &str) -> Value {
    let rename = |item: Value| match item {
        Value::Object(mut map) => {
            if let Some(name) = map.get(key).cloned().and_then(|name| as_text(name).ok()) {
                map.insert(key.to_owned(), json!(work.name_of(&name)));
            }
            Value::Object(map)
        }
        other => other,
    };
    match list {
        Value::Array(items) => Value::Array(items.into_iter().map(rename).collect()),
        other => rename(other),
    }
}
