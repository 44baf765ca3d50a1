//! Ways to mend a damaged place, the most plausible first.

use granit_parser::ErrorKind;

use super::brackets::{close_flow, close_line, missing_comma};
use super::damage::Damage;
use super::draft::Change;
use super::indentation::{indentations, missing_dash, reindent, tabs, unindent_root};
use super::lenient::accepted_by_go;
use super::lines::Shape;
use super::messages::{document_line_message, of_kind, quoted, write_instead};
use super::values::{bad_escape, block_header, nameless, quote_value, trailing_text, value_before_block};
use crate::locale::Phrase;
use crate::yaml::{Span, SyntaxError};

/// One way to mend.
#[derive(Debug)]
pub(super) struct Candidate {
    pub changes: Vec<Change>,
    /// The lines that the changes stand in.
    pub lines: Span,
    /// What is said of it; nothing where Go's library takes the text as it is.
    pub error: Option<SyntaxError>,
    /// Explains the failure so well that no other is tried when the parser passes the damage with it.
    pub certain: bool,
}

/// All ways to mend this damage.
pub(super) fn candidates(damage: &Damage<'_, '_>) -> Vec<Candidate> {
    let suspects = damage.suspects();
    let mut all = Vec::new();
    if damage.dedented {
        all.extend(unindent_root(damage));
    }
    accepted_by_go(damage, &suspects, &mut all);
    for line in &suspects {
        close_line(damage, *line, &mut all);
    }
    close_flow(damage, &mut all);
    for line in suspects.iter().copied().chain(damage.lines.next(damage.last)) {
        tabs(damage, line, &mut all);
    }
    missing_dash(damage, damage.last, &mut all);
    for make in [
        slash_comment,
        document_line,
        value_before_block,
        key_without_colon,
        bad_escape,
        nameless,
        block_header,
        quote_value,
        trailing_text,
    ] {
        for line in &suspects {
            make(damage, *line, &damage.shape(*line), &mut all);
        }
    }
    for line in &suspects {
        stray_dash(damage, *line, &mut all);
    }
    reindent(damage, damage.last, &mut all);
    for line in &suspects {
        missing_comma(damage, *line, &mut all);
    }
    for line in suspects.iter().rev() {
        blank(damage, *line, &mut all);
    }
    all
}

impl Damage<'_, '_> {
    /// A candidate that changes one line, with its error.
    pub(super) fn candidate(
        &self,
        line: usize,
        changes: Vec<Change>,
        span: Span,
        message: Phrase,
    ) -> Candidate {
        let error = Some(SyntaxError { span, message });
        Candidate { changes, lines: self.lines.span(line), error, certain: true }
    }
}

/// Takes `//` for the beginning of a comment.
fn slash_comment(damage: &Damage<'_, '_>, line: usize, shape: &Shape, all: &mut Vec<Candidate>) {
    let content = Span { start: shape.content, end: damage.lines.span(line).end };
    if damage.slice(content).starts_with("//") {
        let slashes = Span { start: shape.content, end: shape.content + 2 };
        let message = Phrase::new(
            "`//` doesn't begin a comment in YAML: write `#`.",
            "YAML では `//` はコメントの始まりになりません。`#` と書いてください。",
        );
        let span = Span { start: content.start, end: shape.end.max(slashes.end) };
        all.push(damage.candidate(line, vec![Change::replace(slashes, "# ")], span, message));
    }
}

/// Moves what follows `---` to a line of its own.
fn document_line(damage: &Damage<'_, '_>, line: usize, shape: &Shape, all: &mut Vec<Candidate>) {
    let start = damage.lines.span(line).start;
    if damage.text[start..].starts_with("--- ") && shape.colons.len() == 1 {
        let span = Span { start, end: start + 3 };
        let space = Span { start: start + 3, end: start + 4 };
        all.push(damage.candidate(line, vec![Change::replace(space, "\n")], span, document_line_message()));
    }
}

/// A word on a line of its own becomes a key; `port:80` becomes `port: 80`.
fn key_without_colon(damage: &Damage<'_, '_>, line: usize, shape: &Shape, all: &mut Vec<Candidate>) {
    let span = Span { start: shape.content, end: shape.end };
    let complete = shape.open.is_empty() && shape.quote.is_none();
    if !shape.colons.is_empty() || !complete || span.start == span.end || damage.in_flow(line) {
        return;
    }
    let word = damage.slice(span);
    let (change, message) = match glued_colon(word) {
        _ if word.contains(WIDE_COLON) => wide_colon(word, span),
        Some(colon) => {
            let (key, value) = word.split_at(colon + 1);
            let message = write_instead(&no_space(), &quoted(&format!("{key} {value}")));
            (Change::insert(span.start + colon + 1, " "), message)
        }
        None => {
            let message = write_instead(&no_colon(), &quoted(&format!("{word}: …")));
            (Change::insert(span.end, ":"), message)
        }
    };
    all.push(damage.candidate(line, vec![change.clone()], span, message.clone()));
    let start = damage.lines.span(line).start;
    let blanks = Span { start, end: start + damage.lines.indent(line) };
    for target in indentations(damage, line) {
        if blanks.end == shape.content && target != blanks.end - start {
            let changes = vec![Change::replace(blanks, " ".repeat(target)), change.clone()];
            all.push(damage.candidate(line, changes, span, message.clone()));
        }
    }
}

fn no_space() -> Phrase {
    Phrase::new(
        "A key and its value need a space after the colon",
        "キーと値の間には、コロンの後にスペースが必要です",
    )
}

fn no_colon() -> Phrase {
    Phrase::new("A key needs a colon and a value", "キーにはコロンと値が必要です")
}

/// The colon of East Asian texts, which an input method writes easily.
const WIDE_COLON: char = '：';

fn wide_colon(word: &str, span: Span) -> (Change, Phrase) {
    let (key, value) = word.split_once(WIDE_COLON).unwrap_or((word, ""));
    let start = span.start + key.len();
    let mended = format!("{}: {}", key.trim_end(), value.trim_start());
    let wrong = Phrase::new(
        format!("`{WIDE_COLON}` is no colon to YAML"),
        format!("全角の `{WIDE_COLON}` は YAML ではコロンになりません"),
    );
    let message = write_instead(&wrong, &quoted(mended.trim_end()));
    (Change::replace(Span { start, end: start + WIDE_COLON.len_utf8() }, ": "), message)
}

/// The colon of `key:value`, where the part before it can be a key.
pub(super) fn glued_colon(word: &str) -> Option<usize> {
    let colon = word.find(':').filter(|colon| *colon > 0)?;
    let name =
        word[..colon].bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    let value = &word[colon + 1..];
    (name && !value.starts_with([':', '/']) && !word[..colon].bytes().all(|byte| byte.is_ascii_digit()))
        .then_some(colon)
}

/// Takes out a `-` with nothing after it.
fn stray_dash(damage: &Damage<'_, '_>, line: usize, all: &mut Vec<Candidate>) {
    let Span { start, end } = damage.lines.span(line);
    let dash = start + damage.lines.indent(line);
    if damage.text[dash..end].trim_end() == "-" {
        let span = Span { start: dash, end: dash + 1 };
        let message = of_kind(&ErrorKind::BlockSequenceEntryNotAllowed, "-");
        all.push(damage.candidate(line, vec![Change::replace(Span { start: dash, end }, "")], span, message));
    }
}

/// Takes a line out.
fn blank(damage: &Damage<'_, '_>, line: usize, all: &mut Vec<Candidate>) {
    let Span { start, end } = damage.lines.span(line);
    let content = Span { start: start + damage.lines.indent(line), end };
    let shown = Span { start: content.start, end: damage.shape(line).end.max(content.start) };
    let message = of_kind(&damage.kind, damage.slice(shown));
    let changes = vec![Change::replace(content, "")];
    all.push(Candidate { certain: false, ..damage.candidate(line, changes, shown, message) });
}
