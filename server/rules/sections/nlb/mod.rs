//! `nlb`: listeners of the network load balancer.

mod listener;

use super::http::{has, is_set_map};
use super::unknown_keys::Dropped;
use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::manifest::shape::Shape;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::values::is_digits;
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &BOOLEAN,
    &HEALTHCHECK_STRING,
    &HEALTHCHECK_HTTP_FIELDS,
    &ALIAS_HOSTED_ZONE,
    &THRESHOLD_RANGE,
    &listener::PORT_MISSING,
    &listener::PORT_PROTOCOL,
    &listener::PORT_FORMAT,
    &listener::TARGET_CONTAINER_UNKNOWN,
    &listener::DUPLICATE_PORT,
    &listener::TLS_STICKINESS,
    &listener::SSL_POLICY_NOT_TLS,
    &listener::ADDITIONAL_GRACE_PERIOD,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[aliases, listener::check, listener::duplicate_ports];

const LBWS: &[Kind] = &[Kind::LoadBalancedWebService];

/// Keys that Copilot drops here.
pub const DROPPED: &[Dropped] = &[
    Dropped {
        rule: &HEALTHCHECK_HTTP_FIELDS,
        kinds: LBWS,
        parent: &["nlb", "healthcheck"],
        keys: &["path", "success_codes"],
    },
    Dropped {
        rule: &HEALTHCHECK_HTTP_FIELDS,
        kinds: LBWS,
        parent: &["nlb", "additional_listeners", "*", "healthcheck"],
        keys: &["path", "success_codes"],
    },
];

/// A switch where only a map is taken.
pub const BOOLEAN: Rule = Rule {
    id: "nlb.boolean",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`nlb` must be a map with `port`, not {found}. To have no network load balancer leave it out.",
    ],
    doc: "Unlike `http`, `nlb` has no switch: the section is there or not.",
    bad: "# Load Balanced Web Service\nnlb: false\n",
    good: "# Load Balanced Web Service\nnlb:\n  port: 81/tcp\n",
    source: "docs/manifest/lb-web-service#nlb; NetworkLoadBalancerConfiguration in internal/pkg/manifest/lb_web_svc.go",
};

/// A path where only a map is taken.
pub const HEALTHCHECK_STRING: Rule = Rule {
    id: "nlb.healthcheck-string",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`healthcheck` of a network load balancer must be a map, not {found}: it opens a TCP connection and knows no path.",
    ],
    doc: "A network load balancer checks whether a port takes connections. Its `healthcheck` is a map with `port`, \
          thresholds and times; the short form with a path belongs to `http`.",
    bad: "# Load Balanced Web Service\nnlb:\n  port: 81/tcp\n  healthcheck: /health\n",
    good: "# Load Balanced Web Service\nnlb:\n  port: 81/tcp\n  healthcheck:\n    interval: 10s\n",
    source: "docs/manifest/lb-web-service#nlb-healthcheck; NLBHealthCheckArgs in internal/pkg/manifest/svc.go",
};

/// Fields of the other load balancer.
pub const HEALTHCHECK_HTTP_FIELDS: Rule = Rule {
    id: "nlb.healthcheck-http-fields",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "{key} belongs to `http.healthcheck`: a network load balancer checks by TCP, and Copilot ignores it.",
    ],
    doc: "`path` and `success_codes` are settings of an HTTP health check. The one of a network load balancer only opens \
          a connection.",
    bad: "# Load Balanced Web Service\nnlb:\n  port: 81/tcp\n  healthcheck:\n    path: /health\n",
    good: "# Load Balanced Web Service\nnlb:\n  port: 81/tcp\n  healthcheck:\n    port: 8080\n",
    source: "docs/manifest/lb-web-service#nlb-healthcheck; NLBHealthCheckArgs in internal/pkg/manifest/svc.go",
};

/// A zone for a name that gets none.
pub const ALIAS_HOSTED_ZONE: Rule = Rule {
    id: "nlb.alias-hosted-zone",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`hosted_zone` is not for a network load balancer: Copilot refuses it. Write the alias as a plain text.",
    ],
    doc: "An alias of `http` may name its hosted zone, one of `nlb` may not: it must lie in a domain of the application.",
    bad: "# Load Balanced Web Service\nnlb:\n  port: 81/tcp\n  alias:\n    - name: tcp.example.com\n      hosted_zone: Z0EXAMPLE\n",
    good: "# Load Balanced Web Service\nnlb:\n  port: 81/tcp\n  alias: tcp.example.com\n",
    source: "docs/manifest/lb-web-service#nlb-alias; NetworkLoadBalancerConfiguration.validate",
};

/// A threshold that the load balancer refuses.
pub const THRESHOLD_RANGE: Rule = Rule {
    id: "nlb.threshold-range",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["A threshold of {value} is refused by the load balancer. Allowed: {allowed}."],
    doc: "So many checks in a row make a task healthy or unhealthy: 2 to 10, 3 by default.",
    bad: "# Load Balanced Web Service\nnlb:\n  port: 81/tcp\n  healthcheck:\n    healthy_threshold: 20\n",
    good: "# Load Balanced Web Service\nnlb:\n  port: 81/tcp\n  healthcheck:\n    healthy_threshold: 10\n",
    source: "docs/manifest/lb-web-service#nlb-healthcheck-healthy-threshold; Elastic Load Balancing, CreateTargetGroup",
};

/// A listener: the main one is `nlb` itself.
#[derive(Debug, Clone, Copy)]
pub struct Listener<'m> {
    /// The map.
    pub body: &'m Arc<Value>,
    /// It is the main listener.
    pub main: bool,
}

/// `nlb` where it counts as given (`NetworkLoadBalancerConfiguration.IsEmpty` in Copilot's code).
pub fn given<'m>(check: &Check<'m>) -> Option<&'m Arc<Value>> {
    let nlb =
        check.section("nlb").filter(|nlb| check.kind == Kind::LoadBalancedWebService && nlb.is_map())?;
    is_set_map(nlb, Shape::of(check.kind).field("nlb")?).then_some(nlb)
}

/// The listeners, the main one first.
pub fn listeners<'m>(check: &Check<'m>) -> Vec<Listener<'m>> {
    let Some(nlb) = given(check) else { return Vec::new() };
    let main = Listener { body: nlb, main: true };
    let more = nlb.get("additional_listeners").into_iter().flat_map(|listeners| listeners.items());
    let more = more.filter(|listener| listener.is_map()).map(|body| Listener { body, main: false });
    std::iter::once(main).chain(more).collect()
}

/// Port and protocol of a listener as `ParsePortMapping` splits them, the protocol in upper case; `None` where that
/// can't be done.
pub fn split(text: &str) -> Option<(&str, Option<String>)> {
    let mut parts = text.split('/');
    let (port, protocol, rest) = (parts.next()?, parts.next(), parts.next());
    rest.is_none().then(|| (port, protocol.map(str::to_uppercase)))
}

/// Go's `ParseUint` with 16 bits.
pub fn port_number(text: &str) -> Option<u16> {
    text.parse().ok().filter(|_| is_digits(text))
}

fn aliases(check: &mut Check<'_>) {
    let Some(nlb) = given(check) else { return };
    let Some(alias) = nlb.get("alias").filter(|_| has(check, "nlb", nlb, "alias")) else { return };
    super::http::alias_names(check, alias);
    for zone in alias.items().iter().filter_map(|item| item.get("hosted_zone")) {
        check.report(Report::new(&ALIAS_HOSTED_ZONE, Place::key(zone)));
    }
}
