//! `textDocument/definition`, `declaration`, `implementation`, `references` and `documentHighlight`.

use super::places::Places;
use super::view::View;
use crate::assist::{self, Definition};
use tower_lsp::lsp_types::{
    DocumentHighlight, DocumentHighlightKind, GotoDefinitionResponse, Location, Position,
};

/// Where the thing at `position` is declared.
pub fn definition(position: Position, view: &View) -> Option<GotoDefinitionResponse> {
    let source = &view.revision.snapshot()?.source;
    let found = assist::definition(source, view.offset(position), &view.around)?;
    Some(response(&found, view, view.features.definition_links))
}

/// Where the environments change the entry at `position`.
pub fn implementation(position: Position, view: &View) -> Option<GotoDefinitionResponse> {
    let source = &view.revision.snapshot()?.source;
    let found = assist::overriding(source, view.offset(position))?;
    Some(response(&found, view, view.features.implementation_links))
}

fn response(found: &Definition, view: &View, links: bool) -> GotoDefinitionResponse {
    let mut places = Places::around(view);
    if links {
        let origin = view.range(found.origin);
        let links = found.targets.iter().filter_map(|target| places.link(target, origin));
        return GotoDefinitionResponse::Link(links.collect());
    }
    let locations = found.targets.iter().filter_map(|target| places.target(target));
    GotoDefinitionResponse::Array(locations.collect())
}

/// Every place that names what stands at `position`.
pub fn references(position: Position, with_declarations: bool, view: &View) -> Option<Vec<Location>> {
    let source = &view.revision.snapshot()?.source;
    let found = assist::references(source, view.offset(position), &view.around);
    let mut places = Places::around(view);
    let wanted = found.iter().filter(|it| with_declarations || !it.is_definition);
    let locations: Vec<Location> = wanted.filter_map(|it| places.location(&it.location)).collect();
    (!found.is_empty()).then_some(locations)
}

/// The same in the document alone: declarations are written, uses read.
pub fn highlights(position: Position, view: &View) -> Option<Vec<DocumentHighlight>> {
    let source = &view.revision.snapshot()?.source;
    let found = assist::highlights(source, view.offset(position), &view.around);
    let highlight = |(span, is_written)| {
        let kind = if is_written { DocumentHighlightKind::WRITE } else { DocumentHighlightKind::READ };
        DocumentHighlight { range: view.range(span), kind: Some(kind) }
    };
    // Without an answer the editor shows the same word elsewhere.
    (!found.is_empty()).then(|| found.into_iter().map(highlight).collect())
}
