//! Manifests with their findings marked in place: a comment line below a line says what stands there.
//!
//! ```yaml
//! cpu: lots
//! #    ^^^^ error task.units-string
//! ```
//!
//! The carets stand below the characters, the sign of the comment for the first of a line where carets follow it at
//! once; `in <environment>` may follow. Every finding must be marked, and every
//! mark found, with LF and with CRLF line ends. The first line names the path of the manifest.
#![allow(clippy::expect_used, reason = "a test may fail")]

use copilot_manifest_ls::manifest::source::Source;
use copilot_manifest_ls::rules::{Document, judge};
use copilot_manifest_ls::settings::Settings;
use copilot_manifest_ls::workspace::Nothing;
use std::path::Path;

/// Line, columns in characters, severity, rule, environment.
type Mark = (usize, usize, usize, String);

fn marks(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut line = 0;
    for (number, content) in text.lines().enumerate() {
        let Some(at) = content.find('^').filter(|_| content.starts_with('#')) else {
            line = number;
            continue;
        };
        let length = content[at..].chars().take_while(|c| *c == '^').count();
        let (start, end) = if at == 1 { (0, 1 + length) } else { (at, at + length) };
        marks.push((line, start, end, content[at..].trim_start_matches('^').trim().to_owned()));
    }
    marks.sort();
    marks
}

fn findings(path: &str, text: &str) -> Vec<Mark> {
    let source = Source::new(Some(Path::new(path)), text.to_owned());
    let document = Document::new(&source, &Nothing);
    let mut found: Vec<Mark> = judge(&document, &Settings::default())
        .into_iter()
        .map(|finding| {
            assert!(!finding.message.is_empty(), "{} says nothing", finding.rule);
            let (line, start) = position(text, finding.span.start);
            let (_, end) = position(text, finding.span.end);
            let environment = finding.environment.map(|name| format!(" in {name}")).unwrap_or_default();
            (line, start, end, format!("{} {}{environment}", finding.severity, finding.rule))
        })
        .collect();
    found.sort();
    found
}

fn position(text: &str, offset: usize) -> (usize, usize) {
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    (text[..offset].matches('\n').count(), text[start..offset].chars().count())
}

fn describe(marks: &[&Mark], text: &str) -> String {
    let line = |number: usize| text.lines().nth(number).unwrap_or_default();
    let each = marks.iter().map(|(number, start, end, what)| {
        format!("  line {}: {what} at {start}..{end} of {:?}", number + 1, line(*number))
    });
    each.collect::<Vec<_>>().join("\n")
}

fn problems(name: &str, text: &str) -> Option<String> {
    let path = text.lines().next().unwrap_or_default().trim_start_matches(['#', ' ', '\u{feff}']);
    let (wanted, found) = (marks(text), findings(path, text));
    let missing: Vec<&Mark> = wanted.iter().filter(|mark| !found.contains(mark)).collect();
    let extra: Vec<&Mark> = found.iter().filter(|mark| !wanted.contains(mark)).collect();
    let none = missing.is_empty() && extra.is_empty();
    let say = || {
        format!("{name}\n not found:\n{}\n not marked:\n{}", describe(&missing, text), describe(&extra, text))
    };
    (!none).then(say)
}

#[test]
fn findings_stand_where_they_are_marked() {
    let mut problems_found = Vec::new();
    let mut count = 0;
    for entry in std::fs::read_dir("tests/fixtures").expect("the fixtures").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(entry.path()).expect("a text");
        problems_found.extend(problems(&name, &text));
        problems_found.extend(problems(&format!("{name} with CRLF"), &text.replace('\n', "\r\n")));
        count += 1;
    }
    assert!(count > 0, "no fixtures");
    assert!(problems_found.is_empty(), "{}", problems_found.join("\n"));
}
