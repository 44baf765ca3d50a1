//! Who may reach the load balancers: `http.public.ingress`, `http.private.ingress` and their old spellings.

use crate::finding::{Edit, Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::fixes::Fix;
use crate::rules::fixes::change_title;
use crate::rules::fixes::edit;
use crate::rules::lines::line_start;
use crate::rules::network::is_cidr;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::quoted;
use crate::yaml::Span;

/// The rules of this section.
pub const RULES: &[&Rule] =
    &[&SOURCE_IP_CIDR, &BOTH, &PUBLIC_FROM_VPC, &PRIVATE_RESTRICT, &CDN_WITHOUT_CDN, &LEGACY_INGRESS];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[check];

/// Addresses without a mask.
pub const SOURCE_IP_CIDR: Rule = Rule {
    id: "env.source-ip-cidr",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["{value} is no range of addresses: write it in CIDR notation, for example `{example}`."],
    doc: "`source_ips` lists ranges in CIDR notation. A single address is the range with all bits fixed: `/32` for \
          IPv4, `/128` for IPv6.",
    bad: "# Environment\nhttp:\n  public:\n    ingress:\n      source_ips: [\"1.2.3.4\"]\n",
    good: "# Environment\nhttp:\n  public:\n    ingress:\n      source_ips: [\"1.2.3.4/32\"]\n",
    source: "docs/manifest/environment#http-public-ingress-source-ips; RestrictiveIngress.validate",
};

/// Old and new spelling.
pub const BOTH: Rule = Rule {
    id: "env.ingress-both",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`security_groups.ingress` is the old spelling of `ingress`; Copilot refuses both. Keep `ingress`.",
    ],
    doc: "Since v1.23 the access to a load balancer is set in `ingress`. The older `security_groups.ingress` still works \
          alone, but not beside it.",
    bad: "# Environment\ncdn: true\nhttp:\n  public:\n    ingress:\n      cdn: true\n    security_groups:\n      ingress:\n        restrict_to:\n          cdn: true\n",
    good: "# Environment\ncdn: true\nhttp:\n  public:\n    ingress:\n      cdn: true\n",
    source: "errSpecifiedBothIngressFields in internal/pkg/manifest/errors.go",
};

/// The public load balancer is open to the VPC anyway.
pub const PUBLIC_FROM_VPC: Rule = Rule {
    id: "env.public-from-vpc",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["`from_vpc` is for the internal load balancer (`http.private`); Copilot refuses it here."],
    doc: "The public load balancer can be reached from the VPC already, so Copilot refuses `from_vpc` under \
          `http.public`.",
    bad: "# Environment\nhttp:\n  public:\n    security_groups:\n      ingress:\n        from_vpc: true\n",
    good: "# Environment\nhttp:\n  private:\n    ingress:\n      vpc: true\n",
    source: "PublicHTTPConfig.validate in internal/pkg/manifest/validate_env.go",
};

/// Restrictions of the internal load balancer.
pub const PRIVATE_RESTRICT: Rule = Rule {
    id: "env.private-restrict",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["`restrict_to` is for the public load balancer (`http.public`); Copilot refuses it here."],
    doc: "The internal load balancer is closed to the internet, so there is nothing to restrict: Copilot refuses \
          `restrict_to` under `http.private`.",
    bad: "# Environment\nhttp:\n  private:\n    security_groups:\n      ingress:\n        restrict_to:\n          cdn: true\n",
    good: "# Environment\ncdn: true\nhttp:\n  public:\n    ingress:\n      cdn: true\n",
    source: "privateHTTPConfig.validate in internal/pkg/manifest/validate_env.go",
};

/// Only the CDN may come in, but there is none.
pub const CDN_WITHOUT_CDN: Rule = Rule {
    id: "env.cdn-ingress-without-cdn",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["Only CloudFront may reach the load balancer here, but `cdn` is off: set `cdn: true`."],
    doc: "`ingress.cdn: true` closes the load balancer to everyone but CloudFront. It makes sense only with a CDN, so \
          Copilot wants `cdn` to be on.",
    bad: "# Environment\nhttp:\n  public:\n    ingress:\n      cdn: true\n",
    good: "# Environment\ncdn: true\nhttp:\n  public:\n    ingress:\n      cdn: true\n",
    source: "docs/manifest/environment#http-public-ingress-cdn; EnvironmentConfig.validate",
};

/// The spelling before v1.23.
pub const LEGACY_INGRESS: Rule = Rule {
    id: "legacy.env-ingress",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["`security_groups.ingress` is deprecated since v1.23: write `{instead}`."],
    doc: "Since v1.23 the access to a load balancer is set in `http.public.ingress` (`cdn`, `source_ips`) and \
          `http.private.ingress` (`vpc`). The older `security_groups.ingress` with `restrict_to` and `from_vpc` still \
          works, but is deprecated.",
    bad: "# Environment\ncdn: true\nhttp:\n  public:\n    security_groups:\n      ingress:\n        restrict_to:\n          cdn: true\n",
    good: "# Environment\ncdn: true\nhttp:\n  public:\n    ingress:\n      cdn: true\n",
    source: "internal/pkg/manifest/deprecated.go; blog release-v123",
};

fn check(check: &mut Check<'_>) {
    if check.kind != Kind::Environment {
        return;
    }
    for name in ["public", "private"] {
        let Some(balancer) = check.at(&["http", name]) else { continue };
        let restrict = balancer.at(&["security_groups", "ingress", "restrict_to"]);
        let lists = [balancer.get("ingress"), restrict.filter(|_| name == "public")];
        for list in lists.into_iter().flatten().filter_map(|ingress| ingress.get("source_ips")) {
            list.items().iter().for_each(|item| source_ip(check, item));
        }
        deprecated(check, balancer, name == "public");
    }
    cdn(check);
}

fn source_ip(check: &mut Check<'_>, item: &Value) {
    let Some(text) = item.text().filter(|text| !is_cidr(text)) else { return };
    let mut report = Report::new(&SOURCE_IP_CIDR, Place::value(item)).arg("value", quoted(text));
    let bits = match text.parse() {
        Ok(std::net::IpAddr::V4(_)) => Some(32),
        Ok(std::net::IpAddr::V6(_)) => Some(128),
        Err(_) => None,
    };
    if let Some(bits) = bits {
        let end = item.origin.span.end;
        let whole = format!("{text}/{bits}");
        let quote = check
            .text
            .get(..end)
            .unwrap_or_default()
            .chars()
            .last()
            .filter(|last| matches!(last, '"' | '\''));
        let at = end - quote.map_or(0, char::len_utf8);
        report = report.arg("example", &whole);
        report = report.fix(edit(change_title(&whole), Span { start: at, end: at }, format!("/{bits}")));
    }
    check.report(report.arg("example", "10.24.34.0/23"));
}

/// `security_groups.ingress`, which counts as given only with something in it.
fn deprecated(check: &mut Check<'_>, balancer: &Value, public: bool) {
    let Some(groups) = balancer.get("security_groups") else { return };
    let Some(old) = groups.get("ingress") else { return };
    let from_vpc = old.get("from_vpc");
    let restrict = old.get("restrict_to").filter(|restrict| restricts(restrict));
    if from_vpc.is_none() && restrict.is_none() {
        return;
    }
    let new = balancer.get("ingress");
    let wrong = if public { from_vpc } else { restrict };
    if new.is_some_and(|new| if public { restricts(new) } else { new.get("vpc").is_some() }) {
        check.report(Report::new(&BOTH, Place::key(groups)));
    } else if let Some(wrong) = wrong {
        let rule = if public { &PUBLIC_FROM_VPC } else { &PRIVATE_RESTRICT };
        check.report(Report::new(rule, Place::key(wrong)));
    } else {
        let instead = if public { "http.public.ingress" } else { "http.private.ingress.vpc" };
        let mut report = Report::new(&LEGACY_INGRESS, Place::key(groups)).arg("instead", instead);
        report.fixes.extend(modern(groups, old, from_vpc.or(restrict), check.text).filter(|_| new.is_none()));
        check.report(report);
    }
}

/// Copilot's `RestrictiveIngress.IsEmpty`, negated.
fn restricts(ingress: &Value) -> bool {
    ingress.get("cdn").is_some() || ingress.get("source_ips").is_some_and(|list| !list.items().is_empty())
}

/// Takes out the keys between, where nothing but blanks stands around them: the values stay where they are.
fn modern(groups: &Value, old: &Value, inner: Option<&std::sync::Arc<Value>>, text: &str) -> Option<Fix> {
    let (groups, ingress, inner) = (groups.origin.key?, old.origin.key?, inner?);
    let key = inner.origin.key?;
    let blank = |from: usize, to: usize| text.get(from..to).is_some_and(|between| between.trim() == ":");
    if !blank(groups.end, ingress.start) || !blank(ingress.end, key.start) || old.entries().count() != 1 {
        return None;
    }
    let mut edits =
        vec![Edit { span: Span { start: groups.start, end: ingress.start }, text: String::new() }];
    if inner.is_map() {
        let first = inner.entries().filter_map(|(_, value)| value.origin.key).min()?;
        if !blank(key.end, first.start) {
            return None;
        }
        edits.push(Edit { span: Span { start: key.start, end: first.start }, text: String::new() });
        let deep = first.start - line_start(text, first.start);
        let shallow = key.start - line_start(text, key.start);
        if inner.entries().count() > 1 {
            edits[1].text = " ".repeat(deep.checked_sub(shallow)?);
        }
    } else {
        edits.push(Edit { span: key, text: "vpc".to_owned() });
    }
    Some(Fix::new(Phrase::new("Move to `ingress`", "`ingress` に移す"), edits))
}

fn cdn(check: &mut Check<'_>) {
    let Some(public) = check.at(&["http", "public"]) else { return };
    let new = public.get("ingress").filter(|new| restricts(new));
    let old = public.at(&["security_groups", "ingress", "restrict_to"]);
    let Some(only_cdn) = new.or(old).and_then(|ingress| ingress.get("cdn")) else { return };
    if only_cdn.bool() == Some(true) && !super::cdn::may_be_on(check.at(&["cdn"])) {
        let place = Place::value(only_cdn);
        check.report(Report::new(&CDN_WITHOUT_CDN, place));
    }
}
