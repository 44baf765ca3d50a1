//! Code actions: what is offered to which client, and edits in every encoding.

use super::client::{Client, MANIFEST, URI, width};
use serde_json::{Value, json};

/// What a client says of its code actions, beside that it takes literals.
fn client(more: Value, general: Value) -> Client {
    let kinds = json!([
        "",
        "quickfix",
        "refactor",
        "refactor.extract",
        "refactor.inline",
        "refactor.rewrite",
        "source"
    ]);
    let mut actions = json!({ "codeActionLiteralSupport": { "codeActionKind": { "valueSet": kinds } } });
    actions.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let workspace = json!({ "workspaceEdit": { "documentChanges": true } });
    Client::with(
        json!({ "textDocument": { "codeAction": actions }, "workspace": workspace, "general": general }),
    )
}

fn full() -> Value {
    json!({
        "isPreferredSupport": true, "disabledSupport": true, "dataSupport": true,
        "resolveSupport": { "properties": ["edit"] },
    })
}

fn ask(client: &mut Client, (line, character): (usize, usize), context: Value) -> Vec<Value> {
    let at = json!({ "line": line, "character": character });
    let params =
        json!({ "textDocument": { "uri": URI }, "range": { "start": at, "end": at }, "context": context });
    client.call("textDocument/codeAction", params).as_array().unwrap().clone()
}

fn plain() -> Value {
    json!({ "diagnostics": [] })
}

fn only(kind: &str) -> Value {
    json!({ "diagnostics": [], "only": [kind] })
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().map(|action| action["title"].as_str().unwrap()).collect()
}

fn titled<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    let found = actions.iter().find(|action| action["title"] == title);
    found.unwrap_or_else(|| panic!("no `{title}` among {:?}", titles(actions)))
}

/// The text after the edits of a resolved action, counted in the units of `encoding`.
fn applied(text: &str, action: &Value, encoding: &str) -> String {
    let change = &action["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": URI, "version": 1 }), "{action}");
    let mut edits = change["edits"].as_array().unwrap().clone();
    let offset = |place: &Value| {
        let (line, column) =
            (place["line"].as_u64().unwrap() as usize, place["character"].as_u64().unwrap() as usize);
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let rest = &text[start..];
        let ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
        let found = ends.into_iter().find(|at| width(&rest[..*at], encoding) == column);
        start + found.unwrap_or_else(|| panic!("{place} is within a character"))
    };
    edits.sort_by_key(|edit| std::cmp::Reverse(offset(&edit["range"]["start"])));
    let mut result = text.to_owned();
    for edit in edits {
        let (start, end) = (offset(&edit["range"]["start"]), offset(&edit["range"]["end"]));
        result.replace_range(start..end, edit["newText"].as_str().unwrap());
    }
    result
}

#[test]
fn every_kind_of_action_edits_in_every_encoding() {
    let line = "variables: {A: \"😀店\", B: \"日本\"} # 説明 😀";
    let text = format!("{MANIFEST}{line}\nlogging: {{ bogus: \"😀\", retention: \"7\"}} # 店 😀\n");
    let head = MANIFEST.to_owned();
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut client = client(full(), json!({ "positionEncodings": [encoding] }));
        client.check(URI, &text);
        let at = |before: &str| width(before, encoding);
        let several = ask(&mut client, (10, at("variables: {A: \"😀店\", B: \"日")), only("refactor"));
        let after = applied(&text, titled(&several, "Write over several lines"), encoding);
        let wanted = "variables:\n  A: \"😀店\"\n  B: \"日本\" # 説明 😀\n";
        assert!(after.starts_with(&format!("{head}{wanted}")), "{encoding}: {after}");

        let fixes = ask(&mut client, (11, at("logging: { bogus: \"😀\", retention: \"")), plain());
        let after = applied(&text, titled(&fixes, "Remove the quotes: 7"), encoding);
        assert!(after.ends_with("logging: { bogus: \"😀\", retention: 7} # 店 😀\n"), "{encoding}: {after}");

        let ignore = ask(&mut client, (11, at("logging: { bo")), only("quickfix"));
        let ignore = titled(&ignore, "Ignore `manifest.unknown-key` on this line");
        let after = applied(&text, ignore, encoding);
        let comment = " # 店 😀 # copilot-manifest-ls: ignore[manifest.unknown-key] reason\n";
        assert!(after.ends_with(comment), "{encoding}: {after}");

        let all = ask(&mut client, (0, 0), only("source.fixAll"));
        let all = client.call("codeAction/resolve", all[0].clone());
        let after = applied(&text, &all, encoding);
        assert_eq!(after, text.replace("\"7\"", "7"), "{encoding}");
        client.finish();
    }
}

#[test]
fn all_safe_fixes_are_worked_out_when_they_are_taken() {
    let text = MANIFEST.replace("cpu: 256", "cpu: \"256\"").replace("count", "coutn").replace('\n', "\r\n");
    let mut client = client(full(), json!({}));
    assert_eq!(client.capabilities["codeActionProvider"]["resolveProvider"], true);
    client.check(URI, &text);
    let action = ask(&mut client, (0, 0), only("source.fixAll.copilotManifest")).remove(0);
    assert!(action["edit"].is_null(), "{action}");
    assert_eq!(action["kind"], "source", "the nearest kind that the client names");
    let resolved = client.call("codeAction/resolve", action.clone());
    let fixed = applied(&text, &resolved, "utf-16");
    assert_eq!(fixed, MANIFEST.replace('\n', "\r\n"));

    client.change(URI, 2, json!([{ "text": fixed }]));
    client.diagnostics(URI, 2);
    assert_eq!(ask(&mut client, (0, 0), only("source.fixAll")), Vec::<Value>::new(), "nothing is left");
    let resolved = client.call("codeAction/resolve", action);
    assert_eq!(resolved["edit"]["documentChanges"][0]["edits"], json!([]));
    let odd = json!({ "title": "x", "data": { "uri": URI, "rule": "no.rule" } });
    assert_eq!(client.call("codeAction/resolve", odd.clone()), odd);
    let odd = json!({ "title": "x" });
    assert_eq!(client.call("codeAction/resolve", odd.clone()), odd);
    client.finish();
}

#[test]
fn a_client_that_can_not_resolve_gets_the_edit_at_once() {
    let text = MANIFEST.replace("cpu: 256\nmemory: 512", "cpu: \"256\"\nmemory: \"512\"");
    let mut client = client(json!({}), json!({}));
    assert_eq!(client.capabilities["codeActionProvider"]["resolveProvider"], false);
    client.check(URI, &text);
    let actions = ask(&mut client, (7, 6), plain());
    let rule = titled(&actions, "Fix all `task.units-string` in this file");
    assert_eq!(applied(&text, rule, "utf-16"), MANIFEST);
    assert_eq!(rule["kind"], "quickfix");
    assert!(actions.iter().all(|action| action["isPreferred"].is_null()), "it does not know preferred ones");
    client.finish();
}

#[test]
fn only_the_wanted_kinds_are_offered() {
    let text = MANIFEST.replace("count: 1\n", "platform: linux/arm64\ncoutn: 1\n");
    let text = format!("{text}environments:\n  test:\n    memory: 1024\n");
    let mut client = client(full(), json!({}));
    client.check(URI, &text);
    let mut kinds = |line: usize, only: Value| -> Vec<String> {
        let found = ask(&mut client, (line, 2), json!({ "diagnostics": [], "only": only }));
        found.iter().map(|action| action["kind"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(kinds(9, json!(["quickfix"])), [""; 0]);
    assert_eq!(kinds(9, json!(["refactor"])), ["refactor.rewrite", "refactor.extract"]);
    assert_eq!(kinds(9, json!(["refactor.extract"])), ["refactor.extract"]);
    assert_eq!(kinds(9, json!(["refactor.rewrite", "source"])), ["refactor.rewrite", "source"]);
    assert_eq!(kinds(9, json!(["refactor.ext"])), [""; 0], "no kind above another");
    assert_eq!(kinds(13, json!(["refactor.inline"])), ["refactor.inline"]);
    assert_eq!(kinds(10, json!(["quickfix"])), ["quickfix", "quickfix"]);
    assert_eq!(kinds(10, json!(["source.organizeImports", "source.fixAll.eslint"])), [""; 0]);
    assert_eq!(kinds(10, json!([""])), ["quickfix", "quickfix", "source"]);
    client.finish();
}

#[test]
fn an_editor_that_asks_by_itself_gets_fixes_only() {
    let text = format!("{MANIFEST}platform: linux/arm64\n");
    let mut client = client(full(), json!({}));
    client.check(URI, &text);
    assert_eq!(
        ask(&mut client, (10, 2), json!({ "diagnostics": [], "triggerKind": 2 })),
        Vec::<Value>::new()
    );
    assert_eq!(ask(&mut client, (10, 2), json!({ "diagnostics": [], "triggerKind": 1 })).len(), 1);
    client.finish();
}

#[test]
fn what_is_impossible_is_shown_to_clients_that_can() {
    let text = MANIFEST.replace("location: nginx", "build: {dockerfile: a, target: b}");
    let title = "Write `build` in its short form";
    let mut able = client(full(), json!({}));
    able.check(URI, &text);
    let actions = ask(&mut able, (3, 4), only("refactor"));
    let action = titled(&actions, title);
    assert_eq!(action["disabled"]["reason"], "The short form has no place for `target`.");
    assert!(action["edit"].is_null());
    able.finish();
    let mut plain = client(json!({}), json!({}));
    plain.check(URI, &text);
    let actions = ask(&mut plain, (3, 4), only("refactor"));
    assert!(!titles(&actions).contains(&title), "{actions:?}");
    plain.finish();
}

#[test]
fn the_diagnostics_of_the_client_come_back() {
    let mut client = client(full(), json!({}));
    let found = client.check(URI, &MANIFEST.replace("count", "coutn"));
    let mut sent = found[0].clone();
    sent["data"] = json!({ "mine": 1 });
    let actions = ask(&mut client, (9, 2), json!({ "diagnostics": [sent] }));
    assert_eq!(titled(&actions, "Rename to `count`")["diagnostics"], json!([sent]));
    let actions = ask(&mut client, (9, 2), plain());
    assert_eq!(titled(&actions, "Rename to `count`")["diagnostics"], json!([found[0]]));
    assert_eq!(actions[0]["isPreferred"], true);
    client.finish();
}

#[test]
fn a_client_that_knows_commands_only_is_offered_nothing() {
    let mut client = Client::with(json!({ "textDocument": { "codeAction": {} } }));
    assert!(client.capabilities["codeActionProvider"].is_null(), "{}", client.capabilities);
    client.check(URI, &MANIFEST.replace("count", "coutn"));
    assert_eq!(ask(&mut client, (9, 2), plain()), Vec::<Value>::new());
    client.finish();
}

#[test]
fn titles_and_placeholders_are_in_the_language_of_the_client() {
    let literals = json!({ "codeActionKind": { "valueSet": ["quickfix"] } });
    let capabilities = json!({ "textDocument": { "codeAction": { "codeActionLiteralSupport": literals } } });
    let mut client = Client::initialized(json!({ "capabilities": capabilities, "locale": "ja" }));
    client.check(URI, &MANIFEST.replace("count", "coutn"));
    let actions = ask(&mut client, (9, 2), plain());
    let ignore = titled(&actions, "この行で `manifest.unknown-key` を無視する");
    let edit = &ignore["edit"]["changes"][URI][0];
    assert_eq!(edit["newText"], "  # copilot-manifest-ls: ignore[manifest.unknown-key] 理由");
    assert_eq!(actions[2]["kind"], "source.fixAll.copilotManifest", "a kind that it did not name");
    client.finish();
}
