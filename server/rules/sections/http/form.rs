//! Single fields of a rule: their types and what they may hold.

use super::{given, routing_rules};
use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::manifest::path::{Path, Segment};
use crate::rules::check::Check;
use crate::rules::fixes::{clamp_seconds, remove_value};
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::values::is_empty_text;

/// A switch where only a map is taken.
pub const BACKEND_BOOLEAN: Rule = Rule {
    id: "http.backend-boolean",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`http` of a Backend Service must be a map, not {found}. To have no load balancer leave it out.",
        "`http` of a Backend Service must be a map: Copilot drops {found}.",
        "`http` of a Backend Service must be a map with some of these keys: {known}.",
    ],
    doc: "Only a Load Balanced Web Service may write `http: false`. For a Backend Service the internal load balancer \
          is optional: without `http` there is none.",
    bad: "# Backend Service\nhttp: false\n",
    good: "# Backend Service\nhttp:\n  path: /\n",
    source: "docs/manifest/backend-service#http; HTTP in internal/pkg/manifest/backend_svc.go",
};

/// Neither a map nor a switch.
pub const SCALAR: Rule = Rule {
    id: "http.scalar",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`http` must be a map with `path`, or `false`, not {found}: Copilot refuses the manifest.",
        "`http` must be a map with `path`, or `false`: Copilot drops {found}.",
        "Copilot finds none of its settings in this `http` and refuses the manifest. Write `path`, or `http: false` for no application load balancer.",
    ],
    doc: "`http` is a map of settings or a boolean. A text is neither, and a map without any field of a rule (an empty \
          one, one with unknown keys only, or one with `alb` only) is refused as well.",
    bad: "# Load Balanced Web Service\nhttp: enabled\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n",
    source: "HTTPOrBool.UnmarshalYAML in internal/pkg/manifest/http.go",
};

/// A quoted port that becomes 0.
pub const TARGET_PORT_TYPE: Rule = Rule {
    id: "http.target-port-type",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "`target_port` must be a number from 0 to 65535, not {found}.",
        "`target_port` must be a number from 0 to 65535: of {found} Copilot makes port 0 without a word.",
    ],
    doc: "For a Load Balanced Web Service Copilot hides type errors inside `http`. A port in quotes is not refused: it \
          becomes port 0, and the load balancer reaches nothing. Write the number without quotes.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  target_port: \"8081\"\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  target_port: 8081\n",
    source: "HTTPOrBool.UnmarshalYAML; docs/manifest/lb-web-service#http-target-port",
};

/// A value of another type that becomes nothing.
pub const TYPE_ERROR_ZEROED: Rule = Rule {
    id: "http.type-error-zeroed",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "{key} must be {expected}, not {found}.",
        "{key} must be {expected}: Copilot silently reads {found} as nothing (0s, false or an empty text).",
        "{key} must be {expected}: Copilot silently drops {found}, so the restriction is gone and anyone who can \
         reach the load balancer can reach the service.",
    ],
    doc: "For a Load Balanced Web Service Copilot hides type errors inside `http` and goes on with the zero of the \
          field: `deregistration_delay: 50` becomes 0s, `redirect_to_https: \"false\"` becomes false by luck, \
          `stickiness: maybe` becomes false.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  deregistration_delay: 50\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  deregistration_delay: 50s\n",
    source: "HTTPOrBool.UnmarshalYAML in internal/pkg/manifest/http.go",
};

/// A path that becomes empty.
pub const PARTIAL_PATH: Rule = Rule {
    id: "http.partial-path",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "`path` must be a text, not {found}.",
        "`path` must be a text: Copilot takes {found} for an empty path, which means `/`.",
    ],
    doc: "Copilot hides type errors inside `http` of a Load Balanced Web Service, even of a required field. A path \
          that is a list or a map counts as given and empty, so the rule takes every request.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: [a]\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: a\n",
    source: "HTTPOrBool.UnmarshalYAML in internal/pkg/manifest/http.go",
};

/// A value of another type.
pub const BACKEND_TYPE_ERROR: Rule = Rule {
    id: "http.backend-type-error",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{key} must be {expected}, not {found}: Copilot refuses the manifest.",
        "{key} must be {expected}: Copilot drops {found} without a word.",
    ],
    doc: "A Backend Service reads `http` strictly: a value of another type than the field is refused. Durations need a \
          unit, numbers and booleans no quotes.",
    bad: "# Backend Service\nhttp:\n  path: /\n  deregistration_delay: 50\n",
    good: "# Backend Service\nhttp:\n  path: /\n  deregistration_delay: 50s\n",
    source: "HTTP in internal/pkg/manifest/http.go",
};

/// An unknown protocol version.
pub const VERSION_VALUE: Rule = Rule {
    id: "http.version-value",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["{value} is no protocol version of a load balancer. Allowed: {allowed}, in any case."],
    doc: "`version` is the protocol between load balancer and container: HTTP/1.1 by default, HTTP/2 or gRPC.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  version: http3\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  version: http2\n",
    source: "docs/manifest/lb-web-service#http-version; RoutingRule.validate",
};

/// An imported load balancer without a name.
pub const ALB_EMPTY: Rule = Rule {
    id: "http.alb-empty",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "`alb` is empty, so no load balancer can be found. Write its name or ARN, or leave the key out to use the one that Copilot manages.",
    ],
    doc: "`alb` names a load balancer that exists already. It must have one listener, or two of which one is HTTP and \
          the other HTTPS.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  alb: \"\"\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  alb: shared-load-balancer\n",
    source: "docs/manifest/lb-web-service#http-alb; validateImportedALBConfig in internal/pkg/cli/deploy/lbws.go",
};

/// `alb` too deep.
pub const ALB_IN_RULE: Rule = Rule {
    id: "http.alb-in-rule",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["{key} stands directly under `http`, for all rules: in a single rule Copilot ignores it."],
    doc: "All rules of a service belong to one load balancer, so `alb` is a field of `http` and not of an item of \
          `additional_rules`.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  additional_rules:\n    - path: /a\n      alb: my-alb\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  alb: my-alb\n  additional_rules:\n    - path: /a\n",
    source: "HTTP and RoutingRule in internal/pkg/manifest/http.go",
};

/// A redirect that is not for the manifest to decide.
pub const REDIRECT_BACKEND: Rule = Rule {
    id: "http.redirect-backend",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "A Backend Service ignores `redirect_to_https`: requests are redirected where the environment imports private certificates.",
    ],
    doc: "Whether the internal load balancer redirects to HTTPS follows from the certificates in the manifest of the \
          environment. The switch exists for Load Balanced Web Services only.",
    bad: "# Backend Service\nhttp:\n  path: /\n  redirect_to_https: false\n",
    good: "# Backend Service\nhttp:\n  path: /\n",
    source: "BackendService.convertALBListener in internal/pkg/deploy/cloudformation/stack/transformers.go",
};

/// A delay that the load balancer refuses.
pub const DEREGISTRATION_DELAY_RANGE: Rule = Rule {
    id: "http.deregistration-delay-range",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["`deregistration_delay` must lie between 0s and 3600s (1h): the load balancer refuses more."],
    doc: "The time that a load balancer gives open connections before it takes a task out of service, 60s by default.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  deregistration_delay: 2h\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  deregistration_delay: 1h\n",
    source: "docs/manifest/lb-web-service#http-deregistration-delay; Elastic Load Balancing, target group attributes",
};

pub(super) fn check(check: &mut Check<'_>) {
    if let Some(alb) = given(check).and_then(|http| http.get("alb"))
        && is_empty_text(alb)
    {
        check.report(Report::new(&ALB_EMPTY, Place::value(alb)));
    }
    for rule in routing_rules(check) {
        if let Some(redirect) =
            rule.body.get("redirect_to_https").filter(|_| check.kind == Kind::BackendService)
        {
            let fix = remove_value(check, redirect);
            check.report(Report::new(&REDIRECT_BACKEND, Place::key(redirect)).fix(fix));
        }
        let delay = rule.body.get("deregistration_delay").filter(|delay| !delay.zeroed);
        if let Some(delay) =
            delay.filter(|delay| delay.seconds().is_some_and(|time| !(0..=3600).contains(&time)))
        {
            let fix = clamp_seconds(delay, &(0..=3600));
            check.report(Report::new(&DEREGISTRATION_DELAY_RANGE, Place::value(delay)).fix(fix));
        }
    }
}

/// Where the restriction of addresses is dropped as a whole, the danger needs words of its own.
pub fn of_lost_restriction(path: &Path) -> Option<(&'static Rule, usize)> {
    const DANGER: usize = 2;
    let lost = matches!(path.last(), Some(Segment::Key(key)) if &**key == "allowed_source_ips");
    lost.then_some((&TYPE_ERROR_ZEROED, DANGER))
}
