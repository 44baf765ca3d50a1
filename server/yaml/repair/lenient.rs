//! Where Go's `yaml.v3` takes what the parser refuses: these changes are made in silence.

use granit_parser::ErrorKind;

use super::candidates::Candidate;
use super::damage::Damage;
use super::draft::Change;
use super::lines::Shape;
use crate::yaml::Span;

/// Where Go's library is more lenient than the parser: a comment right after a quotation mark or bracket, and
/// quoted text whose further lines are not indented.
pub(super) fn accepted_by_go(damage: &Damage<'_, '_>, suspects: &[usize], all: &mut Vec<Candidate>) {
    for line in suspects {
        let shape = damage.shape(*line);
        if damage.kind == ErrorKind::InvalidQuotedScalarIndent {
            all.extend(indent_quoted(damage, *line, &shape));
        }
        if let Some(end) = shape.closed.filter(|end| damage.text[*end..].starts_with('#')) {
            let changes = vec![Change::insert(end, " ").silent()];
            all.push(Candidate { changes, lines: damage.lines.span(*line), error: None, certain: true });
        }
    }
}

fn indent_quoted(damage: &Damage<'_, '_>, line: usize, shape: &Shape) -> Option<Candidate> {
    let quote = shape.quote?;
    let end = closing_quote(damage.text, quote.at, quote.byte)?;
    let last = damage.lines.at(end);
    let rest = damage.text[end..damage.lines.span(last).end].trim_start();
    if !(rest.is_empty() || rest.starts_with(['#', ',', ']', '}', ':'])) {
        return None;
    }
    let padding = " ".repeat(damage.lines.indent(line) + 4);
    let starts = (line + 1..=last).map(|line| damage.lines.span(line).start);
    let changes = starts.map(|start| Change::insert(start, padding.clone()).silent()).collect();
    let lines = Span { start: damage.lines.span(line).start, end: damage.lines.span(last).end };
    Some(Candidate { changes, lines, error: None, certain: true })
}

/// The end of the quoted text that begins at `start`.
fn closing_quote(text: &str, start: usize, quote: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'\\' if quote == b'"' => at += 1,
            b'\'' if quote == b'\'' && bytes.get(at + 1) == Some(&b'\'') => at += 1,
            byte if *byte == quote => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
}
