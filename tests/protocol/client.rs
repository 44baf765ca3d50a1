//! A small client. It fails where an answer does not come in time, and where a message is left unread.

use serde_json::{Value, json};
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Long, because machines that run tests are busy; a test waits this long only when it fails.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running server.
pub struct Client {
    child: Child,
    /// `None` once closed.
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// Read while something else was waited for.
    unread: VecDeque<Value>,
    stderr: Option<JoinHandle<String>>,
    last_id: i64,
    patience: Duration,
    /// The server's answer to `initialize`.
    pub capabilities: Value,
}

impl Client {
    /// Starts a server and says nothing to it.
    pub fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_copilot-manifest-ls"))
            .env_remove("COPILOT_MANIFEST_LS_LOG")
            .env("LC_ALL", "C")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        let output = BufReader::new(child.stdout.take().unwrap());
        let (sender, messages) = channel();
        std::thread::spawn(move || read_messages(output, |message| sender.send(message).is_ok()));
        let mut errors = child.stderr.take().unwrap();
        let stderr = std::thread::spawn(move || {
            let mut text = Vec::new();
            errors.read_to_end(&mut text).unwrap();
            String::from_utf8_lossy(&text).into_owned()
        });
        let (input, stderr) = (child.stdin.take(), Some(stderr));
        Client {
            child,
            input,
            messages,
            unread: VecDeque::new(),
            stderr,
            last_id: 0,
            patience: PATIENCE,
            capabilities: Value::Null,
        }
    }

    /// Starts a server and initializes it with these capabilities.
    pub fn with(capabilities: Value) -> Self {
        Client::initialized(json!({ "processId": null, "rootUri": null, "capabilities": capabilities }))
    }

    /// Starts a server and initializes it with these parameters.
    pub fn initialized(params: Value) -> Self {
        let mut client = Client::start();
        client.capabilities = client.call("initialize", params)["capabilities"].take();
        client.notify("initialized", json!({}));
        client
    }

    /// A client that says nothing about itself.
    pub fn silent() -> Self {
        Client::with(json!({}))
    }

    /// Waits longer, for texts that take long.
    pub fn be_patient(&mut self) {
        self.patience = 10 * PATIENCE;
    }

    /// The process of the server.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Drops what was read while something else was waited for, and what has come by now.
    pub fn forget(&mut self) {
        self.unread.clear();
        self.messages.try_iter().for_each(drop);
    }

    pub fn send_bytes(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).and_then(|()| input.flush()).expect("the server reads");
    }

    pub fn send(&mut self, message: &Value) {
        self.send_bytes(&frame(message));
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request and gives its id.
    pub fn request(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params }));
        self.last_id
    }

    /// The result of a request that succeeds.
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        let mut answer = self.answer(&json!(id));
        assert!(answer.get("result").is_some(), "{method}: {answer}");
        answer["result"].take()
    }

    /// The error code of a request that fails.
    pub fn call_in_vain(&mut self, method: &str, params: Value) -> i64 {
        let id = self.request(method, params);
        let answer = self.answer(&json!(id));
        answer["error"]["code"].as_i64().unwrap_or_else(|| panic!("{method}: {answer}"))
    }

    /// The whole answer to the request `id`.
    pub fn answer(&mut self, id: &Value) -> Value {
        self.take(&format!("answer to {id}"), |message| {
            message.get("method").is_none() && message["id"] == *id
        })
    }

    /// The next notification or request of this method.
    pub fn next(&mut self, method: &str) -> Value {
        self.take(method, |message| message["method"] == method)
    }

    /// Takes the request to ask for diagnostics again, and answers it.
    pub fn told_to_ask_again(&mut self) {
        let refresh = self.next("workspace/diagnostic/refresh");
        self.send(&json!({ "jsonrpc": "2.0", "id": refresh["id"], "result": null }));
    }

    /// The diagnostics of this version; those of earlier versions may or may not come, and must not come later.
    pub fn diagnostics(&mut self, uri: &str, version: i64) -> Vec<Value> {
        let mut last = -1;
        loop {
            let publish = self.take("publish", |message| {
                message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri
            });
            let found = publish["params"]["version"].as_i64().expect("a version");
            assert!(found > last && found <= version, "version {found} after {last}, waiting for {version}");
            if found == version {
                return publish["params"]["diagnostics"].as_array().expect("a list").clone();
            }
            last = found;
        }
    }

    pub fn open(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "yaml", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    pub fn change(&mut self, uri: &str, version: i64, changes: Value) {
        let document = json!({ "uri": uri, "version": version });
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// Opens a text of its own and gives its diagnostics.
    pub fn check(&mut self, uri: &str, text: &str) -> Vec<Value> {
        self.open(uri, text);
        self.diagnostics(uri, 1)
    }

    /// Shuts the server down in order and fails if it said anything that nobody read. Gives its standard error.
    pub fn finish(mut self) -> String {
        assert_eq!(self.call("shutdown", Value::Null), Value::Null);
        self.notify("exit", Value::Null);
        let (status, stderr) = self.end();
        assert_eq!(status, 0, "{stderr}");
        stderr
    }

    /// Closes the server's input.
    pub fn close(&mut self) {
        self.input = None;
    }

    /// Waits for the end. Gives the exit status and standard error; fails if a message is unread.
    pub fn end(&mut self) -> (i32, String) {
        let (status, stderr) = self.end_unread();
        assert!(self.unread.is_empty(), "unread: {:?}\n{stderr}", self.unread);
        (status, stderr)
    }

    /// Like [`Client::end`] where the server may still have had something to say.
    pub fn end_unread(&mut self) -> (i32, String) {
        let begun = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status.code().expect("ended by itself");
            }
            assert!(begun.elapsed() < PATIENCE, "the server does not end");
            std::thread::sleep(Duration::from_millis(5));
        };
        let stderr = self.stderr.take().unwrap().join().unwrap();
        self.unread.extend(self.messages.iter());
        (status, stderr)
    }

    /// What nobody has read.
    pub fn unread(&self) -> impl Iterator<Item = &Value> {
        self.unread.iter()
    }

    fn take(&mut self, what: &str, is_it: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.unread.iter().position(&is_it) {
            return self.unread.remove(at).unwrap();
        }
        let until = Instant::now() + self.patience;
        loop {
            match self.messages.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(message) if is_it(&message) => return message,
                Ok(message) => self.unread.push_back(message),
                Err(RecvTimeoutError::Timeout) => panic!("no {what}; unread: {:?}", self.unread),
                Err(RecvTimeoutError::Disconnected) => {
                    panic!("ended before {what}; unread: {:?}", self.unread)
                }
            }
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // After a failed test only; otherwise it has ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The capabilities of a client that asks for diagnostics, and again when it is told to.
pub fn pulls() -> Value {
    json!({
        "textDocument": { "diagnostic": {} },
        "workspace": { "diagnostics": { "refreshSupport": true } },
    })
}

/// A message with its header.
pub fn frame(message: &Value) -> Vec<u8> {
    frame_bytes(message.to_string().as_bytes())
}

pub fn frame_bytes(body: &[u8]) -> Vec<u8> {
    [format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat()
}

fn read_messages(mut output: impl BufRead, mut pass: impl FnMut(Value) -> bool) {
    loop {
        let mut header = String::new();
        while !header.ends_with("\r\n\r\n") {
            if output.read_line(&mut header).unwrap() == 0 {
                return assert!(header.is_empty(), "{header}");
            }
        }
        let length = header.trim().strip_prefix("Content-Length: ").unwrap().parse().unwrap();
        let mut body = vec![0; length];
        output.read_exact(&mut body).unwrap();
        if !pass(serde_json::from_slice(&body).unwrap()) {
            return;
        }
    }
}

/// A place in a document, for requests.
pub fn at(uri: &str, line: usize, character: usize) -> Value {
    json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } })
}

/// An incremental change.
pub fn edit(start: (usize, usize), end: (usize, usize), text: &str) -> Value {
    let position = |(line, character): (usize, usize)| json!({ "line": line, "character": character });
    json!({ "range": { "start": position(start), "end": position(end) }, "text": text })
}

/// The units of a text in a position encoding.
pub fn width(text: &str, encoding: &str) -> usize {
    match encoding {
        "utf-8" => text.len(),
        "utf-16" => text.encode_utf16().count(),
        _ => text.chars().count(),
    }
}

/// The diagnostics that are about the unknown key `bogus`.
pub fn about_bogus(diagnostics: &[Value]) -> Vec<&Value> {
    let mentions = |it: &&Value| it["message"].as_str().is_some_and(|message| message.contains("bogus"));
    diagnostics.iter().filter(mentions).collect()
}

/// The range of a diagnostic as (line, character) of both ends.
pub fn range(diagnostic: &Value) -> [u64; 4] {
    let number = |pointer: &str| diagnostic["range"].pointer(pointer).and_then(Value::as_u64).unwrap();
    [number("/start/line"), number("/start/character"), number("/end/line"), number("/end/character")]
}

/// A right manifest.
pub const MANIFEST: &str = "\
name: web
type: Load Balanced Web Service
image:
  location: nginx
  port: 80
http:
  path: '/'
cpu: 256
memory: 512
count: 1
";

/// Where it lies.
pub const URI: &str = "file:///w/copilot/web/manifest.yml";
