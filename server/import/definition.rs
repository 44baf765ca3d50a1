//! What a text defines: the containers and the fields of the task around them, with the keys of the ECS API.

use super::cloudformation::as_in_api;
use super::json;
use super::words;
use crate::locale::Phrase;
use crate::manifest::interpolate::placeholders;
use serde_json::{Map, Value};

/// The longest text that is read, in bytes: a task definition with room for blanks and comments.
const LONGEST: usize = 512 << 10;

/// A definition, with the keys of the API.
#[derive(Debug, Default)]
pub(super) struct Definition {
    pub containers: Vec<Map<String, Value>>,
    /// The fields of the task; empty where the text has containers only.
    pub task: Map<String, Value>,
    /// What stands around it and is no part of a task definition.
    pub around: Map<String, Value>,
    /// The values of keys that stand twice.
    pub doubled: Vec<(String, Value)>,
    /// The text is one container, without a list or a task around it.
    pub is_one: bool,
    /// The text is a whole task definition.
    pub is_task: bool,
}

/// Reads a text.
///
/// # Errors
/// It is no JSON, or nothing in it is a container.
pub(super) fn read(text: &str) -> Result<Definition, Phrase> {
    if text.len() > LONGEST {
        return Err(words::too_long());
    }
    let json::Read { value, doubled } = json::read(text)?;
    let mut definition = Definition { doubled, ..Definition::default() };
    let is_template = is_spelled_as_in_template(&value);
    definition.take(if is_template { as_in_api(value) } else { value })?;
    let is_registered =
        ["taskDefinitionArn", "revision"].iter().any(|key| definition.task.contains_key(*key));
    let is_literal = is_template || is_registered;
    let Definition { containers, task, around, doubled, .. } = &mut definition;
    let texts = containers.iter_mut().chain([task, around]).flat_map(|map| map.values_mut());
    texts.chain(doubled.iter_mut().map(|(_, value)| value)).for_each(|value| escape(value, is_literal));
    Ok(definition)
}

impl Definition {
    fn take(&mut self, value: Value) -> Result<(), Phrase> {
        match value {
            Value::Array(items) if !items.is_empty() => {
                self.containers = items
                    .into_iter()
                    .map(container)
                    .collect::<Option<_>>()
                    .ok_or_else(words::no_definition)?;
                Ok(())
            }
            Value::Object(mut map) => match wrapped(&mut map) {
                Some(inner) => {
                    self.around.extend(map);
                    self.take(inner)
                }
                None => self.object(map),
            },
            _ => Err(words::no_definition()),
        }
    }

    fn object(&mut self, mut map: Map<String, Value>) -> Result<(), Phrase> {
        let Some(containers) = map.shift_remove("containerDefinitions") else {
            self.is_one = true;
            self.containers.push(container(Value::Object(map)).ok_or_else(words::no_definition)?);
            return Ok(());
        };
        // As a resource of Terraform holds them.
        let containers = match containers {
            Value::String(text) => json::read(&text)?.value,
            other => other,
        };
        self.is_task = true;
        self.task = map;
        // Beside the definition, where `describe-task-definition` prints them.
        if !self.task.contains_key("tags") {
            self.task.extend(self.around.shift_remove("tags").map(|tags| ("tags".to_owned(), tags)));
        }
        match containers {
            Value::Array(_) => self.take(containers),
            _ => Err(words::no_definition()),
        }
    }
}

/// The task definition within what `describe-task-definition` prints, or within a resource of CloudFormation.
fn wrapped(map: &mut Map<String, Value>) -> Option<Value> {
    let key = ["taskDefinition", "properties"]
        .into_iter()
        .find(|key| map.get(*key).is_some_and(Value::is_object))?;
    map.shift_remove(key)
}

fn container(value: Value) -> Option<Map<String, Value>> {
    match value {
        Value::Object(map) if map.contains_key("image") || map.contains_key("name") => Some(map),
        _ => None,
    }
}

/// A resource of CloudFormation, or its containers.
fn is_spelled_as_in_template(value: &Value) -> bool {
    match value {
        Value::Object(map) => {
            let is_its = |key: &&str| map.contains_key(*key);
            ["ContainerDefinitions", "Image"].iter().any(is_its)
                || map.get("Properties").is_some_and(is_spelled_as_in_template)
        }
        Value::Array(items) => items.first().is_some_and(is_spelled_as_in_template),
        _ => false,
    }
}

/// Writes a backslash before each `${NAME}` that Copilot must leave alone: all of a registered task definition and of a
/// resource of CloudFormation, where such a text is no placeholder, and in a template those that Terraform leaves alone (`$${NAME}`).
fn escape(value: &mut Value, is_literal: bool) {
    match value {
        Value::String(text) => *text = escaped(text, is_literal),
        Value::Array(items) => items.iter_mut().for_each(|item| escape(item, is_literal)),
        Value::Object(map) => map.values_mut().for_each(|value| escape(value, is_literal)),
        _ => {}
    }
}

fn escaped(text: &str, is_literal: bool) -> String {
    let (mut new, mut at) = (String::with_capacity(text.len()), 0);
    for found in placeholders(text) {
        let dollar = found.start + usize::from(found.escaped);
        let before = &text[at..found.start];
        match before.strip_suffix('$') {
            Some(before) if !is_literal && !found.escaped => new.extend([before, "\\"]),
            _ if is_literal => new.extend([before, &text[found.start..dollar], "\\"]),
            _ => new.extend([before, &text[found.start..dollar]]),
        }
        new.push_str(&text[dollar..found.end]);
        at = found.end;
    }
    new.push_str(&text[at..]);
    new
}

/// Which container becomes the main one: the one that was told, the one that is named like the workload, or the only one
/// that can be.
///
/// # Errors
/// There is no container of the name that was told.
pub(super) fn main(
    definition: &Definition,
    told: Option<&str>,
    name: Option<&str>,
    has_image: bool,
) -> Result<Option<usize>, Phrase> {
    let names: Vec<&str> = definition.containers.iter().map(|container| text(container, "name")).collect();
    if let Some(told) = told {
        let found = names.iter().position(|name| *name == told);
        return found.map(Some).ok_or_else(|| words::no_container(told, &names));
    }
    if let Some(found) = names.iter().position(|known| !known.is_empty() && Some(*known) == name) {
        return Ok(Some(found));
    }
    let is_waited_for = |name: &str| {
        let waits = |container: &Map<String, Value>| {
            let all = container.get("dependsOn").and_then(Value::as_array);
            all.is_some_and(|all| {
                all.iter().any(|one| one.get("containerName").and_then(Value::as_str) == Some(name))
            })
        };
        definition.containers.iter().any(waits)
    };
    let can_be = |(index, container): (usize, &Map<String, Value>)| {
        let is_helper = container.get("essential") == Some(&Value::Bool(false))
            || container.contains_key("firelensConfiguration")
            || is_waited_for(names[index]);
        (!is_helper).then_some(index)
    };
    let mut left = definition.containers.iter().enumerate().filter_map(can_be);
    let is_sidecar =
        definition.is_one || definition.containers.len() == 1 && has_image && !definition.is_task;
    Ok(match (left.next(), left.next()) {
        (Some(only), None) if !is_sidecar => Some(only),
        _ => None,
    })
}

pub(super) fn text<'m>(map: &'m Map<String, Value>, key: &str) -> &'m str {
    map.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// There is nothing in a value: what ECS prints for a field that is not set.
pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.iter().all(Value::is_null),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}
