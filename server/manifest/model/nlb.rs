//! `nlb`: listeners of a network load balancer.

use super::http::Alias;
use crate::manifest::types::{Bool, Duration, Int, Items, Str};
use schemars::JsonSchema;

/// Copilot's `NLBHealthCheckArgs`.
#[derive(JsonSchema)]
#[schemars(rename = "NLBHealthCheckArgs")]
pub struct NlbHealthCheck {
    #[schemars(extend("x-ref" = "port", "x-default" = {"en": "the port that receives traffic", "ja": "トラフィックを受けるポート"},
        "x-docs" = "lb-web-service#nlb-healthcheck-port"))]
    pub port: Int,
    #[schemars(extend("default" = 3, "minimum" = 2, "maximum" = 10,
        "x-docs" = "lb-web-service#nlb-healthcheck-healthy-threshold",
        "x-rules" = {"range": "nlb.threshold-range"}))]
    pub healthy_threshold: Int,
    #[schemars(extend("default" = 3, "minimum" = 2, "maximum" = 10,
        "x-docs" = "lb-web-service#nlb-healthcheck-unhealthy-threshold",
        "x-rules" = {"range": "nlb.threshold-range"}))]
    pub unhealthy_threshold: Int,
    #[schemars(extend("default" = "10s", "x-docs" = "lb-web-service#nlb-healthcheck-timeout"))]
    pub timeout: Duration,
    #[schemars(extend("default" = "30s", "x-values" = ["10s", "30s"],
        "x-docs" = "lb-web-service#nlb-healthcheck-interval"))]
    pub interval: Duration,
    #[schemars(extend("default" = "60s", "x-empty" = "ignored",
        "x-docs" = "lb-web-service#nlb-healthcheck-grace-period"))]
    pub grace_period: Duration,
}

/// Copilot's `NetworkLoadBalancerListener`.
#[derive(JsonSchema)]
pub struct NetworkLoadBalancerListener {
    #[schemars(extend("x-required" = true, "x-example" = ["80/tcp", "443/tls"], "x-values" = ["80/tcp", "443/tls", "53/udp"],
        "x-docs" = "lb-web-service#nlb-port"))]
    pub port: Str,
    #[schemars(extend("x-docs" = "lb-web-service#nlb-healthcheck",
        "x-rules" = {"type": "nlb.healthcheck-string"}))]
    pub healthcheck: NlbHealthCheck,
    #[schemars(extend("x-ref" = "container", "x-default" = {"en": "the main container", "ja": "メインコンテナ"},
        "x-docs" = "lb-web-service#nlb-target-container"))]
    pub target_container: Str,
    #[schemars(extend("x-ref" = "port", "x-default" = {"en": "the port of the listener, or of the sidecar that is the target", "ja": "リスナーのポート、またはターゲットのサイドカーのポート"},
        "x-docs" = "lb-web-service#nlb-target-port"))]
    pub target_port: Int,
    #[schemars(extend("default" = "ELBSecurityPolicy-TLS13-1-2-2021-06",
        "x-values" = ["ELBSecurityPolicy-TLS13-1-2-2021-06", "ELBSecurityPolicy-TLS13-1-3-2021-06",
            "ELBSecurityPolicy-TLS13-1-2-Res-2021-06", "ELBSecurityPolicy-2016-08"],
        "x-docs" = "lb-web-service#nlb-ssl-policy"))]
    pub ssl_policy: Str,
    #[schemars(extend("default" = false, "x-docs" = "lb-web-service#nlb-stickiness"))]
    pub stickiness: Bool,
    #[schemars(extend("default" = "60s", "x-docs" = "lb-web-service#nlb"))]
    pub deregistration_delay: Duration,
}

/// Copilot's `NetworkLoadBalancerConfiguration`.
#[derive(JsonSchema)]
pub struct NetworkLoadBalancerConfiguration {
    #[schemars(flatten)]
    pub listener: NetworkLoadBalancerListener,
    #[schemars(extend("x-empty" = "length", "x-docs" = "lb-web-service#nlb-alias"))]
    pub alias: Alias,
    #[schemars(extend("x-same" = "nlb", "x-since" = "v1.27", "x-docs" = "lb-web-service#nlb-additional-listeners"))]
    pub additional_listeners: Items<NetworkLoadBalancerListener>,
}
