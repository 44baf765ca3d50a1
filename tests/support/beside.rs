//! The surroundings of a text in a test: files that are written down in it.

use copilot_manifest_ls::assist::Around;
use copilot_manifest_ls::manifest::source::Source;
use copilot_manifest_ls::workspace::{Entry, Presence, Workspace};
use std::path::Path;
use std::sync::Arc;

/// Files of an imagined application in `/app`.
pub struct Beside {
    workspace: Arc<Workspace>,
    paths: Vec<String>,
    texts: Vec<(String, Arc<str>)>,
}

impl Beside {
    /// Files by their paths in `/app`.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let mut workspace = Workspace::empty(Path::new("/app"));
        for (path, text) in files {
            let source = Source::new(Some(&Path::new("/app").join(path)), (*text).to_owned());
            workspace.replace(Arc::new(source));
        }
        let paths = files.iter().map(|(path, _)| (*path).to_owned()).collect();
        let texts = files.iter().map(|(path, text)| ((*path).to_owned(), Arc::from(*text))).collect();
        Beside { workspace: Arc::new(workspace), paths, texts }
    }
}

impl Around for Beside {
    fn workspace(&self) -> Option<Arc<Workspace>> {
        Some(Arc::clone(&self.workspace))
    }

    fn list(&self, relative: &str) -> Vec<Entry> {
        let folder = relative.trim_matches('/');
        let below = |path: &'_ String| {
            let rest = if folder.is_empty() { path } else { path.strip_prefix(folder)?.strip_prefix('/')? };
            let (name, is_folder) = rest.split_once('/').map_or((rest, false), |(name, _)| (name, true));
            Some(Entry { name: name.to_owned(), is_folder })
        };
        let mut entries: Vec<Entry> = self.paths.iter().filter_map(below).collect();
        entries.sort_by(|one, other| one.name.cmp(&other.name));
        entries.dedup();
        entries
    }

    fn read(&self, relative: &str) -> Option<Arc<str>> {
        let relative = normal(relative)?;
        self.texts.iter().find(|(path, _)| *path == relative).map(|(_, text)| Arc::clone(text))
    }

    fn presence(&self, relative: &str) -> Presence {
        let Some(relative) = normal(relative) else { return Presence::Unknown };
        let is_below = |path: &String| relative.is_empty() || path.starts_with(&format!("{relative}/"));
        if self.paths.contains(&relative) {
            Presence::File
        } else if self.paths.iter().any(is_below) {
            Presence::Folder
        } else {
            Presence::Missing
        }
    }
}

/// A path without `.` and `..`; `None` where it leads out.
fn normal(path: &str) -> Option<String> {
    let mut parts = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}
