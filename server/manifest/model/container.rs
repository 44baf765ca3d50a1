//! What the main container and sidecars have in common: health check, entry point, command, dependencies.

use crate::manifest::types::{Duration, Int, List, Map, PlainStr, Str, Texts, Words};
use schemars::JsonSchema;

/// Copilot's `ContainerHealthCheck`.
#[derive(JsonSchema)]
pub struct ContainerHealthCheck {
    #[schemars(extend("x-docs" = "lb-web-service#image-healthcheck-cmd",
        "default" = ["CMD-SHELL", "curl -f http://localhost/ || exit 1"],
        "x-values" = [["CMD-SHELL", "curl -f http://localhost/ || exit 1"]],
        "x-rules" = {"type": "healthcheck.command-string"}))]
    pub command: List<Str>,
    #[schemars(extend("default" = "10s", "x-values" = ["5s", "10s", "30s", "60s"],
        "x-docs" = "lb-web-service#image-healthcheck-interval",
        "x-rules" = {"type": "healthcheck.duration-number"}))]
    pub interval: Duration,
    #[schemars(extend("default" = 2, "minimum" = 1, "maximum" = 10,
        "x-docs" = "lb-web-service#image-healthcheck-retries",
        "x-rules" = {"range": "healthcheck.retries-range"}))]
    pub retries: Int,
    #[schemars(extend("default" = "5s", "x-values" = ["2s", "5s", "10s"],
        "x-docs" = "lb-web-service#image-healthcheck-timeout",
        "x-rules" = {"type": "healthcheck.duration-number"}))]
    pub timeout: Duration,
    #[schemars(extend("default" = "0s", "x-values" = ["0s", "10s", "60s"],
        "x-docs" = "lb-web-service#image-healthcheck-start-period",
        "x-rules" = {"type": "healthcheck.duration-number"}))]
    pub start_period: Duration,
}

/// Copilot's `ImageOverride`.
#[derive(JsonSchema)]
pub struct ImageOverride {
    #[schemars(extend("x-docs" = "lb-web-service#entrypoint", "x-default" = {"en": "the image's own", "ja": "イメージの設定"},
        "x-short" = "words", "x-rules" = {"type": "command.shape"}))]
    pub entrypoint: Words,
    #[schemars(extend("x-docs" = "lb-web-service#command", "x-default" = {"en": "the image's own", "ja": "イメージの設定"},
        "x-short" = "words", "x-rules" = {"type": "command.shape"}))]
    pub command: Words,
}

/// The state that another container must have reached.
#[derive(JsonSchema)]
#[schemars(inline, extend("enum" = ["start", "healthy", "complete", "success"], "x-fold" = true,
    "x-rules" = {"enum": "depends-on.condition"}))]
pub struct Condition(pub PlainStr);

/// Copilot's `DependsOn`.
#[derive(JsonSchema)]
#[schemars(inline, extend("x-ref-keys" = "container", "x-rules" = {"type": "image.depends-on-list"}))]
pub struct DependsOn(pub Map<Condition>);

/// Docker labels.
pub type Labels = Texts;
