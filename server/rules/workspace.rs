//! What is wrong with a workspace as a whole, and with files that are no documents of their own.

use super::judge::plain_finding;
use super::report::{Place, Report};
use super::rule::Rule;
use super::suppression;
use super::words::{quoted, quoted_path};
use crate::finding::{Finding, Origin, Severity};
use crate::isolate::{self, Task};
use crate::manifest::kind::Kind;
use crate::manifest::recognize::{Owner, Role};
use crate::manifest::source::Source;
use crate::settings::Settings;
use crate::workspace::{Around, Presence, Workspace};
use crate::yaml::Span;
use std::path::{Path, PathBuf};

/// The rules of this file.
pub const RULES: &[&Rule] = &[&SUMMARY_MISSING, &FILE_EXTENSION, &NO_TEMPLATE, &NOTHING_TO_APPLY];

/// The file that names the application.
const SUMMARY: &str = "copilot/.workspace";

/// The folder below `copilot/` that all environments share.
const ENVIRONMENTS: &str = "environments";

/// What people call `cfn.patches.yml`.
const MISNAMED: &str = "cfn.patches.yaml";

/// No application.
pub const SUMMARY_MISSING: Rule = Rule {
    id: "workspace.summary-missing",
    severity: Severity::Warning,
    origin: Origin::Aws,
    messages: &[
        "The workspace has no `copilot/.workspace`: Copilot does not know which application it belongs to, and every command needs `--app`. `copilot app init` writes it.",
        "`copilot/.workspace` does not name the application: it needs the line `application: <name>`.",
    ],
    doc: "`copilot/.workspace` ties the workspace to its application. Without it commands stop unless they are given the \
          application by name. It holds no secret and belongs into the repository.",
    bad: "# copilot/api/manifest.yml\n# Backend Service\n# copilot/web/manifest.yml\n# Backend Service\n",
    good: "# copilot/api/manifest.yml\n# Backend Service\n# copilot/.workspace\napplication: shop\n",
    source: "ErrNoAssociatedApplication in internal/pkg/workspace/workspace.go",
};

/// A manifest of another name.
pub const FILE_EXTENSION: Rule = Rule {
    id: "manifest.file-extension",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["Copilot never reads this file: a manifest is called `manifest.yml`. Rename {name}."],
    doc: "The name of a manifest is exactly `manifest.yml`. A `manifest.yaml`, or a manifest of any other name, is passed \
          over without a message, as if the workload did not exist.",
    bad: "# copilot/api/manifest.yaml\nname: api\ntype: Backend Service\nimage:\n  location: public.ecr.aws/nginx/nginx:1.27\n# copilot/.workspace\napplication: shop\n",
    good: "# copilot/api/manifest.yml\n# Backend Service\n# copilot/.workspace\napplication: shop\n",
    source: "constant manifestFileName in internal/pkg/workspace/workspace.go",
};

/// Addons without a template.
pub const NO_TEMPLATE: Rule = Rule {
    id: "addons.no-template",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &["{folder} holds no template (`.yml` or `.yaml`): Copilot ignores it."],
    doc: "The resources of addons stand in CloudFormation templates, in files that end in `.yml` or `.yaml`. Parameters \
          alone, or templates of another extension, make no stack.",
    bad: "# copilot/api/addons/addons.parameters.yml\nParameters:\n  Size: 1\n# copilot/api/manifest.yml\n# Backend Service\n",
    good: "# copilot/api/addons/addons.parameters.yml\nParameters:\n  Size: 1\n# copilot/api/addons/queue.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\n  Size: {Type: Number}\nResources:\n  Queue: {Type: AWS::SQS::Queue}\n# copilot/api/manifest.yml\n# Backend Service\n",
    source: "ErrAddonsNotFound in internal/pkg/addon/errors.go",
};

/// Overrides without anything to apply.
pub const NOTHING_TO_APPLY: Rule = Rule {
    id: "overrides.nothing-to-apply",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{folder} holds neither `cfn.patches.yml` nor `cdk.json`: Copilot stops the deployment. Remove the directory, or make it anew with `copilot svc override` or its like.",
        "Copilot does not read this file and stops the deployment: YAML patches stand in `cfn.patches.yml`. Rename {name}.",
    ],
    doc: "An `overrides` directory holds YAML patches in `cfn.patches.yml`, or a CDK application with its `cdk.json`. Where it \
          is there and has neither, Copilot stops the deployment.",
    bad: "# copilot/api/overrides/cfn.patches.yaml\n- op: remove\n  path: /Resources/TaskRole\n# copilot/api/manifest.yml\n# Backend Service\n",
    good: "# copilot/api/overrides/cfn.patches.yml\n- op: remove\n  path: /Resources/TaskRole\n# copilot/api/manifest.yml\n# Backend Service\n",
    source: "Lookup in internal/pkg/override/override.go; NewOverrider in internal/pkg/cli/deploy/override.go",
};

/// The findings of a workspace, each with the file that it speaks of, which may not exist.
pub fn judge_workspace(around: &dyn Around, settings: &Settings) -> Vec<(PathBuf, Finding)> {
    let Some(workspace) = around.workspace() else { return Vec::new() };
    let found = |subject: Subject<'_>| {
        let finding = judged(&subject, &workspace, around, settings)?;
        let path = subject.path(&workspace);
        let source = workspace.source(&path);
        let is_hidden = source.is_some_and(|it| suppression::hides(&it.text, it.tree(), &finding));
        (!is_hidden).then_some((path, finding))
    };
    subjects(&workspace).into_iter().filter_map(found).collect()
}

/// The findings of a workspace that an editor shows in the file at `path`: those that speak of it, and those that speak of
/// something near it that is no text.
pub fn judge_workspace_in(path: &Path, around: &dyn Around, settings: &Settings) -> Vec<Finding> {
    let Some(workspace) = around.workspace() else { return Vec::new() };
    let found = |subject: Subject<'_>| {
        let source = workspace.stand_in(&subject.path(&workspace))?;
        if source.path.as_deref() != Some(path) {
            return None;
        }
        let finding = judged(&subject, &workspace, around, settings)?;
        let is_own = subject.path(&workspace) == path;
        let span = if is_own { finding.span } else { first_line(&source.text) };
        let finding = Finding { span, ..finding };
        (!suppression::hides(&source.text, source.tree(), &finding)).then_some(finding)
    };
    near(&workspace, path).into_iter().filter_map(found).collect()
}

/// What of the workspace the file at `path` itself breaks, whatever its comments say.
pub(super) fn of_file(path: &Path, around: &dyn Around, settings: &Settings) -> Vec<Finding> {
    let Some(workspace) = around.workspace() else { return Vec::new() };
    let own = near(&workspace, path).into_iter().filter(|subject| subject.path(&workspace) == path);
    own.filter_map(|subject| judged(&subject, &workspace, around, settings)).collect()
}

/// What may be wrong.
enum Subject<'w> {
    /// `copilot/.workspace`
    Summary,
    /// The name of a file that is no manifest.
    Name(&'w Source),
    /// An `addons` folder.
    Addons(Owner),
    /// The `overrides` in a folder below `copilot/`.
    Overrides(String),
}

fn subjects(workspace: &Workspace) -> Vec<Subject<'_>> {
    let unknown = workspace.sources().filter(|source| source.role == Role::Unknown);
    let owners = workspace.workloads().into_iter().map(|name| Owner::Workload(name.to_owned()));
    let mut subjects = vec![Subject::Summary, Subject::Addons(Owner::Environments)];
    subjects.extend(unknown.map(|source| Subject::Name(source)));
    subjects.extend(owners.map(Subject::Addons));
    let manifests = workspace.sources().filter_map(|source| overridden(&source.role));
    subjects.push(Subject::Overrides(ENVIRONMENTS.to_owned()));
    subjects.extend(manifests.map(Subject::Overrides));
    subjects
}

/// The subjects that a file may have to speak of, itself included; few, however many there are.
fn near<'w>(workspace: &'w Workspace, path: &Path) -> Vec<Subject<'w>> {
    let mut subjects = vec![Subject::Summary, Subject::Addons(Owner::Environments)];
    let source = workspace.source(path);
    subjects.push(Subject::Overrides(ENVIRONMENTS.to_owned()));
    subjects.extend(source.and_then(|source| overridden(&source.role)).map(Subject::Overrides));
    match source.map(|source| &source.role) {
        Some(Role::Foreign) => {
            let folder = path
                .parent()
                .and_then(Path::parent)
                .and_then(|it| it.strip_prefix(workspace.folder.join("copilot")).ok());
            subjects.extend(folder.map(|it| Subject::Overrides(it.to_string_lossy().replace('\\', "/"))));
        }
        Some(Role::Unknown) => subjects.extend(source.map(|source| Subject::Name(source))),
        Some(Role::Workload(name)) => subjects.push(Subject::Addons(Owner::Workload(name.clone()))),
        Some(Role::AddonParameters(owner @ Owner::Workload(_))) => {
            subjects.push(Subject::Addons(owner.clone()))
        }
        _ => {}
    }
    subjects
}

impl Subject<'_> {
    /// The file or the folder that it speaks of.
    fn path(&self, workspace: &Workspace) -> PathBuf {
        match self {
            Subject::Summary => workspace.folder.join(SUMMARY),
            Subject::Name(source) => source.path.clone().unwrap_or_default(),
            Subject::Addons(owner) => {
                let parameters = workspace.addons(owner).parameters;
                let file = parameters.first().and_then(|source| source.path.clone());
                file.unwrap_or_else(|| workspace.folder.join(folder(owner)))
            }
            Subject::Overrides(folder) => {
                let overrides = workspace.folder.join(overrides(folder));
                let file = overrides.join(MISNAMED);
                if workspace.source(&file).is_some() { file } else { overrides }
            }
        }
    }
}

/// The folder below `copilot/` whose `overrides` change what a manifest makes; of environments there is one for all.
fn overridden(role: &Role) -> Option<String> {
    match role {
        Role::Workload(name) => Some(name.clone()),
        Role::Pipeline(name) => Some(format!("pipelines/{name}")),
        _ => None,
    }
}

fn judged(
    subject: &Subject<'_>,
    workspace: &Workspace,
    around: &dyn Around,
    settings: &Settings,
) -> Option<Finding> {
    let report = || match subject {
        Subject::Summary => summary(workspace, around),
        Subject::Name(source) => extension(workspace, source),
        Subject::Addons(owner) => no_template(workspace, around, owner),
        Subject::Overrides(folder) => nothing_to_apply(workspace, around, folder),
    };
    plain_finding(isolate::attempt(Task::new("rules::workspace"), report).flatten()?, settings)
}

fn folder(owner: &Owner) -> String {
    format!("copilot/{}/addons", owner.folder())
}

fn summary(workspace: &Workspace, around: &dyn Around) -> Option<Report> {
    let is_used = workspace.sources().any(|source| source.kind().is_some() && source.role != Role::Unknown);
    if !is_used || workspace.application().is_some() {
        return None;
    }
    let source = workspace.source(&workspace.folder.join(SUMMARY));
    if source.is_none() && around.presence(SUMMARY) != Presence::Missing {
        return None;
    }
    let place = Place::written_at(first_line(source.map_or("", |source| source.text.as_str())));
    Some(Report::new(&SUMMARY_MISSING, place).message(usize::from(source.is_some())))
}

fn first_line(text: &str) -> Span {
    Span { start: 0, end: super::lines::line_end(text, 0) }
}

/// A manifest beside no `manifest.yml`, or one that differs from it only in the ending.
fn extension(workspace: &Workspace, source: &Source) -> Option<Report> {
    let path = source.path.as_deref()?;
    let name = path.file_name()?.to_str()?;
    let right = path.parent()?.join("manifest.yml");
    let is_almost = name.eq_ignore_ascii_case("manifest.yml") || name.eq_ignore_ascii_case("manifest.yaml");
    let is_manifest = is_almost || (workspace.source(&right).is_none() && holds_manifest(source, &right));
    let is_place = crate::manifest::recognize::role(&right) != Role::Unknown;
    let report = || Report::new(&FILE_EXTENSION, Place::written_at(first_line(&source.text)));
    (is_manifest && is_place).then(|| report().arg("name", quoted(name)))
}

fn holds_manifest(source: &Source, right: &Path) -> bool {
    match crate::manifest::recognize::role(right) {
        Role::Pipeline(_) => ["version", "source", "stages"]
            .iter()
            .all(|key| source.tree().root.is_some_and(|root| source.tree().get(root, key).is_some())),
        Role::Environment(_) => source.kind() == Some(Kind::Environment),
        Role::Workload(_) => source.kind().is_some_and(Kind::is_workload),
        _ => false,
    }
}

/// Said of the parameters file where there is one, else of the directory.
fn no_template(workspace: &Workspace, around: &dyn Around, owner: &Owner) -> Option<Report> {
    let folder = folder(owner);
    let stack = workspace.addons(owner);
    let is_empty = || around.list(&folder).iter().all(|entry| entry.name.starts_with('.'));
    if !stack.templates.is_empty() || stack.has_unread || (stack.parameters.is_empty() && is_empty()) {
        return None;
    }
    let text = stack.parameters.first().map_or("", |source| source.text.as_str());
    let report = Report::new(&NO_TEMPLATE, Place::written_at(first_line(text)));
    Some(report.arg("folder", quoted_path(&folder)))
}

fn overrides(folder: &str) -> String {
    format!("copilot/{folder}/overrides")
}

/// Said of the file with the other ending where there is one, else of the directory.
fn nothing_to_apply(workspace: &Workspace, around: &dyn Around, folder: &str) -> Option<Report> {
    let folder = overrides(folder);
    let entries = around.list(&folder);
    let is_known = |name: &str| matches!(name, "cfn.patches.yml" | "cdk.json");
    // Copilot refuses an empty folder too, but nobody else would get one; what is hidden is left of a build.
    let is_empty = entries.iter().all(|entry| entry.name.starts_with('.'));
    if is_empty || entries.iter().any(|entry| is_known(&entry.name)) {
        return None;
    }
    let misnamed = workspace.source(&workspace.folder.join(&folder).join(MISNAMED));
    let text = misnamed.map_or("", |source| source.text.as_str());
    let report = Report::new(&NOTHING_TO_APPLY, Place::written_at(first_line(text)));
    let report = report.message(usize::from(misnamed.is_some())).arg("folder", quoted_path(&folder));
    Some(report.arg("name", quoted(MISNAMED)))
}
