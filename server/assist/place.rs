//! From a place in the text to its place in the model.

use crate::manifest::kind::Kind;
use crate::manifest::shape::Shape;
use crate::reference::lookup::{Spot, spot};
use crate::yaml::{NodeId, Segment, Tree};
use std::sync::Arc;

/// A node and what the model says of it.
pub(super) struct Place<'t> {
    /// The kind of the manifest.
    pub kind: Kind,
    /// The steps from the root.
    pub steps: Vec<Segment<'t>>,
    /// What the value at the node is.
    pub shape: Arc<Shape>,
}

/// The place of a node: of a key, that of its value. `None` below keys that Copilot does not know.
pub(super) fn locate<'t>(tree: &'t Tree, node: NodeId, kind: Kind) -> Option<Place<'t>> {
    let steps = tree.path(node);
    let mut shape = Shape::of(kind).clone();
    for step in &steps {
        shape = match step {
            Segment::Key(key) => shape.field(key)?.clone(),
            Segment::Index(_) => shape.item()?.clone(),
        };
    }
    Some(Place { kind, steps, shape })
}

impl Place<'_> {
    /// Its place in the model, where a block of `environments` counts as the manifest that it overrides.
    pub fn spot(&self) -> Option<Spot> {
        spot(self.kind, &self.steps)
    }

    /// The steps without those that name an environment.
    pub fn effective(&self) -> &[Segment<'_>] {
        match self.steps.as_slice() {
            [Segment::Key("environments"), _, rest @ ..] => rest,
            steps => steps,
        }
    }
}

/// The steps as a reader writes them (`sidecars.nginx.mount_points[0]`).
pub(super) fn display(steps: &[Segment<'_>]) -> String {
    use crate::manifest::path::Path;
    let path = steps.iter().fold(Path::default(), |path, step| match step {
        Segment::Key(key) => path.key(*key),
        Segment::Index(index) => path.index(*index),
    });
    path.to_string()
}
