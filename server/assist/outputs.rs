//! What addons give to workloads: outputs that become variables or secrets, and exports that `from_cfn` names.

use super::linked::{Location, whole};
use super::place::locate;
use crate::manifest::source::Source;
use crate::workspace::Around;
use crate::workspace::Workspace;
use crate::yaml::{NodeId, Segment, Tree};
use std::path::Path;
use std::sync::Arc;

/// An output of an addon template.
#[derive(Debug, Clone)]
pub struct Output {
    /// Where its name stands.
    pub location: Location,
    /// Its logical id.
    pub name: String,
    /// The workload that gets it as a variable or secret; `None` for those of environments.
    pub workload: Option<String>,
    /// The name of its export, with CloudFormation's placeholders.
    export: Option<String>,
}

/// The outputs that the templates of a workspace declare.
pub fn outputs(workspace: &Workspace) -> Vec<Output> {
    workspace.sources().flat_map(outputs_of).collect()
}

/// The outputs of a text, if it is a template of `copilot/<workload>/addons` or `copilot/environments/addons`.
pub fn outputs_of(source: &Arc<Source>) -> Vec<Output> {
    let Some(folder) = source.path.as_deref().and_then(addons_of) else { return Vec::new() };
    let workload = Some(folder).filter(|name| *name != "environments").map(str::to_owned);
    let tree = source.tree();
    let all = tree.root.and_then(|root| tree.get(root, "Outputs"));
    let entries = all.map(|all| tree.entries(all)).unwrap_or_default();
    let output = |entry: crate::yaml::Entry| {
        let (name, _) = tree.scalar(entry.key).filter(|(name, _)| !name.is_empty())?;
        let span = super::spans::content(&source.text, tree, entry.key);
        Some(Output {
            location: Location { source: Arc::clone(source), span, whole: whole(tree, entry.key, span) },
            name: name.to_owned(),
            workload: workload.clone(),
            export: export(tree, entry.value),
        })
    };
    entries.into_iter().filter_map(output).collect()
}

/// The folder of the workload, or `environments`, whose addon template this is; the file of parameters is none.
fn addons_of(path: &Path) -> Option<&str> {
    let file = path.file_name()?.to_str()?;
    let addons = path.parent().filter(|folder| folder.ends_with("addons"))?;
    let owner =
        addons.parent().filter(|owner| owner.parent().is_some_and(|root| root.ends_with("copilot")))?;
    let is_template = !file.starts_with("addons.parameters.");
    owner.file_name()?.to_str().filter(|_| is_template)
}

/// `Export.Name`: a text, or one with `!Sub` or `Fn::Sub`.
fn export(tree: &Tree, output: NodeId) -> Option<String> {
    let name = tree.get(tree.get(output, "Export")?, "Name")?;
    let name = tree.get(name, "Fn::Sub").unwrap_or(name);
    tree.scalar(name).map(|(text, _)| text.to_owned()).filter(|text| !text.is_empty())
}

impl Output {
    /// The variable or secret that a workload gets.
    pub fn variable(&self) -> String {
        snake_case(&self.name)
    }

    /// What a `from_cfn` says to get its export in every environment; `None` where no manifest can say it.
    pub fn import(&self) -> Option<String> {
        let own = self.export.as_ref()?.replace("${Name}", self.workload.as_deref().unwrap_or("${Name}"));
        let rest = own.replace("${App}", "").replace("${Env}", "");
        let said = own.replace("${App}", "${COPILOT_APPLICATION_NAME}");
        (!rest.contains("${")).then(|| said.replace("${Env}", "${COPILOT_ENVIRONMENT_NAME}"))
    }

    /// The value of a `from_cfn` in this manifest means it.
    fn is_meant(&self, value: &str, reader: &Reader<'_>) -> bool {
        if self.workload.is_some() && self.workload.as_deref() == reader.workload && self.name == value {
            return true;
        }
        let Some(export) = &self.export else { return false };
        let own = export.replace("${Name}", self.workload.as_deref().unwrap_or("${Name}"));
        let environments =
            ["${COPILOT_ENVIRONMENT_NAME}"].into_iter().chain(reader.environments.iter().copied());
        let value = reader.with_application(value, "${COPILOT_APPLICATION_NAME}");
        let own = reader.with_application(&own, "${App}");
        environments.into_iter().any(|environment| own.replace("${Env}", environment) == value)
    }
}

/// What a manifest knows where it names an export.
struct Reader<'r> {
    workload: Option<&'r str>,
    application: Option<&'r str>,
    environments: Vec<&'r str>,
}

impl<'r> Reader<'r> {
    fn new(source: &'r Source, workspace: &'r Workspace) -> Self {
        let mut environments = workspace.environments();
        let own = source.tree().root.and_then(|root| source.tree().get(root, "environments"));
        let own = own.map(|all| source.tree().entries(all)).unwrap_or_default();
        environments
            .extend(own.iter().filter_map(|entry| source.tree().scalar(entry.key)).map(|(name, _)| name));
        Reader { workload: source.root_text("name"), application: workspace.application(), environments }
    }

    /// The application in the place of its placeholder; where it is unknown, one placeholder for all.
    fn with_application(&self, text: &str, placeholder: &str) -> String {
        text.replace(placeholder, self.application.unwrap_or("${App}"))
    }
}

/// The outputs that a node of a manifest means: the value of a `from_cfn`, or a variable that an addon gives too.
pub(super) fn meant(source: &Source, node: NodeId, around: &dyn Around) -> Vec<Output> {
    let Some(use_) = usage(source, node) else { return Vec::new() };
    let Some(workspace) = around.workspace() else { return Vec::new() };
    let reader = Reader::new(source, &workspace);
    let is_meant = |output: &Output| match use_ {
        Use::Import(value) => output.is_meant(value, &reader),
        Use::Variable(name) => {
            output.workload.is_some()
                && output.workload.as_deref() == reader.workload
                && output.variable() == name
        }
    };
    outputs(&workspace).into_iter().filter(is_meant).collect()
}

/// How a manifest uses an output.
enum Use<'s> {
    Import(&'s str),
    Variable(&'s str),
}

fn usage(source: &Source, node: NodeId) -> Option<Use<'_>> {
    let tree = source.tree();
    let kind = source.model()?;
    let (text, _) = tree.scalar(node).filter(|(text, _)| !text.is_empty())?;
    let place = locate(tree, node, kind)?;
    let is_key = tree.value_of(node).is_some();
    match place.effective() {
        [.., Segment::Key("from_cfn")] if !is_key => Some(Use::Import(text)),
        [Segment::Key("variables" | "secrets"), Segment::Key(_)] if is_key => Some(Use::Variable(text)),
        _ => None,
    }
}

/// The places of the workspace that mean an output.
pub(super) fn uses(output: &Output, workspace: &Workspace) -> Vec<Location> {
    let manifests = workspace.sources().filter(|source| source.kind().is_some_and(|kind| kind.is_workload()));
    manifests.flat_map(|source| uses_in(output, source, workspace)).collect()
}

fn uses_in(output: &Output, source: &Arc<Source>, workspace: &Workspace) -> Vec<Location> {
    let (tree, reader) = (source.tree(), Reader::new(source, workspace));
    let variable = output.variable();
    let is_own = output.workload.is_some() && output.workload.as_deref() == reader.workload;
    let may_use = |node: &NodeId| match tree.key_of(*node) {
        Some(key) => tree.scalar(key).is_some_and(|(key, _)| key == "from_cfn"),
        None => is_own && tree.scalar(*node).is_some_and(|(name, _)| name == variable),
    };
    let is_use = |node: &NodeId| match usage(source, *node) {
        Some(Use::Import(value)) => output.is_meant(value, &reader),
        Some(Use::Variable(name)) => is_own && name == variable,
        None => false,
    };
    let used = tree.ids().filter(may_use).filter(is_use);
    let location = |node| {
        let span = super::spans::content(&source.text, tree, node);
        Location { source: Arc::clone(source), span, whole: whole(tree, node, span) }
    };
    used.map(location).collect()
}

/// The name that Copilot gives the variable of an output (`ToSnakeCaseFunc`): `BooksTableName` is `BOOKS_TABLE_NAME`.
fn snake_case(name: &str) -> String {
    let spaced = split(name, |before, after, _| {
        (before.is_ascii_lowercase() || before.is_ascii_digit()) && after.is_ascii_uppercase()
    });
    let spaced = split(&spaced, |before, after, next| {
        let ends_word = before.is_ascii_uppercase() || before.is_ascii_digit();
        ends_word && after.is_ascii_uppercase() && next.is_some_and(|next| next.is_ascii_lowercase())
    });
    spaced.to_uppercase()
}

/// An underscore between two characters of which `is_border` says so, with the one that follows.
fn split(text: &str, is_border: impl Fn(char, char, Option<char>) -> bool) -> String {
    let signs: Vec<char> = text.chars().collect();
    let mut parts = String::new();
    for (index, sign) in signs.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| signs.get(before));
        if before.is_some_and(|before| is_border(*before, *sign, signs.get(index + 1).copied())) {
            parts.push('_');
        }
        parts.push(*sign);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_of_outputs_have_copilots_names() {
        for (output, variable) in [
            ("BooksTableName", "BOOKS_TABLE_NAME"),
            ("usersDdbTableName", "USERS_DDB_TABLE_NAME"),
            ("MyDDBTableWithLSI", "MY_DDB_TABLE_WITH_LSI"),
            ("s3Bucket2ndARN", "S3_BUCKET2ND_ARN"),
            ("already_SNAKE", "ALREADY_SNAKE"),
        ] {
            assert_eq!(snake_case(output), variable);
        }
    }

    #[test]
    fn templates_lie_in_addons() {
        let owner = |path: &str| addons_of(Path::new(path)).map(str::to_owned);
        assert_eq!(owner("/app/copilot/api/addons/table.yml").as_deref(), Some("api"));
        assert_eq!(owner("/app/copilot/environments/addons/table.yml").as_deref(), Some("environments"));
        assert_eq!(owner("/app/copilot/api/addons/addons.parameters.yml"), None);
        assert_eq!(owner("/app/copilot/api/addons/deep/table.yml"), None);
        assert_eq!(owner("/app/addons/table.yml"), None);
    }
}
