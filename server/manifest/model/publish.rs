//! `publish`: topics that a workload sends to.

use crate::manifest::types::{Bool, List, LongKept, Str};
use schemars::JsonSchema;

/// Copilot's `FIFOTopicAdvanceConfig`.
#[derive(JsonSchema)]
pub struct FifoTopic {
    #[schemars(extend("default" = false, "x-since" = "v1.22",
        "x-docs" = "lb-web-service#publish-topics-topic-fifo-content-based-deduplication"))]
    pub content_based_deduplication: Bool,
}

/// Copilot's `Topic`.
#[derive(JsonSchema)]
#[schemars(extend("x-rules" = {"type": "publish.item-shape"}))]
pub struct Topic {
    #[schemars(extend("x-required" = true, "x-name" = "topic", "pattern" = "^[a-zA-Z0-9_-]*$",
        "x-docs" = "lb-web-service#publish-topics-topic-name",
        "x-rules" = {"pattern": "publish.name-characters"}))]
    pub name: Str,
    #[schemars(extend("default" = false, "x-since" = "v1.22",
        "x-docs" = "lb-web-service#publish-topics-topic-fifo", "x-rules" = {"type": "publish.fifo-shape"}))]
    pub fifo: LongKept<FifoTopic, Bool>,
}

/// Copilot's `PublishConfig`.
#[derive(JsonSchema)]
pub struct PublishConfig {
    #[schemars(extend("x-docs" = "lb-web-service#publish-topics"))]
    pub topics: List<Topic>,
}
