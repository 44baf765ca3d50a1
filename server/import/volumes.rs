//! `volumes` and `mountPoints`.

use super::container::entries;
use super::variables::exported;
use super::work::{At, Fields, Names, Work, as_text};
use super::{Owner, Target, rest, words};
use serde_json::{Map, Value, json};

/// The volumes of a task on their way into `storage.volumes`.
#[derive(Debug)]
pub(super) struct Volumes {
    all: Vec<Volume>,
    names: Names,
}

impl Volumes {
    /// For a manifest that has some.
    pub fn of(target: &Target) -> Volumes {
        Volumes { all: Vec::new(), names: Names::of(target.volumes.iter().map(|(name, _)| name.as_str())) }
    }
}

#[derive(Debug)]
struct Volume {
    /// Its name in the definition.
    label: String,
    /// Its name in the manifest.
    name: String,
    /// `efs`, for a file system of its own.
    efs: Option<Value>,
    /// What Copilot has no field for: it is declared by an override, and mounted so.
    odd: Option<Map<String, Value>>,
    /// Where the main container mounts it.
    main: Option<(String, Value)>,
    /// Mount points that stand in the manifest, and that an override adds; whether one of them writes.
    shared: Mounts,
    overridden: Mounts,
    /// The manifest has it already.
    is_known: bool,
}

#[derive(Debug, Default, Clone, Copy)]
struct Mounts {
    exist: bool,
    write: bool,
}

impl Mounts {
    fn add(&mut self, read_only: bool) {
        self.exist = true;
        self.write |= !read_only;
    }
}

/// Reads what the task declares.
pub(super) fn declared(work: &mut Work<'_>, fields: &mut Fields) {
    for mut declared in entries(work, fields, "volumes") {
        let Some(label) = declared.text("name") else {
            rest::unknown(work, &fields.at, "volumes", declared.left);
            continue;
        };
        host(work, &mut declared, &label);
        for key in ["dockerVolumeConfiguration", "fsxWindowsFileServerVolumeConfiguration"] {
            if let Some(other) = declared.take(key) {
                work.lost(&At::task(), &format!("volumes.{label}.{key}"), &other, &words::no_file_system());
            }
        }
        let efs = efs(work, &mut declared, &label);
        declared.left.retain(|_, value| !super::definition::is_empty(value));
        let is_plain = declared.left.is_empty();
        let odd = (!is_plain).then(|| std::mem::take(&mut declared.left));
        add(work, &label, efs, odd);
    }
}

/// A volume under a name that is free in the manifest, or under its own where that is the same volume.
fn add(work: &mut Work<'_>, label: &str, efs: Option<Value>, odd: Option<Map<String, Value>>) -> usize {
    let id = efs.as_ref().and_then(|efs| efs.get("id")).and_then(Value::as_str);
    let known = work.target.volumes.iter().find(|(name, _)| name == label);
    let is_known = known.is_some_and(|(_, other)| other.as_deref() == id && odd.is_none());
    let name = if is_known { label.to_owned() } else { work.volumes.names.free(label) };
    if name != label {
        work.told(&At::task(), words::volume_renamed(label, &name));
    }
    let (label, shared, overridden) = (label.to_owned(), Mounts::default(), Mounts::default());
    work.volumes.all.push(Volume { label, name, efs, odd, main: None, shared, overridden, is_known });
    work.volumes.all.len() - 1
}

fn host(work: &mut Work<'_>, declared: &mut Fields, label: &str) {
    let mut host = Fields { at: At::task(), left: declared.map("host") };
    if let Some(path) = host.take("sourcePath") {
        work.lost(&At::task(), &format!("volumes.{label}.host.sourcePath"), &path, &words::host_volume());
    }
    rest::unknown(work, &At::task(), &format!("volumes.{label}.host"), host.left);
}

/// The `efs` of Copilot; `None` where there is none, or where a field of it has no place there.
fn efs(work: &mut Work<'_>, declared: &mut Fields, label: &str) -> Option<Value> {
    let mut own = Fields { at: At::task(), left: declared.map("efsVolumeConfiguration") };
    let path = format!("volumes.{label}.efsVolumeConfiguration");
    let id = match own.left.get("fileSystemId").cloned() {
        Some(Value::Object(function)) => exported(&function).map(|export| json!({ "from_cfn": export })),
        Some(id) => as_text(id).ok().map(Value::String),
        None => None,
    };
    let Some(id) = id else {
        declared.left.insert("efsVolumeConfiguration".to_owned(), Value::Object(own.left));
        return None;
    };
    own.left.shift_remove("fileSystemId");
    let mut efs = Map::from_iter([("id".to_owned(), id)]);
    efs.extend(
        own.text("rootDirectory").filter(|root| root != "/").map(|root| ("root_dir".to_owned(), json!(root))),
    );
    if let Some(value) = own.take("transitEncryption").filter(|value| *value != json!("ENABLED")) {
        work.lost(&At::task(), &format!("{path}.transitEncryption"), &value, &words::in_transit());
    }
    if let Some(value) = own.take("transitEncryptionPort") {
        work.lost(&At::task(), &format!("{path}.transitEncryptionPort"), &value, &words::transit_port());
    }
    let auth = authorization(work, &mut own, &path);
    efs.extend((!auth.is_empty()).then(|| ("auth".to_owned(), Value::Object(auth))));
    rest::unknown(work, &At::task(), &path, own.left);
    Some(Value::Object(efs))
}

fn authorization(work: &mut Work<'_>, own: &mut Fields, path: &str) -> Map<String, Value> {
    let mut config = Fields { at: At::task(), left: own.map("authorizationConfig") };
    let mut auth = Map::new();
    let iam = config.text("iam");
    let access_point = config.text("accessPointId");
    let is_on = iam.as_deref() == Some("ENABLED");
    if access_point.is_some() && !is_on {
        work.told(&At::task(), words::iam_for_access_point());
    }
    if is_on || access_point.is_some() {
        auth.insert("iam".to_owned(), json!(true));
    }
    if let Some(odd) = iam.filter(|iam| !matches!(iam.as_str(), "ENABLED" | "DISABLED")) {
        work.lost(&At::task(), &format!("{path}.authorizationConfig.iam"), &json!(odd), &words::unknown());
    }
    auth.extend(access_point.map(|id| ("access_point_id".to_owned(), json!(id))));
    rest::unknown(work, &At::task(), &format!("{path}.authorizationConfig"), config.left);
    auth
}

/// The mount points of a container.
pub(super) fn mount_points(work: &mut Work<'_>, fields: &mut Fields, out: &mut Map<String, Value>) {
    let mut list = Vec::new();
    for mut mount in entries(work, fields, "mountPoints") {
        let is_text = |key: &str| mount.left.get(key).is_some_and(Value::is_string);
        if !is_text("sourceVolume") || !is_text("containerPath") {
            work.lost(&fields.at, "mountPoints", &Value::Object(mount.left), &words::unknown());
            continue;
        }
        let label = mount.text("sourceVolume").unwrap_or_default();
        let path = mount.text("containerPath").unwrap_or_default();
        let is_read_only = mount.left.shift_remove("readOnly");
        rest::unknown(work, &fields.at, "mountPoints", mount.left);
        let index = work.volumes.all.iter().position(|volume| volume.label == label);
        let index = index.unwrap_or_else(|| add(work, &label, None, None));
        let volume = &mut work.volumes.all[index];
        let read_only = is_read_only == Some(json!(true));
        let is_text = matches!(is_read_only, Some(Value::String(_)));
        let is_usual = volume.odd.is_none() && path.chars().all(is_of_path) && !is_text;
        if is_usual && matches!(fields.at.owner, Owner::Sidecar(_)) {
            volume.shared.add(read_only);
            list.push(json!({ "source_volume": volume.name, "path": path, "read_only": read_only }));
            continue;
        }
        let mut mount = (path, is_read_only.unwrap_or(json!(false)));
        if is_usual && fields.at.owner == Owner::Main && !volume.is_known {
            match &mut volume.main {
                None => {
                    volume.main = Some(mount);
                    continue;
                }
                // Of two the one that writes tells more of the volume.
                Some(known) if known.1 == json!(true) && !read_only => std::mem::swap(known, &mut mount),
                Some(_) => {}
            }
        }
        volume.overridden.add(mount.1 == json!(true));
        let mount = json!({ "sourceVolume": volume.name, "containerPath": mount.0, "readOnly": mount.1 });
        work.append(&fields.at, "mountPoints", &mount);
    }
    if !list.is_empty() {
        out.insert("mount_points".to_owned(), Value::Array(list));
    }
}

/// What Copilot takes in a path.
fn is_of_path(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || matches!(sign, '.' | '_' | '/' | '-')
}

/// Declares what is mounted. Copilot mounts every volume in the main container; one that only others use gets a place
/// there that hides nothing.
pub(super) fn mounted(work: &mut Work<'_>) {
    for volume in std::mem::take(&mut work.volumes.all) {
        if let Some(odd) = volume.odd {
            let mut declared = Map::from_iter([("name".to_owned(), json!(volume.name))]);
            declared.extend(odd);
            work.append(&At::task(), "volumes", &Value::Object(declared));
        } else if !volume.is_known {
            usual(work, volume);
        }
    }
}

fn usual(work: &mut Work<'_>, volume: Volume) {
    let Volume { label, name, efs, main, shared, overridden, .. } = volume;
    let path = match (main, shared.exist, overridden.exist) {
        (Some((path, read_only)), ..) => Some((path, read_only == json!(true))),
        (None, false, false) => {
            let efs = efs.unwrap_or(json!("{}"));
            return work.lost(&At::task(), &format!("volumes.{label}"), &efs, &words::unmounted());
        }
        // Nobody in the manifest mounts it, and a scratch volume needs no right.
        (None, false, true) if efs.is_none() => {
            return work.append(&At::task(), "volumes", &json!({ "name": name }));
        }
        _ => None,
    };
    let is_written = shared.write || overridden.write;
    // The task role may write where the volume itself says so.
    let needs_right = match efs {
        Some(_) => is_written,
        None => path.is_none() && overridden.write && !shared.write,
    };
    let mut body = Map::new();
    body.extend(efs.map(|efs| ("efs".to_owned(), efs)));
    let (path, read_only) = match path {
        Some((path, read_only)) => {
            if read_only && needs_right {
                work.told(&At::task(), words::writable(&name));
            }
            (path, Some(read_only && !needs_right))
        }
        None => {
            work.told(&At::task(), words::also_in_main(&name));
            (format!("/mnt/{name}"), needs_right.then_some(false))
        }
    };
    body.insert("path".to_owned(), json!(path));
    body.extend(read_only.map(|read_only| ("read_only".to_owned(), json!(read_only))));
    let volumes = work.section("storage").entry("volumes").or_insert_with(|| json!({}));
    if let Value::Object(volumes) = volumes {
        volumes.insert(name, Value::Object(body));
    }
}
