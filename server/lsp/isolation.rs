//! A server in which checks, requests and edits panic, with the text of the document as the message. This test program
//! is that server itself when it is started with [`SERVE`].

use crate::rules::broken::TROUBLE;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

const SERVE: &str = "COPILOT_MANIFEST_LS_TEST_SERVE";
const TROUBLE_IN_REQUESTS: &str = "requests for this text are trouble";
const TROUBLE_IN_EDITS: &str = "this edit is trouble";

/// Panics in requests about a text that says so.
pub fn trouble_in_requests(text: &str) {
    assert!(!text.contains(TROUBLE_IN_REQUESTS), "{text}");
}

/// Panics in an edit that says so.
pub fn trouble_in_edits(text: &str) {
    assert!(!text.contains(TROUBLE_IN_EDITS), "{text}");
}

/// A client of the server.
struct Client {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    /// The lines that the server logged to the client.
    logged: Vec<String>,
}

impl Client {
    fn start(test: &str) -> Client {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", test]).env(SERVE, "1").env_remove("COPILOT_MANIFEST_LS_LOG");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (input, output) = (child.stdin.take(), BufReader::new(child.stdout.take().unwrap()));
        let mut client = Client { child, input, output, logged: Vec::new() };
        client.call(1, "initialize", json!({ "capabilities": {} }));
        client.send(json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }));
        client
    }

    fn send(&mut self, message: Value) {
        let body = message.to_string();
        write!(self.input.as_mut().unwrap(), "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.send(json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn receive(&mut self) -> Value {
        let length: usize = loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).unwrap() > 0, "the server has ended");
            // The test program says that it runs a test.
            if let Some((_, length)) = line.trim_end().split_once("Content-Length: ") {
                break length.parse().unwrap();
            }
        };
        let mut body = vec![0; length + 2];
        self.output.read_exact(&mut body).unwrap();
        let message: Value = serde_json::from_slice(&body[2..]).unwrap();
        if message["method"] == "window/logMessage" {
            self.logged.push(message["params"]["message"].as_str().unwrap().to_owned());
        }
        message
    }

    fn until(&mut self, is_it: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.receive();
            if is_it(&message) {
                return message;
            }
        }
    }

    fn call(&mut self, id: i64, method: &str, params: Value) -> Value {
        self.send(json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        self.until(|message| message["id"] == id)
    }

    /// The rules in the diagnostics of a version.
    fn rules(&mut self, version: i64) -> Vec<String> {
        let published = self.until(|message| message["params"]["version"] == version);
        let diagnostics = published["params"]["diagnostics"].as_array().unwrap();
        diagnostics.iter().map(|it| it["code"].as_str().unwrap().to_owned()).collect()
    }

    /// Ends the server. Gives the lines of its log that came to the client, and its standard error.
    fn finish(mut self) -> (Vec<String>, String) {
        self.call(1000, "shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.input = None;
        let (mut stdout, mut stderr) = (String::new(), String::new());
        self.output.read_to_string(&mut stdout).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        assert!(self.child.wait().unwrap().success());
        (std::mem::take(&mut self.logged), stderr)
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // After a failed test only; otherwise it has ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const SECRET: &str = "t0p-secret";

fn text(trouble: &str) -> String {
    format!("name: {SECRET}\ntype: Backend Service\nimage:\n  location: nginx\nbogus: 1\n# {trouble}\n")
}

fn change(client: &mut Client, version: i64, text: &str) {
    let document = json!({ "uri": "untitled:a", "version": version });
    client.notify(
        "textDocument/didChange",
        json!({ "textDocument": document, "contentChanges": [{ "text": text }] }),
    );
}

fn open(client: &mut Client, text: &str) {
    let document = json!({ "uri": "untitled:a", "languageId": "yaml", "version": 1, "text": text });
    client.notify("textDocument/didOpen", json!({ "textDocument": document }));
}

fn hover(client: &mut Client, id: i64) -> Value {
    let place = json!({ "textDocument": { "uri": "untitled:a" }, "position": { "line": 1, "character": 0 } });
    client.call(id, "textDocument/hover", place)
}

/// Runs a test against the server; in the process that is the server, serves and gives `None`.
fn serve_or_start(test: &str) -> Option<Client> {
    if std::env::var_os(SERVE).is_none() {
        return Some(Client::start(test));
    }
    super::serve();
    None
}

fn assert_told_once(logged: &[String], stderr: &str, name: &str) {
    for said in [logged.join("\n"), stderr.to_owned()] {
        assert_eq!(said.matches(name).count(), 1, "{name} in:\n{said}");
        assert!(said.contains(".rs:"), "the place in the sources: {said}");
        assert!(!said.contains(SECRET), "{said}");
    }
}

#[test]
fn a_check_that_panics_is_told_once_and_loses_its_own_findings() {
    let Some(mut client) =
        serve_or_start("lsp::isolation::a_check_that_panics_is_told_once_and_loses_its_own_findings")
    else {
        return;
    };
    open(&mut client, &text(""));
    let expected = client.rules(1);
    assert!(!expected.is_empty());
    for version in 2..6 {
        change(&mut client, version, &text(TROUBLE));
        assert_eq!(client.rules(version), expected);
    }
    let (logged, stderr) = client.finish();
    for name in ["broken::CHECKS[0]", "broken::BLOCK_CHECKS[0]", "broken::once"] {
        assert_told_once(&logged, &stderr, name);
    }
}

#[test]
fn a_request_that_panics_fails_alone() {
    let Some(mut client) = serve_or_start("lsp::isolation::a_request_that_panics_fails_alone") else {
        return;
    };
    open(&mut client, &text(TROUBLE_IN_REQUESTS));
    let expected = client.rules(1);
    for id in 10..13 {
        assert_eq!(hover(&mut client, id)["error"]["code"], -32603, "an internal error");
    }
    change(&mut client, 2, &text(""));
    assert_eq!(client.rules(2), expected);
    assert!(hover(&mut client, 20)["result"].is_object());
    let (logged, stderr) = client.finish();
    assert_told_once(&logged, &stderr, "textDocument/hover");
}

#[test]
fn after_an_edit_that_panics_the_document_is_not_open() {
    let Some(mut client) =
        serve_or_start("lsp::isolation::after_an_edit_that_panics_the_document_is_not_open")
    else {
        return;
    };
    open(&mut client, &text(""));
    let expected = client.rules(1);
    change(&mut client, 2, TROUBLE_IN_EDITS);
    assert_eq!(hover(&mut client, 10).get("result"), Some(&Value::Null), "an old text may be a wrong one");
    open(&mut client, &text(""));
    assert_eq!(client.rules(1), expected);
    assert!(hover(&mut client, 11)["result"].is_object());
    let (logged, stderr) = client.finish();
    assert_told_once(&logged, &stderr, "textDocument/didChange");
}
