//! The root of each kind with a `type`: the six workloads and the environment.

use super::apprunner::{AppRunnerHttp, AppRunnerInstance};
use super::container::ImageOverride;
use super::count::{Count, JobCount};
use super::deployment::{AlarmArgs, DeploymentConfig, WorkerAlarmArgs};
use super::environment::EnvironmentConfig;
use super::http::{InternalHttp, PublicHttp};
use super::image::{
    ImageWithHealthcheck, ImageWithHealthcheckAndOptionalPort, ImageWithPort, ImageWithPortAndHealthcheck,
};
use super::job::{JobFailureHandlerConfig, JobTriggerConfig};
use super::logging::Logging;
use super::network::{AppRunnerNetworkConfig, NetworkConfig};
use super::nlb::NetworkLoadBalancerConfiguration;
use super::observability::{AppRunnerObservability, Observability};
use super::publish::PublishConfig;
use super::sidecars::Sidecars;
use super::static_site::StaticSiteConfig;
use super::subscribe::SubscribeConfig;
use super::task::TaskConfig;
use super::taskdef_overrides::TaskdefOverrides;
use super::variables::{Secrets, Variables};
use crate::manifest::types::{Bool, LongOr, PointerMap, Str, Texts};
use schemars::JsonSchema;

/// The root of a workload: name, type, its configuration, and the same again for each environment.
macro_rules! workload {
    ($root:ident, $config:ident, $type:tt, $page:tt) => {
        /// Copilot's `Workload` with the configuration of this kind.
        #[derive(JsonSchema)]
        pub struct $root {
            #[schemars(extend("x-required" = true, "x-name" = "workload", "x-docs" = $page))]
            pub name: Str,
            #[schemars(rename = "type", extend("x-required" = true, "enum" = [$type], "x-docs" = $page))]
            #[schemars(extend("x-rules" = {"enum": "manifest.type-unknown"}))]
            pub workload_type: Str,
            #[schemars(flatten)]
            pub config: $config,
            #[schemars(extend("x-ref-keys" = "environment", "x-docs" = "lb-web-service#environments"))]
            #[schemars(extend("x-rules" = {"type": "environments.shape"}))]
            pub environments: PointerMap<$config>,
        }
    };
}

workload!(
    LoadBalancedWebService,
    LoadBalancedWebServiceConfig,
    "Load Balanced Web Service",
    "lb-web-service#name"
);
workload!(BackendService, BackendServiceConfig, "Backend Service", "backend-service#name");
workload!(WorkerService, WorkerServiceConfig, "Worker Service", "worker-service#name");
workload!(
    RequestDrivenWebService,
    RequestDrivenWebServiceConfig,
    "Request-Driven Web Service",
    "rd-web-service#name"
);
workload!(StaticSite, StaticSiteConfig, "Static Site", "static-site#name");
workload!(ScheduledJob, ScheduledJobConfig, "Scheduled Job", "scheduled-job#name");

/// Copilot's `LoadBalancedWebServiceConfig`.
#[derive(JsonSchema)]
pub struct LoadBalancedWebServiceConfig {
    #[schemars(extend("x-required" = true, "x-docs" = "lb-web-service#image",
        "x-rules" = {"type": "image.scalar"}))]
    pub image: ImageWithPortAndHealthcheck,
    #[schemars(flatten)]
    pub image_override: ImageOverride,
    #[schemars(extend("x-required" = true, "x-values" = [false], "x-docs" = "lb-web-service#http",
        "x-copies" = {"targetContainer": "target_container"}, "x-rules" = {"type": "http.scalar"}))]
    pub http: LongOr<PublicHttp, Bool>,
    #[schemars(flatten)]
    pub task: TaskConfig<Count>,
    #[schemars(extend("x-docs" = "lb-web-service#logging"))]
    pub logging: Logging,
    pub sidecars: Sidecars,
    #[schemars(extend("x-docs" = "lb-web-service#network"))]
    pub network: NetworkConfig,
    #[schemars(extend("x-docs" = "lb-web-service#publish"))]
    pub publish: PublishConfig,
    pub taskdef_overrides: TaskdefOverrides,
    #[schemars(extend("x-docs" = "lb-web-service#nlb", "x-rules" = {"type": "nlb.boolean"}))]
    pub nlb: NetworkLoadBalancerConfiguration,
    #[schemars(extend("x-docs" = "lb-web-service#deployment"))]
    pub deployment: DeploymentConfig<AlarmArgs>,
    #[schemars(extend("x-docs" = "lb-web-service#observability"))]
    pub observability: Observability,
}

/// Copilot's `BackendServiceConfig`.
#[derive(JsonSchema)]
pub struct BackendServiceConfig {
    #[schemars(extend("x-required" = true, "x-docs" = "backend-service#image",
        "x-rules" = {"type": "image.scalar"}))]
    pub image: ImageWithHealthcheckAndOptionalPort,
    #[schemars(flatten)]
    pub image_override: ImageOverride,
    #[schemars(extend("x-docs" = "backend-service#http", "x-rules" = {"type": "http.backend-boolean"}))]
    pub http: InternalHttp,
    #[schemars(flatten)]
    pub task: TaskConfig<Count>,
    #[schemars(extend("x-docs" = "backend-service#logging"))]
    pub logging: Logging,
    pub sidecars: Sidecars,
    #[schemars(extend("x-docs" = "backend-service#network"))]
    pub network: NetworkConfig,
    #[schemars(extend("x-docs" = "backend-service#publish"))]
    pub publish: PublishConfig,
    pub taskdef_overrides: TaskdefOverrides,
    #[schemars(extend("x-docs" = "backend-service#deployment"))]
    pub deployment: DeploymentConfig<AlarmArgs>,
    #[schemars(extend("x-docs" = "backend-service#observability"))]
    pub observability: Observability,
}

/// Copilot's `WorkerServiceConfig`.
#[derive(JsonSchema)]
pub struct WorkerServiceConfig {
    #[schemars(extend("x-required" = true, "x-docs" = "worker-service#image",
        "x-rules" = {"type": "image.scalar"}))]
    pub image: ImageWithHealthcheck,
    #[schemars(flatten)]
    pub image_override: ImageOverride,
    #[schemars(flatten)]
    pub task: TaskConfig<Count>,
    #[schemars(extend("x-docs" = "worker-service#logging"))]
    pub logging: Logging,
    pub sidecars: Sidecars,
    #[schemars(extend("x-docs" = "worker-service#subscribe"))]
    pub subscribe: SubscribeConfig,
    #[schemars(extend("x-docs" = "worker-service#publish"))]
    pub publish: PublishConfig,
    #[schemars(extend("x-docs" = "worker-service#network"))]
    pub network: NetworkConfig,
    pub taskdef_overrides: TaskdefOverrides,
    #[schemars(extend("x-docs" = "worker-service#deployment"))]
    pub deployment: DeploymentConfig<WorkerAlarmArgs>,
    #[schemars(extend("x-docs" = "worker-service#observability"))]
    pub observability: Observability,
}

/// Copilot's `RequestDrivenWebServiceConfig`.
#[derive(JsonSchema)]
pub struct RequestDrivenWebServiceConfig {
    #[schemars(extend("x-docs" = "rd-web-service#http", "x-rules" = {"type": "rdws.http-boolean"}))]
    pub http: AppRunnerHttp,
    #[schemars(flatten)]
    pub instance: AppRunnerInstance,
    #[schemars(extend("x-required" = true, "x-docs" = "rd-web-service#image",
        "x-rules" = {"type": "image.scalar"}))]
    pub image: ImageWithPort,
    #[schemars(extend("x-docs" = "rd-web-service#variables"))]
    pub variables: Variables,
    #[schemars(extend("x-since" = "v1.26", "x-docs" = "rd-web-service#secrets"))]
    pub secrets: Secrets,
    #[schemars(extend("x-docs" = "rd-web-service#command", "x-rules" = {"type": "command.rdws-list"}))]
    pub command: Str,
    #[schemars(extend("x-docs" = "rd-web-service#name"))]
    pub tags: Texts,
    #[schemars(extend("x-docs" = "rd-web-service#publish"))]
    pub publish: PublishConfig,
    #[schemars(extend("x-docs" = "rd-web-service#network"))]
    pub network: AppRunnerNetworkConfig,
    #[schemars(extend("x-docs" = "rd-web-service#observability"))]
    pub observability: AppRunnerObservability,
    #[schemars(extend("x-since" = "v1.24", "x-docs" = "rd-web-service#count",
        "x-rules" = {"type": "count.rdws-string"}))]
    pub count: Str,
}

/// Copilot's `ScheduledJobConfig`.
#[derive(JsonSchema)]
pub struct ScheduledJobConfig {
    #[schemars(extend("x-required" = true, "x-docs" = "scheduled-job#image",
        "x-rules" = {"type": "image.scalar"}))]
    pub image: ImageWithHealthcheck,
    #[schemars(flatten)]
    pub image_override: ImageOverride,
    #[schemars(flatten)]
    pub task: TaskConfig<JobCount>,
    #[schemars(extend("x-docs" = "scheduled-job#logging"))]
    pub logging: Logging,
    pub sidecars: Sidecars,
    #[schemars(extend("x-required" = true, "x-docs" = "scheduled-job#on",
        "x-rules" = {"type": "job.on-shape"}))]
    pub on: JobTriggerConfig,
    #[schemars(flatten)]
    pub failure: JobFailureHandlerConfig,
    #[schemars(extend("x-docs" = "scheduled-job#network"))]
    pub network: NetworkConfig,
    #[schemars(extend("x-docs" = "scheduled-job#publish"))]
    pub publish: PublishConfig,
    pub taskdef_overrides: TaskdefOverrides,
}

/// Copilot's `Environment`.
#[derive(JsonSchema)]
pub struct Environment {
    #[schemars(extend("x-required" = true, "x-name" = "environment", "x-docs" = "environment#name"))]
    pub name: Str,
    #[schemars(rename = "type", extend("x-required" = true, "enum" = ["Environment"],
        "x-docs" = "environment#type", "x-rules" = {"enum": "manifest.environment-type"}))]
    pub workload_type: Str,
    #[schemars(flatten)]
    pub config: EnvironmentConfig,
}
