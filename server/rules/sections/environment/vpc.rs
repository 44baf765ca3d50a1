//! `network.vpc`: a VPC of one's own, its subnets, flow logs.

use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::fixes::{removal, remove_value};
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::values::{is_blank, is_given};
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &ID_CIDR,
    &NO_SUBNETS,
    &ONE_PUBLIC,
    &ONE_PRIVATE,
    &IMPORT_SUBNET_ID,
    &SUBNET_ID_CIDR,
    &SUBNET_ID_AZ,
    &SUBNETS_WITHOUT_EFFECT,
    &FLOW_LOGS_FALSE,
    &FLOW_LOGS_SHAPE,
    &FLOW_LOGS_RETENTION,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[check];

/// A VPC both imported and made.
pub const ID_CIDR: Rule = Rule {
    id: "env.vpc-id-cidr",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`id` uses a VPC that exists, `cidr` makes Copilot create one; Copilot refuses both together. Keep one.",
    ],
    doc: "An environment lives either in a VPC that you already have (`network.vpc.id`) or in one that Copilot makes \
          with your address range (`network.vpc.cidr`). The two exclude each other.",
    bad: "# Environment\nnetwork:\n  vpc:\n    id: vpc-12345\n    cidr: 10.0.0.0/16\n",
    good: "# Environment\nnetwork:\n  vpc:\n    id: vpc-12345\n    subnets:\n      private:\n        - id: subnet-1\n        - id: subnet-2\n",
    source: "environmentVPCConfig.validate in internal/pkg/manifest/validate_env.go",
};

/// An imported VPC without subnets.
pub const NO_SUBNETS: Rule = Rule {
    id: "env.import-no-subnets",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "A VPC that is imported by `id` needs its `subnets`: at least two public or two private ones.",
    ],
    doc: "Copilot can't choose subnets of a VPC that it did not make. List the ids of the public or private subnets, \
          two or more of each sort that you use.",
    bad: "# Environment\nnetwork:\n  vpc:\n    id: vpc-12345\n",
    good: "# Environment\nnetwork:\n  vpc:\n    id: vpc-12345\n    subnets:\n      public:\n        - id: subnet-1\n        - id: subnet-2\n",
    source: "validateImportedVPC in internal/pkg/manifest/validate_env.go",
};

/// A single public subnet.
pub const ONE_PUBLIC: Rule = Rule {
    id: "env.import-one-public",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "One public subnet is not enough: a load balancer needs two or more. List another one, or none.",
    ],
    doc: "Load balancers span at least two availability zones, so Copilot wants either no public subnet or at least \
          two of them.",
    bad: "# Environment\nnetwork:\n  vpc:\n    id: vpc-12345\n    subnets:\n      public:\n        - id: subnet-1\n",
    good: "# Environment\nnetwork:\n  vpc:\n    id: vpc-12345\n    subnets:\n      public:\n        - id: subnet-1\n        - id: subnet-2\n",
    source: "validateImportedVPC in internal/pkg/manifest/validate_env.go",
};

/// A single private subnet.
pub const ONE_PRIVATE: Rule = Rule {
    id: "env.import-one-private",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["One private subnet is not enough: Copilot wants two or more. List another one, or none."],
    doc: "Of the private subnets of an imported VPC Copilot wants none or at least two.",
    bad: "# Environment\nnetwork:\n  vpc:\n    id: vpc-12345\n    subnets:\n      private:\n        - id: subnet-1\n",
    good: "# Environment\nnetwork:\n  vpc:\n    id: vpc-12345\n    subnets:\n      private:\n        - id: subnet-1\n        - id: subnet-2\n",
    source: "validateImportedVPC in internal/pkg/manifest/validate_env.go",
};

/// A subnet of an imported VPC without an id.
pub const IMPORT_SUBNET_ID: Rule = Rule {
    id: "env.import-subnet-id",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["This subnet needs its `id`, because the VPC is imported."],
    doc: "In an imported VPC (`network.vpc.id`) nothing is created, so every subnet is named by its `id`. `cidr` and \
          `az` are for a VPC that Copilot makes.",
    bad: "# Environment\nnetwork:\n  vpc:\n    id: vpc-12345\n    subnets:\n      public:\n        - cidr: 10.0.0.0/24\n        - cidr: 10.0.1.0/24\n",
    good: "# Environment\nnetwork:\n  vpc:\n    id: vpc-12345\n    subnets:\n      public:\n        - id: subnet-1\n        - id: subnet-2\n",
    source: "validateImportedVPC in internal/pkg/manifest/validate_env.go",
};

/// A subnet both imported and made.
pub const SUBNET_ID_CIDR: Rule = Rule {
    id: "env.subnet-id-cidr",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["A subnet has an `id` (it exists) or a `cidr` (Copilot makes it), not both."],
    doc: "`id` names a subnet that exists; `cidr` describes one that Copilot creates. Copilot refuses both together.",
    bad: "# Environment\nnetwork:\n  vpc:\n    subnets:\n      public:\n        - id: subnet-1\n          cidr: 10.0.0.0/24\n",
    good: "# Environment\nnetwork:\n  vpc:\n    id: vpc-1\n    subnets:\n      public:\n        - id: subnet-1\n        - id: subnet-2\n",
    source: "subnetConfiguration.validate in internal/pkg/manifest/validate_env.go",
};

/// A zone for a subnet that exists.
pub const SUBNET_ID_AZ: Rule = Rule {
    id: "env.subnet-id-az",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["A subnet with an `id` has its zone already: Copilot refuses `az` beside it."],
    doc: "`az` chooses the availability zone of a subnet that Copilot makes from a `cidr`. A subnet named by `id` \
          exists and lies where it lies.",
    bad: "# Environment\nnetwork:\n  vpc:\n    subnets:\n      public:\n        - id: subnet-1\n          az: us-east-1a\n",
    good: "# Environment\nnetwork:\n  vpc:\n    id: vpc-1\n    subnets:\n      public:\n        - id: subnet-1\n        - id: subnet-2\n",
    source: "subnetConfiguration.validate in internal/pkg/manifest/validate_env.go",
};

/// Subnets of no VPC.
pub const SUBNETS_WITHOUT_EFFECT: Rule = Rule {
    id: "env.subnets-without-id-or-cidr",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "Without `id` or `cidr` of the VPC Copilot ignores these subnets and makes its default network.",
    ],
    doc: "Copilot looks at `subnets` only when the VPC is imported (`network.vpc.id`) or adjusted \
          (`network.vpc.cidr`). Alone they have no effect.",
    bad: "# Environment\nnetwork:\n  vpc:\n    subnets:\n      public:\n        - cidr: 10.0.0.0/24\n        - cidr: 10.0.1.0/24\n",
    good: "# Environment\nnetwork:\n  vpc:\n    cidr: 10.0.0.0/16\n    subnets:\n      public:\n        - cidr: 10.0.0.0/24\n        - cidr: 10.0.1.0/24\n      private:\n        - cidr: 10.0.2.0/24\n        - cidr: 10.0.3.0/24\n",
    source: "imported and managedVPCCustomized in internal/pkg/manifest/env.go",
};

/// `false` switches them on.
pub const FLOW_LOGS_FALSE: Rule = Rule {
    id: "env.flow-logs-false",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "`false` turns flow logs on, kept for 14 days: Copilot only looks whether the key is there. Remove it to have none.",
    ],
    doc: "For `network.vpc.flow_logs` any boolean counts as a wish for flow logs, `false` too. Leave the key out to \
          have no flow logs.",
    bad: "# Environment\nnetwork:\n  vpc:\n    flow_logs: false\n",
    good: "# Environment\nnetwork:\n  vpc:\n    flow_logs: true\n",
    source: "convertFlowLogsConfig in internal/pkg/deploy/cloudformation/stack/env.go",
};

/// Flow logs of another type.
pub const FLOW_LOGS_SHAPE: Rule = Rule {
    id: "env.flow-logs-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`flow_logs` must be true or a map with `retention`, not {found}: Copilot refuses the manifest.",
        "`flow_logs` must be true or a map with `retention`, not {found}: Copilot drops the value.",
        "`flow_logs` knows only the key `retention`: Copilot refuses this map.",
    ],
    doc: "`flow_logs: true` keeps flow logs for 14 days; a map with `retention` chooses another number of days.",
    bad: "# Environment\nnetwork:\n  vpc:\n    flow_logs: enabled\n",
    good: "# Environment\nnetwork:\n  vpc:\n    flow_logs:\n      retention: 30\n",
    source: "docs/manifest/environment#network-vpc-flowlogs",
};

/// Days that CloudWatch does not offer.
pub const FLOW_LOGS_RETENTION: Rule = Rule {
    id: "env.flow-logs-retention",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["CloudWatch Logs can't keep logs for {value} days. Allowed: {allowed}."],
    doc: "CloudWatch Logs offers a fixed list of days. With any other number the deployment of the environment fails.",
    bad: "# Environment\nnetwork:\n  vpc:\n    flow_logs:\n      retention: 10\n",
    good: "# Environment\nnetwork:\n  vpc:\n    flow_logs:\n      retention: 14\n",
    source: "docs/manifest/environment#network-vpc-flowlogs-retention; CloudWatch Logs PutRetentionPolicy",
};

fn check(check: &mut Check<'_>) {
    if check.kind != Kind::Environment {
        return;
    }
    let Some(vpc) = check.at(&["network", "vpc"]) else { return };
    let (id, cidr) = (vpc.get("id"), vpc.get("cidr"));
    for list in ["public", "private"] {
        for subnet in subnets(vpc, list) {
            exclusive(check, subnet);
        }
    }
    match (id.filter(|_| is_given(id)), cidr.filter(|_| is_given(cidr))) {
        (Some(id), Some(cidr)) => check.report(Report::new(&ID_CIDR, Place::key(second(id, cidr)))),
        (Some(_), None) => imported(check, vpc),
        (None, None) if is_blank(id) && is_blank(cidr) => without_effect(check, vpc),
        _ => {}
    }
    let flow_logs = vpc.get("flow_logs").filter(|value| value.bool() == Some(false) && !value.zeroed);
    if let Some(value) = flow_logs {
        let mut report = Report::new(&FLOW_LOGS_FALSE, Place::value(value));
        report.fixes.extend(removal(
            Phrase::new("Remove `flow_logs`", "`flow_logs` を削除する"),
            value,
            check.text,
        ));
        check.report(report);
    }
}

/// The items of a list of subnets.
pub(super) fn subnets<'v>(vpc: &'v Value, list: &str) -> &'v [Arc<Value>] {
    vpc.at(&["subnets", list]).map_or(&[], |list| list.items())
}

fn second<'v>(one: &'v Value, other: &'v Value) -> &'v Value {
    if one.origin.span < other.origin.span { other } else { one }
}

fn exclusive(check: &mut Check<'_>, subnet: &Value) {
    let Some(id) = subnet.get("id") else { return };
    for (key, rule) in [("cidr", &SUBNET_ID_CIDR), ("az", &SUBNET_ID_AZ)] {
        let Some(other) = subnet.get(key) else { continue };
        let blamed = if key == "az" { other } else { second(id, other) };
        let fix = remove_value(check, blamed).filter(|_| key == "az");
        check.report(Report::new(rule, Place::key(blamed)).fix(fix));
        break;
    }
}

fn imported(check: &mut Check<'_>, vpc: &Value) {
    let (public, private) = (subnets(vpc, "public"), subnets(vpc, "private"));
    let mut missing = false;
    for subnet in public.iter().chain(private) {
        if is_blank(subnet.get("id")) && !subnet.unknown {
            missing = true;
            check.report(Report::new(&IMPORT_SUBNET_ID, Place::missing_in(subnet).at_key("id")));
        }
    }
    if missing {
        return;
    }
    if public.is_empty() && private.is_empty() {
        let place = check.missing(&["network", "vpc", "subnets"]);
        check.report(Report::new(&NO_SUBNETS, place));
    }
    for (name, list, rule) in [("public", public, &ONE_PUBLIC), ("private", private, &ONE_PRIVATE)] {
        if let ([_], Some(value)) = (list, vpc.at(&["subnets", name])) {
            check.report(Report::new(rule, Place::key(value)));
        }
    }
}

fn without_effect(check: &mut Check<'_>, vpc: &Value) {
    let any = ["public", "private"].iter().any(|list| !subnets(vpc, list).is_empty());
    if let Some(subnets) = vpc.get("subnets").filter(|_| any) {
        check.report(Report::new(&SUBNETS_WITHOUT_EFFECT, Place::key(subnets)));
    }
}
