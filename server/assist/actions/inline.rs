//! A value on which all environments agree, moved into the base.

use super::convert::has_comment;
use super::layout::{column, lines_of, moved, own_entry, put, removable, removal};
use super::overriding::value_at;
use super::same::{Meaning, brings_nothing_new};
use super::{Action, ActionKind};
use crate::assist::place::display;
use crate::finding::Edit;
use crate::locale::Phrase;
use crate::manifest::source::Source;
use crate::yaml::{Entry, NodeId, Segment, Span, Tree};

/// Moves the override at a place into the base, with those of all other environments that say the same.
pub(super) fn action(source: &Source, offset: usize) -> Option<Action> {
    let tree = source.tree();
    let (entry, path) = value_at(source, offset)?;
    let ["environments", _, keys @ ..] = path.as_slice() else { return None };
    let root = tree.root?;
    let blocks = own_entry(tree, root, "environments")?.value;
    let shown: Vec<Segment<'_>> = keys.iter().map(|key| Segment::Key(key)).collect();
    let shown = display(&shown);
    let title = Phrase::new(
        format!("Move `{shown}` from all environments to the base"),
        format!("すべての環境の `{shown}` を共通の設定に移す"),
    );
    let (last, around) = keys.split_last()?;
    let all = tree.entries(blocks).into_iter().map(|block| find(tree, block.value, keys));
    let Some(all) = all.collect::<Option<Vec<Entry>>>() else {
        let reason = Phrase::new(
            format!("Not every environment overrides `{shown}`."),
            format!("`{shown}` を上書きしていない環境があります。"),
        );
        return Some(Action::impossible(ActionKind::Inline, title, reason));
    };
    let mut edits = moving(source, entry, &all, root, (around, last))?;
    edits.sort_by_key(|edit| edit.span);
    let is_same = Meaning::of(source)?.is_same_in_environments(&Meaning::after(source, &edits)?);
    if !is_same {
        let reason = Phrase::new("The environments do not agree.", "環境ごとに値が異なります。");
        return Some(Action::impossible(ActionKind::Inline, title, reason));
    }
    brings_nothing_new(source, &edits).then(|| Action::new(ActionKind::Inline, title, edits))
}

/// The entry at some keys below a mapping.
fn find(tree: &Tree, mut map: NodeId, keys: &[&str]) -> Option<Entry> {
    let mut found = None;
    for key in keys {
        let entry = own_entry(tree, map, key)?;
        (map, found) = (entry.value, Some(entry));
    }
    found
}

/// The overrides taken out, and one of them written into the base; `None` where a comment would be lost.
fn moving(
    source: &Source,
    entry: Entry,
    all: &[Entry],
    root: NodeId,
    (around, last): (&[&str], &str),
) -> Option<Vec<Edit>> {
    let (tree, text) = (source.tree(), &source.text);
    let lines = lines_of(source, entry)?;
    let body = text.get(lines.start..lines.end)?;
    let body = moved(body, column(text, tree.node(entry.key).span.start), 0);
    let mut base = Some(root);
    for key in around {
        base = base.and_then(|map| own_entry(tree, map, key)).map(|entry| entry.value);
    }
    let old = base.and_then(|map| own_entry(tree, map, last));
    let new = match old {
        Some(old) => {
            let span = lines_of(source, old).filter(|lines| !has_comment(source, *lines))?;
            Edit { span, text: moved(&body, 0, column(text, tree.node(old.key).span.start)) }
        }
        None => put(source, root, around, &body)?,
    };
    let mut edits = taken_out(source, entry, all, root)?;
    edits.push(new);
    Some(edits)
}

/// Removes the overrides, with the sections that are empty then. Only the comments of `kept` may go: it is written
/// elsewhere.
fn taken_out(source: &Source, kept: Entry, all: &[Entry], root: NodeId) -> Option<Vec<Edit>> {
    let tree = source.tree();
    let mut taken: Vec<Span> = Vec::new();
    for entry in all {
        let own = lines_of(source, *entry)?;
        let gone = removable(source, *entry, root)?;
        let before = Span { start: gone.start, end: own.start };
        if has_comment(source, before) || (*entry != kept && has_comment(source, own)) {
            return None;
        }
        taken.push(gone);
    }
    let section = own_entry(tree, root, "environments")?;
    let is_whole = |block: &Entry| lines_of(source, *block).is_some_and(|lines| taken.contains(&lines));
    if tree.entries(section.value).iter().all(is_whole) {
        taken = vec![lines_of(source, section)?];
    }
    Some(taken.into_iter().map(|lines| removal(source, lines)).collect())
}
