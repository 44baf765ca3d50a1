//! What an environment really gets, and the line that each value comes from.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use copilot_manifest_ls::environments::Layers;
use copilot_manifest_ls::manifest::decode::decode;
use copilot_manifest_ls::manifest::kind::Kind;
use copilot_manifest_ls::manifest::shape::Shape;
use copilot_manifest_ls::manifest::value::{Data, Value};
use copilot_manifest_ls::yaml::Tree;

/// The section `key` of environment `test`: each scalar with the line (from 1) it is written on.
fn effective(kind: Kind, text: &str, key: &str) -> String {
    let tree = Tree::parse(text);
    let shape = Shape::of(kind);
    let root = decode(&tree, kind).root.unwrap();
    let layers = Layers::new(&root, shape);
    layers.environments[0].effective.get(key).map(|value| write(value, text)).unwrap_or_default()
}

fn write(value: &Value, text: &str) -> String {
    let line = || text[..value.origin.span.start].matches('\n').count() + 1;
    let scalar = |shown: String| format!("{shown}@{}", line());
    match &value.data {
        Data::Map(fields) => {
            let fields = fields.iter().map(|(key, value)| format!("{key}: {}", write(value, text)));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
        }
        Data::List(items) => {
            format!("[{}]", items.iter().map(|item| write(item, text)).collect::<Vec<_>>().join(", "))
        }
        Data::Str(word) => scalar(word.to_string()),
        Data::Int(number) => scalar(number.to_string()),
        Data::Bool(on) => scalar(on.to_string()),
        Data::Duration(nanoseconds) => scalar(format!("{}s", nanoseconds / 1_000_000_000)),
        Data::Float(number) => scalar(number.to_string()),
        Data::Null => "null".to_owned(),
        Data::Raw => "raw".to_owned(),
    }
}

#[track_caller]
fn merges(key: &str, base: &str, over: &str, expected: &str) {
    let indented: String = over.lines().map(|line| format!("    {line}\n")).collect();
    let text = format!("{base}\nenvironments:\n  test:\n{indented}");
    assert_eq!(effective(Kind::LoadBalancedWebService, &text, key), expected, "{text}");
}

#[test]
fn scalars_and_lists_are_replaced_and_maps_are_merged() {
    merges("cpu", "cpu: 256", "cpu: 512", "512@4");
    merges("cpu", "cpu: 256", "memory: 512", "256@1");
    merges("variables", "variables: {A: a, B: b}", "variables: {B: c}", "{A: a@1, B: c@4}");
    merges("command", "command: [a, b]", "command: [c]", "[c@4]");
    merges(
        "storage",
        "storage: {ephemeral: 20}",
        "storage: {readonly_fs: true}",
        "{ephemeral: 20@1, readonly_fs: true@4}",
    );
}

#[test]
fn null_and_empty_sections_keep_the_base() {
    merges("cpu", "cpu: 256", "cpu: null", "256@1");
    merges("variables", "variables: {A: a}", "variables:", "{A: a@1}");
    merges("sidecars", "sidecars: {n: {image: x}}", "sidecars:\n  n:", "{n: {image: x@1}}");
    merges("variables", "variables: {A: a}", "variables:\n  A:", "{A: null}");
}

#[test]
fn a_form_replaces_the_other_form() {
    merges("count", "count: {range: 1-3, cpu_percentage: 50}", "count: 2", "2@4");
    merges("count", "count: 2", "count: {spot: 1}", "{spot: 1@4}");
    merges("http", "http: {path: /}", "http: false", "false@4");
    merges(
        "image",
        "image: {build: ./Dockerfile, port: 80}",
        "image: {location: nginx}",
        "{port: 80@1, location: nginx@4}",
    );
    merges("exec", "exec: {enable: true}", "exec: false", "{enable: true@1}");
}

#[test]
fn groups_that_exclude_each_other_clear_each_other() {
    let scaling = "count: {range: 1-3, cooldown: {in: 30s}, cpu_percentage: 50}";
    merges("count", scaling, "count: {spot: 1}", "{spot: 1@4}");
    merges(
        "count",
        "count: {spot: 1}",
        "count: {range: 1-3, cpu_percentage: 50}",
        "{range: 1-3@4, cpu_percentage: 50@4}",
    );
    let existing = "storage: {volumes: {v: {path: /v, efs: {id: fs-1}}}}";
    let managed = "storage: {volumes: {v: {efs: {uid: 1, gid: 1}}}}";
    merges("storage", existing, managed, "{volumes: {v: {path: /v@1, efs: {uid: 1@4, gid: 1@4}}}}");
}

#[test]
fn a_sidecars_image_keeps_both_forms_as_copilot_does() {
    let (base, over) = ("sidecars: {n: {image: {build: ./d}}}", "sidecars: {n: {image: {location: x}}}");
    merges("sidecars", base, over, "{n: {image: {build: ./d@1, location: x@4}}}");
}

#[test]
fn aliases_and_merge_keys_are_followed() {
    let base = "x-common: &common {A: a, B: b}\nvariables:\n  <<: *common\n  B: c";
    merges("variables", base, "variables: {C: d}", "{B: c@4, A: a@1, C: d@7}");
}
