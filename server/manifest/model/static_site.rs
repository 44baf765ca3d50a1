//! `http` and `files` of a Static Site.

use crate::manifest::types::{List, PlainBool, PlainStr, Strings};
use schemars::JsonSchema;

/// Copilot's `StaticSiteHTTP`.
#[derive(JsonSchema)]
pub struct StaticSiteHttp {
    #[schemars(extend("x-since" = "v1.28", "x-docs" = "static-site#http-alias",
        "x-rules" = {"type": "static-site.alias-shape"}))]
    pub alias: PlainStr,
    #[schemars(extend("x-since" = "v1.31", "x-docs" = "static-site#http-certificate"))]
    pub certificate: PlainStr,
}

/// Copilot's `FileUpload`.
#[derive(JsonSchema)]
pub struct FileUpload {
    #[schemars(extend("x-required" = true, "x-path" = "source", "x-example" = "dist", "x-since" = "v1.28",
        "x-docs" = "static-site#files-source"))]
    pub source: PlainStr,
    #[schemars(extend("default" = ".", "x-since" = "v1.28", "x-docs" = "static-site#files-destination"))]
    pub destination: PlainStr,
    #[schemars(extend("default" = false, "x-since" = "v1.28", "x-docs" = "static-site#files-recursive"))]
    pub recursive: PlainBool,
    #[schemars(extend("x-since" = "v1.28", "x-docs" = "static-site#files-exclude"))]
    pub exclude: Strings,
    #[schemars(extend("x-since" = "v1.28", "x-docs" = "static-site#files-reinclude"))]
    pub reinclude: Strings,
}

/// Copilot's `StaticSiteConfig`.
#[derive(JsonSchema)]
pub struct StaticSiteConfig {
    #[schemars(extend("x-since" = "v1.28", "x-docs" = "static-site#http",
        "x-rules" = {"type": "static-site.http-boolean"}))]
    pub http: StaticSiteHttp,
    #[schemars(extend("x-since" = "v1.28", "x-docs" = "static-site#files"))]
    pub files: List<FileUpload>,
}
