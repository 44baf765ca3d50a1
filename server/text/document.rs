//! A text that is edited in place and converts between byte offsets and positions.

use super::{Encoding, Position};
use ropey::Rope;
use std::fmt;
use std::ops::Range;

/// A text under edit. A clone is cheap and shares what neither side changes.
#[derive(Debug, Clone)]
pub struct Document {
    rope: Rope,
}

impl Document {
    /// A document that holds `text`.
    pub fn new(text: &str) -> Self {
        Document { rope: Rope::from_str(text) }
    }

    /// The length in bytes.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// Whether it holds no character.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Puts `text` in the place of everything between `start` and `end`.
    ///
    /// Positions out of range are clamped as in [`Document::offset`]; an `end` before `start` is swapped with it.
    pub fn replace(&mut self, start: Position, end: Position, text: &str, encoding: Encoding) {
        let (one, other) = (self.char_at(start, encoding), self.char_at(end, encoding));
        let (from, to) = (one.min(other), one.max(other));
        self.rope.remove(from..to);
        self.rope.insert(from, text);
    }

    /// The byte offset of a position.
    ///
    /// A character past the end of its line means the end of the line, a line past the end of the text means the
    /// end of the text, and a unit inside a character means the begin of that character.
    pub fn offset(&self, position: Position, encoding: Encoding) -> usize {
        self.rope.char_to_byte(self.char_at(position, encoding))
    }

    /// The position of a byte offset.
    ///
    /// An offset past the end means the end, one inside a character the begin of it, and one inside a line ending
    /// the end of the line before it.
    pub fn position(&self, offset: usize, encoding: Encoding) -> Position {
        let at = self.rope.byte_to_char(offset.min(self.len()));
        let line = self.rope.char_to_line(at);
        let content = self.line_content(line);
        let (start, at) = (content.start, at.min(content.end));
        let character = match encoding {
            Encoding::Utf8 => self.rope.char_to_byte(at) - self.rope.char_to_byte(start),
            Encoding::Utf16 => self.rope.char_to_utf16_cu(at) - self.rope.char_to_utf16_cu(start),
            Encoding::Utf32 => at - start,
        };
        Position::new(narrow(line), narrow(character))
    }

    /// The index of the scalar value at a position, clamped.
    fn char_at(&self, position: Position, encoding: Encoding) -> usize {
        let line = wide(position.line);
        if line >= self.rope.len_lines() {
            return self.rope.len_chars();
        }
        let Range { start, end } = self.line_content(line);
        let units = wide(position.character);
        match encoding {
            Encoding::Utf8 => {
                let (start, end) = (self.rope.char_to_byte(start), self.rope.char_to_byte(end));
                self.rope.byte_to_char(start.saturating_add(units).min(end))
            }
            Encoding::Utf16 => {
                let (start, end) = (self.rope.char_to_utf16_cu(start), self.rope.char_to_utf16_cu(end));
                self.rope.utf16_cu_to_char(start.saturating_add(units).min(end))
            }
            Encoding::Utf32 => start.saturating_add(units).min(end),
        }
    }

    /// The scalar values of a line without its ending.
    fn line_content(&self, line: usize) -> Range<usize> {
        let start = self.rope.line_to_char(line);
        if line + 1 >= self.rope.len_lines() {
            return start..self.rope.len_chars();
        }
        // Every line but the last ends with LF, CR or CRLF.
        let ending = self.rope.line_to_char(line + 1) - 1;
        let is_crlf = ending > start && self.rope.char(ending) == '\n' && self.rope.char(ending - 1) == '\r';
        start..if is_crlf { ending - 1 } else { ending }
    }
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rope.chunks().try_for_each(|chunk| f.write_str(chunk))
    }
}

fn wide(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    fn at(text: &str, line: u32, character: u32, encoding: Encoding) -> usize {
        Document::new(text).offset(Position::new(line, character), encoding)
    }

    #[test]
    fn only_lf_crlf_and_cr_end_a_line() {
        let text = "a\nb\r\nc\rd\u{2028}e\u{85}f\u{c}g\u{b}h";
        assert_eq!(at(text, 1, 0, Encoding::Utf8), 2);
        assert_eq!(at(text, 2, 0, Encoding::Utf8), 5);
        assert_eq!(at(text, 3, 0, Encoding::Utf8), 7);
        assert_eq!(at(text, 4, 0, Encoding::Utf8), text.len(), "no fifth line");
    }

    #[test]
    fn a_byte_order_mark_counts() {
        let text = "\u{feff}name: x";
        assert_eq!(at(text, 0, 3, Encoding::Utf8), 3);
        assert_eq!(at(text, 0, 1, Encoding::Utf16), 3);
        assert_eq!(at(text, 0, 1, Encoding::Utf32), 3);
    }

    #[test]
    fn positions_out_of_range_are_clamped() {
        for encoding in ENCODINGS {
            assert_eq!(at("ab\r\ncd", 0, 99, encoding), 2);
            assert_eq!(at("ab\r\ncd", 1, u32::MAX, encoding), 6);
            assert_eq!(at("ab\r\ncd", u32::MAX, 0, encoding), 6);
            assert_eq!(at("", 0, 1, encoding), 0);
        }
        assert_eq!(at("😀x", 0, 1, Encoding::Utf16), 0, "inside a surrogate pair");
        assert_eq!(at("😀x", 0, 2, Encoding::Utf16), 4);
        assert_eq!(at("😀x", 0, 3, Encoding::Utf8), 0, "inside a character");
    }

    #[test]
    fn offsets_out_of_range_are_clamped() {
        let document = Document::new("ab\r\nあ");
        assert_eq!(document.position(3, Encoding::Utf16), Position::new(0, 2), "inside CRLF");
        assert_eq!(document.position(5, Encoding::Utf16), Position::new(1, 0), "inside a character");
        assert_eq!(document.position(99, Encoding::Utf16), Position::new(1, 1));
    }

    #[test]
    fn a_reversed_range_is_swapped() {
        let mut document = Document::new("abcd");
        document.replace(Position::new(0, 3), Position::new(0, 1), "-", Encoding::Utf16);
        assert_eq!(document.to_string(), "a-d");
    }

    /// The same conversions written as plainly as possible, over a `String`.
    mod naive {
        use super::*;

        /// Begin and end of each line's content, in bytes.
        fn lines(text: &str) -> Vec<(usize, usize)> {
            let (mut lines, mut start, mut rest) = (Vec::new(), 0, text.char_indices().peekable());
            while let Some((at, c)) = rest.next() {
                if c == '\r' && rest.peek().is_some_and(|&(_, next)| next == '\n') {
                    rest.next();
                    lines.push((start, at));
                    start = at + 2;
                } else if c == '\r' || c == '\n' {
                    lines.push((start, at));
                    start = at + 1;
                }
            }
            lines.push((start, text.len()));
            lines
        }

        fn width(c: char, encoding: Encoding) -> usize {
            match encoding {
                Encoding::Utf8 => c.len_utf8(),
                Encoding::Utf16 => c.len_utf16(),
                Encoding::Utf32 => 1,
            }
        }

        pub fn offset(text: &str, position: Position, encoding: Encoding) -> usize {
            let Some(&(start, end)) = lines(text).get(position.line as usize) else { return text.len() };
            let mut left = position.character as usize;
            for (at, c) in text[start..end].char_indices() {
                if left < width(c, encoding) {
                    return start + at;
                }
                left -= width(c, encoding);
            }
            end
        }

        pub fn position(text: &str, offset: usize, encoding: Encoding) -> Position {
            let lines = lines(text);
            let line = lines.iter().rposition(|&(start, _)| start <= offset).unwrap();
            let (start, end) = lines[line];
            let units = text[start..offset.min(end)].chars().map(|c| width(c, encoding)).sum::<usize>();
            Position::new(line as u32, units as u32)
        }

        pub fn replace(text: &mut String, start: Position, end: Position, new: &str, encoding: Encoding) {
            let (one, other) = (offset(text, start, encoding), offset(text, end, encoding));
            text.replace_range(one.min(other)..one.max(other), new);
        }
    }

    fn fragment() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("a"),
            Just(": "),
            Just("é"),
            Just("イメージ"),
            Just("😀"),
            Just("👨‍👩‍👧"),
            Just("\r\n"),
            Just("\n"),
            Just("\r"),
            Just("\u{feff}"),
            Just("\u{2028}"),
            Just("\u{85}"),
            Just("e\u{301}"),
            Just("\0"),
        ];
        prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    fn place() -> impl Strategy<Value = Position> {
        let number = prop_oneof![20 => 0..12u32, 1 => Just(u32::MAX)];
        (number.clone(), number).prop_map(|(line, character)| Position::new(line, character))
    }

    fn encoding() -> impl Strategy<Value = Encoding> {
        prop::sample::select(&ENCODINGS)
    }

    proptest! {
        #[test]
        fn edits_equal_the_naive_model(
            start in fragment(),
            edits in prop::collection::vec((place(), place(), fragment(), encoding()), 0..24),
        ) {
            let (mut document, mut model) = (Document::new(&start), start);
            for (from, to, text, encoding) in edits {
                document.replace(from, to, &text, encoding);
                naive::replace(&mut model, from, to, &text, encoding);
                prop_assert_eq!(document.to_string(), model.as_str());
                prop_assert_eq!(document.len(), model.len());
            }
        }

        #[test]
        fn positions_equal_the_naive_model(text in fragment(), place in place(), encoding in encoding()) {
            let document = Document::new(&text);
            prop_assert_eq!(document.offset(place, encoding), naive::offset(&text, place, encoding));
            for (offset, _) in text.char_indices().chain([(text.len(), '\0')]) {
                let position = naive::position(&text, offset, encoding);
                prop_assert_eq!(document.position(offset, encoding), position);
            }
        }
    }
}
