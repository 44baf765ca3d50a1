//! Whether there is a load balancer, and the path of each rule.

use super::{RoutingRule, given, routing_rules};
use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::manifest::shape::Shape;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::fixes::{Fix, insert, replace, unsafely};
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::values::repeated;
use crate::rules::words::quoted;
use std::collections::BTreeSet;

/// No `http`.
pub const MISSING: Rule = Rule {
    id: "http.missing",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`http` is missing: Copilot demands it, even beside `nlb`. To do without an application load balancer write `http: false`.",
    ],
    doc: "A Load Balanced Web Service stands behind an application load balancer, a network load balancer, or both. \
          The first is configured in `http`, which must be written: a map with `path`, or `false` when only `nlb` is wanted.",
    bad: "# Load Balanced Web Service\n# (no http key)\nnlb:\n  port: 80/tcp\n",
    good: "# Load Balanced Web Service\nhttp: false\nnlb:\n  port: 80/tcp\n",
    source: "LoadBalancedWebServiceConfig.validate in internal/pkg/manifest/validate.go",
};

/// No load balancer at all.
pub const BOTH_DISABLED: Rule = Rule {
    id: "http.both-disabled",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`http` is off and there is no `nlb`: the service would have no load balancer, and Copilot refuses it. Configure one of them.",
    ],
    doc: "With `http: false` a Load Balanced Web Service needs a network load balancer in `nlb`. A service without any \
          load balancer is a Backend Service.",
    bad: "# Load Balanced Web Service\nhttp: false\n",
    good: "# Load Balanced Web Service\nhttp: false\nnlb:\n  port: 80/tcp\n",
    source: "docs/manifest/lb-web-service#http; LoadBalancedWebServiceConfig.validate",
};

/// A switch without a rule.
pub const TRUE: Rule = Rule {
    id: "http.true",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "`true` defines no rule: Copilot accepts it, but the load balancer will send nothing to the service. Write a map with `path`.",
    ],
    doc: "`http` may be a map or a boolean, but only `false` is of use: with `true` no listener rule is created. Write \
          at least `path`.",
    bad: "# Load Balanced Web Service\nhttp: true\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n",
    source: "HTTPOrBool.UnmarshalYAML in internal/pkg/manifest/http.go; convertALBListener",
};

/// The main rule has no path.
pub const PATH_MISSING: Rule = Rule {
    id: "http.path-missing",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`http` needs `path`: the requests that go to this service, for example `/` for all of them.",
    ],
    doc: "Every rule of the load balancer forwards the requests of one path. The main rule can't do without it, even \
          when only `additional_rules` are wanted.",
    bad: "# Load Balanced Web Service\nhttp:\n  healthcheck: /health\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  healthcheck: /health\n",
    source: "docs/manifest/lb-web-service#http-path; RoutingRule.validate",
};

/// Another rule has no path.
pub const RULE_PATH_MISSING: Rule = Rule {
    id: "http.rule-path-missing",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["This rule needs `path`: Copilot takes it over from no other rule."],
    doc: "Each item of `additional_rules` is a rule of its own and names its `path`.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  additional_rules:\n    - target_port: 8081\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  additional_rules:\n    - path: /admin\n      target_port: 8081\n",
    source: "docs/manifest/lb-web-service#http-additional-rules; RoutingRule.validate",
};

/// Two rules for the same requests.
pub const PATH_DUPLICATE: Rule = Rule {
    id: "http.path-duplicate",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "An earlier rule has the path {path} with the same conditions: only one of the two will ever be used.",
    ],
    doc: "A load balancer takes the first rule that fits a request. A second rule with the same path, the same aliases \
          and the same source addresses gets none.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /api\n  additional_rules:\n    - path: /api\n      target_port: 8081\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /api\n  additional_rules:\n    - path: /admin\n      target_port: 8081\n",
    source: "docs/manifest/lb-web-service#http-path",
};

pub(super) fn check(check: &mut Check<'_>) {
    if check.kind == Kind::LoadBalancedWebService {
        switch(check);
    }
    for rule in routing_rules(check) {
        if rule.body.get("path").is_none() {
            let id = if rule.main { &PATH_MISSING } else { &RULE_PATH_MISSING };
            let title = Phrase::new("Send all requests: `path: /`", "すべてのリクエストを送る: `path: /`");
            let fix = insert(check, title, rule.body, "path: /").filter(|_| rule.main);
            check.report(Report::new(id, Place::missing_in(rule.body)).fix(fix));
        }
    }
}

/// `http` before everything else: none beside `nlb`, else one that takes all requests.
fn added(check: &Check<'_>, has_other: bool) -> Option<Fix> {
    let (entry, title) = if has_other {
        ("http: false", Phrase::new("Do without it: `http: false`", "使わない: `http: false`"))
    } else {
        (
            "http: {path: /}",
            Phrase::new("Send all requests: `path: /`", "すべてのリクエストを送る: `path: /`"),
        )
    };
    let is_written = check.tree.entry(check.root_node(), "http").is_some();
    insert(check, title, check.root(), entry).filter(|_| !is_written)
}

fn switch(check: &mut Check<'_>) {
    let Some(http) = check.section("http") else {
        let nlb = check.section("nlb");
        let report = Report::new(&MISSING, check.document()).fix(added(check, nlb.is_some()));
        check.report(match nlb {
            Some(nlb) => report.related(
                nlb,
                Phrase::new(
                    "beside `nlb`, `http: false` turns the other load balancer off",
                    "`nlb` と並べて `http: false` と書くと、もう一方のロードバランサーを使わなくなります",
                ),
            ),
            None => report,
        });
        return;
    };
    if http.zeroed || given(check).is_some() {
        return;
    }
    let nlb = check.section("nlb");
    let shape = Shape::of(check.kind).field("nlb");
    let balanced = nlb.zip(shape).is_some_and(|(nlb, shape)| crate::manifest::is_set(nlb, shape));
    match http.bool() {
        Some(true) => {
            let title = Phrase::new("Send all requests: `path: /`", "すべてのリクエストを送る: `path: /`");
            let fix = unsafely(replace(title, http, "{path: /}"));
            check.report(Report::new(&TRUE, Place::value(http)).fix(fix));
        }
        Some(false) if !balanced => {
            check.report(Report::new(&BOTH_DISABLED, Place::value(http)).because_of(nlb));
        }
        _ => {}
    }
}

pub(super) fn duplicate_paths(check: &mut Check<'_>) {
    let rules = routing_rules(check);
    let paths = rules.iter().filter_map(|rule| Some((conditions(rule)?, rule.body.get("path")?)));
    for ((shown, ..), other, path) in repeated(paths) {
        let report =
            Report::new(&PATH_DUPLICATE, Place::value(path)).arg("path", quoted(&shown)).because(other);
        check.report(report.related(other, Phrase::new("the rule with the same path", "同じパスのルール")));
    }
}

/// Path, aliases and source addresses of a rule; `None` where one of them can't be known.
fn conditions(rule: &RoutingRule<'_>) -> Option<(String, BTreeSet<String>, BTreeSet<String>)> {
    let path = rule.body.get("path").filter(|path| !path.zeroed)?.text()?;
    let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
    let list = |key: &str| rule.body.get(key).map_or_else(|| Some(BTreeSet::new()), |value| texts(value));
    Some((path, list("alias")?, list("allowed_source_ips")?))
}

fn texts(value: &Value) -> Option<BTreeSet<String>> {
    if value.unknown {
        return None;
    }
    if let Some(text) = value.text() {
        return Some(BTreeSet::from([text.to_owned()]));
    }
    let text =
        |item: &Value| item.get("name").map_or_else(|| item.text(), |name| name.text()).map(str::to_owned);
    value.items().iter().map(|item| text(item)).collect()
}
