//! From a place in the text to its place in the model.

use crate::manifest::kind::Kind;
use crate::manifest::shape::{Form, Scalar, Shape};
use crate::yaml::{NodeId, Segment, Tree};
use serde_json::Value as Json;
use std::sync::Arc;

/// A node and what the model says of it.
pub(super) struct Place<'t> {
    /// The steps from the root.
    pub steps: Vec<Segment<'t>>,
    /// What the value at the node is.
    pub shape: Arc<Shape>,
}

/// The place of a node: of a key, that of its value. `None` below keys that Copilot does not know.
pub(super) fn locate<'t>(tree: &'t Tree, node: NodeId, root: &Arc<Shape>) -> Option<Place<'t>> {
    let steps = tree.path(node);
    let mut shape = root.clone();
    for step in &steps {
        shape = match step {
            Segment::Key(key) => shape.field(key)?.clone(),
            Segment::Index(_) => shape.item()?.clone(),
        };
    }
    Some(Place { steps, shape })
}

/// The steps as a reader writes them (`sidecars.nginx.mount_points[0]`).
pub(super) fn display(steps: &[Segment<'_>]) -> String {
    use crate::manifest::path::Path;
    let path = steps.iter().fold(Path::default(), |path, step| match step {
        Segment::Key(key) => path.key(key),
        Segment::Index(index) => path.index(*index),
    });
    path.to_string()
}

/// The values that may stand at a place, and whether there are no others. The model of a kind knows only its own
/// `type`, but the user may want any.
pub(super) fn values_at(place: &Place<'_>) -> (Vec<String>, bool) {
    if place.steps == [Segment::Key("type")] {
        let typed = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Pipeline);
        return (typed.map(|kind| kind.name().to_owned()).collect(), true);
    }
    values(&place.shape)
}

/// The values that the model knows for a shape, and whether there are no others.
fn values(shape: &Shape) -> (Vec<String>, bool) {
    let list = |name: &str| {
        let words = shape.facts.get(name).and_then(Json::as_array);
        words.map(|words| words.iter().map(plain).collect::<Vec<_>>())
    };
    if let Some(words) = list("enum") {
        return (words, true);
    }
    if let Some(words) = list("x-values") {
        return (words, false);
    }
    match &shape.form {
        Form::Scalar { scalar: Scalar::Bool, .. } => (vec!["true".to_owned(), "false".to_owned()], true),
        Form::Union { long, short, .. } => {
            let (words, all) = values(short);
            let is_text = matches!(long.form, Form::Scalar { .. } | Form::Union { .. });
            if words.is_empty() && is_text { values(long) } else { (words, all) }
        }
        _ => (Vec::new(), false),
    }
}

/// A JSON value as it is written in a manifest.
pub(super) fn plain(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A fact of the shape, or of the form of its union that knows it.
pub(super) fn fact<'s>(shape: &'s Shape, name: &str) -> Option<&'s Json> {
    shape.facts.get(name).or_else(|| match &shape.form {
        Form::Union { long, short, .. } => fact(short, name).or_else(|| fact(long, name)),
        _ => None,
    })
}
