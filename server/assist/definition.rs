//! Where the thing under the cursor is declared: a name, a file, an output of an addon, the entry that an override
//! changes.

use super::linked::{At, Linked, Location, whole};
use super::names::NameKind;
use super::{Around, files, outputs, template};
use crate::manifest::source::Source;
use crate::yaml::{NodeId, Segment, Span, Tree};
use std::path::PathBuf;
use std::sync::Arc;

/// Where something is.
#[derive(Debug, Clone)]
pub enum Target {
    /// In a text of the workspace.
    Text(Location),
    /// A file as a whole, absolute.
    File(PathBuf),
}

/// The answer to where something is.
#[derive(Debug, Clone)]
pub struct Definition {
    /// What was asked about.
    pub origin: Span,
    /// Where it is, the best first; at least one.
    pub targets: Vec<Target>,
}

/// Where the thing at `offset` is declared. A declaration answers with itself, so that an editor shows its uses.
pub fn definition(source: &Arc<Source>, offset: usize, around: &dyn Around) -> Option<Definition> {
    if let Some(found) = template::definition(source, offset, around) {
        return Some(found);
    }
    let linked = Linked::of(source, offset, around);
    let touched = linked.touched(offset);
    let mut found: Vec<Target> = touched.iter().flat_map(|at| declarations(*at, &linked, around)).collect();
    let node = source.tree().at(offset).filter(|node| source.tree().node(*node).is_scalar());
    let given = node.map(|node| outputs::meant(source, node, around)).unwrap_or_default();
    found.extend(given.into_iter().map(|output| Target::Text(output.location)));
    if let Some(at) = touched.first() {
        return answer(linked.get(*at).span, without_itself(found, source, &linked, &touched));
    }
    let node = node?;
    if let Some(target) = files::target(source, node) {
        let folder = around.workspace()?.folder.clone();
        let files = target.files(around).into_iter().map(|path| Target::File(folder.join(path)));
        return answer(target.span, files.collect());
    }
    if found.is_empty() {
        found.extend(counterparts(source, node, false).into_iter().map(Target::Text));
    }
    answer(source.tree().node(node).span, found)
}

/// The entries of `environments` that change the entry at `offset`.
pub fn overriding(source: &Arc<Source>, offset: usize) -> Option<Definition> {
    let node = source.tree().at(offset).filter(|node| source.tree().node(*node).is_scalar())?;
    let found = counterparts(source, node, true).into_iter().map(Target::Text).collect();
    answer(source.tree().node(node).span, found)
}

fn answer(origin: Span, targets: Vec<Target>) -> Option<Definition> {
    (!targets.is_empty()).then_some(Definition { origin, targets })
}

/// Where a name is declared.
fn declarations(at: At, linked: &Linked, around: &dyn Around) -> Vec<Target> {
    let symbol = linked.symbol(at);
    let declared: Vec<At> =
        linked.places(&symbol).iter().copied().filter(|at| linked.get(*at).is_definition).collect();
    // What an environment changes is declared in the base.
    let mut best: Vec<At> = declared.iter().copied().filter(|at| !linked.is_in_override(*at)).collect();
    if best.is_empty() {
        best = declared;
    }
    if !best.is_empty() {
        return best.into_iter().map(|at| Target::Text(linked.location(at))).collect();
    }
    let manifest = manifest_of(symbol.kind, &symbol.name, around);
    // An environment without a manifest is known by the places that name it.
    let itself = (symbol.kind == NameKind::Environment).then(|| Target::Text(linked.location(at)));
    manifest.or(itself).into_iter().collect()
}

/// The manifest in the folder of that name, though it does not say so itself.
fn manifest_of(kind: NameKind, name: &str, around: &dyn Around) -> Option<Target> {
    let workspace = around.workspace()?;
    let source = match kind {
        NameKind::Workload => workspace.workload(name)?,
        NameKind::Environment => workspace.environment(name)?,
        _ => return None,
    };
    let start = Span::default();
    Some(Target::Text(Location { source: Arc::clone(source), span: start, whole: start }))
}

/// Each place once, and the place of the cursor only where there is no other.
fn without_itself(found: Vec<Target>, source: &Arc<Source>, linked: &Linked, touched: &[At]) -> Vec<Target> {
    let is_here = |target: &Target| {
        let Target::Text(place) = target else { return false };
        Arc::ptr_eq(&place.source, source) && touched.iter().any(|at| linked.get(*at).span == place.span)
    };
    let mut kept: Vec<Target> = Vec::new();
    let only_here = found.iter().all(is_here);
    for target in found {
        if (only_here || !is_here(&target)) && !kept.iter().any(|it| is_same(it, &target)) {
            kept.push(target);
        }
    }
    kept
}

fn is_same(one: &Target, other: &Target) -> bool {
    match (one, other) {
        (Target::Text(one), Target::Text(other)) => {
            Arc::ptr_eq(&one.source, &other.source) && one.span == other.span
        }
        (Target::File(one), Target::File(other)) => one == other,
        _ => false,
    }
}

/// For a key of a block of `environments` the same key of the base, and the other way round those of the blocks; with
/// `overrides` those of the other blocks in any case.
fn counterparts(source: &Arc<Source>, node: NodeId, overrides: bool) -> Vec<Location> {
    let tree = source.tree();
    let is_workload = source.model().is_some_and(|kind| kind.is_workload());
    let Some(root) = tree.root.filter(|_| is_workload && tree.value_of(node).is_some()) else {
        return Vec::new();
    };
    let path = tree.path(node);
    let (is_override, keys) = match path.as_slice() {
        [Segment::Key("environments"), _, rest @ ..] => (true, rest),
        [Segment::Key("environments")] => return Vec::new(),
        keys => (false, keys),
    };
    if keys.is_empty() {
        return Vec::new();
    }
    let layers: Vec<NodeId> = if is_override && !overrides { vec![root] } else { blocks(tree, root) };
    let found = layers.into_iter().filter_map(|layer| key_at(tree, layer, keys)).filter(|key| *key != node);
    let location = |key: NodeId| {
        let span = tree.node(key).span;
        Location { source: Arc::clone(source), span, whole: whole(tree, key, span) }
    };
    found.map(location).collect()
}

fn blocks(tree: &Tree, root: NodeId) -> Vec<NodeId> {
    let all = tree.get(root, "environments").map(|all| tree.entries(all)).unwrap_or_default();
    all.into_iter().map(|entry| entry.value).collect()
}

/// The key at these keys. Lists of an override replace those of the base, so that no item has a counterpart.
fn key_at(tree: &Tree, start: NodeId, keys: &[Segment<'_>]) -> Option<NodeId> {
    let (last, around) = keys.split_last()?;
    let step = |map: NodeId, segment: &Segment<'_>| match segment {
        Segment::Key(key) => tree.entry(map, key),
        Segment::Index(_) => None,
    };
    let map = around.iter().try_fold(start, |map, segment| step(map, segment).map(|entry| entry.value))?;
    step(map, last).map(|entry| entry.key)
}
