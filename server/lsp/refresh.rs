//! Requests of the server's own accord. Nothing of a client's depends on whether it answers them.

use super::client::Refreshes;
use super::effective::REQUEST_FAILED;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tower_lsp::Client;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};

/// How long an answer that needs no user is waited for: what waits takes the place of a client's request.
const PATIENCE: Duration = Duration::from_secs(30);

/// The answer to a request to the client.
///
/// # Errors
/// The client's, or that it has not answered for a while.
pub async fn answer<T>(request: impl Future<Output = Result<T>>) -> Result<T> {
    let too_late = |_| Error {
        code: ErrorCode::ServerError(REQUEST_FAILED),
        message: format!("no answer in {} seconds", PATIENCE.as_secs()).into(),
        data: None,
    };
    tokio::time::timeout(PATIENCE, request).await.unwrap_or_else(|late| Err(too_late(late)))
}

/// Has the client ask again for what it shows. However often that is wanted, one request of a kind is under way, and one
/// more follows it. A client that refuses asks again at its next change.
#[derive(Debug, Default)]
pub struct Refresher {
    diagnostics: Arc<Notify>,
    lines: Arc<Notify>,
}

impl Refresher {
    /// Begins to send what is wanted, as far as the client can refresh it.
    pub fn start(&self, client: &Client, can: Refreshes) {
        let (wanted, to) = (Arc::clone(&self.diagnostics), client.clone());
        tokio::spawn(async move {
            loop {
                wanted.notified().await;
                let _ = only_if(can.diagnostics, answer(to.workspace_diagnostic_refresh())).await;
            }
        });
        let (wanted, to) = (Arc::clone(&self.lines), client.clone());
        tokio::spawn(async move {
            loop {
                wanted.notified().await;
                let _ = tokio::join!(
                    only_if(can.inlay_hints, answer(to.inlay_hint_refresh())),
                    only_if(can.semantic_tokens, answer(to.semantic_tokens_refresh())),
                    only_if(can.code_lenses, answer(to.code_lens_refresh())),
                );
            }
        });
    }

    /// The diagnostics of the workspace have changed.
    pub fn diagnostics(&self) {
        self.diagnostics.notify_one();
    }

    /// What is shown between and above the lines of the open documents has changed.
    pub fn lines(&self) {
        self.lines.notify_one();
    }
}

async fn only_if<T>(wanted: bool, request: impl Future<Output = T>) -> Option<T> {
    if wanted { Some(request.await) } else { None }
}
