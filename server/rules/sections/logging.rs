//! `logging`: FireLens and the log group.

use super::unknown_keys::Dropped;
use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::manifest::value::{Data, Value};
use crate::rules::check::Check;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::quoted;
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &RETENTION_VALUE,
    &RETENTION_TYPE,
    &IMAGE_SHAPE,
    &ENV_FILE_EXTENSION,
    &DESTINATION_VALUE,
    &DESTINATION_NAME_MISSING,
    &DESTINATION_MISSING,
    &BUFFER_LIMIT_RANGE,
    &BUFFER_LIMIT_NUMBER,
    &BUFFER_LIMIT_MEMORY,
    &CONFIG_FILE_NEEDS_IMAGE,
    &SNAKE_CASE_KEYS,
    &SECRET_OPTIONS,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[destination, buffer, config_file, credentials];

/// Dropped keys with a rule of their own.
pub const DROPPED: &[Dropped] = &[Dropped {
    rule: &SNAKE_CASE_KEYS,
    kinds: &Kind::ECS,
    parent: &["logging"],
    keys: &[
        "enable_metadata",
        "enablemetadata",
        "secret_options",
        "secretoptions",
        "config_file_path",
        "configfilepath",
        "configFile",
        "config_file",
    ],
}];

/// A number of days that CloudWatch Logs does not offer.
pub const RETENTION_VALUE: Rule = Rule {
    id: "logging.retention-value",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["CloudWatch Logs can't keep logs for {value} days. It offers {allowed} days."],
    doc: "The retention of a log group is one of a fixed list of days. Copilot passes any number on, and CloudFormation \
          refuses the others.",
    bad: "# Backend Service\nlogging:\n  retention: 15\n",
    good: "# Backend Service\nlogging:\n  retention: 14\n",
    source: "docs/include/logging#logging-retention; CloudWatch Logs API, PutRetentionPolicy",
};

/// A retention that is no number.
pub const RETENTION_TYPE: Rule = Rule {
    id: "logging.retention-type",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`retention` must be a number of days without quotes, not {found}: Copilot refuses the manifest.",
        "`retention` must be a number of days without quotes, not {found}: Copilot drops it.",
    ],
    doc: "The retention is a plain number of days, without quotes and without a unit.",
    bad: "# Backend Service\nlogging:\n  retention: \"30\"\n",
    good: "# Backend Service\nlogging:\n  retention: 30\n",
    source: "docs/include/logging#logging-retention",
};

/// An image of another form.
pub const IMAGE_SHAPE: Rule = Rule {
    id: "logging.image-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "The image of the log router must be a location as text, not {found}: Copilot refuses the manifest.",
        "The image of the log router must be a location as text, not {found}: Copilot drops it.",
    ],
    doc: "Copilot does not build the image of the log router: `logging.image` is the location of a finished one, as a \
          plain text.",
    bad: "# Backend Service\nlogging:\n  image:\n    location: fluent/fluent-bit:3.0\n",
    good: "# Backend Service\nlogging:\n  image: fluent/fluent-bit:3.0\n  destination:\n    Name: cloudwatch\n",
    source: "Logging in internal/pkg/manifest/workload_ecs.go",
};

/// An env file with another extension.
pub const ENV_FILE_EXTENSION: Rule = Rule {
    id: "logging.env-file-extension",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["{value} must end in `.env`: Copilot refuses other environment files."],
    doc: "ECS takes environment files only with the extension `.env`, in lower case; that of the log router too.",
    bad: "# Backend Service\nlogging:\n  env_file: logging.txt\n",
    good: "# Backend Service\nlogging:\n  env_file: logging.env\n",
    source: "Logging.validate in internal/pkg/manifest/validate.go",
};

/// An option that is no text.
pub const DESTINATION_VALUE: Rule = Rule {
    id: "logging.destination-value",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "The option {key} must be a single value, not {found}: Copilot refuses the manifest.",
        "The option {key} must be a single value, not {found}: Copilot drops it.",
    ],
    doc: "The options of `destination` go to the log driver, which knows only names and texts. Numbers and switches \
          become texts; lists and maps are refused.",
    bad: "# Backend Service\nlogging:\n  destination:\n    Name: datadog\n    dd_tags: [a, b]\n",
    good: "# Backend Service\nlogging:\n  destination:\n    Name: datadog\n    dd_tags: a,b\n",
    source: "Logging in internal/pkg/manifest/workload_ecs.go",
};

/// A destination that names no plugin.
pub const DESTINATION_NAME_MISSING: Rule = Rule {
    id: "logging.destination-name-missing",
    severity: Severity::Warning,
    origin: Origin::Aws,
    messages: &[
        "`destination` has no `Name` (with a capital letter): Fluent Bit does not know which output to use, and the logs go nowhere.",
    ],
    doc: "`Name` chooses the output plugin of Fluent Bit, for example `cloudwatch_logs` or `datadog`. It is needed \
          unless a file of your own (`configFilePath`) defines the output.",
    bad: "# Backend Service\nlogging:\n  destination:\n    region: eu-west-1\n",
    good: "# Backend Service\nlogging:\n  destination:\n    Name: cloudwatch\n    region: eu-west-1\n",
    source: "docs/developing/sidecars#sidecar-patterns",
};

/// A log router without an output.
pub const DESTINATION_MISSING: Rule = Rule {
    id: "logging.destination-missing",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &[
        "This adds a log router without an output: there is neither `destination` nor `configFilePath`, so the logs go nowhere.",
    ],
    doc: "Any field of `logging` but `retention` sends the logs of the main container to a log router. Say in \
          `destination` (or in a file of your own, `configFilePath`) where it shall send them.",
    bad: "# Backend Service\nlogging:\n  variables:\n    LOG_LEVEL: debug\n",
    good: "# Backend Service\nlogging:\n  variables:\n    LOG_LEVEL: debug\n  destination:\n    Name: cloudwatch\n",
    source: "Logging.IsEmpty in internal/pkg/manifest/workload_ecs.go",
};

/// A buffer out of range.
pub const BUFFER_LIMIT_RANGE: Rule = Rule {
    id: "logging.buffer-limit-range",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["`log-driver-buffer-limit` must be 0 to 536870912 bytes (512 MiB), not {value}."],
    doc: "The buffer between the container and the log router holds at most 512 MiB. ECS refuses larger limits.",
    bad: "# Backend Service\nlogging:\n  destination:\n    Name: firehose\n    log-driver-buffer-limit: \"1073741824\"\n",
    good: "# Backend Service\nlogging:\n  destination:\n    Name: firehose\n    log-driver-buffer-limit: \"8388608\"\n",
    source: "ECS developer guide, FireLens, log-driver-buffer-limit",
};

/// A buffer with a unit.
pub const BUFFER_LIMIT_NUMBER: Rule = Rule {
    id: "logging.buffer-limit-number",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["`log-driver-buffer-limit` is a plain number of bytes without a unit, not {value}."],
    doc: "The limit of the buffer is a number of bytes. ECS does not understand units such as `MB`.",
    bad: "# Backend Service\nlogging:\n  destination:\n    Name: firehose\n    log-driver-buffer-limit: 2MB\n",
    good: "# Backend Service\nlogging:\n  destination:\n    Name: firehose\n    log-driver-buffer-limit: \"2097152\"\n",
    source: "ECS developer guide, FireLens, log-driver-buffer-limit",
};

/// A buffer as large as the task.
pub const BUFFER_LIMIT_MEMORY: Rule = Rule {
    id: "logging.buffer-limit-memory",
    severity: Severity::Warning,
    origin: Origin::Aws,
    messages: &[
        "A buffer of {value} MiB leaves too little for the containers: the whole task has {memory} MiB. Lower the limit or raise `memory`.",
    ],
    doc: "The buffer of the log driver is memory of the task. Together with what the containers need it must stay \
          below the task's `memory`.",
    bad: "# Backend Service\nmemory: 512\nlogging:\n  destination:\n    Name: firehose\n    log-driver-buffer-limit: \"536870912\"\n",
    good: "# Backend Service\nmemory: 512\nlogging:\n  destination:\n    Name: firehose\n    log-driver-buffer-limit: \"8388608\"\n",
    source: "ECS developer guide, FireLens, log-driver-buffer-limit",
};

/// A file that the default image does not hold.
pub const CONFIG_FILE_NEEDS_IMAGE: Rule = Rule {
    id: "logging.config-file-needs-image",
    severity: Severity::Warning,
    origin: Origin::Aws,
    messages: &[
        "{value} must be a file inside the image of the log router, but the default image does not hold it: set `image` to one that does.",
    ],
    doc: "On Fargate the log router reads its configuration from a file in its own image. The default image has only \
          the files that AWS ships below `/fluent-bit`; for one of your own set `logging.image` as well.",
    bad: "# Backend Service\nlogging:\n  configFilePath: /extra.conf\n",
    good: "# Backend Service\nlogging:\n  image: demo/fluent-bit:3.0\n  configFilePath: /extra.conf\n",
    source: "docs/include/logging#logging-configFilePath",
};

/// A key in another case.
pub const SNAKE_CASE_KEYS: Rule = Rule {
    id: "logging.snake-case-keys",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "Copilot does not know {key} here and ignores it. The keys are `enableMetadata`, `secretOptions` and `configFilePath`.",
    ],
    doc: "Unlike most of the manifest `logging` has keys in camel case: `enableMetadata`, `secretOptions` and \
          `configFilePath`. Other spellings are dropped without a message.",
    bad: "# Backend Service\nlogging:\n  enable_metadata: false\n  destination:\n    Name: cloudwatch\n",
    good: "# Backend Service\nlogging:\n  enableMetadata: false\n  destination:\n    Name: cloudwatch\n",
    source: "yaml tags of Logging in internal/pkg/manifest/workload_ecs.go",
};

/// A credential among the options.
pub const SECRET_OPTIONS: Rule = Rule {
    id: "logging.secret-options-in-variables",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &[
        "{name} looks like a credential: here it can be read in the repository and in the template. Put it in `secretOptions` under the same name.",
    ],
    doc: "Options of `destination` stand in clear text in the task definition. Keys and tokens belong in \
          `secretOptions`, under the same option name, with the name of a parameter or secret as value.",
    bad: "# Backend Service\nlogging:\n  destination:\n    Name: datadog\n    apikey: 0123456789abcdef\n",
    good: "# Backend Service\nlogging:\n  destination:\n    Name: datadog\n  secretOptions:\n    apikey: dd_api_key\n",
    source: "docs/developing/sidecars#sidecar-patterns",
};

fn destination(check: &mut Check<'_>) {
    if !check.has_firelens() || check.at(&["logging", "configFilePath"]).is_some() {
        return;
    }
    let destination = check.at(&["logging", "destination"]);
    match destination.filter(|destination| destination.entries().next().is_some()) {
        None if configures_itself(check) => {}
        None => check.report(Report::new(&DESTINATION_MISSING, check.missing(&["logging"]))),
        Some(destination) if destination.get("Name").is_none() => {
            let options = check.at(&["logging", "secretOptions"]);
            if options.is_none_or(|options| options.get("Name").is_none()) {
                check.report(Report::new(&DESTINATION_NAME_MISSING, Place::missing_in(destination)));
            }
        }
        Some(_) => {}
    }
}

/// AWS's image for Fluent Bit can take its configuration from variables.
fn configures_itself(check: &Check<'_>) -> bool {
    let env_file = check.at(&["logging", "env_file"]).is_some();
    env_file
        || check.entries(&["logging", "variables"]).any(|(name, _)| name.starts_with("aws_fluent_bit_init"))
}

fn buffer(check: &mut Check<'_>) {
    const MOST: u64 = 536_870_912;
    const MIB: u64 = 1 << 20;
    const DEFAULT_MEMORY: i64 = 512;
    let Some(limit) = check.at(&["logging", "destination", "log-driver-buffer-limit"]) else { return };
    let Some(text) = limit.text() else { return };
    let report = |rule| Report::new(rule, Place::value(limit)).arg("value", quoted(text));
    let Ok(bytes) = text.parse::<u64>() else {
        let negative = text.parse::<i128>().is_ok();
        check.report(report(if negative { &BUFFER_LIMIT_RANGE } else { &BUFFER_LIMIT_NUMBER }));
        return;
    };
    let memory = check.at(&["memory"]);
    let available = memory.map_or(Some(DEFAULT_MEMORY), |memory| memory.int().filter(|_| !memory.zeroed));
    if bytes > MOST {
        check.report(report(&BUFFER_LIMIT_RANGE));
    } else if let Some(available) = available.filter(|mib| bytes >= u64::try_from(*mib).unwrap_or(0) * MIB) {
        let report = Report::new(&BUFFER_LIMIT_MEMORY, Place::value(limit)).arg("value", bytes / MIB);
        let report = report.arg("memory", available);
        check.report(report.because_of(memory));
    }
}

fn config_file(check: &mut Check<'_>) {
    const SHIPPED: &str = "/fluent-bit/";
    let Some(file) = check.at(&["logging", "configFilePath"]) else { return };
    let Some(path) = file.text().filter(|path| !path.starts_with(SHIPPED)) else { return };
    if check.at(&["logging", "image"]).is_none() {
        check.report(Report::new(&CONFIG_FILE_NEEDS_IMAGE, Place::value(file)).arg("value", quoted(path)));
    }
}

fn credentials(check: &mut Check<'_>) {
    const NAMES: [&str; 9] = [
        "apikey",
        "token",
        "password",
        "passwd",
        "secret",
        "licensekey",
        "secretkey",
        "accesskey",
        "sharedkey",
    ];
    let literal =
        |value: &Arc<Value>| matches!(&value.data, Data::Str(text) if !text.is_empty() && !value.unknown);
    for (name, value) in check.entries(&["logging", "destination"]) {
        let plain = name.to_ascii_lowercase().replace(['_', '-'], "");
        if NAMES.iter().any(|word| plain.ends_with(word)) && literal(value) {
            check.report(Report::new(&SECRET_OPTIONS, Place::value(value)).arg("name", quoted(name)));
        }
    }
}
