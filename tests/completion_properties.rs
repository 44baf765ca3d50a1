//! Whatever is taken from the list in a right manifest: the text stays YAML, and nothing is wrong that was right, but
//! for what is not finished yet.
#![allow(clippy::expect_used, reason = "a test may fail")]

mod support;
#[path = "support/taken.rs"]
mod taken;

use copilot_manifest_ls::assist::{About, Context, Item, ItemKind, Snapshot, Step};
use copilot_manifest_ls::finding::Finding;
use copilot_manifest_ls::manifest::path;
use copilot_manifest_ls::rules::registry;
use copilot_manifest_ls::settings::Settings;
use copilot_manifest_ls::workspace::Nothing;
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;
use support::beside::Beside;
use taken::{expanded, taken};

/// Values that ask for a change elsewhere, which only the user can choose: the last key of the place, what rules say
/// then, and why.
const FOLLOWS: [(&str, &str, &str); 12] = [
    ("throughput_limit", "subscribe.fifo", "the scope has to follow"),
    ("cpu", "task.", "memory is not written yet"),
    ("platform", "task.windows", "Windows needs larger tasks"),
    ("platform", "platform.windows", "other sections do not go with Windows"),
    ("platform", "image.location-windows-platform", "the image is for the old platform"),
    ("osfamily", "platform.map-pair", "the architecture has to follow"),
    ("osfamily", "task.windows", "Windows needs larger tasks"),
    ("osfamily", "platform.windows", "other sections do not go with Windows"),
    ("osfamily", "image.location-windows-platform", "the image is for the old platform"),
    ("certificates", "env.cdn-needs-certificate", "the list is empty yet"),
    ("provider", "pipeline.", "the repository lies elsewhere then"),
    ("port", "nlb.", "UDP needs a health check, and only TLS has policies"),
];

/// What is said of the examples at the tab stops of a block: a path, a port or an image that is taken or unsuitable.
const STOPS: [&str; 4] =
    ["aws.windows-sidecar-image", "http.path-duplicate", "nlb.duplicate-listener-port", "http.port-conflict"];

/// What no key may bring, however unfinished: these rules look at the key and not at its value.
const NEVER: [&str; 6] = ["not-for", "unknown", "ignored", "deprecated", "exclusive", "-and-"];

fn around() -> Beside {
    Beside::new(&[
        ("copilot/.workspace", "application: shop\n"),
        ("copilot/environments/test/manifest.yml", "name: test\ntype: Environment\n"),
        ("copilot/environments/prod/manifest.yml", "name: prod\ntype: Environment\n"),
        (
            "copilot/orders/manifest.yml",
            "name: orders\ntype: Backend Service\npublish:\n  topics:\n    - name: placed\n",
        ),
        ("services/api/Dockerfile", ""),
        ("services/api/web.env", ""),
    ])
}

/// The right examples of the rules, and the example application.
static MANIFESTS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let mut found: Vec<(String, String)> = registry::all()
        .map(|rule| support::whole(rule.good))
        .filter(|(_, text)| !text.contains("\n---"))
        .collect();
    for path in ["catalog", "orders", "storefront", "reports", "environments/prod", "pipelines/release"] {
        let path = format!("copilot/{path}/manifest.yml");
        let text = std::fs::read_to_string(Path::new("examples/bookshop").join(&path));
        found.extend(text.into_iter().map(|text| (path.clone(), text)));
    }
    found.dedup();
    found
});

fn snapshot(path: &str, text: &str) -> Snapshot {
    Snapshot::new(Some(&Path::new("/app").join(path)), text.to_owned())
}

fn place(steps: &[Step]) -> String {
    let start = path::Path::default();
    let path = steps.iter().fold(start, |path, step| match step {
        Step::Key(key) => path.key(key.as_str()),
        Step::Index(index) => path.index(*index),
    });
    path.to_string()
}

/// What may be said after the item is taken: that what it begins is not finished.
fn is_unfinished(finding: &Finding, item: &Item) -> bool {
    if item.kind == ItemKind::Snippet {
        // What stands at the tab stops of a block is to be replaced.
        return STOPS.contains(&finding.rule);
    }
    let Some(About::Field(_, steps)) = &item.about else { return false };
    let last = match steps.last() {
        Some(Step::Key(key)) => key.as_str(),
        _ => "",
    };
    let is_key = item.edit.text.trim_end_matches([' ', '-', '}', '\n', '\r']).ends_with(':');
    if is_key {
        if NEVER.iter().any(|part| finding.rule.contains(part)) {
            return false;
        }
        // A new item moves those behind it.
        let is_item = matches!(steps.iter().rev().nth(1), Some(Step::Index(_)));
        let scope = place(&steps[..steps.len() - if is_item { 2 } else { 0 }]);
        let own = place(steps);
        let is_around = !finding.path.is_empty() && own.starts_with(&finding.path);
        let is_own = finding.path.starts_with(&scope) || is_around;
        return is_own || finding.rule.ends_with("-missing") || follows(last, finding);
    }
    if item.kind == ItemKind::Folder {
        return finding.path == place(steps);
    }
    // Both sides of a switch are offered, also where a rule wants one of them.
    if matches!(item.label.as_str(), "true" | "false") {
        return !finding.rule.ends_with("-type") && !finding.rule.ends_with("-shape");
    }
    last == "type" || follows(last, finding)
}

fn follows(last: &str, finding: &Finding) -> bool {
    FOLLOWS.iter().any(|(key, rule, _)| *key == last && finding.rule.starts_with(rule))
}

fn judge(path: &str, text: &str, offset: usize) {
    let around = around();
    let context = Context { around: &around, ..Context::default() };
    let whole = snapshot(path, text);
    let before = whole.findings(&Settings::default(), &Nothing);
    for item in whole.complete(offset, &context) {
        let marked = format!("{}‸{}", &text[..offset], &text[offset..]);
        let is_renamed = text[item.edit.span.end..].starts_with(':');
        let new = taken(text, &item);
        if let Some(snippet) = expanded(text, &item) {
            assert_eq!(taken(text, &snippet), new, "{} in {marked}", item.label);
        }
        let after = snapshot(path, &new);
        assert!(after.source.tree().errors.is_empty(), "{} in\n{marked}\n=>\n{new}", item.label);
        let is_new = |finding: &&Finding| before.iter().all(|known| known.rule != finding.rule);
        let findings = after.findings(&Settings::default(), &Nothing);
        let wrong = findings.iter().filter(is_new).find(|finding| !is_unfinished(finding, &item));
        if let Some(wrong) = wrong.filter(|_| !is_renamed) {
            unreachable!("{}: {} at {} in\n{marked}\n=>\n{new}", item.label, wrong.message, wrong.path);
        }
    }
}

#[test]
fn any_operating_system_can_be_chosen() {
    for rest in ["architecture: arm64", "architecture: x86_64"] {
        let text = format!(
            "type: Backend Service\nname: api\nplatform:\n  osfamily: linux\n  {rest}\nimage:\n  location: nginx\n"
        );
        judge("copilot/api/manifest.yml", &text, text.find("linux").unwrap() + 1);
    }
}

/// An empty line is put in somewhere, or the cursor stands anywhere.
#[derive(Debug, Clone)]
enum Place {
    Line(usize, usize),
    Byte(usize),
}

fn any_place() -> impl Strategy<Value = Place> {
    prop_oneof![
        (any::<usize>(), 0..6usize).prop_map(|(line, step)| Place::Line(line, 2 * step)),
        any::<usize>().prop_map(Place::Byte),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_taken_item_breaks_nothing(which in any::<prop::sample::Index>(), place in any_place()) {
        let (path, text) = which.get(&MANIFESTS);
        match place {
            Place::Byte(at) => {
                let at = at % (text.len() + 1);
                judge(path, text, (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0));
            }
            Place::Line(line, indent) => {
                let lines: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
                let at = lines[line % lines.len()];
                let text = format!("{}{}\n{}", &text[..at], " ".repeat(indent), &text[at..]);
                judge(path, &text, at + indent);
            }
        }
    }
}
