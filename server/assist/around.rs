//! What lies around a text. Asked only where an answer needs it, because it may cost reading files.

use crate::workspace::{Entry, Workspace};
use std::sync::Arc;

/// The surroundings of one text.
pub trait Around {
    /// The manifests and templates of its workspace, with the unsaved texts of the editor in place of their files.
    /// `None` for a text outside any `copilot/` folder.
    fn workspace(&self) -> Option<Arc<Workspace>>;

    /// What lies in a folder; `relative` to the folder that holds `copilot/`, with `/` between names, empty for itself.
    /// Nothing outside of it is listed.
    fn list(&self, relative: &str) -> Vec<Entry>;
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
