//! `exec` and `observability`.

use super::unknown_keys::Dropped;
use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::fixes::{Fix, change_title, edit, remove_value, unsafely};
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::yaml::Span;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &SHAPE,
    &MAP_FALSE_ENABLES,
    &JOB,
    &RDWS,
    &VENDOR_RDWS,
    &VENDOR_ECS,
    &OBSERVABILITY_JOB,
    &CONTAINER_INSIGHTS_LEVEL,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[exec];

/// Dropped keys with a rule of their own.
pub const DROPPED: &[Dropped] = &[
    Dropped { rule: &RDWS, kinds: &[Kind::RequestDrivenWebService], parent: &[], keys: &["exec"] },
    Dropped { rule: &OBSERVABILITY_JOB, kinds: &[Kind::ScheduledJob], parent: &[], keys: &["observability"] },
    Dropped {
        rule: &CONTAINER_INSIGHTS_LEVEL,
        kinds: &[
            Kind::LoadBalancedWebService,
            Kind::BackendService,
            Kind::WorkerService,
            Kind::RequestDrivenWebService,
        ],
        parent: &["observability"],
        keys: &["container_insights"],
    },
    Dropped {
        rule: &CONTAINER_INSIGHTS_LEVEL,
        kinds: &[Kind::Environment],
        parent: &["observability"],
        keys: &["tracing"],
    },
];

/// A text for the switch.
pub const SHAPE: Rule = Rule {
    id: "exec.shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`exec` must be `true` or `false` without quotes, not {found}: Copilot refuses the manifest.",
        "`exec` must be `true` or `false` without quotes, not {found}: Copilot takes `false` instead.",
        "Copilot knows none of the keys of this `exec` and refuses it. Write `true` or `false`.",
    ],
    doc: "`exec` switches on ECS Exec, with which `copilot svc exec` opens a shell in a running container. It is a \
          boolean.",
    bad: "# Backend Service\nexec: \"true\"\n",
    good: "# Backend Service\nexec: true\n",
    source: "ExecuteCommand.UnmarshalYAML in internal/pkg/manifest/workload_ecs.go",
};

/// A map that says no and means yes.
pub const MAP_FALSE_ENABLES: Rule = Rule {
    id: "exec.map-false-enables",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "This switches ECS Exec on: Copilot sees that there is a map and does not look at `enable`. Write `exec: false`.",
    ],
    doc: "The map form of `exec` is not documented. Copilot only asks whether the map is there, so `enable: false` \
          opens the container to `copilot svc exec`.",
    bad: "# Backend Service\nexec:\n  enable: false\n",
    good: "# Backend Service\nexec: false\n",
    source: "convertExecuteCommand in internal/pkg/deploy/cloudformation/stack/transformers.go",
};

/// Exec of a job.
pub const JOB: Rule = Rule {
    id: "exec.job",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["`exec` has no effect in a {kind}: Copilot does not render it for jobs."],
    doc: "ECS Exec needs a running service. Copilot accepts the key in a job and does nothing with it.",
    bad: "# Scheduled Job\nexec: true\n",
    good: "# Scheduled Job\ncpu: 256\n",
    source: "ScheduledJob.Template in internal/pkg/deploy/cloudformation/stack/scheduled_job.go",
};

/// Exec on App Runner.
pub const RDWS: Rule = Rule {
    id: "exec.rdws",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "A {kind} has no {key}: App Runner gives no shell in its containers, and Copilot ignores the key.",
    ],
    doc: "ECS Exec is a feature of ECS. A Request-Driven Web Service runs on App Runner, and Copilot drops the key.",
    bad: "# Request-Driven Web Service\nexec: true\n",
    good: "# Request-Driven Web Service\ncpu: 1024\nmemory: 2048\n",
    source: "RequestDrivenWebServiceConfig in internal/pkg/manifest/rd_web_svc.go",
};

/// Tracing by somebody else, where Copilot looks.
pub const VENDOR_RDWS: Rule = Rule {
    id: "observability.vendor-rdws",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["{value} can't trace: Copilot knows only {allowed} and refuses the manifest."],
    doc: "App Runner traces with AWS X-Ray only. Copilot refuses any other name.",
    bad: "# Request-Driven Web Service\nobservability:\n  tracing: datadog\n",
    good: "# Request-Driven Web Service\nobservability:\n  tracing: awsxray\n",
    source: "Observability.validate in internal/pkg/manifest/validate.go",
};

/// Tracing by somebody else, where Copilot does not look.
pub const VENDOR_ECS: Rule = Rule {
    id: "observability.vendor-ecs",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["{value} gives no tracing: Copilot knows only {allowed} and ignores everything else."],
    doc: "For services on ECS Copilot does not validate the name of the tracer. Anything but `awsxray` means that \
          nothing is traced, and nobody says so.",
    bad: "# Backend Service\nobservability:\n  tracing: xray\n",
    good: "# Backend Service\nobservability:\n  tracing: awsxray\n",
    source: "Observability in internal/pkg/manifest/workload.go",
};

/// Tracing of a job.
pub const OBSERVABILITY_JOB: Rule = Rule {
    id: "observability.job",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["A {kind} has no {key}: Copilot ignores it, and the job is not traced."],
    doc: "Tracing exists for services. Copilot drops the section in a job without a message.",
    bad: "# Scheduled Job\nobservability:\n  tracing: awsxray\n",
    good: "# Scheduled Job\ncpu: 256\n",
    source: "ScheduledJobConfig in internal/pkg/manifest/job.go",
};

/// The key of the other manifest.
pub const CONTAINER_INSIGHTS_LEVEL: Rule = Rule {
    id: "observability.container-insights-level",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "Copilot ignores {key} here: `container_insights` belongs in the manifest of the environment, `tracing` in \
         those of its services.",
    ],
    doc: "Both manifests have a section `observability`, with one key each. The key of the other one is dropped \
          without a message.",
    bad: "# Backend Service\nobservability:\n  container_insights: true\n",
    good: "# Environment\nobservability:\n  container_insights: true\n",
    source: "Observability and environmentObservability in internal/pkg/manifest",
};

fn exec(check: &mut Check<'_>) {
    let Some(exec) = check.given(&["exec"]).filter(|_| check.kind.is_ecs()) else { return };
    if check.kind == Kind::ScheduledJob {
        if exec.bool() != Some(false) {
            let report = Report::new(&JOB, Place::key(exec)).arg("kind", check.kind.name());
            check.report(report.fix(remove_value(check, exec)));
        }
    } else if let Some(enable) = exec.get("enable").filter(|enable| enable.bool() == Some(false)) {
        let report = Report::new(&MAP_FALSE_ENABLES, Place::key(exec));
        // What is written, and what happens.
        let fixes = ["false", "true"].into_iter().filter_map(|on| switch(check, exec, on));
        check.report(fixes.fold(report.because(enable), Report::fix));
    }
}

/// The map replaced by a switch, where base and environment do not share it and no comment is lost.
fn switch(check: &Check<'_>, exec: &Value, on: &str) -> Option<Fix> {
    let key = exec.origin.key.filter(|_| exec.layer.is_none())?;
    let span = Span { start: key.end, end: exec.origin.span.end };
    let has_comment = check.text.get(span.start..span.end)?.contains('#');
    (!has_comment).then(|| unsafely(edit(change_title(on), span, format!(": {on}"))))
}
