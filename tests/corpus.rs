//! What the fuzzers found, and what they once found hard: every text of `fuzz/corpus/document` keeps all promises.

mod support;

use support::{header, holds};

#[test]
fn what_the_fuzzers_found_stays_mended() {
    let mut count = 0;
    for file in std::fs::read_dir("fuzz/corpus/document").into_iter().flatten().flatten() {
        let text = String::from_utf8_lossy(&std::fs::read(file.path()).unwrap_or_default()).into_owned();
        let end = text.find('\n').map_or(0, |at| at + 1);
        let path = format!("/app/{}", header(&text[..end]).unwrap_or("copilot/api/manifest.yml"));
        let text = &text[end..];
        holds::all(&path, text, &[text.len() / 3, text.len()]);
        holds::all(&path, &text.replace('\n', "\r\n"), &[text.len() / 2]);
        count += 1;
    }
    assert!(count > 5, "{count}");
}
