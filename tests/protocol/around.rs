//! What is wrong around the manifests: in templates that are not open, and with files and folders that are no texts.

use super::client::{Client, MANIFEST, pulls, range, width};
use super::workspace::Folder;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const WEB: &str = "copilot/web/manifest.yml";
const JOBS: &str = "copilot/jobs/manifest.yml";
const MAIL: &str = "copilot/mail/manifest.yaml";
const POLICY: &str = "copilot/web/addons/policy.yml";
const SUMMARY: &str = "copilot/.workspace";

const TEMPLATE: &str = "# 絵 😀\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\nResources:\n  Policy: {Type: AWS::IAM::ManagedPolicy}\n";

fn backend(name: &str) -> String {
    format!("# 絵 😀\nname: {name}\ntype: Backend Service\nimage:\n  location: nginx\n")
}

fn folder(name: &str) -> Folder {
    Folder::new(
        name,
        &[
            // Above it git ignores all that tests write, and nothing that git ignores is called missing.
            (".git/HEAD", ""),
            (WEB, MANIFEST),
            (JOBS, &backend("jobs")),
            (MAIL, &backend("mail")),
            (POLICY, TEMPLATE),
            ("copilot/jobs/addons/queue.json", "{}"),
        ],
    )
}

fn codes(diagnostics: &Value) -> Vec<&str> {
    diagnostics.as_array().unwrap().iter().map(|it| it["code"].as_str().unwrap()).collect()
}

/// The reports of all files, by their URIs.
fn pulled(client: &mut Client) -> BTreeMap<String, Value> {
    let mut report = client.call("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let items = report["items"].as_array_mut().unwrap();
    items.iter_mut().map(|item| (item["uri"].as_str().unwrap().to_owned(), item["items"].take())).collect()
}

#[test]
fn a_client_that_pulls_is_told_at_a_file_that_it_can_show() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let folder = folder(encoding);
        let mut capabilities = pulls();
        capabilities["general"] = json!({ "positionEncodings": [encoding] });
        let mut client = folder.client(capabilities);
        let reports = pulled(&mut client);
        let first_line = [0, 0, 0, width("# 絵 😀", encoding) as u64];
        let expected = [
            (JOBS, vec![("workspace.summary-missing", first_line), ("addons.no-template", first_line)]),
            (MAIL, vec![("manifest.file-extension", first_line)]),
            (POLICY, vec![("addons.policy-output-missing", [6, 2, 6, 8])]),
            (WEB, vec![]),
        ];
        for (path, expected) in expected {
            let found = reports[&folder.uri(path)].as_array().unwrap();
            let found: Vec<_> = found.iter().map(|it| (it["code"].as_str().unwrap(), range(it))).collect();
            assert_eq!(found, expected, "{path} {encoding}");
        }
        assert_eq!(reports.len(), 4, "nothing is said of texts that are no part of it");

        client.open(&folder.uri(JOBS), &backend("jobs"));
        let document = json!({ "textDocument": { "uri": folder.uri(JOBS) } });
        let report = client.call("textDocument/diagnostic", document);
        assert_eq!(codes(&report["items"]), ["workspace.summary-missing", "addons.no-template"]);
        client.finish();
    }
}

/// The next published diagnostics.
fn published(client: &mut Client) -> (String, Vec<String>) {
    let params = client.next("textDocument/publishDiagnostics")["params"].take();
    let codes = codes(&params["diagnostics"]).into_iter().map(str::to_owned).collect();
    (params["uri"].as_str().unwrap().to_owned(), codes)
}

/// Tells of changed files and gives what is published after that, by the URI.
fn after(client: &mut Client, uris: &[String], publishes: usize) -> BTreeMap<String, Vec<String>> {
    let changes: Vec<Value> = uris.iter().map(|uri| json!({ "uri": uri, "type": 2 })).collect();
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    (0..publishes).map(|_| published(client)).collect()
}

#[test]
fn what_is_published_follows_the_files() {
    let folder = folder("around push");
    let [jobs, mail, policy, summary] = [JOBS, MAIL, POLICY, SUMMARY].map(|path| folder.uri(path));
    let mut client = folder.client(json!({}));
    let first: BTreeMap<_, _> = (0..3).map(|_| published(&mut client)).collect();
    let expected = [
        (jobs.clone(), vec!["workspace.summary-missing".to_owned(), "addons.no-template".to_owned()]),
        (mail.clone(), vec!["manifest.file-extension".to_owned()]),
        (policy.clone(), vec!["addons.policy-output-missing".to_owned()]),
    ];
    assert_eq!(first, expected.into());

    folder.write(SUMMARY, "# no name\n");
    let news = after(&mut client, std::slice::from_ref(&summary), 2);
    assert_eq!(news[&summary], ["workspace.summary-missing"], "the file speaks for itself");
    assert_eq!(news[&jobs], ["addons.no-template"]);
    folder.write(SUMMARY, "application: 店\n");
    assert_eq!(after(&mut client, std::slice::from_ref(&summary), 1)[&summary], [""; 0]);
    folder.write(POLICY, &format!("{TEMPLATE}Outputs:\n  PolicyArn: {{Value: !Ref Policy}}\n"));
    assert_eq!(after(&mut client, std::slice::from_ref(&policy), 1)[&policy], [""; 0]);
    folder.rename(MAIL, "copilot/mail/manifest.yml");
    let renamed = [mail.clone(), folder.uri("copilot/mail/manifest.yml")];
    assert_eq!(after(&mut client, &renamed, 1)[&mail], [""; 0], "a manifest by its right name");
    client.finish();
}

#[test]
fn comments_and_settings_hold_for_them_too() {
    let folder = folder("around settings");
    let [jobs, mail, policy] = [JOBS, MAIL, POLICY].map(|path| folder.uri(path));
    let ignoring = |rule: &str, text: &str| format!("# copilot-manifest-ls: ignore[{rule}] meant so\n{text}");
    folder.write(
        MAIL,
        &ignoring(
            "manifest.file-extension",
            "name: mail\ntype: Backend Service\nimage:\n  location: nginx\n",
        ),
    );
    let mark = "  # copilot-manifest-ls: ignore[addons.policy-output-missing] meant so\n  Policy:";
    folder.write(POLICY, &TEMPLATE.replace("  Policy:", mark));
    let options =
        json!({ "severity": { "workspace.summary-missing": "off", "addons.no-template": "error" } });
    let mut client = Client::initialized(json!({
        "processId": null,
        "capabilities": pulls(),
        "workspaceFolders": [{ "uri": folder.uri(""), "name": "w" }],
        "initializationOptions": options,
    }));
    let reports = pulled(&mut client);
    assert_eq!((&reports[&mail], &reports[&policy]), (&json!([]), &json!([])));
    assert_eq!(codes(&reports[&jobs]), ["addons.no-template"]);
    assert_eq!(reports[&jobs][0]["severity"], 1);
    client.finish();
}

#[test]
fn patches_are_judged_open_or_not() {
    const PATCHES: &str = "copilot/web/overrides/cfn.patches.yml";
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let folder =
            Folder::new(&format!("patches {encoding}"), &[(WEB, MANIFEST), (SUMMARY, "application: a\n")]);
        folder.write(PATCHES, "- {op: remove, path: /絵😀/A}\n");
        let capabilities = json!({ "general": { "positionEncodings": [encoding] } });
        let mut client = folder.client(capabilities);
        let params = client.next("textDocument/publishDiagnostics")["params"].take();
        let end = 21 + width("/絵😀/A", encoding) as u64;
        let found = &params["diagnostics"][0];
        assert_eq!((&found["code"], range(found)), (&json!("overrides.patch-path"), [0, 21, 0, end]));
        let uri = folder.uri(PATCHES);
        assert_eq!(client.check(&uri, "- {op: add, path: /Resources/A}\n").len(), 1);
        client.change(&uri, 2, json!([{ "text": "- {op: remove, path: /Resources/A}\n" }]));
        assert_eq!(client.diagnostics(&uri, 2), [Value::Null; 0]);
        client.finish();
    }
}

/// The client makes the file of a fix, where it can, and the finding goes.
#[test]
fn a_fix_makes_the_addon_that_a_destination_needs() {
    let logging =
        "logging:\n  destination: {絵😀: 1, Name: firehose, region: eu-west-1, delivery_stream: audit}\n";
    let text = format!("{MANIFEST}{logging}");
    let title = "Create `copilot/web/addons/firehose-policy.yml` with the permission";
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let folder =
            Folder::new(&format!("create {encoding}"), &[(WEB, &text), (SUMMARY, "application: a\n")]);
        let (uri, made) = (folder.uri(WEB), folder.uri("copilot/web/addons/firehose-policy.yml"));
        let actions = |operations: &Value| {
            let mut client = folder.client(json!({
                "general": { "positionEncodings": [encoding] },
                "textDocument": { "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [""] } } } },
                "workspace": { "workspaceEdit": { "documentChanges": true, "resourceOperations": operations } },
            }));
            client.open(&uri, &text);
            let at =
                json!({ "line": 11, "character": width("  destination: {絵😀: 1, Name: fire", encoding) });
            let asked = json!({ "textDocument": { "uri": uri }, "range": { "start": at, "end": at }, "context": { "diagnostics": [] } });
            let actions = client.call("textDocument/codeAction", asked).as_array().unwrap().clone();
            (client, actions.into_iter().find(|action| action["title"] == title))
        };
        assert!(actions(&json!(["rename"])).1.is_none(), "a client that can't make files");
        let (mut client, action) = actions(&json!(["create"]));
        let changes = action.expect("the fix")["edit"]["documentChanges"].take();
        let create = json!({ "kind": "create", "uri": made, "options": { "overwrite": false, "ignoreIfExists": false } });
        assert_eq!((&changes[0], changes.as_array().unwrap().len()), (&create, 2));
        assert_eq!(changes[1]["textDocument"], json!({ "uri": made, "version": null }));
        let edit = &changes[1]["edits"][0];
        assert_eq!(range(edit), [0; 4]);
        folder.write("copilot/web/addons/firehose-policy.yml", edit["newText"].as_str().unwrap());
        client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": made, "type": 1 }] }));
        client.change(&uri, 2, json!([{ "text": format!("{text}# again\n") }]));
        let left = client.diagnostics(&uri, 2);
        assert!(left.iter().all(|it| it["code"] != "logging.iam-permission"), "{left:?}");
        drop(client);
    }
}

/// The client makes the addon of a pattern, where it can; another gets the manifest's part.
#[test]
fn a_pattern_makes_the_addon_that_its_task_needs() {
    const ADDON: &str = "copilot/web/addons/s3-policy.yml";
    let text = format!("{}cpu: 256 # 絵😀\n", backend("web"));
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let folder = Folder::new(&format!("add {encoding}"), &[(WEB, &text), (SUMMARY, "application: a\n")]);
        let (uri, made) = (folder.uri(WEB), folder.uri(ADDON));
        let edit = |client: &mut Client| Some(logs_to_s3(client, &uri)?["edit"].take());
        let client = |operations: &Value| {
            let mut client = folder.client(json!({
                "general": { "positionEncodings": [encoding] },
                "textDocument": { "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [""] } } } },
                "workspace": { "workspaceEdit": { "documentChanges": true, "resourceOperations": operations } },
            }));
            client.open(&uri, &text);
            client
        };
        let end = width("cpu: 256 # 絵😀", encoding) as u64;
        let without = edit(&mut client(&json!(["rename"]))).expect("the action");
        let own = &without["documentChanges"][0];
        assert_eq!(
            (without["documentChanges"].as_array().unwrap().len(), &own["textDocument"]["uri"]),
            (1, &json!(uri))
        );
        assert_eq!(range(&own["edits"][0]), [5, end, 5, end]);

        let mut client = client(&json!(["create"]));
        let changes = edit(&mut client).expect("the action")["documentChanges"].take();
        let create = json!({ "kind": "create", "uri": made, "options": { "overwrite": false, "ignoreIfExists": false } });
        assert_eq!((&changes[0], &changes[2]), (&create, own));
        assert_eq!(changes[1]["textDocument"], json!({ "uri": made, "version": null }));
        let template = changes[1]["edits"][0]["newText"].as_str().unwrap();
        assert!(template.contains("- s3:PutObject") && template.contains(":s3:::my-logs/*"), "{template}");
        folder.write(ADDON, template);
        client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": made, "type": 1 }] }));
        client.change(
            &uri,
            2,
            json!([{ "range": own["edits"][0]["range"], "text": own["edits"][0]["newText"] }]),
        );
        assert_eq!(client.diagnostics(&uri, 2), [Value::Null; 0]);
        assert_eq!(edit(&mut client), None, "there is one log router only");
        client.finish();
    }
}

/// The action at `type` that adds a log router.
fn logs_to_s3(client: &mut Client, uri: &str) -> Option<Value> {
    let at = json!({ "line": 2, "character": 1 });
    let asked = json!({
        "textDocument": { "uri": uri }, "range": { "start": at, "end": at },
        "context": { "diagnostics": [], "only": ["refactor"] },
    });
    let actions = client.call("textDocument/codeAction", asked).as_array().unwrap().clone();
    actions.into_iter().find(|it| it["title"] == "Add sidecar pattern: Logs to S3 (FireLens)")
}

/// Nothing waits for a pipe, nothing is read of a device, and each bad file is told with its reason, once.
#[cfg(unix)]
#[test]
fn files_that_can_not_be_read_are_told_and_logged() {
    let folder = Folder::new("unread", &[(WEB, MANIFEST), (SUMMARY, "application: a\n")]);
    folder.write_bytes("copilot/latin/manifest.yml", b"name: caf\xe9\n");
    folder.write("copilot/pipe/x", "");
    folder.write("copilot/web/addons/x.json", "{}");
    let pipe = |path: &str| {
        rustix::fs::mkfifoat(rustix::fs::CWD, folder.path(path), rustix::fs::Mode::RUSR).unwrap();
        folder.uri(path)
    };
    let link = |target: &str, path: &str| {
        folder.write(&format!("{path}.x"), "");
        std::os::unix::fs::symlink(target, folder.path(path)).unwrap();
        folder.uri(path)
    };
    let bad = [
        folder.uri("copilot/latin/manifest.yml"),
        pipe("copilot/pipe/manifest.yml"),
        pipe("copilot/web/addons/pipe.yml"),
        link("/dev/zero", "copilot/zero/manifest.yml"),
        link("manifest.yml", "copilot/loop/manifest.yml"),
    ];
    let mut client = folder.client(pulls());
    for _ in 0..2 {
        let reports = pulled(&mut client);
        for uri in bad.iter().filter(|uri| !uri.contains("zero")) {
            assert_eq!(codes(&reports[uri]), ["file.unreadable"], "{uri}");
            assert_eq!(range(&reports[uri][0]), [0; 4]);
        }
        assert_eq!(reports[&folder.uri(WEB)], json!([]));
        assert!(!reports.contains_key(&bad[3]), "Copilot follows a link out of the workspace");
        std::thread::sleep(std::time::Duration::from_millis(2_100));
    }
    let lines: Vec<Value> = bad.iter().map(|_| client.next("window/logMessage")["params"].take()).collect();
    for reason in ["is not UTF-8", "no regular file", "leads out of the workspace", "can't be read"] {
        let is_told = |line: &&Value| line["message"].as_str().unwrap().contains(reason);
        assert!(lines.iter().any(|line| is_told(&line)), "{reason} in {lines:?}");
    }
    client.finish();
}
