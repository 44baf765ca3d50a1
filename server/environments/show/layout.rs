//! Pieces → lines with indentation and marks.

use super::pieces::{Form, Piece};
use super::{Place, scalar, words};
use crate::locale::Locale;

/// Brackets stay on one line up to this many characters.
const WIDEST: usize = 100;

/// Where the lines of a text begin.
pub struct Lines(Vec<usize>);

impl Lines {
    /// Lines end as they do in the protocol: with LF, CR or CRLF.
    pub fn of(text: &str) -> Lines {
        let bytes = text.as_bytes();
        let ends =
            |at: &usize| bytes[*at] == b'\n' || (bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        Lines((0..bytes.len()).filter(ends).map(|at| at + 1).collect())
    }

    /// The number, from 1, of the line of a byte.
    pub fn number(&self, offset: usize) -> usize {
        self.0.partition_point(|start| *start <= offset) + 1
    }
}

/// The text under way.
pub struct Page<'a> {
    /// What is written.
    pub text: String,
    /// Where each line comes from.
    pub lines: Vec<Option<Place>>,
    /// The length of each line in bytes, without its mark.
    pub plain: Vec<usize>,
    manifest: Lines,
    environment: Option<&'a str>,
    locale: Locale,
}

impl<'a> Page<'a> {
    /// An empty page. `environment` is the one that marks speak of.
    pub fn new(manifest: &str, environment: Option<&'a str>, locale: Locale) -> Self {
        let manifest = Lines::of(manifest);
        Page { text: String::new(), lines: Vec::new(), plain: Vec::new(), manifest, environment, locale }
    }

    /// A line that is a comment.
    pub fn comment(&mut self, words: &str) {
        self.push(&format!("# {words}"), None);
    }

    /// The whole manifest.
    pub fn root(&mut self, root: &Piece) {
        match &root.form {
            Form::Map { entries, .. } if !entries.is_empty() => {
                for (key, piece) in entries {
                    self.piece(format!("{key}:"), 2, piece);
                }
            }
            _ => self.push("{}", None),
        }
    }

    /// A piece behind `lead`, which begins its line; what stands below it is indented by `indent`.
    fn piece(&mut self, lead: String, indent: usize, piece: &Piece) {
        if let Some(line) = one_line(piece) {
            let blank = if line.is_empty() { "" } else { " " };
            return self.marked(&format!("{lead}{blank}{line}"), piece);
        }
        match &piece.form {
            Form::Line(_) => {}
            Form::Block(header, lines) => {
                self.marked(&format!("{lead} {header}"), piece);
                for line in lines {
                    let line = if line.is_empty() { String::new() } else { pad(indent) + line };
                    self.push(&line, Some(piece.place));
                }
            }
            Form::List { items, .. } => {
                let items = items.iter().map(|item| ("-".to_owned(), item));
                self.children(lead, indent, piece, items);
            }
            Form::Map { entries, .. } => {
                let entries = entries.iter().map(|(key, entry)| (format!("{key}:"), entry));
                self.children(lead, indent, piece, entries);
            }
        }
    }

    /// The first child of an item of a list stands behind its dash, all others on lines of their own.
    fn children<'p>(
        &mut self,
        lead: String,
        indent: usize,
        piece: &Piece,
        children: impl Iterator<Item = (String, &'p Piece)>,
    ) {
        let mut before = lead.ends_with('-').then_some(format!("{lead} "));
        if before.is_none() {
            self.marked(&lead, piece);
        }
        for (sign, child) in children {
            let start = before.take().unwrap_or_else(|| pad(indent));
            self.piece(start + &sign, indent + 2, child);
        }
    }

    /// A line with the mark of its piece.
    fn marked(&mut self, line: &str, piece: &Piece) {
        let Place { span, in_override } = piece.place;
        let is_own = in_override && piece.is_whole;
        let environment = self.environment.filter(|_| is_own);
        let mark = environment.map(|name| words::mark(name, self.manifest.number(span.start), self.locale));
        let zeroed = piece.is_zeroed.then(|| words::zeroed(self.locale).to_owned());
        let comment: Vec<String> = mark.into_iter().chain(zeroed).collect();
        self.push(line, Some(piece.place));
        if !comment.is_empty() {
            self.text.pop();
            self.text.extend(["  # ", &comment.join("; "), "\n"]);
        }
    }

    fn push(&mut self, line: &str, place: Option<Place>) {
        self.text.push_str(line);
        self.text.push('\n');
        self.lines.push(place);
        self.plain.push(line.len());
    }
}

fn pad(indent: usize) -> String {
    " ".repeat(indent)
}

/// What fits on the line of its key: a scalar, an empty collection, or what the manifest has in brackets.
fn one_line(piece: &Piece) -> Option<String> {
    match &piece.form {
        Form::Line(line) => Some(line.clone()),
        Form::Block(..) => None,
        Form::List { items, .. } if items.is_empty() => Some("[]".to_owned()),
        Form::Map { entries, .. } if entries.is_empty() => Some("{}".to_owned()),
        _ => {
            let mut line = String::new();
            in_brackets(piece, &mut line)?;
            Some(line)
        }
    }
}

/// Writes in brackets; `None` where some part has none in the manifest, is marked by itself, or makes the line too long.
fn in_brackets(piece: &Piece, line: &mut String) -> Option<()> {
    let separated = |line: &mut String, index: usize| {
        if index > 0 {
            line.push_str(", ");
        }
    };
    match &piece.form {
        Form::Line(text) if text.is_empty() => line.push_str("null"),
        Form::Line(text) if scalar::fits_flow(text) => line.push_str(text),
        Form::List { items, flow } if *flow || items.is_empty() => {
            line.push('[');
            for (index, item) in items.iter().enumerate() {
                separated(line, index);
                in_brackets(item, line)?;
            }
            line.push(']');
        }
        Form::Map { entries, flow } if (*flow && piece.is_whole) || entries.is_empty() => {
            line.push('{');
            for (index, (key, entry)) in entries.iter().enumerate() {
                separated(line, index);
                scalar::fits_flow(key).then(|| line.push_str(key))?;
                line.push_str(": ");
                in_brackets(entry, line)?;
            }
            line.push('}');
        }
        _ => return None,
    }
    let is_odd = piece.is_zeroed || line.chars().count() > WIDEST;
    (!is_odd).then_some(())
}
