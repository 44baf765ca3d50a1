//! `--format sarif`: SARIF 2.1.0, for code scanning.

mod shape;

use super::places::{encoded, ends, file_uri, repository};
use crate::cli::check::checker::{Checked, slashed};
use crate::cli::check::fingerprint::numbered;
use crate::cli::check::outcome::Outcome;
use crate::finding::{self, Finding, Severity};
use crate::locale::Locale;
use crate::rules::{Rule, page, registry, rule::url};
use crate::text::Document;
use crate::yaml::Span;
use shape::*;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;

/// The root of the repository, which paths count from.
const ROOT: &str = "%SRCROOT%";

/// Prints the report and a line end.
pub(super) fn print(outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
    let root = repository();
    let report = Report { schema: SCHEMA, version: "2.1.0", runs: [run(outcome, &root)] };
    serde_json::to_writer(&mut *out, &report)?;
    writeln!(out)
}

fn run<'o>(outcome: &'o Outcome, root: &Path) -> Run<'o> {
    let ids: BTreeSet<&'static str> = outcome.findings().map(|(_, finding)| finding.rule).collect();
    let index: BTreeMap<&str, usize> = ids.iter().enumerate().map(|(index, id)| (*id, index)).collect();
    let results = outcome.files.iter().flat_map(|file| results(file, root, &index)).collect();
    let uri = format!("{}/", file_uri(&slashed(root)).trim_end_matches('/'));
    Run {
        tool: Tool {
            driver: Driver {
                name: "copilot-manifest-ls",
                semantic_version: env!("CARGO_PKG_VERSION"),
                information_uri: env!("CARGO_PKG_REPOSITORY"),
                rules: ids
                    .iter()
                    .filter_map(|id| registry::find(id))
                    .map(|it| rule(it, outcome.locale))
                    .collect(),
            },
        },
        language: outcome.locale.tag(),
        column_kind: "utf16CodeUnits",
        newline_sequences: ["\r\n", "\n", "\r"],
        original_uri_base_ids: BTreeMap::from([(ROOT, ArtifactLocation { uri, uri_base_id: None })]),
        invocations: [Invocation { execution_successful: true, exit_code: outcome.status() }],
        artifacts: outcome.files.iter().map(|file| artifact(file, root)).collect(),
        results,
    }
}

fn rule(rule: &'static Rule, locale: Locale) -> ReportingDescriptor {
    let text = rule.doc(locale);
    let first = text.split_inclusive(locale.pick(". ", "。")).next().unwrap_or(text).trim_end();
    let level = level(rule.severity);
    ReportingDescriptor {
        id: rule.id,
        short_description: Message::plain(first),
        full_description: Message::plain(text),
        help: Message { text: text.to_owned(), markdown: Some(format!("# {}", page::entry(rule, locale))) },
        help_uri: url(rule.id, locale),
        default_configuration: Configuration { level },
        properties: RuleProperties {
            tags: ["aws-copilot", rule.origin.as_str()],
            precision: "very-high",
            severity: if level == "note" { "recommendation" } else { level },
        },
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "note",
    }
}

fn location(file: &Checked, root: &Path) -> ArtifactLocation {
    match file.file.strip_prefix(root) {
        Ok(path) => ArtifactLocation { uri: encoded(&slashed(path)), uri_base_id: Some(ROOT) },
        Err(_) => ArtifactLocation { uri: file_uri(&slashed(&file.file)), uri_base_id: None },
    }
}

fn artifact(file: &Checked, root: &Path) -> Artifact {
    let length = file.readable.then(|| file.text().len());
    Artifact { location: location(file, root), length, roles: ["analysisTarget"], source_language: "yaml" }
}

fn results<'o>(file: &'o Checked, root: &Path, index: &BTreeMap<&str, usize>) -> Vec<Outcoming<'o>> {
    let text = Document::new(file.text());
    let place = Placing { file, location: location(file, root), text };
    let prints = numbered(file).into_iter();
    file.findings.iter().zip(prints).map(|(finding, print)| result(finding, print, &place, index)).collect()
}

/// What turns spans of one file into places.
struct Placing<'o> {
    file: &'o Checked,
    location: ArtifactLocation,
    text: Document,
}

impl Placing<'_> {
    fn physical(&self, span: Span) -> PhysicalLocation {
        let region = self.file.source.is_some().then(|| self.region(span, true));
        PhysicalLocation { artifact_location: self.location.clone(), region }
    }

    /// The last column is the one behind the last character.
    fn region(&self, span: Span, with_text: bool) -> Region {
        let (start, end) = ends(&self.text, span);
        let text = self.file.text().get(span.start..span.end).filter(|text| with_text && !text.is_empty());
        Region {
            start_line: start.line + 1,
            start_column: start.character + 1,
            end_line: end.line + 1,
            end_column: end.character + 1,
            snippet: text.map(Message::plain),
        }
    }
}

fn result<'o>(
    finding: &'o Finding,
    (print, number): (String, usize),
    place: &Placing<'o>,
    index: &BTreeMap<&str, usize>,
) -> Outcoming<'o> {
    let logical = (!finding.path.is_empty()).then(|| LogicalLocation { fully_qualified_name: &finding.path });
    let related = finding.related.iter().enumerate().map(|(id, related)| RelatedLocation {
        id: id + 1,
        physical_location: place.physical(related.span),
        message: Message::plain(&related.message),
    });
    let fixes = finding.fixes.iter().filter(|fix| !fix.edits.is_empty()).map(|it| fix(it, place));
    Outcoming {
        rule_id: finding.rule,
        rule_index: index.get(finding.rule).copied().unwrap_or_default(),
        level: level(finding.severity),
        message: Message::plain(&finding.message),
        locations: [Location {
            physical_location: place.physical(finding.span),
            logical_locations: logical.into_iter().collect(),
        }],
        related_locations: related.collect(),
        partial_fingerprints: BTreeMap::from([("copilotManifestLs/v1", format!("{print}:{number}"))]),
        fixes: fixes.collect(),
        properties: ResultProperties {
            origin: finding.origin.as_str(),
            environment: finding.environment.as_deref(),
        },
    }
}

fn fix(fix: &finding::Fix, place: &Placing<'_>) -> Fix {
    let replacement = |edit: &finding::Edit| Replacement {
        deleted_region: place.region(edit.span, false),
        inserted_content: Message::plain(&edit.text),
    };
    let replacements = fix.edits.iter().map(replacement).collect();
    Fix {
        description: Message::plain(&fix.title),
        artifact_changes: [ArtifactChange { artifact_location: place.location.clone(), replacements }],
        properties: FixProperties { safe: fix.safe },
    }
}
