//! Keys and whole blocks.

use super::marked::{API, HEAD, PIPELINE, becomes, becomes_in, blocks, find, labels, labels_in};
use super::taken::taken;
use copilot_manifest_ls::assist::Snapshot;
use copilot_manifest_ls::settings::Settings;
use copilot_manifest_ls::workspace::Nothing;
use std::path::Path;

#[test]
fn an_empty_manifest_begins_with_name_and_type() {
    assert_eq!(labels_in(API, "‸")[..2], ["name", "type"]);
    assert_eq!(labels_in(API, "name: ‸"), ["api"]);
    assert_eq!(labels_in("copilot/environments/test/manifest.yml", "type: ‸"), ["Environment"]);
    assert_eq!(labels_in(API, "type: ‸").len(), 6, "the workloads, not the environment");
    assert_eq!(labels_in(PIPELINE, "‸")[..4], ["name", "version", "source", "stages"]);
}

#[test]
fn keys_of_the_kind_only() {
    assert!(labels_in(API, "type: Worker Service\ncount:\n  ‸").contains(&"queue_delay".to_owned()));
    assert!(labels_in(API, "type: Worker Service\n‸").contains(&"subscribe".to_owned()));
    assert!(!labels_in(API, "type: Scheduled Job\n‸").contains(&"deployment".to_owned()));
    assert!(!labels("‸").contains(&"taskdef_overrides".to_owned()), "deprecated");
}

#[test]
fn keys_that_rule_each_other_out() {
    assert!(!labels("image:\n  build: .\n  ‸\n").contains(&"location".to_owned()));
    assert!(!labels("count:\n  spot: 1\n  ‸\n").contains(&"range".to_owned()));
    assert!(labels("count:\n  range: 1-2\n  ‸\n").contains(&"cpu_percentage".to_owned()));
}

#[test]
fn required_is_what_the_base_does_not_give() {
    let detail = |marked: &str| find(API, &format!("{HEAD}{marked}"), "image").1.detail;
    assert_eq!(detail("‸\n"), "a map, required");
    assert_eq!(detail("environments:\n  test:\n    ‸\n"), "a map, required");
    assert_eq!(detail("image:\n  build: .\nenvironments:\n  test:\n    ‸\n"), "a map");
}

#[test]
fn a_taken_key_is_indented_like_the_file() {
    becomes("‸", "cpu", "cpu: ");
    becomes("‸", "image", "image:\n  ");
    becomes("network:\n    ‸", "vpc", "network:\n    vpc:\n      ");
    becomes(
        "network:\n    vpc:\n        placement: private\n‸",
        "image",
        "network:\n    vpc:\n        placement: private\nimage:\n    ",
    );
    becomes("publish:\n  ‸", "topics", "publish:\n  topics:\n    - ");
    becomes(
        "sidecars:\n  a:\n    image: x\n    mount_points:\n    - path: /a\n      source_volume: v\npublish:\n  ‸",
        "topics",
        "sidecars:\n  a:\n    image: x\n    mount_points:\n    - path: /a\n      source_volume: v\npublish:\n  topics:\n  - ",
    );
    becomes(
        "publish:\n  topics:\n    - name: a\n      ‸\n",
        "fifo",
        "publish:\n  topics:\n    - name: a\n      fifo: \n",
    );
    becomes("publish:\n  topics:\n    ‸\n", "name", "publish:\n  topics:\n    - name: \n");
    becomes(
        "publish:\n  topics:\n    - name: a\n    ‸\n",
        "name",
        "publish:\n  topics:\n    - name: a\n    - name: \n",
    );
    becomes(
        "publish:\n  topics:\n    ‸\n    - name: a\n",
        "name",
        "publish:\n  topics:\n    - name: \n    - name: a\n",
    );
    becomes("publish:\n  topics:\n    na‸\n", "name", "publish:\n  topics:\n    - name: \n");
    becomes(
        "sidecars:\n  a:\n    image: x\n    health‸\n",
        "healthcheck",
        "sidecars:\n  a:\n    image: x\n    healthcheck:\n      \n",
    );
    becomes("environments:\n  ‸\n", "prod", "environments:\n  prod:\n    \n");
}

#[test]
fn a_taken_key_doubles_nothing() {
    becomes("ima‸ge:\n  build: .\n", "image", "image:\n  build: .\n");
    becomes("ima‸ge :\n  build: .\n", "image", "image :\n  build: .\n");
    becomes("\"cp‸u\": 256\n", "cpu", "\"cpu\": 256\n");
    becomes("image: {po‸}\n", "port", "image: {port: }\n");
    becomes("image: {po‸ }\n", "port", "image: {port: }\n");
    becomes("image: { build: ., ‸}\n", "port", "image: { build: ., port: }\n");
    becomes("image: {\n  build: .,\n  ‸\n}\n", "port", "image: {\n  build: .,\n  port: \n}\n");
    becomes("image:\n  ‸   \ncpu: 256\n", "port", "image:\n  port: \ncpu: 256\n");
    becomes("cpu:‸\n", "512", "cpu: 512\n");
    becomes("cpu: ‸\n", "512", "cpu: 512\n");
    becomes("cpu: 25‸6\n", "512", "cpu: 512\n");
    becomes("cpu: ‸ # units\n", "512", "cpu: 512 # units\n");
    becomes("ima‸ # the image\n", "cpu", "cpu:  # the image\n");
}

#[test]
fn lines_may_end_as_on_windows() {
    becomes_in(
        API,
        "name: api\r\ntype: Backend Service\r\n‸\r\n",
        "image",
        "name: api\r\ntype: Backend Service\r\nimage:\r\n  \r\n",
    );
    becomes_in(
        API,
        "type: Backend Service\r\nimage:\r\n  ‸\r\ncpu: 256\r\n",
        "port",
        "type: Backend Service\r\nimage:\r\n  port: \r\ncpu: 256\r\n",
    );
}

#[test]
fn the_first_key_of_a_block_may_be_taken_behind_the_colon() {
    becomes("image: ‸\n", "build", "image:\n  build: \n");
    becomes("image:‸\n", "build", "image:\n  build: \n");
    becomes("image: bu‸\n", "build", "image:\n  build: \n");
    becomes("publish:\n  topics: ‸\n", "name", "publish:\n  topics:\n    - name: \n");
    assert_eq!(labels("image: x‸\n"), [""; 0]);
    assert_eq!(labels("image: ‸\n  build: .\n"), [""; 0], "its block stands there already");
}

#[test]
fn nothing_where_the_indentation_is_that_of_no_map() {
    for rest in [
        "image:\n  build: .\n    ‸\n",
        "image:\n  build: .\n ‸\n",
        "image:\n‸\n  build: .\n",
        "image:\n ‸\n  build: .\n",
        "image:\n\t‸\n",
        "sidecars:\n  a:\n    image: x\n  ‸\n    port: 80\n",
    ] {
        assert_eq!(labels(rest), [""; 0], "{rest:?}");
    }
}

#[test]
fn the_indentation_says_which_map_is_meant() {
    let text = "sidecars:\n  a:\n    image: x\n";
    assert!(labels(&format!("{text}    ‸\n")).contains(&"depends_on".to_owned()));
    assert!(labels(&format!("{text}‸\n")).contains(&"image".to_owned()));
    assert!(labels(&format!("{text}    healthcheck:\n      ‸")).contains(&"retries".to_owned()));
    assert!(labels("image:\n  build: .\n\n  ‸\n\n  port: 80\n").contains(&"healthcheck".to_owned()));
}

#[test]
fn never_where_text_is_free() {
    for rest in [
        "variables:\n  A: ‸\n",
        "variables:\n  ‸\n",
        "image:\n  location: ngi‸\n",
        "cpu: 256 ‸\n",
        "cpu: 256 # ‸\n",
        "#‸\n",
        "command: |\n  echo ‸\n",
        "command: >-\n  cpu‸\n",
        "command: echo\n  cpu‸\n",
        "nonsense:\n  ‸\n",
        "sidecars:\n  ‸\n",
        "-‸\n",
        "--‸-\n",
    ] {
        assert_eq!(labels(rest), [""; 0], "{rest:?}");
    }
}

#[test]
fn whole_blocks_with_what_is_required() {
    assert_eq!(blocks(API, "‸").len(), 6, "a manifest of each kind");
    let whole = "name: api\ntype: Static Site\n\nfiles:\n  - source: dist\n";
    becomes_in(API, "‸\n", "Static Site", whole);
    becomes("http‸\n", "http: …", "http:\n  path: /\n");
    becomes("publish:\n  ‸\n", "topics: …", "publish:\n  topics:\n    - name: topic\n");
    becomes(
        "sidecars:\n    a:\n        image: x\n    ‸\n",
        "new entry",
        "sidecars:\n    a:\n        image: x\n    container:\n        image: public.ecr.aws/nginx/nginx:1.27\n",
    );
    for dash in ["", "- "] {
        becomes(
            &format!("publish:\n  topics:\n    {dash}‸\n"),
            "new item",
            "publish:\n  topics:\n    - name: topic\n",
        );
    }
    assert!(!blocks(API, &format!("{HEAD}environments:\n  prod:\n    ‸\n")).contains(&"image: …".to_owned()));
}

#[test]
fn sidecar_patterns_bring_what_they_need() {
    assert!(blocks(API, &format!("{HEAD}logging:\n  ‸\n")).contains(&"firelens-s3".to_owned()));
    let text = format!("{HEAD}image:\n  location: x\n  port: 80\nsidecars:\n  ‸\n");
    assert!(blocks(API, &text).contains(&"nginx".to_owned()));
    assert!(!blocks(API, &text).contains(&"firelens-s3".to_owned()));
    let (text, item) = find(API, &text, "shared-volume");
    assert!(!item.also.is_empty(), "the volume");
    let snapshot = Snapshot::new(Some(Path::new("/app/copilot/api/manifest.yml")), taken(&text, &item));
    assert_eq!(snapshot.findings(&Settings::default(), &Nothing), []);
}

#[test]
fn a_value_with_two_forms_of_maps_offers_both_until_one_is_begun() {
    let offered = |body: &str| {
        let text = format!("{HEAD}image: {{location: nginx}}\nsecrets:\n  TOKEN:\n{body}    ‸\n");
        let mut labels = labels_in(API, &text);
        labels.sort();
        labels
    };
    assert_eq!(offered(""), ["from_cfn", "secretsmanager"]);
    assert_eq!(offered("    from_cfn: x\n"), [""; 0]);
}
