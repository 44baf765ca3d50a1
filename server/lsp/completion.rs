//! `textDocument/completion`.

use super::client::Features;
use super::convert;
use super::view::View;
use crate::assist::{Item, ItemKind, Step, documentation};
use crate::locale::Locale;
use crate::manifest::kind::Kind;
use serde_json::{Value, json};
use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, Documentation, InsertTextFormat, InsertTextMode,
    Position, TextEdit,
};

/// What can be typed at `position`.
pub fn complete(position: Position, view: &View) -> Vec<CompletionItem> {
    let Some(snapshot) = view.revision.snapshot() else { return Vec::new() };
    let items = snapshot.complete(view.offset(position), &view.plain_context());
    items.into_iter().map(|item| protocol_item(item, view)).collect()
}

fn protocol_item(item: Item, view: &View) -> CompletionItem {
    let data = Some(about(&item.about));
    let range = view.range(item.edit.span);
    let (new_text, format) = match item.snippet.filter(|_| view.features.snippets) {
        Some(snippet) => (snippet, InsertTextFormat::SNIPPET),
        None => (item.edit.text, InsertTextFormat::PLAIN_TEXT),
    };
    let carries_indentation = new_text.contains('\n');
    CompletionItem {
        label: item.label,
        kind: Some(item_kind(item.kind)),
        detail: Some(item.detail).filter(|detail| !detail.is_empty()),
        data,
        sort_text: Some(item.sort),
        insert_text_format: Some(format),
        insert_text_mode: (view.features.insert_as_is && carries_indentation)
            .then_some(InsertTextMode::AS_IS),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text })),
        ..CompletionItem::default()
    }
}

/// What `completionItem/resolve` needs to know: the kind and the path.
fn about((kind, steps): &(Kind, Vec<Step>)) -> Value {
    let step = |step: &Step| match step {
        Step::Key(key) => json!(key),
        Step::Index(index) => json!(index),
    };
    json!({ "kind": kind.slug(), "path": steps.iter().map(step).collect::<Vec<_>>() })
}

/// The item with its documentation, which only the item that is looked at needs.
pub fn resolve(mut item: CompletionItem, locale: Locale, features: &Features) -> CompletionItem {
    let documentation = item.data.as_ref().and_then(|data| documented(data, locale));
    let markup = documentation.map(|text| convert::markup(text, features.completion_markdown));
    item.documentation = markup.map(Documentation::MarkupContent);
    item
}

fn documented(data: &Value, locale: Locale) -> Option<String> {
    let slug = data.get("kind")?.as_str()?;
    let kind = Kind::ALL.into_iter().find(|kind| kind.slug() == slug)?;
    let step = |step: &Value| match step {
        Value::String(key) => Some(Step::Key(key.clone())),
        step => step.as_u64().and_then(|index| usize::try_from(index).ok()).map(Step::Index),
    };
    let steps: Option<Vec<Step>> = data.get("path")?.as_array()?.iter().map(step).collect();
    documentation(kind, &steps?, locale)
}

fn item_kind(kind: ItemKind) -> CompletionItemKind {
    match kind {
        ItemKind::Key => CompletionItemKind::PROPERTY,
        ItemKind::Value => CompletionItemKind::ENUM_MEMBER,
        ItemKind::Reference => CompletionItemKind::REFERENCE,
    }
}
