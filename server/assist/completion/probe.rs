//! Where the cursor stands, also on a half-typed line: a marker is put at the cursor and the text parsed again, so
//! that the same parser decides what the place is. Where the line could be several things, each is tried in turn.

use crate::manifest::source::Source;
use crate::yaml::{NodeData, NodeId, Span, Style, Tree};

const MARKER: &str = "copilotcursor";

/// The cursor in a tree of its own.
pub(super) struct Probe {
    /// The text with the marker; what the tree's offsets count in.
    pub text: String,
    /// The tree of the text with the marker.
    pub tree: Tree,
    /// The marker's node: a scalar or an alias.
    pub node: NodeId,
    /// It stands where a key is expected.
    pub is_key: bool,
    /// It stands in `{...}` or `[...]`.
    pub in_flow: bool,
    /// How the text around the cursor is written.
    pub style: Style,
    /// What a completion replaces, in the original text.
    pub word: Span,
    /// The cursor, in the original text.
    pub offset: usize,
    /// A colon follows the word already.
    pub has_colon: bool,
    /// A colon stands before the word without a blank, so that it needs one.
    pub after_colon: bool,
    /// The column of the word, in bytes.
    pub column: usize,
    /// The blanks that begin the line, in bytes; at most `column`.
    pub indent: usize,
    /// The dash of a new list item, which is not typed yet and needed here.
    pub dash: &'static str,
    /// The text between the beginning of the scalar and the cursor spans several lines.
    pub is_later_line: bool,
}

/// The line of the cursor.
struct Line<'t> {
    text: &'t str,
    offset: usize,
    start: usize,
    /// From the beginning of the line to the cursor.
    before: &'t str,
    /// From the cursor to the end of the line.
    after: &'t str,
    /// The characters around the cursor that could be a plain key.
    word: Span,
    /// Nothing else stands on the line, but dashes before.
    is_alone: bool,
}

/// What is tried: the text before the word and the one behind it.
type Attempt = (&'static str, &'static str);

/// Finds out what the cursor at `offset` is about to type; `None` in comments and where nothing can stand.
pub(super) fn probe(source: &Source, offset: usize) -> Option<Probe> {
    let line = Line::new(&source.text, offset);
    let comments = &source.tree().comments;
    let next = comments.partition_point(|comment| comment.span.start < line.offset);
    let in_comment = next > 0 && line.offset <= comments[next - 1].span.end;
    // A dash is no item before its blank, and three are the end of the document.
    let in_dashes = source.text[line.word.start..line.word.end].starts_with('-') && line.is_alone;
    let blanks = line.before.len() - line.before.trim_start().len();
    // YAML knows no tabs in an indentation.
    let is_tabbed = line.is_alone && line.before[..blanks].contains('\t');
    if in_comment || in_dashes || is_tabbed || line.after.starts_with('#') {
        return None;
    }
    line.attempts().iter().find_map(|attempt| line.probe(*attempt, mistakes(source.tree())))
}

impl<'t> Line<'t> {
    fn new(text: &'t str, offset: usize) -> Self {
        let offset = floor(text, offset);
        let start = text[..offset].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let before = &text[start..offset];
        let after = text[offset..].split(['\n', '\r']).next().unwrap_or_default();
        let typed = before.len() - before.trim_end_matches(is_word).len();
        let rest = after.len() - after.trim_start_matches(is_word).len();
        let word = Span { start: offset - typed, end: offset + rest };
        let leads = before[..before.len() - typed].chars().all(|c| c.is_whitespace() || c == '-');
        let tail = &after[rest..];
        let is_alone = leads && (tail.trim().is_empty() || tail.trim_start().starts_with('#'));
        Line { text, offset, start, before, after, word, is_alone }
    }

    fn attempts(&self) -> Vec<Attempt> {
        let mut attempts = Vec::new();
        if self.is_alone {
            attempts.push(("", ":"));
            if self.before[..self.word.start - self.start].trim().is_empty() {
                attempts.extend([("- ", ":"), ("- ", "")]);
            }
        } else if self.before.ends_with(':') {
            attempts.push((" ", ""));
        }
        attempts.push(("", ""));
        attempts
    }

    fn probe(&self, (prefix, suffix): Attempt, before: usize) -> Option<Probe> {
        let Span { start, end } = if self.is_alone { self.word } else { self.point() };
        let Line { text, offset, .. } = *self;
        let text =
            [&text[..start], prefix, &text[start..offset], MARKER, &text[offset..end], suffix, &text[end..]];
        let text = text.concat();
        let tree = Tree::parse(&text);
        let node = tree.at(offset + prefix.len()).filter(|node| holds_marker(&tree, *node))?;
        let is_alias = matches!(tree.node(node).data, NodeData::Alias { .. });
        // The name of an anchor that is only begun is one more mistake.
        if mistakes(&tree) > before && !is_alias {
            return None;
        }
        let probe = self.found(text, tree, node, prefix)?;
        let is_right = if suffix.is_empty() { true } else { probe.is_key && !probe.in_flow };
        let typed = self.word.start < self.word.end;
        let steals = !suffix.is_empty() && !typed && probe.has_value();
        (is_right && !steals).then_some(probe)
    }

    fn point(&self) -> Span {
        Span { start: self.offset, end: self.offset }
    }

    fn found(&self, text: String, tree: Tree, node: NodeId, prefix: &'static str) -> Option<Probe> {
        let (is_key, in_flow) = role(&tree, node);
        let span = tree.node(node).span;
        let style = match &tree.node(node).data {
            NodeData::Scalar { style, .. } => *style,
            _ => Style::Plain,
        };
        let quotes = usize::from(matches!(style, Style::SingleQuoted | Style::DoubleQuoted));
        let back = |at: usize, added: usize| at.saturating_sub(added);
        let begins = back(span.start + quotes, prefix.len());
        let is_later_line = begins < self.start;
        let line_end = self.offset + self.after.len();
        let is_closed = quotes == 0 || ends_with_quote(&text, span);
        let inner_end = back(span.end - if is_closed { quotes } else { 0 }, prefix.len() + MARKER.len());
        // Of a line that was repaired, the ends may lie anywhere.
        let word = Span {
            start: floor(self.text, begins.clamp(self.start, self.offset)),
            end: floor(self.text, inner_end.clamp(self.offset, line_end)),
        };
        let word = Span { end: self.with_blanks(word), ..word };
        let tail = &self.text[word.end..line_end];
        Some(Probe {
            is_key,
            in_flow,
            style,
            word,
            offset: self.offset,
            has_colon: is_key && is_closed && tail.trim_start_matches(['"', '\'', ' ']).starts_with(':'),
            after_colon: prefix == " ",
            column: word.start - self.start,
            indent: self.text[self.start..word.start].bytes().take_while(|byte| *byte == b' ').count(),
            dash: if prefix == "- " { prefix } else { "" },
            is_later_line,
            text,
            tree,
            node,
        })
    }

    /// On an empty line the blanks behind the cursor are replaced too.
    fn with_blanks(&self, word: Span) -> usize {
        let is_empty = self.before.trim().is_empty() && self.after.trim().is_empty();
        if is_empty { self.offset + self.after.len() } else { word.end }
    }
}

impl Probe {
    /// What is typed of the word.
    pub fn typed<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.word.start..self.offset).unwrap_or_default()
    }

    /// Something stands behind the colon of the marker, or below it.
    fn has_value(&self) -> bool {
        let value = self.tree.value_of(self.node).map(|value| self.tree.node(value));
        value.is_some_and(|value| value.span.start < value.span.end)
    }
}

/// How often the text is no YAML, or ends before it ends.
fn mistakes(tree: &Tree) -> usize {
    tree.errors.len() + tree.later_documents.len()
}

fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '$' | '@' | '<')
}

fn holds_marker(tree: &Tree, node: NodeId) -> bool {
    match &tree.node(node).data {
        NodeData::Scalar { value, .. } => value.contains(MARKER),
        NodeData::Alias { name, .. } => name.contains(MARKER),
        _ => false,
    }
}

/// The quoted text is closed by the quote that it begins with.
fn ends_with_quote(text: &str, span: Span) -> bool {
    let quoted = text.get(span.start..span.end).unwrap_or_default();
    let quote = quoted.chars().next();
    quoted.len() > 1 && quote.is_some_and(|quote| quoted.ends_with(quote))
}

fn role(tree: &Tree, node: NodeId) -> (bool, bool) {
    let parent = tree.node(node).parent.map(|parent| &tree.node(parent).data);
    let in_flow =
        matches!(parent, Some(NodeData::Mapping { flow: true, .. } | NodeData::Sequence { flow: true, .. }));
    (tree.value_of(node).is_some(), in_flow)
}
