//! What a manifest says in each environment, for those who look at it from another file.

use crate::environments::Layers;
use crate::manifest::kind::Kind;
use crate::manifest::shape::Shape;
use crate::manifest::source::Source;
use crate::manifest::value::Value;
use std::sync::Arc;

/// A decoded manifest.
#[derive(Debug)]
pub struct Manifest {
    /// Its kind.
    pub kind: Kind,
    /// The base and each environment that it names.
    pub layers: Layers,
}

impl Manifest {
    /// Decodes a text; `None` where its kind is unknown or it holds no map.
    pub fn of(source: &Source) -> Option<Manifest> {
        let kind = source.kind()?;
        let root = source.decoded().root.as_ref()?;
        Some(Manifest { kind, layers: Layers::new(root, Shape::of(kind)) })
    }

    /// The manifest as an environment gets it; of one that it does not name, or of `None`, the base.
    pub fn effective(&self, environment: Option<&str>) -> &Arc<Value> {
        self.layers.effective(environment)
    }

    /// The manifest without `environments`.
    pub fn base(&self) -> &Arc<Value> {
        &self.layers.base
    }
}
