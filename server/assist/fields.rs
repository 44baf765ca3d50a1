//! The values of a text with what the model says of each.

use crate::manifest::kind::Kind;
use crate::manifest::shape::Shape;
use crate::yaml::{NodeData, NodeId, Tree};
use std::sync::Arc;

/// Every value that Copilot knows, as it is written: what an alias stands for counts where it is anchored. A map that is
/// merged (`<<`) counts as the map around it, so that its values are listed, but not itself.
pub(super) fn fields(tree: &Tree, kind: Kind) -> Vec<(NodeId, Arc<Shape>)> {
    let mut found = Vec::new();
    let mut open: Vec<(NodeId, Arc<Shape>)> =
        tree.root.map(|root| (root, Shape::of(kind).clone())).into_iter().collect();
    while let Some((id, shape)) = open.pop() {
        match &tree.node(id).data {
            NodeData::Mapping { entries, .. } => open.extend(entries.iter().filter_map(|entry| {
                if tree.is_merge(*entry) {
                    return Some((entry.value, shape.clone()));
                }
                let (name, _) = tree.scalar(entry.key)?;
                Some((entry.value, shape.field(name)?.clone()))
            })),
            NodeData::Sequence { items, .. } => {
                let item = shape.item();
                open.extend(item.into_iter().flat_map(|item| items.iter().map(|id| (*id, item.clone()))));
            }
            _ => {}
        }
        if !is_merged(tree, id) {
            found.push((id, shape));
        }
    }
    found
}

fn is_merged(tree: &Tree, id: NodeId) -> bool {
    tree.key_of(id).is_some_and(|key| tree.is_merge(crate::yaml::Entry { key, value: id }))
}
