//! The answers to an editor's questions.

use super::{Asked, is_within};
use copilot_manifest_ls::assist::{ActionKind, Change, Hint, Question, Snapshot, Symbol};
use copilot_manifest_ls::edits::apply;
use copilot_manifest_ls::finding::Edit;
use copilot_manifest_ls::locale::Locale;
use copilot_manifest_ls::settings::Settings;
use copilot_manifest_ls::yaml::{Span, Tree};

pub fn completion(asked: &Asked<'_>, offset: usize) {
    for item in asked.snapshot.complete(offset, &asked.context()) {
        asked.is_part(item.edit.span, &item.label);
        item.also.iter().for_each(|edit| asked.is_part(edit.span, &item.label));
    }
}

pub fn hover(asked: &Asked<'_>, offset: usize) {
    if let Some(hover) = asked.snapshot.hover(offset, &asked.context()) {
        asked.is_part(hover.span, "hover");
        assert!(!hover.markdown.is_empty());
    }
}

/// Each selection is a text within the next, and larger than the one before.
pub fn selections(asked: &Asked<'_>, offset: usize) {
    let selections = asked.snapshot.selections(offset).unwrap_or_default();
    for span in &selections {
        asked.is_part(*span, "selection");
        assert!(span.start <= offset, "{span:?} is not around {offset}");
    }
    for pair in selections.windows(2) {
        assert!(is_within(pair[0], pair[1]) && pair[0] != pair[1], "{pair:?} of {:?}", asked.text());
    }
}

pub fn symbols(asked: &Asked<'_>, _: usize) {
    let symbols = asked.snapshot.symbols().unwrap_or_default();
    nests(&symbols, asked, Span { start: 0, end: asked.text().len() });
}

/// Each symbol is named, stands within the one around it and holds what is selected of it.
fn nests(symbols: &[Symbol], asked: &Asked<'_>, around: Span) {
    for symbol in symbols {
        assert!(!symbol.name.is_empty());
        asked.is_part(symbol.span, &symbol.name);
        asked.is_part(symbol.selection, &symbol.name);
        assert!(is_within(symbol.selection, symbol.span), "{symbol:?}");
        assert!(is_within(symbol.span, around), "{symbol:?} in {around:?} of {:?}", asked.text());
        nests(&symbol.children, asked, symbol.span);
    }
}

/// Folds come in order, and none crosses another.
pub fn folds(asked: &Asked<'_>, _: usize) {
    let text = asked.text();
    let mut open: Vec<Span> = Vec::new();
    for fold in asked.snapshot.folds(Locale::En).unwrap_or_default() {
        assert!(text.get(fold.span.start..fold.span.end).is_some_and(|hidden| !hidden.is_empty()));
        open.retain(|span| fold.span.start < span.end);
        assert!(open.iter().all(|span| is_within(fold.span, *span)), "{fold:?} in {open:?} of {text:?}");
        assert_eq!(fold.depth, open.len());
        open.push(fold.span);
    }
}

/// Tokens come in order, do not overlap and stay on one line.
pub fn tokens(asked: &Asked<'_>, _: usize) {
    let (text, mut from) = (asked.text(), 0);
    for token in asked.snapshot.tokens().unwrap_or_default() {
        let written = text.get(token.span.start..token.span.end).unwrap_or_default();
        assert!(!written.is_empty() && !written.contains(['\n', '\r']), "{token:?} in {text:?}");
        assert!(from <= token.span.start, "{token:?} after {from} in {text:?}");
        from = token.span.end;
    }
}

pub fn links(asked: &Asked<'_>, _: usize) {
    let links = asked.snapshot.links(&asked.context()).unwrap_or_default();
    links.iter().for_each(|link| asked.is_part(link.span, "link"));
}

pub fn lenses(asked: &Asked<'_>, _: usize) {
    for lens in asked.snapshot.lenses(&asked.context()) {
        asked.is_part(lens.span, &lens.title);
        assert!(!lens.title.is_empty());
    }
}

/// A part of a text has the hints that the whole has there.
pub fn hints(asked: &Asked<'_>, offset: usize) {
    let (text, context) = (asked.text(), asked.context());
    let wanted = Settings::default().inlay_hints;
    let hints = |start, end| asked.snapshot.hints(Span { start, end }, &wanted, &context);
    let all = hints(0, text.len());
    for hint in &all {
        assert!(text.is_char_boundary(hint.offset) && !hint.label.is_empty(), "{hint:?}");
        hint.label.iter().filter_map(|part| part.target).for_each(|span| asked.is_part(span, "hint"));
    }
    assert_eq!(asked.snapshot.tooltips(&all, &context).len(), all.len());
    let (mut before, after): (Vec<Hint>, _) = all.iter().cloned().partition(|hint| hint.offset < offset);
    assert_eq!(hints(offset, text.len()), after, "from {offset} of {text:?}");
    before.extend(all.into_iter().filter(|hint| hint.offset == offset));
    assert_eq!(hints(0, offset), before, "to {offset} of {text:?}");
}

/// An action can be carried out, and leaves YAML where YAML was.
pub fn actions(asked: &Asked<'_>, offset: usize) {
    // A cursor, and a selection.
    for end in [offset, asked.text().len()] {
        let at = Span { start: offset, end };
        let question = Question { at, kinds: ActionKind::ALL.to_vec(), is_automatic: false };
        // Trying them all would cost the square of the text.
        for action in asked.snapshot.actions(&question, &asked.context()).iter().take(60) {
            assert!(!action.title.text(Locale::En).is_empty());
            assert!(action.about.iter().all(|index| *index < asked.findings.len()));
            if let Change::Edits(edits) = &action.change {
                leaves_yaml(asked, edits, action.title.text(Locale::En));
            }
        }
    }
}

/// All safe fixes at once leave YAML, and nothing to mend.
pub fn mended(asked: &Asked<'_>, _: usize) {
    let (snapshot, settings) = (asked.snapshot, Settings::default());
    let edits = snapshot.mended(None, &settings, asked.around);
    let mended = leaves_yaml(asked, &edits, "all fixes");
    if !edits.is_empty() {
        let again = Snapshot::new(snapshot.source.path.as_deref(), mended.clone());
        let more = again.mended(None, &settings, asked.around);
        assert!(more.is_empty(), "{more:?} after all fixes of {:?}: {mended:?}", asked.text());
    }
}

fn leaves_yaml(asked: &Asked<'_>, edits: &[Edit], what: &str) -> String {
    let text = asked.text();
    let changed = apply(text, edits);
    let Some(changed) = changed else { panic!("{what}: {edits:?} overlap in {text:?}") };
    let tree = asked.snapshot.source.tree();
    // Where the only key of the first document goes, the second one comes to light.
    if tree.errors.is_empty() && tree.later_documents.is_empty() {
        let errors = Tree::parse(&changed).errors;
        assert!(errors.is_empty(), "{what} breaks {text:?}: {changed:?}: {errors:?}");
    }
    changed
}

/// What is shown of an environment is YAML, and tells of each line where it comes from.
pub fn effective(asked: &Asked<'_>, offset: usize) {
    let names = asked.snapshot.named_environments();
    let named = (!names.is_empty()).then(|| names[offset % names.len()].name.as_str());
    for environment in [None, named] {
        let Ok(shown) = asked.snapshot.effective(environment, Locale::En) else { continue };
        let errors = Tree::parse(&shown.text).errors;
        assert!(errors.is_empty(), "{errors:?} in {:?}, shown of {:?}", shown.text, asked.text());
        assert_eq!(shown.lines.len(), shown.text.lines().count());
        shown.lines.iter().flatten().for_each(|place| asked.is_part(place.span, "a shown line"));
    }
}
