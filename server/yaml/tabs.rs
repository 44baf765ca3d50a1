//! Tabs before the content of a line: Go's `yaml.v3` skips them only where no key can begin.

use super::dialect::Found;
use super::tree::{NodeData, NodeId, Span, Style, SyntaxError, Tree};
use crate::locale::Phrase;

/// Most lines that are reported one by one.
const LINES_MAX: usize = 20;

/// Reports each line with a tab among the blanks, dashes and question marks at its beginning.
pub(super) fn check(text: &str, tree: &Tree, found: &mut Found) {
    let mut place = Place { text, tree, line: 0, at: 0, blank_from: 0, block: None };
    let mut reported = 0;
    for line in text[..tree.first_document_end(text)].split_inclusive(['\n', '\r']) {
        if let Some(at) = leading_tab(line) {
            place.at = place.line + at;
            let tabs = text[place.at..].bytes().take_while(|byte| *byte == b'\t').count();
            let span = Span { start: place.at, end: place.at + tabs };
            if place.is_refused() && !is_known(tree, span) && reported < LINES_MAX {
                reported += 1;
                let message = Phrase::new(
                    "YAML can't be indented with tabs: use spaces, also in lines that look empty.",
                    "YAML のインデントにタブは使えません。空に見える行も含めて、スペースを使ってください。",
                );
                found.push((None, SyntaxError { span, message }));
            }
        }
        let content = line.trim_end();
        if !content.is_empty() {
            place.blank_from = place.line + content.len();
        }
        place.line += line.len();
    }
}

fn is_known(tree: &Tree, span: Span) -> bool {
    tree.errors.iter().any(|error| error.span.start <= span.end && span.start <= error.span.end)
}

/// The first tab before the content of a line.
fn leading_tab(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'\t' => return Some(at),
            b' ' => {}
            b'-' | b'?' if matches!(bytes.get(at + 1), Some(b' ' | b'\t')) => {}
            _ => return None,
        }
    }
    None
}

/// A tab on its line.
struct Place<'t> {
    text: &'t str,
    tree: &'t Tree,
    /// Where the line begins.
    line: usize,
    at: usize,
    /// From here to the line there are only blanks.
    blank_from: usize,
    /// The last block scalar with its indentation.
    block: Option<(NodeId, usize)>,
}

impl Place<'_> {
    fn is_refused(&mut self) -> bool {
        let Some((id, inside)) = self.last_before() else { return true };
        let node = self.tree.node(id);
        let column = self.at - self.line;
        let follows = inside || node.span.end >= self.blank_from && self.after_blanks_only();
        match &node.data {
            NodeData::Scalar { style: Style::SingleQuoted | Style::DoubleQuoted, .. } if inside => false,
            NodeData::Mapping { .. } | NodeData::Sequence { .. } if inside => false,
            NodeData::Scalar { style: Style::Literal | Style::Folded, .. } if follows => {
                column < self.content_indent(id)
            }
            // Unquoted text goes on looking for its next line, and there the blanks are its own.
            NodeData::Scalar { style: Style::Plain, .. } if follows && node.span.start < node.span.end => {
                column <= self.parent_column(id)
            }
            _ => true,
        }
    }

    /// Whether nothing but blanks stands between the beginning of the line and the tab.
    fn after_blanks_only(&self) -> bool {
        self.text[self.line..self.at].bytes().all(|byte| matches!(byte, b' ' | b'\t'))
    }

    /// The flow collection, quoted or block scalar around the tab (`true`), else the last scalar before it.
    fn last_before(&self) -> Option<(NodeId, bool)> {
        let begins = |id: NodeId| self.tree.node(id).span.start < self.at;
        let mut id = self.tree.root?;
        loop {
            let node = self.tree.node(id);
            id = match &node.data {
                NodeData::Mapping { flow: false, entries } => {
                    let after = entries.partition_point(|entry| begins(entry.key));
                    let entry = entries.get(after.checked_sub(1)?)?;
                    if begins(entry.value) { entry.value } else { entry.key }
                }
                NodeData::Sequence { flow: false, items } => {
                    let after = items.partition_point(|item| begins(*item));
                    *items.get(after.checked_sub(1)?)?
                }
                _ => return begins(id).then_some((id, self.at < node.span.end)),
            };
        }
    }

    /// Indentation of a block scalar: what its header says, else that of its first line with content.
    fn content_indent(&mut self, id: NodeId) -> usize {
        if let Some((_, indent)) = self.block.filter(|(known, _)| *known == id) {
            return indent;
        }
        let Span { start, end } = self.tree.node(id).span;
        let mut lines = self.text[start..end].split(['\n', '\r']);
        let header = lines.next().unwrap_or_default().chars().skip(1).take(2);
        let said = header.filter_map(|sign| sign.to_digit(10)).next();
        let first = lines.find(|line| !line.trim().is_empty()).unwrap_or_default();
        let indent = match said {
            Some(digit) => self.parent_column(id) + digit as usize,
            None => first.len() - first.trim_start_matches(' ').len(),
        };
        self.block = Some((id, indent));
        indent
    }

    /// The column of the block collection that holds a node.
    fn parent_column(&self, id: NodeId) -> usize {
        let Some(parent) = self.tree.node(id).parent else { return 0 };
        let start = self.tree.node(parent).span.start;
        start - self.text[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1)
    }
}
