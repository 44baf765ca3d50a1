//! Port, target and settings of one listener.

use super::{Listener, listeners, port_number, split};
use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::fixes::remove_value;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::sections::http::{Target, describe, is_main_of_lbws, judge, with_fix};
use crate::rules::values::repeated;
use crate::rules::words::quoted;
use std::sync::Arc;

/// A listener without a port.
pub const PORT_MISSING: Rule = Rule {
    id: "nlb.port-missing",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["This listener needs `port`: the port that it opens, for example `443/tls`."],
    doc: "Every listener opens one port, the main one in `nlb` and each of `additional_listeners`. The protocol behind \
          the slash is tcp, udp or tls; without one it is tcp.",
    bad: "# Load Balanced Web Service\nnlb:\n  target_port: 8080\n",
    good: "# Load Balanced Web Service\nnlb:\n  port: 80/tcp\n  target_port: 8080\n",
    source: "docs/manifest/lb-web-service#nlb-port; NetworkLoadBalancerListener.validate",
};

/// An unknown protocol.
pub const PORT_PROTOCOL: Rule = Rule {
    id: "nlb.port-protocol",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{protocol} is no protocol of a network load balancer. Allowed behind the slash: tcp, udp or tls.",
    ],
    doc: "A network load balancer forwards connections without knowing HTTP. For HTTP behind it write tcp, or tls to let \
          it end the encryption.",
    bad: "# Load Balanced Web Service\nnlb:\n  port: 80/http\n",
    good: "# Load Balanced Web Service\nnlb:\n  port: 80/tcp\n",
    source: "docs/manifest/lb-web-service#nlb-port; validateNLBPort",
};

/// A port that is none.
pub const PORT_FORMAT: Rule = Rule {
    id: "nlb.port-format",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{value} is no port of a listener. Write a number from 0 to 65535, and behind a slash the protocol: `443/tls`.",
    ],
    doc: "`port` of a listener is a number with an optional protocol. Names, ranges and a second slash are refused.",
    bad: "# Load Balanced Web Service\nnlb:\n  port: http\n",
    good: "# Load Balanced Web Service\nnlb:\n  port: 80\n",
    source: "ParsePortMapping in internal/pkg/manifest/svc.go; validateAndPopulateNLBListenerPorts",
};

/// No such container, or one without a port.
pub const TARGET_CONTAINER_UNKNOWN: Rule = Rule {
    id: "nlb.target-container-unknown",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "There is no container {name} in this manifest. Allowed: {allowed}.",
        "The container {name} exposes no port: Copilot refuses it as a target. Give it {field}.",
    ],
    doc: "A listener sends its connections to the main container, which bears the name of the service, or to a sidecar \
          with a `port`.",
    bad: "# Load Balanced Web Service\nnlb:\n  port: 81/tcp\n  target_container: envoy\n",
    good: "# Load Balanced Web Service\nnlb:\n  port: 81/tcp\n  target_container: envoy\nsidecars:\n  envoy:\n    image: envoyproxy/envoy:v1.30\n    port: 9901\n",
    source: "docs/manifest/lb-web-service#nlb-target-container; validateTargetContainer",
};

/// Two listeners on one port.
pub const DUPLICATE_PORT: Rule = Rule {
    id: "nlb.duplicate-listener-port",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "Another listener opens port {port} already: the load balancer refuses a second one, whatever its protocol.",
    ],
    doc: "Each listener of a network load balancer has a port of its own. Several listeners may send to the same port of \
          a container.",
    bad: "# Load Balanced Web Service\nnlb:\n  port: 81/tcp\n  additional_listeners:\n    - port: 81/tcp\n      target_port: 8081\n",
    good: "# Load Balanced Web Service\nnlb:\n  port: 81/tcp\n  additional_listeners:\n    - port: 82/tcp\n      target_port: 8081\n",
    source: "Elastic Load Balancing, CreateListener",
};

/// Stickiness that is dropped.
pub const TLS_STICKINESS: Rule = Rule {
    id: "nlb.tls-stickiness",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["A TLS listener has no sticky sessions: Copilot leaves `stickiness` out."],
    doc: "Network load balancers can't keep a client at one target when they end the encryption themselves. The setting \
          works with tcp and udp.",
    bad: "# Load Balanced Web Service\nnlb:\n  port: 443/tls\n  stickiness: true\n",
    good: "# Load Balanced Web Service\nnlb:\n  port: 443/tcp\n  stickiness: true\n",
    source: "templates/workloads/partials/cf/nlb.yml",
};

/// A policy that is dropped.
pub const SSL_POLICY_NOT_TLS: Rule = Rule {
    id: "nlb.ssl-policy-not-tls",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "Only a TLS listener uses `ssl_policy`: Copilot leaves it out. Write `tls` behind the port, or remove the key.",
    ],
    doc: "`ssl_policy` chooses the ciphers of a listener that ends the encryption, so it needs a port such as `443/tls`.",
    bad: "# Load Balanced Web Service\nnlb:\n  port: 81/tcp\n  ssl_policy: ELBSecurityPolicy-TLS13-1-2-2021-06\n",
    good: "# Load Balanced Web Service\nnlb:\n  port: 443/tls\n  ssl_policy: ELBSecurityPolicy-TLS13-1-2-2021-06\n",
    source: "docs/manifest/lb-web-service#nlb-ssl-policy; templates/workloads/partials/cf/nlb.yml",
};

/// A grace period of one listener.
pub const ADDITIONAL_GRACE_PERIOD: Rule = Rule {
    id: "nlb.additional-grace-period",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`grace_period` holds for the service as a whole: Copilot refuses it in a further listener. Write it in `nlb.healthcheck`.",
    ],
    doc: "The grace period is the time that a new task has before health checks count. ECS knows one for a service, so \
          it is taken from the main listener only.",
    bad: "# Load Balanced Web Service\nnlb:\n  port: 81/tcp\n  additional_listeners:\n    - port: 82/tcp\n      healthcheck:\n        grace_period: 5s\n",
    good: "# Load Balanced Web Service\nnlb:\n  port: 81/tcp\n  healthcheck:\n    grace_period: 5s\n  additional_listeners:\n    - port: 82/tcp\n",
    source: "validateGracePeriodForNLB in internal/pkg/manifest/validate.go",
};

pub(super) fn check(check: &mut Check<'_>) {
    for listener in listeners(check) {
        port(check, listener);
        target(check, listener);
        settings(check, listener);
    }
}

fn port(check: &mut Check<'_>, listener: Listener<'_>) {
    let Some(port) = listener.body.get("port") else {
        check.report(Report::new(&PORT_MISSING, Place::missing_in(listener.body)));
        return;
    };
    let Some(text) = port.text().filter(|_| !port.zeroed) else { return };
    let place = Place::value(port);
    if text.is_empty() {
        check.report(Report::new(&PORT_MISSING, place));
        return;
    }
    let report = match split(text) {
        Some((_, Some(protocol))) if !matches!(&*protocol, "TCP" | "UDP" | "TLS") => {
            let written = text.split('/').nth(1).unwrap_or_default();
            Report::new(&PORT_PROTOCOL, place).arg("protocol", quoted(written))
        }
        Some((number, _)) if port_number(number).is_some() => return,
        _ => Report::new(&PORT_FORMAT, place).arg("value", quoted(text)),
    };
    check.report(report);
}

fn target(check: &mut Check<'_>, listener: Listener<'_>) {
    let Some(target) = listener.body.get("target_container").filter(|target| !target.zeroed) else { return };
    let report = Report::new(&TARGET_CONTAINER_UNKNOWN, Place::value(target));
    match judge(check, target) {
        Target::Right => {}
        // Without `image.port` the service is refused for that reason.
        Target::NoPort if is_main_of_lbws(check, target) => {}
        Target::NoPort => check.report(describe(check, report.message(1), target)),
        Target::Unknown => {
            let report = describe(check, report, target);
            check.report(with_fix(check, report, target));
        }
    }
}

fn settings(check: &mut Check<'_>, listener: Listener<'_>) {
    if let Some(grace) =
        listener.body.get("healthcheck").and_then(|healthcheck| healthcheck.get("grace_period"))
        && !listener.main
    {
        check.report(Report::new(&ADDITIONAL_GRACE_PERIOD, Place::key(grace)));
    }
    let Some((port, is_tls)) = tls(listener) else { return };
    let sticky = listener.body.get("stickiness").filter(|sticky| sticky.bool() == Some(true));
    if let Some(sticky) = sticky.filter(|_| is_tls) {
        let fix = remove_value(check, sticky);
        check.report(Report::new(&TLS_STICKINESS, Place::key(sticky)).because(port).fix(fix));
    }
    if let Some(policy) = listener.body.get("ssl_policy").filter(|_| !is_tls) {
        let fix = remove_value(check, policy);
        check.report(Report::new(&SSL_POLICY_NOT_TLS, Place::key(policy)).because(port).fix(fix));
    }
}

/// The port of the listener, and whether it speaks TLS; `None` where that can't be known.
fn tls(listener: Listener<'_>) -> Option<(&Arc<Value>, bool)> {
    let port = listener.body.get("port")?;
    let (_, protocol) = split(port.text()?)?;
    Some((port, protocol.as_deref() == Some("TLS")))
}

pub(super) fn duplicate_ports(check: &mut Check<'_>) {
    let number = |port: &Arc<Value>| port.text().and_then(split).and_then(|(number, _)| port_number(number));
    let listeners = listeners(check);
    let ports = listeners.iter().filter_map(|listener| listener.body.get("port"));
    for (number, first, port) in repeated(ports.filter_map(|port| Some((number(port)?, port)))) {
        let report = Report::new(&DUPLICATE_PORT, Place::value(port)).arg("port", number);
        check.report(
            report.because(first).related(first, Phrase::new("the other listener", "もう一方のリスナー")),
        );
    }
}
