//! The queue that all topics share, and the queue of a single topic.

use super::items;
use crate::finding::{Origin, Severity};
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::fixes::clamp_seconds;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use std::sync::Arc;

/// The shared queue of another form.
pub const QUEUE_SHAPE: Rule = Rule {
    id: "subscribe.queue-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`subscribe.queue` must be a map, not {found}: the queue always exists, and only the one of a topic has a switch.",
    ],
    doc: "Every Worker Service has a queue for all its topics, which `subscribe.queue` configures. `queue: true` belongs to \
          an item of `topics` that shall have a queue of its own.",
    bad: "# Worker Service\nsubscribe:\n  queue: true\n",
    good: "# Worker Service\nsubscribe:\n  queue:\n    timeout: 1m\n",
    source: "docs/manifest/worker-service#subscribe-queue; SubscribeConfig in internal/pkg/manifest/workload.go",
};

/// The queue of a topic of another form.
pub const TOPIC_QUEUE_SHAPE: Rule = Rule {
    id: "subscribe.topic-queue-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`queue` of a topic must be true, false or a map, not {found}.",
        "`queue` of a topic must be true, false or a map: Copilot drops {found}.",
        "`queue` of a topic must be true, false or a map with at least one of these keys: {known}.",
    ],
    doc: "With `queue: true` or a map of settings a topic gets a queue of its own beside the shared one.",
    bad: "# Worker Service\nsubscribe:\n  topics:\n    - name: orders\n      service: api\n      queue: \"true\"\n",
    good: "# Worker Service\nsubscribe:\n  topics:\n    - name: orders\n      service: api\n      queue: true\n",
    source: "docs/manifest/worker-service#topic-queue; SQSQueueOrBool.UnmarshalYAML",
};

/// A duration that is none.
pub const DURATION_DAY: Rule = Rule {
    id: "subscribe.duration-day",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["{key} must be a duration in h, m and s, not {found}. There are no days: 4 days are `96h`."],
    doc: "Durations are Go's: numbers with `h`, `m`, `s` or smaller units. There is no unit for days or weeks.",
    bad: "# Worker Service\nsubscribe:\n  queue:\n    retention: 4d\n",
    good: "# Worker Service\nsubscribe:\n  queue:\n    retention: 96h\n",
    source: "docs/manifest/worker-service#subscribe-queue-retention; yaml.v3, time.Duration",
};

/// A duration that becomes 0.
pub const TOPIC_QUEUE_DURATION_ZEROED: Rule = Rule {
    id: "subscribe.topic-queue-duration-zeroed",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "{key} must be a duration in h, m and s, not {found}. There are no days: 5 days are `120h`.",
        "{key} must be a duration in h, m and s: of {found} Copilot makes 0 without a word. There are no days: 5 days are `120h`.",
    ],
    doc: "In the queue of a single topic Copilot hides type errors: a duration that it can't read becomes 0. A sample of \
          Copilot's documentation has `5d` at this place; SQS refuses the retention of 0 that comes of it.",
    bad: "# Worker Service\nsubscribe:\n  topics:\n    - name: orders\n      service: api\n      queue:\n        retention: 5d\n",
    good: "# Worker Service\nsubscribe:\n  topics:\n    - name: orders\n      service: api\n      queue:\n        retention: 120h\n",
    source: "SQSQueueOrBool.UnmarshalYAML in internal/pkg/manifest/workload.go",
};

/// A delay that SQS refuses.
pub const DELAY_RANGE: Rule = Rule {
    id: "subscribe.delay-range",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["`delay` must lie between 0s and 15m: SQS refuses anything else."],
    doc: "The time before a new message can be read, none by default.",
    bad: "# Worker Service\nsubscribe:\n  queue:\n    delay: 20m\n",
    good: "# Worker Service\nsubscribe:\n  queue:\n    delay: 15m\n",
    source: "docs/manifest/worker-service#subscribe-queue-delay; Amazon SQS, quotas",
};

/// A retention that SQS refuses.
pub const RETENTION_RANGE: Rule = Rule {
    id: "subscribe.retention-range",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["`retention` must lie between 60s and 336h (14 days): SQS refuses anything else."],
    doc: "The time after which an unread message is lost, 96h (4 days) by default.",
    bad: "# Worker Service\nsubscribe:\n  queue:\n    retention: 400h\n",
    good: "# Worker Service\nsubscribe:\n  queue:\n    retention: 336h\n",
    source: "docs/manifest/worker-service#subscribe-queue-retention; Amazon SQS, quotas",
};

/// A timeout that SQS refuses.
pub const TIMEOUT_RANGE: Rule = Rule {
    id: "subscribe.timeout-range",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["`timeout` must lie between 0s and 12h: SQS refuses anything else."],
    doc: "The time that the reader of a message has before others see it again, 30s by default.",
    bad: "# Worker Service\nsubscribe:\n  queue:\n    timeout: 13h\n",
    good: "# Worker Service\nsubscribe:\n  queue:\n    timeout: 12h\n",
    source: "docs/manifest/worker-service#subscribe-queue-timeout; Amazon SQS, quotas",
};

/// A number of tries that is none.
pub const DEAD_LETTER_TYPE: Rule = Rule {
    id: "subscribe.dead-letter-type",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`tries` must be a number from 0 to 65535 without quotes, not {found}.",
        "`tries` must be a number from 0 to 65535 without quotes: of {found} Copilot makes 0 without a word.",
    ],
    doc: "`dead_letter.tries` is how often a message may fail before it goes to the dead letter queue.",
    bad: "# Worker Service\nsubscribe:\n  queue:\n    dead_letter:\n      tries: -1\n",
    good: "# Worker Service\nsubscribe:\n  queue:\n    dead_letter:\n      tries: 5\n",
    source: "docs/manifest/worker-service#subscribe-queue-dead-letter-tries; DeadLetterQueue in internal/pkg/manifest/workload.go",
};

/// A number of tries that SQS refuses.
pub const DEAD_LETTER_RANGE: Rule = Rule {
    id: "subscribe.dead-letter-range",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["{value} tries are refused by SQS. Allowed: {allowed}."],
    doc: "SQS takes a message to the dead letter queue after 1 to 1000 failures. To have no such queue leave \
          `dead_letter` out.",
    bad: "# Worker Service\nsubscribe:\n  queue:\n    dead_letter:\n      tries: 0\n",
    good: "# Worker Service\nsubscribe:\n  queue:\n    dead_letter:\n      tries: 1\n",
    source: "templates/workloads/partials/cf/subscribe.yml; Amazon SQS, quotas",
};

/// The shared queue and those of the topics, where they are maps.
pub(super) fn queues<'m>(check: &Check<'m>) -> Vec<&'m Arc<Value>> {
    let worker = check.kind == crate::manifest::kind::Kind::WorkerService;
    let shared = check.at(&["subscribe", "queue"]).filter(|_| worker);
    let own = items(check).filter_map(|topic| topic.get("queue"));
    shared.into_iter().chain(own).filter(|queue| queue.is_map()).collect()
}

pub(super) fn check(check: &mut Check<'_>) {
    const HOUR: i64 = 3600;
    const TIMES: [(&str, i64, i64, &Rule); 3] = [
        ("delay", 0, 15 * 60, &DELAY_RANGE),
        ("retention", 60, 336 * HOUR, &RETENTION_RANGE),
        ("timeout", 0, 12 * HOUR, &TIMEOUT_RANGE),
    ];
    for queue in queues(check) {
        for (key, least, most, rule) in TIMES {
            let Some(value) = queue.get(key).filter(|value| !value.zeroed) else { continue };
            // Copilot hands on whole seconds.
            let range = least..=most;
            if value.seconds().is_some_and(|seconds| !range.contains(&seconds)) {
                check.report(Report::new(rule, Place::value(value)).fix(clamp_seconds(value, &range)));
            }
        }
    }
}
