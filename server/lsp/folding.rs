//! `textDocument/foldingRange`.

use super::view::View;
use crate::assist::{Fold, FoldKind};
use tower_lsp::lsp_types::{FoldingRange, FoldingRangeKind};

/// What can be folded, at most as many as the client wants, the outer ones first.
pub fn folds(view: &View) -> Option<Vec<FoldingRange>> {
    let features = &view.features;
    let snapshot = view.revision.snapshot()?;
    let folds = snapshot.folds(view.locale())?;
    let shown = folds.into_iter().filter_map(|fold| {
        let depth = fold.depth;
        let range = protocol_fold(fold, &snapshot.source.text, view)?;
        Some((depth, range))
    });
    let mut shown: Vec<(usize, FoldingRange)> = shown.collect();
    if features.folds_lines {
        // The outer one of two that begin on the same line.
        shown.dedup_by_key(|(_, range)| range.start_line);
    }
    if let Some(most) = features.most_folds.filter(|most| *most < shown.len()) {
        shown.sort_by_key(|(depth, _)| *depth);
        shown.truncate(most);
        shown.sort_by_key(|(_, range)| (range.start_line, range.start_character));
    }
    Some(shown.into_iter().map(|(_, range)| range).collect())
}

fn protocol_fold(fold: Fold, text: &str, view: &View) -> Option<FoldingRange> {
    let features = &view.features;
    let range = view.range(fold.span);
    let kind = match fold.kind {
        FoldKind::Value => None,
        FoldKind::Comment => Some(FoldingRangeKind::Comment),
        FoldKind::Region => Some(FoldingRangeKind::Region),
    };
    let collapsed_text = Some(fold.summary).filter(|summary| features.collapsed_texts && !summary.is_empty());
    let mut found = FoldingRange {
        start_line: range.start.line,
        start_character: Some(range.start.character),
        end_line: range.end.line,
        end_character: Some(range.end.character),
        kind,
        collapsed_text,
    };
    if features.folds_lines {
        // Such a client hides the whole last line: what follows on it, as a bracket, is to stay.
        let rest = text.get(fold.span.end..).unwrap_or_default().split(['\n', '\r']).next();
        let goes_on = rest.is_some_and(|rest| !rest.trim().is_empty());
        found.end_line = found.end_line.saturating_sub(u32::from(goes_on));
        (found.start_character, found.end_character) = (None, None);
    }
    (found.start_line < found.end_line).then_some(found)
}
