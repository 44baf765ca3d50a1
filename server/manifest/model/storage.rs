//! `storage`: ephemeral size, read-only root and volumes.

use super::variables::StringOrFromCfn;
use crate::manifest::types::{Bool, Int, LongOr, PointerMap, Str, Uint32};
use schemars::JsonSchema;

/// Copilot's `MountPointOpts`, for a sidecar.
#[derive(JsonSchema)]
pub struct MountPointOpts {
    #[schemars(extend("x-required" = true, "x-example" = "/var/data", "pattern" = r"^[a-zA-Z0-9._/-]*$",
        "x-docs" = "developing/sidecars#mount-points-path",
        "x-rules" = {"pattern": "sidecar.mount-path-characters"}))]
    pub path: Str,
    #[schemars(extend("default" = true, "x-example" = false,
        "x-docs" = "developing/sidecars#mount-points-read-only"))]
    pub read_only: Bool,
}

/// Copilot's `AuthorizationConfig`.
#[derive(JsonSchema)]
pub struct AuthorizationConfig {
    #[schemars(extend("x-default" = {"en": "off unless true is written", "ja": "true と書かない限り無効"}, "x-docs" = "lb-web-service#iam",
        "x-rules" = {"type": "storage.efs-type-error-zeroed"}))]
    pub iam: Bool,
    #[schemars(extend("x-docs" = "lb-web-service#access_point_id",
        "x-rules" = {"type": "storage.efs-type-error-zeroed"}))]
    pub access_point_id: Str,
}

/// Copilot's `EFSVolumeConfiguration`.
#[derive(JsonSchema)]
#[schemars(extend("x-exclusive" = [
    {"when": ["uid", "gid"], "clears": ["id", "auth", "root_dir"]},
    {"when": ["id", "auth", "root_dir"], "clears": ["uid", "gid"]},
]))]
pub struct EfsVolumeConfiguration {
    #[schemars(extend("x-docs" = "lb-web-service#id"))]
    pub id: StringOrFromCfn,
    #[schemars(extend("default" = "/", "pattern" = r"^[a-zA-Z0-9._/-]*$",
        "x-docs" = "lb-web-service#root_dir",
        "x-rules" = {"type": "storage.efs-type-error-zeroed", "pattern": "storage.efs-root-dir-characters"}))]
    pub root_dir: Str,
    #[schemars(extend("x-docs" = "lb-web-service#auth",
        "x-rules" = {"type": "storage.efs-type-error-zeroed"}))]
    pub auth: AuthorizationConfig,
    #[schemars(extend("minimum" = 1, "x-default" = {"en": "a number made from the name of the workload", "ja": "ワークロード名から算出される数値"},
        "x-docs" = "lb-web-service#uid",
        "x-rules" = {"type": "storage.efs-type-error-zeroed", "range": "storage.efs-uid-zero"}))]
    pub uid: Uint32,
    #[schemars(extend("x-default" = {"en": "a number made from the name of the workload", "ja": "ワークロード名から算出される数値"},
        "x-docs" = "lb-web-service#gid", "x-rules" = {"type": "storage.efs-type-error-zeroed"}))]
    pub gid: Uint32,
}

/// Copilot's `Volume`.
#[derive(JsonSchema)]
pub struct Volume {
    #[schemars(extend("x-default" = {"en": "an empty scratch volume that the containers of the task share", "ja": "タスクのコンテナが共有する空の一時ボリューム"},
        "x-docs" = "lb-web-service#efs", "x-rules" = {"type": "storage.efs-shape"}))]
    pub efs: LongOr<EfsVolumeConfiguration, Bool>,
    #[schemars(extend("x-required" = true, "x-example" = "/var/data", "pattern" = r"^[a-zA-Z0-9._/-]*$",
        "x-docs" = "lb-web-service#path",
        "x-rules" = {"pattern": "storage.path-characters"}))]
    pub path: Str,
    #[schemars(extend("default" = true, "x-example" = false, "x-docs" = "lb-web-service#read_only"))]
    pub read_only: Bool,
}

/// Copilot's `Storage`.
#[derive(JsonSchema)]
pub struct Storage {
    #[schemars(extend("default" = 20, "minimum" = 20, "maximum" = 200, "x-unit" = "GiB",
        "x-docs" = "lb-web-service#ephemeral", "x-rules" = {"range": "storage.ephemeral-range"}))]
    pub ephemeral: Int,
    #[schemars(extend("default" = false, "x-since" = "v1.23",
        "x-docs" = "lb-web-service#storage-readonlyfs"))]
    pub readonly_fs: Bool,
    #[schemars(extend("x-name" = "volume", "x-docs" = "lb-web-service#volumes",
        "x-rules" = {"type": "storage.volumes-list"}))]
    pub volumes: PointerMap<Volume>,
}
