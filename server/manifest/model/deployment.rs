//! `deployment`: rolling updates and the alarms that roll them back.

use crate::manifest::types::{Float, Int, List, ShortOr, Str};
use schemars::JsonSchema;

/// Copilot's `AlarmArgs`.
#[derive(JsonSchema)]
pub struct AlarmArgs {
    #[schemars(extend("exclusiveMinimum" = 0, "maximum" = 100, "x-unit" = {"en": "percent", "ja": "パーセント"}, "x-since" = "v1.26",
        "x-docs" = "lb-web-service#deployment-rollback-alarms",
        "x-rules" = {"type": "deployment.rollback-alarms-percent",
            "range": "deployment.rollback-alarms-range"}))]
    pub cpu_utilization: Float,
    #[schemars(extend("exclusiveMinimum" = 0, "maximum" = 100, "x-unit" = {"en": "percent", "ja": "パーセント"}, "x-since" = "v1.26",
        "x-docs" = "lb-web-service#deployment-rollback-alarms",
        "x-rules" = {"type": "deployment.rollback-alarms-percent",
            "range": "deployment.rollback-alarms-range"}))]
    pub memory_utilization: Float,
}

/// Copilot's `WorkerAlarmArgs`.
#[derive(JsonSchema)]
pub struct WorkerAlarmArgs {
    #[schemars(flatten)]
    pub alarms: AlarmArgs,
    #[schemars(extend("x-since" = "v1.26", "x-docs" = "worker-service#deployment-rollback-alarms"))]
    pub messages_delayed: Int,
}

/// Copilot's `DeploymentConfig`, and `WorkerDeploymentConfig` with its own alarms.
#[derive(JsonSchema)]
#[schemars(rename = "DeploymentConfig_{Alarms}")]
pub struct DeploymentConfig<Alarms> {
    #[schemars(extend("default" = "default", "enum" = ["default", "recreate"], "x-fold" = true,
        "x-since" = "v1.18", "x-docs" = "lb-web-service#deployment-rolling",
        "x-rules" = {"enum": "deployment.rolling-value"}))]
    pub rolling: Str,
    #[schemars(extend("x-since" = "v1.26", "x-docs" = "lb-web-service#deployment-rollback-alarms",
        "x-rules" = {"type": "deployment.rollback-alarms-shape"}))]
    pub rollback_alarms: ShortOr<List<Str>, Alarms>,
}
