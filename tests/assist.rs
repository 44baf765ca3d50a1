//! Completion and hover at a marked place: `‸` is the cursor.
#![allow(clippy::expect_used, reason = "a test may fail")]

#[path = "support/beside.rs"]
mod beside;

use beside::Beside;
use copilot_manifest_ls::assist::{Context, Item, Nothing, Snapshot, documentation};
use copilot_manifest_ls::locale::Locale;
use copilot_manifest_ls::settings::Settings;
use std::path::Path;

const CURSOR: char = '‸';

fn snapshot(marked: &str) -> (Snapshot, usize) {
    let offset = marked.find(CURSOR).expect("a cursor");
    let text = marked.replace(CURSOR, "");
    (Snapshot::new(Some(Path::new("/app/copilot/api/manifest.yml")), text), offset)
}

fn items(marked: &str) -> Vec<Item> {
    let (snapshot, offset) = snapshot(marked);
    let mut items = snapshot.complete(offset, &Context::default()).items;
    items.sort_by(|a, b| a.sort.cmp(&b.sort));
    items
}

fn labels(marked: &str) -> Vec<String> {
    items(marked).into_iter().map(|item| item.label).collect()
}

/// The text after the item with this label is taken, with the cursor gone.
fn taken(marked: &str, label: &str) -> String {
    let item = items(marked).into_iter().find(|item| item.label == label).expect("the item");
    let mut text = marked.replace(CURSOR, "");
    text.replace_range(item.edit.span.start..item.edit.span.end, &item.edit.text);
    text
}

fn hover(marked: &str) -> String {
    let (snapshot, offset) = snapshot(marked);
    snapshot.hover(offset, &Context::default()).map(|hover| hover.markdown).unwrap_or_default()
}

const HEAD: &str = "name: api\ntype: Backend Service\n";

fn with(rest: &str) -> String {
    format!("{HEAD}{rest}")
}

#[track_caller]
fn offers(rest: &str, wanted: &[&str]) {
    let found = labels(&with(rest));
    for label in wanted {
        assert!(found.iter().any(|found| found == label), "no {label} in {found:?}");
    }
}

#[track_caller]
fn lacks(rest: &str, unwanted: &[&str]) {
    let found = labels(&with(rest));
    for label in unwanted {
        assert!(!found.iter().any(|found| found == label), "{label} in {found:?}");
    }
}

#[test]
fn keys_of_the_root_leave_out_what_is_there() {
    offers("cpu: 256\n‸\n", &["memory", "image", "sidecars", "environments"]);
    lacks("cpu: 256\n‸\n", &["cpu", "name", "subscribe", "dockerfile"]);
}

#[test]
fn keys_on_a_half_typed_line() {
    offers("image:\n  build: ./Dockerfile\n  po‸\ncpu: 256\n", &["port", "healthcheck"]);
    lacks("image:\n  build: ./Dockerfile\n  po‸\ncpu: 256\n", &["build", "cpu"]);
}

#[test]
fn keys_in_the_middle_of_a_sidecar() {
    let sidecar = "sidecars:\n  t:\n    image: x\n    port: 8000\n    dep‸\n    mount_points:\n      - source_volume: c\n        path: /c\n";
    offers(sidecar, &["depends_on"]);
    lacks(sidecar, &["mount_points", "port"]);
}

#[test]
fn keys_of_an_empty_block() {
    offers("image:\n  ‸\ncpu: 256\n", &["build", "location", "port"]);
    offers("sidecars:\n  nginx:\n    ‸\n", &["image", "port", "essential"]);
}

#[test]
fn keys_within_an_environment() {
    offers("environments:\n  prod:\n    ‸\n", &["cpu", "image", "count"]);
    lacks("environments:\n  prod:\n    ‸\n", &["name", "type", "environments"]);
}

#[test]
fn keys_in_flow_style() {
    offers("image: {build: ./Dockerfile, ‸}\n", &["port", "healthcheck"]);
    lacks("image: {build: ./Dockerfile, ‸}\n", &["build"]);
    offers("image: {po‸\n", &["port"]);
}

#[test]
fn keys_of_list_items() {
    offers("publish:\n  topics:\n    - ‸\n", &["name", "fifo"]);
    offers("publish:\n  topics:\n    - name: a\n      ‸\n", &["fifo"]);
    lacks("publish:\n  topics:\n    - name: a\n      ‸\n", &["name"]);
    offers("publish:\n  topics:\n    ‸\n", &["name", "fifo"]);
}

#[test]
fn values_of_enumerations_and_switches() {
    offers("network:\n  vpc:\n    placement: ‸\n", &["public", "private"]);
    offers("exec: ‸\n", &["true", "false"]);
    offers("exec: t‸\n", &["true"]);
    offers("platform: ‸\n", &["linux/arm64", "windows/x86_64"]);
    offers("cpu: 2‸\n", &["256", "512"]);
    offers("platform: {osfamily: ‸}\n", &["linux"]);
}

#[test]
fn the_type_of_a_manifest() {
    let found = labels("name: api\ntype: ‸\n");
    for kind in ["Backend Service", "Worker Service", "Static Site", "Scheduled Job"] {
        assert!(found.iter().any(|label| label == kind), "no {kind} in {found:?}");
    }
}

#[test]
fn names_declared_elsewhere() {
    let rest = "storage:\n  volumes:\n    data:\n      path: /d\nsidecars:\n  nginx:\n    image: nginx\n    mount_points:\n      - source_volume: ‸\n";
    offers(rest, &["data"]);
    offers(
        "http:\n  path: /\n  target_container: ‸\nsidecars:\n  nginx:\n    image: nginx\n    port: 80\n",
        &["api", "nginx"],
    );
    offers("image:\n  depends_on:\n    ‸\nsidecars:\n  nginx:\n    image: nginx\n", &["nginx"]);
    lacks("image:\n  depends_on:\n    ‸\nsidecars:\n  nginx:\n    image: nginx\n", &["api"]);
    offers("image:\n  depends_on:\n    nginx: ‸\nsidecars:\n  nginx:\n    image: nginx\n", &["start"]);
}

#[test]
fn nothing_in_comments_and_below_unknown_keys() {
    assert_eq!(labels(&with("# ‸\n")), Vec::<String>::new());
    assert_eq!(labels(&with("cpu: 256 # ‸\n")), Vec::<String>::new());
    assert_eq!(labels(&with("nonsense:\n  ‸\n")), Vec::<String>::new());
}

#[test]
fn a_taken_item_is_right_text() {
    assert_eq!(
        taken("name: a\ntype: Backend Service\nima‸\n", "image"),
        "name: a\ntype: Backend Service\nimage:\n  \n"
    );
    assert_eq!(
        taken("type: Backend Service\nimage:\n  po‸\n", "port"),
        "type: Backend Service\nimage:\n  port: \n"
    );
    assert_eq!(taken("type: Backend Service\nima‸ge: {}\n", "image"), "type: Backend Service\nimage: {}\n");
    assert_eq!(
        taken("type: Backend Service\nimage: {po‸}\n", "port"),
        "type: Backend Service\nimage: {port: }\n"
    );
}

#[test]
fn required_keys_come_first() {
    let found = labels("type: Backend Service\nsidecars:\n  a:\n    mount_points:\n      - ‸\n");
    assert_eq!(&found[..2], ["source_volume", "path"]);
}

#[test]
fn hover_tells_what_the_model_knows() {
    let text = hover(&with("mem‸ory: 512\n"));
    for part in ["`memory`", "an integer", "512", "MiB", "The memory of the whole task"] {
        assert!(text.contains(part), "no {part} in {text}");
    }
    assert!(hover(&with("environments:\n  prod:\n    cp‸u: 256\n")).contains("`environments.prod.cpu`"));
    assert!(hover(&with("network:\n  vpc:\n    placement: pri‸vate\n")).contains("`private`"));
    assert_eq!(hover(&with("nonsen‸se: 1\n")), "");
    assert_eq!(hover(&with("# com‸ment\n")), "");
}

#[track_caller]
fn tells(rest: &str, locale: Locale, parts: &[&str]) {
    let (snapshot, offset) = snapshot(&with(rest));
    let around = Beside::new(&[("copilot/.workspace", "application: bookshop\n")]);
    let context = Context { locale, around: &around, findings: &[] };
    let text = snapshot.hover(offset, &context).map(|hover| hover.markdown).unwrap_or_default();
    for part in parts {
        assert!(text.contains(part), "no {part} in {text}");
    }
}

#[test]
fn hover_tells_what_a_value_means() {
    let (job, offset) = snapshot("name: a\nty‸pe: Scheduled Job\n");
    let hover = job.hover(offset, &Context::default()).expect("a hover");
    assert!(
        hover.markdown.contains("`Backend Service`, `Worker Service`"),
        "all of them: {}",
        hover.markdown
    );
    tells("cpu: 2‸56\n", Locale::En, &["256 = 0.25 vCPU"]);
    tells("memory: 20‸48\n", Locale::Ja, &["2048 MiB = 2 GiB", "タスク"]);
    let check = "image:\n  healthcheck:\n    command: a\n    interval: 9‸0s\n";
    tells(check, Locale::En, &["1 minute 30 seconds"]);
    tells(check, Locale::Ja, &["1 分 30 秒"]);
    tells("image:\n  depends_on:\n    nginx: healt‸hy\n", Locale::Ja, &["ヘルスチェックが成功した後に"]);
    let path = "secrets:\n  A: /${COPILOT_APPLICATION_‸NAME}/a\n";
    tells(path, Locale::En, &["name of the application: `bookshop`"]);
    let (job, offset) = snapshot("name: a\ntype: Scheduled Job\non:\n  schedule: 0 9 *‸ * 1-5\n");
    let hover = job.hover(offset, &Context::default()).expect("a hover");
    assert!(hover.markdown.contains("At 09:00, on Monday to Friday (UTC)."), "{}", hover.markdown);
}

#[test]
fn hover_tells_what_a_name_stands_for() {
    let sidecar = "sidecars:\n  nginx:\n    image: public.ecr.aws/nginx/nginx:1.27\n";
    let volume = "storage:\n  volumes:\n    data:\n      path: /data\n";
    let mount = format!("{sidecar}    mount_points:\n      - source_volume: da‸ta\n{volume}");
    tells(&mount, Locale::En, &["Defined as:\n\n```yaml\ndata:\n  path: /data\n```"]);
    let dependency = format!("image:\n  depends_on:\n    ngi‸nx: start\n{sidecar}");
    tells(&dependency, Locale::En, &["Defined as:\n\n```yaml\nnginx:\n  image: public"]);
    tells(&sidecar.replace("nginx:\n", "ngi‸nx:\n"), Locale::Ja, &["リバースプロキシ"]);
    tells("image:\n  build: ap‸p/Dockerfile\n", Locale::En, &["`app/Dockerfile`, relative to the folder"]);
}

#[test]
fn hover_shows_what_each_environment_gets() {
    let text = "cou‸nt: 1\nenvironments:\n  test:\n    cpu: 512\n  prod:\n    count: 3\n";
    tells(text, Locale::En, &["| (base) | `1` | 3 |", "| prod | `3` | 8 |"]);
    let (snapshot, offset) = snapshot(&with(text));
    let hover = snapshot.hover(offset, &Context::default()).expect("a hover");
    assert!(!hover.markdown.contains("| test |"), "test does not change it: {}", hover.markdown);
}

#[test]
fn the_table_of_environments_names_the_line_and_speaks_the_language() {
    let text = "comm‸and: a\nenvironments:\n  prod:\n    command:\n    - b\n";
    tells(text, Locale::En, &["| prod | a list of 1 | 7 |"]);
    let first_column = "image:\n  healthcheck:\n    command: a\n    inter‸val: 10s\nenvironments:\n  prod:\n    image:\n      healthcheck:\n        interval: 90s\n";
    tells(first_column, Locale::Ja, &["| prod | 1 分 30 秒 | 11 |"]);
}

#[test]
fn a_variable_is_found_where_it_is_written() {
    let folded = "secrets:\n  A: >-\n    /one\n    /${COPILOT_ENVIRONMENT_‸NAME}/a\n";
    tells(folded, Locale::En, &["name of the environment that is deployed"]);
    let escaped = "secrets:\n  A: \"\\u0061\\u0062/${COPILOT_ENVIRONMENT_‸NAME}\"\n";
    tells(escaped, Locale::En, &["name of the environment that is deployed"]);
}

#[test]
fn hover_links_the_rules_that_are_broken() {
    let (snapshot, offset) = snapshot(&with("cpu: 3‸00\n"));
    let findings = snapshot.findings(&Settings::default(), &Nothing);
    let hover =
        snapshot.hover(offset, &Context { findings: &findings, ..Context::default() }).expect("a hover");
    assert!(hover.markdown.contains("[task.cpu-invalid](https://"), "{}", hover.markdown);
}

#[test]
fn items_are_documented_in_both_languages() {
    let item = items(&with("mem‸\n")).into_iter().find(|item| item.label == "memory").expect("memory");
    let about = item.about.expect("a path");
    let text = |locale| documentation(&about, locale).expect("its documentation");
    assert!(text(Locale::En).contains("The memory of the whole task"));
    assert!(text(Locale::Ja).contains("- 既定値: `512`"));
}

#[test]
fn silent_where_there_is_no_manifest() {
    let snapshot = Snapshot::new(Some(Path::new("/app/compose.yml")), "services:\n  web:\n".to_owned());
    assert!(snapshot.findings(&Settings::default(), &Nothing).is_empty());
    assert!(snapshot.complete(3, &Context::default()).items.is_empty());
    assert!(snapshot.hover(3, &Context::default()).is_none());
}

#[test]
fn a_taken_item_keeps_the_text_yaml() {
    assert_eq!(taken("type: Backend Service\ncpu:‸\n", "512"), "type: Backend Service\ncpu: 512\n");
    assert_eq!(taken("type: Backend Service\ncpu: ‸\n", "512"), "type: Backend Service\ncpu: 512\n");
    let topics = "type: Backend Service\npublish:\n  topics:\n";
    assert_eq!(taken(&format!("{topics}    ‸\n"), "name"), format!("{topics}    - name: \n"));
    assert_eq!(taken(&format!("{topics}    - ‸\n"), "name"), format!("{topics}    - name: \n"));
}

#[test]
fn no_keys_at_an_indentation_of_no_map() {
    lacks("image:\n  build: .\n      ‸\n", &["port"]);
    offers("image:\n  build: .\n  ‸\n", &["port"]);
    offers("publish:\n  topics:\n    - name: a\n      ‸\n", &["fifo"]);
}
