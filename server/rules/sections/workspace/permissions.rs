//! What the task role must allow, against the policies of the addons.

use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::permissions::{Need, XRAY, of_plugin};
use crate::manifest::recognize::{Owner, Role};
use crate::manifest::value::Value;
use crate::rules::allow::{Folder, folder, grants, has_own_role, option, template};
use crate::rules::check::Check;
use crate::rules::fixes::Fix;
use crate::rules::lines::line_break;
use crate::rules::registry::AcrossCheck;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::quoted;
use crate::workspace::{Presence, Stack, Workspace};

/// The rules of this section.
pub const RULES: &[&Rule] = &[&IAM_PERMISSION, &FIRELENS_PERMISSION, &XRAY_PERMISSION];

/// The checks against the workspace.
pub const ACROSS: &[AcrossCheck] = &[destination, tracing];

/// A destination that the task may not write to.
pub const IAM_PERMISSION: Rule = Rule {
    id: "logging.iam-permission",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "The task may not write to {name}: the log lines are lost without a message. It needs {actions}, from a managed policy that a template in {folder} makes and outputs.",
    ],
    doc: "The log router runs with the role of the task, to which Copilot gives no permission for the destination. A \
          template in `addons/` makes an `AWS::IAM::ManagedPolicy` with the needed actions and refers to it in an output; \
          Copilot attaches it to the role.",
    bad: "# Backend Service\nlogging:\n  destination:\n    Name: firehose\n    region: eu-west-1\n    delivery_stream: audit-events\n# copilot/.workspace\napplication: shop\n",
    good: "# Backend Service\nlogging:\n  destination:\n    Name: firehose\n    region: eu-west-1\n    delivery_stream: audit-events\n# copilot/api/addons/logs.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\nResources:\n  LogPolicy:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Version: \"2012-10-17\"\n        Statement:\n          - Effect: Allow\n            Action: firehose:PutRecordBatch\n            Resource: \"*\"\nOutputs:\n  LogPolicyArn:\n    Value: !Ref LogPolicy\n",
    source: "docs/developing/sidecars#sidecar-patterns; templates/workloads/partials/cf/taskrole.yml",
};

/// A policy for something else.
pub const FIRELENS_PERMISSION: Rule = Rule {
    id: "addons.firelens-permission",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "The addons in {folder} grant nothing that {name} needs, so the log lines are lost without a message. It needs {actions}.",
    ],
    doc: "The log router runs with the role of the task. The managed policies of the addons must allow what the plugin of \
          the destination does, or it can't deliver.",
    bad: "# Backend Service\nlogging:\n  destination:\n    Name: firehose\n    region: eu-west-1\n    delivery_stream: audit-events\n# copilot/api/addons/logs.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\nResources:\n  LogPolicy:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Version: \"2012-10-17\"\n        Statement:\n          - Effect: Allow\n            Action: sqs:SendMessage\n            Resource: \"*\"\nOutputs:\n  LogPolicyArn:\n    Value: !Ref LogPolicy\n",
    good: "# Backend Service\nlogging:\n  destination:\n    Name: firehose\n    region: eu-west-1\n    delivery_stream: audit-events\n# copilot/api/addons/logs.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\nResources:\n  LogPolicy:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Version: \"2012-10-17\"\n        Statement:\n          - Effect: Allow\n            Action: [\"firehose:PutRecordBatch\"]\n            Resource: \"*\"\nOutputs:\n  LogPolicyArn:\n    Value: !Ref LogPolicy\n",
    source: "docs/developing/sidecars#sidecar-patterns; Fluent Bit plugins of AWS",
};

/// Traces that the task may not send.
pub const XRAY_PERMISSION: Rule = Rule {
    id: "addons.xray-permission",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "{name} sends traces to X-Ray, which the task may not do: a managed policy in {folder} must allow {actions}. `observability.tracing: awsxray` brings a collector with its permissions.",
    ],
    doc: "A collector that runs as a sidecar of your own gets no permission from Copilot. Give it with a managed policy in \
          `addons/`, or let Copilot run the collector with `observability.tracing: awsxray`.",
    bad: "# Backend Service\nsidecars:\n  otel:\n    image: public.ecr.aws/aws-observability/aws-otel-collector:latest\n    essential: false\n# copilot/.workspace\napplication: shop\n",
    good: "# Backend Service\nobservability:\n  tracing: awsxray\n# copilot/.workspace\napplication: shop\n",
    source: "docs/developing/sidecars; templates/workloads/partials/cf/taskrole.yml",
};

/// The addons of a task.
struct Addons<'w> {
    folder: String,
    stack: Stack<'w>,
}

/// `None` where permissions may come from elsewhere.
fn addons<'w>(check: &Check<'_>, workspace: &'w Workspace) -> Option<Addons<'w>> {
    let Role::Workload(name) = check.document.role else { return None };
    let is_overridden =
        check.document.around.presence(&format!("copilot/{name}/overrides")) == Presence::Folder;
    let stack = workspace.addons(&Owner::Workload(name.clone()));
    let is_known = check.kind.is_ecs() && !is_overridden && !stack.is_partly_known();
    (is_known && !has_own_role(check.root())).then(|| Addons { folder: folder(name), stack })
}

fn destination(check: &mut Check<'_>, workspace: &Workspace) {
    let Some(destination) = check.at(&["logging", "destination"]) else { return };
    let Some(name) = destination.get("Name") else { return };
    let Some((plugin, need)) = name.text().and_then(|text| Some((text, of_plugin(text)?))) else { return };
    // With a role of its own it needs no permission of the task.
    if destination.get("role_arn").is_some() {
        return;
    }
    let Some(addons) = addons(check, workspace).filter(|it| !grants(&it.stack, need.actions)) else { return };
    let rule = if addons.stack.templates.is_empty() { &IAM_PERMISSION } else { &FIRELENS_PERMISSION };
    let fix = addons.allow(check, need, need.resource(|key| option(check.document.layers.as_ref()?, key)));
    let report = Report::new(rule, Place::value(name)).arg("name", quoted(plugin)).fix(fix);
    check.report(report.arg("folder", quoted(&addons.folder)).arg("actions", listed(need.actions)));
}

fn tracing(check: &mut Check<'_>, workspace: &Workspace) {
    if check.at(&["observability", "tracing"]).is_some() {
        return;
    }
    let collectors: Vec<_> = check.sidecars().filter(|(_, sidecar)| sends_traces(sidecar)).collect();
    if collectors.is_empty() {
        return;
    }
    let Some(addons) = addons(check, workspace).filter(|it| !grants(&it.stack, XRAY.actions)) else { return };
    for (name, sidecar) in collectors {
        let fix = addons.allow(check, XRAY, XRAY.resource(|_| None));
        let report = Report::new(&XRAY_PERMISSION, Place::key(sidecar)).arg("name", quoted(name)).fix(fix);
        check.report(report.arg("folder", quoted(&addons.folder)).arg("actions", listed(XRAY.actions)));
    }
}

impl Addons<'_> {
    /// A fix that makes one more template with a policy.
    fn allow(&self, check: &Check<'_>, need: &'static Need, resource: String) -> Option<Fix> {
        let Role::Workload(workload) = check.document.role else { return None };
        let (around, line_break) = (check.document.around, line_break(check.text));
        let place = Folder { workload, stack: &self.stack, around };
        let file = template(&place, need.id, &[(need, resource)], line_break)?;
        let title = Phrase::new(
            format!("Create `{}` with the permission", file.path),
            format!("権限を与える `{}` を作成する", file.path),
        );
        Some(Fix { safe: false, file: Some(file), ..Fix::new(title, Vec::new()) })
    }
}

fn listed(actions: &[&str]) -> String {
    actions.iter().map(|action| format!("`{action}`")).collect::<Vec<_>>().join(", ")
}

/// AWS's collectors send to X-Ray unless they are configured otherwise.
fn sends_traces(sidecar: &Value) -> bool {
    let image = sidecar.get("image").and_then(|image| image.text().or_else(|| image.get("location")?.text()));
    let is_collector = |image: &str| image.contains("aws-otel-collector") || image.contains("xray-daemon");
    if !image.is_some_and(is_collector) {
        return false;
    }
    let configures = |key: &str| {
        let names = sidecar.get(key).into_iter().flat_map(|map| map.entries());
        names.into_iter().any(|(name, _)| name == "AOT_CONFIG_CONTENT")
    };
    !configures("variables") && !configures("secrets") && !has_other_configuration(sidecar)
}

/// `--config` names a file of AWS that has nothing to do with X-Ray, or a file that can't be seen here.
fn has_other_configuration(sidecar: &Value) -> bool {
    let Some(command) = sidecar.get("command") else { return false };
    let words: Vec<&str> = match command.text() {
        Some(text) => text.split_whitespace().collect(),
        None => command.items().iter().filter_map(|item| item.text()).collect(),
    };
    let is_named = command.unknown || words.iter().any(|word| word.contains("--config"));
    let known =
        |word: &&str| word.contains("/etc/ecs/") && (word.contains("xray") || word.contains("default"));
    is_named && !words.iter().any(known)
}
