//! Bytes that are no good messages: the session goes on.

use super::client::{Client, MANIFEST, URI, about_bogus, at, frame, frame_bytes};
use serde_json::{Value, json};

const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;

/// Sends bytes that hold no good message and expects an error without id, a line in the log, and a live server.
fn refuses(bytes: &[u8], code: i64) {
    let mut client = Client::silent();
    client.send_bytes(bytes);
    let answer = client.answer(&Value::Null);
    assert_eq!(answer["error"]["code"], code, "{answer}");
    let line = client.next("window/logMessage");
    assert_eq!(line["params"]["type"], 2, "a warning: {line}");
    assert_eq!(client.call("textDocument/hover", at(URI, 0, 0)), Value::Null);
    assert!(client.finish().contains("malformed"));
}

#[test]
fn no_json() {
    refuses(&frame_bytes(b"{\"jsonrpc\":"), PARSE_ERROR);
}

#[test]
fn an_empty_body() {
    refuses(&frame_bytes(b""), PARSE_ERROR);
}

#[test]
fn not_utf_8() {
    refuses(&frame_bytes(b"{\"jsonrpc\":\"2.0\",\"method\":\"x\",\"params\":[\"\xff\xfe\"]}"), PARSE_ERROR);
}

#[test]
fn too_deep() {
    let body = format!("{{\"jsonrpc\":\"2.0\",\"method\":\"x\",\"params\":{}", "[".repeat(100_000));
    refuses(&frame_bytes(body.as_bytes()), PARSE_ERROR);
}

#[test]
fn a_batch() {
    refuses(&frame_bytes(b"[]"), INVALID_REQUEST);
}

#[test]
fn no_method() {
    refuses(&frame_bytes(b"{\"jsonrpc\":\"2.0\"}"), INVALID_REQUEST);
}

#[test]
fn a_header_without_a_length() {
    refuses(b"Content-Type: application/json\r\n\r\n", PARSE_ERROR);
}

#[test]
fn a_length_that_is_no_number() {
    refuses(b"Content-Length: -5\r\n\r\n", PARSE_ERROR);
}

#[test]
fn a_huge_length() {
    refuses(b"Content-Length: 99999999999999999999999\r\n\r\n{\"jsonrpc\":\"2.0\"", PARSE_ERROR);
}

#[test]
fn a_length_that_is_too_short() {
    let message = json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }).to_string();
    refuses(format!("Content-Length: 9\r\n\r\n{message}").as_bytes(), PARSE_ERROR);
}

#[test]
fn the_id_of_a_bad_request_is_kept() {
    let mut client = Client::silent();
    client.send(&json!({ "jsonrpc": "1.0", "id": "mine", "method": "textDocument/hover" }));
    assert_eq!(client.answer(&json!("mine"))["error"]["code"], INVALID_REQUEST);
    client.next("window/logMessage");
    client.finish();
}

#[test]
fn headers_in_lower_case_and_more_of_them() {
    let mut client = Client::silent();
    let body = json!({ "jsonrpc": "2.0", "id": 50, "method": "textDocument/hover", "params": at(URI, 0, 0) })
        .to_string();
    let header = format!(
        "content-type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length:{}\r\n\r\n",
        body.len()
    );
    client.send_bytes(format!("{header}{body}").as_bytes());
    assert_eq!(client.answer(&json!(50))["result"], Value::Null);
    client.finish();
}

#[test]
fn a_message_that_comes_in_pieces() {
    let mut client = Client::silent();
    let message = frame(
        &json!({ "jsonrpc": "2.0", "id": 50, "method": "textDocument/hover", "params": at(URI, 0, 0) }),
    );
    for byte in message {
        client.send_bytes(&[byte]);
    }
    assert_eq!(client.answer(&json!(50))["result"], Value::Null);
    client.finish();
}

#[test]
fn a_stream_that_is_cut_ends_with_1() {
    let mut client = Client::silent();
    client.send_bytes(b"Content-Length: 100\r\n\r\n{");
    client.close();
    assert_eq!(client.answer(&Value::Null)["error"]["code"], PARSE_ERROR);
    let (status, stderr) = client.end_unread();
    assert_eq!(status, 1);
    assert!(stderr.contains("100 bytes that ends after 1"), "{stderr}");
}

#[test]
fn halves_of_an_emoji_in_two_edits() {
    let mut client = Client::silent();
    client.check(URI, MANIFEST);
    let half = |version: i64, character: usize, unit: &str| {
        let change = format!(
            r#"{{"range":{{"start":{{"line":3,"character":{character}}},"end":{{"line":3,"character":{character}}}}},"text":"{unit}"}}"#
        );
        let document = format!(r#"{{"uri":"{URI}","version":{version}}}"#);
        let params = format!(r#"{{"textDocument":{document},"contentChanges":[{change}]}}"#);
        let body = format!(r#"{{"jsonrpc":"2.0","method":"textDocument/didChange","params":{params}}}"#);
        frame_bytes(body.as_bytes())
    };
    client.send_bytes(&half(2, 12, r"\ud83d"));
    client.send_bytes(&half(3, 13, r"\ude00"));
    client.change(URI, 4, json!([super::client::edit((10, 0), (10, 0), "bogus: 1\n")]));
    assert_eq!(about_bogus(&client.diagnostics(URI, 4)).len(), 1);
    client.finish();
}
