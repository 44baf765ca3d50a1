//! What is found at a place lies in the text, and a name that can be changed can be changed back.

use super::{Asked, is_within};
use copilot_manifest_ls::assist::{
    Context, Snapshot, Target, definition, highlights, names, overriding, prepare_rename, references, rename,
};
use copilot_manifest_ls::yaml::{Resolved, Style, resolve};

/// The place itself, and the name nearest to it.
pub fn hold(asked: &Asked<'_>, offset: usize) {
    at(asked, offset);
    let names = names(&asked.snapshot.source);
    if !names.is_empty() {
        at(asked, names[offset % names.len()].span.start);
    }
}

fn at(asked: &Asked<'_>, offset: usize) {
    let (source, around, context) = (&asked.snapshot.source, asked.around, asked.context());
    let own = |path: &Option<std::path::PathBuf>| path.is_none() || *path == source.path;
    for found in definition(source, offset, around).into_iter().chain(overriding(source, offset)) {
        asked.is_part(found.origin, "definition");
        for target in found.targets {
            let Target::Text(place) = target else { continue };
            assert!(is_within(place.span, place.whole), "{place:?}");
            if own(&place.source.path) {
                asked.is_part(place.whole, "target");
            }
        }
    }
    for it in references(source, offset, around).iter().filter(|it| own(&it.location.source.path)) {
        asked.is_part(it.location.span, "reference");
    }
    highlights(source, offset, around).iter().for_each(|(span, _)| asked.is_part(*span, "highlight"));
    let Ok(Some((span, name))) = prepare_rename(source, offset, true, &context) else { return };
    asked.is_part(span, "rename");
    let Some((there, at)) = renamed(asked.snapshot, offset, "fresh-1") else { return };
    // Of a name that was written with escapes, or that needs quotes now, the spelling is another one.
    let Some((back, _)) = renamed(&there, at, &name) else { return };
    let text = asked.text();
    let edits = rename(source, offset, "fresh-1", true, &Context::default()).ok().flatten();
    let mut spans = edits.iter().flat_map(|it| &it.files).flat_map(|it| &it.edits).map(|it| it.span);
    let resolved = resolve(&name, Style::Plain, None);
    let is_plain = resolved == Resolved::Str && resolved.as_bool(&name).is_none();
    if is_plain && spans.all(|span| text[span.start..span.end] == name) {
        assert_eq!(back.source.text, text);
    }
}

/// The text after a renaming, and where the name at `offset` stands in it.
fn renamed(snapshot: &Snapshot, offset: usize, new: &str) -> Option<(Snapshot, usize)> {
    let renaming = rename(&snapshot.source, offset, new, true, &Context::default()).ok()??;
    let edits = &renaming.files.first()?.edits;
    let mut text = snapshot.source.text.clone();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.start..edit.span.end, &edit.text);
    }
    let (first, path) = (edits.first()?, snapshot.source.path.clone());
    Some((Snapshot::new(path.as_deref(), text), first.span.start))
}
