//! Whether a new name is right: judged by what becomes of the texts, so that the rules of names are written once.

use super::{FileEdit, Subject, words};
use crate::assist::Context;
use crate::assist::names::{NameKind, names};
use crate::finding::{Edit, Finding, Severity};
use crate::locale::Phrase;
use crate::manifest::source::Source;
use crate::rules::check::{FIRELENS, OTEL};
use crate::rules::sections::manifest::{NAME_FORMAT, is_name};
use crate::rules::words::quoted;
use crate::rules::{self, Document};
use crate::settings::Settings;
use crate::workspace::Nothing;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// Nothing that could be taken for it has the new name already.
pub(super) fn is_free(subject: &Subject, new: &str) -> Result<(), Phrase> {
    for symbol in &subject.symbols {
        if subject.linked.is_taken(symbol, new) {
            return Err(words::taken(symbol.kind, new));
        }
    }
    let is_container = subject.symbols.iter().any(|it| it.kind == NameKind::Container);
    if is_container && matches!(new, FIRELENS | OTEL) {
        return Err(words::reserved(new));
    }
    let is_named =
        subject.symbols.iter().any(|it| matches!(it.kind, NameKind::Workload | NameKind::Environment));
    if is_named && !is_name(new) {
        // No manifest of the workspace may say it, so that no rule would.
        return Err(message(&NAME_FORMAT, new));
    }
    Ok(())
}

fn message(rule: &rules::Rule, value: &str) -> Phrase {
    let text = |locale| rule.message(0, &[("value", Phrase::same(quoted(value)))], locale);
    Phrase::new(text(crate::locale::Locale::En), text(crate::locale::Locale::Ja))
}

/// Nothing lies where the folder is to go.
pub(super) fn folder_is_free(to: &Path, context: &Context<'_>) -> Result<(), Phrase> {
    let shown = super::shown(to, context);
    let (parent, name) = shown.rsplit_once('/').unwrap_or(("", &shown));
    let is_there = context.around.list(parent).iter().any(|entry| entry.name == name);
    if is_there { Err(words::folder_exists(&shown)) } else { Ok(()) }
}

/// The changed texts say the new name in all places and nowhere else, and nothing is wrong that was not wrong before.
pub(super) fn outcome(
    subject: &Subject,
    files: &[FileEdit],
    folder: Option<&(PathBuf, PathBuf)>,
    new: &str,
    context: &Context<'_>,
) -> Result<(), Phrase> {
    for file in files {
        let changed = changed(file, folder);
        if let Some(finding) = worse(file, &changed, context) {
            return Err(Phrase::same(finding.message));
        }
        if !says_it(subject, file, &changed, new) {
            return Err(words::unusable(new));
        }
    }
    Ok(())
}

/// The text with its edits made, at its new place.
fn changed(file: &FileEdit, folder: Option<&(PathBuf, PathBuf)>) -> Source {
    let text = apply(&file.source.text, &file.edits);
    let path = file.source.path.as_deref();
    let moved = folder.and_then(|(from, to)| Some(to.join(path?.strip_prefix(from).ok()?)));
    Source::new(moved.as_deref().or(path), text)
}

/// A text with edits made, which are in order.
fn apply(text: &str, edits: &[Edit]) -> String {
    let mut changed = text.to_owned();
    for edit in edits.iter().rev() {
        changed.replace_range(edit.span.start..edit.span.end, &edit.text);
    }
    changed
}

/// What is wrong now and was not before: a rule is broken more often, here in new words.
fn worse(file: &FileEdit, changed: &Source, context: &Context<'_>) -> Option<Finding> {
    let (before, after) = (judged(&file.source, context), judged(changed, context));
    let mut balance: HashMap<&str, i64> = HashMap::new();
    before.iter().for_each(|it| *balance.entry(it.rule).or_default() -= 1);
    after.iter().for_each(|it| *balance.entry(it.rule).or_default() += 1);
    let said: HashSet<&str> = before.iter().map(|it| it.message.as_str()).collect();
    let is_more = |it: &&Finding| balance.get(it.rule).is_some_and(|more| *more > 0);
    let mut more = after.iter().filter(is_more);
    more.clone().find(|it| !said.contains(it.message.as_str())).or_else(|| more.next()).cloned()
}

fn judged(source: &Source, context: &Context<'_>) -> Vec<Finding> {
    let settings = Settings { locale: context.locale, ..Settings::default() };
    let mut findings = rules::judge(&Document::new(source, &Nothing), &settings);
    // A comment that hides a finding has nothing to hide where the new name mends it.
    findings.retain(|it| it.severity <= Severity::Warning && it.rule != "suppression.unused");
    findings
}

/// The names of the changed text are those of the old one, but for those that were renamed.
fn says_it(subject: &Subject, file: &FileEdit, changed: &Source, new: &str) -> bool {
    let of_file =
        subject.group.iter().filter(|at| std::sync::Arc::ptr_eq(subject.linked.source(**at), &file.source));
    let renamed: HashSet<_> = of_file.map(|at| subject.linked.get(*at).span).collect();
    let is_anchor = subject.it().kind == NameKind::Anchor;
    let (before, after) = (names(&file.source), names(changed));
    before.len() == after.len()
        && before.iter().zip(&after).all(|(old, now)| {
            let is_renamed = renamed.contains(&old.span) && (old.kind == NameKind::Anchor) == is_anchor;
            old.kind == now.kind && now.name == if is_renamed { new } else { &old.name }
        })
}
