//! The layers of ARCHITECTURE.md: who may use what.
#![allow(clippy::expect_used, reason = "a test may fail")]

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// The lines of the code that users get, without the tests below it.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a source");
    let code = text.split("#[cfg(test)]").next().unwrap_or_default().lines();
    code.filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn violations(layer: &str, forbidden: &[&str]) -> Vec<String> {
    let files = sources(&Path::new("server").join(layer));
    let broken = files.iter().flat_map(|path| {
        let code = code(path);
        let used = forbidden.iter().filter(|word| code.contains(**word));
        used.map(|word| format!("{} uses {word}", path.display())).collect::<Vec<_>>()
    });
    broken.collect()
}

#[test]
fn dependencies_point_one_way() {
    let layers: [(&str, &[&str]); 10] = [
        ("text", &["crate::yaml", "crate::manifest", "crate::rules", "crate::assist", "crate::lsp"]),
        ("yaml", &["crate::text", "crate::manifest", "crate::rules", "crate::assist", "crate::finding"]),
        (
            "manifest",
            &["crate::reference", "crate::schema", "crate::environments", "crate::rules", "crate::assist"],
        ),
        (
            "reference",
            &["crate::schema", "crate::environments", "crate::rules", "crate::assist", "crate::workspace"],
        ),
        ("schema", &["crate::environments", "crate::rules", "crate::assist"]),
        ("environments", &["crate::schema", "crate::rules", "crate::assist"]),
        ("workspace", &["crate::reference", "crate::schema", "crate::rules", "crate::assist", "crate::text"]),
        ("rules", &["crate::assist", "crate::lsp", "crate::cli", "workspace::Disk", "workspace::discover"]),
        ("import", &["crate::assist", "crate::workspace", "crate::lsp", "crate::cli"]),
        ("assist", &["crate::lsp", "crate::cli"]),
    ];
    let broken: Vec<String> =
        layers.iter().flat_map(|(layer, forbidden)| violations(layer, forbidden)).collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn only_the_edges_do_input_and_output() {
    const EDGE: [&str; 7] =
        ["tower_lsp", "tokio", "std::fs", "std::io", "println!", "std::process", "async fn"];
    let broken: Vec<String> =
        ["text", "yaml", "manifest", "schema", "environments", "rules", "import", "assist"]
            .iter()
            .flat_map(|layer| violations(layer, &EDGE))
            .collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
