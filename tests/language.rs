//! Every message in every language.
#![allow(clippy::expect_used, reason = "a test may fail")]

mod support;

use copilot_manifest_ls::finding::Finding;
use copilot_manifest_ls::locale::Locale;
use copilot_manifest_ls::rules::{japanese, registry};
use copilot_manifest_ls::settings::Settings;
use std::collections::BTreeSet;

fn arguments(template: &str) -> BTreeSet<&str> {
    let names = template.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    names.filter(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '_')).collect()
}

fn is_japanese(text: &str) -> bool {
    text.chars().any(|character| ('\u{3040}'..'\u{30ff}').contains(&character))
}

#[test]
fn every_rule_has_its_words_in_japanese() {
    let english: BTreeSet<&str> = registry::all().map(|rule| rule.id).collect();
    let translated: Vec<&str> = japanese::all().map(|words| words.id).collect();
    assert_eq!(translated.len(), english.len());
    assert_eq!(translated.into_iter().collect::<BTreeSet<_>>(), english);
    for rule in registry::all() {
        let words = japanese::of(rule.id).expect("its words");
        assert_eq!(words.messages.len(), rule.messages.len(), "{}", rule.id);
        assert!(is_japanese(words.doc), "{}", rule.id);
        for (english, japanese) in rule.messages.iter().zip(words.messages) {
            assert_eq!(arguments(english), arguments(japanese), "{}", rule.id);
        }
    }
}

fn findings(example: &str, locale: Locale) -> Vec<Finding> {
    let judged = support::judged(example, &Settings { locale, ..Settings::default() });
    judged.into_iter().flat_map(|(_, _, found)| found).collect()
}

/// Three words of a sentence that was not translated; names and code are no sentences.
fn english_words(text: &str) -> Option<String> {
    let outside: String = text.split('`').step_by(2).collect::<Vec<_>>().join(" ; ");
    let words: Vec<&str> = outside.split(' ').collect();
    let is_word = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase());
    words.windows(3).find(|three| three.iter().all(is_word)).map(|three| three.join(" "))
}

#[test]
fn nothing_stays_english_in_a_japanese_finding() {
    let mut problems = Vec::new();
    for rule in registry::all() {
        let (english, japanese) = (findings(rule.bad, Locale::En), findings(rule.bad, Locale::Ja));
        let ids = |found: &[Finding]| found.iter().map(|it| (it.rule, it.span)).collect::<Vec<_>>();
        assert_eq!(ids(&english), ids(&japanese), "{}", rule.id);
        for finding in &japanese {
            let titles = finding.fixes.iter().map(|fix| &fix.title);
            let related = finding.related.iter().map(|related| &related.message);
            for text in titles.chain(related).chain([&finding.message]) {
                if !is_japanese(text) || english_words(text).is_some() {
                    problems.push(format!("{}: {text}", finding.rule));
                }
            }
        }
    }
    problems.sort();
    problems.dedup();
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}
