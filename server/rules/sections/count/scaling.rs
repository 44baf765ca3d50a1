//! Which options of `count` go together.

use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::fixes::{Fix, insert};
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::{any_quoted, quoted};
use std::sync::Arc;

/// The rules of this file.
pub const RULES: &[&Rule] = &[
    &SPOT_WITH_AUTOSCALING,
    &RANGE_WITHOUT_METRIC,
    &METRIC_WITHOUT_RANGE,
    &COOLDOWN_WITHOUT_METRIC,
    &METRIC_NOT_FOR_KIND,
    &REQUESTS_WITHOUT_HTTP,
    &REQUESTS_HTTP_DISABLED,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[combinations, requests];

/// `spot` beside autoscaling.
pub const SPOT_WITH_AUTOSCALING: Rule = Rule {
    id: "count.spot-with-autoscaling",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`spot` can't stand beside `range` or a scaling metric: Copilot refuses the manifest. To scale on Spot, use \
         `range.spot_from`.",
    ],
    doc: "`spot` is a fixed number of tasks on Spot capacity. With autoscaling, `range` in its map form says from \
          which task on Spot is used.",
    bad: "# Backend Service\ncount:\n  spot: 2\n  range: 1-5\n  cpu_percentage: 70\n",
    good: "# Backend Service\ncount:\n  range:\n    min: 1\n    max: 5\n    spot_from: 3\n  cpu_percentage: 70\n",
    source: "AdvancedCount.validate in internal/pkg/manifest/validate.go",
};

/// Nothing to scale on.
pub const RANGE_WITHOUT_METRIC: Rule = Rule {
    id: "count.range-without-metric",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["`range` needs a metric to scale on: add {metrics}. Copilot refuses the manifest without."],
    doc: "A range of tasks alone says nothing about when to add or remove tasks. Copilot wants at least one metric \
          beside it.",
    bad: "# Backend Service\ncount:\n  range: 1-10\n",
    good: "# Backend Service\ncount:\n  range: 1-10\n  cpu_percentage: 70\n",
    source: "AdvancedCount.validate in internal/pkg/manifest/validate.go",
};

/// No limits to scale within.
pub const METRIC_WITHOUT_RANGE: Rule = Rule {
    id: "count.metric-without-range",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{key} needs `range` beside it, such as `range: 1-10`: Copilot refuses the manifest without.",
    ],
    doc: "A scaling metric needs the smallest and the largest number of tasks.",
    bad: "# Backend Service\ncount:\n  cpu_percentage: 70\n",
    good: "# Backend Service\ncount:\n  range: 1-10\n  cpu_percentage: 70\n",
    source: "AdvancedCount.validate in internal/pkg/manifest/validate.go",
};

/// Nothing to cool down.
pub const COOLDOWN_WITHOUT_METRIC: Rule = Rule {
    id: "count.cooldown-without-metric",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`cooldown` needs a metric to scale on: add {metrics}. Copilot refuses the manifest without.",
    ],
    doc: "`count.cooldown` is the default pause of all metrics. Without a metric it is refused.",
    bad: "# Backend Service\ncount:\n  cooldown:\n    in: 30s\n",
    good: "# Backend Service\ncount:\n  range: 1-10\n  cpu_percentage: 70\n  cooldown:\n    in: 30s\n",
    source: "AdvancedCount.validate in internal/pkg/manifest/validate.go",
};

/// A metric of another kind.
pub const METRIC_NOT_FOR_KIND: Rule = Rule {
    id: "count.metric-not-for-kind",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["A {kind} can't scale on {key}: Copilot refuses the manifest. It scales on {metrics}."],
    doc: "Services with a load balancer scale on requests and response time, Worker Services on the delay of their \
          queue. CPU and memory work everywhere.",
    bad: "# Worker Service\ncount:\n  range: 1-5\n  requests: 100\n",
    good: "# Worker Service\ncount:\n  range: 1-5\n  cpu_percentage: 70\n",
    source: "AdvancedCount.getInvalidFieldsSet in internal/pkg/manifest/svc.go",
};

/// Requests without a load balancer.
pub const REQUESTS_WITHOUT_HTTP: Rule = Rule {
    id: "count.requests-without-http",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["{key} is measured at the load balancer: a Backend Service needs an `http` section for it."],
    doc: "Requests and response times are metrics of the internal load balancer, which a Backend Service has only \
          with `http`. Copilot refuses the manifest otherwise.",
    bad: "# Backend Service\ncount:\n  range: 1-5\n  requests: 100\n",
    good: "# Backend Service\nhttp:\n  path: /\ncount:\n  range: 1-5\n  requests: 100\n",
    source: "BackendServiceConfig.validate in internal/pkg/manifest/validate.go",
};

/// Requests with the load balancer switched off.
pub const REQUESTS_HTTP_DISABLED: Rule = Rule {
    id: "count.requests-http-disabled",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{key} can't be measured with `http: false`: a network load balancer does not count requests.",
    ],
    doc: "With `http: false` the service has only a network load balancer, which gives neither requests nor response \
          times. Copilot refuses these metrics then.",
    bad: "# Load Balanced Web Service\nhttp: false\nnlb:\n  port: 80/tcp\ncount:\n  range: 1-5\n  requests: 100\n",
    good: "# Load Balanced Web Service\nhttp: false\nnlb:\n  port: 80/tcp\ncount:\n  range: 1-5\n  cpu_percentage: 70\n",
    source: "LoadBalancedWebServiceConfig.validate in internal/pkg/manifest/validate.go",
};

/// The kinds with autoscaling.
pub fn scales(kind: Kind) -> bool {
    !metrics(kind).is_empty()
}

/// What a kind scales on.
fn metrics(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::LoadBalancedWebService | Kind::BackendService => {
            &["cpu_percentage", "memory_percentage", "requests", "response_time"]
        }
        Kind::WorkerService => &["cpu_percentage", "memory_percentage", "queue_delay"],
        _ => &[],
    }
}

/// What only the load balancer of `http` measures.
const OF_REQUESTS: [&str; 2] = ["requests", "response_time"];

/// The rule that is broken by metrics of requests, where nothing counts them.
fn uncounted(check: &Check<'_>) -> Option<&'static Rule> {
    match check.kind {
        Kind::LoadBalancedWebService if check.at(&["http"])?.bool() == Some(false) => {
            Some(&REQUESTS_HTTP_DISABLED)
        }
        Kind::BackendService if check.given(&["http"]).is_none() => Some(&REQUESTS_WITHOUT_HTTP),
        _ => None,
    }
}

/// Whether this manifest may have a key of the map form of `count`.
pub fn takes(check: &Check<'_>, key: &str) -> bool {
    let is_metric = OTHERS.contains(&key);
    scales(check.kind)
        && (!is_metric || metrics(check.kind).contains(&key))
        && (!OF_REQUESTS.contains(&key) || uncounted(check).is_none())
}

/// The metrics that not every kind has.
const OTHERS: [&str; 3] = ["queue_delay", "requests", "response_time"];

type Metrics<'m> = Vec<(&'static str, &'m Arc<Value>)>;

fn given<'m>(check: &Check<'m>, keys: &[&'static str]) -> Metrics<'m> {
    let metric = |key: &&'static str| Some((*key, check.given(&["count", key])?));
    keys.iter().filter_map(metric).collect()
}

fn combinations(check: &mut Check<'_>) {
    if !scales(check.kind) {
        return;
    }
    let mut others = OTHERS.to_vec();
    others.retain(|key| !metrics(check.kind).contains(key));
    let foreign = given(check, &others);
    for (key, metric) in &foreign {
        let report = Report::new(&METRIC_NOT_FOR_KIND, Place::key(metric)).arg("key", quoted(key));
        check.report(named(report, check.kind));
    }
    let found = given(check, metrics(check.kind));
    let range = check.given(&["count", "range"]);
    if let Some(spot) = check.at(&["count", "spot"]) {
        spot_alone(check, spot, range, &found);
    } else if foreign.is_empty() {
        range_with_metric(check, range, &found);
    }
    let cooldown = check.given(&["count", "cooldown"]);
    if let Some(cooldown) = cooldown.filter(|_| range.is_none() && found.is_empty() && foreign.is_empty()) {
        check.report(named(Report::new(&COOLDOWN_WITHOUT_METRIC, Place::key(cooldown)), check.kind));
    }
}

fn named(report: Report, kind: Kind) -> Report {
    report.arg("kind", kind.name()).say("metrics", any_quoted(metrics(kind).iter().copied()))
}

fn spot_alone(check: &mut Check<'_>, spot: &Arc<Value>, range: Option<&Arc<Value>>, metrics: &Metrics<'_>) {
    let mut others = range.into_iter().chain(metrics.iter().map(|(_, metric)| *metric)).peekable();
    if others.peek().is_some() {
        check.report(Report::new(&SPOT_WITH_AUTOSCALING, Place::key(spot)).because_of(others));
    }
}

fn range_with_metric(check: &mut Check<'_>, range: Option<&Arc<Value>>, metrics: &Metrics<'_>) {
    match (range, metrics.first()) {
        (Some(range), None) => {
            let report = named(Report::new(&RANGE_WITHOUT_METRIC, Place::key(range)), check.kind);
            check.report(report.fix(addition(check, "cpu_percentage: 70")));
        }
        (None, Some((key, metric))) => {
            let report = Report::new(&METRIC_WITHOUT_RANGE, Place::key(metric));
            let fix = addition(check, "range: 1-10");
            check.report(report.arg("key", quoted(key)).fix(fix));
        }
        _ => {}
    }
}

fn addition(check: &Check<'_>, entry: &str) -> Option<Fix> {
    let title = Phrase::new(format!("Add `{entry}`"), format!("`{entry}` を追加する"));
    insert(check, title, check.at(&["count"])?, entry)
}

fn requests(check: &mut Check<'_>) {
    let Some(rule) = uncounted(check) else { return };
    for (key, metric) in given(check, &OF_REQUESTS) {
        let report = Report::new(rule, Place::key(metric)).arg("key", quoted(key));
        check.report(report.because_of(check.at(&["http"])));
    }
}
