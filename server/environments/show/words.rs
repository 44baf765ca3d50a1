//! What the comments say.

use super::Asked;
use crate::locale::{Locale, Phrase};
use crate::manifest::decode::Outcome;
use crate::manifest::path::{Path, Segment};
use crate::yaml::Span;
use std::fmt::Display;

/// The most places that one sentence names.
const MOST: usize = 8;

/// Why nothing can be shown.
pub fn too_large() -> Phrase {
    Phrase::new(
        "The effective manifest has more values than any manifest needs: its aliases multiply them. Write less with aliases.",
        "エイリアスによって値が増えすぎるため、実効マニフェストを表示できません。エイリアスを減らしてください。",
    )
}

/// Behind a value that the override of an environment wrote.
pub fn mark(environment: &str, line: impl Display, locale: Locale) -> String {
    let environment = harmless(environment);
    locale.pick(format!("{environment}, line {line}"), format!("{environment}、{line} 行目"))
}

/// Behind a value of a wrong type that Copilot does not refuse.
pub fn zeroed(locale: Locale) -> &'static str {
    locale.pick(
        "of a wrong type: Copilot does not read this value",
        "型が違うため、Copilot はこの値を読みません",
    )
}

/// The lines above the manifest.
pub fn head(asked: &Asked<'_>, is_named: bool, unreadable: &[usize]) -> Vec<String> {
    let locale = asked.locale;
    let environment = asked.environment.map(harmless);
    let made = locale.pick(
        "Made by copilot-manifest-ls to be read; make changes in the file above.",
        "copilot-manifest-ls が表示用に生成したものです。変更は上記のファイルで行ってください。",
    );
    let mut lines = vec![title(asked, environment.as_deref()), made.to_owned()];
    lines.extend(environment.map(|name| about(&name, is_named, locale)));
    lines.extend(dropped(asked, is_named));
    lines.extend(refused(unreadable, locale));
    lines
}

fn title(asked: &Asked<'_>, environment: Option<&str>) -> String {
    let (file, kind) = (harmless(asked.file), asked.kind.name());
    match environment {
        Some(name) => asked.locale.pick(
            format!("Effective manifest of environment {name}: {file} ({kind})"),
            format!("環境 {name} の実効マニフェスト: {file} ({kind})"),
        ),
        None => asked.locale.pick(
            format!("Effective manifest without an environment: {file} ({kind})"),
            format!("環境を指定しない実効マニフェスト: {file} ({kind})"),
        ),
    }
}

fn about(environment: &str, is_named: bool, locale: Locale) -> String {
    let mark = mark(environment, "N", locale);
    match is_named {
        true => locale.pick(
            format!("A comment `{mark}` tells which line of the override wrote the value."),
            format!("コメント「{mark}」は、値を書いた上書きの行を示します。"),
        ),
        false => locale.pick(
            format!("The manifest overrides nothing for {environment}: Copilot deploys this there."),
            format!(
                "このマニフェストに {environment} の上書きはありません。Copilot はこの内容をデプロイします。"
            ),
        ),
    }
}

/// What the manifest has and Copilot ignores.
fn dropped(asked: &Asked<'_>, is_named: bool) -> Option<String> {
    let tree = asked.tree;
    let keys = asked.decoded.unknown.iter().map(|unknown| (&unknown.path, tree.node(unknown.key).span));
    let of_wrong_type = asked.decoded.problems.iter().filter(|problem| problem.outcome == Outcome::Dropped);
    let values = of_wrong_type.map(|problem| (&problem.path, tree.node(problem.node).span));
    let here = |path: &Path| {
        let segments = path.segments();
        match segments.as_slice() {
            [Segment::Key(first), Segment::Key(name), ..] if &**first == "environments" => {
                is_named && asked.environment == Some(name)
            }
            _ => true,
        }
    };
    let mut places: Vec<(Span, String)> = keys
        .chain(values)
        .filter(|(path, _)| here(path))
        .map(|(path, span)| (span, harmless(&path.to_string())))
        .collect();
    places.sort();
    places.dedup();
    let all = super::layout::Lines::of(asked.text);
    let locale = asked.locale;
    let named = places.iter().take(MOST).map(|(span, path)| {
        let line = all.number(span.start);
        locale.pick(format!("{path} (line {line})"), format!("{path} ({line} 行目)"))
    });
    let named = listed(named.collect(), places.len(), locale);
    (!places.is_empty()).then(|| {
        locale.pick(
            format!("Copilot ignores without a word: {named}"),
            format!("Copilot が警告なしに無視するもの: {named}"),
        )
    })
}

/// What can't be read, or makes Copilot refuse the manifest.
fn refused(unreadable: &[usize], locale: Locale) -> Option<String> {
    let named = unreadable.iter().take(MOST).map(ToString::to_string).collect();
    let named = listed(named, unreadable.len(), locale);
    (!unreadable.is_empty()).then(|| {
        locale.pick(
            format!("Copilot refuses the manifest as it is; mend it first. Parts may be missing here. Lines: {named}"),
            format!(
                "このままでは Copilot がマニフェストを拒否します。先に修正してください。ここに一部が表示されていない可能性があります。行: {named}"
            ),
        )
    })
}

fn listed(named: Vec<String>, all: usize, locale: Locale) -> String {
    let more = all.saturating_sub(named.len());
    let named = named.join(locale.pick(", ", "、"));
    match more {
        0 => named,
        _ => locale.pick(format!("{named} and {more} more"), format!("{named} ほか {more} 件")),
    }
}

/// A text that stays within its comment.
fn harmless(text: &str) -> String {
    let is_break = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}');
    text.chars().map(|c| if is_break(c) { ' ' } else { c }).collect()
}
