//! Where else a key would be right: in another kind, at another level.

use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::manifest::path::{Path, Segment};
use crate::manifest::shape::Shape;
use crate::rules::words::any_of;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// The other kinds that know this path. Pipelines are too different to be confused.
pub fn kinds_with(path: &Path, kind: Kind) -> Option<Phrase> {
    let mut segments = path.segments();
    if segments.len() > 2 && matches!(segments[0], Segment::Key(key) if &**key == "environments") {
        segments.drain(..2);
    }
    if knows(Shape::of(kind), &segments) {
        // Ignored for another reason: another form of the value is written.
        return None;
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
pub fn places(key: &str, kind: Kind, path: &Path) -> Option<(Phrase, bool)> {
    const MOST: usize = 3;
    let here = path.effective();
    let is_around = |place: &str| here.strip_prefix(place).is_some_and(|rest| rest.starts_with('.'));
    let known = known(kind).get(key).into_iter().flatten();
    let mut places: Vec<&String> = known.filter(|place| !is_around(place)).collect();
    let all = places.len() <= MOST;
    if !all {
        let depth = |place: &&String| place.matches('.').count();
        let least = places.iter().map(depth).min();
        places.retain(|place| Some(depth(place)) == least);
    }
    if places.is_empty() || places.len() > MOST {
        return None;
    }
    let quoted: Vec<Phrase> = places.iter().map(|place| shown(place)).collect();
    Some((Phrase::any(&quoted), all))
}

fn shown(place: &str) -> Phrase {
    if place.contains('.') {
        return Phrase::same(format!("`{place}`"));
    }
    Phrase::new(format!("`{place}` at the top level"), format!("最上位の `{place}`"))
}

/// The places of all keys of a kind; many keys of a text may be looked for.
fn known(kind: Kind) -> &'static Places {
    static KNOWN: [OnceLock<Places>; Kind::ALL.len()] = [const { OnceLock::new() }; Kind::ALL.len()];
    KNOWN[kind as usize].get_or_init(|| {
        let mut places = Places::new();
        collect(Shape::of(kind), &mut Vec::new(), &mut places);
        places
    })
}

/// By key, in the order of the model.
type Places = HashMap<&'static str, Vec<String>>;

fn collect(shape: &'static Shape, path: &mut Vec<&'static str>, places: &mut Places) {
    const DEEPEST: usize = 3;
    let Some(fields) = shape.fields().filter(|_| path.len() < DEEPEST) else { return };
    for (name, field) in fields {
        path.push(name);
        if field.fact("x-deprecated").is_none() {
            places.entry(name).or_default().push(path.join("."));
        }
        collect(field, path, places);
        path.pop();
    }
}
