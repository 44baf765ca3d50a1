//! One text of a workspace, parsed once: what every question is asked of.

use super::decode::{Decoded, decode};
use super::kind::Kind;
use super::recognize::{Recognized, Role, recognize, role};
use crate::yaml::Tree;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// One version of one text.
#[derive(Debug)]
pub struct Source {
    /// Where the file lies, absolute; `None` for a text without a file (`untitled:`).
    pub path: Option<PathBuf>,
    /// What the path promises.
    pub role: Role,
    /// The text that all offsets count in.
    pub text: String,
    /// The parsed text.
    pub tree: Tree,
    decoded: OnceLock<Arc<Decoded>>,
}

impl Source {
    /// Parses a text.
    pub fn new(path: Option<&Path>, text: String) -> Source {
        let tree = Tree::parse(&text);
        let role = path.map_or(Role::Unknown, role);
        Source { path: path.map(Path::to_owned), role, text, tree, decoded: OnceLock::new() }
    }

    /// The same file with the text that an edit has made of it.
    pub fn edited(&self, text: String) -> Source {
        let tree = self.tree.reparse(&self.text, &text);
        Source { path: self.path.clone(), role: self.role.clone(), text, tree, decoded: OnceLock::new() }
    }

    /// What Copilot reads; empty where the kind is unknown. Worked out once.
    pub fn decoded(&self) -> &Arc<Decoded> {
        self.decoded
            .get_or_init(|| Arc::new(self.kind().map(|kind| decode(&self.tree, kind)).unwrap_or_default()))
    }

    /// What the text is; `None` where it is no Copilot manifest, or its `type` is unknown.
    pub fn kind(&self) -> Option<Kind> {
        match recognize(&self.role, &self.tree) {
            Recognized::Kind(kind) => Some(kind),
            _ => None,
        }
    }

    /// The kind whose model serves the text; of a workload without a right `type`, the most frequent one.
    pub fn model(&self) -> Option<Kind> {
        match recognize(&self.role, &self.tree) {
            Recognized::Kind(kind) => Some(kind),
            Recognized::BadType(_) => Some(Kind::LoadBalancedWebService),
            Recognized::Nothing => None,
        }
    }

    /// The text of the scalar under a key of the root.
    pub fn root_text(&self, key: &str) -> Option<&str> {
        let value = self.tree.get(self.tree.root?, key)?;
        self.tree.scalar(value).map(|(text, _)| text).filter(|text| !text.is_empty())
    }
}
