//! Environments against the services of the workspace, and services against networks.

use super::certificates::environment;
use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::manifest::recognize::Role;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::registry::AcrossCheck;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::sections::environment::cdn::may_be_on;
use crate::rules::words::{all_quoted, quoted};
use crate::workspace::{Manifest, Workspace, imports_public_certificates};
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] = &[&FIRELENS_PORT, &CDN_ALIAS, &TERMINATE_TLS, &MANAGED_EFS];

/// The checks against the workspace.
pub const ACROSS: &[AcrossCheck] = &[firelens_port, cdn, managed_efs];

/// The log router is open to others.
pub const FIRELENS_PORT: Rule = Rule {
    id: "logging.firelens-port-open",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "This rule lets {cidr} reach port 24224, on which the log router of {services} listens: anyone there can write into the logs. Leave the port out.",
    ],
    doc: "FireLens takes log lines on port 24224 of the task, without asking who sends them. The security group of the \
          environment should not let others in there.",
    bad: "# Environment\nnetwork:\n  vpc:\n    security_group:\n      ingress:\n        - cidr: 10.0.0.0/8\n          ip_protocol: tcp\n          ports: 24000-25000\n# copilot/api/manifest.yml\n# Backend Service\nlogging:\n  destination:\n    Name: loki\n    host: loki.example.com\n",
    good: "# Environment\nnetwork:\n  vpc:\n    security_group:\n      ingress:\n        - cidr: 10.0.0.0/8\n          ip_protocol: tcp\n          ports: 8000-9000\n# copilot/api/manifest.yml\n# Backend Service\nlogging:\n  destination:\n    Name: loki\n    host: loki.example.com\n",
    source: "Amazon ECS, custom log routing, considerations",
};

/// A service without a name behind a CDN.
pub const CDN_ALIAS: Rule = Rule {
    id: "env.cdn-alias-required",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "With a CDN on the domain of the application every service behind it needs `http.alias`, and {services} has none: Copilot refuses to deploy the environment once it runs there.",
    ],
    doc: "Behind a CDN the records of all services point to the CDN, so Copilot must know their names: each Load Balanced \
          Web Service of the environment sets `http.alias`. That the application has a domain is taken from the aliases of \
          other services.",
    bad: "# Environment\ncdn: true\n# copilot/web/manifest.yml\n# Load Balanced Web Service\nhttp:\n  path: /\n  alias: www.example.com\n# copilot/admin/manifest.yml\n# Load Balanced Web Service\nhttp:\n  path: /admin\n",
    good: "# Environment\ncdn: true\n# copilot/web/manifest.yml\n# Load Balanced Web Service\nhttp:\n  path: /\n  alias: www.example.com\n# copilot/admin/manifest.yml\n# Load Balanced Web Service\nhttp:\n  path: /admin\n  alias: admin.example.com\n",
    source: "validateCDN in internal/pkg/cli/deploy/env.go; docs/developing/content-delivery",
};

/// A redirect that leads back to itself.
pub const TERMINATE_TLS: Rule = Rule {
    id: "env.cdn-terminate-tls-redirect",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "With `terminate_tls` the CDN speaks plain HTTP to the load balancer, which redirects it to HTTPS for {services}: it can't be reached. Set `http.redirect_to_https: false` there.",
    ],
    doc: "A CDN that terminates TLS sends plain HTTP on. A service that redirects HTTP to HTTPS answers with a redirect to \
          the CDN, again and again. Copilot refuses this where only the CDN may reach the load balancer, and warns where \
          others may too.",
    bad: "# Environment\ncdn:\n  certificate: arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d\n  terminate_tls: true\nhttp:\n  public:\n    certificates: [\"arn:aws:acm:us-west-2:123456789012:certificate/0a1b2c3d\"]\n    ingress:\n      cdn: true\n# copilot/web/manifest.yml\n# Load Balanced Web Service\nhttp:\n  path: /\n  alias: www.example.com\n",
    good: "# Environment\ncdn:\n  certificate: arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d\n  terminate_tls: true\nhttp:\n  public:\n    certificates: [\"arn:aws:acm:us-west-2:123456789012:certificate/0a1b2c3d\"]\n    ingress:\n      cdn: true\n# copilot/web/manifest.yml\n# Load Balanced Web Service\nhttp:\n  path: /\n  alias: www.example.com\n  redirect_to_https: false\n",
    source: "validateCDN and errEnvHasPublicServicesWithRedirect in internal/pkg/cli/deploy; docs/developing/content-delivery",
};

/// A file system without a place.
pub const MANAGED_EFS: Rule = Rule {
    id: "storage.managed-efs-private-subnets",
    severity: Severity::Hint,
    origin: Origin::Aws,
    messages: &[
        "Copilot puts the file system into the private subnets of the environment, and {environment} imports a VPC without any.",
    ],
    doc: "A managed file system gets its mount targets in the private subnets of the environment. An environment that \
          imports a VPC names them under `network.vpc.subnets.private`.",
    bad: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs: true\n# copilot/environments/test/manifest.yml\n# Environment\nnetwork:\n  vpc:\n    id: vpc-0011223344556677a\n    subnets:\n      public:\n        - id: subnet-0aaa1111bbbb2222c\n        - id: subnet-0ddd3333eeee4444f\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs: true\n# copilot/environments/test/manifest.yml\n# Environment\nnetwork:\n  vpc:\n    id: vpc-0011223344556677a\n    subnets:\n      private:\n        - id: subnet-0aaa1111bbbb2222c\n        - id: subnet-0ddd3333eeee4444f\n",
    source: "docs/developing/storage#managed-efs",
};

/// The name of the environment that the manifest describes.
fn name<'m>(check: &Check<'m>) -> Option<&'m str> {
    match check.document.role {
        Role::Environment(name) if check.kind == Kind::Environment => Some(name),
        _ => None,
    }
}

fn firelens_port(check: &mut Check<'_>, workspace: &Workspace) {
    let Some(name) = name(check) else { return };
    let has_router = |manifest: &Manifest| {
        let logging = manifest.effective(Some(name)).get("logging");
        manifest.kind.is_ecs() && logging.is_some_and(|it| it.entries().any(|(key, _)| key != "retention"))
    };
    let services = workspace.workload_manifests().filter(|(_, it)| has_router(it)).map(|(name, _)| name);
    let services: Vec<&str> = services.collect();
    if services.is_empty() {
        return;
    }
    for rule in check.items(&["network", "vpc", "security_group", "ingress"]) {
        if opens_router(rule) {
            let cidr = rule.get("cidr").and_then(|cidr| cidr.text()).unwrap_or_default();
            let report = Report::new(&FIRELENS_PORT, Place::value(rule)).arg("cidr", quoted(cidr));
            check.report(report.arg("services", all_quoted(services.iter().copied())));
        }
    }
}

/// TCP, or all protocols, to port 24224.
fn opens_router(rule: &Value) -> bool {
    const ROUTER: i64 = 24_224;
    let protocol = rule.get("ip_protocol");
    let protocol = protocol.and_then(|it| it.text().map(str::to_owned).or(it.int().map(|it| it.to_string())));
    match protocol.as_deref() {
        Some("-1") => return true,
        Some("tcp" | "6") => {}
        _ => return false,
    }
    let Some(ports) = rule.get("ports") else { return false };
    if let Some(port) = ports.int() {
        return port == ROUTER;
    }
    let range = ports.text().and_then(|text| text.split_once('-'));
    let range = range.and_then(|(from, to)| Some((from.parse::<i64>().ok()?, to.parse::<i64>().ok()?)));
    range.is_some_and(|(from, to)| (from..=to).contains(&ROUTER))
}

/// The public services of the environment that are behind the load balancer of Copilot, as it gets them.
fn public<'w>(workspace: &'w Workspace, environment: &str) -> Vec<(&'w str, &'w Arc<Value>)> {
    let services = workspace.workload_manifests().filter(|(_, it)| it.kind == Kind::LoadBalancedWebService);
    let services = services.map(|(name, it)| (name, it.effective(Some(environment))));
    services
        .filter(|(_, root)| root.get("http").is_some_and(|http| http.is_map() && http.get("alb").is_none()))
        .collect()
}

fn cdn(check: &mut Check<'_>, workspace: &Workspace) {
    let Some(name) = name(check) else { return };
    let Some(cdn) = check.at(&["cdn"]).filter(|cdn| !cdn.unknown && may_be_on(Some(cdn))) else { return };
    let services = public(workspace, name);
    let has_certificates =
        check.at(&["http", "public", "certificates"]).is_some_and(|it| it.unknown || !it.items().is_empty());
    let has_domain = workspace.claims().show_domain();
    let has_alias = |root: &Value| root.at(&["http", "alias"]).is_some();
    if !has_certificates && has_domain {
        let nameless = services.iter().filter(|(_, root)| !has_alias(root)).map(|(name, _)| *name);
        let nameless: Vec<&str> = nameless.collect();
        if !nameless.is_empty() {
            let report = Report::new(&CDN_ALIAS, Place::key(cdn));
            check.report(report.arg("services", all_quoted(nameless)));
        }
    }
    let Some(terminate) = cdn.get("terminate_tls").filter(|it| it.bool() == Some(true)) else { return };
    let imports = imports_public_certificates(check.root());
    let redirects = |root: &Value| {
        let redirect = root.at(&["http", "redirect_to_https"]);
        redirect.is_none_or(|it| it.bool() == Some(true)) && (imports || has_domain || has_alias(root))
    };
    let redirecting: Vec<&str> =
        services.iter().filter(|(_, root)| redirects(root)).map(|(name, _)| *name).collect();
    if !redirecting.is_empty() {
        let report = Report::new(&TERMINATE_TLS, Place::value(terminate));
        let report = report.arg("services", all_quoted(redirecting));
        check.report(if is_restricted_to_cdn(check) { report } else { report.as_warning() });
    }
}

/// `IsPublicLBIngressRestrictedToCDN` in Copilot's code.
fn is_restricted_to_cdn(check: &Check<'_>) -> bool {
    let current = check.at(&["http", "public", "ingress"]);
    let cdn = match current {
        Some(ingress) => ingress.get("cdn"),
        None => check.at(&["http", "public", "security_groups", "ingress", "restrict_to", "cdn"]),
    };
    cdn.is_some_and(|cdn| cdn.bool() == Some(true))
}

fn managed_efs(check: &mut Check<'_>, workspace: &Workspace) {
    let Some((name, environment)) = environment(check, workspace).filter(|_| check.kind.is_ecs()) else {
        return;
    };
    let Some(vpc) = environment.at(&["network", "vpc"]).filter(|vpc| vpc.get("id").is_some()) else { return };
    let private = vpc.at(&["subnets", "private"]);
    if private.is_some_and(|private| private.unknown || !private.items().is_empty() || private.is_map()) {
        return;
    }
    for (_, volume) in check.entries(&["storage", "volumes"]) {
        let Some(efs) = volume.get("efs") else { continue };
        let is_managed = efs.bool() == Some(true) || efs.get("uid").or(efs.get("gid")).is_some();
        if is_managed {
            let place = if efs.is_map() { Place::key(efs) } else { Place::value(efs) };
            check.report(Report::new(&MANAGED_EFS, place).arg("environment", quoted(name)));
        }
    }
}
