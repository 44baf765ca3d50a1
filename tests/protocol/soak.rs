//! Random work for as long as it is wanted, without growth of memory.
//!
//! `COPILOT_MANIFEST_LS_SOAK` is the length in seconds, 5 without it; an hour:
//! `COPILOT_MANIFEST_LS_SOAK=3600 cargo test --test protocol soak -- --nocapture`.

use super::client::{Client, at, edit};
use super::workspace::Folder;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const LENGTH: &str = "COPILOT_MANIFEST_LS_SOAK";
/// How much the memory may grow between the warm-up and the end: allocators keep some of what they got.
const ROOM: u64 = 6 * 1024 * 1024;

/// The bytes of memory that a process holds.
#[cfg(target_os = "linux")]
pub fn resident(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
}

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

const PIECES: [&str; 12] = [
    "",
    "",
    "\n",
    "  ",
    ": ",
    "count: 1\n",
    "sidecars:\n  店:\n    image: nginx\n",
    "😀",
    "- a\n",
    "{",
    "environments:\n  prod:\n    cpu: 512\n",
    "# c\n",
];
const REQUESTS: [&str; 6] =
    ["hover", "completion", "definition", "documentSymbol", "foldingRange", "semanticTokens/full"];

/// One open manifest of the workspace.
struct Manifest {
    uri: String,
    name: String,
    version: i64,
    lines: usize,
}

impl Manifest {
    fn path(number: usize) -> String {
        format!("copilot/service{number}/manifest.yml")
    }

    fn text(name: &str) -> String {
        let variables: String = (0..60).map(|n| format!("  NAME_{n}: 値 {n}\n")).collect();
        format!(
            "name: {name}\ntype: Backend Service\nimage:\n  location: nginx\nvariables:\n{variables}environments:\n  test:\n    count: 2\n"
        )
    }

    fn open(client: &mut Client, folder: &Folder, number: usize) -> Self {
        let (uri, name) = (folder.uri(&Manifest::path(number)), format!("service{number}"));
        client.open(&uri, &Manifest::text(&name));
        Manifest { uri, name, version: 1, lines: 70 }
    }

    /// An edit somewhere; now and then the text is set back, so that it stays a manifest of about the same size.
    fn edit(&mut self, client: &mut Client, random: &mut Random) {
        self.version += 1;
        let (line, character) = (random.below(self.lines), random.below(12));
        let change = if self.version % 40 == 0 {
            json!({ "text": Manifest::text(&self.name) })
        } else {
            edit((line, character), (line, character + random.below(4)), PIECES[random.below(PIECES.len())])
        };
        client.change(&self.uri, self.version, json!([change]));
    }

    fn ask(&self, client: &mut Client, random: &mut Random) {
        let method = format!("textDocument/{}", REQUESTS[random.below(REQUESTS.len())]);
        let id = client.request(&method, at(&self.uri, random.below(self.lines), random.below(20)));
        if random.below(8) == 0 {
            client.notify("$/cancelRequest", json!({ "id": id }));
        }
        client.answer(&json!(id));
    }

    /// Closes it and opens another one; its file may change meanwhile.
    fn change_for(&mut self, other: usize, client: &mut Client, folder: &Folder, random: &mut Random) {
        client.notify("textDocument/didClose", json!({ "textDocument": { "uri": self.uri } }));
        if random.below(3) == 0 {
            let mark = format!("{}# {}\n", Manifest::text(&self.name), random.below(1000));
            folder.write(&format!("copilot/{}/manifest.yml", self.name), &mark);
            let event = json!({ "changes": [{ "uri": self.uri, "type": 2 }] });
            client.notify("workspace/didChangeWatchedFiles", event);
        }
        *self = Manifest::open(client, folder, other);
    }
}

/// Works at random and gives the number of steps.
fn work(client: &mut Client, folder: &Folder, random: &mut Random, length: Duration) -> usize {
    const MANIFESTS: usize = 12;
    let (begun, mut steps) = (Instant::now(), 0);
    let mut open: Vec<Manifest> = (0..3).map(|n| Manifest::open(client, folder, n)).collect();
    while begun.elapsed() < length {
        let at = random.below(open.len());
        match random.below(100) {
            0..70 => open[at].edit(client, random),
            70..98 => open[at].ask(client, random),
            _ => {
                let other = (0..MANIFESTS).cycle().skip(random.below(MANIFESTS));
                let is_open = |n: &usize| open.iter().any(|it| it.name == format!("service{n}"));
                let other = other.into_iter().find(|n| !is_open(n)).unwrap();
                open[at].change_for(other, client, folder, random);
            }
        }
        client.forget();
        steps += 1;
    }
    for manifest in open {
        client.notify("textDocument/didClose", json!({ "textDocument": { "uri": manifest.uri } }));
    }
    // An answer means that all before has been taken in.
    client.call("workspace/symbol", json!({ "query": "nothing is named so" }));
    client.forget();
    steps
}

#[test]
#[cfg(target_os = "linux")]
fn memory_does_not_grow() {
    let seconds = std::env::var(LENGTH).map_or(5, |length| length.parse().expect("seconds"));
    let files: Vec<(String, String)> =
        (0..12).map(|n| (Manifest::path(n), Manifest::text(&format!("service{n}")))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let folder = Folder::new("soak", &files);
    let mut client = folder.client(json!({}));
    let mut random = Random(7);
    let part = Duration::from_secs_f64(f64::from(seconds) / 5.0);
    let mut steps = work(&mut client, &folder, &mut random, part);
    let mut held = vec![resident(client.process())];
    for _ in 0..4 {
        steps += work(&mut client, &folder, &mut random, part);
        held.push(resident(client.process()));
    }
    let kib: Vec<u64> = held.iter().map(|bytes| bytes / 1024).collect();
    println!("{steps} steps in {seconds} s, memory in KiB after each fifth: {kib:?}");
    assert!(held[4] < held[0] + ROOM, "{kib:?} KiB after each fifth of {seconds} s and {steps} steps");
    assert_eq!(client.call("shutdown", Value::Null), Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.end_unread().0, 0);
}
