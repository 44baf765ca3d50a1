//! Diagnostics of open documents: published after each change, or given when the client asks for them; never both.

use super::backend::{Backend, on_pool};
use super::client::Features;
use super::closed;
use super::convert::{self, Told};
use super::revision::Revision;
use super::workspaces::Surroundings;
use crate::finding::Finding;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    Diagnostic, DocumentDiagnosticReport, FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, Url,
};

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
        if backend.documents.is_current(uri, &revision) {
            backend.client.publish_diagnostics(uri.clone(), diagnostics, Some(revision.version)).await;
        }
        // Under way until it is sent: what changes while the client does not read is sent once, at its end.
        backend.documents.end_analysis(uri, &revision);
    }
}

/// Takes away what was published for a document that was closed, and says what its file holds.
pub async fn clear(backend: &Backend, uri: Url) {
    if !backend.features().pulls_diagnostics {
        backend.client.publish_diagnostics(uri.clone(), Vec::new(), None).await;
        backend.closed.forget(&uri).await;
        closed::publish(backend).await;
    }
}

/// The report of the newest version; empty for a document that is not open.
pub async fn pull(backend: &Backend, uri: &Url, previous: Option<&str>) -> Result<DocumentDiagnosticReport> {
    let mut newest = backend.documents.fresh(uri);
    while let Some(revision) = newest {
        let diagnostics = analyse(backend, uri, &revision).await?;
        newest = backend.documents.newest(uri).filter(|newest| !Arc::ptr_eq(newest, &revision));
        if newest.is_none() {
            return Ok(report(diagnostics, previous));
        }
    }
    Ok(report(Vec::new(), previous))
}

fn report(diagnostics: Vec<Diagnostic>, previous: Option<&str>) -> DocumentDiagnosticReport {
    let result_id = result_id(&diagnostics);
    if previous == Some(&result_id) {
        let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id };
        return RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report,
        }
        .into();
    }
    let full_document_diagnostic_report =
        FullDocumentDiagnosticReport { result_id: Some(result_id), items: diagnostics };
    RelatedFullDocumentDiagnosticReport { related_documents: None, full_document_diagnostic_report }.into()
}

/// A name of a list of diagnostics: equal lists have equal names for as long as the server runs.
pub fn result_id(diagnostics: &[Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    serde_json::to_string(diagnostics).unwrap_or_default().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// The diagnostics of a revision; nothing in particular where a newer one has taken its place meanwhile.
async fn analyse(backend: &Backend, uri: &Url, revision: &Arc<Revision>) -> Result<Vec<Diagnostic>> {
    let (uri, revision, features) = (uri.clone(), Arc::clone(revision), Arc::clone(backend.features()));
    let around = backend.around(revision.path());
    on_pool(move || {
        let findings = revision.findings_unless_stale(&around).unwrap_or_default();
        told(findings, &uri, &revision, &features)
    })
    .await
}

/// All that is wrong with one version of a document.
pub fn of_revision(
    uri: &Url,
    revision: &Revision,
    features: &Features,
    around: &Surroundings,
) -> Vec<Diagnostic> {
    told(revision.findings(around), uri, revision, features)
}

fn told(findings: &[Finding], uri: &Url, revision: &Revision, features: &Features) -> Vec<Diagnostic> {
    let told = Told { locale: revision.settings.locale, features };
    convert::diagnostics(findings, uri, &revision.text, told)
}
