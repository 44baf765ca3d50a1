//! What a check sees: one effective manifest, with helpers for what many rules ask.

use super::asked::Asked;
use super::document::Document;
use super::report::{Place, Report};
use super::values::is_blank;
use crate::isolate::{self, Task};
use crate::manifest::is_set;
use crate::manifest::kind::Kind;
use crate::manifest::shape::Shape;
use crate::manifest::value::Value;
use crate::yaml::{NodeId, Resolved, Tree};
use std::cell::Cell;
use std::sync::Arc;

/// The name of the log router that Copilot injects with `logging`.
pub const FIRELENS: &str = "firelens_log_router";

/// The name of the collector that Copilot injects with `observability.tracing`.
pub const OTEL: &str = "aws-otel-collector";

/// The operating systems of `platform`, in lower case.
pub const FAMILIES: [&str; 6] = [
    "linux",
    "windows",
    "windows_server_2019_core",
    "windows_server_2019_full",
    "windows_server_2022_core",
    "windows_server_2022_full",
];

/// One effective manifest on its way through the checks.
pub struct Check<'m> {
    /// The kind of the manifest.
    pub kind: Kind,
    root: &'m Arc<Value>,
    environment: Option<&'m str>,
    /// The text that all spans count in.
    pub text: &'m str,
    /// The tree of the text.
    pub tree: &'m Tree,
    /// The name of the directory of a workload, where the path tells it.
    pub directory: Option<&'m str>,
    /// The text and what lies around it.
    pub document: &'m Document<'m>,
    pub(super) reports: Vec<Report>,
    /// What was asked of `root` and `environment`, where somebody wants to know.
    asked: Option<Cell<Asked>>,
}

/// A container of the task.
#[derive(Debug, Clone, Copy)]
pub struct Container<'m> {
    /// Its name: the workload's for the main one.
    pub name: &'m str,
    /// The map that describes it: `image` for the main one, else the sidecar.
    pub body: Option<&'m Arc<Value>>,
    /// It is the main container.
    pub main: bool,
}

impl<'m> Check<'m> {
    /// A manifest to be asked, as an environment gets it.
    pub(super) fn new(
        document: &'m Document<'_>,
        kind: Kind,
        root: &'m Arc<Value>,
        environment: Option<&'m str>,
    ) -> Check<'m> {
        let Document { text, tree, .. } = document;
        let directory = document.role.workload();
        let (reports, asked) = (Vec::new(), None);
        Check { kind, root, environment, text, tree, directory, document, reports, asked }
    }

    fn note(&self, asked: impl FnOnce() -> Asked) {
        if let Some(all) = &self.asked {
            all.set(all.get().and(asked()));
        }
    }

    /// The manifest as this environment gets it. A check that needs only parts of it asks for these, and needs not be
    /// made anew for environments that change others.
    pub fn root(&self) -> &'m Arc<Value> {
        self.note(|| Asked::ROOT);
        self.root
    }

    /// The node of the root, which is that of the base in every environment.
    pub fn root_node(&self) -> NodeId {
        self.root.origin.node
    }

    /// The environment; `None` for one that the manifest does not name.
    pub fn environment(&self) -> Option<&'m str> {
        self.note(|| Asked::NAME);
        self.environment
    }

    /// What stands under this key of the effective manifest.
    pub fn section(&self, key: &str) -> Option<&'m Arc<Value>> {
        self.note(|| Asked::section(key, self.kind));
        self.root.get(key)
    }

    /// What stands at these keys of the effective manifest.
    pub fn at(&self, keys: &[&str]) -> Option<&'m Arc<Value>> {
        let (first, rest) = keys.split_first()?;
        let section = self.section(first)?;
        if rest.is_empty() { Some(section) } else { section.at(rest) }
    }

    /// What stands at these keys if Copilot counts it as given: an empty map is often not.
    pub fn given(&self, keys: &[&str]) -> Option<&'m Arc<Value>> {
        let (first, rest) = keys.split_first()?;
        let (mut value, mut shape) = (self.section(first)?, Shape::of(self.kind).field(first)?);
        for key in rest {
            value = value.get(key)?;
            shape = shape.field(key)?;
        }
        is_set(value, shape).then_some(value)
    }

    /// The entries of the map at these keys; none where there is no map.
    pub fn entries(&self, keys: &[&str]) -> impl Iterator<Item = (&'m str, &'m Arc<Value>)> + use<'m> {
        self.at(keys).into_iter().flat_map(|map| map.entries())
    }

    /// The items of the list at these keys; none where there is no list.
    pub fn items(&self, keys: &[&str]) -> &'m [Arc<Value>] {
        self.at(keys).map_or(&[], |list| list.items())
    }

    /// Hands in a violation.
    pub fn report(&mut self, report: Report) {
        self.reports.push(report);
    }

    /// Runs a check; one that panics loses what it has handed in.
    pub(super) fn attempt(&mut self, task: Task, check: impl FnOnce(&mut Self)) {
        let before = self.reports.len();
        if isolate::attempt(task, || check(self)).is_none() {
            self.reports.truncate(before);
        }
    }

    /// The same, with what it asked for: everything, if it panics.
    pub(super) fn recorded(&mut self, task: Task, check: impl FnOnce(&mut Self)) -> Asked {
        self.asked = Some(Cell::default());
        let mut is_done = false;
        self.attempt(task, |it| {
            check(it);
            is_done = true;
        });
        self.asked.take().map(Cell::into_inner).filter(|_| is_done).unwrap_or(Asked::EVERYTHING)
    }

    /// Where something is missing that belongs to `keys`: the deepest of these keys that exists, else the document.
    pub fn missing(&self, keys: &[&str]) -> Place {
        let mut place = self.document();
        let mut value = self.root();
        for (depth, key) in keys.iter().enumerate() {
            match value.get(key) {
                Some(next) => {
                    value = next;
                    place = Place::missing_in(next);
                }
                None => {
                    for key in &keys[depth..] {
                        place = place.at_key(key);
                    }
                    break;
                }
            }
        }
        place
    }

    /// The document as a whole, shown at its first key.
    pub fn document(&self) -> Place {
        let mut place = Place { missing: true, ..Place::value(self.root()) };
        place.path = crate::manifest::path::Path::default();
        let first = self.root().entries().filter_map(|(_, value)| value.origin.key).min();
        place.span = first.unwrap_or(place.span);
        place
    }

    /// Something is written under this key of a map, be it right or wrong.
    pub fn writes(&self, map: &Value, key: &str) -> bool {
        let entry = self.tree.entry(map.origin.node, key);
        entry.is_some_and(|entry| self.tree.resolved(entry.value) != Some(Resolved::Null))
    }

    /// Nothing is written under this key of a map, or an empty text.
    pub fn lacks(&self, map: &Value, key: &str) -> bool {
        match map.get(key) {
            Some(value) => is_blank(Some(value)),
            None => !self.writes(map, key),
        }
    }

    /// The name of the workload, which is that of the main container; empty where it is missing or unknown.
    pub fn name(&self) -> &'m str {
        self.section("name").and_then(|name| name.text()).unwrap_or("")
    }

    /// The sidecars that have a body, by name.
    pub fn sidecars(&self) -> impl Iterator<Item = (&'m str, &'m Arc<Value>)> + use<'m> {
        self.entries(&["sidecars"]).filter(|(_, sidecar)| sidecar.is_map())
    }

    /// The main container and the sidecars.
    pub fn containers(&self) -> Vec<Container<'m>> {
        let main = Container { name: self.name(), body: self.section("image"), main: true };
        let sidecars = self.sidecars().map(|(name, body)| Container { name, body: Some(body), main: false });
        std::iter::once(main).chain(sidecars).collect()
    }

    /// `logging` holds more than `retention`: the task gets a log router.
    pub fn has_firelens(&self) -> bool {
        self.firelens_cause().is_some()
    }

    /// The first field of `logging` that makes Copilot add a log router, if any.
    pub fn firelens_cause(&self) -> Option<&'m Arc<Value>> {
        self.entries(&["logging"]).find(|(key, _)| *key != "retention").map(|(_, value)| value)
    }

    /// `observability.tracing`, where it makes Copilot add a collector.
    pub fn tracing(&self) -> Option<&'m Arc<Value>> {
        let tracing = self.at(&["observability", "tracing"])?;
        tracing.text().filter(|vendor| vendor.eq_ignore_ascii_case("awsxray")).map(|_| tracing)
    }

    /// The operating system of `platform`, lower case; `linux` by default, `None` where it can't be known.
    pub fn os(&self) -> Option<String> {
        self.platform_part("osfamily", 0, "linux")
    }

    /// The architecture of `platform`, lower case; `x86_64` by default, `None` where it can't be known.
    pub fn architecture(&self) -> Option<String> {
        self.platform_part("architecture", 1, "x86_64")
    }

    fn platform_part(&self, key: &str, index: usize, default: &str) -> Option<String> {
        let Some(platform) = self.section("platform") else { return Some(default.to_owned()) };
        if platform.is_map() {
            return platform.get(key).map_or(Some(String::new()), |part| part.text().map(str::to_lowercase));
        }
        let text = platform.text()?;
        Some(text.split('/').nth(index).unwrap_or_default().to_lowercase())
    }

    /// The task runs on Windows.
    pub fn is_windows(&self) -> bool {
        self.os().is_some_and(|os| os != "linux" && FAMILIES.contains(&os.as_str()))
    }
}
