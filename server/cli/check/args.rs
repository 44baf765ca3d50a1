//! What `check` takes.

use crate::cli::args::{Color, Language};
use crate::finding::Severity;
use crate::rules::registry;
use clap::{ArgMatches, Args, ValueEnum};
use std::path::PathBuf;

/// What `check` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct CheckArgs {
    /// Files or folders; the current folder by default. In folders, what `.gitignore` and `.ignore` exclude is left out.
    pub paths: Vec<PathBuf>,
    /// How findings are reported. May be repeated, with an `--output` behind each but one.
    #[arg(long, value_enum, help_heading = "Output")]
    pub format: Vec<Format>,
    /// Write the report of the `--format` before it into this file instead of standard output.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub output: Vec<PathBuf>,
    /// The reports that both options ask for together.
    #[arg(skip)]
    pub reports: Vec<Wanted>,
    /// Show the documentation of each rule below its first finding (in the text report).
    #[arg(long, help_heading = "Output")]
    pub explain: bool,
    /// When to use colour; `auto` follows the terminal, `NO_COLOR` and `CLICOLOR_FORCE`.
    #[arg(long, value_enum, default_value_t = Color::Auto, help_heading = "Output")]
    pub color: Color,
    /// Mend what is certain, in the files, and report what is left.
    #[arg(long, help_heading = "Fixes")]
    pub fix: bool,
    /// Print what `--fix` would change and change nothing. Exit status: 0 nothing, 1 something.
    #[arg(long, help_heading = "Fixes")]
    pub diff: bool,
    /// Mend also where the meaning is not certain (with `--fix` or `--diff`).
    #[arg(long, help_heading = "Fixes")]
    pub unsafe_fixes: bool,
    /// Judge the manifest on standard input; with `--fix` the mended one is printed, and the report on standard error.
    #[arg(long, conflicts_with = "paths", help_heading = "Selection")]
    pub stdin: bool,
    /// The file that standard input stands for: it decides what the manifest is and what lies around it.
    #[arg(long, requires = "stdin", value_name = "FILE", help_heading = "Selection")]
    pub path: Option<PathBuf>,
    /// Judge for one environment only: what stops a deployment to it.
    #[arg(long, value_name = "NAME", help_heading = "Selection")]
    pub env: Option<String>,
    /// Report nothing in files that match, as in a line of `.gitignore`; may be repeated.
    #[arg(long, value_name = "GLOB", help_heading = "Selection")]
    pub exclude: Vec<String>,
    /// Judge each file by itself, without looking at other files.
    #[arg(long, help_heading = "Selection")]
    pub no_cross_file: bool,
    /// Report a rule as `error`, `warning`, `info`, `hint`, or not at all (`off`); may be repeated.
    #[arg(long, value_name = "RULE=LEVEL", value_parser = severity, help_heading = "Selection")]
    pub severity: Vec<(String, Option<Severity>)>,
    /// Exit with 1 for warnings too.
    #[arg(long, help_heading = "Selection")]
    pub deny_warnings: bool,
    /// Accept the findings that this file lists.
    #[arg(long, value_name = "FILE", help_heading = "Baseline")]
    pub baseline: Option<PathBuf>,
    /// Write today's findings into the baseline.
    #[arg(long, requires = "baseline", help_heading = "Baseline")]
    pub write_baseline: bool,
    #[command(flatten)]
    pub language: Language,
}

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    /// For people: the source line drawn, the place underlined.
    Text,
    /// For programs: one document.
    Json,
    /// For code scanning: SARIF 2.1.0.
    Sarif,
    /// For the log of GitHub Actions: annotations.
    Github,
    /// For CI servers: JUnit XML.
    Junit,
}

/// One report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct Wanted {
    /// Its form.
    pub format: Format,
    /// Its file; `None` for standard output.
    pub output: Option<PathBuf>,
}

/// `RULE=LEVEL`.
fn severity(text: &str) -> Result<(String, Option<Severity>), String> {
    let (rule, level) =
        text.split_once('=').ok_or("write it as RULE=LEVEL, such as manifest.unknown-key=error")?;
    if registry::find(rule).is_none() {
        let meant = crate::nearest::nearest(rule, registry::all().map(|rule| rule.id));
        let meant = meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
        return Err(format!("there is no rule `{rule}`{meant}"));
    }
    let level = match level {
        "error" => Some(Severity::Error),
        "warning" => Some(Severity::Warning),
        "info" => Some(Severity::Info),
        "hint" => Some(Severity::Hint),
        "off" => None,
        _ => return Err(format!("`{level}` is none of error, warning, info, hint, off")),
    };
    Ok((rule.to_owned(), level))
}

impl CheckArgs {
    /// Gives each file to the format before it, by the order on the command line.
    ///
    /// # Errors
    /// Says which file has no format of its own, or which formats would mix on standard output.
    pub(in crate::cli) fn pair(&mut self, matches: &ArgMatches) -> Result<(), String> {
        let indices = |name: &str| matches.indices_of(name).into_iter().flatten().collect::<Vec<_>>();
        let formats = indices("format").into_iter().zip(&self.format);
        let outputs = indices("output").into_iter().zip(&self.output);
        self.reports = match (self.format.as_slice(), self.output.as_slice()) {
            ([], [..]) if self.output.len() < 2 => {
                vec![Wanted { format: Format::Text, output: self.output.first().cloned() }]
            }
            // One of each belong together in any order.
            ([format], [output]) => vec![Wanted { format: *format, output: Some(output.clone()) }],
            _ => paired(formats.collect(), outputs.collect())?,
        };
        let printed = self.reports.iter().filter(|report| report.output.is_none()).count();
        if printed > 1 {
            return Err("two reports would mix on standard output: write `--output FILE` behind every `--format` but one"
                .to_owned());
        }
        Ok(())
    }
}

fn paired(formats: Vec<(usize, &Format)>, outputs: Vec<(usize, &PathBuf)>) -> Result<Vec<Wanted>, String> {
    let mut reports: Vec<Wanted> =
        formats.iter().map(|(_, format)| Wanted { format: **format, output: None }).collect();
    for (at, path) in outputs {
        let before = formats.partition_point(|(index, _)| *index < at).checked_sub(1);
        let report =
            before.and_then(|before| reports.get_mut(before)).filter(|report| report.output.is_none());
        let report = report
            .ok_or_else(|| format!("`--output {}` has no `--format` of its own before it", path.display()))?;
        report.output = Some(path.clone());
    }
    Ok(reports)
}
