//! `cpu`, `memory` and the other top-level fields of an ECS task.

use super::observability::ExecuteCommand;
use super::platform::Platform;
use super::storage::Storage;
use super::variables::{Secrets, Variables};
use crate::manifest::types::{Int, Str};
use schemars::JsonSchema;

/// Copilot's `TaskConfig`.
#[derive(JsonSchema)]
pub struct TaskConfig<Count> {
    #[schemars(extend("default" = 256, "enum" = [256, 512, 1024, 2048, 4096, 8192, 16384],
        "x-unit" = {"en": "vCPU units", "ja": "vCPU ユニット"}, "x-docs" = "lb-web-service#cpu",
        "x-rules" = {"type": "task.units-string", "enum": "task.cpu-invalid"}))]
    pub cpu: Int,
    #[schemars(extend("default" = 512, "x-values" = [512, 1024, 2048, 3072, 4096, 8192, 16384, 30720],
        "x-unit" = "MiB", "x-docs" = "lb-web-service#memory", "x-rules" = {"type": "task.units-string"}))]
    pub memory: Int,
    pub platform: Platform,
    pub count: Count,
    pub exec: ExecuteCommand,
    #[schemars(extend("x-docs" = "lb-web-service#variables"))]
    pub variables: Variables,
    #[schemars(extend("x-path" = "env-file", "pattern" = r"\.env$", "x-docs" = "lb-web-service#env_file",
        "x-rules" = {"pattern": "env-file.extension"}))]
    pub env_file: Str,
    #[schemars(extend("x-docs" = "lb-web-service#secrets"))]
    pub secrets: Secrets,
    #[schemars(extend("x-docs" = "lb-web-service#storage"))]
    pub storage: Storage,
}
