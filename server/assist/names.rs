//! The names of a text: where each is defined and where it is used, as the model's `x-name`, `x-ref` and
//! `x-ref-keys` say.

use super::spans;
use crate::manifest::shape::{Form, Shape};
use crate::manifest::source::Source;
use crate::rules::check::FIRELENS;
use crate::yaml::{NodeData, NodeId, Resolved, Segment, Span, Style, Tree};
use std::collections::HashSet;
use std::sync::Arc;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// A sidecar, the main container (by the name of its workload), the log router.
    Container,
    /// An entry of `storage.volumes`.
    Volume,
    /// An environment of the application.
    Environment,
    /// A service or job.
    Workload,
    /// An entry of `publish.topics`; its owner is the publishing workload.
    Topic,
    /// A pipeline.
    Pipeline,
    /// An entry of a stage's `deployments`, named like the workload; its owner is that map.
    Deployment,
    /// An entry of `pre_deployments` or `post_deployments`; its owner is that map.
    Action,
    /// A key of `variables` or `secrets`.
    Variable,
    /// `&name` and `*name`; its owner is the anchored node.
    Anchor,
}

impl NameKind {
    /// The kind that a word of the model stands for.
    pub(super) fn of(word: &str) -> Option<NameKind> {
        Some(match word {
            "container" => NameKind::Container,
            "volume" => NameKind::Volume,
            "environment" => NameKind::Environment,
            "workload" => NameKind::Workload,
            "topic" => NameKind::Topic,
            "pipeline" => NameKind::Pipeline,
            "deployment" => NameKind::Deployment,
            "action" => NameKind::Action,
            "variable" => NameKind::Variable,
            _ => return None,
        })
    }

    /// Means the same in every file of the workspace.
    pub fn is_shared(self) -> bool {
        matches!(self, NameKind::Environment | NameKind::Workload | NameKind::Topic | NameKind::Pipeline)
    }
}

/// What tells two equal names apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Owner {
    /// The text, or for shared kinds the workspace.
    Everything,
    /// The workload that publishes a topic.
    Workload(String),
    /// The container that has a variable: empty for the main one.
    Container(String),
    /// A node of the text: the map of a stage, the anchored node.
    Node(NodeId),
}

/// One place where a name is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// What it stands for.
    pub kind: NameKind,
    /// The name.
    pub name: String,
    /// Whose it is.
    pub owner: Owner,
    /// The characters of the name, without quotes, `&` or `*`; of a block scalar all of it, of an alias its own name.
    pub span: Span,
    /// The node that holds it: a key, a value, an anchored node or an alias.
    pub node: NodeId,
    /// It declares the name; a declaration in `environments` changes the one of the base or adds to it.
    pub is_definition: bool,
    /// The characters can be replaced to rename it: not those of a block scalar, of an alias that stands for the name, or
    /// of the log router.
    pub is_editable: bool,
}

impl Occurrence {
    /// Both speak of the same thing, when they stand in the same text.
    pub fn is_same(&self, other: &Occurrence) -> bool {
        (self.kind, &self.owner, &self.name) == (other.kind, &other.owner, &other.name)
    }
}

/// Every name of a manifest in source order; of any other text, its anchors.
pub fn names(source: &Source) -> Vec<Occurrence> {
    let mut walk = Walk {
        source,
        publisher: source.root_text("name").unwrap_or_default(),
        topic: None,
        found: anchors(source.tree()),
        seen: HashSet::new(),
        todo: Vec::new(),
    };
    if let (Some(kind), Some(root)) = (source.model(), source.tree().root) {
        walk.todo.push((root, Shape::of(kind).clone(), None));
        walk.run();
        walk.main_container();
    }
    let mut found = walk.found;
    found.sort_by_key(|it| (it.span, it.kind));
    found
}

struct Walk<'s> {
    source: &'s Source,
    /// The workload of the text.
    publisher: &'s str,
    /// The last map of a subscription and whose topic it names: looked up once, however often the map says `name`.
    topic: Option<(Option<NodeId>, Owner)>,
    found: Vec<Occurrence>,
    seen: HashSet<NodeId>,
    /// Nodes with their shapes and the map around them.
    todo: Vec<(NodeId, Arc<Shape>, Option<NodeId>)>,
}

impl<'s> Walk<'s> {
    /// Visits every node once, also one that several aliases stand for.
    fn run(&mut self) {
        while let Some((node, shape, around)) = self.todo.pop() {
            self.scalar(node, &shape, around);
            let node = self.source.tree().resolve(node);
            if !self.seen.insert(node) {
                continue;
            }
            match &self.source.tree().node(node).data {
                NodeData::Mapping { entries, .. } => {
                    for entry in entries {
                        self.entry(entry.key, entry.value, node, &shape);
                    }
                }
                NodeData::Sequence { items, .. } => {
                    let item = shape.item().cloned();
                    self.todo.extend(
                        item.iter()
                            .flat_map(|item| items.iter().map(move |child| (*child, item.clone(), around))),
                    );
                }
                _ => {}
            }
        }
    }

    fn entry(&mut self, key: NodeId, value: NodeId, map: NodeId, shape: &Arc<Shape>) {
        let tree = self.source.tree();
        if tree.is_merge(crate::yaml::Entry { key, value }) {
            self.todo.push((value, shape.clone(), Some(map)));
            return;
        }
        let Some((name, _)) = tree.scalar(key) else { return };
        // A map in the place of a name holds none.
        let is_name = matches!(shape.form, Form::Scalar { .. });
        if !is_name && (matches!(shape.form, Form::Map { .. }) || shape.fields().is_none()) {
            for (fact, is_definition) in [("x-name", true), ("x-ref-keys", false)] {
                if let Some(kind) = shape.fact(fact).and_then(NameKind::of) {
                    let owner = match kind {
                        NameKind::Variable => Owner::Container(container(tree, map)),
                        _ if is_local(kind) => Owner::Node(map),
                        _ => Owner::Everything,
                    };
                    self.add(kind, name, owner, key, is_definition);
                }
            }
        }
        if name == "logging" && shape.field(name).is_some_and(|shape| makes_log_router(tree, value, shape)) {
            self.log_router(key);
        }
        self.todo.extend(shape.field(name).map(|shape| (value, shape.clone(), Some(map))));
    }

    fn scalar(&mut self, node: NodeId, shape: &Shape, around: Option<NodeId>) {
        let Some((name, _)) = self.source.tree().scalar(node) else { return };
        for (fact, is_definition) in [("x-name", true), ("x-ref", false)] {
            if let Some(kind) = shape.fact(fact).and_then(NameKind::of) {
                let owner = self.owner(kind, node, around, is_definition);
                self.add(kind, name, owner, node, is_definition);
            }
        }
    }

    fn owner(&mut self, kind: NameKind, node: NodeId, around: Option<NodeId>, is_definition: bool) -> Owner {
        match kind {
            NameKind::Topic if is_definition => Owner::Workload(self.publisher.to_owned()),
            NameKind::Topic => self.publisher_of(around),
            // `depends_on: [name]` within an entry of the map that declares the name.
            _ if is_local(kind) => {
                grandparent(self.source.tree(), node).map_or(Owner::Everything, Owner::Node)
            }
            _ => Owner::Everything,
        }
    }

    /// The workload whose topic a subscription names.
    fn publisher_of(&mut self, subscription: Option<NodeId>) -> Owner {
        if let Some((_, owner)) = self.topic.as_ref().filter(|(map, _)| *map == subscription) {
            return owner.clone();
        }
        let tree = self.source.tree();
        let service = subscription.and_then(|map| tree.get(map, "service")).and_then(|it| tree.scalar(it));
        let owner = Owner::Workload(service.map_or("", |(name, _)| name).to_owned());
        self.topic = Some((subscription, owner.clone()));
        owner
    }

    /// `logging` makes a container that others may wait for.
    fn log_router(&mut self, key: NodeId) {
        let span = self.source.tree().node(key).span;
        self.found.push(Occurrence {
            kind: NameKind::Container,
            name: FIRELENS.to_owned(),
            owner: Owner::Everything,
            span,
            node: key,
            is_definition: true,
            is_editable: false,
        });
    }

    /// The main container has the name of its workload.
    fn main_container(&mut self) {
        let workload = self.found.iter().find(|it| it.kind == NameKind::Workload && it.is_definition);
        let container = workload.map(|it| Occurrence { kind: NameKind::Container, ..it.clone() });
        let is_ecs = self.source.model().is_some_and(|kind| kind.is_ecs());
        self.found.extend(container.filter(|_| is_ecs));
    }

    fn add(&mut self, kind: NameKind, name: &str, owner: Owner, node: NodeId, is_definition: bool) {
        if name.is_empty() {
            return;
        }
        let (text, tree) = (&self.source.text, self.source.tree());
        let span = spans::content(text, tree, node);
        let is_editable = is_editable(tree, node) && name != FIRELENS;
        let name = name.to_owned();
        self.found.push(Occurrence { kind, name, owner, span, node, is_definition, is_editable });
    }
}

/// `logging` holds more than `retention` (`Logging.IsEmpty`).
fn makes_log_router(tree: &Tree, logging: NodeId, shape: &Shape) -> bool {
    tree.entries(logging).iter().any(|entry| {
        let is_field = |key: &str| key != "retention" && shape.field(key).is_some();
        tree.scalar(entry.key).is_some_and(|(key, _)| is_field(key))
            && tree.resolved(entry.value) != Some(Resolved::Null)
    })
}

/// Means something only within the map that declares it.
fn is_local(kind: NameKind) -> bool {
    matches!(kind, NameKind::Deployment | NameKind::Action)
}

/// The container that has the variables of a map.
fn container(tree: &Tree, variables: NodeId) -> String {
    let steps = tree.path(variables);
    let steps = match steps.as_slice() {
        [Segment::Key("environments"), _, rest @ ..] => rest,
        steps => steps,
    };
    match steps {
        [Segment::Key("sidecars"), Segment::Key(name), ..] => (*name).to_owned(),
        [Segment::Key("logging"), ..] => FIRELENS.to_owned(),
        _ => String::new(),
    }
}

/// From an item of `depends_on` to the map that holds the entry that waits.
fn grandparent(tree: &Tree, item: NodeId) -> Option<NodeId> {
    let list = tree.node(item).parent?;
    let entry = tree.node(list).parent?;
    tree.node(entry).parent
}

/// A plain or quoted text, whose characters are all on hand.
fn is_editable(tree: &Tree, node: NodeId) -> bool {
    let node = tree.node(node);
    let is_flow = matches!(
        node.data,
        NodeData::Scalar { style: Style::Plain | Style::SingleQuoted | Style::DoubleQuoted, .. }
    );
    is_flow && !node.broken
}

fn anchors(tree: &Tree) -> Vec<Occurrence> {
    let occurrence = |name: &str, span: Span, node: NodeId, target: NodeId, is_definition: bool| Occurrence {
        kind: NameKind::Anchor,
        name: name.to_owned(),
        owner: Owner::Node(target),
        // Without the `&` or `*`.
        span: Span { start: span.start + 1, end: span.end },
        node,
        is_definition,
        is_editable: true,
    };
    let mut found = Vec::new();
    for id in tree.ids() {
        let node = tree.node(id);
        if let Some((name, span)) = node.anchor() {
            found.push(occurrence(name, span, id, id, true));
        }
        if let NodeData::Alias { name, target: Some(target) } = &node.data {
            found.push(occurrence(name, node.span, id, *target, false));
        }
    }
    found
}
