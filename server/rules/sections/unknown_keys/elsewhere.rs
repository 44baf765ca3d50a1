//! Where else a key would be right: in another kind, at another level.

use crate::manifest::kind::Kind;
use crate::manifest::path::{Path, Segment};
use crate::manifest::shape::Shape;
use crate::rules::words::any_of;
use std::sync::Arc;

/// The other kinds that know this path. Pipelines are too different to be confused.
pub fn kinds_with(path: &Path, kind: Kind) -> Option<String> {
    let mut segments = path.segments();
    if segments.len() > 2 && matches!(segments[0], Segment::Key(key) if &**key == "environments") {
        segments.drain(..2);
    }
    let has = |other: &Kind| {
        *other != kind
            && *other != Kind::Pipeline
            && kind != Kind::Pipeline
            && knows(Shape::of(*other), &segments)
    };
    let names: Vec<&str> = Kind::ALL.iter().filter(|other| has(other)).map(|other| other.name()).collect();
    (!names.is_empty()).then(|| any_of(&names))
}

fn knows(shape: &Arc<Shape>, path: &[&Segment]) -> bool {
    let mut shape = shape;
    for segment in path {
        let next = match segment {
            Segment::Key(key) => shape.field(key),
            Segment::Index(_) => shape.item(),
        };
        let Some(next) = next else { return false };
        shape = next;
    }
    true
}

/// Where in this kind the key exists, and whether these are all the places. Of many only the shallowest are named,
/// and none if there are many of those too.
pub fn places(key: &str, kind: Kind, path: &Path) -> Option<(String, bool)> {
    const MOST: usize = 3;
    let mut places = Vec::new();
    collect(Shape::of(kind), key, String::new(), 0, &mut places);
    let here = path.effective();
    places.retain(|place| !here.starts_with(&format!("{place}.")));
    let all = places.len() <= MOST;
    if !all {
        let depth = |place: &String| place.matches('.').count();
        let least = places.iter().map(depth).min();
        places.retain(|place| Some(depth(place)) == least);
    }
    if places.is_empty() || places.len() > MOST {
        return None;
    }
    let top = |place: &String| if place.contains('.') { "" } else { " at the top level" };
    let quoted: Vec<String> = places.iter().map(|place| format!("`{place}`{}", top(place))).collect();
    Some((any_of(&quoted), all))
}

fn collect(shape: &Shape, key: &str, path: String, depth: usize, places: &mut Vec<String>) {
    const DEEPEST: usize = 3;
    let Some(fields) = shape.fields().filter(|_| depth < DEEPEST) else { return };
    for (name, field) in fields {
        let inner = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        if name == key && field.fact("x-deprecated").is_none() {
            places.push(inner.clone());
        }
        collect(field, key, inner, depth + 1, places);
    }
}
