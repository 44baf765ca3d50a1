//! Keys of environment manifests that Copilot drops and that have a rule of their own.

use super::super::unknown_keys::Dropped;
use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::rules::rule::Rule;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &SECURITY_GROUP_PLURAL,
    &PUBLIC_INGRESS_VPC,
    &ACCESS_LOGS_PRIVATE,
    &CERTIFICATES_LEVEL,
    &NO_ENVIRONMENTS_BLOCK,
];

const KINDS: &[Kind] = &[Kind::Environment];

/// Dropped keys with a rule of their own.
pub const DROPPED: &[Dropped] = &[
    Dropped {
        rule: &SECURITY_GROUP_PLURAL,
        kinds: KINDS,
        parent: &["network", "vpc"],
        keys: &["security_groups", "securityGroups"],
    },
    Dropped {
        rule: &PUBLIC_INGRESS_VPC,
        kinds: KINDS,
        parent: &["http", "public", "ingress"],
        keys: &["vpc"],
    },
    Dropped {
        rule: &PUBLIC_INGRESS_VPC,
        kinds: KINDS,
        parent: &["http", "private", "ingress"],
        keys: &["cdn", "source_ips"],
    },
    Dropped {
        rule: &ACCESS_LOGS_PRIVATE,
        kinds: KINDS,
        parent: &["http", "private"],
        keys: &["access_logs"],
    },
    Dropped { rule: &CERTIFICATES_LEVEL, kinds: KINDS, parent: &["http"], keys: &["certificates"] },
    Dropped { rule: &NO_ENVIRONMENTS_BLOCK, kinds: KINDS, parent: &[], keys: &["environments"] },
];

/// The key of workloads.
pub const SECURITY_GROUP_PLURAL: Rule = Rule {
    id: "env.security-group-plural",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "Copilot ignores {key} here. An environment has one `security_group`, a map with the rules `ingress` and `egress`.",
    ],
    doc: "In the manifest of a workload `network.vpc.security_groups` lists groups to attach. An environment has a \
          single group of its own, `network.vpc.security_group`, to which you add rules.",
    bad: "# Environment\nnetwork:\n  vpc:\n    security_groups: [sg-12345678]\n",
    good: "# Environment\nnetwork:\n  vpc:\n    security_group:\n      ingress:\n        - cidr: 10.0.0.0/8\n          ip_protocol: tcp\n          ports: 80\n",
    source: "docs/manifest/environment#network-vpc-security-group",
};

/// The key of the other load balancer.
pub const PUBLIC_INGRESS_VPC: Rule = Rule {
    id: "env.public-ingress-vpc",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "Copilot ignores {key} here: `vpc` belongs to `http.private.ingress`, `cdn` and `source_ips` to `http.public.ingress`.",
    ],
    doc: "The public load balancer can be closed to all but CloudFront (`cdn`) or some addresses (`source_ips`); the \
          internal one can be opened to the VPC (`vpc`). Under the other one each of these keys is dropped, so the \
          load balancer stays as open or closed as it was.",
    bad: "# Environment\nhttp:\n  private:\n    ingress:\n      source_ips: [\"10.0.0.0/8\"]\n",
    good: "# Environment\nhttp:\n  public:\n    ingress:\n      source_ips: [\"10.0.0.0/8\"]\n",
    source: "docs/manifest/environment#http-public-ingress; RestrictiveIngress and RelaxedIngress",
};

/// Access logs of the internal load balancer.
pub const ACCESS_LOGS_PRIVATE: Rule = Rule {
    id: "env.access-logs-private",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "Copilot ignores {key} here: only the public load balancer (`http.public`) can write access logs.",
    ],
    doc: "Copilot sets up access logs for the public load balancer only. Under `http.private` the key is dropped.",
    bad: "# Environment\nhttp:\n  private:\n    access_logs: true\n",
    good: "# Environment\nhttp:\n  public:\n    access_logs: true\n",
    source: "docs/manifest/environment#http-public-access-logs; privateHTTPConfig",
};

/// Certificates of no load balancer.
pub const CERTIFICATES_LEVEL: Rule = Rule {
    id: "env.http-certificates-level",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["Copilot ignores {key} here: write it under `http.public` or `http.private`."],
    doc: "Each load balancer has its own certificates, in `http.public.certificates` and `http.private.certificates`. A \
          sample of Copilot's documentation shows them one level too high, where they are dropped.",
    bad: "# Environment\nhttp:\n  certificates: [\"arn:aws:acm:us-west-2:123456789012:certificate/abc\"]\n",
    good: "# Environment\nhttp:\n  public:\n    certificates: [\"arn:aws:acm:us-west-2:123456789012:certificate/abc\"]\n",
    source: "docs/manifest/environment#http-public-certificates; EnvironmentHTTPConfig",
};

/// Overrides in an environment.
pub const NO_ENVIRONMENTS_BLOCK: Rule = Rule {
    id: "env.no-environments-block",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "The manifest of an environment has no {key} to override: Copilot ignores the section. Write its settings at the top level.",
    ],
    doc: "Only workloads differ from environment to environment. Each environment has a manifest of its own, so Copilot \
          knows no `environments` there.",
    bad: "# Environment\nenvironments:\n  test:\n    cdn: true\n",
    good: "# Environment\ncdn: true\n",
    source: "struct Environment in internal/pkg/manifest/env.go",
};
