//! `textDocument/completion`.

use super::client::Features;
use super::convert;
use super::view::View;
use crate::assist::{About, Completion, Item, ItemKind, Step, documentation};
use crate::locale::Locale;
use crate::manifest::kind::Kind;
use crate::yaml::Span;
use serde_json::{Value, json};
use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionList, CompletionResponse,
    CompletionTextEdit, Documentation, InsertReplaceEdit, InsertTextFormat, InsertTextMode, Position,
    TextEdit,
};

/// What can be typed at `position`.
pub fn complete(position: Position, view: &View) -> CompletionResponse {
    let Some(snapshot) = view.revision.snapshot() else { return CompletionResponse::Array(Vec::new()) };
    let found = snapshot.complete(view.offset(position), &view.plain_context());
    let Completion { items, is_incomplete } = found;
    let wanted = |item: &Item| {
        view.revision.settings.completion.patterns || !matches!(item.about, Some(About::Pattern(_)))
    };
    let items = items.into_iter().filter(wanted).map(|item| protocol_item(item, view)).collect();
    if is_incomplete {
        return CompletionResponse::List(CompletionList { is_incomplete, items });
    }
    CompletionResponse::Array(items)
}

fn protocol_item(item: Item, view: &View) -> CompletionItem {
    let features = &view.features;
    let can = features.snippets && view.revision.settings.completion.snippets;
    let (new_text, format) = match snippet(&item).filter(|_| can) {
        Some(snippet) => (snippet, InsertTextFormat::SNIPPET),
        None => (item.edit.text.clone(), InsertTextFormat::PLAIN_TEXT),
    };
    let detail = Some(item.detail.clone()).filter(|detail| !detail.is_empty());
    let also: Vec<TextEdit> = item.also.iter().map(|edit| view.text_edit(edit)).collect();
    let markup = |text| Documentation::MarkupContent(convert::markup(text, features.completion_markdown));
    CompletionItem {
        label_details: detail.clone().filter(|_| features.label_details).map(described),
        kind: Some(item_kind(item.kind)),
        detail,
        data: item.about.as_ref().map(data),
        documentation: item.documentation.clone().map(markup),
        preselect: (item.is_default && features.preselect).then_some(true),
        sort_text: Some(item.sort.clone()),
        // Never left out: Neovim 0.11 offers an item that has an edit but no such text whatever has been typed.
        filter_text: Some(item.filter.clone().unwrap_or_else(|| item.label.clone())),
        insert_text_mode: mode(&new_text, format, features),
        insert_text_format: Some(format),
        text_edit: Some(text_edit(&item, new_text, view)),
        additional_text_edits: Some(also).filter(|also| !also.is_empty()),
        label: item.label,
        ..CompletionItem::default()
    }
}

/// The text as a snippet. One line with a blank is sent as one too, though it has no tab stops: Neovim 0.11 takes a plain
/// text only up to its first blank, and would write `Load` for `Load Balanced Web Service`.
fn snippet(item: &Item) -> Option<String> {
    let text = &item.edit.text;
    let has_only_blanks = || text.contains(' ') && !text.contains(['\n', '\r']);
    item.snippet.clone().or_else(|| has_only_blanks().then(|| item.escaped()))
}

fn described(detail: String) -> CompletionItemLabelDetails {
    CompletionItemLabelDetails { detail: None, description: Some(detail) }
}

/// Plain texts carry their indentation, snippets leave it to the client, as clients do with snippets anyway.
fn mode(text: &str, format: InsertTextFormat, features: &Features) -> Option<InsertTextMode> {
    let (mode, can) = match format {
        InsertTextFormat::SNIPPET => (InsertTextMode::ADJUST_INDENTATION, features.adjusts_indentation),
        _ => (InsertTextMode::AS_IS, features.insert_as_is),
    };
    (can && text.contains('\n')).then_some(mode)
}

fn text_edit(item: &Item, new_text: String, view: &View) -> CompletionTextEdit {
    let replace = view.range(item.edit.span);
    if !view.features.insert_replace {
        return CompletionTextEdit::Edit(TextEdit { range: replace, new_text });
    }
    let insert = view.range(Span { end: item.cursor, ..item.edit.span });
    CompletionTextEdit::InsertAndReplace(InsertReplaceEdit { new_text, insert, replace })
}

/// What `completionItem/resolve` needs to know.
fn data(about: &About) -> Value {
    let step = |step: &Step| match step {
        Step::Key(key) => json!(key),
        Step::Index(index) => json!(index),
    };
    match about {
        About::Field(kind, steps) => {
            json!({ "kind": kind.slug(), "path": steps.iter().map(step).collect::<Vec<_>>() })
        }
        About::Pattern(id) => json!({ "pattern": id }),
    }
}

/// The item with its documentation, which only the item that is looked at needs.
pub fn resolve(mut item: CompletionItem, locale: Locale, features: &Features) -> CompletionItem {
    if item.documentation.is_some() {
        return item;
    }
    let documentation = item.data.as_ref().and_then(about).and_then(|about| documentation(&about, locale));
    let markup = documentation.map(|text| convert::markup(text, features.completion_markdown));
    item.documentation = markup.map(Documentation::MarkupContent);
    item
}

fn about(data: &Value) -> Option<About> {
    if let Some(pattern) = data.get("pattern").and_then(Value::as_str) {
        return Some(About::Pattern(pattern.to_owned()));
    }
    let slug = data.get("kind")?.as_str()?;
    let kind = Kind::ALL.into_iter().find(|kind| kind.slug() == slug)?;
    let step = |step: &Value| match step {
        Value::String(key) => Some(Step::Key(key.clone())),
        step => step.as_u64().and_then(|index| usize::try_from(index).ok()).map(Step::Index),
    };
    let steps: Option<Vec<Step>> = data.get("path")?.as_array()?.iter().map(step).collect();
    Some(About::Field(kind, steps?))
}

fn item_kind(kind: ItemKind) -> CompletionItemKind {
    match kind {
        ItemKind::Key => CompletionItemKind::PROPERTY,
        ItemKind::Value => CompletionItemKind::ENUM_MEMBER,
        ItemKind::Reference => CompletionItemKind::REFERENCE,
        ItemKind::File => CompletionItemKind::FILE,
        ItemKind::Folder => CompletionItemKind::FOLDER,
        ItemKind::Variable => CompletionItemKind::VARIABLE,
        ItemKind::Snippet => CompletionItemKind::SNIPPET,
    }
}
