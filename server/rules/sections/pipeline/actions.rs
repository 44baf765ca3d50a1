//! `deployments`, `pre_deployments` and `post_deployments` of a stage, and their order.

use super::cycles::back_edges;
use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::{all_quoted, quoted};
use std::collections::HashMap;
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] =
    &[&DEPENDS_ON_SHAPE, &DEPENDS_ON_UNKNOWN, &CYCLE, &BUILDSPEC_MISSING, &ACTION_NULL, &ACTION_UNKNOWN];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[check];

const GOOD: &str = "# Pipeline\nstages:\n  - name: test\n    pre_deployments:\n      migrate:\n        buildspec: ./migrate.yml\n    deployments:\n      api:\n      web:\n        depends_on: [api]\n";

/// A dependency that is no list.
pub const DEPENDS_ON_SHAPE: Rule = Rule {
    id: "pipeline.deployment-depends-on-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`depends_on` must be a list of names, not {found}: Copilot refuses the manifest.",
        "`depends_on` must be a list of names, not {found}: Copilot drops it.",
    ],
    doc: "In a pipeline `depends_on` is a list of names, also when there is one. (In a service it is a map with \
          conditions.)",
    bad: "# Pipeline\nstages:\n  - name: test\n    deployments:\n      api:\n      web:\n        depends_on: api\n",
    good: GOOD,
    source: "docs/manifest/pipeline#stages-deployments-dependson",
};

/// A dependency on nothing.
pub const DEPENDS_ON_UNKNOWN: Rule = Rule {
    id: "pipeline.deployment-depends-on-unknown",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "There is no deployment {name} in this stage: Copilot refuses the dependency. The stage has {known}.",
    ],
    doc: "A deployment can wait only for others in the same `deployments` map. To wait for a workload, list it there.",
    bad: "# Pipeline\nstages:\n  - name: test\n    deployments:\n      web:\n        depends_on: [api]\n",
    good: GOOD,
    source: "docs/manifest/pipeline#stages-deployments-dependson; Deployments.validate",
};

/// A circle of dependencies.
pub const CYCLE: Rule = Rule {
    id: "pipeline.deployment-cycle",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{name} and {other} wait for each other, directly or over others: `pipeline deploy` finds no order. Remove one dependency.",
        "{name} waits for itself: `pipeline deploy` finds no order. Remove the dependency.",
    ],
    doc: "Copilot sorts the actions of a stage by their dependencies. If they form a circle there is no order, and \
          `pipeline deploy` stops.",
    bad: "# Pipeline\nstages:\n  - name: test\n    deployments:\n      api:\n        depends_on: [web]\n      web:\n        depends_on: [api]\n",
    good: GOOD,
    source: "graph.TopologicalOrder in internal/pkg/deploy/pipeline.go",
};

/// An action that does nothing.
pub const BUILDSPEC_MISSING: Rule = Rule {
    id: "pipeline.action-buildspec-missing",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["The action {name} needs a `buildspec`: the path of the file that says what to run."],
    doc: "Actions before and after the deployment run in CodeBuild, and `buildspec` names the file with their commands. \
          It has no default.",
    bad: "# Pipeline\nstages:\n  - name: test\n    pre_deployments:\n      migrate:\n        depends_on: []\n",
    good: GOOD,
    source: "docs/manifest/pipeline#stages-predeployments-buildspec; PipelineStage.validate",
};

/// An action without a body.
pub const ACTION_NULL: Rule = Rule {
    id: "pipeline.action-null",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["The action {name} is empty: Copilot crashes on it. Give it a `buildspec`."],
    doc: "A name alone is enough in `deployments`, but not in `pre_deployments` and `post_deployments`: there Copilot \
          reads the body without looking whether there is one.",
    bad: "# Pipeline\nstages:\n  - name: test\n    pre_deployments:\n      migrate:\n",
    good: GOOD,
    source: "PipelineStage.validate in internal/pkg/manifest/validate.go",
};

/// An action that waits for nothing.
pub const ACTION_UNKNOWN: Rule = Rule {
    id: "pipeline.action-depends-on-unknown",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "There is no action {name} in this block, so the dependency has no effect. Actions wait only for actions of the same block.",
    ],
    doc: "Copilot does not check the dependencies of actions. An unknown name changes nothing, and a deployment can't be \
          waited for: all actions of `pre_deployments` come before, all of `post_deployments` after them.",
    bad: "# Pipeline\nstages:\n  - name: test\n    pre_deployments:\n      migrate:\n        buildspec: ./migrate.yml\n        depends_on: [api]\n",
    good: GOOD,
    source: "buildActionsGraph in internal/pkg/deploy/pipeline.go",
};

fn check(check: &mut Check<'_>) {
    if check.kind != Kind::Pipeline {
        return;
    }
    let Some(stages) = check.section("stages") else { return };
    for stage in stages.items() {
        for (block, is_action) in
            [("pre_deployments", true), ("deployments", false), ("post_deployments", true)]
        {
            let Some(block) = stage.get(block).filter(|block| block.is_map()) else { continue };
            if is_action {
                bodies(check, block);
            }
            unknown(check, block, is_action);
            cycles(check, block);
        }
    }
}

fn bodies(check: &mut Check<'_>, block: &Value) {
    for (name, action) in block.entries() {
        let rule = if action.is_null() {
            &ACTION_NULL
        } else if action.is_map() && check.lacks(action, "buildspec") {
            &BUILDSPEC_MISSING
        } else {
            continue;
        };
        check.report(Report::new(rule, Place::missing_in(action)).arg("name", quoted(name)));
    }
}

fn depends_on(action: &Value) -> &[std::sync::Arc<Value>] {
    action.get("depends_on").map_or(&[], |list| list.items())
}

fn unknown(check: &mut Check<'_>, block: &Value, is_action: bool) {
    /// More names than anybody reads, or compares.
    const MOST: usize = 20;
    let names: Vec<&str> = block.entries().map(|(name, _)| name).collect();
    let known = all_quoted(names.iter().copied().take(MOST));
    for item in block.entries().flat_map(|(_, action)| depends_on(action)) {
        let Some(name) = item.text().filter(|name| block.get(name).is_none()) else { continue };
        let rule = if is_action { &ACTION_UNKNOWN } else { &DEPENDS_ON_UNKNOWN };
        let report = Report::new(rule, Place::value(item)).arg("name", quoted(name)).arg("known", &known);
        check.report(report.fix_nearest(item, name, names.iter().copied().take(MOST)));
    }
}

fn cycles(check: &mut Check<'_>, block: &Value) {
    let names: Vec<&str> = block.entries().map(|(name, _)| name).collect();
    let places: HashMap<&str, usize> = names.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    let place = |item: &Arc<Value>| places.get(item.text()?).copied();
    let edges: Vec<Vec<Option<usize>>> =
        block.entries().map(|(_, action)| depends_on(action).iter().map(place).collect()).collect();
    for (from, nth) in back_edges(&edges) {
        let Some(item) = block.get(names[from]).and_then(|action| depends_on(action).get(nth)) else {
            continue;
        };
        let other = item.text().unwrap_or_default();
        let report = Report::new(&CYCLE, Place::value(item)).message(usize::from(names[from] == other));
        check.report(report.arg("name", quoted(names[from])).arg("other", quoted(other)));
    }
}
