//! Whatever is typed: the analysis never panics, and its places lie within the text.

use copilot_manifest_ls::assist::{
    Context, Fold, Hint, Nothing, Snapshot, Symbol, Target, Token, definition, highlights, names, overriding,
    prepare_rename, references, rename,
};
use copilot_manifest_ls::settings::Settings;
use copilot_manifest_ls::yaml::{Resolved, Span, Style, Tree, resolve};
use proptest::prelude::*;
use std::path::Path;

const PATHS: [&str; 4] = [
    "/app/copilot/web/manifest.yml",
    "/app/copilot/environments/test/manifest.yml",
    "/app/copilot/pipelines/main/manifest.yml",
    "/app/other.yml",
];

/// The manifests of the right example, to be damaged.
fn manifests() -> Vec<String> {
    let mut texts = Vec::new();
    let mut folders = vec![Path::new("examples/bookshop/copilot").to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path if path.ends_with("manifest.yml") => texts.extend(std::fs::read_to_string(path)),
                _ => {}
            }
        }
    }
    texts.sort();
    texts
}

fn judge(path: &str, text: &str, offsets: &[usize]) {
    let snapshot = Snapshot::new(Some(Path::new(path)), text.to_owned());
    let settings = Settings::default();
    for finding in snapshot.findings(&settings, &Nothing) {
        let span = finding.span;
        assert!(!finding.message.is_empty(), "{} says nothing", finding.rule);
        assert!(text.get(span.start..span.end).is_some(), "{} at {span:?} of {text:?}", finding.rule);
        for edit in finding.fixes.iter().flat_map(|fix| &fix.edits) {
            assert!(text.get(edit.span.start..edit.span.end).is_some(), "fix of {}", finding.rule);
        }
    }
    for environment in [None, Some("test")] {
        let Ok(shown) = snapshot.effective(environment, settings.locale) else { continue };
        let errors = Tree::parse(&shown.text).errors;
        assert!(errors.is_empty(), "{errors:?} in {:?}, shown of {text:?}", shown.text);
        for place in shown.lines.iter().flatten() {
            assert!(text.get(place.span.start..place.span.end).is_some(), "{:?} of {text:?}", place.span);
        }
    }
    for offset in offsets.iter().map(|offset| offset % (text.len() + 1)) {
        for item in snapshot.complete(offset, &Context::default()) {
            assert!(text.get(item.edit.span.start..item.edit.span.end).is_some(), "{}", item.label);
        }
        let _ = snapshot.hover(offset, &Context::default());
        names_hold(&snapshot, text, offset);
        grows(&snapshot.selections(offset).unwrap_or_default(), text, offset);
    }
    let names = names(&snapshot.source);
    for offset in offsets.iter().filter(|_| !names.is_empty()) {
        names_hold(&snapshot, text, names[offset % names.len()].span.start);
    }
    nests(&snapshot.symbols().unwrap_or_default(), text, Span { start: 0, end: text.len() });
    folds(&snapshot.folds(settings.locale).unwrap_or_default(), text);
    stand_apart(&snapshot.tokens().unwrap_or_default(), text);
    for link in snapshot.links(&Context::default()).unwrap_or_default() {
        assert!(text.get(link.span.start..link.span.end).is_some(), "{link:?}");
    }
    hints(&snapshot, offsets);
}

/// What is found at a place lies in the text, and a name that can be changed can be changed back.
fn names_hold(snapshot: &Snapshot, text: &str, offset: usize) {
    let (source, context) = (&snapshot.source, Context::default());
    let is_text = |span: Span| assert!(text.get(span.start..span.end).is_some(), "{span:?} of {text:?}");
    for found in definition(source, offset, &Nothing).into_iter().chain(overriding(source, offset)) {
        is_text(found.origin);
        for target in found.targets {
            let Target::Text(place) = target else { continue };
            is_text(place.whole);
            is_text(place.span);
            assert!(is_within(place.span, place.whole), "{place:?}");
        }
    }
    references(source, offset, &Nothing).iter().for_each(|it| is_text(it.location.span));
    highlights(source, offset, &Nothing).iter().for_each(|(span, _)| is_text(*span));
    let Ok(Some((span, name))) = prepare_rename(source, offset, true, &context) else { return };
    is_text(span);
    let Some((there, at)) = renamed(snapshot, offset, "fresh-1") else { return };
    // Of a name that was written with escapes, or that needs quotes now, the spelling is another one.
    let Some((back, _)) = renamed(&there, at, &name) else { return };
    let edits = rename(source, offset, "fresh-1", true, &context).ok().flatten();
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

/// Tokens come in order, do not overlap and stay on one line.
fn stand_apart(tokens: &[Token], text: &str) {
    let mut from = 0;
    for token in tokens {
        let written = text.get(token.span.start..token.span.end).unwrap_or_default();
        assert!(!written.is_empty() && !written.contains(['\n', '\r']), "{token:?} in {text:?}");
        assert!(from <= token.span.start, "{token:?} after {from} in {text:?}");
        from = token.span.end;
    }
}

fn is_within(inner: Span, outer: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Each selection is a text within the next, and larger than the one before.
fn grows(selections: &[Span], text: &str, offset: usize) {
    for span in selections {
        assert!(text.get(span.start..span.end).is_some(), "{span:?}");
        assert!(span.start <= offset, "{span:?} is not around {offset}");
    }
    for pair in selections.windows(2) {
        assert!(is_within(pair[0], pair[1]) && pair[0] != pair[1], "{pair:?} of {text:?}");
    }
}

/// Each symbol is named, stands within the one around it and holds what is selected of it.
fn nests(symbols: &[Symbol], text: &str, around: Span) {
    for symbol in symbols {
        assert!(!symbol.name.is_empty() && text.get(symbol.span.start..symbol.span.end).is_some());
        assert!(text.get(symbol.selection.start..symbol.selection.end).is_some());
        assert!(is_within(symbol.selection, symbol.span), "{symbol:?}");
        assert!(is_within(symbol.span, around), "{symbol:?} in {around:?} of {text:?}");
        nests(&symbol.children, text, symbol.span);
    }
}

/// Folds come in order, and none crosses another.
fn folds(folds: &[Fold], text: &str) {
    let mut open: Vec<Span> = Vec::new();
    for fold in folds {
        assert!(text.get(fold.span.start..fold.span.end).is_some_and(|hidden| !hidden.is_empty()));
        open.retain(|span| fold.span.start < span.end);
        assert!(open.iter().all(|span| is_within(fold.span, *span)), "{fold:?} in {open:?} of {text:?}");
        assert_eq!(fold.depth, open.len());
        open.push(fold.span);
    }
}

/// A part of a text has the hints that the whole has there.
fn hints(snapshot: &Snapshot, offsets: &[usize]) {
    let text = &snapshot.source.text;
    let hints = |start, end| {
        snapshot.hints(Span { start, end }, &Settings::default().inlay_hints, &Context::default())
    };
    let all = hints(0, text.len());
    for hint in &all {
        assert!(text.is_char_boundary(hint.offset) && !hint.label.is_empty(), "{hint:?}");
        let targets = hint.label.iter().filter_map(|part| part.target);
        targets.for_each(|span| assert!(text.get(span.start..span.end).is_some(), "{hint:?}"));
    }
    assert_eq!(snapshot.tooltips(&all, &Context::default()).len(), all.len());
    for offset in offsets.iter().map(|offset| offset % (text.len() + 1)) {
        let (before, after) = all.iter().cloned().partition(|hint| hint.offset < offset);
        assert_eq!(hints(offset, text.len()), after, "from {offset} of {text:?}");
        let before: Vec<Hint> = before;
        let ends = all.iter().filter(|hint| hint.offset == offset).cloned();
        assert_eq!(
            hints(0, offset),
            before.into_iter().chain(ends).collect::<Vec<_>>(),
            "to {offset} of {text:?}"
        );
    }
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("\n".to_owned()),
        Just("\r\n  ".to_owned()),
        Just("\t".to_owned()),
        Just("${".to_owned()),
        Just("\\${X}".to_owned()),
        Just("\"\\$".to_owned()),
        Just("日本".to_owned()),
        Just("😀".to_owned()),
        Just("*a".to_owned()),
        Just("<<: ".to_owned()),
        Just("{{ x }}".to_owned()),
        Just("environments:\n  test:\n    ".to_owned()),
        "[-:#\\[\\]{}&*!|>'\"%@`,? a-z0-9]{1,6}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn damaged_manifests_do_no_harm(
        which in any::<prop::sample::Index>(),
        edits in prop::collection::vec((any::<usize>(), 0..40usize, piece()), 1..6),
        path in prop::sample::select(&PATHS[..]),
        offsets in prop::collection::vec(any::<usize>(), 3),
    ) {
        let manifests = manifests();
        let mut text = which.get(&manifests).clone();
        for (at, length, new) in edits {
            let floor = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let start = floor(at % (text.len() + 1));
            let end = floor(start + length);
            text.replace_range(start..end, &new);
        }
        judge(path, &text, &offsets);
    }

    #[test]
    fn any_text_does_no_harm(text in any::<String>(), path in prop::sample::select(&PATHS[..])) {
        judge(path, &text, &[0, 1, 7]);
    }
}
