//! Names of environments and pipelines against the folders of the workspace.

use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::manifest::recognize::Role;
use crate::manifest::source::Source;
use crate::nearest::nearest;
use crate::rules::document::Document;
use crate::rules::fixes::{change_title, change_to_text, edit};
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::values::named;
use crate::rules::words::{all_quoted, quoted};
use crate::workspace::{Presence, Workspace};
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &ENVIRONMENT_UNKNOWN,
    &STAGE_ENVIRONMENT_UNKNOWN,
    &PIPELINE_NAME_DIRECTORY,
    &PIPELINE_DUPLICATE_NAME,
    &WORKLOAD_DUPLICATE_NAME,
];

/// A block for an environment that the workspace does not have.
pub const ENVIRONMENT_UNKNOWN: Rule = Rule {
    id: "workspace.environment-unknown",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "The workspace has no environment {name}: Copilot uses this block only for an environment of exactly this name. It has {known}.",
    ],
    doc: "Copilot looks the name of the environment up among the keys of `environments` and takes none that is only \
          similar. A block under a misspelt name has no effect, and nobody says so. An environment that is managed in \
          another place needs no manifest here; then suppress this finding.",
    bad: "# Backend Service\nenvironments:\n  staging:\n    count: 2\n# copilot/environments/test/manifest.yml\n# Environment\n",
    good: "# Backend Service\nenvironments:\n  test:\n    count: 2\n# copilot/environments/test/manifest.yml\n# Environment\n",
    source: "applyEnv in internal/pkg/manifest; ListEnvironments in internal/pkg/workspace/workspace.go",
};

/// A stage for an environment that the workspace does not have.
pub const STAGE_ENVIRONMENT_UNKNOWN: Rule = Rule {
    id: "workspace.stage-environment-unknown",
    severity: Severity::Warning,
    origin: Origin::Aws,
    messages: &[
        "The workspace has no environment {name}: `copilot pipeline deploy` stops unless the application has one of this name. It has {known}.",
    ],
    doc: "The name of a stage is that of an environment. Copilot asks the application for it when the pipeline is \
          deployed and stops where there is none.",
    bad: "# Pipeline\nstages:\n  - name: staging\n# copilot/environments/test/manifest.yml\n# Environment\n",
    good: "# Pipeline\nstages:\n  - name: test\n# copilot/environments/test/manifest.yml\n# Environment\n# copilot/pipelines/main/buildspec.yml\nversion: 0.2\n",
    source: "convertStages in internal/pkg/cli/pipeline_deploy.go",
};

/// A pipeline that is called otherwise than its folder.
pub const PIPELINE_NAME_DIRECTORY: Rule = Rule {
    id: "workspace.pipeline-name-directory",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &[
        "The pipeline is called {name}, its directory {directory}. Copilot looks for its overrides below the name.",
    ],
    doc: "The `name` of a pipeline identifies it, whatever its directory is called. But its overrides are looked for in \
          `copilot/pipelines/<name>/overrides`, so two different names lead into two directories.",
    bad: "# copilot/pipelines/main/manifest.yml\n# Pipeline\nname: release\n# copilot/.workspace\napplication: shop\n# copilot/pipelines/main/buildspec.yml\nversion: 0.2\n",
    good: "# copilot/pipelines/main/manifest.yml\n# Pipeline\nname: main\n# copilot/.workspace\napplication: shop\n# copilot/pipelines/main/buildspec.yml\nversion: 0.2\n",
    source: "ListPipelines and PipelineOverridesPath in internal/pkg/workspace/workspace.go",
};

/// Two pipelines of one name.
pub const PIPELINE_DUPLICATE_NAME: Rule = Rule {
    id: "workspace.pipeline-duplicate-name",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "Another pipeline, in {other}, is called {name} too: Copilot finds only one of them by this name.",
    ],
    doc: "Commands name a pipeline by the `name` of its manifest, wherever it lies. Of two with the same name only one can \
          be deployed.",
    bad: "# copilot/pipelines/weekly/manifest.yml\n# Pipeline\nname: release\n# copilot/pipelines/release/manifest.yml\n# Pipeline\nname: release\n",
    good: "# copilot/pipelines/weekly/manifest.yml\n# Pipeline\nname: weekly\n# copilot/pipelines/release/manifest.yml\n# Pipeline\nname: release\n# copilot/pipelines/weekly/buildspec.yml\nversion: 0.2\n# copilot/pipelines/release/buildspec.yml\nversion: 0.2\n",
    source: "validatePipelineName in internal/pkg/cli; ListPipelines in internal/pkg/workspace/workspace.go",
};

/// Two workloads of one name.
pub const WORKLOAD_DUPLICATE_NAME: Rule = Rule {
    id: "workspace.workload-duplicate-name",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{other} is the workload {name} already. This one lies in the directory {directory}, and Copilot refuses a name that differs from it.",
    ],
    doc: "The `name` of a workload is that of its directory. A manifest that was copied and kept the name of the other one \
          is refused, and so are commands that read the whole workspace.",
    bad: "# copilot/api2/manifest.yml\n# Backend Service\nname: api\n# copilot/api/manifest.yml\n# Backend Service\nname: api\n",
    good: "# copilot/api2/manifest.yml\n# Backend Service\nname: api2\n# copilot/api/manifest.yml\n# Backend Service\nname: api\n",
    source: "manifestNameMatchWithDir in internal/pkg/workspace/workspace.go",
};

/// What is wrong with the names in the text as it is written.
pub fn once(document: &Document<'_>) -> Vec<Report> {
    let mut reports = Vec::new();
    if let (Role::Pipeline(directory), Some(Kind::Pipeline)) = (document.role, document.kind()) {
        reports.extend(pipeline_name(document, Some(directory)));
    } else if *document.role == Role::LegacyPipeline {
        reports.extend(pipeline_name(document, None));
    }
    if let Some(workspace) = &document.workspace {
        reports.extend(environments(document, workspace));
        reports.extend(stages(document, workspace));
    }
    reports
}

/// Environments without a manifest here may exist, but where none has one, nobody keeps them here.
fn environments(document: &Document<'_>, workspace: &Workspace) -> Vec<Report> {
    let known = workspace.environments();
    let blocks = document.layers.as_ref().map(|layers| layers.environments.as_slice()).unwrap_or_default();
    if known.is_empty() {
        return Vec::new();
    }
    let list = all_quoted(known.iter().copied());
    let unknown = blocks.iter().filter(|block| !known.contains(&&*block.name) && !block.name.contains("${"));
    let report = |name: &str, place: Place| {
        let fix = nearest(name, known.iter().copied()).map(|word| edit(change_title(word), place.span, word));
        let report = Report::new(&ENVIRONMENT_UNKNOWN, place).arg("name", quoted(name));
        report.arg("known", &list).fix(fix)
    };
    unknown.map(|block| report(&block.name, Place::key(&block.block))).collect()
}

fn stages(document: &Document<'_>, workspace: &Workspace) -> Vec<Report> {
    let known = workspace.environments();
    let root = document.decoded.root.as_ref().filter(|_| document.kind() == Some(Kind::Pipeline));
    let stages = root.and_then(|root| root.get("stages")).filter(|_| !known.is_empty());
    let names = stages.iter().flat_map(|stages| stages.items()).filter_map(|stage| stage.get("name"));
    let mut reports = Vec::new();
    for (name, value) in names.filter_map(named) {
        let folder = format!("copilot/environments/{name}");
        if known.contains(&name) || document.around.presence(&folder) == Presence::Folder {
            continue;
        }
        let report = Report::new(&STAGE_ENVIRONMENT_UNKNOWN, Place::value(value)).arg("name", quoted(name));
        let report = report.arg("known", all_quoted(known.iter().copied()));
        reports.push(report.fix_nearest(value, name, known.iter().copied()));
    }
    reports
}

fn pipeline_name(document: &Document<'_>, directory: Option<&str>) -> Option<Report> {
    let value = document.decoded.root.as_ref()?.get("name")?;
    let name = value.text().filter(|name| !name.is_empty())?;
    let differs = directory.is_none_or(|directory| directory != name);
    if let Some(other) = twin(document, name, differs) {
        let report = Report::new(&PIPELINE_DUPLICATE_NAME, Place::value(value)).arg("name", quoted(name));
        let fix = directory.filter(|_| differs).and_then(|directory| change_to_text(value, directory));
        return Some(
            report
                .arg("other", quoted(&other))
                .fix(fix.map(|fix| crate::finding::Fix { safe: false, ..fix })),
        );
    }
    let directory = directory.filter(|_| differs)?;
    let report = Report::new(&PIPELINE_NAME_DIRECTORY, Place::value(value)).arg("name", quoted(name));
    Some(report.arg("directory", quoted(directory)))
}

/// Where another pipeline of this name lies, unless that one alone is called otherwise than its folder.
fn twin(document: &Document<'_>, name: &str, differs: bool) -> Option<String> {
    let workspace = document.workspace.as_ref()?;
    let is_other = |source: &&Arc<Source>| source.path.as_deref() != document.path;
    let twins =
        workspace.pipelines().filter(is_other).filter(|source| source.root_text("name") == Some(name));
    let mut guilty = twins.filter(|source| differs || source.role == Role::LegacyPipeline);
    let path = guilty.next()?.path.clone()?;
    Some(path.strip_prefix(&workspace.folder).ok()?.to_string_lossy().replace('\\', "/"))
}

/// The workload that has this name by right; for a manifest whose folder is called otherwise.
pub fn namesake(document: &Document<'_>, name: &str) -> Option<String> {
    let Role::Workload(directory) = document.role else { return None };
    let workspace = document.workspace.as_ref()?;
    let other = |source: &Arc<Source>| match &source.role {
        Role::Workload(other) if other != directory && source.root_text("name") == Some(name) => {
            Some(format!("copilot/{other}/manifest.yml"))
        }
        _ => None,
    };
    workspace.sources().find_map(other)
}
