//! `sidecars`: containers beside the main one.

use super::container::{ContainerHealthCheck, DependsOn, ImageOverride, Labels};
use super::image::ImageLocationOrBuild;
use super::storage::MountPointOpts;
use super::variables::{Secrets, Variables};
use crate::manifest::types::{Bool, List, PointerMap, ShortOr, Str};
use schemars::JsonSchema;

/// Copilot's `SidecarMountPoint`.
#[derive(JsonSchema)]
#[schemars(extend("x-rules" = {"type": "sidecar.mount-points-shape"}))]
pub struct SidecarMountPoint {
    #[schemars(extend("x-required" = true, "x-ref" = "volume",
        "x-docs" = "developing/sidecars#mount-points-source-volume"))]
    pub source_volume: Str,
    #[schemars(flatten)]
    pub options: MountPointOpts,
}

/// Copilot's `SidecarConfig`.
#[derive(JsonSchema)]
pub struct SidecarConfig {
    #[schemars(extend("x-docs" = "developing/sidecars#port", "x-rules" = {"type": "sidecar.port-list"}))]
    pub port: Str,
    #[schemars(extend("x-required" = true, "x-example" = "public.ecr.aws/nginx/nginx:1.27",
        "x-docs" = "developing/sidecars#image",
        "x-rules" = {"type": "sidecar.image-empty-map"}))]
    pub image: ShortOr<Str, ImageLocationOrBuild>,
    #[schemars(extend("default" = true, "x-docs" = "developing/sidecars#essential",
        "x-rules" = {"type": "sidecar.essential-type"}))]
    pub essential: Bool,
    #[schemars(rename = "credentialsParameter",
        extend("x-docs" = "developing/sidecars#credentialsParameter"))]
    pub credentials_parameter: Str,
    #[schemars(extend("x-same" = "variables", "x-docs" = "developing/sidecars#variables"))]
    pub variables: Variables,
    #[schemars(extend("x-since" = "v1.27", "x-path" = "env-file", "pattern" = r"\.env$",
        "x-docs" = "developing/sidecars#envFile", "x-rules" = {"pattern": "sidecar.env-file-extension"}))]
    pub env_file: Str,
    #[schemars(extend("x-same" = "secrets", "x-docs" = "developing/sidecars#secrets"))]
    pub secrets: Secrets,
    #[schemars(extend("x-docs" = "developing/sidecars#mount-points",
        "x-rules" = {"type": "sidecar.mount-points-shape"}))]
    pub mount_points: List<SidecarMountPoint>,
    #[schemars(extend("x-same" = "image.labels", "x-docs" = "developing/sidecars#labels", "x-rules" = {"type": "sidecar.labels-shape"}))]
    pub labels: Labels,
    #[schemars(extend("x-same" = "image.depends_on", "x-docs" = "developing/sidecars#depends_on"))]
    pub depends_on: DependsOn,
    #[schemars(extend("x-same" = "image.healthcheck", "x-docs" = "developing/sidecars#healthcheck"))]
    pub healthcheck: ContainerHealthCheck,
    #[schemars(flatten)]
    pub image_override: ImageOverride,
}

/// `map[string]*SidecarConfig`.
#[derive(JsonSchema)]
#[schemars(inline, extend("x-name" = "container", "x-docs" = "developing/sidecars#port",
    "x-rules" = {"type": "sidecar.not-a-map"}))]
pub struct Sidecars(pub PointerMap<SidecarConfig>);
