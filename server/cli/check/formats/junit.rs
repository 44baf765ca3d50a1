//! `--format junit`: a test suite for each file, a failed test for each finding that fails the run.

use super::places::ends;
use crate::cli::check::checker::Checked;
use crate::cli::check::outcome::Outcome;
use crate::finding::Finding;
use crate::locale::Locale;
use crate::rules::rule::url;
use crate::text::Document;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Prints the report.
pub(super) fn print(outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
    let failures = outcome.findings().filter(|(_, finding)| outcome.fails(finding)).count();
    let tests: usize = outcome.files.iter().map(|file| file.findings.len().max(1)).sum();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<testsuites name=\"copilot-manifest-ls\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">"
    )?;
    for file in &outcome.files {
        out.write_all(suite(file, outcome).as_bytes())?;
    }
    writeln!(out, "</testsuites>")
}

fn suite(file: &Checked, outcome: &Outcome) -> String {
    let (path, text) = (escaped(&file.path), Document::new(file.text()));
    let failures = file.findings.iter().filter(|finding| outcome.fails(finding)).count();
    let tests = file.findings.len().max(1);
    let mut suite = format!(
        "  <testsuite name=\"{path}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">\n"
    );
    if file.findings.is_empty() {
        let _ = writeln!(suite, "    <testcase name=\"{path}\" classname=\"{path}\" file=\"{path}\"/>");
    }
    for finding in &file.findings {
        suite.push_str(&case(finding, &path, &text, outcome));
    }
    suite.push_str("  </testsuite>\n");
    suite
}

fn case(finding: &Finding, path: &str, text: &Document, outcome: &Outcome) -> String {
    let (start, _) = ends(text, finding.span);
    let (line, column) = (start.line + 1, start.character + 1);
    let name = escaped(&format!("{} ({line}:{column})", finding.rule));
    let words = escaped(&format!("{}\n{}", finding.message, url(finding.rule, Locale::En)));
    let inside = if outcome.fails(finding) {
        let (severity, message) = (finding.severity, escaped(&finding.message));
        format!(
            "<failure type=\"{severity}\" message=\"{message}\">{path}:{line}:{column}\n{words}</failure>"
        )
    } else {
        format!("<system-out>{}: {words}</system-out>", finding.severity)
    };
    format!(
        "    <testcase name=\"{name}\" classname=\"{path}\" file=\"{path}\" line=\"{line}\">\n      {inside}\n    </testcase>\n"
    )
}

/// The text as XML 1.0 takes it, in an attribute too: what it has no sign for becomes U+FFFD.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            '\t' => escaped.push_str("&#9;"),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ => escaped.push(sign),
        }
    }
    escaped
}
