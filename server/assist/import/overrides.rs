//! `taskdef_overrides`: which container an index means, in the manifest as it was and as it becomes.

use super::spell::block;
use super::target::{containers, layers};
use crate::assist::patterns::{added, behind};
use crate::assist::snippet::{Block, Layout, column, dash_column, item};
use crate::finding::Edit;
use crate::import::{Imported, Note, Override, Owner, lost};
use crate::locale::{Locale, Phrase};
use crate::manifest::source::Source;
use crate::rules::Document;
use crate::rules::check::FIRELENS;
use crate::rules::words::quoted;
use crate::workspace::Nothing;
use crate::yaml::{Entry, NodeData, NodeId, Resolved, Span, Tree};
use serde_json::{Value, json};

const KEY: &str = "taskdef_overrides";
const LIST: &str = "ContainerDefinitions[";

/// The rules that a definition brings.
pub(super) struct Rules {
    rules: Vec<Override>,
    /// Those for whose place the manifest has a rule already.
    pub lost: Vec<Note>,
    /// The containers where there is no manifest.
    alone: Vec<String>,
}

impl Rules {
    /// Without a manifest around them.
    pub fn alone(imported: &Imported, _: Locale) -> Rules {
        let sidecars = imported.manifest.get("sidecars").and_then(Value::as_object);
        let mut names: Vec<String> = sidecars.map(|all| all.keys().cloned().collect()).unwrap_or_default();
        names.sort_unstable();
        let router = imported.manifest.get("logging").map(|_| FIRELENS.to_owned());
        let alone = std::iter::once(String::new()).chain(router).chain(names).collect();
        Rules { rules: imported.overrides.clone(), lost: Vec::new(), alone }
    }

    /// For a manifest that may have rules of its own.
    pub fn of(imported: &Imported, before: &Source, _: Locale) -> Rules {
        let document = Document::new(before, &Nothing);
        let known = base_list(before).map(|list| paths(before.tree(), list)).unwrap_or_default();
        let base = layers(&document).first().map(containers).unwrap_or_default();
        let is_taken = |rule: &Override| {
            // A new sidecar has no rules yet.
            let index = match rule.owner {
                Owner::Sidecar(_) => return false,
                ref owner => index_of(owner, &base),
            };
            index.is_some_and(|index| {
                let path = path(&rule.owner, index, &rule.path);
                known.iter().any(|(_, other)| {
                    !path.ends_with("[-]") && (is_below(&path, other) || is_below(other, &path))
                })
            })
        };
        let (taken, rules): (Vec<Override>, Vec<Override>) =
            imported.overrides.iter().cloned().partition(is_taken);
        let note = |rule: Override| {
            let text = lost(None, &rule.path, &rule.value, &known_already());
            Note { owner: rule.owner, text, is_lost: true }
        };
        Rules { rules, lost: taken.into_iter().map(note).collect(), alone: Vec::new() }
    }

    /// The section, where there is no manifest.
    pub fn section(&self) -> Option<(String, Block)> {
        let items = self.items(&self.alone);
        (!items.is_empty()).then(|| (KEY.to_owned(), Block::List(items)))
    }

    fn items(&self, containers: &[String]) -> Vec<Block> {
        let rule = |rule: &Override| {
            let path = path(&rule.owner, index_of(&rule.owner, containers)?, &rule.path);
            Some(block(json!({ "path": path, "value": rule.value })))
        };
        self.rules.iter().filter_map(rule).collect()
    }

    /// The edits that add the rules to a manifest that has the containers already.
    pub fn edits(&self, now: &Source) -> Result<Vec<Edit>, Phrase> {
        let document = Document::new(now, &Nothing);
        let base = layers(&document).first().map(containers).unwrap_or_default();
        let items = self.items(&base);
        let Some(root) = now.tree().root.filter(|_| !items.is_empty()) else { return Ok(Vec::new()) };
        match now.tree().entry(root, KEY) {
            None => added(now, &vec![(KEY.to_owned(), Block::List(items))]),
            Some(entry) => appended(now, entry, &items).map(|edit| vec![edit]),
        }
    }

    /// The edits of the rules that were there: a new sidecar may stand before theirs.
    pub fn shifted(&self, before: &Source, now: &Source) -> Result<Vec<Edit>, Phrase> {
        let (old, new) = (Document::new(before, &Nothing), Document::new(now, &Nothing));
        let (old, new) = (layers(&old), layers(&new));
        let mut edits = Vec::new();
        for (old, new) in old.iter().zip(&new) {
            let list = match new.environment() {
                None => base_list(now),
                Some(name) => environment_list(now, name),
            };
            let Some(list) = list else { continue };
            let (old, new) = (containers(old), containers(new));
            for (node, path) in paths(now.tree(), list) {
                let Some(index) = index(path) else { continue };
                let moved = old.get(index).and_then(|name| new.iter().position(|other| other == name));
                let Some(moved) = moved.filter(|moved| *moved != index && index > 0) else { continue };
                edits.push(renumbered(now, node, moved).ok_or_else(|| odd_path(path))?);
            }
        }
        edits.sort_by_key(|edit| edit.span);
        edits.dedup();
        Ok(edits)
    }

    /// In which environments the rules do not do what they do in the base.
    pub fn remarks(&self, now: &Source) -> Vec<Phrase> {
        let document = Document::new(now, &Nothing);
        let layers = layers(&document);
        let Some((base, environments)) = layers.split_first() else { return Vec::new() };
        let base = containers(base);
        let homeless = self.rules.iter().filter(|rule| index_of(&rule.owner, &base).is_none());
        let mut remarks: Vec<Phrase> =
            homeless.map(|rule| lost(None, &rule.path, &rule.value, &no_container())).collect();
        for check in environments.iter().filter(|_| !self.rules.is_empty()) {
            let Some(name) = check.environment() else { continue };
            let own = containers(check);
            if environment_list(now, name).is_some() {
                remarks.push(replaced(name));
            } else if self
                .rules
                .iter()
                .any(|rule| index_of(&rule.owner, &own) != index_of(&rule.owner, &base))
            {
                remarks.push(other_order(name));
            }
        }
        remarks
    }
}

fn known_already() -> Phrase {
    Phrase::new(
        "`taskdef_overrides` of the manifest sets the place already.",
        "マニフェストの `taskdef_overrides` がすでに設定しています。",
    )
}

fn no_container() -> Phrase {
    Phrase::new("its container is not in the manifest.", "対象のコンテナがマニフェストにありません。")
}

fn odd_path(path: &str) -> Phrase {
    let path = quoted(path);
    Phrase::new(
        format!(
            "the new sidecars move the container of {path} in `taskdef_overrides`, which is spelled in an unusual way: write it plainly first"
        ),
        format!(
            "新しいサイドカーによって `taskdef_overrides` の {path} が指すコンテナの位置が変わりますが、特殊な書き方のため直せません。先に普通の書き方に直してください"
        ),
    )
}

fn replaced(environment: &str) -> Phrase {
    let name = quoted(environment);
    Phrase::new(
        format!(
            "`taskdef_overrides` of the environment {name} replaces that of the base: the new entries do not count there."
        ),
        format!(
            "環境 {name} の `taskdef_overrides` がベースのリストを置き換えるため、新しい項目はその環境では使われません。"
        ),
    )
}

fn other_order(environment: &str) -> Phrase {
    let name = quoted(environment);
    Phrase::new(
        format!(
            "In the environment {name} the containers have another order: `taskdef_overrides` means others there."
        ),
        format!("環境 {name} ではコンテナの順序が異なるため、`taskdef_overrides` が別のコンテナを指します。"),
    )
}

fn index_of(owner: &Owner, containers: &[String]) -> Option<usize> {
    match owner {
        Owner::Task | Owner::Main => Some(0),
        Owner::Router => containers.iter().position(|name| name == FIRELENS),
        Owner::Sidecar(name) => {
            containers.iter().skip(1).position(|other| other == name).map(|index| index + 1)
        }
    }
}

fn path(owner: &Owner, index: usize, below: &str) -> String {
    if *owner == Owner::Task { below.to_owned() } else { format!("{LIST}{index}].{below}") }
}

/// One path is the other, or leads into it.
fn is_below(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// The index of the container of a path.
fn index(path: &str) -> Option<usize> {
    path.strip_prefix(LIST)?.split_once(']')?.0.parse().ok()
}

fn base_list(source: &Source) -> Option<NodeId> {
    source.tree().get(source.tree().root?, KEY)
}

fn environment_list(source: &Source, name: &str) -> Option<NodeId> {
    let tree = source.tree();
    tree.get(tree.get(tree.get(tree.root?, "environments")?, name)?, KEY)
}

/// The paths of a list of rules.
fn paths(tree: &Tree, list: NodeId) -> Vec<(NodeId, &str)> {
    let NodeData::Sequence { items, .. } = &tree.node(tree.resolve(list)).data else { return Vec::new() };
    let path = |item: &NodeId| {
        let node = tree.get(*item, "path")?;
        Some((node, tree.scalar(node)?.0))
    };
    items.iter().filter_map(path).collect()
}

fn renumbered(source: &Source, node: NodeId, index: usize) -> Option<Edit> {
    let node = source.tree().node(source.tree().resolve(node));
    let written = source.text.get(node.span.start..node.span.end)?;
    let start = written.find(LIST)? + LIST.len();
    let length = written[start..].find(']')?;
    let start = node.span.start + start;
    Some(Edit { span: Span { start, end: start + length }, text: index.to_string() })
}

/// New items behind the last one of a list.
fn appended(now: &Source, entry: Entry, items: &[Block]) -> Result<Edit, Phrase> {
    let (text, tree) = (&now.text, now.tree());
    let layout = Layout::of(text, tree);
    let key = tree.node(entry.key).span;
    let key_column = column(text, key.start).ok_or_else(unfit)?;
    let value = tree.node(entry.value);
    let written = |column: usize| -> String {
        let lines = items.iter().flat_map(|block| item(block, &layout, column));
        lines.map(|line| format!("{}{line}", layout.line_break)).collect()
    };
    match &value.data {
        NodeData::Sequence { items: known, flow: false } => {
            let last = known.last().and_then(|last| dash_column(text, tree, *last)).ok_or_else(unfit)?;
            let offset = behind(text, tree, entry, key_column, false, text.len());
            Ok(Edit { span: Span { start: offset, end: offset }, text: written(last) })
        }
        NodeData::Sequence { items: known, .. } if known.is_empty() => Ok(Edit {
            span: Span { start: key.end, end: value.span.end },
            text: format!(":{}", written(key_column + layout.dash)),
        }),
        NodeData::Scalar { .. } if tree.resolved(entry.value) == Some(Resolved::Null) => {
            let offset = behind(text, tree, entry, key_column, false, text.len());
            Ok(Edit { span: Span { start: offset, end: offset }, text: written(key_column + layout.dash) })
        }
        _ => Err(unfit()),
    }
}

fn unfit() -> Phrase {
    Phrase::new(
        "`taskdef_overrides` is written in a way that can't be added to: write it as a list with dashes first",
        "`taskdef_overrides` が追加できない書き方です。先にハイフンのリストに直してください",
    )
}
