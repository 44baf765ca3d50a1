//! What holds for every text, however it looks.

use copilot_manifest_ls::locale::Locale;
use copilot_manifest_ls::yaml::{NodeData, Tree};
use proptest::prelude::*;

const LARGE: &str = include_str!("yaml/large.yml");

/// Checks what every tree promises.
fn check(text: &str) -> Result<(), TestCaseError> {
    let tree = Tree::parse(text);
    let inside = |start: usize, end: usize| {
        start <= end && end <= text.len() && text.is_char_boundary(start) && text.is_char_boundary(end)
    };
    for id in tree.ids() {
        let node = tree.node(id);
        prop_assert!(inside(node.span.start, node.span.end), "{:?} in {:?}", node, text);
        if let Some((_, span)) = &node.anchor {
            prop_assert!(inside(span.start, span.end));
        }
        if let Some(span) = node.tag_span {
            prop_assert!(inside(span.start, span.end));
        }
        if let Some(parent) = node.parent {
            let around = tree.node(parent).span;
            let nested = around.start <= node.span.start && node.span.end <= around.end;
            prop_assert!(nested, "{:?} not in {:?} of {:?}", node, around, text);
        }
        let children: Vec<_> = match &node.data {
            NodeData::Mapping { entries, .. } => {
                entries.iter().flat_map(|entry| [entry.key, entry.value]).collect()
            }
            NodeData::Sequence { items, .. } => items.clone(),
            _ => Vec::new(),
        };
        prop_assert!(children.iter().all(|child| tree.node(*child).parent == Some(id)));
        prop_assert!(
            children.windows(2).all(|pair| { tree.node(pair[0]).span.end <= tree.node(pair[1]).span.start }),
            "children out of order in {:?}",
            text
        );
        let _ = (tree.path(id), tree.entries(id), tree.resolved(id), tree.key_of(id));
    }
    for error in &tree.errors {
        prop_assert!(inside(error.span.start, error.span.end), "{:?} in {:?}", error, text);
        for locale in Locale::ALL {
            let (said, stop) = (error.message.text(locale), locale.pick('.', '。'));
            let sentence =
                said.strip_suffix(stop).is_some_and(|rest| !rest.is_empty() && !rest.ends_with(stop));
            prop_assert!(sentence, "{:?} in {:?}", said, text);
        }
    }
    let spans = tree.comments.iter().map(|comment| comment.span).chain(tree.later_documents.iter().copied());
    for span in spans {
        prop_assert!(inside(span.start, span.end) && span.start < span.end, "{:?} in {:?}", span, text);
    }
    Ok(())
}

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
        check(&text)?;
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(&String::from_utf8_lossy(&bytes))?;
    }

    #[test]
    fn any_pieces(text in pieces()) {
        check(&text)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_edit_of_a_manifest(at in 0..LARGE.len(), length in 0usize..60, piece in pieces()) {
        let end = (at + length).min(LARGE.len());
        prop_assume!(LARGE.is_char_boundary(at) && LARGE.is_char_boundary(end));
        check(&format!("{}{piece}{}", &LARGE[..at], &LARGE[end..]))?;
    }
}
