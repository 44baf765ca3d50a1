//! `textDocument/hover`.

use super::client::Features;
use super::convert;
use super::documents::Revision;
use crate::assist::Context;
use crate::workspace;
use tower_lsp::lsp_types::{Hover, HoverContents, Position};

/// The documentation of what stands at `position`.
pub fn hover(position: Position, revision: &Revision, features: &Features) -> Option<Hover> {
    let offset = convert::offset(position, revision, features.encoding);
    let application = || revision.path().and_then(workspace::application);
    let context = Context {
        locale: revision.settings.locale,
        application: Some(&application),
        findings: revision.findings(),
    };
    let hover = revision.snapshot()?.hover(offset, &context)?;
    Some(Hover {
        contents: HoverContents::Markup(convert::markup(hover.markdown, features.hover_markdown)),
        range: Some(convert::range(hover.span, revision, features.encoding)),
    })
}
