//! Decoded values: what Copilot holds in memory after reading, each knowing the place it came from.

use super::fields::{self, Fields};
use super::path::Path;
use crate::yaml::{NodeId, Span};
use std::sync::Arc;

/// Where a value is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The value itself; of a missing value an empty span.
    pub span: Span,
    /// Its key, if it has one.
    pub key: Option<Span>,
    /// Keys and indexes from the root of the file.
    pub path: Path,
    /// The node of the tree.
    pub node: NodeId,
    /// It stands in a block of `environments`.
    pub in_override: bool,
}

/// What a value is to Copilot.
#[derive(Debug, Clone, PartialEq)]
pub enum Data {
    /// An entry of a map without a body.
    Null,
    /// A text.
    Str(Box<str>),
    /// An integer.
    Int(i64),
    /// A number.
    Float(f64),
    /// A switch.
    Bool(bool),
    /// A duration in nanoseconds.
    Duration(i64),
    /// A list.
    List(Vec<Arc<Value>>),
    /// A map.
    Map(Fields),
    /// A part that Copilot passes on without looking at it.
    Raw,
}

/// A decoded value.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// What it is.
    pub data: Data,
    /// Where it is written.
    pub origin: Origin,
    /// Of a map merged from base and override: the place in the override.
    pub layer: Option<Box<Origin>>,
    /// It holds a variable that only the shell knows, or is half typed: its content must not be judged.
    pub unknown: bool,
    /// It had a wrong type that Copilot replaced by zero without a word; a finding says so already.
    pub zeroed: bool,
}

impl Value {
    /// What stands under `key` of a map.
    pub fn get(&self, key: &str) -> Option<&Arc<Value>> {
        match &self.data {
            Data::Map(fields) => fields.get(key),
            _ => None,
        }
    }

    /// What stands at the end of these keys.
    pub fn at(&self, keys: &[&str]) -> Option<&Arc<Value>> {
        let (first, rest) = keys.split_first()?;
        let child = self.get(first)?;
        if rest.is_empty() { Some(child) } else { child.at(rest) }
    }

    /// The entries of a map; empty for anything else.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Arc<Value>)> {
        let fields = if let Data::Map(fields) = &self.data { fields.iter() } else { fields::Iter::default() };
        fields.map(|(key, value)| (&**key, value))
    }

    /// The items of a list; empty for anything else.
    pub fn items(&self) -> &[Arc<Value>] {
        if let Data::List(items) = &self.data { items } else { &[] }
    }

    /// It is a map.
    pub fn is_map(&self) -> bool {
        matches!(self.data, Data::Map(_))
    }

    /// It is a list.
    pub fn is_list(&self) -> bool {
        matches!(self.data, Data::List(_))
    }

    /// It is an entry without a body.
    pub fn is_null(&self) -> bool {
        matches!(self.data, Data::Null)
    }

    /// The text, if it is one and nothing in it is unknown.
    pub fn text(&self) -> Option<&str> {
        match &self.data {
            Data::Str(text) if !self.unknown => Some(text),
            _ => None,
        }
    }

    /// The integer, if it is one that is written there.
    pub fn int(&self) -> Option<i64> {
        match self.data {
            Data::Int(number) if !self.unknown => Some(number),
            _ => None,
        }
    }

    /// The switch, if it is one.
    pub fn bool(&self) -> Option<bool> {
        match self.data {
            Data::Bool(on) if !self.unknown => Some(on),
            _ => None,
        }
    }

    /// The duration in nanoseconds, if it is one.
    pub fn duration(&self) -> Option<i64> {
        match self.data {
            Data::Duration(nanoseconds) if !self.unknown => Some(nanoseconds),
            _ => None,
        }
    }

    /// The duration in whole seconds, as Copilot hands it on: the rest is cut off.
    pub fn seconds(&self) -> Option<i64> {
        self.duration().map(|nanoseconds| nanoseconds / 1_000_000_000)
    }

    /// The place to speak of: in the override if it touched this map, else where it is written.
    pub fn place(&self) -> &Origin {
        self.layer.as_deref().unwrap_or(&self.origin)
    }
}
