//! Each rule against its own examples: `bad` shows it, `good` does not and has no error at all.
#![allow(clippy::expect_used, reason = "a test may fail")]

mod support;

use copilot_manifest_ls::finding::{Finding, Severity};
use copilot_manifest_ls::locale::Locale;
use copilot_manifest_ls::rules::{Rule, page, registry};
use copilot_manifest_ls::settings::Settings;
use std::collections::BTreeSet;
use std::path::Path;
use support::judged;

/// Reported by the edges, not by a check of the text.
const ELSEWHERE: [&str; 1] = ["file.unreadable"];

/// The texts of the files and all that is found in them.
fn findings(example: &str) -> (String, Vec<Finding>) {
    let judged = judged(example, &Settings::default());
    let text = judged.iter().map(|(path, text, _)| format!("# {path}\n{text}")).collect();
    (text, judged.into_iter().flat_map(|(_, _, found)| found).collect())
}

/// What comes along with a rule, in its bad example or its good one, because it can't be broken or kept without.
const ALONG: [(&str, &[&str]); 21] = [
    ("addons.resources-missing", &["addons.parameter-required"]),
    ("env.subnet-id-az", &["env.subnets-without-id-or-cidr"]),
    ("env.subnet-id-cidr", &["env.subnets-without-id-or-cidr"]),
    ("http.port-protocol-conflict", &["http.healthcheck-port-udp"]),
    ("http.target-container-both-spellings", &["legacy.target-container-camel"]),
    ("legacy.config-file", &["logging.destination-missing"]),
    ("logging.image-shape", &["logging.destination-missing"]),
    ("nlb.port-protocol-conflict", &["nlb.udp-healthcheck"]),
    ("pipeline.name-length", &["workspace.pipeline-name-directory"]),
    ("platform.windows-efs", &["storage.scratch-read-only"]),
    ("platform.windows-firelens", &["logging.destination-missing"]),
    ("platform.windows-pipeline", &["workspace.buildspec-missing", "workspace.dockerfile-missing"]),
    ("sidecar.mount-duplicate-path", &["sidecar.mount-read-only-default"]),
    ("sidecar.mount-path-characters", &["sidecar.mount-volume-unknown"]),
    ("task.memory-unit", &["task.cpu-memory-pair"]),
    ("workspace.pipeline-deployment-missing", &["workspace.buildspec-missing"]),
    ("workspace.pipeline-deployment-unknown", &["workspace.buildspec-missing"]),
    ("workspace.pipeline-duplicate-name", &["workspace.buildspec-missing"]),
    ("workspace.stage-environment-unknown", &["workspace.buildspec-missing"]),
    ("yaml.multi-document", &["image.build-or-location-missing"]),
    ("yaml.unknown-anchor", &["variables.list-form"]),
];

/// What else is found in the examples of a rule. Most examples of several files leave out `copilot/.workspace`.
fn others<'f>(rule: &Rule, found: &'f [Finding]) -> BTreeSet<&'f str> {
    let of_example = |id: &&str| *id != "workspace.summary-missing";
    let of_section =
        |id: &&str| rule.section() != "taskdef-overrides" || *id != "taskdef-overrides.deprecated";
    let ids = found.iter().map(|finding| finding.rule).filter(|id| *id != rule.id);
    ids.filter(of_example).filter(of_section).collect()
}

/// A bad example shows its rule and a good one shows nothing, but for what comes along.
#[test]
fn examples_show_their_rule_and_nothing_else() {
    let mut wrong = Vec::new();
    for rule in registry::all().filter(|rule| !ELSEWHERE.contains(&rule.id)) {
        let (bad, good) = (findings(rule.bad).1, findings(rule.good).1);
        let found: BTreeSet<&str> = others(rule, &bad).union(&others(rule, &good)).copied().collect();
        let listed = ALONG.iter().find(|(id, _)| *id == rule.id).map_or(&[][..], |(_, along)| along);
        if found != listed.iter().copied().collect() {
            wrong.push(format!("{}: {found:?}, listed are {listed:?}", rule.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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

/// The words behind `mark` in all files below a folder.
fn words_behind(mark: &str, folder: &Path, extension: &str) -> Vec<String> {
    let mut words = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() && extension == "rs" {
            words.extend(words_behind(mark, &path, extension));
        } else if path.extension().is_some_and(|it| it == extension) {
            let text = std::fs::read_to_string(&path).expect("a text");
            let lines = text.lines().filter_map(|line| line.strip_prefix(mark));
            words.extend(lines.map(|rest| rest.trim_end_matches([',', '"']).to_owned()));
        }
    }
    words.sort();
    words
}

/// Each rule of the sources is registered, has its place in the pages of both languages, and is tried by a test.
#[test]
fn sources_registry_pages_and_tests_name_the_same_rules() {
    let mut registered: Vec<String> = registry::all().map(|rule| rule.id.to_owned()).collect();
    registered.sort();
    let japanese = words_behind("        id: \"", Path::new("server/rules/japanese"), "rs");
    assert_eq!(
        words_behind("    id: \"", Path::new("server/rules"), "rs"),
        registered,
        "a rule is not registered"
    );
    assert_eq!(japanese, registered);
    for (locale, folder) in [(Locale::En, "docs/rules"), (Locale::Ja, "docs/rules/ja")] {
        assert_eq!(words_behind("## ", Path::new(folder), "md"), registered, "run `make generate`");
        for (section, text) in page::pages(locale) {
            let written = std::fs::read_to_string(format!("{folder}/{section}.md")).expect("a page");
            assert_eq!(written, text, "run `make generate`");
        }
    }
    // The examples of all others are run above.
    let tests = std::fs::read_to_string("tests/cli.rs").expect("a test");
    assert!(ELSEWHERE.iter().all(|id| tests.contains(id)));
    for (section, rules) in registry::RULES.iter().enumerate() {
        assert!(!rules.is_empty(), "the section number {section} has no rule");
    }
}

/// The ids are those of the catalogue, where it is at hand, or those that the design adds.
#[test]
fn every_id_is_in_the_catalogue() {
    const ADDED: [&str; 5] = [
        "schema.type",
        "suppression.unused",
        "file.unreadable",
        "environments.base-incomplete",
        // Found by fuzzing: the catalogue follows the documentation, which is silent on it.
        "yaml.line-separator",
    ];
    // The catalogue is about manifests; the shape of `overrides` is asked for beside it.
    let is_added = |rule: &&Rule| ADDED.contains(&rule.id) || rule.section() == "overrides";
    let Ok(catalogue) = std::fs::read_to_string("../shared/spec/rules.md") else { return };
    for rule in registry::all().filter(|rule| !is_added(rule)) {
        assert!(catalogue.contains(&format!("#### `{}`", rule.id)), "{} is not in the catalogue", rule.id);
    }
}
