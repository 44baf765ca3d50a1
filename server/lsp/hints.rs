//! `textDocument/inlayHint` and `inlayHint/resolve`.

use super::convert;
use super::view::View;
use crate::assist::{Hint, HintKind, HintPart, Snapshot};
use crate::yaml::Span;
use serde_json::{Value, json};
use tower_lsp::lsp_types::{
    InlayHint, InlayHintLabel, InlayHintLabelPart, InlayHintTooltip, Location, Range, Url,
};

/// The hints in a range. They carry their tooltips where the client can't ask for them later.
pub fn inlay_hints(range: Range, view: &View) -> Vec<InlayHint> {
    let Some(snapshot) = view.revision.snapshot() else { return Vec::new() };
    let hints = hints_at(view.span(range), snapshot, view);
    if view.features.resolves_hint_tooltips {
        return hints
            .iter()
            .map(|hint| InlayHint { data: Some(data(hint, view)), ..inlay_hint(hint, view) })
            .collect();
    }
    let tooltips = snapshot.tooltips(&hints, &view.plain_context());
    let with_tooltip = |(hint, text): (&Hint, Option<String>)| InlayHint {
        tooltip: text.map(|text| tooltip(text, view)),
        ..inlay_hint(hint, view)
    };
    hints.iter().zip(tooltips).map(with_tooltip).collect()
}

fn hints_at(span: Span, snapshot: &Snapshot, view: &View) -> Vec<Hint> {
    snapshot.hints(span, &view.revision.settings.inlay_hints, &view.plain_context())
}

fn inlay_hint(hint: &Hint, view: &View) -> InlayHint {
    let place = Span { start: hint.offset, end: hint.offset };
    InlayHint {
        position: view.range(place).start,
        label: label(&hint.label, view),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data: None,
    }
}

fn label(parts: &[HintPart], view: &View) -> InlayHintLabel {
    if parts.iter().all(|part| part.target.is_none()) {
        return InlayHintLabel::String(parts.iter().map(|part| part.text.as_str()).collect());
    }
    let part = |part: &HintPart| InlayHintLabelPart {
        value: part.text.clone(),
        location: part.target.map(|span| Location::new(view.uri.clone(), view.range(span))),
        ..InlayHintLabelPart::default()
    };
    InlayHintLabel::LabelParts(parts.iter().map(part).collect())
}

fn tooltip(markdown: String, view: &View) -> InlayHintTooltip {
    InlayHintTooltip::MarkupContent(convert::markup(markdown, view.features.hover_markdown))
}

/// What [`resolve`] needs to know.
fn data(hint: &Hint, view: &View) -> Value {
    json!({ "uri": view.uri, "version": view.revision.version, "kind": name(hint.kind) })
}

fn name(kind: HintKind) -> &'static str {
    match kind {
        HintKind::Defaults => "defaults",
        HintKind::Override => "override",
        HintKind::Meaning => "meaning",
    }
}

/// The document that a hint was made for.
pub fn document(hint: &InlayHint) -> Option<Url> {
    hint.data.as_ref()?.get("uri")?.as_str()?.parse().ok()
}

/// The hint with its tooltip; none where the text has changed since.
pub fn resolve(mut hint: InlayHint, view: &View) -> InlayHint {
    hint.tooltip = found_again(&hint, view).map(|text| tooltip(text, view));
    hint
}

fn found_again(hint: &InlayHint, view: &View) -> Option<String> {
    let data = hint.data.as_ref()?;
    if data.get("version")?.as_i64()? != i64::from(view.revision.version) {
        return None;
    }
    let snapshot = view.revision.snapshot()?;
    let offset = view.offset(hint.position);
    let mut hints = hints_at(Span { start: offset, end: offset }, snapshot, view);
    hints.retain(|found| data.get("kind").is_some_and(|kind| kind == name(found.kind)));
    snapshot.tooltips(&hints, &view.plain_context()).into_iter().next()?
}
