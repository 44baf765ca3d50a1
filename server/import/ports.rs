//! `portMappings`: the first port that the manifest has a field for, the others by overrides.

use super::container::entries;
use super::work::{Fields, Work};
use super::{Owner, rest, words};
use crate::manifest::kind::Kind;
use crate::manifest::shape::Shape;
use serde_json::{Map, Number, Value};

pub(super) fn ports(work: &mut Work<'_>, fields: &mut Fields, out: &mut Map<String, Value>) {
    for mut mapping in entries(work, fields, "portMappings") {
        host_port(work, &mut mapping);
        let short = if out.contains_key("port") { None } else { short(work, &mapping) };
        match short {
            Some(port) => {
                out.insert("port".to_owned(), port);
                ["containerPort", "protocol"].iter().for_each(|key| {
                    mapping.left.shift_remove(*key);
                });
                for key in ["name", "appProtocol"] {
                    if let Some(value) = mapping.take(key) {
                        work.lost(&mapping.at, &format!("portMappings.{key}"), &value, &words::port_name());
                    }
                }
                rest::unknown(work, &fields.at, "portMappings", mapping.left);
            }
            None => append(work, mapping),
        }
    }
}

/// A port of the host that is another one.
pub(super) fn host_port(work: &mut Work<'_>, mapping: &mut Fields) {
    let Some(host) = mapping.left.shift_remove("hostPort") else { return };
    let is_same = Some(&host) == mapping.left.get("containerPort") || host == 0 || host.is_null();
    if !is_same {
        work.lost(&mapping.at, "portMappings.hostPort", &host, &words::host_port());
    }
}

/// `80` or `80/udp`; `None` where the manifest has no field for it.
fn short(work: &Work<'_>, mapping: &Fields) -> Option<Value> {
    let protocol = mapping.left.get("protocol").map_or(Some("tcp"), Value::as_str)?.to_ascii_lowercase();
    let port = mapping.left.get("containerPort")?;
    let number = number(port);
    let is_whole = !mapping.left.contains_key("containerPortRange");
    match mapping.at.owner {
        Owner::Main => {
            let kind = work.target.kind.unwrap_or(Kind::BackendService);
            let has_port = Shape::of(kind).field("image").is_some_and(|image| image.field("port").is_some());
            number.filter(|_| protocol == "tcp" && has_port && is_whole).map(Value::Number)
        }
        Owner::Sidecar(_) if is_whole && matches!(protocol.as_str(), "tcp" | "udp") => {
            let text = number.as_ref().map(Number::to_string).or_else(|| port.as_str().map(str::to_owned))?;
            match (protocol.as_str(), number) {
                ("tcp", Some(number)) => Some(Value::Number(number)),
                ("tcp", None) => Some(Value::String(text)),
                (protocol, _) => Some(Value::String(format!("{text}/{protocol}"))),
            }
        }
        _ => None,
    }
}

/// A number, or a text that is one.
pub(super) fn number(value: &Value) -> Option<Number> {
    match value {
        Value::Number(number) => Some(number.clone()).filter(Number::is_u64),
        Value::String(text) => {
            text.parse::<u32>().ok().filter(|number| number.to_string() == *text).map(Number::from)
        }
        _ => None,
    }
}

/// A port beside those that Copilot writes.
pub(super) fn append(work: &mut Work<'_>, mut mapping: Fields) {
    let mut item = Map::new();
    if let Some(port) = mapping.left.shift_remove("containerPort") {
        item.insert("containerPort".to_owned(), number(&port).map_or(port, Value::Number));
    }
    item.extend(mapping.left);
    work.append(&mapping.at, "portMappings", &Value::Object(item));
}
