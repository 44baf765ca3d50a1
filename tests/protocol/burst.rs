//! More edits than the server can analyse: the newest text is, and nothing piles up.

use super::client::{Client, MANIFEST, URI, about_bogus, edit};
use serde_json::{Value, json};

/// A text whose analysis takes longer than an edit.
fn long() -> String {
    let variables: String = (0..3_000).map(|n| format!("  VALUE_{n}: '{n}'\n")).collect();
    format!("{MANIFEST}bogus: 1\nvariables:\n{variables}")
}

#[test]
fn a_thousand_edits_are_far_fewer_analyses() {
    const EDITS: i64 = 1_000;
    let mut client = Client::silent();
    client.check(URI, &long());
    for version in 2..=EDITS {
        client.change(URI, version, json!([edit((0, 0), (0, 0), "#\n")]));
    }
    let (mut published, mut last) = (0, Value::Null);
    while last["version"] != EDITS {
        last = client.next("textDocument/publishDiagnostics")["params"].take();
        published += 1;
    }
    assert!(published < EDITS / 4, "{published} analyses of {EDITS} versions");
    let found = about_bogus(last["diagnostics"].as_array().unwrap())[0].clone();
    assert_eq!(found["range"]["start"]["line"], 10 + EDITS - 1, "of the newest text");
    client.finish();
}

#[test]
fn a_request_among_edits_sees_the_edits_before_it() {
    let mut client = Client::silent();
    client.check(URI, &long());
    for version in 2..200 {
        client.change(URI, version, json!([edit((0, 0), (0, 0), "#\n")]));
    }
    let symbols = client.call("textDocument/documentSymbol", json!({ "textDocument": { "uri": URI } }));
    let bogus = symbols.as_array().unwrap().iter().find(|symbol| symbol["name"] == "variables").unwrap();
    assert_eq!(bogus["location"]["range"]["start"]["line"], 11 + 198);
    client.diagnostics(URI, 199);
    client.finish();
}

#[test]
fn requests_that_are_cancelled_at_once_do_not_hold_up_the_next() {
    let mut client = Client::silent();
    client.check(URI, &long());
    let document = json!({ "textDocument": { "uri": URI } });
    let mut ids = Vec::new();
    for _ in 0..300 {
        let id = client.request("textDocument/foldingRange", document.clone());
        client.notify("$/cancelRequest", json!({ "id": id }));
        ids.push(id);
    }
    assert!(client.call("textDocument/foldingRange", document).is_array());
    for id in ids {
        let answer = client.answer(&json!(id));
        assert!(answer["error"]["code"] == -32800 || answer.get("result").is_some(), "{answer}");
    }
    client.finish();
}
