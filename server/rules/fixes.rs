//! Builders of fixes.

use super::check::Check;
use super::lines::{line_break, line_end, line_start, past_break};
use crate::finding::{self, Edit};
use crate::locale::Phrase;
use crate::manifest::value::Value;
use crate::yaml::{Entry, NodeData, NodeId, Resolved, Span, Style, Tree, resolve};
use std::ops::RangeInclusive;

/// A change that mends a violation, titled in every language.
pub type Fix = finding::Fix<Phrase>;

/// A fix that puts `text` in the place of the characters of a span.
pub fn edit(title: Phrase, span: Span, text: impl Into<String>) -> Fix {
    Fix::new(title, vec![Edit { span, text: text.into() }])
}

/// A fix that replaces the characters of a value.
pub fn replace(title: Phrase, value: &Value, text: impl Into<String>) -> Fix {
    edit(title, value.origin.span, text)
}

/// The title of a fix that changes a value.
pub fn change_title(word: impl std::fmt::Display) -> Phrase {
    Phrase::new(format!("Change to `{word}`"), format!("`{word}` に変更する"))
}

/// A fix that writes another word in the place of a value. None where nothing is written: a tag or an anchor stands there.
pub fn change_to(value: &Value, word: &str) -> Option<Fix> {
    let span = value.origin.span;
    (span.start < span.end).then(|| replace(change_title(word), value, word))
}

/// A fix that writes a text in the place of a value, such as the name of a file that somebody gave: with quotes where
/// YAML would read something else. None where one line can't hold it, or nothing is written.
pub fn change_to_text(value: &Value, text: &str) -> Option<Fix> {
    if text.contains(char::is_control) {
        return None;
    }
    let begins = |c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '.' | '$');
    let goes_on = |c: char| begins(c) || matches!(c, '-' | '+' | '@' | '~');
    let is_plain = text.starts_with(begins) && text.chars().all(goes_on);
    let is_text = is_plain && resolve(text, Style::Plain, None) == Resolved::Str;
    let written = if is_text { text.to_owned() } else { format!("'{}'", text.replace('\'', "''")) };
    Some(Fix { title: change_title(text), ..change_to(value, &written)? })
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

/// A fix that takes out a key with its value. Never safe: what it was meant for is lost. None where other things stand
/// on its lines, or nothing would be left of its map.
pub fn remove(key: NodeId, tree: &Tree, text: &str) -> Option<Fix> {
    let (name, _) = tree.scalar(key)?;
    let NodeData::Mapping { entries, flow } = &tree.node(tree.node(key).parent?).data else { return None };
    let at = entries.binary_search_by_key(&key, |entry| entry.key).ok().filter(|_| entries.len() > 1)?;
    let end_of = |entry: &Entry| tree.node(entry.key).span.end.max(tree.node(entry.value).span.end);
    let own = Span { start: tree.node(key).span.start, end: end_of(entries.get(at)?) };
    let span = if *flow {
        match (at.checked_sub(1).and_then(|before| entries.get(before)), entries.get(at + 1)) {
            (Some(before), _) => Span { start: end_of(before), end: own.end },
            (None, Some(after)) => Span { start: own.start, end: tree.node(after.key).span.start },
            (None, None) => return None,
        }
    } else {
        let written = own.start + text.get(own.start..own.end)?.trim_end().len();
        let (start, end) = (line_start(text, own.start), line_end(text, written));
        let after = text.get(written..end)?.trim_start().trim_start_matches(':').trim_start();
        let is_alone = text.get(start..own.start)?.trim().is_empty();
        let is_last = after.is_empty() || after.starts_with('#');
        (is_alone && is_last).then_some(Span { start, end: past_break(text, end) })?
    };
    let title = Phrase::new(format!("Remove `{name}`"), format!("`{name}` を削除する"));
    Some(Fix { safe: false, ..edit(title, span, "") })
}

/// The same for a value of a check, where it is written last.
pub fn remove_value(check: &Check<'_>, value: &Value) -> Option<Fix> {
    remove(check.tree.key_of(value.place().node)?, check.tree, check.text)
}

/// A fix that writes `key: value` on a line of its own below a value of one line in a block map.
pub fn add_below(check: &Check<'_>, value: &Value, entry: &str) -> Option<Fix> {
    let (tree, text) = (check.tree, check.text);
    let key = tree.key_of(value.origin.node)?;
    let NodeData::Mapping { flow: false, .. } = tree.node(tree.node(key).parent?).data else { return None };
    let start = tree.node(key).span.start;
    let column = text.get(line_start(text, start)..start)?.chars().count();
    let end = line_end(text, value.origin.span.start);
    let title = Phrase::new(format!("Add `{entry}`"), format!("`{entry}` を追加する"));
    let line = format!("{}{}{entry}", line_break(text), " ".repeat(column));
    let is_one_line = value.origin.span.end <= end;
    is_one_line.then(|| unsafely(edit(title, Span { start: end, end }, line)))
}

/// A fix that changes a duration to the nearest one of a range of seconds.
pub fn clamp_seconds(value: &Value, range: &RangeInclusive<i64>) -> Option<Fix> {
    let nearest = value.seconds()?.clamp(*range.start(), *range.end());
    change_to(value, &format!("{nearest}s")).map(unsafely)
}

/// The fix, with a meaning that is not certain.
pub fn unsafely(fix: Fix) -> Fix {
    Fix { safe: false, ..fix }
}

/// A fix that writes `key: value` as the first entry of a map; none where the map is not written out at this place, or
/// its first key does not begin its line.
pub fn insert(check: &Check<'_>, title: Phrase, map: &Value, entry: &str) -> Option<Fix> {
    let NodeData::Mapping { entries, flow } = &check.tree.node(map.origin.node).data else { return None };
    let start = check.tree.node(entries.first()?.key).span.start;
    let before = check.text.get(line_start(check.text, start)..start)?;
    // Behind a tag or an anchor nothing but the first key can stand.
    let is_first = *flow || before.chars().all(|c| matches!(c, ' ' | '-'));
    let column = before.chars().count();
    let separator =
        if *flow { ", ".to_owned() } else { format!("{}{}", line_break(check.text), " ".repeat(column)) };
    let fix = edit(title, Span { start, end: start }, format!("{entry}{separator}"));
    is_first.then(|| unsafely(fix))
}

/// What makes a value at `span`, which may be missing or a null, an empty text.
pub fn empty_text(span: Span, text: &str) -> &'static str {
    let is_apart = text.get(..span.start).is_some_and(|before| before.ends_with([' ', '\t']));
    if is_apart || span.start < span.end { "\"\"" } else { " \"\"" }
}

/// Behind the edit stands, but for other comments, a comment that is indented with a tab. Go takes that as a part of the
/// text before it, and as indentation behind anything else.
pub fn uncovers_tab(edit: &Edit, text: &str) -> bool {
    const MOST: usize = 100;
    let end = edit.span.end;
    let mut start = if line_start(text, end) == end { end } else { past_break(text, line_end(text, end)) };
    for _ in 0..MOST {
        let line = text.get(start..line_end(text, start)).unwrap_or_default();
        let content = line.trim_start();
        if !content.is_empty() && !content.starts_with('#') || start >= text.len() {
            return false;
        }
        if line[..line.len() - content.len()].contains('\t') {
            return true;
        }
        start = past_break(text, start + line.len());
    }
    // So many that nobody wants to look.
    true
}

/// A comment may begin right behind a quote, but not behind what takes the place of a quoted text.
pub fn keep_comment_apart(edit: &mut Edit, tree: &Tree) {
    let comments = &tree.comments;
    let next = comments.get(comments.partition_point(|comment| comment.span.start < edit.span.end));
    let ends_apart = edit.text.ends_with(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
    let is_joined = next.is_some_and(|comment| comment.span.start == edit.span.end);
    if is_joined && !edit.text.is_empty() && !ends_apart {
        edit.text.push(' ');
    }
}
