//! What only a Request-Driven Web Service (App Runner) has.

use super::platform::AppRunnerPlatform;
use crate::manifest::types::{Bool, Duration, Int, PlainStr, ShortOr, Str};
use schemars::JsonSchema;

/// Copilot's `HTTPHealthCheckArgs`, with the limits of App Runner.
#[derive(JsonSchema)]
#[schemars(extend("x-short" = "{path}"))]
pub struct AppRunnerHealthCheck {
    #[schemars(extend("default" = "/", "x-docs" = "rd-web-service#http-healthcheck-path"))]
    pub path: Str,
    #[schemars(extend("x-docs" = "rd-web-service#http-healthcheck"))]
    pub port: Int,
    #[schemars(extend("x-docs" = "rd-web-service#http-healthcheck"))]
    pub success_codes: Str,
    #[schemars(extend("default" = 1, "minimum" = 1, "maximum" = 20,
        "x-docs" = "rd-web-service#http-healthcheck-healthy-threshold",
        "x-rules" = {"range": "rdws.healthcheck-threshold-range"}))]
    pub healthy_threshold: Int,
    #[schemars(extend("default" = 5, "minimum" = 1, "maximum" = 20,
        "x-docs" = "rd-web-service#http-healthcheck-unhealthy-threshold",
        "x-rules" = {"range": "rdws.healthcheck-threshold-range"}))]
    pub unhealthy_threshold: Int,
    #[schemars(extend("default" = "2s", "x-docs" = "rd-web-service#http-healthcheck-timeout"))]
    pub timeout: Duration,
    #[schemars(extend("default" = "5s", "x-docs" = "rd-web-service#http-healthcheck-interval"))]
    pub interval: Duration,
    #[schemars(extend("x-docs" = "rd-web-service#http-healthcheck"))]
    pub grace_period: Duration,
}

/// Copilot's `VPCEndpoint`.
#[derive(JsonSchema)]
pub struct VpcEndpoint {
    #[schemars(extend("x-since" = "v1.23", "x-docs" = "rd-web-service#http-private-endpoint"))]
    pub endpoint: Str,
}

/// Copilot's `RequestDrivenWebServiceHttpConfig`.
#[derive(JsonSchema)]
pub struct AppRunnerHttp {
    #[schemars(extend("x-default" = {"en": "a TCP check of the port", "ja": "ポートへの TCP チェック"},
        "x-docs" = "rd-web-service#http-healthcheck",
        "x-rules" = {"empty": "http.healthcheck-empty-string"}))]
    pub healthcheck: ShortOr<PlainStr, AppRunnerHealthCheck>,
    #[schemars(extend("x-docs" = "rd-web-service#http-alias", "x-rules" = {"type": "rdws.alias-shape"}))]
    pub alias: Str,
    #[schemars(extend("default" = false, "x-since" = "v1.23", "x-docs" = "rd-web-service#http-private",
        "x-rules" = {"type": "rdws.private-shape"}))]
    pub private: ShortOr<Bool, VpcEndpoint>,
}

/// Copilot's `AppRunnerInstanceConfig`; which pairs exist is a rule.
#[derive(JsonSchema)]
pub struct AppRunnerInstance {
    #[schemars(extend("default" = 1024, "x-values" = [256, 512, 1024, 2048, 4096], "x-unit" = {"en": "vCPU units", "ja": "vCPU ユニット"},
        "x-docs" = "rd-web-service#cpu", "x-rules" = {"type": "task.units-string"}))]
    pub cpu: Int,
    #[schemars(extend("default" = 2048, "x-unit" = "MiB", "x-docs" = "rd-web-service#memory",
        "x-values" = [512, 1024, 2048, 3072, 4096, 6144, 8192, 10240, 12288],
        "x-rules" = {"type": "task.units-string"}))]
    pub memory: Int,
    pub platform: AppRunnerPlatform,
}
