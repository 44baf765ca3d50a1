//! Copilot's own verdict, recorded, on damaged copies of the manifests of `examples/bookshop`.
//!
//! A line holds the text, whether Copilot accepts it, and in which environments it fails (`(base)`: one that the
//! manifest does not name). Refused means an error of ours; accepted, or refused only in `(base)`, means none.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use copilot_manifest_ls::finding::{Origin, Severity};
use copilot_manifest_ls::manifest::source::Source;
use copilot_manifest_ls::rules::{Document, judge};
use copilot_manifest_ls::settings::Settings;
use copilot_manifest_ls::workspace::Nothing;
use serde_json::Value;
use std::path::Path;

fn disagreement(case: &Value) -> Option<String> {
    let (file, text) = (case["file"].as_str().unwrap(), case["text"].as_str().unwrap());
    let base_only =
        case["failing"] == serde_json::json!(["(base)"]) && !case["passing"].as_array().unwrap().is_empty();
    let refused = case["accepts"] == false && !base_only;
    let source = Source::new(Some(Path::new(file)), text.to_owned());
    let findings = judge(&Document::new(&source, &Nothing), &Settings::default());
    assert!(findings.iter().all(|finding| !finding.message.is_empty()), "an empty message: {findings:?}");
    let ours: Vec<String> = findings
        .iter()
        .filter(|f| f.severity == Severity::Error && matches!(f.origin, Origin::Copilot | Origin::Yaml))
        .map(|f| format!("{}: {}", f.rule, f.message))
        .collect();
    let hinted = !base_only || findings.iter().any(|finding| finding.severity != Severity::Error);
    let agrees = refused != ours.is_empty() && hinted;
    (!agrees).then(|| {
        format!("{file}: Copilot {}, we say {ours:?}\n{text}", if refused { "refuses" } else { "accepts" })
    })
}

#[test]
fn copilot_and_we_agree() {
    let cases = std::fs::read_to_string("tests/verdicts.jsonl").unwrap();
    let cases: Vec<Value> = cases.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(cases.len() > 100);
    let disagreements: Vec<String> = cases.iter().filter_map(disagreement).collect();
    assert!(
        disagreements.is_empty(),
        "{} of {}\n{}",
        disagreements.len(),
        cases.len(),
        disagreements.join("\n---\n")
    );
}
