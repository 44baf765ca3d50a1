//! Copilot reads in the shown text what it reads in the manifest: compared on examples, recorded cases and damaged texts.

use super::sound::problems;
use super::support::whole;
use copilot_manifest_ls::rules::registry;
use proptest::prelude::*;

/// Every effective manifest of a text is shown as it is read.
#[track_caller]
pub fn assert_sound(path: &str, text: &str) {
    let problems = problems(path, text);
    assert!(problems.is_empty(), "{}", problems.join("\n=====\n"));
}

#[test]
fn every_example_of_the_rules_is_shown_as_it_is_read() {
    let examples = registry::all().flat_map(|rule| [rule.bad, rule.good]).map(whole);
    let problems: Vec<String> = examples.flat_map(|(path, text)| problems(&path, &text)).collect();
    assert!(problems.is_empty(), "{}\n{}", problems.len(), problems.join("\n=====\n"));
}

#[test]
fn copilots_recorded_cases_are_shown_as_they_are_read() {
    let cases = std::fs::read_to_string("tests/verdicts.jsonl").unwrap();
    let cases = cases.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let texts = cases
        .map(|case| (case["file"].as_str().unwrap().to_owned(), case["text"].as_str().unwrap().to_owned()));
    let problems: Vec<String> = texts.flat_map(|(path, text)| problems(&path, &text)).collect();
    assert!(problems.is_empty(), "{}\n{}", problems.len(), problems.join("\n=====\n"));
}

#[test]
fn what_the_fuzzers_found_is_shown_as_it_is_read() {
    for file in std::fs::read_dir("fuzz/corpus/document").into_iter().flatten().flatten() {
        assert_sound("copilot/api/manifest.yml", &std::fs::read_to_string(file.path()).unwrap());
    }
}

/// The right example with its pieces of text replaced.
fn damaged() -> impl Strategy<Value = String> {
    let text = include_str!("../../examples/bookshop/copilot/catalog/manifest.yml");
    let piece = prop_oneof![
        Just("'".to_owned()),
        Just("\"".to_owned()),
        Just(" |\n    a\n".to_owned()),
        Just(" >-\n      b\n      c\n".to_owned()),
        Just("&a ".to_owned()),
        Just("*a".to_owned()),
        Just("!!str ".to_owned()),
        Just("null".to_owned()),
        Just("{}".to_owned()),
        Just("{a: }".to_owned()),
        Just("[x, 'y']".to_owned()),
        Just("日本 😀".to_owned()),
        Just("\\${X}".to_owned()),
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        "[-:# a-z0-9.~%@!]{1,5}",
    ];
    let edits = prop::collection::vec((any::<prop::sample::Index>(), 0..12usize, piece), 1..5);
    edits.prop_map(move |edits| {
        let mut text = text.to_owned();
        for (at, length, new) in edits {
            let floor =
                |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let start = floor(at.index(text.len() + 1));
            let end = floor(start + length);
            text.replace_range(start..end, &new);
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn damaged_manifests_are_shown_as_they_are_read(text in damaged()) {
        let problems = problems("copilot/web/manifest.yml", &text);
        prop_assert!(problems.is_empty(), "{}", problems.join("\n=====\n"));
    }
}
