//! Whether the addons of a workload allow what its tasks do, and one more template that does.

use crate::environments::Layers;
use crate::finding::NewFile;
use crate::manifest::permissions::{Need, Policy, policy_name};
use crate::manifest::recognize::Owner;
use crate::manifest::template::each_below;
use crate::manifest::value::{Data, Value};
use crate::workspace::{Around, Stack};
use crate::yaml::{NodeData, NodeId, Tree};

/// The `addons` folder of a workload.
pub struct Folder<'w> {
    /// The name of the folder of the workload.
    pub workload: &'w str,
    /// What is known of the templates.
    pub stack: &'w Stack<'w>,
    /// What lies there.
    pub around: &'w dyn Around,
}

/// The path of the `addons` folder of a workload, from the folder that holds `copilot/`.
pub fn folder(workload: &str) -> String {
    format!("copilot/{workload}/addons")
}

/// One more template with a policy, whose file and resources have names that are free: Copilot merges the templates of a
/// folder, so nothing may stand in two of them. `id` is the name that is wished for.
pub fn template(
    place: &Folder<'_>,
    id: &str,
    allows: &[(&Need, String)],
    line_break: &str,
) -> Option<NewFile> {
    let Folder { workload, stack, around } = place;
    let is_taken = |name: &str| {
        let output = format!("{name}Arn");
        stack.type_of(name).is_some() || stack.outputs().any(|it| it.name == output)
    };
    let name = free(&policy_name(id), "", is_taken)?;
    let declared =
        |name: &str| stack.templates.iter().flat_map(|(_, it)| &it.parameters).any(|(it, _)| it.name == name);
    let owner = Owner::Workload((*workload).to_owned());
    let parameters: Vec<&str> = owner.reserved().iter().copied().filter(|name| !declared(name)).collect();
    let folder = folder(workload);
    let entries = around.list(&folder);
    let is_there = |name: &str| entries.iter().any(|it| it.name.eq_ignore_ascii_case(&format!("{name}.yml")));
    let path = format!("{folder}/{}.yml", free(&format!("{id}-policy"), "-", is_there)?);
    let policy = Policy { name: &name, parameters: &parameters, allows };
    Some(NewFile { path, text: policy.template(line_break) })
}

/// The name, with a number where it is taken.
fn free(name: &str, separator: &str, is_taken: impl Fn(&str) -> bool) -> Option<String> {
    let numbered = (2..100).map(|number| format!("{name}{separator}{number}"));
    std::iter::once(name.to_owned()).chain(numbered).find(|name| !is_taken(name))
}

/// An option of the log destination, where all environments have the same.
pub fn option(layers: &Layers, key: &str) -> Option<String> {
    let roots = layers.environments.iter().map(|it| &it.effective).chain([&layers.base]);
    let destinations = roots.filter_map(|root| root.at(&["logging", "destination"]));
    let mut texts = destinations.map(|it| match &it.get(key)?.data {
        Data::Str(text) => Some(text.to_string()),
        _ => None,
    });
    let first = texts.next()??;
    texts.all(|text| text.as_ref() == Some(&first)).then_some(first)
}

/// The manifest gives its tasks a role of its own, to which Copilot attaches no policy.
pub fn has_own_role(root: &Value) -> bool {
    root.get("taskdef_overrides").is_some_and(|list| {
        let is_role = |it: &Value| it.get("path")?.text().map(|path| path.starts_with("TaskRoleArn"));
        list.items().iter().any(|it| is_role(it).unwrap_or_default())
    })
}

/// Some policy of the templates allows one of the actions, or what it allows can't be known.
pub fn grants(stack: &Stack<'_>, actions: &[&str]) -> bool {
    stack.templates.iter().any(|(source, _)| {
        let tree = source.tree();
        let mut is_granted = false;
        if let Some(root) = tree.root {
            each_below(tree, root, &mut |id| is_granted |= is_action(tree, id) && allows(tree, id, actions));
        }
        is_granted
    })
}

/// The value of a key `Action`, or of `ManagedPolicyArns`, whose content is not seen here.
fn is_action(tree: &Tree, id: NodeId) -> bool {
    let key = tree.key_of(id).and_then(|key| tree.scalar(key));
    key.is_some_and(|(key, _)| matches!(key, "Action" | "NotAction"))
}

fn allows(tree: &Tree, id: NodeId, actions: &[&str]) -> bool {
    if tree.key_of(id).and_then(|key| tree.scalar(key)).is_some_and(|(key, _)| key == "NotAction") {
        return true;
    }
    let id = tree.resolve(id);
    let items = match &tree.node(id).data {
        NodeData::Sequence { items, .. } => items.clone(),
        _ => vec![id],
    };
    items.into_iter().any(|item| match tree.scalar(item) {
        Some((pattern, _)) if tree.node(tree.resolve(item)).tag().is_none() => {
            actions.iter().any(|action| matches(pattern, action))
        }
        // `!Sub`, `Fn::If`.
        _ => true,
    })
}

/// As IAM compares actions: without case, `*` for anything and `?` for one character.
fn matches(pattern: &str, action: &str) -> bool {
    let (pattern, action) = (pattern.to_ascii_lowercase(), action.to_ascii_lowercase());
    let (pattern, action) = (pattern.as_bytes(), action.as_bytes());
    let (mut at, mut read) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while read < action.len() {
        if at < pattern.len() && (pattern[at] == b'?' || pattern[at] == action[read]) {
            (at, read) = (at + 1, read + 1);
        } else if at < pattern.len() && pattern[at] == b'*' {
            star = Some((at, read));
            at += 1;
        } else if let Some((from, taken)) = star {
            (at, read) = (from + 1, taken + 1);
            star = Some((from, taken + 1));
        } else {
            return false;
        }
    }
    pattern[at..].iter().all(|sign| *sign == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_are_compared_as_iam_does() {
        for pattern in ["*", "logs:*", "logs:Put*", "LOGS:PUTLOGEVENTS", "logs:?utLogEvents", "l*s:*Events"] {
            assert!(matches(pattern, "logs:PutLogEvents"), "{pattern}");
        }
        for pattern in ["", "s3:*", "logs:PutLog", "logs:PutLogEvents?", "*x"] {
            assert!(!matches(pattern, "logs:PutLogEvents"), "{pattern}");
        }
    }
}
