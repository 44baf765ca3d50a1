//! `variables`. Secrets stand in [`super::secrets`].

use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::manifest::value::{Data, Value};
use crate::rules::check::Check;
use crate::rules::fixes::{change_title, empty_text, remove_value, replace, unsafely};
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::values::is_blank;
use crate::rules::words::quoted;
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &VALUE_SHAPE,
    &LIST_FORM,
    &JSON_ARRAY_VALUE,
    &NULL,
    &FROM_CFN_EMPTY,
    &FROM_CFN_EMPTY_ELSEWHERE,
    &FROM_CFN_NULL,
    &RESERVED_COPILOT,
    &RESERVED_FLUENT,
    &APPRUNNER_PREFIX,
    &LOOKS_SECRET,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[nulls, exports, reserved, app_runner, credentials];

/// A value of another form.
pub const VALUE_SHAPE: Rule = Rule {
    id: "variables.value-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "The value of {key} must be a text, a number, a switch or a map with `from_cfn`, not {found}: Copilot refuses the manifest.",
        "The value of {key} must be a text or a map with `from_cfn`, not {found}: Copilot drops it.",
        "Of maps a variable takes only `from_cfn: <name of an export>`: Copilot refuses the manifest.",
    ],
    doc: "A variable is a single value. Lists and other maps are refused; write them as a JSON text in a literal block \
          (`|`). `from_cfn` takes the value from an export of another CloudFormation stack.",
    bad: "# Backend Service\nvariables:\n  HOSTS: [a, b]\n",
    good: "# Backend Service\nvariables:\n  HOSTS: a,b\n",
    source: "StringOrFromCFN.UnmarshalYAML in internal/pkg/manifest/workload.go",
};

/// Compose's list.
pub const LIST_FORM: Rule = Rule {
    id: "variables.list-form",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`variables` must be a map (`NAME: value`), not {found}: Copilot refuses the manifest.",
        "`variables` must be a map (`NAME: value`), not {found}: Copilot drops it.",
    ],
    doc: "Variables are a map of names to values. Docker Compose's list of `NAME=value` is refused.",
    bad: "# Backend Service\nvariables:\n  - A=1\n",
    good: "# Backend Service\nvariables:\n  A: \"1\"\n",
    source: "docs/manifest/backend-service#variables",
};

/// A JSON list in a text.
pub const JSON_ARRAY_VALUE: Rule = Rule {
    id: "variables.json-array-value",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "Copilot turns a text that is a JSON list of strings into a YAML list and then refuses it here. Write it as a literal block: `|` behind the colon and the text indented on the next line.",
    ],
    doc: "While it replaces `${NAME}` Copilot makes a list of every text that reads as a JSON list of strings. Only \
          literal blocks (`|`) are left alone.",
    bad: "# Backend Service\nvariables:\n  HOSTS: '[\"a\",\"b\"]'\n",
    good: "# Backend Service\nvariables:\n  HOSTS: |\n    [\"a\",\"b\"]\n",
    source: "applyInterpolation in internal/pkg/manifest/interpolate.go",
};

/// A variable without a value.
pub const NULL: Rule = Rule {
    id: "variables.null",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "{name} has no value: Copilot sets it to an empty text. Write `\"\"` if that is meant, else a value.",
    ],
    doc: "A variable without a value is not left out but set to an empty text. Two quotes show that this is meant.",
    bad: "# Backend Service\nvariables:\n  LOG_LEVEL:\n",
    good: "# Backend Service\nvariables:\n  LOG_LEVEL: \"\"\n",
    source: "Variable.Value in internal/pkg/manifest/workload.go",
};

/// An export without a name.
pub const FROM_CFN_EMPTY: Rule = Rule {
    id: "variables.from-cfn-empty",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`from_cfn` must name an export of a CloudFormation stack: Copilot refuses an empty name.",
        "`from_cfn` must name an export of a CloudFormation stack as a text: Copilot reads this as empty and refuses it.",
    ],
    doc: "`from_cfn` takes a value from an export of another stack in the same region and needs its name.",
    bad: "# Backend Service\nvariables:\n  TABLE:\n    from_cfn: \"\"\n",
    good: "# Backend Service\nvariables:\n  TABLE:\n    from_cfn: shop-test-TableName\n",
    source: "fromCFN.validate in internal/pkg/manifest/validate.go",
};

/// An export without a name where Copilot does not look.
pub const FROM_CFN_EMPTY_ELSEWHERE: Rule = Rule {
    id: "variables.from-cfn-empty-elsewhere",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "`from_cfn` must name an export of a CloudFormation stack. Copilot does not check it here, CloudFormation refuses an empty name.",
    ],
    doc: "Copilot looks only at the variables of the main container. In secrets, sidecars, `logging` and on App Runner \
          an empty name gets as far as CloudFormation, where the deployment fails.",
    bad: "# Backend Service\nsecrets:\n  TOKEN:\n    from_cfn: \"\"\n",
    good: "# Backend Service\nsecrets:\n  TOKEN:\n    from_cfn: shop-test-TokenArn\n",
    source: "TaskConfig.validate in internal/pkg/manifest/validate.go",
};

/// `from_cfn` without anything.
pub const FROM_CFN_NULL: Rule = Rule {
    id: "variables.from-cfn-null",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`from_cfn` has no value: name an export of a CloudFormation stack. Copilot refuses the manifest.",
    ],
    doc: "With an empty `from_cfn` the map says nothing that Copilot understands, and it can't be read as a text \
          either.",
    bad: "# Backend Service\nvariables:\n  TABLE:\n    from_cfn:\n",
    good: "# Backend Service\nvariables:\n  TABLE:\n    from_cfn: shop-test-TableName\n",
    source: "StringOrFromCFN.UnmarshalYAML in internal/pkg/manifest/workload.go",
};

/// A name that Copilot sets.
pub const RESERVED_COPILOT: Rule = Rule {
    id: "variables.reserved-copilot",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "Copilot sets {name} itself: the task definition gets two variables of that name. Choose another one.",
    ],
    doc: "Copilot gives every container some variables whose names begin with `COPILOT_`. One of your own under the \
          same name does not replace it but stands beside it.",
    bad: "# Backend Service\nvariables:\n  COPILOT_ENVIRONMENT_NAME: prod\n",
    good: "# Backend Service\nvariables:\n  STAGE: prod\n",
    source: "docs/developing/environment-variables; templates/workloads/partials/cf/envvars-common.yml",
};

/// A name that ECS sets for the log driver.
pub const RESERVED_FLUENT: Rule = Rule {
    id: "variables.reserved-fluent",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "ECS sets {name} itself, because `logging` sends the logs of this container to the log router. Choose another name.",
    ],
    doc: "With a log router ECS tells the main container where to find it in `FLUENT_HOST` and `FLUENT_PORT`. Values \
          of your own clash with them.",
    bad: "# Backend Service\nlogging:\n  destination:\n    Name: cloudwatch\nvariables:\n  FLUENT_HOST: localhost\n",
    good: "# Backend Service\nlogging:\n  destination:\n    Name: cloudwatch\nvariables:\n  LOG_HOST: localhost\n",
    source: "ECS developer guide, FireLens",
};

/// A name that App Runner keeps for itself.
pub const APPRUNNER_PREFIX: Rule = Rule {
    id: "variables.apprunner-prefix",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["App Runner keeps names that begin with `AWSAPPRUNNER` for itself and refuses {name}."],
    doc: "App Runner refuses environment variables whose names begin with `AWSAPPRUNNER`. Copilot does not check it.",
    bad: "# Request-Driven Web Service\nvariables:\n  AWSAPPRUNNER_X: \"1\"\n",
    good: "# Request-Driven Web Service\nvariables:\n  MY_X: \"1\"\n",
    source: "App Runner API, ImageConfiguration",
};

/// A credential in clear text.
pub const LOOKS_SECRET: Rule = Rule {
    id: "variables.looks-secret",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &[
        "{name} looks like a credential: here it can be read in the repository and in the template. Put it in `secrets`.",
    ],
    doc: "Values of `variables` stand in clear text in the repository, in the CloudFormation template and in the \
          console. Passwords, tokens and keys belong in the Parameter Store or in Secrets Manager, named in `secrets`.",
    bad: "# Backend Service\nvariables:\n  DB_PASSWORD: hunter2\n",
    good: "# Backend Service\nsecrets:\n  DB_PASSWORD: /copilot/${COPILOT_APPLICATION_NAME}/${COPILOT_ENVIRONMENT_NAME}/secrets/db_password\n",
    source: "docs/developing/secrets",
};

/// A container's variables and secrets.
pub struct Scope<'m> {
    /// The main container, a sidecar or the log router.
    pub part: Part,
    /// Its `variables`.
    pub variables: Option<&'m Arc<Value>>,
    /// Its `secrets`.
    pub secrets: Option<&'m Arc<Value>>,
}

/// Which container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The main one.
    Main,
    /// A sidecar.
    Sidecar,
    /// The log router of `logging`.
    Router,
}

/// The containers that have variables or secrets.
pub fn scopes<'m>(check: &Check<'m>) -> Vec<Scope<'m>> {
    let (variables, secrets) = (check.section("variables"), check.section("secrets"));
    let main = Scope { part: Part::Main, variables, secrets };
    let scope = |part, body: &'m Arc<Value>| {
        let (variables, secrets) = (body.get("variables"), body.get("secrets"));
        Scope { part, variables, secrets }
    };
    let sidecars = check.sidecars().map(|(_, sidecar)| scope(Part::Sidecar, sidecar));
    let router = check.at(&["logging"]).map(|logging| scope(Part::Router, logging));
    std::iter::once(main).chain(sidecars).chain(router).collect()
}

fn entries(map: Option<&Arc<Value>>) -> impl Iterator<Item = (&str, &Arc<Value>)> {
    map.into_iter().flat_map(|map| map.entries())
}

/// Those of an environment are told apart by what the base has, see [`super::overrides`].
fn nulls(check: &mut Check<'_>) {
    for scope in scopes(check) {
        for (name, value) in entries(scope.variables).filter(|(_, value)| value.is_null()) {
            let place = Place::key(value);
            if !place.in_override {
                let text = empty_text(value.origin.span, check.text);
                let empty = unsafely(replace(change_title("\"\""), value, text));
                let report = Report::new(&NULL, place).arg("name", quoted(name));
                check.report(report.fix(empty).fix(remove_value(check, value)));
            }
        }
    }
}

fn exports(check: &mut Check<'_>) {
    let validated = |part| part == Part::Main && check.kind != Kind::RequestDrivenWebService;
    let mut empty = Vec::new();
    for scope in scopes(check) {
        let rule = if validated(scope.part) { &FROM_CFN_EMPTY } else { &FROM_CFN_EMPTY_ELSEWHERE };
        let imported = |map| entries(map).filter(|(_, value)| value.is_map());
        empty.extend(imported(scope.variables).map(|(_, value)| (rule, value)));
        empty.extend(imported(scope.secrets).map(|(_, value)| (&FROM_CFN_EMPTY_ELSEWHERE, value)));
    }
    let options = check.at(&["logging", "secretOptions"]);
    empty.extend(entries(options).map(|(_, value)| (&FROM_CFN_EMPTY_ELSEWHERE, value)));
    for (rule, value) in empty {
        let Some(export) = value.get("from_cfn") else { continue };
        let refused = export.zeroed && rule.id == FROM_CFN_EMPTY.id;
        if refused || is_blank(Some(export)) {
            check.report(Report::new(rule, Place::value(export)).message(usize::from(refused)));
        }
    }
}

fn reserved(check: &mut Check<'_>) {
    let firelens = check.firelens_cause();
    for scope in scopes(check) {
        for (name, value) in entries(scope.variables).chain(entries(scope.secrets)) {
            let new = |rule| Report::new(rule, Place::key(value)).arg("name", quoted(name));
            if is_injected(check, name, scope.part) {
                check.report(new(&RESERVED_COPILOT));
            } else if let Some(cause) =
                firelens.filter(|_| scope.part == Part::Main && matches!(name, "FLUENT_HOST" | "FLUENT_PORT"))
            {
                check.report(new(&RESERVED_FLUENT).because(cause));
            }
        }
    }
}

/// Copilot writes this variable into the container.
fn is_injected(check: &Check<'_>, name: &str, part: Part) -> bool {
    let given = |keys: &[&str]| check.at(keys).is_some();
    match name {
        "COPILOT_APPLICATION_NAME" | "COPILOT_ENVIRONMENT_NAME" | "COPILOT_SERVICE_NAME" => true,
        "COPILOT_SERVICE_DISCOVERY_ENDPOINT" => {
            check.kind != Kind::RequestDrivenWebService || given(&["network", "vpc", "placement"])
        }
        "COPILOT_LB_DNS" => match check.kind {
            Kind::LoadBalancedWebService => check.at(&["http"]).is_some_and(|http| http.is_map()),
            Kind::BackendService => given(&["http"]),
            _ => false,
        },
        "COPILOT_SNS_TOPIC_ARNS" => {
            check.at(&["publish", "topics"]).is_some_and(|topics| !topics.items().is_empty())
        }
        "COPILOT_QUEUE_URI" => check.kind == Kind::WorkerService,
        "COPILOT_MOUNT_POINTS" => part == Part::Main && given(&["storage", "volumes"]),
        _ => false,
    }
}

fn app_runner(check: &mut Check<'_>) {
    if check.kind != Kind::RequestDrivenWebService {
        return;
    }
    for scope in scopes(check) {
        for (name, value) in entries(scope.variables).chain(entries(scope.secrets)) {
            if name.starts_with("AWSAPPRUNNER") {
                check.report(Report::new(&APPRUNNER_PREFIX, Place::key(value)).arg("name", quoted(name)));
            }
        }
    }
}

fn credentials(check: &mut Check<'_>) {
    for scope in scopes(check) {
        for (name, value) in entries(scope.variables) {
            let Data::Str(text) = &value.data else { continue };
            if !value.unknown && !value.zeroed && names_credential(name) && may_be_credential(text) {
                check.report(Report::new(&LOOKS_SECRET, Place::value(value)).arg("name", quoted(name)));
            }
        }
    }
}

/// The name of a password, token or key, and not of something about one (`TOKEN_URL`, `SECRET_NAME`).
fn names_credential(name: &str) -> bool {
    const CREDENTIALS: [&str; 8] =
        ["PASSWORD", "PASSWD", "SECRET", "TOKEN", "API_KEY", "APIKEY", "ACCESS_KEY", "PRIVATE_KEY"];
    const ABOUT: [&str; 34] = [
        "NAME",
        "ARN",
        "ID",
        "URL",
        "URI",
        "PATH",
        "FILE",
        "DIR",
        "ENDPOINT",
        "HOST",
        "HEADER",
        "TYPE",
        "TTL",
        "EXPIRY",
        "EXPIRES",
        "EXPIRATION",
        "LIFETIME",
        "AGE",
        "LENGTH",
        "MIN",
        "MAX",
        "LIMIT",
        "LIMITS",
        "COUNT",
        "ENABLED",
        "REQUIRED",
        "ISSUER",
        "AUDIENCE",
        "ALGORITHM",
        "REGION",
        "VERSION",
        "POLICY",
        "SECONDS",
        "MINUTES",
    ];
    // Without a copy and a search by `find`: every variable of every environment is asked at every keystroke.
    let is = |one: u8, other: u8| one.eq_ignore_ascii_case(&other) || one == b'-' && other == b'_';
    let ends = |at: usize| {
        let rest = &name.as_bytes()[at..];
        let begins = move |word: &&&str| {
            is(rest[0], word.as_bytes()[0])
                && rest.len() >= word.len()
                && rest.iter().zip(word.bytes()).all(|(one, other)| is(*one, other))
        };
        CREDENTIALS.iter().filter(begins).map(move |word| at + word.len())
    };
    // Few letters begin one of the words.
    let may_begin = |at: &usize| matches!(name.as_bytes()[*at] | 0x20, b'a' | b'p' | b's' | b't');
    let after = (0..name.len()).filter(may_begin).flat_map(ends).max();
    let about = |word: &str| ABOUT.iter().any(|about| word.eq_ignore_ascii_case(about));
    after.is_some_and(|after| !name[after..].split(['_', '-']).any(about))
}

/// Numbers, switches, paths and addresses without a user are none.
fn may_be_credential(text: &str) -> bool {
    let text = text.trim();
    let number = text.parse::<f64>().is_ok();
    let switch = matches!(text.to_ascii_lowercase().as_str(), "true" | "false" | "yes" | "no" | "on" | "off");
    let place =
        text.starts_with('/') || text.starts_with("arn:") || text.contains("://") && !text.contains('@');
    !(text.is_empty() || number && text.len() < 6 || switch || place)
}
