//! The documentation of a rule or of a field, by the name that a user gives; and what rules there are.

use crate::finding::Severity;
use crate::locale::{Locale, Phrase};
use crate::nearest::nearest;
use crate::reference::explain::{field, nearest_field};
use crate::rules::{Rule, page, registry};

/// A page of documentation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The id of the rule, or the path of the field as it was asked for.
    pub title: String,
    /// The page, which begins with a heading.
    pub markdown: String,
}

/// A rule in a list to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSummary {
    /// The id.
    pub id: &'static str,
    /// How bad a violation is, where the settings do not say otherwise.
    pub severity: Severity,
    /// What the rule is about: the first sentence of its documentation, as plain text.
    pub summary: String,
}

/// The documentation of the rule with this id, or of the field with this path.
///
/// # Errors
/// There is neither: says so, with the name that was probably meant.
pub fn explain(id: &str, locale: Locale) -> Result<Explanation, Phrase> {
    let markdown = match registry::find(id) {
        Some(rule) => Some(format!("# {}", page::entry(rule, locale))),
        None => field(id, locale),
    };
    markdown.map(|markdown| Explanation { title: id.to_owned(), markdown }).ok_or_else(|| unknown(id))
}

/// All rules, by id.
pub fn rules(locale: Locale) -> Vec<RuleSummary> {
    let summary = |rule: &Rule| RuleSummary {
        id: rule.id,
        severity: rule.severity,
        summary: first_sentence(rule.doc(locale)).replace('`', ""),
    };
    let mut rules: Vec<RuleSummary> = registry::all().map(summary).collect();
    rules.sort_unstable_by_key(|rule| rule.id);
    rules
}

fn unknown(id: &str) -> Phrase {
    let meant =
        nearest(id, registry::all().map(|rule| rule.id)).map(str::to_owned).or_else(|| nearest_field(id));
    let (en, ja) = match meant {
        Some(meant) => (format!(" Did you mean `{meant}`?"), format!("`{meant}` のことですか?")),
        None => (String::new(), String::new()),
    };
    Phrase::new(
        format!("there is no rule and no field `{id}`.{en}"),
        format!("`{id}` というルールもフィールドもありません。{ja}"),
    )
}

/// The text up to the end of its first sentence. Dots inside of code (`.env`, `count.cpu_percentage`) end none.
fn first_sentence(text: &str) -> &str {
    let ends = text.match_indices(['。', '.', '\n']);
    let outside_of_code = |at: usize| text[..at].matches('`').count().is_multiple_of(2);
    let is_end =
        |at: usize, end: &str| end != "." || text[at + 1..].chars().next().is_none_or(char::is_whitespace);
    let end =
        ends.filter(|(at, end)| outside_of_code(*at) && is_end(*at, end)).map(|(at, end)| at + end.len());
    text[..end.min().unwrap_or(text.len())].trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_where_it_ends() {
        assert_eq!(first_sentence("Only `a. b` or v1.2. Not this."), "Only `a. b` or v1.2.");
        assert_eq!(first_sentence("値は `1.` です。次の文です。"), "値は `1.` です。");
        assert_eq!(first_sentence("A line\nand another"), "A line");
        assert_eq!(first_sentence("no end"), "no end");
        assert_eq!(first_sentence(""), "");
    }

    #[test]
    fn every_rule_of_the_list_is_explained_in_its_language() {
        for locale in Locale::ALL {
            let rules = rules(locale);
            assert_eq!(rules.len(), registry::all().count());
            for rule in rules {
                let page = explain(rule.id, locale).expect("a page");
                assert!(page.markdown.starts_with(&format!("# {}\n", rule.id)), "{}", page.markdown);
                assert!(!rule.summary.is_empty() && !rule.summary.contains(['`', '\n']), "{}", rule.summary);
            }
        }
    }
}
