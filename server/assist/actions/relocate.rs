//! A key that Copilot does not know here, moved to where it knows it.

use super::fixes::touched;
use super::layout::{column, lines_of, moved, own_entry, put, removable, removal, with_comments};
use super::same::{findings_after, is_no_worse};
use super::{Action, ActionKind};
use crate::assist::Context;
use crate::assist::place::display;
use crate::finding::{Edit, Finding};
use crate::locale::Phrase;
use crate::manifest::shape::{Form, Shape};
use crate::manifest::source::Source;
use crate::rules::sections::unknown_keys::fits;
use crate::yaml::{Entry, NodeId, Segment, Span};
use std::sync::Arc;

/// How many places are offered.
const MOST: usize = 3;
/// How many keys below a known mapping a key is looked for.
const DEEPEST: usize = 3;

/// Moves of the unknown keys at a place, the nearest place first.
pub(super) fn actions(source: &Source, at: Span, context: &Context<'_>) -> Vec<Action> {
    let mut actions = Vec::new();
    for (index, finding) in touched(at, context) {
        let Some(key) = source.tree().at(finding.span.start).filter(|_| source.tree().errors.is_empty())
        else {
            continue;
        };
        let Some(value) = source.tree().value_of(key) else { continue };
        let moves = moves(source, Entry { key, value });
        let before = findings_after(source, &[], context.around).unwrap_or_default();
        let own = |all: &[Finding]| all.iter().filter(|it| it.rule == finding.rule).count();
        let is_right = |edits: &[Edit]| {
            findings_after(source, edits, context.around)
                .is_some_and(|after| own(&after) < own(&before) && is_no_worse(&before, &after))
        };
        let right = moves.into_iter().filter(|(_, edits)| is_right(edits)).take(MOST);
        actions.extend(right.map(|(path, edits)| {
            let title = Phrase::new(format!("Move to `{path}`"), format!("`{path}` に移す"));
            Action { about: vec![index], ..Action::new(ActionKind::QuickFix, title, edits) }
        }));
    }
    actions
}

/// The places where the key is known, with the edits that move it there.
fn moves(source: &Source, entry: Entry) -> Vec<(String, Vec<Edit>)> {
    let tree = source.tree();
    let Some(kind) = source.kind() else { return Vec::new() };
    let Some((name, _)) = tree.scalar(entry.key) else { return Vec::new() };
    let path = tree.path(entry.key);
    let keys: Vec<&str> =
        path.iter().map_while(|step| if let Segment::Key(key) = step { Some(*key) } else { None }).collect();
    let Some((_, around)) = keys.split_last().filter(|_| keys.len() == path.len()) else { return Vec::new() };
    let floor = if around.first() == Some(&"environments") { 2 } else { 0 };
    let mut shapes: Vec<&Arc<Shape>> = vec![Shape::of(kind)];
    for key in around {
        let Some(shape) = shapes.last().and_then(|shape| shape.field(key)) else { return Vec::new() };
        shapes.push(shape);
    }
    let mut found: Vec<Vec<&str>> = Vec::new();
    // First below the mapping that has the key, then around it, outwards.
    for depth in (floor..=around.len()).rev() {
        let mut here = Vec::new();
        let Some(shape) = shapes.get(depth) else { continue };
        collect(shape, name, &mut around[..depth].to_vec(), depth + DEEPEST, &mut here);
        here.retain(|(target, field)| {
            !found.contains(target) && *target != around && fits(field, entry.value, tree, 0)
        });
        here.sort_by_key(|(target, _)| target.len());
        found.extend(here.into_iter().map(|(target, _)| target));
    }
    let moved = |target: Vec<&str>| {
        let edits = relocated(source, entry, &target)?;
        let shown: Vec<Segment<'_>> = target.iter().chain([&name]).map(|key| Segment::Key(key)).collect();
        Some((display(&shown), edits))
    };
    found.into_iter().take(2 * MOST).filter_map(moved).collect()
}

/// The mappings with known keys that know this one, with what it holds there.
fn collect<'s>(
    shape: &'s Arc<Shape>,
    name: &str,
    path: &mut Vec<&'s str>,
    deepest: usize,
    found: &mut Vec<(Vec<&'s str>, &'s Arc<Shape>)>,
) {
    let Some(fields) = shape.fields().filter(|_| path.len() < deepest) else { return };
    if matches!(shape.form, Form::Map { .. }) {
        return;
    }
    if let Some(field) = fields.get(name).filter(|field| field.fact("x-deprecated").is_none()) {
        found.push((path.clone(), field));
    }
    for (key, field) in fields {
        path.push(key);
        collect(field, name, path, deepest, found);
        path.pop();
    }
}

fn relocated(source: &Source, entry: Entry, target: &[&str]) -> Option<Vec<Edit>> {
    let (tree, text) = (source.tree(), &source.text);
    let root = tree.root?;
    let mut there = Some(root);
    for key in target {
        there = there.and_then(|map| own_entry(tree, map, key)).map(|entry| entry.value);
    }
    let (name, _) = tree.scalar(entry.key)?;
    if there.is_some_and(|map| tree.entry(map, name).is_some()) {
        return None;
    }
    let lines = with_comments(source, lines_of(source, entry)?);
    let gone = around(removable(source, entry, shared(source, entry, root, target))?, lines);
    let body = moved(text.get(lines.start..lines.end)?, column(text, tree.node(entry.key).span.start), 0);
    let new = put(source, root, target, &body)?;
    if new.span.start == gone.end {
        // Written right behind what goes: in its place.
        let text = new.text.trim_start_matches(['\r', '\n']).to_owned();
        return Some(vec![Edit { span: gone, text }]);
    }
    let mut edits = vec![removal(source, gone), new];
    edits.sort_by_key(|edit| edit.span);
    Some(edits)
}

/// The innermost mapping that holds the entry and will hold it, which has to stay.
fn shared(source: &Source, entry: Entry, root: NodeId, target: &[&str]) -> NodeId {
    let tree = source.tree();
    let path = tree.path(entry.key).into_iter();
    let common = path.zip(target).take_while(|(step, key)| *step == Segment::Key(key));
    common.fold(root, |map, (_, key)| own_entry(tree, map, key).map_or(map, |entry| entry.value))
}

fn around(one: Span, other: Span) -> Span {
    Span { start: one.start.min(other.start), end: one.end.max(other.end) }
}
