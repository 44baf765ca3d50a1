//! Keys that Copilot does not know and drops without a word.

use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::decode::{UnknownKey, What};
use crate::manifest::kind::Kind;
use crate::manifest::path::{Path, Segment};
use crate::nearest::{is_ambiguous, nearest};
use crate::rules::document::Document;
use crate::rules::fixes::remove;
use crate::rules::registry;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::quoted;
use crate::yaml::{NodeData, NodeId, Tree};
use std::collections::HashSet;

mod elsewhere;
mod renames;

pub use renames::{fits, rename};

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
        "Copilot does not know {key} here and ignores it. It knows that key only in {elsewhere}.",
        "Copilot ignores {key} here in a manifest of type {kind}. It exists for {kinds}.",
        "Copilot does not know {key} here and ignores it. It knows that key in {elsewhere}, for example.",
        "Copilot takes {section} for the name of an environment, because it stands directly below `environments`, and ignores {key}. Indent it below its environment.",
        "Copilot does not know {key} here and ignores it. If it belongs to the empty {section} before it, indent it more.",
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
    bad: "# Backend Service\nCpu: 256\n",
    good: "# Backend Service\ncpu: 256\n",
    source: "yaml tags in internal/pkg/manifest/workload_ecs.go",
};

/// A section of another kind.
pub const SECTION_NOT_FOR_KIND: Rule = Rule {
    id: "manifest.section-not-for-kind",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["Copilot ignores {key} in a manifest of type {kind}. It exists for {kinds}."],
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

/// Keys that Copilot drops and that have a rule of their own. Its first message may use `{key}`, `{kind}` and
/// `{advice}`, a sentence with a blank before it that names the right key, or nothing.
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
        self.keys.contains(&key)
            && self.kinds.contains(&kind)
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
    let problems = document.decoded.problems.iter();
    let refused: HashSet<&Path> =
        problems.filter(|problem| problem.what == What::NothingKnown).map(|problem| &problem.path).collect();
    // Where Copilot refuses a map because it knows no key of it, a key adds something only with its fix.
    let adds = |unknown: &UnknownKey, report: &Report| {
        report.fixes.iter().any(|fix| fix.safe)
            || !unknown.path.parent().is_some_and(|map| refused.contains(map))
    };
    let unknown = document.decoded.unknown.iter();
    unknown.filter_map(|it| report(it, kind, document).filter(|report| adds(it, report))).collect()
}

fn report(unknown: &UnknownKey, kind: Kind, document: &Document<'_>) -> Option<Report> {
    let report = explained(unknown, kind, document)?;
    // Copilot ignores it anyway; but a mistake that has an answer was meant to say something.
    let removal = remove(unknown.key, document.tree, document.text).filter(|_| report.fixes.is_empty());
    Some(report.fix(removal))
}

fn explained(unknown: &UnknownKey, kind: Kind, document: &Document<'_>) -> Option<Report> {
    let (key, _) = document.tree.scalar(unknown.key)?;
    let depth = depth(unknown);
    if depth == 1 && key.starts_with("x-") {
        return None;
    }
    let place = Place {
        path: unknown.path.clone(),
        in_override: unknown.path.in_environment(),
        ..Place::written_at(document.tree.node(unknown.key).span)
    };
    let new = |rule| Report::new(rule, place.clone()).arg("key", quoted(key)).arg("kind", kind.name());
    let other_word = renames::of(key, unknown.value, &unknown.container, document.tree);
    if let Some(rule) = own_rule(unknown, kind, key) {
        let advice = match other_word.map(quoted) {
            Some(word) => Phrase::new(format!(" Write {word}."), format!("{word} と書いてください。")),
            None => Phrase::same(""),
        };
        return Some(fixed(new(rule).say("advice", advice), other_word, unknown, document));
    }
    if unknown.path.in_environment() && depth == 1 && matches!(key, "name" | "type" | "environments") {
        return Some(new(&NAME_IN_ENVIRONMENT));
    }
    if let Some(section) = section_as_environment(unknown) {
        return Some(new(&UNKNOWN_KEY).message(5).arg("section", quoted(section)));
    }
    let kinds = elsewhere::kinds_with(&unknown.path, kind);
    if let (1, Some(kinds)) = (depth, &kinds) {
        return Some(new(&SECTION_NOT_FOR_KIND).say("kinds", kinds.clone()));
    }
    let known = unknown.container.fields().into_iter().flatten().map(|(name, _)| name.as_str());
    if let Some(word) = other_word.or_else(|| nearest(key, known)) {
        let same = word.eq_ignore_ascii_case(key);
        let rule = if same { &KEY_CASE } else { &UNKNOWN_KEY };
        let report = new(rule).message(usize::from(!same)).arg("nearest", quoted(word));
        let mut report = fixed(report, Some(word), unknown, document);
        let known = unknown.container.fields().into_iter().flatten().map(|(name, _)| name.as_str());
        if other_word.is_none() && is_ambiguous(key, word, known) {
            report.fixes.iter_mut().for_each(|fix| fix.safe = false);
        }
        return Some(report);
    }
    if let Some(section) = empty_section_before(key, unknown, document.tree) {
        return Some(new(&UNKNOWN_KEY).message(6).arg("section", quoted(section)));
    }
    if let Some(kinds) = kinds {
        return Some(new(&UNKNOWN_KEY).message(3).say("kinds", kinds));
    }
    if let Some((elsewhere, all)) = elsewhere::places(key, kind, &unknown.path) {
        return Some(new(&UNKNOWN_KEY).message(if all { 2 } else { 4 }).say("elsewhere", elsewhere));
    }
    Some(new(&UNKNOWN_KEY))
}

/// The empty section right before the key that may hold it, if it were indented more.
fn empty_section_before<'t>(key: &str, unknown: &UnknownKey, tree: &'t Tree) -> Option<&'t str> {
    let NodeData::Mapping { entries, flow: false } = &tree.node(tree.node(unknown.key).parent?).data else {
        return None;
    };
    let start = |key: NodeId| tree.node(key).span.start;
    let at = entries.partition_point(|entry| start(entry.key) < start(unknown.key));
    let before = entries.get(at.checked_sub(1)?)?;
    let (section, _) = tree.scalar(before.key)?;
    tree.scalar(before.value).filter(|(text, _)| text.is_empty())?;
    let inner = unknown.container.field(section)?.field(key)?;
    renames::fits(inner, unknown.value, tree, 0).then_some(section)
}

/// The section directly in `environments` that holds the key.
fn section_as_environment(unknown: &UnknownKey) -> Option<&str> {
    match unknown.path.segments().as_slice() {
        [_, Segment::Key(section), _] if unknown.path.in_environment() => {
            unknown.container.field(section).map(|_| &**section)
        }
        _ => None,
    }
}

fn fixed(mut report: Report, word: Option<&str>, unknown: &UnknownKey, document: &Document<'_>) -> Report {
    let Some(word) = word else { return report };
    let Some(field) = unknown.container.field(word) else { return report };
    let tree = document.tree;
    if renames::fits(field, unknown.value, tree, 0) {
        report.fixes.extend(rename(unknown.key, word, tree));
    }
    report
}

/// Steps below the root of the manifest, or below the block of an environment.
fn depth(unknown: &UnknownKey) -> usize {
    let segments = unknown.path.segments().len();
    if unknown.path.in_environment() { segments - 2 } else { segments }
}
