//! Examples of rules and pages: fragments made whole.

#![allow(dead_code, clippy::expect_used, reason = "each test uses a part, and a test may fail")]

use beside::Beside;
use copilot_manifest_ls::assist::{Around, Nothing};
use copilot_manifest_ls::finding::Finding;
use copilot_manifest_ls::manifest::kind::Kind;
use copilot_manifest_ls::manifest::source::Source;
use copilot_manifest_ls::rules::{Document, judge, judge_workspace};
use copilot_manifest_ls::settings::Settings;
use std::path::Path;

pub mod beside;
pub mod growth;
pub mod holds;

/// The files of an example, whole. A line `# copilot/<path>` or `# ./<path>` begins another file; a file begins with the
/// kind that it is a fragment of (`# Backend Service`) or is whole already.
pub fn files(example: &str) -> Vec<(String, String)> {
    let mut files: Vec<(Option<String>, String)> = vec![(None, String::new())];
    for line in example.split_inclusive('\n') {
        match header(line) {
            Some(path) => files.push((Some(path.to_owned()), String::new())),
            None => files.last_mut().expect("a file").1.push_str(line),
        }
    }
    files.retain(|(path, text)| path.is_some() || !text.is_empty());
    files.into_iter().map(|(path, text)| completed(path, &text)).collect()
}

/// The path in a line that begins another file.
pub fn header(line: &str) -> Option<&str> {
    let path = line.trim_end().strip_prefix("# ")?;
    let is_path = path.starts_with("copilot/") || path.starts_with("./");
    (is_path && !path.contains(' ')).then(|| path.trim_start_matches("./"))
}

fn completed(path: Option<String>, text: &str) -> (String, String) {
    let Some(path) = path else { return single(text) };
    let folder = path.strip_suffix("/manifest.yml").and_then(|path| path.rsplit('/').next());
    let text = match (folder, kind(text)) {
        (Some(folder), Some(kind)) => fragment(text, kind, folder),
        _ => text.to_owned(),
    };
    (path, text)
}

/// What is found in the files of an example: the path, the text and the findings of each. An example of one file stands by
/// itself, one of several has a workspace around it.
pub fn judged(example: &str, settings: &Settings) -> Vec<(String, String, Vec<Finding>)> {
    judged_files(&files(example), settings)
}

/// As [`judged`], for files that are whole.
pub fn judged_files(files: &[(String, String)], settings: &Settings) -> Vec<(String, String, Vec<Finding>)> {
    let beside: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let beside = Beside::new(&beside);
    let around: &dyn Around = if files.len() == 1 { &Nothing } else { &beside };
    let mut judged: Vec<_> = files
        .iter()
        .map(|(path, text)| {
            let source = Source::new(Some(&Path::new("/app").join(path)), text.clone());
            (path.clone(), text.clone(), judge(&Document::new(&source, around), settings))
        })
        .collect();
    for (path, finding) in judge_workspace(around, settings) {
        let path = path.strip_prefix("/app").expect("a path of the workspace").to_string_lossy().into_owned();
        judged.push((path, String::new(), vec![finding]));
    }
    judged
}

/// The path and the whole text of the first file of an example.
pub fn whole(example: &str) -> (String, String) {
    files(example).swap_remove(0)
}

/// A file without a path: fragments begin with `# <kind>`.
fn single(example: &str) -> (String, String) {
    let Some(kind) = kind(example) else {
        return ("copilot/api/manifest.yml".to_owned(), example.to_owned());
    };
    let (path, name) = match kind {
        Kind::Environment => ("copilot/environments/test/manifest.yml", "test"),
        Kind::Pipeline => ("copilot/pipelines/main/manifest.yml", "main"),
        _ => ("copilot/api/manifest.yml", "api"),
    };
    (path.to_owned(), fragment(example, kind, name))
}

/// The kind in the first line.
fn kind(example: &str) -> Option<Kind> {
    let first = example.lines().next()?.strip_prefix("# ")?;
    Kind::ALL.into_iter().find(|kind| kind.name() == first)
}

/// A fragment with what it lacks.
fn fragment(example: &str, kind: Kind, name: &str) -> String {
    let mut text = example.to_owned();
    for (key, section) in required(kind, name) {
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
    text
}

/// What a manifest of this kind can't do without.
fn required(kind: Kind, name: &str) -> Vec<(&'static str, String)> {
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
