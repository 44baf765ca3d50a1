//! The documentation of the rules, for clients that show it themselves.

use super::client::{Client, URI, about_bogus};
use serde_json::{Value, json};

const RULE: &str = "sidecar.mount-volume-unknown";

fn explain(client: &mut Client, id: &str) -> Value {
    client.call("copilotManifest/explain", json!({ "id": id }))
}

fn in_japanese(params: &Value) -> Client {
    let mut all = json!({ "capabilities": {} });
    all.as_object_mut().unwrap().extend(params.as_object().unwrap().clone());
    Client::initialized(all)
}

fn is_japanese(text: &Value) -> bool {
    text.as_str().unwrap().contains(['は', 'を', 'の'])
}

#[test]
fn the_rule_of_a_finding_is_explained() {
    let mut client = Client::silent();
    let text = "name: web\ntype: Backend Service\nimage: {location: nginx}\nbogus: \"😀 青\"\n";
    let found = client.check(URI, text);
    let id = about_bogus(&found)[0]["code"].as_str().unwrap().to_owned();
    let page = explain(&mut client, &id);
    assert_eq!(page["title"], json!(id));
    let markdown = page["markdown"].as_str().unwrap();
    assert!(markdown.starts_with(&format!("# {id}\n")), "{markdown}");
    assert_eq!(markdown.matches("```yaml").count(), 2, "a wrong and a right example: {markdown}");
    client.finish();
}

#[test]
fn a_field_is_explained_too() {
    let mut client = Client::silent();
    let page = explain(&mut client, "sidecars.nginx.mount_points[0].read_only");
    let markdown = page["markdown"].as_str().unwrap();
    assert!(markdown.starts_with("# sidecars.<name>.mount_points[].read_only\n"), "{markdown}");
    client.finish();
}

#[test]
fn rules_are_listed_and_each_of_them_is_explained() {
    let mut client = Client::silent();
    let rules = client.call("copilotManifest/rules", Value::Null);
    let rules = rules.as_array().unwrap();
    let ids: Vec<&str> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    assert!(ids.len() > 100 && ids.is_sorted() && ids.contains(&RULE), "{ids:?}");
    for rule in rules {
        let severity = rule["severity"].as_str().unwrap();
        assert!(["error", "warning", "info", "hint"].contains(&severity), "{rule}");
        let page = explain(&mut client, rule["id"].as_str().unwrap());
        assert!(page["markdown"].as_str().unwrap().contains(&format!("**{severity}**")), "{page}");
    }
    client.finish();
}

#[test]
fn the_language_is_that_of_the_session() {
    let setting = json!({ "initializationOptions": { "copilotManifest": { "locale": "ja" } } });
    for params in [json!({ "locale": "ja-JP" }), setting] {
        let mut client = in_japanese(&params);
        assert!(is_japanese(&explain(&mut client, RULE)["markdown"]));
        let rules = client.call("copilotManifest/rules", json!({}));
        let of_rule = rules.as_array().unwrap().iter().find(|rule| rule["id"] == RULE).unwrap();
        assert!(is_japanese(&of_rule["summary"]), "{of_rule}");
        let settings = json!({ "settings": { "copilotManifest": { "locale": "en" } } });
        client.notify("workspace/didChangeConfiguration", settings);
        assert!(!is_japanese(&explain(&mut client, RULE)["markdown"]), "and follows the setting");
        client.finish();
    }
}

#[test]
fn what_there_is_not_is_refused_with_what_was_meant() {
    for (locale, word) in [("en", "Did you mean"), ("ja", "のことですか")] {
        let mut client = in_japanese(&json!({ "locale": locale }));
        let id = client.request("copilotManifest/explain", json!({ "id": "sidecar.mount-volume-unknwon" }));
        let error = client.answer(&json!(id))["error"].take();
        assert_eq!(error["code"], -32803);
        let message = error["message"].as_str().unwrap();
        assert!(message.contains(word) && message.contains(RULE), "{message}");
        let id = client.request("copilotManifest/explain", json!({}));
        assert_eq!(client.answer(&json!(id))["error"]["code"], -32602, "without an id");
        client.finish();
    }
}
