//! `check`: the same analysis as in the editor, for terminals and CI.

use super::args::{CheckArgs, Format};
use super::{json, text};
use crate::finding::{Finding, Severity};
use crate::manifest::kind::Kind;
use crate::manifest::recognize::role;
use crate::manifest::source::Source;
use crate::rules::sections::document::unreadable;
use crate::rules::{self, Document};
use crate::settings::Settings;
use crate::workspace::{self, Around, Disk, Found, Nothing, ReadError};
use std::collections::{BTreeMap, HashSet};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
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
    /// It was asked for, or is a manifest; others are listed for their findings only.
    pub listed: bool,
}

/// Checks the files, prints the report and returns the exit status.
pub(super) fn run(args: &CheckArgs) -> ExitCode {
    let paths = if args.paths.is_empty() { vec![PathBuf::from(".")] } else { args.paths.clone() };
    let found = workspace::discover(&paths);
    let locale = args.language.locale();
    let settings = Settings { locale, ..Settings::default() };
    let files = Checker::new(&found, args, &settings).files(&found, &paths);
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

/// Judges files with what lies around them.
struct Checker<'c> {
    settings: &'c Settings,
    /// By the folder that holds `copilot/`; empty where files are to be judged by themselves.
    workspaces: BTreeMap<PathBuf, Disk>,
}

impl<'c> Checker<'c> {
    fn new(found: &Found, args: &CheckArgs, settings: &'c Settings) -> Self {
        let folders = found.workspaces.iter().filter(|_| !args.no_cross_file);
        let workspaces = folders.map(|folder| (folder.clone(), Disk::read(folder))).collect();
        Checker { settings, workspaces }
    }

    /// The manifests, and the other files below the paths in which something was found, by path.
    fn files(&self, found: &Found, paths: &[PathBuf]) -> Vec<Checked> {
        let mut files: Vec<Checked> = found.manifests.iter().map(|path| self.manifest(path)).collect();
        let asked: Vec<PathBuf> = paths.iter().map(|path| absolute(path).components().collect()).collect();
        let is_asked = |path: &Path| {
            let path: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
            asked.iter().any(|asked| path.starts_with(asked))
        };
        for disk in self.workspaces.values() {
            self.add_others(disk, is_asked, &mut files);
        }
        files.sort_by(|one, other| one.path.cmp(&other.path));
        files
    }

    fn manifest(&self, path: &Path) -> Checked {
        let absolute = absolute(path);
        let disk = workspace::folder_of(&absolute).and_then(|folder| self.workspaces.get(folder));
        if let Some(source) = disk.and_then(|disk| disk.files().source(&absolute)) {
            return self.judged(source, disk);
        }
        match workspace::read(path) {
            Ok(text) => self.judged(&Source::new(Some(&absolute), text), disk),
            Err(error) => self.unread(path, &error),
        }
    }

    fn unread(&self, path: &Path, error: &ReadError) -> Checked {
        Checked {
            path: shown(path),
            kind: None,
            findings: unreadable(error, self.settings).into_iter().collect(),
            text: String::new(),
            readable: false,
            listed: true,
        }
    }

    fn judged(&self, source: &Source, disk: Option<&Disk>) -> Checked {
        let around: &dyn Around = disk.map_or(&Nothing, |disk| disk);
        let document = Document::new(source, around);
        let findings = rules::judge(&document, self.settings);
        let path = source.path.as_deref().map(shown).unwrap_or_default();
        Checked {
            path,
            kind: document.kind(),
            findings,
            text: source.text.clone(),
            readable: true,
            listed: true,
        }
    }

    /// Adds what is found in templates and of the workspace itself.
    fn add_others(&self, disk: &Disk, is_asked: impl Fn(&Path) -> bool, files: &mut Vec<Checked>) {
        let known: HashSet<String> = files.iter().map(|file| file.path.clone()).collect();
        let companions = disk.files().sources().filter(|source| source.role.is_companion());
        let asked = companions.filter(|source| source.path.as_deref().is_some_and(&is_asked));
        let judged = asked.map(|source| Checked { listed: false, ..self.judged(source, Some(disk)) });
        files.extend(judged.filter(|file| !file.findings.is_empty() && !known.contains(&file.path)));
        let unread =
            disk.files().unread_files().filter(|(path, _)| role(path).is_companion() && is_asked(path));
        files.extend(unread.map(|(path, error)| Checked { listed: false, ..self.unread(path, error) }));
        for (path, finding) in rules::judge_workspace(disk, self.settings) {
            if !is_asked(&path) {
                continue;
            }
            let path_shown = shown(&path);
            match files.iter_mut().find(|file| file.path == path_shown) {
                Some(file) => file.findings.push(finding),
                None => files.push(Checked {
                    path: path_shown,
                    text: disk.files().source(&path).map_or(String::new(), |source| source.text.clone()),
                    kind: None,
                    findings: vec![finding],
                    readable: true,
                    listed: false,
                }),
            }
        }
    }
}

fn ignore_closed_pipe(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) }
}

fn status(files: &[Checked], deny_warnings: bool) -> ExitCode {
    if !files.iter().any(|file| file.readable && file.listed) && files.iter().any(|file| file.listed) {
        return ExitCode::from(2);
    }
    let fails = |finding: &Finding| match finding.severity {
        Severity::Error => true,
        Severity::Warning => deny_warnings,
        Severity::Info | Severity::Hint => false,
    };
    ExitCode::from(u8::from(files.iter().flat_map(|file| &file.findings).any(fails)))
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
