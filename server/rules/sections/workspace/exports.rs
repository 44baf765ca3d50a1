//! Variables and secrets against the outputs of addons.

use crate::finding::{Origin, Severity};
use crate::manifest::interpolate::PREDEFINED;
use crate::manifest::recognize::{Owner, Role};
use crate::manifest::template::{Output, variable_name};
use crate::manifest::value::Value;
use crate::nearest::nearest;
use crate::rules::check::Check;
use crate::rules::fixes::change_to_text;
use crate::rules::registry::AcrossCheck;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::quoted;
use crate::workspace::{Stack, Workspace};
use crate::yaml::Tree;
use std::collections::HashSet;
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] = &[&EXPORT_MISSING, &WORKLOAD_OUTPUT, &VARIABLE_CLASH];

/// The checks against the workspace.
pub const ACROSS: &[AcrossCheck] = &[imports, clashes];

/// An export that no addon makes.
pub const EXPORT_MISSING: Rule = Rule {
    id: "workspace.from-cfn-export-missing",
    severity: Severity::Hint,
    origin: Origin::Aws,
    messages: &["No addon of the environments exports {name}. If no other stack does, the deployment fails."],
    doc: "`from_cfn` takes a value that another CloudFormation stack exports. Addons of environments \
          (`copilot/environments/addons`) export the outputs that have `Export` with a `Name`; workloads use it with the \
          names of application and environment put in.",
    bad: "# Backend Service\nvariables:\n  TABLE:\n    from_cfn: ${COPILOT_APPLICATION_NAME}-${COPILOT_ENVIRONMENT_NAME}-Tabel\n# copilot/environments/addons/table.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\nResources:\n  Table: {Type: AWS::DynamoDB::Table}\nOutputs:\n  Table:\n    Value: !Ref Table\n    Export:\n      Name: !Sub ${App}-${Env}-Table\n",
    good: "# Backend Service\nvariables:\n  TABLE:\n    from_cfn: ${COPILOT_APPLICATION_NAME}-${COPILOT_ENVIRONMENT_NAME}-Table\n# copilot/environments/addons/table.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\nResources:\n  Table: {Type: AWS::DynamoDB::Table}\nOutputs:\n  Table:\n    Value: !Ref Table\n    Export:\n      Name: !Sub ${App}-${Env}-Table\n",
    source: "docs/developing/addons/environment",
};

/// An output of the workload itself.
pub const WORKLOAD_OUTPUT: Rule = Rule {
    id: "workspace.from-cfn-workload-output",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &[
        "{name} is an output of this workload's own addons: Copilot gives it to the containers by itself, as {variable}. `from_cfn` is for exports of other stacks.",
    ],
    doc: "The outputs of `addons/` reach the containers of their workload without a line in the manifest, under their names \
          in capitals with underscores. `from_cfn` asks for the export of another stack, which such an output is not.",
    bad: "# Backend Service\nvariables:\n  TABLE:\n    from_cfn: TableName\n# copilot/api/addons/table.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\nResources:\n  Table: {Type: AWS::DynamoDB::Table}\nOutputs:\n  TableName:\n    Value: !Ref Table\n",
    good: "# Backend Service\nvariables:\n  LOG_LEVEL: info\n# copilot/api/addons/table.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\nResources:\n  Table: {Type: AWS::DynamoDB::Table}\nOutputs:\n  TableName:\n    Value: !Ref Table\n",
    source: "docs/developing/addons/workload; addonsOutputs in internal/pkg/deploy/cloudformation/stack/workload.go",
};

/// A name that an addon takes.
pub const VARIABLE_CLASH: Rule = Rule {
    id: "workspace.addon-output-variable-clash",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "The addon output {output} is given to the containers as {name} already: the name stands twice in the task, and the deployment fails. Remove one of them.",
    ],
    doc: "Copilot injects an addon output under its name in capitals with underscores: `TableName` becomes `TABLE_NAME`. The \
          manifest must not define the same name once more.",
    bad: "# Backend Service\nvariables:\n  TABLE_NAME: fixed\n# copilot/api/addons/table.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\nResources:\n  Table: {Type: AWS::DynamoDB::Table}\nOutputs:\n  TableName:\n    Value: !Ref Table\n",
    good: "# Backend Service\nvariables:\n  OTHER_TABLE: fixed\n# copilot/api/addons/table.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\nResources:\n  Table: {Type: AWS::DynamoDB::Table}\nOutputs:\n  TableName:\n    Value: !Ref Table\n",
    source: "ToSnakeCaseFunc in internal/pkg/template; templates/workloads/partials/cf/envvars-container.yml, secrets.yml",
};

/// The stack of the workload that the manifest describes.
fn own<'w>(check: &Check<'_>, workspace: &'w Workspace) -> Option<Stack<'w>> {
    let Role::Workload(name) = check.document.role else { return None };
    Some(workspace.addons(&Owner::Workload(name.clone())))
}

fn imports(check: &mut Check<'_>, workspace: &Workspace) {
    let maps = [super::of_containers(check, "variables"), super::of_containers(check, "secrets")].concat();
    let entries = maps.into_iter().flat_map(|map| map.entries());
    let imports: Vec<&Arc<Value>> = entries.filter_map(|(_, value)| value.get("from_cfn")).collect();
    if imports.is_empty() {
        return;
    }
    let Some(own) = own(check, workspace) else { return };
    let shared = workspace.addons(&Owner::Environments);
    let outputs: HashSet<&str> = own.outputs().map(|output| output.name.as_str()).collect();
    let exported = exports(&shared);
    for value in imports {
        // As it is written: the placeholders in it matter.
        let Some((name, _)) = check.tree.scalar(value.origin.node) else { continue };
        if outputs.contains(name) {
            let variable = variable_name(name);
            let report = Report::new(&WORKLOAD_OUTPUT, Place::value(value)).arg("name", quoted(name));
            check.report(report.arg("variable", quoted(&variable)));
        } else if let Some(known) = &exported {
            missing_export(check, workspace, (name, value), known);
        }
    }
}

/// A name that CloudFormation is to make, in pieces: between each two stands something that is not known here.
type Pattern = Vec<Piece>;

#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    App,
    Env,
    Other,
}

/// The names of all exports of the environments' addons; `None` where one of them can't be known, or there are no addons.
fn exports(shared: &Stack<'_>) -> Option<Vec<Pattern>> {
    if shared.templates.is_empty() || shared.is_partly_known() {
        return None;
    }
    let names = shared.templates.iter().flat_map(|(source, template)| {
        let exported = template.outputs.iter().filter(|output| output.export.is_some());
        exported.map(|output| pattern(output, source.tree()))
    });
    // More of them are nobody's work.
    const MOST: usize = 1_000;
    let names: Option<Vec<Pattern>> = names.take(MOST + 1).collect();
    names.filter(|names| names.len() <= MOST)
}

fn pattern(output: &Output, tree: &Tree) -> Option<Pattern> {
    let name = output.export_name?;
    let (text, tag) = match tree.scalar(name) {
        Some((text, _)) => (text, tree.node(tree.resolve(name)).tag()),
        None => (tree.scalar(tree.get(name, "Fn::Sub")?)?.0, Some("!Sub")),
    };
    match tag {
        Some("!Sub") => Some(pieces(text)),
        Some(tag) if tag.starts_with('!') => None,
        _ => Some(vec![Piece::Text(text.to_owned())]),
    }
}

fn pieces(text: &str) -> Pattern {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        pieces.push(Piece::Text(before.to_owned()));
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        pieces.push(match name {
            "App" => Piece::App,
            "Env" => Piece::Env,
            _ => Piece::Other,
        });
        rest = tail;
    }
    pieces.push(Piece::Text(rest.to_owned()));
    pieces
}

fn missing_export(
    check: &mut Check<'_>,
    workspace: &Workspace,
    (name, value): (&str, &Arc<Value>),
    known: &[Pattern],
) {
    let application = workspace.application().unwrap_or_default();
    let mut plain = name.replace(&placeholder(0), APP).replace(&placeholder(1), ENV);
    if plain.contains("${") || is_of_copilot(&plain) {
        return;
    }
    if !application.is_empty()
        && let Some(rest) = plain.strip_prefix(&format!("{application}-"))
    {
        plain = format!("{APP}-{rest}");
    }
    if known.iter().any(|pattern| fits(pattern, &plain)) {
        return;
    }
    let written: Vec<String> = known.iter().filter_map(|pattern| as_written(pattern)).collect();
    let fix =
        nearest(name, written.iter().map(String::as_str)).and_then(|right| change_to_text(value, right));
    check.report(Report::new(&EXPORT_MISSING, Place::value(value)).arg("name", quoted(name)).fix(fix));
}

/// In the place of the names of the application and of the environment.
const APP: &str = "\u{1}";
const ENV: &str = "\u{2}";

fn placeholder(index: usize) -> String {
    format!("${{{}}}", PREDEFINED[index])
}

/// A name that the stack of every environment exports (`Outputs` of templates/environment/cf.yml).
fn is_of_copilot(plain: &str) -> bool {
    const EXPORTS: [&str; 32] = [
        "VpcId",
        "PublicSubnets",
        "PrivateSubnets",
        "InternetGatewayID",
        "PublicRouteTableID",
        "PrivateRouteTableIDs",
        "ServiceDiscoveryNamespaceID",
        "EnvironmentSecurityGroup",
        "PublicLoadBalancerDNS",
        "PublicLoadBalancerFullName",
        "CanonicalHostedZoneID",
        "HTTPListenerArn",
        "HTTPSListenerArn",
        "DefaultHTTPTargetGroup",
        "InternalLoadBalancerDNS",
        "InternalLoadBalancerFullName",
        "InternalLoadBalancerCanonicalHostedZoneID",
        "InternalWorkloadsHostedZoneID",
        "InternalWorkloadsHostedZoneName",
        "InternalHTTPListenerArn",
        "InternalHTTPSListenerArn",
        "InternalLoadBalancerSecurityGroup",
        "PublicLoadBalancerSecurityGroup",
        "ClusterId",
        "EnvironmentManagerRoleARN",
        "CFNExecutionRoleARN",
        "HostedZone",
        "SubDomain",
        "FilesystemID",
        "CloudFrontDomainName",
        "AppRunnerVpcEndpointId",
        "EnabledFeatures",
    ];
    EXPORTS.iter().any(|name| plain.strip_suffix(name).is_some_and(|rest| rest.ends_with('-')))
}

/// What is not known matches anything. Texts between such pieces are looked for from left to right.
fn fits(pattern: &[Piece], text: &str) -> bool {
    let (mut rest, mut is_open) = (text, false);
    for piece in pattern {
        let literal = match piece {
            Piece::Text(literal) => literal.as_str(),
            Piece::App if text.contains(APP) => APP,
            Piece::Env if text.contains(ENV) => ENV,
            _ => {
                is_open = true;
                continue;
            }
        };
        let found = if is_open { rest.find(literal) } else { rest.starts_with(literal).then_some(0) };
        let Some(at) = found else { return false };
        rest = &rest[at + literal.len()..];
        is_open &= literal.is_empty();
    }
    // A pattern that ends in a text must end where the name does.
    match pattern.last() {
        Some(Piece::Text(last)) => text.ends_with(last.as_str()),
        _ => is_open || rest.is_empty(),
    }
}

/// The export as a manifest names it.
fn as_written(pattern: &[Piece]) -> Option<String> {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => Some(text.clone()),
        Piece::App => Some(placeholder(0)),
        Piece::Env => Some(placeholder(1)),
        Piece::Other => None,
    };
    pattern.iter().map(piece).collect()
}

fn clashes(check: &mut Check<'_>, workspace: &Workspace) {
    let Some(own) = own(check, workspace).filter(|own| !own.templates.is_empty()) else { return };
    let injected = own.injected();
    let is_secret = |output: &Output| own.type_behind(output) == Some("AWS::SecretsManager::Secret");
    let sidecars = check.sidecars().map(|(_, sidecar)| (sidecar, false));
    for (container, is_main) in std::iter::once((check.root(), true)).chain(sidecars).collect::<Vec<_>>() {
        let maps = ["variables", "secrets"].into_iter().filter_map(|key| container.get(key));
        for (name, value) in maps.flat_map(|map| map.entries()) {
            // Secrets are given to the main container only.
            let Some(output) = injected.get(name).filter(|output| is_main || !is_secret(output)) else {
                continue;
            };
            let report = Report::new(&VARIABLE_CLASH, Place::key(value)).arg("name", quoted(name));
            check.report(report.arg("output", quoted(&output.name)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_what_is_known_of_an_export() {
        let fit = |pattern: &str, name: &str| fits(&pieces(pattern), name);
        assert!(fit("${App}-${Env}-Table", "\u{1}-\u{2}-Table"));
        assert!(fit("${App}-${Env}-Table", "shop-test-Table"));
        assert!(fit("${App}-${AWS::Region}-Table", "\u{1}-eu-west-1-Table"));
        assert!(fit("${AWS::StackName}", "anything"));
        assert!(fit("Table", "Table"));
        assert!(!fit("${App}-${Env}-Table", "\u{1}-\u{2}-TableName"));
        assert!(!fit("${App}-${Env}-Table", "\u{2}-\u{1}-Table"));
        assert!(!fit("Table", "Tables") && !fit("Table", "MyTable"));
    }
}
