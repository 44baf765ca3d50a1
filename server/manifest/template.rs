//! A CloudFormation template of an `addons` folder, as far as Copilot looks into it.

use crate::yaml::{NodeData, NodeId, Tree};
use std::collections::{BTreeSet, HashMap};

/// A key of a section with its body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// The key: a logical id.
    pub key: NodeId,
    /// What stands below it.
    pub body: NodeId,
}

/// An entry of a section that has a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The logical id.
    pub name: String,
    /// Where it stands.
    pub item: Item,
}

/// What the value of an output speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// `!Ref Name` or `Ref: Name`, the only form that Copilot recognises.
    Ref(String),
    /// Another function or a text, with the names that stand in it.
    Other(BTreeSet<String>),
}

impl Target {
    /// The name that is referred to in the form that Copilot recognises.
    pub fn referred(&self) -> Option<&str> {
        match self {
            Target::Ref(name) => Some(name),
            Target::Other(_) => None,
        }
    }
}

/// An output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// The logical id.
    pub name: String,
    /// Where it stands.
    pub item: Item,
    /// Its `Value`.
    pub value: Option<NodeId>,
    /// What the value speaks of; `None` without a value.
    pub target: Option<Target>,
    /// `Export`.
    pub export: Option<NodeId>,
    /// `Export.Name`.
    pub export_name: Option<NodeId>,
}

/// The part of a template that outlives a look at its tree: ids count in the tree that it was made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Template {
    /// `Parameters`, each with whether it has a default.
    pub parameters: Vec<(Named, bool)>,
    /// `Resources`, each with its `Type`.
    pub resources: Vec<(Named, Option<String>)>,
    /// Where in `resources` a name stands.
    by_name: HashMap<String, usize>,
    /// `Outputs`.
    pub outputs: Vec<Output>,
    /// `Resources` is a map.
    pub has_resources: bool,
    /// Macros may add to what is written.
    pub has_macros: bool,
}

/// The section of a template that maps names to something.
pub const SECTIONS: [&str; 6] = ["Parameters", "Mappings", "Conditions", "Resources", "Outputs", "Metadata"];

impl Template {
    /// Reads a tree, as far as it is one of a template.
    pub fn of(tree: &Tree) -> Template {
        let Some(root) = tree.root else { return Template::default() };
        let section = tree.get(root, "Resources");
        let resources: Vec<_> = named(tree, "Resources").map(|it| typed(tree, it)).collect();
        let names = resources.iter().enumerate();
        Template {
            parameters: parameters(tree),
            by_name: names.map(|(index, (it, _))| (it.name.clone(), index)).collect(),
            resources,
            outputs: named(tree, "Outputs").map(|it| output(tree, it)).collect(),
            has_resources: section.is_some_and(|it| is_map(tree, it)),
            has_macros: has_macros(tree, root),
        }
    }

    /// The `Type` of a resource.
    pub fn type_of(&self, name: &str) -> Option<&str> {
        self.resources.get(*self.by_name.get(name)?)?.1.as_deref()
    }
}

fn is_map(tree: &Tree, node: NodeId) -> bool {
    matches!(tree.node(tree.resolve(node)).data, NodeData::Mapping { .. })
}

/// The entries of a section.
pub fn named<'t>(tree: &'t Tree, section: &str) -> impl Iterator<Item = Named> + use<'t> {
    let section = tree.root.and_then(|root| tree.get(root, section)).filter(|it| is_map(tree, *it));
    let entries = section.map(|section| tree.entries(section)).unwrap_or_default();
    entries.into_iter().filter_map(|entry| {
        let name = tree.scalar(entry.key)?.0.to_owned();
        Some(Named { name, item: Item { key: entry.key, body: entry.value } })
    })
}

fn parameters(tree: &Tree) -> Vec<(Named, bool)> {
    let parameters = named(tree, "Parameters");
    parameters
        .map(|it| (tree.get(it.item.body, "Default").is_some(), it))
        .map(|(has, it)| (it, has))
        .collect()
}

fn typed(tree: &Tree, named: Named) -> (Named, Option<String>) {
    let kind = tree.get(named.item.body, "Type").and_then(|kind| tree.scalar(kind));
    let kind = kind.map(|(kind, _)| kind.to_owned());
    (named, kind)
}

fn output(tree: &Tree, named: Named) -> Output {
    let value = tree.get(named.item.body, "Value");
    let export = tree.get(named.item.body, "Export");
    Output {
        value,
        target: value.map(|value| target(tree, value)),
        export,
        export_name: export.and_then(|export| tree.get(export, "Name")),
        name: named.name,
        item: named.item,
    }
}

fn target(tree: &Tree, value: NodeId) -> Target {
    let node = tree.node(tree.resolve(value));
    if let NodeData::Scalar { value, .. } = &node.data
        && node.tag() == Some("!Ref")
    {
        return Target::Ref(value.trim().to_owned());
    }
    let reference = tree.get(value, "Ref").and_then(|it| tree.scalar(it));
    match reference.filter(|(name, _)| !name.is_empty()) {
        Some((name, _)) => Target::Ref(name.to_owned()),
        None => Target::Other(names_in(tree, value)),
    }
}

/// The words of all texts below a node: logical ids are among them, whatever function they stand in.
fn names_in(tree: &Tree, root: NodeId) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    each_below(tree, root, &mut |id| {
        if let NodeData::Scalar { value, .. } = &tree.node(id).data {
            let words = value.split(|sign: char| !sign.is_ascii_alphanumeric());
            names.extend(words.filter(|word| !word.is_empty()).map(str::to_owned));
        }
    });
    names
}

/// Visits a node and all below it, keys included, in source order, without following aliases.
pub fn each_below(tree: &Tree, root: NodeId, visit: &mut impl FnMut(NodeId)) {
    let mut stack = vec![root];
    while let Some(id) = stack.pop() {
        visit(id);
        match &tree.node(id).data {
            NodeData::Mapping { entries, .. } => {
                stack.extend(entries.iter().rev().flat_map(|entry| [entry.value, entry.key]));
            }
            NodeData::Sequence { items, .. } => stack.extend(items.iter().rev()),
            _ => {}
        }
    }
}

/// `Transform` of the template, but for SAM's, which makes no outputs; or `Fn::Transform` anywhere.
fn has_macros(tree: &Tree, root: NodeId) -> bool {
    const SAM: &str = "AWS::Serverless-2016-10-31";
    let mut others = false;
    if let Some(transform) = tree.get(root, "Transform") {
        each_below(tree, transform, &mut |id| others |= tree.scalar(id).is_some_and(|(it, _)| it != SAM));
    }
    each_below(tree, root, &mut |id| {
        let node = tree.node(id);
        others |= node.tag() == Some("!Transform")
            || matches!(&node.data, NodeData::Scalar { value, .. } if &**value == "Fn::Transform");
    });
    others
}

/// Both nodes say the same, apart from style (Copilot's `isEqual`, in which the order of keys counts).
pub fn is_equal(one: (&Tree, NodeId), other: (&Tree, NodeId)) -> bool {
    let ids = |(tree, root): (&Tree, NodeId)| {
        let mut ids = Vec::new();
        each_below(tree, root, &mut |id| ids.push(id));
        ids
    };
    let (left, right) = (ids(one), ids(other));
    let same = |(a, b): (&NodeId, &NodeId)| {
        let (a, b) = (one.0.node(*a), other.0.node(*b));
        a.tag() == b.tag()
            && match (&a.data, &b.data) {
                (NodeData::Scalar { value: a, .. }, NodeData::Scalar { value: b, .. }) => a == b,
                (NodeData::Mapping { entries: a, .. }, NodeData::Mapping { entries: b, .. }) => {
                    a.len() == b.len()
                }
                (NodeData::Sequence { items: a, .. }, NodeData::Sequence { items: b, .. }) => {
                    a.len() == b.len()
                }
                (NodeData::Alias { name: a, .. }, NodeData::Alias { name: b, .. }) => a == b,
                _ => false,
            }
    };
    left.len() == right.len() && left.iter().zip(&right).all(same)
}

/// The name under which Copilot gives an output to containers: `usersDdbTable` becomes `USERS_DDB_TABLE`
/// (`ToSnakeCaseFunc`).
pub fn variable_name(output: &str) -> String {
    let signs: Vec<char> = output.chars().collect();
    let lower_or_digit = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit();
    let upper_or_digit = |sign: char| sign.is_ascii_uppercase() || sign.is_ascii_digit();
    let mut name = String::with_capacity(output.len() + 8);
    for (index, sign) in signs.iter().enumerate() {
        let before = index.checked_sub(1).map(|at| signs[at]);
        let after = signs.get(index + 1).copied();
        let begins = sign.is_ascii_uppercase()
            && before.is_some_and(|before| {
                lower_or_digit(before)
                    || (upper_or_digit(before) && after.is_some_and(|after| after.is_ascii_lowercase()))
            });
        if begins {
            name.push('_');
        }
        name.extend(sign.to_uppercase());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Parameters:\n  App: {Type: String}\n  Size: {Type: Number, Default: 1}\nResources:\n  Policy:\n    \
                        Type: AWS::IAM::ManagedPolicy\n  Odd: 1\nOutputs:\n  A: {Value: !Ref Policy}\n  B: {Value: {Ref: Policy}}\n  \
                        C: {Value: !Sub \"x-${Policy}\", Export: {Name: c}}\n  D: {Value: {'Fn::GetAtt': [Policy, Arn]}}\n  E: 1\n";

    #[test]
    fn a_template_is_read_as_far_as_it_is_one() {
        let tree = Tree::parse(TEXT);
        let template = Template::of(&tree);
        let parameters: Vec<_> =
            template.parameters.iter().map(|(it, has)| (it.name.as_str(), *has)).collect();
        assert_eq!(parameters, [("App", false), ("Size", true)]);
        assert_eq!(template.type_of("Policy"), Some("AWS::IAM::ManagedPolicy"));
        assert_eq!(template.type_of("Odd"), None);
        let targets: Vec<_> = template.outputs.iter().map(|it| it.target.clone()).collect();
        let policy = || Some(Target::Ref("Policy".to_owned()));
        assert_eq!(targets[..2], [policy(), policy()]);
        for other in &targets[2..4] {
            assert!(matches!(other, Some(Target::Other(names)) if names.contains("Policy")), "{other:?}");
        }
        assert_eq!(targets[4], None);
        assert!(template.outputs[2].export_name.is_some() && template.has_resources && !template.has_macros);
    }

    #[test]
    fn anything_is_no_template_without_a_panic() {
        for text in ["", "- a", "a", "Resources: 1", "Outputs: [a]", "Resources:\n", "a: *b"] {
            let template = Template::of(&Tree::parse(text));
            assert!(!template.has_resources && template.outputs.is_empty(), "{text}");
        }
    }

    #[test]
    fn macros_may_add_outputs() {
        let has = |text: &str| Template::of(&Tree::parse(text)).has_macros;
        assert!(has("Transform: Mine\nResources: {}\n"));
        assert!(has("Resources:\n  Fn::Transform: {Name: 'AWS::Include'}\n"));
        assert!(!has("Transform: AWS::Serverless-2016-10-31\nResources: {}\n"));
    }

    #[test]
    fn outputs_become_variables() {
        for (output, name) in [
            ("TableName", "TABLE_NAME"),
            ("usersDdbTableName", "USERS_DDB_TABLE_NAME"),
            ("MyDDBTableWithLSI", "MY_DDB_TABLE_WITH_LSI"),
            ("QueueURL", "QUEUE_URL"),
            ("QueueUrl", "QUEUE_URL"),
            ("TableNAME", "TABLE_NAME"),
            ("my2ndKey", "MY2ND_KEY"),
            ("DB", "DB"),
        ] {
            assert_eq!(variable_name(output), name, "{output}");
        }
    }

    #[test]
    fn equality_is_that_of_copilot() {
        let equal = |one: &str, other: &str| {
            let (one, other) = (Tree::parse(one), Tree::parse(other));
            is_equal((&one, one.root.unwrap()), (&other, other.root.unwrap()))
        };
        assert!(equal("a: 'b'\nc: [1]", "a: b # x\nc:\n- 1\n"));
        assert!(!equal("a: !Ref b", "a: b"));
        assert!(!equal("a: 1\nb: 2", "b: 2\na: 1"));
        assert!(!equal("a: {b: 1}", "a: [b, 1]"));
    }
}
