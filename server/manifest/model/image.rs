//! `image` of the main container and the build options that sidecars share.

use super::container::{ContainerHealthCheck, DependsOn, Labels};
use crate::manifest::types::{List, LongOr, Str, Texts, Uint16};
use schemars::JsonSchema;

/// Copilot's `DockerBuildArgs`.
#[derive(JsonSchema)]
#[schemars(extend("x-short" = "{dockerfile}"))]
pub struct DockerBuildArgs {
    #[schemars(extend("x-path" = "directory", "x-docs" = "lb-web-service#image-build",
        "x-default" = {"en": "the directory of the Dockerfile", "ja": "Dockerfile のあるディレクトリ"},
        "x-rules" = {"type": "image.build-partial-type-error"}))]
    pub context: Str,
    #[schemars(extend("x-path" = "dockerfile", "x-docs" = "lb-web-service#image-build",
        "default" = "Dockerfile", "x-default-unless" = ["context"],
        "x-rules" = {"type": "image.build-partial-type-error"}))]
    pub dockerfile: Str,
    #[schemars(extend("x-docs" = "lb-web-service#image-build",
        "x-rules" = {"type": "image.build-partial-type-error"}))]
    pub args: Texts,
    #[schemars(extend("x-docs" = "lb-web-service#image-build", "x-default" = {"en": "the last stage", "ja": "最後のステージ"},
        "x-rules" = {"type": "image.build-partial-type-error"}))]
    pub target: Str,
    #[schemars(extend("x-docs" = "lb-web-service#image-build",
        "x-rules" = {"type": "image.build-partial-type-error"}))]
    pub cache_from: List<Str>,
}

/// The short form of a build.
#[derive(JsonSchema)]
#[schemars(inline, extend("x-path" = "dockerfile", "x-example" = "./Dockerfile"))]
pub struct Dockerfile(pub Str);

/// Copilot's `ImageLocationOrBuild`.
#[derive(JsonSchema)]
#[schemars(extend("x-short" = "{location}"))]
pub struct ImageLocationOrBuild {
    #[schemars(extend("x-same" = "image.build", "x-docs" = "lb-web-service#image-build", "x-empty" = "text",
        "x-rules" = {"type": "image.build-shape"}))]
    pub build: LongOr<DockerBuildArgs, Dockerfile>,
    #[schemars(extend("x-docs" = "lb-web-service#image-location"))]
    pub location: Str,
}

/// Copilot's `Image`.
#[derive(JsonSchema)]
#[schemars(extend("x-exclusive" = [
    {"when": ["build"], "clears": ["location"]},
    {"when": ["location"], "clears": ["build"]},
], "x-one-of" = ["build", "location"]))]
pub struct Image {
    #[schemars(flatten)]
    pub source: ImageLocationOrBuild,
    #[schemars(extend("x-docs" = "lb-web-service#image-credential"))]
    pub credentials: Str,
    #[schemars(extend("x-docs" = "lb-web-service#image-labels",
        "x-rules" = {"type": "sidecar.labels-shape"}))]
    pub labels: Labels,
    #[schemars(extend("x-docs" = "lb-web-service#image-depends-on"))]
    pub depends_on: DependsOn,
}

/// Copilot's `ImageWithPort`.
#[derive(JsonSchema)]
pub struct ImageWithPort {
    #[schemars(flatten)]
    pub image: Image,
    #[schemars(extend("minimum" = 1, "x-required" = true, "x-example" = 8080, "x-docs" = "lb-web-service#image-port",
        "x-rules" = {"type": "image.port-type", "range": "image.port-zero"}))]
    pub port: Uint16,
}

/// Copilot's `ImageWithPortAndHealthcheck`.
#[derive(JsonSchema)]
pub struct ImageWithPortAndHealthcheck {
    #[schemars(flatten)]
    pub image: ImageWithPort,
    #[schemars(extend("x-docs" = "lb-web-service#image-healthcheck"))]
    pub healthcheck: ContainerHealthCheck,
}

/// Copilot's `ImageWithHealthcheckAndOptionalPort`.
#[derive(JsonSchema)]
pub struct ImageWithHealthcheckAndOptionalPort {
    #[schemars(flatten)]
    pub image: Image,
    #[schemars(extend("minimum" = 1, "x-example" = 8080, "x-docs" = "backend-service#image-port",
        "x-rules" = {"type": "image.port-type", "range": "image.port-zero"}))]
    pub port: Uint16,
    #[schemars(extend("x-docs" = "backend-service#image-healthcheck"))]
    pub healthcheck: ContainerHealthCheck,
}

/// Copilot's `ImageWithHealthcheck`.
#[derive(JsonSchema)]
pub struct ImageWithHealthcheck {
    #[schemars(flatten)]
    pub image: Image,
    #[schemars(extend("x-docs" = "worker-service#image-healthcheck"))]
    pub healthcheck: ContainerHealthCheck,
}
