//! `environment`, `secrets` and `environmentFiles`.

use super::container::{entries, text};
use super::work::{Fields, Work, as_text};
use super::{rest, words};
use serde_json::{Map, Value, json};

pub(super) fn variables(work: &mut Work<'_>, fields: &mut Fields, out: &mut Map<String, Value>) {
    pairs(work, fields, "environment", "value", "variables", out);
}

pub(super) fn secrets(work: &mut Work<'_>, fields: &mut Fields, out: &mut Map<String, Value>) {
    pairs(work, fields, "secrets", "valueFrom", "secrets", out);
    if out.contains_key("secrets") {
        work.told(&super::work::At::task(), words::secret_tags());
    }
}

/// A list of names and values as a map. A value that CloudFormation works out goes in by an override.
fn pairs(
    work: &mut Work<'_>,
    fields: &mut Fields,
    key: &str,
    value_key: &str,
    to: &str,
    out: &mut Map<String, Value>,
) {
    let mut map = Map::new();
    for mut entry in entries(work, fields, key) {
        let Some(name) = entry.text("name") else {
            rest::unknown(work, &fields.at, key, entry.left);
            continue;
        };
        match entry.left.shift_remove(value_key) {
            Some(Value::Object(function)) => match exported(&function) {
                Some(export) => put(work, fields, key, &mut map, name, json!({ "from_cfn": export })),
                None => {
                    let (name_key, value_key) = ("name".to_owned(), value_key.to_owned());
                    let pair = Map::from_iter([
                        (name_key, Value::String(name)),
                        (value_key, Value::Object(function)),
                    ]);
                    work.append(&fields.at, key, &Value::Object(pair));
                }
            },
            value => {
                let value = text(value.unwrap_or_default());
                let value = if value.is_null() { json!("") } else { value };
                put(work, fields, key, &mut map, name, value);
            }
        }
        rest::unknown(work, &fields.at, key, entry.left);
    }
    if !map.is_empty() {
        out.insert(to.to_owned(), Value::Object(map));
    }
}

fn put(
    work: &mut Work<'_>,
    fields: &Fields,
    key: &str,
    map: &mut Map<String, Value>,
    name: String,
    value: Value,
) {
    if let Some(old) = map.insert(name.clone(), value) {
        work.lost(&fields.at, &format!("{key}.{name}"), &old, &words::doubled());
    }
}

/// The name of an export that `Fn::ImportValue` reads.
pub(super) fn exported(function: &Map<String, Value>) -> Option<String> {
    let name = function.get("Fn::ImportValue").filter(|_| function.len() == 1)?;
    as_text(name.clone()).ok()
}

/// The files are in S3 already, where `env_file` wants one of the workspace.
pub(super) fn files(work: &mut Work<'_>, fields: &mut Fields) {
    for file in entries(work, fields, "environmentFiles") {
        work.append(&fields.at, "environmentFiles", &Value::Object(file.left));
        work.told(&fields.at, words::env_file_permission());
    }
}
