//! The surroundings of the texts of one workspace, as they lie on disk.

use super::around::{Around, Presence};
use super::find::{self, Entry};
use super::index::Workspace;
use crate::manifest::source::Source;
use std::path::Path;
use std::sync::Arc;

/// One workspace, read once.
#[derive(Debug, Clone)]
pub struct Disk {
    workspace: Arc<Workspace>,
}

impl Disk {
    /// Reads the workspace of the folder that holds `copilot/`.
    pub fn read(folder: &Path) -> Disk {
        Disk { workspace: Arc::new(Workspace::read(folder)) }
    }

    /// Puts a text in the place of its file.
    pub fn replace(&mut self, source: Arc<Source>) {
        Arc::make_mut(&mut self.workspace).replace(source);
    }

    /// The workspace.
    pub fn files(&self) -> &Arc<Workspace> {
        &self.workspace
    }
}

impl Around for Disk {
    fn workspace(&self) -> Option<Arc<Workspace>> {
        Some(Arc::clone(&self.workspace))
    }

    fn list(&self, relative: &str) -> Vec<Entry> {
        find::list(&self.workspace.folder, relative)
    }

    fn read(&self, relative: &str) -> Option<Arc<str>> {
        find::text(&self.workspace.folder, relative)
    }

    fn presence(&self, relative: &str) -> Presence {
        find::presence(&self.workspace.folder, relative)
    }
}
