//! How a text changes to get a pattern.

use super::merge::{Insertion, Merge};
use super::names::{Filled, fill};
use super::{Cursor, Pattern};
use crate::assist::snippet::{Entries, Layout, Snippet, lines};
use crate::finding::{Edit, Finding};
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::manifest::recognize::Role;
use crate::manifest::source::Source;
use crate::rules::{Document, judge};
use crate::settings::Settings;
use crate::workspace::Nothing;
use crate::yaml::{NodeData, NodeId, Span, Tree};

/// A manifest that shall get a pattern.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target<'t> {
    pub text: &'t str,
    pub tree: &'t Tree,
    pub role: &'t Role,
    pub kind: Kind,
    pub layout: &'t Layout,
}

/// The change of one section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The path of the map that gets something (`sidecars`, `storage.volumes`), empty for the document.
    pub path: String,
    /// The text to insert. Of two parts at the same place, the first goes first.
    pub edit: Edit,
}

/// What has to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The pattern.
    pub id: &'static str,
    /// The name of the container that it adds, if it adds one.
    pub name: Option<String>,
    /// What stands at the cursor afterwards, if there is one: it replaces the word there.
    pub at_cursor: Option<Snippet>,
    /// The changes elsewhere, in the order of the text: insertions, and of an explicit `null` or `{}` a deletion.
    pub parts: Vec<Part>,
}

impl Plan {
    /// The changes as edits of which no two touch the same place.
    pub fn edits(&self) -> Vec<Edit> {
        let mut edits: Vec<Edit> = Vec::new();
        for Part { edit, .. } in &self.parts {
            match edits.last_mut().filter(|last| last.span.end == edit.span.start) {
                Some(last) => {
                    last.span.end = edit.span.end;
                    last.text.push_str(&edit.text);
                }
                None => edits.push(edit.clone()),
            }
        }
        edits
    }
}

/// What is wrong with the manifest after a plan and was not before: nothing, but where its text is unusual.
pub fn new_findings(source: &Source, plan: &Plan, settings: &Settings) -> Vec<Finding> {
    let mut text = source.text.clone();
    for edit in plan.edits().iter().rev() {
        text.replace_range(edit.span.start..edit.span.end, &edit.text);
    }
    let after = Source::new(source.path.as_deref(), text);
    let found = |of: &Source| judge(&Document::new(of, &Nothing), settings);
    let mut before: Vec<(&str, String)> = found(source).into_iter().map(|old| (old.rule, old.path)).collect();
    let is_new = |new: &Finding| match before.iter().position(|old| old.0 == new.rule && old.1 == new.path) {
        Some(known) => {
            before.swap_remove(known);
            false
        }
        None => true,
    };
    found(&after).into_iter().filter(is_new).collect()
}

/// The changes that give a manifest a pattern, or why it can't have it. `name` is a wish for the container; where it
/// is taken, it gets a number.
pub fn plan(source: &Source, pattern: &Pattern, name: Option<&str>) -> Result<Plan, Phrase> {
    let (text, tree, role) = (&source.text, source.tree(), &source.role);
    let kind = source.kind().ok_or_else(no_manifest)?;
    if !tree.errors.is_empty() {
        return Err(Phrase::new(
            "the YAML has mistakes, mend them first",
            "YAML に誤りがあります。先に直してください",
        ));
    }
    let layout = Layout::of(text, tree);
    planned(&Target { text, tree, role, kind, layout: &layout }, pattern, name, None)
}

/// The same with the main part at the cursor, if there is one.
pub(super) fn planned(
    target: &Target<'_>,
    pattern: &Pattern,
    name: Option<&str>,
    cursor: Option<&Cursor>,
) -> Result<Plan, Phrase> {
    refuse(target, pattern, name)?;
    let Filled { name, manifest, stops } = fill(target, pattern, name)?;
    let layout = target.layout;
    let merge = Merge { target, stops: &stops, cursor, written: &pattern.manifest };
    let mut insertions = merge.insertions(&manifest)?;
    let main = insertions.iter().position(|insertion| insertion.at_cursor);
    let main = main.map(|index| insertions.remove(index));
    let at_cursor = main.map(|main| {
        let mut lines = lines(&main.entries, layout, main.column);
        if let Some(first) = lines.first_mut() {
            *first = first.trim_start().to_owned();
        }
        Snippet::new(&lines, &stops, layout.line_break)
    });
    if cursor.is_some() && at_cursor.is_none() {
        return Err(Phrase::new("it has no place here", "ここには追加できません"));
    }
    // Of two at the same place, what stands deeper ends the section before it.
    insertions.sort_by_key(|insertion| (insertion.offset, std::cmp::Reverse(insertion.column)));
    let parts = insertions.into_iter().map(|insertion| part(insertion, layout, &stops)).collect();
    Ok(Plan { id: pattern.id, name, at_cursor, parts })
}

/// The edits that add entries to a manifest. Maps that stand there are joined; nothing else of `entries` may stand there.
///
/// # Errors
/// Says what is written in a way that can't be added to.
pub(in crate::assist) fn added(source: &Source, entries: &Entries) -> Result<Vec<Edit>, Phrase> {
    let (text, tree, role) = (&source.text, source.tree(), &source.role);
    let kind = source.kind().ok_or_else(no_manifest)?;
    let layout = Layout::of(text, tree);
    let target = Target { text, tree, role, kind, layout: &layout };
    let merge = Merge { target: &target, stops: &[], cursor: None, written: entries };
    let mut insertions = merge.insertions(entries)?;
    insertions.sort_by_key(|insertion| (insertion.offset, std::cmp::Reverse(insertion.column)));
    let parts = insertions.into_iter().map(|insertion| part(insertion, &layout, &[])).collect();
    Ok(Plan { id: "", name: None, at_cursor: None, parts }.edits())
}

fn no_manifest() -> Phrase {
    Phrase::new("this is no manifest of AWS Copilot", "AWS Copilot のマニフェストではありません")
}

fn part(insertion: Insertion, layout: &Layout, stops: &[crate::assist::snippet::Stop]) -> Part {
    let mut lines = lines(&insertion.entries, layout, insertion.column);
    let line_break = layout.line_break;
    if layout.spaced && insertion.is_section {
        lines.insert(if insertion.before { lines.len() } else { 0 }, String::new());
    }
    let text = Snippet::new(&lines, stops, line_break).text;
    let text = if insertion.before { text + line_break } else { format!("{line_break}{text}") };
    let start = insertion.removed.map_or(insertion.offset, |removed| removed.start);
    let kept = insertion.kept.unwrap_or_default();
    Part {
        path: insertion.path.join("."),
        edit: Edit { span: Span { start, end: insertion.offset }, text: format!("{kept}{text}") },
    }
}

/// The base and each environment.
pub(super) fn layers(tree: &Tree) -> Vec<NodeId> {
    let Some(root) = tree.root else { return Vec::new() };
    let environments = tree.get(root, "environments").map(|node| tree.entries(node)).unwrap_or_default();
    std::iter::once(root).chain(environments.into_iter().map(|entry| entry.value)).collect()
}

/// What excludes the pattern, whatever the text looks like.
fn refuse(target: &Target<'_>, pattern: &Pattern, name: Option<&str>) -> Result<(), Phrase> {
    if !pattern.kinds().any(|kind| kind == target.kind) {
        let kind = target.kind.name();
        return Err(Phrase::new(format!("a {kind} does not have it"), format!("{kind} では使えません")));
    }
    let legal = |name: &str| {
        (1..=255).contains(&name.len())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    if name.is_some_and(|name| !legal(name)) {
        return Err(Phrase::new(
            "the name of a container has up to 255 letters, digits, hyphens and underscores",
            "コンテナ名は 255 文字以内の英数字、ハイフン、アンダースコアです",
        ));
    }
    for layer in layers(target.tree) {
        if let Some(conflict) = pattern.conflicts.iter().find(|conflict| conflict.holds(target.tree, layer)) {
            let path = conflict.path.join(".");
            return Err(Phrase::new(
                format!("`{path}` is set already"),
                format!("`{path}` がすでに設定されています"),
            ));
        }
        if is_windows(target.tree, layer) {
            return Err(Phrase::new(
                "its image does not run on Windows",
                "イメージが Windows では動きません",
            ));
        }
    }
    Ok(())
}

/// The platform of the base or of an environment is Windows.
fn is_windows(tree: &Tree, layer: NodeId) -> bool {
    let Some(platform) = tree.get(layer, "platform") else { return false };
    let os = match tree.node(tree.resolve(platform)).data {
        NodeData::Mapping { .. } => tree.get(platform, "osfamily"),
        _ => Some(platform),
    };
    let os = os.and_then(|os| tree.scalar(os)).map(|(text, _)| text.to_ascii_lowercase());
    os.is_some_and(|os| os.starts_with("windows"))
}
