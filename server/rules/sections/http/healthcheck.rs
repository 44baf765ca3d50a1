//! How the load balancer asks a task whether it is healthy.

use super::{RoutingRule, routing_rules};
use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::values::in_order;
use crate::rules::words::quoted;
use std::sync::Arc;

/// A health check of another form.
pub const SHAPE: Rule = Rule {
    id: "http.healthcheck-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{key} must be {expected}, not {found}: Copilot refuses the manifest.",
        "{key} must be {expected}: Copilot drops {found} without a word.",
        "`healthcheck` must be a path or a map with at least one of these keys: {known}.",
    ],
    doc: "`healthcheck` is a path, or a map whose values must all have the right type: durations with a unit, numbers \
          without quotes.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  healthcheck:\n    interval: 15\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  healthcheck:\n    interval: 15s\n",
    source: "docs/manifest/lb-web-service#http-healthcheck; Union.UnmarshalYAML in internal/pkg/manifest/union.go",
};

/// An empty path.
pub const EMPTY_STRING: Rule = Rule {
    id: "http.healthcheck-empty-string",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["An empty `healthcheck` is refused. Write a path, or leave the key out to check `/`."],
    doc: "Copilot takes the empty text for neither of the two forms of `healthcheck`, the path and the map.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  healthcheck: \"\"\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  healthcheck: /\n",
    source: "Union.UnmarshalYAML in internal/pkg/manifest/union.go",
};

/// A threshold that the load balancer refuses.
pub const THRESHOLD_RANGE: Rule = Rule {
    id: "http.healthcheck-threshold-range",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["A threshold of {value} is refused by the load balancer. Allowed: {allowed}."],
    doc: "So many answers in a row make a task healthy or unhealthy: 2 to 10.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  healthcheck:\n    healthy_threshold: 1\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  healthcheck:\n    healthy_threshold: 2\n",
    source: "docs/manifest/lb-web-service#http-healthcheck-healthy-threshold; Elastic Load Balancing, CreateTargetGroup",
};

/// An interval that the load balancer refuses.
pub const INTERVAL_RANGE: Rule = Rule {
    id: "http.healthcheck-interval-range",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["`interval` must lie between 5s and 300s: the load balancer refuses anything else."],
    doc: "The time between two health checks, 30s by default.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  healthcheck:\n    interval: 2s\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  healthcheck:\n    interval: 10s\n",
    source: "docs/manifest/lb-web-service#http-healthcheck-interval; Elastic Load Balancing, CreateTargetGroup",
};

/// A timeout that does not end before the next check.
pub const TIMEOUT_INTERVAL: Rule = Rule {
    id: "http.healthcheck-timeout-interval",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "A timeout of {timeout}s is not shorter than the interval of {interval}s: the load balancer refuses it.",
        "`timeout` must lie between 2s and 120s: the load balancer refuses anything else.",
    ],
    doc: "A health check must be over before the next one begins. The timeout is 5s by default, the interval 30s; who \
          changes one may have to change the other.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  healthcheck:\n    interval: 10s\n    timeout: 20s\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  healthcheck:\n    interval: 10s\n    timeout: 5s\n",
    source: "docs/manifest/lb-web-service#http-healthcheck-timeout; Elastic Load Balancing, CreateTargetGroup",
};

/// Codes that the load balancer refuses.
pub const SUCCESS_CODES: Rule = Rule {
    id: "http.healthcheck-success-codes",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{value} is refused by the load balancer. Write codes or ranges from 200 to 499, for example `200,301` or `200-299`.",
    ],
    doc: "The HTTP status codes that count as healthy: single codes, a list with commas, or a range, all from 200 to \
          499. The default is 200.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  healthcheck:\n    success_codes: \"500\"\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  healthcheck:\n    success_codes: \"200,301\"\n",
    source: "docs/manifest/lb-web-service#http-healthcheck-success-codes",
};

/// A grace period of one rule.
pub const RULE_GRACE_PERIOD: Rule = Rule {
    id: "http.rule-grace-period",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`grace_period` holds for the service as a whole: Copilot refuses it in a further rule. Write it in `http.healthcheck`.",
    ],
    doc: "The grace period is the time that a new task has before health checks count. ECS knows one for a service, so \
          it is taken from the main rule only.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  additional_rules:\n    - path: /a\n      healthcheck:\n        path: /h\n        grace_period: 30s\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  healthcheck:\n    grace_period: 30s\n  additional_rules:\n    - path: /a\n      healthcheck:\n        path: /h\n",
    source: "docs/manifest/lb-web-service#http-healthcheck-grace-period; validateGracePeriodForALB",
};

/// A grace period of one rule of a Backend Service.
pub const BACKEND_RULE_GRACE_PERIOD: Rule = Rule {
    id: "http.backend-rule-grace-period",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "`grace_period` holds for the service as a whole: in a further rule Copilot ignores it. Write it in `http.healthcheck`.",
    ],
    doc: "The grace period is taken from the main rule only. A Backend Service does not say so when a further rule has \
          one; a Load Balanced Web Service is refused.",
    bad: "# Backend Service\nhttp:\n  path: /\n  additional_rules:\n    - path: /a\n      healthcheck:\n        path: /h\n        grace_period: 30s\n",
    good: "# Backend Service\nhttp:\n  path: /\n  healthcheck:\n    grace_period: 30s\n  additional_rules:\n    - path: /a\n      healthcheck:\n        path: /h\n",
    source: "BackendService.convertGracePeriod in internal/pkg/deploy/cloudformation/stack/transformers.go",
};

/// Two grace periods for one service.
pub const GRACE_PERIOD_TWICE: Rule = Rule {
    id: "http.grace-period-twice",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`grace_period` holds for the service as a whole: Copilot refuses one under `http` and one under `nlb`. Remove one of them.",
    ],
    doc: "ECS knows one grace period for a service, whichever load balancers it has. Give it in `http.healthcheck` or in \
          `nlb.healthcheck`.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  healthcheck:\n    grace_period: 10s\nnlb:\n  port: 81/tcp\n  healthcheck:\n    grace_period: 10s\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  healthcheck:\n    grace_period: 10s\nnlb:\n  port: 81/tcp\n",
    source: "validateGracePeriod in internal/pkg/manifest/validate.go",
};

pub(super) fn check(check: &mut Check<'_>) {
    for rule in routing_rules(check) {
        let Some(healthcheck) = rule.body.get("healthcheck").filter(|healthcheck| healthcheck.is_map())
        else {
            continue;
        };
        times(check, healthcheck);
        success_codes(check, rule, healthcheck);
        let grace = healthcheck.get("grace_period").filter(|grace| !rule.main && !grace.zeroed);
        if let Some(grace) = grace {
            let backend = check.kind == Kind::BackendService;
            let id = if backend { &BACKEND_RULE_GRACE_PERIOD } else { &RULE_GRACE_PERIOD };
            check.report(Report::new(id, Place::key(grace)));
        }
    }
}

fn times(check: &mut Check<'_>, healthcheck: &Arc<Value>) {
    const INTERVAL: i64 = 30;
    const TIMEOUT: i64 = 5;
    let given = |key: &str| healthcheck.get(key).filter(|time| !time.zeroed);
    let (interval, timeout) = (given("interval"), given("timeout"));
    // A variable in one of them: nothing is known of their order.
    let time =
        |value: Option<&Arc<Value>>, default: i64| value.map_or(Some(default), |value| value.seconds());
    let (every, within) = (time(interval, INTERVAL), time(timeout, TIMEOUT));
    if let (Some(value), Some(every)) = (interval, every)
        && !(5..=300).contains(&every)
    {
        check.report(Report::new(&INTERVAL_RANGE, Place::value(value)));
        return;
    }
    if let (Some(value), Some(within)) = (timeout, within)
        && !(2..=120).contains(&within)
    {
        check.report(Report::new(&TIMEOUT_INTERVAL, Place::value(value)).message(1));
        return;
    }
    let (Some(value), Some(every), Some(within)) = (timeout.or(interval), every, within) else { return };
    if within >= every {
        let report = Report::new(&TIMEOUT_INTERVAL, Place::value(value)).because_of(interval);
        check.report(report.arg("timeout", within).arg("interval", every));
    }
}

fn success_codes(check: &mut Check<'_>, rule: RoutingRule<'_>, healthcheck: &Arc<Value>) {
    // gRPC has status codes of its own.
    let version = rule.body.get("version").map(|version| version.text());
    if version.is_some_and(|version| version.is_none_or(|version| version.eq_ignore_ascii_case("grpc"))) {
        return;
    }
    let codes = healthcheck.get("success_codes").filter(|codes| !codes.zeroed);
    if let Some((codes, text)) = codes.and_then(|codes| codes.text().map(|text| (codes, text)))
        && !text.split(',').all(|part| is_code_or_range(part.trim()))
    {
        check.report(Report::new(&SUCCESS_CODES, Place::value(codes)).arg("value", quoted(text)));
    }
}

fn is_code_or_range(text: &str) -> bool {
    let code = |text: &str| text.parse::<u16>().is_ok_and(|code| (200..=499).contains(&code));
    match text.split_once('-') {
        Some((from, to)) => code(from) && code(to),
        None => code(text),
    }
}

pub(super) fn grace_period_twice(check: &mut Check<'_>) {
    if check.kind != Kind::LoadBalancedWebService {
        return;
    }
    let of =
        |section: &str| check.at(&[section, "healthcheck", "grace_period"]).filter(|grace| !grace.zeroed);
    let (Some(http), Some(nlb)) = (of("http"), of("nlb")) else { return };
    let (first, second) = in_order(http, nlb);
    let report = Report::new(&GRACE_PERIOD_TWICE, Place::key(second));
    check.report(report.because(first).related(first, Phrase::new("the other one", "もう一方")));
}
