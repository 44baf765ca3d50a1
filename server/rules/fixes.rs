//! Builders of fixes.

use super::check::Check;
use super::lines::{line_break, line_end, line_start, past_break};
use crate::finding::{self, Edit};
use crate::locale::Phrase;
use crate::manifest::value::Value;
use crate::yaml::{NodeData, Span};

/// A change that mends a violation, titled in every language.
pub type Fix = finding::Fix<Phrase>;

/// A fix that puts `text` in the place of the characters of a span.
pub fn edit(title: Phrase, span: Span, text: impl Into<String>) -> Fix {
    Fix { title, edits: vec![Edit { span, text: text.into() }], safe: true }
}

/// A fix that replaces the characters of a value.
pub fn replace(title: Phrase, value: &Value, text: impl Into<String>) -> Fix {
    edit(title, value.origin.span, text)
}

/// The title of a fix that changes a value.
pub fn change_title(word: impl std::fmt::Display) -> Phrase {
    Phrase::new(format!("Change to `{word}`"), format!("`{word}` に変更する"))
}

/// A fix that writes another word in the place of a value.
pub fn change_to(value: &Value, word: &str) -> Fix {
    replace(change_title(word), value, word)
}

/// A fix that takes out a key with its value, where they fill whole lines of a block map.
pub fn removal(title: Phrase, value: &Value, text: &str) -> Option<Fix> {
    let key = value.origin.key?;
    let written = key.end.max(value.origin.span.end);
    let (start, end) = (line_start(text, key.start), line_end(text, written));
    let is_blank = |from: usize, to: usize| text.get(from..to).is_some_and(|part| part.trim().is_empty());
    let alone = is_blank(start, key.start) && is_blank(written, end);
    alone.then(|| edit(title, Span { start, end: past_break(text, end) }, ""))
}

/// A fix that writes `key: value` as the first entry of a map; none where the map is not written out at this place.
pub fn insert(check: &Check<'_>, title: Phrase, map: &Value, entry: &str) -> Option<Fix> {
    let NodeData::Mapping { entries, flow } = &check.tree.node(map.origin.node).data else { return None };
    let start = check.tree.node(entries.first()?.key).span.start;
    let column = check.text.get(line_start(check.text, start)..start)?.chars().count();
    let separator =
        if *flow { ", ".to_owned() } else { format!("{}{}", line_break(check.text), " ".repeat(column)) };
    let fix = edit(title, Span { start, end: start }, format!("{entry}{separator}"));
    Some(Fix { safe: false, ..fix })
}
