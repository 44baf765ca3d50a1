//! Ordered queues.

use super::queue::queues;
use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::rules::check::Check;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::values::in_order;

/// `fifo` of another form.
pub const SHAPE: Rule = Rule {
    id: "subscribe.fifo-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`fifo` must be true, false or a map, not {found}.",
        "`fifo` must be true, false or a map: Copilot drops {found}.",
        "`fifo` must be true, false or a map with at least one of these keys: {known}.",
    ],
    doc: "`fifo: true` makes a queue that keeps the order of its messages. The map form sets its throughput and \
          deduplication.",
    bad: "# Worker Service\nsubscribe:\n  queue:\n    fifo:\n      dedup: true\n",
    good: "# Worker Service\nsubscribe:\n  queue:\n    fifo:\n      content_based_deduplication: true\n",
    source: "docs/manifest/worker-service#subscribe-queue-fifo; FIFOAdvanceConfigOrBool.UnmarshalYAML",
};

/// The short and the long way of one setting.
pub const HIGH_THROUGHPUT_EXCLUSIVE: Rule = Rule {
    id: "subscribe.fifo-high-throughput-exclusive",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`high_throughput` sets `throughput_limit` and `deduplication_scope` by itself: Copilot refuses it beside {other}, even when it is false.",
    ],
    doc: "`high_throughput` stands for the fastest choice of `throughput_limit` and `deduplication_scope`. Write it, or \
          the two, not both.",
    bad: "# Worker Service\nsubscribe:\n  queue:\n    fifo:\n      high_throughput: true\n      throughput_limit: perMessageGroupId\n",
    good: "# Worker Service\nsubscribe:\n  queue:\n    fifo:\n      high_throughput: true\n",
    source: "docs/manifest/worker-service#subscribe-queue-fifo-high-throughput; validateHighThroughputFIFO",
};

/// An unknown scope.
pub const DEDUPLICATION_SCOPE: Rule = Rule {
    id: "subscribe.fifo-deduplication-scope",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["{value} is no scope of deduplication. Allowed, with exactly this spelling: {allowed}."],
    doc: "Duplicates are looked for in the whole queue or in each group of messages.",
    bad: "# Worker Service\nsubscribe:\n  queue:\n    fifo:\n      deduplication_scope: group\n",
    good: "# Worker Service\nsubscribe:\n  queue:\n    fifo:\n      deduplication_scope: messageGroup\n",
    source: "docs/manifest/worker-service#subscribe-queue-fifo-deduplication-scope; validateDeduplicationScope",
};

/// An unknown limit.
pub const THROUGHPUT_LIMIT: Rule = Rule {
    id: "subscribe.fifo-throughput-limit",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["{value} is no limit of throughput. Allowed, with exactly this spelling: {allowed}."],
    doc: "The limit of messages a second counts for the whole queue or for each group of messages.",
    bad: "# Worker Service\nsubscribe:\n  queue:\n    fifo:\n      throughput_limit: perqueue\n",
    good: "# Worker Service\nsubscribe:\n  queue:\n    fifo:\n      throughput_limit: perQueue\n",
    source: "docs/manifest/worker-service#subscribe-queue-fifo-throughput-limit; validateFIFOThroughputLimit",
};

/// A limit for each group with a scope that knows no groups.
pub const SCOPE_LIMIT: Rule = Rule {
    id: "subscribe.fifo-scope-limit",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "With `deduplication_scope: queue` the limit must be `perQueue`. A limit for each group needs the scope `messageGroup`.",
    ],
    doc: "A queue that looks for duplicates as a whole can't count its throughput for each group of messages.",
    bad: "# Worker Service\nsubscribe:\n  queue:\n    fifo:\n      deduplication_scope: queue\n      throughput_limit: perMessageGroupId\n",
    good: "# Worker Service\nsubscribe:\n  queue:\n    fifo:\n      deduplication_scope: queue\n      throughput_limit: perQueue\n",
    source: "FIFOAdvanceConfig.validate in internal/pkg/manifest/validate.go",
};

/// Whether two keys of `fifo` may stand together.
pub fn go_together(one: &str, other: &str) -> bool {
    let is_part = |key: &str| matches!(key, "throughput_limit" | "deduplication_scope");
    !(one == "high_throughput" && is_part(other) || other == "high_throughput" && is_part(one))
}

pub(super) fn check(check: &mut Check<'_>) {
    for fifo in queues(check).into_iter().filter_map(|queue| queue.get("fifo")) {
        let (limit, scope) = (fifo.get("throughput_limit"), fifo.get("deduplication_scope"));
        if let Some((high, other)) = fifo.get("high_throughput").zip(limit.or(scope)) {
            let name = if limit.is_some() { "`throughput_limit`" } else { "`deduplication_scope`" };
            let (first, second) = in_order(other, high);
            let report = Report::new(&HIGH_THROUGHPUT_EXCLUSIVE, Place::key(second)).arg("other", name);
            check.report(
                report.because(first).related(first, Phrase::new("the other setting", "もう一方の設定")),
            );
            continue;
        }
        let Some((limit, scope)) = limit.zip(scope) else { continue };
        if limit.text() == Some("perMessageGroupId") && scope.text() == Some("queue") {
            let report = Report::new(&SCOPE_LIMIT, Place::value(limit));
            check.report(report.because(scope).related(scope, Phrase::new("the scope", "対象範囲の設定")));
        }
    }
}
