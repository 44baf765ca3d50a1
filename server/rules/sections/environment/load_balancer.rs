//! `http`: the load balancers of the environment.

use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::network::arn;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::values::{is_blank, is_given};
use crate::rules::words::quoted;
use std::collections::HashSet;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &CERTIFICATE_ARN,
    &SUBNETS_NOT_IMPORTED,
    &SUBNETS_UNKNOWN,
    &ACCESS_LOGS_SHAPE,
    &CONTAINER_INSIGHTS_TYPE,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[check];

/// A certificate by another name.
pub const CERTIFICATE_ARN: Rule = Rule {
    id: "env.certificate-arn",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{value} is no ARN: write `arn:aws:acm:<region>:<account>:certificate/<id>` of a certificate in Certificate Manager.",
    ],
    doc: "Certificates of the load balancers are named by their full ARN. Copilot refuses a name, a domain or an id \
          alone.",
    bad: "# Environment\nhttp:\n  public:\n    certificates: [my-cert]\n",
    good: "# Environment\nhttp:\n  public:\n    certificates:\n      - arn:aws:acm:us-west-2:123456789012:certificate/abc\n",
    source: "docs/manifest/environment#http-public-certificates; PublicHTTPConfig.validate",
};

/// Subnets for the internal load balancer in a VPC of Copilot.
pub const SUBNETS_NOT_IMPORTED: Rule = Rule {
    id: "env.private-subnets-not-imported",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "Subnets of the internal load balancer can be chosen only in an imported VPC: `network.vpc.id` is missing.",
    ],
    doc: "`http.private.subnets` picks some of the subnets of a VPC that you imported with `network.vpc.id`. In a VPC \
          that Copilot makes there is nothing to pick.",
    bad: "# Environment\nhttp:\n  private:\n    subnets: [subnet-1]\n",
    good: IMPORTED,
    source: "docs/manifest/environment#http-private-subnets; EnvironmentConfig.validate",
};

const IMPORTED: &str = "# Environment\nnetwork:\n  vpc:\n    id: vpc-12345\n    subnets:\n      private:\n        - id: subnet-1\n        - id: subnet-2\nhttp:\n  private:\n    subnets: [subnet-1, subnet-2]\n";

/// Subnets that are not listed above.
pub const SUBNETS_UNKNOWN: Rule = Rule {
    id: "env.private-subnets-unknown",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{value} is none of the subnets under `network.vpc.subnets`: the internal load balancer can use only those.",
        "{value} stands here twice: Copilot refuses the list. Remove one.",
    ],
    doc: "Each id under `http.private.subnets` must be one of the imported subnets in `network.vpc.subnets`, and may \
          stand there once.",
    bad: "# Environment\nnetwork:\n  vpc:\n    id: vpc-12345\n    subnets:\n      private:\n        - id: subnet-1\n        - id: subnet-2\nhttp:\n  private:\n    subnets: [subnet-9]\n",
    good: IMPORTED,
    source: "validateInternalALBSubnets in internal/pkg/manifest/validate_env.go",
};

/// Access logs of another type.
pub const ACCESS_LOGS_SHAPE: Rule = Rule {
    id: "env.access-logs-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`access_logs` must be true or false, or a map with `bucket_name` or `prefix`, not {found}.",
        "{key} must be {expected}, not {found}: Copilot drops the value without a word.",
        "`access_logs` needs `bucket_name` or `prefix`: Copilot refuses a map in which it knows no key.",
    ],
    doc: "`access_logs: true` writes the logs of the public load balancer to a bucket that Copilot makes. A map chooses \
          the bucket (`bucket_name`) and the `prefix`.",
    bad: "# Environment\nhttp:\n  public:\n    access_logs:\n      bucket: my-logs\n",
    good: "# Environment\nhttp:\n  public:\n    access_logs:\n      bucket_name: my-logs\n",
    source: "docs/manifest/environment#http-public-access-logs; ELBAccessLogsArgsOrBool.UnmarshalYAML",
};

/// Container Insights is a switch.
pub const CONTAINER_INSIGHTS_TYPE: Rule = Rule {
    id: "env.container-insights-type",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`container_insights` must be true or false without quotes, not {found}: Copilot refuses the manifest.",
        "`container_insights` must be true or false without quotes, not {found}: Copilot drops it.",
    ],
    doc: "`observability.container_insights` is a switch. Quotes make a text of it, which Copilot refuses.",
    bad: "# Environment\nobservability:\n  container_insights: \"true\"\n",
    good: "# Environment\nobservability:\n  container_insights: true\n",
    source: "docs/manifest/environment#http-container-insights",
};

fn check(check: &mut Check<'_>) {
    if check.kind != Kind::Environment {
        return;
    }
    for balancer in ["public", "private"] {
        for item in check.items(&["http", balancer, "certificates"]) {
            certificate(check, item);
        }
    }
    let Some(subnets) = check.at(&["http", "private", "subnets"]) else { return };
    let id = check.at(&["network", "vpc", "id"]);
    if is_given(id) {
        chosen(check, subnets);
    } else if is_blank(id) {
        check.report(Report::new(&SUBNETS_NOT_IMPORTED, Place::key(subnets)));
    }
}

fn certificate(check: &mut Check<'_>, item: &Value) {
    if let Some(text) = item.text().filter(|text| arn(text).is_none()) {
        check.report(Report::new(&CERTIFICATE_ARN, Place::value(item)).arg("value", quoted(text)));
    }
}

fn chosen(check: &mut Check<'_>, chosen: &Value) {
    let Some(vpc) = check.at(&["network", "vpc"]) else { return };
    let lists = ["private", "public"].into_iter().flat_map(|list| super::vpc::subnets(vpc, list));
    let ids: Option<HashSet<&str>> =
        lists.filter_map(|subnet| subnet.get("id")).map(|id| id.text()).collect();
    let Some(ids) = ids else { return };
    let mut seen = HashSet::new();
    for item in chosen.items() {
        let Some(text) = item.text() else { continue };
        let again = !seen.insert(text);
        if again || !ids.contains(text) {
            let report = Report::new(&SUBNETS_UNKNOWN, Place::value(item)).message(usize::from(again));
            check.report(report.arg("value", quoted(text)));
        }
    }
}
