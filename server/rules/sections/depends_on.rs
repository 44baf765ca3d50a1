//! The order in which containers start and stop.

pub mod choices;

use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::manifest::value::{Data, Value};
use crate::rules::check::{Check, FIRELENS, OTEL};
use crate::rules::fixes::Fix;
use crate::rules::fixes::{change_to, insert, replace};
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::{all_quoted, quoted};
use indexmap::IndexMap;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &CONDITION,
    &UNKNOWN_CONTAINER,
    &ESSENTIAL_COMPLETE,
    &MAIN_COMPLETE,
    &SELF,
    &CYCLE,
    &HEALTHY_WITHOUT_HEALTHCHECK,
    &FIRELENS_WITHOUT_LOGGING,
    &FIRELENS_CONDITION,
    &OTEL_COLLECTOR,
    &INIT_ESSENTIAL,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[empty_conditions, dependencies];

/// A condition that does not exist.
pub const CONDITION: Rule = Rule {
    id: "depends-on.condition",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{value} is no condition. A container may wait for `start`, `healthy`, `complete` or `success` of another.",
        "{value} needs a condition: `start`, `healthy`, `complete` or `success`. Copilot refuses an empty one.",
    ],
    doc: "A dependency says which state the other container must have reached: `start`, `healthy` (its health check \
          passes), `complete` (it has ended) or `success` (it has ended with 0). Capital letters are fine.",
    bad: "# Backend Service\nimage:\n  location: demo/api:1\n  port: 80\n  depends_on:\n    nginx: started\nsidecars:\n  nginx:\n    image: demo/n:1\n",
    good: "# Backend Service\nimage:\n  location: demo/api:1\n  port: 80\n  depends_on:\n    nginx: start\nsidecars:\n  nginx:\n    image: demo/n:1\n",
    source: "DependsOn.validate in internal/pkg/manifest/validate.go",
};

/// A container that does not exist.
pub const UNKNOWN_CONTAINER: Rule = Rule {
    id: "depends-on.unknown-container",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["The task has no container {name}. Its containers are {known}."],
    doc: "A dependency must name a container of the same task: the main one, which has the name of the workload, or a \
          sidecar. Other services can't be waited for here.",
    bad: "# Backend Service\nimage:\n  location: demo/api:1\n  port: 80\n  depends_on:\n    proxy: start\nsidecars:\n  nginx:\n    image: demo/n:1\n",
    good: "# Backend Service\nimage:\n  location: demo/api:1\n  port: 80\n  depends_on:\n    nginx: start\nsidecars:\n  nginx:\n    image: demo/n:1\n",
    source: "buildDependencyGraph in internal/pkg/manifest/validate.go",
};

/// Waiting for the end of an essential sidecar.
pub const ESSENTIAL_COMPLETE: Rule = Rule {
    id: "depends-on.essential-complete",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "The sidecar {name} is essential, so it must not end: only `start` and `healthy` are allowed. Write `essential: false` in the sidecar if it is meant to end.",
    ],
    doc: "When an essential container ends the whole task stops, so nothing can wait for its end. Sidecars are \
          essential unless they have `essential: false`.",
    bad: "# Backend Service\nimage:\n  location: demo/api:1\n  port: 80\n  depends_on:\n    init: success\nsidecars:\n  init:\n    image: demo/init:1\n",
    good: "# Backend Service\nimage:\n  location: demo/api:1\n  port: 80\n  depends_on:\n    init: success\nsidecars:\n  init:\n    image: demo/init:1\n    essential: false\n",
    source: "validateDepsForEssentialContainers in internal/pkg/manifest/validate.go",
};

/// Waiting for the end of the main container.
pub const MAIN_COMPLETE: Rule = Rule {
    id: "depends-on.main-complete",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{name} is the main container, which is always essential: a sidecar may only wait for its `start` or `healthy`.",
    ],
    doc: "The task ends with its main container, so no sidecar can run after it. Only `start` and `healthy` are \
          allowed on the main container.",
    bad: "# Backend Service\nsidecars:\n  after:\n    image: demo/after:1\n    depends_on:\n      api: success\n",
    good: "# Backend Service\nsidecars:\n  after:\n    image: demo/after:1\n    depends_on:\n      api: start\n",
    source: "validateDepsForEssentialContainers in internal/pkg/manifest/validate.go",
};

/// Waiting for itself.
pub const SELF: Rule = Rule {
    id: "depends-on.self",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["The container {name} waits for itself: Copilot refuses the manifest."],
    doc: "A container can't wait for itself. Remove the entry, or name the container that was meant.",
    bad: "# Backend Service\nsidecars:\n  nginx:\n    image: demo/n:1\n    depends_on:\n      nginx: start\n",
    good: "# Backend Service\nsidecars:\n  nginx:\n    image: demo/n:1\n    depends_on:\n      api: start\n",
    source: "validateNoCircularDependencies in internal/pkg/manifest/validate.go",
};

/// Waiting in a circle.
pub const CYCLE: Rule = Rule {
    id: "depends-on.cycle",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["These containers wait for each other in a circle: {cycle}. Copilot refuses the manifest."],
    doc: "If each container of a circle waits for the next, none can start. Remove one of the dependencies.",
    bad: "# Backend Service\nimage:\n  location: demo/api:1\n  port: 80\n  depends_on:\n    nginx: start\nsidecars:\n  nginx:\n    image: demo/n:1\n    depends_on:\n      api: start\n",
    good: "# Backend Service\nimage:\n  location: demo/api:1\n  port: 80\n  depends_on:\n    nginx: start\nsidecars:\n  nginx:\n    image: demo/n:1\n",
    source: "validateNoCircularDependencies in internal/pkg/manifest/validate.go",
};

/// `healthy` without a health check.
pub const HEALTHY_WITHOUT_HEALTHCHECK: Rule = Rule {
    id: "depends-on.healthy-without-healthcheck",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{name} has no `healthcheck` in the manifest, so it never becomes healthy: ECS refuses the task definition. A `HEALTHCHECK` in its Dockerfile does not count.",
    ],
    doc: "`healthy` needs a health check in the task definition, that is a `healthcheck` of the sidecar or of `image`. \
          ECS does not look into the image, and Copilot does not look at all.",
    bad: "# Backend Service\nimage:\n  location: demo/api:1\n  port: 80\n  depends_on:\n    nginx: healthy\nsidecars:\n  nginx:\n    image: demo/n:1\n",
    good: "# Backend Service\nimage:\n  location: demo/api:1\n  port: 80\n  depends_on:\n    nginx: healthy\nsidecars:\n  nginx:\n    image: demo/n:1\n    healthcheck:\n      command: [\"CMD-SHELL\", \"curl -f http://localhost/ || exit 1\"]\n",
    source: "ECS API, ContainerDependency",
};

/// The log router without `logging`.
pub const FIRELENS_WITHOUT_LOGGING: Rule = Rule {
    id: "depends-on.firelens-without-logging",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "There is no {name} in this task: `logging` adds it only with a field other than `retention`, for example `destination`.",
    ],
    doc: "The log router exists only when `logging` has at least one field beside `retention`. Without it the \
          dependency names a container that does not exist.",
    bad: "# Backend Service\nimage:\n  location: demo/api:1\n  port: 80\n  depends_on:\n    firelens_log_router: start\nlogging:\n  retention: 7\n",
    good: "# Backend Service\nimage:\n  location: demo/api:1\n  port: 80\n  depends_on:\n    firelens_log_router: start\nlogging:\n  destination:\n    Name: cloudwatch\n",
    source: "containerDependencies in internal/pkg/manifest/workload_ecs.go",
};

/// Waiting for the end of the log router.
pub const FIRELENS_CONDITION: Rule = Rule {
    id: "depends-on.firelens-condition",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["The log router runs as long as the task: ECS refuses to wait for its end. Write `start`."],
    doc: "The log router is essential to ECS, although Copilot lets `complete` and `success` pass. It has no health \
          check either, so `start` is the only condition that works.",
    bad: "# Backend Service\nimage:\n  location: demo/api:1\n  port: 80\n  depends_on:\n    firelens_log_router: complete\nlogging:\n  destination:\n    Name: cloudwatch\n",
    good: "# Backend Service\nimage:\n  location: demo/api:1\n  port: 80\n  depends_on:\n    firelens_log_router: start\nlogging:\n  destination:\n    Name: cloudwatch\n",
    source: "templates/workloads/partials/cf/sidecars.yml; ECS API, ContainerDependency",
};

/// The injected collector.
pub const OTEL_COLLECTOR: Rule = Rule {
    id: "depends-on.otel-collector",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{name} is added by `observability.tracing`, and Copilot does not let other containers depend on it.",
    ],
    doc: "Copilot adds the collector only to the template, after it has checked the dependencies. A container that \
          must wait for a collector needs one of its own as a sidecar.",
    bad: "# Backend Service\nimage:\n  location: demo/api:1\n  port: 80\n  depends_on:\n    aws-otel-collector: start\nobservability:\n  tracing: awsxray\n",
    good: "# Backend Service\nobservability:\n  tracing: awsxray\n",
    source: "containerDependencies in internal/pkg/manifest/workload_ecs.go",
};

/// An init container that is essential.
pub const INIT_ESSENTIAL: Rule = Rule {
    id: "pattern.init-essential",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{other} waits until {name} has ended, so {name} must not be essential: write `essential: false`. Copilot refuses the manifest without it.",
    ],
    doc: "A sidecar that prepares something and ends needs `essential: false`. Without it its end would stop the \
          task, and Copilot refuses `complete` and `success` on it.",
    bad: "# Backend Service\nimage:\n  location: demo/api:1\n  port: 80\n  depends_on:\n    migrate: complete\nsidecars:\n  migrate:\n    image: demo/migrate:1\n    command: \"echo done\"\n",
    good: "# Backend Service\nimage:\n  location: demo/api:1\n  port: 80\n  depends_on:\n    migrate: complete\nsidecars:\n  migrate:\n    image: demo/migrate:1\n    essential: false\n    command: \"echo done\"\n",
    source: "validateDepsForEssentialContainers in internal/pkg/manifest/validate.go",
};

/// A container as Copilot's dependency table holds it.
struct Node<'m> {
    depends_on: Option<&'m Arc<Value>>,
    essential: bool,
    /// A sidecar; a sidecar of the same name hides the main container.
    sidecar: Option<&'m Arc<Value>>,
}

type Table<'m> = IndexMap<&'m str, Node<'m>>;

fn table<'m>(check: &Check<'m>) -> Table<'m> {
    let mut table = Table::new();
    let main = check.at(&["image", "depends_on"]);
    table.insert(check.name(), Node { depends_on: main, essential: true, sidecar: None });
    if check.has_firelens() {
        table.insert(FIRELENS, Node { depends_on: None, essential: false, sidecar: None });
    }
    for (name, sidecar) in check.sidecars() {
        let essential = sidecar.get("essential").and_then(|essential| essential.bool()) != Some(false);
        let depends_on = sidecar.get("depends_on");
        table.insert(name, Node { depends_on, essential, sidecar: Some(sidecar) });
    }
    table
}

/// An empty condition is refused for App Runner too.
fn empty_conditions(check: &mut Check<'_>) {
    let main = check.at(&["image", "depends_on"]);
    let sidecars = check.sidecars().filter_map(|(_, sidecar)| sidecar.get("depends_on"));
    let all: Vec<_> = main.into_iter().chain(sidecars).collect();
    for (name, condition) in all.into_iter().flat_map(|depends_on| depends_on.entries()) {
        if condition.is_null() {
            let report = Report::new(&CONDITION, Place::key(condition)).message(1);
            check.report(report.arg("value", quoted(name)));
        }
    }
}

fn dependencies(check: &mut Check<'_>) {
    let mut sidecars = check.sidecars();
    let nobody_waits = check.at(&["image", "depends_on"]).is_none()
        && sidecars.all(|(_, sidecar)| sidecar.get("depends_on").is_none());
    if nobody_waits || check.kind == Kind::RequestDrivenWebService {
        return;
    }
    let table = table(check);
    for (name, node) in &table {
        for (other, condition) in node.depends_on.into_iter().flat_map(|depends_on| depends_on.entries()) {
            match table.get(other) {
                Some(_) if other == *name => {
                    let report = Report::new(&SELF, Place::key(condition));
                    check.report(report.arg("name", quoted(name)));
                }
                Some(target) => edge(check, name, other, target, condition),
                None => unknown(check, &table, other, condition),
            }
        }
    }
    cycles(check, &table);
}

fn unknown(check: &mut Check<'_>, table: &Table<'_>, name: &str, condition: &Arc<Value>) {
    let unnamed = check.section("name").is_none_or(|name| name.text().is_none());
    let declared = check.at(&["sidecars", name]).is_some();
    if unnamed || declared {
        return;
    }
    let rule = match (name, check.tracing()) {
        (FIRELENS, _) => &FIRELENS_WITHOUT_LOGGING,
        (OTEL, Some(_)) => &OTEL_COLLECTOR,
        _ => &UNKNOWN_CONTAINER,
    };
    let report = Report::new(rule, Place::key(condition)).arg("name", quoted(name));
    check.report(report.arg("known", all_quoted(table.keys().copied().take(MOST))));
}

/// What the condition asks of the other container.
fn edge(check: &mut Check<'_>, name: &str, other: &str, target: &Node<'_>, condition: &Arc<Value>) {
    let Some(text) = condition.text().map(str::to_lowercase) else { return };
    let ends = matches!(text.as_str(), "complete" | "success");
    let report = |rule| Report::new(rule, Place::value(condition)).arg("name", quoted(other));
    match target.sidecar {
        None if ends && other == FIRELENS => {
            check.report(report(&FIRELENS_CONDITION).fix(change_to(condition, "start")));
        }
        None if ends => check.report(report(&MAIN_COMPLETE)),
        Some(sidecar) if ends && target.essential => {
            let report = essential(report, name, sidecar, condition);
            check.report(report.fix(not_essential(check, sidecar)));
        }
        _ if text == "healthy" && !has_healthcheck(check, other, target) => {
            check.report(report(&HEALTHY_WITHOUT_HEALTHCHECK).because_of(target.sidecar));
        }
        _ => {}
    }
}

/// A sidecar with a command that is waited for is an init container, which lacks `essential: false`.
fn essential(
    report: impl Fn(&'static Rule) -> Report,
    name: &str,
    sidecar: &Arc<Value>,
    condition: &Arc<Value>,
) -> Report {
    let written = sidecar.get("essential");
    let place = written.map_or_else(|| Place::missing_in(sidecar), |written| Place::value(written));
    let report = if sidecar.get("command").is_some() {
        Report { place, ..report(&INIT_ESSENTIAL) }.arg("other", quoted(name))
    } else {
        report(&ESSENTIAL_COMPLETE)
    };
    report.because(condition).because_of(written)
}

fn not_essential(check: &Check<'_>, sidecar: &Arc<Value>) -> Option<Fix> {
    let title =
        Phrase::new("Set `essential: false` on the sidecar", "サイドカーに `essential: false` を設定する");
    match sidecar.get("essential") {
        Some(essential) => Some(replace(title, essential, "false")),
        None => insert(check, title, sidecar, "essential: false"),
    }
}

/// A health check in the manifest, or an override of the template that may add one.
fn has_healthcheck(check: &Check<'_>, name: &str, target: &Node<'_>) -> bool {
    let body = target.sidecar.or_else(|| check.at(&["image"]).filter(|_| name != FIRELENS));
    let own = body.and_then(|body| body.get("healthcheck"));
    let mut paths = check.items(&["taskdef_overrides"]).iter().filter_map(|rule| rule.get("path"));
    own.is_some_and(|own| own.unknown || own.entries().next().is_some())
        || paths.any(|path| matches!(&path.data, Data::Str(text) if text.contains("HealthCheck")))
}

/// More circles, and more entries of one, than a reader would look at.
const MOST: usize = 20;

/// Each entry of each circle.
fn cycles(check: &mut Check<'_>, table: &Table<'_>) {
    let mut done = HashSet::new();
    let mut found = Vec::new();
    for start in table.keys() {
        walk(start, table, &mut done, &mut found);
    }
    for cycle in found {
        circle(check, table, &cycle);
    }
}

/// Depth first from one container; without recursion, as there may be any number of them.
fn walk<'m>(start: &'m str, table: &Table<'m>, done: &mut HashSet<&'m str>, found: &mut Vec<Vec<&'m str>>) {
    let mut path = vec![(start, targets(start, table))];
    let mut on_path = HashMap::from([(start, 0)]);
    while let Some((name, rest)) = path.last_mut() {
        match rest.pop() {
            None => {
                done.insert(*name);
                on_path.remove(*name);
                path.pop();
            }
            Some(other) if done.contains(other) => {}
            Some(other) => match on_path.get(other) {
                Some(from) if found.len() < MOST => {
                    found.push(path[*from..].iter().map(|(step, _)| *step).collect());
                }
                Some(_) => {}
                None => {
                    on_path.insert(other, path.len());
                    path.push((other, targets(other, table)));
                }
            },
        }
    }
}

/// The other containers that this one waits for, last first.
fn targets<'m>(name: &str, table: &Table<'m>) -> Vec<&'m str> {
    let depends_on = table.get(name).and_then(|node| node.depends_on);
    let others = depends_on.into_iter().flat_map(|depends_on| depends_on.entries());
    let mut others: Vec<_> = others.map(|(other, _)| other).collect();
    others.retain(|other| *other != name && table.contains_key(other));
    others.reverse();
    others
}

fn circle(check: &mut Check<'_>, table: &Table<'_>, cycle: &[&str]) {
    let next = cycle.iter().cycle().skip(1);
    let entries: Vec<&Arc<Value>> = cycle
        .iter()
        .zip(next)
        .filter_map(|(name, other)| table.get(name)?.depends_on?.get(other))
        .take(MOST)
        .collect();
    let names: Vec<String> = cycle.iter().chain(cycle.first()).take(MOST).map(|name| quoted(name)).collect();
    for entry in &entries {
        let mut report = Report::new(&CYCLE, Place::key(entry)).arg("cycle", names.join(" → "));
        for other in entries.iter().filter(|other| !Arc::ptr_eq(other, entry)) {
            report = report.related(other, Phrase::new("also in this circle", "これも循環の一部です"));
            report.because.push(Place::key(other));
        }
        check.report(report);
    }
}
