//! What a line looks like, read alone: its indentation, key, value, and what it leaves open.

use crate::yaml::Span;

/// Line starts of a text; LF, CRLF and CR end lines.
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            if *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                starts.push(at + 1);
            }
        }
        Self { text, starts }
    }

    pub(super) fn count(&self) -> usize {
        self.starts.len()
    }

    /// The line that holds an offset.
    pub(super) fn at(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// A line without its line end.
    pub(super) fn span(&self, line: usize) -> Span {
        let start = self.starts.get(line).copied().unwrap_or(self.text.len());
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        let kept = self.text[start..end].trim_end_matches(['\n', '\r']).len();
        Span { start, end: start + kept }
    }

    pub(super) fn text(&self, line: usize) -> &'t str {
        let Span { start, end } = self.span(line);
        &self.text[start..end]
    }

    /// Whether the line has nothing but blanks and a comment.
    pub(super) fn is_blank(&self, line: usize) -> bool {
        let trimmed = self.text(line).trim_start_matches([' ', '\t']);
        trimmed.is_empty() || trimmed.starts_with('#')
    }

    /// Number of blanks before the content.
    pub(super) fn indent(&self, line: usize) -> usize {
        let text = self.text(line);
        text.len() - text.trim_start_matches([' ', '\t']).len()
    }

    /// The nearest line after `line` that has content.
    pub(super) fn next(&self, line: usize) -> Option<usize> {
        (line + 1..self.count()).find(|next| !self.is_blank(*next))
    }

    /// The nearest line before `line` that has content.
    pub(super) fn previous(&self, line: usize) -> Option<usize> {
        (0..line.min(self.count())).rev().find(|previous| !self.is_blank(*previous))
    }

    /// The line's shape, in offsets of the text.
    pub(super) fn shape(&self, line: usize, in_flow: bool) -> Shape {
        let Span { start, end } = self.span(line);
        Shape::read(self.text, Span { start, end }, in_flow)
    }
}

/// A bracket or a quotation mark and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub byte: u8,
    pub at: usize,
}

impl Mark {
    /// What closes it.
    pub(super) fn closer(self) -> char {
        match self.byte {
            b'[' => ']',
            b'{' => '}',
            quote => char::from(quote),
        }
    }
}

/// The parts of one line.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// After indentation and `- `.
    pub content: usize,
    /// End of the content, without blanks and comment.
    pub end: usize,
    /// Colons outside of brackets that part a key from a value.
    pub colons: Vec<usize>,
    /// Brackets that the line opens and doesn't close.
    pub open: Vec<Mark>,
    /// Brackets that are not closed before another one is, and where that one is closed.
    pub mismatched: Vec<(Mark, usize)>,
    /// The quotation mark that the line opens and doesn't close.
    pub quote: Option<Mark>,
    /// Where a quoted text or a bracket of the value ended, outside of all brackets.
    pub closed: Option<usize>,
    /// Backslashes in double quotes that begin an escape.
    pub escapes: Vec<usize>,
}

impl Shape {
    fn read(text: &str, line: Span, in_flow: bool) -> Self {
        let mut reader =
            Reader { bytes: &text.as_bytes()[..line.end], at: line.start, in_flow, ..Reader::default() };
        reader.skip_indentation();
        reader.shape.content = reader.at;
        reader.shape.end = reader.at;
        reader.fresh = true;
        while reader.at < line.end && reader.step() {}
        reader.shape
    }

    /// The value after the first colon; all of the content where there is none.
    pub(super) fn value(&self, text: &str) -> Span {
        let from = self.colons.first().map_or(self.content, |colon| colon + 1);
        let blanks =
            text[from..self.end.max(from)].bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        Span { start: from + blanks, end: self.end.max(from + blanks) }
    }

    /// All that must be written to close what the line opens.
    pub(super) fn closers(&self) -> String {
        self.quote.iter().chain(self.open.iter().rev()).map(|mark| mark.closer()).collect()
    }
}

#[derive(Default)]
struct Reader<'t> {
    bytes: &'t [u8],
    at: usize,
    in_flow: bool,
    /// A new token can begin here.
    fresh: bool,
    shape: Shape,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn is_blank(&self, ahead: usize) -> bool {
        matches!(self.peek(ahead), None | Some(b' ' | b'\t'))
    }

    fn skip_indentation(&mut self) {
        loop {
            match self.peek(0) {
                Some(b' ' | b'\t') => self.at += 1,
                Some(b'-' | b'?') if self.is_blank(1) && !self.in_flow => self.at += 1,
                _ => return,
            }
        }
    }

    /// Reads one token or character; false at a comment.
    fn step(&mut self) -> bool {
        let Some(byte) = self.peek(0) else { return false };
        let nested = self.in_flow || !self.shape.open.is_empty();
        match byte {
            b' ' | b'\t' => {
                self.at += 1;
                return true;
            }
            b'#' if self.shape.closed == Some(self.at) => return false,
            b'#' if self.at == 0 || matches!(self.bytes[self.at - 1], b' ' | b'\t' | b'\n' | b'\r') => {
                return false;
            }
            b'"' | b'\'' if self.fresh => return self.quoted(byte),
            b'[' | b'{' if self.fresh || nested => {
                self.shape.open.push(Mark { byte, at: self.at });
                self.fresh = true;
            }
            b']' | b'}' if nested => self.close(byte),
            b',' if nested => self.fresh = true,
            b':' if self.is_blank(1)
                || (nested && matches!(self.peek(1), Some(b',' | b'[' | b']' | b'{' | b'}'))) =>
            {
                self.colon();
            }
            b'&' | b'*' | b'!' if self.fresh => self.skip_word(),
            _ => self.fresh = false,
        }
        self.at = (self.at + 1).min(self.bytes.len());
        self.shape.end = self.at;
        true
    }

    /// Closes the bracket that belongs to `byte`, and notes those in between that are not closed.
    fn close(&mut self, byte: u8) {
        self.fresh = false;
        let own = |mark: &Mark| mark.closer() == char::from(byte);
        if let Some(opener) = self.shape.open.iter().rposition(own) {
            let between = self.shape.open.drain(opener..).skip(1);
            self.shape.mismatched.extend(between.map(|mark| (mark, self.at)));
        }
        self.note_closed(self.at + 1);
    }

    /// An anchor, an alias or a tag; a value can follow.
    fn skip_word(&mut self) {
        while !self.is_blank(1) && !matches!(self.peek(1), Some(b',' | b']' | b'}')) {
            self.at += 1;
        }
    }

    fn colon(&mut self) {
        if self.shape.open.is_empty() {
            self.shape.colons.push(self.at);
            self.shape.closed = None;
        }
        self.fresh = true;
    }

    fn note_closed(&mut self, end: usize) {
        if self.shape.open.is_empty() && self.shape.closed.is_none() {
            self.shape.closed = Some(end);
        }
    }

    fn quoted(&mut self, quote: u8) -> bool {
        let start = self.at;
        self.at += 1;
        while let Some(byte) = self.peek(0) {
            match byte {
                b'\\' if quote == b'"' => {
                    self.shape.escapes.push(self.at);
                    self.at += 1;
                }
                b'\'' if quote == b'\'' && self.peek(1) == Some(b'\'') => self.at += 1,
                _ if byte == quote => {
                    self.at += 1;
                    self.shape.end = self.at;
                    self.fresh = false;
                    self.note_closed(self.at);
                    return true;
                }
                _ => {}
            }
            self.at += 1;
        }
        self.at = self.bytes.len();
        self.shape.quote = Some(Mark { byte: quote, at: start });
        self.shape.end = start + self.bytes[start..].trim_ascii_end().len();
        false
    }
}
