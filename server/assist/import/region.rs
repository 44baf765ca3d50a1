//! Container definitions that stand in a manifest: pasted there.

use crate::manifest::source::Source;
use crate::rules::lines::{line_end, line_start, past_break};
use crate::yaml::Span;

/// What every container has, in both spellings.
const IMAGE: [&str; 2] = ["\"image\"", "\"Image\""];

/// More brackets without an end than anybody leaves open.
const MOST_UNCLOSED: usize = 16;

/// The definitions that are selected, or around the cursor: a text in brackets or braces.
pub fn definition_at(source: &Source, at: Span) -> Option<Span> {
    let span = if at.start < at.end { trimmed(&source.text, at)? } else { around(&source.text, at.start)? };
    let text = source.text.get(span.start..span.end)?;
    let begins = text.starts_with(['[', '{', '"', '/', '#']);
    (begins && IMAGE.iter().any(|image| text.contains(image))).then_some(span)
}

/// The outermost brackets around a place that begin a line or a value. Brackets that never close are given up.
fn around(text: &str, offset: usize) -> Option<Span> {
    if !IMAGE.iter().any(|image| text.contains(image)) {
        return None;
    }
    let (mut at, mut unclosed) = (0, 0);
    while at <= offset && unclosed < MOST_UNCLOSED {
        let end = line_end(text, at);
        let line = text.get(at..end)?;
        let body = line.trim_start();
        let value = body.split_once(": ").map_or(body, |(_, value)| value.trim_start());
        let start =
            [body, value].into_iter().find(|part| part.starts_with(['[', '{'])).map(|part| end - part.len());
        match start.map(|start| (start, closed(text, start))) {
            Some((start, Some(close))) if (start..=close).contains(&offset) => {
                return Some(Span { start, end: close });
            }
            Some((_, Some(close))) => at = past_break(text, line_end(text, close)),
            other => {
                unclosed += usize::from(other.is_some());
                at = past_break(text, end);
            }
        }
        if at >= text.len() {
            break;
        }
    }
    None
}

/// Where the brackets that open at `start` are closed.
fn closed(text: &str, start: usize) -> Option<usize> {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for (index, byte) in text.bytes().enumerate().skip(start) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'[' | b'{' if !in_text => depth += 1,
            b']' | b'}' if !in_text => {
                depth -= 1;
                if depth == 0 {
                    return Some(index + 1);
                }
            }
            _ => {}
        }
    }
    None
}

fn trimmed(text: &str, span: Span) -> Option<Span> {
    let selected = text.get(span.start..span.end)?;
    let blank = |sign: char| sign.is_whitespace() || sign == '\u{feff}';
    let start = span.start + selected.len() - selected.trim_start_matches(blank).len();
    let end = span.start + selected.trim_end_matches(blank).len();
    (start < end).then_some(Span { start, end })
}

/// The span with its lines, where nothing else stands on them; else without the blanks before it.
pub(super) fn whole_lines(text: &str, span: Span) -> Span {
    let Span { start, end } = span;
    let (first, last) = (line_start(text, start), line_end(text, end));
    let is_blank = |from: usize, to: usize| {
        text.get(from..to)
            .is_some_and(|between| between.trim_matches(['\u{feff}', ',', ';', ' ', '\t']).is_empty())
    };
    if is_blank(first, start) && is_blank(end, last) {
        return Span { start: first, end: past_break(text, last) };
    }
    let before = text.get(..start).unwrap_or_default();
    Span { start: before.trim_end_matches([' ', '\t']).len(), end }
}
