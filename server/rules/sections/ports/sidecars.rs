//! The text of each sidecar's `port`.

use super::{PORT_NUMBER, PORT_PROTOCOL};
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::report::{Place, Report};
use crate::rules::sections::nlb::{port_number, split};
use crate::rules::words::quoted;

/// A port with its protocol in upper case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Port {
    /// The number.
    pub number: u16,
    /// `TCP` or `UDP`.
    pub protocol: &'static str,
}

/// Reads a sidecar's `port`; `None` where Copilot can't, or where it is unknown.
pub fn read(port: &Value) -> Option<Port> {
    let (number, protocol) = split(port.text()?)?;
    let protocol = match protocol.as_deref() {
        None | Some("TCP") => "TCP",
        Some("UDP") => "UDP",
        Some(_) => return None,
    };
    Some(Port { number: port_number(number)?, protocol })
}

pub(super) fn check(check: &mut Check<'_>) {
    if !check.kind.is_ecs() {
        return;
    }
    for port in check.sidecars().filter_map(|(_, sidecar)| sidecar.get("port")) {
        let Some(text) = port.text().filter(|_| !port.zeroed && read(port).is_none()) else { continue };
        let place = Place::value(port);
        let report = match split(text) {
            Some((_, Some(protocol))) if !matches!(&*protocol, "TCP" | "UDP") => {
                let written = text.split('/').nth(1).unwrap_or_default();
                Report::new(&PORT_PROTOCOL, place).arg("protocol", quoted(written))
            }
            _ => Report::new(&PORT_NUMBER, place).arg("value", quoted(text)),
        };
        check.report(report);
    }
}
