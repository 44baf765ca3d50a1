//! Input that is made to hurt: bounded work, no overflow of the stack, and what came before is kept.
//!
//! The limit of time is generous, for slow and busy machines: it tells linear work from quadratic, not fast from
//! slow.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use copilot_manifest_ls::yaml::{NodeData, NodeId, Tree};
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_secs(20);

fn parse(text: &str) -> Tree {
    let start = Instant::now();
    let tree = Tree::parse(text);
    ask(&tree, text);
    assert!(start.elapsed() < LIMIT, "{:?} for {} bytes", start.elapsed(), text.len());
    tree
}

/// Every question that a tree answers, at a few places.
fn ask(tree: &Tree, text: &str) {
    let ids: Vec<NodeId> = tree.ids().collect();
    for id in ids.iter().step_by(ids.len() / 20 + 1).chain(ids.last()) {
        let _ = (tree.path(*id), tree.entries(*id), tree.key_of(*id), tree.get(*id, "a"), tree.scalar(*id));
        assert!(tree.node(tree.resolve(*id)).span.end <= text.len());
    }
    for offset in (0..=text.len()).step_by(text.len() / 20 + 1) {
        assert_eq!(tree.enclosing(offset).last().copied(), tree.at(offset));
    }
}

fn nested_block(key: &str, levels: usize) -> String {
    (0..levels).map(|level| format!("{}{key}\n", " ".repeat(level))).collect()
}

#[test]
fn deep_nesting_is_one_error_and_what_stood_before_is_kept() {
    let deep = [
        "[".repeat(10_000),
        "{a: ".repeat(10_000),
        "- ".repeat(10_000),
        nested_block("a:", 10_000),
        format!("{}{}", "[".repeat(10_000), "]".repeat(10_000)),
        "[".repeat(1 << 20),
        "{".repeat(1 << 20),
        "? ".repeat(10_000),
    ];
    for deep in deep {
        let text = format!("before: kept\nkey: {deep}\n")
            .replace("key: -", "key:\n -")
            .replace("key: a:", "key:\n a:");
        let text = text.replace("key: ?", "key:\n ?").replace("\n a:\n a:", "\n a:");
        let tree = parse(&text);
        assert_eq!(tree.errors.len(), 1, "{:?}", &text[..40]);
        let root = tree.root.unwrap();
        assert_eq!(tree.scalar(tree.get(root, "before").unwrap()).unwrap().0, "kept");
    }
}

#[test]
fn depth_below_the_limit_is_no_error() {
    for deep in [format!("{}{}", "[".repeat(250), "]".repeat(250)), nested_block("a:", 250)] {
        assert_eq!(parse(&deep).errors, []);
    }
}

#[test]
fn alias_bombs_are_not_expanded() {
    let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..200 {
        let alias = format!("*a{}", level - 1);
        text += &format!("a{level}: &a{level} [{}]\n", [alias.as_str(); 9].join(", "));
    }
    let tree = parse(&text);
    assert_eq!(tree.errors, []);
    let last = tree.get(tree.root.unwrap(), "a199").unwrap();
    let NodeData::Sequence { items, .. } = &tree.node(last).data else { panic!() };
    assert_eq!(tree.path(tree.resolve(items[0])).len(), 1);
}

#[test]
fn merge_bombs_are_bounded() {
    let mut text = String::from("m0: &m0 {k0: 1}\n");
    for level in 1..2000 {
        let alias = format!("*m{}", level - 1);
        text += &format!("m{level}: &m{level} {{<<: [{}], k{level}: 1}}\n", [alias.as_str(); 9].join(", "));
    }
    let tree = parse(&text);
    let last = tree.get(tree.root.unwrap(), "m1999").unwrap();
    assert_eq!(tree.entries(last).len(), 2000);
}

#[test]
fn anchors_that_hold_themselves_end() {
    let tree = parse("a: &a\n  b: *a\n  <<: *a\n  c: &c [*c]\n");
    assert_eq!(tree.errors, []);
    let a = tree.get(tree.root.unwrap(), "a").unwrap();
    assert_eq!(tree.resolve(tree.get(a, "b").unwrap()), a);
    assert_eq!(tree.entries(a).len(), 2);
}

#[test]
fn many_keys() {
    let text: String = (0..100_000).map(|number| format!("key{number}: {number}\n")).collect();
    let tree = parse(&text);
    assert_eq!(tree.errors, []);
    assert_eq!(tree.entries(tree.root.unwrap()).len(), 100_000);
    let flow: String = (0..100_000).map(|number| format!("key{number}: {number}, ")).collect();
    let tree = parse(&format!("a: {{{flow}}}\nb: 1\n"));
    assert_eq!(tree.entries(tree.get(tree.root.unwrap(), "a").unwrap()).len(), 100_000);
}

#[test]
fn many_broken_lines() {
    let keys = |text: &str| parse(text).root.map_or(0, |root| parse(text).entries(root).len());
    assert!(keys(&"a: @\n".repeat(100)) > 30);
    let text: String = (0..50_000).map(|number| format!("key{number}: \"x\n")).collect();
    assert!(!parse(&text).errors.is_empty());
    for line in [
        "word\n",
        "a: b: c\n",
        "a: [x\n",
        "\ta: b\n",
        "- a\nb\n",
        "]\n",
        ": \n",
        "a: '\n",
        "%\n",
        "@\n",
        "? \n",
    ] {
        let tree = parse(&line.repeat(40_000));
        assert!(tree.errors.len() <= 50_000, "{line:?}: {}", tree.errors.len());
    }
}

#[test]
fn long_lines() {
    let words = "word ".repeat(1 << 18);
    for text in [
        format!("a: {words}\nb: 1\n"),
        format!("a: \"{words}\nb: 1\n"),
        format!("a: '{words}'\nb: 1\n"),
        format!("{words}\nb: 1\n"),
        format!("# {words}\nb: 1\n"),
        format!("b: 1\na: [{}\n", "x, ".repeat(1 << 18)),
        format!("b: 1\na: {{{}\n", "x: y, ".repeat(1 << 17)),
        format!("b: 1\n{}x\n", " ".repeat(1 << 20)),
        format!("b: 1\n{}\n", "\t".repeat(1 << 20)),
        format!("b: 1\na: {}\n", "x: ".repeat(1 << 18)),
    ] {
        let tree = parse(&text);
        let root = tree.root.unwrap();
        assert!(tree.get(root, "b").is_some(), "{:?}", &text[..20]);
    }
}

#[test]
fn many_blank_lines_tabs_and_comments() {
    for line in [
        "\n",
        "\r",
        "\r\n",
        "  \t\n",
        "\t\n",
        "#\n",
        "    # c\n",
        " \n",
        "---\n",
        "...\n",
        "--- x\n",
        "&a\n",
        "!t\n",
    ] {
        let lines = line.repeat(200_000);
        parse(&format!("a: b\n{lines}c: d\n"));
        parse(&format!("a: |\n  b\n{lines}c: d\n"));
        parse(&format!("a:\n{lines}  c: d\n"));
        parse(&format!("a: [\n{lines}x"));
    }
}

#[test]
fn odd_characters() {
    let tree = parse("a: 1\nb: x\0y\nc: 3\n");
    assert_eq!(tree.errors.len(), 1);
    assert_eq!((tree.errors[0].span.start, tree.errors[0].span.end), (9, 10));
    assert!(tree.get(tree.root.unwrap(), "c").is_some());
    assert_eq!(parse("a: x\u{2028}b: 2\n").errors, []);
    assert_eq!(parse("a: 'x\u{2028}y'\nb: 2\n").errors, []);
    let tree = parse("a: 1\rb: 2\r\r\nc: 3\r");
    assert_eq!((tree.errors.len(), tree.entries(tree.root.unwrap()).len()), (0, 3));
    let tree = parse("\u{feff}a: 1\nb: 2\n");
    assert_eq!((tree.errors.len(), tree.node(tree.root.unwrap()).span.start), (0, 3));
    let tree = parse("? a\n: 1\n? [b, c]\n: 2\n? d\n");
    assert_eq!((tree.errors.len(), tree.entries(tree.root.unwrap()).len()), (0, 3));
    parse(&"\0".repeat(1 << 20));
    parse(&"\u{feff}".repeat(1 << 18));
    parse(&"日本語: 値\n".repeat(20_000));
}
