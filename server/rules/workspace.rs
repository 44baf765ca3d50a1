//! What is wrong with a workspace as a whole, and with files that are no documents of their own.

use super::judge::plain_finding;
use super::report::{Place, Report};
use super::rule::Rule;
use super::words::quoted;
use crate::finding::{Finding, Origin, Severity};
use crate::manifest::kind::Kind;
use crate::manifest::recognize::Role;
use crate::manifest::source::Source;
use crate::settings::Settings;
use crate::workspace::{Around, Presence, Workspace};
use crate::yaml::Span;
use std::path::{Path, PathBuf};

/// The rules of this file.
pub const RULES: &[&Rule] = &[&SUMMARY_MISSING, &FILE_EXTENSION, &NO_TEMPLATE];

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
    messages: &["This `addons` directory holds no template (`.yml` or `.yaml`): Copilot ignores it."],
    doc: "The resources of addons stand in CloudFormation templates, in files that end in `.yml` or `.yaml`. Parameters \
          alone, or templates of another extension, make no stack.",
    bad: "# copilot/api/addons/addons.parameters.yml\nParameters:\n  Size: 1\n# copilot/api/manifest.yml\n# Backend Service\n",
    good: "# copilot/api/addons/addons.parameters.yml\nParameters:\n  Size: 1\n# copilot/api/addons/queue.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\n  Size: {Type: Number}\nResources:\n  Queue: {Type: AWS::SQS::Queue}\n# copilot/api/manifest.yml\n# Backend Service\n",
    source: "ErrAddonsNotFound in internal/pkg/addon/errors.go",
};

/// The findings of a workspace, each with the file that it speaks of, which may not exist.
pub fn judge_workspace(around: &dyn Around, settings: &Settings) -> Vec<(PathBuf, Finding)> {
    let Some(workspace) = around.workspace() else { return Vec::new() };
    let mut reports = Vec::new();
    reports.extend(summary(&workspace, around));
    reports.extend(workspace.sources().filter_map(|source| extension(&workspace, source)));
    reports.extend(no_templates(&workspace, around));
    let finding = |(path, report)| Some((path, plain_finding(report, settings)?));
    reports.into_iter().filter_map(finding).collect()
}

fn summary(workspace: &Workspace, around: &dyn Around) -> Option<(PathBuf, Report)> {
    const FILE: &str = "copilot/.workspace";
    let is_used = workspace.sources().any(|source| source.kind().is_some() && source.role != Role::Unknown);
    if !is_used || workspace.application().is_some() {
        return None;
    }
    let path = workspace.folder.join(FILE);
    let source = workspace.source(&path);
    if source.is_none() && around.presence(FILE) != Presence::Missing {
        return None;
    }
    let place = Place::written_at(first_line(source.map_or("", |source| source.text.as_str())));
    Some((path, Report::new(&SUMMARY_MISSING, place).message(usize::from(source.is_some()))))
}

fn first_line(text: &str) -> Span {
    Span { start: 0, end: super::lines::line_end(text, 0) }
}

/// A manifest beside no `manifest.yml`, or one that differs from it only in the ending.
fn extension(workspace: &Workspace, source: &Source) -> Option<(PathBuf, Report)> {
    let path = source.path.as_deref().filter(|_| source.role == Role::Unknown)?;
    let name = path.file_name()?.to_str()?;
    let folder = path.parent()?;
    let right = folder.join("manifest.yml");
    let is_almost = name.eq_ignore_ascii_case("manifest.yml") || name.eq_ignore_ascii_case("manifest.yaml");
    let is_manifest = is_almost || (workspace.source(&right).is_none() && holds_manifest(source, &right));
    let is_place = crate::manifest::recognize::role(&right) != Role::Unknown;
    let report = || Report::new(&FILE_EXTENSION, Place::written_at(first_line(&source.text)));
    (is_manifest && is_place).then(|| (path.to_owned(), report().arg("name", quoted(name))))
}

fn holds_manifest(source: &Source, right: &Path) -> bool {
    match crate::manifest::recognize::role(right) {
        Role::Pipeline(_) => ["version", "source", "stages"]
            .iter()
            .all(|key| source.tree.root.is_some_and(|root| source.tree.get(root, key).is_some())),
        Role::Environment(_) => source.kind() == Some(Kind::Environment),
        Role::Workload(_) => source.kind().is_some_and(Kind::is_workload),
        _ => false,
    }
}

/// Said of the parameters file where there is one, else of the directory.
fn no_templates(workspace: &Workspace, around: &dyn Around) -> Vec<(PathBuf, Report)> {
    use crate::manifest::recognize::Owner;
    let mut owners = vec![Owner::Environments];
    owners.extend(workspace.workloads().into_iter().map(|name| Owner::Workload(name.to_owned())));
    let report = |owner: &Owner| {
        let folder = format!("copilot/{}/addons", owner.folder());
        let stack = workspace.addons(owner);
        let is_empty = || around.list(&folder).iter().all(|entry| entry.name.starts_with('.'));
        if !stack.templates.is_empty() || (stack.parameters.is_empty() && is_empty()) {
            return None;
        }
        let parameters = stack.parameters.first();
        let text = parameters.map_or("", |source| source.text.as_str());
        let report = Report::new(&NO_TEMPLATE, Place::written_at(first_line(text)));
        let path = parameters.and_then(|source| source.path.clone());
        Some((path.unwrap_or_else(|| workspace.folder.join(&folder)), report))
    };
    owners.iter().filter_map(report).collect()
}
