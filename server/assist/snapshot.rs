//! One version of one text, parsed and recognised once and asked many times.

use super::{Hover, Item};
use crate::finding::Finding;
use crate::settings::Settings;
use crate::yaml::Tree;
use std::path::{Path, PathBuf};

/// One version of one text.
#[derive(Debug)]
pub struct Snapshot {
    path: Option<PathBuf>,
    text: String,
    tree: Tree,
}

impl Snapshot {
    /// Parses `text`; `path` is where the file lies, absolute, or `None` for a text without a file (`untitled:`).
    pub fn new(path: Option<&Path>, text: String) -> Self {
        let tree = Tree::default();
        Snapshot { path: path.map(Path::to_path_buf), text, tree }
    }

    /// The text that the offsets of every answer count in.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// All that is wrong, in source order; empty where the text is no Copilot file.
    pub fn findings(&self, settings: &Settings) -> Vec<Finding> {
        let _ = (settings, &self.path, &self.tree);
        Vec::new()
    }

    /// The documentation of what stands at `offset`.
    pub fn hover(&self, offset: usize, settings: &Settings) -> Option<Hover> {
        let _ = (offset, settings);
        None
    }

    /// What can be typed at `offset`.
    pub fn complete(&self, offset: usize, settings: &Settings) -> Vec<Item> {
        let _ = (offset, settings);
        Vec::new()
    }
}
