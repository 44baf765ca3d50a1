//! The text of a document: a rope, its line endings, and positions in UTF-8, UTF-16 and UTF-32.
//!
//! A line ends at LF, CRLF or CR and nowhere else, as the language server protocol counts lines.
//! A byte order mark is an ordinary character of the first line.

mod document;
mod position;

pub use document::Document;
pub use position::{Encoding, Position};
