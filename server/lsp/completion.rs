//! `textDocument/completion`.

use super::client::Features;
use super::convert;
use super::documents::Revision;
use crate::assist::{Item, ItemKind};
use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, Documentation, InsertTextFormat, InsertTextMode,
    Position, TextEdit,
};

/// What can be typed at `position`.
pub fn complete(position: Position, revision: &Revision, features: &Features) -> Vec<CompletionItem> {
    let Some(snapshot) = revision.snapshot() else { return Vec::new() };
    let offset = convert::offset(position, revision, features.encoding);
    let items = snapshot.complete(offset, &revision.settings);
    items.into_iter().map(|item| protocol_item(item, revision, features)).collect()
}

fn protocol_item(item: Item, revision: &Revision, features: &Features) -> CompletionItem {
    let range = convert::range(item.edit.span, revision, features.encoding);
    let (new_text, format) = match item.snippet.filter(|_| features.snippets) {
        Some(snippet) => (snippet, InsertTextFormat::SNIPPET),
        None => (item.edit.text, InsertTextFormat::PLAIN_TEXT),
    };
    let carries_indentation = new_text.contains('\n');
    let documentation = convert::markup(item.documentation, features.completion_markdown);
    CompletionItem {
        label: item.label,
        kind: Some(item_kind(item.kind)),
        detail: Some(item.detail).filter(|detail| !detail.is_empty()),
        documentation: Some(Documentation::MarkupContent(documentation)),
        sort_text: Some(item.sort),
        insert_text_format: Some(format),
        insert_text_mode: (features.insert_as_is && carries_indentation).then_some(InsertTextMode::AS_IS),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text })),
        ..CompletionItem::default()
    }
}

fn item_kind(kind: ItemKind) -> CompletionItemKind {
    match kind {
        ItemKind::Key => CompletionItemKind::PROPERTY,
        ItemKind::Value => CompletionItemKind::ENUM_MEMBER,
        ItemKind::Reference => CompletionItemKind::REFERENCE,
    }
}
