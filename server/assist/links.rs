//! What can be opened from a manifest: the files and folders that it names, the manifests of other names, and the pages
//! of the reference.

use super::fields::fields;
use super::files::{Candidate, Wanted, candidates_of};
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
    let tree = source.tree();
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
        let fields = fields(self.source.tree(), kind).into_iter();
        let named = fields.filter_map(|(id, shape)| Some((id, fact(&shape, "x-path").map(plain)?)));
        named.filter_map(|(id, what)| self.path(id, &what)).collect()
    }

    fn path(&mut self, id: NodeId, what: &str) -> Option<Link> {
        let tree = self.source.tree();
        let NodeData::Scalar { value: written, .. } = &tree.node(id).data else { return None };
        if is_interpolated(written) || written.trim().is_empty() {
            return None;
        }
        let candidates = candidates_of(written, what, tree, id);
        let (place, is_folder) = candidates.into_iter().find_map(|it| self.files.find(it))?;
        let tooltip = match (is_folder, self.locale) {
            (_, Locale::Ja) => format!("{place} を開く"),
            (true, Locale::En) => format!("Open the folder {place}"),
            (false, Locale::En) => format!("Open {place}"),
        };
        self.link(content(&self.source.text, tree, id), &place, tooltip)
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
        let (place, _) = self.files.find(Candidate { path: folder, wanted: Wanted::Folder })?;
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
    /// A place and whether it is a folder; `None` where nothing lies there, or something else than wanted.
    fn find(&mut self, Candidate { path, wanted }: Candidate) -> Option<(String, bool)> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
        let around = self.around;
        let entries = self.listed.entry(folder.to_owned()).or_insert_with(|| around.list(folder));
        let entry = entries.iter().find(|entry| entry.name == name)?;
        wanted.fits(entry.is_folder).then_some((path.clone(), entry.is_folder))
    }
}
