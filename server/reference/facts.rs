//! What the model knows of a field, as lines of a list: type, default, allowed values, first release, source.

use super::links;
use crate::locale::{Locale, Phrase};
use crate::manifest::kind::Kind;
use crate::manifest::shape::{Form, Scalar, Shape};
use serde_json::Value as Json;

/// The label of a fact and what is known.
pub type Fact = (Phrase, Phrase);

/// The facts of a place, in the order in which they are shown.
pub fn of(shape: &Shape) -> Vec<Fact> {
    let mut facts = vec![(Phrase::new("Type", "型"), shape.expected())];
    let mut add = |en: &'static str, ja: &'static str, value: Option<Phrase>| {
        facts.extend(value.map(|value| (Phrase::new(en, ja), value)));
    };
    add("Deprecated", "非推奨", word(shape, "x-deprecated").map(instead));
    add("Required", "必須", fact(shape, "x-required").map(|_| Phrase::new("yes", "はい")));
    add("Default", "既定値", Some(default(shape).unwrap_or_else(|| Phrase::new("none", "なし"))));
    let (words, all) = values(shape);
    let words = (!words.is_empty()).then(|| code_list(&words));
    if all {
        add("Allowed", "許可される値", words);
    } else {
        add("For example", "例", words);
    }
    add("Range", "範囲", range(shape));
    add("Unit", "単位", word(shape, "x-unit"));
    add("Keys", "キー", keys(shape));
    add("Keys as of", "キーの説明", shape.fact("x-same").map(|path| Phrase::same(format!("`{path}`"))));
    add(
        "Since",
        "対応バージョン",
        word(shape, "x-since").map(|release| release.map(|_, r| format!("Copilot {r}"))),
    );
    add("Source", "出典", word(shape, "x-docs").map(|docs| source(&docs)));
    facts
}

/// The facts as a list in Markdown, below the heading `path`: a section does not point at itself.
pub fn list(facts: &[Fact], path: &str, locale: Locale) -> String {
    let line = |(label, value): &Fact| format!("- {}: {}", label.text(locale), value.text(locale));
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
    let mut labels: Vec<&Phrase> = Vec::new();
    for (label, _) in each.iter().flat_map(|(_, facts)| facts) {
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    let order = of_order();
    labels.sort_by_key(|label| order.iter().position(|known| label.text(Locale::En) == *known));
    let mut facts: Vec<Fact> =
        labels.into_iter().map(|label| (label.clone(), joined(label, &each))).collect();
    let kinds: Vec<&str> = shapes.iter().map(|(kind, _)| kind.name()).collect();
    let place = facts.len().saturating_sub(1);
    facts.insert(place, (Phrase::new("Manifests", "対象"), Phrase::new(kinds.join(", "), kinds.join("、"))));
    facts
}

fn of_order() -> [&'static str; 12] {
    [
        "Type",
        "Deprecated",
        "Required",
        "Default",
        "Allowed",
        "For example",
        "Range",
        "Unit",
        "Keys",
        "Keys as of",
        "Since",
        "Source",
    ]
}

/// The value of a fact for all kinds, or each value with the kinds that it holds for.
fn joined(label: &Phrase, each: &[(Kind, Vec<Fact>)]) -> Phrase {
    let mut groups: Vec<(&Phrase, Vec<&str>)> = Vec::new();
    for (kind, facts) in each {
        let Some((_, value)) = facts.iter().find(|(other, _)| other == label) else { continue };
        match groups.iter_mut().find(|(known, _)| *known == value) {
            Some((_, kinds)) => kinds.push(kind.name()),
            None => groups.push((value, vec![kind.name()])),
        }
    }
    let all = groups.iter().map(|(_, kinds)| kinds.len()).sum::<usize>() == each.len();
    // Each kind allows its own name only, as the `type`.
    let is_name = |(value, kinds): &(&Phrase, Vec<&str>)| matches!(kinds.as_slice(), [kind] if value.text(Locale::En) == format!("`{kind}`"));
    if groups.len() > 1 && groups.iter().all(is_name) {
        let names: Vec<String> = groups.iter().map(|(value, _)| value.text(Locale::En).to_owned()).collect();
        return Phrase::new(names.join(", "), names.join("、"));
    }
    match groups.as_slice() {
        [(value, _)] if all => (*value).clone(),
        _ if label.text(Locale::En) == "Source" => {
            groups.first().map_or(Phrase::same(""), |(value, _)| (*value).clone())
        }
        groups => {
            let part = |(value, kinds): &(&Phrase, Vec<&str>)| {
                value.map(|locale, value| format!("{value} ({})", kinds.join(locale.pick(", ", "、"))))
            };
            let parts: Vec<Phrase> = groups.iter().map(part).collect();
            let text = |locale: Locale| {
                let texts: Vec<&str> = parts.iter().map(|part| part.text(locale)).collect();
                texts.join(locale.pick("; ", "、"))
            };
            Phrase::new(text(Locale::En), text(Locale::Ja))
        }
    }
}

/// A fact of the shape, or of the form of its union that knows it.
pub fn fact<'s>(shape: &'s Shape, name: &str) -> Option<&'s Json> {
    shape.facts.get(name).or_else(|| match &shape.form {
        Form::Union { long, short, .. } => fact(short, name).or_else(|| fact(long, name)),
        _ => None,
    })
}

/// A fact that is told in words: the same in every language, or `{"en": ..., "ja": ...}`.
fn word(shape: &Shape, name: &str) -> Option<Phrase> {
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

fn default(shape: &Shape) -> Option<Phrase> {
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

fn source(docs: &Phrase) -> Phrase {
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
