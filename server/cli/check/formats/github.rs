//! `--format github`: annotations in the log of GitHub Actions.
//!
//! Of each severity a step shows ten, so those that matter most come first and the others are listed in the log.

use super::places::{ends, repository};
use crate::cli::check::checker::{Checked, slashed};
use crate::cli::check::outcome::Outcome;
use crate::finding::{Finding, Severity};
use crate::text::{Document, Position};
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;

/// The annotations of one severity that GitHub shows of one step.
const SHOWN: usize = 10;

/// A finding with its file and its place.
struct Placed<'o> {
    file: String,
    start: Position,
    end: Position,
    finding: &'o Finding,
}

/// Prints the report.
pub(super) fn print(outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
    let root = repository();
    let mut placed: Vec<Placed<'_>> = outcome.files.iter().flat_map(|file| of_file(file, &root)).collect();
    // What stops the reading of a file comes before what stops Copilot, and that before what stops AWS.
    placed.sort_by_key(|placed| (placed.finding.severity, placed.finding.origin));
    let mut rest = Vec::new();
    for command in ["error", "warning", "notice"] {
        let all: Vec<&Placed<'_>> = placed.iter().filter(|it| self::command(it.finding) == command).collect();
        let (shown, more) = all.split_at(all.len().min(SHOWN));
        for placed in shown {
            writeln!(out, "{}", annotation(placed))?;
        }
        rest.extend_from_slice(more);
    }
    listed(&rest, outcome, out)
}

fn of_file<'o>(file: &'o Checked, root: &Path) -> Vec<Placed<'o>> {
    let text = Document::new(file.text());
    let name = slashed(file.file.strip_prefix(root).unwrap_or(&file.file));
    let placed = |finding: &'o Finding| {
        let (start, end) = ends(&text, finding.span);
        Placed { file: name.clone(), start, end, finding }
    };
    file.findings.iter().map(placed).collect()
}

/// The findings without an annotation, in a group of the log.
fn listed(rest: &[&Placed<'_>], outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
    if rest.is_empty() {
        return Ok(());
    }
    let count = rest.len();
    let title = outcome.locale.pick(
        format!("{count} more: GitHub shows ten annotations of a kind"),
        format!("ほか {count} 件 (GitHub が表示する注釈は種類ごとに 10 件まで)"),
    );
    writeln!(out, "::group::{}", data(&title))?;
    for Placed { file, start, finding, .. } in rest {
        let (line, column) = (start.line + 1, start.character + 1);
        let text =
            format!("{file}:{line}:{column}: {}[{}] {}", finding.severity, finding.rule, finding.message);
        // Behind a dash no text is taken for a command.
        writeln!(out, "- {}", data(&text))?;
    }
    writeln!(out, "::endgroup::")
}

fn command(finding: &Finding) -> &'static str {
    match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "notice",
    }
}

fn annotation(placed: &Placed<'_>) -> String {
    let Placed { file, start, end, finding } = placed;
    let mut text = format!("::{} file={},line={}", command(finding), property(file), start.line + 1);
    // Columns are taken on a single line only.
    let _ = if start.line == end.line {
        let (from, to) = (start.character + 1, end.character + 1);
        write!(text, ",col={from},endLine={},endColumn={to}", end.line + 1)
    } else {
        write!(text, ",endLine={}", end.line + 1)
    };
    let _ = write!(text, ",title={}::{}", property(finding.rule), data(&finding.message));
    text
}

/// The text behind a command. What would steer the terminal that shows the log is not let through.
fn data(text: &str) -> String {
    let is_bad = |sign: char| sign.is_control() && !matches!(sign, '\r' | '\n' | '\t');
    text.replace(is_bad, "\u{fffd}").replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
