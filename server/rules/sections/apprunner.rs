//! Request-Driven Web Services: what App Runner takes.

use super::unknown_keys::Dropped;
use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::rules::check::Check;
use crate::rules::fixes::{clamp_seconds, remove_value};
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::quoted;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &ALIAS_SHAPE,
    &ALIAS_DOMAIN,
    &PRIVATE_SHAPE,
    &HTTP_PATH,
    &HTTP_BOOLEAN,
    &HEALTHCHECK_IGNORED,
    &HEALTHCHECK_THRESHOLD_RANGE,
    &HEALTHCHECK_DURATION_RANGE,
    &IGNORED_SECTIONS,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[alias, health_check];

/// Dropped keys with a rule of their own.
pub const DROPPED: &[Dropped] = &[
    Dropped {
        rule: &HTTP_PATH,
        kinds: &[Kind::RequestDrivenWebService],
        parent: &["http"],
        keys: &[
            "path",
            "target_container",
            "targetContainer",
            "target_port",
            "stickiness",
            "allowed_source_ips",
            "deregistration_delay",
            "hosted_zone",
            "redirect_to_https",
            "version",
            "additional_rules",
        ],
    },
    Dropped {
        rule: &IGNORED_SECTIONS,
        kinds: &[Kind::RequestDrivenWebService],
        parent: &[],
        keys: &[
            "sidecars",
            "logging",
            "storage",
            "env_file",
            "entrypoint",
            "deployment",
            "nlb",
            "subscribe",
            "taskdef_overrides",
        ],
    },
];

/// More names than one.
pub const ALIAS_SHAPE: Rule = Rule {
    id: "rdws.alias-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "A Request-Driven Web Service has one `alias`, a text, not {found}: Copilot refuses the manifest.",
    ],
    doc: "App Runner services have one name of their own. The list form of load-balanced services is refused.",
    bad: "# Request-Driven Web Service\nhttp:\n  alias: [www.example.com]\n",
    good: "# Request-Driven Web Service\nhttp:\n  alias: www.example.com\n",
    source: "RequestDrivenWebServiceHttpConfig in internal/pkg/manifest/rd_web_svc.go",
};

/// A name that is the domain itself.
pub const ALIAS_DOMAIN: Rule = Rule {
    id: "rdws.alias-domain",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{value} can't be exactly one label below the domain of the application: Copilot can't deploy it.",
    ],
    doc: "The alias of an App Runner service must stand one label below the domain of the application, such as \
          `www.example.com` below `example.com`. The domain itself is refused when the service is deployed. Only \
          aliases with fewer than three labels are reported, which are wrong whatever the domain is.",
    bad: "# Request-Driven Web Service\nhttp:\n  alias: example.com\n",
    good: "# Request-Driven Web Service\nhttp:\n  alias: www.example.com\n",
    source: "checkUnsupportedRDSvcAlias in internal/pkg/cli/deploy/rd.go; docs/developing/domain",
};

/// Neither a switch nor an endpoint.
pub const PRIVATE_SHAPE: Rule = Rule {
    id: "rdws.private-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`private` must be `true`, `false` or a map with `endpoint`, not {found}: Copilot refuses the manifest.",
        "`private` must be `true`, `false` or a map with `endpoint`, not {found}: Copilot drops it without a word.",
        "Copilot knows none of the keys of this `private` and refuses it. It takes {known}.",
    ],
    doc: "`http.private` makes the service reachable from within the VPC only. As a map it names a VPC endpoint that \
          exists already.",
    bad: "# Request-Driven Web Service\nhttp:\n  private:\n    id: vpce-12345\n",
    good: "# Request-Driven Web Service\nhttp:\n  private:\n    endpoint: vpce-12345\n",
    source: "RequestDrivenWebServiceHttpConfig in internal/pkg/manifest/rd_web_svc.go",
};

/// What only a load balancer has.
pub const HTTP_PATH: Rule = Rule {
    id: "rdws.http-path",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["A {kind} has no load balancer: Copilot ignores {key} in its `http`."],
    doc: "App Runner routes all requests of the service to its one container. Paths, target containers, stickiness and \
          the other options of a load balancer are dropped without a message.",
    bad: "# Request-Driven Web Service\nhttp:\n  path: /\n",
    good: "# Request-Driven Web Service\nhttp:\n  healthcheck: /health\n",
    source: "RequestDrivenWebServiceHttpConfig in internal/pkg/manifest/rd_web_svc.go",
};

/// A switch for `http`.
pub const HTTP_BOOLEAN: Rule = Rule {
    id: "rdws.http-boolean",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`http` of a Request-Driven Web Service must be a map, not {found}: Copilot refuses the manifest.",
    ],
    doc: "An App Runner service always serves HTTP; its `http` is a map of options and can't be switched off.",
    bad: "# Request-Driven Web Service\nhttp: false\n",
    good: "# Request-Driven Web Service\nhttp:\n  private: true\n",
    source: "RequestDrivenWebServiceHttpConfig in internal/pkg/manifest/rd_web_svc.go",
};

/// Parts of the health check that App Runner does not have.
pub const HEALTHCHECK_IGNORED: Rule = Rule {
    id: "rdws.healthcheck-ignored",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["App Runner's health check has no {key}: Copilot accepts it and does not use it."],
    doc: "App Runner checks `path` on the port of the service. Another port, success codes and a grace period exist for \
          load balancers only.",
    bad: "# Request-Driven Web Service\nhttp:\n  healthcheck:\n    path: /health\n    port: 8081\n",
    good: "# Request-Driven Web Service\nhttp:\n  healthcheck:\n    path: /health\n",
    source: "appRunnerWkld.Parameters in internal/pkg/deploy/cloudformation/stack/workload.go",
};

/// A threshold out of range.
pub const HEALTHCHECK_THRESHOLD_RANGE: Rule = Rule {
    id: "rdws.healthcheck-threshold-range",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["App Runner takes {allowed} checks in a row, not {value}."],
    doc: "The numbers of checks after which App Runner takes the service for healthy or unhealthy lie between 1 and 20. \
          Copilot does not look at them, and the deployment fails.",
    bad: "# Request-Driven Web Service\nhttp:\n  healthcheck:\n    healthy_threshold: 25\n",
    good: "# Request-Driven Web Service\nhttp:\n  healthcheck:\n    healthy_threshold: 3\n",
    source: "docs/manifest/rd-web-service#http-healthcheck-healthy-threshold",
};

/// A time out of range.
pub const HEALTHCHECK_DURATION_RANGE: Rule = Rule {
    id: "rdws.healthcheck-duration-range",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["App Runner takes 1s to 20s for {key}: the deployment fails with this value."],
    doc: "The interval and the timeout of App Runner's health check lie between one and twenty seconds. Copilot does \
          not look at them, and the deployment fails.",
    bad: "# Request-Driven Web Service\nhttp:\n  healthcheck:\n    interval: 30s\n",
    good: "# Request-Driven Web Service\nhttp:\n  healthcheck:\n    interval: 10s\n",
    source: "docs/manifest/rd-web-service#http-healthcheck-interval",
};

/// Sections of ECS.
pub const IGNORED_SECTIONS: Rule = Rule {
    id: "rdws.ignored-sections",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["A {kind} has no {key}: Copilot ignores it. Services on ECS have it."],
    doc: "App Runner runs one container without sidecars, volumes, log routing or rolling deployments of its own. \
          Copilot drops these sections without a message.",
    bad: "# Request-Driven Web Service\nenv_file: app.env\n",
    good: "# Request-Driven Web Service\nvariables:\n  LOG_LEVEL: info\n",
    source: "RequestDrivenWebServiceConfig in internal/pkg/manifest/rd_web_svc.go",
};

fn alias(check: &mut Check<'_>) {
    let is_app_runner = check.kind == Kind::RequestDrivenWebService;
    let Some(alias) = check.at(&["http", "alias"]).filter(|_| is_app_runner) else { return };
    if let Some(text) = alias.text().filter(|text| !text.is_empty() && text.split('.').count() < 3) {
        check.report(Report::new(&ALIAS_DOMAIN, Place::value(alias)).arg("value", quoted(text)));
    }
}

fn health_check(check: &mut Check<'_>) {
    if check.kind != Kind::RequestDrivenWebService {
        return;
    }
    let Some(health) = check.at(&["http", "healthcheck"]) else { return };
    for key in ["port", "success_codes", "grace_period"] {
        if let Some(value) = health.get(key) {
            let report = Report::new(&HEALTHCHECK_IGNORED, Place::key(value)).arg("key", quoted(key));
            check.report(report.fix(remove_value(check, value)));
        }
    }
    for key in ["interval", "timeout"] {
        let Some(value) = health.get(key).filter(|value| !value.zeroed) else { continue };
        // App Runner gets whole seconds; Copilot cuts the rest off.
        if value.seconds().is_some_and(|time| !(1..=20).contains(&time)) {
            check.report(
                Report::new(&HEALTHCHECK_DURATION_RANGE, Place::value(value))
                    .arg("key", quoted(key))
                    .fix(clamp_seconds(value, &(1..=20))),
            );
        }
    }
}
