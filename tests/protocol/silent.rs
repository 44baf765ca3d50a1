//! A client that says nothing about itself is served as well as it can be.

use super::client::{Client, MANIFEST, URI, about_bogus, at};
use serde_json::{Value, json};

fn text() -> String {
    format!("{MANIFEST}sidecars:\n  店:\n    image: nginx\nenvironments:\n  prod:\n    count: 2\nbogus: 1\n")
}

/// The answer is no empty list and not `null`.
#[track_caller]
fn answered(client: &mut Client, method: &str, params: Value) -> Value {
    let answer = client.call(method, params);
    let items = answer.get("items").or(answer.get("data")).unwrap_or(&answer);
    assert!(!items.is_null() && *items != json!([]), "{method}: {answer}");
    answer
}

#[test]
fn a_client_that_says_nothing_is_served() {
    let mut client = Client::silent();
    assert_eq!(about_bogus(&client.check(URI, &text())).len(), 1, "diagnostics");
    let document = json!({ "textDocument": { "uri": URI } });
    let name = at(URI, 11, 2);
    let hover = answered(&mut client, "textDocument/hover", at(URI, 7, 1));
    assert_eq!(hover["contents"]["kind"], "plaintext");
    let items = answered(&mut client, "textDocument/completion", at(URI, 13, 0));
    let items = items.get("items").unwrap_or(&items).as_array().unwrap().clone();
    assert!(items.iter().all(|item| item["insertTextFormat"] != 2), "no tab stops");
    for method in ["definition", "declaration", "documentHighlight", "prepareRename"] {
        answered(&mut client, &format!("textDocument/{method}"), name.clone());
    }
    let mut params = name.clone();
    params["context"] = json!({ "includeDeclaration": true });
    answered(&mut client, "textDocument/references", params);
    let mut params = name.clone();
    params["newName"] = json!("shop");
    let edit = answered(&mut client, "textDocument/rename", params);
    assert_eq!(edit["changes"][URI].as_array().map(Vec::len), Some(1), "plain changes: {edit}");
    let symbols = answered(&mut client, "textDocument/documentSymbol", document.clone());
    assert!(symbols[0]["location"].is_object(), "a flat list: {symbols}");
    answered(&mut client, "textDocument/foldingRange", document.clone());
    let mut params = document.clone();
    params["positions"] = json!([{ "line": 11, "character": 2 }]);
    answered(&mut client, "textDocument/selectionRange", params);
    answered(&mut client, "workspace/symbol", json!({ "query": "店" }));
    let prod = json!({ "command": "copilotManifest.showEffective", "arguments": [URI, "prod"] });
    let shown = client.call("workspace/executeCommand", prod).to_string();
    assert!(shown.contains("count: 2"), "{shown}");
    client.finish();
}
