//! `env_file`.

use super::unknown_keys::Dropped;
use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::rules::check::Check;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;

/// The rules of this section.
pub const RULES: &[&Rule] = &[&EXTENSION, &WINDOWS, &KEY];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[windows];

/// Dropped keys with a rule of their own.
pub const DROPPED: &[Dropped] = &[
    Dropped { rule: &KEY, kinds: ECS, parent: &[], keys: SPELLINGS },
    Dropped { rule: &KEY, kinds: ECS, parent: &["sidecars", "*"], keys: SPELLINGS },
    Dropped { rule: &KEY, kinds: ECS, parent: &["logging"], keys: SPELLINGS },
];

const ECS: &[Kind] = &Kind::ECS;

const SPELLINGS: &[&str] = &["envFile", "env-file", "envfile", "EnvFile", "ENV_FILE", "env_files"];

/// An env file with another extension.
pub const EXTENSION: Rule = Rule {
    id: "env-file.extension",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["{value} must end in `.env`: Copilot refuses other environment files."],
    doc: "ECS takes environment files only with the extension `.env`, in lower case. A file called `.env` is fine, \
          `.env.prod` is not.",
    bad: "# Backend Service\nenv_file: conf/.env.prod\n",
    good: "# Backend Service\nenv_file: conf/prod.env\n",
    source: "TaskConfig.validate in internal/pkg/manifest/validate.go",
};

/// Env files on Windows.
pub const WINDOWS: Rule = Rule {
    id: "env-file.windows",
    severity: Severity::Warning,
    origin: Origin::Aws,
    messages: &["ECS does not support environment files for Windows containers on Fargate: use `variables`."],
    doc: "Environment files are documented as unsupported for Windows containers on Fargate. Write the values in \
          `variables`.",
    bad: "# Backend Service\nplatform: windows/x86_64\ncpu: 1024\nmemory: 2048\nenv_file: app.env\n",
    good: "# Backend Service\nplatform: windows/x86_64\ncpu: 1024\nmemory: 2048\nvariables:\n  A: \"1\"\n",
    source: "ECS developer guide, environment files",
};

/// Another spelling of `env_file`.
pub const KEY: Rule = Rule {
    id: "env-file.key-camel",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["Copilot does not know {key} and ignores it: the key is `env_file`."],
    doc: "The key of the environment file is `env_file`, with an underscore. Other spellings are dropped without a \
          message.",
    bad: "# Backend Service\nenvFile: app.env\n",
    good: "# Backend Service\nenv_file: app.env\n",
    source: "yaml tag of TaskConfig.EnvFile in internal/pkg/manifest/workload_ecs.go",
};

fn windows(check: &mut Check<'_>) {
    if !check.is_windows() {
        return;
    }
    let sidecars = check.sidecars().filter_map(|(_, sidecar)| sidecar.get("env_file"));
    let files: Vec<_> = check.at(&["env_file"]).into_iter().chain(sidecars).collect();
    for file in files {
        let report = Report::new(&WINDOWS, Place::key(file));
        check.report(report.because_of(check.at(&["platform"])));
    }
}
