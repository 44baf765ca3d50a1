//! Each rule against its own examples: `bad` shows it, `good` does not and has no error at all.

use copilot_manifest_ls::finding::{Finding, Severity};
use copilot_manifest_ls::manifest::kind::Kind;
use copilot_manifest_ls::manifest::recognize::role;
use copilot_manifest_ls::rules::{Document, Rule, judge, registry};
use copilot_manifest_ls::settings::Settings;
use copilot_manifest_ls::yaml::Tree;
use std::collections::BTreeSet;
use std::path::Path;

/// Reported by the edges, not by a check of the text.
const ELSEWHERE: [&str; 1] = ["file.unreadable"];

/// The path and the whole text of an example: fragments begin with `# <kind>`, whole files may begin with `# <path>`.
fn whole(example: &str) -> (String, String) {
    let first = example.lines().next().unwrap_or_default().trim_start_matches("# ");
    if first.starts_with("copilot/") {
        return (first.to_owned(), example.to_owned());
    }
    let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.name() == first) else {
        return ("copilot/api/manifest.yml".to_owned(), example.to_owned());
    };
    let path = match kind {
        Kind::Environment => "copilot/environments/test/manifest.yml",
        Kind::Pipeline => "copilot/pipelines/main/manifest.yml",
        _ => "copilot/api/manifest.yml",
    };
    let mut text = example.to_owned();
    for (key, section) in required(kind) {
        let given = example.lines().any(|line| line.starts_with(&format!("{key}:")));
        let left_out = example.contains(&format!("# (no {key} key)"));
        if !given && !left_out {
            text = if matches!(key, "name" | "type") {
                section + &text
            } else {
                format!("{}\n{section}", text.trim_end())
            };
        }
    }
    (path.to_owned(), text)
}

/// What a manifest of this kind can't do without.
fn required(kind: Kind) -> Vec<(&'static str, String)> {
    let name = if kind == Kind::Environment { "test" } else { "api" };
    let mut sections = vec![("name", format!("name: {name}\n"))];
    let image =
        |port: &str| ("image", format!("image:\n  location: public.ecr.aws/nginx/nginx:1.27\n{port}"));
    match kind {
        Kind::Pipeline => {
            sections.push(("version", "version: 1\n".to_owned()));
            let source =
                "source:\n  provider: GitHub\n  properties:\n    repository: https://github.com/o/r\n";
            sections.push(("source", source.to_owned()));
            sections.push(("stages", "stages:\n  - name: test\n".to_owned()));
            return sections;
        }
        Kind::LoadBalancedWebService => {
            sections.push(image("  port: 8080\n"));
            sections.push(("http", "http:\n  path: /\n".to_owned()));
        }
        Kind::RequestDrivenWebService => sections.push(image("  port: 8080\n")),
        Kind::BackendService => sections.push(image("  port: 8080\n")),
        Kind::WorkerService => sections.push(image("")),
        Kind::ScheduledJob => {
            sections.push(image(""));
            sections.push(("on", "on:\n  schedule: \"@daily\"\n".to_owned()));
        }
        Kind::StaticSite => sections.push(("files", "files:\n  - source: dist\n".to_owned())),
        Kind::Environment => {}
    }
    sections.push(("type", format!("type: {}\n", kind.name())));
    sections
}

fn findings(example: &str) -> (String, Vec<Finding>) {
    let (path, text) = whole(example);
    let tree = Tree::parse(&text);
    let role = role(Path::new(&path));
    let found = judge(&Document::new(&text, &tree, &role), &Settings::default());
    (text, found)
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
    let Ok(catalogue) = std::fs::read_to_string("../shared/spec/rules.md") else { return };
    for rule in registry::all().filter(|rule| !ADDED.contains(&rule.id)) {
        assert!(catalogue.contains(&format!("#### `{}`", rule.id)), "{} is not in the catalogue", rule.id);
    }
}
