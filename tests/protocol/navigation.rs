//! Definition, references, highlight and workspace symbols.

use super::client::Client;
use super::places::{ENCODINGS, asked, written};
use super::workspace::Folder;
use serde_json::{Value, json};

const API: &str = "copilot/api/manifest.yml";
const MAIL: &str = "copilot/mail/manifest.yml";
const PROD: &str = "copilot/environments/prod/manifest.yml";
const MAIN: &str = "copilot/pipelines/main/manifest.yml";
const TABLE: &str = "copilot/api/addons/table.yml";

const API_TEXT: &str = "\
name: api # 店 😀
type: Backend Service
image: {build: サービス/Dockerfile, port: 80, labels: {\"😀\": 店}, depends_on: {\"nginx\": start}}
sidecars: {\"店 😀\": {image: x}, nginx: {image: y}}
publish: {topics: [{name: 注文-😀}, {name: orders}]}
environments: {\"😀\": {}, prod: {sidecars: {nginx: {port: 81}}}}
";
const MAIL_TEXT: &str = "\
name: mail
type: Worker Service
image: {location: 店😀}
subscribe: {topics: [{filter_policy: {\"店😀\": [a]}, name: orders, service: api}]}
";
const MAIN_TEXT: &str = "\
name: main
version: 1
stages: [{test_commands: [\"echo 😀店\"], name: prod, deployments: {api: , mail: {depends_on: [api]}}}]
";

fn folder(name: &str) -> Folder {
    Folder::new(
        &format!("navigation {name}"),
        &[
            (API, API_TEXT),
            (MAIL, MAIL_TEXT),
            (MAIN, MAIN_TEXT),
            (PROD, "# 😀\nname: prod\ntype: Environment\n"),
            (TABLE, "Outputs:\n  TableName:\n    Value: !Ref Table\n"),
            ("サービス/Dockerfile", "FROM scratch\n"),
        ],
    )
}

fn client(folder: &Folder, encoding: &str, definition: Value) -> Client {
    folder.client(json!({
        "general": { "positionEncodings": [encoding] },
        // Diagnostics are not asked for here.
        "textDocument": { "diagnostic": {}, "definition": definition, "implementation": definition },
        "workspace": { "diagnostics": { "refreshSupport": true } },
    }))
}

/// The file, the text of the place and its line.
fn place(folder: &Folder, location: &Value, encoding: &str) -> String {
    let text = |path: &str, text: &str| {
        let (part, line) = written(text, &location["range"], encoding);
        format!("{path}:{line} {part}")
    };
    let prod = "# 😀\nname: prod\ntype: Environment\n";
    let files = [(API, API_TEXT), (MAIL, MAIL_TEXT), (MAIN, MAIN_TEXT), (PROD, prod)];
    let found = files.iter().find(|(path, _)| location["uri"] == folder.uri(path));
    found.map_or_else(|| panic!("{location}"), |(path, it)| text(path, it))
}

fn places(folder: &Folder, locations: &Value, encoding: &str) -> Vec<String> {
    let all = locations.as_array().unwrap_or_else(|| panic!("{locations}"));
    all.iter().map(|location| place(folder, location, encoding)).collect()
}

#[test]
fn definitions_in_other_files_in_every_encoding() {
    let folder = folder("definition");
    for encoding in ENCODINGS {
        let mut client = client(&folder, encoding, json!({}));
        let all = [(API, API_TEXT), (MAIL, MAIL_TEXT), (MAIN, MAIN_TEXT)];
        all.iter().for_each(|(path, text)| client.open(&folder.uri(path), text));
        for (path, text, part, into, wanted) in [
            (API, API_TEXT, "\"nginx\"", 3, "copilot/api/manifest.yml:4 nginx"),
            (API, API_TEXT, "{nginx: {port", 1, "copilot/api/manifest.yml:4 nginx"),
            (API, API_TEXT, "prod: {", 4, "copilot/environments/prod/manifest.yml:2 prod"),
            (MAIL, MAIL_TEXT, "orders", 0, "copilot/api/manifest.yml:5 orders"),
            (MAIL, MAIL_TEXT, "api}", 3, "copilot/api/manifest.yml:1 api"),
            (MAIN, MAIN_TEXT, "prod", 2, "copilot/environments/prod/manifest.yml:2 prod"),
            (MAIN, MAIN_TEXT, "{api", 1, "copilot/api/manifest.yml:1 api"),
            (MAIN, MAIN_TEXT, "[api]", 2, "copilot/pipelines/main/manifest.yml:3 api"),
        ] {
            for method in ["textDocument/definition", "textDocument/declaration"] {
                let found = client.call(method, asked(&folder.uri(path), text, part, into, encoding));
                // A step is declared by its key, which stands for the workload too.
                assert_eq!(places(&folder, &found, encoding)[0], wanted, "{part} in {encoding}");
            }
        }
        let build = asked(&folder.uri(API), API_TEXT, "サービス/", 3, encoding);
        let file = client.call("textDocument/definition", build);
        assert_eq!(file[0]["uri"], folder.uri("サービス/Dockerfile"));
        assert_eq!(file[0]["range"]["end"], json!({ "line": 0, "character": 0 }));
        let nothing = asked(&folder.uri(API), API_TEXT, "port: 80", 1, encoding);
        assert_eq!(client.call("textDocument/definition", nothing), Value::Null);
        client.finish();
    }
}

#[test]
fn links_say_where_they_begin_and_what_surrounds_their_target() {
    let folder = folder("links");
    for encoding in ENCODINGS {
        let mut client = client(&folder, encoding, json!({ "linkSupport": true }));
        client.open(&folder.uri(API), API_TEXT);
        let asked = asked(&folder.uri(API), API_TEXT, "\"nginx\"", 3, encoding);
        let link = client.call("textDocument/definition", asked.clone())[0].take();
        let text = |key: &str| written(API_TEXT, &link[key], encoding).0;
        assert_eq!(link["targetUri"], folder.uri(API));
        assert_eq!(text("originSelectionRange"), "nginx");
        assert_eq!(text("targetSelectionRange"), "nginx");
        assert_eq!(text("targetRange"), "nginx: {image: y}");
        let at_base = super::places::asked(&folder.uri(API), API_TEXT, "nginx: {image", 3, encoding);
        let link = client.call("textDocument/implementation", at_base)[0].take();
        assert_eq!(written(API_TEXT, &link["targetRange"], encoding).0, "nginx: {port: 81}");
        client.finish();
    }
}

#[test]
fn references_in_all_files_in_every_encoding() {
    let folder = folder("references");
    for encoding in ENCODINGS {
        let mut client = client(&folder, encoding, json!({}));
        client.open(&folder.uri(MAIN), MAIN_TEXT);
        let mut ask = |part: &str, into: usize, declared: bool| {
            let mut params = asked(&folder.uri(MAIN), MAIN_TEXT, part, into, encoding);
            params["context"] = json!({ "includeDeclaration": declared });
            let mut found = places(&folder, &client.call("textDocument/references", params), encoding);
            found.sort();
            found
        };
        let uses = ["copilot/api/manifest.yml:6 prod", "copilot/pipelines/main/manifest.yml:3 prod"];
        assert_eq!(ask("prod", 1, false), uses);
        let declaration = "copilot/environments/prod/manifest.yml:2 prod";
        assert_eq!(ask("prod", 1, true), [uses[0], declaration, uses[1]]);
        let step = "copilot/pipelines/main/manifest.yml:3 api";
        let workload = ["copilot/api/manifest.yml:1 api", "copilot/mail/manifest.yml:4 api", step, step];
        assert_eq!(ask("{api", 1, true), workload);
        client.finish();
    }
}

#[test]
fn the_unsaved_text_of_another_document_wins() {
    let folder = folder("unsaved");
    let mut client = client(&folder, "utf-16", json!({}));
    client.open(&folder.uri(API), API_TEXT);
    client.open(&folder.uri(MAIL), MAIL_TEXT);
    let changed = format!("# 😀\n{API_TEXT}");
    client.change(&folder.uri(API), 2, json!([{ "text": changed }]));
    let ask = asked(&folder.uri(MAIL), MAIL_TEXT, "orders", 0, "utf-16");
    let found = client.call("textDocument/definition", ask.clone());
    assert_eq!(written(&changed, &found[0]["range"], "utf-16"), ("orders", 6));
    client.change(&folder.uri(API), 3, json!([{ "text": API_TEXT.replace("orders", "sales") }]));
    assert_eq!(client.call("textDocument/definition", ask), Value::Null);
    client.finish();
}

#[test]
fn names_are_highlighted_as_written_or_read() {
    let folder = folder("highlight");
    for encoding in ENCODINGS {
        let mut client = client(&folder, encoding, json!({}));
        client.open(&folder.uri(API), API_TEXT);
        let ask = asked(&folder.uri(API), API_TEXT, "\"nginx\"", 1, encoding);
        let found = client.call("textDocument/documentHighlight", ask);
        let told = |it: &Value| {
            let (part, line) = written(API_TEXT, &it["range"], encoding);
            format!("{line} {part} {}", it["kind"])
        };
        let found: Vec<String> = found.as_array().unwrap().iter().map(told).collect();
        assert_eq!(found, ["3 nginx 2", "4 nginx 3", "6 nginx 3"]);
        let word = asked(&folder.uri(API), API_TEXT, "port: 80", 1, encoding);
        assert_eq!(client.call("textDocument/documentHighlight", word), Value::Null, "left to the editor");
        client.finish();
    }
}

#[test]
fn symbols_of_the_workspace() {
    let folder = folder("symbols");
    for encoding in ENCODINGS {
        let mut client = client(&folder, encoding, json!({}));
        let mut find = |query: &str| {
            let found = client.call("workspace/symbol", json!({ "query": query }));
            let told = |it: &Value| {
                let container = it["containerName"].as_str().unwrap_or("-").to_owned();
                format!("{} {} {container}", it["name"].as_str().unwrap(), it["kind"])
            };
            let told: Vec<String> = found.as_array().unwrap().iter().map(told).collect();
            (told, found)
        };
        assert_eq!(find("NGX").0, ["nginx 5 api", "nginx 5 api (prod)"]);
        assert_eq!(find("api").0, ["api 2 -", "api 6 main"], "the workload once, and its step");
        assert_eq!(find("tablename").0, ["TableName 7 api"]);
        assert_eq!(find("prod").0, ["prod 3 -"]);
        let (_, topic) = find("注文");
        assert_eq!(place(&folder, &topic[0]["location"], encoding), "copilot/api/manifest.yml:5 注文-😀");
        assert_eq!(find("nothing has this name").0, [""; 0]);
        assert!(find("").0.len() > 8);
        client.finish();
    }
}

#[test]
fn a_text_without_a_file_has_its_own_names() {
    let mut client = Client::silent();
    let uri = "untitled:Untitled-1";
    let text = API_TEXT.replace("name: api", "name: web");
    client.check(uri, &text);
    let found = client.call("textDocument/definition", asked(uri, &text, "\"nginx\"", 2, "utf-16"));
    assert_eq!((&found[0]["uri"], found.as_array().unwrap().len()), (&json!(uri), 1));
    client.finish();
}
