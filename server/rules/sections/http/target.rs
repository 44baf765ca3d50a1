//! The container behind a rule.

use super::{given, routing_rules};
use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::{all_quoted, quoted};

/// No such container.
pub const UNKNOWN: Rule = Rule {
    id: "http.target-container-unknown",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["There is no container {name} in this manifest. Allowed: {allowed}."],
    doc: "A rule sends its requests to the main container, which bears the name of the service, or to a sidecar. After \
          an environment has changed the sidecars the name must still be right.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  target_container: nginx\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  target_container: nginx\nsidecars:\n  nginx:\n    image: nginx:1.27\n    port: 80\n",
    source: "docs/manifest/lb-web-service#http-target-container; validateTargetContainer",
};

/// A container without a port.
pub const NO_PORT: Rule = Rule {
    id: "http.target-container-no-port",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "The container {name} exposes no port: Copilot refuses it as a target, whatever `target_port` says. Give it {field}.",
    ],
    doc: "The target of a rule must open a port: `port` of a sidecar, `image.port` of the main container. `target_port` \
          does not replace it.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  target_container: nginx\nsidecars:\n  nginx:\n    image: nginx:1.27\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  target_container: nginx\nsidecars:\n  nginx:\n    image: nginx:1.27\n    port: 80\n",
    source: "validateTargetContainer in internal/pkg/manifest/validate.go",
};

/// The old and the current name of one key.
pub const BOTH_SPELLINGS: Rule = Rule {
    id: "http.target-container-both-spellings",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`targetContainer` is the old spelling of `target_container`: Copilot refuses both together. Keep `target_container`.",
    ],
    doc: "Copilot once wrote `targetContainer`. It still reads the old key, but not beside the current one.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  target_container: nginx\n  targetContainer: nginx\nsidecars:\n  nginx:\n    image: nginx:1.27\n    port: 80\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  target_container: nginx\nsidecars:\n  nginx:\n    image: nginx:1.27\n    port: 80\n",
    source: "HTTP.validate in internal/pkg/manifest/validate.go",
};

/// What is wrong with a `target_container`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Nothing, or it can't be known.
    Right,
    /// No such container.
    Unknown,
    /// It exposes no port.
    NoPort,
}

/// Judges a `target_container` as `validateTargetContainer` does.
pub fn judge(check: &Check<'_>, target: &Value) -> Target {
    let Some(name) = target.text() else { return Target::Right };
    let main = check.section("name");
    if main.is_some_and(|main| main.unknown)
        || check.section("sidecars").is_some_and(|sidecars| sidecars.unknown)
    {
        return Target::Right;
    }
    judge_name(check, name)
}

/// Judges a name that could stand as `target_container`.
pub fn judge_name(check: &Check<'_>, name: &str) -> Target {
    if name == check.name() {
        let open = check.at(&["image", "port"]).is_some()
            || check.section("image").is_none_or(|image| !image.is_map());
        return if open { Target::Right } else { Target::NoPort };
    }
    match check.at(&["sidecars"]).and_then(|sidecars| sidecars.get(name)) {
        None => Target::Unknown,
        Some(sidecar) if sidecar.is_map() && sidecar.get("port").is_none() => Target::NoPort,
        Some(_) => Target::Right,
    }
}

/// Fills what a message says of a wrong target: its name, the containers there are, the field that is missing.
pub fn describe(check: &Check<'_>, report: Report, target: &Value) -> Report {
    let name = target.text().unwrap_or_default();
    let field = if name == check.name() { "`image.port`" } else { "`port`" };
    let report =
        report.arg("name", quoted(name)).arg("allowed", all_quoted(names(check))).arg("field", field);
    report.because_of(check.section("sidecars"))
}

fn names<'m>(check: &Check<'m>) -> impl Iterator<Item = &'m str> + use<'m> {
    check.containers().into_iter().map(|container| container.name).filter(|name| !name.is_empty())
}

/// Changes the name to the one that was most likely meant.
pub fn with_fix(check: &Check<'_>, report: Report, target: &Value) -> Report {
    report.fix_nearest(target, target.text().unwrap_or_default(), names(check))
}

pub(super) fn check(check: &mut Check<'_>) {
    if let Some(http) = given(check)
        && let (Some(current), Some(old)) = (http.get("target_container"), http.get("targetContainer"))
    {
        let report = Report::new(&BOTH_SPELLINGS, Place::key(old));
        check.report(
            report.because(current).related(current, Phrase::new("the current spelling", "現在の綴り")),
        );
    }
    for rule in routing_rules(check) {
        let Some(target) = rule.body.get("target_container") else { continue };
        let place = Place::value(target);
        match judge(check, target) {
            Target::Right => {}
            Target::Unknown => {
                let report = describe(check, Report::new(&UNKNOWN, place), target);
                check.report(with_fix(check, report, target));
            }
            // Without `image.port` a Load Balanced Web Service is refused for that reason.
            Target::NoPort if is_main_of_lbws(check, target) => {}
            Target::NoPort => check.report(describe(check, Report::new(&NO_PORT, place), target)),
        }
    }
}

/// The main container of a kind that can't do without `image.port`.
pub fn is_main_of_lbws(check: &Check<'_>, target: &Value) -> bool {
    check.kind == crate::manifest::kind::Kind::LoadBalancedWebService && target.text() == Some(check.name())
}
