//! What workloads claim in an environment and only one of them can have: paths, aliases, names of Service Connect.

use super::index::Workspace;
use crate::manifest::kind::Kind;
use crate::manifest::value::Value;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Something that only one workload of an environment can have.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Claim {
    /// The requests that a rule of a load balancer takes.
    Route {
        /// The load balancer.
        balancer: Box<str>,
        /// Its path, with the slash at the beginning.
        path: Box<str>,
        /// A name of the service; `None` where the rule has none.
        alias: Option<Box<str>>,
        /// The addresses it is for, sorted; empty for all.
        sources: Vec<Box<str>>,
    },
    /// A name in Service Connect.
    Connect(Box<str>),
    /// A domain name.
    Domain(Box<str>),
}

/// A workload with a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The folder of the workload.
    pub workload: String,
    /// What serves the claim: claims of two workloads to the same domain are no conflict behind one load balancer.
    pub server: Box<str>,
}

/// A claim with the value that makes it.
#[derive(Debug)]
pub struct Claimed<'m> {
    /// What is claimed.
    pub claim: Claim,
    /// What serves it.
    pub server: Box<str>,
    /// Where it is written.
    pub value: &'m Arc<Value>,
}

/// All claims of a workspace, by environment.
#[derive(Debug, Default)]
pub struct Claims {
    by_claim: HashMap<(Option<Box<str>>, Claim), Vec<Holder>>,
    domains: bool,
}

impl Claims {
    /// Gathers the claims of all workloads in all environments that are known; where none is, in one without a name.
    pub fn of(workspace: &Workspace) -> Claims {
        let mut claims = Claims::default();
        let mut environments: BTreeSet<&str> = workspace.environments().into_iter().collect();
        for (_, manifest) in workspace.workload_manifests() {
            environments.extend(manifest.layers.environments.iter().map(|it| &*it.name));
        }
        let named = environments.into_iter().map(Some);
        for environment in named.chain([None]) {
            for (name, manifest) in workspace.workload_manifests() {
                for it in claimed(manifest.kind, name, manifest.effective(environment)) {
                    let holder = Holder { workload: name.to_owned(), server: it.server };
                    let key = (environment.map(Into::into), it.claim);
                    let holders: &mut Vec<Holder> = claims.by_claim.entry(key).or_default();
                    // The rules of one workload come one after another.
                    if holders.last() != Some(&holder) {
                        holders.push(holder);
                    }
                }
                claims.domains |=
                    shows_domain(workspace, manifest.kind, manifest.effective(environment), environment);
            }
        }
        claims
    }

    /// The workloads with this claim in an environment.
    pub fn holders(&self, environment: Option<&str>, claim: &Claim) -> &[Holder] {
        let key = (environment.map(Into::into), claim.clone());
        self.by_claim.get(&key).map(Vec::as_slice).unwrap_or_default()
    }

    /// Some workload has an alias that only an application with a domain can have: in an environment that imports no
    /// certificates.
    pub fn show_domain(&self) -> bool {
        self.domains
    }
}

/// What a workload claims in one environment.
pub fn claimed<'m>(kind: Kind, name: &str, root: &'m Arc<Value>) -> Vec<Claimed<'m>> {
    let mut all = Vec::new();
    match kind {
        Kind::LoadBalancedWebService | Kind::BackendService => {
            balanced(kind, root, &mut all);
            if kind == Kind::LoadBalancedWebService {
                domains(root.at(&["nlb", "alias"]), &format!("nlb of {name}"), &mut all);
            }
            // Without a port nothing can be reached by a name.
            if root.at(&["image", "port"]).is_some() {
                connect(name, root, &mut all);
            }
        }
        Kind::RequestDrivenWebService | Kind::StaticSite => {
            domains(root.at(&["http", "alias"]), name, &mut all);
        }
        _ => {}
    }
    all
}

fn balanced<'m>(kind: Kind, root: &'m Arc<Value>, all: &mut Vec<Claimed<'m>>) {
    let Some(http) = root.get("http").filter(|http| http.is_map()) else { return };
    let is_public = kind == Kind::LoadBalancedWebService;
    let balancer = match http.get("alb") {
        Some(imported) => match imported.text() {
            Some(text) => text.to_owned(),
            None => return,
        },
        None => if is_public { "public" } else { "internal" }.to_owned(),
    };
    let more = http.get("additional_rules").into_iter().flat_map(|rules| rules.items());
    for rule in std::iter::once(http).chain(more) {
        if is_public {
            domains(rule.get("alias"), &balancer, all);
        }
        route(is_public, &balancer, rule, all);
    }
}

/// A rule of an internal load balancer without an alias is told apart by the name of the service.
fn route<'m>(is_public: bool, balancer: &str, rule: &'m Arc<Value>, all: &mut Vec<Claimed<'m>>) {
    let Some(value) = rule.get("path") else { return };
    let (Some(path), Some(aliases)) =
        (value.text().filter(|path| !path.is_empty()), aliases(rule.get("alias")))
    else {
        return;
    };
    let Some(sources) = texts(rule.get("allowed_source_ips")) else { return };
    let mut sources: Vec<Box<str>> = sources.into_iter().map(|(text, _)| text.into()).collect();
    sources.sort();
    let path = format!("/{}", path.trim_start_matches('/'));
    let names = aliases.iter().map(|(name, _)| Some(*name));
    let names: Vec<_> = names.chain((aliases.is_empty() && is_public).then_some(None)).collect();
    all.extend(names.into_iter().map(|alias| Claimed {
        claim: Claim::Route {
            balancer: balancer.into(),
            path: path.as_str().into(),
            alias: alias.map(Into::into),
            sources: sources.clone(),
        },
        server: balancer.into(),
        value,
    }));
}

fn domains<'m>(alias: Option<&'m Arc<Value>>, server: &str, all: &mut Vec<Claimed<'m>>) {
    for (name, value) in aliases(alias).unwrap_or_default() {
        all.push(Claimed { claim: Claim::Domain(name.to_lowercase().into()), server: server.into(), value });
    }
}

fn connect<'m>(name: &str, root: &'m Arc<Value>, all: &mut Vec<Claimed<'m>>) {
    let Some(connect) = root.at(&["network", "connect"]) else { return };
    let (claimed, value) = match connect.get("alias") {
        Some(alias) => match alias.text().filter(|text| !text.is_empty()) {
            Some(text) => (text, alias),
            None => return,
        },
        None if connect.bool() == Some(true) => (name, connect),
        None => return,
    };
    all.push(Claimed { claim: Claim::Connect(claimed.to_lowercase().into()), server: name.into(), value });
}

/// The names of an `alias` in any of its forms; `None` where one of them can't be known.
fn aliases(alias: Option<&Arc<Value>>) -> Option<Vec<(&str, &Arc<Value>)>> {
    let Some(alias) = alias else { return Some(Vec::new()) };
    if alias.items().first().is_none_or(|first| first.get("name").is_none()) {
        return texts(Some(alias)).map(|texts| {
            // `alias: "a, b"` is two names.
            let split = texts.into_iter().flat_map(|(text, value)| {
                text.split(',').map(str::trim).filter(|name| !name.is_empty()).map(move |name| (name, value))
            });
            split.collect()
        });
    }
    alias.items().iter().map(|item| item.get("name").and_then(|name| Some((name.text()?, name)))).collect()
}

/// A text or a list of texts; `None` where one of them can't be known.
fn texts(value: Option<&Arc<Value>>) -> Option<Vec<(&str, &Arc<Value>)>> {
    let Some(value) = value else { return Some(Vec::new()) };
    if let Some(text) = value.text() {
        return Some(vec![(text, value)]);
    }
    if !value.is_list() || value.unknown {
        return None;
    }
    value.items().iter().map(|item| Some((item.text()?, item))).collect()
}

/// The alias of this workload works only in an application with a domain.
fn shows_domain(workspace: &Workspace, kind: Kind, root: &Value, environment: Option<&str>) -> bool {
    if kind != Kind::LoadBalancedWebService || root.at(&["http", "alias"]).is_none() {
        return false;
    }
    let Some(environment) = environment.and_then(|name| workspace.environment_manifest(name)) else {
        return false;
    };
    !imports_public_certificates(environment.base())
}

/// An environment brings certificates of its own for public services, for the load balancer or for the CDN.
pub fn imports_public_certificates(environment: &Value) -> bool {
    let of_balancer = environment.at(&["http", "public", "certificates"]);
    let of_cdn = environment.at(&["cdn", "certificate"]);
    of_balancer.is_some_and(|list| list.unknown || !list.items().is_empty()) || of_cdn.is_some()
}
