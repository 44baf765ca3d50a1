//! Folders that come and go, and files that others change.

use super::client::{Client, MANIFEST, about_bogus};
use super::workspace::Folder;
use serde_json::{Value, json};
use std::time::Duration;

const WEB: &str = "copilot/web/manifest.yml";

fn wrong() -> String {
    format!("{MANIFEST}bogus: 1\n")
}

fn opened(folders: &[&Folder], capabilities: Value) -> Client {
    let folders: Vec<Value> = folders.iter().map(|it| json!({ "uri": it.uri(""), "name": "w" })).collect();
    Client::initialized(
        json!({ "processId": null, "capabilities": capabilities, "workspaceFolders": folders }),
    )
}

/// The next publish: its URI, how often it speaks of the unknown key.
fn published(client: &mut Client) -> (String, usize) {
    let params = client.next("textDocument/publishDiagnostics")["params"].take();
    let found = about_bogus(params["diagnostics"].as_array().unwrap()).len();
    (params["uri"].as_str().unwrap().to_owned(), found)
}

fn change_folders(client: &mut Client, added: &[&Folder], removed: &[&Folder]) {
    let named = |folders: &[&Folder]| -> Vec<Value> {
        folders.iter().map(|folder| json!({ "uri": folder.uri(""), "name": "w" })).collect()
    };
    let event = json!({ "added": named(added), "removed": named(removed) });
    client.notify("workspace/didChangeWorkspaceFolders", json!({ "event": event }));
}

#[test]
fn folders_are_added_and_removed() {
    let one = Folder::new("one of two", &[(WEB, &wrong())]);
    let other = Folder::new("another 店", &[(WEB, &wrong())]);
    let mut client = opened(&[&one, &other], json!({}));
    let mut both = [published(&mut client), published(&mut client)];
    both.sort();
    let mut expected = [(one.uri(WEB), 1), (other.uri(WEB), 1)];
    expected.sort();
    assert_eq!(both, expected);
    change_folders(&mut client, &[], &[&one]);
    assert_eq!(published(&mut client), (one.uri(WEB), 0));
    change_folders(&mut client, &[&one], &[]);
    assert_eq!(published(&mut client), (one.uri(WEB), 1));
    change_folders(&mut client, &[], &[&one, &other]);
    let mut cleared = [published(&mut client), published(&mut client)];
    cleared.sort();
    assert_eq!(cleared.map(|(_, found)| found), [0, 0], "also those of the last folder");
    client.finish();
}

#[test]
fn two_clients_know_nothing_of_each_other() {
    let one = Folder::new("first client", &[(WEB, &wrong())]);
    let other = Folder::new("second client", &[(WEB, &wrong())]);
    let (mut first, mut second) = (opened(&[&one], json!({})), opened(&[&other, &one], json!({})));
    assert_eq!(published(&mut first), (one.uri(WEB), 1));
    let mut both = [published(&mut second), published(&mut second)];
    both.sort();
    assert_eq!(both.map(|(_, found)| found), [1, 1]);
    first.open(&one.uri(WEB), MANIFEST);
    assert_eq!(published(&mut first), (one.uri(WEB), 0), "an unsaved text");
    let symbols = second.call("workspace/symbol", json!({ "query": "bogus" }));
    first.finish();
    assert!(symbols.is_array());
    change_folders(&mut second, &[], &[&one]);
    assert_eq!(published(&mut second), (one.uri(WEB), 0), "served on after the first has ended");
    second.finish();
}

const SHOP: &str = "copilot/shop/manifest.yml";
const MAIL: &str = "copilot/mail/manifest.yml";

fn mail() -> &'static str {
    "name: mail\ntype: Worker Service\nimage:\n  location: nginx\nsubscribe:\n  topics:\n    - name: orders\n      service: shop\n"
}

fn shop(topic: &str) -> String {
    format!(
        "name: shop\ntype: Backend Service\nimage:\n  location: nginx\npublish:\n  topics:\n    - name: {topic}\n"
    )
}

fn topics(name: &str) -> Folder {
    Folder::new(
        name,
        &[(MAIL, mail()), (SHOP, &shop("orders")), ("copilot/.workspace", "application: shop\n")],
    )
}

/// The rules that the manifest of `mail` violates after a change of nothing.
fn rules(client: &mut Client, uri: &str, version: i64) -> Vec<String> {
    client.change(uri, version, json!([{ "text": mail() }]));
    let found = client.diagnostics(uri, version);
    found.iter().map(|it| it["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_client_that_watches_files_is_believed() {
    let folder = topics("watched");
    let capabilities = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    let mut client = opened(&[&folder], capabilities);
    let registration = client.next("client/registerCapability");
    client.send(&json!({ "jsonrpc": "2.0", "id": registration["id"], "result": null }));
    let uri = folder.uri(MAIL);
    assert_eq!(client.check(&uri, mail()), [Value::Null; 0]);
    folder.write(SHOP, &shop("payments"));
    let event = json!({ "changes": [{ "uri": folder.uri(SHOP), "type": 2 }] });
    client.notify("workspace/didChangeWatchedFiles", event);
    let told = client.next("textDocument/publishDiagnostics")["params"].take();
    assert_eq!(told["diagnostics"][0]["code"], "workspace.subscribe-topic-unknown", "{told}");
    assert_eq!(rules(&mut client, &uri, 2), ["workspace.subscribe-topic-unknown"]);
    client.finish();
}

#[test]
fn for_a_client_that_does_not_watch_files_they_are_read_again() {
    let folder = topics("unwatched");
    let mut client = opened(&[&folder], json!({}));
    let uri = folder.uri(MAIL);
    assert_eq!(client.check(&uri, mail()), [Value::Null; 0]);
    folder.write(SHOP, &shop("payments"));
    // What was read is believed for two seconds.
    std::thread::sleep(Duration::from_millis(2_200));
    assert_eq!(rules(&mut client, &uri, 2), ["workspace.subscribe-topic-unknown"]);
    client.finish();
}

#[test]
fn a_client_that_never_answers_is_served() {
    let folder = topics("no answers");
    let capabilities = json!({
        "workspace": {
            "configuration": true,
            "didChangeConfiguration": { "dynamicRegistration": true },
            "didChangeWatchedFiles": { "dynamicRegistration": true },
            "diagnostics": { "refreshSupport": true },
        },
        "textDocument": { "diagnostic": {} },
    });
    let mut client = opened(&[&folder], capabilities);
    let uri = folder.uri(MAIL);
    client.open(&uri, mail());
    for _ in 0..200 {
        let event = json!({ "changes": [{ "uri": folder.uri(SHOP), "type": 2 }] });
        client.notify("workspace/didChangeWatchedFiles", event);
    }
    let document = json!({ "textDocument": { "uri": uri } });
    assert_eq!(client.call("textDocument/diagnostic", document)["items"], json!([]));
    for asked in ["client/registerCapability", "workspace/diagnostic/refresh"] {
        client.next(asked);
    }
    client.finish();
}
