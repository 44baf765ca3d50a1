//! A rule: its id, its severity, its words, its documentation and its examples, written once.

use super::japanese;
use crate::finding::{Origin, Severity};
use crate::locale::{Locale, Phrase};

/// One rule of the catalogue.
#[derive(Debug)]
pub struct Rule {
    /// `section.problem`, as in the catalogue; never changes.
    pub id: &'static str,
    /// How bad a violation is.
    pub severity: Severity,
    /// Who stops the user.
    pub origin: Origin,
    /// What a finding says, with `{name}` for each argument; most rules have one message.
    pub messages: &'static [&'static str],
    /// What the rule is about and what to do: the text of its page.
    pub doc: &'static str,
    /// A manifest, or the part of one that matters, that breaks the rule. The first line names the kind: `# Backend Service`.
    pub bad: &'static str,
    /// Its nearest right twin.
    pub good: &'static str,
    /// Where the fact stands: a page of Copilot's documentation with its anchor, a function of its code, a page of AWS.
    pub source: &'static str,
}

impl Rule {
    /// The part of the id before the dot; its page.
    pub fn section(&self) -> &'static str {
        self.id.split('.').next().unwrap_or(self.id)
    }

    /// What it is about and what to do, in one language.
    pub fn doc(&self, locale: Locale) -> &'static str {
        match locale {
            Locale::En => self.doc,
            Locale::Ja => japanese::of(self.id).map_or(self.doc, |words| words.doc),
        }
    }

    /// The message number `index`, with its arguments.
    pub fn message(&self, index: usize, args: &[(&'static str, Phrase)], locale: Locale) -> String {
        let english = self.messages.get(index).copied().unwrap_or_default();
        let template = match locale {
            Locale::En => english,
            Locale::Ja => {
                japanese::of(self.id).and_then(|words| words.messages.get(index)).copied().unwrap_or(english)
            }
        };
        fill(template, args, locale)
    }
}

/// Where the page of a rule stands.
pub fn url(id: &str, locale: Locale) -> String {
    const PAGES: &str = "https://github.com/copilot-manifest-ls/copilot-manifest-ls/blob/main/docs/rules/";
    let language = locale.pick("", "ja/");
    let section = id.split('.').next().unwrap_or(id);
    format!("{PAGES}{language}{section}.md#{}", id.replace('.', ""))
}

/// Fills the `{name}` of a message; other braces stay.
fn fill(template: &str, args: &[(&'static str, Phrase)], locale: Locale) -> String {
    let mut text = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            rest = after;
            continue;
        };
        match args.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => text.push_str(value.text(locale)),
            None => text.extend(["{", name, "}"]),
        }
        rest = tail;
    }
    text.push_str(rest);
    if locale == Locale::Ja { tightened(&text) } else { text }
}

/// Without the blanks between two Japanese characters, which stand where a template expects a word in Latin letters.
fn tightened(text: &str) -> String {
    let japanese = |character: Option<char>| character.is_some_and(|character| character >= '\u{3000}');
    let mut tight = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let between = japanese(tight.chars().next_back()) && japanese(rest.peek().copied());
        if character != ' ' || !between {
            tight.push(character);
        }
    }
    tight
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_fill_their_places() {
        let args = [("port", Phrase::same(80)), ("other", Phrase::new("a list", "リスト"))];
        assert_eq!(fill("Port {port} is {other}.", &args, Locale::En), "Port 80 is a list.");
        assert_eq!(fill("`{a: b}` は {other} です。", &args, Locale::Ja), "`{a: b}` はリストです。");
    }
}
