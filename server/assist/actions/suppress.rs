//! A comment that hides a finding, with its reason.

use super::fixes::touched;
use super::layout::column;
use super::same::findings_after;
use super::{Action, ActionKind};
use crate::assist::Context;
use crate::finding::{Edit, Finding};
use crate::locale::Phrase;
use crate::manifest::source::Source;
use crate::rules::lines::{line_above, line_break, line_end, line_start, past_break};
use crate::rules::suppression::{MARK, comment_of};
use crate::workspace::Around;
use crate::yaml::{NodeData, Span};

/// More rules than are broken at one place.
const MOST: usize = 8;
/// The blanks before a comment, where the file has none to go by.
const SPACING: &str = "  ";

/// Comments for the rules that are broken at a place, each tried.
pub(super) fn actions(source: &Source, at: Span, context: &Context<'_>) -> Vec<Action> {
    let mut rules: Vec<&str> = Vec::new();
    let mut actions = Vec::new();
    for (index, finding) in touched(at, context) {
        if rules.contains(&finding.rule) || rules.len() == MOST {
            continue;
        }
        rules.push(finding.rule);
        let reason = context.locale.pick("reason", "理由");
        let edit = comment(source, finding, reason).map(|edit| vec![edit]);
        let Some(edits) = edit.filter(|edits| hides(source, edits, finding.rule, context.around)) else {
            continue;
        };
        let title = Phrase::new(
            format!("Ignore `{}` on this line", finding.rule),
            format!("この行で `{}` を無視する", finding.rule),
        );
        let action = Action::new(ActionKind::QuickFix, title, edits);
        actions.push(Action { about: vec![index], ..action });
    }
    actions
}

/// The comment hides a finding of the rule, and is itself no mistake.
fn hides(source: &Source, edits: &[Edit], rule: &str, around: &dyn Around) -> bool {
    let count = |all: &[Finding], rule: &str| all.iter().filter(|it| it.rule == rule).count();
    let before = findings_after(source, &[], around).unwrap_or_default();
    findings_after(source, edits, around)
        .is_some_and(|after| count(&after, rule) < count(&before, rule) && after.len() < before.len())
}

fn comment(source: &Source, finding: &Finding, reason: &str) -> Option<Edit> {
    let text = &source.text;
    let line = first_line(source, finding.span.start);
    let above = line_above(text, line.start);
    let on_line = |line: &Span| {
        let mut comments = source.tree().comments.iter().map(|comment| comment.span);
        comments.rfind(|comment| line.start <= comment.start && comment.start <= line.end)
    };
    let list = |comment: Span| comment_of(text, comment);
    let here = on_line(&line);
    let alone = above.as_ref().and_then(on_line).filter(|comment| is_first(text, *comment));
    // A comment of this kind takes one more rule.
    if let Some(list) = [here, alone].into_iter().flatten().find_map(list) {
        let span = Span { start: list.end, end: list.end };
        return Some(Edit { span, text: format!(", {}", finding.rule) });
    }
    let new = format!("# {MARK}{}] {reason}", finding.rule);
    if goes_on(source, line.end) {
        let indent = text.get(line.start..line.end)?;
        let indent = &indent[..indent.len() - indent.trim_start_matches(' ').len()];
        let span = Span { start: line.start, end: line.start };
        return Some(Edit { span, text: format!("{indent}{new}{}", line_break(text)) });
    }
    let end = line.start + text.get(line.start..line.end)?.trim_end().len();
    let span = Span { start: end, end: line.end };
    Some(Edit { span, text: format!("{}{new}", spacing(source)) })
}

/// The line of an offset, or the first one of the scalar around it.
fn first_line(source: &Source, offset: usize) -> Span {
    let text = &source.text;
    let scalar = source.tree().at(offset).map(|id| source.tree().node(id)).filter(|node| node.is_scalar());
    let start = line_start(text, scalar.map_or(offset, |node| node.span.start.min(offset)));
    Span { start, end: line_end(text, start) }
}

/// A scalar goes on behind the end of this line, so that no comment can stand there.
fn goes_on(source: &Source, end: usize) -> bool {
    let next = past_break(&source.text, end);
    source.tree().at(end).is_some_and(|id| {
        let node = source.tree().node(id);
        let is_text = matches!(node.data, NodeData::Scalar { .. });
        is_text && node.span.start < end && node.span.end >= next && next > end
    })
}

fn is_first(text: &str, comment: Span) -> bool {
    text.get(line_start(text, comment.start)..comment.start).is_some_and(|before| before.trim().is_empty())
}

/// The blanks before the comments of the file.
fn spacing(source: &Source) -> &str {
    let text = &source.text;
    let before =
        source.tree().comments.iter().filter(|comment| !is_first(text, comment.span)).map(|comment| {
            let line = text.get(line_start(text, comment.span.start)..comment.span.start).unwrap_or_default();
            &line[line.trim_end().len()..]
        });
    // Behind a quote a comment may begin without a blank, behind a number it may not.
    let narrow = |blanks: &&str| !blanks.is_empty() && column(blanks, blanks.len()) <= SPACING.len();
    before.into_iter().find(narrow).unwrap_or(SPACING)
}
