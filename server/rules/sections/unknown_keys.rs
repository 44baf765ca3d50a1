//! Keys that Copilot does not know and drops without a word.

use crate::finding::{Edit, Fix, Origin, Severity};
use crate::manifest::decode::UnknownKey;
use crate::manifest::kind::Kind;
use crate::manifest::path::Segment;
use crate::manifest::shape::Shape;
use crate::rules::check::{any_of, nearest, quoted};
use crate::rules::judge::Document;
use crate::rules::registry;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;

/// The rules of this section.
pub const RULES: &[&Rule] = &[&UNKNOWN_KEY, &KEY_CASE, &SECTION_NOT_FOR_KIND, &NAME_IN_ENVIRONMENT];

/// A key that is no field.
pub const UNKNOWN_KEY: Rule = Rule {
    id: "manifest.unknown-key",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "Copilot does not know {key} here and ignores it.",
        "Copilot does not know {key} here and ignores it. Did you mean {nearest}?",
        "Copilot does not know {key} here and ignores it. It belongs in {elsewhere}.",
    ],
    doc: "Copilot drops every key that it does not know, at any depth, without a message. Mostly it is a slip of the \
          keyboard or a wrong indentation. Top-level keys that begin with `x-` are taken as intended, for example to \
          hold anchors.",
    bad: "# Backend Service\nvariabels:\n  A: \"1\"\n",
    good: "# Backend Service\nvariables:\n  A: \"1\"\n",
    source: "yaml.v3 Unmarshal without KnownFields; aws/copilot-cli#2618, #4200, #5380",
};

/// The right word in the wrong case.
pub const KEY_CASE: Rule = Rule {
    id: "manifest.key-case",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["Keys are case-sensitive: Copilot ignores {key}. Write {nearest}."],
    doc: "`CPU` and `cpu` are different keys. Almost all keys of Copilot are lower case with underscores.",
    bad: "# Backend Service\nCpu: 1024\n",
    good: "# Backend Service\ncpu: 256\n",
    source: "yaml tags in internal/pkg/manifest/workload_ecs.go",
};

/// A section of another kind.
pub const SECTION_NOT_FOR_KIND: Rule = Rule {
    id: "manifest.section-not-for-kind",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["A {kind} has no {key}: Copilot ignores it. It exists for {kinds}."],
    doc: "The key is right for other kinds of manifest, but not for this one; Copilot drops it without a message.",
    bad: "# Backend Service\nsubscribe:\n  topics:\n    - name: orders\n      service: api\n",
    good: "# Worker Service\nsubscribe:\n  topics:\n    - name: orders\n      service: api\n",
    source: "struct definitions in internal/pkg/manifest",
};

/// `name`, `type` or `environments` in the block of an environment.
pub const NAME_IN_ENVIRONMENT: Rule = Rule {
    id: "environments.name-type-ignored",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["{key} can't be overridden: Copilot ignores it in the block of an environment."],
    doc: "A block of `environments` may hold any section of the manifest but `name`, `type` and `environments`.",
    bad: "# Backend Service\nenvironments:\n  test:\n    name: other\n",
    good: "# Backend Service\nenvironments:\n  test:\n    memory: 1024\n",
    source: "yaml tags of the config structs in internal/pkg/manifest",
};

/// Keys that Copilot drops and that have a rule of their own, with `{key}` and `{kind}` in its first message.
#[derive(Debug)]
pub struct Dropped {
    /// The rule.
    pub rule: &'static Rule,
    /// The kinds for which it speaks.
    pub kinds: &'static [Kind],
    /// The keys down to the map that holds the dropped one, `*` for any step; without `environments.<env>`.
    pub parent: &'static [&'static str],
    /// The dropped keys.
    pub keys: &'static [&'static str],
}

impl Dropped {
    fn is_for(&self, kind: Kind, parent: &[&Segment], key: &str) -> bool {
        let step = |(wanted, segment): (&&str, &&Segment)| {
            *wanted == "*" || matches!(segment, Segment::Key(key) if &**key == *wanted)
        };
        self.kinds.contains(&kind)
            && self.keys.contains(&key)
            && self.parent.len() == parent.len()
            && self.parent.iter().zip(parent).all(step)
    }
}

fn own_rule(unknown: &UnknownKey, kind: Kind, key: &str) -> Option<&'static Rule> {
    let segments = unknown.path.segments();
    let parent = segments.len() - depth(unknown)..segments.len() - 1;
    let mut dropped = registry::DROPPED.iter().copied().flatten();
    dropped.find(|dropped| dropped.is_for(kind, &segments[parent.clone()], key)).map(|found| found.rule)
}

/// A report for each key that Copilot drops.
pub fn check(document: &Document<'_>) -> Vec<Report> {
    let Some(kind) = document.kind() else { return Vec::new() };
    document.decoded.unknown.iter().filter_map(|unknown| report(unknown, kind, document)).collect()
}

fn report(unknown: &UnknownKey, kind: Kind, document: &Document<'_>) -> Option<Report> {
    let (key, _) = document.tree.scalar(unknown.key)?;
    let depth = depth(unknown);
    if depth == 1 && key.starts_with("x-") {
        return None;
    }
    let place = Place {
        span: document.tree.node(unknown.key).span,
        path: unknown.path.clone(),
        in_override: in_block(unknown),
        missing: false,
        merged: false,
    };
    let known: Vec<&str> =
        unknown.container.fields().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
    let new = |rule| Report::new(rule, place.clone()).arg("key", quoted(key));
    if let Some(rule) = own_rule(unknown, kind, key) {
        return Some(new(rule).arg("kind", kind.name()));
    }
    if in_block(unknown) && depth == 1 && matches!(key, "name" | "type" | "environments") {
        return Some(new(&NAME_IN_ENVIRONMENT));
    }
    if let Some(kinds) = kinds_with(key, kind).filter(|_| depth == 1) {
        return Some(new(&SECTION_NOT_FOR_KIND).arg("kind", kind.name()).arg("kinds", kinds));
    }
    let rename = |name: &str| {
        let edits = vec![Edit { span: place.span, text: name.to_owned() }];
        Fix { title: format!("Rename to `{name}`"), edits, safe: true }
    };
    if let Some(name) = nearest(key, known.iter().copied()) {
        let same = name.eq_ignore_ascii_case(key);
        let rule = if same { &KEY_CASE } else { &UNKNOWN_KEY };
        let report = new(rule).message(usize::from(!same)).arg("nearest", quoted(name));
        return Some(report.fix(rename(name)));
    }
    if let Some(elsewhere) = elsewhere(key, kind) {
        return Some(new(&UNKNOWN_KEY).message(2).arg("elsewhere", quoted(&elsewhere)));
    }
    Some(new(&UNKNOWN_KEY))
}

/// Steps below the root of the manifest, or below the block of an environment.
fn depth(unknown: &UnknownKey) -> usize {
    let segments = unknown.path.segments().len();
    if in_block(unknown) { segments - 2 } else { segments }
}

fn in_block(unknown: &UnknownKey) -> bool {
    let segments = unknown.path.segments();
    segments.len() > 2 && matches!(segments[0], Segment::Key(key) if &**key == "environments")
}

/// The other kinds that have this section.
fn kinds_with(key: &str, kind: Kind) -> Option<String> {
    let has = |other: &Kind| *other != kind && Shape::of(*other).field(key).is_some();
    let names: Vec<&str> = Kind::ALL.iter().filter(|other| has(other)).map(|other| other.name()).collect();
    (!names.is_empty()).then(|| any_of(&names))
}

/// Where in this kind the key exists, if at one place only (`alias` at the top level belongs in `http`).
fn elsewhere(key: &str, kind: Kind) -> Option<String> {
    let mut places = Vec::new();
    collect(Shape::of(kind), key, String::new(), 0, &mut places);
    match places.as_slice() {
        [place] => Some(place.clone()),
        _ => None,
    }
}

fn collect(shape: &Shape, key: &str, path: String, depth: usize, places: &mut Vec<String>) {
    const DEEPEST: usize = 3;
    let Some(fields) = shape.fields().filter(|_| depth < DEEPEST) else { return };
    for (name, field) in fields {
        let inner = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        if name == key {
            places.push(inner.clone());
        }
        collect(field, key, inner, depth + 1, places);
    }
}
