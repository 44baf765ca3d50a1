//! Inlay hints, and what switches them off.

use super::client::{Client, MANIFEST, URI, edit, width};
use serde_json::{Value, json};

/// Before a value, to tell the encodings apart.
const WIDE: &str = "{\"😀店\": 1, ";

fn manifest() -> String {
    format!("{MANIFEST}environments:\n  test:\n    count: 2\n  \"本番😀\": {WIDE}count: 4}}\n")
}

fn range(start: (usize, usize), end: (usize, usize)) -> Value {
    edit(start, end, "")["range"].take()
}

fn hints(client: &mut Client, range: &Value) -> Vec<Value> {
    let params = json!({ "textDocument": { "uri": URI }, "range": range });
    client.call("textDocument/inlayHint", params).as_array().unwrap().clone()
}

/// All hints as line, column and label.
fn shown(hints: &[Value]) -> Vec<(u64, u64, String)> {
    let number = |hint: &Value, key: &str| hint["position"][key].as_u64().unwrap();
    let text = |label: &Value| match label {
        Value::String(text) => text.clone(),
        parts => parts.as_array().unwrap().iter().map(|part| part["value"].as_str().unwrap()).collect(),
    };
    hints.iter().map(|hint| (number(hint, "line"), number(hint, "character"), text(&hint["label"]))).collect()
}

fn expected(hints: &[(usize, usize, &str)]) -> Vec<(u64, u64, String)> {
    hints.iter().map(|(line, column, label)| (*line as u64, *column as u64, (*label).to_owned())).collect()
}

#[test]
fn hints_stand_behind_what_they_speak_of_in_every_encoding() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut client = Client::with(json!({ "general": { "positionEncodings": [encoding] } }));
        client.check(URI, &manifest());
        let before = width(&format!("  \"本番😀\": {WIDE}"), encoding);
        let hints = hints(&mut client, &range((0, 0), (99, 0)));
        assert_eq!(
            shown(&hints),
            expected(&[
                (1, 31, "platform: linux/x86_64"),
                (5, 5, "version: http1, deregistration_delay: 60s, …"),
                (7, 8, "0.25 vCPU"),
                (8, 11, "MiB"),
                (9, 8, "test: 2, 本番😀: 4"),
                (12, 12, "base: 1"),
                (13, before + "count: 4".len(), "base: 1"),
            ]),
            "{encoding}"
        );
        let parts = hints[4]["label"].as_array().unwrap();
        assert_eq!(parts[0]["location"], json!({ "uri": URI, "range": range((12, 4), (12, 9)) }));
        let target = range((13, before), (13, before + "count".len()));
        assert_eq!(parts[2]["location"], json!({ "uri": URI, "range": target }), "{encoding}");
        assert!(hints.iter().all(|hint| hint["paddingLeft"] == true), "{hints:?}");
        client.finish();
    }
}

#[test]
fn only_the_range_is_answered() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut client = Client::with(json!({ "general": { "positionEncodings": [encoding] } }));
        client.check(URI, &manifest());
        let lines = hints(&mut client, &range((7, 0), (8, 99)));
        assert_eq!(shown(&lines), expected(&[(7, 8, "0.25 vCPU"), (8, 11, "MiB")]));
        assert_eq!(hints(&mut client, &range((7, 0), (7, 7))), [] as [Value; 0]);
        let end = width(&format!("  \"本番😀\": {WIDE}count: 4"), encoding);
        let exact = hints(&mut client, &range((13, end), (13, end)));
        assert_eq!(shown(&exact), expected(&[(13, end, "base: 1")]), "{encoding}");
        assert_eq!(hints(&mut client, &range((13, end - 1), (13, end - 1))), [] as [Value; 0]);
        client.finish();
    }
}

#[test]
fn each_kind_is_switched_off_at_run_time() {
    let capabilities = json!({ "workspace": { "inlayHint": { "refreshSupport": true } } });
    let mut client = Client::with(capabilities);
    client.check(URI, &manifest());
    let all = range((0, 0), (99, 0));
    let labels = |client: &mut Client| -> Vec<String> {
        shown(&hints(client, &all)).into_iter().map(|(.., label)| label).collect()
    };
    let everything = labels(&mut client);
    for (kind, its) in [
        ("defaults", &["platform: linux/x86_64", "version: http1, deregistration_delay: 60s, …"][..]),
        ("overrides", &["test: 2, 本番😀: 4", "base: 1"]),
        ("meaning", &["0.25 vCPU", "MiB"]),
    ] {
        let settings = json!({ "copilotManifest": { "inlayHints": { kind: false } } });
        client.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
        let refresh = client.next("workspace/inlayHint/refresh");
        client.send(&json!({ "jsonrpc": "2.0", "id": refresh["id"], "result": null }));
        client.diagnostics(URI, 1);
        let mut rest = everything.clone();
        rest.retain(|label| !its.contains(&label.as_str()));
        assert_eq!(labels(&mut client), rest, "{kind}");
    }
    client.finish();
}

#[test]
fn hints_follow_the_text_and_the_language() {
    let mut client = Client::initialized(json!({ "capabilities": {}, "locale": "ja" }));
    client.check(URI, &manifest());
    client.change(URI, 2, json!([edit((9, 7), (9, 8), "3")]));
    let lines = hints(&mut client, &range((9, 0), (12, 99)));
    assert_eq!(shown(&lines), expected(&[(9, 8, "test: 2, 本番😀: 4"), (12, 12, "ベース: 3")]));
    let tooltip = lines[1]["tooltip"]["value"].as_str().unwrap();
    assert!(tooltip.contains("環境") && tooltip.contains('3'), "at once, for it can't ask later: {tooltip}");
    client.diagnostics(URI, 2);
    client.finish();
}

#[test]
fn tooltips_are_asked_for_where_the_client_can() {
    let hover = json!({ "contentFormat": ["markdown"] });
    let hint = json!({ "resolveSupport": { "properties": ["tooltip"] } });
    let mut client = Client::with(json!({ "textDocument": { "inlayHint": hint, "hover": hover } }));
    assert_eq!(client.capabilities["inlayHintProvider"]["resolveProvider"], true);
    client.check(URI, &manifest());
    let hints = hints(&mut client, &range((0, 0), (99, 0)));
    assert!(hints.iter().all(|hint| hint["tooltip"].is_null()));
    for (index, part) in
        [(1, "- `healthcheck`: path /"), (2, "256 = 0.25 vCPU"), (4, "| 本番😀 | `4` | 14 |")]
    {
        let resolved = client.call("inlayHint/resolve", hints[index].clone());
        assert_eq!(resolved["tooltip"]["kind"], "markdown");
        let text = resolved["tooltip"]["value"].as_str().unwrap();
        assert!(text.contains(part), "{text}");
        assert_eq!(resolved["label"], hints[index]["label"]);
    }
    client.change(URI, 2, json!([edit((9, 7), (9, 8), "3")]));
    client.diagnostics(URI, 2);
    let stale = client.call("inlayHint/resolve", hints[4].clone());
    assert!(stale["tooltip"].is_null(), "{stale}");
    let odd = json!({ "position": { "line": 0, "character": 0 }, "label": "x", "data": { "uri": 5 } });
    assert_eq!(client.call("inlayHint/resolve", odd.clone()), odd);
    client.finish();
}

#[test]
fn other_texts_have_no_hints() {
    let mut client = Client::silent();
    assert_eq!(client.capabilities["inlayHintProvider"]["resolveProvider"], false);
    let params = json!({ "textDocument": { "uri": URI }, "range": range((0, 0), (9, 0)) });
    assert_eq!(client.call("textDocument/inlayHint", params), Value::Null, "it is not open");
    client.check(URI, "cpu: [");
    assert_eq!(
        hints(&mut client, &range((5, 0), (0, 0))),
        [] as [Value; 0],
        "nor is a reversed range harmful"
    );
    client.finish();
}
