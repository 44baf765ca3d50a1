//! Questions to a tree. None of them recurses, so depth is no danger.

use super::scalar::{Resolved, resolve};
use super::tree::{Entry, NodeData, NodeId, Span, Style, Tree};

/// One step from a collection to its child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Segment<'t> {
    /// The text of a scalar key; other keys count as empty text.
    Key(&'t str),
    /// Position in a sequence, from 0.
    Index(usize),
}

impl Tree {
    /// The node that an alias stands for, and any other node itself; an alias without an anchor too.
    pub fn resolve(&self, id: NodeId) -> NodeId {
        let mut at = id;
        // An anchor stands before its alias, so ids fall and the walk ends.
        while let NodeData::Alias { target: Some(target), .. } = self.node(at).data {
            if target >= at {
                break;
            }
            at = target;
        }
        at
    }

    /// Content and style of a scalar, seen through an alias.
    pub fn scalar(&self, id: NodeId) -> Option<(&str, Style)> {
        match &self.node(self.resolve(id)).data {
            NodeData::Scalar { value, style } => Some((value, *style)),
            _ => None,
        }
    }

    /// What Go makes of a scalar (see [`resolve`]), seen through an alias.
    pub fn resolved(&self, id: NodeId) -> Option<Resolved> {
        let node = self.node(self.resolve(id));
        match &node.data {
            NodeData::Scalar { value, style } => Some(resolve(value, *style, node.tag())),
            _ => None,
        }
    }

    /// The value of a key, seen through an alias and through merge keys; of two keys the first.
    pub fn get(&self, mapping: NodeId, key: &str) -> Option<NodeId> {
        self.entry(mapping, key).map(|entry| entry.value)
    }

    /// The entry of a key, like [`Tree::get`].
    pub fn entry(&self, mapping: NodeId, key: &str) -> Option<Entry> {
        let NodeData::Mapping { entries, .. } = &self.node(self.resolve(mapping)).data else { return None };
        let named = |entry: &Entry| self.scalar(entry.key).is_some_and(|(text, _)| text == key);
        if let Some(own) = entries.iter().find(|entry| named(entry) && !self.is_merge(**entry)) {
            return Some(*own);
        }
        let merges = entries.iter().any(|entry| self.is_merge(*entry));
        if merges { self.entries(mapping).into_iter().find(named) } else { None }
    }

    /// The key of a value that stands in a mapping.
    pub fn key_of(&self, value: NodeId) -> Option<NodeId> {
        let entry = self.own_entry(value)?;
        (entry.value == value).then_some(entry.key)
    }

    /// The value of a node that is a key.
    pub fn value_of(&self, key: NodeId) -> Option<NodeId> {
        let entry = self.own_entry(key)?;
        (entry.key == key).then_some(entry.value)
    }

    /// The entry that a node is the key or the value of.
    fn own_entry(&self, id: NodeId) -> Option<Entry> {
        let NodeData::Mapping { entries, .. } = &self.node(self.node(id).parent?).data else { return None };
        // Ids follow the source, so the entries are sorted by them.
        let after = entries.partition_point(|entry| entry.key <= id);
        let entry = *entries.get(after.checked_sub(1)?)?;
        (entry.key == id || entry.value == id).then_some(entry)
    }

    /// The steps from the root to a node; a key has the path of its value.
    pub fn path(&self, id: NodeId) -> Vec<Segment<'_>> {
        let mut steps = Vec::new();
        let mut at = id;
        while let Some(parent) = self.node(at).parent {
            match &self.node(parent).data {
                NodeData::Sequence { items, .. } => {
                    steps.push(Segment::Index(items.partition_point(|item| *item < at)));
                }
                _ => {
                    let key = self.own_entry(at).and_then(|entry| self.scalar(entry.key));
                    steps.push(Segment::Key(key.map_or("", |(text, _)| text)));
                }
            }
            at = parent;
        }
        steps.reverse();
        steps
    }

    /// The deepest node, keys included, that holds `offset` or ends there.
    ///
    /// Between two nodes that touch, the one that begins there.
    pub fn at(&self, offset: usize) -> Option<NodeId> {
        self.enclosing(offset).last().copied()
    }

    /// The nodes that hold `offset` or end there, from the root down.
    pub fn enclosing(&self, offset: usize) -> Vec<NodeId> {
        let holds = |id: &NodeId| {
            let Span { start, end } = self.node(*id).span;
            (start..=end).contains(&offset)
        };
        std::iter::successors(self.root.filter(holds), |id| self.child_at(*id, offset).filter(holds))
            .collect()
    }

    /// The last child that begins at or before `offset`.
    fn child_at(&self, id: NodeId, offset: usize) -> Option<NodeId> {
        let begins = |id: NodeId| self.node(id).span.start <= offset;
        match &self.node(id).data {
            NodeData::Sequence { items, .. } => {
                let after = items.partition_point(|item| begins(*item));
                items.get(after.checked_sub(1)?).copied()
            }
            NodeData::Mapping { entries, .. } => {
                let after = entries.partition_point(|entry| begins(entry.key));
                let entry = entries.get(after.checked_sub(1)?)?;
                Some(if begins(entry.value) { entry.value } else { entry.key })
            }
            _ => None,
        }
    }
}
