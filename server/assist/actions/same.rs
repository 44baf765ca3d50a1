//! Whether two texts mean the same to Copilot, in every environment.

use crate::edits;
use crate::finding::{Edit, Finding};
use crate::manifest::shape::{Form, Shape};
use crate::manifest::shell_words;
use crate::manifest::short::{self, Short};
use crate::manifest::source::Source;
use crate::manifest::value::{Data, Value};
use crate::rules::{self, Document};
use crate::settings::Settings;
use crate::workspace::{Around, Nothing};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What Copilot reads, with every short form written out.
#[derive(Debug, PartialEq)]
enum Plain {
    Text(String),
    List(Vec<Plain>),
    Map(BTreeMap<String, Plain>),
}

/// The manifest that each environment gets; under the empty name, the base.
#[derive(Debug, PartialEq)]
pub(super) struct Meaning(BTreeMap<String, Plain>);

impl Meaning {
    /// `None` for what is no manifest.
    pub fn of(source: &Source) -> Option<Meaning> {
        let (document, text) = (Document::new(source, &Nothing), source.text.as_str());
        let shape = Shape::of(document.kind()?);
        let layers = document.layers.as_ref()?;
        let named = layers.environments.iter().map(|one| (&*one.name, &one.effective));
        let all = std::iter::once(("", &layers.base)).chain(named);
        let plain = |value: &Arc<Value>| Reader { text }.read(value, shape);
        Some(Meaning(all.map(|(name, value)| (name.to_owned(), plain(value))).collect()))
    }

    /// The meaning of the text after some edits.
    pub fn after(source: &Source, edits: &[Edit]) -> Option<Meaning> {
        let text = edits::apply(&source.text, edits)?;
        let after = Source::new(source.path.as_deref(), text);
        after.tree().errors.is_empty().then(|| Meaning::of(&after))?
    }

    /// Each environment that one of both names gets the same; one that is not named gets the base.
    pub fn is_same_in_environments(&self, other: &Meaning) -> bool {
        let names = self.0.keys().chain(other.0.keys()).filter(|name| !name.is_empty());
        names.into_iter().all(|name| self.in_environment(name) == other.in_environment(name))
    }

    fn in_environment(&self, name: &str) -> Option<&Plain> {
        self.0.get(name).or_else(|| self.0.get(""))
    }

    /// So does the base.
    pub fn is_same(&self, other: &Meaning) -> bool {
        self.0.get("") == other.0.get("") && self.is_same_in_environments(other)
    }
}

struct Reader<'t> {
    text: &'t str,
}

impl Reader<'_> {
    fn read(&self, value: &Value, shape: &Shape) -> Plain {
        if let Form::Union { long, short, .. } = &shape.form {
            return self.union(value, shape, (long, short));
        }
        match &value.data {
            Data::Map(fields) => {
                let field = |key: &str, value: &Value| match shape.field(key) {
                    Some(shape) => self.read(value, shape),
                    None => self.leaf(value),
                };
                Plain::Map(fields.iter().map(|(key, value)| (key.to_string(), field(key, value))).collect())
            }
            Data::List(items) => {
                let item = |value: &Arc<Value>| match shape.item() {
                    Some(shape) => self.read(value, shape),
                    None => self.leaf(value),
                };
                Plain::List(items.iter().map(item).collect())
            }
            _ => self.leaf(value),
        }
    }

    fn union(&self, value: &Value, shape: &Shape, (long, short): (&Arc<Shape>, &Arc<Shape>)) -> Plain {
        let is_long = match &value.data {
            Data::Map(_) => long.fields().is_some() || matches!(long.form, Form::Map { .. }),
            Data::List(items) => match long.item() {
                Some(item) => item.fields().is_none() || items.iter().all(|item| item.is_map()),
                None => false,
            },
            _ => false,
        };
        if is_long {
            return self.read(value, long);
        }
        let plain = self.read(value, short);
        match short::of(shape) {
            Some(Short::Keys(keys)) => written_out(plain, &keys),
            Some(Short::Items(keys)) => match plain {
                Plain::List(items) => {
                    Plain::List(items.into_iter().map(|item| written_out(item, &keys)).collect())
                }
                one => Plain::List(vec![written_out(one, &keys)]),
            },
            Some(Short::OneItem) => Plain::List(vec![plain]),
            Some(Short::Words) => match &plain {
                Plain::Text(text) => match shell_words::split(text) {
                    Some(words) => Plain::List(words.into_iter().map(Plain::Text).collect()),
                    None => plain,
                },
                _ => plain,
            },
            None => plain,
        }
    }

    fn leaf(&self, value: &Value) -> Plain {
        let span = value.origin.span;
        let written = || self.text.get(span.start..span.end).unwrap_or_default();
        Plain::Text(match &value.data {
            Data::Str(_) if value.unknown => written().to_owned(),
            Data::Str(text) => text.to_string(),
            Data::Int(number) => number.to_string(),
            Data::Float(number) => number.to_string(),
            Data::Bool(on) => on.to_string(),
            Data::Duration(nanoseconds) => format!("{nanoseconds}ns"),
            Data::Null => "null".to_owned(),
            // What Copilot passes on unread; its indentation means nothing.
            _ => written().split_whitespace().collect::<Vec<_>>().join(" "),
        })
    }
}

fn written_out(plain: Plain, keys: &short::Keys<'_>) -> Plain {
    match plain {
        Plain::Text(text) => match keys.split(&text) {
            Some(parts) => {
                let entry = |(key, part): (&str, &str)| (key.to_owned(), Plain::Text(part.to_owned()));
                Plain::Map(parts.into_iter().map(entry).collect())
            }
            None => Plain::Text(text),
        },
        Plain::List(items) => match keys.only() {
            Some(key) => Plain::Map(BTreeMap::from([(key.to_owned(), Plain::List(items))])),
            None => Plain::List(items),
        },
        map => map,
    }
}

/// The findings of a text after some edits; `None` where they break it.
pub(super) fn findings_after(source: &Source, edits: &[Edit], around: &dyn Around) -> Option<Vec<Finding>> {
    let after = Source::new(source.path.as_deref(), edits::apply(&source.text, edits)?);
    let breaks = source.tree().errors.is_empty() && !after.tree().errors.is_empty();
    if breaks {
        return None;
    }
    Some(rules::judge(&Document::new(&after, around), &Settings::default()))
}

/// After the edits no rule is broken more often than before.
pub(super) fn brings_nothing_new(source: &Source, edits: &[Edit]) -> bool {
    let before = findings_after(source, &[], &Nothing).unwrap_or_default();
    findings_after(source, edits, &Nothing).is_some_and(|after| is_no_worse(&before, &after))
}

/// No rule is broken more often.
pub(super) fn is_no_worse(before: &[Finding], after: &[Finding]) -> bool {
    let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
    before.iter().for_each(|finding| *counts.entry(finding.rule).or_default() += 1);
    after.iter().for_each(|finding| *counts.entry(finding.rule).or_default() -= 1);
    counts.values().all(|left| *left >= 0)
}
