//! docs/features.md names a test for each thing that the server offers, and the tests exist.
#![allow(clippy::expect_used, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn page() -> String {
    fs::read_to_string("docs/features.md").expect("the page")
}

/// What stands in backticks.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn every_named_test_exists() {
    let page = page();
    let named: Vec<(&str, &str)> =
        code(&page).filter_map(|code| code.split_once("::")).filter(|(file, _)| !file.is_empty()).collect();
    assert!(named.len() > 40, "{named:?}");
    for (file, test) in named {
        let path = Path::new("tests/protocol").join(file).with_extension("rs");
        let text = fs::read_to_string(&path).unwrap_or_default();
        assert!(text.contains(&format!("#[test]\nfn {test}()")), "{} has no test {test}", path.display());
    }
}

#[test]
fn every_capability_is_in_the_table() {
    let source = fs::read_to_string("server/lsp/capabilities.rs").expect("the capabilities");
    let page = page();
    let told: BTreeSet<&str> = code(&page).collect();
    let offered = source.lines().filter_map(|line| {
        let field = line.trim().split_once(':')?.0;
        (field.ends_with("_provider") && field != "resolve_provider").then(|| camel_case(field))
    });
    let missing: Vec<String> = offered.filter(|field| !told.contains(field.as_str())).collect();
    assert!(missing.is_empty(), "docs/features.md lacks {missing:?}");
}

/// `hover_provider` as the protocol spells it.
fn camel_case(field: &str) -> String {
    let mut parts = field.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |name, part| name + &part[..1].to_uppercase() + &part[1..])
}
