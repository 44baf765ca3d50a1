//! `on`, `timeout` and `retries` of a Scheduled Job.

use crate::manifest::types::{Int, Str};
use schemars::JsonSchema;

/// Copilot's `JobTriggerConfig`.
#[derive(JsonSchema)]
pub struct JobTriggerConfig {
    #[schemars(extend("x-required" = true, "x-docs" = "scheduled-job#on-schedule",
        "x-values" = ["@hourly", "@daily", "@weekly", "@monthly", "@yearly", "@every 1h", "0 * * * *",
            "rate(1 hour)", "cron(0 12 * * ? *)", "none"]))]
    pub schedule: Str,
}

/// Copilot's `JobFailureHandlerConfig`.
#[derive(JsonSchema)]
pub struct JobFailureHandlerConfig {
    #[schemars(extend("x-values" = ["5m", "30m", "1h"], "x-docs" = "scheduled-job#timeout"))]
    pub timeout: Str,
    #[schemars(extend("minimum" = 0, "x-docs" = "scheduled-job#retries",
        "x-rules" = {"range": "job.retries-negative"}))]
    pub retries: Int,
}
