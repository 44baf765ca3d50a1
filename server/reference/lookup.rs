//! From a path of a manifest to the section that documents it.

use super::page::{Section, sections};
use super::pages::{PAGES, Page};
use crate::locale::Locale;
use crate::manifest::kind::Kind;
use crate::manifest::shape::{Form, Shape};
use crate::yaml::Segment;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

/// The section of a field.
#[derive(Debug, Clone, Copy)]
pub struct Located {
    /// Its page.
    pub page: &'static Page,
    index: usize,
}

type Keys = HashMap<(Option<Kind>, String), Located>;

/// The sections of one language, page by page.
type Sections = Vec<Vec<Section<'static>>>;

impl Located {
    /// What the page says, in one language.
    pub fn section(&self, locale: Locale) -> Option<&'static Section<'static>> {
        static ALL: LazyLock<[Sections; 2]> = LazyLock::new(|| Locale::ALL.map(parsed));
        let place = PAGES.iter().position(|page| std::ptr::eq(page, self.page))?;
        ALL[locale as usize].get(place)?.get(self.index)
    }
}

fn parsed(locale: Locale) -> Sections {
    PAGES.iter().map(|page| sections(page.text(locale)).1).collect()
}

fn keys() -> &'static Keys {
    static KEYS: LazyLock<Keys> = LazyLock::new(|| {
        let located = PAGES.iter().flat_map(|page| {
            let (_, sections) = sections(page.text(Locale::En));
            let key = move |(index, section): (usize, Section<'_>)| {
                ((page.kind, normal(section.path)), Located { page, index })
            };
            sections.into_iter().enumerate().map(key)
        });
        located.collect()
    });
    &KEYS
}

/// A path whose placeholders have no names: `sidecars.<>.port`.
pub fn normal(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    let mut inside = false;
    for character in path.chars() {
        inside = inside && character != '>';
        if !inside {
            text.push(character);
        }
        inside = inside || character == '<';
    }
    text
}

/// The place in the model of a path in a manifest.
#[derive(Debug, Clone)]
pub struct Spot {
    /// The path without the names that the user chose: `sidecars.<>.mount_points[].path`.
    pub key: String,
    /// What may stand there.
    pub shape: Arc<Shape>,
    /// The beginnings of the path whose keys are documented elsewhere, and where, the longest first.
    same: Vec<(usize, String)>,
}

/// Follows a path through the model of a kind; a block of `environments` counts as the manifest that it overrides.
pub fn spot(kind: Kind, steps: &[Segment<'_>]) -> Option<Spot> {
    let steps = match steps {
        [Segment::Key("environments"), _, rest @ ..] if !rest.is_empty() && kind != Kind::Environment => rest,
        _ => steps,
    };
    let start = Spot { key: String::new(), shape: Shape::of(kind).clone(), same: Vec::new() };
    steps.iter().try_fold(start, |spot, step| spot.step(step))
}

impl Spot {
    fn step(self, step: &Segment<'_>) -> Option<Spot> {
        match step {
            Segment::Index(_) => Some(self.child("[]", self.shape.item()?)),
            Segment::Key(key) => {
                let known = self.shape.fields().is_some_and(|fields| fields.contains_key(*key));
                Some(self.child(if known { key } else { "<>" }, self.shape.field(key)?))
            }
        }
    }

    fn child(&self, name: &str, shape: &Arc<Shape>) -> Spot {
        let dot = if self.key.is_empty() || name == "[]" { "" } else { "." };
        let key = format!("{}{dot}{name}", self.key);
        let mut same = self.same.clone();
        if let Some(other) = shape.fact("x-same") {
            same.insert(0, (key.len(), other.to_owned()));
        }
        Spot { key, shape: shape.cited_like(&self.shape), same }
    }

    /// The places directly below: known keys, entries of a map, items of a list.
    fn children(&self) -> Vec<Spot> {
        let mut found = Vec::new();
        self.collect(&self.shape, &mut found);
        found
    }

    fn collect(&self, shape: &Shape, found: &mut Vec<Spot>) {
        match &shape.form {
            Form::Scalar { .. } => {}
            Form::List(item) => found.push(self.child("[]", item)),
            Form::Map { value, .. } => found.push(self.child("<>", value)),
            Form::Struct { fields, .. } => {
                found.extend(fields.iter().map(|(name, field)| self.child(name, field)));
            }
            Form::Union { long, short, .. } => {
                self.collect(long, found);
                self.collect(short, found);
            }
        }
    }

    /// The section of this place: its own, that of the place whose documentation it shares, or, of an entry or an item,
    /// that of the whole.
    pub fn section(&self, kind: Kind) -> Option<Located> {
        self.told(kind).or_else(|| {
            let whole = self.key.strip_suffix("[]").or_else(|| self.key.strip_suffix(".<>"))?;
            at(kind, whole)
        })
    }

    /// The section whose heading is this path, and not the one that it shares.
    pub fn own(&self, kind: Kind) -> Option<Located> {
        at(kind, &self.key)
    }

    /// The section of a key: its own, or the one that it shares.
    pub fn told(&self, kind: Kind) -> Option<Located> {
        let shared = |(length, other): &(usize, String)| {
            let rest = &self.key[*length..];
            at(kind, &format!("{other}{rest}"))
                .or_else(|| at(kind, &format!("{other}{}", rest.strip_prefix("[]")?)))
        };
        self.own(kind).or_else(|| self.same.iter().find_map(shared))
    }
}

fn at(kind: Kind, key: &str) -> Option<Located> {
    let own = keys().get(&(Some(kind), key.to_owned()));
    own.or_else(|| keys().get(&(None, key.to_owned()))).copied()
}

/// Every place of a kind, the whole manifest left out.
pub fn spots(kind: Kind) -> Vec<Spot> {
    let mut found = Vec::new();
    let mut open: Vec<Spot> = spot(kind, &[]).into_iter().collect();
    while let Some(spot) = open.pop() {
        // The blocks of environments repeat the whole manifest.
        if spot.key != "environments.<>" {
            open.extend(spot.children());
        }
        if !spot.key.is_empty() {
            found.push(spot);
        }
    }
    found
}
