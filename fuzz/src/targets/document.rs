//! Any text, judged and asked one question. Which one, and where, follows from the text.

use super::behaviour;
use crate::effective;
use crate::random::{Random, hash};
use crate::support::{header, holds};
use copilot_manifest_ls::assist::{Nothing, Snapshot};
use copilot_manifest_ls::yaml::Tree;
use holds::{Asked, QUESTIONS};
use std::path::Path;

/// Of how many texts one is shown and read again, which costs as much as a dozen other questions.
const SHOWN: u64 = 16;

/// The path that the first line gives, and the rest.
pub fn parts(input: &str) -> (&str, &str) {
    let end = input.find('\n').map_or(input.len(), |at| at + 1);
    match header(&input[..end]) {
        Some(path) => (path, &input[end..]),
        None => ("copilot/api/manifest.yml", input),
    }
}

pub fn run(input: &str) -> u64 {
    let (path, text) = parts(input);
    let snapshot = Snapshot::new(Some(&Path::new("/app").join(path)), text.to_owned());
    holds::tree::is_sound(snapshot.source.tree(), text);
    let choice = hash(text.as_bytes());
    follow_edits(text, choice);
    let findings = holds::findings(&snapshot, &Nothing);
    let asked = Asked { snapshot: &snapshot, findings: &findings, around: &Nothing };
    let question = QUESTIONS[(choice >> 8) as usize % QUESTIONS.len()].1;
    question(&asked, (choice >> 24) as usize % (text.len() + 1));
    if choice.is_multiple_of(SHOWN) {
        let problems = effective::problems(path, text);
        assert!(problems.is_empty(), "{}", problems.join("\n=====\n"));
    }
    behaviour(&snapshot, &findings)
}

/// Two edits after each other, the second one near the first, must leave the tree of the text. More text stands behind
/// it, for where an edit reaches half of the text, nothing is taken over.
fn follow_edits(text: &str, seed: u64) {
    let mut random = Random::new(seed);
    let at = random.below(text.len() + 1);
    let rest = if random.once_in(4) { 0 } else { 2 + text.len() / "rest: 1\n".len() };
    let text = [text, "\n", &"rest: 1\n".repeat(rest)].concat();
    let once = typed(&text, at, &mut random);
    let tree = holds::tree::edited(&Tree::parse(&text), &text, &once);
    let twice = typed(&once, at + 1, &mut random);
    holds::tree::edited(&tree, &once, &twice);
}

/// The text after a key or two.
fn typed(text: &str, at: usize, random: &mut Random) -> String {
    const KEYS: [&str; 16] =
        ["", "x", "y", ":", ": ", "\n", "\n  ", "\n    ", " ", "  ", "- ", "#", "[", "'", "}", "k: 1\n"];
    let boundary = |at: usize| (at.min(text.len())..=text.len()).find(|at| text.is_char_boundary(*at));
    let length = if random.once_in(3) { 1 + random.below(12) } else { 0 };
    let (start, end) = (boundary(at).unwrap_or_default(), boundary(at + length).unwrap_or(text.len()));
    [&text[..start], KEYS[random.below(KEYS.len())], &text[end..]].concat()
}
