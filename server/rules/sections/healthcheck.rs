//! Health checks of containers: the main one's and those of sidecars.

use super::unknown_keys::Dropped;
use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::fixes::replace;
use crate::rules::fixes::{Fix, change_title, clamp_seconds, edit, insert, remove_value, unsafely};
use crate::rules::lines::{line_break, line_start};
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::quoted;
use crate::yaml::{NodeData, Span};
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &COMMAND_STRING,
    &COMMAND_PREFIX,
    &DURATION_NUMBER,
    &INTERVAL_RANGE,
    &TIMEOUT_RANGE,
    &RETRIES_RANGE,
    &START_PERIOD_RANGE,
    &DEFAULT_COMMAND_CURL,
    &HTTP_FIELDS,
    &EMPTY,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[health_checks];

const ECS: &[Kind] = &Kind::ECS;

const OF_LOAD_BALANCERS: &[&str] =
    &["path", "port", "success_codes", "healthy_threshold", "unhealthy_threshold", "grace_period"];

/// Dropped keys with a rule of their own.
pub const DROPPED: &[Dropped] = &[
    Dropped { rule: &HTTP_FIELDS, kinds: ECS, parent: &["image", "healthcheck"], keys: OF_LOAD_BALANCERS },
    Dropped {
        rule: &HTTP_FIELDS,
        kinds: ECS,
        parent: &["sidecars", "*", "healthcheck"],
        keys: OF_LOAD_BALANCERS,
    },
];

/// A text for the command.
pub const COMMAND_STRING: Rule = Rule {
    id: "healthcheck.command-string",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "The `command` of a health check must be a list such as `[\"CMD-SHELL\", \"curl -f http://localhost/\"]`, not \
         {found}: Copilot refuses the manifest.",
    ],
    doc: "Unlike the command of a container, that of a health check is always a list of strings. Its first item says \
          how the rest is run.",
    bad: "# Backend Service\nimage:\n  build: ./Dockerfile\n  healthcheck:\n    command: curl -f http://localhost/\n",
    good: "# Backend Service\nimage:\n  build: ./Dockerfile\n  healthcheck:\n    command: [\"CMD-SHELL\", \"curl -f http://localhost/\"]\n",
    source: "ContainerHealthCheck in internal/pkg/manifest/workload_ecs.go",
};

/// A command that does not say how it is run.
pub const COMMAND_PREFIX: Rule = Rule {
    id: "healthcheck.command-prefix",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "The first item must be `CMD` (run the words as they are) or `CMD-SHELL` (run one text in a shell), not {value}: \
         ECS refuses it.",
        "The `command` of a health check is empty: ECS needs `CMD` or `CMD-SHELL` and what to run.",
        "`CMD-SHELL` runs only the item behind it in the shell. Put the whole command line into one text, or use `CMD`.",
    ],
    doc: "ECS takes the first item as the way to run the check: `CMD` for a program with its arguments, `CMD-SHELL` for \
          one command line in the container's shell. Copilot does not look at it.",
    bad: "# Backend Service\nimage:\n  build: ./Dockerfile\n  healthcheck:\n    command: [\"curl\", \"-f\", \"http://localhost/\"]\n",
    good: "# Backend Service\nimage:\n  build: ./Dockerfile\n  healthcheck:\n    command: [\"CMD\", \"curl\", \"-f\", \"http://localhost/\"]\n",
    source: "docs/manifest/lb-web-service#image-healthcheck-cmd; ECS API HealthCheck",
};

/// A bare number for a time.
pub const DURATION_NUMBER: Rule = Rule {
    id: "healthcheck.duration-number",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{key} must be a duration with a unit, such as `10s`, not {found}: Copilot refuses the manifest.",
        "{key} must be a duration with a unit, such as `10s`, not {found}: Copilot drops it without a word.",
    ],
    doc: "Durations are texts in Go's notation: a number and its unit, `ns`, `us`, `ms`, `s`, `m` or `h`.",
    bad: "# Backend Service\nimage:\n  build: ./Dockerfile\n  healthcheck:\n    command: [\"CMD\", \"true\"]\n    interval: 30\n",
    good: "# Backend Service\nimage:\n  build: ./Dockerfile\n  healthcheck:\n    command: [\"CMD\", \"true\"]\n    interval: 30s\n",
    source: "yaml.v3 decode.go; ContainerHealthCheck in internal/pkg/manifest/workload_ecs.go",
};

/// An interval out of range.
pub const INTERVAL_RANGE: Rule = Rule {
    id: "healthcheck.interval-range",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "The `interval` of a health check must be 5s to 300s: Copilot accepts this value, ECS refuses it.",
    ],
    doc: "ECS runs the health check of a container every 5 to 300 seconds. Copilot cuts parts of a second off and does \
          not look at the rest.",
    bad: "# Backend Service\nimage:\n  build: ./Dockerfile\n  healthcheck:\n    command: [\"CMD\", \"true\"]\n    interval: 2s\n",
    good: "# Backend Service\nimage:\n  build: ./Dockerfile\n  healthcheck:\n    command: [\"CMD\", \"true\"]\n    interval: 10s\n",
    source: "ECS API HealthCheck",
};

/// A timeout out of range.
pub const TIMEOUT_RANGE: Rule = Rule {
    id: "healthcheck.timeout-range",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "The `timeout` of a health check must be 2s to 60s: Copilot accepts this value, ECS refuses it.",
    ],
    doc: "ECS waits 2 to 60 seconds for the health check of a container. Copilot cuts parts of a second off and does not \
          look at the rest.",
    bad: "# Backend Service\nimage:\n  build: ./Dockerfile\n  healthcheck:\n    command: [\"CMD\", \"true\"]\n    timeout: 90s\n",
    good: "# Backend Service\nimage:\n  build: ./Dockerfile\n  healthcheck:\n    command: [\"CMD\", \"true\"]\n    timeout: 5s\n",
    source: "ECS API HealthCheck",
};

/// Retries out of range.
pub const RETRIES_RANGE: Rule = Rule {
    id: "healthcheck.retries-range",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "A health check takes {allowed} retries, not {value}: Copilot accepts the number, ECS refuses it.",
    ],
    doc: "After 1 to 10 failures in a row ECS takes a container for unhealthy. Copilot does not look at the number.",
    bad: "# Backend Service\nimage:\n  build: ./Dockerfile\n  healthcheck:\n    command: [\"CMD\", \"true\"]\n    retries: 20\n",
    good: "# Backend Service\nimage:\n  build: ./Dockerfile\n  healthcheck:\n    command: [\"CMD\", \"true\"]\n    retries: 3\n",
    source: "ECS API HealthCheck",
};

/// A start period out of range.
pub const START_PERIOD_RANGE: Rule = Rule {
    id: "healthcheck.start-period-range",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "The `start_period` of a health check must be 0s to 300s: Copilot accepts this value, ECS refuses it.",
    ],
    doc: "Failures in the start period do not count. ECS lets it last up to five minutes; Copilot does not look at it.",
    bad: "# Backend Service\nimage:\n  build: ./Dockerfile\n  healthcheck:\n    command: [\"CMD\", \"true\"]\n    start_period: 10m\n",
    good: "# Backend Service\nimage:\n  build: ./Dockerfile\n  healthcheck:\n    command: [\"CMD\", \"true\"]\n    start_period: 60s\n",
    source: "ECS API HealthCheck",
};

/// A command that Copilot chooses.
pub const DEFAULT_COMMAND_CURL: Rule = Rule {
    id: "healthcheck.default-command-curl",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "Without `command` Copilot checks with `curl -f http://localhost/`: the container is unhealthy if it has no curl \
         or does not answer on port 80.",
    ],
    doc: "A health check with any field gets the rest by default, the command too: a request by curl to port 80 inside \
          the container. Give the command that fits the image.",
    bad: "# Backend Service\nimage:\n  build: ./Dockerfile\n  port: 8080\n  healthcheck:\n    interval: 10s\n",
    good: "# Backend Service\nimage:\n  build: ./Dockerfile\n  port: 8080\n  healthcheck:\n    command: [\"CMD-SHELL\", \"curl -f http://localhost:8080/ || exit 1\"]\n    interval: 10s\n",
    source: "NewDefaultContainerHealthCheck in internal/pkg/manifest/workload_ecs.go",
};

/// What belongs to the load balancer.
pub const HTTP_FIELDS: Rule = Rule {
    id: "healthcheck.http-fields",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "The health check of a container has no {key}: Copilot ignores it. It belongs to the load balancer's check, \
         `http.healthcheck`.",
    ],
    doc: "There are two health checks: that of a container runs a command inside it, that of the load balancer sends \
          requests. Paths, ports, success codes, thresholds and the grace period exist for the second one only.",
    bad: "# Backend Service\nimage:\n  build: ./Dockerfile\n  healthcheck:\n    path: /health\n    command: [\"CMD\", \"true\"]\n",
    good: "# Backend Service\nimage:\n  build: ./Dockerfile\n  healthcheck:\n    command: [\"CMD\", \"true\"]\n",
    source: "ContainerHealthCheck in internal/pkg/manifest/workload_ecs.go",
};

/// A health check of nothing.
pub const EMPTY: Rule = Rule {
    id: "healthcheck.empty",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &[
        "An empty `healthcheck` configures nothing: no check is made, and the container never becomes healthy.",
    ],
    doc: "Copilot adds a health check only when at least one field is given. A dependency that waits for `healthy` \
          fails without it.",
    bad: "# Backend Service\nimage:\n  build: ./Dockerfile\n  healthcheck: {}\n",
    good: "# Backend Service\nimage:\n  build: ./Dockerfile\n  healthcheck:\n    command: [\"CMD\", \"true\"]\n",
    source: "ContainerHealthCheck.IsEmpty in internal/pkg/manifest/workload_ecs.go",
};

fn health_checks(check: &mut Check<'_>) {
    if !check.kind.is_ecs() {
        return;
    }
    for container in check.containers() {
        let Some(health) = container.body.and_then(|body| body.get("healthcheck")) else { continue };
        if health.entries().next().is_some() {
            command(check, health);
            durations(check, health);
        } else if health.is_map() && check.tree.entries(health.origin.node).is_empty() {
            let report = Report::new(&EMPTY, Place::key(health));
            check.report(report.fix(remove_value(check, health)));
        }
    }
}

fn command(check: &mut Check<'_>, health: &Arc<Value>) {
    let Some(command) = health.get("command") else {
        check.report(Report::new(&DEFAULT_COMMAND_CURL, Place::missing_in(health)).fix(curl(check, health)));
        return;
    };
    let Some(first) = command.items().first() else {
        if command.is_list() {
            check.report(Report::new(&COMMAND_PREFIX, Place::value(command)).message(1));
        }
        return;
    };
    match first.text() {
        None | Some("CMD" | "NONE") => {}
        Some("CMD-SHELL") if command.items().len() > 2 => {
            check.report(Report::new(&COMMAND_PREFIX, Place::value(first)).message(2).as_warning());
        }
        Some("CMD-SHELL") => {}
        Some(text) => {
            let mut report = Report::new(&COMMAND_PREFIX, Place::value(first)).arg("value", quoted(text));
            let upper = text.to_uppercase().replace('_', "-");
            if matches!(upper.as_str(), "CMD" | "CMD-SHELL" | "NONE") {
                report = report.fix(replace(change_title(&upper), first, format!("\"{upper}\"")));
            } else {
                report = report.fix(prefixed(check, command));
            }
            check.report(report);
        }
    }
}

/// Copilot's own command, for the port of the main container.
fn curl(check: &Check<'_>, health: &Value) -> Option<Fix> {
    let port = check.at(&["image", "port"]).and_then(|port| port.int());
    let own = check.at(&["image", "healthcheck"]).is_some_and(|own| own.origin.node == health.origin.node);
    let address = match port.filter(|port| own && *port != 80) {
        Some(port) => format!("http://localhost:{port}/"),
        None => "http://localhost/".to_owned(),
    };
    let entry = format!("command: [\"CMD-SHELL\", \"curl -f {address} || exit 1\"]");
    let title = Phrase::new(format!("Write a check of {address}"), format!("{address} のチェックを書く"));
    insert(check, title, health, &entry)
}

/// The way to run the check, before what it runs: a line for the shell where it is one text, else words.
fn prefixed(check: &Check<'_>, command: &Value) -> Option<Fix> {
    let NodeData::Sequence { items, flow } = &check.tree.node(command.origin.node).data else { return None };
    let start = check.tree.node(*items.first()?).span.start;
    let word = if items.len() == 1 { "CMD-SHELL" } else { "CMD" };
    let separator = if *flow {
        ", ".to_owned()
    } else {
        let dash = check.text.get(line_start(check.text, start)..start)?;
        format!("{}{dash}", line_break(check.text))
    };
    let title = Phrase::new(format!("Write `{word}` first"), format!("先頭に `{word}` を書く"));
    Some(unsafely(edit(title, Span { start, end: start }, format!("\"{word}\"{separator}"))))
}

/// ECS gets whole seconds; Copilot cuts the rest off.
fn durations(check: &mut Check<'_>, health: &Arc<Value>) {
    let limits = [
        ("interval", 5..=300, &INTERVAL_RANGE),
        ("timeout", 2..=60, &TIMEOUT_RANGE),
        ("start_period", 0..=300, &START_PERIOD_RANGE),
    ];
    for (key, range, rule) in limits {
        let Some(value) = health.get(key).filter(|value| !value.zeroed) else { continue };
        if value.seconds().is_some_and(|time| !range.contains(&time)) {
            check.report(Report::new(rule, Place::value(value)).fix(clamp_seconds(value, &range)));
        }
    }
}
