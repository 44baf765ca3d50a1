//! A tree that follows edits is the tree that the text has.

mod support;

use copilot_manifest_ls::yaml::Tree;
use proptest::prelude::*;
use support::holds::tree::edited;

const LARGE: &str = include_str!("yaml/large.yml");

/// What people type, paste and break.
const PIECES: [&str; 36] = [
    "",
    "x",
    "cpu",
    ":",
    ": ",
    " 1",
    "\n",
    "\n  ",
    "\n    ",
    "\n      a: 1\n",
    "  ",
    " ",
    "\t",
    "- ",
    "\n- ",
    "#",
    " # x",
    "[",
    "]",
    "{",
    "}",
    "'",
    "\"",
    "|\n",
    "&a ",
    "*a",
    "!t ",
    "---\n",
    "\n---",
    "\n...\n",
    "? ",
    "\r\n",
    "\r",
    "日本",
    "\u{2028}",
    "a: b\n  c: d\n",
];

/// The text with a piece in the place of `length` bytes at `at`, both led to the next boundaries of characters.
fn typed(text: &str, at: usize, length: usize, piece: &str) -> String {
    let boundary =
        |at: usize| (at.min(text.len())..).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let (start, end) = (boundary(at), boundary(at + length));
    [&text[..start], piece, &text[end..]].concat()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_edits(edits in prop::collection::vec((0..LARGE.len(), 0usize..30, 0..PIECES.len(), any::<bool>()), 1..12)) {
        let (mut text, mut at) = (LARGE.to_owned(), 0);
        let mut tree = Tree::parse(&text);
        for (place, length, piece, is_near) in edits {
            at = if is_near { at + length } else { place };
            let now = typed(&text, at, if is_near { 0 } else { length }, PIECES[piece]);
            tree = edited(&tree, &text, &now);
            text = now;
        }
    }
}

/// The text, what is replaced in it, and by what. So much text follows that the edit is a small one.
#[test]
fn edits_that_reach_further_than_they_seem_to() {
    for (text, old, new) in [
        ("- name: api\nenvironments:\n  ytest:\n    # copilot\n", "test:\n    # ", "k: 1\n"),
        ("a: 1\ncount: &a \n  range: 1\n  cpu:\n  memory: 1\nb: 1\n", "cpu:", "cpu\n    :"),
        ("a: 1\n? b:\n  c: 1\n  d: 2\n  e: 3\n", "d: 2", "d: x"),
        ("//a b:\nc: 1\nd: 1\n", "b:", "b"),
        ("a: \"1 \"\nb: 1\nc: 1\nd: 1\ne: 1\nf: x\"\n", "1 \"", "1 "),
    ] {
        let text = text.to_owned() + &"rest: 1\n".repeat(40);
        edited(&Tree::parse(&text), &text, &text.replacen(old, new, 1));
    }
}
