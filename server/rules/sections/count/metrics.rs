//! The metrics of `count`.

use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::quoted;
use std::sync::Arc;

/// The rules of this file.
pub const RULES: &[&Rule] = &[
    &PERCENTAGE_RANGE,
    &PERCENTAGE_STRING,
    &METRIC_MAP_WITHOUT_VALUE,
    &RESPONSE_TIME_NUMBER,
    &QUEUE_DELAY_INCOMPLETE,
    &QUEUE_DELAY_COOLDOWN_ONLY,
    &QUEUE_DELAY_ZERO,
    &QUEUE_DELAY_ORDER,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[metric_maps, queue_delay];

/// More than all.
pub const PERCENTAGE_RANGE: Rule = Rule {
    id: "count.percentage-range",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["{value} is no percentage: Copilot takes {allowed}."],
    doc: "`cpu_percentage` and `memory_percentage` are the average use that the service aims at, from 0 to 100.",
    bad: "# Backend Service\ncount:\n  range: 1-5\n  cpu_percentage: 150\n",
    good: "# Backend Service\ncount:\n  range: 1-5\n  cpu_percentage: 70\n",
    source: "Percentage.validate in internal/pkg/manifest/validate.go",
};

/// `70%`.
pub const PERCENTAGE_STRING: Rule = Rule {
    id: "count.percentage-string",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "A percentage must be an integer without quotes and without `%`, not {found}: Copilot refuses the manifest.",
        "A percentage must be an integer without quotes and without `%`, not {found}: Copilot takes 0 instead.",
        "This map of a percentage holds no key that Copilot knows: it takes {known}.",
    ],
    doc: "`cpu_percentage` and `memory_percentage` are integers: `70`, not `70%`. The long form is a map with `value` \
          and `cooldown`.",
    bad: "# Backend Service\ncount:\n  range: 1-5\n  cpu_percentage: 70%\n",
    good: "# Backend Service\ncount:\n  range: 1-5\n  cpu_percentage: 70\n",
    source: "ScalingConfigOrT.UnmarshalYAML in internal/pkg/manifest/svc.go",
};

/// A map with a pause and no target.
pub const METRIC_MAP_WITHOUT_VALUE: Rule = Rule {
    id: "count.metric-map-without-value",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{key} has a `cooldown` but no `value`: Copilot crashes on it.",
        "{key} has a `cooldown` but no `value`: Copilot accepts it and does not scale on it.",
    ],
    doc: "The long form of a metric needs its target as `value`. Without it Copilot dies on a percentage, and drops \
          the other metrics without a message.",
    bad: "# Backend Service\ncount:\n  range: 1-5\n  cpu_percentage:\n    cooldown:\n      in: 30s\n",
    good: "# Backend Service\ncount:\n  range: 1-5\n  cpu_percentage:\n    value: 70\n    cooldown:\n      in: 30s\n",
    source: "AdvancedScalingConfig.validate in internal/pkg/manifest/validate.go",
};

/// A bare number for a time.
pub const RESPONSE_TIME_NUMBER: Rule = Rule {
    id: "count.response-time-number",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`response_time` must be a duration with a unit, such as `2s`, not {found}: Copilot refuses the manifest.",
        "`response_time` must be a duration with a unit, such as `2s`, not {found}: Copilot takes 0 instead.",
        "This map of `response_time` holds no key that Copilot knows: it takes {known}.",
    ],
    doc: "A response time is a duration in Go's notation: a number with its unit, such as `500ms` or `2s`.",
    bad: "# Load Balanced Web Service\ncount:\n  range: 1-5\n  response_time: 2\n",
    good: "# Load Balanced Web Service\ncount:\n  range: 1-5\n  response_time: 2s\n",
    source: "ScalingConfigOrT.UnmarshalYAML in internal/pkg/manifest/svc.go",
};

/// One of the two times only.
pub const QUEUE_DELAY_INCOMPLETE: Rule = Rule {
    id: "count.queue-delay-incomplete",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["`queue_delay` needs {missing} too: Copilot refuses the manifest without."],
    doc: "From the latency that is acceptable and the time that one message takes, Copilot computes how many messages \
          may wait for each task. It needs both.",
    bad: "# Worker Service\ncount:\n  range: 1-5\n  queue_delay:\n    acceptable_latency: 10m\n",
    good: "# Worker Service\ncount:\n  range: 1-5\n  queue_delay:\n    acceptable_latency: 10m\n    msg_processing_time: 250ms\n",
    source: "QueueScaling.validate in internal/pkg/manifest/validate.go",
};

/// Neither of the two times.
pub const QUEUE_DELAY_COOLDOWN_ONLY: Rule = Rule {
    id: "count.queue-delay-cooldown-only",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`queue_delay` with a `cooldown` only makes Copilot crash: add `acceptable_latency` and `msg_processing_time`.",
    ],
    doc: "Copilot takes both times of `queue_delay` for granted once a `cooldown` is there, and dies when they are \
          missing.",
    bad: "# Worker Service\ncount:\n  range: 1-5\n  queue_delay:\n    cooldown:\n      in: 30s\n",
    good: "# Worker Service\ncount:\n  range: 1-5\n  queue_delay:\n    acceptable_latency: 10m\n    msg_processing_time: 250ms\n    cooldown:\n      in: 30s\n",
    source: "QueueScaling.validate in internal/pkg/manifest/validate.go",
};

/// A time of nothing.
pub const QUEUE_DELAY_ZERO: Rule = Rule {
    id: "count.queue-delay-zero",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["{key} must not be 0: Copilot refuses the manifest."],
    doc: "Copilot divides the acceptable latency by the time that one message takes; neither may be 0.",
    bad: "# Worker Service\ncount:\n  range: 1-5\n  queue_delay:\n    acceptable_latency: 0s\n    msg_processing_time: 1s\n",
    good: "# Worker Service\ncount:\n  range: 1-5\n  queue_delay:\n    acceptable_latency: 10s\n    msg_processing_time: 1s\n",
    source: "QueueScaling.validate in internal/pkg/manifest/validate.go",
};

/// A message that takes longer than it may wait.
pub const QUEUE_DELAY_ORDER: Rule = Rule {
    id: "count.queue-delay-order",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["`msg_processing_time` is longer than `acceptable_latency`: Copilot refuses the manifest."],
    doc: "A message can't be done within the acceptable latency when working on it takes longer than that.",
    bad: "# Worker Service\ncount:\n  range: 1-5\n  queue_delay:\n    acceptable_latency: 1s\n    msg_processing_time: 2s\n",
    good: "# Worker Service\ncount:\n  range: 1-5\n  queue_delay:\n    acceptable_latency: 2s\n    msg_processing_time: 1s\n",
    source: "QueueScaling.validate in internal/pkg/manifest/validate.go",
};

/// Copilot looks into the missing value of a percentage only.
fn metric_maps(check: &mut Check<'_>) {
    if !super::scaling::scales(check.kind) {
        return;
    }
    for key in ["cpu_percentage", "memory_percentage", "requests", "response_time"] {
        let Some(metric) = check.given(&["count", key]).filter(|metric| metric.is_map()) else { continue };
        if metric.get("value").is_some() {
            continue;
        }
        let mut report =
            Report::new(&METRIC_MAP_WITHOUT_VALUE, Place::missing_in(metric)).arg("key", quoted(key));
        if !key.ends_with("_percentage") {
            report = report.message(1).as_warning();
        }
        check.report(report);
    }
}

fn queue_delay(check: &mut Check<'_>) {
    let delay = check.given(&["count", "queue_delay"]);
    let Some(delay) = delay.filter(|_| check.kind == Kind::WorkerService) else { return };
    match (delay.get("acceptable_latency"), delay.get("msg_processing_time")) {
        (Some(latency), Some(processing)) => times(check, latency, processing),
        (None, None) => check.report(Report::new(&QUEUE_DELAY_COOLDOWN_ONLY, Place::missing_in(delay))),
        (latency, _) => {
            let missing = if latency.is_some() { "msg_processing_time" } else { "acceptable_latency" };
            let report = Report::new(&QUEUE_DELAY_INCOMPLETE, Place::missing_in(delay));
            check.report(report.arg("missing", quoted(missing)));
        }
    }
}

fn times(check: &mut Check<'_>, latency: &Arc<Value>, processing: &Arc<Value>) {
    for (key, time) in [("acceptable_latency", latency), ("msg_processing_time", processing)] {
        if time.duration() == Some(0) {
            check.report(Report::new(&QUEUE_DELAY_ZERO, Place::value(time)).arg("key", quoted(key)));
            return;
        }
    }
    if latency.duration().zip(processing.duration()).is_some_and(|(latency, time)| time > latency) {
        let report = Report::new(&QUEUE_DELAY_ORDER, Place::value(processing));
        check.report(report.because(latency).related(
            latency,
            Phrase::new("the acceptable latency stands here", "許容レイテンシーはここです"),
        ));
    }
}
