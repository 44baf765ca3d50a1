//! A piece of YAML apart from its layout.

use super::Layout;
use crate::yaml::{NodeData, NodeId, Span, Tree};

/// Keys with their values, as they are written.
pub type Entries = Vec<(String, Block)>;

/// A value of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A scalar or a flow collection, as it is written.
    Text(String),
    /// A mapping in block style.
    Map(Entries),
    /// A sequence in block style.
    List(Vec<Block>),
    /// A text as a literal block, without a line break at its end.
    Literal(String),
    /// Lines of a comment, beside the entries of a mapping; its key does not count.
    Comment(Vec<String>),
}

impl Block {
    /// What stands at a node; the text of scalars and flow collections is taken over, comments are left out.
    pub fn of(text: &str, tree: &Tree, node: NodeId) -> Block {
        let Span { start, end } = tree.node(node).span;
        let written = || Block::Text(text.get(start..end).unwrap_or_default().to_owned());
        match &tree.node(node).data {
            NodeData::Mapping { entries, flow: false } => {
                let entry = |entry: &crate::yaml::Entry| {
                    let key = tree.scalar(entry.key).map_or("", |(key, _)| key);
                    (key.to_owned(), Block::of(text, tree, entry.value))
                };
                Block::Map(entries.iter().map(entry).collect())
            }
            NodeData::Sequence { items, flow: false } => {
                Block::List(items.iter().map(|item| Block::of(text, tree, *item)).collect())
            }
            _ => written(),
        }
    }
}

/// The lines of a mapping whose keys stand at `column`, without line breaks.
pub fn lines(entries: &[(String, Block)], layout: &Layout, column: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for (key, block) in entries {
        let pad = " ".repeat(column);
        match block {
            Block::Text(text) if text.is_empty() => lines.push(format!("{pad}{key}:")),
            Block::Text(text) => lines.push(format!("{pad}{key}: {text}")),
            Block::Map(entries) => {
                lines.push(format!("{pad}{key}:"));
                lines.extend(self::lines(entries, layout, column + layout.step));
            }
            Block::Comment(comment) => lines.extend(comment.iter().map(|line| format!("{pad}# {line}"))),
            Block::Literal(text) => {
                lines.push(format!("{pad}{key}: |-"));
                lines.extend(literal(text, column + layout.step));
            }
            Block::List(items) => {
                lines.push(format!("{pad}{key}:"));
                lines.extend(items.iter().flat_map(|block| item(block, layout, column + layout.dash)));
            }
        }
    }
    lines
}

/// The lines of an item whose dash stands at `column`.
pub fn item(block: &Block, layout: &Layout, column: usize) -> Vec<String> {
    let inner = match block {
        Block::Text(text) => vec![format!("{}{text}", " ".repeat(column + 2))],
        Block::Map(entries) => lines(entries, layout, column + 2),
        Block::List(items) => items.iter().flat_map(|block| item(block, layout, column + 2)).collect(),
        Block::Literal(text) => std::iter::once("|-".to_owned()).chain(literal(text, column + 2)).collect(),
        Block::Comment(_) => Vec::new(),
    };
    let mut inner = inner.into_iter();
    let first = inner.next().map(|line| format!("{}- {}", " ".repeat(column), line.trim_start()));
    first.into_iter().chain(inner).collect()
}

fn literal(text: &str, column: usize) -> impl Iterator<Item = String> {
    let pad = " ".repeat(column);
    text.split('\n').map(move |line| if line.is_empty() { String::new() } else { format!("{pad}{line}") })
}
