//! Hover, completion and quick fixes.

use super::client::{Client, MANIFEST, URI, about_bogus, at, edit, width};
use serde_json::{Value, json};

fn labels(items: &Value) -> Vec<&str> {
    items.as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap()).collect()
}

fn item<'a>(items: &'a Value, label: &str) -> &'a Value {
    items
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["label"] == label)
        .unwrap_or_else(|| panic!("{:?}", labels(items)))
}

#[test]
fn hover_over_a_key() {
    let mut client = Client::silent();
    client.check(URI, MANIFEST);
    let hover = client.call("textDocument/hover", at(URI, 7, 1));
    assert_eq!(hover["contents"]["kind"], "plaintext", "what a silent client can show");
    assert!(hover["contents"]["value"].as_str().unwrap().contains("CPU"), "{hover}");
    let range = json!({ "start": { "line": 7, "character": 0 }, "end": { "line": 7, "character": 3 } });
    assert_eq!(hover["range"], range);
    client.finish();
}

#[test]
fn hover_is_markdown_where_the_client_can() {
    let hover = json!({ "contentFormat": ["markdown", "plaintext"] });
    let mut client = Client::with(json!({ "textDocument": { "hover": hover } }));
    client.check(URI, MANIFEST);
    assert_eq!(client.call("textDocument/hover", at(URI, 7, 1))["contents"]["kind"], "markdown");
    client.finish();
}

#[test]
fn a_half_typed_line_is_hovered_and_completed() {
    let mut client = Client::silent();
    client.check(URI, &MANIFEST.replace("count: 1\n", ""));
    client.change(URI, 2, json!([edit((9, 0), (9, 0), "cou")]));
    let items = client.call("textDocument/completion", at(URI, 9, 3));
    let count = item(&items, "count");
    let typed = json!({ "start": { "line": 9, "character": 0 }, "end": { "line": 9, "character": 3 } });
    assert_eq!(count["textEdit"]["range"], typed);
    assert!(count["textEdit"]["newText"].as_str().unwrap().starts_with("count:"), "{count}");
    assert_ne!(count["insertTextFormat"], 2, "no snippets for a client that has none");
    assert!(client.call("textDocument/hover", at(URI, 7, 1)).is_object(), "the other lines go on");
    client.diagnostics(URI, 2);
    client.finish();
}

#[test]
fn completion_replaces_the_typed_word_in_every_encoding() {
    let before = "image: {location: \"😀店\", ";
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let column = width(before, encoding);
        let mut client = Client::with(json!({ "general": { "positionEncodings": [encoding] } }));
        let text = MANIFEST.replace("image:\n  location: nginx\n  port: 80", &format!("{before}po}}"));
        client.check(URI, &text);
        let items = client.call("textDocument/completion", at(URI, 2, column + 2));
        let range = &item(&items, "port")["textEdit"]["range"];
        assert_eq!(range["start"], json!({ "line": 2, "character": column }), "{encoding}");
        assert_eq!(range["end"], json!({ "line": 2, "character": column + 2 }), "{encoding}");
        client.finish();
    }
}

#[test]
fn keys_of_an_environment_are_completed() {
    let mut client = Client::silent();
    client.check(URI, &format!("{MANIFEST}environments:\n  test:\n    cou\n"));
    let items = client.call("textDocument/completion", at(URI, 12, 7));
    assert!(labels(&items).contains(&"count"), "{:?}", labels(&items));
    client.finish();
}

fn client_with_code_actions() -> Client {
    let literals = json!({ "codeActionKind": { "valueSet": ["quickfix"] } });
    let actions = json!({ "codeActionLiteralSupport": literals, "isPreferredSupport": true });
    let workspace = json!({ "workspaceEdit": { "documentChanges": true } });
    Client::with(json!({ "textDocument": { "codeAction": actions }, "workspace": workspace }))
}

#[test]
fn a_fix_of_a_misspelt_key_is_offered() {
    let mut client = client_with_code_actions();
    let diagnostics = client.check(URI, &MANIFEST.replace("count", "coutn"));
    assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
    let range = &diagnostics[0]["range"];
    let ask = |only: Value| {
        let context = json!({ "diagnostics": diagnostics, "only": only });
        json!({ "textDocument": { "uri": URI }, "range": range, "context": context })
    };
    let actions = client.call("textDocument/codeAction", ask(json!(["quickfix"])));
    let action = &actions[0];
    assert_eq!(action["kind"], "quickfix");
    assert_eq!(action["diagnostics"][0], diagnostics[0]);
    let change = &action["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": URI, "version": 1 }));
    assert_eq!(change["edits"][0]["newText"], "count");
    assert_eq!(client.call("textDocument/codeAction", ask(json!(["refactor"]))), json!([]));
    client.finish();
}

#[test]
fn no_fix_is_offered_elsewhere() {
    let mut client = client_with_code_actions();
    let diagnostics = client.check(URI, &format!("{MANIFEST}bogus: 1\n"));
    assert_eq!(about_bogus(&diagnostics).len(), 1);
    let start = json!({ "line": 0, "character": 0 });
    let params = json!({
        "textDocument": { "uri": URI },
        "range": { "start": start, "end": start },
        "context": { "diagnostics": [] },
    });
    assert_eq!(client.call("textDocument/codeAction", params), json!([]));
    client.finish();
}

#[test]
fn documentation_comes_with_the_item_that_is_looked_at() {
    let markdown = json!({ "completionItem": { "documentationFormat": ["markdown"] } });
    let capabilities = json!({ "textDocument": { "completion": markdown } });
    for (locale, part) in [("en", "An integer keeps that many tasks running"), ("ja-JP", "タスク")] {
        let mut client = Client::initialized(json!({ "capabilities": capabilities, "locale": locale }));
        client.check(URI, &MANIFEST.replace("count: 1\n", "\n"));
        let items = client.call("textDocument/completion", at(URI, 9, 0));
        let count = item(&items, "count").clone();
        assert!(count["documentation"].is_null(), "only when it is looked at: {count}");
        let resolved = client.call("completionItem/resolve", count);
        assert_eq!(resolved["documentation"]["kind"], "markdown");
        assert!(resolved["documentation"]["value"].as_str().unwrap().contains(part), "{resolved}");
        let odd = json!({ "label": "x", "data": { "kind": 1, "path": [null] } });
        assert!(client.call("completionItem/resolve", odd)["documentation"].is_null());
        client.finish();
    }
}

#[test]
fn a_japanese_client_reads_japanese() {
    let mut client = Client::initialized(json!({ "capabilities": {}, "locale": "ja" }));
    let found = client.check(URI, &MANIFEST.replace("count: 1\n", "bogus_key_of_mine: 1\n"));
    assert!(found.iter().all(|it| it["message"].as_str().unwrap().contains('。')), "{found:?}");
    assert!(!found.is_empty());
    let hover = client.call("textDocument/hover", at(URI, 7, 1));
    assert!(hover["contents"]["value"].as_str().unwrap().contains("タスク"), "{hover}");
    client.finish();
}
