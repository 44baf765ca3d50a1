//! Half-typed lines in a realistic manifest: how many of the other keys survive.
#![allow(clippy::print_stderr, clippy::unwrap_used, reason = "a test tells its figure and may fail")]

use copilot_manifest_ls::yaml::{NodeData, NodeId, Tree};
use std::collections::HashMap;

const LARGE: &str = include_str!("yaml/large.yml");

/// Every key path of a tree with the line (from 0) its key stands on, without positions in lists: an item typed
/// above moves those below it.
fn key_paths(tree: &Tree, text: &str) -> Vec<(String, usize)> {
    let starts: Vec<usize> =
        std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let mut paths: HashMap<NodeId, String> = HashMap::new();
    let mut found = Vec::new();
    for id in tree.ids() {
        let here = paths.get(&id).cloned().unwrap_or_default();
        match &tree.node(id).data {
            NodeData::Mapping { entries, .. } => {
                for entry in entries {
                    let path = format!("{here}.{}", tree.scalar(entry.key).map_or("", |(text, _)| text));
                    let start = tree.node(entry.key).span.start;
                    found.push((path.clone(), starts.partition_point(|line| *line <= start) - 1));
                    paths.insert(entry.value, path);
                }
            }
            NodeData::Sequence { items, .. } => {
                paths.extend(items.iter().map(|item| (*item, format!("{here}[]"))));
            }
            _ => {}
        }
    }
    found
}

#[derive(Default)]
struct Tally {
    kept: usize,
    expected: usize,
    worst: Vec<(f64, String)>,
}

impl Tally {
    /// Counts which of the expected (path, line) pairs stand in the text.
    fn count(&mut self, text: &str, expected: &[(String, usize)]) {
        let mut found: HashMap<(String, usize), usize> = HashMap::new();
        for place in key_paths(&Tree::parse(text), text) {
            *found.entry(place).or_default() += 1;
        }
        let mut take = |place: &&(String, usize)| {
            found.get_mut(*place).is_some_and(|left| std::mem::replace(left, left.saturating_sub(1)) > 0)
        };
        let kept = expected.iter().filter(|place| take(place)).count();
        self.kept += kept;
        self.expected += expected.len();
        if kept < expected.len() {
            self.worst.push((kept as f64 / expected.len() as f64, text.to_string()));
        }
    }

    fn share(&self) -> f64 {
        self.kept as f64 / self.expected as f64
    }
}

/// The prefixes of a line that differ from its indentation, shortest first.
fn prefixes(line: &str) -> impl Iterator<Item = &str> {
    let indent = line.len() - line.trim_start().len();
    line.char_indices().map(|(at, _)| &line[..at]).skip(indent + 1).chain(std::iter::once(line))
}

/// Every how many lines are tried: all in a release build, some of them in a debug build, which is slow.
const STEP: usize = if cfg!(debug_assertions) { 7 } else { 1 };

/// The lines that hold content, with their numbers.
fn lines_with_content() -> impl Iterator<Item = (usize, &'static str)> {
    let content = LARGE
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    content.step_by(STEP)
}

/// The fixture with one more line before line `number`.
fn inserted(number: usize, line: &str) -> String {
    let mut typed: Vec<&str> = LARGE.lines().collect();
    typed.insert(number, line);
    typed.join("\n") + "\n"
}

fn moved_down(keys: &[(String, usize)], number: usize) -> Vec<(String, usize)> {
    keys.iter().map(|(path, at)| (path.clone(), at + usize::from(*at >= number))).collect()
}

fn report(name: &str, tally: &mut Tally) {
    tally.worst.sort_by(|a, b| a.0.total_cmp(&b.0));
    eprintln!(
        "{name}: {} of {} key paths survive, {:.3} %; worst document {:.1} %",
        tally.kept,
        tally.expected,
        100.0 * tally.share(),
        100.0 * tally.worst.first().map_or(1.0, |worst| worst.0)
    );
    if let Ok(folder) = std::env::var("YAML_SURVIVAL_WORST") {
        for (index, (share, text)) in tally.worst.iter().take(40).enumerate() {
            std::fs::write(format!("{folder}/{name}-{index:02}-{share:.3}.yml"), text).unwrap();
        }
    }
}

#[test]
fn lines_typed_in_place_leave_the_other_keys() {
    let keys = key_paths(&Tree::parse(LARGE), LARGE);
    let mut tally = Tally::default();
    for (number, line) in lines_with_content() {
        // What stands below a key that is being typed can't be known under its old name.
        let own: Vec<&String> = keys.iter().filter(|(_, at)| *at == number).map(|(path, _)| path).collect();
        let below = |path: &String| own.iter().any(|own| path.starts_with(own.as_str()));
        let expected: Vec<_> =
            keys.iter().filter(|(path, at)| *at != number && !below(path)).cloned().collect();
        for prefix in prefixes(line) {
            let mut typed: Vec<&str> = LARGE.lines().collect();
            typed[number] = prefix;
            tally.count(&(typed.join("\n") + "\n"), &expected);
        }
    }
    report("replaced", &mut tally);
    assert!(tally.share() >= 0.98, "{}", tally.share());
}

#[test]
fn lines_typed_between_leave_the_other_keys() {
    let keys = key_paths(&Tree::parse(LARGE), LARGE);
    let mut tally = Tally::default();
    for (number, line) in lines_with_content() {
        let expected = moved_down(&keys, number);
        for prefix in prefixes(line) {
            tally.count(&inserted(number, prefix), &expected);
        }
    }
    report("inserted", &mut tally);
    assert!(tally.share() >= 0.98, "{}", tally.share());
}

/// What stands in a line that is being typed, or typed wrongly.
const DAMAGED: [&str; 24] = [
    "ima",
    "i",
    "image:",
    "port:80",
    "- ",
    "-",
    "- name: x",
    "- na",
    "name: \"abc",
    "name: 'abc",
    "\"na",
    "args: [a, b",
    "args: [",
    "x: {a: ",
    "x: {a: 1, b",
    "x: {a: \"b",
    ": ",
    "x: @y",
    "x: `y",
    "x: y: z",
    "x: %y",
    "x: *",
    "x: \"y\" z",
    "]",
];

#[test]
fn damaged_lines_leave_the_other_keys() {
    let keys = key_paths(&Tree::parse(LARGE), LARGE);
    let mut tally = Tally::default();
    for (number, line) in lines_with_content() {
        let indent = &line[..line.len() - line.trim_start().len()];
        let expected = moved_down(&keys, number);
        for damaged in DAMAGED {
            tally.count(&inserted(number, &format!("{indent}{damaged}")), &expected);
        }
        for wrong in ["\t", " ", "   "] {
            tally.count(&inserted(number, &format!("{wrong}{indent}zone: eu")), &expected);
        }
    }
    report("damaged", &mut tally);
    assert!(tally.share() >= 0.98, "{}", tally.share());
}

#[test]
fn the_fixture_is_right() {
    let tree = Tree::parse(LARGE);
    assert_eq!(tree.errors, []);
    let keys = key_paths(&tree, LARGE);
    assert!(keys.len() > 250, "{}", keys.len());
}
