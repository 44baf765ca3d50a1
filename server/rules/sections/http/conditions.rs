//! What a request must have to fit a rule: host names and source addresses.

use super::{RoutingRule, has, routing_rules};
use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::manifest::value::{Data, Value};
use crate::rules::check::Check;
use crate::rules::fixes::change_title;
use crate::rules::fixes::replace;
use crate::rules::network::is_cidr;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::quoted;
use std::net::IpAddr;
use std::sync::Arc;

/// An address that is no range.
pub const SOURCE_IP_CIDR: Rule = Rule {
    id: "http.source-ip-cidr",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{value} is no range of addresses. Write CIDR notation, for example `10.0.0.0/16`.",
        "{value} is a single address: write it as a range of one, {cidr}.",
    ],
    doc: "`allowed_source_ips` lists ranges of addresses in CIDR notation. A single IPv4 address is a range with `/32`, \
          a single IPv6 address one with `/128`.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  allowed_source_ips: [\"10.0.0.1\"]\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  allowed_source_ips: [\"10.0.0.1/32\"]\n",
    source: "docs/manifest/lb-web-service#http-allowed-source-ips; IPNet.validate",
};

/// A zone without a name to put there.
pub const HOSTED_ZONE_WITHOUT_ALIAS: Rule = Rule {
    id: "http.hosted-zone-without-alias",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["`hosted_zone` needs `alias` in the same rule: the names to add to the zone."],
    doc: "`hosted_zone` is the zone of Route 53 that gets the records of the aliases of its rule. Without an alias there \
          is nothing to add, and Copilot refuses the manifest.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  hosted_zone: Z0EXAMPLE\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  alias: example.com\n  hosted_zone: Z0EXAMPLE\n",
    source: "docs/manifest/lb-web-service#http-hosted-zone; RoutingRule.validate",
};

/// An alias of another form.
pub const ALIAS_SHAPE: Rule = Rule {
    id: "http.alias-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`alias` must be a text, a list of texts, or a list of maps with `name` and `hosted_zone`, not {found}.",
        "`alias` must be a text, a list of texts, or a list of maps: Copilot drops {found}.",
        "`alias` must be a text, a list of texts, or a list of maps with `name` and `hosted_zone`.",
    ],
    doc: "One alias is a text, several are a list. To name a hosted zone for each, write a list of maps with `name` and \
          `hosted_zone`; a single map without the list is refused.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  alias:\n    name: example.com\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  alias:\n    - name: example.com\n",
    source: "docs/manifest/lb-web-service#http-alias; Alias.UnmarshalYAML",
};

/// An alias without its name.
pub const ALIAS_NAME_MISSING: Rule = Rule {
    id: "http.alias-name-missing",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["This alias needs `name`: the domain name itself."],
    doc: "In a list of maps each alias has a `name` and may have a `hosted_zone`.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  alias:\n    - hosted_zone: Z0EXAMPLE\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  alias:\n    - name: example.com\n      hosted_zone: Z0EXAMPLE\n",
    source: "docs/manifest/lb-web-service#http-alias; AdvancedAlias.validate",
};

/// More conditions than Copilot takes.
pub const LIMIT: Rule = Rule {
    id: "http.conditions-limit",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "This rule has {count} aliases and source addresses: Copilot refuses more than 4. Spread them over `additional_rules`.",
    ],
    doc: "A rule of a load balancer takes five conditions, and its path is one of them. So Copilot refuses a rule with \
          five or more aliases and source addresses together. Write more rules with the same path.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  alias: [a.example.com, b.example.com, c.example.com]\n  allowed_source_ips: [\"10.0.0.0/8\", \"192.168.0.0/16\"]\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  alias: [a.example.com, b.example.com]\n  allowed_source_ips: [\"10.0.0.0/8\", \"192.168.0.0/16\"]\n",
    source: "validateConditionValuesPerRule in internal/pkg/manifest/validate.go",
};

/// One condition too many beside a path that takes two.
pub const LIMIT_PATH: Rule = Rule {
    id: "http.conditions-limit-path",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "This rule has {count} aliases and source addresses, and its path takes two more conditions: the load balancer refuses more than 5. Move one to another rule.",
    ],
    doc: "A rule of a load balancer takes five conditions. The path `/` is one of them, any other path is two (itself \
          and everything below it). Copilot does not count the second one, so the deployment fails.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /api\n  alias: [a.example.com, b.example.com, c.example.com]\n  allowed_source_ips: [\"10.0.0.0/8\"]\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /api\n  alias: [a.example.com, b.example.com]\n  allowed_source_ips: [\"10.0.0.0/8\"]\n",
    source: "templates/workloads/partials/cf/http-listener.yml; Elastic Load Balancing, quotas of rules",
};

/// One condition too many beside the internal host names.
pub const LIMIT_INTERNAL: Rule = Rule {
    id: "http.conditions-limit-internal",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "This rule has {count} source addresses; its path and the two host names that Copilot adds leave room for {room}: the load balancer refuses more than 5 conditions.",
    ],
    doc: "A rule of the internal load balancer without an alias carries two host names that Copilot adds. With the path \
          (`/` is one condition, any other path is two) two or one source addresses remain of the five conditions that \
          a rule takes.",
    bad: "# Backend Service\nhttp:\n  path: /api\n  allowed_source_ips: [\"10.0.0.0/8\", \"192.168.0.0/16\"]\n",
    good: "# Backend Service\nhttp:\n  path: /api\n  allowed_source_ips: [\"10.0.0.0/8\"]\n",
    source: "templates/workloads/partials/cf/http-listener.yml; Elastic Load Balancing, quotas of rules",
};

/// A zone that gets no record.
pub const RULE_HOSTED_ZONE_IGNORED: Rule = Rule {
    id: "http.rule-hosted-zone-ignored",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["Copilot adds records only for the aliases of the main rule: this `hosted_zone` gets none."],
    doc: "Records in a hosted zone that the manifest names are made from `http.alias` and `http.hosted_zone` alone. Put \
          such an alias into the main rule, or add the record yourself.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  additional_rules:\n    - path: /admin\n      alias: admin.example.com\n      hosted_zone: Z0EXAMPLE\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  alias: example.com\n  hosted_zone: Z0EXAMPLE\n  additional_rules:\n    - path: /admin\n",
    source: "convertALBListener in internal/pkg/deploy/cloudformation/stack/transformers.go",
};

pub(super) fn check(check: &mut Check<'_>) {
    for rule in routing_rules(check) {
        source_ips(check, rule);
        hosted_zone(check, rule);
        if let Some(alias) = rule.body.get("alias") {
            alias_names(check, alias);
        }
        limits(check, rule);
    }
}

fn source_ips(check: &mut Check<'_>, rule: RoutingRule<'_>) {
    for item in rule.body.get("allowed_source_ips").map_or(&[][..], |list| list.items()) {
        let Some(text) = item.text().filter(|text| !is_cidr(text)) else { continue };
        let report = Report::new(&SOURCE_IP_CIDR, Place::value(item)).arg("value", quoted(text));
        check.report(match text.parse::<IpAddr>() {
            Ok(IpAddr::V4(_)) => {
                let cidr = format!("{text}/32");
                let report = report.message(1).arg("cidr", quoted(&cidr));
                report.fix(replace(change_title(&cidr), item, format!("\"{cidr}\"")))
            }
            Ok(IpAddr::V6(_)) => report.message(1).arg("cidr", quoted(&format!("{text}/128"))),
            Err(_) => report,
        });
    }
}

fn hosted_zone(check: &mut Check<'_>, rule: RoutingRule<'_>) {
    let alias = rule.body.get("alias");
    let zone = rule.body.get("hosted_zone");
    if let Some(zone) = zone.filter(|_| !has(check, "http", rule.body, "alias")) {
        let report = Report::new(&HOSTED_ZONE_WITHOUT_ALIAS, Place::key(zone));
        check.report(report.because_of(alias));
        return;
    }
    if rule.main {
        return;
    }
    let of_aliases =
        alias.into_iter().flat_map(|alias| alias.items()).filter_map(|item| item.get("hosted_zone"));
    for zone in zone.into_iter().chain(of_aliases) {
        check.report(Report::new(&RULE_HOSTED_ZONE_IGNORED, Place::key(zone)));
    }
}

/// Each alias that is a map needs a name.
pub fn alias_names(check: &mut Check<'_>, alias: &Arc<Value>) {
    for item in alias.items().iter().filter(|item| item.is_map() && item.get("name").is_none()) {
        check.report(Report::new(&ALIAS_NAME_MISSING, Place::missing_in(item)));
    }
}

fn limits(check: &mut Check<'_>, rule: RoutingRule<'_>) {
    const CONDITIONS: usize = 5;
    const INTERNAL_HOSTS: usize = 2;
    let (alias, ips) = (rule.body.get("alias"), rule.body.get("allowed_source_ips"));
    let (aliases, addresses) = (alias.map_or(0, |alias| count(alias)), ips.map_or(0, |ips| count(ips)));
    let count = aliases + addresses;
    let Some(first) = alias.filter(|_| aliases > 0).or(ips) else { return };
    let path = rule.body.get("path").filter(|path| !path.zeroed).and_then(|path| path.text());
    let of_path = path.map(|path| if matches!(path, "/" | "") { 1 } else { 2 });
    let imported = check.at(&["http", "alb"]).is_some();
    let internal = check.kind == Kind::BackendService && alias.is_none() && !imported;
    let report = match of_path {
        _ if count >= CONDITIONS => Report::new(&LIMIT, Place::key(first)),
        Some(of_path) if internal && addresses + INTERNAL_HOSTS + of_path > CONDITIONS => {
            let room = CONDITIONS - INTERNAL_HOSTS - of_path;
            Report::new(&LIMIT_INTERNAL, Place::key(first)).arg("room", room)
        }
        Some(of_path) if count + of_path > CONDITIONS => Report::new(&LIMIT_PATH, Place::key(first)),
        _ => return,
    };
    let others = [alias, ips, rule.body.get("path")];
    check.report(report.arg("count", count).because_of(others.into_iter().flatten()));
}

/// The least number of texts: a variable may be a list of any length.
fn count(value: &Value) -> usize {
    match &value.data {
        _ if value.unknown => 0,
        Data::Str(_) => 1,
        _ => value.items().len(),
    }
}

#[cfg(test)]
mod tests {
    use super::is_cidr;

    #[test]
    fn ranges_are_read_as_go_does() {
        for right in ["10.0.0.0/8", "0.0.0.0/0", "10.1.2.3/32", "::/0", "2001:db8::/64", "10.0.0.0/08"] {
            assert!(is_cidr(right), "{right}");
        }
        for wrong in
            ["10.0.0.1", "10.0.0.0/33", "10.0.0.0/+8", "10.0.0/8", "010.0.0.0/8", "", "/8", "::/129", "a/8"]
        {
            assert!(!is_cidr(wrong), "{wrong}");
        }
    }
}
