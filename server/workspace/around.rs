//! What lies around a text. Asked only where an answer needs it, because it may cost reading files.

use super::find::Entry;
use super::index::Workspace;
use std::sync::Arc;

/// What stands at a path of a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// Nothing, and nothing says that it will be made.
    Missing,
    /// It can't be known: the path leads out of the workspace, there are no files around, or git ignores the path, so
    /// that a build may make what is missing.
    Unknown,
}

/// The surroundings of one text. Paths are relative to the folder that holds `copilot/`, with `/` between names.
pub trait Around {
    /// The manifests and templates of its workspace, with the unsaved texts of the editor in place of their files.
    /// `None` for a text outside any `copilot/` folder.
    fn workspace(&self) -> Option<Arc<Workspace>>;

    /// What lies in a folder, empty for the workspace itself. Nothing outside of it is listed.
    fn list(&self, relative: &str) -> Vec<Entry>;

    /// The text of a file inside the workspace, where it has at most [`super::LARGEST_BESIDE`] bytes.
    fn read(&self, _relative: &str) -> Option<Arc<str>> {
        None
    }

    /// What stands at a path.
    fn presence(&self, _relative: &str) -> Presence {
        Presence::Unknown
    }
}

/// No surroundings: a text by itself.
#[derive(Debug, Clone, Copy)]
pub struct Nothing;

impl Around for Nothing {
    fn workspace(&self) -> Option<Arc<Workspace>> {
        None
    }

    fn list(&self, _relative: &str) -> Vec<Entry> {
        Vec::new()
    }
}
