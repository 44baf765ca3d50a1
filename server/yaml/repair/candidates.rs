//! Ways to mend a damaged place, the most plausible first.

use granit_parser::ErrorKind;

use super::damage::Damage;
use super::draft::Change;
use super::lines::Shape;
use super::messages::{of_kind, quoted};
use crate::yaml::{Span, SyntaxError};

/// One way to mend.
#[derive(Debug)]
pub(super) struct Candidate {
    pub changes: Vec<Change>,
    /// The lines that the changes stand in.
    pub lines: Span,
    /// What is said of it; nothing where Go's library takes the text as it is.
    pub error: Option<SyntaxError>,
    /// Explains the failure so well that no other is tried when the text parses with it.
    pub certain: bool,
}

/// All ways to mend this damage.
pub(super) fn candidates(damage: &Damage<'_, '_>) -> Vec<Candidate> {
    let suspects = damage.suspects();
    let mut all = Vec::new();
    accepted_by_go(damage, &suspects, &mut all);
    for line in &suspects {
        close_line(damage, *line, &mut all);
    }
    close_flow(damage, &mut all);
    for line in suspects.iter().copied().chain(damage.lines.next(damage.last)) {
        tabs(damage, line, &mut all);
    }
    for make in [slash_comment, key_without_colon, bad_escape, quote_value, trailing_text] {
        for line in &suspects {
            make(damage, *line, &damage.shape(*line), &mut all);
        }
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
    fn candidate(&self, line: usize, changes: Vec<Change>, span: Span, message: String) -> Candidate {
        let error = Some(SyntaxError { span, message });
        Candidate { changes, lines: self.lines.span(line), error, certain: true }
    }
}

/// Where Go's library is more lenient than the parser: a comment right after a quotation mark or bracket, and
/// quoted text whose further lines are not indented.
fn accepted_by_go(damage: &Damage<'_, '_>, suspects: &[usize], all: &mut Vec<Candidate>) {
    for line in suspects {
        let shape = damage.shape(*line);
        if damage.kind == ErrorKind::InvalidQuotedScalarIndent {
            all.extend(indent_quoted(damage, *line, &shape));
        }
        if let Some(end) = shape.closed.filter(|end| damage.text[*end..].starts_with('#')) {
            let changes = vec![Change::insert(end, " ")];
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
    let changes = starts.map(|start| Change::insert(start, padding.clone())).collect();
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

/// Closes what one line leaves open.
fn close_line(damage: &Damage<'_, '_>, line: usize, all: &mut Vec<Candidate>) {
    let shape = damage.shape(line);
    let (span, message) = match (shape.quote, shape.open.first()) {
        (Some(quote), _) => {
            let mark = char::from(quote.byte);
            (
                Span { start: quote.at, end: shape.end },
                format!("This text begins with {mark} and never ends: write {mark} after it"),
            )
        }
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

/// A backslash at the end would swallow the quotation mark that is written after it.
fn escape_end(damage: &Damage<'_, '_>, shape: &Shape) -> String {
    let double = shape.quote.filter(|quote| quote.byte == b'"');
    let text = double.map_or("", |quote| &damage.text[quote.at..shape.end]);
    let backslashes = text.len() - text.trim_end_matches('\\').len();
    if backslashes % 2 == 1 { "\\".into() } else { String::new() }
}

fn unclosed(open: u8, closer: char) -> String {
    let what = if open == b'[' { "list" } else { "map" };
    format!(
        "This {what} begins with `{}` and never ends: write `{closer}` after its last item",
        char::from(open)
    )
}

/// Closes a list or map in brackets before the first line that is indented like a neighbour of its key.
fn close_flow(damage: &Damage<'_, '_>, all: &mut Vec<Candidate>) {
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

fn tabs(damage: &Damage<'_, '_>, line: usize, all: &mut Vec<Candidate>) {
    let start = damage.lines.span(line).start;
    let blanks = Span { start, end: start + damage.lines.indent(line) };
    let text = damage.slice(blanks);
    let Some(first) = text.find('\t') else { return };
    let tabs = text[first..].len();
    let span = Span { start: start + first, end: start + first + tabs };
    let shape = damage.shape(line);
    for target in indentations(damage, line) {
        for colon in [false, true] {
            let mut changes = vec![Change::replace(blanks, " ".repeat(target))];
            if colon && !shape.colons.is_empty() {
                continue;
            }
            if colon {
                changes.push(Change::insert(shape.end, ":"));
            }
            all.push(damage.candidate(
                line,
                changes,
                span,
                "YAML can't be indented with tabs: use spaces".into(),
            ));
        }
    }
}

/// Indentations that would fit a line, the likeliest first: that of its neighbours, or one level below.
fn indentations(damage: &Damage<'_, '_>, line: usize) -> Vec<usize> {
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

fn slash_comment(damage: &Damage<'_, '_>, line: usize, shape: &Shape, all: &mut Vec<Candidate>) {
    let content = Span { start: shape.content, end: damage.lines.span(line).end };
    if damage.slice(content).starts_with("//") {
        let slashes = Span { start: shape.content, end: shape.content + 2 };
        let message = "`//` doesn't begin a comment in YAML: write `#`".into();
        let span = Span { start: content.start, end: shape.end.max(slashes.end) };
        all.push(damage.candidate(line, vec![Change::replace(slashes, "# ")], span, message));
    }
}

/// A word on a line of its own becomes a key; `port:80` becomes `port: 80`.
fn key_without_colon(damage: &Damage<'_, '_>, line: usize, shape: &Shape, all: &mut Vec<Candidate>) {
    let span = Span { start: shape.content, end: shape.end };
    if !shape.colons.is_empty() || !shape.open.is_empty() || shape.quote.is_some() || span.start == span.end {
        return;
    }
    let word = damage.slice(span);
    let (change, message) = match glued_colon(word) {
        Some(colon) => {
            let (key, value) = word.split_at(colon + 1);
            let mended = quoted(&format!("{key} {value}"));
            let message = format!("A key and its value need a space after the colon: write {mended}");
            (Change::insert(span.start + colon + 1, " "), message)
        }
        None => {
            let message = format!("A key needs a colon and a value: write {}", quoted(&format!("{word}: …")));
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

/// The colon of `key:value`, where the part before it can be a key.
fn glued_colon(word: &str) -> Option<usize> {
    let colon = word.find(':').filter(|colon| *colon > 0)?;
    let name =
        word[..colon].bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    let value = &word[colon + 1..];
    (name && !value.starts_with([':', '/']) && !word[..colon].bytes().all(|byte| byte.is_ascii_digit()))
        .then_some(colon)
}

/// Puts a value in quotes that can't stand without.
fn quote_value(damage: &Damage<'_, '_>, line: usize, shape: &Shape, all: &mut Vec<Candidate>) {
    let value = shape.value(damage.text);
    let text = damage.slice(value);
    let dashed = damage.lines.span(line).start + damage.lines.indent(line) < shape.content;
    if text.is_empty() || (shape.colons.is_empty() && !dashed) {
        return;
    }
    let message = match text.chars().next() {
        _ if shape.colons.len() > 1 => "A text with a colon and a blank in it must stand in quotes".into(),
        Some('-') => {
            "A list begins on a line of its own, below its key; a text with `- ` must stand in quotes".into()
        }
        Some(first) if "@`%*&!|>]},?:".contains(first) => {
            format!("A text that begins with `{first}` must stand in quotes")
        }
        _ => return,
    };
    let message = format!("{message}: write {}", quoted(&single_quoted(text)));
    all.push(damage.candidate(line, vec![Change::replace(value, single_quoted(text))], value, message));
}

/// In double quotes a backslash begins an escape, and not every escape is known.
fn bad_escape(damage: &Damage<'_, '_>, line: usize, shape: &Shape, all: &mut Vec<Candidate>) {
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
    for escape in shape.escapes.iter().filter(|_| known) {
        let length = damage.text[escape + 1..].chars().next().map_or(0, char::len_utf8);
        let span = Span { start: *escape, end: escape + 1 + length };
        let message = of_kind(&damage.kind, "");
        all.push(damage.candidate(line, vec![Change::insert(*escape, "\\")], span, message));
    }
}

fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Drops what stands after a closing quotation mark or bracket.
fn trailing_text(damage: &Damage<'_, '_>, line: usize, shape: &Shape, all: &mut Vec<Candidate>) {
    let Some(end) = shape.closed.filter(|end| *end < shape.end) else { return };
    let blanks = damage.text[end..shape.end].len() - damage.text[end..shape.end].trim_start().len();
    let span = Span { start: end + blanks, end: shape.end };
    let last = damage.text[..end].chars().last().unwrap_or('"');
    let message =
        format!("Nothing can stand after the closing {last}: remove {}", quoted(damage.slice(span)));
    all.push(damage.candidate(line, vec![Change::replace(span, "")], span, message));
}

fn reindent(damage: &Damage<'_, '_>, line: usize, all: &mut Vec<Candidate>) {
    let Span { start, end } = damage.lines.span(line);
    let indent = damage.lines.indent(line);
    let span = if indent > 0 { Span { start, end: start + indent } } else { Span { start, end } };
    for target in indentations(damage, line).into_iter().filter(|target| *target != indent) {
        let message = format!(
            "This line is indented by {indent} spaces and doesn't fit its neighbours: indent it by {target}"
        );
        let changes = vec![Change::replace(Span { start, end: start + indent }, " ".repeat(target))];
        let certain = false;
        all.push(Candidate { certain, ..damage.candidate(line, changes, span, message) });
    }
}

fn missing_comma(damage: &Damage<'_, '_>, line: usize, all: &mut Vec<Candidate>) {
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
    let message = "The items in brackets are parted by commas: write `,` after this one".into();
    let changes = vec![Change::insert(shape.end, ",")];
    all.push(Candidate { certain: false, ..damage.candidate(line, changes, span, message) });
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
