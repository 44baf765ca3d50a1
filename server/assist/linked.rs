//! Which names of a workspace speak of the same thing.
//!
//! Names with the same kind, owner and text do, and so do two names that one text writes at once: `name` names the
//! workload and its main container, a key of `deployments` the workload and the deployment.

use super::names::{NameKind, Occurrence, Owner, names};
use crate::manifest::source::Source;
use crate::workspace::Around;
use crate::yaml::{NodeId, Span, Tree};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A place in a text.
#[derive(Debug, Clone)]
pub struct Location {
    /// The text that the bytes count in.
    pub source: Arc<Source>,
    /// The name.
    pub span: Span,
    /// What the name stands for: the key with its value, the anchored node.
    pub whole: Span,
}

/// What two names have in common that speak of the same thing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Symbol {
    pub kind: NameKind,
    pub name: String,
    owner: Owner,
    /// The text that the name belongs to; `None` where it belongs to the workspace.
    text: Option<usize>,
}

/// One occurrence: its text, and its index there.
pub(super) type At = (usize, usize);

struct Text {
    source: Arc<Source>,
    names: Vec<Occurrence>,
}

/// The names of some texts.
pub(super) struct Linked {
    texts: Vec<Text>,
    index: HashMap<Symbol, Vec<At>>,
    /// What other texts declare is not known yet.
    is_alone: bool,
}

impl Linked {
    /// The names of one text.
    pub fn alone(source: &Arc<Source>) -> Linked {
        let mut linked = Linked { texts: Vec::new(), index: HashMap::new(), is_alone: true };
        linked.add(source);
        linked
    }

    /// The names of a text and, if those at `offset` are shared, of the manifests around it.
    pub fn of(source: &Arc<Source>, offset: usize, around: &dyn Around) -> Linked {
        let mut linked = Linked::alone(source);
        let start = linked.touched(offset);
        if linked.closure(&start).iter().any(|symbol| symbol.kind.is_shared()) {
            linked.add_others(around);
        }
        linked
    }

    fn add_others(&mut self, around: &dyn Around) {
        self.is_alone = false;
        let Some(workspace) = around.workspace() else { return };
        let own = self.texts.first().and_then(|text| text.source.path.clone());
        for source in workspace.sources().filter(|it| it.path != own && it.model().is_some()) {
            self.add(source);
        }
    }

    fn add(&mut self, source: &Arc<Source>) {
        let text = self.texts.len();
        self.texts.push(Text { source: Arc::clone(source), names: names(source) });
        for index in 0..self.texts[text].names.len() {
            let symbol = self.symbol((text, index));
            self.index.entry(symbol).or_default().push((text, index));
        }
    }

    /// The name at a place of the index.
    pub fn get(&self, (text, index): At) -> &Occurrence {
        &self.texts[text].names[index]
    }

    /// The text that a name stands in.
    pub fn source(&self, (text, _): At) -> &Arc<Source> {
        &self.texts[text].source
    }

    /// What a name speaks of.
    pub fn symbol(&self, at: At) -> Symbol {
        let it = self.get(at);
        // A subscription without `service`, a manifest without `name`: nobody else can mean the same. And no other file
        // names a pipeline.
        let is_lonely = it.owner == Owner::Workload(String::new()) || it.kind == NameKind::Pipeline;
        let is_shared = it.kind.is_shared() && !is_lonely;
        let text = (!is_shared).then_some(at.0);
        Symbol { kind: it.kind, name: it.name.clone(), owner: it.owner.clone(), text }
    }

    /// The places of a symbol, in the order of the texts.
    pub fn places(&self, symbol: &Symbol) -> &[At] {
        self.index.get(symbol).map_or(&[], Vec::as_slice)
    }

    /// A text declares it.
    pub fn is_declared(&self, symbol: &Symbol) -> bool {
        self.places(symbol).iter().any(|at| self.get(*at).is_definition)
    }

    /// Something that could be taken for it has this other name.
    pub fn is_taken(&self, symbol: &Symbol, name: &str) -> bool {
        if symbol.kind == NameKind::Anchor {
            // Of two anchors with the same name an alias means the last one before it.
            let texts = symbol.text.and_then(|text| self.texts.get(text));
            return texts
                .into_iter()
                .flat_map(|text| &text.names)
                .any(|it| it.kind == NameKind::Anchor && it.name == name);
        }
        !self.places(&Symbol { name: name.to_owned(), ..symbol.clone() }).is_empty()
    }

    /// All texts.
    pub fn sources(&self) -> impl Iterator<Item = &Arc<Source>> {
        self.texts.iter().map(|text| &text.source)
    }

    /// The names of the first text that the cursor touches, also at their quotes or sign.
    pub fn touched(&self, offset: usize) -> Vec<At> {
        let Some(text) = self.texts.first() else { return Vec::new() };
        let tree = text.source.tree();
        let touches = |it: &Occurrence| {
            let Span { start, end } = sign(tree, it);
            (start..=end).contains(&offset)
        };
        let touched = text.names.iter().enumerate().filter(|(_, it)| touches(it));
        let found: Vec<At> = touched.map(|(index, _)| (0, index)).collect();
        found.iter().copied().filter(|at| !self.is_foreign_step(*at, &found)).collect()
    }

    /// A step of a pipeline that has the name of no workload known here is a step only.
    fn is_foreign_step(&self, at: At, same_place: &[At]) -> bool {
        let is_step =
            !self.is_alone && same_place.iter().any(|other| self.get(*other).kind == NameKind::Deployment);
        is_step && self.get(at).kind == NameKind::Workload && !self.is_declared(&self.symbol(at))
    }

    /// All names that speak of what these speak of, in the order of the texts, each place once.
    pub fn group(&self, start: &[At]) -> Vec<At> {
        let symbols = self.closure(start);
        let mut found: Vec<At> = symbols.iter().flat_map(|symbol| self.places(symbol)).copied().collect();
        found.sort_unstable();
        found.dedup_by_key(|at| (at.0, self.get(*at).span));
        found
    }

    /// All that is called the same by being written at once, beginning with these names.
    pub fn closure(&self, start: &[At]) -> Vec<Symbol> {
        let mut found: Vec<Symbol> = Vec::new();
        let mut seen: HashSet<Symbol> = HashSet::new();
        let mut todo: Vec<Symbol> = start.iter().map(|at| self.symbol(*at)).collect();
        while let Some(symbol) = todo.pop() {
            if !seen.insert(symbol.clone()) {
                continue;
            }
            let beside = self.places(&symbol).iter().flat_map(|at| self.beside(*at));
            todo.extend(beside.map(|at| self.symbol(at)));
            found.push(symbol);
        }
        found
    }

    /// The other names that the same characters write.
    fn beside(&self, at: At) -> Vec<At> {
        let (text, span) = (at.0, self.get(at).span);
        let names = &self.texts[text].names;
        let first = names.partition_point(|it| it.span < span);
        let same: Vec<At> = (first..names.len())
            .take_while(|index| names[*index].span == span)
            .map(|index| (text, index))
            .collect();
        let is_beside = |other: &At| {
            // An anchor has its own name, whatever it stands for.
            let is_anchor = [at, *other].iter().any(|it| self.get(*it).kind == NameKind::Anchor);
            *other != at && !is_anchor && !self.is_foreign_step(*other, &same)
        };
        same.iter().copied().filter(is_beside).collect()
    }

    /// Where a name stands.
    pub fn location(&self, at: At) -> Location {
        let (source, it) = (self.source(at), self.get(at));
        Location { source: Arc::clone(source), span: it.span, whole: whole(source.tree(), it.node, it.span) }
    }

    /// The name stands in a block of `environments`.
    pub fn is_in_override(&self, at: At) -> bool {
        let tree = self.source(at).tree();
        let steps = tree.path(self.get(at).node);
        matches!(steps.as_slice(), [crate::yaml::Segment::Key("environments"), _, _, ..])
    }
}

/// A name with its quotes, or with its `&` or `*`.
fn sign(tree: &Tree, it: &Occurrence) -> Span {
    if it.kind == NameKind::Anchor {
        return Span { start: it.span.start.saturating_sub(1), end: it.span.end };
    }
    let node = tree.node(it.node).span;
    Span { start: node.start.min(it.span.start), end: node.end.max(it.span.end) }
}

/// The entry that a node is the key or the value of, or the node itself; always around `span`.
pub(super) fn whole(tree: &Tree, node: NodeId, span: Span) -> Span {
    let (key, value) = match (tree.value_of(node), tree.key_of(node)) {
        (Some(value), _) => (node, value),
        (None, key) => (key.unwrap_or(node), node),
    };
    let (key, value) = (tree.node(key).span, tree.node(value).span);
    Span { start: key.start.min(span.start), end: value.end.max(key.end).max(span.end) }
}
