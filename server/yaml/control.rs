//! Control characters, which may stand nowhere in YAML, not even in comments.

use std::borrow::Cow;

use super::dialect::Found;
use super::tree::{Span, SyntaxError, Tree};
use crate::locale::Phrase;

/// Most characters that are reported one by one.
const REPORTED_MAX: usize = 20;

/// Whether Go's library refuses the character (`readerc.go`).
fn is_refused(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' | '\u{85}' => false,
        '\u{fffe}' | '\u{ffff}' => true,
        _ => c.is_control(),
    }
}

/// The text with a letter or blanks for each refused character, so that only that character is an error.
///
/// All offsets stay as they are.
pub(super) fn replaced(text: &str) -> Cow<'_, str> {
    if !text.contains(is_refused) {
        return Cow::Borrowed(text);
    }
    let mut replaced = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let in_word = chars.peek().is_some_and(|next| !next.is_whitespace());
        match (is_refused(c), in_word) {
            (false, _) => replaced.push(c),
            (true, true) => replaced.extend(std::iter::repeat_n('x', c.len_utf8())),
            (true, false) => replaced.extend(std::iter::repeat_n(' ', c.len_utf8())),
        }
    }
    Cow::Owned(replaced)
}

/// Reports the refused characters of the first document.
pub(super) fn check(text: &str, tree: &Tree, found: &mut Found) {
    let read = &text[..tree.first_document_end(text)];
    for (at, c) in read.char_indices().filter(|(_, c)| is_refused(*c)).take(REPORTED_MAX) {
        let code = format!("U+{:04X}", c as u32);
        let message = Phrase::new(
            format!("The control character {code} can't stand in YAML: remove it."),
            format!("制御文字 {code} は YAML では使えません。削除してください。"),
        );
        let scalar = tree.at(at).filter(|id| tree.node(*id).is_scalar());
        found.push((scalar, SyntaxError { span: Span { start: at, end: at + c.len_utf8() }, message }));
    }
}
