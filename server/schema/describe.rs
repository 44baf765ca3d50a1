//! The documentation of the fields as `description`, and for VS Code as `markdownDescription`.

use crate::locale::Locale;
use crate::manifest::kind::Kind;
use crate::reference::lookup::{Located, spots};
use crate::reference::write::{plain_prose, prose};
use serde_json::{Map, Value as Json, json};
use std::collections::{HashMap, HashSet};

/// Writes the documentation into the schema of a kind. A definition that several fields share is described as at the first
/// of them.
pub(super) fn describe(kind: Kind, schema: &mut Json) {
    let located = spots(kind).into_iter().filter_map(|spot| Some((spot.key.clone(), spot.told(kind)?)));
    let mut writer = Writer { sections: located.collect(), definitions: Map::new(), seen: HashSet::new() };
    if let Some(Json::Object(definitions)) = schema.get_mut("$defs") {
        writer.definitions = std::mem::take(definitions);
    }
    writer.below(schema, "");
    if let Some(definitions) = schema.get_mut("$defs") {
        *definitions = Json::Object(writer.definitions);
    }
}

struct Writer {
    sections: HashMap<String, Located>,
    definitions: Map<String, Json>,
    seen: HashSet<String>,
}

impl Writer {
    /// Describes what stands below `key`.
    fn below(&mut self, schema: &mut Json, key: &str) {
        let Json::Object(keywords) = schema else { return };
        if let Some(name) = keywords.get("$ref").and_then(Json::as_str) {
            self.definition(&name.replace("#/$defs/", ""), key);
        }
        for (name, field) in
            keywords.get_mut("properties").and_then(Json::as_object_mut).into_iter().flatten()
        {
            let key = if key.is_empty() { name.clone() } else { format!("{key}.{name}") };
            self.field(field, &key);
            self.below(field, &key);
        }
        for branch in keywords.get_mut("anyOf").and_then(Json::as_array_mut).into_iter().flatten() {
            self.below(branch, key);
        }
        if let Some(items) = keywords.get_mut("items") {
            self.below(items, &format!("{key}[]"));
        }
        if let Some(entries) = keywords.get_mut("additionalProperties") {
            self.below(entries, &format!("{key}.<>"));
        }
    }

    fn definition(&mut self, name: &str, key: &str) {
        if self.seen.insert(name.to_owned())
            && let Some(mut definition) = self.definitions.get_mut(name).map(Json::take)
        {
            self.below(&mut definition, key);
            self.definitions.insert(name.to_owned(), definition);
        }
    }

    fn field(&self, field: &mut Json, key: &str) {
        // The blocks of environments repeat the whole manifest.
        let key = key.strip_prefix("environments.<>.").unwrap_or(key);
        if let (Json::Object(keywords), Some(located)) = (field, self.sections.get(key)) {
            keywords.insert("description".to_owned(), json!(plain_prose(located)));
            keywords.insert("markdownDescription".to_owned(), json!(prose(located, Locale::En)));
        }
    }
}
