//! The effective manifest: lenses, the request of clients that show it themselves, the command for all others.

use super::client::{Client, URI, edit, pulls, width};
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

const COMMAND: &str = "copilotManifest.showEffective";

const TEXT: &str = "\
name: web
type: Load Balanced Web Service
image: {location: nginx, port: 80}
http: {path: '/'}
cpu: 256
variables: {絵文字: \"😀\", 色: 青}
environments:
  test:
    cpu: 512
  prod:
    variables: {絵文字: \"🎉\", 色: 赤}
";

/// What the client says that opens effective manifests itself.
fn shows_itself(capabilities: &Value) -> Value {
    let mut all = json!({ "experimental": { "commands": { "commands": [COMMAND] } } });
    all.as_object_mut().unwrap().extend(capabilities.as_object().unwrap().clone());
    all
}

fn effective(client: &mut Client, uri: &str, environment: Value) -> Value {
    client.call("copilotManifest/effective", json!({ "uri": uri, "environment": environment }))
}

fn execute(client: &mut Client, arguments: Value) -> i64 {
    client.request("workspace/executeCommand", json!({ "command": COMMAND, "arguments": arguments }))
}

fn result(client: &mut Client, id: i64) -> Value {
    let mut answer = client.answer(&json!(id));
    assert!(answer.get("result").is_some(), "{answer}");
    answer["result"].take()
}

/// The lines below the head.
fn body(text: &Value) -> String {
    let lines = text.as_str().unwrap().lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| format!("{line}\n")).collect()
}

const OF_PROD: &str = "\
name: web
type: Load Balanced Web Service
image: {location: nginx, port: 80}
http: {path: '/'}
cpu: 256
variables:
  絵文字: \"🎉\"  # prod, line 11
  色: 赤  # prod, line 11
";

#[test]
fn a_client_that_shows_it_itself_gets_the_text() {
    let mut client = Client::with(shows_itself(&json!({})));
    assert_eq!(client.capabilities["executeCommandProvider"], Value::Null, "the command is the client's own");
    client.check(URI, TEXT);
    let answer = effective(&mut client, URI, json!("prod"));
    assert_eq!(body(&answer["text"]), OF_PROD);
    assert_eq!((&answer["languageId"], &answer["title"]), (&json!("yaml"), &json!("web.prod.yml")));
    let names = json!([{ "name": "test", "isNamed": true }, { "name": "prod", "isNamed": true }]);
    assert_eq!(answer["environments"], names);
    let base = effective(&mut client, URI, Value::Null);
    assert!(body(&base["text"]).contains("variables: {絵文字: \"😀\", 色: 青}\n"), "{base}");
    assert_eq!(base["title"], "web.base.yml");
    client.finish();
}

#[test]
fn each_line_leads_back_to_the_manifest_in_every_encoding() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut client =
            Client::with(shows_itself(&json!({ "general": { "positionEncodings": [encoding] } })));
        client.check(URI, TEXT);
        let answer = effective(&mut client, URI, json!("prod"));
        let lines: Vec<&str> = answer["text"].as_str().unwrap().lines().collect();
        assert_eq!(answer["lines"].as_array().unwrap().len(), lines.len());
        assert_eq!(answer["lines"][0], Value::Null, "a comment comes from nowhere");
        let at = lines.iter().position(|line| line.starts_with("  色")).unwrap();
        let start = width("    variables: {絵文字: \"🎉\", ", encoding);
        let end = start + width("色", encoding);
        let range = json!({
            "start": { "line": 10, "character": start }, "end": { "line": 10, "character": end }
        });
        assert_eq!(answer["lines"][at], json!({ "range": range, "inOverride": true }), "{encoding}");
        client.finish();
    }
}

#[test]
fn it_follows_the_edits_of_the_manifest() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut client =
            Client::with(shows_itself(&json!({ "general": { "positionEncodings": [encoding] } })));
        client.check(URI, TEXT);
        let start = width("    variables: {絵文字: \"", encoding);
        let end = start + width("🎉", encoding);
        client.change(URI, 2, json!([edit((10, start), (10, end), "本番🚀")]));
        let answer = effective(&mut client, URI, json!("prod"));
        assert!(
            body(&answer["text"]).contains("  絵文字: \"本番🚀\"  # prod, line 11\n"),
            "{encoding}: {answer}"
        );
        client.diagnostics(URI, 2);
        client.finish();
    }
}

#[test]
fn lenses_stand_above_the_text_and_each_environment_in_every_encoding() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let capabilities =
            json!({ "general": { "positionEncodings": [encoding] }, "textDocument": { "codeLens": {} } });
        let mut client = Client::with(capabilities);
        assert_eq!(client.capabilities["codeLensProvider"], json!({ "resolveProvider": false }));
        assert_eq!(client.capabilities["executeCommandProvider"]["commands"], json!([COMMAND]));
        let text = TEXT.replace(
            "environments:\n  test:\n    cpu: 512\n  prod:\n    variables:",
            "environments: {'試験 😀': {cpu: 512}, prod: {variables:",
        );
        let text = format!("{}}}}}\n", text.trim_end());
        client.check(URI, &text);
        let lenses = client.call("textDocument/codeLens", json!({ "textDocument": { "uri": URI } }));
        let found: Vec<(&Value, &Value)> = lenses
            .as_array()
            .unwrap()
            .iter()
            .map(|lens| (&lens["range"], &lens["command"]["arguments"]))
            .collect();
        let range = |start: &str, name: &str| {
            let start = width(start, encoding);
            let end = start + width(name, encoding);
            json!({ "start": { "line": 6, "character": start }, "end": { "line": 6, "character": end } })
        };
        let top = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } });
        let test = range("environments: {", "'試験 😀'");
        let prod = range("environments: {'試験 😀': {cpu: 512}, ", "prod");
        assert_eq!(
            found,
            [(&top, &json!([URI])), (&test, &json!([URI, "試験 😀"])), (&prod, &json!([URI, "prod"]))],
            "{encoding}"
        );
        assert!(lenses.as_array().unwrap().iter().all(|lens| lens["command"]["command"] == COMMAND));
        let title = lenses[0]["command"]["title"].as_str().unwrap();
        assert!(title.contains("試験 😀, prod"), "{title}");
        client.finish();
    }
}

#[test]
fn lenses_stand_only_where_there_are_environments() {
    let mut client = Client::with(json!({ "textDocument": { "codeLens": {} } }));
    let mut lenses = |uri: &str, text: &str| {
        client.check(uri, text);
        client.call("textDocument/codeLens", json!({ "textDocument": { "uri": uri } }))
    };
    assert_eq!(lenses("file:///w/copilot/a/manifest.yml", "name: a\ntype: Backend Service\n"), json!([]));
    assert_eq!(lenses("file:///w/compose.yml", "environments:\n  test: {}\n"), json!([]));
    let environment = "name: test\ntype: Environment\nenvironments:\n  test: {}\n";
    assert_eq!(lenses("file:///w/copilot/environments/test/manifest.yml", environment), json!([]));
    let broken = lenses(
        "file:///w/copilot/b/manifest.yml",
        "type: Backend Service\nenvironments:\n  prod:\n    cpu: \"\n",
    );
    assert_eq!(broken.as_array().unwrap().len(), 2, "half typed: {broken}");
    client.finish();
    let client = Client::silent();
    assert_eq!(client.capabilities["codeLensProvider"], Value::Null);
    client.finish();
}

#[test]
fn a_client_that_can_show_nothing_gets_the_text_of_the_command() {
    let mut client = Client::silent();
    client.check(URI, TEXT);
    let id = execute(&mut client, json!([URI, "prod"]));
    assert_eq!(body(&result(&mut client, id)), OF_PROD);
    client.finish();
}

#[test]
fn the_command_asks_for_the_environment_where_none_is_given() {
    let mut client = Client::silent();
    client.check(URI, TEXT);
    let mut choose = |chosen: Value| {
        let id = execute(&mut client, json!([URI]));
        let question = client.next("window/showMessageRequest");
        let titles: Vec<&Value> =
            question["params"]["actions"].as_array().unwrap().iter().map(|it| &it["title"]).collect();
        assert_eq!(titles, ["test", "prod", "No environment"]);
        client.send(&json!({ "jsonrpc": "2.0", "id": question["id"], "result": chosen }));
        result(&mut client, id)
    };
    assert!(body(&choose(json!({ "title": "test" }))).contains("cpu: 512  # test, line 9\n"));
    assert!(body(&choose(json!({ "title": "No environment" }))).contains("cpu: 256\n"));
    assert_eq!(choose(Value::Null), Value::Null, "dismissed");
    client.finish();
}

/// A client that can only show files is shown one, which nobody else may read.
#[test]
fn a_client_that_shows_documents_is_shown_a_file() {
    // One that pulls, so that it is not told of each version.
    let mut capabilities = pulls();
    capabilities["window"] = json!({ "showDocument": { "support": true } });
    let mut client = Client::with(capabilities);
    client.open(URI, TEXT);
    let id = execute(&mut client, json!([URI, "prod"]));
    let show = client.next("window/showDocument");
    let uri = tower_lsp::lsp_types::Url::parse(show["params"]["uri"].as_str().unwrap()).unwrap();
    let file = uri.to_file_path().unwrap();
    assert!(file.starts_with(std::env::temp_dir()) && file.ends_with("web.prod.yml"), "{}", file.display());
    client.send(&json!({ "jsonrpc": "2.0", "id": show["id"], "result": { "success": true } }));
    let text = result(&mut client, id);
    assert_eq!(fs::read_to_string(&file).unwrap(), text.as_str().unwrap());
    client.change(URI, 2, json!([edit((8, 9), (8, 12), "1024"), edit((4, 5), (4, 8), "2048")]));
    client.notify("textDocument/didSave", json!({ "textDocument": { "uri": URI } }));
    let begun = Instant::now();
    while !fs::read_to_string(&file).unwrap().contains("\ncpu: 2048\n") {
        assert!(begun.elapsed() < Duration::from_secs(30), "the file does not follow the manifest");
        std::thread::sleep(Duration::from_millis(5));
    }
    let id = execute(&mut client, json!([URI, "prod"]));
    let show = client.next("window/showDocument");
    assert_eq!(show["params"]["uri"], uri.as_str(), "the same file");
    client.send(&json!({ "jsonrpc": "2.0", "id": show["id"], "result": { "success": true } }));
    result(&mut client, id);
    client.finish();
    assert!(!file.exists(), "gone with the server");
}

/// A folder that is gone when the test ends.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_manifest_that_is_not_open_is_read_and_the_workspace_tells_more_environments() {
    let folder = std::env::temp_dir().join(format!("copilot-manifest-ls-effective-{}", std::process::id()));
    let folder = Folder(folder);
    let write = |path: &str, text: &str| {
        let path = folder.0.join("copilot").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        tower_lsp::lsp_types::Url::from_file_path(&path).unwrap()
    };
    let uri = write("web/manifest.yml", TEXT);
    write("environments/staging/manifest.yml", "name: staging\ntype: Environment\n");
    let mut client = Client::with(shows_itself(&json!({ "textDocument": { "codeLens": {} } })));
    let answer = effective(&mut client, uri.as_str(), json!("prod"));
    assert_eq!(body(&answer["text"]), OF_PROD);
    assert_eq!(answer["environments"][2], json!({ "name": "staging", "isNamed": false }));
    let staging = effective(&mut client, uri.as_str(), json!("staging"));
    assert!(staging["text"].as_str().unwrap().contains("overrides nothing for staging"), "{staging}");
    client.check(uri.as_str(), TEXT);
    let lenses = client.call("textDocument/codeLens", json!({ "textDocument": { "uri": uri.as_str() } }));
    let title = lenses[0]["command"]["title"].as_str().unwrap();
    assert!(title.ends_with("test, prod, staging"), "{title}");
    client.finish();
}

#[test]
fn what_cannot_be_shown_is_an_error_with_its_reason() {
    let mut client = Client::initialized(
        json!({ "processId": null, "rootUri": null, "locale": "ja", "capabilities": {} }),
    );
    let uri = "file:///w/compose.yml";
    client.check(uri, "services: {}\n");
    let id = execute(&mut client, json!([uri, "prod"]));
    let answer = client.answer(&json!(id));
    assert_eq!(answer["error"]["code"], -32803);
    assert!(answer["error"]["message"].as_str().unwrap().contains("マニフェストではありません"), "{answer}");
    let unknown = json!({ "uri": "file:///nowhere/copilot/web/manifest.yml" });
    assert_eq!(client.call_in_vain("copilotManifest/effective", unknown), -32803);
    for arguments in [json!([]), json!([5]), json!(["no uri"]), json!([URI, 5])] {
        let params = json!({ "command": COMMAND, "arguments": arguments });
        assert_eq!(client.call_in_vain("workspace/executeCommand", params), -32602, "{arguments}");
    }
    let params = json!({ "command": "copilotManifest.other", "arguments": [] });
    assert_eq!(client.call_in_vain("workspace/executeCommand", params), -32602);
    client.finish();
}
