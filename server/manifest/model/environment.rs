//! The manifest of an environment.

use crate::manifest::types::{Bool, FirstOr, Int, Items, LongOr, PlainStr, ShortOr, Str};
use schemars::JsonSchema;

/// Copilot's `subnetConfiguration`.
#[derive(JsonSchema)]
pub struct SubnetConfiguration {
    #[schemars(extend("x-since" = "v1.20", "x-docs" = "environment#network-vpc-subnets-id"))]
    pub id: Str,
    #[schemars(extend("x-since" = "v1.20", "x-docs" = "environment#network-vpc-subnets-cidr"))]
    pub cidr: Str,
    #[schemars(extend("x-since" = "v1.20", "x-docs" = "environment#network-vpc-subnets-az"))]
    pub az: Str,
}

/// Copilot's `subnetsConfiguration`.
#[derive(JsonSchema)]
pub struct SubnetsConfiguration {
    #[schemars(extend("x-since" = "v1.20", "x-docs" = "environment#network-vpc-subnets-public"))]
    pub public: Items<SubnetConfiguration>,
    #[schemars(extend("x-same" = "network.vpc.subnets.public", "x-since" = "v1.20", "x-docs" = "environment#network-vpc-subnets-private"))]
    pub private: Items<SubnetConfiguration>,
}

/// The short form of `portsConfig`: a range.
#[derive(JsonSchema)]
#[schemars(inline, extend("pattern" = "^[0-9]+-[0-9]+$",
    "x-rules" = {"pattern": "env.security-group-ports-format"}))]
pub struct PortRange(pub Str);

/// Copilot's `securityGroupRule`.
#[derive(JsonSchema)]
pub struct SecurityGroupRule {
    #[schemars(extend("x-required" = true, "x-example" = "10.0.0.0/16", "x-since" = "v1.21",
        "x-docs" = "environment#network-vpc-security-group-cidr"))]
    pub cidr: PlainStr,
    #[schemars(extend("x-required" = true, "x-example" = 443, "x-since" = "v1.21",
        "x-docs" = "environment#network-vpc-security-group-ports",
        "x-rules" = {"type": "env.security-group-ports-list"}))]
    pub ports: FirstOr<Int, PortRange>,
    #[schemars(extend("x-required" = true, "x-since" = "v1.21",
        "pattern" = "^([tT][cC][pP]|[uU][dD][pP]|[iI][cC][mM][pP]([vV]6)?|-1|[0-9]{1,3})?$",
        "x-values" = ["tcp", "udp", "icmp", "icmpv6", "-1"],
        "x-docs" = "environment#network-vpc-security-group-ip-protocol",
        "x-rules" = {"pattern": "env.security-group-protocol-value"}))]
    pub ip_protocol: PlainStr,
}

/// Copilot's `securityGroupConfig`.
#[derive(JsonSchema)]
pub struct SecurityGroupConfig {
    #[schemars(extend("x-since" = "v1.21", "x-docs" = "environment#network-vpc-security-group-ingress"))]
    pub ingress: Items<SecurityGroupRule>,
    #[schemars(extend("x-same" = "network.vpc.security_group.ingress", "x-since" = "v1.21", "x-docs" = "environment#network-vpc-security-group-egress"))]
    pub egress: Items<SecurityGroupRule>,
}

/// Copilot's `VPCFlowLogsArgs`.
#[derive(JsonSchema)]
pub struct VpcFlowLogs {
    #[schemars(extend("default" = 14, "x-unit" = {"en": "days", "ja": "日"}, "x-since" = "v1.24",
        "enum" = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
            3288, 3653],
        "x-docs" = "environment#network-vpc-flowlogs-retention",
        "x-rules" = {"enum": "env.flow-logs-retention"}))]
    pub retention: Int,
}

/// Copilot's `environmentVPCConfig`.
#[derive(JsonSchema)]
pub struct EnvironmentVpc {
    #[schemars(extend("x-since" = "v1.20", "x-default" = {"en": "a VPC that Copilot makes", "ja": "Copilot が作成する VPC"},
        "x-docs" = "environment#network-vpc-id"))]
    pub id: Str,
    #[schemars(extend("default" = "10.0.0.0/16", "x-default-unless" = ["id"], "x-since" = "v1.20",
        "x-docs" = "environment#network-vpc-cidr"))]
    pub cidr: Str,
    #[schemars(extend("x-since" = "v1.20", "x-default-unless" = ["id"], "x-default" = {"en": "two public and two private subnets", "ja": "パブリックサブネット 2 つとプライベートサブネット 2 つ"},
        "x-docs" = "environment#network-vpc-subnets"))]
    pub subnets: SubnetsConfiguration,
    #[schemars(extend("x-since" = "v1.21", "x-empty" = "ignored",
        "x-docs" = "environment#network-vpc-security-group"))]
    pub security_group: SecurityGroupConfig,
    #[schemars(extend("x-since" = "v1.24", "x-default" = {"en": "off", "ja": "無効"}, "x-docs" = "environment#network-vpc-flowlogs",
        "x-rules" = {"type": "env.flow-logs-shape"}))]
    pub flow_logs: ShortOr<Bool, VpcFlowLogs>,
}

/// Copilot's `environmentNetworkConfig`.
#[derive(JsonSchema)]
pub struct EnvironmentNetwork {
    #[schemars(extend("x-since" = "v1.20", "x-docs" = "environment#network-vpc"))]
    pub vpc: EnvironmentVpc,
}

/// Copilot's `environmentObservability`.
#[derive(JsonSchema)]
pub struct EnvironmentObservability {
    #[schemars(extend("default" = false, "x-since" = "v1.20",
        "x-docs" = "environment#http-container-insights",
        "x-rules" = {"type": "env.container-insights-type"}))]
    pub container_insights: Bool,
}

/// Copilot's `RestrictiveIngress`.
#[derive(JsonSchema)]
pub struct RestrictiveIngress {
    #[schemars(extend("x-since" = "v1.23", "x-docs" = "environment#http-public-ingress-cdn"))]
    pub cdn: Bool,
    #[schemars(extend("x-since" = "v1.23", "x-docs" = "environment#http-public-ingress-source-ips"))]
    pub source_ips: Items<Str>,
}

/// Copilot's `RelaxedIngress`.
#[derive(JsonSchema)]
pub struct RelaxedIngress {
    #[schemars(extend("x-since" = "v1.23", "x-docs" = "environment#http-private-ingress-vpc"))]
    pub vpc: Bool,
}

/// Copilot's `DeprecatedIngress`.
#[derive(JsonSchema)]
pub struct DeprecatedIngress {
    #[schemars(extend("x-deprecated" = "http.public.ingress",
        "x-docs" = "environment#http-public-ingress"))]
    pub restrict_to: RestrictiveIngress,
    #[schemars(extend("x-deprecated" = "http.private.ingress.vpc",
        "x-docs" = "environment#http-private-ingress-vpc"))]
    pub from_vpc: Bool,
}

/// Copilot's `DeprecatedALBSecurityGroupsConfig`.
#[derive(JsonSchema)]
pub struct DeprecatedSecurityGroups {
    #[schemars(extend("x-deprecated" = "ingress", "x-docs" = "environment#http-public-ingress"))]
    pub ingress: DeprecatedIngress,
}

/// Copilot's `ELBAccessLogsArgs`.
#[derive(JsonSchema)]
pub struct AccessLogs {
    #[schemars(extend("x-since" = "v1.21", "x-default" = {"en": "a bucket that Copilot makes", "ja": "Copilot が作成するバケット"},
        "x-docs" = "environment#http-public-access-logs-bucket-name"))]
    pub bucket_name: Str,
    #[schemars(extend("x-since" = "v1.21", "x-docs" = "environment#http-public-access-logs-prefix"))]
    pub prefix: Str,
}

/// Copilot's `PublicHTTPConfig`.
#[derive(JsonSchema)]
pub struct PublicLoadBalancer {
    #[schemars(extend("x-deprecated" = "http.public.ingress", "x-docs" = "environment#http-public-ingress"))]
    pub security_groups: DeprecatedSecurityGroups,
    #[schemars(extend("x-since" = "v1.20", "x-docs" = "environment#http-public-certificates"))]
    pub certificates: Items<Str>,
    #[schemars(extend("default" = false, "x-since" = "v1.21",
        "x-docs" = "environment#http-public-access-logs",
        "x-rules" = {"type": "env.access-logs-shape"}))]
    pub access_logs: LongOr<AccessLogs, Bool>,
    #[schemars(extend("x-since" = "v1.23", "x-docs" = "environment#http-public-ingress"))]
    pub ingress: RestrictiveIngress,
    #[schemars(extend("x-since" = "v1.23", "x-docs" = "environment#http-public-sslpolicy",
        "x-values" = ["ELBSecurityPolicy-TLS13-1-2-2021-06", "ELBSecurityPolicy-TLS13-1-3-2021-06",
            "ELBSecurityPolicy-TLS13-1-2-Res-2021-06", "ELBSecurityPolicy-2016-08"]))]
    pub ssl_policy: Str,
}

/// Copilot's `privateHTTPConfig`.
#[derive(JsonSchema)]
pub struct PrivateLoadBalancer {
    #[schemars(extend("x-since" = "v1.20", "x-docs" = "environment#http-private-subnets"))]
    pub subnets: Items<Str>,
    #[schemars(extend("x-since" = "v1.20", "x-docs" = "environment#http-private-certificates"))]
    pub certificates: Items<Str>,
    #[schemars(extend("x-same" = "http.public.security_groups", "x-deprecated" = "http.private.ingress",
        "x-docs" = "environment#http-private-ingress"))]
    pub security_groups: DeprecatedSecurityGroups,
    #[schemars(extend("x-since" = "v1.23", "x-docs" = "environment#http-private-ingress"))]
    pub ingress: RelaxedIngress,
    #[schemars(extend("x-since" = "v1.23", "x-docs" = "environment#http-private-sslpolicy",
        "x-values" = ["ELBSecurityPolicy-TLS13-1-2-2021-06", "ELBSecurityPolicy-TLS13-1-3-2021-06",
            "ELBSecurityPolicy-TLS13-1-2-Res-2021-06", "ELBSecurityPolicy-2016-08"]))]
    pub ssl_policy: Str,
}

/// Copilot's `EnvironmentHTTPConfig`.
#[derive(JsonSchema)]
pub struct EnvironmentHttp {
    #[schemars(extend("x-since" = "v1.20", "x-docs" = "environment#http-public"))]
    pub public: PublicLoadBalancer,
    #[schemars(extend("x-since" = "v1.20", "x-docs" = "environment#http-private"))]
    pub private: PrivateLoadBalancer,
}

/// Copilot's `CDNStaticConfig`.
#[derive(JsonSchema)]
pub struct StaticAssets {
    #[schemars(extend("x-required" = true, "x-example" = "assets.s3.us-west-2.amazonaws.com", "x-since" = "v1.25",
        "x-docs" = "environment#cdn-static-assets-location"))]
    pub location: PlainStr,
    #[schemars(extend("x-required" = true, "x-example" = "assets.example.com", "x-since" = "v1.25",
        "x-docs" = "environment#cdn-static-assets-alias"))]
    pub alias: PlainStr,
    #[schemars(extend("x-required" = true, "x-example" = "static/*", "x-since" = "v1.25",
        "x-docs" = "environment#cdn-static-assets-path"))]
    pub path: PlainStr,
}

/// Copilot's `AdvancedCDNConfig`.
#[derive(JsonSchema)]
pub struct ContentDelivery {
    #[schemars(extend("x-since" = "v1.21", "x-docs" = "environment#cdn-certificate"))]
    pub certificate: Str,
    #[schemars(extend("default" = false, "x-since" = "v1.22", "x-docs" = "environment#cdn-tls-termination"))]
    pub terminate_tls: Bool,
    #[schemars(extend("x-since" = "v1.25", "x-docs" = "environment#cdn-static-assets"))]
    pub static_assets: StaticAssets,
}

/// Copilot's `EnvironmentConfig`.
#[derive(JsonSchema)]
pub struct EnvironmentConfig {
    #[schemars(extend("x-since" = "v1.20", "x-docs" = "environment#network"))]
    pub network: EnvironmentNetwork,
    #[schemars(extend("x-since" = "v1.20", "x-docs" = "environment#observability"))]
    pub observability: EnvironmentObservability,
    #[schemars(extend("x-since" = "v1.20", "x-docs" = "environment#http"))]
    pub http: EnvironmentHttp,
    #[schemars(extend("default" = false, "x-since" = "v1.21", "x-docs" = "environment#cdn",
        "x-rules" = {"type": "env.cdn-shape"}))]
    pub cdn: LongOr<ContentDelivery, Bool>,
}
