//! `textDocument/documentLink`.

use super::view::View;
use crate::assist::{Link, LinkTarget};
use tower_lsp::lsp_types::{DocumentLink, Url};

/// What can be opened from the document.
pub fn links(view: &View) -> Option<Vec<DocumentLink>> {
    let links = view.revision.snapshot()?.links(&view.plain_context())?;
    Some(links.into_iter().filter_map(|link| protocol_link(link, view)).collect())
}

fn protocol_link(link: Link, view: &View) -> Option<DocumentLink> {
    let target = match link.target {
        LinkTarget::File(path) => Url::from_file_path(path).ok()?,
        LinkTarget::Page(address) => Url::parse(&address).ok()?,
    };
    Some(DocumentLink {
        range: view.range(link.span),
        target: Some(target),
        tooltip: view.features.link_tooltips.then_some(link.tooltip),
        data: None,
    })
}
