//! `http` of Load Balanced Web Services and Backend Services: rules of an application load balancer.

use crate::manifest::types::{
    Bool, Duration, Int, Items, List, LongOr, PlainStr, ShortOr, Str, Strings, Uint16,
};
use schemars::JsonSchema;

/// Copilot's `HTTPHealthCheckArgs`, with the limits of an application load balancer.
#[derive(JsonSchema)]
#[schemars(rename = "HTTPHealthCheckArgs", extend("x-short" = "{path}"))]
pub struct HttpHealthCheck {
    #[schemars(extend("default" = "/", "x-docs" = "lb-web-service#http-healthcheck-path",
        "x-rules" = {"type": "http.healthcheck-shape"}))]
    pub path: Str,
    #[schemars(extend("x-ref" = "port", "x-since" = "v1.19", "x-default" = {"en": "the port that receives traffic", "ja": "トラフィックを受けるポート"},
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
#[schemars(extend("x-short" = "{name}"))]
pub struct AdvancedAlias {
    #[schemars(extend("x-required" = true, "x-example" = "www.example.com", "x-since" = "v1.19",
        "x-docs" = "lb-web-service#http-alias"))]
    pub name: Str,
    #[schemars(extend("x-since" = "v1.19", "x-docs" = "lb-web-service#http-hosted-zone"))]
    pub hosted_zone: Str,
}

/// Copilot's `Alias`.
pub type Alias = LongOr<Items<AdvancedAlias>, Strings>;

/// Copilot's `RoutingRule` and `HTTP` for one kind of service: they differ in the rules that name a wrong type.
macro_rules! load_balancer {
    ($rule:ident, $http:ident, path: $path:tt, port: $port:tt, other: $other:tt, since: $since:tt, redirect: [$($redirect:tt)*]) => {
        /// Copilot's `RoutingRule`.
        #[derive(JsonSchema)]
        pub struct $rule {
            #[schemars(extend("x-required" = true, "x-example" = ["/", "/api"], "x-docs" = "lb-web-service#http-path",
                "x-rules" = {"type": $path, "dropped": $path}))]
            pub path: Str,
            #[schemars(extend("default" = "http1", "enum" = ["grpc", "http1", "http2"], "x-fold" = true,
                "x-docs" = "lb-web-service#http-version",
                "x-rules" = {"type": $other, "dropped": $other,
                    "enum": "http.version-value"}))]
            pub version: Str,
            #[schemars(extend("x-default" = {"en": "path /", "ja": "パス /"}, "x-docs" = "lb-web-service#http-healthcheck",
                "x-rules" = {"type": "http.healthcheck-shape", "empty": "http.healthcheck-empty-string"}))]
            pub healthcheck: ShortOr<PlainStr, HttpHealthCheck>,
            #[schemars(extend("default" = false, "x-docs" = "lb-web-service#http-stickiness",
                "x-rules" = {"type": $other, "dropped": $other}))]
            pub stickiness: Bool,
            #[schemars(extend("x-empty" = "length", "x-docs" = "lb-web-service#http-alias",
                "x-rules" = {"type": "http.alias-shape"}))]
            pub alias: Alias,
            #[schemars(extend("default" = "60s", "x-docs" = "lb-web-service#http-deregistration-delay",
                "x-rules" = {"type": $other, "dropped": $other}))]
            pub deregistration_delay: Duration,
            #[schemars(extend("x-ref" = "container", "x-default" = {"en": "the main container", "ja": "メインコンテナ"},
                "x-docs" = "lb-web-service#http-target-container",
                "x-rules" = {"type": $other, "dropped": $other}))]
            pub target_container: Str,
            #[schemars(extend("x-ref" = "port", "x-since" = "v1.27", "x-default" = {"en": "the port of the target container", "ja": "ターゲットコンテナのポート"},
                "x-docs" = "lb-web-service#http-target-port",
                "x-rules" = {"type": $port, "dropped": $port}))]
            pub target_port: Uint16,
            #[schemars(extend("x-docs" = "lb-web-service#http-allowed-source-ips",
                "x-rules" = {"type": $other, "dropped": $other}))]
            pub allowed_source_ips: List<Str>,
            #[schemars(extend("x-since" = "v1.19", "x-docs" = "lb-web-service#http-hosted-zone",
                "x-rules" = {"type": $other, "dropped": $other}))]
            pub hosted_zone: Str,
            #[schemars(extend($($redirect)*, "x-docs" = "lb-web-service#http-redirect-to-https",
                "x-rules" = {"type": $other, "dropped": $other}))]
            pub redirect_to_https: Bool,
        }

        /// Copilot's `HTTP`.
        #[derive(JsonSchema)]
        pub struct $http {
            #[schemars(extend("x-empty" = "ignored", "x-since" = $since,
                "x-docs" = "lb-web-service#http-alb",
                "x-default" = {"en": "the load balancer that Copilot manages", "ja": "Copilot が管理するロードバランサー"},
                "x-rules" = {"type": $other, "dropped": $other}))]
            pub alb: Str,
            #[schemars(flatten)]
            pub main: $rule,
            #[schemars(rename = "targetContainer", extend("x-ref" = "container",
                "x-deprecated" = "target_container", "x-docs" = "lb-web-service#http-target-container", "x-rules" = {"type": $other, "dropped": $other}))]
            pub target_container_camel_case: Str,
            #[schemars(extend("x-same" = "http", "x-since" = "v1.27", "x-docs" = "lb-web-service#http-additional-rules",
                "x-rules" = {"type": $other, "dropped": $other}))]
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
    redirect: ["x-default" = {"en": "follows from imported private certificates", "ja": "インポートしたプライベート証明書の有無で決まる"}]
);
