//! Paths of files and folders on disk, one folder at a time.

use super::item::{Completion, Item, ItemKind};
use super::question::Question;
use super::scalar::is_plain;
use crate::finding::Edit;
use crate::manifest::shape::Shape;
use crate::reference::facts::fact;
use crate::workspace::Entry;
use crate::yaml::{Span, Style};

/// More entries of one folder than a reader would look at: beyond, what is typed narrows them.
const MOST: usize = 200;

/// What lies in the folder that is typed and can stand here.
pub(super) fn complete(question: &Question<'_>, shape: &Shape) -> Completion {
    let Some(wanted) = fact(shape, "x-path").and_then(serde_json::Value::as_str) else {
        return Completion::default();
    };
    let typed = question.typed();
    let (folder, begun) = typed.rsplit_once('/').unwrap_or(("", typed));
    let listed = folder.trim_start_matches("./");
    let listed = if listed == "." { "" } else { listed };
    // Beyond the workspace, or known only where Copilot runs.
    if typed.starts_with('/') || typed.contains("${") {
        return Completion::default();
    }
    let entries = question.context.around.list(listed).into_iter();
    let mut entries: Vec<Entry> = entries
        .filter(|entry| fits(entry, wanted, begun) && can_stand(&entry.name, folder, question))
        .collect();
    let is_incomplete = entries.len() > MOST;
    if is_incomplete {
        let begun = begun.to_lowercase();
        entries.retain(|entry| entry.name.to_lowercase().contains(&begun));
        entries.truncate(MOST);
    }
    let items = entries.into_iter().map(|entry| item(question, entry, folder, begun)).collect();
    Completion { items, is_incomplete }
}

fn fits(entry: &Entry, wanted: &str, begun: &str) -> bool {
    if entry.is_folder {
        let is_hidden = entry.name.starts_with('.') && !begun.starts_with('.');
        return !is_hidden && entry.name != "node_modules";
    }
    let name = entry.name.to_lowercase();
    match wanted {
        "directory" => false,
        "dockerfile" => name.contains("dockerfile") || name.contains("containerfile"),
        "env-file" => name.ends_with(".env"),
        "buildspec" => name.ends_with(".yml") || name.ends_with(".yaml"),
        _ => !name.starts_with('.') || begun.starts_with('.'),
    }
}

/// The name needs no quotes that are not there.
fn can_stand(name: &str, folder: &str, question: &Question<'_>) -> bool {
    match question.probe.style {
        Style::Plain if folder.is_empty() => is_plain(name, question.probe.in_flow),
        Style::Plain => is_plain(&format!("{folder}/{name}"), question.probe.in_flow),
        _ => !name.contains(['"', '\'', '\\']) && !name.contains(char::is_control),
    }
}

/// A folder is inserted without a slash: the slash that is typed next asks for what is in it.
fn item(question: &Question<'_>, entry: Entry, folder: &str, begun: &str) -> Item {
    let probe = question.probe;
    let start = probe.offset - begun.len();
    let rest = question.source.text.get(probe.offset..probe.word.end).unwrap_or_default();
    let end = probe.offset + rest.find('/').unwrap_or(rest.len());
    let slash = if entry.is_folder { "/" } else { "" };
    let lead = if folder.is_empty() && begun.is_empty() || start == probe.word.start {
        format!("{}{}", question.blank(), question.dash())
    } else {
        String::new()
    };
    Item {
        label: format!("{}{slash}", entry.name),
        kind: if entry.is_folder { ItemKind::Folder } else { ItemKind::File },
        detail: String::new(),
        about: question.about(&question.place.steps),
        documentation: None,
        filter: Some(entry.name.clone()),
        edit: Edit { span: Span { start, end }, text: format!("{lead}{}", entry.name) },
        cursor: probe.offset,
        also: Vec::new(),
        snippet: None,
        sort: format!("{}{}", u8::from(entry.is_folder), entry.name),
        is_default: false,
    }
}
