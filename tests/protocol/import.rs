//! Container definitions brought into a manifest: the request, and the action on what was pasted.

use super::client::{Client, URI, width};
use serde_json::{Value, json};

const TEXT: &str = "name: web # 名前 😀\ntype: Backend Service\nimage: {location: nginx, port: 80} # 絵 🎉\n";
const DEFINITION: &str = r#"[{ "name": "proxy", "image": "envoy", "hostname": "絵🎉", "portMappings": [{ "containerPort": 9901 }] }]"#;

fn client(encoding: &str, capabilities: Value) -> Client {
    let mut all = json!({ "general": { "positionEncodings": [encoding] } });
    all.as_object_mut().unwrap().extend(capabilities.as_object().unwrap().clone());
    Client::with(all)
}

fn versioned() -> Value {
    json!({ "workspace": { "workspaceEdit": { "documentChanges": true } } })
}

fn params(definition: &str) -> Value {
    json!({ "textDocument": { "uri": URI }, "definition": definition })
}

/// The byte of a position.
fn offset(text: &str, position: &Value, encoding: &str) -> usize {
    let line = position["line"].as_u64().unwrap() as usize;
    let character = position["character"].as_u64().unwrap() as usize;
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let rest = &text[start..];
    let ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
    start
        + ends
            .into_iter()
            .find(|at| width(&rest[..*at], encoding) == character)
            .expect("a place between signs")
}

fn applied(text: &str, edits: &Value, encoding: &str) -> String {
    let mut edits = edits.as_array().unwrap().clone();
    edits.sort_by_key(|edit| std::cmp::Reverse(offset(text, &edit["range"]["start"], encoding)));
    let mut text = text.to_owned();
    for edit in edits {
        let start = offset(&text, &edit["range"]["start"], encoding);
        let end = offset(&text, &edit["range"]["end"], encoding);
        text.replace_range(start..end, edit["newText"].as_str().unwrap());
    }
    text
}

#[test]
fn a_definition_becomes_an_edit_in_every_encoding() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut client = client(encoding, versioned());
        client.check(URI, TEXT);
        let answer = client.call("copilotManifest/import", params(DEFINITION));
        let change = &answer["edit"]["documentChanges"][0];
        assert_eq!(change["textDocument"], json!({ "uri": URI, "version": 1 }), "{answer}");
        let after = applied(TEXT, &change["edits"], encoding);
        let lost =
            "`proxy`: hostname \"絵🎉\" is left out: tasks with the network mode awsvpc can't have it.";
        let sidecar = format!("sidecars:\n  proxy:\n    # {lost}\n    image: envoy\n    port: 9901\n");
        assert_eq!(after, format!("{TEXT}{sidecar}"), "{encoding}");
        assert_eq!(answer["remarks"], json!([lost]));
        client.finish();
    }
}

#[test]
fn the_main_container_can_be_told() {
    let mut client = client("utf-16", json!({}));
    client.check(URI, TEXT);
    let mut told = params(DEFINITION);
    told["main"] = json!("proxy");
    let answer = client.call("copilotManifest/import", told);
    let remarks = answer["remarks"].as_array().unwrap();
    assert!(
        remarks
            .iter()
            .any(|remark| remark.as_str().unwrap().starts_with("image.location \"envoy\" is left out"))
    );
    let after = applied(TEXT, &answer["edit"]["changes"][URI], "utf-16");
    assert!(after.starts_with(TEXT) && !after.contains("sidecars"), "{after}");
    client.finish();
}

#[test]
fn what_is_no_definition_is_refused_with_a_message() {
    let mut client = Client::initialized(
        json!({ "processId": null, "rootUri": null, "capabilities": {}, "locale": "ja" }),
    );
    client.check(URI, TEXT);
    for (definition, message) in
        [("{}", "ECS のコンテナ定義が見つかりません"), ("image: nginx", "JSON ではありません")]
    {
        let id = client.request("copilotManifest/import", params(definition));
        let error = client.answer(&json!(id))["error"].clone();
        assert_eq!(error["code"], -32803, "{error}");
        assert!(error["message"].as_str().unwrap().starts_with(message), "{error}");
    }
    let unknown = json!({ "textDocument": { "uri": "file:///w/none.yml" }, "definition": DEFINITION });
    assert_eq!(client.call_in_vain("copilotManifest/import", unknown), -32803);
    client.finish();
}

#[test]
fn pasted_definitions_become_sidecars_in_every_encoding() {
    let text = format!("{TEXT}sidecars:\n  # 側 🚗\n  {DEFINITION}\n");
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let kinds = json!({ "codeActionKind": { "valueSet": ["refactor.rewrite"] } });
        let mut capabilities =
            json!({ "textDocument": { "codeAction": { "codeActionLiteralSupport": kinds } } });
        capabilities["workspace"] = versioned()["workspace"].clone();
        let mut client = client(encoding, capabilities);
        client.check(URI, &text);
        let end = 2 + width(DEFINITION, encoding);
        for (from, to) in [(2, end), (end - 3, end - 3)] {
            let range =
                json!({ "start": { "line": 5, "character": from }, "end": { "line": 5, "character": to } });
            let context = json!({ "diagnostics": [], "only": ["refactor.rewrite"] });
            let params = json!({ "textDocument": { "uri": URI }, "range": range, "context": context });
            let actions = client.call("textDocument/codeAction", params);
            let is_import =
                |action: &&Value| action["title"] == "Turn ECS container definitions into sidecars";
            let action = actions.as_array().unwrap().iter().find(is_import).expect("the action").clone();
            assert_eq!(action["kind"], "refactor.rewrite");
            let after = applied(&text, &action["edit"]["documentChanges"][0]["edits"], encoding);
            let sidecar = "    image: envoy\n    port: 9901\n";
            assert!(after.starts_with(&format!("{TEXT}sidecars:\n")), "{after}");
            assert!(
                after.contains("  # 側 🚗\n") && after.contains("  proxy:\n") && after.ends_with(sidecar),
                "{after}"
            );
            assert!(!after.contains('['), "{after}");
        }
        client.finish();
    }
}
