//! One version of one text, parsed and recognised once and asked many times.

use super::{Hover, Item, completion, hover};
use crate::finding::Finding;
use crate::manifest::kind::Kind;
use crate::manifest::recognize::{Recognized, Role, recognize, role};
use crate::manifest::shape::Shape;
use crate::rules::{self, Document};
use crate::settings::Settings;
use crate::yaml::Tree;
use std::path::Path;
use std::sync::Arc;

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
    pub fn hover(&self, offset: usize, _settings: &Settings) -> Option<Hover> {
        hover::hover(&self.tree, self.shape()?, offset)
    }

    /// What can be typed at `offset`.
    pub fn complete(&self, offset: usize, _settings: &Settings) -> Vec<Item> {
        self.shape().map(|shape| completion::complete(&self.text, shape, offset)).unwrap_or_default()
    }

    /// The model of the kind; of a workload without a right `type`, that of the most frequent kind.
    fn shape(&self) -> Option<&'static Arc<Shape>> {
        let kind = match recognize(&self.role, &self.tree) {
            Recognized::Kind(kind) => kind,
            Recognized::BadType(_) => Kind::LoadBalancedWebService,
            Recognized::Nothing => return None,
        };
        Some(Shape::of(kind))
    }
}
