//! The languages of what users read.

use serde::Deserialize;
use std::borrow::Cow;

/// A language of messages and documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// Japanese.
    Ja,
}

impl Locale {
    /// All of them.
    pub const ALL: [Locale; 2] = [Locale::En, Locale::Ja];

    /// The language of a tag such as `ja`, `ja-JP` or `ja_JP.UTF-8`; English where there is no other text.
    pub fn of_tag(tag: &str) -> Locale {
        match tag.split(['-', '_', '.']).next() {
            Some(language) if language.eq_ignore_ascii_case("ja") => Locale::Ja,
            _ => Locale::En,
        }
    }

    /// Its tag: the name of its folder in `docs/reference`.
    pub fn tag(self) -> &'static str {
        match self {
            Locale::En => "en",
            Locale::Ja => "ja",
        }
    }

    /// The one of two texts that is in this language.
    pub fn pick<T>(self, en: T, ja: T) -> T {
        match self {
            Locale::En => en,
            Locale::Ja => ja,
        }
    }
}

/// The same text in each language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    en: Cow<'static, str>,
    ja: Cow<'static, str>,
}

impl Phrase {
    /// A text in both languages.
    pub fn new(en: impl Into<Cow<'static, str>>, ja: impl Into<Cow<'static, str>>) -> Phrase {
        Phrase { en: en.into(), ja: ja.into() }
    }

    /// A name or a number, which is the same in every language.
    pub fn same(text: impl ToString) -> Phrase {
        let text = text.to_string();
        Phrase { en: text.clone().into(), ja: text.into() }
    }

    /// One of several: `a, b or c`.
    pub fn any(phrases: &[Phrase]) -> Phrase {
        let joined = |locale: Locale, or: &str| match phrases.split_last() {
            Some((last, rest)) if !rest.is_empty() => {
                let rest: Vec<&str> = rest.iter().map(|phrase| phrase.text(locale)).collect();
                let (rest, last) = (rest.join(locale.pick(", ", "、")), last.text(locale));
                let after_latin = if rest.ends_with(|last: char| last.is_ascii()) { " " } else { "" };
                let before_latin = if last.starts_with(|first: char| first.is_ascii()) { " " } else { "" };
                format!("{rest}{after_latin}{or}{before_latin}{last}")
            }
            _ => phrases.first().map(|phrase| phrase.text(locale).to_owned()).unwrap_or_default(),
        };
        Phrase::new(joined(Locale::En, "or"), joined(Locale::Ja, "または"))
    }

    /// The text in one language.
    pub fn text(&self, locale: Locale) -> &str {
        locale.pick(&self.en, &self.ja)
    }

    /// A text made from this one, language by language.
    pub fn map(&self, mut make: impl FnMut(Locale, &str) -> String) -> Phrase {
        Phrase::new(make(Locale::En, &self.en), make(Locale::Ja, &self.ja))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_of_tags() {
        for tag in ["ja", "ja-JP", "JA_jp.UTF-8"] {
            assert_eq!(Locale::of_tag(tag), Locale::Ja);
        }
        for tag in ["", "en", "C", "de-DE", "jam"] {
            assert_eq!(Locale::of_tag(tag), Locale::En);
        }
    }
}
