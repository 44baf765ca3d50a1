//! A definition on its way into a manifest: the order of the work, and where its outcome gathers.

use super::definition::{self, Definition, is_empty};
use super::volumes::Volumes;
use super::{Imported, Note, Override, Owner, Target, cloudformation, container, logs, task, volumes, words};
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::manifest::shape::Shape;
use crate::rules::check::{FIRELENS, OTEL};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashSet};

/// The sections in the order of a manifest.
const SECTIONS: [&str; 11] = [
    "image",
    "entrypoint",
    "command",
    "cpu",
    "memory",
    "platform",
    "storage",
    "variables",
    "secrets",
    "logging",
    "sidecars",
];

/// Whose field is read.
#[derive(Debug, Clone)]
pub(super) struct At {
    pub owner: Owner,
    /// The name of the container in the definition; `None` for the task.
    pub label: Option<String>,
}

impl At {
    pub fn task() -> At {
        At { owner: Owner::Task, label: None }
    }
}

/// Fields of which each reader takes what it understands.
#[derive(Debug)]
pub(super) struct Fields {
    pub at: At,
    pub left: Map<String, Value>,
}

impl Fields {
    /// What is set under a key.
    pub fn take(&mut self, key: &str) -> Option<Value> {
        self.left.shift_remove(key).filter(|value| !is_empty(value))
    }

    /// The items of a list; what is no list stays.
    pub fn list(&mut self, key: &str) -> Vec<Value> {
        match self.take(key) {
            Some(Value::Array(items)) => items,
            other => self.back(key, other, Vec::new()),
        }
    }

    /// A map; what is none stays.
    pub fn map(&mut self, key: &str) -> Map<String, Value> {
        match self.take(key) {
            Some(Value::Object(map)) => map,
            other => self.back(key, other, Map::new()),
        }
    }

    /// A text, a number or a switch as a text; a list or a map stays.
    pub fn text(&mut self, key: &str) -> Option<String> {
        match self.take(key).map(as_text) {
            Some(Ok(text)) => Some(text),
            Some(Err(other)) => self.back(key, Some(other), None),
            None => None,
        }
    }

    fn back<T>(&mut self, key: &str, value: Option<Value>, instead: T) -> T {
        if let Some(value) = value {
            self.left.insert(key.to_owned(), value);
        }
        instead
    }
}

/// The text of a scalar.
pub(super) fn as_text(value: Value) -> Result<String, Value> {
    match value {
        Value::String(text) => Ok(text),
        Value::Number(number) => Ok(number.to_string()),
        Value::Bool(on) => Ok(on.to_string()),
        other => Err(other),
    }
}

/// What the work leads to.
pub(super) struct Work<'t> {
    pub target: &'t Target,
    /// The name of the main container in the definition.
    pub main: Option<String>,
    /// What the containers of the definition are called in Copilot.
    names: Vec<(String, String)>,
    /// The definition has a log router, and the manifest has none yet.
    pub has_router: bool,
    /// The sections that several readers write.
    maps: BTreeMap<&'static str, Map<String, Value>>,
    /// The others.
    pub sections: Map<String, Value>,
    pub volumes: Volumes,
    overrides: Vec<Override>,
    notes: Vec<Note>,
}

impl Work<'_> {
    /// The name in Copilot of a container of the definition.
    pub fn name_of(&self, name: &str) -> String {
        let found = self.names.iter().find(|(known, _)| known == name);
        found.map_or(name, |(_, new)| new).to_owned()
    }

    /// A map of the manifest.
    pub fn section(&mut self, key: &'static str) -> &mut Map<String, Value> {
        self.maps.entry(key).or_default()
    }

    /// A field that only CloudFormation knows, in the spelling of the API.
    pub fn override_field(&mut self, at: &At, key: &str, value: &Value) {
        let path = cloudformation::key(key);
        self.override_path(at, path, cloudformation::value(key, value));
    }

    /// The same for a place that is spelled as in CloudFormation.
    pub fn override_path(&mut self, at: &At, path: String, value: Value) {
        self.overrides.push(Override { owner: at.owner.clone(), path, value });
    }

    /// One more item of a list, in the spelling of the API.
    pub fn append(&mut self, at: &At, key: &str, item: &Value) {
        let path = format!("{}[-]", cloudformation::key(key));
        self.override_path(at, path, cloudformation::value(key, item));
    }

    /// A value that is not in the result.
    pub fn lost(&mut self, at: &At, key: &str, value: &Value, why: &Phrase) {
        if is_empty(value) && *value != Value::Bool(false) {
            return;
        }
        let text = words::lost(at.label.as_deref(), key, value, why);
        self.notes.push(Note { owner: at.owner.clone(), text, is_lost: true });
    }

    /// Something that is in the result, or that nobody needs there.
    pub fn told(&mut self, at: &At, text: Phrase) {
        let note = Note { owner: at.owner.clone(), text, is_lost: false };
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

/// Turns a definition into parts of a manifest.
pub(super) fn carried_out(
    definition: Definition,
    told: Option<&str>,
    target: &Target,
) -> Result<Imported, Phrase> {
    let main = definition::main(&definition, told, target.name.as_deref(), target.has_image)?;
    let label = main.map(|index| definition::text(&definition.containers[index], "name").to_owned());
    let mut work = Work {
        target,
        main: label.clone(),
        names: Vec::new(),
        has_router: false,
        maps: BTreeMap::new(),
        sections: Map::new(),
        volumes: Volumes::of(target),
        overrides: Vec::new(),
        notes: Vec::new(),
    };
    let Definition { containers, mut task, around, doubled, .. } = definition;
    let containers = work.named(containers, main, told.is_some());
    let mut declared = Fields { at: At::task(), left: Map::new() };
    declared.left.extend(task.shift_remove("volumes").map(|volumes| ("volumes".to_owned(), volumes)));
    volumes::declared(&mut work, &mut declared);
    task.extend(declared.left);
    for container in containers {
        match container.at.owner {
            Owner::Router => logs::router(&mut work, container),
            _ => container::container(&mut work, container),
        }
    }
    task::task(&mut work, Fields { at: At::task(), left: task });
    volumes::mounted(&mut work);
    for (key, value) in
        around.into_iter().filter(|(key, value)| !(key == "type" && *value == cloudformation::RESOURCE))
    {
        work.lost(&At::task(), &key, &value, &words::around());
    }
    for (key, value) in doubled {
        work.lost(&At::task(), &key, &value, &words::doubled());
    }
    Ok(work.outcome(label))
}

impl Work<'_> {
    /// The containers with whose they are. Each gets a name that is free in the manifest.
    fn named(
        &mut self,
        containers: Vec<Map<String, Value>>,
        main: Option<usize>,
        is_told: bool,
    ) -> Vec<Fields> {
        let mut found = Vec::new();
        let labels: Vec<String> =
            containers.iter().map(|container| definition::text(container, "name").to_owned()).collect();
        let own = main.map(|index| labels[index].as_str()).filter(|name| !name.is_empty());
        let workload = self.target.name.as_deref().or(own).unwrap_or("app").to_owned();
        let is_router = |(index, container): (usize, &Map<String, Value>)| {
            container.contains_key("firelensConfiguration") && Some(index) != main
        };
        let router = containers.iter().enumerate().position(is_router);
        self.has_router = router.is_some() && !self.target.has_router;
        let known = self.target.containers.iter().map(String::as_str);
        let mut taken = Names::of(known.chain([workload.as_str(), FIRELENS, OTEL]));
        for (index, mut left) in containers.into_iter().enumerate() {
            if left.get("name").is_some_and(Value::is_string) {
                left.shift_remove("name");
            }
            let label = labels[index].clone();
            let at = |owner| At { owner, label: Some(label.clone()) };
            let (at, name) = if Some(index) == main {
                (at(Owner::Main), workload.clone())
            } else if Some(index) == router {
                (at(Owner::Router), FIRELENS.to_owned())
            } else {
                let name = taken.free(&label);
                (at(Owner::Sidecar(name.clone())), name)
            };
            self.told_name(&at, &label, &name, is_told);
            self.names.push((label, name));
            found.push(Fields { at, left });
        }
        found
    }

    fn told_name(&mut self, at: &At, label: &str, name: &str, is_told: bool) {
        match at.owner {
            Owner::Main if !is_told && self.target.name.as_deref() != Some(label) => {
                let text = words::taken_as_main(label);
                self.told(at, text);
            }
            Owner::Sidecar(_) | Owner::Router if label != name => self.told(at, words::renamed(label, name)),
            _ => {}
        }
    }

    fn outcome(mut self, main: Option<String>) -> Imported {
        if let Some(logging) = self.maps.get_mut("logging") {
            let known = Shape::of(Kind::BackendService).field("logging").and_then(|logging| logging.fields());
            let place = |key: &str| known.and_then(|known| known.get_index_of(key));
            let mut fields: Vec<(String, Value)> = std::mem::take(logging).into_iter().collect();
            fields.sort_by_key(|(key, _)| place(key));
            logging.extend(fields);
            // An empty section gives no router.
            if let Some(image) = logs::default_image().filter(|_| logging.is_empty()) {
                logging.insert("image".to_owned(), image.into());
            }
        }
        self.sections.extend(self.maps.into_iter().map(|(key, map)| (key.to_owned(), Value::Object(map))));
        let in_order = SECTIONS.iter().filter_map(|key| self.sections.shift_remove_entry(*key));
        let manifest = in_order.collect();
        Imported { main, manifest, overrides: self.overrides, notes: self.notes }
    }
}

/// Names that are taken, as CloudFormation tells them apart: by their letters and digits.
#[derive(Debug, Default)]
pub(super) struct Names(HashSet<String>);

impl Names {
    /// Takes these names.
    pub fn of<'n>(names: impl IntoIterator<Item = &'n str>) -> Names {
        Names(names.into_iter().map(letters).collect())
    }

    /// Takes a name of letters, digits, hyphens and underscores that is like the wanted one.
    pub fn free(&mut self, wanted: &str) -> String {
        let allowed = |sign: &char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_');
        let plain: String = wanted.chars().filter(allowed).take(200).collect();
        let plain = if letters(&plain).is_empty() { "unnamed".to_owned() } else { plain };
        let numbered = (2..=self.0.len() + 2).map(|number| format!("{plain}-{number}"));
        let mut all = std::iter::once(plain.clone()).chain(numbered);
        let free = all.find(|name| self.0.insert(letters(name)));
        free.unwrap_or(plain)
    }
}

fn letters(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).collect()
}
