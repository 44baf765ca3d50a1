//! `--format json`: one document, as the design lays down.

use super::check::Checked;
use crate::finding::{Finding, Severity};
use crate::locale::Locale;
use crate::rules::rule::url;
use crate::text::{Document, Encoding, Position};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Report<'a> {
    version: u8,
    files: Vec<File<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    kind: Option<&'static str>,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    rule: &'static str,
    severity: &'static str,
    origin: &'static str,
    message: &'a str,
    path: &'a str,
    environment: Option<&'a str>,
    range: Range,
    fixes: Vec<Fix<'a>>,
    url: String,
}

#[derive(Serialize)]
struct Range {
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Point {
    line: u32,
    character: u32,
}

#[derive(Serialize)]
struct Fix<'a> {
    title: &'a str,
}

#[derive(Serialize)]
struct Summary {
    files: usize,
    errors: usize,
    warnings: usize,
}

/// Prints the report and a line end.
pub(super) fn print(files: &[Checked], out: &mut impl Write) -> io::Result<()> {
    let count =
        |severity| files.iter().flat_map(|file| &file.findings).filter(|f| f.severity == severity).count();
    let report = Report {
        version: 1,
        files: files.iter().map(file).collect(),
        summary: Summary {
            files: files.len(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
        },
    };
    serde_json::to_writer(&mut *out, &report)?;
    writeln!(out)
}

fn file(file: &Checked) -> File<'_> {
    let text = Document::new(&file.text);
    let diagnostics = file.findings.iter().map(|finding| diagnostic(finding, &text)).collect();
    File { path: &file.path, kind: file.kind.map(|kind| kind.name()), diagnostics }
}

fn diagnostic<'a>(finding: &'a Finding, text: &Document) -> Diagnostic<'a> {
    Diagnostic {
        rule: finding.rule,
        severity: finding.severity.as_str(),
        origin: finding.origin.as_str(),
        message: &finding.message,
        path: &finding.path,
        environment: finding.environment.as_deref(),
        range: Range { start: point(text, finding.span.start), end: point(text, finding.span.end) },
        fixes: finding.fixes.iter().map(|fix| Fix { title: &fix.title }).collect(),
        url: url(finding.rule, Locale::En),
    }
}

/// Lines from 0, columns in UTF-16.
fn point(text: &Document, offset: usize) -> Point {
    let Position { line, character } = text.position(offset, Encoding::Utf16);
    Point { line, character }
}
