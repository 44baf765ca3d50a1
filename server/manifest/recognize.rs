//! What a file is: by its path in a workspace, else by its `type` (catalogue sections 1.1 and 1.2).

use super::kind::Kind;
use crate::yaml::{NodeId, Tree};
use std::path::{Component, Path};

/// What a path promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// `copilot/<name>/manifest.yml`
    Workload(String),
    /// `copilot/environments/<name>/manifest.yml`
    Environment(String),
    /// `copilot/pipelines/<name>/manifest.yml`
    Pipeline(String),
    /// `copilot/pipeline.yml`
    LegacyPipeline,
    /// A CloudFormation template in an `addons` folder.
    Addon(Owner),
    /// `addons.parameters.yml` (or `.yaml`) in an `addons` folder.
    AddonParameters(Owner),
    /// `overrides/cfn.patches.yml` of a workload, of the environments or of a pipeline.
    Patches,
    /// A file of another language below `copilot/`: overrides, nested templates, assets of addons.
    Foreign,
    /// Anywhere else: only its content can tell.
    Unknown,
}

impl Role {
    /// The folder of a workload.
    pub fn workload(&self) -> Option<&str> {
        match self {
            Role::Workload(name) => Some(name),
            _ => None,
        }
    }

    /// No manifest, but judged beside them: a file of addons or overrides.
    pub fn is_companion(&self) -> bool {
        matches!(self, Role::Addon(_) | Role::AddonParameters(_) | Role::Patches)
    }
}

/// Whose `addons` folder it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// The workload of this folder.
    Workload(String),
    /// All environments together.
    Environments,
}

impl Owner {
    /// The folder below `copilot/` that holds `addons`.
    pub fn folder(&self) -> &str {
        match self {
            Owner::Workload(name) => name,
            Owner::Environments => "environments",
        }
    }

    /// The parameters that Copilot fills in by itself.
    pub fn reserved(&self) -> &'static [&'static str] {
        match self {
            Owner::Workload(_) => &["App", "Env", "Name"],
            Owner::Environments => &["App", "Env"],
        }
    }
}

/// The role of a path. Only its last components count, so that it may be absolute or relative.
pub fn role(path: &Path) -> Role {
    let parts: Vec<&str> = path
        .components()
        .filter_map(|part| match part {
            Component::Normal(name) => name.to_str(),
            _ => None,
        })
        .collect();
    let Some(root) = parts.iter().rposition(|part| *part == "copilot") else { return Role::Unknown };
    match &parts[root + 1..] {
        ["pipeline.yml"] => Role::LegacyPipeline,
        ["environments", name, "manifest.yml"] => Role::Environment((*name).to_owned()),
        ["pipelines", name, "manifest.yml"] => Role::Pipeline((*name).to_owned()),
        [name, "manifest.yml"] if !matches!(*name, "environments" | "pipelines") => {
            Role::Workload((*name).to_owned())
        }
        [owner, "addons", file] if file.ends_with(".yml") || file.ends_with(".yaml") => {
            let owner = match *owner {
                "environments" => Owner::Environments,
                name => Owner::Workload(name.to_owned()),
            };
            let is_parameters = matches!(*file, "addons.parameters.yml" | "addons.parameters.yaml");
            if is_parameters { Role::AddonParameters(owner) } else { Role::Addon(owner) }
        }
        [_, "overrides", "cfn.patches.yml"] | ["pipelines", _, "overrides", "cfn.patches.yml"] => {
            Role::Patches
        }
        rest if rest.iter().any(|part| matches!(*part, "addons" | "overrides")) => Role::Foreign,
        _ => Role::Unknown,
    }
}

/// The kind of a text, or why it has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recognized {
    /// A manifest of this kind.
    Kind(Kind),
    /// A manifest whose `type` is missing or is none: the node to underline, and what stands there.
    BadType(Option<NodeId>),
    /// No Copilot manifest.
    Nothing,
}

/// Recognizes a text by the role of its path and its `type`.
pub fn recognize(role: &Role, tree: &Tree) -> Recognized {
    let written = type_node(tree);
    let text = written.and_then(|node| tree.scalar(node)).map(|(text, _)| text);
    match role {
        Role::Pipeline(_) | Role::LegacyPipeline => Recognized::Kind(Kind::Pipeline),
        Role::Environment(_) => Recognized::Kind(Kind::Environment),
        Role::Foreign | Role::Addon(_) | Role::AddonParameters(_) | Role::Patches => Recognized::Nothing,
        Role::Workload(_) => match text.and_then(Kind::of_workload_type) {
            Some(kind) => Recognized::Kind(kind),
            None if text == Some(Kind::Environment.name()) => Recognized::Kind(Kind::Environment),
            None => Recognized::BadType(written),
        },
        Role::Unknown => match text {
            Some(text) if text == Kind::Environment.name() => Recognized::Kind(Kind::Environment),
            Some(text) => Kind::of_workload_type(text).map_or(Recognized::Nothing, Recognized::Kind),
            None => Recognized::Nothing,
        },
    }
}

/// The value of the top-level `type`.
fn type_node(tree: &Tree) -> Option<NodeId> {
    let entries = tree.entries(tree.root?);
    let entry =
        entries.into_iter().find(|entry| tree.scalar(entry.key).is_some_and(|(key, _)| key == "type"));
    entry.map(|entry| entry.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_come_from_the_last_components() {
        let role = |path: &str| role(Path::new(path));
        assert_eq!(role("/w/copilot/app/copilot/api/manifest.yml"), Role::Workload("api".into()));
        assert_eq!(role("copilot/environments/test/manifest.yml"), Role::Environment("test".into()));
        assert_eq!(role("copilot/pipelines/main/manifest.yml"), Role::Pipeline("main".into()));
        assert_eq!(role("copilot/pipeline.yml"), Role::LegacyPipeline);
        let api = || Owner::Workload("api".into());
        assert_eq!(role("copilot/api/addons/table.yml"), Role::Addon(api()));
        assert_eq!(role("copilot/api/addons/addons.parameters.yaml"), Role::AddonParameters(api()));
        assert_eq!(role("copilot/environments/addons/table.yaml"), Role::Addon(Owner::Environments));
        assert_eq!(role("copilot/api/addons/functions/template.yml"), Role::Foreign);
        assert_eq!(role("copilot/api/addons/handler.js"), Role::Foreign);
        for folder in ["api", "environments", "pipelines/main"] {
            assert_eq!(role(&format!("copilot/{folder}/overrides/cfn.patches.yml")), Role::Patches);
        }
        assert_eq!(role("copilot/api/overrides/cfn.patches.yaml"), Role::Foreign);
        assert_eq!(role("copilot/api/overrides/node_modules/cfn.patches.yml"), Role::Foreign);
        assert_eq!(role("copilot/api/manifest.yaml"), Role::Unknown);
        assert_eq!(role("deploy/manifest.yml"), Role::Unknown);
    }
}
