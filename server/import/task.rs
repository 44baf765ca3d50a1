//! The fields of the task around its containers.

use super::definition::is_empty;
use super::work::{At, Fields, Work};
use super::{health, ports, rest, words};
use serde_json::{Map, Number, Value, json};

/// What ECS sets itself when a definition is registered, and the name that Copilot gives.
const REGISTRATION: [&str; 11] = [
    "taskDefinitionArn",
    "family",
    "revision",
    "status",
    "requiresAttributes",
    "compatibilities",
    "registeredAt",
    "registeredBy",
    "deregisteredAt",
    "deleteRequestedAt",
    "updatedAt",
];

pub(super) fn task(work: &mut Work<'_>, mut fields: Fields) {
    registration(work, &mut fields);
    size(work, &mut fields, "cpu", 1024.0, &["vcpu"]);
    size(work, &mut fields, "memory", 1024.0, &["gb", "gib"]);
    platform(work, &mut fields);
    ephemeral(work, &mut fields);
    let at = At::task();
    match fields.take("networkMode") {
        Some(mode) if mode != json!("awsvpc") => work.lost(&at, "networkMode", &mode, &words::network_mode()),
        _ => {}
    }
    match fields.take("requiresCompatibilities") {
        Some(types) if types != json!(["FARGATE"]) => {
            work.lost(&at, "requiresCompatibilities", &types, &words::launch_type());
        }
        _ => {}
    }
    for key in ["executionRoleArn", "taskRoleArn"] {
        if let Some(role) = fields.take(key) {
            work.lost(&at, key, &role, &words::own_role());
        }
    }
    if let Some(proxy) = fields.take("proxyConfiguration") {
        let proxy = health::renamed(work, proxy, "containerName");
        work.override_field(&at, "proxyConfiguration", &proxy);
    }
    left(work, &mut fields);
}

fn registration(work: &mut Work<'_>, fields: &mut Fields) {
    let found = REGISTRATION.iter().filter_map(|key| fields.left.shift_remove_entry(*key));
    let found: Vec<(String, Value)> = found.filter(|(_, value)| !is_empty(value)).collect();
    if !found.is_empty() {
        work.told(&At::task(), words::registration(&words::fields(&found)));
    }
}

/// `256`, `"256"`, `".25 vCPU"`, `"0.5 GB"`: the number that Copilot takes.
fn size(work: &mut Work<'_>, fields: &mut Fields, key: &str, unit: f64, names: &[&str]) {
    let Some(value) = fields.take(key) else { return };
    let with_unit = |text: &str| {
        let text = text.to_ascii_lowercase();
        let number = names.iter().find_map(|name| text.strip_suffix(name))?.trim();
        let size = number.parse::<f64>().ok()? * unit;
        (size.fract() == 0.0 && (1.0..=1e9).contains(&size)).then_some(Number::from(size as u64))
    };
    match ports::number(&value).or_else(|| with_unit(value.as_str()?)) {
        Some(number) => {
            work.sections.insert(key.to_owned(), Value::Number(number));
        }
        None => work.lost(&At::task(), key, &value, &words::not_a_number()),
    }
}

/// `linux/x86_64` is what Copilot takes without being told.
fn platform(work: &mut Work<'_>, fields: &mut Fields) {
    let mut own = Fields { at: At::task(), left: fields.map("runtimePlatform") };
    if own.left.is_empty() {
        return;
    }
    let whole = Value::Object(own.left.clone());
    let family = own.text("operatingSystemFamily").unwrap_or("LINUX".to_owned()).to_ascii_lowercase();
    let architecture = own.text("cpuArchitecture").unwrap_or("X86_64".to_owned()).to_ascii_lowercase();
    rest::unknown(work, &At::task(), "runtimePlatform", std::mem::take(&mut own.left));
    let platform = match (family.as_str(), architecture.as_str()) {
        ("linux", "x86_64") => return,
        ("linux", "arm64") => json!("linux/arm64"),
        ("windows_server_2019_core", "x86_64") => json!("windows/x86_64"),
        (family, "x86_64") if crate::rules::check::FAMILIES.contains(&family) => {
            json!({ "osfamily": family, "architecture": architecture })
        }
        _ => return work.override_field(&At::task(), "runtimePlatform", &whole),
    };
    work.sections.insert("platform".to_owned(), platform);
}

fn ephemeral(work: &mut Work<'_>, fields: &mut Fields) {
    let mut own = Fields { at: At::task(), left: fields.map("ephemeralStorage") };
    if let Some(size) = own.take("sizeInGiB") {
        match ports::number(&size) {
            Some(number) => {
                work.section("storage").insert("ephemeral".to_owned(), Value::Number(number));
            }
            None => work.lost(&At::task(), "ephemeralStorage.sizeInGiB", &size, &words::not_a_number()),
        }
    }
    rest::unknown(work, &At::task(), "ephemeralStorage", own.left);
}

fn left(work: &mut Work<'_>, fields: &mut Fields) {
    let at = At::task();
    for (key, value) in std::mem::replace(&mut fields.left, Map::new()) {
        let is_for_fargate = !matches!((key.as_str(), value.as_str()), ("pidMode", Some("host")));
        match key.as_str() {
            _ if is_empty(&value) => {}
            "tags" | "enableFaultInjection" | "pidMode" if is_for_fargate => {
                work.override_field(&at, &key, &value)
            }
            "placementConstraints" | "inferenceAccelerators" | "ipcMode" | "pidMode" => {
                work.lost(&at, &key, &value, &words::fargate());
            }
            _ => work.lost(&at, &key, &value, &words::unknown()),
        }
    }
}
