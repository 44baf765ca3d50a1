//! Where the cursor stands, also on a half-typed line: a marker is put in place of the word at the cursor and the
//! text parsed again, so that the same parser decides what the place is.

use crate::yaml::{NodeData, NodeId, Span, Tree};

const MARKER: &str = "copilotcursor";

/// The cursor in a tree of its own.
pub(super) struct Probe {
    /// The tree of the text with the marker.
    pub tree: Tree,
    /// The marker's node.
    pub node: NodeId,
    /// It stands where a key is expected.
    pub is_key: bool,
    /// It stands in `{...}` or `[...]`.
    pub in_flow: bool,
    /// The word at the cursor, in the original text: what a completion replaces.
    pub word: Span,
    /// A colon follows the word already.
    pub has_colon: bool,
    /// A colon stands before the word without a blank, so that it needs one.
    pub after_colon: bool,
    /// The column of the word, in bytes.
    pub column: usize,
}

/// Finds out what the cursor at `offset` is about to type; `None` in comments and inside texts.
pub(super) fn probe(text: &str, offset: usize) -> Option<Probe> {
    let offset = floor(text, offset);
    let start = text[..offset]
        .rfind(|c: char| !is_word(c))
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let end = offset + text[offset..].find(|c: char| !is_word(c)).unwrap_or(text.len() - offset);
    let word = Span { start, end };
    let line_start = text[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let before = &text[line_start..start];
    let after = text[end..].split(['\n', '\r']).next().unwrap_or_default();
    if is_comment(before) {
        return None;
    }
    let after_colon = before.ends_with(':');
    let has_colon = after.starts_with(':');
    let begins_line = before.chars().all(|c| c.is_whitespace() || c == '-');
    let alone = begins_line && after.trim().is_empty();
    let colon = if alone { Some(":") } else { None };
    let column = start - line_start;
    let candidates = colon.into_iter().chain([""]);
    candidates.into_iter().find_map(|suffix| {
        let (tree, node) = parse(text, word, suffix)?;
        let (is_key, in_flow) = role(&tree, node);
        // `key:` within brackets is no key of the line: try without the colon.
        let fits = suffix.is_empty() || !in_flow;
        fits.then_some(Probe { tree, node, is_key, in_flow, word, has_colon, after_colon, column })
    })
}

fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '$' | '@')
}

fn is_comment(before: &str) -> bool {
    before.trim_start().starts_with('#') || before.contains(" #")
}

fn parse(text: &str, word: Span, suffix: &str) -> Option<(Tree, NodeId)> {
    let marked = format!("{}{MARKER}{suffix}{}", &text[..word.start], &text[word.end..]);
    let tree = Tree::parse(&marked);
    let node = tree.at(word.start)?;
    let (found, _) = tree.scalar(node)?;
    (found == MARKER).then_some((tree, node))
}

fn role(tree: &Tree, node: NodeId) -> (bool, bool) {
    let parent = tree.node(node).parent.map(|parent| &tree.node(parent).data);
    let in_flow =
        matches!(parent, Some(NodeData::Mapping { flow: true, .. } | NodeData::Sequence { flow: true, .. }));
    (tree.value_of(node).is_some(), in_flow)
}
