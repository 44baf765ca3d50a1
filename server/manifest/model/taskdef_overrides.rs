//! `taskdef_overrides`: changes to the rendered task definition, before YAML patches existed.

use crate::manifest::types::{Any, List, PlainStr};
use schemars::JsonSchema;

/// Copilot's `OverrideRule`.
#[derive(JsonSchema)]
pub struct OverrideRule {
    #[schemars(extend("x-required" = true, "x-docs" = "lb-web-service#taskdef_overrides-path",
        "x-values" = ["ContainerDefinitions[0].Ulimits[-]", "ContainerDefinitions[0].LinuxParameters"]))]
    pub path: PlainStr,
    #[schemars(extend("x-required" = true, "x-docs" = "lb-web-service#taskdef_overrides-value"))]
    pub value: Any,
}

/// `[]OverrideRule`.
#[derive(JsonSchema)]
#[schemars(inline, extend("x-deprecated" = "overrides/cfn.patches.yml",
    "x-docs" = "lb-web-service#taskdef_overrides", "x-rules" = {"type": "taskdef-overrides.shape"}))]
pub struct TaskdefOverrides(pub List<OverrideRule>);
