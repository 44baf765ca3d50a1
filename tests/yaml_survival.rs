//! Half-typed lines in a realistic manifest: how many of the other keys survive.

use copilot_manifest_ls::yaml::{NodeData, Segment, Tree};
use std::collections::HashMap;

const LARGE: &str = include_str!("yaml/large.yml");

/// Every key path of a tree with the line (from 0) its key stands on; items of lists count by position.
fn key_paths(tree: &Tree, text: &str) -> Vec<(String, usize)> {
    let starts: Vec<usize> =
        std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let line_of = |offset: usize| starts.partition_point(|start| *start <= offset) - 1;
    let mut found = Vec::new();
    for id in tree.ids() {
        let NodeData::Mapping { entries, .. } = &tree.node(id).data else { continue };
        for entry in entries {
            let steps = tree.path(entry.key);
            let path: String = steps
                .iter()
                .map(|step| match step {
                    Segment::Key(key) => format!(".{key}"),
                    Segment::Index(index) => format!("[{index}]"),
                })
                .collect();
            found.push((path, line_of(tree.node(entry.key).span.start)));
        }
    }
    found
}

/// A path without positions: an item typed above moves those below it.
fn without_positions(path: &str) -> String {
    path.split('[').map(|part| part.split_once(']').map_or(part, |(_, rest)| rest)).collect()
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
        let tree = Tree::parse(text);
        let mut found: HashMap<(String, usize), usize> = HashMap::new();
        for (path, line) in key_paths(&tree, text) {
            *found.entry((without_positions(&path), line)).or_default() += 1;
        }
        let kept = expected
            .iter()
            .filter(|(path, line)| {
                let left = found.get_mut(&(without_positions(path), *line));
                left.is_some_and(|left| std::mem::replace(left, left.saturating_sub(1)) > 0)
            })
            .count();
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

/// Where a line can be left out without moving or losing keys of other lines: its own keys have no children.
fn is_leaf(keys: &[(String, usize)], line: usize) -> bool {
    let own: Vec<&String> = keys.iter().filter(|(_, at)| *at == line).map(|(path, _)| path).collect();
    keys.iter()
        .filter(|(_, at)| *at != line)
        .all(|(path, _)| !own.iter().any(|own| path.starts_with(own.as_str())))
}

fn measure(step: usize, insert: bool) -> Tally {
    let lines: Vec<&str> = LARGE.lines().collect();
    let keys = key_paths(&Tree::parse(LARGE), LARGE);
    let mut tally = Tally::default();
    for (number, line) in lines.iter().enumerate().step_by(step) {
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        for prefix in prefixes(line) {
            let mut typed: Vec<&str> = lines.clone();
            let expected: Vec<(String, usize)> = if insert {
                typed.insert(number, prefix);
                keys.iter().map(|(path, at)| (path.clone(), at + usize::from(*at >= number))).collect()
            } else {
                typed[number] = prefix;
                let others = keys.iter().filter(|(_, at)| *at != number);
                let own: Vec<&String> =
                    keys.iter().filter(|(_, at)| *at == number).map(|(path, _)| path).collect();
                // What stands below a key that is being typed can't be known under its old name.
                others
                    .filter(|(path, _)| !own.iter().any(|own| path.starts_with(own.as_str())))
                    .cloned()
                    .collect()
            };
            tally.count(&(typed.join("\n") + "\n"), &expected);
        }
    }
    tally
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
    let mut tally = measure(1, false);
    report("replaced", &mut tally);
    assert!(tally.share() >= 0.98, "{}", tally.share());
}

#[test]
fn lines_typed_between_leave_the_other_keys() {
    let mut tally = measure(1, true);
    report("inserted", &mut tally);
    assert!(tally.share() >= 0.98, "{}", tally.share());
}

#[test]
fn the_fixture_is_right() {
    let tree = Tree::parse(LARGE);
    assert_eq!(tree.errors, []);
    let keys = key_paths(&tree, LARGE);
    assert!(keys.len() > 250, "{}", keys.len());
    assert!((0..LARGE.lines().count()).filter(|line| is_leaf(&keys, *line)).count() > 100);
}
