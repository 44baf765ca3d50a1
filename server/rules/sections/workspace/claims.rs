//! What two workloads of an environment can't both have.

use crate::finding::{Origin, Severity};
use crate::manifest::recognize::Role;
use crate::rules::check::Check;
use crate::rules::registry::AcrossCheck;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::{all_quoted, quoted};
use crate::workspace::{Claim, Claimed, Holder, Workspace, claimed};

/// The rules of this section.
pub const RULES: &[&Rule] = &[&PATH_CONFLICT, &CONNECT_DUPLICATE, &ALIAS_DUPLICATE];

/// The checks against the workspace.
pub const ACROSS: &[AcrossCheck] = &[claims];

/// Two services behind one path.
pub const PATH_CONFLICT: Rule = Rule {
    id: "workspace.http-path-conflict",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "Requests to {path} behind the same load balancer go to {others} too, and no `alias` tells them apart: one of them gets none, unless the application has a domain, which gives each service a name.",
        "Requests to {path} for the same `alias` go to {others} too: one of them gets none.",
    ],
    doc: "The services of an environment share a load balancer, which hands a request to the first rule that fits. Two \
          services need different paths or different aliases. (With a domain for the application each service has a name of \
          its own by default.)",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n# copilot/web/manifest.yml\n# Load Balanced Web Service\nhttp:\n  path: /\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /api\n# copilot/web/manifest.yml\n# Load Balanced Web Service\nhttp:\n  path: /\n",
    source: "docs/manifest/lb-web-service#http-path; templates/workloads/partials/cf/http-listener.yml",
};

/// Two services of one name in Service Connect.
pub const CONNECT_DUPLICATE: Rule = Rule {
    id: "workspace.connect-alias-duplicate",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{others} is called {name} in Service Connect too: a name can be taken only once in an environment, and the second deployment fails.",
    ],
    doc: "Service Connect knows a service by its `alias`, or by its name where it has none. Each may be taken once in an \
          environment.",
    bad: "# Backend Service\nnetwork:\n  connect:\n    alias: store\n# copilot/web/manifest.yml\n# Backend Service\nnetwork:\n  connect:\n    alias: store\n",
    good: "# Backend Service\nnetwork:\n  connect:\n    alias: store\n# copilot/web/manifest.yml\n# Backend Service\nnetwork:\n  connect:\n    alias: web\n",
    source: "docs/include/network#network-connect",
};

/// Two services of one domain name.
pub const ALIAS_DUPLICATE: Rule = Rule {
    id: "workspace.alias-duplicate",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{others} has the alias {name} too, and is served from another place: both want the same record or certificate, and the second deployment fails.",
    ],
    doc: "An alias becomes a DNS record and a certificate. Services behind one load balancer may share it, told apart by \
          their paths; a network load balancer, App Runner and a static site each need names of their own. Aliases of one \
          environment belong under `environments`.",
    bad: "# Load Balanced Web Service\nhttp:\n  path: /\n  alias: www.example.com\n# copilot/site/manifest.yml\n# Request-Driven Web Service\nhttp:\n  alias: www.example.com\n",
    good: "# Load Balanced Web Service\nhttp:\n  path: /\n  alias: shop.example.com\n# copilot/site/manifest.yml\n# Request-Driven Web Service\nhttp:\n  alias: www.example.com\n",
    source: "docs/developing/domain",
};

fn claims(check: &mut Check<'_>, workspace: &Workspace) {
    let Role::Workload(folder) = check.document.role else { return };
    let known = workspace.claims();
    for Claimed { claim, server, value } in claimed(check.kind, folder, check.root()) {
        let holders = known.holders(check.environment(), &claim);
        let is_rival = |it: &&Holder| it.workload != *folder && competes(&claim, &server, it);
        let mut rivals: Vec<&str> = holders.iter().filter(is_rival).map(|it| it.workload.as_str()).collect();
        rivals.dedup();
        if rivals.is_empty() {
            continue;
        }
        let report = match &claim {
            // Each service has a name of its own there.
            Claim::Route { alias: None, .. } if known.show_domain() => continue,
            Claim::Route { path, alias, .. } => Report::new(&PATH_CONFLICT, Place::value(value))
                .message(usize::from(alias.is_some()))
                .arg("path", quoted(path)),
            Claim::Connect(name) => {
                Report::new(&CONNECT_DUPLICATE, Place::value(value)).arg("name", quoted(name))
            }
            Claim::Domain(name) => {
                Report::new(&ALIAS_DUPLICATE, Place::value(value)).arg("name", quoted(name))
            }
        };
        check.report(report.arg("others", all_quoted(rivals)));
    }
}

/// Domains may be shared behind one load balancer.
fn competes(claim: &Claim, server: &str, other: &Holder) -> bool {
    !matches!(claim, Claim::Domain(_)) || *other.server != *server
}
