//! From the first message to the exit status.

use super::client::{Client, MANIFEST, URI, at, frame};
use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Stdio};

const NOT_INITIALIZED: i64 = -32002;
const INVALID_REQUEST: i64 = -32600;
const METHOD_NOT_FOUND: i64 = -32601;
const INVALID_PARAMS: i64 = -32602;
const REQUEST_CANCELLED: i64 = -32800;

#[test]
fn shutdown_and_exit_end_with_0() {
    assert_eq!(Client::silent().finish(), "", "a quiet run logs nothing");
}

#[test]
fn exit_without_shutdown_ends_with_1() {
    let mut client = Client::silent();
    client.notify("exit", Value::Null);
    assert_eq!(client.end().0, 1);
}

#[test]
fn exit_before_initialize_ends_with_1() {
    let mut client = Client::start();
    client.notify("exit", Value::Null);
    assert_eq!(client.end().0, 1);
}

#[test]
fn closed_input_ends_with_1() {
    let mut client = Client::silent();
    client.close();
    assert_eq!(client.end().0, 1);
}

#[test]
fn closed_input_after_shutdown_ends_with_0() {
    let mut client = Client::silent();
    client.call("shutdown", Value::Null);
    client.close();
    assert_eq!(client.end().0, 0);
}

#[test]
fn shutdown_takes_no_and_null_parameters() {
    let mut client = Client::silent();
    client.send(&json!({ "jsonrpc": "2.0", "id": "last", "method": "shutdown" }));
    assert_eq!(client.answer(&json!("last"))["result"], Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.end().0, 0);
}

#[test]
fn the_answer_to_shutdown_comes_even_when_exit_follows_at_once() {
    let mut client = Client::silent();
    let id = client.request("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.answer(&json!(id)).get("result"), Some(&Value::Null));
    assert_eq!(client.end().0, 0);
}

#[cfg(unix)]
#[test]
fn ends_when_the_process_of_the_client_is_gone() {
    let mut short_lived = Command::new("true").spawn().unwrap();
    let process = short_lived.id();
    short_lived.wait().unwrap();
    let mut client = Client::start();
    let id = client.request("initialize", json!({ "processId": process, "capabilities": {} }));
    let _ = client.answer(&json!(id));
    let (status, stderr) = client.end_unread();
    assert_eq!(status, 1);
    assert!(stderr.contains("process") && stderr.contains("has ended"), "{stderr}");
}

#[cfg(unix)]
#[test]
fn ends_when_the_process_of_the_client_ends_later() {
    let mut process = Command::new("sleep").arg("600").spawn().unwrap();
    let mut client = Client::initialized(json!({ "processId": process.id(), "capabilities": {} }));
    client.check(URI, MANIFEST);
    process.kill().unwrap();
    process.wait().unwrap();
    assert_eq!(client.end_unread().0, 1, "and its log may say why");
}

#[test]
fn ends_when_nobody_reads_its_answers() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copilot-manifest-ls"));
    let mut server =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(server.stdout.take());
    let mut input = server.stdin.take().unwrap();
    let params = json!({ "capabilities": {} });
    input
        .write_all(&frame(&json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params })))
        .unwrap();
    let output = server.wait_with_output().unwrap();
    drop(input);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("can't be written"));
}

#[test]
fn a_request_before_initialize_is_refused() {
    let mut client = Client::start();
    assert_eq!(client.call_in_vain("textDocument/hover", at(URI, 0, 0)), NOT_INITIALIZED);
    client.call("initialize", json!({ "capabilities": {} }));
    assert_eq!(
        client.call_in_vain("initialize", json!({ "capabilities": {} })),
        INVALID_REQUEST,
        "the second"
    );
    client.finish();
}

#[test]
fn requests_after_shutdown_are_refused() {
    let mut client = Client::silent();
    client.call("shutdown", Value::Null);
    assert_eq!(client.call_in_vain("textDocument/hover", at(URI, 0, 0)), INVALID_REQUEST);
    client.notify("exit", Value::Null);
    assert_eq!(client.end().0, 0);
}

#[test]
fn unknown_methods_and_wrong_parameters() {
    let mut client = Client::silent();
    assert_eq!(client.call_in_vain("textDocument/nonsense", json!({})), METHOD_NOT_FOUND);
    assert_eq!(client.call_in_vain("textDocument/hover", json!({ "position": 5 })), INVALID_PARAMS);
    client.notify("textDocument/nonsense", json!({}));
    client.notify("$/setTrace", json!({ "value": "off" }));
    client.notify("textDocument/didOpen", json!({ "textDocument": 5 }));
    assert_eq!(client.call("textDocument/hover", at(URI, 0, 0)), Value::Null, "a document that is not open");
    client.finish();
}

#[test]
fn messages_sent_without_waiting_are_all_served() {
    let mut client = Client::start();
    let document = json!({ "uri": URI, "languageId": "yaml", "version": 1, "text": MANIFEST });
    let messages = [
        json!({ "jsonrpc": "2.0", "id": 100, "method": "initialize", "params": { "capabilities": {} } }),
        json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }),
        json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "textDocument": document } }),
        json!({ "jsonrpc": "2.0", "id": 101, "method": "textDocument/hover", "params": at(URI, 7, 1) }),
    ];
    client.send_bytes(&messages.iter().flat_map(frame).collect::<Vec<u8>>());
    assert!(client.answer(&json!(100)).get("result").is_some());
    assert!(client.answer(&json!(101)).get("result").is_some());
    client.diagnostics(URI, 1);
    client.finish();
}

#[test]
fn a_cancelled_request_is_answered_once() {
    let mut client = Client::silent();
    client.check(URI, &format!("{MANIFEST}{}", "# a long comment\n".repeat(20_000)));
    for line in 0..20 {
        client.change(URI, 2 + line, json!([super::client::edit((10, 0), (10, 0), "#\n")]));
        let id = client.request("textDocument/hover", at(URI, 7, 1));
        client.notify("$/cancelRequest", json!({ "id": id }));
        let answer = client.answer(&json!(id));
        let is_cancelled = answer["error"]["code"] == REQUEST_CANCELLED;
        assert!(is_cancelled || answer.get("result").is_some(), "{answer}");
    }
    client.notify("$/cancelRequest", json!({ "id": 99_999 }));
    client.diagnostics(URI, 21);
    client.finish();
}

#[test]
fn capabilities_follow_the_client() {
    let client = Client::silent();
    let can = &client.capabilities;
    assert_eq!(can["positionEncoding"], "utf-16");
    assert_eq!(can["textDocumentSync"]["change"], 2);
    assert_eq!(can["hoverProvider"], true);
    assert!(can["completionProvider"].is_object());
    assert_eq!(can.get("diagnosticProvider"), None, "only for clients that pull");
    assert_eq!(can.get("codeActionProvider"), None, "only for clients that take code action literals");
    assert_eq!((&can["definitionProvider"], &can["renameProvider"]), (&json!(true), &json!(true)));
    assert_eq!(can["workspace"].get("fileOperations"), None, "only for clients that tell of renamed files");
    assert_eq!(can.get("documentFormattingProvider"), None, "left to others");
    client.finish();
    let kinds = json!({ "codeActionKind": { "valueSet": ["quickfix"] } });
    let actions = json!({ "codeAction": { "codeActionLiteralSupport": kinds } });
    let client = Client::with(json!({ "textDocument": actions }));
    let kinds = [
        "quickfix",
        "source.fixAll.copilotManifest",
        "refactor.extract",
        "refactor.inline",
        "refactor.rewrite",
        "refactor.add",
    ];
    assert_eq!(client.capabilities["codeActionProvider"]["codeActionKinds"], json!(kinds));
    client.finish();
}

#[test]
fn the_position_encoding_is_negotiated() {
    for (offered, chosen) in [
        (json!(["utf-16"]), "utf-16"),
        (json!(["utf-8", "utf-16", "utf-32"]), "utf-8"),
        (json!(["utf-32", "utf-16"]), "utf-16"),
        (json!(["utf-32"]), "utf-32"),
        (json!(["utf-9"]), "utf-16"),
    ] {
        let client = Client::with(json!({ "general": { "positionEncodings": offered } }));
        assert_eq!(client.capabilities["positionEncoding"], chosen);
        client.finish();
    }
}
