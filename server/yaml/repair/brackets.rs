//! Brackets and quotation marks that are never closed, and commas that are missing between.

use super::candidates::Candidate;
use super::damage::Damage;
use super::draft::Change;
use super::lines::{Mark, Shape};
use crate::locale::Phrase;
use crate::yaml::Span;

/// Closes what one line leaves open.
pub(super) fn close_line(damage: &Damage<'_, '_>, line: usize, all: &mut Vec<Candidate>) {
    let shape = damage.shape(line);
    close_between(damage, line, &shape, all);
    let (span, message) = match (shape.quote, shape.open.first()) {
        (Some(quote), _) => (Span { start: quote.at, end: shape.end }, unclosed_text(quote.byte)),
        (None, Some(open)) => (Span { start: open.at, end: open.at + 1 }, unclosed(open.byte, open.closer())),
        (None, None) => return,
    };
    let followers: &[&str] = match (damage.in_flow(line), shape.colons.is_empty()) {
        (true, _) => &["", ","],
        (false, true) => &["", ":"],
        (false, false) => &[""],
    };
    for follower in followers {
        let closers = format!("{}{follower}", escape_end(damage, &shape) + &shape.closers());
        let changes = vec![Change::insert(shape.end, closers)];
        all.push(damage.candidate(line, changes, span, message.clone()));
    }
}

/// Closes the quotation mark that a line leaves open, for candidates that mend something else on it: else they
/// would swallow the lines that follow.
pub(super) fn close_quote(damage: &Damage<'_, '_>, shape: &Shape) -> Option<Change> {
    let closers = escape_end(damage, shape) + &shape.closers();
    shape.quote.map(|_| Change::insert(shape.end, closers))
}

/// Closes brackets before the one around them is closed.
fn close_between(damage: &Damage<'_, '_>, line: usize, shape: &Shape, all: &mut Vec<Candidate>) {
    let Some((open, _)) = shape.mismatched.first() else { return };
    let close = |(mark, at): &(Mark, usize)| Change::insert(*at, mark.closer());
    // The innermost stands last and is closed first.
    let changes = shape.mismatched.iter().rev().map(close).collect();
    let span = Span { start: open.at, end: open.at + 1 };
    all.push(damage.candidate(line, changes, span, unclosed(open.byte, open.closer())));
}

/// A backslash at the end would swallow the quotation mark that is written after it.
fn escape_end(damage: &Damage<'_, '_>, shape: &Shape) -> String {
    let double = shape.quote.filter(|quote| quote.byte == b'"');
    let text = double.map_or("", |quote| &damage.text[quote.at..shape.end]);
    let backslashes = text.len() - text.trim_end_matches('\\').len();
    if backslashes % 2 == 1 { "\\".into() } else { String::new() }
}

fn unclosed(open: u8, closer: char) -> Phrase {
    let (what, what_ja) = if open == b'[' { ("list", "リスト") } else { ("map", "マップ") };
    let open = char::from(open);
    Phrase::new(
        format!("This {what} begins with `{open}` and never ends: write `{closer}` after its last item."),
        format!(
            "この{what_ja}は `{open}` で始まったまま閉じられていません。最後の項目の後に `{closer}` と書いてください。"
        ),
    )
}

fn unclosed_text(mark: u8) -> Phrase {
    let mark = char::from(mark);
    Phrase::new(
        format!("This text begins with {mark} and never ends: write {mark} after it."),
        format!(
            "この文字列は {mark} で始まったまま閉じられていません。文字列の後に {mark} と書いてください。"
        ),
    )
}

/// Closes a list or map in brackets before the first line that is indented like a neighbour of its key.
pub(super) fn close_flow(damage: &Damage<'_, '_>, all: &mut Vec<Candidate>) {
    let Some(start) = damage.flow else { return };
    let (first, last) = (damage.lines.at(start), damage.flow_end(start));
    if last == first || last > first + 1000 {
        return;
    }
    let closers = damage.open_after(first, last);
    if let Some(closer) = closers.chars().last() {
        let end = damage.lines.shape(last, true).end;
        let span = Span { start, end: start + 1 };
        let message = unclosed(damage.text.as_bytes()[start], closer);
        all.push(damage.candidate(last, vec![Change::insert(end, closers)], span, message));
    }
}

/// Writes a comma after an item in brackets.
pub(super) fn missing_comma(damage: &Damage<'_, '_>, line: usize, all: &mut Vec<Candidate>) {
    let shape = damage.shape(line);
    let before = damage.text[..shape.end].chars().last();
    let separated = matches!(before, None | Some(',' | '[' | '{' | ':'));
    if damage.flow.is_none()
        || separated
        || shape.quote.is_some()
        || !shape.open.is_empty() && damage.in_flow(line)
    {
        return;
    }
    let from = damage.text[..shape.end].char_indices().last().map_or(0, |(at, _)| at);
    let span = Span { start: from, end: shape.end };
    let message = Phrase::new(
        "The items in brackets are parted by commas: write `,` after this one.",
        "かっこの中の項目はカンマで区切ります。この項目の後に `,` と書いてください。",
    );
    let changes = vec![Change::insert(shape.end, ",")];
    all.push(Candidate { certain: false, ..damage.candidate(line, changes, span, message) });
}
