//! Reading and writing whole entries of block mappings, with their comments and in the layout of the file.

use crate::assist::snippet::Layout;
use crate::finding::Edit;
use crate::manifest::source::Source;
use crate::rules::lines::{line_above, line_end, line_start, past_break};
use crate::yaml::{Entry, NodeData, NodeId, Span, Tree};

/// The blanks at the beginning of the line of an offset, or what stands before it there, in characters.
pub(super) fn column(text: &str, offset: usize) -> usize {
    text.get(line_start(text, offset)..offset).map_or(0, |before| before.chars().count())
}

/// The blanks of one level.
pub(super) fn unit(source: &Source) -> usize {
    Layout::of(&source.text, source.tree()).step
}

/// The entry with this key that stands in the mapping itself.
pub(super) fn own_entry(tree: &Tree, map: NodeId, key: &str) -> Option<Entry> {
    let NodeData::Mapping { entries, .. } = &tree.node(map).data else { return None };
    let named = |entry: &&Entry| tree.scalar(entry.key).is_some_and(|(text, _)| text == key);
    entries.iter().find(named).copied()
}

/// One past the last byte of an entry, without comments behind it.
pub(super) fn end_of(source: &Source, entry: Entry) -> usize {
    let (tree, text) = (source.tree(), &source.text);
    let (key, value) = (tree.node(entry.key).span, tree.node(entry.value).span);
    let end = key.end.max(value.end);
    text.get(key.end..end).map_or(end, |written| key.end + written.trim_end().len())
}

/// The lines of an entry of a block mapping, without the last line break; `None` where other things stand on them.
pub(super) fn lines_of(source: &Source, entry: Entry) -> Option<Span> {
    let (tree, text) = (source.tree(), &source.text);
    let key = tree.node(entry.key).span;
    let written = end_of(source, entry);
    let (start, end) = (line_start(text, key.start), line_end(text, written));
    let after = text.get(written..end)?.trim_start().trim_start_matches(':').trim_start();
    let is_alone = text.get(start..key.start)?.bytes().all(|byte| byte == b' ');
    (is_alone && (after.is_empty() || after.starts_with('#'))).then_some(Span { start, end })
}

/// The same with the comment lines right above, which speak of it.
pub(super) fn with_comments(source: &Source, lines: Span) -> Span {
    let text = &source.text;
    let indent = |start: usize| {
        text.get(start..line_end(text, start)).map(|line| line.len() - line.trim_start_matches(' ').len())
    };
    let own = indent(lines.start);
    let mut start = lines.start;
    while let Some(above) = line_above(text, start) {
        let is_comment =
            text.get(above.start..above.end).is_some_and(|line| line.trim_start().starts_with('#'));
        if !is_comment || indent(above.start) != own {
            break;
        }
        start = above.start;
    }
    // At the top of the file comments speak of the file.
    if start == 0 { lines } else { Span { start, ..lines } }
}

/// Lines moved from one column to another.
pub(super) fn moved(lines: &str, from: usize, to: usize) -> String {
    let mut result = String::with_capacity(lines.len());
    for line in lines.split_inclusive('\n') {
        let content = line.trim_start_matches(' ');
        if !content.trim_end().is_empty() {
            let indent = (line.len() - content.len()).saturating_sub(from) + to;
            result.extend(std::iter::repeat_n(' ', indent));
        }
        result.push_str(content);
    }
    result
}

/// The edit that takes lines out, with the line break behind them; of two blank lines around them, one.
pub(super) fn removal(source: &Source, lines: Span) -> Edit {
    let text = &source.text;
    let mut end = past_break(text, lines.end);
    let is_blank = |span: Span| text.get(span.start..span.end).is_some_and(|line| line.trim().is_empty());
    let below = Span { start: end, end: line_end(text, end) };
    if end < text.len() && is_blank(below) && line_above(text, lines.start).is_none_or(is_blank) {
        end = past_break(text, below.end);
    }
    Edit { span: Span { start: lines.start, end }, text: String::new() }
}

/// The lines of an entry, or of the mapping around it where it is the only one there, up to `root`.
pub(super) fn removable(source: &Source, mut entry: Entry, root: NodeId) -> Option<Span> {
    let tree = source.tree();
    loop {
        let map = tree.node(entry.key).parent?;
        let NodeData::Mapping { entries, flow: false } = &tree.node(map).data else { return None };
        if entries.len() > 1 || map == root {
            return lines_of(source, entry);
        }
        entry = Entry { key: tree.key_of(map)?, value: map };
    }
}

/// The edit that writes an entry, given as lines at column 0, at the end of the mapping at `keys` below `map`;
/// mappings that do not exist are begun. `None` where something else stands in the way, or the mapping is in flow
/// style.
pub(super) fn put(source: &Source, map: NodeId, keys: &[&str], entry: &str) -> Option<Edit> {
    let (tree, text) = (source.tree(), &source.text);
    let mut map = map;
    for (depth, key) in keys.iter().enumerate() {
        let Some(found) = own_entry(tree, map, key) else {
            let is_merged = tree.entry(map, key).is_some();
            return append(source, map, &keys[depth..], entry).filter(|_| !is_merged);
        };
        let value = tree.node(found.value);
        if value.anchor().is_some() || value.tag().is_some() {
            return None;
        }
        if value.span.start == value.span.end {
            let key = tree.node(found.key).span;
            let at = line_end(text, key.end);
            let is_block = lines_of(source, found).is_some();
            let column = column(text, key.start) + unit(source);
            return is_block.then(|| insertion(source, at, column, &keys[depth + 1..], entry, false));
        }
        map = found.value;
    }
    append(source, map, &[], entry)
}

/// `environments` stays the last section of the file.
fn append(source: &Source, map: NodeId, keys: &[&str], entry: &str) -> Option<Edit> {
    let (tree, text) = (source.tree(), &source.text);
    let NodeData::Mapping { entries, flow: false } = &tree.node(map).data else { return None };
    let is_environments = |entry: &Entry| {
        Some(map) == tree.root && tree.scalar(entry.key).is_some_and(|(key, _)| key == "environments")
    };
    let first = entries.first()?;
    let last = entries.iter().rfind(|entry| !is_environments(entry))?;
    let at = line_end(text, end_of(source, *last));
    let column = column(text, tree.node(first.key).span.start);
    let is_plain = |key: &&str| {
        !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
    };
    let is_section = Some(map) == tree.root;
    keys.iter().all(is_plain).then(|| insertion(source, at, column, keys, entry, is_section))
}

fn insertion(
    source: &Source,
    at: usize,
    mut column: usize,
    keys: &[&str],
    entry: &str,
    is_section: bool,
) -> Edit {
    let Layout { step: unit, line_break, spaced, .. } = Layout::of(&source.text, source.tree());
    let mut text = String::new();
    if is_section && spaced {
        text.push_str(line_break);
    }
    for key in keys {
        text.push_str(&format!("{line_break}{}{key}:", " ".repeat(column)));
        column += unit;
    }
    text.push_str(line_break);
    text.push_str(&moved(entry, 0, column));
    Edit { span: Span { start: at, end: at }, text }
}
