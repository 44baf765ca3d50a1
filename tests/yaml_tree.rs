//! The tree of right documents: spans, structure and questions.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use copilot_manifest_ls::yaml::{Entry, NodeData, NodeId, Segment, Style, Tree};

fn parse(text: &str) -> Tree {
    let tree = Tree::parse(text);
    assert_eq!(tree.errors, [], "{text}");
    tree
}

fn source<'t>(tree: &Tree, text: &'t str, id: NodeId) -> &'t str {
    let span = tree.node(id).span;
    &text[span.start..span.end]
}

/// The value at a path of keys.
fn find(tree: &Tree, keys: &[&str]) -> NodeId {
    let get = |node, key: &&str| tree.get(node, key).unwrap_or_else(|| panic!("{key} of {keys:?}"));
    keys.iter().fold(tree.root.unwrap(), get)
}

fn items(tree: &Tree, id: NodeId) -> Vec<NodeId> {
    match &tree.node(id).data {
        NodeData::Sequence { items, .. } => items.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn spans_of_scalars() {
    let text = "plain: a b  # c\nsingle: 'it''s'\ndouble: \"q\\\"q\" # c\ntwo lines: a\n  b\nanchored: &x !t value\n";
    let tree = parse(text);
    for (key, value, style, content) in [
        ("plain", "a b", Style::Plain, "a b"),
        ("single", "'it''s'", Style::SingleQuoted, "it's"),
        ("double", "\"q\\\"q\"", Style::DoubleQuoted, "q\"q"),
        ("two lines", "a\n  b", Style::Plain, "a b"),
        ("anchored", "value", Style::Plain, "value"),
    ] {
        let id = find(&tree, &[key]);
        assert_eq!(source(&tree, text, id), value);
        assert_eq!(tree.scalar(id), Some((content, style)));
        assert_eq!(source(&tree, text, tree.key_of(id).unwrap()), key);
    }
    let node = tree.node(find(&tree, &["anchored"]));
    let (name, span) = node.anchor().unwrap();
    assert_eq!((name, &text[span.start..span.end]), ("x", "&x"));
    let tag = node.tag_span().unwrap();
    assert_eq!((node.tag(), &text[tag.start..tag.end]), (Some("!t"), "!t"));
}

#[test]
fn spans_of_block_scalars() {
    let text = "a: |\n  x\n  y\n\nb: >-  # why\n\n   z\nc:\n  - |+\n    k  \n\n  - >2\n     l\nd: &n !t |-\n e\nf: |\ng: | # h\n\nh: |2  # i\ni: 1\n";
    let tree = parse(text);
    for (key, value, content) in [
        ("a", "|\n  x\n  y", "x\ny\n"),
        ("b", ">-  # why\n\n   z", "\nz"),
        ("d", "|-\n e", "e"),
        ("f", "|", ""),
        ("g", "|", ""),
        ("h", "|2", ""),
    ] {
        let id = find(&tree, &[key]);
        assert_eq!((source(&tree, text, id), tree.scalar(id).unwrap().0), (value, content));
    }
    let c = items(&tree, find(&tree, &["c"]));
    assert_eq!(source(&tree, text, c[0]), "|+\n    k  ");
    assert_eq!(source(&tree, text, c[1]), ">2\n     l");
    assert_eq!(tree.comments.len(), 3);
}

#[test]
fn values_that_are_not_written_stand_after_the_colon() {
    let text = "a:\nb: # c\nc: {d: , e, 'f':}\ng:\n- \n-\n? h\n? i\n: \nj: &x\nk: !t\nl:";
    let tree = parse(text);
    let after = |needle: &str| text.find(needle).unwrap() + needle.len();
    for (keys, at) in [
        (&["a"][..], after("a:")),
        (&["b"], after("b:")),
        (&["c", "d"], after("d:")),
        (&["c", "e"], after("e")),
        (&["c", "f"], after("'f':")),
        (&["h"], after("? h")),
        (&["i"], after("? i\n:")),
        (&["j"], after("&x")),
        (&["k"], after("!t")),
        (&["l"], text.len()),
    ] {
        let span = tree.node(find(&tree, keys)).span;
        assert_eq!((span.start, span.end), (at, at), "{keys:?}");
        assert_eq!(tree.scalar(find(&tree, keys)), Some(("", Style::Plain)));
    }
    let empty = items(&tree, find(&tree, &["g"]));
    assert_eq!(tree.node(empty[1]).span.start, after("- \n-"));
}

#[test]
fn spans_of_collections() {
    let text = "a:\n  b: 1\n  c:\n  - d\n  -\n   - e # f\n\ng: [h, {i: j}, ] # k\nl: {\n  m: n,\n}\no:\n- p: q\n  r: s\n\n";
    let tree = parse(text);
    for (keys, value) in [
        (&["a"][..], "b: 1\n  c:\n  - d\n  -\n   - e"),
        (&["a", "c"], "- d\n  -\n   - e"),
        (&["g"], "[h, {i: j}, ]"),
        (&["l"], "{\n  m: n,\n}"),
        (&["o"], "- p: q\n  r: s"),
    ] {
        assert_eq!(source(&tree, text, find(&tree, keys)), value);
    }
    assert_eq!(source(&tree, text, tree.root.unwrap()), text.trim_end());
    assert_eq!(source(&tree, text, items(&tree, find(&tree, &["o"]))[0]), "p: q\n  r: s");
    let nested = items(&tree, find(&tree, &["a", "c"]))[1];
    assert_eq!(source(&tree, text, nested), "- e");
    assert!(matches!(tree.node(find(&tree, &["l"])).data, NodeData::Mapping { flow: true, .. }));
}

#[test]
fn line_ends_byte_order_mark_and_wide_characters() {
    for line_end in ["\n", "\r\n", "\r"] {
        let text = format!(
            "\u{feff}# 名前{line_end}name: 注文{line_end}b:{line_end}  - 'é'{line_end}{line_end}c: |{line_end}  x{line_end}d: 1"
        );
        let tree = parse(&text);
        assert_eq!(source(&tree, &text, find(&tree, &["name"])), "注文");
        assert_eq!(source(&tree, &text, items(&tree, find(&tree, &["b"]))[0]), "'é'");
        assert_eq!(source(&tree, &text, find(&tree, &["c"])), format!("|{line_end}  x"));
        assert_eq!(tree.scalar(find(&tree, &["c"])).unwrap().0, "x\n");
        assert_eq!(source(&tree, &text, find(&tree, &["d"])), "1");
        let comment = tree.comments[0].span;
        assert_eq!(&text[comment.start..comment.end], "# 名前");
    }
}

#[test]
fn later_documents() {
    for (text, later, first) in [
        ("a: 1\n---\nb: 2\n", vec!["---"], 1),
        ("---\na: 1\n...\nb: 2\n---\n# c\n---\n[]\n", vec!["b: 2", "---"], 1),
        ("a: 1\n---\n---\n", vec![], 1),
        ("%YAML 1.1\n---\na: 1\n...\n", vec![], 1),
        ("a: 1\n---\nb: [\n", vec!["---"], 1),
        ("---\n---\na: 1\n", vec!["---"], 0),
        // Go's library takes the first dedent to end the document.
        ("  a: 1\n  b: 2\nc: 3\n", vec!["c: 3"], 3),
    ] {
        let tree = parse(text);
        let found: Vec<&str> = tree.later_documents.iter().map(|span| &text[span.start..span.end]).collect();
        assert_eq!(found, later, "{text}");
        assert_eq!(tree.root.map_or(0, |root| tree.entries(root).len()), first, "{text}");
    }
    for text in ["", "# only a comment\n", "---\n", "\u{feff}", "\n\n"] {
        assert_eq!(parse(text).root, None, "{text:?}");
    }
    assert!(parse("~").root.is_some());
}

#[test]
fn aliases() {
    let text = "a: &x 1\nb: *x\nc: &x 2\nd: [*x, *y]\ne: {*x : 1}\n";
    let tree = parse(text);
    assert_eq!(tree.scalar(find(&tree, &["b"])).unwrap().0, "1");
    let d = items(&tree, find(&tree, &["d"]));
    assert_eq!(tree.scalar(d[0]).unwrap().0, "2");
    assert_eq!((tree.resolve(d[1]), tree.scalar(d[1])), (d[1], None));
    assert!(matches!(&tree.node(d[1]).data, NodeData::Alias { name, target: None } if &**name == "y"));
    assert_eq!(source(&tree, text, d[1]), "*y");
    assert!(tree.get(find(&tree, &["e"]), "2").is_some());
}

/// The entries of `m` as `key=value` in order.
fn entries(text: &str) -> String {
    let tree = parse(text);
    let write = |entry: &Entry| {
        format!("{}={}", tree.scalar(entry.key).unwrap().0, tree.scalar(entry.value).unwrap().0)
    };
    tree.entries(find(&tree, &["m"])).iter().map(write).collect::<Vec<_>>().join(" ")
}

#[test]
fn merge_keys() {
    let base = "a: &a {x: 1, y: 2}\nb: &b {<<: *a, y: 3, z: 4}\ns: &s [1]\n";
    for (mapping, expected) in [
        ("{<<: *a}", "x=1 y=2"),
        ("{x: 9, <<: *a}", "x=9 y=2"),
        ("{<<: *a, x: 9}", "x=9 y=2"),
        ("{<<: [*a, *b]}", "x=1 y=2 z=4"),
        ("{<<: [*b, *a]}", "y=3 z=4 x=1"),
        ("{<<: {x: 5}}", "x=5"),
        ("{\"<<\": 5}", "<<=5"),
        ("{!!str <<: 5}", "<<=5"),
        ("{!!merge <<: *a}", "x=1 y=2"),
        ("{<<: *s}", ""),
        ("{<<: *nothing, x: 1}", "x=1"),
        ("{x: 1, x: 2, <<: *a}", "x=1 x=2 y=2"),
        ("*b", "y=3 z=4 x=1"),
        ("[1]", ""),
    ] {
        assert_eq!(entries(&format!("{base}m: {mapping}\n")), expected, "{mapping}");
    }
}

#[test]
fn paths() {
    let text = "a:\n  - b: {c: [1, 2]}\n? [x]\n: y\n";
    let tree = parse(text);
    let b = tree.get(items(&tree, find(&tree, &["a"]))[0], "b").unwrap();
    let second = items(&tree, tree.get(b, "c").unwrap())[1];
    let c = tree.node(second).parent.unwrap();
    use Segment::{Index, Key};
    assert_eq!(tree.path(second), [Key("a"), Index(0), Key("b"), Key("c"), Index(1)]);
    assert_eq!(tree.path(tree.key_of(c).unwrap()), tree.path(c));
    assert_eq!(tree.value_of(tree.key_of(c).unwrap()), Some(c));
    assert_eq!((tree.key_of(second), tree.path(tree.root.unwrap()).len()), (None, 0));
    let y = tree.at(text.find('y').unwrap()).unwrap();
    assert_eq!(tree.path(y), [Key("")]);
}

#[test]
fn nodes_at_an_offset() {
    let text = "a:\n  b: 'c'\n  d: [e,f]\ng:\n";
    let tree = parse(text);
    let at = |offset: usize| tree.at(offset).map(|id| source(&tree, text, id));
    for (offset, expected) in [
        (0, Some("a")),
        (1, Some("a")),
        (2, Some(text.trim_end())),
        (5, Some("b")),
        (8, Some("'c'")),
        (11, Some("'c'")),
        (17, Some("[e,f]")),
        (18, Some("e")),
        (19, Some("e")),
        (20, Some("f")),
        (22, Some("[e,f]")),
        (text.find("g:").unwrap(), Some("g")),
        (text.find("g:").unwrap() + 2, Some("")),
        (text.len(), None),
    ] {
        assert_eq!(at(offset), expected, "{offset}");
    }
    let chain: Vec<&str> = tree.enclosing(20).iter().map(|id| source(&tree, text, *id)).collect();
    assert_eq!(chain, [text.trim_end(), "b: 'c'\n  d: [e,f]", "[e,f]", "f"]);
}

#[test]
fn duplicate_keys_are_kept_and_no_error() {
    let tree = parse("a: 1\nb: 2\na: 3\n");
    assert_eq!(tree.entries(tree.root.unwrap()).len(), 3);
    assert_eq!(tree.scalar(find(&tree, &["a"])).unwrap().0, "1");
}
