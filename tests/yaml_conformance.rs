//! Syntax against Copilot's own verdicts, where the folder with the labelled cases exists beside the checkout.
#![allow(clippy::print_stderr, clippy::unwrap_used, reason = "a test says that it is skipped and may fail")]

use copilot_manifest_ls::yaml::Tree;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// What Go's scanner and parser say; errors of decoding read otherwise.
const SYNTAX: [&str; 7] = [
    "did not find expected",
    "could not find expected",
    "mapping values are not allowed",
    "block sequence entries are not allowed",
    "mapping keys are not allowed",
    "control characters are not allowed",
    "found ",
];

fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    if folder.join("conformance/cases.jsonl").exists() {
        return Some(folder);
    }
    eprintln!("SKIPPED: there is no {}", folder.display());
    None
}

fn rows(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Whether an error text of Copilot is one of YAML syntax; of text without an error `Some(false)`.
fn is_syntax(accepts: &Value, error: &Value) -> Option<bool> {
    if accepts == &Value::Bool(true) {
        return Some(false);
    }
    let (_, yaml) = error.as_str()?.split_once("yaml: ")?;
    let message =
        yaml.strip_prefix("line ").and_then(|rest| rest.split_once(": ")).map_or(yaml, |(_, rest)| rest);
    SYNTAX.iter().any(|start| message.starts_with(start)).then_some(true)
}

fn compare(name: &str, text: &str, syntax: Option<bool>, wrong: &mut Vec<String>) {
    let errors = Tree::parse(text).errors;
    if syntax.is_some_and(|syntax| syntax == errors.is_empty()) {
        wrong.push(format!("{name}: {errors:?}"));
    }
}

#[test]
fn labelled_cases() {
    let Some(shared) = shared() else { return };
    let (mut wrong, mut refused) = (Vec::new(), 0);
    let cases = rows(&shared.join("conformance/cases.jsonl"));
    for case in &cases {
        let syntax = is_syntax(&case["copilot"]["accepts"], &case["copilot"]["error"]);
        refused += usize::from(syntax == Some(true));
        compare(&case["id"].to_string(), case["text"].as_str().unwrap(), syntax, &mut wrong);
    }
    assert!(wrong.is_empty() && refused > 10, "{refused} refused\n{}", wrong.join("\n"));
}

#[test]
fn real_manifests() {
    let Some(shared) = shared() else { return };
    let mut wrong = Vec::new();
    for row in rows(&shared.join("conformance/corpus.jsonl")) {
        let name = row["file"].as_str().unwrap();
        let bytes = std::fs::read(shared.join("corpus").join(name)).unwrap();
        compare(
            name,
            &String::from_utf8_lossy(&bytes),
            is_syntax(&row["accepts"], &row["error"]),
            &mut wrong,
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
