//! What stands in a manifest stays: the parts of a definition that have no place any more are told.

use crate::assist::snippet::{Block, Entries};
use crate::import::{Imported, Note, Owner, lost};
use crate::locale::Phrase;
use crate::manifest::source::Source;
use crate::yaml::{Entry, NodeData, NodeId, Resolved, Tree};
use serde_json::{Map, Value};

/// Maps that mean something as a whole: two of them can't be mixed.
const WHOLE: [&str; 3] = ["destination", "healthcheck", "platform"];

/// Takes from the parts what the manifest says already.
pub(super) fn settle(source: &Source, imported: &mut Imported) {
    let Some(root) = source.tree().root else { return };
    let mut notes = Vec::new();
    let mut manifest = std::mem::take(&mut imported.manifest);
    taken(source.tree(), root, &mut manifest, &mut Vec::new(), &mut notes);
    imported.manifest = manifest;
    imported.notes.extend(notes);
}

fn taken(
    tree: &Tree,
    node: NodeId,
    parts: &mut Map<String, Value>,
    path: &mut Vec<String>,
    notes: &mut Vec<Note>,
) {
    for (key, mut value) in std::mem::take(parts) {
        path.push(key.clone());
        // An image has one source.
        let is_built = path.as_slice() == ["image", "location"] && tree.get(node, "build").is_some();
        let known = tree.entry(node, &key);
        match (known, &mut value) {
            (None, _) if !is_built => {}
            (Some(entry), Value::Object(below)) if can_join(tree, node, entry, &key) => {
                taken(tree, tree.resolve(entry.value), below, path, notes);
                if below.is_empty() {
                    path.pop();
                    continue;
                }
            }
            (known, _) => {
                if !known.is_some_and(|entry| is_same(tree, entry.value, &value)) {
                    let text = lost(None, &path.join("."), &value, &stays());
                    notes.push(Note { owner: Owner::Main, text, is_lost: true });
                }
                path.pop();
                continue;
            }
        }
        path.pop();
        parts.insert(key, value);
    }
}

fn stays() -> Phrase {
    Phrase::new("the manifest has a value of its own there.", "マニフェストにはすでに別の値があります。")
}

/// A map into which others go.
fn can_join(tree: &Tree, around: NodeId, entry: Entry, key: &str) -> bool {
    let is_own = tree.node(entry.key).parent == Some(around);
    let is_map = match &tree.node(entry.value).data {
        NodeData::Mapping { .. } => true,
        NodeData::Scalar { .. } => tree.resolved(entry.value) == Some(Resolved::Null),
        _ => false,
    };
    is_own && is_map && !WHOLE.contains(&key)
}

fn is_same(tree: &Tree, node: NodeId, value: &Value) -> bool {
    match (&tree.node(tree.resolve(node)).data, value) {
        (NodeData::Scalar { value: text, .. }, Value::String(new)) => **text == **new,
        (NodeData::Scalar { value: text, .. }, Value::Number(_) | Value::Bool(_)) => {
            **text == *value.to_string()
        }
        (NodeData::Sequence { items, .. }, Value::Array(new)) => {
            items.len() == new.len() && items.iter().zip(new).all(|(item, new)| is_same(tree, *item, new))
        }
        (NodeData::Mapping { entries, .. }, Value::Object(new)) => {
            let is_same = |(key, value): (&String, &Value)| {
                tree.get(node, key).is_some_and(|known| is_same(tree, known, value))
            };
            entries.len() == new.len() && new.iter().all(is_same)
        }
        _ => false,
    }
}

/// The first map in braces that gets something new.
pub(super) fn in_braces(tree: &Tree, node: NodeId, entries: &Entries) -> Option<Entry> {
    for (key, block) in entries {
        let Some(entry) = tree.entry(node, key) else { continue };
        match (&tree.node(entry.value).data, block) {
            (NodeData::Mapping { entries: known, flow: true }, Block::Map(_)) if !known.is_empty() => {
                return Some(entry);
            }
            (NodeData::Mapping { .. }, Block::Map(below)) => match in_braces(tree, entry.value, below) {
                None => {}
                found => return found,
            },
            _ => {}
        }
    }
    None
}
