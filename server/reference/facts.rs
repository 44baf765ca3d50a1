//! What the model knows of a field, as lines of a list: type, default, allowed values, first release, source.

use super::links;
use crate::locale::{Locale, Phrase};
use crate::manifest::kind::Kind;
use crate::manifest::shape::{Form, Scalar, Shape};
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// What a fact is about, in the order in which facts are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// The form of the value.
    Type,
    /// What replaces the field.
    Deprecated,
    /// It can't be left out.
    Required,
    /// What holds when it is left out.
    Default,
    /// All values that it may have.
    Allowed,
    /// Some of the values that it may have.
    Example,
    /// The bounds of a number.
    Range,
    /// The unit of a number.
    Unit,
    /// The keys of a map.
    Keys,
    /// The path whose keys it has.
    KeysAsOf,
    /// The first release of Copilot that knows it.
    Since,
    /// The kinds of manifest that have it.
    Manifests,
    /// Where Copilot documents it.
    Source,
}

impl Label {
    fn name(self) -> Phrase {
        let (en, ja) = match self {
            Label::Type => ("Type", "型"),
            Label::Deprecated => ("Deprecated", "非推奨"),
            Label::Required => ("Required", "必須"),
            Label::Default => ("Default", "既定値"),
            Label::Allowed => ("Allowed", "許可される値"),
            Label::Example => ("For example", "例"),
            Label::Range => ("Range", "範囲"),
            Label::Unit => ("Unit", "単位"),
            Label::Keys => ("Keys", "キー"),
            Label::KeysAsOf => ("Keys as of", "キーの説明"),
            Label::Since => ("Since", "対応バージョン"),
            Label::Manifests => ("Manifests", "対象"),
            Label::Source => ("Source", "出典"),
        };
        Phrase::new(en, ja)
    }
}

/// What a fact is about and what is known.
pub type Fact = (Label, Phrase);

/// The facts of a place, in their order.
pub fn of(shape: &Shape) -> Vec<Fact> {
    let (words, are_all) = values(shape);
    let words = (!words.is_empty()).then(|| code_list(&words));
    let since = |release: Phrase| release.map(|_, release| format!("Copilot {release}"));
    let known = [
        (Label::Type, Some(shape.expected())),
        (Label::Deprecated, word(shape, "x-deprecated").map(instead)),
        (Label::Required, fact(shape, "x-required").map(|_| Phrase::new("yes", "はい"))),
        (Label::Default, Some(default(shape).unwrap_or_else(|| Phrase::new("none", "なし")))),
        (if are_all { Label::Allowed } else { Label::Example }, words),
        (Label::Range, range(shape)),
        (Label::Unit, word(shape, "x-unit")),
        (Label::Keys, keys(shape)),
        (Label::KeysAsOf, shape.fact("x-same").map(|path| Phrase::same(format!("`{path}`")))),
        (Label::Since, word(shape, "x-since").map(since)),
        (Label::Source, word(shape, "x-docs").map(|docs| source(&docs))),
    ];
    known.into_iter().filter_map(|(label, value)| Some((label, value?))).collect()
}

/// The facts as a list in Markdown, below the heading `path`: a section does not point at itself.
pub fn list(facts: &[Fact], path: &str, locale: Locale) -> String {
    let line = |(label, value): &Fact| format!("- {}: {}", label.name().text(locale), value.text(locale));
    let itself = format!("`{path}`");
    facts
        .iter()
        .filter(|(_, value)| value.text(Locale::En) != itself)
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
}

/// The facts of a field that several kinds know; what differs is told for each.
pub fn common(shapes: &[(Kind, &Shape)]) -> Vec<Fact> {
    let each: Vec<(Kind, Vec<Fact>)> = shapes.iter().map(|(kind, shape)| (*kind, of(shape))).collect();
    let labels: BTreeSet<Label> = each.iter().flat_map(|(_, facts)| facts).map(|(label, _)| *label).collect();
    let mut facts: Vec<Fact> = labels.into_iter().map(|label| (label, joined(label, &each))).collect();
    let kinds: Vec<&str> = shapes.iter().map(|(kind, _)| kind.name()).collect();
    facts.push((Label::Manifests, Phrase::new(kinds.join(", "), kinds.join("、"))));
    facts.sort_by_key(|(label, _)| *label);
    facts
}

/// The value of a fact for all kinds, or each value with the kinds that it holds for.
fn joined(label: Label, each: &[(Kind, Vec<Fact>)]) -> Phrase {
    let groups = grouped(label, each);
    let all = groups.iter().map(|(_, kinds)| kinds.len()).sum::<usize>() == each.len();
    match groups.as_slice() {
        [(value, _)] if all => (*value).clone(),
        // One page is enough to read.
        [(value, _), ..] if label == Label::Source => (*value).clone(),
        groups => {
            let names_only = groups.len() > 1 && groups.iter().all(is_own_name);
            let each =
                groups.iter().map(|group| if names_only { group.0.clone() } else { with_kinds(group) });
            let each: Vec<Phrase> = each.collect();
            let all = |locale: Locale, between: &str| {
                each.iter().map(|one| one.text(locale)).collect::<Vec<_>>().join(between)
            };
            Phrase::new(all(Locale::En, if names_only { ", " } else { "; " }), all(Locale::Ja, "、"))
        }
    }
}

/// A value and the kinds that it holds for.
type Group<'f> = (&'f Phrase, Vec<&'static str>);

fn grouped(label: Label, each: &[(Kind, Vec<Fact>)]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for (kind, facts) in each {
        let Some((_, value)) = facts.iter().find(|(other, _)| *other == label) else { continue };
        match groups.iter_mut().find(|(known, _)| *known == value) {
            Some((_, kinds)) => kinds.push(kind.name()),
            None => groups.push((value, vec![kind.name()])),
        }
    }
    groups
}

/// Each kind allows its own name only, as the `type`.
fn is_own_name((value, kinds): &Group<'_>) -> bool {
    matches!(kinds.as_slice(), [kind] if value.text(Locale::En) == format!("`{kind}`"))
}

fn with_kinds((value, kinds): &Group<'_>) -> Phrase {
    value.map(|locale, value| format!("{value} ({})", kinds.join(locale.pick(", ", "、"))))
}

/// A fact of the shape, or of the form of its union that knows it.
pub fn fact<'s>(shape: &'s Shape, name: &str) -> Option<&'s Json> {
    shape.facts.get(name).or_else(|| match &shape.form {
        Form::Union { long, short, .. } => fact(short, name).or_else(|| fact(long, name)),
        _ => None,
    })
}

/// A fact that is told in words: the same in every language, or `{"en": ..., "ja": ...}`.
pub fn word(shape: &Shape, name: &str) -> Option<Phrase> {
    let value = fact(shape, name)?;
    let text = |tag: &str| value.get(tag).map(plain);
    match text("en").zip(text("ja")) {
        Some((en, ja)) => Some(Phrase::new(en, ja)),
        None => Some(Phrase::same(plain(value))),
    }
}

fn instead(replacement: Phrase) -> Phrase {
    replacement.map(|locale, word| locale.pick(format!("write {word}"), format!("{word} を使う")))
}

/// What holds when the field is absent: a value in backticks, or words.
pub fn default(shape: &Shape) -> Option<Phrase> {
    let literal = fact(shape, "default").map(|default| Phrase::same(format!("`{}`", plain(default))));
    let words = || match fact(shape, "x-default")? {
        Json::String(literal) => Some(Phrase::same(format!("`{literal}`"))),
        _ => word(shape, "x-default"),
    };
    literal.or_else(words)
}

fn code_list(words: &[String]) -> Phrase {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    Phrase::new(quoted.join(", "), quoted.join("、"))
}

fn keys(shape: &Shape) -> Option<Phrase> {
    let mut names = Vec::new();
    collect_keys(shape, &mut names);
    if let Some(item) = shape.item().filter(|_| names.is_empty()) {
        collect_keys(item, &mut names);
    }
    (!names.is_empty()).then(|| code_list(&names))
}

fn collect_keys(shape: &Shape, names: &mut Vec<String>) {
    match &shape.form {
        Form::Struct { fields, .. } => {
            let current = fields.iter().filter(|(_, field)| field.fact("x-deprecated").is_none());
            names.extend(current.map(|(name, _)| name.clone()));
        }
        Form::Union { long, short, .. } => {
            collect_keys(long, names);
            collect_keys(short, names);
        }
        _ => {}
    }
}

fn range(shape: &Shape) -> Option<Phrase> {
    let bound = |name: &str| shape.facts.get(name).map(plain);
    match (bound("minimum"), bound("maximum")) {
        (Some(low), Some(high)) => Some(Phrase::new(format!("{low} to {high}"), format!("{low}～{high}"))),
        (Some(low), None) => Some(Phrase::new(format!("{low} or more"), format!("{low} 以上"))),
        (None, Some(high)) => Some(Phrase::new(format!("at most {high}"), format!("{high} 以下"))),
        (None, None) => None,
    }
}

/// A citation of a page of the documentation of Copilot, as a link.
pub fn source(docs: &Phrase) -> Phrase {
    docs.map(|locale, docs| format!("[Copilot, {docs}]({})", links::copilot(docs, locale)))
}

/// The values that the model knows for a shape, and whether there are no others.
pub fn values(shape: &Shape) -> (Vec<String>, bool) {
    let list = |name: &str| {
        let words = shape.facts.get(name).and_then(Json::as_array);
        words.map(|words| words.iter().map(plain).collect::<Vec<_>>())
    };
    if let Some(words) = list("enum") {
        return (words, true);
    }
    if let Some(words) = list("x-values") {
        return (words, false);
    }
    match &shape.form {
        Form::Scalar { scalar: Scalar::Bool, .. } => (vec!["true".to_owned(), "false".to_owned()], true),
        Form::Union { long, short, .. } => {
            let (words, all) = values(short);
            let is_text = matches!(long.form, Form::Scalar { .. } | Form::Union { .. });
            if words.is_empty() && is_text { values(long) } else { (words, all) }
        }
        _ => (Vec::new(), false),
    }
}

/// A JSON value as it is written in a manifest.
pub fn plain(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
