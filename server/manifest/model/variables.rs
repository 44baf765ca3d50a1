//! `variables`, `secrets` and references to CloudFormation exports.

use crate::manifest::types::{LongOr, Map, Str};
use schemars::JsonSchema;

/// Copilot's `fromCFN`.
#[derive(JsonSchema)]
pub struct FromCfn {
    #[schemars(extend("x-ref" = "export", "x-since" = "v1.25", "x-docs" = "lb-web-service#variables-from-cfn"))]
    pub from_cfn: Str,
}

/// Copilot's `secretsManagerSecret`.
#[derive(JsonSchema)]
pub struct SecretsManagerSecret {
    #[schemars(extend("x-docs" = "lb-web-service#secrets"))]
    pub secretsmanager: Str,
}

/// Copilot's `StringOrFromCFN`.
pub type StringOrFromCfn = LongOr<FromCfn, Str>;

/// Copilot's `Variable`.
#[derive(JsonSchema)]
#[schemars(inline, extend("x-rules" = {"type": "variables.value-shape",
    "list": "variables.json-array-value"}))]
pub struct Variable(pub StringOrFromCfn);

/// Copilot's `Secret`.
#[derive(JsonSchema)]
#[schemars(inline, extend("x-rules" = {"type": "secrets.value-shape"}))]
pub struct Secret(pub LongOr<SecretsManagerSecret, StringOrFromCfn>);

/// `map[string]Variable`.
#[derive(JsonSchema)]
#[schemars(inline, extend("x-name" = "variable", "x-rules" = {"type": "variables.list-form"}))]
pub struct Variables(pub Map<Variable>);

/// `map[string]Secret`.
#[derive(JsonSchema)]
#[schemars(inline, extend("x-name" = "variable"))]
pub struct Secrets(pub Map<Secret>);
