//! The schemas in `schemas/`, for people who use another YAML server.
//!
//! They are as strict as a schema can be without a false report. An empty value stands for an absent one
//! everywhere, `${VAR}` may stand for any text, and what depends on another field is left to the rules.

use super::describe;
use crate::manifest::kind::Kind;
use crate::manifest::model;
use serde_json::{Map, Value as Json, json};

/// The dialect that every YAML server knows.
const DIALECT: &str = "http://json-schema.org/draft-07/schema#";

/// Where the schemas of the main branch can be had.
const ADDRESS: &str =
    "https://raw.githubusercontent.com/copilot-manifest-ls/copilot-manifest-ls/main/schemas";

/// A variable of the shell anywhere in a text (`internal/pkg/manifest/interpolate.go`).
const PLACEHOLDER: &str = r"\$\{[_a-zA-Z][_a-zA-Z0-9]*\}";

/// A text that interpolation turns into a list: a JSON list, or a variable that may hold one.
const LIST_IN_TEXT: &str = r"^\s*\[|\$\{[_a-zA-Z][_a-zA-Z0-9]*\}";

/// The schema of a kind as a file: indented, with a newline at the end.
pub fn file(kind: Kind) -> String {
    format!("{:#}\n", published(kind))
}

/// The schema of a kind, in draft 7, without the keywords that only this server reads.
pub fn published(kind: Kind) -> Json {
    let mut source = model::schema(kind);
    describe::describe(kind, &mut source);
    let publisher = Publisher { interpolated: kind != Kind::Pipeline };
    let mut root = Map::new();
    root.insert("$schema".to_owned(), json!(DIALECT));
    root.insert("$id".to_owned(), json!(format!("{ADDRESS}/{}.json", kind.slug())));
    root.insert("title".to_owned(), json!(format!("AWS Copilot: {}", kind.name())));
    root.insert("type".to_owned(), json!("object"));
    root.insert("required".to_owned(), json!(required(kind)));
    root.insert("properties".to_owned(), root_properties(kind, &source, &publisher));
    // A home for anchors that the manifest merges elsewhere.
    root.insert("patternProperties".to_owned(), json!({ "^x-": {} }));
    root.insert("additionalProperties".to_owned(), json!(false));
    if let Some(definitions) = source.get("$defs") {
        root.insert("definitions".to_owned(), publisher.each(definitions));
    }
    Json::Object(root)
}

/// What no manifest of this kind can be without, whatever its environments add.
fn required(kind: Kind) -> [&'static str; 2] {
    if kind == Kind::Pipeline { ["name", "version"] } else { ["name", "type"] }
}

fn root_properties(kind: Kind, source: &Json, publisher: &Publisher) -> Json {
    let properties = source.get("properties").and_then(Json::as_object).into_iter().flatten();
    let published = properties.map(|(name, field)| {
        let schema =
            if required(kind).contains(&name.as_str()) { own(field) } else { publisher.schema(field) };
        (name.clone(), schema)
    });
    Json::Object(published.collect())
}

/// The schema without the keywords of this server.
fn own(schema: &Json) -> Json {
    let keywords = schema.as_object().into_iter().flatten();
    let kept = keywords.filter(|(keyword, _)| !keyword.starts_with("x-"));
    Json::Object(kept.map(|(keyword, value)| (keyword.clone(), value.clone())).collect())
}

struct Publisher {
    /// Copilot replaces `${VAR}` in this kind of manifest.
    interpolated: bool,
}

impl Publisher {
    /// The published form of every schema in a map.
    fn each(&self, schemas: &Json) -> Json {
        let schemas = schemas.as_object().into_iter().flatten();
        Json::Object(schemas.map(|(name, schema)| (name.clone(), self.schema(schema))).collect())
    }

    fn schema(&self, source: &Json) -> Json {
        let mut schema = Map::new();
        for (keyword, value) in source.as_object().into_iter().flatten() {
            match keyword.as_str() {
                "$ref" => drop(schema.insert(keyword.clone(), reference(value))),
                "properties" => drop(schema.insert(keyword.clone(), self.each(value))),
                "items" | "additionalProperties" => drop(schema.insert(keyword.clone(), self.schema(value))),
                "anyOf" => drop(schema.insert(keyword.clone(), self.branches(value))),
                "x-values" => drop(schema.insert("examples".to_owned(), value.clone())),
                other if other.starts_with("x-") => {}
                _ => drop(schema.insert(keyword.clone(), value.clone())),
            }
        }
        close(&mut schema, source);
        accept_null(&mut schema);
        narrow(&mut schema);
        if source.get("x-fold") == Some(&json!(true)) {
            fold(&mut schema);
        }
        if self.interpolated {
            accept_placeholders(&mut schema);
        }
        explain(&mut schema, source);
        Json::Object(schema)
    }

    /// The branches of a union, those of a union inside it among them; null is added once, by the caller.
    fn branches(&self, branches: &Json) -> Json {
        let mut flat = Vec::new();
        for branch in branches.as_array().into_iter().flatten() {
            match branch.get("anyOf") {
                Some(inner) if own(branch).as_object().is_some_and(|own| own.len() == 1) => {
                    flat.extend(self.branches(inner).as_array().cloned().unwrap_or_default());
                }
                _ => flat.push(self.schema(branch)),
            }
        }
        Json::Array(flat)
    }
}

fn reference(value: &Json) -> Json {
    json!(value.as_str().unwrap_or_default().replace("#/$defs/", "#/definitions/"))
}

/// A map with known keys takes no others: Copilot drops them.
fn close(schema: &mut Map<String, Json>, source: &Json) {
    if schema.contains_key("properties") && source.get("x-open").is_none() {
        schema.insert("additionalProperties".to_owned(), json!(false));
    }
}

/// `key:` without a value is as good as no key.
fn accept_null(schema: &mut Map<String, Json>) {
    match schema.get_mut("type") {
        Some(Json::Array(types)) => types.push(json!("null")),
        Some(one) => *one = json!([one.take(), "null"]),
        None => {}
    }
    if let Some(Json::Array(branches)) = schema.get_mut("anyOf") {
        branches.push(json!({ "type": "null" }));
    }
    if let Some(Json::Array(values)) = schema.get_mut("enum") {
        values.push(Json::Null);
    }
}

/// Where words are listed, a server need not offer `true` and `false` too.
fn narrow(schema: &mut Map<String, Json>) {
    let words = |values: &Vec<Json>| values.iter().all(|value| value.is_string() || value.is_null());
    if schema.get("enum").and_then(Json::as_array).is_some_and(words) {
        schema.insert("type".to_owned(), json!(["string", "null"]));
    }
}

/// JSON Schema compares exactly: values in any case become a pattern, and examples for completion.
fn fold(schema: &mut Map<String, Json>) {
    let Some(Json::Array(values)) = schema.remove("enum") else { return };
    let words: Vec<&str> = values.iter().filter_map(Json::as_str).collect();
    let pattern: Vec<String> = words.iter().map(|word| in_any_case(word)).collect();
    schema.insert("pattern".to_owned(), json!(format!("^({})$", pattern.join("|"))));
    schema.insert("examples".to_owned(), json!(words));
}

fn in_any_case(word: &str) -> String {
    let letters = word.chars().map(|letter| match letter {
        'a'..='z' | 'A'..='Z' => format!("[{}{}]", letter.to_ascii_lowercase(), letter.to_ascii_uppercase()),
        '.' => r"\.".to_owned(),
        _ => letter.to_string(),
    });
    letters.collect()
}

/// The value of a variable is unknown before the deployment, so it is right wherever a text is.
fn accept_placeholders(schema: &mut Map<String, Json>) {
    if let Some(Json::Array(types)) = schema.get_mut("type")
        && types.contains(&json!("array"))
    {
        types.push(json!("string"));
        schema.insert("pattern".to_owned(), json!(LIST_IN_TEXT));
    } else if let Some(Json::String(pattern)) = schema.get_mut("pattern")
        && !pattern.contains(PLACEHOLDER)
    {
        *pattern = format!("{pattern}|{PLACEHOLDER}");
    }
    if schema.get("enum").and_then(Json::as_array).is_some_and(|values| values.iter().any(Json::is_string))
        && let Some(values) = schema.remove("enum")
    {
        let placeholder = json!({ "type": "string", "pattern": PLACEHOLDER });
        schema.insert("anyOf".to_owned(), json!([{ "enum": values }, placeholder]));
    }
}

/// Words instead of a pattern, in a keyword that VS Code and yaml-language-server show.
fn explain(schema: &mut Map<String, Json>, source: &Json) {
    if !schema.contains_key("pattern") {
        return;
    }
    let words = match source.get("x-go").and_then(Json::as_str).unwrap_or_default() {
        "*time.Duration" => "Expected a duration such as 30s or 5m.",
        "*bool" | "bool" => "Expected true or false.",
        "" if source.get("items").is_some() => "Expected a list.",
        _ => return,
    };
    schema.insert("patternErrorMessage".to_owned(), json!(words));
}
