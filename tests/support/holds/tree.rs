//! What every tree promises.

use copilot_manifest_ls::locale::Locale;
use copilot_manifest_ls::yaml::{NodeData, NodeId, Span, Tree};

/// Parses a text and checks the tree.
pub fn parsed(text: &str) {
    is_sound(&Tree::parse(text), text);
}

/// Checks the tree of a text.
pub fn is_sound(tree: &Tree, text: &str) {
    tree.ids().for_each(|id| node(tree, id, text));
    for error in &tree.errors {
        assert!(is_inside(error.span, text), "{error:?} in {text:?}");
        for locale in Locale::ALL {
            let (said, stop) = (error.message.text(locale), locale.pick('.', '。'));
            let is_sentence =
                said.strip_suffix(stop).is_some_and(|rest| !rest.is_empty() && !rest.ends_with(stop));
            assert!(is_sentence, "{said:?} in {text:?}");
        }
    }
    let comments = tree.comments.iter().map(|comment| comment.span);
    for span in comments.chain(tree.later_documents.iter().copied()) {
        assert!(is_inside(span, text) && span.start < span.end, "{span:?} in {text:?}");
    }
}

fn is_inside(span: Span, text: &str) -> bool {
    text.get(span.start..span.end).is_some()
}

fn node(tree: &Tree, id: NodeId, text: &str) {
    let node = tree.node(id);
    assert!(is_inside(node.span, text), "{node:?} in {text:?}");
    let marks = node.anchor().map(|(_, span)| span).into_iter().chain(node.tag_span());
    marks.for_each(|span| assert!(is_inside(span, text), "{node:?} in {text:?}"));
    if let Some(parent) = node.parent {
        let around = tree.node(parent).span;
        assert!(super::is_within(node.span, around), "{node:?} not in {around:?} of {text:?}");
    }
    let children: Vec<NodeId> = match &node.data {
        NodeData::Mapping { entries, .. } => {
            entries.iter().flat_map(|entry| [entry.key, entry.value]).collect()
        }
        NodeData::Sequence { items, .. } => items.clone(),
        _ => Vec::new(),
    };
    assert!(children.iter().all(|child| tree.node(*child).parent == Some(id)), "a lost child in {text:?}");
    let ordered = |pair: &[NodeId]| tree.node(pair[0]).span.end <= tree.node(pair[1]).span.start;
    assert!(children.windows(2).all(ordered), "children out of order in {text:?}");
    let _ = (tree.path(id), tree.entries(id), tree.resolved(id), tree.key_of(id));
}

/// An edit leaves the tree that the new text has.
pub fn edited(tree: &Tree, before: &str, now: &str) -> Tree {
    let (edited, fresh) = (tree.reparse(before, now), Tree::parse(now));
    let about = || format!("after an edit of {before:?} to {now:?}");
    assert_eq!(edited.ids().count(), fresh.ids().count(), "{}", about());
    for id in fresh.ids() {
        assert_eq!(edited.node(id), fresh.node(id), "{}", about());
    }
    assert_eq!((edited.root, &edited.errors), (fresh.root, &fresh.errors), "{}", about());
    assert_eq!(edited.comments, fresh.comments, "{}", about());
    let rest = |tree: &Tree| (tree.later_documents.clone(), tree.separators.clone());
    assert_eq!(rest(&edited), rest(&fresh), "{}", about());
    edited
}
