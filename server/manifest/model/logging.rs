//! `logging`: retention and FireLens.

use super::variables::{Secrets, Variables};
use crate::manifest::types::{Bool, Int, Map, PlainStr, Str};
use schemars::JsonSchema;

/// An option of the `awsfirelens` log driver.
#[derive(JsonSchema)]
#[schemars(inline, extend("x-rules" = {"type": "logging.destination-value"}))]
pub struct DestinationOption(pub PlainStr);

/// Copilot's `Logging`.
#[derive(JsonSchema)]
pub struct Logging {
    #[schemars(extend("default" = 30, "x-unit" = {"en": "days", "ja": "日"}, "x-empty" = "ignored",
        "enum" = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
            3288, 3653],
        "x-docs" = "lb-web-service#retention",
        "x-rules" = {"type": "logging.retention-type", "enum": "logging.retention-value"}))]
    pub retention: Int,
    #[schemars(extend("default" = "public.ecr.aws/aws-observability/aws-for-fluent-bit:stable",
        "x-docs" = "lb-web-service#logging-image", "x-rules" = {"type": "logging.image-shape"}))]
    pub image: Str,
    #[schemars(extend("x-docs" = "lb-web-service#logging-destination"))]
    pub destination: Map<DestinationOption>,
    #[schemars(rename = "enableMetadata",
        extend("default" = true, "x-docs" = "lb-web-service#logging-enableMetadata"))]
    pub enable_metadata: Bool,
    #[schemars(rename = "secretOptions", extend("x-same" = "secrets", "x-docs" = "lb-web-service#logging-secretOptions"))]
    pub secret_options: Secrets,
    #[schemars(rename = "configFilePath", extend("x-docs" = "lb-web-service#logging-configFilePath"))]
    pub config_file_path: Str,
    #[schemars(extend("x-same" = "variables", "x-docs" = "developing/sidecars#variables"))]
    pub variables: Variables,
    #[schemars(extend("x-same" = "secrets", "x-docs" = "developing/sidecars#secrets"))]
    pub secrets: Secrets,
    #[schemars(extend("x-path" = "env-file", "pattern" = r"\.env$",
        "x-docs" = "lb-web-service#logging-envFile",
        "x-rules" = {"pattern": "logging.env-file-extension"}))]
    pub env_file: Str,
}
