//! `network.vpc.security_group`: rules of the environment's security group.

use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::fixes::change_to;
use crate::rules::network::block;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::values::is_digits;
use crate::rules::words::quoted;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &CIDR_MISSING,
    &PROTOCOL_MISSING,
    &PORTS_MISSING,
    &PORTS_FORMAT,
    &PORTS_ORDER,
    &PORTS_LIST,
    &PROTOCOL_VALUE,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[check];

const GOOD: &str = "# Environment\nnetwork:\n  vpc:\n    security_group:\n      ingress:\n        - cidr: 10.0.0.0/8\n          ip_protocol: tcp\n          ports: 80-90\n";

/// No addresses.
pub const CIDR_MISSING: Rule = Rule {
    id: "env.security-group-cidr-missing",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["This rule needs a `cidr`: the addresses that it is about, for example `10.0.0.0/8`."],
    doc: "Each rule of the environment's security group names the addresses (`cidr`), the protocol (`ip_protocol`) and \
          the `ports`. None of them has a default.",
    bad: "# Environment\nnetwork:\n  vpc:\n    security_group:\n      ingress:\n        - ip_protocol: tcp\n          ports: 80\n",
    good: GOOD,
    source: "docs/manifest/environment#network-vpc-security-group; securityGroupRule.validate",
};

/// No protocol.
pub const PROTOCOL_MISSING: Rule = Rule {
    id: "env.security-group-protocol-missing",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["This rule needs an `ip_protocol`, for example `tcp`, or `-1` for all."],
    doc: "Each rule of the environment's security group names its protocol: `tcp`, `udp`, `icmp`, `icmpv6`, a protocol \
          number, or `-1` for all of them.",
    bad: "# Environment\nnetwork:\n  vpc:\n    security_group:\n      ingress:\n        - cidr: 0.0.0.0/0\n          ports: 80\n",
    good: GOOD,
    source: "docs/manifest/environment#network-vpc-security-group; securityGroupRule.validate",
};

/// No ports.
pub const PORTS_MISSING: Rule = Rule {
    id: "env.security-group-ports-missing",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["This rule needs `ports`: one port such as `80`, or a range such as `80-90`."],
    doc: "Each rule of the environment's security group names its port or range of ports. Without them Copilot refuses \
          the manifest.",
    bad: "# Environment\nnetwork:\n  vpc:\n    security_group:\n      ingress:\n        - cidr: 0.0.0.0/0\n          ip_protocol: tcp\n",
    good: GOOD,
    source: "docs/manifest/environment#network-vpc-security-group-ports; portsConfig.validate",
};

/// Neither a port nor a range.
pub const PORTS_FORMAT: Rule = Rule {
    id: "env.security-group-ports-format",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{value} is neither a port nor a range: write a number without quotes (`80`) or `from-to` (`80-90`).",
    ],
    doc: "`ports` is one unquoted number, or two numbers with a hyphen between them. A single port in quotes is taken \
          for a range and refused.",
    bad: "# Environment\nnetwork:\n  vpc:\n    security_group:\n      egress:\n        - cidr: 0.0.0.0/0\n          ip_protocol: tcp\n          ports: 80:90\n",
    good: GOOD,
    source: "docs/manifest/environment#network-vpc-security-group-ports; portsConfig.validate",
};

/// A range from high to low.
pub const PORTS_ORDER: Rule = Rule {
    id: "env.security-group-ports-order",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["The range {value} begins above its end: write the lower port first."],
    doc: "A range of ports goes from the lower to the higher one; Copilot refuses the other order.",
    bad: "# Environment\nnetwork:\n  vpc:\n    security_group:\n      egress:\n        - cidr: 0.0.0.0/0\n          ip_protocol: tcp\n          ports: 90-80\n",
    good: GOOD,
    source: "IntRangeBand.validate in internal/pkg/manifest/validate.go",
};

/// Ports as a list.
pub const PORTS_LIST: Rule = Rule {
    id: "env.security-group-ports-list",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`ports` is one port or one range, not {found}: write one rule for each.",
        "`ports` is one port or one range, not {found}: Copilot drops it.",
        "`ports` is one port or one range, no map.",
    ],
    doc: "A rule of the environment's security group has one port or one range. For more of them write more rules.",
    bad: "# Environment\nnetwork:\n  vpc:\n    security_group:\n      egress:\n        - cidr: 0.0.0.0/0\n          ip_protocol: tcp\n          ports: [80, 443]\n",
    good: GOOD,
    source: "portsConfig.UnmarshalYAML in internal/pkg/manifest/env.go",
};

/// An unknown protocol.
pub const PROTOCOL_VALUE: Rule = Rule {
    id: "env.security-group-protocol-value",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{value} is no IP protocol: write `tcp`, `udp`, `icmp`, `icmpv6`, a protocol number, or `-1` for all. AWS refuses anything else.",
    ],
    doc: "`ip_protocol` is the name or number of an IP protocol, not that of a service: `https` is `tcp` with port 443. \
          Copilot passes the word on and AWS refuses it.",
    bad: "# Environment\nnetwork:\n  vpc:\n    security_group:\n      ingress:\n        - cidr: 0.0.0.0/0\n          ip_protocol: https\n          ports: 443\n",
    good: GOOD,
    source: "docs/manifest/environment#network-vpc-security-group-ip-protocol",
};

fn check(check: &mut Check<'_>) {
    if check.kind != Kind::Environment {
        return;
    }
    for direction in ["ingress", "egress"] {
        for rule in check.items(&["network", "vpc", "security_group", direction]) {
            one(check, rule);
        }
    }
}

fn one(check: &mut Check<'_>, rule: &Value) {
    if rule.unknown {
        return;
    }
    let place = |key: &str| Place::missing_in(rule).at_key(key);
    if check.lacks(rule, "cidr") {
        check.report(Report::new(&CIDR_MISSING, place("cidr")));
    }
    if check.lacks(rule, "ip_protocol") {
        check.report(Report::new(&PROTOCOL_MISSING, place("ip_protocol")));
    }
    match rule.get("ports") {
        None if check.writes(rule, "ports") => {}
        None => check.report(Report::new(&PORTS_MISSING, place("ports"))),
        Some(ports) => range(check, ports),
    }
    let cidr = rule.get("cidr").filter(|cidr| cidr.text().is_some_and(|text| block(text).is_none()));
    if let Some(cidr) = cidr.filter(|cidr| cidr.text() != Some("")) {
        let report = Report::new(&super::managed::CIDR_FORMAT, Place::value(cidr));
        check.report(report.arg("value", quoted(cidr.text().unwrap_or_default())));
    }
}

fn range(check: &mut Check<'_>, ports: &Value) {
    let Some((low, high)) = ports.text().and_then(|text| text.split_once('-')) else { return };
    if !is_digits(low) || !is_digits(high) {
        return;
    }
    let text = format!("{low}-{high}");
    match (low.parse::<i64>(), high.parse::<i64>()) {
        (Ok(from), Ok(to)) if from <= to => {}
        (Ok(_), Ok(_)) => {
            let report = Report::new(&PORTS_ORDER, Place::value(ports)).arg("value", quoted(&text));
            check.report(report.fix(change_to(ports, &format!("{high}-{low}"))));
        }
        _ => check.report(Report::new(&PORTS_FORMAT, Place::value(ports)).arg("value", quoted(&text))),
    }
}
