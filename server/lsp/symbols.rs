//! `textDocument/documentSymbol`: a tree where the client can, else a list.

use super::view::View;
use super::workspace_symbols::symbol_kind;
use crate::assist::{self, NameKind};
use tower_lsp::lsp_types::{
    DocumentSymbol, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind, SymbolTag,
};

/// The outline of the document.
pub fn symbols(view: &View) -> Option<DocumentSymbolResponse> {
    let symbols = view.revision.snapshot()?.symbols()?;
    let outline = Outline { view };
    if view.features.symbol_trees {
        let nested = symbols.into_iter().map(|symbol| outline.nested(symbol)).collect();
        return Some(DocumentSymbolResponse::Nested(nested));
    }
    let mut flat = Vec::new();
    outline.flatten(symbols, None, &mut flat);
    Some(DocumentSymbolResponse::Flat(flat))
}

struct Outline<'v> {
    view: &'v View,
}

#[allow(deprecated, reason = "the protocol types have a field that tags replace")]
impl Outline<'_> {
    fn nested(&self, symbol: assist::Symbol) -> DocumentSymbol {
        let children: Vec<DocumentSymbol> =
            symbol.children.into_iter().map(|child| self.nested(child)).collect();
        DocumentSymbol {
            name: symbol.name,
            detail: Some(symbol.detail).filter(|detail| !detail.is_empty()),
            kind: self.kind(symbol.kind),
            tags: self.tags(symbol.is_deprecated),
            deprecated: None,
            range: self.view.range(symbol.span),
            selection_range: self.view.range(symbol.selection),
            children: Some(children).filter(|children| !children.is_empty()),
        }
    }

    fn flatten(
        &self,
        symbols: Vec<assist::Symbol>,
        container: Option<&str>,
        flat: &mut Vec<SymbolInformation>,
    ) {
        for symbol in symbols {
            let range = self.view.range(symbol.span);
            flat.push(SymbolInformation {
                name: symbol.name.clone(),
                kind: self.kind(symbol.kind),
                tags: self.tags(symbol.is_deprecated),
                deprecated: None,
                location: Location::new(self.view.uri.clone(), range),
                container_name: container.map(str::to_owned),
            });
            self.flatten(symbol.children, Some(&symbol.name), flat);
        }
    }

    fn tags(&self, is_deprecated: bool) -> Option<Vec<SymbolTag>> {
        (is_deprecated && self.view.features.symbol_tags).then(|| vec![SymbolTag::DEPRECATED])
    }

    /// The icon; a client that names none knows only those of the first version of the protocol.
    fn kind(&self, kind: assist::SymbolKind) -> SymbolKind {
        use assist::SymbolKind as Known;
        let knows_all = self.view.features.all_symbol_kinds;
        match kind {
            Known::Section => SymbolKind::MODULE,
            Known::Named(NameKind::Topic) if !knows_all => SymbolKind::INTERFACE,
            Known::Named(kind) => symbol_kind(kind),
            Known::Map if knows_all => SymbolKind::OBJECT,
            Known::Map => SymbolKind::MODULE,
            Known::List => SymbolKind::ARRAY,
            Known::Text => SymbolKind::STRING,
            Known::Number => SymbolKind::NUMBER,
            Known::Switch => SymbolKind::BOOLEAN,
            Known::Nothing if knows_all => SymbolKind::NULL,
            Known::Nothing => SymbolKind::PROPERTY,
        }
    }
}
