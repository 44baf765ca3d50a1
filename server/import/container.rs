//! One container: the main one or a sidecar.

use super::definition::is_empty;
use super::work::{Fields, Work};
use super::{Owner, health, logs, ports, rest, variables, volumes, words};
use crate::yaml::{NodeData, Tree};
use serde_json::{Map, Value, json};

/// The keys of a sidecar in their usual order.
const ORDER: [&str; 12] = [
    "image",
    "port",
    "essential",
    "credentialsParameter",
    "variables",
    "secrets",
    "mount_points",
    "labels",
    "depends_on",
    "entrypoint",
    "command",
    "healthcheck",
];

/// The keys of a sidecar that a main container has under `image`, with their names there.
const OF_IMAGE: [(&str, &str); 6] = [
    ("image", "location"),
    ("port", "port"),
    ("credentialsParameter", "credentials"),
    ("labels", "labels"),
    ("depends_on", "depends_on"),
    ("healthcheck", "healthcheck"),
];

/// Turns a container into a sidecar, or into the sections of the main container.
pub(super) fn container(work: &mut Work<'_>, mut fields: Fields) {
    let mut out = Map::new();
    out.extend(fields.text("image").map(|image| ("image".to_owned(), Value::String(image))));
    if let Some(function) = fields.take("image") {
        work.lost(&fields.at, "image", &function, &words::image());
    }
    ports::ports(work, &mut fields, &mut out);
    essential(work, &mut fields, &mut out);
    credentials(work, &mut fields, &mut out);
    variables::variables(work, &mut fields, &mut out);
    variables::secrets(work, &mut fields, &mut out);
    variables::files(work, &mut fields);
    volumes::mount_points(work, &mut fields, &mut out);
    let labels = fields.map("dockerLabels");
    if !labels.is_empty() {
        out.insert(
            "labels".to_owned(),
            Value::Object(labels.into_iter().map(|(key, value)| (key, text(value))).collect()),
        );
    }
    health::depends_on(work, &mut fields, &mut out);
    words_of(work, &mut fields, "entryPoint", &mut out);
    words_of(work, &mut fields, "command", &mut out);
    health::check(work, &mut fields, &mut out);
    logs::configuration(work, &mut fields);
    if fields.at.owner == Owner::Main && fields.left.get("readonlyRootFilesystem") == Some(&json!(true)) {
        fields.left.shift_remove("readonlyRootFilesystem");
        work.section("storage").insert("readonly_fs".to_owned(), json!(true));
    }
    rest::container(work, fields.at.clone(), &mut fields);
    place(work, &fields.at.owner, out);
}

fn place(work: &mut Work<'_>, owner: &Owner, mut out: Map<String, Value>) {
    if let Owner::Sidecar(name) = owner {
        let in_order = ORDER.iter().filter_map(|key| out.shift_remove_entry(*key));
        let body: Map<String, Value> = in_order.collect();
        work.section("sidecars").insert(name.clone(), Value::Object(body));
        return;
    }
    for (key, name) in OF_IMAGE {
        if let Some(value) = out.shift_remove(key) {
            work.section("image").insert(name.to_owned(), value);
        }
    }
    work.sections.extend(out);
}

fn essential(work: &mut Work<'_>, fields: &mut Fields, out: &mut Map<String, Value>) {
    match fields.left.shift_remove("essential") {
        None | Some(Value::Bool(true) | Value::Null) => {}
        Some(value) if fields.at.owner == Owner::Main => {
            work.lost(&fields.at, "essential", &value, &words::main_essential());
        }
        Some(Value::Bool(false)) => {
            out.insert("essential".to_owned(), json!(false));
        }
        // A placeholder gives a text, and Copilot takes no text here.
        Some(value) => work.override_field(&fields.at, "essential", &value),
    }
}

fn credentials(work: &mut Work<'_>, fields: &mut Fields, out: &mut Map<String, Value>) {
    let mut credentials = Fields { at: fields.at.clone(), left: fields.map("repositoryCredentials") };
    if let Some(parameter) = credentials.text("credentialsParameter") {
        out.insert("credentialsParameter".to_owned(), Value::String(parameter));
    }
    rest::unknown(work, &fields.at, "repositoryCredentials", credentials.left);
}

/// `entryPoint` or `command`. Copilot writes the words into the template without quotes: those that read as something
/// else there go in by an override.
fn words_of(work: &mut Work<'_>, fields: &mut Fields, key: &str, out: &mut Map<String, Value>) {
    let words = fields.list(key);
    if words.is_empty() {
        return;
    }
    let is_plain = |word: &Value| word.as_str().is_some_and(is_plain_in_template);
    if words.iter().all(is_plain) {
        out.insert(key.to_ascii_lowercase(), Value::Array(words));
    } else {
        let words = words.into_iter().map(text).collect();
        work.override_field(&fields.at, key, &Value::Array(words));
    }
}

/// A text reads as itself behind a dash. What is replaced later can't be known, and stands for itself.
fn is_plain_in_template(text: &str) -> bool {
    let tree = Tree::parse(&format!("- {text}\n"));
    let items = tree.root.map(|root| &tree.node(root).data);
    let Some(NodeData::Sequence { items, flow: false }) = items else { return false };
    let [item] = items.as_slice() else { return false };
    let read = tree.scalar(*item);
    tree.errors.is_empty() && tree.comments.is_empty() && read.is_some_and(|(read, _)| read == text)
}

/// A scalar as a text; a list or a map as it is.
pub(super) fn text(value: Value) -> Value {
    match value {
        Value::Number(_) | Value::Bool(_) => Value::String(value.to_string()),
        other => other,
    }
}

/// The entries of a list of maps; what is no map is told.
pub(super) fn entries(work: &mut Work<'_>, fields: &mut Fields, key: &str) -> Vec<Fields> {
    let (at, mut found) = (fields.at.clone(), Vec::new());
    for item in fields.list(key) {
        match item {
            Value::Object(left) => found.push(Fields { at: at.clone(), left }),
            other if is_empty(&other) => {}
            other => work.lost(&at, key, &other, &words::unknown()),
        }
    }
    found
}
