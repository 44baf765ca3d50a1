//! Fixes of mistakes of form: quotes off, a unit for a duration, brackets around a single item, a map for a list.

use super::fixes::{Fix, change_title, edit};
use super::lines::line_start;
use super::rule::Rule;
use super::sections::healthcheck::COMMAND_STRING;
use super::sections::image::{DEPENDS_ON_LIST, SCALAR as IMAGE_SCALAR};
use super::sections::network::SECURITY_GROUPS_SHAPE;
use super::sections::pipeline::VERSION_VALUE;
use super::sections::variables::LIST_FORM;
use super::values::is_container_name;
use crate::finding::Edit;
use crate::locale::Phrase;
use crate::manifest::decode::Problem;
use crate::manifest::shape::{Form, Scalar, Shape};
use crate::yaml::{NodeData, Span, Style, Tree};
use std::collections::HashSet;

/// The fix where one is certain.
pub(super) fn fix(rule: &Rule, problem: &Problem, (tree, text): (&Tree, &str)) -> Option<Fix> {
    let node = tree.node(problem.node);
    if let Some(fix) = of_list(rule, problem, (tree, text)) {
        return Some(fix);
    }
    // Of a value that is not written there is nothing to replace: its tag or its anchor stands there.
    let (value, style) = tree.scalar(problem.node).filter(|_| node.span.start < node.span.end)?;
    let (title, new) = of_rule(rule, problem, value).or_else(|| rewritten(value, style, &problem.shape))?;
    Some(edit(title, node.span, new))
}

/// What can only be meant where this rule is broken by a text.
fn of_rule(rule: &Rule, problem: &Problem, text: &str) -> Option<(Phrase, String)> {
    if rule.id == VERSION_VALUE.id {
        return Some((change_title("1"), "1".to_owned()));
    }
    if text.is_empty() || text.contains('\n') {
        return None;
    }
    if rule.id == SECURITY_GROUPS_SHAPE.id {
        return Some((Phrase::new("Make it a list", "リストにする"), format!("[{}]", in_flow(text)?)));
    }
    // In the block of an environment the base has an image of its own, or lacks one, which is another mistake.
    if rule.id != IMAGE_SCALAR.id || problem.path.in_environment() || text.contains(char::is_whitespace) {
        return None;
    }
    let is_file = text.starts_with(['.', '/']) || text.ends_with("Dockerfile");
    let key = if is_file { "build" } else { "location" };
    let title = Phrase::new(format!("Write it as `{key}`"), format!("`{key}` として書く"));
    Some((title, format!("{{{key}: {}}}", in_flow(text)?)))
}

/// A text between brackets.
fn in_flow(text: &str) -> Option<String> {
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '_' | '/' | '-' | '@');
    let parts = text.split(':');
    let is_word = parts.clone().all(|part| !part.is_empty() && part.chars().all(is_plain));
    let begins = text.starts_with(|sign: char| sign.is_ascii_alphabetic() || sign == '.' || sign == '/');
    if is_word && begins { Some(text.to_owned()) } else { serde_json::to_string(text).ok() }
}

/// A key with its value, as they are written.
type Pair = (String, String);

/// The map that a list of Docker Compose stands for: of variables, or of containers to wait for.
fn of_list(rule: &Rule, problem: &Problem, (tree, text): (&Tree, &str)) -> Option<Fix> {
    let (entry, safe): (fn(&str) -> Option<Pair>, bool) = match rule.id {
        id if id == LIST_FORM.id => (variable, true),
        // Compose waits for the start too; what was meant here is not certain.
        id if id == DEPENDS_ON_LIST.id => (dependency, false),
        _ => return None,
    };
    let NodeData::Sequence { items, flow } = &tree.node(problem.node).data else { return None };
    let entries = items.iter().map(|item| {
        let node = tree.node(*item);
        let (written, style) = tree.scalar(*item).filter(|_| node.is_scalar() && node.tag().is_none())?;
        let is_one_line = style == Style::Plain || is_quoted(style);
        entry(written).filter(|_| is_one_line && !written.contains('\n')).map(|entry| (node.span, entry))
    });
    let entries: Vec<(Span, Pair)> = entries.collect::<Option<_>>()?;
    let names: HashSet<&str> = entries.iter().map(|(_, (name, _))| name.as_str()).collect();
    if names.len() != entries.len() || entries.is_empty() {
        return None;
    }
    let title = Phrase::new("Write it as a map", "マップとして書く");
    let edits = if *flow {
        let pairs: Vec<String> =
            entries.iter().map(|(_, (name, value))| format!("{name}: {value}")).collect();
        vec![Edit { span: tree.node(problem.node).span, text: format!("{{{}}}", pairs.join(", ")) }]
    } else {
        let key = tree.node(tree.key_of(problem.node)?).span.start;
        let column = |offset: usize| offset - line_start(text, offset);
        let lines = entries.iter().map(|(span, (name, value))| {
            let dash = line_start(text, span.start)
                + text.get(line_start(text, span.start)..span.start)?.rfind('-')?;
            // A list may stand as far left as its key, a map may not.
            let more = if column(dash) <= column(key) { "  " } else { "" };
            let is_alone = text.get(line_start(text, dash)..dash)?.trim().is_empty();
            let edit =
                Edit { span: Span { start: dash, end: span.end }, text: format!("{more}{name}: {value}") };
            is_alone.then_some(edit)
        });
        lines.collect::<Option<Vec<Edit>>>()?
    };
    Some(Fix { safe, ..Fix::new(title, edits) })
}

/// `NAME=value`; without a value Compose takes that of the shell.
fn variable(text: &str) -> Option<Pair> {
    let (name, value) = text.split_once('=')?;
    let is_name = name.starts_with(|sign: char| sign.is_ascii_alphabetic() || sign == '_')
        && name.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '_');
    Some((name.to_owned(), serde_json::to_string(value).ok()?)).filter(|_| is_name)
}

fn dependency(name: &str) -> Option<Pair> {
    let is_name = is_container_name(name) && name.starts_with(|sign: char| sign.is_ascii_alphabetic());
    is_name.then(|| (name.to_owned(), "start".to_owned()))
}

fn rewritten(text: &str, style: Style, shape: &Shape) -> Option<(Phrase, String)> {
    let takes = |scalar: Scalar| takes(shape, scalar);
    let number = text.parse::<i64>().is_ok();
    let quoted = is_quoted(style);
    let unquote = || {
        let title = Phrase::new(format!("Remove the quotes: {text}"), format!("引用符を外す: {text}"));
        Some((title, text.to_owned()))
    };
    if quoted && number && (takes(Scalar::Int) || takes(Scalar::Uint16) || takes(Scalar::Uint32)) {
        return unquote();
    }
    if quoted && takes(Scalar::Bool) && matches!(text, "true" | "True" | "TRUE" | "false" | "False" | "FALSE")
    {
        return unquote();
    }
    if number && takes(Scalar::Duration) {
        let title = Phrase::new(format!("Add the unit: {text}s"), format!("単位を付ける: {text}s"));
        return Some((title, format!("{text}s")));
    }
    if shape.field("id").is_some() && shape.field("root_dir").is_some() && text.starts_with("fs-") {
        let title = Phrase::new(format!("Write `id: {text}`"), format!("`id: {text}` と書く"));
        return Some((title, format!("{{id: {text}}}")));
    }
    let percent = text.strip_suffix('%').map(str::trim_end).filter(|number| number.parse::<u32>().is_ok());
    if let Some(percent) = percent.filter(|_| takes(Scalar::Int) || takes(Scalar::Float)) {
        return Some((change_title(percent), percent.to_owned()));
    }
    let days = text.strip_suffix('d').and_then(|days| days.parse::<u32>().ok());
    if let Some(days) = days.filter(|_| takes(Scalar::Duration)) {
        let hours = u64::from(days) * 24;
        let title =
            Phrase::new(format!("Write days as hours: {hours}h"), format!("日数を時間で書く: {hours}h"));
        return Some((title, format!("{hours}h")));
    }
    if shape.rule("type") == Some(COMMAND_STRING.id) && !text.is_empty() {
        let title = Phrase::new("Run it in a shell: `CMD-SHELL`", "シェルで実行する: `CMD-SHELL`");
        return Some((title, format!("[\"CMD-SHELL\", {}]", serde_json::to_string(text).ok()?)));
    }
    let is_list_of_text = shape.item().is_some_and(|item| matches!(item.form, Form::Scalar { .. }));
    let one_line = style == Style::Plain || quoted;
    if is_list_of_text && one_line && !text.is_empty() {
        let item = serde_json::to_string(text).ok()?;
        return Some((Phrase::new("Make it a list", "リストにする"), format!("[{item}]")));
    }
    None
}

/// Single or double quotes.
pub(super) fn is_quoted(style: Style) -> bool {
    matches!(style, Style::SingleQuoted | Style::DoubleQuoted)
}

/// The shape, or one of its forms, holds such a scalar.
pub(super) fn takes(shape: &Shape, wanted: Scalar) -> bool {
    match &shape.form {
        Form::Scalar { scalar, .. } => *scalar == wanted,
        Form::Union { long, short, .. } => takes(long, wanted) || takes(short, wanted),
        _ => false,
    }
}
