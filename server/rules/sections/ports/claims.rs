//! Who claims which port: Copilot's `validateExposedPorts`, in source order where Copilot's order is random.

use super::sidecars::read;
use super::{HTTP_CONFLICT, HTTP_PROTOCOL_CONFLICT, NLB_CONFLICT, SIDECAR_CONFLICT};
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::report::{Place, Report};
use crate::rules::sections::http::{RoutingRule, routing_rules};
use crate::rules::sections::nlb::{Listener, listeners, port_number, split};
use crate::rules::words::quoted;
use std::sync::Arc;

/// What asks for a port.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Sidecar,
    Rule,
    Listener,
}

/// A port of the task with the container that has it.
struct Claim<'m> {
    port: u16,
    protocol: &'static str,
    container: &'m str,
    by: By,
    /// The value to blame: a sidecar's `port`, a rule's `target_port`, a listener.
    value: &'m Arc<Value>,
}

/// The claims so far, the first one for each port.
#[derive(Default)]
struct Claims<'m>(Vec<Claim<'m>>);

impl<'m> Claims<'m> {
    fn of(&self, port: u16) -> Option<&Claim<'m>> {
        self.0.iter().find(|claim| claim.port == port)
    }

    /// The container of a port without a `target_container`: who has it already, else the main one.
    fn container(&self, port: u16, main: &'m str) -> &'m str {
        self.of(port).map_or(main, |claim| claim.container)
    }

    fn claim(&mut self, check: &mut Check<'m>, claim: Claim<'m>) {
        match self.of(claim.port) {
            None => self.0.push(claim),
            Some(first) => check.reports.extend(conflict(first, &claim)),
        }
    }
}

fn conflict(first: &Claim<'_>, claim: &Claim<'_>) -> Option<Report> {
    let other_container = first.container != claim.container;
    if !other_container && first.protocol == claim.protocol {
        return None;
    }
    let (rule, place) = match claim.by {
        By::Sidecar => (&SIDECAR_CONFLICT, Place::value(claim.value)),
        By::Rule if other_container => (&HTTP_CONFLICT, Place::value(claim.value)),
        By::Rule => (&HTTP_PROTOCOL_CONFLICT, Place::value(claim.value)),
        By::Listener => (&NLB_CONFLICT, Place::key(claim.value)),
    };
    let message = usize::from(claim.by == By::Listener && other_container);
    let report = Report::new(rule, place).message(message).arg("port", claim.port);
    let report = report.arg("container", quoted(claim.container)).arg("other", quoted(first.container));
    let report = report.arg("protocol", claim.protocol).arg("used", first.protocol);
    Some(report.because(first.value).related(first.value, claimed(claim.port)))
}

pub(super) fn check(check: &mut Check<'_>) {
    let balanced = matches!(check.kind, Kind::LoadBalancedWebService | Kind::BackendService);
    if !check.kind.is_ecs() {
        return;
    }
    let mut claims = Claims::default();
    let mut certain = !check.section("name").is_some_and(|name| name.unknown);
    for (container, sidecar) in check.sidecars() {
        let Some(value) = sidecar.get("port") else { continue };
        // A port that is unknown may be any: what the load balancers claim can't be told from here on.
        let Some(port) = read(value) else {
            certain = false;
            continue;
        };
        let (port, protocol) = (port.number, port.protocol);
        claims.claim(check, Claim { port, protocol, container, by: By::Sidecar, value });
    }
    if !balanced || !certain {
        return;
    }
    let main = check.name();
    for rule in routing_rules(check) {
        rule_claims(check, &mut claims, rule, main);
    }
    for listener in listeners(check) {
        listener_claims(check, &mut claims, listener, main);
    }
    main_container(check, &claims, main);
}

/// The container that `target_container` names; `Err` where only the shell knows.
fn target(body: &Value) -> Result<Option<&str>, ()> {
    match body.get("target_container") {
        None => Ok(None),
        Some(target) => target.text().map(Some).ok_or(()),
    }
}

fn rule_claims<'m>(check: &mut Check<'m>, claims: &mut Claims<'m>, rule: RoutingRule<'m>, main: &'m str) {
    let Some(value) = rule.body.get("target_port").filter(|port| !port.zeroed) else { return };
    let Some(port) = value.int().and_then(|port| u16::try_from(port).ok()) else { return };
    let Ok(target) = target(rule.body) else { return };
    let container = target.unwrap_or_else(|| claims.container(port, main));
    claims.claim(check, Claim { port, protocol: "TCP", container, by: By::Rule, value });
}

fn listener_claims<'m>(
    check: &mut Check<'m>,
    claims: &mut Claims<'m>,
    listener: Listener<'m>,
    main: &'m str,
) {
    let Some((port, protocol)) = listener_port(listener) else { return };
    let Ok(target) = target(listener.body) else { return };
    let container = target.unwrap_or_else(|| claims.container(port, main));
    claims.claim(check, Claim { port, protocol, container, by: By::Listener, value: listener.body });
}

/// The container port of a listener and its protocol; `None` where Copilot refuses the port or it is unknown.
pub(super) fn listener_port(listener: Listener<'_>) -> Option<(u16, &'static str)> {
    let (number, protocol) = split(listener.body.get("port")?.text()?)?;
    let own = port_number(number)?;
    let protocol = match protocol.as_deref() {
        None | Some("TCP" | "TLS") => "TCP",
        Some("UDP") => "UDP",
        Some(_) => return None,
    };
    match listener.body.get("target_port") {
        None => Some((own, protocol)),
        // Go cuts the number to 16 bits.
        Some(target) => Some((target.int()? as u16, protocol)),
    }
}

/// The main container comes last in Copilot; the mistake is that of who took its port.
fn main_container(check: &mut Check<'_>, claims: &Claims<'_>, main: &str) {
    let Some(image_port) = check.at(&["image", "port"]) else { return };
    let Some(port) = image_port.int().and_then(|port| u16::try_from(port).ok()) else { return };
    let Some(claim) = claims.of(port).filter(|claim| claim.container != main) else { return };
    let main_claim =
        Claim { port, protocol: claim.protocol, container: main, by: By::Sidecar, value: image_port };
    check.reports.extend(conflict(&main_claim, claim));
}

fn claimed(port: u16) -> Phrase {
    Phrase::new(format!("port {port} is claimed here"), format!("ポート {port} はここで使われています"))
}
