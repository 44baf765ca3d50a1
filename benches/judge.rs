//! The work behind one keystroke, by the size of the manifest and by the number of its environments.
//!
//! `cargo bench --bench judge`

use copilot_manifest_ls::assist::{Context, Nothing, Snapshot};
use copilot_manifest_ls::settings::Settings;
use copilot_manifest_ls::yaml::Tree;
use divan::{Bencher, black_box};
use std::fmt::Write;
use std::path::Path;

fn main() {
    divan::main();
}

/// A right manifest of about `lines` lines: sidecars with variables make up its length.
fn manifest(lines: usize, environments: usize) -> String {
    let mut text = String::from(
        "name: web\ntype: Load Balanced Web Service\nimage:\n  build: ./Dockerfile\n  port: 8080\nhttp:\n  path: /\n\
         cpu: 512\nmemory: 1024\nsidecars:\n",
    );
    for sidecar in 0..lines.saturating_sub(10) / 10 {
        let _ = write!(text, "  s{sidecar}:\n    image: nginx:1.27\n    essential: false\n    variables:\n");
        for variable in 0..6 {
            let _ = writeln!(text, "      NAME_{variable}: \"value {variable}\"");
        }
    }
    text.push_str("environments:\n");
    for environment in 0..environments {
        let _ =
            write!(text, "  e{environment}:\n    count: {environment}\n    variables:\n      LEVEL: debug\n");
    }
    text
}

fn snapshot(text: &str) -> Snapshot {
    Snapshot::new(Some(Path::new("/app/copilot/web/manifest.yml")), text.to_owned())
}

#[divan::bench(args = [30, 300, 3000])]
fn parse(bencher: Bencher<'_, '_>, lines: usize) {
    let text = manifest(lines, 2);
    bencher.bench(|| Tree::parse(black_box(&text)));
}

#[divan::bench(args = [30, 300, 3000])]
fn keystroke(bencher: Bencher<'_, '_>, lines: usize) {
    let (text, settings) = (manifest(lines, 2), Settings::default());
    bencher.bench(|| snapshot(black_box(&text)).findings(&settings, &Nothing));
}

#[divan::bench(args = [1, 10, 100])]
fn keystroke_by_environments(bencher: Bencher<'_, '_>, environments: usize) {
    let (text, settings) = (manifest(300, environments), Settings::default());
    bencher.bench(|| snapshot(black_box(&text)).findings(&settings, &Nothing));
}

#[divan::bench(args = [30, 300, 3000])]
fn completion(bencher: Bencher<'_, '_>, lines: usize) {
    let text = manifest(lines, 2);
    let snapshot = snapshot(&text);
    bencher.bench(|| black_box(&snapshot).complete(text.len(), &Context::default()));
}
