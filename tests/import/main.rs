//! Import of ECS container definitions: nothing is lost in silence, and the outcome is right.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may fail")]

mod convert;
mod lossless;
mod merge;
mod pasted;

use copilot_manifest_ls::assist::Nothing;
use copilot_manifest_ls::assist::import::{Import, Wanted, import_alone, import_into};
use copilot_manifest_ls::edits;
use copilot_manifest_ls::locale::{Locale, Phrase};
use copilot_manifest_ls::manifest::source::Source;
use copilot_manifest_ls::rules::{Document, judge};
use copilot_manifest_ls::settings::Settings;
use copilot_manifest_ls::yaml::Tree;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const DEFINITIONS: [&str; 6] = ["terraform", "registered", "firelens", "ec2", "cloudformation", "plain"];

fn read(name: &str) -> String {
    fs::read_to_string(format!("tests/import/definitions/{name}.json")).expect("a fixture")
}

fn alone(definition: &str, locale: Locale) -> Result<Import, Phrase> {
    import_alone(&Wanted { definition, main: None, locale, around: &Nothing })
}

fn source(text: &str) -> Source {
    Source::new(Some(Path::new("/app/copilot/api/manifest.yml")), text.to_owned())
}

#[track_caller]
fn into(manifest: &str, definition: &str) -> Import {
    into_with(manifest, definition, None)
}

#[track_caller]
fn into_with(manifest: &str, definition: &str, main: Option<&str>) -> Import {
    let source = source(manifest);
    let wanted = Wanted { definition, main, locale: Locale::En, around: &Nothing };
    let import = import_into(&source, None, &wanted).unwrap_or_else(|why| panic!("{}", why.text(Locale::En)));
    assert_eq!(
        edits::apply(manifest, &import.edits).as_deref(),
        Some(&*import.text),
        "the edits give the text"
    );
    let tree = Tree::parse(&import.text);
    assert!(tree.errors.is_empty(), "{}", import.text);
    import
}

fn rules(text: &str) -> BTreeSet<&'static str> {
    let source = Source::new(None, text.to_owned());
    let found = judge(&Document::new(&source, &Nothing), &Settings::default());
    found.into_iter().map(|finding| finding.rule).collect()
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// Two containers; the first is the main one of a workload `api`.
const PAIR: &str = r#"[
  { "name": "api", "image": "new", "dependsOn": [{ "containerName": "b", "condition": "START" }], "user": "1" },
  { "name": "b", "image": "b", "user": "2", "dependsOn": [] }
]"#;
