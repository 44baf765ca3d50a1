//! The checks that hold a manifest against the rest of its workspace, environment by environment.

use super::check::Check;
use super::document::Document;
use super::layers::Located;
use super::registry;
use super::report::Report;
use crate::environments::Layers;
use crate::manifest::kind::Kind;
use crate::workspace::Workspace;
use crate::yaml::Span;
use std::collections::HashMap;
use std::sync::Arc;

/// What is found in the environments of the workspace and in those that the manifest names; where there are none, in one
/// without a name. The same mistake in several of them is told once.
pub fn located(document: &Document<'_>, kind: Kind, layers: &Layers) -> Vec<Located> {
    let Some(workspace) = &document.workspace else { return Vec::new() };
    let mut found = Found::default();
    let environments = match document.only.as_deref().filter(|_| kind.is_workload()) {
        Some(only) => vec![Some(only.to_owned())],
        None => environments(workspace, kind, layers),
    };
    for environment in environments {
        let root = layers.effective(environment.as_deref());
        let mut check = Check::new(document, kind, root, environment.as_deref());
        for (task, rule_check) in registry::tasks(registry::ACROSS) {
            check.attempt(task, |check| rule_check(check, workspace));
        }
        for report in check.reports {
            add(&mut found, report, environment.clone());
        }
    }
    found.all
}

/// What was found, one environment after another, and where in it the message of a rule at a place stands.
#[derive(Default)]
struct Found {
    all: Vec<Located>,
    known: HashMap<(&'static str, usize, Span), usize>,
}

/// Environments and pipelines are the same in all of them.
fn environments(workspace: &Arc<Workspace>, kind: Kind, layers: &Layers) -> Vec<Option<String>> {
    if !kind.is_workload() {
        return vec![None];
    }
    let mut names: Vec<String> = layers.environments.iter().map(|it| it.name.to_string()).collect();
    let others = workspace.environments().into_iter().filter(|name| layers.environment(name).is_none());
    names.extend(others.map(str::to_owned));
    if names.is_empty() { vec![None] } else { names.into_iter().map(Some).collect() }
}

fn add(found: &mut Found, report: Report, environment: Option<String>) {
    let next = found.all.len();
    let at = *found.known.entry((report.rule.id, report.message, report.place.span)).or_insert(next);
    match found.all.get_mut(at) {
        Some(known) => known.named.extend(environment.filter(|name| known.named.last() != Some(name))),
        None => found.all.push(Located {
            report,
            environment: None,
            others: Vec::new(),
            base_only: false,
            named: environment.into_iter().collect(),
        }),
    }
}
