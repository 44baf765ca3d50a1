//! Ports of containers: one network for all containers of a task, and what load balancers make of it.

mod claims;
mod healthcheck;
mod sidecars;

use crate::finding::{Origin, Severity};
use crate::rules::check::{Check, Container};
use crate::rules::rule::Rule;

pub use self::sidecars::Port;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &PORT_NUMBER,
    &PORT_PROTOCOL,
    &SIDECAR_CONFLICT,
    &HTTP_CONFLICT,
    &HTTP_PROTOCOL_CONFLICT,
    &NLB_CONFLICT,
    &NLB_UDP_HEALTHCHECK,
    &HTTP_HEALTHCHECK_UDP,
    &HTTP_HEALTHCHECK_NOT_EXPOSED,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[sidecars::check, claims::check, healthcheck::check];

/// A port that is none.
pub const PORT_NUMBER: Rule = Rule {
    id: "sidecar.port-number",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{value} is no port of a sidecar. Write one number from 0 to 65535, and behind a slash the protocol if it is not tcp: `53/udp`.",
    ],
    doc: "A sidecar exposes one port: a number with an optional protocol. Ranges, lists and a second slash are refused.",
    bad: "# Backend Service\nsidecars:\n  nginx:\n    image: nginx:1.27\n    port: 8000-8010\n",
    good: "# Backend Service\nsidecars:\n  nginx:\n    image: nginx:1.27\n    port: 8000\n",
    source: "docs/developing/sidecars#port; validateAndPopulateSidecarContainerPorts",
};

/// A protocol that a container does not have.
pub const PORT_PROTOCOL: Rule = Rule {
    id: "sidecar.port-protocol",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["{protocol} is no protocol of a container port. Allowed behind the slash: tcp or udp."],
    doc: "Containers take TCP or UDP. TLS ends inside the container, or at a listener of `nlb`.",
    bad: "# Backend Service\nsidecars:\n  nginx:\n    image: nginx:1.27\n    port: 443/tls\n",
    good: "# Backend Service\nsidecars:\n  nginx:\n    image: nginx:1.27\n    port: 443/tcp\n",
    source: "docs/developing/sidecars#port; SidecarConfig.validate",
};

/// Two containers on one port.
pub const SIDECAR_CONFLICT: Rule = Rule {
    id: "sidecar.port-conflict",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "The container {other} exposes port {port} already: the containers of a task share one network, and Copilot refuses a second one.",
    ],
    doc: "All containers of a task share one network, like processes on one host. Two of them can't listen on the same \
          port, the main container included.",
    bad: "# Backend Service\nsidecars:\n  nginx:\n    image: nginx:1.27\n    port: 8080\n",
    good: "# Backend Service\nsidecars:\n  nginx:\n    image: nginx:1.27\n    port: 8081\n",
    source: "validateExposedPorts in internal/pkg/manifest/validate.go",
};

/// A target port that belongs to another container.
pub const HTTP_CONFLICT: Rule = Rule {
    id: "http.port-conflict",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "Port {port} belongs to the container {other}, not to {container}: Copilot refuses the rule. Change `target_container` or `target_port`.",
    ],
    doc: "`target_port` opens a port of the target container. A port that another container exposes can't be opened \
          twice, because all containers of a task share one network.",
    bad: "# Load Balanced Web Service\nname: api\nhttp:\n  path: /\n  target_port: 81\n  target_container: api\nsidecars:\n  nginx:\n    image: nginx:1.27\n    port: 81\n",
    good: "# Load Balanced Web Service\nname: api\nhttp:\n  path: /\n  target_port: 81\n  target_container: nginx\nsidecars:\n  nginx:\n    image: nginx:1.27\n    port: 81\n",
    source: "validateExposedPorts in internal/pkg/manifest/validate.go",
};

/// An application load balancer before a UDP port.
pub const HTTP_PROTOCOL_CONFLICT: Rule = Rule {
    id: "http.port-protocol-conflict",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "The container {other} exposes port {port} for UDP: an application load balancer speaks TCP. Choose another `target_port`.",
    ],
    doc: "HTTP needs TCP. A rule can't send requests to a port that a sidecar declares with `/udp`.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  target_port: 81\nsidecars:\n  dns:\n    image: coredns/coredns:1.11.1\n    port: 81/udp\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  target_port: 81\nsidecars:\n  dns:\n    image: coredns/coredns:1.11.1\n    port: 81/tcp\n",
    source: "validateExposedPorts in internal/pkg/manifest/validate.go",
};

/// A listener that wants a port in another way than somebody else.
pub const NLB_CONFLICT: Rule = Rule {
    id: "nlb.port-protocol-conflict",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "This listener needs port {port} of the container {other} for {protocol}, but it is exposed for {used} already. Choose another `target_port`.",
        "This listener sends to port {port} of the container {container}, but the port belongs to {other}. Change `target_container` or `target_port`.",
    ],
    doc: "A port of a task belongs to one container and one protocol. Listeners may share it only when they agree on both; \
          without `target_port` a listener sends to the port that it opens itself.",
    bad: "# Load Balanced Web Service\nnlb:\n  port: 80/tcp\n  target_port: 9000\n  additional_listeners:\n    - port: 81/udp\n      target_port: 9000\n      healthcheck:\n        port: 8080\n",
    good: "# Load Balanced Web Service\nnlb:\n  port: 80/tcp\n  target_port: 9000\n  additional_listeners:\n    - port: 81/udp\n      target_port: 9001\n      healthcheck:\n        port: 8080\n",
    source: "validateAndPopulateExposedPortMapping in internal/pkg/manifest/validate.go",
};

/// A UDP listener whose health is asked on UDP.
pub const NLB_UDP_HEALTHCHECK: Rule = Rule {
    id: "nlb.udp-healthcheck",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "The health check of this listener would go to port {port}, which is exposed for UDP: it needs TCP. Set `healthcheck.port` to a TCP port of a container.",
    ],
    doc: "Health checks of a network load balancer open a TCP connection. Without `healthcheck.port` they go to the port \
          that receives the traffic, which takes none when it is a UDP port.",
    bad: "# Load Balanced Web Service\nnlb:\n  port: 53/udp\n",
    good: "# Load Balanced Web Service\nnlb:\n  port: 53/udp\n  healthcheck:\n    port: 8080\n",
    source: "docs/manifest/lb-web-service#nlb-healthcheck-port; validateHealthCheckPorts",
};

/// An HTTP health check on a UDP port.
pub const HTTP_HEALTHCHECK_UDP: Rule = Rule {
    id: "http.healthcheck-port-udp",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "The health check of this rule goes to port {port}, which {other} exposes for UDP: it needs TCP. Set `healthcheck.port` to a TCP port of a container.",
    ],
    doc: "An application load balancer asks for the health of a task by HTTP, so the port must take TCP. It is \
          `healthcheck.port`, else `target_port`, else `image.port`.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  healthcheck:\n    port: 5353\nsidecars:\n  dns:\n    image: coredns/coredns:1.11.1\n    port: 5353/udp\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  healthcheck:\n    port: 5353\nsidecars:\n  dns:\n    image: coredns/coredns:1.11.1\n    port: 5353\n",
    source: "docs/manifest/lb-web-service#http-healthcheck-port; validateHealthCheckPorts",
};

/// An HTTP health check on a port that nobody declares.
pub const HTTP_HEALTHCHECK_NOT_EXPOSED: Rule = Rule {
    id: "http.healthcheck-port-not-exposed",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &[
        "No container of this manifest exposes port {port}: the health check fails unless something listens there all the same. Exposed: {exposed}.",
    ],
    doc: "Copilot accepts any port for the health check. It is mostly one that a container exposes: `image.port`, `port` \
          of a sidecar, or a `target_port`.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  healthcheck:\n    port: 9999\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  healthcheck:\n    port: 8080\n",
    source: "validateHealthCheckPort in internal/pkg/manifest/validate.go",
};

/// The port that a container opens by itself; `None` where it has none, or where it is unknown or refused.
pub fn of_container(container: Container<'_>) -> Option<Port> {
    let port = container.body?.get("port")?;
    if !container.main {
        return sidecars::read(port);
    }
    let number = u16::try_from(port.int()?).ok()?;
    Some(Port { number, protocol: "TCP" })
}
