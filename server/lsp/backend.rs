//! The server behind tower-lsp: what it keeps, and how it works at a request. [`super::methods`] has the requests.

use super::client::Features;
use super::closed::Closed;
use super::documents::Documents;
use super::effective::{self, Effective};
use super::effective_files::EffectiveFiles;
use super::neighbours::Changes;
use super::refresh::Refresher;
use super::session::Session;
use super::view::View;
use super::workspaces::{Surroundings, Workspaces};
use super::{explain, import, log, tokens};
use crate::isolate;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, OnceLock};
use tokio::sync::{Notify, mpsc};
use tokio::task::AbortHandle;
use tower_lsp::Client;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::Url;

/// What the life of the process hangs on.
#[derive(Debug, Default)]
pub struct Lifecycle {
    /// The client asked for `shutdown`.
    pub is_shut_down: AtomicBool,
    /// The client's process has ended, or it does not read any more.
    pub client_is_gone: Arc<Notify>,
}

/// The server behind tower-lsp.
pub struct Backend {
    /// Messages to the client.
    pub client: Client,
    /// The open documents.
    pub documents: Arc<Documents>,
    /// What lies around them.
    pub workspaces: Arc<Workspaces>,
    /// What is wrong with the files that are not open.
    pub closed: Arc<Closed>,
    /// The changes that other documents have not been judged by.
    pub changes: Arc<Changes>,
    /// What the client is to ask again for.
    pub refreshes: Refresher,
    /// Effective manifests that clients show as files.
    pub effective_files: Arc<EffectiveFiles>,
    /// The tokens that clients have.
    pub tokens: tokens::Answers,
    /// Set by `initialize`; see [`Backend::session`].
    pub session: OnceLock<Session>,
    /// What the life of the process hangs on.
    pub lifecycle: Arc<Lifecycle>,
    /// The lines for the client's log, until `initialized` takes them.
    pub log_lines: Mutex<Option<mpsc::Receiver<log::Line>>>,
}

/// Runs work that takes its time on a thread of the pool, under the name of the request. Work that has not begun when
/// nobody waits for it any more (the request is cancelled) never begins.
///
/// # Errors
/// It panicked.
pub async fn on_pool<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let task = isolate::current().unwrap_or_else(|| "work of the server's own accord".into());
    let work = tokio::task::spawn_blocking(move || isolate::named(task, work));
    let _cancel = CancelOnDrop(work.abort_handle());
    work.await.map_err(|_| Error::internal_error())
}

struct CancelOnDrop(AbortHandle);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Backend {
    /// A server that has not been initialized.
    pub fn new(client: Client, lifecycle: Arc<Lifecycle>, log_lines: mpsc::Receiver<log::Line>) -> Self {
        let log_lines = Mutex::new(Some(log_lines));
        let (documents, workspaces, closed, changes, refreshes) = Default::default();
        let (effective_files, tokens, session) = Default::default();
        Backend {
            client,
            documents,
            workspaces,
            closed,
            changes,
            refreshes,
            effective_files,
            tokens,
            session,
            lifecycle,
            log_lines,
        }
    }

    /// What the client can do.
    pub fn features(&self) -> &Arc<Features> {
        &self.session().features
    }

    /// What `initialize` brought.
    pub fn session(&self) -> &Session {
        self.session.get_or_init(Session::default)
    }

    /// A document as a request sees it; `None` when it is not open.
    pub fn view(&self, uri: &Url) -> Option<View> {
        let revision = self.documents.newest(uri)?;
        let around = self.around(revision.path());
        Some(View { uri: uri.clone(), revision, features: Arc::clone(self.features()), around })
    }

    /// Answers [`effective::METHOD`], which is no method of the protocol.
    pub async fn effective(&self, params: effective::Params) -> Result<Effective> {
        effective::effective(self, params).await
    }

    /// Answers [`import::METHOD`], which is no method of the protocol.
    pub async fn import(&self, params: import::Params) -> Result<import::Imported> {
        import::import(self, params).await
    }

    /// Answers [`explain::METHOD`], which is no method of the protocol.
    pub async fn explain(&self, params: explain::Params) -> Result<explain::Page> {
        explain::explain(self, params).await
    }

    /// Answers [`explain::RULES_METHOD`], which is no method of the protocol.
    pub async fn rules(&self) -> Result<Vec<explain::Rule>> {
        explain::rules(self).await
    }

    /// What lies around the file at `path`.
    pub fn around(&self, path: Option<&Path>) -> Surroundings {
        Surroundings::new(path, &self.documents, &self.workspaces)
    }

    /// Answers a request about an open document; `None` when it is not open.
    pub async fn ask<T, W>(&self, uri: &Url, work: W) -> Result<Option<T>>
    where
        T: Send + 'static,
        W: FnOnce(&View) -> T + Send + 'static,
    {
        let Some(view) = self.view(uri) else { return Ok(None) };
        let work = move || {
            #[cfg(test)]
            super::isolation::trouble_in_requests(&view.revision.text.to_string());
            work(&view)
        };
        on_pool(work).await.map(Some)
    }
}
