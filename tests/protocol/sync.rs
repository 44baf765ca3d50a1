//! Documents and their edits. What the server holds is seen in the findings of an unknown key.

use super::client::{Client, MANIFEST, URI, about_bogus, at, edit, range, width};
use serde_json::{Value, json};

const ENCODINGS: [&str; 3] = ["utf-8", "utf-16", "utf-32"];

fn client(encoding: &str) -> Client {
    Client::with(json!({ "general": { "positionEncodings": [encoding] } }))
}

#[test]
fn several_edits_in_one_notification_apply_one_after_another() {
    let mut client = Client::silent();
    assert_eq!(about_bogus(&client.check(URI, MANIFEST)), [&Value::Null; 0]);
    let edits = json!([
        edit((10, 0), (10, 0), "xyz: 1\n"),
        edit((10, 0), (10, 3), "bogus"),
        edit((0, 0), (0, 0), "# first\n"),
        edit((11, 5), (11, 5), "_key"),
    ]);
    client.change(URI, 2, edits);
    let diagnostics = client.diagnostics(URI, 2);
    let found = about_bogus(&diagnostics);
    assert_eq!(found.len(), 1, "{diagnostics:?}");
    assert_eq!(range(found[0]), [11, 0, 11, 9]);
    client.finish();
}

#[test]
fn a_change_without_a_range_is_the_whole_text() {
    let mut client = Client::silent();
    client.check(URI, MANIFEST);
    let whole = format!("bogus: 1\n{MANIFEST}");
    client.change(URI, 2, json!([{ "text": whole }, edit((0, 0), (0, 0), "# c\n")]));
    let diagnostics = client.diagnostics(URI, 2);
    assert_eq!(range(about_bogus(&diagnostics)[0]), [1, 0, 1, 5]);
    client.finish();
}

#[test]
fn emoji_and_japanese_before_a_key_in_every_encoding() {
    let before = "image: {location: \"😀店👨‍👩‍👧\", ";
    for encoding in ENCODINGS {
        let mut client = client(encoding);
        let text = MANIFEST.replace("image:\n  location: nginx\n  port: 80", &format!("{before}port: 80}}"));
        client.check(URI, &text);
        let column = width(before, encoding);
        client.change(URI, 2, json!([edit((2, column), (2, column), "bogus: \"日本\", ")]));
        let diagnostics = client.diagnostics(URI, 2);
        let found = about_bogus(&diagnostics);
        assert_eq!(found.len(), 1, "{encoding}: {diagnostics:?}");
        assert_eq!(range(found[0]), [2, column as u64, 2, column as u64 + 5], "{encoding}");
        client.finish();
    }
}

#[test]
fn crlf_and_cr_end_lines() {
    for ending in ["\r\n", "\r"] {
        let mut client = Client::silent();
        client.check(URI, &MANIFEST.replace('\n', ending));
        client.change(URI, 2, json!([edit((9, 99), (9, 99), &format!("{ending}bogus: 1"))]));
        let diagnostics = client.diagnostics(URI, 2);
        let found = about_bogus(&diagnostics);
        assert_eq!(found.len(), 1, "{ending:?}: {diagnostics:?}");
        assert_eq!(range(found[0]), [10, 0, 10, 5]);
        client.finish();
    }
}

#[test]
fn a_byte_order_mark_counts_as_the_client_counts_it() {
    let mut client = Client::silent();
    let diagnostics = client.check(URI, &format!("\u{feff}{MANIFEST}bogus: 1\n"));
    assert_eq!(range(about_bogus(&diagnostics)[0]), [10, 0, 10, 5]);
    client.finish();
}

#[test]
fn positions_out_of_range_are_clamped() {
    let mut client = Client::silent();
    client.check(URI, MANIFEST);
    let far = u32::MAX as usize;
    client.change(
        URI,
        2,
        json!([edit((far, far), (far, far), "bogus: 1\n"), edit((0, far), (0, far), " # c")]),
    );
    let diagnostics = client.diagnostics(URI, 2);
    assert_eq!(range(about_bogus(&diagnostics)[0]), [10, 0, 10, 5]);
    assert!(client.call("textDocument/hover", at(URI, far, far)).is_null());
    client.finish();
}

/// A text that is edited at random and sends its edits as an editor would.
struct Model {
    text: String,
    /// The bytes that stay as they are, so that the text stays a manifest.
    head: usize,
    random: u64,
}

impl Model {
    fn below(&mut self, limit: usize) -> usize {
        self.random =
            self.random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.random >> 33) as usize % limit
    }

    /// Texts here end their lines with LF or CRLF only.
    fn position(&self, offset: usize, encoding: &str) -> (usize, usize) {
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count(), width(&before[line_start..], encoding))
    }

    /// A character boundary that is not inside CRLF.
    fn place(&mut self) -> usize {
        let mut offset = self.head + self.below(self.text.len() - self.head + 1);
        while !self.text.is_char_boundary(offset) || self.text[..offset].ends_with('\r') {
            offset -= 1;
        }
        offset
    }

    fn edit(&mut self, encoding: &str) -> Value {
        const TEXTS: [&str; 10] = ["", "a", ": ", "\n", "\r\n", "  ", "店舗", "😀", "bogus: 1\n", "é👨‍👩‍👧"];
        let (one, other) = (self.place(), self.place());
        let from = one.min(other);
        let mut to = other.max(one).min(from + 4);
        while !self.text.is_char_boundary(to) || self.text[..to].ends_with('\r') {
            to -= 1;
        }
        let (from, text) = (from.min(to), TEXTS[self.below(TEXTS.len())]);
        let change = edit(self.position(from, encoding), self.position(to, encoding), text);
        self.text.replace_range(from..to, text);
        change
    }
}

#[test]
fn random_edits_end_as_a_fresh_text_does() {
    for (seed, encoding) in ENCODINGS.into_iter().enumerate() {
        let mut client = client(encoding);
        let start =
            format!("{MANIFEST}bogus_a: 1\r\nvariables:\r\n  挨拶: \"😀こんにちは\"\r\nbogus_b: 2\r\n");
        let mut model = Model { text: start, head: MANIFEST.find("image").unwrap(), random: seed as u64 + 1 };
        client.check(URI, &model.text);
        let mut found = 0;
        for version in 2..150 {
            let edits: Vec<_> = (0..1 + version % 3).map(|_| model.edit(encoding)).collect();
            client.change(URI, version, json!(edits));
            if version % 10 == 0 {
                let edited = client.diagnostics(URI, version);
                found += edited.len();
                let fresh = format!("file:///w/{version}/copilot/web/manifest.yml");
                let expected = json!(client.check(&fresh, &model.text)).to_string().replace(&fresh, URI);
                assert_eq!(
                    json!(edited).to_string(),
                    expected,
                    "{encoding}, version {version}: {:?}",
                    model.text
                );
                client.notify("textDocument/didClose", json!({ "textDocument": { "uri": fresh } }));
                client.next("textDocument/publishDiagnostics");
            }
        }
        client.diagnostics(URI, 149);
        assert!(found > 0, "edits that leave nothing to find prove nothing");
        client.finish();
    }
}

#[test]
fn uris_with_spaces_and_japanese() {
    let mut client = Client::silent();
    for uri in [
        "file:///w/my%20shop/copilot/web/manifest.yml",
        "file:///w/%E5%BA%97%E8%88%97/copilot/web/manifest.yml",
        "file:///c%3A/Users/me/copilot/web/manifest.yml",
        "file:///C:/Users/me/copilot/web/manifest.yml",
        "untitled:Untitled-1",
        "vscode-vfs://github/owner/repository/copilot/web/manifest.yml",
    ] {
        let diagnostics = client.check(uri, &format!("{MANIFEST}bogus: 1\n"));
        assert_eq!(about_bogus(&diagnostics).len(), 1, "{uri}: {diagnostics:?}");
    }
    client.finish();
}

#[test]
fn a_manifest_of_a_workspace_without_files_is_checked_by_its_text() {
    let mut client = Client::silent();
    assert_eq!(client.check(URI, MANIFEST), [Value::Null; 0]);
    client.finish();
}

#[test]
fn other_yaml_is_left_alone() {
    let mut client = Client::silent();
    let compose = "services:\n  web:\n    image: nginx\n    bogus: 1\nbogus: [\n";
    for uri in ["file:///w/docker-compose.yml", "untitled:Untitled-2", "file:///w/.github/workflows/ci.yml"] {
        assert_eq!(client.check(uri, compose), [Value::Null; 0], "{uri}");
        assert_eq!(client.call("textDocument/hover", at(uri, 2, 5)), Value::Null);
        assert_eq!(client.call("textDocument/completion", at(uri, 3, 4)), json!([]));
    }
    client.finish();
}

#[test]
fn a_burst_ends_with_its_last_version() {
    let mut client = Client::silent();
    client.check(URI, MANIFEST);
    client.change(URI, 2, json!([edit((10, 0), (10, 0), "bogus")]));
    for version in 3..500 {
        client.change(URI, version, json!([edit((10, 5), (10, 5), "x")]));
    }
    client.change(
        URI,
        500,
        json!([edit((10, 0), (10, 0), "# "), edit((10, 504), (10, 504), "\nbogus: 1\n")]),
    );
    let diagnostics = client.diagnostics(URI, 500);
    assert_eq!(range(about_bogus(&diagnostics)[0]), [11, 0, 11, 5], "{diagnostics:?}");
    client.finish();
}

#[test]
fn a_change_of_a_document_that_is_not_open_is_logged() {
    let mut client = Client::silent();
    client.change(URI, 2, json!([edit((0, 0), (0, 0), "secret")]));
    let line = client.next("window/logMessage").to_string();
    assert!(line.contains("not open") && !line.contains("secret"), "{line}");
    assert_eq!(client.check(URI, MANIFEST), [Value::Null; 0]);
    client.finish();
}

#[test]
fn a_document_can_be_closed_and_opened_again() {
    let mut client = Client::silent();
    assert_eq!(about_bogus(&client.check(URI, &format!("{MANIFEST}bogus: 1\n"))).len(), 1);
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": URI } }));
    let cleared = client.next("textDocument/publishDiagnostics");
    assert_eq!(cleared["params"], json!({ "uri": URI, "diagnostics": [] }));
    assert_eq!(client.call("textDocument/hover", at(URI, 0, 0)), Value::Null);
    assert_eq!(about_bogus(&client.check(URI, &format!("{MANIFEST}bogus: 1\n"))).len(), 1);
    client.finish();
}

#[test]
fn a_text_too_long_is_logged_and_lived_with() {
    let mut client = Client::silent();
    let long = format!("{MANIFEST}bogus: 1\n{}", "# a comment that goes on and on\n".repeat(400_000));
    assert_eq!(client.check(URI, &long), [Value::Null; 0]);
    let line = client.next("window/logMessage").to_string();
    assert!(line.contains("not checked") && !line.contains("goes on"), "{line}");
    client.change(URI, 2, json!([{ "text": format!("{MANIFEST}bogus: 1\n") }]));
    assert_eq!(about_bogus(&client.diagnostics(URI, 2)).len(), 1);
    client.finish();
}
