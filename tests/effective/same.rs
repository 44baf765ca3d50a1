//! Copilot reads in the shown text what it reads in the manifest: compared on examples, recorded cases and damaged texts.

use super::manifest::Manifest;
use super::support::whole;
use copilot_manifest_ls::environments::Layers;
use copilot_manifest_ls::finding::Finding;
use copilot_manifest_ls::rules::{Document, judge, registry};
use copilot_manifest_ls::settings::Settings;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Rules that speak of a null in an override with other words than of one in the base.
const OF_NULLS: [&str; 3] = ["variables.null", "sidecar.null", "sidecar.null-in-environment"];

/// What is wrong with one effective manifest, and nothing that is said of the text as it is written.
fn mistakes(mut document: Document<'_>, environment: Option<&str>) -> BTreeSet<(String, String)> {
    let id = |finding: Finding| (finding.rule.to_owned(), finding.message);
    let layers = document.layers.take();
    let of_text: BTreeSet<_> = judge(&document, &Settings::default()).into_iter().map(id).collect();
    document.layers = layers.map(|layers| {
        let one = layers.environments.into_iter().find(|one| Some(&*one.name) == environment);
        Layers { base: one.map_or(layers.base, |one| one.effective), environments: Vec::new() }
    });
    let all = judge(&document, &Settings::default()).into_iter().map(id).collect::<BTreeSet<_>>();
    let of_nulls = |(rule, _): &&(String, String)| OF_NULLS.contains(&rule.as_str());
    all.difference(&of_text).filter(|mistake| !of_nulls(mistake)).cloned().collect()
}

/// What is wrong with a shown text, if anything.
fn problems(path: &str, text: &str) -> Vec<String> {
    let manifest = Manifest::new(path, text);
    let mut problems = Vec::new();
    let names = manifest.environments();
    for name in names.iter().map(|name| Some(name.as_str())).chain([None]) {
        let Some(shown) = manifest.show(name) else { continue };
        let again = Manifest::new(path, &shown.text);
        let mut problem =
            |what: &str| problems.push(format!("{name:?}: {what}\n{text}\n--- shown\n{}", shown.text));
        assert_eq!(shown.lines.len(), shown.text.lines().count());
        if !again.tree().errors.is_empty() {
            problem(&format!("is no YAML: {:?}", again.tree().errors));
            continue;
        }
        if manifest.is_refused() {
            continue;
        }
        let (expected, found) = (manifest.data(name), again.data(None));
        if expected != found {
            problem(&format!("means something else:\n{expected}\n{found}\n"));
        }
        if again.is_refused() {
            problem("is refused");
        }
        let (expected, found) = (mistakes(manifest.document(), name), mistakes(again.document(), None));
        if expected != found {
            problem(&format!("has other mistakes:\n{expected:?}\n{found:?}\n"));
        }
        let body = |text: &str| {
            let lines = text.lines().filter(|line| !line.starts_with('#'));
            lines.map(|line| line.split("  # ").next().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let twice = again.show(None).unwrap().text;
        if body(&twice) != body(&shown.text) {
            problem(&format!("is shown as\n{twice}"));
        }
    }
    problems
}

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
