//! What is offered at a marked place, and the whole text after an item is taken.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may fail")]

#[path = "../support/beside.rs"]
mod beside;
mod keys;
mod marked;
#[path = "../support/taken.rs"]
mod taken;
mod values;

use copilot_manifest_ls::assist::{Context, Snapshot};
use std::path::Path;

/// A word of several scripts is cut nowhere but between its characters.
#[test]
fn no_cursor_is_too_odd() {
    for text in [
        "name: a\ntype: 日本dockerfile: 😀 x\n",
        "type: Backend Service\n日本: dockerfile: 日本\n  image: \"日本\n",
        "image: {build: 日本dockerfile: 日本, '日\n",
        "type: 日本dockerfile: 日本#\nentrypoint: [日本: 本, \"日\\u3042本: \n",
        "? 日本: 'x\n: - 日本- 日\n日本: |\n 日本\n",
    ] {
        let snapshot = Snapshot::new(Some(Path::new("/app/copilot/api/manifest.yml")), text.to_owned());
        for offset in 0..=text.len() + 1 {
            for item in snapshot.complete(offset, &Context::default()) {
                assert!(text.get(item.edit.span.start..item.edit.span.end).is_some(), "{text:?} at {offset}");
            }
        }
    }
}
