//! Whether Copilot reads in a shown text what it reads in the manifest. The fuzzers ask it too.

use super::manifest::Manifest;
use copilot_manifest_ls::environments::Layers;
use copilot_manifest_ls::finding::Finding;
use copilot_manifest_ls::rules::{Document, judge};
use copilot_manifest_ls::settings::Settings;
use std::collections::BTreeSet;

/// Rules that speak of a null in an override with other words than of one in the base, and of a map in which nothing is
/// written: what Copilot ignores is not shown.
const OF_WRITTEN: [&str; 4] =
    ["variables.null", "sidecar.null", "sidecar.null-in-environment", "healthcheck.empty"];

/// What is wrong with one effective manifest, and nothing that is said of the text as it is written.
fn mistakes(mut document: Document<'_>, environment: Option<&str>) -> BTreeSet<(String, String)> {
    let id = |finding: Finding| (finding.rule.to_owned(), finding.message);
    let layers = document.layers.take();
    let of_text: BTreeSet<_> = judge(&document, &Settings::default()).into_iter().map(id).collect();
    document.layers = layers.map(|layers| {
        let one = layers.environments.into_iter().find(|one| Some(&*one.name) == environment);
        Layers::without_environments(&one.map_or(layers.base, |one| one.effective))
    });
    let all = judge(&document, &Settings::default()).into_iter().map(id).collect::<BTreeSet<_>>();
    let of_written = |(rule, _): &&(String, String)| OF_WRITTEN.contains(&rule.as_str());
    all.difference(&of_text).filter(|mistake| !of_written(mistake)).cloned().collect()
}

/// What is wrong with a shown text, if anything.
pub fn problems(path: &str, text: &str) -> Vec<String> {
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
            lines.map(|line| line.split("  # ").next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
        };
        let twice = again.show(None).map_or_else(String::new, |twice| twice.text);
        if body(&twice) != body(&shown.text) {
            problem(&format!("is shown as\n{twice}"));
        }
    }
    problems
}
