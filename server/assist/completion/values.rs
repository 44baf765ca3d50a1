//! The values that fit at the cursor: words and numbers of the model, and what other files of this folder know.

use super::containers;
use super::files;
use super::item::{Completion, Item, ItemKind};
use super::question::{Choice, Question};
use super::references;
use super::sizes;
use crate::assist::words;
use crate::manifest::kind::Kind;
use crate::manifest::recognize::Role;
use crate::manifest::shape::{Form, Shape};
use crate::reference::facts::{self, fact, plain};
use crate::rules::sections::platform::architectures as architectures_of;
use crate::yaml::Segment;

/// What may stand at the cursor.
pub(super) fn complete(question: &Question<'_>) -> Completion {
    if fact(item_shape(question), "x-path").is_some() {
        return files::complete(question, item_shape(question));
    }
    if let Some(items) = sizes::complete(question) {
        return Completion { items, is_incomplete: false };
    }
    let kind = if refers(question).is_some() { ItemKind::Reference } else { ItemKind::Value };
    let items = choices(question).into_iter().filter_map(|choice| question.value(choice, kind));
    let mut items: Vec<Item> = items.collect();
    items.dedup_by(|one, other| one.label == other.label);
    Completion { items, is_incomplete: false }
}

/// The shape of the value at the cursor: where a list begins, that of its items.
fn item_shape<'q>(question: &'q Question<'_>) -> &'q Shape {
    let shape = &question.place.shape;
    shape.item().filter(|_| question.dash() == "- " && question.probe.dash.is_empty()).unwrap_or(shape)
}

fn refers<'q>(question: &'q Question<'_>) -> Option<&'q str> {
    fact(item_shape(question), "x-ref").and_then(serde_json::Value::as_str)
}

fn choices(question: &Question<'_>) -> Vec<Choice> {
    if let Some(name) = refers(question) {
        return match name {
            "container" => containers::targets(question),
            "port" => containers::ports(question),
            name => references::complete(question, name),
        };
    }
    if let [Segment::Key(key)] = question.place.steps.as_slice()
        && let Some(found) = of_root(question, key)
    {
        return found;
    }
    let legal = containers::conditions(question).or_else(|| architectures(question));
    let is_legal = |word: &String| legal.as_ref().is_none_or(|legal| legal.iter().any(|one| one == word));
    known(question, item_shape(question)).into_iter().filter(|choice| is_legal(&choice.value)).collect()
}

/// The architectures of the operating system that is named beside the cursor.
fn architectures(question: &Question<'_>) -> Option<Vec<&'static str>> {
    let [Segment::Key("platform"), Segment::Key("architecture")] = question.place.effective() else {
        return None;
    };
    Some(architectures_of(&question.beside("osfamily")?.to_lowercase()).to_vec())
}

/// `name` as the folder says, and `type`.
fn of_root(question: &Question<'_>, key: &str) -> Option<Vec<Choice>> {
    let role = &question.source.role;
    if fact(&question.place.shape, "x-name").is_some() {
        let (Role::Workload(name) | Role::Environment(name) | Role::Pipeline(name)) = role else {
            return Some(Vec::new());
        };
        return Some(vec![Choice::new(name)]);
    }
    if key != "type" {
        return None;
    }
    let fits = |kind: &Kind| match role {
        Role::Workload(_) => kind.is_workload(),
        Role::Environment(_) => *kind == Kind::Environment,
        _ => *kind != Kind::Pipeline,
    };
    let choice = |(rank, kind): (usize, Kind)| Choice {
        documentation: meaning(question, kind.name()),
        rank,
        ..Choice::new(kind.name())
    };
    Some(Kind::ALL.into_iter().filter(fits).enumerate().map(choice).collect())
}

/// The words that the model knows, and the default among them.
fn known(question: &Question<'_>, shape: &Shape) -> Vec<Choice> {
    let (mut words, _) = facts::values(shape);
    let default = fact(shape, "default").filter(|_| !takes_only_maps(shape));
    let default_text = default.map(plain);
    if let Some(text) = default_text.clone().filter(|text| !words.contains(text)) {
        words.insert(0, text);
    }
    let locale = question.locale();
    let choice = |(rank, value): (usize, String)| {
        let is_default = Some(&value) == default_text.as_ref();
        Choice {
            is_yaml: is_list(shape),
            detail: if is_default { locale.pick("default", "既定値").to_owned() } else { String::new() },
            documentation: meaning(question, &value),
            is_default,
            rank,
            value,
        }
    };
    words.into_iter().enumerate().map(choice).collect()
}

fn takes_only_maps(shape: &Shape) -> bool {
    matches!(shape.form, Form::Struct { .. } | Form::Map { .. })
}

fn is_list(shape: &Shape) -> bool {
    matches!(shape.form, Form::List(_))
}

/// What a word of the model means.
fn meaning(question: &Question<'_>, value: &str) -> Option<String> {
    let key = question.place.spot()?.key;
    words::describe(&key, value).map(|phrase| phrase.text(question.locale()).to_owned())
}
