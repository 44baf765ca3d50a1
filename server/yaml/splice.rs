//! A part of a tree in the place of another.

use super::reparse::Stretch;
use super::tree::{Comment, Mends, Node, NodeData, NodeId, Span, Tree};

impl Tree {
    /// This tree with `part`, the tree of the new lines of `stretch` alone, in its place. All that is broken lies in it.
    pub(super) fn spliced(&self, stretch: &Stretch, mut part: Tree) -> Tree {
        let (NodeId(first), NodeId(after)) = stretch.nodes;
        let inner = |span: Span| moved(span, stretch.now.start);
        let into = |id: NodeId| match id.0 {
            // The part has a root of its own before all others.
            0 => stretch.mapping,
            id => NodeId(first + id - 1),
        };
        let behind = first + part.nodes.len() as u32 - 1;
        let over = |id: NodeId| if id.0 < after { id } else { NodeId(id.0 - after + behind) };
        let outer = |span: Span| Span { start: stretch.led(span.start), end: stretch.led(span.end) };

        let mut nodes = Vec::with_capacity(behind as usize + self.nodes.len() - after as usize);
        nodes.extend_from_slice(&self.nodes[..first as usize]);
        let mut new = part.nodes.drain(..);
        let root = new.next();
        nodes.extend(new.map(|mut node| {
            node.relocate(into, inner);
            node
        }));
        nodes.extend(self.nodes[after as usize..].iter().map(|node| {
            let mut node = node.clone();
            node.relocate(over, outer);
            node
        }));
        let mut tree = Tree { nodes, root: self.root, ..Tree::default() };
        if let Some(mut root) = root {
            root.relocate(into, inner);
            tree.take_in(stretch, &root, over);
        }
        tree.errors = part.errors;
        tree.errors.iter_mut().for_each(|error| error.span = inner(error.span));
        tree.mends = Mends { span: part.mends.span.map(inner), ..part.mends };
        tree.comments =
            self.comments_with(stretch, part.comments.iter().map(|it| Comment { span: inner(it.span) }));
        tree
    }

    /// Gives the mapping of the stretch the entries of `root`, and all around it their new ends and children.
    fn take_in(&mut self, stretch: &Stretch, root: &Node, over: impl Fn(NodeId) -> NodeId + Copy) {
        let mut around = Some(stretch.mapping);
        while let Some(id) = around {
            let node = &mut self.nodes[id.0 as usize];
            let is_last = node.span.end <= stretch.before.end;
            let end = if is_last { root.span.end } else { stretch.led(node.span.end) };
            node.relocate(over, |before| before);
            node.span.end = end;
            around = node.parent;
        }
        let Node { data, span, .. } = &mut self.nodes[stretch.mapping.0 as usize];
        if stretch.entries.0 == 0 {
            span.start = root.span.start;
        }
        if let (NodeData::Mapping { entries, .. }, NodeData::Mapping { entries: new, .. }) =
            (data, &root.data)
        {
            entries.splice(stretch.entries.0..stretch.entries.1, new.iter().copied());
        }
    }

    fn comments_with(&self, stretch: &Stretch, new: impl Iterator<Item = Comment>) -> Vec<Comment> {
        let at = |offset: usize| self.comments.partition_point(|comment| comment.span.start < offset);
        let (from, to) = (at(stretch.before.start), at(stretch.before.end));
        let behind = self.comments[to..]
            .iter()
            .map(|it| Span { start: stretch.led(it.span.start), end: stretch.led(it.span.end) });
        self.comments[..from].iter().copied().chain(new).chain(behind.map(|span| Comment { span })).collect()
    }
}

impl Stretch {
    /// The offset in the new text of one outside of the stretch.
    fn led(&self, offset: usize) -> usize {
        if offset < self.before.end { offset } else { offset - self.before.end + self.now.end }
    }
}

impl Node {
    /// Leads all ids and spans to another tree.
    fn relocate(&mut self, id: impl Fn(NodeId) -> NodeId, span: impl Fn(Span) -> Span) {
        self.lead(span);
        self.parent = self.parent.map(&id);
        match &mut self.data {
            NodeData::Mapping { entries, .. } => entries.iter_mut().for_each(|entry| {
                (entry.key, entry.value) = (id(entry.key), id(entry.value));
            }),
            NodeData::Sequence { items, .. } => items.iter_mut().for_each(|item| *item = id(*item)),
            NodeData::Alias { target, .. } => *target = target.map(id),
            NodeData::Scalar { .. } => {}
        }
    }
}

fn moved(span: Span, by: usize) -> Span {
    Span { start: span.start + by, end: span.end + by }
}
