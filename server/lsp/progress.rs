//! `$/progress`: what takes longer than a user notices says so.

use super::backend::{Backend, on_pool};
use super::refresh::answer;
use crate::workspace::Workspace;
use serde::Serialize;
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tower_lsp::lsp_types::notification::Notification;
use tower_lsp::lsp_types::request::WorkDoneProgressCreate;
use tower_lsp::lsp_types::{ProgressToken, WorkDoneProgressCreateParams};

/// Shorter work is not worth a word.
const NOTICED: Duration = Duration::from_millis(500);

/// `$/progress` with any value: lsp-types knows only that of work done.
enum Progress {}

/// The parameters of `$/progress`.
#[derive(Serialize, serde::Deserialize)]
struct ProgressParams {
    token: ProgressToken,
    value: serde_json::Value,
}

impl Notification for Progress {
    type Params = ProgressParams;
    const METHOD: &'static str = "$/progress";
}

/// Sends one value of a progress.
pub async fn send(backend: &Backend, token: &ProgressToken, value: serde_json::Value) {
    backend.client.send_notification::<Progress>(ProgressParams { token: token.clone(), value }).await;
}

/// The workspaces of the opened folders and documents; the user is told where reading them takes its time.
pub async fn workspaces(backend: &Backend) -> Vec<Arc<Workspace>> {
    let (folders, documents) = (backend.session().folders(), Arc::clone(&backend.documents));
    let workspaces = Arc::clone(&backend.workspaces);
    let mut reading = Box::pin(on_pool(move || {
        let all = workspaces.all(&folders, &documents);
        // Whoever asks for all of them asks for what is in them.
        all.iter().flat_map(|workspace| workspace.sources()).for_each(|source| _ = source.tree());
        all
    }));
    if let Ok(read) = tokio::time::timeout(NOTICED, &mut reading).await {
        return read.unwrap_or_default();
    }
    let token = begin(backend).await;
    let read = reading.await.unwrap_or_default();
    if let Some(token) = token {
        send(backend, &token, json!({ "kind": "end" })).await;
    }
    read
}

/// The token of a progress that the client agreed to show.
async fn begin(backend: &Backend) -> Option<ProgressToken> {
    static LAST: AtomicU64 = AtomicU64::new(0);
    if !backend.features().work_done_progress {
        return None;
    }
    let number = LAST.fetch_add(1, Ordering::Relaxed);
    let token = ProgressToken::String(format!("copilot-manifest-ls/{number}"));
    let create = WorkDoneProgressCreateParams { token: token.clone() };
    answer(backend.client.send_request::<WorkDoneProgressCreate>(create)).await.ok()?;
    let locale = backend.documents.settings().locale;
    let title = locale.pick("Reading Copilot manifests", "Copilot マニフェストを読み込み中");
    send(backend, &token, json!({ "kind": "begin", "title": title })).await;
    Some(token)
}
