//! `count`: the number of tasks, Spot and autoscaling.

use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::manifest::value::Data;
use crate::rules::check::Check;
use crate::rules::fixes::remove_value;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::values::is_digits;
use crate::rules::words::quoted;

pub mod metrics;
pub mod range;
pub mod scaling;

/// The rules of this section.
pub const RULES: &[&Rule] =
    &[&SHAPE, &JOB_AUTOSCALING, &JOB_IGNORED, &RDWS_STRING, &RDWS_NUMBER, &NEGATIVE, &WINDOWS_SPOT];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[job, app_runner, windows_spot];

/// Neither a number nor a map of scaling.
pub const SHAPE: Rule = Rule {
    id: "count.shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`count` must be an unquoted integer or a map, not {found}: Copilot refuses the manifest.",
        "`count` must be an unquoted integer or a map, not {found}: Copilot drops it without a word.",
        "Copilot knows none of the keys of this `count` and refuses it. It takes {known}.",
    ],
    doc: "`count` is a number of tasks, or a map with Spot or autoscaling options. A text is refused, and so is a map \
          in which Copilot knows no key, such as `min` and `max` without `range` around them.",
    bad: "# Backend Service\ncount:\n  min: 1\n  max: 3\n",
    good: "# Backend Service\ncount:\n  range:\n    min: 1\n    max: 3\n  cpu_percentage: 70\n",
    source: "Count.UnmarshalYAML in internal/pkg/manifest/svc.go",
};

/// Autoscaling of a job.
pub const JOB_AUTOSCALING: Rule = Rule {
    id: "count.job-autoscaling",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["A {kind} can't scale: Copilot refuses a map for `count`. Remove it."],
    doc: "Each trigger of a job starts one task. Copilot refuses Spot and autoscaling options there.",
    bad: "# Scheduled Job\ncount:\n  range: 1-3\n  cpu_percentage: 50\n",
    good: "# Scheduled Job\ncpu: 256\n",
    source: "AdvancedCount.validate in internal/pkg/manifest/validate.go",
};

/// A number for a job.
pub const JOB_IGNORED: Rule = Rule {
    id: "count.job-ignored",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["`count` has no effect in a {kind}: each trigger runs one task."],
    doc: "Copilot accepts a number of tasks for a job, but nothing in the template of a job uses it.",
    bad: "# Scheduled Job\ncount: 3\n",
    good: "# Scheduled Job\ncpu: 256\n",
    source: "templates/workloads/jobs/scheduled-job/cf.yml",
};

/// A map for App Runner.
pub const RDWS_STRING: Rule = Rule {
    id: "count.rdws-string",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "In a Request-Driven Web Service `count` must be the name of an App Runner autoscaling configuration, not \
         {found}: Copilot refuses the manifest.",
    ],
    doc: "App Runner scales by itself. `count` only names one of its autoscaling configurations, as \
          `<name>/<revision>`; a map is refused.",
    bad: "# Request-Driven Web Service\ncount:\n  range: 1-3\n",
    good: "# Request-Driven Web Service\ncount: high-availability/3\n",
    source: "RequestDrivenWebServiceConfig in internal/pkg/manifest/rd_web_svc.go",
};

/// A number of tasks for App Runner.
pub const RDWS_NUMBER: Rule = Rule {
    id: "count.rdws-number",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{value} is no autoscaling configuration of App Runner: `count` takes `<name>/<revision>`, not a number of \
         instances.",
    ],
    doc: "A number is read as the name of an App Runner autoscaling configuration, which AWS does not find. The number \
          of instances is part of that configuration.",
    bad: "# Request-Driven Web Service\ncount: 2\n",
    good: "# Request-Driven Web Service\ncount: high-availability/3\n",
    source: "docs/manifest/rd-web-service#count",
};

/// Fewer tasks than none.
pub const NEGATIVE: Rule = Rule {
    id: "count.negative",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{value} tasks can't run: Copilot accepts the number, but ECS refuses it. Allowed: {allowed}.",
    ],
    doc: "Copilot does not look at the sign of `count` and `count.spot`; ECS refuses a negative number of tasks when \
          the service is deployed.",
    bad: "# Backend Service\ncount: -1\n",
    good: "# Backend Service\ncount: 0\n",
    source: "Count.validate in internal/pkg/manifest/validate.go; ECS API CreateService",
};

/// Spot with Windows.
pub const WINDOWS_SPOT: Rule = Rule {
    id: "count.windows-spot",
    severity: Severity::Warning,
    origin: Origin::Aws,
    messages: &[
        "Fargate Spot is offered for Linux tasks, and this one runs on Windows: Copilot does not check it.",
    ],
    doc: "Copilot refuses Spot capacity only for ARM. AWS documents Fargate Spot for Linux tasks, so a Windows service \
          that asks for it may not start.",
    bad: "# Backend Service\nplatform: windows/x86_64\ncpu: 1024\nmemory: 2048\ncount:\n  spot: 1\n",
    good: "# Backend Service\nplatform: windows/x86_64\ncpu: 1024\nmemory: 2048\ncount: 1\n",
    source: "validateWindows in internal/pkg/manifest/validate.go; AWS Fargate capacity providers",
};

fn job(check: &mut Check<'_>) {
    let Some(count) = check.at(&["count"]).filter(|_| check.kind == Kind::ScheduledJob) else { return };
    let rule = match count.data {
        Data::Map(_) => &JOB_AUTOSCALING,
        _ if count.zeroed => return,
        _ => &JOB_IGNORED,
    };
    let report = Report::new(rule, Place::key(count)).arg("kind", check.kind.name());
    check.report(report.fix(remove_value(check, count)));
}

fn app_runner(check: &mut Check<'_>) {
    let is_app_runner = check.kind == Kind::RequestDrivenWebService;
    let Some(count) = check.at(&["count"]).filter(|_| is_app_runner) else { return };
    if let Some(number) = count.text().filter(|text| is_digits(text)) {
        check.report(Report::new(&RDWS_NUMBER, Place::value(count)).arg("value", quoted(number)));
    }
}

fn windows_spot(check: &mut Check<'_>) {
    if !scaling::scales(check.kind) || !check.is_windows() {
        return;
    }
    let spot = check.at(&["count", "spot"]).or_else(|| check.at(&["count", "range", "spot_from"]));
    if let (Some(spot), Some(platform)) = (spot, check.at(&["platform"])) {
        check.report(Report::new(&WINDOWS_SPOT, Place::key(spot)).because(platform));
    }
}
