//! Each rule against its own examples: `bad` shows it, `good` does not and has no error at all.

mod support;

use copilot_manifest_ls::finding::{Finding, Severity};
use copilot_manifest_ls::rules::{Rule, registry};
use copilot_manifest_ls::settings::Settings;
use std::collections::BTreeSet;
use support::judged;

/// Reported by the edges, not by a check of the text.
const ELSEWHERE: [&str; 1] = ["file.unreadable"];

/// The texts of the files and all that is found in them.
fn findings(example: &str) -> (String, Vec<Finding>) {
    let judged = judged(example, &Settings::default());
    let text = judged.iter().map(|(path, text, _)| format!("# {path}\n{text}")).collect();
    (text, judged.into_iter().flat_map(|(_, _, found)| found).collect())
}

fn problems(rule: &Rule) -> Vec<String> {
    let mut problems = Vec::new();
    let (text, found) = findings(rule.bad);
    let ids: Vec<&str> = found.iter().map(|finding| finding.rule).collect();
    match found.iter().find(|finding| finding.rule == rule.id) {
        None => problems.push(format!("{}: bad example shows only {ids:?}\n{text}", rule.id)),
        Some(finding) if finding.message.is_empty() || finding.message.replace("${", "").contains('{') => {
            problems.push(format!("{}: message {:?}", rule.id, finding.message));
        }
        Some(finding) if finding.message.contains("  ") => {
            problems.push(format!("{}: double blank in {:?}", rule.id, finding.message));
        }
        Some(_) => {}
    }
    let (text, found) = findings(rule.good);
    for finding in found.iter().filter(|f| f.rule == rule.id || f.severity == Severity::Error) {
        problems
            .push(format!("{}: good example shows {}: {}\n{text}", rule.id, finding.rule, finding.message));
    }
    problems
}

#[test]
fn every_rule_holds_on_its_examples() {
    let rules = registry::all().filter(|rule| !ELSEWHERE.contains(&rule.id));
    let problems: Vec<String> = rules.flat_map(problems).collect();
    assert!(problems.is_empty(), "{} problems\n\n{}", problems.len(), problems.join("\n\n"));
}

#[test]
fn every_rule_is_registered_once_and_documented() {
    let mut seen = BTreeSet::new();
    for rule in registry::all() {
        assert!(seen.insert(rule.id), "{} is registered twice", rule.id);
        assert!(rule.id.split_once('.').is_some_and(|(a, b)| !a.is_empty() && !b.is_empty()), "{}", rule.id);
        assert!(rule.doc.len() > 40 && !rule.source.is_empty(), "{} has no documentation", rule.id);
        assert!(!rule.messages.is_empty(), "{} says nothing", rule.id);
    }
}

/// The ids are those of the catalogue, where it is at hand, or those that the design adds.
#[test]
fn every_id_is_in_the_catalogue() {
    const ADDED: [&str; 4] =
        ["schema.type", "suppression.unused", "file.unreadable", "environments.base-incomplete"];
    // The catalogue is about manifests; the shape of `overrides` is asked for beside it.
    let is_added = |rule: &&Rule| ADDED.contains(&rule.id) || rule.section() == "overrides";
    let Ok(catalogue) = std::fs::read_to_string("../shared/spec/rules.md") else { return };
    for rule in registry::all().filter(|rule| !is_added(rule)) {
        assert!(catalogue.contains(&format!("#### `{}`", rule.id)), "{} is not in the catalogue", rule.id);
    }
}
