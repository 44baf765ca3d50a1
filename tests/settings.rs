//! The settings: what is published of them is what the server reads.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

use copilot_manifest_ls::locale::Locale;
use copilot_manifest_ls::settings::{Settings, neovim, publish};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap_or_default()
}

#[track_caller]
fn is_current(path: &str, made: &str) {
    assert!(read(path) == made, "{path} is not what the settings say: run `cargo run --release -- generate`");
}

#[test]
fn the_schema_and_the_pages_of_the_repository_are_current() {
    is_current("schemas/settings.json", &publish::schema_file());
    is_current("docs/settings.md", &publish::page(Locale::En));
    is_current("docs/settings.ja.md", &publish::page(Locale::Ja));
}

#[test]
fn the_configuration_for_neovim_has_the_settings_of_the_server() {
    is_current(neovim::CONFIGURATION, &neovim::configuration(&read(neovim::CONFIGURATION)).unwrap());
    is_current(neovim::HELP, &neovim::help(&read(neovim::HELP)).unwrap());
}

#[test]
fn the_extension_for_vs_code_has_the_settings_of_the_server() {
    const FOLDER: &str = "editors/vscode";
    let package = read(&format!("{FOLDER}/package.json"));
    is_current(&format!("{FOLDER}/package.json"), &publish::package(&package).unwrap());
    let properties: Value = serde_json::from_str(&package).unwrap();
    let properties = properties.pointer("/contributes/configuration/properties").unwrap();
    let of_server = properties.as_object().unwrap().keys().filter(|name| !publish::is_of_client(name));
    let settings = publish::settings();
    let expected = settings.iter().map(|setting| format!("{}.{}", publish::SECTION, setting.name));
    assert!(of_server.cloned().eq(expected));
    for (name, locale) in [("package.nls.json", Locale::En), ("package.nls.ja.json", Locale::Ja)] {
        let path = format!("{FOLDER}/{name}");
        is_current(&path, &publish::translations(&read(&path), locale).unwrap());
    }
}

#[test]
fn the_published_defaults_are_those_of_the_server() {
    let schema: Value = serde_json::from_str(&publish::schema_file()).unwrap();
    let mut defaults = json!({});
    for setting in publish::settings() {
        let path: Vec<&str> = setting.name.split('.').collect();
        let schema = path.iter().fold(&schema, |schema, key| &schema["properties"][*key]);
        let place = path.iter().fold(&mut defaults, |place, key| &mut place[*key]);
        *place = schema["default"].clone();
    }
    let validator = jsonschema::validator_for(&schema).expect("the schema compiles");
    assert!(validator.is_valid(&defaults), "{defaults}");
    for wrong in
        [json!({ "inlayHints": true }), json!({ "locale": "fr" }), json!({ "codeLens": { "x": true } })]
    {
        assert!(!validator.is_valid(&wrong), "{wrong}");
    }
    defaults["locale"] = json!(Locale::default().tag());
    assert_eq!(serde_json::from_value::<Settings>(defaults).unwrap(), Settings::default());
}
