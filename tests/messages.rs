//! Mistakes that are easily made: what is said of each, and what its fix makes of the text.
#![allow(clippy::expect_used, reason = "a test may fail")]

use copilot_manifest_ls::finding::Finding;
use copilot_manifest_ls::manifest::source::Source;
use copilot_manifest_ls::rules::{Document, judge};
use copilot_manifest_ls::settings::Settings;
use copilot_manifest_ls::workspace::Nothing;
use std::path::Path;

const HEAD: &str = "name: api\ntype: Backend Service\nimage:\n  location: nginx\n";

fn findings(text: &str) -> Vec<Finding> {
    let source = Source::new(Some(Path::new("/app/copilot/api/manifest.yml")), text.to_owned());
    judge(&Document::new(&source, &Nothing), &Settings::default())
}

/// One finding, with `part` in its message.
#[track_caller]
fn says(text: &str, rule: &str, part: &str) -> Finding {
    let mut found = findings(text);
    assert_eq!(found.len(), 1, "{found:#?}");
    let finding = found.remove(0);
    assert_eq!(finding.rule, rule);
    assert!(finding.message.contains(part), "no {part} in {}", finding.message);
    finding
}

#[track_caller]
fn fixed(text: &str, finding: &Finding) -> String {
    let edit = finding.fixes.first().and_then(|fix| fix.edits.first()).expect("a fix");
    let mut text = text.to_owned();
    text.replace_range(edit.span.start..edit.span.end, &edit.text);
    text
}

#[test]
fn an_empty_memory_has_words() {
    says(&format!("{HEAD}memory:\n"), "task.cpu-memory-pair", "empty `memory`");
}

#[test]
fn a_fraction_below_one_is_not_mended_to_zero() {
    let found = findings(&format!("{HEAD}cpu: 0.5\n"));
    assert!(!found.is_empty());
    assert!(found.iter().all(|finding| finding.fixes.is_empty()), "{found:#?}");
}

#[test]
fn a_misspelt_type_is_mended() {
    let text = "name: api\ntpye: Backend Service\nimage:\n  location: nginx\n";
    let finding = says(text, "manifest.type-unknown", "`type` is missing");
    assert_eq!(fixed(text, &finding), HEAD);
}

#[test]
fn a_section_directly_below_environments() {
    let dedented = format!("{HEAD}environments:\n  test:\n  count: 2\n");
    says(&dedented, "schema.type", "`count` stands where the names of environments belong");
    let variables = format!("{HEAD}environments:\n  variables:\n    A: b\n");
    says(&variables, "manifest.unknown-key", "takes `variables` for the name of an environment");
}

#[test]
fn environment_instead_of_environments() {
    let text = format!("{HEAD}environment:\n  prod:\n    count: 3\n");
    let finding = says(&text, "legacy.ecs-task-definition-key", "Write `environments`.");
    assert_eq!(fixed(&text, &finding), text.replace("environment:", "environments:"));
    let variables = format!("{HEAD}environment:\n  LOG: info\n");
    says(&variables, "legacy.ecs-task-definition-key", "Write `variables`.");
}

#[test]
fn an_unknown_anchor_is_told_once() {
    says(&format!("{HEAD}variables:\n  <<: *comon\n  A: b\n"), "yaml.unknown-anchor", "`&comon`");
    says(&format!("{HEAD}variables:\n  <<: text\n  A: b\n"), "schema.type", "`<<` merges maps only");
}

#[test]
fn a_key_beside_its_empty_section() {
    let text = format!("{HEAD}sidecars:\nnginx:\n  image: nginx\n");
    says(&text, "manifest.unknown-key", "the empty `sidecars` before it");
}

#[test]
fn a_key_at_the_top_that_many_sections_have() {
    says(&format!("{HEAD}port: 80\n"), "manifest.unknown-key", "`image.port`");
}

#[test]
fn a_full_width_colon() {
    let value = "name: api\ntype: Backend Service\nimage:\n  location: nginx\n  port：8080\n";
    says(value, "yaml.syntax", "write `port: 8080`");
    says("name: api\ntype: Backend Service\nimage：\n  location: nginx\n", "yaml.syntax", "write `image:`");
}
