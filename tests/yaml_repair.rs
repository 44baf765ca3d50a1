//! Damaged documents: one error for each damaged place, on the exact characters, and the other keys stand.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use copilot_manifest_ls::locale::Locale;
use copilot_manifest_ls::yaml::{NodeData, NodeId, Tree};

/// A damaged text: what is underlined, a part of the message, and the tree that is left.
///
/// In the tree `!` stands before what repair made or changed.
type Case = (&'static str, &'static str, &'static str, &'static str);

const CASES: &[Case] = &[
    // Keys without a colon, or without the space after it.
    ("name: x\nima\nport: 80\n", "ima", "write `ima: …`", "{name: x, !ima: !, port: 80}"),
    ("image:\n  po\n  build: x\n", "po", "write `po: …`", "{image: {!po: !, build: x}}"),
    ("image:\n  build: x\n  po\ncpu: 1\n", "po", "write `po: …`", "{image: {build: x, !po: !}, cpu: 1}"),
    (
        "image:\n  build: x\n  port:80\ncpu: 1\n",
        "port:80",
        "`port: 80`",
        "{image: {build: x, port: !80}, cpu: 1}",
    ),
    ("image\n  build: x\ncpu: 1\n", "image", "write `image: …`", "{!image: {build: x}, cpu: 1}"),
    ("- a: 1\n  b\n- c\n", "b", "write `b: …`", "[{a: 1, !b: !}, c]"),
    ("list:\n- a\nc\nd: 1\n", "c", "write `c: …`", "{list: [a], !c: !, d: 1}"),
    ("a: 1\nhttp://x\nb: 2\n", "http://x", "A key needs a colon", "{a: 1, !http://x: !, b: 2}"),
    // A value before a block.
    ("a:\n  x: y\n    b: 1\n    c: 2\nd: 1\n", "y", "indent the block", "{a: {x: {b: 1, c: 2}}, d: 1}"),
    ("a:x\n  b: 1\nd: 1\n", "x", "remove it", "{a: {b: 1}, d: 1}"),
    (
        "- a: 'x'\n  b: 1\n- a: \"y\" # z\n    b: 1\n    c: 2\n",
        "\"y\"",
        "indent",
        "[{a: x, b: 1}, {a: {b: 1, c: 2}}]",
    ),
    // Quotation marks.
    ("a: \"x\nb: \"y\"\nc: z\n", "\"x", "write \" after it", "{a: !x, b: y, c: z}"),
    ("a: 'x\nb: 'y'\nc: z\n", "'x", "write ' after it", "{a: !x, b: y, c: z}"),
    ("a: 1\n\"na\nb: 2\n", "\"na", "write \" after it", "{a: 1, !na: !, b: 2}"),
    ("a: [\"x, y]\nb: 2\n", "\"x, y]", "write \" after it", "{a: ![!x, y]], b: 2}"),
    ("a: \"x\\\nb: 2\n", "\"x\\", "write \" after it", "{a: !x\\, b: 2}"),
    ("a: \"x\" y\nb: 1\n", "y", "remove `y`", "{a: !x, b: 1}"),
    ("a: 'it's'\nb: 1\n", "s'", "remove `s'`", "{a: !it, b: 1}"),
    ("a: \"x \\${y} \\q\"\nb: 1\n", "\\$", "single quotes", "{a: !x \\${y} \\q, b: 1}"),
    // Brackets.
    ("a: [x, y\nb: 1\nc: 2\n", "[", "write `]`", "{a: ![x, !y], b: 1, c: 2}"),
    ("a: [\nb: 1\nc: 2\n", "[", "write `]`", "{a: ![], b: 1, c: 2}"),
    ("a: {x: \nb: 1\nc: 2\n", "{", "write `}`", "{a: !{x: !}, b: 1, c: 2}"),
    ("a: {x: 1, y: {z: 2\nb: 1\n", "{", "write `}`", "{a: !{x: 1, y: !{z: !2}}, b: 1}"),
    ("a: [\n  x,\n  y,\nb: 1\n", "[", "write `]`", "{a: ![x, y], b: 1}"),
    ("a: [\n  x,\n  'y\n  'z',\n]\nb: 1\n", "'y", "write ' after it", "{a: ![x, !y, z], b: 1}"),
    ("a: [\n  'x'\n  'y',\n]\nb: 1\n", "'", "write `,`", "{a: ![!x, y], b: 1}"),
    ("a: {x: [}\nb: 1\n", "[", "write `]`", "{a: !{x: ![]}, b: 1}"),
    ("a: [x] y\nb: 1\n", "y", "remove `y`", "{a: ![x], b: 1}"),
    ("a: ]\nb: 1\n", "]", "must stand in quotes", "{a: !], b: 1}"),
    ("a: 1\n]\nb: 1\n", "]", "no opening one", "{a: 1, b: 1}"),
    // Values that need quotes.
    ("a: @x # c\nb: 1\n", "@x", "write `'@x'`", "{a: !@x, b: 1}"),
    ("a: `x`\nb: 1\n", "`x`", "must stand in quotes", "{a: !`x`, b: 1}"),
    ("a: %x\nb: 1\n", "%x", "must stand in quotes", "{a: !%x, b: 1}"),
    ("a: *\nb: 1\n", "*", "need a name", "{a: !, b: 1}"),
    ("a: &\n  c: 2\nb: 1\n", "&", "need a name", "{a: {c: 2}, b: 1}"),
    ("a: x: it's\nb: 1\n", "x: it's", "a colon and a space", "{a: !x: it's, b: 1}"),
    ("a: - x\nb: 1\n", "- x", "A list begins on a line of its own", "{a: !- x, b: 1}"),
    ("a: |x\n  y\nb: 1\n", "|x", "write nothing after it", "{a: !y\n, b: 1}"),
    // Indentation.
    ("a:\n\tx: 1\nb: 1\n", "\t", "use spaces", "{a: {!x: 1}, b: 1}"),
    ("a:\n  x: 1\n\ty: 2\nb: 1\n", "\t", "use spaces", "{a: {x: 1, !y: 2}, b: 1}"),
    ("a:\n  x: 1\n   y: 2\nb: 1\n", "   ", "indent it by 2", "{a: {x: 1, !y: 2}, b: 1}"),
    ("a:\n  x: 1\n y: 2\nb: 1\n", " ", "indent it by 2", "{a: {x: 1, !y: 2}, b: 1}"),
    ("a: 1\n\t\nb: 1\n", "\t", "use spaces", "{a: 1, b: 1}"),
    ("a:\n  - x\n  y\nb: 1\n", "y", "write `- y`", "{a: [x, !y], b: 1}"),
    ("a:\n  -\n  x: 1\nb: 1\n", "-", "can't stand here", "{a: {x: 1}, b: 1}"),
    // What is no YAML at all, or none to Go.
    ("a: 1\n// note\nb: 1\n", "// note", "write `#`", "{a: 1, b: 1}"),
    ("a: 1\n%typ x\nb: 1\n", "%typ x", "can't begin with `%`", "{a: 1, b: 1}"),
    ("a: 1\n: x\nb: 1\n", ":", "A key is missing", "{a: 1, !: x, b: 1}"),
    ("a: why?\n: x\nb: 1\n", ":", "A key is missing", "{a: why?, !: x, b: 1}"),
    ("a: 1 # why?\n: x\nb: 1\n", ":", "A key is missing", "{a: 1, !: x, b: 1}"),
    ("# why ?\n: x\nb: 1\n", ":", "A key is missing", "{!: x, b: 1}"),
    ("a: [x?y]\nb: 1\n", "x?y", "`?` must stand in quotes", "{a: [!x?y], b: 1}"),
    ("a: {x\n  y: 1}\nb: 1\n", "x\n  y", "same line", "{a: {!x y: 1}, b: 1}"),
    ("a: \"x\\/y\"\nb: 1\n", "\\/", "doesn't know the escape", "{a: !x/y, b: 1}"),
    ("a: &x.y 1\nb: 1\n", "&x.y", "rename `&x.y`", "{a: !1, b: 1}"),
    ("--- a: 1\nb: 2\n", "---", "begin a new line", "{!a: 1, b: 2}"),
    ("a: x\u{7}y\nb: 1\n", "\u{7}", "U+0007", "{a: !xxy, b: 1}"),
];

fn write(tree: &Tree, id: NodeId) -> String {
    let node = tree.node(id);
    let children = match &node.data {
        NodeData::Scalar { value, .. } => value.to_string(),
        NodeData::Alias { name, .. } => format!("*{name}"),
        NodeData::Sequence { items, .. } => {
            format!("[{}]", items.iter().map(|item| write(tree, *item)).collect::<Vec<_>>().join(", "))
        }
        NodeData::Mapping { entries, .. } => {
            let entry = |key, value| format!("{}: {}", write(tree, key), write(tree, value));
            let entries: Vec<String> = entries.iter().map(|found| entry(found.key, found.value)).collect();
            format!("{{{}}}", entries.join(", "))
        }
    };
    format!("{}{children}", if node.broken { "!" } else { "" })
}

#[test]
fn each_damage_is_one_error_and_the_rest_stands() {
    let mut wrong = Vec::new();
    for (text, underlined, message, expected) in CASES {
        let tree = Tree::parse(text);
        let found: Vec<(&str, &str)> = tree
            .errors
            .iter()
            .map(|error| (&text[error.span.start..error.span.end], error.message.text(Locale::En)))
            .collect();
        let told = matches!(&found[..], [(span, said)] if span == underlined && said.contains(message));
        let left = tree.root.map_or(String::new(), |root| write(&tree, root));
        if !told || left != *expected {
            wrong.push(format!("{text:?}\n  errors {found:?}\n  left   {left:?}\n  wanted {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn line_ends_make_no_difference() {
    for (text, ..) in CASES {
        let unix = Tree::parse(text);
        let windows_text = text.replace('\n', "\r\n");
        let windows = Tree::parse(&windows_text);
        let said = |tree: &Tree| tree.errors.iter().map(|error| error.message.clone()).collect::<Vec<_>>();
        assert_eq!(said(&unix), said(&windows), "{text:?}");
        let left = |tree: &Tree| tree.root.map(|root| write(tree, root));
        assert_eq!(left(&unix), left(&windows), "{text:?}");
    }
}

#[test]
fn several_damages_are_several_errors_in_order() {
    let text = "a: \"x\nb: @y\nc:\n  d: [1, 2\n  e\nf: 1\n\tg: 2\nh:3\ni: 4\n";
    let tree = Tree::parse(text);
    let spans: Vec<&str> = tree.errors.iter().map(|error| &text[error.span.start..error.span.end]).collect();
    assert_eq!(spans, ["\"x", "@y", "[", "e", "\t", "h:3"]);
    let left = write(&tree, tree.root.unwrap());
    assert_eq!(left, "{a: !x, b: !@y, c: {d: ![1, !2], !e: !}, f: 1, !g: 2, h: !3, i: 4}");
}

#[test]
fn what_go_accepts_is_no_error() {
    for (text, expected) in [
        ("a: \"x\ny\"\nb: 1\n", "{a: x y, b: 1}"),
        ("a:\n  b: 'x\n\n y'\nc: 1\n", "{a: {b: x\ny}, c: 1}"),
        ("a: \"x\"#c\nb: [y]#c\n", "{a: x, b: [y]}"),
        ("a: [\nx,\n]\nb: 1\n", "{a: [x], b: 1}"),
        ("a:\tx\t# c\nb: [\tx,\n\ty]\n", "{a: x, b: [x, y]}"),
        ("a: |\n  \tx\nb: 1\n", "{a: \tx\n, b: 1}"),
        ("? a # b\n: c\n?\n: d\n? # e\n: f\ng: &h\n? !i\n: 1\n", "{a: c, : d, : f, g: , : 1}"),
        (
            "a: {? b : c, ? d\n: e, ? # f\n # g\n: 1}\nb:\n  - ?\n    : 1\n",
            "{a: {b: c, d: e, : 1}, b: [{: 1}]}",
        ),
        ("a: !Ref x\nb: <<\nc: a:b\nd: x#y\n", "{a: x, b: <<, c: a:b, d: x#y}"),
    ] {
        let tree = Tree::parse(text);
        assert_eq!(tree.errors, [], "{text:?}");
        assert_eq!(write(&tree, tree.root.unwrap()), expected, "{text:?}");
    }
}

#[test]
fn comments_of_repaired_documents_keep_their_places() {
    let text = "# one\na: [x # two\nport:80 # three\nb: 1 # four\n";
    let tree = Tree::parse(text);
    let comments: Vec<&str> =
        tree.comments.iter().map(|comment| &text[comment.span.start..comment.span.end]).collect();
    assert_eq!(comments, ["# one", "# two", "# three", "# four"]);
}
