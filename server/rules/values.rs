//! Questions to values that many rules ask.

use crate::manifest::value::{Data, Value};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;
use std::sync::Arc;

/// A text stands there, or a variable that gives one.
pub fn is_given(value: Option<&Arc<Value>>) -> bool {
    value.is_some_and(|value| matches!(&value.data, Data::Str(text) if !text.is_empty()))
}

/// Nothing stands there, or an empty text.
pub fn is_blank(value: Option<&Arc<Value>>) -> bool {
    value.is_none_or(|value| {
        !value.unknown && !value.zeroed && matches!(&value.data, Data::Str(text) if text.is_empty())
    })
}

/// An empty text stands there, written and not made of something else.
pub fn is_empty_text(value: &Value) -> bool {
    !value.zeroed && value.text() == Some("")
}

/// ECS takes it as the name of a container or of a volume.
pub fn is_container_name(name: &str) -> bool {
    const LONGEST: usize = 255;
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    !name.is_empty() && name.len() <= LONGEST && name.chars().all(allowed)
}

/// What CloudFormation knows a name by: its letters and digits.
pub fn logical_id(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// Digits and nothing else.
pub fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Two values as they follow each other in the text.
pub fn in_order<'v>(one: &'v Arc<Value>, other: &'v Arc<Value>) -> (&'v Arc<Value>, &'v Arc<Value>) {
    if other.origin.span < one.origin.span { (other, one) } else { (one, other) }
}

/// A text that is known and not empty, before the value that it is.
pub fn named(value: &Arc<Value>) -> Option<(&str, &Arc<Value>)> {
    value.text().filter(|text| !text.is_empty()).map(|text| (text, value))
}

/// For each value whose key an earlier one has: the key, the first value with it, and the value.
pub fn repeated<K: Clone + Eq + Hash, V: Copy>(values: impl IntoIterator<Item = (K, V)>) -> Vec<(K, V, V)> {
    let mut seen: HashMap<K, V> = HashMap::new();
    let again = values.into_iter().filter_map(|(key, value)| match seen.entry(key) {
        Entry::Occupied(first) => Some((first.key().clone(), *first.get(), value)),
        Entry::Vacant(place) => {
            place.insert(value);
            None
        }
    });
    again.collect()
}
