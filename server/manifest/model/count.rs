//! `count`: how many tasks, Spot and autoscaling.

use crate::manifest::types::{Duration, Int, LongOr, Str};
use schemars::JsonSchema;

/// Copilot's `RangeConfig`.
#[derive(JsonSchema)]
#[schemars(extend("x-short" = "{min}-{max}"))]
pub struct RangeConfig {
    #[schemars(extend("minimum" = 0, "x-required" = true, "x-example" = 1, "x-docs" = "lb-web-service#count-range-min",
        "x-rules" = {"type": "count.range-partial-type-error", "range": "count.range-negative"}))]
    pub min: Int,
    #[schemars(extend("minimum" = 0, "x-required" = true, "x-example" = 10, "x-docs" = "lb-web-service#count-range-max",
        "x-rules" = {"type": "count.range-partial-type-error", "range": "count.range-negative"}))]
    pub max: Int,
    #[schemars(extend("minimum" = 0, "x-docs" = "lb-web-service#count-range-spot-from",
        "x-rules" = {"type": "count.range-partial-type-error", "range": "count.range-negative"}))]
    pub spot_from: Int,
}

/// Copilot's `IntRangeBand`.
#[derive(JsonSchema)]
#[schemars(inline, extend("pattern" = "^[0-9]+-[0-9]+$", "x-values" = ["1-10"],
    "x-rules" = {"pattern": "count.range-format"}))]
pub struct IntRangeBand(pub Str);

/// Copilot's `Cooldown`.
#[derive(JsonSchema)]
pub struct Cooldown {
    #[schemars(rename = "in", extend("x-default" = {"en": "120s", "ja": "120s"}, "x-since" = "v1.20", "x-docs" = "lb-web-service#count-cooldown-in"))]
    pub scale_in: Duration,
    #[schemars(rename = "out", extend("x-default" = {"en": "60s", "ja": "60s"}, "x-since" = "v1.20", "x-docs" = "lb-web-service#count-cooldown-out"))]
    pub scale_out: Duration,
}

/// Copilot's `Percentage`.
#[derive(JsonSchema)]
#[schemars(inline, extend("minimum" = 0, "maximum" = 100, "x-example" = 70, "x-unit" = {"en": "percent", "ja": "パーセント"},
    "x-rules" = {"type": "count.percentage-string", "range": "count.percentage-range"}))]
pub struct Percentage(pub Int);

/// A response time to hold.
#[derive(JsonSchema)]
#[schemars(inline, extend("x-values" = ["1s", "2s"], "x-rules" = {"type": "count.response-time-number"}))]
pub struct ResponseTime(pub Duration);

/// Copilot's `AdvancedScalingConfig`.
#[derive(JsonSchema)]
#[schemars(rename = "AdvancedScalingConfig_{T}", extend("x-short" = "{value}"))]
pub struct AdvancedScalingConfig<T> {
    #[schemars(extend("x-required" = true))]
    pub value: T,
    #[schemars(extend("x-same" = "count.cooldown", "x-since" = "v1.20", "x-docs" = "lb-web-service#count-cooldown"))]
    pub cooldown: Cooldown,
}

/// Copilot's `ScalingConfigOrT`.
pub type Scaling<T> = LongOr<AdvancedScalingConfig<T>, T>;

/// Copilot's `QueueScaling`.
#[derive(JsonSchema)]
pub struct QueueScaling {
    #[schemars(extend("x-required" = true, "x-example" = "10m",
        "x-docs" = "worker-service#count-queue-delay-acceptable-latency"))]
    pub acceptable_latency: Duration,
    #[schemars(extend("x-required" = true, "x-example" = "250ms",
        "x-docs" = "worker-service#count-queue-delay-msg-processing-time"))]
    pub msg_processing_time: Duration,
    #[schemars(extend("x-same" = "count.cooldown", "x-docs" = "worker-service#count-queue-delay-cooldown"))]
    pub cooldown: Cooldown,
}

/// Copilot's `AdvancedCount`.
#[derive(JsonSchema)]
#[schemars(extend("x-exclusive" = [
    {"when": ["spot"], "clears": ["range", "cooldown", "cpu_percentage", "memory_percentage", "requests",
        "response_time", "queue_delay"]},
    {"when": ["range", "cpu_percentage", "memory_percentage", "requests", "response_time", "queue_delay"],
        "clears": ["spot"]},
]))]
pub struct AdvancedCount {
    #[schemars(extend("minimum" = 0, "x-docs" = "lb-web-service#count-spot",
        "x-rules" = {"range": "count.negative"}))]
    pub spot: Int,
    #[schemars(extend("x-docs" = "lb-web-service#count-range"))]
    pub range: LongOr<RangeConfig, IntRangeBand>,
    #[schemars(extend("x-since" = "v1.20", "x-docs" = "lb-web-service#count-cooldown"))]
    pub cooldown: Cooldown,
    #[schemars(extend("x-docs" = "lb-web-service#count-cpu-percentage",
        "x-rules" = {"type": "count.percentage-string"}))]
    pub cpu_percentage: Scaling<Percentage>,
    #[schemars(extend("x-docs" = "lb-web-service#count-memory-percentage",
        "x-rules" = {"type": "count.percentage-string"}))]
    pub memory_percentage: Scaling<Percentage>,
    #[schemars(extend("x-docs" = "lb-web-service#requests"))]
    pub requests: Scaling<Int>,
    #[schemars(extend("x-docs" = "lb-web-service#response-time",
        "x-rules" = {"type": "count.response-time-number"}))]
    pub response_time: Scaling<ResponseTime>,
    #[schemars(extend("x-docs" = "worker-service#count-queue-delay"))]
    pub queue_delay: QueueScaling,
}

/// A number of tasks of a service.
#[derive(JsonSchema)]
#[schemars(inline, extend("minimum" = 0, "x-rules" = {"type": "count.shape", "range": "count.negative"}))]
pub struct Tasks(pub Int);

/// Copilot's `Count` for a service.
#[derive(JsonSchema)]
#[schemars(inline, extend("default" = 1, "x-docs" = "lb-web-service#count",
    "x-rules" = {"type": "count.shape"}))]
pub struct Count(pub LongOr<AdvancedCount, Tasks>);

/// Copilot's `Count` for a job, where a number has no effect and a map is refused.
#[derive(JsonSchema)]
#[schemars(inline, extend("default" = 1, "x-rules" = {"type": "count.shape"}))]
pub struct JobCount(pub LongOr<AdvancedCount, Int>);
