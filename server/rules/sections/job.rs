//! Scheduled Jobs: `on`, `timeout` and `retries`.

use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::rules::check::Check;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::values::is_empty_text;
use crate::rules::words::quoted;
use crate::yaml::parse_duration;

mod cron;
mod eventbridge;
pub mod schedule;

/// The rules of this section.
pub const RULES: &[&Rule] =
    &[&SCHEDULE_MISSING, &ON_SHAPE, &TIMEOUT_INVALID, &TIMEOUT_GRANULARITY, &RETRIES_NEGATIVE];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[schedule_missing, timeout];

/// No trigger.
pub const SCHEDULE_MISSING: Rule = Rule {
    id: "job.schedule-missing",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "A {kind} needs `on.schedule`, such as `@daily` or `0 9 * * *`: Copilot refuses the manifest without.",
        "`schedule` is empty: Copilot accepts the manifest, but can't deploy it. Write `none` to switch the trigger off.",
    ],
    doc: "The schedule says when the job runs. To keep a job without a trigger, write `none`.",
    bad: "# Scheduled Job\non: {}\n",
    good: "# Scheduled Job\non:\n  schedule: \"@daily\"\n",
    source: "JobTriggerConfig.validate in internal/pkg/manifest/validate.go; awsSchedule",
};

/// A text for `on`.
pub const ON_SHAPE: Rule = Rule {
    id: "job.on-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["`on` must be a map with `schedule`, not {found}: Copilot refuses the manifest."],
    doc: "The schedule stands one level below `on`, as `on.schedule`.",
    bad: "# Scheduled Job\non: \"@daily\"\n",
    good: "# Scheduled Job\non:\n  schedule: \"@daily\"\n",
    source: "JobTriggerConfig in internal/pkg/manifest/job.go",
};

/// No duration.
pub const TIMEOUT_INVALID: Rule = Rule {
    id: "job.timeout-invalid",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{value} is no duration: write a number with its unit (`s`, `m` or `h`), such as `30m` or `1h30m`.",
    ],
    doc: "`timeout` is a duration in Go's notation. A bare number, a unit in words and days are unknown to it; Copilot \
          stops when it renders the template.",
    bad: "# Scheduled Job\ntimeout: 1 hour\n",
    good: "# Scheduled Job\ntimeout: 1h\n",
    source: "stateMachineOpts in internal/pkg/deploy/cloudformation/stack/scheduled_job.go",
};

/// Parts of a second.
pub const TIMEOUT_GRANULARITY: Rule = Rule {
    id: "job.timeout-granularity",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "A timeout is a whole number of seconds, and at least one: Copilot can't deploy the job with {value}.",
    ],
    doc: "The state machine that runs the job counts in seconds, so Copilot refuses shorter times and parts of a \
          second when it renders the template.",
    bad: "# Scheduled Job\ntimeout: 500ms\n",
    good: "# Scheduled Job\ntimeout: 30s\n",
    source: "stateMachineOpts in internal/pkg/deploy/cloudformation/stack/scheduled_job.go",
};

/// Fewer retries than none.
pub const RETRIES_NEGATIVE: Rule = Rule {
    id: "job.retries-negative",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["{value} retries are impossible: Copilot can't deploy the job. Allowed: {allowed}."],
    doc: "`retries` says how often a failed run is repeated; 0 means never. Copilot stops at a negative number when it \
          renders the template.",
    bad: "# Scheduled Job\nretries: -1\n",
    good: "# Scheduled Job\nretries: 1\n",
    source: "stateMachineOpts in internal/pkg/deploy/cloudformation/stack/scheduled_job.go",
};

fn schedule_missing(check: &mut Check<'_>) {
    if check.kind != Kind::ScheduledJob {
        return;
    }
    match check.at(&["on", "schedule"]) {
        None => {
            let report = Report::new(&SCHEDULE_MISSING, check.missing(&["on"]));
            check.report(report.arg("kind", check.kind.name()));
        }
        Some(schedule) if is_empty_text(schedule) => {
            let mut report = Report::new(&SCHEDULE_MISSING, Place::value(schedule)).message(1);
            report.origin = Origin::Aws;
            check.report(report);
        }
        Some(_) => {}
    }
}

fn timeout(check: &mut Check<'_>) {
    const SECOND: i64 = 1_000_000_000;
    if check.kind != Kind::ScheduledJob {
        return;
    }
    let Some(timeout) = check.at(&["timeout"]) else { return };
    let Some(text) = timeout.text().filter(|text| !text.is_empty()) else { return };
    let rule = match parse_duration(text) {
        None => &TIMEOUT_INVALID,
        Some(nanoseconds) if nanoseconds < SECOND || nanoseconds % SECOND != 0 => &TIMEOUT_GRANULARITY,
        Some(_) => return,
    };
    check.report(Report::new(rule, Place::value(timeout)).arg("value", quoted(text)));
}
