//! Names that are declared elsewhere: in this manifest, in the other manifests of the workspace, in addons.

use super::question::{Choice, Question, items};
use crate::assist::names::{NameKind, Occurrence, Owner, names};
use crate::assist::outputs::{Output, outputs};
use crate::manifest::source::Source;
use crate::rules::sections::depends_on::choices::waits;
use crate::workspace::Workspace;
use crate::yaml::{NodeId, Segment, Tree};
use std::sync::Arc;

/// A name and what is known of it.
type Named = (String, String);

/// The names that a value of this reference (`x-ref`) may say.
pub(super) fn complete(question: &Question<'_>, reference: &str) -> Vec<Choice> {
    let named = match reference {
        "volume" => volumes(question),
        "environment" => without(environments(question), &stages(question)),
        "workload" => publishers(question),
        "topic" => topics(question),
        "deployment" | "action" => neighbours(question),
        "export" => exports(question),
        _ => Vec::new(),
    };
    let choice = |(rank, (name, detail)): (usize, Named)| Choice { detail, rank, ..Choice::new(name) };
    named.into_iter().enumerate().map(choice).collect()
}

fn without(named: Vec<Named>, taken: &[&str]) -> Vec<Named> {
    named.into_iter().filter(|(name, _)| !taken.contains(&name.as_str())).collect()
}

/// The environments of the workspace: those with a manifest; in an application that has none, those that are named.
pub(super) fn environments(question: &Question<'_>) -> Vec<Named> {
    let Some(workspace) = question.context.around.workspace() else { return Vec::new() };
    let plain = |name: &str| (name.to_owned(), String::new());
    let declared: Vec<Named> = workspace.environments().into_iter().map(plain).collect();
    if !declared.is_empty() {
        return declared;
    }
    let mut named: Vec<Named> = others(question, &workspace)
        .flat_map(|source| names(source))
        .filter(|it| it.kind == NameKind::Environment)
        .map(|it| (it.name, String::new()))
        .collect();
    named.sort();
    named.dedup();
    named
}

/// The services and jobs of the workspace.
pub(super) fn workloads(question: &Question<'_>) -> Vec<Named> {
    let Some(workspace) = question.context.around.workspace() else { return Vec::new() };
    let kind = |name: &str| workspace.workload(name)?.kind().map(|kind| kind.name().to_owned());
    let named = workspace.workloads().into_iter();
    named.map(|name| (name.to_owned(), kind(name).unwrap_or_default())).collect()
}

/// In an environment, the entries of the same map of the base, which can be changed here.
pub(super) fn of_base(question: &Question<'_>) -> Vec<Named> {
    let base = question.environment().and_then(|_| question.node_at(question.place.effective()));
    let tree = question.tree();
    let entries = base.map(|base| tree.entries(base)).unwrap_or_default();
    let names = entries.into_iter().filter_map(|entry| tree.scalar(entry.key));
    names.map(|(name, _)| (name.to_owned(), String::new())).collect()
}

fn others<'w>(question: &Question<'_>, workspace: &'w Workspace) -> impl Iterator<Item = &'w Arc<Source>> {
    let own = question.source.path.clone();
    workspace.sources().filter(move |source| source.path != own)
}

/// The environments of the other stages.
fn stages<'q>(question: &Question<'q>) -> Vec<&'q str> {
    let tree = question.tree();
    let Some(stages) = question.node_at(&[Segment::Key("stages")]) else { return Vec::new() };
    let names = items(tree, stages).iter().filter_map(|stage| tree.get(*stage, "name"));
    names.filter(|name| *name != question.probe.node).filter_map(|name| Some(tree.scalar(name)?.0)).collect()
}

/// The volumes of the task.
fn volumes(question: &Question<'_>) -> Vec<Named> {
    let Some(check) = question.check() else { return Vec::new() };
    let path = |name: &str| Some(check.at(&["storage", "volumes", name, "path"])?.text()?.to_owned());
    let names = check.entries(&["storage", "volumes"]);
    names.map(|(name, _)| (name.to_owned(), path(name).unwrap_or_default())).collect()
}

/// The topics that the workspace declares: the name and the workload.
fn published(question: &Question<'_>) -> Vec<(String, String)> {
    let Some(workspace) = question.context.around.workspace() else { return Vec::new() };
    let is_topic = |it: &Occurrence| it.kind == NameKind::Topic && it.is_definition;
    let all = workspace.sources().flat_map(|source| names(source)).filter(is_topic);
    let mut found: Vec<(String, String)> = all
        .filter_map(|topic| match topic.owner {
            Owner::Workload(workload) if !workload.is_empty() => Some((topic.name, workload)),
            _ => None,
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

/// The topics of the service that is named beside the cursor, or of all.
fn topics(question: &Question<'_>) -> Vec<Named> {
    let service = question.beside("service");
    let all = published(question).into_iter();
    all.filter(|(_, workload)| service.is_none_or(|service| service == workload)).collect()
}

/// The workloads that publish the topic that is named beside the cursor, or any.
fn publishers(question: &Question<'_>) -> Vec<Named> {
    let topic = question.beside("name");
    let mut found: Vec<Named> = Vec::new();
    for (name, workload) in published(question) {
        if topic.is_some_and(|topic| topic != name) {
            continue;
        }
        match found.iter_mut().find(|(known, _)| *known == workload) {
            Some((_, topics)) => topics.push_str(&format!(", {name}")),
            None => found.push((workload, name)),
        }
    }
    found
}

/// The other entries of the map that holds the entry around the cursor, but those that wait for it.
fn neighbours(question: &Question<'_>) -> Vec<Named> {
    let steps = &question.place.steps;
    let Some(at) = steps.iter().rposition(|step| *step == Segment::Key("depends_on")) else {
        return Vec::new();
    };
    let (Some(Segment::Key(own)), Some(map)) = (steps.get(at.wrapping_sub(1)), steps.get(..at - 1)) else {
        return Vec::new();
    };
    let (tree, Some(map)) = (question.tree(), question.node_at(map)) else { return Vec::new() };
    let taken = listed(tree, map, own);
    let names = tree.entries(map).into_iter().filter_map(|entry| Some(tree.scalar(entry.key)?.0));
    let free =
        names.filter(|name| !taken.contains(name) && !waits(name, own, |entry| listed(tree, map, entry)));
    free.map(|name| (name.to_owned(), String::new())).collect()
}

/// What an entry of the map waits for.
fn listed<'t>(tree: &'t Tree, map: NodeId, entry: &str) -> Vec<&'t str> {
    let list = tree.get(map, entry).and_then(|entry| tree.get(entry, "depends_on"));
    let items = list.map(|list| items(tree, list)).unwrap_or_default();
    items.iter().filter_map(|item| Some(tree.scalar(*item)?.0)).collect()
}

/// The values that the addons export from their stacks, as `from_cfn` names them, with the file.
fn exports(question: &Question<'_>) -> Vec<Named> {
    let Some(workspace) = question.context.around.workspace() else { return Vec::new() };
    let named = |output: &Output| {
        let path = output.location.source.path.as_ref();
        let file = path.and_then(|path| path.file_name()).and_then(|name| name.to_str());
        Some((output.import()?, file.unwrap_or_default().to_owned()))
    };
    let mut found: Vec<Named> = outputs(&workspace).iter().filter_map(named).collect();
    found.sort();
    found.dedup();
    found
}
