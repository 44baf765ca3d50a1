//! The outputs of addons: names of variables, and exports.

use super::Addon;
use crate::finding::{Edit, Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::recognize::Owner;
use crate::manifest::template::{Output, each_below, variable_name};
use crate::rules::fixes::Fix;
use crate::rules::lines::{line_break, line_start};
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::quoted;
use crate::yaml::{NodeData, NodeId, Span, Tree};
use std::collections::HashMap;

/// The rules of this section.
pub const RULES: &[&Rule] = &[&COLLISION, &WITHOUT_EXPORT, &EXPORT_NAME];

/// Two outputs that become one variable.
pub const COLLISION: Rule = Rule {
    id: "addons.output-name-collision",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{name} and {other} both become the variable {variable}: the name stands twice in the task, and the deployment fails.",
    ],
    doc: "Copilot gives the outputs of a workload's addons to its containers, under their names in capitals with \
          underscores. Two outputs that differ only in case or in the cut of their words become the same name.",
    bad: "# copilot/api/addons/queue.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\nResources:\n  Queue: {Type: AWS::SQS::Queue}\nOutputs:\n  QueueUrl: {Value: !Ref Queue}\n  QueueURL: {Value: !Ref Queue}\n# copilot/api/manifest.yml\n# Backend Service\n",
    good: "# copilot/api/addons/queue.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\nResources:\n  Queue: {Type: AWS::SQS::Queue}\nOutputs:\n  QueueUrl: {Value: !Ref Queue}\n  QueueArn: {Value: !GetAtt Queue.Arn}\n# copilot/api/manifest.yml\n# Backend Service\n",
    source: "ToSnakeCaseFunc in internal/pkg/template",
};

/// An output that nobody can use.
pub const WITHOUT_EXPORT: Rule = Rule {
    id: "addons.env-output-without-export",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "Workloads can't use {name}: an output of the environments' addons needs an `Export` with a `Name`, which manifests take by `from_cfn`.",
    ],
    doc: "The outputs of `copilot/environments/addons` become no variables by themselves. Workloads take them with \
          `from_cfn`, under the name that `Export` gives them.",
    bad: "# copilot/environments/addons/queue.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\nResources:\n  Queue: {Type: AWS::SQS::Queue}\nOutputs:\n  QueueUrl:\n    Value: !Ref Queue\n# copilot/.workspace\napplication: shop\n",
    good: "# copilot/environments/addons/queue.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\nResources:\n  Queue: {Type: AWS::SQS::Queue}\nOutputs:\n  QueueUrl:\n    Value: !Ref Queue\n    Export:\n      Name: !Sub ${App}-${Env}-QueueUrl\n# copilot/.workspace\napplication: shop\n",
    source: "docs/developing/addons/environment",
};

/// One export for two environments.
pub const EXPORT_NAME: Rule = Rule {
    id: "addons.export-name-unique",
    severity: Severity::Hint,
    origin: Origin::Aws,
    messages: &[
        "The name of this export is the same in every environment, and a region takes each name once: the second environment fails. Write `${App}-${Env}` into it.",
    ],
    doc: "The names of exports are unique in a region of an account. Environments share both often, so the name should \
          contain those of application and environment: `!Sub ${App}-${Env}-Name`.",
    bad: "# copilot/environments/addons/queue.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\nResources:\n  Queue: {Type: AWS::SQS::Queue}\nOutputs:\n  QueueUrl:\n    Value: !Ref Queue\n    Export:\n      Name: QueueUrl\n# copilot/.workspace\napplication: shop\n",
    good: "# copilot/environments/addons/queue.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\nResources:\n  Queue: {Type: AWS::SQS::Queue}\nOutputs:\n  QueueUrl:\n    Value: !Ref Queue\n    Export:\n      Name: !Sub ${App}-${Env}-QueueUrl\n# copilot/.workspace\napplication: shop\n",
    source: "docs/developing/addons/environment",
};

/// What is wrong with the outputs of one template among the others.
pub(super) fn check(addon: &Addon<'_>) -> Vec<Report> {
    let index = addon.index();
    let template = index.and_then(|index| addon.stack.templates.get(index));
    let outputs = template.map_or(&[][..], |(_, template)| template.outputs.as_slice());
    let mut reports = match addon.owner {
        Owner::Workload(_) => collisions(addon, outputs),
        Owner::Environments => outputs.iter().filter_map(|output| without_export(addon, output)).collect(),
    };
    reports.extend(outputs.iter().filter_map(|output| export_name(addon, output)));
    reports
}

/// An earlier output, here or in an earlier file, has the same variable. Policies are attached and become none.
fn collisions(addon: &Addon<'_>, own: &[Output]) -> Vec<Report> {
    let is_given = |it: &&Output| addon.stack.type_behind(it) != Some("AWS::IAM::ManagedPolicy");
    let files = &addon.stack.templates[..addon.index().unwrap_or(0)];
    let earlier = files.iter().flat_map(|(_, template)| &template.outputs).filter(is_given);
    let mut first: HashMap<String, &str> = HashMap::new();
    for output in earlier {
        first.entry(variable_name(&output.name)).or_insert(&output.name);
    }
    let mut reports = Vec::new();
    for output in own.iter().filter(is_given) {
        let variable = variable_name(&output.name);
        let other = *first.entry(variable.clone()).or_insert(&output.name);
        if other != output.name {
            let report = Report::new(&COLLISION, Place::node(output.item.key, addon.document.tree));
            let report = report.arg("name", quoted(&output.name)).arg("other", quoted(other));
            reports.push(report.arg("variable", quoted(&variable)));
        }
    }
    reports
}

fn without_export(addon: &Addon<'_>, output: &Output) -> Option<Report> {
    let tree = addon.document.tree;
    if output.export_name.is_some() || addon.stack.is_partly_known() {
        return None;
    }
    let fix = if output.export.is_none() { export_fix(addon, output) } else { None };
    let place = Place { missing: true, ..Place::node(output.item.key, tree) };
    Some(Report::new(&WITHOUT_EXPORT, place).arg("name", quoted(&output.name)).fix(fix))
}

/// `Export` as the first entry of the output.
fn export_fix(addon: &Addon<'_>, output: &Output) -> Option<Fix> {
    let (tree, text) = (addon.document.tree, addon.document.text);
    let NodeData::Mapping { entries, flow: false } = &tree.node(output.item.body).data else { return None };
    let start = tree.node(entries.first()?.key).span.start;
    let indent = text.get(line_start(text, start)..start).filter(|indent| indent.trim().is_empty())?;
    let name = &output.name;
    let new_line = line_break(text);
    let entry = format!("Export:{new_line}{indent}  Name: !Sub ${{App}}-${{Env}}-{name}{new_line}{indent}");
    let title =
        Phrase::new("Export it under the name of the environment", "環境の名前を付けてエクスポートする");
    Some(Fix::new(title, vec![Edit { span: Span { start, end: start }, text: entry }]))
}

fn export_name(addon: &Addon<'_>, output: &Output) -> Option<Report> {
    let tree = addon.document.tree;
    let name = output.export_name.filter(|name| is_same_everywhere(tree, *name))?;
    let place = Place::node(name, tree);
    let fix = tree.scalar(name).filter(|(text, _)| !text.contains("${") && tree.node(name).tag().is_none());
    let fix = fix.map(|(text, _)| {
        let title = Phrase::new(
            "Add the names of application and environment",
            "アプリケーションと環境の名前を加える",
        );
        let edit = Edit { span: place.span, text: format!("!Sub ${{App}}-${{Env}}-{text}") };
        Fix::new(title, vec![edit])
    });
    Some(Report::new(&EXPORT_NAME, place).fix(fix))
}

/// The name holds neither the environment nor the stack nor anything that can't be known.
fn is_same_everywhere(tree: &Tree, name: NodeId) -> bool {
    const TELLING: [&str; 3] = ["Env", "AWS::StackName", "AWS::StackId"];
    let mut is_telling = false;
    each_below(tree, name, &mut |id| {
        let node = tree.node(id);
        let tag = node.tag().unwrap_or_default();
        let Some((text, _)) = tree.scalar(id) else {
            is_telling |= matches!(node.data, NodeData::Alias { .. });
            return;
        };
        let is_reference = tag == "!Ref"
            || tree.key_of(id).and_then(|it| tree.scalar(it)).is_some_and(|(it, _)| it == "Ref");
        is_telling |= is_reference && TELLING.contains(&text);
        is_telling |= TELLING.iter().any(|it| text.contains(&format!("${{{it}}}")));
        // Functions whose outcome is not known here.
        is_telling |= tag.starts_with('!') && !matches!(tag, "!Ref" | "!Sub" | "!Join");
    });
    !is_telling && is_simple(tree, name)
}

/// A text, or a function that only puts texts together.
fn is_simple(tree: &Tree, name: NodeId) -> bool {
    match &tree.node(tree.resolve(name)).data {
        NodeData::Scalar { .. } => true,
        NodeData::Sequence { .. } => tree.node(tree.resolve(name)).tag() == Some("!Join"),
        NodeData::Mapping { .. } => {
            let keys = tree.entries(name);
            keys.iter().all(|entry| {
                tree.scalar(entry.key).is_some_and(|(key, _)| matches!(key, "Fn::Sub" | "Fn::Join" | "Ref"))
            })
        }
        NodeData::Alias { .. } => false,
    }
}
