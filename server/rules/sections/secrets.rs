//! `secrets`, and the same form in `logging.secretOptions`.

use super::unknown_keys::Dropped;
use super::variables::scopes;
use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::manifest::value::{Data, Value};
use crate::rules::check::Check;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::values::in_order;
use crate::rules::words::quoted;
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &VALUE_SHAPE,
    &BOTH_FORMS,
    &NULL,
    &LITERAL_VALUE,
    &SECRETSMANAGER_ARN,
    &SECRETSMANAGER_JSON_KEY,
    &CROSS_ENVIRONMENT_PATH,
    &DUPLICATE,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[values, duplicates];

const WORKLOADS: &[Kind] = &[
    Kind::LoadBalancedWebService,
    Kind::BackendService,
    Kind::WorkerService,
    Kind::ScheduledJob,
    Kind::RequestDrivenWebService,
];

/// Dropped keys with a rule of their own. A secret with `from_cfn` alone is read in that form; so where the key is
/// dropped, `secretsmanager` stands beside it.
pub const DROPPED: &[Dropped] = &[
    Dropped { rule: &BOTH_FORMS, kinds: WORKLOADS, parent: &["secrets", "*"], keys: &["from_cfn"] },
    Dropped {
        rule: &BOTH_FORMS,
        kinds: WORKLOADS,
        parent: &["sidecars", "*", "secrets", "*"],
        keys: &["from_cfn"],
    },
    Dropped { rule: &BOTH_FORMS, kinds: WORKLOADS, parent: &["logging", "*", "*"], keys: &["from_cfn"] },
];

/// A value of another form.
pub const VALUE_SHAPE: Rule = Rule {
    id: "secrets.value-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "The secret {key} must be the name or ARN of a parameter, or a map with `secretsmanager` or `from_cfn`, not {found}: Copilot refuses the manifest.",
        "The secret {key} must be the name or ARN of a parameter, or a map with `secretsmanager` or `from_cfn`, not {found}: Copilot drops it.",
        "Of maps a secret takes only `secretsmanager: <name>` or `from_cfn: <name of an export>`; a parameter of SSM is a plain text. Copilot refuses the manifest.",
    ],
    doc: "A secret is the name or ARN of an SSM parameter as a plain text, the ARN of a secret in Secrets Manager, or a \
          map with `secretsmanager` or `from_cfn`. Other maps and lists are refused.",
    bad: "# Backend Service\nsecrets:\n  TOKEN:\n    ssm: /my/param\n",
    good: "# Backend Service\nsecrets:\n  TOKEN: /my/param\n",
    source: "Secret.UnmarshalYAML in internal/pkg/manifest/workload.go",
};

/// Two sources.
pub const BOTH_FORMS: Rule = Rule {
    id: "secrets.both-forms",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["Beside `secretsmanager` Copilot ignores {key}. Keep the one that is meant."],
    doc: "A secret comes from one place. If both `secretsmanager` and `from_cfn` are written Copilot takes the former \
          and drops the latter without a message.",
    bad: "# Backend Service\nsecrets:\n  TOKEN:\n    secretsmanager: demo/test/token\n    from_cfn: other\n",
    good: "# Backend Service\nsecrets:\n  TOKEN:\n    secretsmanager: demo/test/token\n",
    source: "Secret.UnmarshalYAML in internal/pkg/manifest/workload.go",
};

/// A secret without a value.
pub const NULL: Rule = Rule {
    id: "secrets.null",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["The secret {name} refers to nothing: Copilot lets it pass, but the deployment fails."],
    doc: "A secret without a value becomes an empty reference in the task definition, which is refused. It does not \
          remove the secret from an environment either.",
    bad: "# Backend Service\nsecrets:\n  TOKEN:\n",
    good: "# Backend Service\nsecrets:\n  TOKEN: /copilot/${COPILOT_APPLICATION_NAME}/${COPILOT_ENVIRONMENT_NAME}/secrets/token\n",
    source: "Secret.UnmarshalYAML in internal/pkg/manifest/workload.go",
};

/// The secret itself.
pub const LITERAL_VALUE: Rule = Rule {
    id: "secrets.literal-value",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &[
        "{value} can't be the name of a parameter. A secret is written as the name or ARN of where it is kept, never as its own value.",
    ],
    doc: "`secrets` says where a value is kept, not what it is. Names of SSM parameters have letters, digits and `.`, \
          `-`, `_`, `/` only.",
    bad: "# Backend Service\nsecrets:\n  TOKEN: \"s3cr3t value!\"\n",
    good: "# Backend Service\nsecrets:\n  TOKEN: /copilot/${COPILOT_APPLICATION_NAME}/${COPILOT_ENVIRONMENT_NAME}/secrets/token\n",
    source: "docs/developing/secrets",
};

/// An ARN where a name belongs.
pub const SECRETSMANAGER_ARN: Rule = Rule {
    id: "secrets.secretsmanager-arn",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "`secretsmanager` takes the name of the secret: Copilot makes the ARN itself, so an ARN here gives a broken one. Write the ARN as the plain value of the secret.",
    ],
    doc: "Copilot puts partition, region and account before the name in `secretsmanager`. A whole ARN belongs directly \
          behind the name of the secret, without `secretsmanager`.",
    bad: "# Backend Service\nsecrets:\n  TOKEN:\n    secretsmanager: arn:aws:secretsmanager:us-west-2:111122223333:secret:demo\n",
    good: "# Backend Service\nsecrets:\n  TOKEN: arn:aws:secretsmanager:us-west-2:111122223333:secret:demo\n",
    source: "secretsManagerName.ValueFrom in internal/pkg/template/workload.go",
};

/// A JSON key without all its colons.
pub const SECRETSMANAGER_JSON_KEY: Rule = Rule {
    id: "secrets.secretsmanager-json-key",
    severity: Severity::Hint,
    origin: Origin::Aws,
    messages: &["A key within the secret needs all its colons: write `\"{name}:{key}::\"`, with quotes."],
    doc: "After the name of a secret may follow a JSON key, a version stage and a version id, each behind a colon. All \
          three colons are needed, and quotes, because plain YAML can't end in a colon.",
    bad: "# Backend Service\nsecrets:\n  PASSWORD:\n    secretsmanager: mysql:password\n",
    good: "# Backend Service\nsecrets:\n  PASSWORD:\n    secretsmanager: \"mysql:password::\"\n",
    source: "docs/developing/secrets",
};

/// The path of one environment.
pub const CROSS_ENVIRONMENT_PATH: Rule = Rule {
    id: "secrets.cross-environment-path",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &[
        "This parameter belongs to the environment {name}, other environments can't read it. Write {variable} in its place.",
    ],
    doc: "`copilot secret init` makes a parameter for each environment, with the name of the environment in its path, \
          and only that environment may read it. `${COPILOT_APPLICATION_NAME}` and `${COPILOT_ENVIRONMENT_NAME}` give \
          each environment its own.",
    bad: "# Backend Service\nsecrets:\n  TOKEN: /copilot/demo/test/secrets/token\n",
    good: "# Backend Service\nsecrets:\n  TOKEN: /copilot/${COPILOT_APPLICATION_NAME}/${COPILOT_ENVIRONMENT_NAME}/secrets/token\n",
    source: "docs/developing/manifest-env-var#predefined-variables",
};

/// A variable and a secret of one name.
pub const DUPLICATE: Rule = Rule {
    id: "variables.secret-duplicate",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{name} stands in both `variables` and `secrets` of this container: ECS refuses the task definition.",
    ],
    doc: "A container gets its variables and secrets side by side, so a name can stand only in one of them. Copilot \
          does not compare them; the deployment fails.",
    bad: "# Backend Service\nvariables:\n  DB_PASSWORD: \"\"\nsecrets:\n  DB_PASSWORD: db_password\n",
    good: "# Backend Service\nsecrets:\n  DB_PASSWORD: db_password\n",
    source: "ECS RegisterTaskDefinition",
};

fn values(check: &mut Check<'_>) {
    let options = check.at(&["logging", "secretOptions"]);
    let maps = scopes(check).into_iter().filter_map(|scope| scope.secrets).chain(options);
    for (name, value) in maps.collect::<Vec<_>>().into_iter().flat_map(|secrets| secrets.entries()) {
        if value.is_null() {
            check.report(Report::new(&NULL, Place::key(value)).arg("name", quoted(name)));
        } else if let Some(manager) = value.get("secretsmanager") {
            secrets_manager(check, manager);
        } else {
            parameter(check, value);
        }
    }
}

fn secrets_manager(check: &mut Check<'_>, value: &Arc<Value>) {
    let Some(text) = value.text() else { return };
    if text.starts_with("arn:") {
        check.report(Report::new(&SECRETSMANAGER_ARN, Place::value(value)));
        return;
    }
    let mut parts = text.split(':');
    if let (Some(name), Some(key), true) = (parts.next(), parts.next(), parts.count() < 2) {
        let report = Report::new(&SECRETSMANAGER_JSON_KEY, Place::value(value)).arg("name", name);
        check.report(report.arg("key", key));
    }
}

/// The name or ARN of a parameter; of one with variables only the literal parts can be judged.
fn parameter(check: &mut Check<'_>, value: &Arc<Value>) {
    let Data::Str(text) = &value.data else { return };
    if value.zeroed {
        return;
    }
    if let Some(name) =
        environment_of(text).filter(|name| check.environment() != Some(name) || !value.origin.in_override)
    {
        let report = Report::new(&CROSS_ENVIRONMENT_PATH, Place::value(value)).arg("name", quoted(name));
        check.report(report.arg("variable", "`${COPILOT_ENVIRONMENT_NAME}`"));
    } else if !value.unknown && !is_parameter(text) {
        check.report(Report::new(&LITERAL_VALUE, Place::value(value)).arg("value", quoted(text)));
    }
}

/// The environment in `/copilot/<app>/<env>/secrets/<name>`, where it is written out.
fn environment_of(text: &str) -> Option<&str> {
    let mut steps = text.strip_prefix("/copilot/")?.split('/').skip(1);
    let (environment, secrets) = (steps.next()?, steps.next()?);
    (secrets == "secrets" && !environment.is_empty() && !environment.contains("${")).then_some(environment)
}

fn is_parameter(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | '/');
    text.starts_with("arn:") || text.chars().all(allowed)
}

fn duplicates(check: &mut Check<'_>) {
    for scope in scopes(check) {
        let (Some(variables), Some(secrets)) = (scope.variables, scope.secrets) else { continue };
        for (name, variable) in variables.entries() {
            let Some(secret) = secrets.get(name) else { continue };
            let (first, second) = in_order(variable, secret);
            let report = Report::new(&DUPLICATE, Place::key(second)).because(first).arg("name", quoted(name));
            check.report(report.related(first, Phrase::new("the same name", "同じ名前")));
        }
    }
}
