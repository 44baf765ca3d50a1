//! The manifest of a pipeline.

use crate::manifest::types::{Any, List, PlainBool, PlainInt, PlainStr, PointerMap};
use schemars::JsonSchema;

/// The keys that Copilot reads of `Source.Properties`, a map of anything.
#[derive(JsonSchema)]
#[schemars(extend("x-open" = true))]
pub struct SourceProperties {
    #[schemars(extend("x-required" = true, "x-example" = "https://github.com/owner/repository",
        "x-docs" = "pipeline#source-properties-repository"))]
    pub repository: Any,
    #[schemars(extend("default" = "main", "x-docs" = "pipeline#source-properties-branch"))]
    pub branch: Any,
    #[schemars(extend("x-default" = {"en": "a connection that Copilot makes", "ja": "Copilot が作成する接続"},
        "x-docs" = "pipeline#source-properties-connection-name"))]
    pub connection_name: Any,
    #[schemars(extend("x-deprecated" = "connection_name", "x-docs" = "pipeline#source-properties-ats"))]
    pub access_token_secret: Any,
    #[schemars(extend("default" = "CODE_ZIP", "enum" = ["CODE_ZIP", "CODEBUILD_CLONE_REF"],
        "x-docs" = "pipeline#source-properties-output-artifact-format",
        "x-rules" = {"enum": "pipeline.output-artifact-format"}))]
    pub output_artifact_format: Any,
}

/// Copilot's `Source`.
#[derive(JsonSchema)]
pub struct Source {
    #[schemars(extend("x-required" = true, "enum" = ["GitHub", "Bitbucket", "CodeCommit", "GitHubV1"],
        "x-docs" = "pipeline#source-provider", "x-rules" = {"enum": "pipeline.provider-unknown"}))]
    pub provider: PlainStr,
    #[schemars(extend("x-required" = true, "x-docs" = "pipeline#source-properties"))]
    pub properties: SourceProperties,
}

/// The policy of `Build.AdditionalPolicy`.
#[derive(JsonSchema)]
pub struct AdditionalPolicy {
    #[schemars(rename = "PolicyDocument", extend("x-raw" = "node", "x-since" = "v1.20", "x-docs" = "pipeline#policy-document"))]
    pub policy_document: Any,
}

/// Copilot's `Build`.
#[derive(JsonSchema)]
pub struct Build {
    #[schemars(extend("default" = "aws/codebuild/amazonlinux2-x86_64-standard:5.0",
        "x-docs" = "pipeline#build-image"))]
    pub image: PlainStr,
    #[schemars(extend("x-path" = "buildspec", "x-since" = "v1.16",
        "x-default" = {"en": "buildspec.yml next to the manifest", "ja": "マニフェストと同じ場所の buildspec.yml"},
        "x-docs" = "pipeline#build-buildspec"))]
    pub buildspec: PlainStr,
    #[schemars(extend("x-since" = "v1.20", "x-docs" = "pipeline#build-additional-policy"))]
    pub additional_policy: AdditionalPolicy,
}

/// Copilot's `Deployment`.
#[derive(JsonSchema)]
pub struct Deployment {
    #[schemars(extend("x-since" = "v1.18", "x-default" = "<app>-<stage>-<name>",
        "x-docs" = "pipeline#stages-deployments-stackname"))]
    pub stack_name: PlainStr,
    #[schemars(extend("x-since" = "v1.18", "x-default" = "infrastructure/<name>-<stage>.stack.yml",
        "x-docs" = "pipeline#stages-deployments-templatepath"))]
    pub template_path: PlainStr,
    #[schemars(extend("x-since" = "v1.18", "x-default" = "infrastructure/<name>-<stage>.params.json",
        "x-docs" = "pipeline#stages-deployments-templateconfig"))]
    pub template_config: PlainStr,
    #[schemars(extend("x-since" = "v1.18", "x-docs" = "pipeline#stages-deployments-dependson",
        "x-rules" = {"type": "pipeline.deployment-depends-on-shape"}))]
    pub depends_on: List<DeploymentName>,
}

/// A key of the same `deployments`.
#[derive(JsonSchema)]
#[schemars(inline, extend("x-ref" = "deployment"))]
pub struct DeploymentName(pub PlainStr);

/// Copilot's `PrePostDeployment`.
#[derive(JsonSchema)]
pub struct PrePostDeployment {
    #[schemars(extend("x-required" = true, "x-path" = "buildspec", "x-example" = "buildspec.yml", "x-since" = "v1.30",
        "x-docs" = "pipeline#stages-predeployments-buildspec"))]
    pub buildspec: PlainStr,
    #[schemars(extend("x-since" = "v1.30", "x-docs" = "pipeline#stages-predeployments-dependson",
        "x-rules" = {"type": "pipeline.deployment-depends-on-shape"}))]
    pub depends_on: List<ActionName>,
}

/// A key of the same `pre_deployments` or `post_deployments`.
#[derive(JsonSchema)]
#[schemars(inline, extend("x-ref" = "action"))]
pub struct ActionName(pub PlainStr);

/// Copilot's `PipelineStage`.
#[derive(JsonSchema)]
pub struct PipelineStage {
    #[schemars(extend("x-required" = true, "x-ref" = "environment", "x-docs" = "pipeline#stages-name"))]
    pub name: PlainStr,
    #[schemars(extend("default" = false, "x-docs" = "pipeline#stages-approval"))]
    pub requires_approval: PlainBool,
    #[schemars(extend("x-docs" = "pipeline#stages-test-cmds",
        "x-rules" = {"type": "pipeline.test-commands-shape"}))]
    pub test_commands: List<PlainStr>,
    #[schemars(extend("x-since" = "v1.18", "x-ref-keys" = "workload", "x-name" = "deployment",
        "x-default" = {"en": "all workloads of the workspace", "ja": "ワークスペースの全ワークロード"}, "x-docs" = "pipeline#stages-deployments",
        "x-rules" = {"type": "pipeline.deployments-shape"}))]
    pub deployments: PointerMap<Deployment>,
    #[schemars(extend("x-since" = "v1.30", "x-name" = "action", "x-docs" = "pipeline#stages-predeployments"))]
    pub pre_deployments: PointerMap<PrePostDeployment>,
    #[schemars(extend("x-same" = "stages[].pre_deployments", "x-since" = "v1.30", "x-name" = "action",
        "x-docs" = "pipeline#stages-postdeployments"))]
    pub post_deployments: PointerMap<PrePostDeployment>,
}

/// Copilot's `Pipeline`.
#[derive(JsonSchema)]
pub struct Pipeline {
    #[schemars(extend("x-required" = true, "x-name" = "pipeline", "x-docs" = "pipeline#name"))]
    pub name: PlainStr,
    #[schemars(extend("x-required" = true, "enum" = [1], "x-docs" = "pipeline#version",
        "x-rules" = {"type": "pipeline.version-value", "enum": "pipeline.version-value"}))]
    pub version: PlainInt,
    #[schemars(extend("x-required" = true, "x-docs" = "pipeline#source"))]
    pub source: Source,
    #[schemars(extend("x-docs" = "pipeline#build"))]
    pub build: Build,
    #[schemars(extend("x-required" = true, "x-docs" = "pipeline#stages"))]
    pub stages: List<PipelineStage>,
}
