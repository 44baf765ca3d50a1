//! What can be opened from a manifest: the files and folders that it names, the manifests of other names, and the pages
//! of the reference.

use super::fields::fields;
use super::names::{NameKind, Occurrence, names};
use super::spans::content;
use super::{Around, Context};
use crate::locale::Locale;
use crate::manifest::interpolate::is_interpolated;
use crate::manifest::kind::Kind;
use crate::manifest::recognize::Role;
use crate::manifest::source::Source;
use crate::reference::facts::{fact, plain};
use crate::reference::links::section;
use crate::reference::lookup::spot;
use crate::workspace::{Entry, Workspace};
use crate::yaml::{NodeData, NodeId, Segment, Span};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

/// What a link opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// A file or a folder, absolute; it exists.
    File(PathBuf),
    /// A page of the web.
    Page(String),
}

/// Characters that open something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where.
    pub span: Span,
    /// What they open.
    pub target: LinkTarget,
    /// What that is, for a person.
    pub tooltip: String,
}

/// The links of a manifest in source order.
pub(super) fn links(source: &Source, kind: Kind, context: &Context<'_>) -> Vec<Link> {
    let mut links = pages(source, kind, context.locale);
    if let Some(workspace) = context.around.workspace() {
        let files = Files { around: context.around, workspace: &workspace, listed: HashMap::new() };
        let mut walk = Walk { source, files, locale: context.locale };
        links.extend(walk.paths(kind));
        links.extend(walk.names());
    }
    links.sort_by_key(|link| link.span);
    links.dedup_by_key(|link| link.span);
    links
}

/// The sections at the top that open a block: few, and those that there is something to read of.
fn pages(source: &Source, kind: Kind, locale: Locale) -> Vec<Link> {
    let tree = &source.tree;
    let Some(NodeData::Mapping { entries, .. }) = tree.root.map(|root| &tree.node(root).data) else {
        return Vec::new();
    };
    let link = |key: NodeId| {
        let (name, _) = tree.scalar(key)?;
        let located = spot(kind, &[Segment::Key(name)])?.section(kind)?;
        let target = LinkTarget::Page(section(located.page.name, located.section(locale)?.path, locale));
        let tooltip = locale.pick(format!("Read about {name}"), format!("{name} の説明を読む"));
        Some(Link { span: content(&source.text, tree, key), target, tooltip })
    };
    let blocks = entries.iter().filter(|entry| {
        matches!(
            tree.node(entry.value).data,
            NodeData::Mapping { flow: false, .. } | NodeData::Sequence { flow: false, .. }
        )
    });
    blocks.filter_map(|entry| link(entry.key)).collect()
}

struct Walk<'s> {
    source: &'s Source,
    files: Files<'s>,
    locale: Locale,
}

impl Walk<'_> {
    /// The values that the model calls paths. All count from the folder that holds `copilot/`.
    fn paths(&mut self, kind: Kind) -> Vec<Link> {
        let fields = fields(&self.source.tree, kind).into_iter();
        let named = fields.filter_map(|(id, shape)| Some((id, fact(&shape, "x-path").map(plain)?)));
        named.filter_map(|(id, what)| self.path(id, &what)).collect()
    }

    fn path(&mut self, id: NodeId, what: &str) -> Option<Link> {
        let tree = &self.source.tree;
        let NodeData::Scalar { value: written, .. } = &tree.node(id).data else { return None };
        if is_interpolated(written) || written.trim().is_empty() {
            return None;
        }
        let (place, is_folder) = match what {
            "directory" => self.context(id, written)?,
            "source" => self.files.find(written)?,
            // A folder in the place of one of these is a mistake.
            _ => self.files.find(written).filter(|(_, is_folder)| !is_folder)?,
        };
        let tooltip = match (is_folder, self.locale) {
            (_, Locale::Ja) => format!("{place} を開く"),
            (true, Locale::En) => format!("Open the folder {place}"),
            (false, Locale::En) => format!("Open {place}"),
        };
        self.link(content(&self.source.text, tree, id), &place, tooltip)
    }

    /// The Dockerfile of a build context where the context alone names it, else the folder.
    fn context(&mut self, id: NodeId, written: &str) -> Option<(String, bool)> {
        let tree = &self.source.tree;
        let names_another = tree.node(id).parent.is_some_and(|map| tree.get(map, "dockerfile").is_some());
        let own = (!names_another).then(|| self.files.find(&format!("{written}/Dockerfile"))).flatten();
        own.filter(|(_, is_folder)| !is_folder)
            .or_else(|| self.files.find(written).filter(|(_, is_folder)| *is_folder))
    }

    /// The manifests of workloads and environments where they are named, and the addons where a name is declared.
    fn names(&mut self) -> Vec<Link> {
        let found = names(self.source).into_iter();
        let links = found
            .filter_map(|name| if name.is_definition { self.addons(&name) } else { self.manifest(&name) });
        links.collect()
    }

    fn manifest(&self, name: &Occurrence) -> Option<Link> {
        let Occurrence { kind, name, span, .. } = name;
        let (source, tooltip) = match kind {
            NameKind::Environment => (
                self.files.workspace.environment(name)?,
                self.locale.pick(
                    format!("Open the manifest of the environment {name}"),
                    format!("環境 {name} のマニフェストを開く"),
                ),
            ),
            NameKind::Workload => (
                self.files.workspace.workload(name)?,
                self.locale
                    .pick(format!("Open the manifest of {name}"), format!("{name} のマニフェストを開く")),
            ),
            _ => return None,
        };
        Some(Link { span: *span, target: LinkTarget::File(source.path.clone()?), tooltip })
    }

    /// Copilot looks for addons beside the manifest of a workload, and in one folder for all environments.
    fn addons(&mut self, name: &Occurrence) -> Option<Link> {
        let folder = match (&self.source.role, name.kind) {
            (Role::Workload(folder), NameKind::Workload) => format!("copilot/{folder}/addons"),
            (Role::Environment(_), NameKind::Environment) => "copilot/environments/addons".to_owned(),
            _ => return None,
        };
        let (place, _) = self.files.find(&folder).filter(|(_, is_folder)| *is_folder)?;
        let tooltip =
            self.locale.pick(format!("Open the addons in {place}"), format!("アドオン {place} を開く"));
        self.link(name.span, &place, tooltip)
    }

    fn link(&self, span: Span, place: &str, tooltip: String) -> Option<Link> {
        let on_one_line = !self.source.text.get(span.start..span.end)?.contains(['\n', '\r']);
        let target = LinkTarget::File(self.files.workspace.folder.join(place));
        on_one_line.then_some(Link { span, target, tooltip })
    }
}

/// The files around the text; each folder is listed once.
struct Files<'a> {
    around: &'a dyn Around,
    workspace: &'a Arc<Workspace>,
    listed: HashMap<String, Vec<Entry>>,
}

impl Files<'_> {
    /// A path as a manifest writes it: its place below the workspace, and whether a folder lies there. `None` where
    /// nothing does.
    fn find(&mut self, written: &str) -> Option<(String, bool)> {
        let place = cleaned(written)?;
        let (folder, name) = place.rsplit_once('/').unwrap_or(("", &place));
        if name.is_empty() {
            return None;
        }
        let around = self.around;
        let entries = self.listed.entry(folder.to_owned()).or_insert_with(|| around.list(folder));
        let entry = entries.iter().find(|entry| entry.name == name)?;
        Some((place.clone(), entry.is_folder))
    }
}

/// A path without `.` and `..`, as Go's `filepath.Join` cleans it; `None` where it leads out of the workspace.
fn cleaned(written: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::cleaned;

    #[test]
    fn paths_stay_inside() {
        let of = |path| cleaned(path).unwrap_or_else(|| "outside".to_owned());
        assert_eq!(of("./a//b/../c/"), "a/c");
        assert_eq!(of("/a"), "a", "Copilot joins it to the workspace all the same");
        assert_eq!(of("."), "");
        assert_eq!(of("a/../../b"), "outside");
    }
}
