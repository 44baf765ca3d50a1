//! Completion, as a client sees it: with all abilities and with none, in every encoding.

use super::client::{Client, MANIFEST, URI, at, edit, width};
use serde_json::{Value, json};
use std::path::Path;

const ENCODINGS: [&str; 3] = ["utf-8", "utf-16", "utf-32"];

fn item<'a>(items: &'a Value, label: &str) -> &'a Value {
    let all = items.as_array().or(items["items"].as_array()).unwrap();
    let labels: Vec<&Value> = all.iter().map(|item| &item["label"]).collect();
    all.iter().find(|item| item["label"] == label).unwrap_or_else(|| panic!("no {label} in {labels:?}"))
}

/// What the client can do, with everything that completion knows of.
fn able(encoding: &str) -> Value {
    let item = json!({
        "snippetSupport": true,
        "insertReplaceSupport": true,
        "labelDetailsSupport": true,
        "preselectSupport": true,
        "documentationFormat": ["markdown"],
        "insertTextModeSupport": { "valueSet": [1, 2] },
    });
    json!({
        "general": { "positionEncodings": [encoding] },
        "textDocument": { "completion": { "completionItem": item } },
    })
}

/// The line and the column behind a marked text, in the units of an encoding.
fn ask(client: &mut Client, marked: &str, encoding: &str) -> Value {
    let (before, after) = marked.split_once('‸').unwrap();
    client.check(URI, &format!("{before}{after}"));
    let line = before.matches('\n').count();
    let column = width(before.rsplit('\n').next().unwrap(), encoding);
    client.call("textDocument/completion", at(URI, line, column))
}

fn range(line: usize, start: usize, end: usize) -> Value {
    json!({ "start": { "line": line, "character": start }, "end": { "line": line, "character": end } })
}

#[test]
fn a_word_is_inserted_or_replaced_in_every_encoding() {
    let before = "image: {location: \"店😀\", ";
    for encoding in ENCODINGS {
        let mut client = Client::with(able(encoding));
        let text = MANIFEST.replace("image:\n  location: nginx\n  port: 80", &format!("{before}po‸rt: 80}}"));
        let items = ask(&mut client, &text, encoding);
        let edit = &item(&items, "port")["textEdit"];
        let start = width(before, encoding);
        assert_eq!(edit["insert"], range(2, start, start + 2), "{encoding}");
        assert_eq!(edit["replace"], range(2, start, start + 4), "{encoding}");
        assert_eq!(edit["newText"], "port");
        client.finish();
    }
}

#[test]
fn texts_with_blanks_are_written_whole_by_clients_that_cut_plain_ones() {
    let before = "{name: \"店😀\", type: ";
    for encoding in ENCODINGS {
        let mut client = Client::with(able(encoding));
        let items = ask(&mut client, &format!("{before}Wor‸}}\n"), encoding);
        let worker = item(&items, "Worker Service");
        assert_eq!(worker["insertTextFormat"], 2, "Neovim takes a plain text up to its first blank");
        assert_eq!(worker["textEdit"]["newText"], "Worker Service");
        let start = width(before, encoding);
        assert_eq!(worker["textEdit"]["replace"], range(0, start, start + 3), "{encoding}");
        let has_filter = |item: &Value| item["filterText"].is_string();
        assert!(items.as_array().unwrap().iter().all(has_filter), "Neovim filters by nothing else: {items}");
        client.finish();
    }
}

#[test]
fn values_variables_and_names_in_every_encoding() {
    let text = "name: web\ntype: Backend Service\nimage: {location: 店, port: 80}\nvariables:\n  店😀: \"😀${COP‸}\"\n";
    let depends = "name: web\ntype: Backend Service\nimage: {location: \"😀\", depends_on: {店: start, ‸}}\nsidecars: {店: {image: x}, 😀: {image: y}}\n";
    for encoding in ENCODINGS {
        let mut client = Client::with(able(encoding));
        let items = ask(&mut client, text, encoding);
        let variable = item(&items, "COPILOT_ENVIRONMENT_NAME");
        let start = width("  店😀: \"😀${", encoding);
        assert_eq!(variable["textEdit"]["replace"], range(4, start, start + 3), "{encoding}");
        assert_eq!(variable["textEdit"]["newText"], "COPILOT_ENVIRONMENT_NAME");
        assert_eq!(variable["documentation"]["kind"], "markdown");
        client.finish();
        let mut client = Client::with(able(encoding));
        let items = ask(&mut client, depends, encoding);
        let start = width("image: {location: \"😀\", depends_on: {店: start, ", encoding);
        let found = item(&items, "😀");
        assert_eq!(found["textEdit"]["replace"], range(2, start, start), "{encoding}");
        assert_eq!(found["labelDetails"]["description"], "y");
        client.finish();
    }
}

#[test]
fn edits_elsewhere_come_along_in_every_encoding() {
    let text = "name: web\ntype: Backend Service\nimage: {location: x}\ncpu: ‸\nlogging: {retention: 30}\nx-😀: {店: 1}\n";
    for encoding in ENCODINGS {
        let mut client = Client::with(able(encoding));
        let map = "name: web\ntype: Backend Service\nenvironments: {店😀: {memory: 512, cpu: ‸}}\n";
        let items = ask(&mut client, map, encoding);
        let cpu = item(&items, "1024");
        let start = width("environments: {店😀: {memory: ", encoding);
        assert_eq!(cpu["additionalTextEdits"][0]["range"], range(2, start, start + 3), "{encoding}");
        assert_eq!(cpu["additionalTextEdits"][0]["newText"], "2048");
        client.finish();
        let mut client = Client::with(able(encoding));
        let items = ask(&mut client, text, encoding);
        assert_eq!(item(&items, "256")["preselect"], true, "{encoding}");
        assert!(item(&items, "512")["preselect"].is_null());
        client.finish();
    }
}

#[test]
fn a_silent_client_gets_plain_text_with_its_indentation() {
    let mut client = Client::silent();
    let items =
        ask(&mut client, &MANIFEST.replace("count: 1\n", "environments:\n  test:\n    ‸\n"), "utf-16");
    let network = item(&items, "network");
    assert_eq!(network["textEdit"]["newText"], "network:\n      ");
    assert_eq!(network["textEdit"]["range"], range(11, 4, 4));
    for absent in ["labelDetails", "preselect", "insertTextMode"] {
        assert!(network[absent].is_null(), "{network}");
    }
    assert_eq!(network["insertTextFormat"], 1);
    client.finish();
}

#[test]
fn a_client_with_snippets_indents_by_itself() {
    let mut client = Client::with(able("utf-16"));
    let items =
        ask(&mut client, &MANIFEST.replace("count: 1\n", "environments:\n  test:\n    ‸\n"), "utf-16");
    let network = item(&items, "network");
    assert_eq!(network["textEdit"]["newText"], "network:\n  $0");
    assert_eq!(network["insertTextFormat"], 2);
    assert_eq!(network["insertTextMode"], 2);
    client.finish();
}

#[test]
fn whole_blocks_have_tab_stops_and_documentation() {
    let mut client = Client::with(able("utf-16"));
    let items = ask(&mut client, &MANIFEST.replace("count: 1\n", "sidecars:\n  ‸\n"), "utf-16");
    let pattern = item(&items, "nginx");
    assert_eq!(pattern["kind"], 15);
    assert!(pattern["textEdit"]["newText"].as_str().unwrap().contains("${1"), "{pattern}");
    assert_eq!(pattern.get("documentation"), None, "only the item that is looked at needs it");
    let looked_at = client.call("completionItem/resolve", pattern.clone());
    assert!(looked_at["documentation"]["value"].as_str().unwrap().contains("NGINX"), "{looked_at}");
    client.finish();
}

#[test]
fn settings_leave_out_patterns_and_tab_stops() {
    let text = MANIFEST.replace("count: 1\n", "sidecars:\n  ‸\n");
    let found = |completion: Value| {
        let options = json!({ "completion": completion });
        let params = json!({ "capabilities": able("utf-16"), "initializationOptions": options });
        let mut client = Client::initialized(params);
        let items = ask(&mut client, &text, "utf-16");
        client.finish();
        let items = items["items"].as_array().or(items.as_array()).unwrap();
        let stops = items.iter().filter(|item| item["insertTextFormat"] == 2).count();
        (items.iter().any(|item| item["label"] == "nginx"), stops > 0)
    };
    assert_eq!(found(json!({})), (true, true));
    assert_eq!(found(json!({ "patterns": false })), (false, true));
    assert_eq!(found(json!({ "snippets": false })), (true, false));
}

#[test]
fn names_and_files_come_from_the_workspace() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("completion-{}", std::process::id()));
    let uri = |path: &str| format!("file://{}", root.join(path).display());
    for (path, text) in [
        ("copilot/environments/prod/manifest.yml", "name: prod\ntype: Environment\n"),
        ("copilot/web/manifest.yml", ""),
        ("services/店/Dockerfile", ""),
        ("services/店/main.rs", ""),
    ] {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    for encoding in ENCODINGS {
        let mut client = Client::with(able(encoding));
        let text = "name: web\ntype: Backend Service\nimage:\n  build: services/店/D\nenvironments:\n  \n";
        let manifest = uri("copilot/web/manifest.yml");
        client.check(&manifest, text);
        let items = client.call("textDocument/completion", at(&manifest, 5, 2));
        item(&items, "prod");
        let start = width("  build: services/店/", encoding);
        let items = client.call("textDocument/completion", at(&manifest, 3, start + 1));
        let file = item(&items, "Dockerfile");
        assert_eq!(file["textEdit"]["replace"], range(3, start, start + 1), "{encoding}");
        assert_eq!(file["kind"], 17);
        assert_eq!(items.as_array().unwrap().len(), 1, "{items}");
        client.change(&manifest, 2, json!([edit((3, 0), (4, 0), "  build: services/\n")]));
        client.diagnostics(&manifest, 2);
        let items = client.call("textDocument/completion", at(&manifest, 3, 18));
        assert_eq!(item(&items, "店/")["kind"], 19);
        client.finish();
    }
    std::fs::remove_dir_all(root).unwrap();
}

#[test]
fn a_list_that_is_cut_is_asked_for_again() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("completion-many-{}", std::process::id()));
    std::fs::create_dir_all(root.join("copilot/web")).unwrap();
    for number in 0..250 {
        std::fs::write(root.join(format!("{number:03}.env")), "").unwrap();
    }
    let manifest = format!("file://{}", root.join("copilot/web/manifest.yml").display());
    let mut client = Client::silent();
    client.check(&manifest, "name: web\ntype: Backend Service\nimage: {location: x}\nenv_file: \n");
    let found = client.call("textDocument/completion", at(&manifest, 3, 10));
    assert_eq!(found["isIncomplete"], true);
    client.change(&manifest, 2, json!([edit((3, 10), (3, 10), "249")]));
    client.diagnostics(&manifest, 2);
    item(&client.call("textDocument/completion", at(&manifest, 3, 13)), "249.env");
    client.finish();
    std::fs::remove_dir_all(root).unwrap();
}

#[test]
fn the_characters_that_ask_by_themselves() {
    let mut client = Client::silent();
    let triggers = client.capabilities["completionProvider"]["triggerCharacters"].take();
    assert_eq!(triggers, json!([" ", "[", "{", "\"", "'", "*", "/"]));
    client.finish();
}
