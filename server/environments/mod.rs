//! Base + override → the manifest that an environment really gets, every value knowing where it is written.
//!
//! Free of rules and of editor types.

mod merge;
pub mod show;

pub use merge::merge;

use crate::manifest::shape::Shape;
use crate::manifest::value::{Data, Value};
use std::collections::HashMap;
use std::sync::Arc;

/// One entry of `environments`.
#[derive(Debug, Clone)]
pub struct Environment {
    /// Its name, the key of the block.
    pub name: Box<str>,
    /// The block as written; [`Data::Null`] without a body.
    pub block: Arc<Value>,
    /// The manifest that Copilot deploys there.
    pub effective: Arc<Value>,
}

/// A manifest and what becomes of it in each environment that it names.
#[derive(Debug, Clone)]
pub struct Layers {
    /// The manifest without `environments`: what an environment gets that is not named.
    pub base: Arc<Value>,
    /// The environments in source order.
    pub environments: Vec<Environment>,
    /// Where each of them stands in the list.
    places: HashMap<Box<str>, usize>,
}

impl Layers {
    /// Splits a decoded root into base and environments and merges each.
    pub fn new(root: &Arc<Value>, shape: &Arc<Shape>) -> Layers {
        let Data::Map(fields) = &root.data else {
            return Layers::without_environments(root);
        };
        if !fields.contains_key("environments") || shape.field("environments").is_none() {
            return Layers::without_environments(root);
        }
        let mut base = (**root).clone();
        if let Data::Map(fields) = &mut base.data {
            let mut kept = fields.collected();
            kept.shift_remove("environments");
            *fields = kept.into();
        }
        let base = Arc::new(base);
        let blocks = root.get("environments").map(|blocks| blocks.entries().collect::<Vec<_>>());
        let environments = blocks.unwrap_or_default().into_iter().map(|(name, block)| {
            let effective = if block.is_map() { merge(&base, block, shape) } else { base.clone() };
            Environment { name: name.into(), block: block.clone(), effective }
        });
        let environments: Vec<Environment> = environments.collect();
        let places = environments.iter().enumerate().map(|(place, it)| (it.name.clone(), place)).collect();
        Layers { environments, places, base: base.clone() }
    }

    /// A manifest that names no environments.
    pub fn without_environments(root: &Arc<Value>) -> Layers {
        Layers { base: root.clone(), environments: Vec::new(), places: HashMap::new() }
    }

    /// The environment of this name, where the manifest names it.
    pub fn environment(&self, name: &str) -> Option<&Environment> {
        self.environments.get(*self.places.get(name)?)
    }

    /// The manifest as an environment gets it; of one that it does not name, or of `None`, the base.
    pub fn effective(&self, environment: Option<&str>) -> &Arc<Value> {
        environment.and_then(|name| self.environment(name)).map_or(&self.base, |it| &it.effective)
    }
}
