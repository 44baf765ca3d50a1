//! Documents that are made to hurt, through the binary: everything is answered, and it costs about what a harmless
//! document of the same size costs, in processor time of the server and in memory.
//!
//! Processor time and memory are read from `/proc`, so that a busy machine does not matter; elsewhere only the answers
//! are checked.

use super::client::{Client, MANIFEST, URI, about_bogus, at, edit, range};
use serde_json::{Value, json};
use std::sync::LazyLock;

/// Processor time may be this many times that of the harmless document of the same size, ...
const TIMES: f64 = 8.0;
/// ... and some seconds for what does not grow with the size, in a debug build.
const GRACE: f64 = 3.0;
/// Memory may be this many times that of the harmless document, and some MiB.
const MEMORY_TIMES: u64 = 4;
const MEMORY_GRACE: u64 = 64;

/// What a document cost the server.
#[derive(Debug, Clone, Copy)]
struct Cost {
    /// Processor time in seconds.
    seconds: f64,
    /// The most memory that it held, in MiB.
    memory: u64,
}

/// Opens a text, asks everything at a few places of it, types a character, and ends in order.
fn cost(text: &str) -> Cost {
    let kinds = json!({ "codeActionKind": { "valueSet": ["quickfix", "refactor"] } });
    let document = json!({
        "codeAction": { "codeActionLiteralSupport": kinds },
        "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
    });
    let mut client = Client::with(json!({ "textDocument": document }));
    client.be_patient();
    client.check(URI, text);
    let lines = text.lines().count();
    // In a debug build an outline of a hundred thousand keys takes half a minute, be they ever so harmless.
    let is_long = lines > 50_000;
    for line in [0, lines / 2, lines] {
        for method in ["hover", "completion", "definition", "documentHighlight"] {
            client.call(&format!("textDocument/{method}"), at(URI, line, 3));
        }
        let place = json!({ "line": line, "character": 3 });
        let here = json!({ "start": place, "end": place });
        let context = json!({ "diagnostics": [] });
        let params = json!({ "textDocument": { "uri": URI }, "range": here, "context": context });
        client.call("textDocument/codeAction", params);
        let params = json!({ "textDocument": { "uri": URI }, "positions": [place] });
        client.call("textDocument/selectionRange", params);
    }
    for method in ["documentLink", "codeLens", "foldingRange", "documentSymbol"].iter().take(if is_long {
        2
    } else {
        4
    }) {
        client.call(&format!("textDocument/{method}"), json!({ "textDocument": { "uri": URI } }));
    }
    client.change(URI, 2, json!([edit((0, 0), (0, 0), "# \n")]));
    client.diagnostics(URI, 2);
    let cost = used(client.process()).unwrap_or(Cost { seconds: 0.0, memory: 0 });
    client.finish();
    cost
}

/// What a process used so far.
fn used(process: u32) -> Option<Cost> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let numbers: Vec<&str> = stat.rsplit(") ").next()?.split(' ').collect();
    // The 14th and 15th field, in hundredths of a second on every Linux; the first two are cut off above.
    let ticks = numbers.get(11)?.parse::<f64>().ok()? + numbers.get(12)?.parse::<f64>().ok()?;
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u64 = peak.trim().trim_end_matches(" kB").parse().ok()?;
    Some(Cost { seconds: ticks / 100.0, memory: kib / 1024 })
}

/// The cost of harmless documents for each byte, and of none at all.
static HARMLESS: LazyLock<(Cost, Cost)> = LazyLock::new(|| (cost(MANIFEST), cost(&harmless(HARMLESS_BYTES))));
const HARMLESS_BYTES: usize = 100_000;

/// A right manifest of about this size.
fn harmless(bytes: usize) -> String {
    let mut text = format!("{MANIFEST}sidecars:\n");
    for number in 0.. {
        if text.len() >= bytes {
            return text;
        }
        text += &format!(
            "  s{number}:\n    image: nginx:1.27\n    variables:\n      LEVEL: \"debug {number}\"\n"
        );
    }
    text
}

/// The text is served at a fair price.
#[track_caller]
fn serves(name: &str, text: &str) {
    let (small, large) = *HARMLESS;
    let found = cost(text);
    let share = text.len() as f64 / HARMLESS_BYTES as f64;
    let seconds = small.seconds + (large.seconds - small.seconds).max(0.0) * share;
    let limit = TIMES * seconds + GRACE;
    assert!(found.seconds <= limit, "{name}: {found:?}, a harmless one of its size {seconds:.2} s");
    let memory = small.memory + (large.memory.saturating_sub(small.memory) as f64 * share) as u64;
    let limit = MEMORY_TIMES * memory + MEMORY_GRACE;
    assert!(found.memory <= limit, "{name}: {found:?}, a harmless one of its size {memory} MiB");
}

/// Behind the right manifest, so that all rules run.
fn with(rest: &str) -> String {
    format!("{MANIFEST}{rest}\n")
}

#[test]
fn an_alias_bomb() {
    let mut text = String::from("variables: &a0 {A: &s lol, B: *s}\n");
    for level in 1..60 {
        let alias = format!("*a{}", level - 1);
        let list: Vec<String> = (0..9).map(|number| format!("K{number}: {alias}")).collect();
        text += &format!("x-{level}: &a{level} {{{}}}\n", list.join(", "));
    }
    serves("in unknown sections", &with(&text));
    serves("in variables", &with(&format!("{text}sidecars: *a59\nenvironments: {{test: *a59, prod: *a58}}")));
}

#[test]
fn a_merge_key_bomb() {
    let mut text = String::from("x-0: &m0 {K0: 1}\n");
    for level in 1..400 {
        let alias = format!("*m{}", level - 1);
        text += &format!("x-{level}: &m{level} {{<<: [{}], K{level}: 1}}\n", [alias.as_str(); 9].join(", "));
    }
    serves("merge keys", &with(&format!("{text}variables: {{<<: *m399}}\nsecrets: {{<<: *m398}}")));
}

#[test]
fn ten_thousand_levels() {
    // Ten thousand of these take fifty megabytes: tests/yaml_hostile.rs has them.
    let deep: String = (1..2_000).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
    serves("block maps", &with(&format!("variables:\n{deep}")));
    serves("block lists", &with(&format!("command:\n{}x", "- ".repeat(10_000))));
    serves("flow maps", &with(&format!("variables: {}", "{a: ".repeat(10_000))));
    serves(
        "closed flow maps",
        &with(&format!("variables: {}1{}", "{a: ".repeat(10_000), "}".repeat(10_000))),
    );
    serves("flow lists", &with(&format!("command: {}", "[".repeat(10_000))));
    serves("closed flow lists", &with(&format!("command: {}{}", "[".repeat(10_000), "]".repeat(10_000))));
    serves("explicit keys", &with(&"? ".repeat(10_000)));
}

#[test]
fn a_hundred_thousand_keys() {
    let variables: String = (0..100_000).map(|number| format!("  KEY_{number}: {number}\n")).collect();
    serves("variables", &with(&format!("variables:\n{variables}")));
}

#[test]
fn a_mistake_on_every_line() {
    serves("missing keys", &with(&": 1\n".repeat(15_000)));
    serves("missing keys in braces", &with(&format!("variables: {{{}}}", ": 1, ".repeat(15_000))));
    serves("escapes", &with(&"x: \"\\/\"\n".repeat(15_000)));
}

#[test]
fn of_thousands_of_findings_the_worst_are_told() {
    let mut client = Client::silent();
    let keys: String = (0..3_000).map(|number| format!("bogus{number}: 1\n")).collect();
    let found = client.check(URI, &with(&format!("{keys}cpu: 17")));
    assert_eq!(found.len(), 1_001);
    let message = found[0]["message"].as_str().unwrap();
    assert!(message.starts_with("2001 more findings"), "{message}");
    assert!(found.iter().any(|it| it["severity"] == 1 && it["range"]["start"]["line"] == 3_010), "the error");
    client.finish();
}

#[test]
fn a_line_of_a_megabyte() {
    let long = "wörd 😀 ".repeat(1 << 16);
    serves("a text", &with(&format!("variables: {{A: '{long}'}}")));
    serves("a comment", &with(&format!("# {long}")));
    serves("a list", &with(&format!("command: [{}]", "x, ".repeat(100_000))));
    serves("variables of the shell", &with(&format!("variables: {{A: '{}'}}", "${X}".repeat(100_000))));
    serves("a key", &with(&format!("{}: 1", "k".repeat(1 << 20))));
}

#[test]
fn fifty_megabytes() {
    let mut client = Client::silent();
    let text =
        with(&format!("bogus: 1\n{}", "# 0123456789 0123456789 0123456789 0123456789\n".repeat(1 << 20)));
    assert!(text.len() > 45 << 20);
    client.open(URI, &text);
    assert_eq!(client.diagnostics(URI, 1), [Value::Null; 0], "too long to be analysed");
    assert_eq!(client.call("textDocument/hover", at(URI, 7, 1)), Value::Null);
    client.next("window/logMessage");
    // Made small again, it is served again.
    client.change(URI, 2, json!([edit((11, 0), (u32::MAX as usize, 0), "")]));
    assert_eq!(about_bogus(&client.diagnostics(URI, 2)).len(), 1);
    let memory = used(client.process()).map_or(0, |used| used.memory);
    assert!(memory < 1_000, "{memory} MiB");
    assert!(client.finish().contains("is not checked"));
}

/// The server and the editor count alike on odd characters, and the key behind them is found.
#[track_caller]
fn finds_behind(before: &str, line: usize) {
    let mut client = Client::silent();
    let found = client.check(URI, &format!("{MANIFEST}{before}bogus: 1\n"));
    let found = about_bogus(&found);
    assert_eq!(found.len(), 1, "{before:?}");
    assert_eq!(range(found[0]), [line as u64, 0, line as u64, 5], "{before:?}");
    client.finish();
}

#[test]
fn odd_characters() {
    finds_behind("# a\0b\n", 11);
    finds_behind("# \u{202e}abc\u{202c} \u{200b}\u{200d}\u{2060} שלום\n", 11);
    finds_behind("variables:\n  \"\u{200b}שלום\u{202e}\": '\u{2028}\u{2029}\u{85}'\n", 12);
    finds_behind("# cr only\r\r# mixed\r\n# lf\n", 14);
    // A line for Copilot and none for the editor.
    finds_behind("# note\u{2028}# more\n", 11);
}

#[test]
fn odd_yaml() {
    finds_behind("? variables\n: {A: x}\n", 12);
    finds_behind("!!str labels: !!map {a: !!str b}\n", 11);
    finds_behind("? &k labels\n: &v {a: *k}\n", 12);
    let mut client = Client::silent();
    let text = format!("%YAML 1.1\n%TAG !e! tag:example.com,2000:\n---\n{MANIFEST}bogus: 1\n---\nbogus: 2\n");
    let found = client.check(URI, &text);
    let found = about_bogus(&found);
    assert_eq!(found.len(), 1, "only the first document is read");
    assert_eq!(range(found[0]), [13, 0, 13, 5]);
    client.finish();
}

/// Half of a surrogate pair, which JSON can write and no text can hold, counts as one unit in UTF-16.
#[test]
fn lone_surrogates() {
    let mut client = Client::silent();
    let text =
        json!(format!("{MANIFEST}# SIGN\nbogus: 1\n")).to_string().replace("SIGN", r"\ud800 \udfff\udfff");
    let document = format!(r#"{{"uri":"{URI}","languageId":"yaml","version":1,"text":{text}}}"#);
    let open = |method: &str, params: &str| {
        let body = format!(r#"{{"jsonrpc":"2.0","method":"textDocument/{method}","params":{params}}}"#);
        super::client::frame_bytes(body.as_bytes())
    };
    client.send_bytes(&open("didOpen", &format!(r#"{{"textDocument":{document}}}"#)));
    assert_eq!(range(about_bogus(&client.diagnostics(URI, 1))[0]), [11, 0, 11, 5]);
    let change = r#"{"range":{"start":{"line":10,"character":6},"end":{"line":10,"character":6}},"text":"\udc00\nbogus_too: 1\n#"}"#;
    let changed = format!(r#"{{"uri":"{URI}","version":2}}"#);
    client.send_bytes(&open(
        "didChange",
        &format!(r#"{{"textDocument":{changed},"contentChanges":[{change}]}}"#),
    ));
    let found = client.diagnostics(URI, 2);
    let places: Vec<_> = about_bogus(&found).into_iter().map(range).collect();
    assert_eq!(places, [[11, 0, 11, 9], [13, 0, 13, 5]]);
    client.finish();
}
