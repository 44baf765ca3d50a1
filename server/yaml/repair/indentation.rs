//! Tabs, and lines that are indented unlike their neighbours.

use super::brackets::close_quote;
use super::candidates::Candidate;
use super::damage::Damage;
use super::draft::Change;
use super::messages::{quoted, write_instead};
use crate::locale::Phrase;
use crate::yaml::Span;

/// How many lines above are looked at for the key of a list.
const LIST_MAX: usize = 1000;

/// Writes spaces for tabs.
pub(super) fn tabs(damage: &Damage<'_, '_>, line: usize, all: &mut Vec<Candidate>) {
    let start = damage.lines.span(line).start;
    let blanks = Span { start, end: start + damage.lines.indent(line) };
    let text = damage.slice(blanks);
    let Some(first) = text.find('\t') else { return };
    let tabs = text[first..].len();
    let span = Span { start: start + first, end: start + first + tabs };
    let shape = damage.shape(line);
    for target in indentations(damage, line) {
        for colon in [false, true] {
            if colon && !shape.colons.is_empty() {
                continue;
            }
            let mut changes = vec![Change::replace(blanks, " ".repeat(target))];
            changes.extend(close_quote(damage, &shape));
            changes.extend(colon.then(|| Change::insert(shape.end, ":")));
            let message = Phrase::new(
                "YAML can't be indented with tabs: use spaces.",
                "YAML のインデントにタブは使えません。スペースを使ってください。",
            );
            all.push(damage.candidate(line, changes, span, message));
        }
    }
}

/// Indentations that would fit a line, the likeliest first: that of its neighbours, or one level below.
pub(super) fn indentations(damage: &Damage<'_, '_>, line: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut add = |indent: usize| {
        if !found.contains(&indent) {
            found.push(indent);
        }
    };
    let indent_without_tabs = |line: usize| {
        let text = damage.lines.text(line);
        (!text[..damage.lines.indent(line)].contains('\t')).then(|| damage.lines.indent(line))
    };
    if let Some(previous) = damage.lines.previous(line) {
        let shape = damage.lines.shape(previous, false);
        let column = shape.content - damage.lines.span(previous).start;
        let opens_level = shape.colons.first().is_some_and(|colon| colon + 1 == shape.end);
        if opens_level && damage.lines.indent(line) > 0 {
            add(column + 2);
        }
        if indent_without_tabs(previous).is_some() {
            add(column);
        }
    }
    if let Some(indent) = damage.lines.next(line).and_then(indent_without_tabs) {
        add(indent);
    }
    found
}

/// Indents a line like its neighbours.
pub(super) fn reindent(damage: &Damage<'_, '_>, line: usize, all: &mut Vec<Candidate>) {
    let Span { start, end } = damage.lines.span(line);
    let indent = damage.lines.indent(line);
    let span = if indent > 0 { Span { start, end: start + indent } } else { Span { start, end } };
    for target in indentations(damage, line).into_iter().filter(|target| *target != indent) {
        let message = misfit(indent, target);
        let mut changes = vec![Change::replace(Span { start, end: start + indent }, " ".repeat(target))];
        changes.extend(close_quote(damage, &damage.shape(line)));
        let certain = false;
        all.push(Candidate { certain, ..damage.candidate(line, changes, span, message) });
    }
}

fn misfit(indent: usize, target: usize) -> Phrase {
    let (advice, advice_ja) = match target {
        0 => ("write it without".into(), "インデントなしで書いてください".into()),
        _ => (format!("indent it by {target}"), format!("インデントを {target} にしてください")),
    };
    Phrase::new(
        format!("This line's indentation of {indent} doesn't fit its neighbours: {advice}."),
        format!("この行のインデント {indent} は前後の行と合っていません。{advice_ja}。"),
    )
}

/// Takes the indentation from all lines down to the one that is not indented, so that they are one mapping.
pub(super) fn unindent_root(damage: &Damage<'_, '_>) -> Option<Candidate> {
    let before: Vec<usize> = (0..damage.last).filter(|line| !damage.lines.is_blank(*line)).collect();
    let (first, target) = (*before.first()?, damage.lines.indent(damage.last));
    let extra = damage.lines.indent(first).checked_sub(target)?;
    let remove = |line: &usize| {
        let start = damage.lines.span(*line).start;
        let spaces = damage.lines.indent(*line).min(extra);
        Change::replace(Span { start, end: start + spaces }, "").silent()
    };
    let lines = Span { start: damage.lines.span(first).start, end: damage.lines.span(damage.last - 1).end };
    Some(Candidate { changes: before.iter().map(remove).collect(), lines, error: None, certain: true })
}

/// Begins a line with `- ` that stands in a list without it.
pub(super) fn missing_dash(damage: &Damage<'_, '_>, line: usize, all: &mut Vec<Candidate>) {
    let shape = damage.shape(line);
    let is_item = |line: usize| damage.lines.text(line).trim_start().starts_with("- ");
    let indent = damage.lines.indent(line);
    let previous = damage.lines.previous(line);
    let below_item = previous.is_some_and(|line| is_item(line) && damage.lines.indent(line) == indent);
    // Below a list that is not indented a key of the mapping around it is as likely.
    let of_list =
        |line: &usize| damage.lines.indent(*line) > indent || is_item(*line) || damage.lines.is_blank(*line);
    let owner = (0..line).rev().take(LIST_MAX).find(|line| !of_list(line));
    let below_item = below_item && owner.is_none_or(|owner| damage.lines.indent(owner) < indent);
    if !below_item || is_item(line) || shape.content == shape.end || damage.in_flow(line) {
        return;
    }
    let span = Span { start: shape.content, end: shape.end };
    let mended = quoted(&format!("- {}", damage.slice(span)));
    let wrong = Phrase::new(
        "Only items that begin with `- ` can stand in this list",
        "このリストには `- ` で始まる項目しか書けません",
    );
    let message = write_instead(&wrong, &mended);
    let mut changes = vec![Change::insert(shape.content, "- ")];
    changes.extend(close_quote(damage, &shape));
    // Where the line is a key, the item above may be what is wrong.
    let certain = owner.is_some() && shape.colons.is_empty();
    all.push(Candidate { certain, ..damage.candidate(line, changes, span, message) });
}
