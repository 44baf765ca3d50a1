//! `subscribe`: the topics and the queues of a Worker Service.

pub mod fifo;
mod queue;

use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::manifest::value::{Data, Value};
use crate::rules::check::Check;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::values::{is_empty_text, logical_id, named, repeated};
use crate::rules::words::quoted;
use crate::yaml::{NodeData, Resolved, resolve};
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &NAME_MISSING,
    &SERVICE_MISSING,
    &NAME_CHARACTERS,
    &SERVICE_FORMAT,
    &FILTER_POLICY_SHAPE,
    &FILTER_POLICY_VALUES,
    &DUPLICATE,
    &queue::QUEUE_SHAPE,
    &queue::TOPIC_QUEUE_SHAPE,
    &queue::DURATION_DAY,
    &queue::TOPIC_QUEUE_DURATION_ZEROED,
    &queue::DELAY_RANGE,
    &queue::RETENTION_RANGE,
    &queue::TIMEOUT_RANGE,
    &queue::DEAD_LETTER_TYPE,
    &queue::DEAD_LETTER_RANGE,
    &fifo::SHAPE,
    &fifo::HIGH_THROUGHPUT_EXCLUSIVE,
    &fifo::DEDUPLICATION_SCOPE,
    &fifo::THROUGHPUT_LIMIT,
    &fifo::SCOPE_LIMIT,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[topics, duplicates, queue::check, fifo::check];

/// A subscription without a topic.
pub const NAME_MISSING: Rule = Rule {
    id: "subscribe.name-missing",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["This subscription needs `name`: the name of the topic as its publisher writes it."],
    doc: "A subscription names a topic and the service that publishes it, both as in the publisher's manifest.",
    bad: "# Worker Service\nsubscribe:\n  topics:\n    - service: api\n",
    good: "# Worker Service\nsubscribe:\n  topics:\n    - name: orders\n      service: api\n",
    source: "docs/manifest/worker-service#topic-name; TopicSubscription.validate",
};

/// A subscription without a publisher.
pub const SERVICE_MISSING: Rule = Rule {
    id: "subscribe.service-missing",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["This subscription needs `service`: the workload that publishes the topic."],
    doc: "Topics belong to the workload that publishes them; two workloads may use the same name. So a subscription says \
          which one is meant.",
    bad: "# Worker Service\nsubscribe:\n  topics:\n    - name: orders\n",
    good: "# Worker Service\nsubscribe:\n  topics:\n    - name: orders\n      service: api\n",
    source: "docs/manifest/worker-service#topic-service; TopicSubscription.validate",
};

/// A name with other characters.
pub const NAME_CHARACTERS: Rule = Rule {
    id: "subscribe.name-characters",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{value} is no name of a topic. Allowed are letters, digits, `_` and `-`; `.fifo` is not written.",
    ],
    doc: "The name is that of the publisher's manifest, with letters, digits, underscores and hyphens. AWS's ending of a \
          FIFO topic is no part of it.",
    bad: "# Worker Service\nsubscribe:\n  topics:\n    - name: orders.fifo\n      service: api\n",
    good: "# Worker Service\nsubscribe:\n  topics:\n    - name: orders\n      service: api\n",
    source: "docs/manifest/worker-service#topic-name; validatePubSubName",
};

/// A name that no workload has.
pub const SERVICE_FORMAT: Rule = Rule {
    id: "subscribe.service-format",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{value} is no name of a workload. It begins with a lower-case letter and goes on with lower-case letters, digits and single hyphens, two characters at least.",
    ],
    doc: "`service` is the name of the workload that publishes the topic: lower case, digits and hyphens, no two hyphens \
          in a row and none at the end.",
    bad: "# Worker Service\nsubscribe:\n  topics:\n    - name: orders\n      service: My_Api\n",
    good: "# Worker Service\nsubscribe:\n  topics:\n    - name: orders\n      service: my-api\n",
    source: "docs/manifest/worker-service#topic-service; isValidSubSvcName",
};

/// A filter that is no map.
pub const FILTER_POLICY_SHAPE: Rule = Rule {
    id: "subscribe.filter-policy-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`filter_policy` must be a map, not {found}. JSON may be written as it is, but without quotes around it.",
    ],
    doc: "A filter policy is a map from attributes to lists of values. JSON is YAML, so a policy of another place can be \
          copied, only not as a text.",
    bad: "# Worker Service\nsubscribe:\n  topics:\n    - name: orders\n      service: api\n      filter_policy: \"store: [a]\"\n",
    good: "# Worker Service\nsubscribe:\n  topics:\n    - name: orders\n      service: api\n      filter_policy: {\"store\":[\"a\"]}\n",
    source: "docs/manifest/worker-service#topic-filter-policy; TopicSubscription in internal/pkg/manifest/workload.go",
};

/// A filter with single values.
pub const FILTER_POLICY_VALUES: Rule = Rule {
    id: "subscribe.filter-policy-values",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["{key} needs a list of values, even for one: SNS refuses the filter policy."],
    doc: "Each attribute of a filter policy has a list of what it may be: texts, numbers, or maps such as `anything-but`.",
    bad: "# Worker Service\nsubscribe:\n  topics:\n    - name: orders\n      service: api\n      filter_policy:\n        store: example\n",
    good: "# Worker Service\nsubscribe:\n  topics:\n    - name: orders\n      service: api\n      filter_policy:\n        store: [example]\n",
    source: "docs/manifest/worker-service#topic-filter-policy; Amazon SNS, subscription filter policies",
};

/// The same subscription twice.
pub const DUPLICATE: Rule = Rule {
    id: "subscribe.duplicate",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "An earlier item subscribes to the same topic: both make the same resource, and the deployment fails. Remove one.",
    ],
    doc: "Copilot derives the id of a subscription from the letters and digits of `service` and `name`. Two items with the \
          same ones collide in CloudFormation.",
    bad: "# Worker Service\nsubscribe:\n  topics:\n    - name: orders\n      service: api\n    - name: orders\n      service: api\n",
    good: "# Worker Service\nsubscribe:\n  topics:\n    - name: orders\n      service: api\n    - name: refunds\n      service: api\n",
    source: "templates/workloads/partials/cf/subscribe.yml",
};

/// The topics that are maps.
fn items<'m>(check: &Check<'m>) -> impl Iterator<Item = &'m Arc<Value>> + use<'m> {
    let worker = check.kind == Kind::WorkerService;
    let topics = check.at(&["subscribe", "topics"]).filter(|_| worker).map(|topics| topics.items());
    topics.unwrap_or_default().iter().filter(|topic| topic.is_map())
}

fn topics(check: &mut Check<'_>) {
    for topic in items(check) {
        required(check, topic, "name", &NAME_MISSING);
        required(check, topic, "service", &SERVICE_MISSING);
        filter_policy(check, topic);
    }
}

fn required(check: &mut Check<'_>, topic: &Arc<Value>, key: &str, rule: &'static Rule) {
    let place = match topic.get(key) {
        None => Place::missing_in(topic),
        Some(value) if is_empty_text(value) => Place::value(value),
        Some(_) => return,
    };
    check.report(Report::new(rule, place));
}

fn filter_policy(check: &mut Check<'_>, topic: &Value) {
    let Some(policy) = topic.get("filter_policy").filter(|policy| policy.is_map()) else { return };
    for (key, value) in policy.entries().filter(|(_, value)| value.data == Data::Raw) {
        let node = check.tree.node(check.tree.resolve(value.origin.node));
        let single = match &node.data {
            NodeData::Scalar { value, style } => {
                // A variable may be a list.
                resolve(value, *style, node.tag()) != Resolved::Null
                    && !value.contains("${")
                    && !value.trim_start().starts_with('[')
            }
            NodeData::Mapping { .. } => true,
            _ => false,
        };
        if single {
            check.report(Report::new(&FILTER_POLICY_VALUES, Place::value(value)).arg("key", quoted(key)));
        }
    }
}

fn duplicates(check: &mut Check<'_>) {
    let id = |topic: &Value, key: &str| named(topic.get(key)?).map(|(text, _)| logical_id(text));
    let ids = items(check).filter_map(|topic| Some((id(topic, "service")? + &id(topic, "name")?, topic)));
    for (_, first, topic) in repeated(ids) {
        let report = Report::new(&DUPLICATE, Place::key(topic)).because(first);
        check.report(
            report.related(first, Phrase::new("the other subscription", "もう一方のサブスクリプション")),
        );
    }
}
