//! The fields of a container that Copilot has no field for.

use super::work::{At, Fields, Work};
use super::{health, words};
use crate::locale::Phrase;
use serde_json::{Map, Value};

/// What becomes of a field.
enum Way {
    /// CloudFormation sets it.
    Override,
    /// The same, with the names of containers in the key told.
    OverrideNames(&'static str),
    /// A task of Copilot can't have it.
    Never(fn() -> Phrase),
}

fn way(key: &str) -> Option<Way> {
    Some(match key {
        "cpu"
        | "memory"
        | "memoryReservation"
        | "readonlyRootFilesystem"
        | "user"
        | "workingDirectory"
        | "ulimits"
        | "linuxParameters"
        | "systemControls"
        | "stopTimeout"
        | "startTimeout"
        | "interactive"
        | "pseudoTerminal"
        | "restartPolicy"
        | "versionConsistency"
        | "credentialSpecs"
        | "firelensConfiguration"
        | "logConfiguration" => Way::Override,
        "volumesFrom" => Way::OverrideNames("sourceContainer"),
        "privileged" | "dockerSecurityOptions" | "resourceRequirements" => Way::Never(words::fargate),
        "hostname" | "links" | "extraHosts" | "dnsServers" | "dnsSearchDomains" | "disableNetworking" => {
            Way::Never(words::awsvpc)
        }
        _ => return None,
    })
}

/// The parameters of Linux that Fargate refuses.
const NOT_ON_FARGATE: [&str; 4] = ["devices", "sharedMemorySize", "maxSwap", "swappiness"];

/// What no other reader has taken of a container.
pub(super) fn container(work: &mut Work<'_>, at: At, fields: &mut Fields) {
    if fields.left.get("cpu") == Some(&Value::from(0)) {
        // What ECS prints for a container without a share of its own.
        fields.left.shift_remove("cpu");
    }
    linux(work, fields);
    let keys: Vec<String> = fields.left.keys().cloned().collect();
    for key in keys {
        let Some(value) = fields.take(&key) else { continue };
        match way(&key) {
            Some(Way::Override) => work.override_field(&at, &key, &value),
            Some(Way::OverrideNames(name)) => {
                let value = health::renamed(work, value, name);
                work.override_field(&at, &key, &value);
            }
            Some(Way::Never(why)) => work.lost(&at, &key, &value, &why()),
            None => work.lost(&at, &key, &value, &words::unknown()),
        }
    }
}

fn linux(work: &mut Work<'_>, fields: &mut Fields) {
    let at = fields.at.clone();
    let Some(Value::Object(linux)) = fields.left.get_mut("linuxParameters") else { return };
    for key in NOT_ON_FARGATE {
        if let Some(value) = linux.shift_remove(key) {
            work.lost(&at, &format!("linuxParameters.{key}"), &value, &words::fargate());
        }
    }
    linux.retain(|_, value| !super::definition::is_empty(value));
}

/// What is left of a part whose other fields are taken.
pub(super) fn unknown(work: &mut Work<'_>, at: &At, key: &str, left: Map<String, Value>) {
    for (below, value) in left {
        work.lost(at, &format!("{key}.{below}"), &value, &words::unknown());
    }
}
