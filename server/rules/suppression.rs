//! `# copilot-manifest-ls: ignore[rule.id] reason` on the line or the line above.

use super::document::Document;
use super::lines::{line_end, line_start, past_break};
use super::sections::document::UNUSED_SUPPRESSION;
use super::workspace;
use crate::finding::{Edit, Finding, Fix};
use crate::settings::Settings;
use crate::yaml::{Span, Tree};

/// What such a comment contains.
pub const MARK: &str = "copilot-manifest-ls: ignore[";

/// A suppressing comment.
struct Suppression<'t> {
    comment: Span,
    rules: Vec<&'t str>,
    /// The bytes of the line that it speaks of, with the lines below that a text on it fills.
    line: Span,
    /// The last byte that it or one before it speaks of.
    reach: usize,
    used: bool,
}

/// Removes what comments suppress and adds a finding for each comment that suppresses nothing.
pub fn apply(findings: Vec<Finding>, document: &Document<'_>, settings: &Settings) -> Vec<Finding> {
    let mut suppressions = suppressions(document.text, document.tree);
    if suppressions.is_empty() {
        return findings;
    }
    let mut kept: Vec<Finding> =
        findings.into_iter().filter(|finding| !is_suppressed(finding, &mut suppressions)).collect();
    mark_elsewhere(&mut suppressions, document, settings);
    let severity = match settings.severities.get(UNUSED_SUPPRESSION.id) {
        // What it hides may be found in another environment.
        _ if document.only.is_some() => return kept,
        Some(None) => return kept,
        Some(Some(severity)) => *severity,
        None => UNUSED_SUPPRESSION.severity,
    };
    for unused in suppressions.into_iter().filter(|suppression| !suppression.used) {
        kept.push(Finding {
            rule: UNUSED_SUPPRESSION.id,
            severity,
            origin: UNUSED_SUPPRESSION.origin,
            message: UNUSED_SUPPRESSION.message(0, &[], settings.locale),
            path: String::new(),
            environment: None,
            span: unused.comment,
            related: Vec::new(),
            fixes: removal(document.text, unused.comment, settings).into_iter().collect(),
        });
    }
    kept.sort_by_key(|finding| finding.span);
    kept
}

/// A comment of the text hides this finding.
pub fn hides(text: &str, tree: &Tree, finding: &Finding) -> bool {
    is_suppressed(finding, &mut suppressions(text, tree))
}

/// What is said of the file as a part of its workspace is hidden by comments too, though it is found elsewhere.
fn mark_elsewhere(suppressions: &mut [Suppression<'_>], document: &Document<'_>, settings: &Settings) {
    let is_elsewhere = |rule: &&str| workspace::RULES.iter().any(|it| it.id == *rule);
    let may_be_used = suppressions.iter().any(|it| !it.used && it.rules.iter().any(is_elsewhere));
    if let Some(path) = document.path.filter(|_| may_be_used) {
        for finding in workspace::of_file(path, document.around, settings) {
            is_suppressed(&finding, suppressions);
        }
    }
}

/// The comment taken out, with its line where it stands alone; other words before it stay.
fn removal(text: &str, comment: Span, settings: &Settings) -> Option<Fix> {
    let before = text.get(comment.start..comment.end)?.find(MARK)?;
    let own = comment.start + text.get(comment.start..comment.start + before)?.rfind('#')?;
    let start = line_start(text, comment.start);
    let alone = text.get(start..own)?.trim().is_empty();
    let kept = start + text.get(start..own)?.trim_end().len();
    let span = if alone {
        Span { start, end: past_break(text, comment.end) }
    } else {
        Span { start: kept, end: comment.end }
    };
    let title = settings.locale.pick("Remove the comment", "コメントを削除する").to_owned();
    Some(Fix { safe: false, ..Fix::new(title, vec![Edit { span, text: String::new() }]) })
}

fn is_suppressed(finding: &Finding, suppressions: &mut [Suppression<'_>]) -> bool {
    let (mut hit, at) = (false, finding.span.start);
    let begun = suppressions.partition_point(|suppression| suppression.line.start <= at);
    for suppression in suppressions.iter_mut().take(begun).rev().take_while(|it| at <= it.reach) {
        if at <= suppression.line.end && suppression.rules.contains(&finding.rule) {
            suppression.used = true;
            hit = true;
        }
    }
    hit
}

/// The suppressing comments in source order.
fn suppressions<'t>(text: &'t str, tree: &Tree) -> Vec<Suppression<'t>> {
    let mut found = Vec::new();
    // Of comments below each other all speak of the same line, which the last one knows.
    let mut below: Option<(usize, Span)> = None;
    // Where the line of the comment behind begins: a separator that is no line break lets several share a line.
    let mut behind = text.len();
    for comment in tree.comments.iter().rev().map(|comment| comment.span) {
        let start = if behind <= comment.start { behind } else { line_start(text, comment.start) };
        behind = start;
        let alone = text.get(start..comment.start).is_some_and(|before| before.trim().is_empty());
        let line = match below.filter(|(line, _)| *line == past_break(text, comment.end)) {
            _ if !alone => Span { start, end: comment.end },
            Some((_, line)) => line,
            None => next_line(text, comment.end),
        };
        below = alone.then_some((start, line));
        found.extend(suppression(text, tree, comment, start, line));
    }
    found.reverse();
    let mut reach = 0;
    for suppression in &mut found {
        reach = suppression.line.end.max(reach);
        suppression.reach = reach;
    }
    found
}

/// The ids between the brackets of a suppressing comment; `None` for other comments.
pub fn comment_of(text: &str, comment: Span) -> Option<Span> {
    let written = text.get(comment.start..comment.end)?;
    let start = written.find(MARK)? + MARK.len();
    let length = written.get(start..)?.find(']')?;
    let start = comment.start + start;
    Some(Span { start, end: start + length })
}

/// The comment, which begins on the line at `start` and speaks of `line`.
fn suppression<'t>(
    text: &'t str,
    tree: &Tree,
    comment: Span,
    start: usize,
    line: Span,
) -> Option<Suppression<'t>> {
    let list = comment_of(text, comment)?;
    let rules = text.get(list.start..list.end)?.split(',').map(str::trim).collect();
    // What is wrong with a file as a whole stands on its first line, which may be this comment.
    let line = Span { start, end: end_of_scalar(tree, line) };
    Some(Suppression { comment, rules, line, reach: 0, used: false })
}

/// The line after the one that ends at `end`, comments in between passed over.
fn next_line(text: &str, end: usize) -> Span {
    let mut before = line_end(text, end);
    loop {
        let start = past_break(text, before);
        let span = Span { start, end: line_end(text, start) };
        let is_comment = text.get(start..span.end).is_some_and(|line| line.trim_start().starts_with('#'));
        if !is_comment || span.end == text.len() {
            return span;
        }
        before = span.end;
    }
}

/// The end of the text that begins on a line and goes on below, where no comment can stand; else that of the line.
fn end_of_scalar(tree: &Tree, line: Span) -> usize {
    let last = tree.at(line.end).map(|id| tree.node(id)).filter(|node| node.is_scalar());
    last.filter(|node| line.start <= node.span.start).map_or(line.end, |node| node.span.end.max(line.end))
}
