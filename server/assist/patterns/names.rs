//! The names and ports that a pattern gets in a manifest that has some already.

use super::plan::Target;
use super::{Pattern, plan};
use crate::assist::snippet::{Block, Entries, Stop, filled, uses};
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::manifest::recognize::Role;
use crate::manifest::shape::Shape;
use crate::rules::check::{FIRELENS, OTEL};
use crate::yaml::{NodeData, NodeId, Tree};

/// The port on which the FireLens log router listens.
const FIRELENS_PORT: &str = "24224";

/// The stop that stands for the name of the workload.
const WORKLOAD: &str = "workload";

/// A pattern with the names that it gets in one manifest.
pub(super) struct Filled {
    /// The name of the container, if the pattern adds one.
    pub name: Option<String>,
    /// What to write; what other sections refer to is filled in.
    pub manifest: Entries,
    /// The tab stops that are left.
    pub stops: Vec<Stop>,
}

pub(super) fn fill(target: &Target<'_>, pattern: &Pattern, name: Option<&str>) -> Result<Filled, Phrase> {
    let mut names = Vec::new();
    let mut stops = pattern.stops.clone();
    stops.push(Stop::free(WORKLOAD, workload(target).unwrap_or("app")));
    let ports = ports(target.tree, pattern);
    for stop in &mut stops {
        if let Some(path) = named_at(target.kind, &pattern.manifest, stop, &mut Vec::new()) {
            let is_container = path.first().is_some_and(|section| *section == "sidecars");
            let wanted = name.filter(|_| is_container).unwrap_or(&stop.default);
            stop.default = free_name(target, &path, wanted);
            if is_container {
                names.push(stop.default.clone());
            }
        } else if is_port(&pattern.manifest, stop) {
            stop.default = free_port(&stop.default, &ports);
        }
    }
    refuse_taken_port(pattern, &ports)?;
    let (main, others) = pattern.manifest.split_at(pattern.manifest.len().min(1));
    let is_fixed =
        |stop: &Stop| stop.name == WORKLOAD || entries_use(others, stop) && entries_use(main, stop);
    let (fixed, left): (Vec<Stop>, Vec<Stop>) = stops.into_iter().partition(is_fixed);
    Ok(Filled { name: names.pop(), manifest: fill_entries(&pattern.manifest, &fixed), stops: left })
}

/// The name of the workload: as it is written, else that of its folder.
fn workload<'t>(target: &Target<'t>) -> Option<&'t str> {
    let tree = target.tree;
    let written = tree.root.and_then(|root| tree.get(root, "name")).and_then(|name| tree.scalar(name));
    let name = match (written, target.role) {
        (Some((name, _)), _) => name,
        (None, Role::Workload(folder)) => folder,
        _ => return None,
    };
    let known = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    known.then_some(name)
}

/// The map in which a stop is the name of a container or a volume.
fn named_at<'p>(
    kind: Kind,
    entries: &'p Entries,
    stop: &Stop,
    path: &mut Vec<&'p str>,
) -> Option<Vec<&'p str>> {
    for (key, block) in entries {
        if *key == format!("<{}>", stop.name) && is_named(kind, path) {
            return Some(path.clone());
        }
        if let Block::Map(below) = block {
            path.push(key);
            let found = named_at(kind, below, stop, path);
            path.pop();
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

/// The keys of the map at this path are names.
fn is_named(kind: Kind, path: &[&str]) -> bool {
    let root = Shape::of(kind);
    let shape = path.iter().try_fold(root, |shape, key| shape.field(key));
    shape.is_some_and(|shape| shape.fact("x-name").is_some())
}

fn is_port(entries: &Entries, stop: &Stop) -> bool {
    sidecar_ports(entries).contains(&format!("<{}>", stop.name).as_str())
}

/// The ports of the containers of a pattern.
fn sidecar_ports(entries: &Entries) -> Vec<&str> {
    let mut ports = Vec::new();
    for (section, block) in entries {
        let Block::Map(containers) = block else { continue };
        for container in containers.iter().filter(|_| section == "sidecars") {
            let (_, Block::Map(fields)) = container else { continue };
            ports.extend(fields.iter().filter_map(|(key, value)| match value {
                Block::Text(text) if key == "port" => Some(text.as_str()),
                _ => None,
            }));
        }
    }
    ports
}

/// The ports that the task uses already, in any environment.
fn ports(tree: &Tree, pattern: &Pattern) -> Vec<String> {
    let mut nodes: Vec<Option<NodeId>> = Vec::new();
    let mut firelens = false;
    for layer in plan::layers(tree) {
        let at = |keys: &[&str]| keys.iter().try_fold(layer, |node, key| tree.get(node, key));
        nodes.extend([&["image", "port"], &["http", "target_port"]].map(|keys| at(keys)));
        let items = |keys: &[&str]| match at(keys).map(|list| &tree.node(tree.resolve(list)).data) {
            Some(NodeData::Sequence { items, .. }) => items.clone(),
            _ => Vec::new(),
        };
        let target = |rule: NodeId| tree.get(rule, "target_port");
        nodes.extend(items(&["http", "additional_rules"]).into_iter().map(target));
        // A listener without `target_port` leads to its own port, of whatever container opens it.
        let listeners = at(&["nlb"]).into_iter().chain(items(&["nlb", "additional_listeners"]));
        nodes.extend(listeners.map(|listener| target(listener).or_else(|| tree.get(listener, "port"))));
        let entries = |key: &str| at(&[key]).map(|map| tree.entries(map)).unwrap_or_default();
        nodes.extend(entries("sidecars").iter().map(|sidecar| tree.get(sidecar.value, "port")));
        let is_router = |key: NodeId| tree.scalar(key).is_some_and(|(key, _)| key != "retention");
        firelens |= entries("logging").iter().any(|entry| is_router(entry.key));
    }
    let texts = nodes.into_iter().flatten().filter_map(|node| tree.scalar(node));
    let mut ports: Vec<String> =
        texts.filter_map(|(text, _)| text.split('/').next()).map(str::to_owned).collect();
    if firelens && pattern.section() != "logging" {
        ports.push(FIRELENS_PORT.to_owned());
    }
    ports
}

/// The wanted port, or the next one that is as usual (`8080`, ...).
fn free_port(wanted: &str, used: &[String]) -> String {
    let others = (8080..=u16::MAX).map(|port| port.to_string());
    let mut candidates = std::iter::once(wanted.to_owned()).chain(others);
    candidates.find(|port| !used.contains(port)).unwrap_or_else(|| wanted.to_owned())
}

/// A port that the pattern can't do without.
fn refuse_taken_port(pattern: &Pattern, used: &[String]) -> Result<(), Phrase> {
    let firelens = (pattern.section() == "logging").then_some(FIRELENS_PORT);
    let ports = sidecar_ports(&pattern.manifest).into_iter().chain(firelens);
    let numbers = ports.filter_map(|port| port.split('/').next());
    match numbers.into_iter().find(|port| used.iter().any(|used| used == port)) {
        Some(port) => Err(Phrase::new(
            format!("another container uses port {port}"),
            format!("ポート {port} は別のコンテナが使っています"),
        )),
        None => Ok(()),
    }
}

/// The wanted name, with a number where it is taken in some environment.
fn free_name(target: &Target<'_>, path: &[&str], wanted: &str) -> String {
    let tree = target.tree;
    let mut taken: Vec<String> = Vec::new();
    for layer in plan::layers(tree) {
        let map = path.iter().try_fold(layer, |node, key| tree.get(node, key));
        let entries = map.map(|map| tree.entries(map)).unwrap_or_default();
        taken
            .extend(entries.iter().filter_map(|entry| tree.scalar(entry.key)).map(|(name, _)| letters(name)));
    }
    if path == ["sidecars"] {
        taken.extend([FIRELENS, OTEL].map(letters));
        taken.extend(workload(target).map(letters));
    }
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    let mut candidates = std::iter::once(wanted.to_owned()).chain(numbered);
    candidates.find(|name| !taken.contains(&letters(name))).unwrap_or_else(|| wanted.to_owned())
}

/// What CloudFormation keeps of a name: two that agree in it get one parameter.
fn letters(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).collect()
}

fn entries_use(entries: &[(String, Block)], stop: &Stop) -> bool {
    entries.iter().any(|(key, block)| uses(key, stop) || block_uses(block, stop))
}

fn block_uses(block: &Block, stop: &Stop) -> bool {
    match block {
        Block::Text(text) => uses(text, stop),
        Block::Map(entries) => entries_use(entries, stop),
        Block::List(items) => items.iter().any(|item| block_uses(item, stop)),
        Block::Literal(_) | Block::Comment(_) => false,
    }
}

fn fill_entries(entries: &Entries, stops: &[Stop]) -> Entries {
    entries.iter().map(|(key, block)| (filled(key, stops), fill_block(block, stops))).collect()
}

fn fill_block(block: &Block, stops: &[Stop]) -> Block {
    match block {
        Block::Text(text) => Block::Text(filled(text, stops)),
        Block::Map(entries) => Block::Map(fill_entries(entries, stops)),
        Block::List(items) => Block::List(items.iter().map(|item| fill_block(item, stops)).collect()),
        Block::Literal(_) | Block::Comment(_) => block.clone(),
    }
}
