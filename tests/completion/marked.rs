//! Marked texts: `‸` is the cursor.

use super::beside::Beside;
use super::taken::{expanded, taken};
use copilot_manifest_ls::assist::{Completion, Context, Item, ItemKind, Snapshot};
use std::path::Path;

pub const CURSOR: char = '‸';
pub const API: &str = "copilot/api/manifest.yml";
pub const PIPELINE: &str = "copilot/pipelines/main/manifest.yml";
pub const HEAD: &str = "name: api\ntype: Backend Service\n";

pub fn around() -> Beside {
    Beside::new(&[
        ("copilot/.workspace", "application: shop\n"),
        ("copilot/environments/test/manifest.yml", "name: test\ntype: Environment\n"),
        ("copilot/environments/prod/manifest.yml", "name: prod\ntype: Environment\n"),
        (
            "copilot/environments/addons/bucket.yml",
            "Outputs:\n  Bucket:\n    Value: !Ref Bucket\n    Export:\n      Name: !Sub ${App}-${Env}-Bucket\n  Foreign:\n    Value: x\n    Export:\n      Name: !Sub ${AWS::StackName}-X\n",
        ),
        (
            "copilot/orders/manifest.yml",
            "name: orders\ntype: Backend Service\npublish:\n  topics:\n    - name: placed\n    - name: shipped\n",
        ),
        ("copilot/mails/manifest.yml", "name: mails\ntype: Worker Service\n"),
        ("Dockerfile", ""),
        ("README.md", ""),
        ("services/api/Dockerfile", ""),
        ("services/api/Dockerfile.arm", ""),
        ("services/api/main.go", ""),
        ("services/web.env", ""),
        (".github/x.yml", ""),
        ("node_modules/x/Dockerfile", ""),
    ])
}

pub fn complete(path: &str, marked: &str) -> (String, Completion) {
    let offset = marked.find(CURSOR).expect("a cursor");
    let text = marked.replace(CURSOR, "");
    let around = around();
    let context = Context { around: &around, ..Context::default() };
    let snapshot = Snapshot::new(Some(&Path::new("/app").join(path)), text.clone());
    let mut found = snapshot.complete(offset, &context);
    found.items.sort_by(|a, b| a.sort.cmp(&b.sort));
    (text, found)
}

/// Without the whole blocks.
pub fn labels_in(path: &str, marked: &str) -> Vec<String> {
    let items = complete(path, marked).1.into_iter().filter(|item| item.kind != ItemKind::Snippet);
    items.map(|item| item.label).collect()
}

pub fn blocks(path: &str, marked: &str) -> Vec<String> {
    let items = complete(path, marked).1.into_iter().filter(|item| item.kind == ItemKind::Snippet);
    items.map(|item| item.label).collect()
}

/// In a Backend Service named `api`.
pub fn labels(rest: &str) -> Vec<String> {
    labels_in(API, &format!("{HEAD}{rest}"))
}

pub fn find(path: &str, marked: &str, label: &str) -> (String, Item) {
    let (text, found) = complete(path, marked);
    let labels: Vec<String> = found.items.iter().map(|item| item.label.clone()).collect();
    let item = found.items.into_iter().find(|item| item.label == label);
    (text, item.unwrap_or_else(|| panic!("no {label} in {labels:?}")))
}

/// The text after the item is taken, which is the same for a client with snippets.
#[track_caller]
pub fn becomes_in(path: &str, marked: &str, label: &str, expected: &str) {
    let (text, item) = find(path, marked, label);
    let plain = taken(&text, &item);
    assert_eq!(plain, expected, "{marked}");
    if let Some(snippet) = expanded(&text, &item) {
        assert_eq!(
            taken(&text, &snippet).replace("\r\n", "\n"),
            expected.replace("\r\n", "\n"),
            "as a snippet: {marked}"
        );
    }
}

#[track_caller]
pub fn becomes(rest: &str, label: &str, expected: &str) {
    becomes_in(API, &format!("{HEAD}{rest}"), label, &format!("{HEAD}{expected}"));
}
