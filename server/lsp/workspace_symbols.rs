//! `workspace/symbol`: every name that a file of the opened folders declares.

use super::backend::{Backend, on_pool};
use super::client::Features;
use super::{convert, progress};
use crate::assist::{NameKind, Occurrence, names, outputs_of};
use crate::manifest::source::Source;
use crate::text::Document;
use crate::yaml::{Segment, Span};
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

/// What a file declares, each place once: a main container has the name of its workload.
fn symbols(source: &Arc<Source>, query: &str, features: &Features) -> Vec<SymbolInformation> {
    let Some(uri) = source.path.as_deref().and_then(|path| Url::from_file_path(path).ok()) else {
        return Vec::new();
    };
    let text = Document::new(&source.text);
    let symbol = |name: String, kind: SymbolKind, span: Span, container: Option<String>| {
        let location = Location::new(uri.clone(), convert::range(span, &text, features.encoding));
        information(name, kind, location, container)
    };
    let (all, own) = (names(source), source.root_text("name"));
    let workload = all.iter().find(|it| it.kind == NameKind::Workload && it.is_definition).map(|it| it.span);
    let is_main = |it: &Occurrence| it.kind == NameKind::Container && Some(it.span) == workload;
    let declared = all.iter().filter(|it| it.is_definition && matches(&it.name, query) && !is_main(it));
    let declared =
        declared.map(|it| symbol(it.name.clone(), symbol_kind(it.kind), it.span, container(it, own, source)));
    let outputs = outputs_of(source).into_iter().filter(|it| matches(&it.name, query));
    let outputs = outputs.map(|it| symbol(it.name, SymbolKind::PROPERTY, it.location.span, it.workload));
    declared.chain(outputs).collect()
}

/// What a symbol belongs to: the manifest, with the environment that changes it.
fn container(it: &Occurrence, own: Option<&str>, source: &Source) -> Option<String> {
    match source.tree().path(it.node).as_slice() {
        [Segment::Key("environments"), Segment::Key(environment), _, ..] => {
            Some(format!("{} ({environment})", own.unwrap_or_default()))
        }
        // A manifest is part of nothing.
        [Segment::Key("name")] => None,
        _ => own.map(str::to_owned),
    }
}

#[allow(deprecated, reason = "the field must be given a value")]
fn information(
    name: String,
    kind: SymbolKind,
    location: Location,
    container_name: Option<String>,
) -> SymbolInformation {
    SymbolInformation { name, kind, tags: None, deprecated: None, location, container_name }
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
