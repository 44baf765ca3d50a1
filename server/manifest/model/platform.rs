//! `platform`: operating system and architecture.

use crate::manifest::types::{LongOr, Str};
use schemars::JsonSchema;

/// Copilot's `PlatformArgs`; which pairs exist is a rule.
#[derive(JsonSchema)]
#[schemars(extend("x-short" = "{osfamily}/{architecture}"))]
pub struct PlatformArgs {
    #[schemars(extend("x-required" = true, "x-docs" = "lb-web-service#platform",
        "x-values" = ["linux", "windows_server_2019_core", "windows_server_2019_full",
            "windows_server_2022_core", "windows_server_2022_full", "windows"]))]
    pub osfamily: Str,
    #[schemars(extend("x-required" = true, "x-docs" = "lb-web-service#platform",
        "x-values" = ["x86_64", "arm64", "amd64", "arm"]))]
    pub architecture: Str,
}

/// Copilot's `PlatformString`.
#[derive(JsonSchema)]
#[schemars(inline, extend("x-fold" = true, "pattern" = "^[^/]*/[^/]*$",
    "enum" = ["linux/x86_64", "linux/arm64", "windows/x86_64", "linux/amd64", "linux/arm", "windows/amd64"],
    "x-rules" = {"enum": "platform.string-value", "pattern": "platform.string-format"}))]
pub struct PlatformString(pub Str);

/// Copilot's `PlatformArgsOrString`.
#[derive(JsonSchema)]
#[schemars(inline, extend("default" = "linux/x86_64", "x-fold" = true, "x-docs" = "lb-web-service#platform",
    "x-rules" = {"type": "platform.shape"}))]
pub struct Platform(pub LongOr<PlatformArgs, PlatformString>);

/// The same for App Runner, where Copilot refuses every value.
#[derive(JsonSchema)]
#[schemars(inline, extend("x-refused" = true, "x-docs" = "lb-web-service#platform",
    "x-rules" = {"type": "platform.shape"}))]
pub struct AppRunnerPlatform(pub LongOr<PlatformArgs, Str>);
