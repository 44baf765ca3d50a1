//! Whole manifests for empty files.

use super::section::{Builder, Names};
use super::{Block, Entries, Layout, Snippet, lines, scalar};
use crate::manifest::kind::Kind;
use crate::manifest::shape::{Form, Shape};

/// How deep required fields are followed.
const DEPTH: usize = 6;

/// A manifest of a kind with all that Copilot requires, for an empty file; `name` as the folder promises it.
pub fn manifest_snippet(kind: Kind, name: Option<&str>, layout: &Layout, names: Names<'_>) -> Snippet {
    let mut builder = Builder::new(names);
    let root = Shape::of(kind);
    let mut sections = builder.required(root, DEPTH);
    let bare = sections.iter().all(|(_, block)| matches!(block, Block::Text(_)));
    if bare {
        sections.extend(lists(&mut builder, root));
    }
    if let (Some(name), Some((_, Block::Text(stop)))) = (name, sections.first()) {
        builder.preset(stop, &scalar(name));
    }
    let lines = sections.iter().flat_map(|section| {
        let gap = matches!(section.1, Block::Text(_)) || section.0 == sections[0].0;
        let gap = if gap { None } else { Some(String::new()) };
        gap.into_iter().chain(lines(std::slice::from_ref(section), layout, 0))
    });
    let lines = lines.collect();
    builder.snippet(lines, layout)
}

/// What a kind is about that requires nothing else: the lists whose items require something.
fn lists(builder: &mut Builder<'_>, root: &Shape) -> Entries {
    let fields = root.fields().into_iter().flatten();
    let lists = fields.filter(|(_, field)| matches!(field.form, Form::List(_)));
    lists.filter_map(|(key, field)| Some((key.clone(), builder.block(field, DEPTH)?))).collect()
}
