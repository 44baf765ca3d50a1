//! `subscribe`: the topics and the queue of a Worker Service.

use crate::manifest::types::{Any, Bool, Duration, List, LongKept, LongOr, Map, Str, Uint16};
use schemars::JsonSchema;

/// Copilot's `FIFOAdvanceConfig`.
#[derive(JsonSchema)]
pub struct FifoQueue {
    #[schemars(extend("x-since" = "v1.22",
        "x-docs" = "worker-service#subscribe-queue-fifo-content-based-deduplication"))]
    pub content_based_deduplication: Bool,
    #[schemars(extend("x-since" = "v1.22", "enum" = ["messageGroup", "queue"],
        "x-docs" = "worker-service#subscribe-queue-fifo-deduplication-scope",
        "x-rules" = {"enum": "subscribe.fifo-deduplication-scope"}))]
    pub deduplication_scope: Str,
    #[schemars(extend("x-since" = "v1.22", "enum" = ["perMessageGroupId", "perQueue"],
        "x-docs" = "worker-service#subscribe-queue-fifo-throughput-limit",
        "x-rules" = {"enum": "subscribe.fifo-throughput-limit"}))]
    pub throughput_limit: Str,
    #[schemars(extend("x-since" = "v1.22",
        "x-docs" = "worker-service#subscribe-queue-fifo-high-throughput"))]
    pub high_throughput: Bool,
}

/// Copilot's `DeadLetterQueue`.
#[derive(JsonSchema)]
pub struct DeadLetterQueue {
    #[schemars(extend("minimum" = 1, "maximum" = 1000,
        "x-docs" = "worker-service#subscribe-queue-dead-letter-tries",
        "x-rules" = {"type": "subscribe.dead-letter-type", "range": "subscribe.dead-letter-range"}))]
    pub tries: Uint16,
}

/// Copilot's `SQSQueue`; its two places differ in the rule that names a wrong duration.
macro_rules! queue {
    ($name:ident, duration: $duration:tt) => {
        /// Copilot's `SQSQueue`.
        #[derive(JsonSchema)]
        pub struct $name {
            #[schemars(extend("default" = "96h", "x-values" = ["24h", "96h", "336h"],
                "x-docs" = "worker-service#subscribe-queue-retention", "x-rules" = {"type": $duration, "dropped": $duration}))]
            pub retention: Duration,
            #[schemars(extend("default" = "0s", "x-values" = ["0s", "30s", "15m"],
                "x-docs" = "worker-service#subscribe-queue-delay", "x-rules" = {"type": $duration, "dropped": $duration}))]
            pub delay: Duration,
            #[schemars(extend("default" = "30s", "x-values" = ["30s", "5m", "1h"],
                "x-docs" = "worker-service#subscribe-queue-timeout", "x-rules" = {"type": $duration, "dropped": $duration}))]
            pub timeout: Duration,
            #[schemars(extend("x-default" = {"en": "no dead letter queue", "ja": "デッドレターキューなし"},
                "x-docs" = "worker-service#subscribe-queue-dead-letter-tries"))]
            pub dead_letter: DeadLetterQueue,
            #[schemars(extend("default" = false, "x-since" = "v1.22",
                "x-docs" = "worker-service#subscribe-queue-fifo",
                "x-rules" = {"type": "subscribe.fifo-shape"}))]
            pub fifo: LongKept<FifoQueue, Bool>,
        }
    };
}

queue!(Queue, duration: "subscribe.duration-day");
queue!(TopicQueue, duration: "subscribe.topic-queue-duration-zeroed");

/// Copilot's `TopicSubscription`.
#[derive(JsonSchema)]
pub struct TopicSubscription {
    #[schemars(extend("x-required" = true, "x-ref" = "topic", "pattern" = "^[a-zA-Z0-9_-]*$",
        "x-docs" = "worker-service#topic-name", "x-rules" = {"pattern": "subscribe.name-characters"}))]
    pub name: Str,
    #[schemars(extend("x-required" = true, "x-ref" = "workload", "pattern" = "^[a-z](-?[a-z0-9])+$",
        "x-docs" = "worker-service#topic-service", "x-rules" = {"pattern": "subscribe.service-format"}))]
    pub service: Str,
    #[schemars(extend("x-since" = "v1.16", "x-docs" = "worker-service#topic-filter-policy",
        "x-rules" = {"type": "subscribe.filter-policy-shape"}))]
    pub filter_policy: Map<Any>,
    #[schemars(extend("x-same" = "subscribe.queue", "x-default" = {"en": "the queue that all topics share", "ja": "すべてのトピックが共有するキュー"}, "x-docs" = "worker-service#topic-queue",
        "x-rules" = {"type": "subscribe.topic-queue-shape"}))]
    pub queue: LongOr<TopicQueue, Bool>,
}

/// Copilot's `SubscribeConfig`.
#[derive(JsonSchema)]
pub struct SubscribeConfig {
    #[schemars(extend("x-docs" = "worker-service#subscribe-topics"))]
    pub topics: List<TopicSubscription>,
    #[schemars(extend("x-docs" = "worker-service#subscribe-queue",
        "x-rules" = {"type": "subscribe.queue-shape"}))]
    pub queue: Queue,
}
