//! `build` against the Dockerfile that it names.

use super::Which;
use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::dockerfile::{Dockerfile, HealthCheck, PREDEFINED_ARGUMENTS};
use crate::manifest::kind::Kind;
use crate::manifest::value::Value;
use crate::nearest::nearest;
use crate::rules::check::Check;
use crate::rules::fixes::{self, Fix, change_title, edit};
use crate::rules::registry::AcrossCheck;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::values::named;
use crate::rules::words::{all_quoted, quoted, quoted_path};
use crate::workspace::{Presence, Workspace};
use std::collections::HashSet;
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] =
    &[&DOCKERFILE_MISSING, &TARGET_MISSING, &ARGUMENT_MISSING, &EXPOSE_MISMATCH, &HEALTH_CHECK_UNUSED];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[shared];

/// The checks against the workspace.
pub const ACROSS: &[AcrossCheck] = &[of_environment];

/// A Dockerfile that does not exist.
pub const DOCKERFILE_MISSING: Rule = Rule {
    id: "workspace.dockerfile-missing",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "There is no Dockerfile {path} in the workspace: the image can't be built. The path begins at the folder that holds `copilot/`.",
        "{path} is a directory, and `build` names a Dockerfile. Write `context` to build a directory.",
        "There is no directory {path} in the workspace: the image can't be built. The path begins at the folder that holds `copilot/`.",
    ],
    doc: "Paths of `build` begin at the root of the workspace, the folder that holds `copilot/`, wherever the manifest lies. \
          With `context` alone Copilot looks for a `Dockerfile` in that directory; with neither, for one in the root.",
    bad: "# Backend Service\nimage:\n  build: ./app/Dockerfile\n# copilot/.workspace\napplication: shop\n",
    good: "# Backend Service\nimage:\n  build: ./app/Dockerfile\n# copilot/.workspace\napplication: shop\n# ./app/Dockerfile\nFROM scratch\n",
    source: "BuildConfig and dockerfilePath in internal/pkg/manifest/workload.go",
};

/// A stage that does not exist.
pub const TARGET_MISSING: Rule = Rule {
    id: "workspace.dockerfile-target-missing",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{path} has no stage {name}: the build fails. Its stages are {known}.",
        "{path} has no stage {name}, and gives no stage a name: the build fails.",
    ],
    doc: "`target` is the name of a stage of the Dockerfile (`FROM image AS name`), or its number from 0.",
    bad: "# Backend Service\nimage:\n  build:\n    dockerfile: ./Dockerfile\n    target: release\n# ./Dockerfile\nFROM golang:1.21 AS build\nFROM scratch AS prod\n",
    good: "# Backend Service\nimage:\n  build:\n    dockerfile: ./Dockerfile\n    target: prod\n# ./Dockerfile\nFROM golang:1.21 AS build\nFROM scratch AS prod\n",
    source: "docs/include/image-config#image-build",
};

/// A build argument that nobody takes.
pub const ARGUMENT_MISSING: Rule = Rule {
    id: "workspace.dockerfile-arg-missing",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &["{path} declares no `ARG {name}`, so this argument has no effect."],
    doc: "Docker hands a build argument to the stages that declare it with `ARG`. One that no stage declares is ignored \
          with a warning.",
    bad: "# Backend Service\nimage:\n  build:\n    dockerfile: ./Dockerfile\n    args:\n      VERSOIN: \"1\"\n# ./Dockerfile\nARG VERSION\nFROM scratch\n",
    good: "# Backend Service\nimage:\n  build:\n    dockerfile: ./Dockerfile\n    args:\n      VERSION: \"1\"\n# ./Dockerfile\nARG VERSION\nFROM scratch\n",
    source: "docs/include/image-config#image-build",
};

/// Another port than the image says.
pub const EXPOSE_MISMATCH: Rule = Rule {
    id: "workspace.expose-mismatch",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "{path} exposes {known}, not {port}: if the container listens there, requests to {port} fail.",
    ],
    doc: "`EXPOSE` tells on which ports the container listens. Copilot reads it when it writes the manifest; later nobody \
          compares the two, and a service that listens on another port fails its health checks.",
    bad: "# Backend Service\nimage:\n  build: ./Dockerfile\n  port: 80\n# ./Dockerfile\nFROM scratch\nEXPOSE 8080\n",
    good: "# Backend Service\nimage:\n  build: ./Dockerfile\n  port: 8080\n# ./Dockerfile\nFROM scratch\nEXPOSE 8080\n",
    source: "parseExpose in internal/pkg/docker/dockerfile/file.go; docs/include/image-config-with-port",
};

/// A health check that ECS ignores.
pub const HEALTH_CHECK_UNUSED: Rule = Rule {
    id: "workspace.dockerfile-healthcheck-unused",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &["{path} has a `HEALTHCHECK`, which ECS ignores: it runs only what `image.healthcheck` says."],
    doc: "ECS does not look at the `HEALTHCHECK` of an image. Copilot copies it when it writes the manifest; one that is \
          added later must be copied by hand.",
    bad: "# Backend Service\nimage:\n  build: ./Dockerfile\n  port: 8080\n# ./Dockerfile\nFROM scratch\nEXPOSE 8080\nHEALTHCHECK CMD curl -f http://localhost:8080/ || exit 1\n",
    good: "# Backend Service\nimage:\n  build: ./Dockerfile\n  port: 8080\n  healthcheck:\n    command: [\"CMD-SHELL\", \"curl -f http://localhost:8080/ || exit 1\"]\n# ./Dockerfile\nFROM scratch\nEXPOSE 8080\nHEALTHCHECK CMD curl -f http://localhost:8080/ || exit 1\n",
    source: "parseHealthCheck in internal/pkg/docker/dockerfile/file.go",
};

/// An image that is built here.
struct Build<'m> {
    image: &'m Arc<Value>,
    build: &'m Arc<Value>,
    /// The path of the Dockerfile, as Copilot works it out.
    path: String,
    file: Dockerfile,
}

fn shared(check: &mut Check<'_>) {
    images(check, Which::Shared);
}

fn of_environment(check: &mut Check<'_>, _: &Workspace) {
    images(check, Which::OfEnvironment);
}

fn images(check: &mut Check<'_>, which: Which) {
    if check.document.workspace.is_none()
        || !(check.kind.is_ecs() || check.kind == Kind::RequestDrivenWebService)
    {
        return;
    }
    let main = check.section("image").filter(|image| image.is_map());
    let sidecars = check.sidecars().filter_map(|(_, sidecar)| sidecar.get("image")).filter(|it| it.is_map());
    let sidecars: Vec<&Arc<Value>> = sidecars.filter(|_| check.kind.is_ecs()).collect();
    if let Some(build) = main.and_then(|image| read(check, image, which)) {
        arguments(check, &build);
        port(check, &build);
        health_check(check, &build);
    }
    for image in sidecars {
        if let Some(build) = read(check, image, which) {
            arguments(check, &build);
        }
    }
}

/// The Dockerfile of an image; reports what is missing.
fn read<'m>(check: &mut Check<'m>, image: &'m Arc<Value>, which: Which) -> Option<Build<'m>> {
    let build = image.get("build").filter(|_| image.get("location").is_none())?;
    let paths = [Some(build), build.get("context"), build.get("dockerfile")];
    let is_of_environment = paths.iter().flatten().any(|value| Which::OfEnvironment.is(value));
    if is_of_environment != (which == Which::OfEnvironment) {
        return None;
    }
    let (path, writer) = dockerfile(check, build, which)?;
    let place = match writer {
        Some(value) => Place { span: Place::value(value).span, ..Place::key(build) },
        None if build.is_map() => Place::key(build),
        None => Place::value(build),
    };
    let missing = |message: usize, path: &str| {
        let report = Report::new(&DOCKERFILE_MISSING, place.clone()).message(message);
        report.arg("path", quoted_path(path))
    };
    if let Some(context) = build.get("context")
        && let Some(folder) = which.path(check, context)
        && check.document.around.presence(&folder) == Presence::Missing
    {
        let place = Place { span: Place::value(context).span, ..place };
        check.report(Report::new(&DOCKERFILE_MISSING, place).message(2).arg("path", quoted_path(&folder)));
        return None;
    }
    match check.document.around.presence(&path) {
        Presence::Missing => {
            let fix = elsewhere(check, &path, writer.unwrap_or(build));
            check.report(missing(0, &path).fix(fix));
            return None;
        }
        Presence::Folder => {
            check.report(missing(1, &path));
            return None;
        }
        Presence::File | Presence::Unknown => {}
    }
    let file = Dockerfile::parse(&check.document.around.read(&path)?);
    Some(Build { image, build, path, file })
}

/// The path of the Dockerfile and the value that names it; `None` where it can't be known.
fn dockerfile<'m>(
    check: &Check<'_>,
    build: &'m Arc<Value>,
    which: Which,
) -> Option<(String, Option<&'m Arc<Value>>)> {
    if !build.is_map() {
        return Some((which.path(check, build)?.into_owned(), None));
    }
    if let Some(file) = build.get("dockerfile") {
        return Some((which.path(check, file)?.into_owned(), Some(file)));
    }
    match build.get("context") {
        Some(context) => {
            let folder = which.path(check, context)?;
            Some((format!("{}/Dockerfile", folder.trim_end_matches('/')), Some(context)))
        }
        None => Some(("Dockerfile".to_owned(), None)),
    }
}

/// The file of nearly this name in the same folder.
fn elsewhere(check: &Check<'_>, path: &str, value: &Value) -> Option<Fix> {
    value.text().filter(|text| *text == path)?;
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let files = check.document.around.list(folder);
    let files = files.iter().filter(|entry| !entry.is_folder).map(|entry| entry.name.as_str());
    let right = nearest(name, files)?;
    let right = if folder.is_empty() { right.to_owned() } else { format!("{folder}/{right}") };
    fixes::change_to_text(value, &right)
}

/// `target` and `args`. A file without any stage is no whole Dockerfile.
fn arguments(check: &mut Check<'_>, build: &Build<'_>) {
    if build.file.stage_count == 0 {
        return;
    }
    if let Some((name, target)) = build.build.get("target").and_then(named)
        && !build.file.has_stage(name)
    {
        let stages = build.file.stages.iter().map(String::as_str);
        let report = Report::new(&TARGET_MISSING, Place::value(target)).arg("name", quoted(name));
        let report = report.message(usize::from(build.file.stages.is_empty()));
        let report = report.arg("path", quoted_path(&build.path)).arg("known", all_quoted(stages.clone()));
        check.report(report.fix_nearest(target, name, stages));
    }
    let declared: HashSet<&str> = build.file.arguments.iter().map(String::as_str).collect();
    let known = |name: &str| {
        declared.contains(name) || PREDEFINED_ARGUMENTS.contains(&name) || name.starts_with("BUILDKIT_")
    };
    for (name, value) in build.build.get("args").into_iter().flat_map(|args| args.entries()) {
        if !known(name) && !name.contains('$') {
            let place = Place::key(value);
            let near = nearest(name, build.file.arguments.iter().map(String::as_str));
            let fix = near.map(|word| edit(change_title(word), place.span, word));
            let report =
                Report::new(&ARGUMENT_MISSING, place).arg("name", name).arg("path", quoted_path(&build.path));
            check.report(report.fix(fix));
        }
    }
}

fn port(check: &mut Check<'_>, build: &Build<'_>) {
    let serves = matches!(
        check.kind,
        Kind::LoadBalancedWebService | Kind::BackendService | Kind::RequestDrivenWebService
    );
    let Some((value, port)) = build.image.get("port").and_then(|value| Some((value, value.int()?))) else {
        return;
    };
    let Some(exposed) = build.file.exposed.as_ref().filter(|ports| serves && !ports.is_empty()) else {
        return;
    };
    if exposed.iter().any(|it| i64::from(*it) == port) {
        return;
    }
    let known = exposed.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
    let fix = match exposed.as_slice() {
        [one] => fixes::change_to(value, &one.to_string()).map(fixes::unsafely),
        _ => None,
    };
    let report = Report::new(&EXPOSE_MISMATCH, Place::value(value)).arg("port", port).arg("known", known);
    check.report(report.arg("path", quoted_path(&build.path)).fix(fix));
}

fn health_check(check: &mut Check<'_>, build: &Build<'_>) {
    let Some(found) = build.file.health_check.as_ref().filter(|_| check.kind.is_ecs()) else { return };
    if check.writes(build.image, "healthcheck") || build.image.get("healthcheck").is_some() {
        return;
    }
    let fix = fixes::insert(
        check,
        Phrase::new("Copy the health check of the Dockerfile", "Dockerfile のヘルスチェックをコピーする"),
        build.image,
        &copied(found),
    );
    let report = Report::new(&HEALTH_CHECK_UNUSED, Place::key(build.build));
    check.report(report.arg("path", quoted_path(&build.path)).fix(fix));
}

/// `healthcheck:` as Copilot writes it from a Dockerfile, in one line.
fn copied(found: &HealthCheck) -> String {
    let command = serde_json::to_string(&found.command).unwrap_or_default();
    let option = |name: &str, default: &str| {
        let written = found.options.iter().find(|(key, _)| key == name);
        written.map_or(default.to_owned(), |(_, value)| value.clone())
    };
    format!(
        "healthcheck: {{command: {command}, interval: {}, timeout: {}, retries: {}, start_period: {}}}",
        option("interval", "10s"),
        option("timeout", "5s"),
        option("retries", "2"),
        option("start-period", "0s"),
    )
}
