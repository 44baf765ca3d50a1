//! Whatever is typed: the analysis never panics, and its places lie within the text.

mod support;

use proptest::prelude::*;
use std::path::Path;
use support::holds;

const PATHS: [&str; 4] = [
    "/app/copilot/web/manifest.yml",
    "/app/copilot/environments/test/manifest.yml",
    "/app/copilot/pipelines/main/manifest.yml",
    "/app/other.yml",
];

/// The manifests of the right example, to be damaged.
fn manifests() -> Vec<String> {
    let mut texts = Vec::new();
    let mut folders = vec![Path::new("examples/bookshop/copilot").to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path if path.ends_with("manifest.yml") => texts.extend(std::fs::read_to_string(path)),
                _ => {}
            }
        }
    }
    texts.sort();
    texts
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("\n".to_owned()),
        Just("\r\n  ".to_owned()),
        Just("\t".to_owned()),
        Just("${".to_owned()),
        Just("\\${X}".to_owned()),
        Just("\"\\$".to_owned()),
        Just("日本".to_owned()),
        Just("😀".to_owned()),
        Just("*a".to_owned()),
        Just("<<: ".to_owned()),
        Just("{{ x }}".to_owned()),
        Just("environments:\n  test:\n    ".to_owned()),
        "[-:#\\[\\]{}&*!|>'\"%@`,? a-z0-9]{1,6}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn damaged_manifests_do_no_harm(
        which in any::<prop::sample::Index>(),
        edits in prop::collection::vec((any::<usize>(), 0..40usize, piece()), 1..6),
        path in prop::sample::select(&PATHS[..]),
        offsets in prop::collection::vec(any::<usize>(), 3),
    ) {
        let manifests = manifests();
        let mut text = which.get(&manifests).clone();
        for (at, length, new) in edits {
            let floor = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let start = floor(at % (text.len() + 1));
            let end = floor(start + length);
            text.replace_range(start..end, &new);
        }
        holds::all(path, &text, &offsets);
    }

    #[test]
    fn any_text_does_no_harm(text in any::<String>(), path in prop::sample::select(&PATHS[..])) {
        holds::all(path, &text, &[0, 1, 7]);
    }
}
