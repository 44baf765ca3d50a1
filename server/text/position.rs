//! Places in a text as editors name them.

/// The unit that [`Position::character`] counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// 16-bit units: a character beyond U+FFFF counts twice. What every client knows.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

/// A place between two characters, both numbers counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The units of an [`Encoding`] before it in its line.
    pub character: u32,
}

impl Position {
    /// The place before unit `character` of line `line`.
    pub fn new(line: u32, character: u32) -> Self {
        Position { line, character }
    }
}
