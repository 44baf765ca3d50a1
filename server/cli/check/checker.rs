//! Judges files with what lies around them.

use super::parallel;
use super::progress::Progress;
use crate::finding::Finding;
use crate::isolate;
use crate::manifest::kind::Kind;
use crate::manifest::recognize::{Role, role};
use crate::manifest::source::Source;
use crate::rules::sections::document::unreadable;
use crate::rules::{self, Document};
use crate::settings::Settings;
use crate::workspace::{self, Around, Disk, Exclude, Nothing, ReadError};
use std::collections::{BTreeMap, HashMap};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// A file with what was found in it.
#[derive(Debug, Clone)]
pub(super) struct Checked {
    /// As it is shown: relative to the working directory where it lies below it.
    pub path: String,
    /// Where it is, absolute.
    pub file: PathBuf,
    /// What it holds; `None` where it can't be read or does not exist.
    pub source: Option<Arc<Source>>,
    /// What it is.
    pub kind: Option<Kind>,
    /// What is wrong, in source order.
    pub findings: Vec<Finding>,
    /// It could be read.
    pub readable: bool,
    /// It was asked for, or is a manifest; others are listed for their findings only.
    pub listed: bool,
}

impl Checked {
    /// What it holds; nothing where it can't be read.
    pub(super) fn text(&self) -> &str {
        self.source.as_ref().map_or("", |source| &source.text)
    }
}

/// What is asked of every file.
pub(super) struct Checker {
    /// Language and severities.
    pub settings: Settings,
    /// The only environment that counts.
    pub environment: Option<String>,
    /// The manifests that are asked for, absolute, sorted.
    pub manifests: Vec<PathBuf>,
    /// Other files count where they lie below one of these, absolute.
    pub asked: Vec<PathBuf>,
    /// What is left out.
    pub exclude: Exclude,
    /// Everything that was found is left out.
    pub is_all_excluded: bool,
    /// By the folder that holds `copilot/`; empty where files are to be judged by themselves.
    pub workspaces: BTreeMap<PathBuf, Disk>,
    /// The texts of no workspace.
    pub alone: BTreeMap<PathBuf, Arc<Source>>,
}

/// One file to judge.
enum Job<'c> {
    Manifest(&'c Path),
    Companion(&'c Arc<Source>, &'c Disk),
    Unread(&'c Path, &'c ReadError),
}

impl Job<'_> {
    fn name(&self) -> String {
        let path = match self {
            Job::Manifest(path) | Job::Unread(path, _) => path,
            Job::Companion(source, _) => source.path.as_deref().unwrap_or(Path::new("")),
        };
        shown(path)
    }
}

impl Checker {
    /// The manifests, and the other files below the paths in which something was found, by path.
    pub(super) fn files(&self, progress: &Progress) -> Vec<Checked> {
        let manifests = self.manifests.iter().map(|path| Job::Manifest(path));
        let companions = self.workspaces.values().flat_map(|disk| self.companions(disk));
        let jobs: Vec<Job<'_>> = manifests.chain(companions).collect();
        let work = |job: &Job<'_>| match job {
            Job::Manifest(path) => self.manifest(path),
            Job::Companion(source, disk) => Checked { listed: false, ..self.judged(source, Some(disk)) },
            Job::Unread(path, error) => Checked { listed: false, ..self.unread(path, error) },
        };
        // A file whose judgement panics is left out; the exit status tells.
        let attempt = |job: &Job<'_>| isolate::attempt_named(job.name(), || work(job));
        let mut files: Vec<Checked> = parallel::map(&jobs, progress, attempt).into_iter().flatten().collect();
        files.retain(|file| file.listed || !file.findings.is_empty());
        self.add_findings_of_workspaces(&mut files);
        files.sort_by(|one, other| one.path.cmp(&other.path));
        files
    }

    /// A text takes the place of its file.
    pub(super) fn replace(&mut self, source: Arc<Source>) {
        let Some(path) = source.path.clone() else { return };
        let disk = workspace::folder_of(&path).and_then(|folder| self.workspaces.get_mut(folder));
        if let Some(disk) = disk {
            disk.replace(Arc::clone(&source));
        }
        if self.in_workspace(&path).is_none() {
            self.alone.insert(path, source);
        }
    }

    /// All findings of a text in the place of its file.
    pub(super) fn judge(&self, source: &Source) -> Vec<Finding> {
        self.findings(source, self.disk(source.path.as_deref())).1
    }

    /// The file was asked for, by its name or by that of a folder around it, and is not left out.
    pub(super) fn is_asked(&self, path: &Path) -> bool {
        self.asked.iter().any(|asked| path.starts_with(asked)) && !self.exclude.excludes(path)
    }

    fn disk(&self, path: Option<&Path>) -> Option<&Disk> {
        self.workspaces.get(workspace::folder_of(path?)?)
    }

    fn in_workspace(&self, path: &Path) -> Option<&Arc<Source>> {
        self.disk(Some(path))?.files().source(path)
    }

    /// The files beside manifests that are asked for and are not among the manifests already.
    fn companions<'c>(&'c self, disk: &'c Disk) -> impl Iterator<Item = Job<'c>> {
        let is_new = |path: &Path| {
            let listed = self.manifests.binary_search_by(|one| one.as_path().cmp(path)).is_ok();
            role(path).is_companion() && !listed && self.is_asked(path)
        };
        let read = disk.files().sources().filter(move |source| source.path.as_deref().is_some_and(is_new));
        let unread = disk.files().unread_files().filter(move |(path, _)| is_new(path));
        let unread = unread.map(|(path, error)| Job::Unread(path, error));
        read.map(move |source| Job::Companion(source, disk)).chain(unread)
    }

    fn manifest(&self, path: &Path) -> Checked {
        if let Some(source) = self.alone.get(path).or_else(|| self.in_workspace(path)) {
            return self.judged(source, self.disk(Some(path)));
        }
        match self.read(path) {
            Ok(text) => self.judged(&Arc::new(Source::new(Some(path), text)), self.disk(Some(path))),
            Err(error) => self.unread(path, &error),
        }
    }

    /// What the user names is read. What was found below that is read where it lies there: a link could lead to any file,
    /// and reports quote lines.
    fn read(&self, path: &Path) -> Result<String, ReadError> {
        if self.asked.iter().any(|asked| asked == path) {
            return workspace::read(path);
        }
        let asked = self.asked.iter().map(PathBuf::as_path).filter(|asked| path.starts_with(asked));
        let around = || asked.max_by_key(|asked| asked.components().count());
        workspace::read_inside(workspace::folder_of(path).or_else(around).unwrap_or(path), path)
    }

    fn unread(&self, path: &Path, error: &ReadError) -> Checked {
        let findings = unreadable(error, &self.settings).into_iter().collect();
        Checked { findings, readable: false, ..unjudged(path) }
    }

    fn judged(&self, source: &Arc<Source>, disk: Option<&Disk>) -> Checked {
        let (kind, findings) = self.findings(source, disk);
        let path = source.path.as_deref().unwrap_or(Path::new(""));
        Checked { source: Some(Arc::clone(source)), kind, findings, ..unjudged(path) }
    }

    fn findings(&self, source: &Source, disk: Option<&Disk>) -> (Option<Kind>, Vec<Finding>) {
        let around: &dyn Around = disk.map_or(&Nothing, |disk| disk);
        let mut document = Document::new(source, around);
        if let Some(environment) = &self.environment {
            if matches!(&source.role, Role::Environment(name) if name != environment) {
                return (document.kind(), Vec::new());
            }
            document = document.only_for(environment);
        }
        (document.kind(), rules::judge(&document, &self.settings))
    }

    /// Adds what is found of the workspaces as such to their files.
    fn add_findings_of_workspaces(&self, files: &mut Vec<Checked>) {
        let mut known: HashMap<PathBuf, usize> =
            files.iter().enumerate().map(|(index, file)| (file.file.clone(), index)).collect();
        for disk in self.workspaces.values() {
            for (path, finding) in rules::judge_workspace(disk, &self.settings) {
                if !self.is_asked(&path) {
                    continue;
                }
                let index = *known.entry(path.clone()).or_insert(files.len());
                if index == files.len() {
                    let source = disk.files().source(&path).map(Arc::clone);
                    files.push(Checked { source, listed: false, ..unjudged(&path) });
                }
                if let Some(file) = files.get_mut(index) {
                    file.findings.push(finding);
                    file.findings.sort_by_key(|finding| finding.span);
                }
            }
        }
    }
}

fn unjudged(path: &Path) -> Checked {
    Checked {
        path: shown(path),
        file: path.to_owned(),
        source: None,
        kind: None,
        findings: Vec::new(),
        readable: true,
        listed: true,
    }
}

/// The path from the root on, without `.` and `..`. Where it climbs, links are followed, as the system does.
pub(super) fn absolute(path: &Path) -> PathBuf {
    let absolute: PathBuf =
        std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()).components().collect();
    if !absolute.components().any(|part| part == Component::ParentDir) {
        return absolute;
    }
    let below = || Some(absolute.parent()?.canonicalize().ok()?.join(absolute.file_name()?));
    below().or_else(|| absolute.canonicalize().ok()).unwrap_or(absolute)
}

/// Relative to the working directory where the file lies below it, else absolute.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let relative = here.as_deref().and_then(|here| path.strip_prefix(here).ok());
    slashed(relative.unwrap_or(path))
}

/// The path with `/` between names.
pub(super) fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}
