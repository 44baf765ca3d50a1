//! Whole blocks with tab stops: manifests, sections with what Copilot requires of them, sidecar patterns.

use super::item::{About, Item, ItemKind};
use super::keys::{is_offered, map_of, present};
use super::question::Question;
use super::references;
use crate::assist::patterns::{Cursor, Pattern, Plan, plans_at};
use crate::assist::place::locate;
use crate::assist::snippet::{Snippet, entry_snippet, item_snippet, manifest_snippet, section_snippet};
use crate::finding::Edit;
use crate::manifest::kind::Kind;
use crate::manifest::recognize::Role;
use crate::manifest::shape::{Form, Shape};
use crate::yaml::{NodeData, Segment};
use std::cell::Cell;
use std::sync::Arc;

/// The blocks that can begin at the cursor, where a key can.
pub(super) fn complete(question: &Question<'_>) -> Vec<Item> {
    let probe = question.probe;
    if probe.has_colon || probe.in_flow || !probe.is_key {
        return Vec::new();
    }
    let mut items = Vec::new();
    if question.place.steps.is_empty() && present(question).is_empty() {
        return manifests(question);
    }
    if question.environment().is_none() {
        items.extend(sections(question));
    }
    items.extend(list_item(question));
    if question.dash().is_empty() {
        items.extend(patterns(question));
    }
    items
}

/// The names that the references of a block may say, and whether one had none to say: then the block would name
/// something that is not there.
#[derive(Default)]
struct Names {
    is_missing: Cell<bool>,
}

impl Names {
    /// For a reference or path the names, the best first.
    fn of(&self, question: &Question<'_>, reference: &str) -> Vec<String> {
        match reference {
            "dockerfile" => {
                let files = question.context.around.list("").into_iter();
                files.filter(|it| !it.is_folder && it.name == "Dockerfile").map(|it| it.name).collect()
            }
            "container" => question.source.root_text("name").map(str::to_owned).into_iter().collect(),
            "volume" => {
                let found = references::complete(question, reference);
                self.is_missing.set(self.is_missing.get() || found.is_empty());
                found.into_iter().map(|choice| choice.value).collect()
            }
            _ => references::complete(question, reference).into_iter().map(|choice| choice.value).collect(),
        }
    }

    /// The block, if all that it names exists.
    fn checked(&self, block: Option<Snippet>) -> Option<Snippet> {
        let is_missing = self.is_missing.take();
        block.filter(|_| !is_missing)
    }
}

/// Whole manifests for an empty file.
fn manifests(question: &Question<'_>) -> Vec<Item> {
    let kinds: Vec<Kind> = match &question.source.role {
        Role::Workload(_) => Kind::ALL.into_iter().filter(|kind| kind.is_workload()).collect(),
        _ => vec![question.kind],
    };
    let name = match &question.source.role {
        Role::Workload(name) | Role::Environment(name) | Role::Pipeline(name) => Some(name.as_str()),
        _ => None,
    };
    let kinds = kinds.into_iter().filter(|_| question.probe.column == 0);
    let known = Names::default();
    let names = |reference: &str| known.of(question, reference);
    let item = |(rank, kind): (usize, Kind)| {
        let snippet = manifest_snippet(kind, name, &question.layout, &names);
        Item { sort: format!("2{rank:03}"), ..item(question, kind.name(), "", &snippet) }
    };
    kinds.enumerate().map(item).collect()
}

/// The sections that require something, and new entries of maps of names.
fn sections(question: &Question<'_>) -> Vec<Item> {
    let shape = &question.place.shape;
    let dash = question.dash();
    let Some(map) = map_of(shape).filter(|_| dash.is_empty()) else { return Vec::new() };
    let column = question.probe.column;
    let known = Names::default();
    let names = |reference: &str| known.of(question, reference);
    match &map.form {
        Form::Struct { fields, exclusive } => {
            let present = present(question);
            let free = fields.iter().enumerate();
            let free =
                free.filter(|(_, (name, field))| is_offered(question, (name, field), &present, exclusive));
            let section = |(rank, (name, field)): (usize, (&String, &Arc<Shape>))| {
                let snippet =
                    known.checked(section_snippet(name, field, column, &question.layout, &names))?;
                let about =
                    question.about(&[question.place.steps.as_slice(), &[Segment::Key(name)]].concat());
                let sort = format!("1{rank:03}~");
                Some(Item { about, sort, ..item(question, &format!("{name}: …"), name, &snippet) })
            };
            free.filter_map(section).collect()
        }
        Form::Map { .. } => {
            let snippet = entry_snippet(map, column, &question.layout, &names);
            let label = question.locale().pick("new entry", "新しいエントリ");
            snippet.map(|snippet| item(question, label, "", &snippet)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// A new item of the list around the cursor, with what Copilot requires of it.
fn list_item(question: &Question<'_>) -> Option<Item> {
    let tree = question.tree();
    let probe = question.probe;
    let map = tree.node(probe.node).parent?;
    let around =
        tree.node(map).parent.filter(|list| matches!(tree.node(*list).data, NodeData::Sequence { .. }));
    let needs_dash = question.dash() == "- ";
    let list = match around.filter(|_| present(question).is_empty()) {
        Some(list) => locate(tree, list, question.kind)?.shape,
        None if needs_dash => question.place.shape.clone(),
        None => return None,
    };
    let column = if needs_dash { probe.column } else { probe.column.checked_sub(2)? };
    let known = Names::default();
    let names = |reference: &str| known.of(question, reference);
    let Snippet { text, snippet } = known.checked(item_snippet(&list, column, &question.layout, &names))?;
    let without =
        |text: String| if needs_dash { Some(text) } else { text.strip_prefix("- ").map(str::to_owned) };
    let snippet = Snippet { text: without(text)?, snippet: without(snippet)? };
    let label = question.locale().pick("new item", "新しい項目");
    Some(item(question, label, "", &snippet))
}

/// The sidecar patterns that the manifest can have here.
fn patterns(question: &Question<'_>) -> Vec<Item> {
    let key = |step: &Segment<'_>| match step {
        Segment::Key(key) => Some((*key).to_owned()),
        Segment::Index(_) => None,
    };
    let Some(path) = question.place.steps.iter().map(key).collect::<Option<Vec<String>>>() else {
        return Vec::new();
    };
    let probe = question.probe;
    let cursor = Cursor { word: probe.word, column: probe.column, path };
    let plans = plans_at(question.source, &cursor).into_iter().enumerate();
    let item = |(rank, (pattern, plan)): (usize, (&Pattern, Plan))| {
        let snippet = plan.at_cursor.as_ref()?;
        let also = plan.edits();
        let touches = |edit: &Edit| edit.span.start <= probe.word.end && probe.word.start <= edit.span.end;
        if also.iter().any(touches) {
            return None;
        }
        let title = pattern.title.text(question.locale());
        Some(Item {
            detail: title.to_owned(),
            about: Some(About::Pattern(pattern.id.to_owned())),
            documentation: None,
            also,
            sort: format!("3{rank:03}"),
            ..item(question, pattern.id, "", snippet)
        })
    };
    plans.filter_map(item).collect()
}

fn item(question: &Question<'_>, label: &str, filter: &str, block: &Snippet) -> Item {
    let probe = question.probe;
    Item {
        label: label.to_owned(),
        kind: ItemKind::Snippet,
        detail: question.locale().pick("with what is required", "必須項目つき").to_owned(),
        about: None,
        documentation: Some(format!("```yaml\n{}\n```", block.text.replace("\r\n", "\n"))),
        filter: (!filter.is_empty()).then(|| filter.to_owned()),
        edit: Edit { span: probe.word, text: block.text.clone() },
        cursor: probe.offset,
        also: Vec::new(),
        snippet: Some(without_indent(&block.snippet, probe.indent)),
        sort: "2".to_owned(),
        is_default: false,
    }
}

/// Lines that begin at the margin, from the indentation of the line of the cursor.
fn without_indent(snippet: &str, indent: usize) -> String {
    let blanks = " ".repeat(indent);
    let line = |line: &str| line.strip_prefix(blanks.as_str()).unwrap_or(line).to_owned();
    let mut lines = snippet.split('\n');
    let first = lines.next().unwrap_or_default().to_owned();
    std::iter::once(first).chain(lines.map(line)).collect::<Vec<_>>().join("\n")
}
