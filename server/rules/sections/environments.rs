//! The blocks of `environments`: what an override can't do.

use crate::environments::Environment;
use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::rules::document::Document;
use crate::rules::fixes::remove;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;

/// The rules of this section.
pub const RULES: &[&Rule] = &[&BASE_INCOMPLETE, &NULL_BLOCK, &SHAPE];

/// Only an environment that is not named would fail.
pub const BASE_INCOMPLETE: Rule = Rule {
    id: "environments.base-incomplete",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &["Every environment below repairs this; one that is not named there would fail: {problem}"],
    doc: "Copilot judges the manifest of one environment at a time: the base with the block of that environment laid \
          over it. A base that is wrong alone is fine as long as each environment repairs it. Deploying to an \
          environment without a block would fail.",
    bad: "# Backend Service\nstorage:\n  ephemeral: 10\nenvironments:\n  test:\n    storage:\n      ephemeral: 30\n",
    good: "# Backend Service\nstorage:\n  ephemeral: 20\nenvironments:\n  test:\n    storage:\n      ephemeral: 30\n",
    source: "workloadManifest in internal/pkg/cli/svc_deploy.go",
};

/// An environment without a body, where Copilot crashes.
pub const NULL_BLOCK: Rule = Rule {
    id: "environments.null-rdws-job",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "The environment {name} has no body: for a {kind} Copilot crashes when it deploys there. Remove the key, or override something.",
    ],
    doc: "For Request-Driven Web Services and Scheduled Jobs Copilot reads the block of the environment without \
          looking whether there is one, and dies. The other kinds accept an empty block.",
    bad: "# Scheduled Job\nenvironments:\n  test:\n",
    good: "# Scheduled Job\nenvironments:\n  test:\n    memory: 1024\n",
    source: "applyEnv in internal/pkg/manifest/rd_web_svc.go and job.go",
};

/// `environments` of another form.
pub const SHAPE: Rule = Rule {
    id: "environments.shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`environments` must be a map with the name of each environment as key, not {found}: Copilot refuses the manifest.",
    ],
    doc: "The overrides are a map: the key is the name of an environment, what differs there stands below. A list is \
          refused.",
    bad: "# Backend Service\nenvironments:\n  - test\n",
    good: "# Backend Service\nenvironments:\n  test:\n    count: 1\n",
    source: "docs/manifest/backend-service#environments",
};

/// What can be said of the blocks as they are written.
pub fn check(document: &Document<'_>) -> Vec<Report> {
    let (Some(kind), Some(layers)) = (document.kind(), &document.layers) else { return Vec::new() };
    let null_blocks = layers.environments.iter().filter_map(|environment| {
        let key = document.tree.key_of(environment.block.origin.node);
        let fix = key.and_then(|key| remove(key, document.tree, document.text));
        Some(null_block(kind, environment)?.fix(fix))
    });
    null_blocks.collect()
}

fn null_block(kind: Kind, environment: &Environment) -> Option<Report> {
    let crashes = matches!(kind, Kind::RequestDrivenWebService | Kind::ScheduledJob);
    if !crashes || !environment.block.is_null() {
        return None;
    }
    let report = Report::new(&NULL_BLOCK, Place::key(&environment.block));
    Some(report.arg("name", format!("`{}`", environment.name)).arg("kind", kind.name()))
}
