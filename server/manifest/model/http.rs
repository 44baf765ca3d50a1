//! `http` of Load Balanced Web Services and Backend Services: rules of an application load balancer.

use crate::manifest::types::{
    Bool, Duration, Int, Items, List, LongOr, PlainStr, ShortOr, Str, Strings, Uint16,
};
use schemars::JsonSchema;

/// Copilot's `HTTPHealthCheckArgs`, with the limits of an application load balancer.
#[derive(JsonSchema)]
#[schemars(rename = "HTTPHealthCheckArgs")]
pub struct HttpHealthCheck {
    #[schemars(extend("default" = "/", "x-docs" = "lb-web-service#http-healthcheck-path",
        "x-rules" = {"type": "http.healthcheck-shape"}))]
    pub path: Str,
    #[schemars(extend("x-default" = "the port that receives traffic",
        "x-docs" = "lb-web-service#http-healthcheck-port", "x-rules" = {"type": "http.healthcheck-shape"}))]
    pub port: Int,
    #[schemars(extend("default" = "200", "x-docs" = "lb-web-service#http-healthcheck-success-codes",
        "x-values" = ["200", "200-299", "200,301", "200-399"],
        "x-rules" = {"type": "http.healthcheck-shape"}))]
    pub success_codes: Str,
    #[schemars(extend("default" = 5, "minimum" = 2, "maximum" = 10,
        "x-docs" = "lb-web-service#http-healthcheck-healthy-threshold",
        "x-rules" = {"type": "http.healthcheck-shape", "range": "http.healthcheck-threshold-range"}))]
    pub healthy_threshold: Int,
    #[schemars(extend("default" = 2, "minimum" = 2, "maximum" = 10,
        "x-docs" = "lb-web-service#http-healthcheck-unhealthy-threshold",
        "x-rules" = {"type": "http.healthcheck-shape", "range": "http.healthcheck-threshold-range"}))]
    pub unhealthy_threshold: Int,
    #[schemars(extend("default" = "5s", "x-docs" = "lb-web-service#http-healthcheck-timeout",
        "x-rules" = {"type": "http.healthcheck-shape"}))]
    pub timeout: Duration,
    #[schemars(extend("default" = "30s", "x-docs" = "lb-web-service#http-healthcheck-interval",
        "x-rules" = {"type": "http.healthcheck-shape"}))]
    pub interval: Duration,
    #[schemars(extend("default" = "60s", "x-docs" = "lb-web-service#http-healthcheck-grace-period",
        "x-rules" = {"type": "http.healthcheck-shape"}))]
    pub grace_period: Duration,
}

/// Copilot's `AdvancedAlias`.
#[derive(JsonSchema)]
pub struct AdvancedAlias {
    #[schemars(extend("x-required" = true, "x-since" = "v1.19", "x-docs" = "lb-web-service#http-alias"))]
    pub name: Str,
    #[schemars(extend("x-since" = "v1.19", "x-docs" = "lb-web-service#http-hosted-zone"))]
    pub hosted_zone: Str,
}

/// Copilot's `Alias`.
pub type Alias = LongOr<Items<AdvancedAlias>, Strings>;

/// Copilot's `RoutingRule` and `HTTP`, of which one kind of service drops and the other refuses a wrong type.
macro_rules! load_balancer {
    (
        $rule:ident, $http:ident,
        path: $path:tt, port: $port:tt, other: $other:tt, since: $since:tt, redirect: [$($redirect:tt)*]
    ) => {
        /// Copilot's `RoutingRule`.
        #[derive(JsonSchema)]
        pub struct $rule {
            #[schemars(extend("x-required" = true, "x-docs" = "lb-web-service#http-path"))]
            #[schemars(extend("x-rules" = {"type": $path}))]
            pub path: Str,
            #[schemars(extend("default" = "http1", "enum" = ["grpc", "http1", "http2"], "x-fold" = true))]
            #[schemars(extend("x-docs" = "lb-web-service#http-version"))]
            #[schemars(extend("x-rules" = {"type": $other, "enum": "http.version-value"}))]
            pub version: Str,
            #[schemars(extend("x-default" = "path /", "x-docs" = "lb-web-service#http-healthcheck"))]
            #[schemars(extend("x-rules" = {"type": "http.healthcheck-shape"}))]
            pub healthcheck: ShortOr<PlainStr, HttpHealthCheck>,
            #[schemars(extend("default" = false, "x-docs" = "lb-web-service#http-stickiness"))]
            #[schemars(extend("x-rules" = {"type": $other}))]
            pub stickiness: Bool,
            #[schemars(extend("x-docs" = "lb-web-service#http-alias"))]
            #[schemars(extend("x-rules" = {"type": "http.alias-shape"}))]
            pub alias: Alias,
            #[schemars(extend("default" = "60s", "x-docs" = "lb-web-service#http-deregistration-delay"))]
            #[schemars(extend("x-rules" = {"type": $other}))]
            pub deregistration_delay: Duration,
            #[schemars(extend("x-ref" = "container", "x-default" = "the main container"))]
            #[schemars(extend("x-docs" = "lb-web-service#http-target-container"))]
            #[schemars(extend("x-rules" = {"type": $other}))]
            pub target_container: Str,
            #[schemars(extend("x-since" = "v1.27", "x-default" = "the port of the target container"))]
            #[schemars(extend("x-docs" = "lb-web-service#http-target-port"))]
            #[schemars(extend("x-rules" = {"type": $port}))]
            pub target_port: Uint16,
            #[schemars(extend("x-docs" = "lb-web-service#http-allowed-source-ips"))]
            #[schemars(extend("x-rules" = {"type": $other}))]
            pub allowed_source_ips: List<Str>,
            #[schemars(extend("x-since" = "v1.19", "x-docs" = "lb-web-service#http-hosted-zone"))]
            #[schemars(extend("x-rules" = {"type": $other}))]
            pub hosted_zone: Str,
            #[schemars(extend($($redirect)*, "x-docs" = "lb-web-service#http-redirect-to-https"))]
            #[schemars(extend("x-rules" = {"type": $other}))]
            pub redirect_to_https: Bool,
        }

        /// Copilot's `HTTP`.
        #[derive(JsonSchema)]
        pub struct $http {
            #[schemars(extend("x-empty" = "ignored", "x-since" = $since))]
            #[schemars(extend("x-default" = "the load balancer that Copilot manages"))]
            #[schemars(extend("x-docs" = "lb-web-service#http-alb"))]
            #[schemars(extend("x-rules" = {"type": $other}))]
            pub alb: Str,
            #[schemars(flatten)]
            pub main: $rule,
            #[schemars(rename = "targetContainer", extend("x-ref" = "container"))]
            #[schemars(extend("x-deprecated" = "target_container"))]
            #[schemars(extend("x-rules" = {"type": $other}))]
            pub target_container_camel_case: Str,
            #[schemars(extend("x-since" = "v1.27", "x-docs" = "lb-web-service#http-additional-rules"))]
            #[schemars(extend("x-rules" = {"type": $other}))]
            pub additional_rules: Items<$rule>,
        }
    };
}

load_balancer!(
    PublicRoutingRule, PublicHttp,
    path: "http.partial-path",
    port: "http.target-port-type",
    other: "http.type-error-zeroed",
    since: "v1.32",
    redirect: ["default" = true]
);
load_balancer!(
    InternalRoutingRule, InternalHttp,
    path: "http.backend-type-error",
    port: "http.backend-type-error",
    other: "http.backend-type-error",
    since: "v1.33",
    redirect: ["x-default" = "follows from imported private certificates"]
);
