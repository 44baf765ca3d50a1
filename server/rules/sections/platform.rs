//! `platform`: operating system and architecture.

use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::manifest::value::Value;
use crate::rules::check::{Check, FAMILIES};
use crate::rules::fixes::add_below;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::{any_quoted, quoted};
use std::sync::Arc;

pub mod support;

/// The rules of this section.
pub const RULES: &[&Rule] =
    &[&STRING_FORMAT, &STRING_VALUE, &MAP_INCOMPLETE, &MAP_PAIR, &SHAPE, &RDWS_ANY, &RDWS_WINDOWS];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[platform];

/// A text without one slash.
pub const STRING_FORMAT: Rule = Rule {
    id: "platform.string-format",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{value} must be an operating system and an architecture with one `/` between them: {allowed}.",
    ],
    doc: "The short form of a platform is `<os>/<architecture>`. Copilot refuses a text with no slash or with more \
          than one.",
    bad: "# Backend Service\nplatform: linux\n",
    good: "# Backend Service\nplatform: linux/arm64\n",
    source: "PlatformString.validate in internal/pkg/manifest/validate.go",
};

/// A text that names no platform.
pub const STRING_VALUE: Rule = Rule {
    id: "platform.string-value",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["{value} is no platform that Copilot knows. Allowed: {allowed}."],
    doc: "Copilot takes six platforms in the short form, in any case. Other versions of Windows need the map form.",
    bad: "# Backend Service\nplatform: darwin/arm64\n",
    good: "# Backend Service\nplatform: linux/arm64\n",
    source: "PlatformString.validate in internal/pkg/manifest/validate.go",
};

/// Half a map.
pub const MAP_INCOMPLETE: Rule = Rule {
    id: "platform.map-incomplete",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`platform` needs `osfamily` and `architecture`; {missing} is missing, and Copilot refuses it.",
    ],
    doc: "In its map form a platform needs both keys.",
    bad: "# Backend Service\ncpu: 1024\nmemory: 2048\nplatform:\n  osfamily: windows_server_2022_core\n",
    good: "# Backend Service\ncpu: 1024\nmemory: 2048\nplatform:\n  osfamily: windows_server_2022_core\n  architecture: x86_64\n",
    source: "PlatformArgs.validate in internal/pkg/manifest/validate.go",
};

/// A pair that does not exist.
pub const MAP_PAIR: Rule = Rule {
    id: "platform.map-pair",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{value} is no operating system that Copilot knows. Allowed: {allowed}.",
        "{value} is no architecture for {os}. Allowed: {allowed}.",
    ],
    doc: "Linux runs on x86_64 and ARM, Windows on x86_64 only. Copilot refuses every other pair.",
    bad: "# Backend Service\ncpu: 1024\nmemory: 2048\nplatform:\n  osfamily: windows_server_2019_core\n  architecture: arm64\n",
    good: "# Backend Service\ncpu: 1024\nmemory: 2048\nplatform:\n  osfamily: windows_server_2019_core\n  architecture: x86_64\n",
    source: "PlatformArgs.validate in internal/pkg/manifest/validate.go",
};

/// Neither a text nor the map.
pub const SHAPE: Rule = Rule {
    id: "platform.shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`platform` must be a text such as `linux/arm64` or a map, not {found}: Copilot refuses the manifest.",
        "`platform` must be a text such as `linux/arm64` or a map, not {found}: Copilot drops it without a word.",
        "Copilot knows none of the keys of this `platform` and refuses it. It takes {known}.",
    ],
    doc: "A platform is a text, or a map with `osfamily` and `architecture`. Other keys, such as `os` and `arch`, are \
          not known, and a map of them is refused.",
    bad: "# Backend Service\nplatform:\n  os: linux\n  arch: arm64\n",
    good: "# Backend Service\nplatform:\n  osfamily: linux\n  architecture: arm64\n",
    source: "PlatformArgsOrString.UnmarshalYAML in internal/pkg/manifest/workload.go",
};

/// App Runner has no choice.
pub const RDWS_ANY: Rule = Rule {
    id: "platform.rdws-any",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "Copilot refuses every `platform` of a {kind}, even `linux/amd64`. Remove it: that is the default.",
    ],
    doc: "App Runner runs `linux/amd64` only. A slip in Copilot's check makes it refuse any value, the right one too, \
          so the field must be left out.",
    bad: "# Request-Driven Web Service\nplatform: linux/amd64\n",
    good: "# Request-Driven Web Service\ncpu: 1024\nmemory: 2048\n",
    source: "AppRunnerInstanceConfig.validate in internal/pkg/manifest/validate.go",
};

/// Windows on App Runner.
pub const RDWS_WINDOWS: Rule = Rule {
    id: "platform.rdws-windows",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "App Runner does not run Windows containers: Copilot refuses this `platform`. Use another kind of service.",
    ],
    doc: "A Request-Driven Web Service runs on App Runner, which has Linux only. Windows containers need a service on \
          ECS.",
    bad: "# Request-Driven Web Service\nplatform: windows/x86_64\n",
    good: "# Request-Driven Web Service\ncpu: 1024\nmemory: 2048\n",
    source: "ErrAppRunnerInvalidPlatformWindows in internal/pkg/manifest",
};

fn platform(check: &mut Check<'_>) {
    let Some(platform) = check.at(&["platform"]) else { return };
    if check.kind == Kind::RequestDrivenWebService {
        let rule = if check.is_windows() { &RDWS_WINDOWS } else { &RDWS_ANY };
        check.report(Report::new(rule, Place::key(platform)).arg("kind", check.kind.name()));
    } else if platform.is_map() {
        map(check, platform);
    }
}

fn unknown(report: Report, value: &Value, text: &str, known: &[&'static str]) -> Report {
    let report = report.arg("value", quoted(text)).say("allowed", any_quoted(known.iter().copied()));
    report.fix_nearest(value, text, known.iter().copied())
}

fn map(check: &mut Check<'_>, platform: &Arc<Value>) {
    let (Some(family), Some(architecture)) = (platform.get("osfamily"), platform.get("architecture")) else {
        let missing = ["osfamily", "architecture"].into_iter().find(|key| platform.get(key).is_none());
        let report = Report::new(&MAP_INCOMPLETE, Place::missing_in(platform));
        let known = platform.get("osfamily");
        let fix = known.and_then(|family| add_below(check, family, "architecture: x86_64"));
        check.report(report.arg("missing", quoted(missing.unwrap_or_default())).fix(fix));
        return;
    };
    let (Some(os), Some(arch)) = (family.text(), architecture.text()) else { return };
    let lower = os.to_lowercase();
    if !FAMILIES.contains(&lower.as_str()) {
        check.report(unknown(Report::new(&MAP_PAIR, Place::value(family)), family, os, &FAMILIES));
        return;
    }
    let allowed = architectures(&lower);
    if !allowed.contains(&arch.to_lowercase().as_str()) {
        let report = Report::new(&MAP_PAIR, Place::value(architecture)).message(1);
        let report = report.arg("os", quoted(os)).because(family);
        check.report(unknown(report, architecture, arch, allowed));
    }
}

/// The architectures that an operating system, in lower case, runs on.
pub fn architectures(os: &str) -> &'static [&'static str] {
    if os == "linux" { &["x86_64", "amd64", "arm64", "arm"] } else { &["x86_64", "amd64"] }
}
