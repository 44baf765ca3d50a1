//! What Copilot attaches to the tasks: policies, secrets and security groups that outputs refer to.

use super::Addon;
use crate::finding::{Edit, Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::recognize::Owner;
use crate::manifest::template::{Output, Target, each_below};
use crate::rules::fixes::Fix;
use crate::rules::lines::{line_break, line_start};
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::quoted;
use crate::yaml::{NodeData, NodeId, Span, Tree};
use std::collections::{HashMap, HashSet};

/// The rules of this section.
pub const RULES: &[&Rule] = &[&OUTPUT_MISSING, &OUTPUT_NOT_REF];

const POLICY: &str = "AWS::IAM::ManagedPolicy";

/// What is attached when an output refers to it.
const ATTACHED: [&str; 3] = [POLICY, "AWS::SecretsManager::Secret", "AWS::EC2::SecurityGroup"];

/// A policy that nobody gets.
pub const OUTPUT_MISSING: Rule = Rule {
    id: "addons.policy-output-missing",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "No output refers to {name}, so Copilot attaches this policy to nothing: the task does not get its permissions.",
    ],
    doc: "Copilot attaches a managed policy to the role of the task when an output of the templates refers to it by `!Ref`. \
          A policy without an output is created and has no effect.",
    bad: "# copilot/api/addons/policy.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\nResources:\n  AccessPolicy: {Type: AWS::IAM::ManagedPolicy}\n# copilot/api/manifest.yml\n# Backend Service\n",
    good: "# copilot/api/addons/policy.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\nResources:\n  AccessPolicy: {Type: AWS::IAM::ManagedPolicy}\nOutputs:\n  AccessPolicyArn:\n    Value: !Ref AccessPolicy\n# copilot/api/manifest.yml\n# Backend Service\n",
    source: "docs/developing/addons/workload; Outputs in internal/pkg/addon/output.go",
};

/// A reference that Copilot does not recognise.
pub const OUTPUT_NOT_REF: Rule = Rule {
    id: "addons.policy-output-not-ref",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "Copilot recognises {name} only by `!Ref {plain}`. Written like this it is not attached, and the text becomes a plain environment variable.",
    ],
    doc: "Of an output Copilot understands `!Ref` (or `Ref:`) and nothing else. With `!GetAtt`, `!Sub` or a text a policy or \
          a security group is not attached, a secret is no secret, and the value becomes a plain environment variable.",
    bad: "# copilot/api/addons/policy.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\nResources:\n  AccessPolicy: {Type: AWS::IAM::ManagedPolicy}\nOutputs:\n  AccessPolicyArn:\n    Value: !Sub \"${AccessPolicy}\"\n# copilot/api/manifest.yml\n# Backend Service\n",
    good: "# copilot/api/addons/policy.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\nResources:\n  AccessPolicy: {Type: AWS::IAM::ManagedPolicy}\nOutputs:\n  AccessPolicyArn:\n    Value: !Ref AccessPolicy\n# copilot/api/manifest.yml\n# Backend Service\n",
    source: "outputNode.ref in internal/pkg/addon/output.go",
};

/// What is wrong with the policies of one template among the others; environments have no tasks.
pub(super) fn check(addon: &Addon<'_>) -> Vec<Report> {
    let template = addon.index().and_then(|index| addon.stack.templates.get(index));
    let Some((_, template)) = template.filter(|_| matches!(addon.owner, Owner::Workload(_))) else {
        return Vec::new();
    };
    if addon.stack.is_partly_known() {
        return Vec::new();
    }
    let tree = addon.document.tree;
    let outputs = addon.stack.outputs();
    let referred: HashSet<&str> = outputs.filter_map(|it| it.target.as_ref()?.referred()).collect();
    let written = template.outputs.iter();
    let mut reports: Vec<Report> = written.filter_map(|it| not_ref(addon, &referred, it)).collect();
    let policies = template.resources.iter().filter(|(_, kind)| kind.as_deref() == Some(POLICY));
    let mut policies = policies.peekable();
    if policies.peek().is_none() {
        return reports;
    }
    let (told, used) = (mentioned(addon), used(addon));
    for (policy, _) in policies {
        let name = policy.name.as_str();
        let is_output = referred.contains(name) || told.contains(name);
        let is_used = used.get(name).is_some_and(|users| users.is_other_than(name));
        if !is_output && !is_used && !names_its_holders(tree, policy.item.body) {
            let report = Report::new(&OUTPUT_MISSING, Place::node(policy.item.key, tree));
            reports.push(report.arg("name", quoted(&policy.name)).fix(output_fix(addon, &policy.name)));
        }
    }
    reports
}

/// The names that outputs speak of in another form.
fn mentioned<'a>(addon: &'a Addon<'_>) -> HashSet<&'a str> {
    let others = addon.stack.outputs().filter_map(|output| match &output.target {
        Some(Target::Other(names)) => Some(names),
        _ => None,
    });
    others.flatten().map(String::as_str).collect()
}

/// The resources that speak of a name.
struct Users<'a> {
    first: &'a str,
    are_more: bool,
}

impl Users<'_> {
    fn is_other_than(&self, name: &str) -> bool {
        self.are_more || self.first != name
    }
}

/// The words in the resources of all templates, with who says them.
fn used<'a>(addon: &'a Addon<'_>) -> HashMap<&'a str, Users<'a>> {
    let mut used: HashMap<&str, Users<'_>> = HashMap::new();
    for (source, template) in &addon.stack.templates {
        let tree = source.tree();
        for (resource, _) in &template.resources {
            let user = resource.name.as_str();
            each_below(tree, resource.item.body, &mut |id| {
                let text = tree.scalar(id).map_or("", |(text, _)| text);
                for word in text.split(|sign: char| !sign.is_ascii_alphanumeric()) {
                    let users = used.entry(word).or_insert(Users { first: user, are_more: false });
                    users.are_more |= users.first != user;
                }
            });
        }
    }
    used
}

/// An output that speaks of something that it should refer to, where no other output does so rightly.
fn not_ref(addon: &Addon<'_>, referred: &HashSet<&str>, output: &Output) -> Option<Report> {
    let Some(Target::Other(names)) = &output.target else { return None };
    let tree = addon.document.tree;
    let value = output.value?;
    let is_meant = |name: &&String| {
        let kind = addon.stack.type_of(name);
        let is_attached = kind.is_some_and(|kind| ATTACHED.contains(&kind));
        is_attached && (kind == Some(POLICY) || is_plain(tree, value, name))
    };
    let name = names.iter().find(is_meant)?;
    if referred.contains(name.as_str()) {
        return None;
    }
    let report = Report::new(&OUTPUT_NOT_REF, Place::node(value, tree)).arg("name", quoted(name));
    Some(report.arg("plain", name).fix(reference_fix(tree, value, name)))
}

/// Nothing but the thing itself: `!Sub "${Name}"`, `!GetAtt Name.Id`, `Fn::GetAtt: [Name, Id]`.
fn is_plain(tree: &Tree, value: NodeId, name: &str) -> bool {
    const SELF: [&str; 3] = ["Id", "GroupId", "Arn"];
    if let Some((text, _)) = tree.scalar(value) {
        let attribute = text.strip_prefix(name).and_then(|rest| rest.strip_prefix('.'));
        return text == format!("${{{name}}}") || attribute.is_some_and(|it| SELF.contains(&it));
    }
    let listed = tree.get(value, "Fn::GetAtt").unwrap_or(value);
    match &tree.node(tree.resolve(listed)).data {
        NodeData::Sequence { items, .. } => {
            let words: Vec<&str> = items.iter().filter_map(|it| Some(tree.scalar(*it)?.0)).collect();
            matches!(words.as_slice(), [first, second] if *first == name && SELF.contains(second))
        }
        _ => false,
    }
}

/// `Roles`, `Users` or `Groups` of the policy itself.
fn names_its_holders(tree: &Tree, body: NodeId) -> bool {
    let properties = tree.get(body, "Properties");
    ["Roles", "Users", "Groups"].iter().any(|key| properties.is_some_and(|it| tree.get(it, key).is_some()))
}

fn reference_fix(tree: &Tree, value: NodeId, name: &str) -> Option<Fix> {
    let node = tree.node(value);
    let start = node.tag_span().map_or(node.span.start, |tag| tag.start);
    if !node.is_scalar() {
        return None;
    }
    let title = Phrase::new(format!("Change to `!Ref {name}`"), format!("`!Ref {name}` に変更する"));
    let span = Span { start, end: node.span.end };
    Some(Fix::new(title, vec![Edit { span, text: format!("!Ref {name}") }]))
}

/// An output that refers to the policy, in the first line of `Outputs` or behind the text.
fn output_fix(addon: &Addon<'_>, policy: &str) -> Option<Fix> {
    let (tree, text) = (addon.document.tree, addon.document.text);
    let (root, new_line) = (tree.root?, line_break(text));
    let output = format!("{policy}Arn");
    if addon.stack.outputs().any(|it| it.name == output) {
        return None;
    }
    let edit = match tree.get(root, "Outputs") {
        Some(outputs) => {
            let NodeData::Mapping { entries, flow: false } = &tree.node(outputs).data else { return None };
            let start = tree.node(entries.first()?.key).span.start;
            let indent = text.get(line_start(text, start)..start)?;
            let entry = format!("{output}:{new_line}{indent}  Value: !Ref {policy}{new_line}{indent}");
            Edit { span: Span { start, end: start }, text: entry }
        }
        None => {
            if !matches!(tree.node(root).data, NodeData::Mapping { flow: false, .. })
                || !tree.later_documents.is_empty()
            {
                return None;
            }
            let first = if text.ends_with('\n') { "" } else { new_line };
            let value = format!("    Value: !Ref {policy}{new_line}");
            let entry = format!("{first}Outputs:{new_line}  {output}:{new_line}{value}");
            Edit { span: Span { start: text.len(), end: text.len() }, text: entry }
        }
    };
    let title = Phrase::new("Add an output that refers to it", "これを参照する出力を追加する");
    Some(Fix::new(title, vec![edit]))
}
