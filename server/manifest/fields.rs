//! The keys of a decoded map. A map that an override is laid over shares with the base what the override does not touch:
//! each environment costs what it changes, not what there is.

use super::value::Value;
use indexmap::IndexMap;
use std::sync::Arc;

/// Keys with what they hold, in source order. Hashed by a faster function than the standard library's: a keystroke looks up
/// thousands of keys.
pub type Entries = IndexMap<Arc<str>, Arc<Value>, ahash::RandomState>;

/// A key and what it holds.
pub type Entry = (Arc<str>, Arc<Value>);

/// See the module. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Fields {
    base: Arc<Entries>,
    over: Option<Arc<Over>>,
}

/// What an override changes.
#[derive(Debug, Default)]
struct Over {
    /// By the index of the key in the base, ascending.
    replaced: Vec<(usize, Arc<Value>)>,
    /// What the base does not have.
    added: Entries,
}

impl From<Entries> for Fields {
    fn from(entries: Entries) -> Fields {
        Fields { base: Arc::new(entries), over: None }
    }
}

impl PartialEq for Fields {
    fn eq(&self, other: &Fields) -> bool {
        self.len() == other.len() && self.iter().all(|(key, value)| other.get(key) == Some(value))
    }
}

impl Fields {
    fn replaced(&self) -> &[(usize, Arc<Value>)] {
        self.over.as_ref().map_or(&[], |over| &over.replaced)
    }

    fn added(&self) -> Option<&Entries> {
        self.over.as_ref().map(|over| &over.added)
    }

    /// What stands under a key.
    pub fn get(&self, key: &str) -> Option<&Arc<Value>> {
        self.get_key_value(key).map(|(_, value)| value)
    }

    /// The same, with the key as it is kept.
    pub fn get_key_value(&self, key: &str) -> Option<(&Arc<str>, &Arc<Value>)> {
        let Some((index, key, value)) = self.base.get_full(key) else {
            return self.added()?.get_key_value(key);
        };
        let replaced = self.replaced();
        let at = replaced.binary_search_by_key(&index, |(index, _)| *index);
        Some((key, at.map_or(value, |at| &replaced[at].1)))
    }

    /// The key is there.
    pub fn contains_key(&self, key: &str) -> bool {
        self.base.contains_key(key) || self.added().is_some_and(|added| added.contains_key(key))
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.base.len() + self.added().map_or(0, Entries::len)
    }

    /// There is no key.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The keys in the order of the base, then those that only the override has.
    pub fn iter(&self) -> Iter<'_> {
        let added = self.added().map(Entries::iter).unwrap_or_default();
        Iter { base: self.base.iter(), index: 0, replaced: self.replaced(), added }
    }

    /// The same map with these entries in it, each in the place of what stands there under its key.
    pub fn with(&self, entries: impl IntoIterator<Item = Entry>) -> Fields {
        let base = if self.over.is_some() { Arc::new(self.collected()) } else { Arc::clone(&self.base) };
        let mut over = Over::default();
        for (key, value) in entries {
            match base.get_index_of(&key) {
                Some(index) => over.replaced.push((index, value)),
                None => _ = over.added.insert(key, value),
            }
        }
        over.replaced.sort_by_key(|(index, _)| *index);
        Fields { base, over: Some(Arc::new(over)) }
    }

    /// All entries in a map of their own.
    pub fn collected(&self) -> Entries {
        self.iter().map(|(key, value)| (Arc::clone(key), Arc::clone(value))).collect()
    }
}

/// The entries of a map. Written out, because the checks go through thousands of them at every keystroke.
#[derive(Default)]
pub struct Iter<'f> {
    base: indexmap::map::Iter<'f, Arc<str>, Arc<Value>>,
    /// Of the next one of the base.
    index: usize,
    /// What is still to come in the place of others.
    replaced: &'f [(usize, Arc<Value>)],
    added: indexmap::map::Iter<'f, Arc<str>, Arc<Value>>,
}

impl<'f> Iterator for Iter<'f> {
    type Item = (&'f Arc<str>, &'f Arc<Value>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let Some((key, value)) = self.base.next() else { return self.added.next() };
        let index = self.index;
        self.index += 1;
        match self.replaced {
            [(at, new), rest @ ..] if *at == index => {
                self.replaced = rest;
                Some((key, new))
            }
            _ => Some((key, value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::path::Path;
    use crate::manifest::value::{Data, Origin};
    use crate::yaml::{Span, Tree};
    use proptest::prelude::*;

    fn entry((key, number): (u8, i64)) -> Entry {
        let node = Tree::parse("a").root.unwrap();
        let origin =
            Origin { span: Span::default(), key: None, path: Path::default(), node, in_override: false };
        let value = Value { data: Data::Int(number), origin, layer: None, unknown: false, zeroed: false };
        (key.to_string().into(), Arc::new(value))
    }

    fn entries() -> impl Strategy<Value = Vec<(u8, i64)>> {
        let unique = prop::collection::btree_map(0..12_u8, 0..99_i64, 0..9);
        unique.prop_map(|map| map.into_iter().collect::<Vec<_>>()).prop_shuffle()
    }

    proptest! {
        #[test]
        fn a_map_with_others_over_it_is_the_map_that_one_would_write(layers in prop::collection::vec(entries(), 1..4)) {
            let (mut fields, mut model) = (Fields::default(), Entries::default());
            for layer in layers {
                fields = fields.with(layer.iter().copied().map(entry));
                model.extend(layer.into_iter().map(entry));
                prop_assert!(fields.iter().eq(model.iter()));
                prop_assert_eq!((fields.len(), fields.is_empty()), (model.len(), model.is_empty()));
                for key in (0..13).map(|key: u8| key.to_string()) {
                    prop_assert_eq!(fields.get_key_value(&key), model.get_key_value(&*key));
                    prop_assert_eq!(fields.contains_key(&key), model.contains_key(&*key));
                }
                prop_assert_eq!(&fields, &Fields::from(model.clone()));
            }
        }
    }
}
