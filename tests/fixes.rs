//! Each safe fix of a rule's bad example: the finding is gone afterwards, and no syntax error came instead.

use copilot_manifest_ls::finding::{Finding, Fix};
use copilot_manifest_ls::manifest::recognize::role;
use copilot_manifest_ls::rules::{Document, judge, registry};
use copilot_manifest_ls::settings::Settings;
use copilot_manifest_ls::yaml::Tree;
use std::path::Path;

/// The kind stands in the first line of an example; pipelines and environments are known by their paths.
fn path(example: &str) -> &str {
    match example.lines().next().unwrap_or_default().trim_start_matches("# ") {
        "Pipeline" => "copilot/pipelines/main/manifest.yml",
        "Environment" => "copilot/environments/test/manifest.yml",
        first if first.starts_with("copilot/") => first,
        _ => "copilot/api/manifest.yml",
    }
}

fn findings(path: &str, text: &str) -> Vec<Finding> {
    let tree = Tree::parse(text);
    judge(&Document::new(text, &tree, &role(Path::new(path))), &Settings::default())
}

fn applied(text: &str, fix: &Fix) -> String {
    let mut edits = fix.edits.clone();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.span.start..edit.span.end, &edit.text);
    }
    text
}

#[test]
fn a_safe_fix_removes_its_finding() {
    let mut tried = 0;
    for rule in registry::all() {
        let path = path(rule.bad);
        let kind = rule.bad.lines().next().unwrap_or_default().trim_start_matches("# ");
        let typed = format!("{}\ntype: {kind}\n", rule.bad.trim_end());
        let text = if rule.bad.contains("\ntype:") || path.contains("pipelines") { rule.bad } else { &typed };
        let before = findings(path, text);
        let own = |all: &[Finding]| all.iter().filter(|finding| finding.rule == rule.id).count();
        let fixes =
            before.iter().filter(|finding| finding.rule == rule.id).flat_map(|finding| &finding.fixes);
        for fix in fixes.filter(|fix| fix.safe) {
            let fixed = applied(text, fix);
            let after = findings(path, &fixed);
            tried += 1;
            assert!(own(&after) < own(&before), "{}: `{}` leaves\n{fixed}", rule.id, fix.title);
            let broken = after.iter().find(|finding| finding.rule == "yaml.syntax");
            assert!(broken.is_none(), "{}: `{}` breaks\n{fixed}", rule.id, fix.title);
        }
    }
    assert!(tried > 20, "only {tried} fixes were tried");
}
