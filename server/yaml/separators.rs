//! Characters that end a line for Go's library, which reads YAML 1.1, and for nobody else: NEL, U+2028 and U+2029.

use super::tree::{Node, NodeData, Span, Style, Tree};

/// Whether `is_break` of `yamlprivateh.go` knows it, and YAML 1.2 does not.
fn is_separator(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Where they stand.
pub(super) fn of(text: &str) -> Vec<Span> {
    // The first bytes of the three: most texts have neither, and this costs next to nothing.
    if !text.bytes().any(|byte| byte == 0xC2 || byte == 0xE2) {
        return Vec::new();
    }
    let found = text.char_indices().filter(|(_, c)| is_separator(*c));
    found.map(|(start, c)| Span { start, end: start + c.len_utf8() }).collect()
}

/// Parses a text in which each separator outside of quotes ends its line. All offsets stay as they are.
pub(super) fn parse(text: &str, separators: Vec<Span>, parse: impl Fn(&str) -> Tree) -> Tree {
    let all = parse(&broken(text, &separators));
    let quoted: Vec<Span> = all.nodes.iter().filter(|node| is_quoted(node)).map(|node| node.span).collect();
    // The scalars stand in source order and apart from each other.
    let is_outside = |separator: &Span| {
        let before = quoted.partition_point(|span| span.start <= separator.start);
        before.checked_sub(1).and_then(|last| quoted.get(last)).is_none_or(|last| last.end <= separator.start)
    };
    let (outside, inside): (Vec<Span>, Vec<Span>) = separators.into_iter().partition(is_outside);
    let mut tree = if inside.is_empty() { all } else { parse(&broken(text, &outside)) };
    settle(&mut tree, text);
    tree.separators = outside;
    tree
}

/// Checks the tree of a text in which each separator of it ends its line.
pub(super) fn check(text: &str, tree: &mut Tree, check: impl Fn(&str, &mut Tree)) {
    check(&broken(text, &tree.separators), tree);
    settle(tree, text);
}

fn is_quoted(node: &Node) -> bool {
    matches!(node.data, NodeData::Scalar { style: Style::SingleQuoted | Style::DoubleQuoted, .. })
}

/// The text with a line break of the same length for each separator.
fn broken(text: &str, separators: &[Span]) -> String {
    let (mut broken, mut at) = (String::with_capacity(text.len()), 0);
    for separator in separators {
        broken.push_str(&text[at..separator.start]);
        broken.extend(std::iter::repeat_n(' ', separator.end - separator.start - 1));
        broken.push('\n');
        at = separator.end;
    }
    broken + &text[at..]
}

/// Takes the ends of spans out of the characters that were breaks.
fn settle(tree: &mut Tree, text: &str) {
    let floor = |at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let settle = |span: Span| Span { start: floor(span.start), end: floor(span.end) };
    tree.nodes.iter_mut().for_each(|node| node.lead(settle));
    tree.errors.iter_mut().for_each(|error| error.span = settle(error.span));
    tree.comments.iter_mut().for_each(|comment| comment.span = settle(comment.span));
    tree.later_documents.iter_mut().for_each(|later| *later = settle(*later));
}
