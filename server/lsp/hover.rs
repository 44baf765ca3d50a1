//! `textDocument/hover`.

use super::convert;
use super::view::View;
use tower_lsp::lsp_types::{Hover, HoverContents, Position};

/// The documentation of what stands at `position`.
pub fn hover(position: Position, view: &View) -> Option<Hover> {
    let hover = view.revision.snapshot()?.hover(view.offset(position), &view.context())?;
    Some(Hover {
        contents: HoverContents::Markup(convert::markup(hover.markdown, view.features.hover_markdown)),
        range: Some(view.range(hover.span)),
    })
}
