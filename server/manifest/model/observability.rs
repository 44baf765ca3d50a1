//! `exec` and `observability`.

use crate::manifest::types::{Bool, LongKept, Str};
use schemars::JsonSchema;

/// Copilot's `ExecuteCommandConfig`.
#[derive(JsonSchema)]
pub struct ExecuteCommandConfig {
    #[schemars(extend("x-docs" = "lb-web-service#exec", "x-rules" = {"type": "exec.shape"}))]
    pub enable: Bool,
}

/// Copilot's `ExecuteCommand`.
#[derive(JsonSchema)]
#[schemars(inline, extend("default" = false, "x-docs" = "lb-web-service#exec",
    "x-rules" = {"type": "exec.shape"}))]
pub struct ExecuteCommand(pub LongKept<ExecuteCommandConfig, Bool>);

/// Copilot's `Observability` for ECS, where another vendor has no effect.
#[derive(JsonSchema)]
pub struct Observability {
    #[schemars(extend("x-since" = "v1.18", "enum" = ["awsxray"], "x-fold" = true,
        "x-docs" = "lb-web-service#observability-tracing",
        "x-rules" = {"enum": "observability.vendor-ecs"}))]
    pub tracing: Str,
}

/// Copilot's `Observability` for App Runner, where another vendor is refused.
#[derive(JsonSchema)]
pub struct AppRunnerObservability {
    #[schemars(extend("x-since" = "v1.17", "enum" = ["awsxray"], "x-fold" = true,
        "x-docs" = "rd-web-service#observability-tracing",
        "x-rules" = {"enum": "observability.vendor-rdws"}))]
    pub tracing: Str,
}
