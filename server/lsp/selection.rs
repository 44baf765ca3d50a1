//! `textDocument/selectionRange`.

use super::view::View;
use tower_lsp::lsp_types::{Position, Range, SelectionRange};

/// For each position what grows around it, in the order of the positions.
pub fn selections(positions: &[Position], view: &View) -> Option<Vec<SelectionRange>> {
    positions.iter().map(|position| selection(*position, view)).collect()
}

fn selection(position: Position, view: &View) -> Option<SelectionRange> {
    let offset = view.offset(position);
    let spans = view.revision.snapshot()?.selections(offset)?;
    let mut ranges: Vec<Range> = spans.into_iter().map(|span| view.range(span)).collect();
    // Spans that differ by a line break only are the same place to a client.
    ranges.dedup();
    let outward = ranges.into_iter().rev();
    outward.fold(None, |parent, range| Some(SelectionRange { range, parent: parent.map(Box::new) }))
}
