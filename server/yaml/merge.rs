//! Merge keys (`<<`) as `yaml.v3` expands them.

use std::collections::HashSet;

use super::scalar::Resolved;
use super::tree::{Entry, NodeData, NodeId, Tree};

/// How many merged keys one mapping gets at most; only a bomb has more.
const MERGED_MAX: usize = 10_000;

impl Tree {
    /// The entries of a mapping, seen through an alias, with merge keys expanded; empty for anything else.
    ///
    /// First the mapping's own entries as written (a duplicate key twice, `<<` left out), then the merged ones
    /// that no key before them hides: of a list of mappings the earlier wins. A value that is no mapping is
    /// merged as nothing.
    pub fn entries(&self, id: NodeId) -> Vec<Entry> {
        let NodeData::Mapping { entries, .. } = &self.node(self.resolve(id)).data else { return Vec::new() };
        let mut found: Vec<Entry> = entries.iter().copied().filter(|entry| !self.is_merge(*entry)).collect();
        if found.len() < entries.len() {
            self.merge(self.resolve(id), &mut found);
        }
        found
    }

    /// Whether an entry is a merge key: an unquoted `<<`, or one tagged `!!merge`.
    pub fn is_merge(&self, entry: Entry) -> bool {
        let NodeData::Scalar { value, .. } = &self.node(entry.key).data else { return false };
        &**value == "<<" && self.resolved(entry.key) == Some(Resolved::Merge)
    }

    fn merge(&self, mapping: NodeId, found: &mut Vec<Entry>) {
        let mut names: HashSet<&str> = found.iter().filter_map(|entry| self.name(entry.key)).collect();
        let own = found.len();
        // A mapping that was merged once has nothing new the second time: this is what stops bombs.
        let mut merged = HashSet::from([mapping]);
        let mut waiting = self.merge_sources(mapping);
        while let Some(next) = waiting.pop() {
            if !merged.insert(next) {
                continue;
            }
            let NodeData::Mapping { entries, .. } = &self.node(next).data else { continue };
            for entry in entries.iter().filter(|entry| !self.is_merge(**entry)) {
                if found.len() - own >= MERGED_MAX {
                    return;
                }
                if self.name(entry.key).is_some_and(|name| names.insert(name)) {
                    found.push(*entry);
                }
            }
            waiting.extend(self.merge_sources(next));
        }
    }

    fn name(&self, key: NodeId) -> Option<&str> {
        self.scalar(key).map(|(text, _)| text)
    }

    /// What a mapping's `<<` names, the first one last. Of several `<<` Go takes the last.
    fn merge_sources(&self, mapping: NodeId) -> Vec<NodeId> {
        let NodeData::Mapping { entries, .. } = &self.node(mapping).data else { return Vec::new() };
        let Some(merge) = entries.iter().rfind(|entry| self.is_merge(**entry)) else { return Vec::new() };
        match &self.node(merge.value).data {
            NodeData::Sequence { items, .. } => items.iter().rev().map(|item| self.resolve(*item)).collect(),
            _ => vec![self.resolve(merge.value)],
        }
    }
}
