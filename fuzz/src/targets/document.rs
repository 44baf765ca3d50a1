//! Any text, judged and asked one question. Which one, and where, follows from the text.

use super::behaviour;
use crate::effective;
use crate::random::hash;
use crate::support::{header, holds};
use copilot_manifest_ls::assist::{Nothing, Snapshot};
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
    holds::tree::is_sound(&snapshot.source.tree, text);
    let findings = holds::findings(&snapshot, &Nothing);
    let asked = Asked { snapshot: &snapshot, findings: &findings, around: &Nothing };
    let choice = hash(text.as_bytes());
    let question = QUESTIONS[(choice >> 8) as usize % QUESTIONS.len()].1;
    question(&asked, (choice >> 24) as usize % (text.len() + 1));
    if choice.is_multiple_of(SHOWN) {
        let problems = effective::problems(path, text);
        assert!(problems.is_empty(), "{}", problems.join("\n=====\n"));
    }
    behaviour(&snapshot, &findings)
}
