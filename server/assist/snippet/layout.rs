//! How a file is laid out: what new lines in it should look like.

use crate::yaml::{NodeData, NodeId, Tree};
use std::collections::BTreeMap;

/// The style of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// How much deeper the keys of a map stand than its own key.
    pub step: usize,
    /// How much deeper the dashes of a list stand than its key.
    pub dash: usize,
    /// The line break.
    pub line_break: &'static str,
    /// Sections are separated by blank lines.
    pub spaced: bool,
}

impl Default for Layout {
    fn default() -> Self {
        Layout { step: 2, dash: 2, line_break: "\n", spaced: false }
    }
}

impl Layout {
    /// The style of a text, two blanks where it shows none.
    pub fn of(text: &str, tree: &Tree) -> Layout {
        let (mut steps, mut dashes) = (Tally::default(), Tally::default());
        for id in tree.ids() {
            let NodeData::Mapping { entries, flow: false } = &tree.node(id).data else { continue };
            for entry in entries {
                let Some(own) = column(text, tree.node(entry.key).span.start) else { continue };
                match &tree.node(entry.value).data {
                    NodeData::Mapping { flow: false, entries } => {
                        let first = entries.first().map(|entry| tree.node(entry.key).span.start);
                        steps.add(own, first.and_then(|start| column(text, start)));
                    }
                    NodeData::Sequence { flow: false, items } => {
                        dashes.add(own, items.first().and_then(|item| dash_column(text, tree, *item)));
                    }
                    _ => {}
                }
            }
        }
        let step = steps.most().filter(|step| *step > 0).unwrap_or(2);
        Layout {
            step,
            dash: dashes.most().unwrap_or(step),
            line_break: if text.contains("\r\n") { "\r\n" } else { "\n" },
            spaced: is_spaced(text, tree),
        }
    }
}

/// How often which depth occurs.
#[derive(Default)]
struct Tally(BTreeMap<usize, usize>);

impl Tally {
    fn add(&mut self, own: usize, inner: Option<usize>) {
        if let Some(depth) = inner.and_then(|inner| inner.checked_sub(own)) {
            *self.0.entry(depth).or_default() += 1;
        }
    }

    /// The most frequent, of several the smallest.
    fn most(&self) -> Option<usize> {
        self.0.iter().rev().max_by_key(|(_, count)| **count).map(|(depth, _)| *depth)
    }
}

/// The blanks before `offset`, if nothing else stands before it on its line.
pub fn column(text: &str, offset: usize) -> Option<usize> {
    let before = text.get(..offset)?;
    let start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let indent = before[start..].trim_start_matches('\u{feff}');
    indent.bytes().all(|byte| byte == b' ').then_some(indent.len())
}

/// The column of the dash of an item that stands on the line of its dash.
pub fn dash_column(text: &str, tree: &Tree, item: NodeId) -> Option<usize> {
    let before = text.get(..tree.node(item).span.start)?;
    let start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let dash = before[start..].find(|c: char| c != ' ')?;
    before[start + dash..].starts_with('-').then_some(dash)
}

/// Some section has a blank line before it.
fn is_spaced(text: &str, tree: &Tree) -> bool {
    let Some(NodeData::Mapping { entries, .. }) = tree.root.map(|root| &tree.node(root).data) else {
        return false;
    };
    let starts = entries.iter().skip(1).map(|entry| tree.node(entry.key).span.start);
    starts.into_iter().filter_map(|start| text.get(..start)).any(|before| {
        let mut above = before.lines().rev().skip_while(|line| line.starts_with('#'));
        above.next().is_some_and(|line| line.trim().is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Layout {
        Layout::of(text, &Tree::parse(text))
    }

    #[test]
    fn the_style_of_a_file() {
        assert_eq!(of(""), Layout::default());
        let wide = of("a:\r\n    b:\r\n    - c: 1\r\n\r\nd: 1\r\n");
        assert_eq!(wide, Layout { step: 4, dash: 0, line_break: "\r\n", spaced: true });
        let narrow = of("a:\n  b:\n    - c\n# d\nd:\n  e: 1\n");
        assert_eq!(narrow, Layout { step: 2, dash: 2, line_break: "\n", spaced: false });
        assert!(of("a: 1\n\n# about b\nb: 1\n").spaced);
    }
}
