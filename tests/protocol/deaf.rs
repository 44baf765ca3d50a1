//! A client that never reads: the server neither grows nor hangs.

use super::client::{MANIFEST, URI, at, edit, frame};
use serde_json::{Value, json};
use std::io::Write;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

/// A test waits this long only when it fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server whose answers pile up in the pipe.
struct Unheard {
    server: Child,
    input: Option<ChildStdin>,
}

impl Unheard {
    fn start() -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copilot-manifest-ls"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut server = command.spawn().unwrap();
        let input = server.stdin.take();
        let mut unheard = Unheard { server, input };
        let initialize =
            json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": { "capabilities": {} } });
        unheard.send(&[initialize, notification("initialized", json!({}))]);
        unheard
    }

    /// Sends all; fails where the server does not take them.
    fn send(&mut self, messages: &[Value]) {
        let bytes: Vec<u8> = messages.iter().flat_map(frame).collect();
        let mut input = self.input.take().unwrap();
        let (done, sent) = channel();
        std::thread::spawn(move || {
            let outcome = input.write_all(&bytes).map(|()| input);
            let _ = done.send(outcome);
        });
        self.input = Some(sent.recv_timeout(PATIENCE).expect("the server reads").unwrap());
    }

    fn open(&mut self, text: &str) {
        let document = json!({ "uri": URI, "languageId": "yaml", "version": 1, "text": text });
        self.send(&[notification("textDocument/didOpen", json!({ "textDocument": document }))]);
    }

    fn end(&mut self) -> ExitStatus {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.server.try_wait().unwrap() {
                return status;
            }
            assert!(begun.elapsed() < PATIENCE, "the server does not end");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Unheard {
    fn drop(&mut self) {
        // After a failed test only; otherwise it has ended.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn notification(method: &str, params: Value) -> Value {
    json!({ "jsonrpc": "2.0", "method": method, "params": params })
}

/// More diagnostics than a pipe holds.
fn wrong() -> String {
    let keys: String = (0..600).map(|n| format!("bogus{n}: 1\n")).collect();
    format!("{MANIFEST}{keys}")
}

fn edits(from: usize, to: usize) -> Vec<Value> {
    let change = |version| {
        let document = json!({ "uri": URI, "version": version });
        let changes = json!([edit((10, 0), (10, usize::from(version % 2 == 0)), "b")]);
        notification("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }))
    };
    (from..to).map(change).collect()
}

#[test]
fn it_can_edit_on_and_end_the_server() {
    let mut client = Unheard::start();
    client.open(&wrong());
    client.send(&edits(2, 4_000));
    #[cfg(target_os = "linux")]
    let before = super::soak::resident(client.server.id());
    client.send(&edits(4_000, 14_000));
    #[cfg(target_os = "linux")]
    {
        let grown = super::soak::resident(client.server.id()).saturating_sub(before);
        assert!(grown < 8 * 1024 * 1024, "10,000 edits cost {grown} bytes");
    }
    client.send(&[notification("exit", Value::Null)]);
    assert_eq!(client.end().code(), Some(1));
}

/// More requests than the server takes before it waits for the client; the rest fits into the pipe.
fn requests() -> Vec<Value> {
    let hover =
        |id| json!({ "jsonrpc": "2.0", "id": id, "method": "textDocument/hover", "params": at(URI, 7, 1) });
    (1..850).map(hover).collect()
}

#[cfg(unix)]
#[test]
fn unread_requests_do_not_keep_the_server_when_the_input_is_closed() {
    let mut client = Unheard::start();
    client.open(&wrong());
    client.send(&requests());
    client.input = None;
    assert_eq!(client.end().code(), Some(1));
}

#[test]
fn unread_requests_do_not_keep_the_server_when_the_output_is_closed() {
    let mut client = Unheard::start();
    client.open(&wrong());
    client.send(&requests());
    drop(client.server.stdout.take());
    assert_eq!(client.end().code(), Some(1));
}

#[cfg(unix)]
#[test]
fn a_signal_to_terminate_ends_the_server_at_once() {
    use std::os::unix::process::ExitStatusExt;
    let mut client = Unheard::start();
    client.open(&wrong());
    client.send(&requests());
    let id = client.server.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    assert_eq!(client.end().signal(), Some(15));
}
