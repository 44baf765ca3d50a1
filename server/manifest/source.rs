//! One text of a workspace, parsed and decoded once: what every question is asked of.

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
    tree: OnceLock<Tree>,
    decoded: OnceLock<Arc<Decoded>>,
}

impl Source {
    /// A text that nothing was asked of yet.
    pub fn new(path: Option<&Path>, text: String) -> Source {
        let (tree, decoded) = Default::default();
        let role = path.map_or(Role::Unknown, role);
        Source { path: path.map(Path::to_owned), role, text, tree, decoded }
    }

    /// The same file with the text that an edit has made of it.
    pub fn edited(&self, text: String) -> Source {
        let tree = self.tree().reparse(&self.text, &text).into();
        Source { path: self.path.clone(), role: self.role.clone(), text, tree, decoded: OnceLock::new() }
    }

    /// The parsed text. Parses it the first time.
    pub fn tree(&self) -> &Tree {
        self.tree.get_or_init(|| Tree::parse(&self.text))
    }

    /// Something was asked of it.
    pub fn is_parsed(&self) -> bool {
        self.tree.get().is_some()
    }

    /// What Copilot reads; empty where the kind is unknown. Worked out once.
    pub fn decoded(&self) -> &Arc<Decoded> {
        self.decoded
            .get_or_init(|| Arc::new(self.kind().map(|kind| decode(self.tree(), kind)).unwrap_or_default()))
    }

    /// What the text is; `None` where it is no Copilot manifest, or its `type` is unknown.
    pub fn kind(&self) -> Option<Kind> {
        match recognize(&self.role, self.tree()) {
            Recognized::Kind(kind) => Some(kind),
            _ => None,
        }
    }

    /// The kind whose model serves the text; of a workload without a right `type`, the most frequent one.
    pub fn model(&self) -> Option<Kind> {
        match recognize(&self.role, self.tree()) {
            Recognized::Kind(kind) => Some(kind),
            Recognized::BadType(_) => Some(Kind::LoadBalancedWebService),
            Recognized::Nothing => None,
        }
    }

    /// The text of the scalar under a key of the root.
    pub fn root_text(&self, key: &str) -> Option<&str> {
        let value = self.tree().get(self.tree().root?, key)?;
        self.tree().scalar(value).map(|(text, _)| text).filter(|text| !text.is_empty())
    }
}
