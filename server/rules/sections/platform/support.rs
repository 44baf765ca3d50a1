//! What does not go with Windows or ARM.

use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use std::sync::Arc;

/// The rules of this file.
pub const RULES: &[&Rule] = &[
    &ARM_SPOT,
    &WINDOWS_READONLY_FS,
    &WINDOWS_EFS,
    &WINDOWS_SERVICE_CONNECT,
    &WINDOWS_SERVICE_CONNECT_WORKER,
    &WINDOWS_FIRELENS,
    &WINDOWS_XRAY,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[arm_spot, windows_storage, windows_connect, windows_injected];

/// Spot with ARM.
pub const ARM_SPOT: Rule = Rule {
    id: "platform.arm-spot",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "Copilot refuses Fargate Spot on ARM: remove the Spot option, or use `platform: linux/x86_64`.",
    ],
    doc: "Copilot does not let an ARM task use Spot capacity, neither by `count.spot` nor by `count.range.spot_from`.",
    bad: "# Backend Service\nplatform: linux/arm64\ncount:\n  spot: 2\n",
    good: "# Backend Service\nplatform: linux/arm64\ncount: 2\n",
    source: "validateARM in internal/pkg/manifest/validate.go",
};

/// A read-only file system on Windows.
pub const WINDOWS_READONLY_FS: Rule = Rule {
    id: "platform.windows-readonly-fs",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["`readonly_fs: true` does not exist on Windows: Copilot refuses the manifest."],
    doc: "Windows containers can't have a read-only root file system.",
    bad: "# Backend Service\nplatform: windows/x86_64\ncpu: 1024\nmemory: 2048\nstorage:\n  readonly_fs: true\n",
    good: "# Backend Service\nplatform: windows/x86_64\ncpu: 1024\nmemory: 2048\nstorage:\n  readonly_fs: false\n",
    source: "validateWindows in internal/pkg/manifest/validate.go",
};

/// EFS on Windows.
pub const WINDOWS_EFS: Rule = Rule {
    id: "platform.windows-efs",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["EFS volumes can't be mounted on Windows: Copilot refuses the manifest."],
    doc: "Amazon EFS speaks NFS, which Windows containers on Fargate do not mount. Volumes without `efs` pass.",
    bad: "# Backend Service\nplatform: windows/x86_64\ncpu: 1024\nmemory: 2048\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs: true\n",
    good: "# Backend Service\nplatform: windows/x86_64\ncpu: 1024\nmemory: 2048\nstorage:\n  volumes:\n    data:\n      path: /data\n",
    source: "validateWindows in internal/pkg/manifest/validate.go",
};

/// Service Connect on Windows.
pub const WINDOWS_SERVICE_CONNECT: Rule = Rule {
    id: "platform.windows-service-connect",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["Service Connect does not work on Windows: Copilot refuses the manifest."],
    doc: "Service Connect puts a proxy into the task, for which there is no Windows version.",
    bad: "# Backend Service\nplatform: windows/x86_64\ncpu: 1024\nmemory: 2048\nnetwork:\n  connect: true\n",
    good: "# Backend Service\nplatform: windows/x86_64\ncpu: 1024\nmemory: 2048\nnetwork:\n  connect: false\n",
    source: "BackendServiceConfig.validate in internal/pkg/manifest/validate.go",
};

/// Service Connect on Windows, where Copilot does not look.
pub const WINDOWS_SERVICE_CONNECT_WORKER: Rule = Rule {
    id: "platform.windows-service-connect-worker",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "Service Connect does not work on Windows. Copilot does not check it for a Worker Service, but the deployment fails.",
    ],
    doc: "For Worker Services Copilot has no check of this pair, though Service Connect is as impossible there as in \
          the other services.",
    bad: "# Worker Service\nplatform: windows/x86_64\ncpu: 1024\nmemory: 2048\nnetwork:\n  connect: true\n",
    good: "# Worker Service\nplatform: windows/x86_64\ncpu: 1024\nmemory: 2048\nnetwork:\n  connect: false\n",
    source: "WorkerServiceConfig.validate in internal/pkg/manifest/validate.go",
};

/// A log router on Windows.
pub const WINDOWS_FIRELENS: Rule = Rule {
    id: "platform.windows-firelens",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "`logging` adds a FireLens log router, and FireLens does not run in Windows tasks. Only `retention` works there.",
    ],
    doc: "Every field of `logging` but `retention` makes Copilot add a FireLens container. Fargate does not support it \
          in Windows tasks.",
    bad: "# Backend Service\nplatform: windows/x86_64\ncpu: 1024\nmemory: 2048\nlogging:\n  enableMetadata: true\n",
    good: "# Backend Service\nplatform: windows/x86_64\ncpu: 1024\nmemory: 2048\nlogging:\n  retention: 30\n",
    source: "docs/developing/sidecars; Amazon ECS, considerations for Windows containers on Fargate",
};

/// Tracing on Windows.
pub const WINDOWS_XRAY: Rule = Rule {
    id: "platform.windows-xray",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["Tracing adds a collector that is a Linux image: it does not start in a Windows task."],
    doc: "`observability.tracing` makes Copilot add the OpenTelemetry collector of AWS as a sidecar. That image is \
          for Linux.",
    bad: "# Backend Service\nplatform: windows/x86_64\ncpu: 1024\nmemory: 2048\nobservability:\n  tracing: awsxray\n",
    good: "# Backend Service\nplatform: linux/x86_64\nobservability:\n  tracing: awsxray\n",
    source: "docs/developing/sidecars",
};

fn report(check: &mut Check<'_>, rule: &'static Rule, value: &Arc<Value>) {
    let mut report = Report::new(rule, Place::key(value));
    if let Some(platform) = check.at(&["platform"]) {
        report = report
            .because(platform)
            .related(platform, Phrase::new("the platform stands here", "プラットフォームの指定はここです"));
    }
    check.report(report);
}

fn arm_spot(check: &mut Check<'_>) {
    let is_arm = || check.architecture().is_some_and(|name| matches!(name.as_str(), "arm" | "arm64"));
    if check.kind == Kind::ScheduledJob || !check.kind.is_ecs() || !is_arm() {
        return;
    }
    let spot = check.at(&["count", "spot"]).or_else(|| check.at(&["count", "range", "spot_from"]));
    if let Some(spot) = spot {
        report(check, &ARM_SPOT, spot);
    }
}

fn is_windows_task(check: &Check<'_>) -> bool {
    check.kind.is_ecs() && check.is_windows()
}

fn windows_storage(check: &mut Check<'_>) {
    if !is_windows_task(check) {
        return;
    }
    if let Some(readonly) = check.at(&["storage", "readonly_fs"]).filter(|value| value.bool() == Some(true)) {
        report(check, &WINDOWS_READONLY_FS, readonly);
    }
    for (name, _) in check.entries(&["storage", "volumes"]) {
        let efs = check.given(&["storage", "volumes", name, "efs"]);
        if let Some(efs) = efs.filter(|efs| efs.bool() != Some(false)) {
            report(check, &WINDOWS_EFS, efs);
        }
    }
}

fn windows_connect(check: &mut Check<'_>) {
    if !is_windows_task(check) {
        return;
    }
    let rule = match check.kind {
        Kind::LoadBalancedWebService | Kind::BackendService => &WINDOWS_SERVICE_CONNECT,
        Kind::WorkerService => &WINDOWS_SERVICE_CONNECT_WORKER,
        _ => return,
    };
    let connect = check.given(&["network", "connect"]);
    if let Some(connect) = connect.filter(|connect| connect.is_map() || connect.bool() == Some(true)) {
        report(check, rule, connect);
    }
}

/// What Copilot would add to the task.
fn windows_injected(check: &mut Check<'_>) {
    if !is_windows_task(check) {
        return;
    }
    if let Some(logging) = check.at(&["logging"]).filter(|_| check.has_firelens()) {
        report(check, &WINDOWS_FIRELENS, logging);
    }
    if let Some(tracing) = check.tracing() {
        report(check, &WINDOWS_XRAY, tracing);
    }
}
