//! From what a user types to the sections of the fields that are meant.

use super::lookup::{Located, Spot, normal, spot, spots};
use super::write::markdown;
use crate::locale::Locale;
use crate::manifest::kind::Kind;
use crate::nearest::nearest;
use crate::yaml::Segment;

/// The documentation of a field in Markdown; of several kinds with different pages, one after the other. The path may be
/// one of a manifest (`sidecars.nginx.mount_points[0].path`), or leave the names and indexes out
/// (`sidecars.mount_points.path`).
pub fn field(path: &str, locale: Locale) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    for (_, spot, located) in found(path) {
        let Some(text) = markdown(&located, &spot.shape, locale) else { continue };
        let heading = located.section(locale).map_or("", |section| section.path);
        let part = format!("# {heading}\n\n{text}");
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

/// The path of a field that looks most like this one.
pub fn nearest_field(path: &str) -> Option<String> {
    let all: Vec<String> = Kind::ALL.into_iter().flat_map(spots).map(|spot| self::bare(&spot.key)).collect();
    nearest(&bare(path), all.iter().map(String::as_str)).map(str::to_owned)
}

fn found(path: &str) -> Vec<(Kind, Spot, Located)> {
    let with_section = |kind: Kind, spot: Spot| spot.section(kind).map(|located| (kind, spot, located));
    let mut found: Vec<(Kind, Spot, Located)> = Vec::new();
    let wanted = bare(path);
    for kind in Kind::ALL {
        let same = spots(kind).into_iter().filter(|spot| bare(&spot.key) == wanted && !is_entry(&spot.key));
        found.extend(same.filter_map(|spot| with_section(kind, spot)));
    }
    if found.is_empty() {
        let steps = steps(path);
        let each = Kind::ALL.into_iter().filter_map(|kind| with_section(kind, spot(kind, &steps)?));
        // Below a map of free names any key has a section, also a misspelt one of the level above.
        let is_misspelt = || nearest_field(path).is_some();
        found.extend(each.filter(|(_, spot, _)| !spot.key.ends_with(".<>") || !is_misspelt()));
    }
    // Pages of the same section, once; the one of its own heading before one that shares it.
    let mut seen: Vec<(&str, Option<&str>)> = Vec::new();
    found.retain(|(_, _, located)| {
        let section = (located.page.name, located.section(Locale::En).map(|section| section.path));
        let new = !seen.contains(&section);
        seen.push(section);
        new
    });
    found
}

/// The steps of a path as it is printed, of names without dots.
fn steps(path: &str) -> Vec<Segment<'_>> {
    let parts = path.split(['.', '[']).filter(|part| !part.is_empty());
    let step = |part| match str::strip_suffix(part, "]").and_then(|index| index.parse().ok()) {
        Some(index) => Segment::Index(index),
        None => Segment::Key(part),
    };
    parts.map(step).collect()
}

fn is_entry(key: &str) -> bool {
    key.ends_with("[]")
}

/// A path without placeholders, names in brackets and indexes.
fn bare(path: &str) -> String {
    let path = normal(path);
    let mut text = String::new();
    for part in
        path.split(['.', '[']).filter(|part| !part.is_empty() && *part != "<>" && !part.ends_with(']'))
    {
        if !text.is_empty() {
            text.push('.');
        }
        text.push_str(part);
    }
    text
}
