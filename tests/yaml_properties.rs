//! What holds for every text, however it looks.

mod support;

use proptest::prelude::*;
use support::holds;

const LARGE: &str = include_str!("yaml/large.yml");

/// Pieces that mean something to YAML.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "b: c",
        "- ",
        "? ",
        ": ",
        "# x",
        " #y",
        "[",
        "]",
        "{",
        "}",
        ",",
        "\n",
        "\n  ",
        "\n    ",
        "  ",
        "\t",
        "'",
        "\"",
        "&a ",
        "*a",
        "!t ",
        "|\n",
        ">-\n",
        "---\n",
        "...\n",
        "%",
        "@",
        "\\",
        "<<: *a",
        "key: value",
        "\r\n",
        "\r",
        "é",
        "日本",
        "😀",
        "\0",
        "\u{feff}",
        "\u{2028}",
        "{a: 1}",
        "[1, 2]",
        "- - x",
        "x: |\n  t\n",
        "//",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in any::<String>()) {
        holds::tree::parsed(&text);
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        holds::tree::parsed(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_pieces(text in pieces()) {
        holds::tree::parsed(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_edit_of_a_manifest(at in 0..LARGE.len(), length in 0usize..60, piece in pieces()) {
        let end = (at + length).min(LARGE.len());
        prop_assume!(LARGE.is_char_boundary(at) && LARGE.is_char_boundary(end));
        holds::tree::parsed(&format!("{}{piece}{}", &LARGE[..at], &LARGE[end..]));
    }
}
