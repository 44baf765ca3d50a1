//! What each kind of work costs, by the lines of the manifest and by the environments that it names.
//!
//! `cargo bench`, or `cargo bench --bench judge -- completion` for one of them.

use copilot_manifest_ls::assist::{Context, Nothing, Snapshot};
use copilot_manifest_ls::environments::Layers;
use copilot_manifest_ls::manifest::kind::Kind;
use copilot_manifest_ls::manifest::shape::Shape;
use copilot_manifest_ls::settings::Settings;
use copilot_manifest_ls::yaml::Tree;
use divan::{Bencher, black_box};
use std::fmt::{self, Display, Formatter, Write};
use std::path::Path;

fn main() {
    divan::main();
}

/// What a manifest is made of.
#[derive(Clone, Copy)]
struct Size {
    lines: usize,
    environments: usize,
}

impl Display for Size {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Size { lines, environments } = self;
        write!(f, "{lines} lines, {environments} environments")
    }
}

/// All lengths with one environment, and all numbers of environments at a usual length.
fn sizes() -> Vec<Size> {
    let by_lines = [30, 300, 3_000, 30_000].map(|lines| Size { lines, environments: 1 });
    let by_environments = [10, 100].map(|environments| Size { lines: 300, environments });
    by_lines.into_iter().chain(by_environments).collect()
}

/// A right manifest: sidecars with variables make up its length.
fn manifest(size: Size) -> String {
    let mut text = String::from(
        "name: web\ntype: Load Balanced Web Service\nimage:\n  build: ./Dockerfile\n  port: 8080\nhttp:\n  path: /\n\
         cpu: 512\nmemory: 1024\nsidecars:\n",
    );
    for sidecar in 0..size.lines.saturating_sub(10) / 10 {
        let _ = write!(text, "  s{sidecar}:\n    image: nginx:1.27\n    essential: false\n    variables:\n");
        for variable in 0..6 {
            let _ = writeln!(text, "      NAME_{variable}: \"value {variable}\"");
        }
    }
    text.push_str("environments:\n");
    for environment in 0..size.environments {
        let _ =
            write!(text, "  e{environment}:\n    count: {environment}\n    variables:\n      LEVEL: debug\n");
    }
    text
}

fn snapshot(text: &str) -> Snapshot {
    Snapshot::new(Some(Path::new("/app/copilot/web/manifest.yml")), text.to_owned())
}

/// From a text to its tree.
#[divan::bench(args = sizes())]
fn parse(bencher: Bencher<'_, '_>, size: Size) {
    let text = manifest(size);
    bencher.bench(|| Tree::parse(black_box(&text)));
}

/// From a decoded manifest to what each environment gets.
#[divan::bench(args = sizes())]
fn merge(bencher: Bencher<'_, '_>, size: Size) {
    let snapshot = snapshot(&manifest(size));
    let decoded = snapshot.source.decoded();
    let (root, shape) = (decoded.root.as_ref(), Shape::of(Kind::LoadBalancedWebService));
    bencher.bench(|| black_box(root).map(|root| Layers::new(root, shape)));
}

/// From a text to its findings: the work behind a keystroke.
#[divan::bench(args = sizes())]
fn check(bencher: Bencher<'_, '_>, size: Size) {
    let (text, settings) = (manifest(size), Settings::default());
    bencher.bench(|| snapshot(black_box(&text)).findings(&settings, &Nothing));
}

/// The keys at the end of a text that is parsed.
#[divan::bench(args = sizes())]
fn completion(bencher: Bencher<'_, '_>, size: Size) {
    let text = manifest(size);
    let snapshot = snapshot(&text);
    bencher.bench(|| black_box(&snapshot).complete(text.len(), &Context::default()));
}

/// The documentation of the last key of a text that is parsed.
#[divan::bench(args = sizes())]
fn hover(bencher: Bencher<'_, '_>, size: Size) {
    let text = manifest(size);
    let snapshot = snapshot(&text);
    let key = text.rfind("variables").unwrap_or_default();
    bencher.bench(|| black_box(&snapshot).hover(key, &Context::default()));
}
