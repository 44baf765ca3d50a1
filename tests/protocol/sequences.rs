//! Messages in any order, good and bad: the server never dies, and answers every request once.

use super::client::{Client, MANIFEST, URI, at, frame_bytes};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const URIS: [&str; 4] =
    [URI, "file:///w/copilot/environments/test/manifest.yml", "untitled:Untitled-1", "no uri"];

const REQUESTS: [&str; 18] = [
    "hover",
    "completion",
    "definition",
    "declaration",
    "references",
    "documentHighlight",
    "documentSymbol",
    "codeAction",
    "codeLens",
    "documentLink",
    "foldingRange",
    "selectionRange",
    "semanticTokens/full",
    "inlayHint",
    "prepareRename",
    "rename",
    "diagnostic",
    "nonsense",
];

const TEXTS: [&str; 7] = [
    MANIFEST,
    "",
    "a: [",
    "bogus: 店 😀\r\nx",
    "\u{0}\u{2028}\u{feff}",
    "environments:\n  店:\n    cpu: x\n",
    "{{{{",
];

/// The method and the parameters of a message.
type Message = (String, Value);

/// A number where one is expected, or something else.
fn number() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => (0..12u32).prop_map(|number| json!(number)),
        1 => prop::sample::select(vec![
            json!(u32::MAX), json!(i64::MIN), json!(u64::MAX), json!(1e300), json!(-1), json!(1.5), json!("1"), json!(null),
        ]),
    ]
}

fn place() -> impl Strategy<Value = Value> {
    (number(), number()).prop_map(|(line, character)| json!({ "line": line, "character": character }))
}

fn uri() -> impl Strategy<Value = Value> {
    prop_oneof![8 => prop::sample::select(&URIS[..]).prop_map(|uri| json!(uri)), 1 => Just(json!(5))]
}

fn request() -> impl Strategy<Value = Message> {
    let asked = (prop::sample::select(&REQUESTS[..]), uri(), place(), place());
    let of_text = asked.prop_map(|(name, uri, start, end)| {
        let params = json!({
            "textDocument": { "uri": uri }, "position": start, "positions": [start, end], "newName": "店",
            "range": { "start": start, "end": end }, "context": { "diagnostics": [], "includeDeclaration": true },
        });
        (format!("textDocument/{name}"), params)
    });
    let others = prop::sample::select(vec![
        ("initialize", json!({ "capabilities": {} })),
        ("workspace/symbol", json!({ "query": "店" })),
        ("workspace/executeCommand", json!({ "command": "copilotManifest.showEffective", "arguments": [5] })),
        ("workspace/diagnostic", json!({ "previousResultIds": [] })),
        ("completionItem/resolve", json!({ "label": "x", "data": { "kind": 5 } })),
        ("copilotManifest/effective", json!({ "uri": 5 })),
        ("", json!({})),
        ("$/nonsense", json!([1, 2])),
        ("textDocument/hover", json!("no object")),
        ("textDocument/hover", json!([[]])),
    ]);
    prop_oneof![5 => of_text, 2 => others.prop_map(|(method, params)| (method.to_owned(), params))]
}

fn notification() -> impl Strategy<Value = Message> {
    let text = prop::sample::select(&TEXTS[..]);
    let open = (uri(), number(), text).prop_map(|(uri, version, text)| {
        let document = json!({ "uri": uri, "languageId": "yaml", "version": version, "text": text });
        ("textDocument/didOpen".to_owned(), json!({ "textDocument": document }))
    });
    let text = prop::sample::select(&TEXTS[..]);
    let change = (uri(), number(), place(), place(), text).prop_map(|(uri, version, start, end, text)| {
        let edit = json!({ "range": { "start": start, "end": end }, "text": text });
        let params = json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": [edit] });
        ("textDocument/didChange".to_owned(), params)
    });
    let close =
        uri().prop_map(|uri| ("textDocument/didClose".to_owned(), json!({ "textDocument": { "uri": uri } })));
    let others = prop::sample::select(vec![
        ("initialized", json!({})),
        ("$/cancelRequest", json!({ "id": 3 })),
        ("$/cancelRequest", json!({ "id": "x" })),
        ("$/cancelRequest", json!([])),
        ("$/setTrace", json!({ "value": "loud" })),
        ("workspace/didChangeConfiguration", json!({ "settings": { "copilotManifest": { "severity": 5 } } })),
        ("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": URI, "type": 9 }] })),
        (
            "workspace/didChangeWorkspaceFolders",
            json!({ "event": { "added": [], "removed": [{ "uri": URI, "name": "w" }] } }),
        ),
        ("textDocument/didSave", json!({ "textDocument": { "uri": URI } })),
        ("nonsense", json!(null)),
    ]);
    prop_oneof![3 => open, 4 => change, 1 => close, 2 => others.prop_map(|(method, params)| (method.to_owned(), params))]
}

/// One message of a client.
#[derive(Debug, Clone)]
enum Sent {
    Request(Message),
    Notification(Message),
    /// The last id once more.
    Again(Message),
    /// An answer to a question that nobody asked.
    Answer(Value),
    /// Something that is no message.
    Bytes(&'static [u8]),
    Shutdown,
}

fn sent() -> impl Strategy<Value = Sent> {
    prop_oneof![
        10 => request().prop_map(Sent::Request),
        10 => notification().prop_map(Sent::Notification),
        1 => request().prop_map(Sent::Again),
        1 => prop::sample::select(vec![json!(1), json!("x"), json!(null)]).prop_map(Sent::Answer),
        1 => prop::sample::select(vec![&b"{"[..], b"[]", b"\"\xff\"", b"", b"{\"jsonrpc\":\"2.0\",\"id\":{}}"])
            .prop_map(Sent::Bytes),
        1 => Just(Sent::Shutdown),
    ]
}

/// Ids as clients make them: numbers small and large, and texts.
fn id(index: usize) -> Value {
    match index % 3 {
        0 => json!(index),
        1 => json!(format!("店 {index}")),
        _ => json!(i64::MAX - index as i64),
    }
}

/// Sends everything without waiting, then `shutdown` and `exit`, and counts the answers to each id.
fn run(messages: &[Sent], initialized: bool) -> Result<(), TestCaseError> {
    let mut client = if initialized { Client::silent() } else { Client::start() };
    let mut asked: BTreeMap<String, usize> = BTreeMap::new();
    let mut last = id(0);
    for (index, sent) in messages.iter().enumerate() {
        let mut ask = |id: &Value, (method, params): &Message| {
            *asked.entry(id.to_string()).or_default() += 1;
            client.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        };
        match sent {
            Sent::Request(message) => {
                last = id(100 + index);
                ask(&last, message);
            }
            Sent::Again(message) => ask(&last, message),
            Sent::Shutdown => ask(&id(100 + index), &("shutdown".to_owned(), Value::Null)),
            Sent::Notification((method, params)) => client.notify(method, params.clone()),
            Sent::Answer(id) => client.send(&json!({ "jsonrpc": "2.0", "id": id, "result": null })),
            Sent::Bytes(bytes) => {
                *asked.entry("null".to_owned()).or_default() += 1;
                client.send_bytes(&frame_bytes(bytes));
            }
        }
    }
    for (id, count) in &asked {
        let id: Value = serde_json::from_str(id).unwrap();
        for _ in 0..*count {
            let answer = client.answer(&id);
            prop_assert!(answer.get("result").is_some() != answer.get("error").is_some(), "{}", answer);
        }
    }
    client.notify("exit", Value::Null);
    client.end_unread();
    let more = client.unread().find(|message| message.get("method").is_none());
    prop_assert!(more.is_none(), "answered twice: {:?}", more);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_messages_are_answered_once(
        messages in prop::collection::vec(sent(), 1..40),
        initialized in prop::bool::weighted(0.8),
    ) {
        run(&messages, initialized)?;
    }
}

#[test]
fn requests_of_the_same_id_get_an_answer_each() {
    let mut client = Client::silent();
    for _ in 0..3 {
        client.send(
            &json!({ "jsonrpc": "2.0", "id": 77, "method": "textDocument/hover", "params": at(URI, 0, 0) }),
        );
    }
    // Of those that come while the first one is open, only a refusal can tell that they are others.
    let answers: Vec<Value> = (0..3).map(|_| client.answer(&json!(77))).collect();
    assert!(answers.iter().any(|answer| answer.get("result").is_some()), "{answers:?}");
    let is_refused = |answer: &Value| answer["error"]["code"] == -32600;
    assert!(answers.iter().all(|answer| answer.get("result").is_some() || is_refused(answer)), "{answers:?}");
    client.finish();
}
