//! `textDocument/hover`.

use super::client::Features;
use super::convert;
use super::documents::Revision;
use tower_lsp::lsp_types::{Hover, HoverContents, Position};

/// The documentation of what stands at `position`.
pub fn hover(position: Position, revision: &Revision, features: &Features) -> Option<Hover> {
    let offset = convert::offset(position, revision, features.encoding);
    let hover = revision.snapshot()?.hover(offset, &revision.settings)?;
    Some(Hover {
        contents: HoverContents::Markup(convert::markup(hover.markdown, features.hover_markdown)),
        range: Some(convert::range(hover.span, revision, features.encoding)),
    })
}
