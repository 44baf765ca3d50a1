//! Sidecar patterns: containers beside the main one that many services want, as data.
//!
//! Each page beside this file holds one pattern: titles and documentation in both languages, and a piece of a
//! manifest whose first section is where the pattern lives (`sidecars` or `logging`) and whose other sections are
//! what it needs elsewhere. `<name>` in it is a tab stop, with its default under `stops`; a list there is a choice.
//! What follows from the piece is not said again: a stop that stands as the key of a container or a volume is a name,
//! which gets a number where it is taken; a stop that is a container's `port` gives way to a port in use; the kinds
//! that allow the pattern are those whose model knows all its keys; `<workload>` is the name of the manifest.
//! `permissions` are names of `manifest/permissions.rs`, which knows their actions. `conflicts` are paths that exclude it (`*` is any name, `path=value` that value only).
//! [`plan()`] says how a text changes to get the pattern.

mod addition;
mod cursor;
mod merge;
mod names;
mod page;
mod plan;
mod position;
pub mod table;

pub use addition::{Addition, Permissions, addition};
pub use cursor::{Cursor, at, plans_at};
pub(in crate::assist) use plan::added;
pub use plan::{Part, Plan, new_findings, plan};
pub(in crate::assist) use position::behind;

use super::snippet::{Entries, Stop};
use crate::locale::{Locale, Phrase};
use crate::manifest::kind::Kind;
use crate::manifest::permissions::Need;
use crate::manifest::shape::Shape;
use crate::reference::facts;
use crate::yaml::{NodeId, Tree};
use std::sync::LazyLock;

/// A pattern.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// Its name on the command line.
    pub id: &'static str,
    /// What it adds, as a label.
    pub title: Phrase,
    /// What it gives and what it needs beside the manifest, in Markdown.
    pub about: Phrase,
    /// What the task role must be allowed, through an addon.
    pub permissions: Vec<&'static Need>,
    /// The page and anchor of Copilot's documentation.
    pub docs: String,
    /// Where else its facts stand, as links in Markdown.
    pub see: Phrase,
    /// What excludes it.
    pub conflicts: Vec<Conflict>,
    /// Its tab stops.
    pub stops: Vec<Stop>,
    /// What it writes, in templates; the first section is where it lives.
    pub manifest: Entries,
}

/// Something in a manifest that excludes a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Its path; `*` is any key.
    pub path: Vec<String>,
    /// The value that it must have; `None` for any.
    pub value: Option<String>,
}

impl Conflict {
    /// It stands below this node.
    fn holds(&self, tree: &Tree, node: NodeId) -> bool {
        let found = self.path.iter().fold(vec![node], |nodes, key| {
            let below = |node: NodeId| match key.as_str() {
                "*" => tree.entries(node).iter().map(|entry| entry.value).collect(),
                key => tree.get(node, key).into_iter().collect::<Vec<_>>(),
            };
            nodes.into_iter().flat_map(below).collect()
        });
        let text = |node: &NodeId| tree.scalar(*node).map(|(text, _)| text);
        match &self.value {
            None => !found.is_empty(),
            Some(value) => found.iter().any(|node| text(node) == Some(value)),
        }
    }
}

macro_rules! pages {
    ($($id:literal),* $(,)?) => {
        [$(($id, include_str!(concat!($id, ".yml")))),*]
    };
}

/// The pages, in the order in which the patterns are offered.
const PAGES: [(&str, &str); 17] = pages![
    "nginx",
    "envoy",
    "otel-collector",
    "xray-daemon",
    "cloudwatch-agent",
    "datadog-agent",
    "shared-volume",
    "shared-efs",
    "init-container",
    "healthy-first",
    "firelens-cloudwatch",
    "firelens-firehose",
    "firelens-kinesis",
    "firelens-s3",
    "firelens-opensearch",
    "firelens-datadog",
    "firelens-custom",
];

/// All patterns.
pub fn all() -> &'static [Pattern] {
    static ALL: LazyLock<Vec<Pattern>> =
        LazyLock::new(|| PAGES.iter().filter_map(|(id, text)| page::read(id, text)).collect());
    &ALL
}

/// The pattern of this id.
pub fn find(id: &str) -> Option<&'static Pattern> {
    all().iter().find(|pattern| pattern.id == id)
}

impl Pattern {
    /// The section where it lives: `sidecars` or `logging`.
    pub fn section(&self) -> &str {
        self.manifest.first().map_or("", |(section, _)| section)
    }

    /// The kinds whose model knows every section that it writes.
    pub fn kinds(&self) -> impl Iterator<Item = Kind> {
        let knows = |kind: &Kind| self.manifest.iter().all(|(key, _)| Shape::of(*kind).field(key).is_some());
        Kind::ALL.into_iter().filter(knows)
    }

    /// Its documentation in Markdown.
    pub fn documentation(&self, locale: Locale) -> String {
        let mut parts = vec![format!("**{}**", self.title.text(locale)), self.about.text(locale).to_owned()];
        if !self.permissions.is_empty() {
            let actions = self.permissions.iter().flat_map(|need| need.actions);
            let actions: Vec<String> = actions.map(|action| format!("`{action}`")).collect();
            let label = locale.pick(
                "Permissions of the task role, through an addon that outputs an IAM managed policy",
                "タスクロールに必要な権限 (IAM 管理ポリシーを出力するアドオンで与えます)",
            );
            parts.push(format!("{label}: {}", actions.join(locale.pick(", ", "、"))));
        }
        parts.push(format!(
            "- {}: {}",
            locale.pick("Source", "出典"),
            facts::source(&Phrase::same(&self.docs)).text(locale)
        ));
        parts.push(format!("{}: {}", locale.pick("See also", "参考"), self.see.text(locale)));
        parts.join("\n\n")
    }
}
