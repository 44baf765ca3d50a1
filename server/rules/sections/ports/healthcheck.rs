//! The ports that load balancers ask for health: Copilot's `ExposedPorts` and `validateHealthCheckPorts`.

use super::claims::listener_port;
use super::sidecars::read;
use super::{HTTP_HEALTHCHECK_NOT_EXPOSED, HTTP_HEALTHCHECK_UDP, NLB_UDP_HEALTHCHECK};
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::report::{Place, Report};
use crate::rules::sections::http::{RoutingRule, routing_rules};
use crate::rules::sections::nlb::{Listener, listeners};
use crate::rules::words::quoted;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A port that the task opens.
struct Exposed<'m> {
    protocol: &'static str,
    container: &'m str,
    /// What exposes it.
    value: &'m Arc<Value>,
    /// It is a listener.
    by_listener: bool,
}

pub(super) fn check(check: &mut Check<'_>) {
    if !matches!(check.kind, Kind::LoadBalancedWebService | Kind::BackendService) {
        return;
    }
    let (rules, listeners) = (routing_rules(check), listeners(check));
    if rules.is_empty() && listeners.is_empty() {
        return;
    }
    let Some(ports) = exposed(check, &rules, &listeners) else { return };
    for listener in listeners {
        check.reports.extend(of_listener(&ports, listener));
    }
    for rule in rules {
        check.reports.extend(of_rule(check, &ports, rule));
    }
}

/// The open ports; `None` where one of them is unknown or refused.
fn exposed<'m>(
    check: &Check<'m>,
    rules: &[RoutingRule<'m>],
    listeners: &[Listener<'m>],
) -> Option<BTreeMap<u16, Exposed<'m>>> {
    let main = check.name();
    let mut ports = BTreeMap::new();
    for (container, sidecar) in check.sidecars() {
        let Some(value) = sidecar.get("port") else { continue };
        let port = read(value)?;
        let exposed = Exposed { protocol: port.protocol, container, value, by_listener: false };
        ports.entry(port.number).or_insert(exposed);
    }
    for rule in rules {
        let Some(value) = rule.body.get("target_port") else { continue };
        let container = container(rule.body, main)?;
        let exposed = Exposed { protocol: "TCP", container, value, by_listener: false };
        ports.entry(u16::try_from(value.int()?).ok()?).or_insert(exposed);
    }
    for listener in listeners {
        let (port, protocol) = listener_port(*listener)?;
        let container = container(listener.body, main)?;
        if ports.get(&port).is_none_or(|exposed| exposed.protocol != protocol) {
            let exposed = Exposed { protocol, container, value: listener.body, by_listener: true };
            ports.insert(port, exposed);
        }
    }
    if let Some(value) = check.at(&["image", "port"]) {
        let exposed = Exposed { protocol: "TCP", container: main, value, by_listener: false };
        ports.entry(u16::try_from(value.int()?).ok()?).or_insert(exposed);
    }
    Some(ports)
}

fn container<'m>(body: &'m Value, main: &'m str) -> Option<&'m str> {
    body.get("target_container").map_or(Some(main), |target| target.text())
}

fn of_listener(ports: &BTreeMap<u16, Exposed<'_>>, listener: Listener<'_>) -> Option<Report> {
    let own = listener.body.at(&["healthcheck", "port"]);
    // Go cuts the number to 16 bits.
    let port =
        own.map_or_else(|| listener_port(listener).map(|(port, _)| port), |own| Some(own.int()? as u16))?;
    let exposed = ports.get(&port).filter(|exposed| exposed.protocol == "UDP")?;
    let place = Place::value(own.or_else(|| listener.body.get("port"))?);
    let report = Report::new(&NLB_UDP_HEALTHCHECK, place).arg("port", port).because(exposed.value);
    Some(report.because_of(listener.body.get("target_port")))
}

fn of_rule(check: &Check<'_>, ports: &BTreeMap<u16, Exposed<'_>>, rule: RoutingRule<'_>) -> Option<Report> {
    let own = rule.body.at(&["healthcheck", "port"]);
    let asked = own.or_else(|| rule.body.get("target_port")).or_else(|| check.at(&["image", "port"]))?;
    let port = asked.int()? as u16;
    match ports.get(&port) {
        Some(exposed) if exposed.protocol == "UDP" => {
            let by_image = own.is_none() && rule.body.get("target_port").is_none();
            // The listener that makes `image.port` a UDP port is reported already.
            if by_image && exposed.by_listener && exposed.value.at(&["healthcheck", "port"]).is_none() {
                return None;
            }
            let place = if by_image { Place::missing_in(rule.body) } else { Place::value(asked) };
            let report = Report::new(&HTTP_HEALTHCHECK_UDP, place).arg("port", port);
            let report = report.arg("other", quoted(exposed.container)).because(exposed.value);
            Some(report.related(exposed.value, Phrase::new("exposed here", "ここで公開されています")))
        }
        None => {
            let numbers: Vec<String> = ports.keys().map(|port| port.to_string()).collect();
            let exposed = if numbers.is_empty() {
                Phrase::new("nothing", "なし")
            } else {
                Phrase::same(numbers.join(", "))
            };
            let report = Report::new(&HTTP_HEALTHCHECK_NOT_EXPOSED, Place::value(own?));
            Some(report.arg("port", port).say("exposed", exposed))
        }
        Some(_) => None,
    }
}
