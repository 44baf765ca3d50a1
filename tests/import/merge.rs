//! Into a manifest.

use super::{DEFINITIONS, PAIR, into, into_with, read, rules, source, yaml};
use copilot_manifest_ls::assist::Nothing;
use copilot_manifest_ls::assist::import::{Wanted, import_alone, import_into};
use copilot_manifest_ls::locale::Locale;
use copilot_manifest_ls::manifest::source::Source;
use copilot_manifest_ls::rules::{Document, judge};
use copilot_manifest_ls::settings::Settings;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn why_not(manifest: &str, definition: &str) -> String {
    let wanted = Wanted { definition, main: None, locale: Locale::En, around: &Nothing };
    let why = import_into(&source(manifest), None, &wanted).expect_err("it can't be imported");
    assert!(!why.text(Locale::Ja).is_ascii(), "{}", why.text(Locale::Ja));
    why.text(Locale::En).to_owned()
}

fn judged(text: &str, rule: &str) -> Vec<String> {
    let source = Source::new(None, text.to_owned());
    let found = judge(&Document::new(&source, &Nothing), &Settings::default());
    found.into_iter().filter(|finding| finding.rule == rule).map(|finding| finding.message).collect()
}

#[track_caller]
fn keeps_every_line(before: &str, after: &str) {
    let mut lines = after.lines();
    for line in before.lines() {
        assert!(lines.any(|other| other == line), "`{line}` is gone from\n{after}");
    }
}

#[test]
fn what_stands_there_stays() {
    let manifest = "# あ\nname: api\ntype: Backend Service\n\nimage:\n    build: Dockerfile # mine\n    depends_on:\n        b: healthy\n\nvariables:\n    A: 1\nsidecars:\n    b:\n        image: old # 😀\n        healthcheck: {command: [\"CMD\", \"true\"]}\n";
    let import = into(manifest, PAIR);
    keeps_every_line(manifest, &import.text);
    let after = yaml(&import.text);
    assert_eq!(after["image"]["depends_on"], json!({ "b": "healthy", "b-2": "start" }));
    assert_eq!(after["sidecars"]["b-2"]["image"], "b");
    assert!(after["image"].get("location").is_none());
    assert!(
        import
            .text
            .contains("# image.location \"new\" is left out: the manifest has a value of its own there.\n")
    );
    assert!(
        import.remarks.iter().any(|remark| remark == "The container `b` is called `b-2` in the manifest.")
    );
    let own: Vec<&Value> =
        after["taskdef_overrides"].as_array().unwrap().iter().map(|rule| &rule["path"]).collect();
    assert_eq!(own, ["ContainerDefinitions[0].User", "ContainerDefinitions[2].User"]);
}

#[test]
fn the_same_value_is_no_clash() {
    let manifest = "name: api\ntype: Backend Service\nimage:\n  location: new\ncpu: 256\n";
    let import = into(manifest, PAIR);
    assert!(!import.text.contains("left out"), "{}", import.text);
}

#[test]
fn the_layout_is_that_of_the_manifest() {
    let manifest = "name: api\r\ntype: Backend Service\r\n\r\nimage:\r\n    location: nginx\r\nexec: true\r\n\r\nnetwork:\r\n    vpc:\r\n        placement: private\r\n";
    let import = into(
        manifest,
        "[{\"name\":\"side\",\"image\":\"s\",\"environment\":[{\"name\":\"A\",\"value\":\"1\"}]}]",
    );
    let added = "\r\n\r\nsidecars:\r\n    side:\r\n        image: s\r\n        variables:\r\n            A: \"1\"\r\n";
    assert_eq!(import.text, format!("{}{added}", manifest.trim_end()));
}

#[test]
fn what_stands_in_braces_is_written_over_lines() {
    let manifest = "name: api\ntype: Backend Service\nimage: {location: nginx, depends_on: {x: start}}\nsidecars: {x: {image: x}} # 色\n";
    let import = into_with(manifest, PAIR, Some("api"));
    let after = yaml(&import.text);
    assert_eq!(after["image"], json!({ "location": "nginx", "depends_on": { "x": "start", "b": "start" } }));
    assert_eq!(after["sidecars"], json!({ "x": { "image": "x" }, "b": { "image": "b" } }));
    assert!(import.text.contains("# 色"), "{}", import.text);
}

#[test]
fn rules_keep_their_containers_when_new_ones_come_before_them() {
    let manifest = "name: api\ntype: Backend Service\nimage:\n  location: nginx\nsidecars:\n  zoo:\n    image: z\ntaskdef_overrides:\n- path: \"ContainerDefinitions[1].User\" # of zoo\n  value: root\nenvironments:\n  prod:\n    taskdef_overrides:\n      - path: ContainerDefinitions[1].StopTimeout\n        value: 5\n  test:\n    sidecars:\n      aaa:\n        image: a\n";
    let import = into(manifest, PAIR);
    let after = yaml(&import.text);
    let paths = |list: &Value| {
        list.as_array()
            .unwrap()
            .iter()
            .map(|rule| rule["path"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let own =
        ["ContainerDefinitions[2].User", "ContainerDefinitions[0].User", "ContainerDefinitions[1].User"];
    assert_eq!(paths(&after["taskdef_overrides"]), own);
    assert_eq!(
        paths(&after["environments"]["prod"]["taskdef_overrides"]),
        ["ContainerDefinitions[2].StopTimeout"]
    );
    assert!(import.text.contains("- path: \"ContainerDefinitions[2].User\" # of zoo\n"), "{}", import.text);
    assert!(
        import
            .remarks
            .iter()
            .any(|remark| remark.starts_with("`taskdef_overrides` of the environment `prod` replaces"))
    );
    assert!(
        import
            .remarks
            .iter()
            .any(|remark| remark.starts_with("In the environment `test` the containers have another order"))
    );
}

#[test]
fn a_rule_for_the_same_place_stays() {
    let manifest = "name: api\ntype: Backend Service\nimage:\n  location: new\ntaskdef_overrides:\n  - path: ContainerDefinitions[0].User\n    value: root\n";
    let import = into(manifest, PAIR);
    let after = yaml(&import.text);
    assert_eq!(after["taskdef_overrides"].as_array().unwrap().len(), 2, "{}", import.text);
    assert!(
        import.remarks.iter().any(|remark| remark.starts_with("User \"1\" is left out")),
        "{:?}",
        import.remarks
    );
}

#[test]
fn lists_of_any_style_get_more() {
    for list in ["taskdef_overrides: []\n", "taskdef_overrides:\n", "taskdef_overrides: # none yet\n"] {
        let manifest = format!("name: api\ntype: Backend Service\nimage:\n  location: new\n{list}count: 2\n");
        let after = yaml(&into(&manifest, PAIR).text);
        assert_eq!(after["taskdef_overrides"].as_array().unwrap().len(), 2);
        assert_eq!(after["count"], 2);
    }
}

#[test]
fn every_kind_with_containers_takes_them() {
    for (kind, more) in [
        ("Load Balanced Web Service", "http:\n  path: /\n"),
        ("Backend Service", ""),
        ("Worker Service", ""),
        ("Scheduled Job", "on:\n  schedule: rate(1 hour)\n"),
    ] {
        let port = if kind.starts_with("Load") { "  port: 80\n" } else { "" };
        let manifest = format!("name: api\ntype: {kind}\nimage:\n  location: nginx\n{port}{more}");
        assert_eq!(rules(&manifest), BTreeSet::new());
        for name in DEFINITIONS {
            let import = into(&manifest, &read(name));
            keeps_every_line(&manifest, &import.text);
            let is_known =
                |rule: &&str| import.remarks.iter().any(|remark| judged(&import.text, rule).contains(remark));
            let silent: Vec<&str> = rules(&import.text).into_iter().filter(|rule| !is_known(rule)).collect();
            assert_eq!(silent, [""; 0], "{name}: {}", import.text);
        }
    }
}

#[test]
fn a_second_import_of_the_same_changes_little() {
    let first = into("name: api\ntype: Backend Service\nimage:\n  location: new\n", PAIR).text;
    let second = into(&first, PAIR);
    keeps_every_line(&first, &second.text);
    assert!(yaml(&second.text)["sidecars"].get("b-2").is_some());
}

#[test]
fn why_something_can_not_be_imported() {
    let right = "name: api\ntype: Backend Service\nimage:\n  location: new\n";
    for (manifest, definition, why) in [
        (right, "[1]", "the text has no ECS container definitions"),
        (right, "{}", "the text has no ECS container definitions"),
        (right, "name: api", "this is no JSON: line 1 "),
        ("name: web\ntype: Static Site\n", PAIR, "a Static Site has no ECS containers"),
        ("name: web\n", PAIR, "this is no manifest of AWS Copilot"),
        ("name: [\ntype: Backend Service\n", PAIR, ""),
        (
            "name: api\ntype: Backend Service\nimage: &i\n  location: new\nsidecars:\n  a: *i\ncount: [\n",
            PAIR,
            "the YAML of the manifest has mistakes",
        ),
    ] {
        assert!(why_not(manifest, definition).starts_with(why), "{}", why_not(manifest, definition));
    }
    let wanted = Wanted { definition: PAIR, main: Some("apx"), locale: Locale::En, around: &Nothing };
    let why = import_alone(&wanted).expect_err("no such container");
    assert!(why.text(Locale::En).contains("Did you mean `api`?"), "{}", why.text(Locale::En));
}
