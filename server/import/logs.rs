//! `logConfiguration` and the container with `firelensConfiguration`.

use super::container::text;
use super::work::{At, Fields, Work};
use super::{Owner, cloudformation, health, ports, rest, variables, volumes, words};
use crate::manifest::kind::Kind;
use crate::manifest::shape::Shape;
use serde_json::{Map, Value, json};

/// What Copilot sets of the driver awslogs, or has no use for.
const OWN_LOGS: [&str; 4] =
    ["awslogs-group", "awslogs-region", "awslogs-stream-prefix", "awslogs-create-group"];

/// The log drivers that Fargate has.
const DRIVERS: [&str; 3] = ["awslogs", "awsfirelens", "splunk"];

pub(super) fn configuration(work: &mut Work<'_>, fields: &mut Fields) {
    let mut log = Fields { at: fields.at.clone(), left: fields.map("logConfiguration") };
    log.left.retain(|_, value| !super::definition::is_empty(value));
    if log.left.is_empty() {
        return;
    }
    let driver = log.left.get("logDriver").and_then(Value::as_str).unwrap_or_default().to_owned();
    let is_main = fields.at.owner == Owner::Main;
    let goes_to_router = work.has_router || work.target.has_router;
    match driver.as_str() {
        "awslogs" if is_main && goes_to_router => {
            work.override_field(&fields.at, "logConfiguration", &Value::Object(log.left))
        }
        "awslogs" => awslogs(work, log),
        "awsfirelens" if is_main => destination(work, log),
        known if DRIVERS.contains(&known) => {
            work.override_field(&fields.at, "logConfiguration", &Value::Object(log.left));
        }
        "" => rest::unknown(work, &fields.at, "logConfiguration", log.left),
        _ => work.lost(&fields.at, "logConfiguration", &Value::Object(log.left), &words::fargate()),
    }
}

/// Copilot's own driver: its group, region and prefix are not the user's, its other options are.
fn awslogs(work: &mut Work<'_>, mut log: Fields) {
    log.left.shift_remove("logDriver");
    let mut own = Map::new();
    for (key, value) in log.map("options") {
        if OWN_LOGS.contains(&key.as_str()) {
            own.insert(key, value);
        } else {
            option(work, &log.at, "logConfiguration", &key, value);
        }
    }
    work.lost(&log.at, "logConfiguration.options", &Value::Object(own), &words::own_logs());
    if let Some(options) = log.take("secretOptions") {
        let options = cloudformation::value("secretOptions", &options);
        work.override_path(&log.at, "LogConfiguration.SecretOptions".to_owned(), options);
    }
    rest::unknown(work, &log.at, "logConfiguration", log.left);
}

/// One option by an override, where its name can stand in a path.
fn option(work: &mut Work<'_>, at: &At, section: &str, key: &str, value: Value) {
    let can_stand = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if !key.is_empty() && key.bytes().all(can_stand) {
        work.override_path(at, format!("{}.Options.{key}", cloudformation::key(section)), text(value));
    } else {
        work.lost(at, &format!("{section}.options.{key}"), &value, &words::unknown());
    }
}

/// Where the router sends the logs of the main container.
fn destination(work: &mut Work<'_>, mut log: Fields) {
    log.left.shift_remove("logDriver");
    let options = log.map("options").into_iter().map(|(key, value)| (key, text(value)));
    let options: Map<String, Value> = options.collect();
    if !options.is_empty() {
        work.section("logging").insert("destination".to_owned(), Value::Object(options));
    }
    let mut own = Fields { at: log.at.clone(), left: Map::new() };
    own.left.extend(log.take("secretOptions").map(|options| ("secrets".to_owned(), options)));
    let mut out = Map::new();
    variables::secrets(work, &mut own, &mut out);
    if let Some(secrets) = out.shift_remove("secrets") {
        work.section("logging").insert("secretOptions".to_owned(), secrets);
    }
    for (_, other) in own.left {
        work.lost(&log.at, "logConfiguration.secretOptions", &other, &words::unknown());
    }
    rest::unknown(work, &log.at, "logConfiguration", log.left);
}

/// The log router: `logging` has fields for its image, variables, secrets and configuration.
pub(super) fn router(work: &mut Work<'_>, mut fields: Fields) {
    if !work.has_router {
        let at = fields.at.clone();
        work.lost(&at, "firelensConfiguration", &Value::Object(fields.left), &words::second_router());
        return;
    }
    let mut out = Map::new();
    let image = fields.text("image").filter(|image| Some(image.as_str()) != default_image());
    out.extend(image.map(|image| ("image".to_owned(), Value::String(image))));
    firelens(work, &mut fields, &mut out);
    variables::variables(work, &mut fields, &mut out);
    variables::secrets(work, &mut fields, &mut out);
    variables::files(work, &mut fields);
    volumes::mount_points(work, &mut fields, &mut Map::new());
    for mut mapping in super::container::entries(work, &mut fields, "portMappings") {
        ports::host_port(work, &mut mapping);
        ports::append(work, mapping);
    }
    work.section("logging").extend(out);
    router_overrides(work, &mut fields);
    rest::container(work, fields.at.clone(), &mut fields);
}

/// What sidecars have a field for, and the router has not.
fn router_overrides(work: &mut Work<'_>, fields: &mut Fields) {
    if fields.left.get("essential") == Some(&json!(true)) {
        fields.left.shift_remove("essential");
    }
    if let Some(essential) = fields.left.shift_remove("essential") {
        work.override_field(&fields.at, "essential", &essential);
    }
    let log = fields.map("logConfiguration");
    let is_own = log.get("logDriver") == Some(&json!("awslogs"));
    if !log.is_empty() {
        fields.left.insert("logConfiguration".to_owned(), Value::Object(log));
    }
    if is_own {
        configuration(work, fields);
    }
    if let Some(list) = fields.take("dependsOn") {
        let list = health::renamed(work, list, "containerName");
        work.override_field(&fields.at, "dependsOn", &list);
    }
    for key in ["healthCheck", "entryPoint", "command", "dockerLabels", "repositoryCredentials"] {
        if let Some(value) = fields.take(key) {
            work.override_field(&fields.at, key, &value);
        }
    }
}

/// The image that a router has without being told.
pub(super) fn default_image() -> Option<&'static str> {
    Shape::of(Kind::BackendService).field("logging")?.field("image")?.fact("default")
}

fn firelens(work: &mut Work<'_>, fields: &mut Fields, out: &mut Map<String, Value>) {
    let mut firelens = Fields { at: fields.at.clone(), left: fields.map("firelensConfiguration") };
    if let Some(kind) = firelens.take("type").filter(|kind| *kind != json!("fluentbit")) {
        work.override_path(&fields.at, "FirelensConfiguration.Type".to_owned(), kind);
    }
    let mut options = Fields { at: fields.at.clone(), left: firelens.map("options") };
    match options.left.shift_remove("enable-ecs-log-metadata").map(text) {
        Some(Value::String(text)) if text == "false" => {
            out.insert("enableMetadata".to_owned(), json!(false));
        }
        Some(Value::String(text)) if text == "true" => {}
        Some(other) => work.override_path(
            &fields.at,
            "FirelensConfiguration.Options.enable-ecs-log-metadata".to_owned(),
            other,
        ),
        None => {}
    }
    let is_file = options.left.get("config-file-type") == Some(&json!("file"));
    if is_file && let Some(path) = options.text("config-file-value") {
        options.left.shift_remove("config-file-type");
        out.insert("configFilePath".to_owned(), json!(path));
    }
    for (key, value) in options.left {
        option(work, &fields.at, "firelensConfiguration", &key, value);
    }
    rest::unknown(work, &fields.at, "firelensConfiguration", firelens.left);
}
