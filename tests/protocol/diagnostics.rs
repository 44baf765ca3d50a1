//! How findings reach the client.

use super::client::{Client, MANIFEST, URI, about_bogus, edit, pulls, range};
use serde_json::{Value, json};

fn pull(client: &mut Client) -> Vec<Value> {
    let report = client.call("textDocument/diagnostic", json!({ "textDocument": { "uri": URI } }));
    assert_eq!(report["kind"], "full");
    report["items"].as_array().unwrap().clone()
}

#[test]
fn a_diagnostic_names_its_rule_and_source() {
    let mut client = Client::silent();
    let diagnostics = client.check(URI, &format!("{MANIFEST}bogus: 1\n"));
    let found = about_bogus(&diagnostics)[0];
    assert_eq!(range(found), [10, 0, 10, 5]);
    assert_eq!(found["source"], "copilot-manifest-ls");
    assert_eq!(found["severity"], 2);
    assert!(found["code"].as_str().is_some_and(|rule| rule.contains('.')), "{found}");
    for not_understood in ["codeDescription", "relatedInformation"] {
        assert_eq!(found.get(not_understood), None);
    }
    client.finish();
}

#[test]
fn a_diagnostic_links_its_rule_where_the_client_can() {
    let publish = json!({ "codeDescriptionSupport": true, "relatedInformation": true });
    let mut client = Client::with(json!({ "textDocument": { "publishDiagnostics": publish } }));
    let diagnostics = client.check(URI, &format!("{MANIFEST}bogus: 1\n"));
    let found = about_bogus(&diagnostics)[0];
    let page = found["codeDescription"]["href"].as_str().unwrap();
    assert!(
        page.contains("/docs/rules/") && page.ends_with(&found["code"].as_str().unwrap().replace('.', "")),
        "{page}"
    );
    client.finish();
}

#[test]
fn a_client_that_pulls_is_not_pushed_to() {
    let mut client = Client::with(pulls());
    let provider = json!({ "interFileDependencies": true, "workspaceDiagnostics": true });
    assert_eq!(client.capabilities["diagnosticProvider"], provider);
    client.open(URI, &format!("{MANIFEST}bogus: 1\n"));
    assert_eq!(about_bogus(&pull(&mut client)).len(), 1);
    client.change(URI, 2, json!([edit((10, 0), (11, 0), "")]));
    assert_eq!(pull(&mut client), [Value::Null; 0]);
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": URI } }));
    assert_eq!(pull(&mut client), [Value::Null; 0], "not open");
    client.finish();
}

#[test]
fn a_save_checks_again() {
    let mut client = Client::silent();
    assert_eq!(client.capabilities["textDocumentSync"]["save"], true);
    let opened = client.check(URI, &format!("{MANIFEST}bogus: 1\n"));
    client.notify("textDocument/didSave", json!({ "textDocument": { "uri": URI } }));
    assert_eq!(client.diagnostics(URI, 1), opened);
    client.finish();
}
