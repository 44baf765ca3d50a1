//! `env_file` against the file that it names.

use super::Which;
use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::env_file::{Flaw, lines};
use crate::manifest::value::Value;
use crate::nearest::nearest;
use crate::rules::check::Check;
use crate::rules::fixes::change_to_text;
use crate::rules::registry::AcrossCheck;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::{quoted, quoted_path};
use crate::workspace::{Presence, Workspace};
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] = &[&MISSING, &CONTENT, &PRECEDENCE];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[shared];

/// The checks against the workspace.
pub const ACROSS: &[AcrossCheck] = &[of_environment];

/// An env file that does not exist.
pub const MISSING: Rule = Rule {
    id: "workspace.env-file-missing",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "There is no file {path} in the workspace: Copilot can't upload it, and the deployment stops. The path begins at the folder that holds `copilot/`.",
    ],
    doc: "Copilot uploads the env file before it deploys. Its path begins at the root of the workspace, the folder that \
          holds `copilot/`. A file that git ignores may be written by a build, so nothing is said of it.",
    bad: "# Backend Service\nenv_file: app.env\n# copilot/.workspace\napplication: shop\n",
    good: "# Backend Service\nenv_file: app.env\n# copilot/.workspace\napplication: shop\n# ./app.env\nLOG_LEVEL=info\n",
    source: "pushEnvFilesToS3Bucket in internal/pkg/cli/deploy/workload.go",
};

/// An env file that is written for a shell.
pub const CONTENT: Rule = Rule {
    id: "workspace.env-file-content",
    severity: Severity::Warning,
    origin: Origin::Aws,
    messages: &["Line {line} of {path} {problem}. ECS takes lines of the form `NAME=value` as they are."],
    doc: "ECS reads an env file line by line: `NAME=value`, and comments that begin with `#`. It is no shell: `export` is \
          not understood, quotes become part of the value, and variables are not replaced.",
    bad: "# Backend Service\nenv_file: app.env\n# ./app.env\nexport LOG_LEVEL=\"debug\"\n",
    good: "# Backend Service\nenv_file: app.env\n# ./app.env\nLOG_LEVEL=debug\n",
    source: "docs/developing/environment-variables; Amazon ECS, environment files, considerations",
};

/// A variable that the file has too.
pub const PRECEDENCE: Rule = Rule {
    id: "variables.env-file-precedence",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &["{path} sets {name} too: the value here wins, the one in the file has no effect."],
    doc: "Where a name stands in `variables` and in the env file, ECS takes the value of `variables`. Keep one of them.",
    bad: "# Backend Service\nenv_file: app.env\nvariables:\n  LOG_LEVEL: debug\n# ./app.env\nLOG_LEVEL=info\n",
    good: "# Backend Service\nenv_file: app.env\nvariables:\n  LOG_FORMAT: json\n# ./app.env\nLOG_LEVEL=info\n",
    source: "Amazon ECS, environment files, considerations, cited by docs/include/envvars",
};

/// The main container, the sidecars and the log router: where their settings stand.
fn containers<'m>(check: &Check<'m>) -> Vec<&'m Arc<Value>> {
    if check.document.workspace.is_none() || !check.kind.is_ecs() {
        return Vec::new();
    }
    let sidecars = check.sidecars().map(|(_, sidecar)| sidecar);
    std::iter::once(check.root()).chain(sidecars).chain(check.at(&["logging"])).collect()
}

fn shared(check: &mut Check<'_>) {
    files(check, Which::Shared);
    precedence(check, Which::Shared);
}

fn of_environment(check: &mut Check<'_>, _: &Workspace) {
    files(check, Which::OfEnvironment);
    precedence(check, Which::OfEnvironment);
}

/// The path of the env file of a container, where it is known.
fn path_of<'v>(
    check: &Check<'_>,
    container: &'v Value,
    which: Which,
) -> Option<(Cow<'v, str>, &'v Arc<Value>)> {
    let value = container.get("env_file").filter(|value| which.is(value))?;
    Some((which.path(check, value)?, value))
}

fn files(check: &mut Check<'_>, which: Which) {
    for container in containers(check) {
        let Some((path, value)) = path_of(check, container, which) else { continue };
        if check.document.around.presence(&path) == Presence::Missing {
            let fix = beside(check, &path).and_then(|right| change_to_text(value, &right));
            let report = Report::new(&MISSING, Place::value(value)).arg("path", quoted_path(&path));
            // The value of several environments is no path of one.
            check.report(report.fix(fix.filter(|_| which == Which::Shared)));
        } else if let Some(text) = check.document.around.read(&path) {
            content(check, &path, value, &text);
        }
    }
}

/// The env file of nearly this name in the same folder.
fn beside(check: &Check<'_>, path: &str) -> Option<String> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let beside = check.document.around.list(folder);
    let right =
        nearest(name, beside.iter().map(|entry| entry.name.as_str()).filter(|name| name.ends_with(".env")))?;
    Some(if folder.is_empty() { right.to_owned() } else { format!("{folder}/{right}") })
}

fn content(check: &mut Check<'_>, path: &str, value: &Value, text: &str) {
    let Some((line, flaw)) = lines(text).find_map(|line| Some((line.number, line.flaw?))) else { return };
    let problem = match flaw {
        Flaw::NoPair => Phrase::new("is no pair of a name and a value", "が名前と値の組になっていません"),
        Flaw::Export => Phrase::new("begins with `export`", "が `export` で始まっています"),
        Flaw::Quotes => Phrase::new(
            "has quotes, which become part of the value",
            "に引用符があり、値の一部になってしまいます",
        ),
        Flaw::Variable => {
            Phrase::new("has a variable, which is not replaced", "に変数がありますが、置き換えられません")
        }
    };
    let report = Report::new(&CONTENT, Place::value(value)).arg("path", quoted_path(path));
    check.report(report.arg("line", line).say("problem", problem));
}

fn precedence(check: &mut Check<'_>, which: Which) {
    for container in containers(check) {
        let Some(variables) = container.get("variables").filter(|map| map.is_map()) else { continue };
        let Some((path, _)) = path_of(check, container, which) else { continue };
        let Some(text) = check.document.around.read(&path) else { continue };
        let names: HashSet<&str> = lines(&text).map(|line| line.name).collect();
        for (name, value) in variables.entries().filter(|(name, _)| names.contains(name)) {
            let report = Report::new(&PRECEDENCE, Place::key(value)).arg("name", quoted(name));
            check.report(report.arg("path", quoted_path(&path)));
        }
    }
}
