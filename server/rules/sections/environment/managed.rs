//! `network.vpc.cidr`: the address ranges of a VPC that Copilot makes.

use super::vpc::subnets;
use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::network::{block, overlap};
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::values::{is_blank, is_given};
use crate::rules::words::{all_quoted, quoted};
use ipnet::Ipv4Net;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] =
    &[&SUBNET_CIDR, &AZ_SETS, &AZ_MINIMUM, &AZ_COUNT, &UNEVEN, &CIDR_FORMAT, &CIDR_CONTAINMENT];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[check];

/// A subnet to be made without an address range.
pub const SUBNET_CIDR: Rule = Rule {
    id: "env.managed-subnet-cidr",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["This subnet needs a `cidr`, because Copilot makes the VPC."],
    doc: "With `network.vpc.cidr` Copilot creates the VPC and its subnets, and each subnet needs an address range of \
          its own.",
    bad: "# Environment\nnetwork:\n  vpc:\n    cidr: 10.0.0.0/16\n    subnets:\n      public:\n        - az: us-east-1a\n        - az: us-east-1b\n",
    good: MANAGED,
    source: "validateManagedVPC in internal/pkg/manifest/validate_env.go",
};

const MANAGED: &str = "# Environment\nnetwork:\n  vpc:\n    cidr: 10.0.0.0/16\n    subnets:\n      public:\n        - {cidr: 10.0.0.0/24, az: us-east-1a}\n        - {cidr: 10.0.1.0/24, az: us-east-1b}\n      private:\n        - {cidr: 10.0.2.0/24, az: us-east-1a}\n        - {cidr: 10.0.3.0/24, az: us-east-1b}\n";

/// Zones of one side only.
pub const AZ_SETS: Rule = Rule {
    id: "env.managed-az-sets",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "Public and private subnets must lie in the same availability zones; only one side names {zones}.",
    ],
    doc: "Copilot pairs public and private subnets by zone. Name a zone for every subnet, the same ones on both \
          sides, or leave `az` out everywhere.",
    bad: "# Environment\nnetwork:\n  vpc:\n    cidr: 10.0.0.0/16\n    subnets:\n      public:\n        - {cidr: 10.0.0.0/24, az: us-east-1a}\n        - {cidr: 10.0.1.0/24, az: us-east-1b}\n      private:\n        - {cidr: 10.0.2.0/24, az: us-east-1a}\n        - {cidr: 10.0.3.0/24, az: us-east-1c}\n",
    good: MANAGED,
    source: "validateManagedVPC in internal/pkg/manifest/validate_env.go",
};

/// A single zone.
pub const AZ_MINIMUM: Rule = Rule {
    id: "env.managed-az-minimum",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["All subnets name the one zone {zones}: Copilot needs at least two, or no `az` at all."],
    doc: "Where zones are named at all, there must be two or more, because load balancers need two.",
    bad: "# Environment\nnetwork:\n  vpc:\n    cidr: 10.0.0.0/16\n    subnets:\n      public:\n        - {cidr: 10.0.0.0/24, az: us-east-1a}\n      private:\n        - {cidr: 10.0.1.0/24, az: us-east-1a}\n",
    good: MANAGED,
    source: "validateManagedVPC in internal/pkg/manifest/validate_env.go",
};

/// Not one subnet per zone.
pub const AZ_COUNT: Rule = Rule {
    id: "env.managed-az-count",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "There must be one `cidr` for each of the {zones} zones, but {count} different ones stand here.",
    ],
    doc: "Where zones are named, each zone gets exactly one public and one private subnet. Copilot counts the \
          different address ranges and compares them with the zones.",
    bad: "# Environment\nnetwork:\n  vpc:\n    cidr: 10.0.0.0/16\n    subnets:\n      public:\n        - {cidr: 10.0.0.0/24, az: us-east-1a}\n        - {cidr: 10.0.1.0/24, az: us-east-1b}\n        - {cidr: 10.0.4.0/24}\n      private:\n        - {cidr: 10.0.2.0/24, az: us-east-1a}\n        - {cidr: 10.0.3.0/24, az: us-east-1b}\n",
    good: MANAGED,
    source: "validateManagedVPC in internal/pkg/manifest/validate_env.go",
};

/// More subnets on one side.
pub const UNEVEN: Rule = Rule {
    id: "env.managed-uneven",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{public} public and {private} private subnets: Copilot crashes when it pairs them. Give both sides the same number.",
        "{public} public and {private} private subnets: Copilot drops the private ones that have no public partner. Give both sides the same number.",
    ],
    doc: "Copilot pairs each public subnet with a private one when it writes the template. With fewer private subnets \
          it crashes; with more it leaves the last ones out.",
    bad: "# Environment\nnetwork:\n  vpc:\n    cidr: 10.0.0.0/16\n    subnets:\n      public:\n        - cidr: 10.0.0.0/24\n        - cidr: 10.0.1.0/24\n      private:\n        - cidr: 10.0.2.0/24\n",
    good: "# Environment\nnetwork:\n  vpc:\n    cidr: 10.0.0.0/16\n    subnets:\n      public:\n        - cidr: 10.0.0.0/24\n        - cidr: 10.0.1.0/24\n      private:\n        - cidr: 10.0.2.0/24\n        - cidr: 10.0.3.0/24\n",
    source: "ManagedVPC in internal/pkg/manifest/env.go",
};

/// No address range.
pub const CIDR_FORMAT: Rule = Rule {
    id: "env.cidr-format",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{value} is no range of IPv4 addresses; write it like `10.0.0.0/16`. Copilot passes it on and AWS refuses it.",
        "AWS makes networks between `/16` and `/28` only; {value} is outside of that.",
    ],
    doc: "Address ranges are written in CIDR notation: an IPv4 address, a slash and the number of network bits. Copilot \
          does not look at them, so a mistake shows only when CloudFormation fails. A VPC and its subnets must be \
          between `/16` and `/28`.",
    bad: "# Environment\nnetwork:\n  vpc:\n    cidr: 10.0.0.0\n",
    good: MANAGED,
    source: "AWS VPC user guide, VPC CIDR blocks",
};

/// A subnet outside of its VPC, or over another one.
pub const CIDR_CONTAINMENT: Rule = Rule {
    id: "env.cidr-containment",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{value} is not inside {other}, the range of the VPC: AWS refuses the subnet.",
        "{value} overlaps {other} of another subnet: AWS refuses it.",
    ],
    doc: "The ranges of the subnets divide that of the VPC: each lies inside it and no two share an address. AWS \
          refuses anything else.",
    bad: "# Environment\nnetwork:\n  vpc:\n    cidr: 10.0.0.0/16\n    subnets:\n      public:\n        - {cidr: 10.1.0.0/24, az: us-east-1a}\n        - {cidr: 10.0.1.0/24, az: us-east-1b}\n      private:\n        - {cidr: 10.0.2.0/24, az: us-east-1a}\n        - {cidr: 10.0.3.0/24, az: us-east-1b}\n",
    good: MANAGED,
    source: "AWS VPC user guide, subnet CIDR blocks",
};

fn check(check: &mut Check<'_>) {
    if check.kind != Kind::Environment {
        return;
    }
    let Some(vpc) = check.at(&["network", "vpc"]) else { return };
    let managed = is_given(vpc.get("cidr"));
    let (public, private) = (subnets(vpc, "public"), subnets(vpc, "private"));
    let ranges =
        vpc.get("cidr").into_iter().chain(public.iter().chain(private).filter_map(|s| s.get("cidr")));
    for range in ranges.filter(|range| !range.zeroed) {
        format(check, range);
    }
    if !managed || is_given(vpc.get("id")) {
        return;
    }
    if missing(check, public.iter().chain(private)) {
        return;
    }
    let counted = zones(check, vpc, public, private);
    containment(check, vpc, public.iter().chain(private), counted);
}

fn format(check: &mut Check<'_>, range: &Value) {
    let Some(text) = range.text().filter(|text| !text.is_empty()) else { return };
    let message = match block(text) {
        Some(block) if (16..=28).contains(&block.prefix_len()) => return,
        Some(_) => 1,
        None => 0,
    };
    check.report(Report::new(&CIDR_FORMAT, Place::value(range)).message(message).arg("value", quoted(text)));
}

fn missing<'v>(check: &mut Check<'_>, subnets: impl Iterator<Item = &'v Arc<Value>>) -> bool {
    let without = subnets.filter(|subnet| is_blank(subnet.get("cidr")) && !subnet.unknown);
    let reports: Vec<Report> =
        without.map(|subnet| Report::new(&SUBNET_CIDR, Place::missing_in(subnet).at_key("cidr"))).collect();
    let any = !reports.is_empty();
    reports.into_iter().for_each(|report| check.report(report));
    any
}

/// The texts of a field of all subnets; `None` where one of them can't be known.
fn texts<'v>(subnets: &'v [Arc<Value>], key: &str) -> Option<BTreeSet<&'v str>> {
    let values = subnets.iter().filter_map(|subnet| subnet.get(key));
    let texts: Option<BTreeSet<&str>> = values.map(|value| value.text()).collect();
    texts.map(|texts| texts.into_iter().filter(|text| !text.is_empty()).collect())
}

/// Zones and numbers; true where the numbers were complained of.
fn zones(check: &mut Check<'_>, vpc: &Value, public: &[Arc<Value>], private: &[Arc<Value>]) -> bool {
    let Some(subnets) = vpc.get("subnets") else { return false };
    let (Some(left), Some(right)) = (texts(public, "az"), texts(private, "az")) else { return false };
    if left != right {
        let odd = all_quoted(left.symmetric_difference(&right).copied());
        check.report(Report::new(&AZ_SETS, Place::key(subnets)).arg("zones", odd));
        return false;
    }
    match left.len() {
        0 => {
            uneven(check, subnets, public.len(), private.len());
            false
        }
        1 => {
            let zone = left.first().map(|zone| quoted(zone)).unwrap_or_default();
            check.report(Report::new(&AZ_MINIMUM, Place::key(subnets)).arg("zones", zone));
            false
        }
        zones => ["public", "private"]
            .into_iter()
            .fold(false, |any, name| any | count(check, subnets, name, zones)),
    }
}

fn count(check: &mut Check<'_>, subnets: &Value, name: &str, zones: usize) -> bool {
    let Some(list) = subnets.get(name) else { return false };
    let Some(ranges) = texts(list.items(), "cidr").filter(|ranges| ranges.len() != zones) else {
        return false;
    };
    let report = Report::new(&AZ_COUNT, Place::key(list));
    check.report(report.arg("zones", zones).arg("count", ranges.len()));
    true
}

fn uneven(check: &mut Check<'_>, subnets: &Value, public: usize, private: usize) {
    if public == private {
        return;
    }
    let mut report = Report::new(&UNEVEN, Place::key(subnets)).arg("public", public).arg("private", private);
    if public < private {
        report = report.message(1).as_warning();
    }
    check.report(report);
}

/// The range of a subnet.
struct Range<'v> {
    value: &'v Arc<Value>,
    text: &'v str,
    block: Ipv4Net,
}

fn containment<'v>(
    check: &mut Check<'_>,
    vpc: &Value,
    subnets: impl Iterator<Item = &'v Arc<Value>>,
    counted: bool,
) {
    let range = |value: &'v Arc<Value>| {
        let text = value.text()?;
        Some(Range { value, text, block: block(text)? })
    };
    let mut ranges: Vec<Range<'_>> = subnets.filter_map(|subnet| range(subnet.get("cidr")?)).collect();
    if let Some(whole) = vpc.get("cidr").and_then(|cidr| cidr.text())
        && let Some(block) = block(whole)
    {
        ranges.retain(|range| {
            let inside = block.contains(&range.block);
            if !inside {
                check.report(clash(range, whole, 0));
            }
            inside
        });
    }
    if !counted {
        overlaps(check, ranges);
    }
}

/// Blocks either lie apart or one in the other: in their order only the last wide one has to be compared.
fn overlaps(check: &mut Check<'_>, mut ranges: Vec<Range<'_>>) {
    ranges.sort_by_key(|range| (range.block, range.value.origin.span));
    let mut wide: Option<&Range<'_>> = None;
    for range in &ranges {
        match wide {
            Some(other) if overlap(other.block, range.block) => {
                let first = if other.value.origin.span < range.value.origin.span { other } else { range };
                let second = if std::ptr::eq(first, other) { range } else { other };
                check.report(
                    clash(second, first.text, 1)
                        .related(first.value, Phrase::new("the other subnet", "もう一方のサブネット")),
                );
            }
            _ => wide = Some(range),
        }
    }
}

fn clash(range: &Range<'_>, other: &str, message: usize) -> Report {
    let report = Report::new(&CIDR_CONTAINMENT, Place::value(range.value)).message(message);
    report.arg("value", quoted(range.text)).arg("other", quoted(other))
}
