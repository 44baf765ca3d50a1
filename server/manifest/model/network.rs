//! `network` of ECS workloads and App Runner services.

use super::variables::StringOrFromCfn;
use crate::manifest::types::{Bool, Entries, Items, List, LongOr, Str, Strings};
use schemars::JsonSchema;

/// Copilot's `SubnetArgs`.
#[derive(JsonSchema)]
pub struct SubnetArgs {
    #[schemars(extend("x-since" = "v1.19",
        "x-docs" = "lb-web-service#network-vpc-placement-subnets-from-tags"))]
    pub from_tags: Entries<Strings>,
}

/// Copilot's `PlacementArgs`.
#[derive(JsonSchema)]
pub struct PlacementArgs {
    #[schemars(extend("x-empty" = "length", "x-since" = "v1.19",
        "x-docs" = "lb-web-service#network-vpc-placement-subnets"))]
    pub subnets: LongOr<SubnetArgs, Items<Str>>,
}

/// Copilot's `PlacementString`.
#[derive(JsonSchema)]
#[schemars(inline, extend("enum" = ["public", "private"], "x-rules" = {"enum": "network.placement-value"}))]
pub struct PlacementString(pub Str);

/// Copilot's `PlacementString` for App Runner.
#[derive(JsonSchema)]
#[schemars(inline, extend("enum" = ["private"], "x-rules" = {"enum": "network.placement-rdws-public"}))]
pub struct AppRunnerPlacementString(pub Str);

/// Copilot's `SecurityGroupsConfig`.
#[derive(JsonSchema)]
#[schemars(extend("x-short" = "{groups}"))]
pub struct SecurityGroupsConfig {
    #[schemars(extend("x-same" = "network.vpc.security_groups", "x-since" = "v1.20", "x-docs" = "lb-web-service#network-vpc-security-groups-groups"))]
    pub groups: Items<StringOrFromCfn>,
    #[schemars(extend("default" = false, "x-since" = "v1.20",
        "x-docs" = "lb-web-service#network-vpc-security-groups-deny-default"))]
    pub deny_default: Bool,
}

/// Copilot's `vpcConfig`.
#[derive(JsonSchema)]
pub struct VpcConfig {
    #[schemars(extend("default" = "public", "x-docs" = "lb-web-service#network-vpc-placement",
        "x-rules" = {"type": "network.placement-shape"}))]
    pub placement: LongOr<PlacementArgs, PlacementString>,
    #[schemars(extend("x-docs" = "lb-web-service#network-vpc-security-groups",
        "x-rules" = {"type": "network.security-groups-shape"}))]
    pub security_groups: LongOr<SecurityGroupsConfig, List<StringOrFromCfn>>,
}

/// Copilot's `ServiceConnectArgs`.
#[derive(JsonSchema)]
pub struct ServiceConnectArgs {
    #[schemars(extend("x-since" = "v1.24", "x-default" = {"en": "the name of the service", "ja": "サービス名"},
        "x-docs" = "lb-web-service#network-connect-alias"))]
    pub alias: Str,
}

/// Copilot's `NetworkConfig`.
#[derive(JsonSchema)]
pub struct NetworkConfig {
    #[schemars(extend("x-docs" = "lb-web-service#network-vpc"))]
    pub vpc: VpcConfig,
    #[schemars(extend("default" = false, "x-since" = "v1.24", "x-empty" = "ignored",
        "x-docs" = "lb-web-service#network-connect", "x-rules" = {"type": "network.connect-shape"}))]
    pub connect: LongOr<ServiceConnectArgs, Bool>,
}

/// Copilot's `rdwsVpcConfig`.
#[derive(JsonSchema)]
pub struct AppRunnerVpcConfig {
    #[schemars(extend("x-docs" = "rd-web-service#network-vpc-placement",
        "x-rules" = {"type": "network.placement-shape"}))]
    pub placement: LongOr<PlacementArgs, AppRunnerPlacementString>,
}

/// Copilot's `RequestDrivenWebServiceNetworkConfig`.
#[derive(JsonSchema)]
pub struct AppRunnerNetworkConfig {
    #[schemars(extend("x-docs" = "rd-web-service#network-vpc"))]
    pub vpc: AppRunnerVpcConfig,
}
