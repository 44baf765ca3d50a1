//! `workspace/diagnostic`: what is wrong in all files of the opened folders, for clients that ask.

use super::backend::{Backend, on_pool};
use super::closed::{self, File, Report};
use super::progress;
use serde_json::json;
use std::collections::HashMap;
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    FullDocumentDiagnosticReport, PreviousResultId, UnchangedDocumentDiagnosticReport, Url,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};

/// The files that are worked on before the next chance to hand out a part or to be cancelled.
const CHUNK: usize = 32;

/// The reports of all files; handed out in parts where the client gave a token for them.
///
/// # Errors
/// The analysis panicked.
pub async fn pull(backend: &Backend, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReport> {
    let token = params.partial_result_params.partial_result_token;
    let mut previous = by_uri(params.previous_result_ids);
    let mut files: Vec<File> =
        closed::files(backend).await.into_iter().filter_map(|file| fresh(backend, file)).collect();
    let mut items = Vec::new();
    while !files.is_empty() {
        let rest = files.split_off(files.len().min(CHUNK));
        let reports = reports(backend, std::mem::replace(&mut files, rest)).await?;
        items.extend(reports.into_iter().map(|report| {
            let known = previous.remove(&report.uri);
            item(report, known.as_deref())
        }));
        if let Some(token) = &token {
            progress::send(backend, token, json!({ "items": std::mem::take(&mut items) })).await;
        }
    }
    // What the client still knows of lies no more in the workspace.
    items.extend(previous.into_keys().map(|uri| full(Report::empty(uri))));
    Ok(WorkspaceDiagnosticReport { items })
}

/// An open document is judged by what lies around it now; `None` where it was closed meanwhile.
fn fresh(backend: &Backend, file: File) -> Option<File> {
    match file {
        File::Open(uri, _) => backend.documents.fresh(&uri).map(|revision| File::Open(uri, revision)),
        closed => Some(closed),
    }
}

fn by_uri(ids: Vec<PreviousResultId>) -> HashMap<Url, String> {
    ids.into_iter().map(|id| (id.uri, id.value)).collect()
}

async fn reports(backend: &Backend, files: Vec<File>) -> Result<Vec<Report>> {
    let (settings, features) = (backend.documents.settings(), Arc::clone(backend.features()));
    let closed = Arc::clone(&backend.closed);
    let files: Vec<_> = files.into_iter().map(|file| (file.around(backend), file)).collect();
    on_pool(move || {
        let reports =
            files.iter().map(|(around, file)| (file, closed.report(file, around, &settings, &features)));
        reports.filter(|(file, report)| file.is_told(report)).map(|(_, report)| report).collect()
    })
    .await
}

fn item(report: Report, known: Option<&str>) -> WorkspaceDocumentDiagnosticReport {
    if known != Some(&report.id) {
        return full(report);
    }
    WorkspaceUnchangedDocumentDiagnosticReport {
        uri: report.uri,
        version: report.version.map(i64::from),
        unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: report.id },
    }
    .into()
}

fn full(report: Report) -> WorkspaceDocumentDiagnosticReport {
    WorkspaceFullDocumentDiagnosticReport {
        uri: report.uri,
        version: report.version.map(i64::from),
        full_document_diagnostic_report: FullDocumentDiagnosticReport {
            result_id: Some(report.id),
            items: report.diagnostics,
        },
    }
    .into()
}
