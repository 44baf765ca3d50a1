//! The files of one `copilot/` folder, read and parsed: what can be asked across files.

use super::read;
use crate::manifest::recognize::{Role, role};
use crate::manifest::source::Source;
use ignore::WalkBuilder;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The most files of one workspace that are read; real ones have a few dozen.
const MOST_FILES: usize = 20_000;
/// `copilot/<workload>/addons/<name>.yml` is three folders down; overrides have more.
const DEEPEST: usize = 6;

/// The YAML files below one `copilot/` folder at one moment; cheap to clone.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// The folder that holds `copilot/`, absolute: paths in manifests are relative to it.
    pub folder: PathBuf,
    sources: BTreeMap<PathBuf, Arc<Source>>,
    /// Files that are there and can't be read.
    unread: BTreeSet<PathBuf>,
}

/// The folder that holds the `copilot/` folder of a file.
pub fn folder_of(path: &Path) -> Option<&Path> {
    path.ancestors().skip(1).find(|folder| folder.ends_with("copilot")).and_then(Path::parent)
}

impl Workspace {
    /// A workspace without files.
    pub fn empty(folder: &Path) -> Workspace {
        Workspace { folder: folder.to_owned(), sources: BTreeMap::new(), unread: BTreeSet::new() }
    }

    /// Reads what lies below `folder/copilot`. Of files that can't be read only the path is known: a check tells why.
    pub fn read(folder: &Path) -> Workspace {
        let mut workspace = Workspace::empty(folder);
        workspace.refresh();
        workspace
    }

    /// Reads everything again. A text that has not changed stays the same [`Source`].
    pub fn refresh(&mut self) {
        let mut walker = WalkBuilder::new(self.folder.join("copilot"));
        walker.require_git(false).hidden(false).max_depth(Some(DEEPEST));
        walker.filter_entry(|entry| entry.file_name() != "node_modules");
        let files = walker.build().flatten().map(ignore::DirEntry::into_path).filter(|path| is_indexed(path));
        let files: BTreeSet<PathBuf> = files.take(MOST_FILES).collect();
        self.sources.retain(|path, _| files.contains(path));
        self.unread.clear();
        files.iter().for_each(|path| self.reread(path));
    }

    /// Takes over what a file holds now; one that is gone is forgotten.
    pub fn reread(&mut self, path: &Path) {
        if !is_indexed(path) {
            return;
        }
        match read(path) {
            Ok(text) if self.sources.get(path).is_some_and(|source| source.text == text) => {}
            Ok(text) => self.replace(Arc::new(Source::new(Some(path), text))),
            Err(_) => {
                self.sources.remove(path);
                self.unread.remove(path);
                self.unread.extend(path.symlink_metadata().is_ok().then(|| path.to_owned()));
            }
        }
    }

    /// Puts a text in the place of its file: an unsaved one wins.
    pub fn replace(&mut self, source: Arc<Source>) {
        if let Some(path) = source.path.clone().filter(|path| is_indexed(path)) {
            self.unread.remove(&path);
            self.sources.insert(path, source);
        }
    }

    /// The manifests that are there and can't be read: what they name is not known.
    pub fn unread(&self) -> impl Iterator<Item = &Path> {
        let is_manifest = |path: &&PathBuf| !matches!(role(path), Role::Foreign | Role::Unknown);
        self.unread.iter().filter(is_manifest).map(PathBuf::as_path)
    }

    /// All texts, ordered by path.
    pub fn sources(&self) -> impl Iterator<Item = &Arc<Source>> {
        self.sources.values()
    }

    /// The text of a file.
    pub fn source(&self, path: &Path) -> Option<&Arc<Source>> {
        self.sources.get(path)
    }

    /// The manifests whose path promises `role`.
    fn of_role(&self, role: &Role) -> Option<&Arc<Source>> {
        self.sources.values().find(|source| source.role == *role)
    }

    /// `copilot/<name>/manifest.yml`.
    pub fn workload(&self, name: &str) -> Option<&Arc<Source>> {
        self.of_role(&Role::Workload(name.to_owned()))
    }

    /// `copilot/environments/<name>/manifest.yml`.
    pub fn environment(&self, name: &str) -> Option<&Arc<Source>> {
        self.of_role(&Role::Environment(name.to_owned()))
    }

    /// The names of the folders of all workloads, sorted.
    pub fn workloads(&self) -> Vec<&str> {
        self.names(|role| if let Role::Workload(name) = role { Some(name) } else { None })
    }

    /// The names of all environments that have a manifest, sorted.
    pub fn environments(&self) -> Vec<&str> {
        self.names(|role| if let Role::Environment(name) = role { Some(name) } else { None })
    }

    fn names(&self, name: fn(&Role) -> Option<&String>) -> Vec<&str> {
        self.sources.values().filter_map(|source| name(&source.role)).map(String::as_str).collect()
    }

    /// The application, as `copilot/.workspace` says.
    pub fn application(&self) -> Option<&str> {
        self.source(&self.folder.join("copilot/.workspace"))?.root_text("application")
    }
}

/// YAML, and the file that names the application.
fn is_indexed(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "yml" || it == "yaml") || path.ends_with("copilot/.workspace")
}
