//! One version of one text, parsed and recognised once and asked many times.

use super::{Context, Hover, Item, completion, hover};
use crate::finding::Finding;
use crate::manifest::kind::Kind;
use crate::manifest::recognize::{Recognized, Role, recognize, role};
use crate::rules::{self, Document};
use crate::settings::Settings;
use crate::yaml::Tree;
use std::path::Path;

/// One version of one text.
#[derive(Debug)]
pub struct Snapshot {
    role: Role,
    text: String,
    tree: Tree,
}

impl Snapshot {
    /// Parses `text`; `path` is where the file lies, absolute, or `None` for a text without a file (`untitled:`).
    pub fn new(path: Option<&Path>, text: String) -> Self {
        let tree = Tree::parse(&text);
        Snapshot { role: path.map_or(Role::Unknown, role), text, tree }
    }

    /// The text that the offsets of every answer count in.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the text is; `None` where it is no Copilot manifest, or its `type` is unknown.
    pub fn kind(&self) -> Option<Kind> {
        match recognize(&self.role, &self.tree) {
            Recognized::Kind(kind) => Some(kind),
            _ => None,
        }
    }

    /// All that is wrong, in source order; empty where the text is no Copilot file.
    pub fn findings(&self, settings: &Settings) -> Vec<Finding> {
        rules::judge(&Document::new(&self.text, &self.tree, &self.role), settings)
    }

    /// The documentation of what stands at `offset`.
    pub fn hover(&self, offset: usize, context: &Context<'_>) -> Option<Hover> {
        let asked =
            hover::Asked { text: &self.text, tree: &self.tree, role: &self.role, kind: self.model()? };
        hover::hover(&asked, offset, context)
    }

    /// What can be typed at `offset`.
    pub fn complete(&self, offset: usize, settings: &Settings) -> Vec<Item> {
        let complete = |kind| completion::complete(&self.text, kind, offset, settings.locale);
        self.model().map(complete).unwrap_or_default()
    }

    /// The kind whose model serves the text; of a workload without a right `type`, the most frequent one.
    fn model(&self) -> Option<Kind> {
        match recognize(&self.role, &self.tree) {
            Recognized::Kind(kind) => Some(kind),
            Recognized::BadType(_) => Some(Kind::LoadBalancedWebService),
            Recognized::Nothing => None,
        }
    }
}
