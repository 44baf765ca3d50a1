//! Tabs before the content of a line: Go's `yaml.v3` skips them only where no key can begin.

use super::dialect::Found;
use super::tree::{NodeData, NodeId, Span, Style, SyntaxError, Tree};

/// Reports each line with a tab among the blanks, dashes and question marks at its beginning.
pub(super) fn check(text: &str, tree: &Tree, found: &mut Found) {
    let end = tree.first_document_end(text);
    let mut start = 0;
    for line in text[..end].split_inclusive(['\n', '\r']) {
        if let Some(at) = leading_tab(line).filter(|at| refused(text, tree, start, start + at)) {
            let at = start + at;
            let tabs = text[at..].bytes().take_while(|byte| *byte == b'\t').count();
            let span = Span { start: at, end: at + tabs };
            let reported =
                tree.errors.iter().any(|error| error.span.start <= span.end && span.start <= error.span.end);
            if !reported {
                let message =
                    "YAML can't be indented with tabs: use spaces, also in lines that look empty".into();
                found.push((None, SyntaxError { span, message }));
            }
        }
        start += line.len();
    }
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

fn refused(text: &str, tree: &Tree, line: usize, at: usize) -> bool {
    let Some((id, inside)) = last_before(tree, at) else { return true };
    let node = tree.node(id);
    let column = at - line;
    match &node.data {
        NodeData::Scalar { style: Style::SingleQuoted | Style::DoubleQuoted, .. } if inside => false,
        NodeData::Mapping { .. } | NodeData::Sequence { .. } if inside => false,
        NodeData::Scalar { style: Style::Literal | Style::Folded, .. }
            if only_blanks(text, node.span.end, at) =>
        {
            column < content_indent(text, node.span)
        }
        NodeData::Scalar { style: Style::Plain, .. } if node.span.start < node.span.end => {
            // Unquoted text goes on looking for its next line, and there the blanks are its own.
            !only_blanks(text, node.span.end, at) || column <= parent_column(text, tree, id)
        }
        _ => true,
    }
}

fn only_blanks(text: &str, from: usize, to: usize) -> bool {
    text.get(from..to).is_none_or(|between| between.trim().is_empty())
}

/// The flow collection, quoted or block scalar around an offset (`true`), else the last scalar that begins before.
fn last_before(tree: &Tree, at: usize) -> Option<(NodeId, bool)> {
    let mut id = tree.root?;
    loop {
        let node = tree.node(id);
        let inside = node.span.start < at && at < node.span.end;
        let next = match &node.data {
            NodeData::Mapping { flow: false, entries } => {
                let after = entries.partition_point(|entry| tree.node(entry.key).span.start < at);
                let entry = entries.get(after.checked_sub(1)?)?;
                if tree.node(entry.value).span.start < at { entry.value } else { entry.key }
            }
            NodeData::Sequence { flow: false, items } => {
                let after = items.partition_point(|item| tree.node(*item).span.start < at);
                *items.get(after.checked_sub(1)?)?
            }
            _ if node.span.start < at => return Some((id, inside)),
            _ => return None,
        };
        id = next;
    }
}

/// Indentation of a block scalar's first line with content.
fn content_indent(text: &str, span: Span) -> usize {
    let lines = text[span.start..span.end].split(['\n', '\r']).skip(1);
    let indents = lines
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start_matches(' ').len());
    indents.into_iter().next().unwrap_or(0)
}

/// The column of the block collection that holds a node.
fn parent_column(text: &str, tree: &Tree, id: NodeId) -> usize {
    let Some(parent) = tree.node(id).parent else { return 0 };
    let start = tree.node(parent).span.start;
    start - text[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1)
}
