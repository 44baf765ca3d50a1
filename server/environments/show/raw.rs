//! Parts of the tree that Copilot passes on without looking into them: written as they are, with aliases and merge keys
//! replaced by what they stand for.

use super::pieces::{Form, Piece, is_flow};
use super::{Place, scalar};
use crate::yaml::{NodeData, NodeId, Span, Tree};

/// Deeper nesting is left out: no part of a task definition or of a policy comes near.
const DEEPEST: usize = 100;

/// How many more values may be written.
#[derive(Debug)]
pub struct Budget(usize);

impl Budget {
    /// So many.
    pub fn new(values: usize) -> Budget {
        Budget(values)
    }

    /// Takes some away; `None` where none are left.
    pub fn spend(&mut self, values: usize) -> Option<()> {
        self.0 = self.0.saturating_sub(values);
        (self.0 > 0).then_some(())
    }

    /// None are left.
    pub fn is_spent(&self) -> bool {
        self.0 == 0
    }
}

/// Turns nodes into pieces.
pub struct Raws<'a> {
    text: &'a str,
    tree: &'a Tree,
    interpolates: bool,
    in_override: bool,
    budget: &'a mut Budget,
    /// The node that is being written and those around it.
    open: Vec<NodeId>,
    /// The places that were left out.
    pub lost: Vec<Span>,
}

impl<'a> Raws<'a> {
    /// For one part, which an override wrote or the base. `interpolates` as in the decoder.
    pub fn new(
        text: &'a str,
        tree: &'a Tree,
        interpolates: bool,
        in_override: bool,
        budget: &'a mut Budget,
    ) -> Self {
        Raws { text, tree, interpolates, in_override, budget, open: Vec::new(), lost: Vec::new() }
    }

    /// The form of a node; `None` where it is broken, too deep or holds itself, or the budget is spent.
    pub fn form(&mut self, node: NodeId) -> Option<Form> {
        let tree = self.tree;
        let node = tree.resolve(node);
        let is_alias = matches!(tree.node(node).data, NodeData::Alias { .. });
        let holds_itself = self.open.contains(&node);
        if tree.node(node).broken || is_alias || holds_itself || self.open.len() > DEEPEST {
            self.lost.push(tree.node(node).span);
            return None;
        }
        self.budget.spend(1)?;
        self.open.push(node);
        let form = match &tree.node(node).data {
            NodeData::Mapping { .. } => {
                let entries = tree.entries(node).into_iter();
                let entries = entries.filter_map(|entry| {
                    let Some(key) = scalar::raw_key(self.text, tree, entry.key) else {
                        self.lost.push(tree.node(entry.key).span);
                        return None;
                    };
                    Some((key, self.piece(entry.value, Some(entry.key))?))
                });
                Form::Map { entries: entries.collect(), flow: is_flow(tree, node) }
            }
            NodeData::Sequence { items, .. } => {
                let items = items.iter().filter_map(|item| self.piece(*item, None)).collect();
                Form::List { items, flow: is_flow(tree, node) }
            }
            _ => scalar::form(self.text, tree, node, self.interpolates),
        };
        self.open.pop();
        Some(form)
    }

    fn piece(&mut self, node: NodeId, key: Option<NodeId>) -> Option<Piece> {
        let form = self.form(node)?;
        let span = self.tree.node(key.unwrap_or(node)).span;
        let place = Place { span, in_override: self.in_override };
        Some(Piece { form, place, is_whole: true, is_zeroed: false })
    }
}
