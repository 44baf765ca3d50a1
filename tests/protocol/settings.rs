//! Settings, however the client brings them.

use super::client::{Client, MANIFEST, URI, about_bogus, pulls};
use super::workspace::Folder;
use serde_json::{Value, json};

/// The severity that the unknown key has, if it is found at all.
fn severity(diagnostics: &[Value]) -> Option<u64> {
    about_bogus(diagnostics).first().and_then(|found| found["severity"].as_u64())
}

fn text() -> String {
    format!("{MANIFEST}bogus: 1\n")
}

/// The id of the rule that finds the unknown key.
fn rule() -> String {
    let mut client = Client::silent();
    let diagnostics = client.check(URI, &text());
    client.finish();
    about_bogus(&diagnostics)[0]["code"].as_str().unwrap().to_owned()
}

#[test]
fn initialization_options_set_severities() {
    let rule = rule();
    for (word, expected) in [("error", Some(1)), ("info", Some(3)), ("hint", Some(4)), ("off", None)] {
        let options = json!({ "severity": { &rule: word } });
        for options in [options.clone(), json!({ "copilotManifest": options })] {
            let mut client =
                Client::initialized(json!({ "capabilities": {}, "initializationOptions": options }));
            assert_eq!(severity(&client.check(URI, &text())), expected, "{word}");
            client.finish();
        }
    }
}

#[test]
fn a_change_of_the_configuration_checks_again() {
    let rule = rule();
    let mut client = Client::silent();
    assert_eq!(severity(&client.check(URI, &text())), Some(2));
    let settings = json!({ "copilotManifest": { "severity": { &rule: "error" } } });
    client.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
    assert_eq!(severity(&client.diagnostics(URI, 1)), Some(1));
    client.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
    client.notify("workspace/didChangeConfiguration", json!({ "settings": {} }));
    assert_eq!(severity(&client.diagnostics(URI, 1)), Some(2), "and the same settings do not");
    client.finish();
}

#[test]
fn settings_are_fetched_where_the_client_has_them_fetched() {
    let rule = rule();
    let change = json!({ "dynamicRegistration": true });
    let workspace = json!({ "configuration": true, "didChangeConfiguration": change });
    let mut client = Client::with(json!({ "workspace": workspace }));
    let registration = client.next("client/registerCapability");
    assert_eq!(registration["params"]["registrations"][0]["method"], "workspace/didChangeConfiguration");
    client.send(&json!({ "jsonrpc": "2.0", "id": registration["id"], "result": null }));
    let answer = |client: &mut Client, word: &str| {
        let fetch = client.next("workspace/configuration");
        assert_eq!(fetch["params"]["items"], json!([{ "section": "copilotManifest" }]));
        let result = json!([{ "severity": { &rule: word } }]);
        client.send(&json!({ "jsonrpc": "2.0", "id": fetch["id"], "result": result }));
    };
    assert_eq!(severity(&client.check(URI, &text())), Some(2), "does not wait for settings");
    answer(&mut client, "hint");
    assert_eq!(severity(&client.diagnostics(URI, 1)), Some(4));
    client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    answer(&mut client, "error");
    assert_eq!(severity(&client.diagnostics(URI, 1)), Some(1));
    client.finish();
}

#[test]
fn a_pulling_client_is_told_to_ask_again() {
    let rule = rule();
    let mut client = Client::with(pulls());
    client.open(URI, &text());
    let settings = json!({ "copilotManifest": { "severity": { &rule: "off" } } });
    client.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
    client.told_to_ask_again();
    let report = client.call("textDocument/diagnostic", json!({ "textDocument": { "uri": URI } }));
    assert_eq!(report["items"], json!([]));
    client.finish();
}

/// Neovim 0.11 asks for the diagnostics of a buffer when it opens or changes, and can't be told to ask again.
#[test]
fn a_client_that_can_not_be_told_to_ask_again_is_pushed_to() {
    let rule = rule();
    let mut client = Client::with(json!({ "textDocument": { "diagnostic": {} } }));
    assert_eq!(client.capabilities.get("diagnosticProvider"), None);
    assert_eq!(severity(&client.check(URI, &text())), Some(2));
    let settings = json!({ "copilotManifest": { "severity": { &rule: "hint" } } });
    client.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
    assert_eq!(severity(&client.diagnostics(URI, 1)), Some(4));
    client.finish();
}

#[test]
fn odd_settings_are_logged_and_left_out() {
    let options = json!({ "locale": 7, "severity": { "x.y": "loud" } });
    let mut client =
        Client::initialized(json!({ "capabilities": {}, "locale": "xx", "initializationOptions": options }));
    for _ in 0..2 {
        assert_eq!(client.next("window/logMessage")["params"]["type"], 2);
    }
    for odd in [json!(null), json!(5), json!([]), json!("x"), json!({ "yaml": { "locale": 5 } })] {
        client.notify("workspace/didChangeConfiguration", json!({ "settings": odd }));
    }
    client.notify("workspace/didChangeConfiguration", json!({ "settings": { "copilotManifest": 5 } }));
    let told = client.next("window/logMessage")["params"]["message"].take();
    assert!(told.as_str().unwrap().contains("copilotManifest is 5"), "only what is new: {told}");
    assert_eq!(severity(&client.check(URI, &text())), Some(2));
    client.finish();
}

#[test]
fn a_misspelt_setting_is_named_with_the_one_that_was_meant() {
    let mut client = Client::silent();
    let settings = json!({ "inlayHints": { "default": false }, "severity": { rule(): "hint" } });
    let settings = json!({ "settings": { "copilotManifest": settings } });
    client.notify("workspace/didChangeConfiguration", settings);
    let told = client.next("window/logMessage")["params"].take();
    assert_eq!(told["type"], 2);
    let told = told["message"].as_str().unwrap();
    assert!(told.contains("no setting copilotManifest.inlayHints.default,"), "{told}");
    assert!(told.contains("did you mean copilotManifest.inlayHints.defaults?"), "{told}");
    assert_eq!(severity(&client.check(URI, &text())), Some(4), "the other settings hold");
    client.finish();
}

#[test]
fn a_client_is_told_to_ask_again_for_what_it_can_refresh() {
    const METHODS: [(&str, &str); 3] = [
        ("inlayHint", "workspace/inlayHint/refresh"),
        ("semanticTokens", "workspace/semanticTokens/refresh"),
        ("codeLens", "workspace/codeLens/refresh"),
    ];
    for (capability, method) in METHODS {
        let mut client = Client::with(json!({ "workspace": { capability: { "refreshSupport": true } } }));
        client.check(URI, MANIFEST);
        let settings = json!({ "copilotManifest": { "inlayHints": { "meaning": false } } });
        client.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
        let refresh = client.next(method);
        client.diagnostics(URI, 1);
        client.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
        assert!(refresh["id"].is_number(), "and a client that does not answer is served all the same");
        client.finish();
    }
}

fn set(client: &mut Client, settings: Value) {
    let settings = json!({ "settings": { "copilotManifest": settings } });
    client.notify("workspace/didChangeConfiguration", settings);
}

#[test]
fn semantic_tokens_are_switched_off_and_on() {
    let mut client = Client::silent();
    client.check(URI, MANIFEST);
    let tokens = |client: &mut Client| {
        let params = json!({ "textDocument": { "uri": URI } });
        client.call("textDocument/semanticTokens/full", params)["data"].as_array().unwrap().len()
    };
    assert!(tokens(&mut client) > 0);
    for wanted in [false, true] {
        set(&mut client, json!({ "semanticTokens": wanted }));
        client.diagnostics(URI, 1);
        assert_eq!(tokens(&mut client) > 0, wanted);
    }
    client.finish();
}

#[test]
fn lenses_are_switched_off_and_on() {
    let mut client = Client::with(json!({ "textDocument": { "codeLens": {} } }));
    client.check(URI, &format!("{MANIFEST}environments:\n  test:\n    count: 2\n"));
    for wanted in [false, true] {
        set(&mut client, json!({ "codeLens": { "effective": wanted } }));
        client.diagnostics(URI, 1);
        let lenses = client.call("textDocument/codeLens", json!({ "textDocument": { "uri": URI } }));
        assert_eq!(lenses != json!([]), wanted, "{lenses}");
    }
    client.finish();
}

#[test]
fn files_that_are_not_open_are_left_out_where_nobody_wants_them() {
    const WEB: &str = "copilot/web/manifest.yml";
    let folder = Folder::new("not wanted", &[(WEB, &text())]);
    let mut client = folder.client(json!({}));
    let published = |client: &mut Client| {
        let params = client.next("textDocument/publishDiagnostics")["params"].take();
        assert_eq!(params["uri"], folder.uri(WEB));
        about_bogus(params["diagnostics"].as_array().unwrap()).len()
    };
    assert_eq!(published(&mut client), 1);
    set(&mut client, json!({ "workspaceDiagnostics": false }));
    assert_eq!(published(&mut client), 0, "taken back");
    set(&mut client, json!({ "workspaceDiagnostics": true }));
    assert_eq!(published(&mut client), 1);
    client.finish();

    let mut client = folder.client(pulls());
    for wanted in [true, false] {
        set(&mut client, json!({ "workspaceDiagnostics": wanted }));
        // By default they are wanted.
        if !wanted {
            client.told_to_ask_again();
        }
        let report = client.call("workspace/diagnostic", json!({ "previousResultIds": [] }));
        assert_eq!(report["items"].as_array().unwrap().len(), usize::from(wanted));
    }
    client.finish();
}
