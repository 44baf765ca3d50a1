//! `--format json`: one document, as the design lays down.

use super::places::ends;
use crate::cli::check::baseline::Entry;
use crate::cli::check::checker::Checked;
use crate::cli::check::fingerprint::fingerprints;
use crate::cli::check::outcome::Outcome;
use crate::finding::{self, Finding, Severity};
use crate::locale::Locale;
use crate::rules::rule::url;
use crate::text::{Document, Position};
use crate::yaml::Span;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Report<'a> {
    version: u8,
    files: Vec<File<'a>>,
    summary: Summary,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<Baseline<'a>>,
}

#[derive(Serialize)]
struct Baseline<'a> {
    accepted: usize,
    gone: &'a [Entry],
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
    fingerprint: String,
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
    safe: bool,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Edit<'a> {
    range: Range,
    new_text: &'a str,
}

#[derive(Serialize)]
struct Summary {
    files: usize,
    errors: usize,
    warnings: usize,
}

/// Prints the report and a line end.
pub(super) fn print(outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
    let report = Report {
        version: 1,
        files: outcome.files.iter().map(file).collect(),
        summary: Summary {
            files: outcome.files.len(),
            errors: outcome.count(Severity::Error),
            warnings: outcome.count(Severity::Warning),
        },
        baseline: outcome.baseline.as_ref().map(|it| Baseline { accepted: it.findings, gone: &it.gone }),
    };
    serde_json::to_writer(&mut *out, &report)?;
    writeln!(out)
}

fn file(file: &Checked) -> File<'_> {
    let text = Document::new(file.text());
    let findings = file.findings.iter().zip(fingerprints(file));
    let diagnostics = findings.map(|(finding, print)| diagnostic(finding, print, &text)).collect();
    File { path: &file.path, kind: file.kind.map(|kind| kind.name()), diagnostics }
}

fn diagnostic<'a>(finding: &'a Finding, fingerprint: String, text: &Document) -> Diagnostic<'a> {
    Diagnostic {
        rule: finding.rule,
        severity: finding.severity.as_str(),
        origin: finding.origin.as_str(),
        message: &finding.message,
        path: &finding.path,
        environment: finding.environment.as_deref(),
        range: range(text, finding.span),
        fixes: finding.fixes.iter().map(|it| fix(it, text)).collect(),
        url: url(finding.rule, Locale::En),
        fingerprint,
    }
}

fn fix<'a>(fix: &'a finding::Fix, text: &Document) -> Fix<'a> {
    let edit = |edit: &'a finding::Edit| Edit { range: range(text, edit.span), new_text: &edit.text };
    Fix { title: &fix.title, safe: fix.safe, edits: fix.edits.iter().map(edit).collect() }
}

fn range(text: &Document, span: Span) -> Range {
    let (start, end) = ends(text, span);
    let point = |Position { line, character }| Point { line, character };
    Range { start: point(start), end: point(end) }
}
