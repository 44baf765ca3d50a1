//! One method per request and notification; each says in a line or two what it does and leaves it to another file.

use super::capabilities::initialize_result;
use super::client::Features;
use super::documents::{Documents, Revision};
use super::settings::{self, SECTION};
use super::{code_action, completion, diagnostics, hover, log, watch};
use crate::locale::Locale;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use tokio::sync::{Notify, mpsc};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::*;
use tower_lsp::{Client, LanguageServer};

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
    pub documents: Documents,
    session: OnceLock<Session>,
    lifecycle: Arc<Lifecycle>,
    log_lines: Mutex<Option<mpsc::Receiver<log::Line>>>,
}

/// What `initialize` brought.
#[derive(Default)]
struct Session {
    features: Arc<Features>,
    locale: Locale,
    options: Value,
}

/// Runs work that takes its time on a thread of the pool.
///
/// # Errors
/// It panicked.
pub async fn on_pool<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::internal_error())
}

impl Backend {
    /// A server that has not been initialized.
    pub fn new(client: Client, lifecycle: Arc<Lifecycle>, log_lines: mpsc::Receiver<log::Line>) -> Self {
        let log_lines = Mutex::new(Some(log_lines));
        Backend { client, documents: Documents::default(), session: OnceLock::new(), lifecycle, log_lines }
    }

    /// What the client can do.
    pub fn features(&self) -> &Arc<Features> {
        &self.session().features
    }

    fn session(&self) -> &Session {
        self.session.get_or_init(Session::default)
    }

    /// Answers a request about an open document; `None` when it is not open.
    async fn ask<T, W>(&self, uri: &Url, work: W) -> Result<Option<T>>
    where
        T: Send + 'static,
        W: FnOnce(&Revision, &Features) -> T + Send + 'static,
    {
        let Some(revision) = self.documents.newest(uri) else { return Ok(None) };
        let features = Arc::clone(self.features());
        on_pool(move || work(&revision, &features)).await.map(Some)
    }

    /// Takes over the settings of the client's section and shows what they change.
    async fn configure(&self, section: &Value) {
        let session = self.session();
        let (settings, problems) = settings::read(&[&session.options, section], session.locale);
        problems.iter().for_each(|problem| tracing::warn!("{problem}"));
        let changed = self.documents.configure(settings);
        if changed.is_empty() {
            return;
        }
        if session.features.pulls_diagnostics && session.features.refreshes_diagnostics {
            // A client that refuses asks again at its next change.
            let _ = self.client.workspace_diagnostic_refresh().await;
        }
        for uri in changed {
            diagnostics::publish(self, &uri).await;
        }
    }

    async fn fetch_configuration(&self) {
        let item = ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) };
        match self.client.configuration(vec![item]).await {
            Ok(sections) => self.configure(sections.first().unwrap_or(&Value::Null)).await,
            Err(error) => tracing::warn!("the client did not give its settings {SECTION}: {error}"),
        }
    }

    async fn register_for_configuration(&self) {
        let method = "workspace/didChangeConfiguration".to_owned();
        let options = Some(json!({ "section": SECTION }));
        let registration = Registration { id: method.clone(), method, register_options: options };
        if let Err(error) = self.client.register_capability(vec![registration]).await {
            tracing::warn!("the client will not report changes of its settings {SECTION}: {error}");
        }
    }
}

/// The language of the client, else of the environment.
fn locale(client: Option<&str>) -> Locale {
    let variables = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter();
    let set = |name| std::env::var(name).ok().filter(|value: &String| !value.is_empty());
    let tag = client.map(str::to_owned).or_else(|| variables.filter_map(set).next());
    tag.map_or(Locale::default(), |tag| Locale::of_tag(&tag))
}

#[tower_lsp::async_trait]
impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let features = Features::of(&params);
        let result = initialize_result(&features);
        let session = Session {
            features: Arc::new(features),
            locale: locale(params.locale.as_deref()),
            options: settings::section(&params.initialization_options.unwrap_or_default()).clone(),
        };
        let (settings, problems) = settings::read(&[&session.options], session.locale);
        problems.iter().for_each(|problem| tracing::warn!("{problem}"));
        self.documents.configure(settings);
        // tower-lsp lets only one `initialize` through.
        let _ = self.session.set(session);
        if let Some(process) = params.process_id {
            let is_gone = Arc::clone(&self.lifecycle.client_is_gone);
            tokio::spawn(async move {
                watch::client_is_gone(process).await;
                tracing::error!("the server ends, for the client's process {process} has ended");
                is_gone.notify_one();
            });
        }
        Ok(result)
    }

    async fn initialized(&self, _: InitializedParams) {
        let lines = self.log_lines.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(lines) = lines {
            tokio::spawn(log::forward(lines, self.client.clone()));
        }
        if self.features().registers_configuration {
            self.register_for_configuration().await;
        }
        if self.features().configuration {
            self.fetch_configuration().await;
        }
    }

    async fn shutdown(&self) -> Result<()> {
        self.lifecycle.is_shut_down.store(true, Ordering::Relaxed);
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let uri = params.text_document.uri.clone();
        self.documents.open(params.text_document);
        diagnostics::publish(self, &uri).await;
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let VersionedTextDocumentIdentifier { uri, version } = params.text_document;
        self.documents.change(&uri, version, params.content_changes, self.features().encoding);
        diagnostics::publish(self, &uri).await;
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.documents.invalidate(&params.text_document.uri);
        diagnostics::publish(self, &params.text_document.uri).await;
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.documents.close(&params.text_document.uri);
        diagnostics::clear(self, params.text_document.uri).await;
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        if self.features().configuration {
            self.fetch_configuration().await;
        } else {
            self.configure(settings::section(&params.settings)).await;
        }
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let items = diagnostics::pull(self, &params.text_document.uri).await?;
        let report = FullDocumentDiagnosticReport { result_id: None, items };
        let full = RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: report,
        };
        Ok(DocumentDiagnosticReport::Full(full).into())
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        let answer = move |revision: &_, features: &_| hover::hover(position, revision, features);
        Ok(self.ask(&text_document.uri, answer).await?.flatten())
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let answer = move |revision: &_, features: &_| completion::complete(position, revision, features);
        Ok(self.ask(&text_document.uri, answer).await?.map(CompletionResponse::Array))
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        Ok(completion::resolve(item, self.documents.locale(), self.features()))
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let uri = params.text_document.uri.clone();
        let answer = move |revision: &_, features: &_| code_action::code_actions(&params, revision, features);
        self.ask(&uri, answer).await
    }
}
