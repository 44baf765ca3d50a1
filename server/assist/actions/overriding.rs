//! A value of the base, written into an environment too, where it can then be changed.

use super::layout::{column, lines_of, moved, own_entry, put};
use super::same::{Meaning, brings_nothing_new};
use super::{Action, ActionKind};
use crate::assist::Context;
use crate::assist::place::display;
use crate::locale::Phrase;
use crate::manifest::shape::Shape;
use crate::manifest::source::Source;
use crate::yaml::{Entry, NodeData, Segment};

/// More environments than anyone has.
const MOST: usize = 10;

/// The value of the base at a place: its entry, and its keys from the root.
pub(super) fn value_at(source: &Source, offset: usize) -> Option<(Entry, Vec<&str>)> {
    let tree = source.tree();
    let nodes = tree.enclosing(offset);
    // A list is replaced as a whole.
    let is_list = |data: &NodeData| matches!(data, NodeData::Sequence { .. });
    let deepest = nodes.iter().position(|node| is_list(&tree.node(*node).data));
    let node = deepest.map_or(nodes.last(), |list| nodes.get(list)).copied()?;
    let entry = match tree.value_of(node) {
        Some(value) => Entry { key: node, value },
        None => Entry { key: tree.key_of(node)?, value: node },
    };
    let key = |segment: Segment<'_>| matches!(segment, Segment::Key(_));
    let path = tree.path(entry.key);
    let keys: Vec<&str> = path
        .iter()
        .filter_map(|segment| if let Segment::Key(key) = segment { Some(*key) } else { None })
        .collect();
    path.iter().all(|segment| key(*segment)).then_some((entry, keys))
}

/// Overrides of the value at a place, one for each environment that has none yet.
pub(super) fn actions(source: &Source, offset: usize, context: &Context<'_>) -> Vec<Action> {
    let Some((entry, keys)) = value_at(source, offset) else { return Vec::new() };
    let names = environments(source, context);
    names.iter().take(MOST).filter_map(|name| action(source, entry, &keys, name)).collect()
}

/// The environments that the manifest names, then those of the workspace.
fn environments(source: &Source, context: &Context<'_>) -> Vec<String> {
    let tree = source.tree();
    let blocks = tree.root.and_then(|root| tree.get(root, "environments"));
    let declared = blocks.map(|blocks| tree.entries(blocks)).unwrap_or_default();
    let mut names: Vec<String> =
        declared.iter().filter_map(|entry| tree.scalar(entry.key)).map(|(name, _)| name.to_owned()).collect();
    let workspace = context.around.workspace();
    let others = workspace.as_ref().map(|workspace| workspace.environments()).unwrap_or_default();
    for other in others {
        if !names.iter().any(|name| name == other) {
            names.push(other.to_owned());
        }
    }
    names
}

fn action(source: &Source, entry: Entry, keys: &[&str], environment: &str) -> Option<Action> {
    let tree = source.tree();
    let (first, root) = (*keys.first()?, tree.root?);
    let mut shape = Shape::of(source.kind()?).field("environments")?.field(environment)?;
    for key in keys {
        shape = shape.field(key)?;
    }
    let is_own = matches!(first, "name" | "type" | "environments");
    let block = own_entry(tree, root, "environments").and_then(|it| own_entry(tree, it.value, environment));
    let mut there = block.map(|block| block.value);
    for key in keys {
        there = there.and_then(|map| own_entry(tree, map, key)).map(|entry| entry.value);
    }
    if is_own || there.is_some() || tree.node(entry.value).anchor().is_some() {
        return None;
    }
    let lines = lines_of(source, entry)?;
    let text = source.text.get(lines.start..lines.end)?;
    let text = moved(text, column(&source.text, tree.node(entry.key).span.start), 0);
    let mut around = vec!["environments", environment];
    around.extend(&keys[..keys.len() - 1]);
    let edits = vec![put(source, root, &around, &text)?];
    let is_same = Meaning::of(source)?.is_same(&Meaning::after(source, &edits)?);
    let steps: Vec<Segment<'_>> = keys.iter().map(|key| Segment::Key(key)).collect();
    let path = display(&steps);
    let title = Phrase::new(
        format!("Override `{path}` in environment `{environment}`"),
        format!("環境 `{environment}` で `{path}` を上書きする"),
    );
    let is_right = is_same && brings_nothing_new(source, &edits);
    is_right.then(|| Action::new(ActionKind::Extract, title, edits))
}
