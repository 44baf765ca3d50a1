//! `workspace/symbol`: every name that a file of the opened folders declares.

use super::backend::{Backend, on_pool};
use super::client::Features;
use super::{convert, progress};
use crate::assist::{NameKind, Occurrence, names};
use crate::manifest::source::Source;
use crate::text::Document;
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Location, SymbolInformation, SymbolKind, Url};

/// The declared names that `query` may mean.
pub async fn find(backend: &Backend, query: String) -> Result<Vec<SymbolInformation>> {
    let all = progress::workspaces(backend).await;
    let features = Arc::clone(backend.features());
    on_pool(move || {
        let sources = all.iter().flat_map(|workspace| workspace.sources());
        sources.flat_map(|source| symbols(source, &query, &features)).collect()
    })
    .await
}

fn symbols(source: &Source, query: &str, features: &Features) -> Vec<SymbolInformation> {
    let Some(uri) = source.path.as_deref().and_then(|path| Url::from_file_path(path).ok()) else {
        return Vec::new();
    };
    let text = Document::new(&source.text);
    let declared = names(source).into_iter().filter(|it| it.is_definition && matches(&it.name, query));
    declared.map(|it| symbol(it, &uri, &text, source, features)).collect()
}

#[allow(deprecated, reason = "the field must be given a value")]
fn symbol(
    it: Occurrence,
    uri: &Url,
    text: &Document,
    source: &Source,
    features: &Features,
) -> SymbolInformation {
    SymbolInformation {
        name: it.name,
        kind: symbol_kind(it.kind),
        tags: None,
        deprecated: None,
        location: Location::new(uri.clone(), convert::range(it.span, text, features.encoding)),
        container_name: source.root_text("name").map(str::to_owned),
    }
}

/// The characters of the query in their order, in any case: clients narrow the list further.
fn matches(name: &str, query: &str) -> bool {
    let mut rest = name.chars().flat_map(char::to_lowercase);
    query.chars().flat_map(char::to_lowercase).all(|wanted| rest.any(|found| found == wanted))
}

/// The icon of a name.
pub fn symbol_kind(kind: NameKind) -> SymbolKind {
    match kind {
        NameKind::Container => SymbolKind::CLASS,
        NameKind::Volume => SymbolKind::FIELD,
        NameKind::Environment => SymbolKind::NAMESPACE,
        NameKind::Workload | NameKind::Pipeline => SymbolKind::MODULE,
        NameKind::Topic => SymbolKind::EVENT,
        NameKind::Deployment | NameKind::Action => SymbolKind::METHOD,
        NameKind::Variable => SymbolKind::CONSTANT,
        NameKind::Anchor => SymbolKind::KEY,
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_query_is_a_part_of_the_letters() {
        assert!(matches("firelens_log_router", "") && matches("firelens_log_router", "FLR"));
        assert!(!matches("firelens_log_router", "rlf"));
    }
}
