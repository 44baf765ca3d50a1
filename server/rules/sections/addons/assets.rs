//! Files that Copilot uploads because a template names them.

use super::Addon;
use crate::finding::{Origin, Severity};
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::quoted_path;
use crate::workspace::Presence;
use crate::yaml::{NodeData, NodeId};

/// The rules of this section.
pub const RULES: &[&Rule] = &[&LOCAL_PATH_MISSING];

/// A file that is not there.
pub const LOCAL_PATH_MISSING: Rule = Rule {
    id: "addons.local-path-missing",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "There is no {path} in the workspace, and Copilot uploads what this property names: the deployment stops. The path begins at the folder that holds `copilot/`.",
    ],
    doc: "Some properties of templates, such as the `Code` of a Lambda function, may name a local file or directory, which \
          Copilot uploads. Paths begin at the root of the workspace. Of what git ignores nothing is said, because a build \
          may make it.",
    bad: "# copilot/api/addons/fn.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\nResources:\n  Fn:\n    Type: AWS::Lambda::Function\n    Properties:\n      Code: lambdas/missing/\n# copilot/api/manifest.yml\n# Backend Service\n",
    good: "# copilot/api/addons/fn.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\nResources:\n  Fn:\n    Type: AWS::Lambda::Function\n    Properties:\n      Code: lambdas/clean/\n# ./lambdas/clean/index.js\nexports.handler = async () => {}\n",
    source: "resourcePackageConfig in internal/pkg/addon/package.go; docs/developing/addons/package",
};

/// The properties that Copilot packages (`resourcePackageConfig`, release v1.34).
fn packaged(kind: &str) -> &'static [&'static [&'static str]] {
    match kind {
        "AWS::ApiGateway::RestApi" => &[&["BodyS3Location"]],
        "AWS::Lambda::Function" => &[&["Code"]],
        "AWS::Lambda::LayerVersion" => &[&["Content"]],
        "AWS::Serverless::Function" => &[&["CodeUri"]],
        "AWS::Serverless::LayerVersion" => &[&["ContentUri"]],
        "AWS::Serverless::Application" => &[&["Location"]],
        "AWS::Serverless::Api" | "AWS::Serverless::StateMachine" => &[&["DefinitionUri"]],
        "AWS::AppSync::GraphQLSchema" | "AWS::StepFunctions::StateMachine" => &[&["DefinitionS3Location"]],
        "AWS::AppSync::Resolver" | "AWS::AppSync::FunctionConfiguration" => {
            &[&["RequestMappingTemplateS3Location"], &["ResponseMappingTemplateS3Location"]]
        }
        "AWS::ElasticBeanstalk::ApplicationVersion" => &[&["SourceBundle"]],
        "AWS::CloudFormation::Stack" => &[&["TemplateURL"]],
        "AWS::Glue::Job" => &[&["Command", "ScriptLocation"]],
        "AWS::CodeCommit::Repository" => &[&["Code", "S3"]],
        _ => &[],
    }
}

/// The local paths of one template.
pub(super) fn check(addon: &Addon<'_>) -> Vec<Report> {
    let tree = addon.document.tree;
    let template = addon.index().and_then(|index| addon.stack.templates.get(index));
    let resources = template.into_iter().flat_map(|(_, template)| &template.resources);
    let named = resources.flat_map(|(resource, kind)| {
        let properties = tree.get(resource.item.body, "Properties");
        let keys = packaged(kind.as_deref().unwrap_or_default()).iter();
        keys.filter_map(move |keys| keys.iter().try_fold(properties?, |node, key| tree.get(node, key)))
    });
    named.filter_map(|value| missing(addon, value)).collect()
}

fn missing(addon: &Addon<'_>, value: NodeId) -> Option<Report> {
    const ELSEWHERE: [&str; 3] = ["s3://", "http://", "https://"];
    let tree = addon.document.tree;
    let node = tree.node(tree.resolve(value));
    let NodeData::Scalar { value: path, .. } = &node.data else { return None };
    // What a function makes of it is not known here, though Copilot takes the text for a path.
    let is_local =
        node.tag().is_none() && !path.is_empty() && !ELSEWHERE.iter().any(|it| path.starts_with(it));
    if !is_local || path.contains(['\\', '$', '\n']) {
        return None;
    }
    let is_missing = addon.document.around.presence(path) == Presence::Missing;
    is_missing
        .then(|| Report::new(&LOCAL_PATH_MISSING, Place::node(value, tree)).arg("path", quoted_path(path)))
}
