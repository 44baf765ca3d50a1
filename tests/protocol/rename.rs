//! Renaming: what is changed is applied as an editor does it, and compared.

use super::client::{Client, pulls};
use super::places::{ENCODINGS, applied, asked, written};
use super::workspace::Folder;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const API: &str = "copilot/api/manifest.yml";
const MAIL: &str = "copilot/mail/manifest.yml";
const PROD: &str = "copilot/environments/prod/manifest.yml";
const MAIN: &str = "copilot/pipelines/main/manifest.yml";

const API_TEXT: &str = "\
name: api # 店 😀
type: Load Balanced Web Service
image: {build: Dockerfile, port: 80, labels: {\"😀\": 店}, depends_on: {'nginx': start}}
http: {path: /, alias: \"店.example.com\", target_container: nginx}
sidecars:
  nginx: # 店の nginx
    image: nginx
    port: 8080
  agent: {image: agent, labels: {a: 😀}, depends_on: {nginx: healthy}}
publish: {topics: [{name: orders}]}
environments: {prod: {sidecars: {nginx: {port: 81}}}, test: {sidecars: {\"nginx\": {port: 82}}}}
";
const MAIL_TEXT: &str = "\
name: mail
type: Worker Service
image: {location: 店😀}
subscribe: {topics: [{filter_policy: {\"店😀\": [a]}, name: orders, service: api}]}
environments: {\"prod\": {}}
";
const PROD_TEXT: &str = "# 😀\nname: prod\ntype: Environment\n";
const MAIN_TEXT: &str = "\
name: main
version: 1
source: {provider: GitHub, properties: {repository: https://github.com/o/r}}
stages: [{test_commands: [\"echo 😀店\"], name: prod, deployments: {api: , mail: {depends_on: [api]}}}]
";

fn folder(name: &str) -> Folder {
    Folder::new(
        &format!("rename {name}"),
        &[(API, API_TEXT), (MAIL, MAIL_TEXT), (MAIN, MAIN_TEXT), (PROD, PROD_TEXT)],
    )
}

/// The texts of the folder by URI.
fn texts(folder: &Folder) -> BTreeMap<String, String> {
    let all = [(API, API_TEXT), (MAIL, MAIL_TEXT), (MAIN, MAIN_TEXT), (PROD, PROD_TEXT)];
    all.into_iter().map(|(path, text)| (folder.uri(path), text.to_owned())).collect()
}

/// A client that can all that a renaming may need.
fn able(encoding: &str) -> Value {
    json!({
        "general": { "positionEncodings": [encoding] },
        "textDocument": { "diagnostic": {}, "rename": { "prepareSupport": true } },
        "workspace": {
            "workspaceEdit": {
                "documentChanges": true,
                "resourceOperations": ["create", "rename", "delete"],
                "changeAnnotationSupport": { "groupsOnLabel": true },
            },
            "diagnostics": { "refreshSupport": true },
            "fileOperations": { "willRename": true, "didRename": true },
        },
    })
}

/// A client that can edit texts, and nothing else.
fn plain(encoding: &str) -> Value {
    let mut capabilities = pulls();
    capabilities["general"] = json!({ "positionEncodings": [encoding] });
    capabilities
}

fn rename(uri: &str, text: &str, (part, into): (&str, usize), new: &str, encoding: &str) -> Value {
    let mut params = asked(uri, text, part, into, encoding);
    params["newName"] = json!(new);
    params
}

fn refusal(client: &mut Client, method: &str, params: Value) -> String {
    let id = client.request(method, params);
    let error = client.answer(&json!(id))["error"].take();
    assert_eq!(error["code"], -32803, "{error}");
    error["message"].as_str().unwrap().to_owned()
}

#[test]
fn a_sidecar_is_renamed_exactly_in_every_encoding() {
    let folder = folder("sidecar");
    let uri = folder.uri(API);
    for encoding in ENCODINGS {
        for capabilities in [plain(encoding), able(encoding)] {
            let is_able = capabilities["workspace"]["workspaceEdit"].is_object();
            let mut client = folder.client(capabilities);
            client.open(&uri, API_TEXT);
            let edit = client
                .call("textDocument/rename", rename(&uri, API_TEXT, ("{nginx: healthy", 2), "web", encoding));
            let expected = API_TEXT
                .replace("'nginx'", "'web'")
                .replace("container: nginx", "container: web")
                .replace("  nginx: #", "  web: #")
                .replace("{nginx: ", "{web: ")
                .replace("\"nginx\"", "\"web\"");
            assert_eq!(applied(&texts(&folder), &edit, encoding)[&uri], expected);
            let edits = if is_able {
                assert_eq!(edit["documentChanges"][0]["textDocument"], json!({ "uri": uri, "version": 1 }));
                assert_eq!(edit["changeAnnotations"], Value::Null, "nothing to be careful of");
                &edit["documentChanges"][0]["edits"]
            } else {
                &edit["changes"][&uri]
            };
            assert_eq!(edits.as_array().unwrap().len(), 6, "{edit}");
            client.finish();
        }
    }
}

#[test]
fn what_can_be_renamed_is_asked_first() {
    let folder = folder("prepare");
    let uri = folder.uri(API);
    for encoding in ENCODINGS {
        let mut client = folder.client(able(encoding));
        assert_eq!(client.capabilities["renameProvider"], json!({ "prepareProvider": true }));
        client.open(&uri, API_TEXT);
        let mut prepare =
            |part: &str| client.call("textDocument/prepareRename", asked(&uri, API_TEXT, part, 1, encoding));
        let found = prepare("'nginx'");
        assert_eq!(written(API_TEXT, &found["range"], encoding).0, "nginx");
        assert_eq!(found["placeholder"], "nginx");
        assert_eq!(prepare("port: 80,"), Value::Null);
        client.finish();
    }
    let client = folder.client(plain("utf-16"));
    assert_eq!(client.capabilities["renameProvider"], true);
    client.finish();
}

#[test]
fn a_workload_is_renamed_with_its_folder() {
    let folder = folder("workload");
    for encoding in ENCODINGS {
        let mut client = folder.client(able(encoding));
        client.open(&folder.uri(MAIN), MAIN_TEXT);
        let params = rename(&folder.uri(MAIN), MAIN_TEXT, ("[api]", 1), "shop", encoding);
        let edit = client.call("textDocument/rename", params);
        let expected: BTreeMap<String, String> = [
            ("copilot/shop/manifest.yml", API_TEXT.replace("name: api", "name: shop")),
            (MAIL, MAIL_TEXT.replace("service: api", "service: shop")),
            (MAIN, MAIN_TEXT.replace("{api:", "{shop:").replace("[api]", "[shop]")),
            (PROD, PROD_TEXT.to_owned()),
        ]
        .into_iter()
        .map(|(path, text)| (folder.uri(path), text))
        .collect();
        assert_eq!(applied(&texts(&folder), &edit, encoding), expected);
        let changes = edit["documentChanges"].as_array().unwrap();
        let (last, edits) = changes.split_last().unwrap();
        assert_eq!((&last["kind"], &last["annotationId"]), (&json!("rename"), &json!("rename")));
        for change in edits {
            let open = change["textDocument"]["uri"] == folder.uri(MAIN);
            assert_eq!(change["textDocument"]["version"], if open { json!(1) } else { Value::Null });
            assert_eq!(change["edits"][0]["annotationId"], "rename");
        }
        let annotation = &edit["changeAnnotations"]["rename"];
        assert_eq!(annotation["needsConfirmation"], true);
        assert!(annotation["description"].as_str().unwrap().contains("`shop`"), "{annotation}");
        client.finish();
    }
}

#[test]
fn a_folder_that_the_client_cannot_rename() {
    let folder = folder("unable");
    for (locale, part) in [("en", "The folder `copilot/api`"), ("ja", "フォルダー `copilot/api`")] {
        let mut client = Client::initialized(json!({ "capabilities": plain("utf-16"), "locale": locale }));
        client.open(&folder.uri(API), API_TEXT);
        let params = rename(&folder.uri(API), API_TEXT, ("api #", 0), "shop", "utf-16");
        let reason = refusal(&mut client, "textDocument/rename", params.clone());
        assert!(reason.contains(part), "{reason}");
        assert_eq!(refusal(&mut client, "textDocument/prepareRename", params), reason);
        client.finish();
    }
}

#[test]
fn names_that_are_refused() {
    let folder = folder("refused");
    let uri = folder.uri(API);
    let mut client = folder.client(able("utf-8"));
    client.open(&uri, API_TEXT);
    for (part, new, reason) in [
        ("'nginx'", "agent", "already"),
        ("'nginx'", "店", "name"),
        ("'nginx'", "", ""),
        ("api #", "mail", "already"),
        ("api #", "Shop", "lower-case"),
        ("prod:", "test", "already"),
        ("orders", "a.b", "name of a topic"),
    ] {
        let params = rename(&uri, API_TEXT, (part, 1), new, "utf-8");
        let told = refusal(&mut client, "textDocument/rename", params);
        assert!(told.contains(reason), "{new}: {told}");
    }
    let nothing = rename(&uri, API_TEXT, ("port: 8080", 1), "x", "utf-8");
    assert_eq!(client.call("textDocument/rename", nothing), Value::Null);
    client.finish();
}

#[test]
fn a_manifest_that_cannot_be_read_may_say_the_name() {
    let folder = folder("unread");
    folder.write_bytes("copilot/old/manifest.yml", b"name: \xff\n");
    let mut client = folder.client(able("utf-16"));
    client.open(&folder.uri(API), API_TEXT);
    let attempt = |part: &str| rename(&folder.uri(API), API_TEXT, (part, 1), "fresh", "utf-16");
    let reason = refusal(&mut client, "textDocument/rename", attempt("prod:"));
    assert!(reason.contains("`copilot/old/manifest.yml` can't be read"), "{reason}");
    assert!(client.call("textDocument/rename", attempt("'nginx'")).is_object(), "a name of this file only");
    client.next("window/logMessage");
    client.finish();
}

#[test]
fn unsaved_texts_of_other_documents_are_changed() {
    let folder = folder("unsaved");
    let mut client = folder.client(able("utf-16"));
    client.open(&folder.uri(API), API_TEXT);
    client.open(&folder.uri(MAIL), MAIL_TEXT);
    let unsaved = format!("# 😀\n# 店\n{MAIL_TEXT}");
    client.change(&folder.uri(MAIL), 2, json!([{ "text": unsaved }]));
    let edit = client
        .call("textDocument/rename", rename(&folder.uri(API), API_TEXT, ("orders", 1), "sales", "utf-16"));
    let changed = edit["documentChanges"].as_array().unwrap().iter();
    let mail = changed.clone().find(|it| it["textDocument"]["uri"] == folder.uri(MAIL)).unwrap();
    assert_eq!(mail["textDocument"]["version"], 2);
    let mut texts = texts(&folder);
    texts.insert(folder.uri(MAIL), unsaved.clone());
    let after = applied(&texts, &edit, "utf-16");
    assert_eq!(after[&folder.uri(MAIL)], unsaved.replace("orders", "sales"));
    assert_eq!(after[&folder.uri(API)], API_TEXT.replace("orders", "sales"));
    client.finish();
}

#[test]
fn a_client_without_annotations_is_told() {
    let folder = folder("told");
    let mut client = folder.client(plain("utf-16"));
    client.open(&folder.uri(API), API_TEXT);
    let edit = client
        .call("textDocument/rename", rename(&folder.uri(API), API_TEXT, ("orders", 1), "sales", "utf-16"));
    assert_eq!(edit["changes"].as_object().unwrap().len(), 2, "{edit}");
    let message = client.next("window/showMessage")["params"].take();
    assert!(message["message"].as_str().unwrap().contains("new topic `sales`"), "{message}");
    client.finish();
}

#[test]
fn a_folder_that_the_user_renames_changes_its_name_everywhere() {
    let folder = folder("folders");
    for encoding in ENCODINGS {
        let mut client = folder.client(able(encoding));
        let operations = &client.capabilities["workspace"]["fileOperations"];
        assert_eq!(operations["willRename"]["filters"][0]["pattern"]["glob"], "**/copilot/*");
        assert_eq!(operations["didRename"], operations["willRename"]);
        let mut will = |old: &str, new: &str| {
            let file = json!({ "oldUri": folder.uri(old), "newUri": folder.uri(new) });
            client.call("workspace/willRenameFiles", json!({ "files": [file] }))
        };
        let edit = will("copilot/api", "copilot/shop");
        let after = applied(&texts(&folder), &edit, encoding);
        assert_eq!(after[&folder.uri(API)], API_TEXT.replace("name: api", "name: shop"));
        assert_eq!(after[&folder.uri(MAIL)], MAIL_TEXT.replace("service: api", "service: shop"));
        assert!(edit["changeAnnotations"].is_null(), "the user has decided");
        let edit = will("copilot/environments/prod", "copilot/environments/live");
        let after = applied(&texts(&folder), &edit, encoding);
        assert_eq!(after[&folder.uri(PROD)], PROD_TEXT.replace("prod", "live"));
        assert_eq!(after[&folder.uri(API)], API_TEXT.replace("{prod:", "{live:"));
        for (old, new) in [
            ("copilot/api", "copilot/Shop"),
            ("copilot/api", "copilot/mail"),
            ("copilot/api", "elsewhere/api"),
            ("copilot/environments", "copilot/envs"),
            ("copilot/pipelines/main", "copilot/pipelines/release"),
            ("copilot/nothing", "copilot/something"),
            ("README.md", "README.txt"),
        ] {
            assert_eq!(will(old, new), Value::Null, "{old} to {new}");
        }
        // Why nothing was changed is logged, twice.
        for _ in 0..2 {
            let line = client.next("window/logMessage").to_string();
            assert!(line.contains("nothing is changed"), "{line}");
        }
        client.finish();
    }
}

#[test]
fn a_renamed_folder_is_known_at_its_new_place() {
    let folder = folder("moved");
    let mut capabilities = able("utf-16");
    capabilities["workspace"]["didChangeWatchedFiles"] = json!({ "dynamicRegistration": true });
    let mut client = folder.client(capabilities);
    let registration = client.next("client/registerCapability");
    client.send(&json!({ "jsonrpc": "2.0", "id": registration["id"], "result": null }));
    client.open(&folder.uri(MAIN), MAIN_TEXT);
    let ask = asked(&folder.uri(MAIN), MAIN_TEXT, "{api", 1, "utf-16");
    assert_eq!(client.call("textDocument/definition", ask.clone())[0]["uri"], folder.uri(API));
    folder.rename("copilot/api", "copilot/other");
    let file = json!({ "oldUri": folder.uri("copilot/api"), "newUri": folder.uri("copilot/other") });
    client.notify("workspace/didRenameFiles", json!({ "files": [file] }));
    client.told_to_ask_again();
    let uri = client.call("textDocument/definition", ask)[0]["uri"].take();
    assert_eq!(uri, folder.uri("copilot/other/manifest.yml"));
    client.finish();
}

/// What is wrong in all texts, without what the name is part of.
fn diagnostics(client: &mut Client, texts: &BTreeMap<String, String>) -> Vec<String> {
    let mut found = Vec::new();
    for (uri, text) in texts {
        client.open(uri, text);
        let params = json!({ "textDocument": { "uri": uri } });
        let report = client.call("textDocument/diagnostic", params);
        let told = |it: &Value| format!("{} {}", it["code"], it["range"]["start"]["line"]);
        // The other files still hold the old name: what they have to say is asked of the files as they will be.
        let is_own = |it: &&Value| !it["code"].as_str().unwrap().starts_with("workspace.");
        found.extend(report["items"].as_array().unwrap().iter().filter(is_own).map(told));
        client.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }
    found.sort();
    found
}

#[test]
fn there_and_back_changes_nothing_and_breaks_nothing() {
    let folder = folder("back");
    let before = texts(&folder);
    let mut client = folder.client(able("utf-16"));
    let wrong = diagnostics(&mut client, &before);
    for (part, old) in
        [("'nginx'", "nginx"), ("api #", "api"), ("{prod:", "prod"), ("{name: orders", "orders")]
    {
        let into = part.find(old).unwrap();
        client.open(&folder.uri(API), API_TEXT);
        let there = client
            .call("textDocument/rename", rename(&folder.uri(API), API_TEXT, (part, into), "fresh", "utf-16"));
        client.notify("textDocument/didClose", json!({ "textDocument": { "uri": folder.uri(API) } }));
        let between = applied(&before, &there, "utf-16");
        assert_eq!(diagnostics(&mut client, &between), wrong, "{old}");
        // The files as they would be on disk.
        let inner =
            |uri: &String| uri.strip_prefix(&folder.uri("")).unwrap().trim_start_matches('/').to_owned();
        let named: Vec<(String, String)> =
            between.iter().map(|(uri, text)| (inner(uri), text.clone())).collect();
        let files: Vec<(&str, &str)> =
            named.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let other = Folder::new(&format!("rename back {old}"), &files);
        let path = if old == "api" { "copilot/fresh/manifest.yml" } else { API };
        let (uri, text) = (other.uri(path), &between[&folder.uri(path)]);
        let part = part.replace(old, "fresh");
        client.open(&uri, text);
        let back = client.call("textDocument/rename", rename(&uri, text, (&part, into), old, "utf-16"));
        client.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
        let moved = |uri: &String| other.uri(&inner(uri));
        let between: BTreeMap<String, String> =
            between.iter().map(|(uri, text)| (moved(uri), text.clone())).collect();
        let original: BTreeMap<String, String> =
            before.iter().map(|(uri, text)| (moved(uri), text.clone())).collect();
        assert_eq!(applied(&between, &back, "utf-16"), original, "{old}");
    }
    client.finish();
}
