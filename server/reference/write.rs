//! The pages with their lists of facts made anew, and the Markdown of one section.

use super::facts;
use super::links;
use super::lookup::{Located, Spot, spots};
use super::page::{Section, sections};
use super::pages::{PAGES, Page};
use crate::locale::Locale;
use crate::manifest::kind::Kind;
use crate::manifest::shape::Shape;
use std::collections::HashMap;

/// What the model says of each section: by page and heading.
type Facts = HashMap<(&'static str, &'static str), Vec<(Kind, Spot)>>;

/// The place of a page below `docs/reference`.
pub fn path(page: &Page, locale: Locale) -> String {
    format!("{}/{}.md", locale.tag(), page.name)
}

/// The pages as they should be: `read` gives the text of each as it stands.
pub fn pages<E>(mut read: impl FnMut(&str) -> Result<String, E>) -> Result<Vec<(String, String)>, E> {
    let facts = by_section();
    let mut pages = Vec::new();
    for locale in Locale::ALL {
        for page in PAGES {
            let path = path(page, locale);
            let text = rewritten(page, &read(&path)?, locale, &facts);
            pages.push((path, text));
        }
    }
    Ok(pages)
}

fn by_section() -> Facts {
    let mut facts: Facts = HashMap::new();
    for kind in Kind::ALL {
        for spot in spots(kind) {
            let own = spot
                .own(kind)
                .and_then(|located| Some((located.page.name, located.section(Locale::En)?.path)));
            if let Some(section) = own {
                facts.entry(section).or_default().push((kind, spot));
            }
        }
    }
    facts
}

fn rewritten(page: &Page, text: &str, locale: Locale, known: &Facts) -> String {
    let (intro, sections) = sections(text);
    let mut new = format!("{}\n", intro.trim_end());
    for section in sections {
        let places = known.iter().find(|((name, path), _)| *name == page.name && *path == section.path);
        let shapes: Vec<(Kind, &Shape)> = places
            .into_iter()
            .flat_map(|(_, spots)| spots)
            .map(|(kind, spot)| (*kind, &*spot.shape))
            .collect();
        let list = facts::list(&facts::common(&shapes), section.path, locale);
        let parts = [section.prose, &list, section.rest];
        let body: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        new.push_str(&format!("\n## `{}`\n\n{}\n", section.path, body.join("\n\n")));
    }
    new
}

/// A section with the facts of the place at hand, links leading to the published pages.
pub fn markdown(located: &Located, shape: &Shape, locale: Locale) -> Option<String> {
    let Section { path, prose, rest, facts: of_all_kinds } = located.section(locale)?;
    // The model of a kind knows its own name only, but the user may want another.
    let facts = if *path == "type" {
        (*of_all_kinds).to_owned()
    } else {
        facts::list(&facts::of(shape), path, locale)
    };
    let parts: Vec<&str> = [*prose, &facts, *rest].into_iter().filter(|part| !part.is_empty()).collect();
    Some(links::absolute(&parts.join("\n\n"), located.page.name, locale))
}

/// What a field does, in Markdown, links leading to the published pages.
pub fn prose(located: &Located, locale: Locale) -> String {
    let prose = located.section(locale).map_or("", |section| section.prose);
    links::absolute(prose, located.page.name, locale)
}

/// The first paragraph of what a field does, in English without links.
pub fn plain_prose(located: &Located) -> String {
    let prose = located.section(Locale::En).map_or("", |section| section.prose);
    links::removed(prose.split("\n\n").next().unwrap_or_default()).replace('\n', " ")
}
