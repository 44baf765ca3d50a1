//! `deployment`: rolling updates and rollback alarms.

use super::unknown_keys::Dropped;
use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::rules::check::Check;
use crate::rules::rule::Rule;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &ROLLING_VALUE,
    &ROLLBACK_ALARMS_SHAPE,
    &ROLLBACK_ALARMS_PERCENT,
    &DOC_SLASH_COMMENT,
    &ROLLBACK_ALARMS_RANGE,
    &MESSAGES_DELAYED_NOT_WORKER,
    &JOB,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[];

/// Dropped keys with a rule of their own.
pub const DROPPED: &[Dropped] = &[
    Dropped { rule: &JOB, kinds: &[Kind::ScheduledJob], parent: &[], keys: &["deployment"] },
    Dropped {
        rule: &MESSAGES_DELAYED_NOT_WORKER,
        kinds: &[Kind::LoadBalancedWebService, Kind::BackendService],
        parent: &["deployment", "rollback_alarms"],
        keys: &["messages_delayed"],
    },
];

/// Another strategy.
pub const ROLLING_VALUE: Rule = Rule {
    id: "deployment.rolling-value",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["{value} is no deployment strategy: Copilot takes {allowed}."],
    doc: "`default` starts new tasks before the old ones stop; `recreate` stops the old ones first. There is no other \
          strategy.",
    bad: "# Backend Service\ndeployment:\n  rolling: blue-green\n",
    good: "# Backend Service\ndeployment:\n  rolling: recreate\n",
    source: "DeploymentControllerConfig.validate in internal/pkg/manifest/validate.go",
};

/// Neither names of alarms nor thresholds.
pub const ROLLBACK_ALARMS_SHAPE: Rule = Rule {
    id: "deployment.rollback-alarms-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`rollback_alarms` must be a list of names of alarms or a map of thresholds, not {found}: Copilot refuses it.",
        "`rollback_alarms` must be a list of names of alarms or a map of thresholds, not {found}: Copilot drops it.",
        "This `rollback_alarms` holds no threshold that Copilot knows, and it refuses the map. It takes {known}.",
    ],
    doc: "Either list the names of alarms that exist, or give thresholds from which Copilot makes alarms. A single \
          name is a list of one; an empty map, or one of unknown keys, is refused.",
    bad: "# Backend Service\ndeployment:\n  rollback_alarms: MyAlarm\n",
    good: "# Backend Service\ndeployment:\n  rollback_alarms: [MyAlarm]\n",
    source: "Union.UnmarshalYAML in internal/pkg/manifest/union.go",
};

/// `70%`.
pub const ROLLBACK_ALARMS_PERCENT: Rule = Rule {
    id: "deployment.rollback-alarms-percent",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{key} must be a number without quotes and without `%`, not {found}: Copilot refuses the manifest.",
    ],
    doc: "The thresholds of rollback alarms are plain numbers that mean percent.",
    bad: "# Backend Service\ndeployment:\n  rollback_alarms:\n    cpu_utilization: 70%\n",
    good: "# Backend Service\ndeployment:\n  rollback_alarms:\n    cpu_utilization: 70\n",
    source: "AlarmArgs in internal/pkg/manifest/svc.go",
};

/// The comments of Copilot's own samples.
pub const DOC_SLASH_COMMENT: Rule = Rule {
    id: "deployment.doc-slash-comment",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["`//` begins no comment in YAML: {key} becomes a text, and Copilot refuses it. Write `#`."],
    doc: "A sample of Copilot's documentation puts a `//` comment behind the threshold. YAML takes it as part of the \
          value, which is no number then.",
    bad: "# Backend Service\ndeployment:\n  rollback_alarms:\n    cpu_utilization: 70    // percent\n",
    good: "# Backend Service\ndeployment:\n  rollback_alarms:\n    cpu_utilization: 70    # percent\n",
    source: "docs/manifest/lb-web-service, sample of rollback alarms",
};

/// A threshold that can't be crossed, or always is.
pub const ROLLBACK_ALARMS_RANGE: Rule = Rule {
    id: "deployment.rollback-alarms-range",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "{value} percent never changes anything: such an alarm always fires or never does. Use {allowed}.",
    ],
    doc: "CPU and memory utilization lie between 0 and 100 percent. Copilot does not check the threshold; above 100 \
          the alarm never fires, at 0 and below it always does.",
    bad: "# Backend Service\ndeployment:\n  rollback_alarms:\n    cpu_utilization: 300\n",
    good: "# Backend Service\ndeployment:\n  rollback_alarms:\n    cpu_utilization: 80\n",
    source: "templates/workloads/partials/cf/rollback-alarms.yml",
};

/// A threshold of Worker Services.
pub const MESSAGES_DELAYED_NOT_WORKER: Rule = Rule {
    id: "deployment.messages-delayed-not-worker",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["A {kind} has no queue, so Copilot ignores {key}: it exists for Worker Services only."],
    doc: "The number of delayed messages is a metric of a Worker Service's queue. In other services Copilot drops the \
          threshold, and refuses the map when nothing else is in it.",
    bad: "# Backend Service\ndeployment:\n  rollback_alarms:\n    cpu_utilization: 70\n    messages_delayed: 5\n",
    good: "# Worker Service\ndeployment:\n  rollback_alarms:\n    cpu_utilization: 70\n    messages_delayed: 5\n",
    source: "WorkerAlarmArgs in internal/pkg/manifest/worker_svc.go",
};

/// The deployment of a job.
pub const JOB: Rule = Rule {
    id: "deployment.job",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["A {kind} has no {key}: Copilot ignores it. Each trigger starts the newest version."],
    doc: "A job has no running tasks that a deployment could replace, so the section does not exist for it.",
    bad: "# Scheduled Job\ndeployment:\n  rolling: recreate\n",
    good: "# Scheduled Job\ncpu: 256\n",
    source: "ScheduledJobConfig in internal/pkg/manifest/job.go",
};

/// A number with a `//` comment, as in Copilot's samples, has a rule of its own.
pub fn of_slash_comment(rule: &'static Rule, text: &str) -> &'static Rule {
    let is_threshold = rule.id == ROLLBACK_ALARMS_PERCENT.id;
    let number = text.split_once("//").map(|(before, _)| before.trim_end());
    if is_threshold && number.is_some_and(|number| number.parse::<f64>().is_ok()) {
        return &DOC_SLASH_COMMENT;
    }
    rule
}
