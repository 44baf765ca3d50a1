//! What a pipeline builds and deploys, against the workloads and files of the workspace.

use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::manifest::recognize::Role;
use crate::manifest::value::Value;
use crate::nearest::nearest;
use crate::rules::check::{Check, FAMILIES};
use crate::rules::fixes::{change_title, edit};
use crate::rules::registry::AcrossCheck;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::{all_quoted, quoted, quoted_path};
use crate::workspace::{Manifest, Presence, Workspace};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] =
    &[&DEPLOYMENT_UNKNOWN, &DEPLOYMENT_MISSING, &BUILDSPEC_MISSING, &WINDOWS_PIPELINE];

/// The checks against the workspace.
pub const ACROSS: &[AcrossCheck] = &[deployments, buildspecs, windows];

/// A deployment of nothing.
pub const DEPLOYMENT_UNKNOWN: Rule = Rule {
    id: "workspace.pipeline-deployment-unknown",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "The workspace has no workload {name}, so nothing makes the template that this deployment looks for. It has {known}.",
    ],
    doc: "The build of a pipeline makes a template for each workload of the workspace. A deployment of another name finds \
          none, unless it says by `template_path` and `stack_name` what it deploys.",
    bad: "# Pipeline\nstages:\n  - name: test\n    deployments:\n      web:\n      reports:\n# copilot/web/manifest.yml\n# Backend Service\n",
    good: "# Pipeline\nstages:\n  - name: test\n    deployments:\n      web:\n# copilot/web/manifest.yml\n# Backend Service\n# copilot/pipelines/main/buildspec.yml\nversion: 0.2\n",
    source: "DeployAction.TemplatePath in internal/pkg/deploy/pipeline.go; docs/manifest/pipeline#stages-deployments",
};

/// A workload that a stage leaves out.
pub const DEPLOYMENT_MISSING: Rule = Rule {
    id: "workspace.pipeline-deployment-missing",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &[
        "This stage does not deploy {missing}: where `deployments` is written, only what it lists is deployed.",
    ],
    doc: "Without `deployments` a stage deploys all workloads of the workspace, with it only those that are listed. A \
          workload that was added later is easily forgotten.",
    bad: "# Pipeline\nstages:\n  - name: prod\n    deployments:\n      api:\n# copilot/api/manifest.yml\n# Backend Service\n# copilot/web/manifest.yml\n# Backend Service\n",
    good: "# Pipeline\nstages:\n  - name: prod\n    deployments:\n      api:\n      web:\n# copilot/api/manifest.yml\n# Backend Service\n# copilot/web/manifest.yml\n# Backend Service\n# copilot/pipelines/main/buildspec.yml\nversion: 0.2\n",
    source: "PipelineStage.Init in internal/pkg/deploy/pipeline.go",
};

/// A build without its instructions.
pub const BUILDSPEC_MISSING: Rule = Rule {
    id: "workspace.buildspec-missing",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "There is no file {path} in the workspace: the build of the pipeline fails. The path begins at the folder that holds `copilot/`.",
        "There is no {path}, where the pipeline looks for its buildspec: the build fails. `copilot pipeline init` writes one.",
    ],
    doc: "CodeBuild reads what to do from a buildspec: the file named by `buildspec`, or `buildspec.yml` beside the manifest \
          of the pipeline. Paths begin at the root of the workspace, and the file must be committed.",
    bad: "# Pipeline\nbuild:\n  buildspec: ci/buildspec.yml\n# copilot/.workspace\napplication: shop\n",
    good: "# Pipeline\nbuild:\n  buildspec: ci/buildspec.yml\n# copilot/.workspace\napplication: shop\n# ./ci/buildspec.yml\nversion: 0.2\n",
    source: "Build.Init in internal/pkg/deploy/pipeline.go; docs/manifest/pipeline#build-buildspec",
};

/// Windows images in a pipeline.
pub const WINDOWS_PIPELINE: Rule = Rule {
    id: "platform.windows-pipeline",
    severity: Severity::Warning,
    origin: Origin::Aws,
    messages: &[
        "{name} is built for Windows, and the builds of Copilot's pipelines run on Linux: they can't build its image.",
    ],
    doc: "The pipelines of Copilot build images with CodeBuild on Linux, where Windows images can't be built. Build and push \
          the image elsewhere and name it by `image.location`.",
    bad: "# Pipeline\nstages:\n  - name: test\n    deployments:\n      win:\n# copilot/win/manifest.yml\n# Backend Service\nplatform: windows/x86_64\ncpu: 1024\nmemory: 2048\nimage:\n  build: ./Dockerfile\n",
    good: "# Pipeline\nstages:\n  - name: test\n    deployments:\n      win:\n# copilot/win/manifest.yml\n# Backend Service\nplatform: linux/x86_64\nimage:\n  build: ./Dockerfile\n# ./Dockerfile\nFROM scratch\n# copilot/pipelines/main/buildspec.yml\nversion: 0.2\n",
    source: "docs/concepts/pipelines",
};

/// The stages of a pipeline.
fn stages<'m>(check: &Check<'m>) -> impl Iterator<Item = &'m Arc<Value>> + use<'m> {
    let is_pipeline = check.kind == Kind::Pipeline;
    check.items(&["stages"]).iter().filter(move |_| is_pipeline)
}

fn deployments(check: &mut Check<'_>, workspace: &Workspace) {
    if check.kind != Kind::Pipeline {
        // To list all workloads for each of them would take the square of their number.
        return;
    }
    let known = workspace.workloads();
    for stage in stages(check).filter(|_| !known.is_empty()) {
        let Some(deployments) = stage.get("deployments").filter(|map| map.entries().next().is_some()) else {
            continue;
        };
        for (name, value) in deployments.entries() {
            let is_own = ["template_path", "stack_name"].iter().any(|key| value.get(key).is_some());
            if known.contains(&name) || is_own {
                continue;
            }
            let place = Place::key(value);
            let free = known.iter().copied().filter(|known| deployments.get(known).is_none());
            let fix = nearest(name, free).map(|word| edit(change_title(word), place.span, word));
            let report = Report::new(&DEPLOYMENT_UNKNOWN, place).arg("name", quoted(name));
            check.report(report.arg("known", all_quoted(known.iter().copied())).fix(fix));
        }
        let elsewhere = deployed_by_others(check, workspace, stage.get("name").and_then(|name| name.text()));
        let missing: Vec<&str> = known
            .iter()
            .copied()
            .filter(|name| deployments.get(name).is_none() && !elsewhere.contains(*name))
            .collect();
        if !missing.is_empty() {
            let report = Report::new(&DEPLOYMENT_MISSING, Place::key(deployments));
            check.report(report.arg("missing", all_quoted(missing)));
        }
    }
}

/// What the other pipelines and stages deploy to an environment: all workloads where one lists none.
fn deployed_by_others(check: &Check<'_>, workspace: &Workspace, stage: Option<&str>) -> BTreeSet<String> {
    let mut deployed = BTreeSet::new();
    let others = workspace.pipelines().filter(|source| source.path.as_deref() != check.document.path);
    for manifest in others.filter_map(|source| workspace.manifest(source.path.as_deref()?)) {
        let all = manifest.base().get("stages").into_iter().flat_map(|stages| stages.items());
        for other in all.filter(|it| it.get("name").and_then(|name| name.text()) == stage) {
            match other.get("deployments") {
                Some(map) => deployed.extend(map.entries().map(|(name, _)| name.to_owned())),
                None => deployed.extend(workspace.workloads().into_iter().map(str::to_owned)),
            }
        }
    }
    deployed
}

fn buildspecs(check: &mut Check<'_>, _workspace: &Workspace) {
    let own = check.at(&["build", "buildspec"]).filter(|_| check.kind == Kind::Pipeline);
    let actions = stages(check).flat_map(|stage| {
        let lists = ["pre_deployments", "post_deployments"].into_iter().filter_map(|key| stage.get(key));
        lists.flat_map(|list| list.entries()).filter_map(|(_, action)| action.get("buildspec"))
    });
    let named: Vec<&Arc<Value>> = own.into_iter().chain(actions).collect();
    for value in named {
        let Some(path) = value.text().filter(|path| !path.is_empty()) else { continue };
        if check.document.around.presence(path) == Presence::Missing {
            let report = Report::new(&BUILDSPEC_MISSING, Place::value(value));
            check.report(report.arg("path", quoted_path(path)));
        }
    }
    default_buildspec(check);
}

fn default_buildspec(check: &mut Check<'_>) {
    let Role::Pipeline(folder) = check.document.role else { return };
    let path = format!("copilot/pipelines/{folder}/buildspec.yml");
    if check.at(&["build", "buildspec"]).is_none()
        && check.document.around.presence(&path) == Presence::Missing
    {
        let report = Report::new(&BUILDSPEC_MISSING, check.missing(&["build"])).message(1);
        check.report(report.arg("path", quoted_path(&path)));
    }
}

fn windows(check: &mut Check<'_>, workspace: &Workspace) {
    for stage in stages(check) {
        let environment = stage.get("name").and_then(|name| name.text());
        match stage.get("deployments").filter(|map| map.entries().next().is_some()) {
            Some(deployments) => {
                for (name, value) in deployments.entries() {
                    if workspace.workload_manifest(name).is_some_and(|it| builds_windows(it, environment)) {
                        let report = Report::new(&WINDOWS_PIPELINE, Place::key(value));
                        check.report(report.arg("name", quoted(name)));
                    }
                }
            }
            None => {
                let built = workspace.workload_manifests().filter(|(_, it)| builds_windows(it, environment));
                let built: Vec<&str> = built.map(|(name, _)| name).collect();
                if let Some(name) = stage.get("name").filter(|_| !built.is_empty()) {
                    let report = Report::new(&WINDOWS_PIPELINE, Place::value(name));
                    check.report(report.arg("name", all_quoted(built)));
                }
            }
        }
    }
}

/// The workload has an image of its own that runs on Windows.
fn builds_windows(manifest: &Manifest, environment: Option<&str>) -> bool {
    let root = manifest.effective(environment);
    let platform = root.get("platform");
    let family = platform.and_then(|it| it.get("osfamily").or(Some(it))).and_then(|it| it.text());
    let family = family.map(|text| text.split('/').next().unwrap_or_default().to_lowercase());
    let is_windows = family.is_some_and(|family| family != "linux" && FAMILIES.contains(&family.as_str()));
    is_windows && manifest.kind.is_ecs() && root.at(&["image", "build"]).is_some()
}
