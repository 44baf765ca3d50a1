//! The pages, as they are embedded.

use crate::locale::Locale;
use crate::manifest::kind::Kind;

/// A page in each language.
#[derive(Debug)]
pub struct Page {
    /// The name of its files, without the ending.
    pub name: &'static str,
    /// The only kind that it speaks of; such a page goes before the common ones.
    pub kind: Option<Kind>,
    en: &'static str,
    ja: &'static str,
}

impl Page {
    /// Its text in one language.
    pub fn text(&self, locale: Locale) -> &'static str {
        locale.pick(self.en, self.ja)
    }
}

macro_rules! page {
    ($name:literal) => {
        page!($name, None)
    };
    ($name:literal, $kind:expr) => {
        Page {
            name: $name,
            kind: $kind,
            en: include_str!(concat!("../../docs/reference/en/", $name, ".md")),
            ja: include_str!(concat!("../../docs/reference/ja/", $name, ".md")),
        }
    };
}

/// All pages, in the order of a manifest.
pub static PAGES: &[Page] = &[
    page!("manifest"),
    page!("image"),
    page!("task"),
    page!("http"),
    page!("nlb"),
    page!("count"),
    page!("variables"),
    page!("sidecars"),
    page!("logging"),
    page!("storage"),
    page!("network"),
    page!("publish"),
    page!("subscribe"),
    page!("job"),
    page!("deployment"),
    page!("observability"),
    page!("taskdef_overrides"),
    page!("request-driven-web-service", Some(Kind::RequestDrivenWebService)),
    page!("static-site", Some(Kind::StaticSite)),
    page!("environment", Some(Kind::Environment)),
    page!("pipeline", Some(Kind::Pipeline)),
];
