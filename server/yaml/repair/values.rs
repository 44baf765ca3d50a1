//! Values that must stand in quotes, or stand in them wrongly.

use granit_parser::ErrorKind;

use super::candidates::{Candidate, glued_colon};
use super::damage::Damage;
use super::draft::Change;
use super::lines::Shape;
use super::messages::{of_kind, quoted, write_instead};
use crate::locale::Phrase;
use crate::yaml::Span;

/// Takes out an `&` or `*` without a name, so that what follows it stands.
pub(super) fn nameless(damage: &Damage<'_, '_>, line: usize, shape: &Shape, all: &mut Vec<Candidate>) {
    let value = shape.value(damage.text);
    if damage.kind == ErrorKind::MissingAnchorOrAliasName && matches!(damage.slice(value), "&" | "*") {
        let message = of_kind(&damage.kind, "");
        // From the colon on, so that the empty value counts as changed.
        let from_colon =
            Span { start: shape.colons.first().map_or(value.start, |colon| colon + 1), end: value.end };
        all.push(damage.candidate(line, vec![Change::replace(from_colon, "")], value, message));
    }
}

/// Puts a value in quotes that can't stand without.
pub(super) fn quote_value(damage: &Damage<'_, '_>, line: usize, shape: &Shape, all: &mut Vec<Candidate>) {
    let value = shape.value(damage.text);
    let text = damage.slice(value);
    let dashed = damage.lines.span(line).start + damage.lines.indent(line) < shape.content;
    if text.is_empty() || (shape.colons.is_empty() && !dashed) {
        return;
    }
    let Some(wrong) = needs_quotes(text, shape) else { return };
    let message = write_instead(&wrong, &quoted(&single_quoted(text)));
    all.push(damage.candidate(line, vec![Change::replace(value, single_quoted(text))], value, message));
}

/// Why a value must stand in quotes, where that can be told.
fn needs_quotes(text: &str, shape: &Shape) -> Option<Phrase> {
    match text.chars().next() {
        _ if shape.colons.len() > 1 => Some(Phrase::new(
            "A text with a colon and a space in it must stand in quotes",
            "コロンとスペースを含む文字列は引用符で囲む必要があります",
        )),
        Some('-') => Some(Phrase::new(
            "A list begins on a line of its own, below its key; a text with `- ` must stand in quotes",
            "リストはキーの下の行から書き始めます。`- ` を含む文字列は引用符で囲む必要があります",
        )),
        Some('`') => Some(Phrase::new(
            "A text that begins with a backtick must stand in quotes",
            "バッククォートで始まる文字列は引用符で囲む必要があります",
        )),
        Some(first) if "@%*&!|>]},?:".contains(first) => Some(Phrase::new(
            format!("A text that begins with `{first}` must stand in quotes"),
            format!("`{first}` で始まる文字列は引用符で囲む必要があります"),
        )),
        _ => None,
    }
}

/// Drops the value of a key that has a block below it. One deeper line alone is more likely indented too far.
pub(super) fn value_before_block(
    damage: &Damage<'_, '_>,
    line: usize,
    shape: &Shape,
    all: &mut Vec<Candidate>,
) {
    let glued = || glued_colon(&damage.text[shape.content..shape.end]).map(|at| shape.content + at);
    let (colon, wanted) = match shape.colons[..] {
        [colon] => (colon, 2),
        [] => match glued() {
            Some(colon) => (colon, 1),
            None => return,
        },
        _ => return,
    };
    let rest = Span { start: colon + 1, end: shape.end };
    let text = damage.slice(rest).trim_start();
    let complete = shape.open.is_empty() && shape.quote.is_none() && !damage.in_flow(line);
    if !complete
        || text.is_empty()
        || text.starts_with(['|', '>', '&', '*', '!'])
        || !deeper(damage, line, shape, wanted)
    {
        return;
    }
    let span = Span { start: shape.end - text.len(), end: shape.end };
    let value = quoted(text);
    let message = Phrase::new(
        format!("{value} can't stand before the block below: remove it, or indent the block like this line."),
        format!(
            "下にブロックがあるため、{value} は書けません。削除するか、ブロックのインデントをこの行に揃えてください。"
        ),
    );
    all.push(damage.candidate(line, vec![Change::replace(rest, "")], span, message));
}

/// Whether the next `wanted` lines with content are indented further than the key of this line.
fn deeper(damage: &Damage<'_, '_>, line: usize, shape: &Shape, wanted: usize) -> bool {
    let column = shape.content - damage.lines.span(line).start;
    let following = std::iter::successors(damage.lines.next(line), |line| damage.lines.next(*line));
    let run = following.take(wanted).take_while(|next| damage.lines.indent(*next) > column);
    run.count() == wanted
}

/// In double quotes a backslash begins an escape, and not every escape is known.
pub(super) fn bad_escape(damage: &Damage<'_, '_>, line: usize, shape: &Shape, all: &mut Vec<Candidate>) {
    let known = matches!(
        damage.kind,
        ErrorKind::UnknownQuotedScalarEscape
            | ErrorKind::InvalidQuotedScalarHexEscape
            | ErrorKind::InvalidUnicodeEscape
            | ErrorKind::InvalidLowSurrogate
            | ErrorKind::InvalidLowSurrogateHexEscape
            | ErrorKind::MissingLowSurrogate
            | ErrorKind::UnpairedLowSurrogate
    );
    if !known {
        return;
    }
    let follower = |at: usize| damage.text[at + 1..].chars().next();
    let unknown = |at: &usize| !follower(*at).is_some_and(|c| "0abt\tnvfre \"'\\N_LPxuU".contains(c));
    let all_unknown: Vec<usize> = shape.escapes.iter().copied().filter(unknown).collect();
    let single = shape.escapes.iter().map(|escape| vec![*escape]);
    for escapes in std::iter::once(all_unknown).filter(|escapes| !escapes.is_empty()).chain(single) {
        let start = escapes[0];
        let span = Span { start, end: start + 1 + follower(start).map_or(0, char::len_utf8) };
        let changes = escapes.iter().map(|at| Change::insert(*at, "\\")).collect();
        all.push(damage.candidate(line, changes, span, of_kind(&damage.kind, "")));
    }
}

/// Drops what stands after `|` or `>` on its line.
pub(super) fn block_header(damage: &Damage<'_, '_>, line: usize, shape: &Shape, all: &mut Vec<Candidate>) {
    let value = shape.value(damage.text);
    let text = damage.slice(value);
    let wrong = matches!(damage.kind, ErrorKind::InvalidBlockScalarHeader | ErrorKind::ZeroBlockScalarIndent);
    if !wrong || !text.starts_with(['|', '>']) {
        return;
    }
    let sign = &text[..1];
    let message = Phrase::new(
        format!(
            "`{sign}` begins a text on the lines below it: write nothing after it, or put the text in quotes."
        ),
        format!(
            "`{sign}` は次の行から始まる文字列を表します。`{sign}` の後に何も書かないか、文字列を引用符で囲んでください。"
        ),
    );
    let rest = Span { start: value.start + 1, end: value.end };
    all.push(damage.candidate(line, vec![Change::replace(rest, "")], value, message));
}

fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Drops what stands after a closing quotation mark or bracket.
pub(super) fn trailing_text(damage: &Damage<'_, '_>, line: usize, shape: &Shape, all: &mut Vec<Candidate>) {
    let Some(end) = shape.closed.filter(|end| *end < shape.end) else { return };
    let blanks = damage.text[end..shape.end].len() - damage.text[end..shape.end].trim_start().len();
    let span = Span { start: end + blanks, end: shape.end };
    let last = damage.text[..end].chars().last().unwrap_or('"');
    let rest = quoted(damage.slice(span));
    let message = Phrase::new(
        format!("Nothing can stand after the closing {last}: remove {rest}."),
        format!("閉じる {last} の後には何も書けません。{rest} を削除してください。"),
    );
    let dropped = Span { start: end, end: shape.end };
    all.push(damage.candidate(line, vec![Change::replace(dropped, "")], span, message));
}
