//! What a definition becomes.

use super::lossless::every_leaf_shows;
use super::{alone, read, rules, yaml};
use copilot_manifest_ls::assist::import::Import;
use copilot_manifest_ls::import::{Override, Owner, Target, import};
use copilot_manifest_ls::locale::Locale;
use serde_json::json;
use std::collections::BTreeSet;
use std::fs;

/// The definition that the article of the seed describes, in words of our own: a proxy that waits for a log shipper.
#[track_caller]
fn is_proxy_that_waits(import: &Import, sidecar: &str, ends_with: &str) {
    let manifest = yaml(&import.text);
    assert_eq!(manifest["image"]["depends_on"], json!({ sidecar: "healthy" }), "{}", import.text);
    let shipper = &manifest["sidecars"][sidecar];
    let check = &shipper["healthcheck"];
    assert_eq!(check["command"][0], "CMD-SHELL");
    assert!(check["command"][1].as_str().unwrap().ends_with(ends_with), "{check}");
    assert_eq!(check["retries"], 5);
    assert_eq!(shipper["port"], 24224);
    assert_eq!(shipper["entrypoint"][0], "/fluent-bit/bin/fluent-bit");
    let overrides = manifest["taskdef_overrides"].as_array().unwrap();
    let paths: Vec<&str> = overrides.iter().map(|rule| rule["path"].as_str().unwrap()).collect();
    assert!(paths.contains(&"ContainerDefinitions[0].Ulimits"), "{paths:?}");
    let udp =
        overrides.iter().find(|rule| rule["path"] == "ContainerDefinitions[1].PortMappings[-]").unwrap();
    assert_eq!(udp["value"], json!({ "ContainerPort": 24224, "Protocol": "udp" }));
    assert!(!import.has_errors, "{:?}", import.remarks);
    let whole = format!("name: gateway\ntype: Backend Service\n{}", import.text);
    let known = BTreeSet::from(["interpolation.undefined", "taskdef-overrides.deprecated"]);
    assert!(rules(&whole).is_subset(&known), "{:?}\n{whole}", rules(&whole));
}

#[test]
fn a_proxy_that_waits_for_its_log_shipper() {
    let import = alone(&read("terraform"), Locale::En).unwrap();
    is_proxy_that_waits(&import, "log-shipper", "|| exit 1");
    let manifest = yaml(&import.text);
    assert_eq!(manifest["sidecars"]["log-shipper"]["healthcheck"]["interval"], "15s");
    assert_eq!(manifest["sidecars"]["log-shipper"]["healthcheck"]["start_period"], "45s");
    assert_eq!(manifest["image"]["port"], 9000);
    assert_eq!(manifest["variables"]["METADATA"], "true", "a text stays a text");
    assert_eq!(
        manifest["variables"]["GREETING"], "\\${NAME} こんにちは 😀",
        "Terraform leaves it alone, so does Copilot"
    );
    assert_eq!(manifest["secrets"], json!({ "DB_PASSWORD": "${db_password_arn}" }));
    assert_eq!(
        manifest["storage"]["volumes"]["spool"],
        json!({ "path": "/var/spool/gateway", "read_only": false })
    );
    let mount = json!([{ "source_volume": "spool", "path": "/spool", "read_only": true }]);
    assert_eq!(manifest["sidecars"]["log-shipper"]["mount_points"], mount);
}

/// The definition of the article itself, where it lies beside the repository.
#[test]
fn the_definition_of_the_article() {
    let Ok(seeds) = fs::read_dir("../shared/seeds") else { return };
    let mut seeds = seeds.flatten().map(|entry| entry.path());
    let seed = seeds.find(|path| path.file_name().unwrap().to_string_lossy().starts_with("003_")).unwrap();
    let text = fs::read_to_string(seed).unwrap();
    let (_, rest) = text.split_once("```json").unwrap();
    let (_, rest) = rest.split_once('\n').unwrap();
    let definition = rest.split("```").next().unwrap();
    let import = alone(definition, Locale::Ja).unwrap();
    is_proxy_that_waits(&import, "fluent-bit", "|| exit 1");
    let check = yaml(&import.text)["sidecars"]["fluent-bit"]["healthcheck"].clone();
    assert_eq!(
        (&check["interval"], &check["timeout"], &check["start_period"]),
        (&json!("10s"), &json!("5s"), &json!("60s"))
    );
    every_leaf_shows(definition);
}

#[test]
fn a_registered_definition_is_no_template() {
    let import = alone(&read("registered"), Locale::En).unwrap();
    let manifest = yaml(&import.text);
    assert_eq!(manifest["variables"]["TEMPLATE"], "\\${USER}@\\${HOST}");
    assert_eq!(manifest["variables"]["HOSTS"], "[\"a\",\"b\"]");
    assert!(import.text.contains("HOSTS: |-\n"), "only a literal block stays a text");
    assert_eq!((&manifest["cpu"], &manifest["memory"]), (&json!(1024), &json!(2048)));
    assert_eq!(
        manifest["image"]["healthcheck"]["interval"], "30s",
        "ECS waits longer than Copilot by default"
    );
    assert_eq!(manifest["storage"]["readonly_fs"], true);
    assert_eq!(manifest["sidecars"]["migrate"]["essential"], false);
    assert!(manifest.get("platform").is_none(), "Copilot's default");
    let whole = format!("name: shop\ntype: Backend Service\n{}", import.text);
    assert_eq!(rules(&whole), BTreeSet::from(["taskdef-overrides.deprecated"]), "{whole}");
}

#[test]
fn a_log_router_becomes_logging() {
    let import = alone(&read("firelens"), Locale::En).unwrap();
    let manifest = yaml(&import.text);
    let destination = json!({ "Name": "http", "Host": "logs.example.com", "Port": "443", "log-driver-buffer-limit": "2097152" });
    assert_eq!(manifest["logging"]["destination"], destination);
    assert_eq!(manifest["logging"]["configFilePath"], "/orders/extra.conf");
    assert_eq!(manifest["logging"]["enableMetadata"], false);
    assert_eq!(manifest["image"]["depends_on"], json!({ "firelens_log_router": "start" }));
    assert_eq!(manifest["platform"], "linux/arm64");
    assert_eq!((&manifest["cpu"], &manifest["memory"]), (&json!(512), &json!(1024)));
    assert!(manifest["sidecars"].get("log_router").is_none());
    let whole = format!("name: orders\ntype: Backend Service\n{}", import.text);
    assert_eq!(rules(&whole), BTreeSet::from(["taskdef-overrides.deprecated"]), "{whole}");
}

#[test]
fn functions_of_cloudformation_go_where_they_work() {
    let import = alone(&read("cloudformation"), Locale::En).unwrap();
    let manifest = yaml(&import.text);
    assert_eq!(manifest["variables"]["BUCKET"], json!({ "from_cfn": "reports-bucket" }));
    assert_eq!(manifest["secrets"]["TOKEN"], json!({ "from_cfn": "reports-token" }));
    assert_eq!(manifest["storage"]["volumes"]["Shared"]["efs"]["id"], json!({ "from_cfn": "shared-efs" }));
    let overrides = manifest["taskdef_overrides"].as_array().unwrap();
    let region = json!({ "path": "ContainerDefinitions[0].Environment[-]", "value": { "Name": "REGION", "Value": { "Ref": "AWS::Region" } } });
    assert!(overrides.contains(&region), "{overrides:?}");
    assert_eq!(manifest["image"]["port"], 8000);
}

#[test]
fn the_shortest_form() {
    let import = alone(&read("plain"), Locale::En).unwrap();
    assert_eq!(import.text, "sidecars:\n  nginx:\n    image: nginx\n    port: 80\n");
    assert_eq!(import.remarks, [""; 0]);
    let names = |text: &str, main: Option<&str>| import_of(text, main).main;
    assert_eq!(names("[{\"name\":\"a\",\"image\":\"i\"}]", None).as_deref(), Some("a"));
    assert_eq!(names("[{\"name\":\"a\",\"image\":\"i\"},{\"name\":\"b\",\"image\":\"i\"}]", None), None);
    assert_eq!(names("{\"name\":\"a\",\"image\":\"i\"}", Some("a")).as_deref(), Some("a"));
}

fn import_of(text: &str, main: Option<&str>) -> copilot_manifest_ls::import::Imported {
    import(text, main, &Target::default()).unwrap_or_else(|why| panic!("{}", why.text(Locale::En)))
}

#[test]
fn what_copilot_cannot_express_is_an_override() {
    let imported = import_of(&read("ec2"), Some("main app"));
    let linux = imported.overrides.iter().find(|rule| rule.path == "LinuxParameters").unwrap();
    assert_eq!(linux.owner, Owner::Main);
    assert_eq!(linux.value["Capabilities"], json!({ "Add": ["SYS_PTRACE"], "Drop": ["MKNOD"] }));
    let proxy = Override {
        owner: Owner::Task,
        path: "ProxyConfiguration".to_owned(),
        value: json!({
            "Type": "APPMESH",
            "ContainerName": "envoy",
            "ProxyConfigurationProperties": [{ "Name": "IgnoredUID", "Value": "1337" }, { "Name": "AppPorts", "Value": "8080" }],
        }),
    };
    assert!(imported.overrides.contains(&proxy), "{:?}", imported.overrides);
}
