//! `check`: the same analysis as in the editor, for terminals and CI.

use super::args::{CheckArgs, Format};
use super::{json, text};
use crate::finding::{Finding, Severity};
use crate::locale::Locale;
use crate::manifest::kind::Kind;
use crate::manifest::recognize::role;
use crate::rules::sections::document::UNREADABLE;
use crate::rules::{self, Document};
use crate::settings::Settings;
use crate::workspace::{self, ReadError};
use crate::yaml::{Span, Tree};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// A file with what was found in it.
pub(super) struct Checked {
    /// As it is shown: relative to the working directory where it lies below it.
    pub path: String,
    /// The text; empty where the file can't be read.
    pub text: String,
    /// What it is.
    pub kind: Option<Kind>,
    /// What is wrong, in source order.
    pub findings: Vec<Finding>,
    /// It could be read.
    pub readable: bool,
}

/// Checks the files, prints the report and returns the exit status.
pub(super) fn run(args: &CheckArgs) -> ExitCode {
    let paths = if args.paths.is_empty() { vec![PathBuf::from(".")] } else { args.paths.clone() };
    let found = workspace::discover(&paths);
    let locale = args.language.locale();
    let settings = Settings { locale, ..Settings::default() };
    let files: Vec<Checked> = found.iter().map(|path| check(path, &settings)).collect();
    let mut stderr = io::stderr().lock();
    if files.is_empty() {
        let (nothing, looked_for, and) = locale.pick(
            ("no manifest found.", "Looked for:", "and"),
            ("マニフェストが見つかりません。", "探した場所:", "および"),
        );
        let _ = writeln!(
            stderr,
            "copilot-manifest-ls: {nothing} {looked_for} copilot/*/manifest.yml, \
             copilot/environments/*/manifest.yml, copilot/pipelines/*/manifest.yml {and} copilot/pipeline.yml"
        );
        return ExitCode::from(2);
    }
    let printed = match args.format {
        Format::Json => json::print(&files, &mut io::stdout().lock()),
        Format::Text => text::print(&files, args.color, locale, &mut io::stdout().lock()),
    };
    if let Err(error) = printed.or_else(ignore_closed_pipe) {
        let _ = writeln!(
            stderr,
            "copilot-manifest-ls: {}: {error}",
            locale.pick("the report can't be written", "結果を書き出せません")
        );
        return ExitCode::from(2);
    }
    status(&files, args.deny_warnings)
}

fn ignore_closed_pipe(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) }
}

fn status(files: &[Checked], deny_warnings: bool) -> ExitCode {
    if !files.iter().any(|file| file.readable) {
        return ExitCode::from(2);
    }
    let fails = |finding: &Finding| match finding.severity {
        Severity::Error => true,
        Severity::Warning => deny_warnings,
        Severity::Info | Severity::Hint => false,
    };
    ExitCode::from(u8::from(files.iter().flat_map(|file| &file.findings).any(fails)))
}

fn check(path: &Path, settings: &Settings) -> Checked {
    let shown = shown(path);
    match workspace::read(path) {
        Ok(text) => {
            let tree = Tree::parse(&text);
            let role = role(&absolute(path));
            let document = Document::new(&text, &tree, &role);
            let (kind, findings) = (document.kind(), rules::judge(&document, settings));
            Checked { path: shown, kind, findings, text, readable: true }
        }
        Err(error) => Checked {
            path: shown,
            kind: None,
            findings: vec![unreadable(&error, settings.locale)],
            text: String::new(),
            readable: false,
        },
    }
}

fn unreadable(error: &ReadError, locale: Locale) -> Finding {
    Finding {
        rule: UNREADABLE.id,
        severity: UNREADABLE.severity,
        origin: UNREADABLE.origin,
        message: error.phrase().text(locale).to_owned(),
        path: String::new(),
        environment: None,
        span: Span::default(),
        related: Vec::new(),
        fixes: Vec::new(),
    }
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

/// Relative to the working directory where the file lies below it, else absolute.
fn shown(path: &Path) -> String {
    let absolute = absolute(path);
    let here = std::env::current_dir().ok();
    let relative = here.as_deref().and_then(|here| absolute.strip_prefix(here).ok());
    let path: PathBuf = relative.unwrap_or(&absolute).components().collect();
    path.to_string_lossy().replace('\\', "/")
}
