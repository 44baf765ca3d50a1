//! Diagnostics: published after each change, or given when the client asks for them; never both.

use super::backend::{Backend, on_pool};
use super::client::Features;
use super::convert;
use super::documents::Revision;
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Diagnostic, Url};

/// Analyses a document and publishes what is wrong, until nothing newer has come meanwhile.
///
/// Each document has at most one analysis under way; the versions that come during it are one analysis at its end.
pub async fn publish(backend: &Backend, uri: &Url) {
    if backend.features().pulls_diagnostics {
        return;
    }
    while let Some(revision) = backend.documents.begin_analysis(uri) {
        // After a panic, which is logged, nothing is better than findings that stand in the wrong places.
        let diagnostics = analyse(backend, uri, &revision).await.unwrap_or_default();
        // Nothing waits between this answer and the sending, so that publishes keep their order.
        if backend.documents.end_analysis(uri, &revision) {
            backend.client.publish_diagnostics(uri.clone(), diagnostics, Some(revision.version)).await;
        }
    }
}

/// Takes away what was published for a document that was closed.
pub async fn clear(backend: &Backend, uri: Url) {
    if !backend.features().pulls_diagnostics {
        backend.client.publish_diagnostics(uri, Vec::new(), None).await;
    }
}

/// The diagnostics of the newest version; none for a document that is not open.
pub async fn pull(backend: &Backend, uri: &Url) -> Result<Vec<Diagnostic>> {
    let mut newest = backend.documents.newest(uri);
    while let Some(revision) = newest {
        let diagnostics = analyse(backend, uri, &revision).await?;
        newest = backend.documents.newest(uri).filter(|newest| !Arc::ptr_eq(newest, &revision));
        if newest.is_none() {
            return Ok(diagnostics);
        }
    }
    Ok(Vec::new())
}

async fn analyse(backend: &Backend, uri: &Url, revision: &Arc<Revision>) -> Result<Vec<Diagnostic>> {
    let (uri, revision, features) = (uri.clone(), Arc::clone(revision), Arc::clone(backend.features()));
    on_pool(move || diagnostics(&uri, &revision, &features)).await
}

fn diagnostics(uri: &Url, revision: &Revision, features: &Features) -> Vec<Diagnostic> {
    revision.findings().iter().map(|finding| convert::diagnostic(finding, uri, revision, features)).collect()
}
