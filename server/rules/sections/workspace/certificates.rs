//! Aliases and protocols of services against the certificates that their environments import.

use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::registry::AcrossCheck;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::sections::environment::cdn::may_be_on;
use crate::rules::sections::http::{RoutingRule, routing_rules};
use crate::rules::sections::nlb;
use crate::rules::words::quoted;
use crate::workspace::{Workspace, imports_public_certificates};
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] =
    &[&ALIAS_REQUIRED, &BACKEND_ALIAS, &HOSTED_ZONE, &GRPC_DOMAIN, &NLB_ALIAS, &NLB_TLS];

/// The checks against the workspace.
pub const ACROSS: &[AcrossCheck] = &[rules, listeners];

/// Certificates without a name to prove.
pub const ALIAS_REQUIRED: Rule = Rule {
    id: "http.alias-required-with-certs",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "The environment {environment} imports certificates, so this rule needs an `alias`: Copilot stops the deployment without.",
    ],
    doc: "An environment that imports certificates (`http.public.certificates` or `cdn.certificate`, for a Backend Service \
          `http.private.certificates`) has no names of its own to give. Each rule of a service there names its `alias`, \
          unless the service brings a load balancer of its own (`http.alb`).",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n# copilot/environments/test/manifest.yml\n# Environment\nhttp:\n  public:\n    certificates: [\"arn:aws:acm:eu-west-1:111122223333:certificate/0f1e2d3c\"]\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  alias: www.example.com\n# copilot/environments/test/manifest.yml\n# Environment\nhttp:\n  public:\n    certificates: [\"arn:aws:acm:eu-west-1:111122223333:certificate/0f1e2d3c\"]\n",
    source: "errSvcWithNoALBAliasDeployingToEnvWithImportedCerts in internal/pkg/cli/deploy",
};

/// An internal name without a certificate.
pub const BACKEND_ALIAS: Rule = Rule {
    id: "http.alias-backend-needs-certs",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "The environment {environment} imports no certificates for the internal load balancer, and a Backend Service may have an `alias` only with `http.private.certificates`: Copilot stops the deployment.",
    ],
    doc: "The aliases of a Backend Service are proved by the certificates that the environment imports under \
          `http.private.certificates`. Without them leave the alias out: the service has an internal name by itself.",
    bad: "# Backend Service\nhttp:\n  path: /\n  alias: api.internal.example.com\n# copilot/environments/test/manifest.yml\n# Environment\n",
    good: "# Backend Service\nhttp:\n  path: /\n  alias: api.internal.example.com\n# copilot/environments/test/manifest.yml\n# Environment\nhttp:\n  private:\n    certificates: [\"arn:aws:acm:eu-west-1:111122223333:certificate/0f1e2d3c\"]\n",
    source: "backendSvcDeployer.validateRuntimeRoutingRule in internal/pkg/cli/deploy/backend.go",
};

/// A hosted zone of someone else.
pub const HOSTED_ZONE: Rule = Rule {
    id: "http.alias-hosted-zone-needs-certs",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "The environment {environment} imports no certificates, and only with them may an alias name its `hosted_zone`: Copilot stops the deployment.",
        "The environment {environment} has a CDN, with which no alias may name its `hosted_zone`: Copilot stops the deployment.",
    ],
    doc: "`hosted_zone` tells Copilot where to write the record of an alias whose certificate the environment imports. \
          Without imported certificates Copilot uses the domain of the application, and with a CDN the records belong to \
          the CDN.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  alias:\n    - name: www.example.com\n      hosted_zone: Z0EXAMPLE\n# copilot/environments/test/manifest.yml\n# Environment\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  alias:\n    - name: www.example.com\n      hosted_zone: Z0EXAMPLE\n# copilot/environments/test/manifest.yml\n# Environment\nhttp:\n  public:\n    certificates: [\"arn:aws:acm:eu-west-1:111122223333:certificate/0f1e2d3c\"]\n",
    source: "validateRuntimeRoutingRule and errSvcWithALBAliasHostedZoneWithCDNEnabled in internal/pkg/cli/deploy/lbws.go",
};

/// gRPC without HTTPS.
pub const GRPC_DOMAIN: Rule = Rule {
    id: "http.grpc-domain",
    severity: Severity::Warning,
    origin: Origin::Aws,
    messages: &[
        "gRPC needs HTTPS, and the internal load balancer of the environment {environment} has it only with `http.private.certificates`.",
    ],
    doc: "A load balancer speaks gRPC only behind an HTTPS listener. A Load Balanced Web Service has one with a domain for \
          the application or imported certificates, a Backend Service only with certificates under \
          `http.private.certificates`.",
    bad: "# Backend Service\nhttp:\n  path: /\n  version: grpc\n# copilot/environments/test/manifest.yml\n# Environment\n",
    good: "# Backend Service\nhttp:\n  path: /\n  version: grpc\n  alias: api.internal.example.com\n# copilot/environments/test/manifest.yml\n# Environment\nhttp:\n  private:\n    certificates: [\"arn:aws:acm:eu-west-1:111122223333:certificate/0f1e2d3c\"]\n",
    source: "docs/manifest/lb-web-service#http-version; httpsEnabled in internal/pkg/deploy/cloudformation/stack/backend_svc.go",
};

/// A name of the network load balancer that nobody can prove.
pub const NLB_ALIAS: Rule = Rule {
    id: "nlb.alias-runtime",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "The environment {environment} imports certificates, and `nlb.alias` works only with the domain of the application: Copilot stops the deployment.",
    ],
    doc: "The alias of a network load balancer needs a domain that belongs to the application. An environment that imports \
          certificates uses no such domain.",
    bad: "# Load Balanced Web Service\nhttp: false\nnlb:\n  port: 81/tcp\n  alias: tcp.example.com\n# copilot/environments/test/manifest.yml\n# Environment\nhttp:\n  public:\n    certificates: [\"arn:aws:acm:eu-west-1:111122223333:certificate/0f1e2d3c\"]\n",
    good: "# Load Balanced Web Service\nhttp: false\nnlb:\n  port: 81/tcp\n# copilot/environments/test/manifest.yml\n# Environment\nhttp:\n  public:\n    certificates: [\"arn:aws:acm:eu-west-1:111122223333:certificate/0f1e2d3c\"]\n",
    source: "validateNLBRuntime in internal/pkg/cli/deploy/lbws.go",
};

/// TLS of the network load balancer without a certificate.
pub const NLB_TLS: Rule = Rule {
    id: "nlb.tls-needs-domain",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "A TLS listener uses a certificate for the domain of the application, and the environment {environment}, which imports certificates, uses no such domain: CloudFormation refuses the listener.",
    ],
    doc: "Copilot requests the certificate of a TLS listener for the domain of the application. Without a domain, and in an \
          environment that imports certificates, it makes none. Use `tcp` and let the container speak TLS.",
    bad: "# Load Balanced Web Service\nhttp: false\nnlb:\n  port: 443/tls\n# copilot/environments/test/manifest.yml\n# Environment\nhttp:\n  public:\n    certificates: [\"arn:aws:acm:eu-west-1:111122223333:certificate/0f1e2d3c\"]\n",
    good: "# Load Balanced Web Service\nhttp: false\nnlb:\n  port: 443/tcp\n# copilot/environments/test/manifest.yml\n# Environment\nhttp:\n  public:\n    certificates: [\"arn:aws:acm:eu-west-1:111122223333:certificate/0f1e2d3c\"]\n",
    source: "templates/workloads/partials/cf/nlb.yml; dnsDelegationEnabled in internal/pkg/deploy/cloudformation/stack/lb_web_svc.go",
};

/// The manifest of the environment that the check is for, where the workspace has a whole one.
pub fn environment<'w>(check: &Check<'_>, workspace: &'w Workspace) -> Option<(&'w str, &'w Arc<Value>)> {
    let source = workspace.environment(check.environment()?)?;
    if !source.tree().errors.is_empty() {
        return None;
    }
    let name = source.path.as_deref()?.parent()?.file_name()?.to_str()?;
    Some((name, workspace.environment_manifest(name)?.base()))
}

/// A list has items, or that can't be known.
fn may_have_items(list: Option<&Arc<Value>>) -> bool {
    list.is_some_and(|list| list.unknown || !list.items().is_empty())
}

fn rules(check: &mut Check<'_>, workspace: &Workspace) {
    let Some((name, environment)) = environment(check, workspace) else { return };
    let is_public = check.kind == Kind::LoadBalancedWebService;
    let imports = if is_public {
        imports_public_certificates(environment)
    } else {
        may_have_items(environment.at(&["http", "private", "certificates"]))
    };
    let is_own_balancer = is_public && check.at(&["http", "alb"]).is_some();
    for rule in routing_rules(check) {
        let new = |rule, place| Report::new(rule, place).arg("environment", quoted(name));
        match rule.body.get("alias").filter(|alias| !is_empty(alias)) {
            None if imports && !is_own_balancer => {
                check.report(new(&ALIAS_REQUIRED, Place::missing_in(rule.body)));
            }
            Some(alias) if !is_public && !imports => check.report(new(&BACKEND_ALIAS, Place::key(alias))),
            Some(alias) if is_public => {
                let has_cdn = may_be_on(environment.get("cdn"));
                let zone = alias.items().iter().find_map(|item| item.get("hosted_zone"));
                if let Some(zone) = zone.filter(|_| !imports || has_cdn) {
                    check.report(new(&HOSTED_ZONE, Place::value(zone)).message(usize::from(imports)));
                }
            }
            _ => {}
        }
        grpc(check, rule, name, is_public || imports);
    }
}

/// The domain of the application can't be known, so only an internal load balancer is judged.
fn grpc(check: &mut Check<'_>, rule: RoutingRule<'_>, environment: &str, has_https: bool) {
    let version = rule.body.get("version");
    let is_grpc = |value: &&Arc<Value>| value.text().is_some_and(|text| text.eq_ignore_ascii_case("grpc"));
    if let Some(version) = version.filter(is_grpc).filter(|_| !has_https) {
        let report = Report::new(&GRPC_DOMAIN, Place::value(version));
        check.report(report.arg("environment", quoted(environment)));
    }
}

/// Nothing is written there, or an empty text or list.
fn is_empty(alias: &Value) -> bool {
    !alias.unknown && (alias.text() == Some("") || (alias.is_list() && alias.items().is_empty()))
}

fn listeners(check: &mut Check<'_>, workspace: &Workspace) {
    let Some((name, environment)) = environment(check, workspace) else { return };
    // The certificate of the CDN takes no domain away.
    let list = environment.at(&["http", "public", "certificates"]);
    if list.is_none_or(|list| list.items().is_empty()) {
        return;
    }
    let alias = nlb::given(check).and_then(|nlb| nlb.get("alias")).filter(|alias| !is_empty(alias));
    if let Some(alias) = alias {
        check.report(Report::new(&NLB_ALIAS, Place::key(alias)).arg("environment", quoted(name)));
    }
    for listener in nlb::listeners(check) {
        let Some(port) = listener.body.get("port") else { continue };
        let protocol = port.text().and_then(nlb::split).and_then(|(_, protocol)| protocol);
        if protocol.as_deref() == Some("TLS") {
            check.report(Report::new(&NLB_TLS, Place::value(port)).arg("environment", quoted(name)));
        }
    }
}
