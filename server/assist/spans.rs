//! Parts of the text that the tree does not keep: lines, items with their dashes, contents without their quotes.

use crate::yaml::{NodeData, NodeId, Span, Style, Tree};

/// The beginnings of the lines of a text, for many questions.
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Counts the lines as the protocol does: they end at LF, CRLF or CR.
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let ends_line = |at: &usize| match bytes[*at] {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        let after = (0..bytes.len()).filter(ends_line).map(|at| at + 1);
        Lines { text, starts: std::iter::once(0).chain(after).collect() }
    }

    /// The line that holds an offset, from 0.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// A line without its break.
    pub fn span(&self, line: usize) -> Span {
        let start = self.starts.get(line).copied().unwrap_or(self.text.len());
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        let content = self.text.get(start..end).unwrap_or_default().trim_end_matches(['\n', '\r']);
        Span { start, end: start + content.len() }
    }

    /// The end of the line that holds an offset, without its break.
    pub fn end(&self, offset: usize) -> usize {
        self.span(self.line(offset)).end
    }

    /// A span line by line, without the blanks around each part; parts without content are left out.
    pub fn parts(&self, span: Span) -> impl Iterator<Item = Span> + use<'_, 't> {
        (self.line(span.start)..=self.line(span.end)).filter_map(move |line| {
            let line = self.span(line);
            trimmed(self.text, Span { start: line.start.max(span.start), end: line.end.min(span.end) })
        })
    }
}

/// A span without the blanks around it; `None` where nothing is left.
pub(super) fn trimmed(text: &str, span: Span) -> Option<Span> {
    let part = text.get(span.start..span.end)?;
    let start = span.start + (part.len() - part.trim_start().len());
    let content = part.trim();
    (!content.is_empty()).then(|| Span { start, end: start + content.len() })
}

/// The smallest span that holds both.
pub(super) fn around(one: Span, other: Span) -> Span {
    Span { start: one.start.min(other.start), end: one.end.max(other.end) }
}

/// A node with its anchor and its tag.
pub(super) fn full(tree: &Tree, id: NodeId) -> Span {
    let node = tree.node(id);
    let anchor = node.anchor().map(|(_, span)| span);
    node.tag_span().into_iter().chain(anchor).fold(node.span, around)
}

/// Each item of a sequence, from its dash where it has one.
pub(super) fn items(text: &str, tree: &Tree, sequence: NodeId) -> Vec<Span> {
    let node = tree.node(sequence);
    let NodeData::Sequence { items, flow } = &node.data else { return Vec::new() };
    let mut from = node.span.start;
    let item = |id: &NodeId| {
        let span = full(tree, *id);
        let dash = (!flow).then(|| dash(text, from, span.start)).flatten();
        from = span.end;
        Span { start: dash.unwrap_or(span.start), end: span.end }
    };
    items.iter().map(item).collect()
}

/// The dash before an item, where only blanks and comments stand between `from` and it.
fn dash(text: &str, from: usize, item: usize) -> Option<usize> {
    let mut rest = text.get(from..item)?;
    loop {
        rest = rest.trim_start();
        match rest.strip_prefix('#') {
            Some(comment) => rest = comment.trim_start_matches(|c| c != '\n' && c != '\r'),
            None => break,
        }
    }
    rest.starts_with('-').then(|| item - rest.len())
}

/// What a scalar says: without quotes, without the header of a block scalar; an alias without its `*`.
pub(super) fn content(text: &str, tree: &Tree, id: NodeId) -> Span {
    let node = tree.node(id);
    let span = node.span;
    let inner = match &node.data {
        NodeData::Scalar { style: Style::SingleQuoted | Style::DoubleQuoted, .. } => {
            let written = text.get(span.start..span.end).unwrap_or_default();
            let unquoted = written.strip_prefix(['"', '\'']).unwrap_or(written);
            let start = span.end - unquoted.len();
            // Half typed, it has no second one.
            let said = unquoted.strip_suffix(&written[..written.len() - unquoted.len()]).unwrap_or(unquoted);
            Span { start, end: start + said.len() }
        }
        NodeData::Scalar { style: Style::Literal | Style::Folded, .. } => {
            let header = text.get(span.start..span.end).and_then(|text| text.find(['\n', '\r']));
            let body = Span { start: span.start + header.unwrap_or(span.end - span.start), end: span.end };
            trimmed(text, body).unwrap_or(Span { start: span.end, end: span.end })
        }
        NodeData::Alias { .. } => Span { start: (span.start + 1).min(span.end), end: span.end },
        _ => span,
    };
    if inner.start <= inner.end { inner } else { span }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_where_the_protocol_ends_them() {
        let lines = Lines::new("a\nb\r\nc\rd\u{2028}e");
        let spans: Vec<(usize, usize)> =
            (0..5).map(|line| lines.span(line)).map(|s| (s.start, s.end)).collect();
        assert_eq!(spans, [(0, 1), (2, 3), (5, 6), (7, 12), (12, 12)]);
        assert_eq!([0, 1, 2, 4, 5, 6, 7, 99].map(|at| lines.line(at)), [0, 0, 1, 1, 2, 2, 3, 3]);
    }

    #[test]
    fn items_begin_at_their_dashes() {
        let text = "a:\n- x # - c\n# - d\n-   - y\n    - z\n- &q 1\n-\n- [1, 2]";
        let tree = Tree::parse(text);
        let list = tree.get(tree.root.unwrap(), "a").unwrap();
        let found: Vec<&str> =
            items(text, &tree, list).iter().map(|span| &text[span.start..span.end]).collect();
        assert_eq!(found, ["- x", "-   - y\n    - z", "- &q 1", "-", "- [1, 2]"]);
    }

    #[test]
    fn contents_are_what_is_said() {
        for (value, wanted) in [
            ("plain text", "plain text"),
            ("'it''s'", "it''s"),
            ("\"店\"", "店"),
            ("\"", ""),
            ("|-\n  one\n  two\n", "one\n  two"),
            ("|", ""),
            ("''", ""),
        ] {
            let text = format!("a: {value}");
            let tree = Tree::parse(&text);
            let span = content(&text, &tree, tree.get(tree.root.unwrap(), "a").unwrap());
            assert_eq!(&text[span.start..span.end], wanted, "{value}");
        }
    }
}
