//! Files that are not open: their diagnostics, their symbols, what the client says of changes.

use super::client::{Client, MANIFEST, about_bogus, pulls};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// A workspace on disk, removed at the end.
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// A fresh folder with these files.
    pub fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name} {}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        let folder = Folder { path };
        files.iter().for_each(|(path, text)| folder.write(path, text));
        folder
    }

    /// Writes a file.
    pub fn write(&self, path: &str, text: &str) {
        self.write_bytes(path, text.as_bytes());
    }

    /// Writes a file that is no text.
    pub fn write_bytes(&self, path: &str, bytes: &[u8]) {
        let path = self.path.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Renames a file or a folder.
    pub fn rename(&self, old: &str, new: &str) {
        fs::rename(self.path.join(old), self.path.join(new)).unwrap();
    }

    /// Removes a file.
    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path.join(path)).unwrap();
    }

    /// Where a file lies.
    pub fn path(&self, path: &str) -> PathBuf {
        self.path.join(path)
    }

    /// The URI of a file.
    pub fn uri(&self, path: &str) -> String {
        tower_lsp::lsp_types::Url::from_file_path(self.path.join(path)).unwrap().into()
    }

    /// A client that has the folder open and can do this.
    pub fn client(&self, capabilities: Value) -> Client {
        let folders = json!([{ "uri": self.uri(""), "name": "w" }]);
        Client::initialized(
            json!({ "processId": null, "capabilities": capabilities, "workspaceFolders": folders }),
        )
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

const WEB: &str = "copilot/web/manifest.yml";
const API: &str = "copilot/接口 😀/manifest.yml";

fn wrong() -> String {
    format!("{MANIFEST}bogus: 1\n")
}

fn folder(name: &str) -> Folder {
    let compose = "bogus: 1\n";
    Folder::new(
        name,
        &[
            (WEB, &wrong()),
            (API, &wrong().replace("name: web", "name: api").replace("path: '/'", "path: /api")),
            ("compose.yml", compose),
        ],
    )
}

/// The next publish: its URI, its version, how often it speaks of the unknown key.
fn published(client: &mut Client) -> (String, Value, usize) {
    let mut params = client.next("textDocument/publishDiagnostics")["params"].take();
    let found = about_bogus(params["diagnostics"].as_array().unwrap()).len();
    (params["uri"].as_str().unwrap().to_owned(), params["version"].take(), found)
}

#[test]
fn files_that_are_not_open_are_published_and_kept_current() {
    let folder = folder("push");
    let mut client = folder.client(json!({}));
    let mut both = [published(&mut client), published(&mut client)];
    both.sort_by(|one, other| one.0.cmp(&other.0));
    let expected = [API, WEB].map(|path| (folder.uri(path), Value::Null, 1));
    let mut expected = expected;
    expected.sort_by(|one, other| one.0.cmp(&other.0));
    assert_eq!(both, expected);

    let uri = folder.uri(WEB);
    client.open(&uri, MANIFEST);
    assert_eq!(published(&mut client), (uri.clone(), json!(1), 0), "the open text wins");
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(published(&mut client), (uri.clone(), Value::Null, 0));
    assert_eq!(published(&mut client), (uri.clone(), Value::Null, 1), "the file speaks again");

    folder.write(WEB, MANIFEST);
    let changes = json!({ "changes": [{ "uri": uri, "type": 2 }] });
    client.notify("workspace/didChangeWatchedFiles", changes);
    assert_eq!(published(&mut client), (uri, Value::Null, 0));
    folder.remove(API);
    let changes = json!({ "changes": [{ "uri": folder.uri(API), "type": 3 }] });
    client.notify("workspace/didChangeWatchedFiles", changes);
    assert_eq!(published(&mut client), (folder.uri(API), Value::Null, 0));
    client.finish();
}

fn pulled(client: &mut Client, known: &BTreeMap<String, String>) -> BTreeMap<String, Value> {
    let ids: Vec<Value> = known.iter().map(|(uri, id)| json!({ "uri": uri, "value": id })).collect();
    let mut report = client.call("workspace/diagnostic", json!({ "previousResultIds": ids }));
    let items = report["items"].as_array_mut().unwrap();
    items.iter_mut().map(|item| (item["uri"].as_str().unwrap().to_owned(), item.take())).collect()
}

fn ids(reports: &BTreeMap<String, Value>) -> BTreeMap<String, String> {
    let id =
        |(uri, report): (&String, &Value)| (uri.clone(), report["resultId"].as_str().unwrap().to_owned());
    reports.iter().map(id).collect()
}

#[test]
fn a_client_that_pulls_gets_all_files_and_then_what_changed() {
    let folder = folder("pull");
    let mut client = folder.client(pulls());
    let (web, api) = (folder.uri(WEB), folder.uri(API));
    let first = pulled(&mut client, &BTreeMap::new());
    assert_eq!(
        first.keys().cloned().collect::<std::collections::BTreeSet<_>>(),
        [web.clone(), api.clone()].into()
    );
    for report in first.values() {
        assert_eq!((&report["kind"], report.get("version")), (&json!("full"), Some(&Value::Null)));
        assert_eq!(about_bogus(report["items"].as_array().unwrap()).len(), 1);
    }
    let known = ids(&first);
    assert!(pulled(&mut client, &known).values().all(|report| report["kind"] == "unchanged"));

    client.open(&web, MANIFEST);
    folder.remove(API);
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": api, "type": 3 }] }));
    client.told_to_ask_again();
    let second = pulled(&mut client, &known);
    assert_eq!((&second[&web]["kind"], &second[&web]["version"]), (&json!("full"), &json!(1)));
    assert_eq!(
        (&second[&web]["items"], &second[&api]["items"]),
        (&json!([]), &json!([])),
        "mended, and gone"
    );
    client.finish();
}

#[test]
fn the_report_of_a_document_is_not_sent_twice() {
    let folder = folder("ids");
    let mut client = folder.client(pulls());
    let uri = folder.uri(WEB);
    client.open(&uri, &wrong());
    let pull = |client: &mut Client, id: &Value| {
        let document = json!({ "textDocument": { "uri": uri }, "previousResultId": id });
        client.call("textDocument/diagnostic", document)
    };
    let first = pull(&mut client, &Value::Null);
    assert_eq!(first["kind"], "full");
    let second = pull(&mut client, &first["resultId"]);
    assert_eq!(second, json!({ "kind": "unchanged", "resultId": first["resultId"] }));
    client.change(&uri, 2, json!([{ "text": MANIFEST }]));
    assert_eq!(pull(&mut client, &first["resultId"])["items"], json!([]));
    client.finish();
}

#[test]
fn parts_of_the_report_come_as_they_are_ready() {
    let files: Vec<(String, String)> = (0..40)
        .map(|n| {
            (format!("copilot/web{n}/manifest.yml"), wrong().replace("name: web", &format!("name: web{n}")))
        })
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let folder = Folder::new("parts", &files);
    let mut client = folder.client(pulls());
    let report =
        client.call("workspace/diagnostic", json!({ "previousResultIds": [], "partialResultToken": "part" }));
    assert_eq!(report["items"], json!([]), "all is in the parts");
    let mut part = || {
        let params = client.next("$/progress")["params"].take();
        assert_eq!(params["token"], "part");
        params["value"]["items"].as_array().unwrap().len()
    };
    assert_eq!([part(), part()], [32, 8]);
    client.finish();
}

#[test]
fn the_client_is_asked_to_watch_the_workspace() {
    let folder = folder("watch");
    let watched = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    let mut client = folder.client(watched);
    let registration = client.next("client/registerCapability");
    let options = &registration["params"]["registrations"][0];
    assert_eq!(options["method"], "workspace/didChangeWatchedFiles");
    assert_eq!(options["registerOptions"]["watchers"][0]["globPattern"], "**/copilot/**/*.{yml,yaml}");
    client.send(&json!({ "jsonrpc": "2.0", "id": registration["id"], "result": null }));
    assert_eq!([published(&mut client).2, published(&mut client).2], [1, 1]);
    client.finish();
}

#[test]
fn a_workspace_that_takes_its_time_is_read_with_a_word() {
    let many: String = (0..6_000).map(|n| format!("  V{n}: value number {n} 値\n")).collect();
    let text = format!("{MANIFEST}variables:\n{many}");
    let paths: Vec<String> = (0..12).map(|n| format!("copilot/web{n}/manifest.yml")).collect();
    let files: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), text.as_str())).collect();
    let folder = Folder::new("progress", &files);
    let mut capabilities = pulls();
    capabilities["window"] = json!({ "workDoneProgress": true });
    let mut client = folder.client(capabilities);
    let id = client.request("workspace/symbol", json!({ "query": "nothing is named so" }));
    let create = client.next("window/workDoneProgress/create");
    client.send(&json!({ "jsonrpc": "2.0", "id": create["id"], "result": null }));
    for kind in ["begin", "end"] {
        let params = client.next("$/progress")["params"].take();
        assert_eq!((&params["token"], &params["value"]["kind"]), (&create["params"]["token"], &json!(kind)));
    }
    assert_eq!(client.answer(&json!(id))["result"], json!([]));
    client.finish();
}

/// The rules in the next published diagnostics of an open document.
fn rules(client: &mut Client, uri: &str, version: i64) -> Vec<String> {
    let found = client.diagnostics(uri, version);
    found.iter().map(|it| it["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn an_open_manifest_is_held_against_the_unsaved_texts_around_it() {
    const WORKER: &str = "name: 作業\ntype: Worker Service\nimage:\n  location: nginx\nenv_file: 絵 😀.env\nsubscribe:\n  topics:\n    - name: orders\n      service: shop\n";
    const SHOP: &str = "name: shop\ntype: Backend Service\nimage:\n  location: nginx\n";
    let folder = Folder::new(
        "across",
        &[
            ("copilot/作業/manifest.yml", WORKER),
            ("copilot/shop/manifest.yml", SHOP),
            ("絵 😀.env", "A=\"1\"\n"),
        ],
    );
    let (worker, shop) = (folder.uri("copilot/作業/manifest.yml"), folder.uri("copilot/shop/manifest.yml"));
    let mut client = folder.client(json!({}));
    client.open(&worker, WORKER);
    assert_eq!(
        rules(&mut client, &worker, 1),
        ["manifest.name-format", "workspace.env-file-content", "workspace.subscribe-topic-unknown"]
    );
    client.open(&shop, &format!("{SHOP}publish:\n  topics:\n    - name: orders\n"));
    client.diagnostics(&shop, 1);
    let variables = folder.uri("絵 😀.env");
    client.open(&variables, "A=1\n");
    assert_eq!(rules(&mut client, &variables, 1), [""; 0]);
    client.change(&worker, 2, json!([{ "text": format!("{WORKER}# again\n") }]));
    assert_eq!(rules(&mut client, &worker, 2), ["manifest.name-format"]);
    client.finish();
}

#[test]
fn an_open_template_is_judged() {
    let folder = Folder::new("addon", &[(WEB, MANIFEST)]);
    let uri = folder.uri("copilot/web/addons/table.yml");
    let mut client = folder.client(json!({}));
    client.open(
        &uri,
        "Parameters:\n  App: {Type: String}\n  Env: {Type: String}\nResources:\n  T: {Type: A::B::C}\n",
    );
    assert_eq!(rules(&mut client, &uri, 1), ["addons.parameter-required"]);
    client.finish();
}

#[test]
fn a_change_is_judged_in_the_other_open_documents_too() {
    const MAIL: &str = "copilot/mail/manifest.yml";
    const SHOP: &str = "copilot/shop/manifest.yml";
    let shop = "name: shop\ntype: Backend Service\nimage:\n  location: nginx\npublish:\n  topics:\n    - name: orders\n";
    let mail = "name: mail\ntype: Worker Service\nimage:\n  location: nginx\nsubscribe:\n  topics:\n    - name: orders\n      service: shop\n";
    let folder =
        Folder::new("neighbours", &[(MAIL, mail), (SHOP, shop), ("copilot/.workspace", "application: 店\n")]);
    let mut client = folder.client(json!({}));
    let (mail_uri, shop_uri) = (folder.uri(MAIL), folder.uri(SHOP));
    client.open(&mail_uri, mail);
    assert_eq!(client.diagnostics(&mail_uri, 1), [Value::Null; 0]);
    client.open(&shop_uri, shop);
    assert_eq!(client.diagnostics(&shop_uri, 1), [Value::Null; 0]);
    let rename = |client: &mut Client, version: i64, name: &str| {
        client.change(&shop_uri, version, json!([{ "text": shop.replace("orders", name) }]));
        client.diagnostics(&shop_uri, version)
    };
    rename(&mut client, 2, "payments");
    let params = client.next("textDocument/publishDiagnostics")["params"].take();
    assert_eq!((&params["uri"], &params["version"]), (&json!(mail_uri), &json!(1)));
    assert_eq!(params["diagnostics"][0]["code"], "workspace.subscribe-topic-unknown");
    rename(&mut client, 3, "orders");
    let params = client.next("textDocument/publishDiagnostics")["params"].take();
    assert_eq!((&params["uri"], &params["diagnostics"]), (&json!(mail_uri), &json!([])));
    rename(&mut client, 4, "payments");
    assert_eq!(client.next("textDocument/publishDiagnostics")["params"]["uri"], json!(mail_uri));
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": shop_uri } }));
    assert_eq!(client.next("textDocument/publishDiagnostics")["params"]["uri"], json!(shop_uri));
    let params = client.next("textDocument/publishDiagnostics")["params"].take();
    let mended = (&params["uri"], &params["diagnostics"]);
    assert_eq!(mended, (&json!(mail_uri), &json!([])), "what was not saved is gone");
    client.finish();

    let mut client = folder.client(pulls());
    client.open(&mail_uri, mail);
    client.open(&shop_uri, shop);
    let count = |client: &mut Client| {
        let report = client.call("textDocument/diagnostic", json!({ "textDocument": { "uri": mail_uri } }));
        report["items"].as_array().unwrap().len()
    };
    assert_eq!(count(&mut client), 0);
    client.change(&shop_uri, 2, json!([{ "text": shop.replace("orders", "payments") }]));
    assert_eq!(count(&mut client), 1, "a client that pulls gets what holds now");
    client.finish();
}
