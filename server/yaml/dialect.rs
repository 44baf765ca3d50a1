//! What the parser takes for YAML and Go's `yaml.v3` (YAML 1.1 in places) refuses.
//!
//! Each check follows `scannerc.go`, `parserc.go` or `readerc.go` of that library, version 3.0.1.

use super::control;
use super::directives;
use super::layout::{after_colon, content_after, indicator};
use super::repair::document_line_message;
use super::tree::{NodeData, NodeId, Span, Style, SyntaxError, Tree};
use crate::locale::Phrase;

/// Adds the errors of the first document to the tree and marks the nodes at fault broken.
pub(super) fn check(text: &str, tree: &mut Tree) {
    let mut found = Vec::new();
    document_line(text, tree, &mut found);
    for id in tree.ids() {
        check_node(text, tree, id, &mut found);
    }
    control::check(text, tree, &mut found);
    directives::check(text, tree, &mut found);
    if text.contains('\t') {
        super::tabs::check(text, tree, &mut found);
    }
    if found.is_empty() {
        return;
    }
    for (id, error) in found {
        if let Some(id) = id {
            tree.nodes[id.0 as usize].broken = true;
        }
        tree.errors.push(error);
    }
    tree.errors.sort_by_key(|error| error.span);
}

/// Errors with the node at fault.
pub(super) type Found = Vec<(Option<NodeId>, SyntaxError)>;

fn check_node(text: &str, tree: &Tree, id: NodeId, found: &mut Found) {
    let node = tree.node(id);
    if node.broken || node.span.start > tree.first_document_end(text) {
        return;
    }
    let mut report = |span, message: Phrase| found.push((Some(id), SyntaxError { span, message }));
    if let Some((name, span)) = node.anchor().filter(|(name, _)| !is_name(name)) {
        report(span, name_message('&', name));
    }
    match &node.data {
        NodeData::Alias { name, .. } if !is_name(name) => report(node.span, name_message('*', name)),
        NodeData::Scalar { style: Style::Plain, .. } if in_flow(tree, id) => {
            let content = &text[node.span.start..node.span.end];
            if let Some(sign) = refused_in_flow(content) {
                report(node.span, flow_message(sign));
            }
        }
        NodeData::Scalar { style: Style::DoubleQuoted, .. } => {
            if let Some(span) = refused_escape(text, node.span) {
                report(span, escape_message(&text[span.start..span.end]));
            }
        }
        NodeData::Mapping { entries, flow } => {
            for entry in entries {
                if let Some(error) = check_key(text, tree, entry.key, *flow) {
                    found.push((Some(entry.key), error));
                }
            }
        }
        _ => {}
    }
}

/// A key that is missing, or in brackets one whose colon stands on another line.
fn check_key(text: &str, tree: &Tree, id: NodeId, flow: bool) -> Option<SyntaxError> {
    let key = tree.node(id);
    if key.broken {
        return None;
    }
    let Span { start, end } = key.span;
    let bare = start == end && key.anchor().is_none() && key.tag().is_none();
    if bare && text[start..].starts_with(':') && !follows_question_mark(text, tree, id) {
        let message = Phrase::new(
            "A key is missing before this colon: write one, or remove the colon.",
            "このコロンの前にキーがありません。キーを書くか、コロンを削除してください。",
        );
        return Some(SyntaxError { span: Span { start, end: start + 1 }, message });
    }
    let colon = after_colon(text, end);
    let is_broken = flow && colon > end && text[start..colon].contains(['\n', '\r']);
    if is_broken && !follows_question_mark(text, tree, id) {
        let message = Phrase::new(
            "A key and its colon must stand on the same line; a comma may be missing between them.",
            "キーとそのコロンは同じ行に書く必要があります。間のカンマが抜けている可能性があります。",
        );
        return Some(SyntaxError { span: key.span, message });
    }
    None
}

/// A `?`, which begins a key that may be empty or long, stands between what is written before the key and the key.
fn follows_question_mark(text: &str, tree: &Tree, key: NodeId) -> bool {
    let start = tree.node(key).span.start;
    let holders = std::iter::successors(key.0.checked_sub(1).map(NodeId), |id| tree.node(*id).parent);
    let spans = holders.map(|id| tree.node(id).span);
    let from = spans.clone().take_while(|span| span.end <= start).last().map(|span| span.end);
    let from = from.or_else(|| spans.clone().next().map(|holder| holder.start)).unwrap_or(0);
    indicator(&text[..start], from, b"?").is_some()
}

/// Nothing but a scalar or brackets may follow `---` on its line, and `...` needs a document before it.
fn document_line(text: &str, tree: &Tree, found: &mut Found) {
    let first = content_after(text, 0);
    if &text[first.start..first.end] == "..." {
        let message = Phrase::new(
            "`...` ends a document, and there is none before it: remove it.",
            "`...` はドキュメントの終わりを表しますが、その前にドキュメントがありません。`...` を削除してください。",
        );
        found.push((None, SyntaxError { span: first, message }));
    }
    let Some(root) = tree.root else { return };
    let node = tree.node(root);
    let block =
        matches!(node.data, NodeData::Mapping { flow: false, .. } | NodeData::Sequence { flow: false, .. });
    let line = text[..node.span.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let span = Span { start: line, end: line + 3 };
    let reported = tree.errors.iter().any(|error| error.span == span);
    if block && !reported && text[line..node.span.start].starts_with("---") {
        found.push((None, SyntaxError { span, message: document_line_message() }));
    }
}

/// Names of anchors have ASCII letters, digits, `_` and `-`.
fn is_name(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

fn name_message(sign: char, name: &str) -> Phrase {
    Phrase::new(
        format!(
            "The name of an anchor has only letters from a to z, digits, `-` and `_`: rename `{sign}{name}`."
        ),
        format!(
            "アンカーの名前に使えるのは a から z の英字、数字、`-`、`_` だけです。`{sign}{name}` の名前を変えてください。"
        ),
    )
}

fn flow_message(sign: char) -> Phrase {
    Phrase::new(
        format!("Inside of brackets a text with `{sign}` must stand in quotes."),
        format!("かっこの中では、`{sign}` を含む文字列を引用符で囲む必要があります。"),
    )
}

fn escape_message(escape: &str) -> Phrase {
    Phrase::new(
        format!("Copilot's YAML library doesn't know the escape `{escape}`: write the character itself."),
        format!(
            "Copilot の YAML ライブラリではエスケープ `{escape}` を使えません。その文字を直接書いてください。"
        ),
    )
}

fn in_flow(tree: &Tree, id: NodeId) -> bool {
    let parent = tree.node(id).parent.map(|parent| &tree.node(parent).data);
    // Everything inside of a flow collection is flow, so the parent tells.
    matches!(parent, Some(NodeData::Mapping { flow: true, .. } | NodeData::Sequence { flow: true, .. }))
}

/// What unquoted text inside of brackets can't hold: `?` anywhere, `:` at its beginning.
fn refused_in_flow(content: &str) -> Option<char> {
    let colon = content.starts_with(':').then_some(':');
    content.contains('?').then_some('?').or(colon)
}

/// `\/` and surrogates, which JSON knows and the library doesn't.
fn refused_escape(text: &str, span: Span) -> Option<Span> {
    let bytes = &text.as_bytes()[..span.end];
    let mut at = span.start;
    while at + 1 < span.end {
        if bytes[at] != b'\\' {
            at += 1;
            continue;
        }
        match bytes[at + 1] {
            b'/' => return Some(Span { start: at, end: at + 2 }),
            b'u' if matches!(
                bytes.get(at + 2..at + 4),
                Some([b'd' | b'D', b'8'..=b'9' | b'a'..=b'f' | b'A'..=b'F'])
            ) =>
            {
                return Some(Span { start: at, end: (at + 6).min(span.end) });
            }
            _ => at += 2,
        }
    }
    None
}
