//! Subscriptions against the topics that the services of the workspace publish.

use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::registry::AcrossCheck;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::values::named;
use crate::rules::words::{all_quoted, quoted};
use crate::workspace::Workspace;
use indexmap::IndexMap;
use std::collections::HashMap;
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] = &[&SERVICE_UNKNOWN, &TOPIC_UNKNOWN, &FIFO_MISMATCH];

/// The checks against the workspace.
pub const ACROSS: &[AcrossCheck] = &[subscriptions];

/// A publisher that is not here.
pub const SERVICE_UNKNOWN: Rule = Rule {
    id: "workspace.subscribe-service-unknown",
    severity: Severity::Hint,
    origin: Origin::Aws,
    messages: &[
        "The workspace has no workload {name}. If no other repository of the application has it, the topic does not exist and the deployment fails.",
    ],
    doc: "A subscription names the workload that publishes the topic. It may live in another repository of the same \
          application, but more often its name is misspelt.",
    bad: "# Worker Service\nsubscribe:\n  topics:\n    - name: orders\n      service: shop\n# copilot/.workspace\napplication: shop\n",
    good: "# Worker Service\nsubscribe:\n  topics:\n    - name: orders\n      service: shop\n# copilot/shop/manifest.yml\n# Backend Service\npublish:\n  topics:\n    - name: orders\n",
    source: "validateTopicsExist in internal/pkg/cli/deploy/worker.go",
};

/// A topic that its publisher does not have.
pub const TOPIC_UNKNOWN: Rule = Rule {
    id: "workspace.subscribe-topic-unknown",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{service} publishes no topic {name}: the deployment of this service stops. It publishes {known}.",
        "{service} publishes no topic, so the deployment of this service stops. Topics stand in its `publish.topics`.",
    ],
    doc: "When a Worker Service is deployed, the topics that it subscribes to must exist: they are those under \
          `publish.topics` of the service that is named.",
    bad: "# Worker Service\nsubscribe:\n  topics:\n    - name: payments\n      service: shop\n# copilot/shop/manifest.yml\n# Backend Service\npublish:\n  topics:\n    - name: orders\n",
    good: "# Worker Service\nsubscribe:\n  topics:\n    - name: orders\n      service: shop\n# copilot/shop/manifest.yml\n# Backend Service\npublish:\n  topics:\n    - name: orders\n",
    source: "validateTopicsExist in internal/pkg/cli/deploy/worker.go",
};

/// FIFO on one side only.
pub const FIFO_MISMATCH: Rule = Rule {
    id: "workspace.subscribe-fifo-mismatch",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{service} publishes {name} as a FIFO topic, but this subscription asks for a standard one, which does not exist: the deployment stops. Turn on `fifo` in `subscribe.queue`, or in the `queue` of this topic.",
        "{service} publishes {name} as a standard topic, but this subscription asks for a FIFO one, which does not exist: the deployment stops. Give the topic a standard queue of its own (`queue: true`), or turn off `fifo`.",
    ],
    doc: "A FIFO topic can feed only a FIFO queue, and Copilot looks it up under another name than a standard one. So \
          `fifo` must be the same at the topic and at its queue: `subscribe.queue`, or the `queue` of the subscription where \
          it has one.",
    bad: "# Worker Service\nsubscribe:\n  topics:\n    - name: orders\n      service: shop\n# copilot/shop/manifest.yml\n# Backend Service\npublish:\n  topics:\n    - name: orders\n      fifo: true\n",
    good: "# Worker Service\nsubscribe:\n  topics:\n    - name: orders\n      service: shop\n  queue:\n    fifo: true\n# copilot/shop/manifest.yml\n# Backend Service\npublish:\n  topics:\n    - name: orders\n      fifo: true\n",
    source: "WorkerService.Subscriptions in internal/pkg/manifest/worker_svc.go; docs/manifest/worker-service#subscribe-queue-fifo",
};

fn subscriptions(check: &mut Check<'_>, workspace: &Workspace) {
    let is_worker = check.kind == Kind::WorkerService;
    let mut publishers = Publishers::new();
    for topic in check.items(&["subscribe", "topics"]).iter().filter(|topic| is_worker && topic.is_map()) {
        let service = topic.get("service").and_then(named);
        if let (Some(service), Some(name)) = (service, topic.get("name").and_then(named)) {
            subscription(check, (workspace, &mut publishers), topic, service, name);
        }
    }
}

/// The topics of each service that was asked for, and whether they are FIFO; `None` where they can't be known.
type Publishers<'w> = HashMap<String, Option<IndexMap<&'w str, Option<bool>>>>;

fn subscription<'w>(
    check: &mut Check<'_>,
    (workspace, publishers): (&'w Workspace, &mut Publishers<'w>),
    topic: &Arc<Value>,
    (service, service_value): (&str, &Arc<Value>),
    (name, name_value): (&str, &Arc<Value>),
) {
    let Some(source) = workspace.workload(service) else {
        if workspace.workloads().contains(&service) {
            // Its manifest can't be read.
            return;
        }
        let report = Report::new(&SERVICE_UNKNOWN, Place::value(service_value)).arg("name", quoted(service));
        check.report(report.fix_nearest(service_value, service, workspace.workloads()));
        return;
    };
    let environment = check.environment();
    let known = publishers.entry(service.to_owned()).or_insert_with(|| {
        let manifest = workspace.workload_manifest(service).filter(|_| source.tree().errors.is_empty());
        manifest.and_then(|it| published(it.effective(environment)))
    });
    let Some(published) = known else { return };
    let Some(is_fifo) = published.get(name) else {
        let report = Report::new(&TOPIC_UNKNOWN, Place::value(name_value)).arg("name", quoted(name));
        let known = || published.keys().copied();
        let report = report.arg("service", quoted(service)).arg("known", all_quoted(known()));
        let report = report.message(usize::from(published.is_empty()));
        check.report(report.fix_nearest(name_value, name, known()));
        return;
    };
    let (Some(is_fifo), Some(wants_fifo)) = (*is_fifo, wants_fifo(check, topic)) else { return };
    if is_fifo != wants_fifo {
        let report = Report::new(&FIFO_MISMATCH, Place::key(topic)).message(usize::from(wants_fifo));
        check.report(report.arg("service", quoted(service)).arg("name", quoted(name)));
    }
}

fn published(root: &Value) -> Option<IndexMap<&str, Option<bool>>> {
    let Some(topics) = root.at(&["publish", "topics"]) else { return Some(IndexMap::new()) };
    if topics.unknown {
        return None;
    }
    topics.items().iter().map(|topic| Some((topic.get("name")?.text()?, is_on(topic.get("fifo"))))).collect()
}

/// A switch or a map of settings is on; `None` where it can't be known.
fn is_on(value: Option<&Arc<Value>>) -> Option<bool> {
    let Some(value) = value else { return Some(false) };
    if value.unknown {
        return None;
    }
    Some(value.bool().unwrap_or_else(|| value.entries().next().is_some()))
}

/// The topic is looked up as a FIFO topic.
fn wants_fifo(check: &Check<'_>, topic: &Value) -> Option<bool> {
    match topic.get("queue") {
        Some(queue) if queue.unknown => None,
        Some(queue) if queue.is_map() && queue.entries().next().is_some() => is_on(queue.get("fifo")),
        Some(queue) if queue.bool().is_some() => Some(false),
        _ => is_on(check.at(&["subscribe", "queue", "fifo"])),
    }
}
