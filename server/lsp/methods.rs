//! One method per request and notification; each says in a line or two what it does and leaves it to another file.

use super::backend::{Backend, on_pool};
use super::capabilities::initialize_result;
use super::client::Features;
use super::session::Session;
use super::view::View;
use super::{
    closed, code_action, completion, diagnostics, effective, folding, hints, hover, lens, links, log,
    navigation, neighbours, rename, selection, settings, symbols, tokens, uri, watch, workspace_diagnostics,
    workspace_symbols,
};
use serde_json::Value;
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::*;

#[tower_lsp::async_trait]
impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let features = Features::of(&params);
        let result = initialize_result(&features);
        let process = params.process_id;
        let session = Session::new(features, params);
        self.documents.configure(session.settings(&Value::Null));
        // tower-lsp lets only one `initialize` through.
        let _ = self.session.set(session);
        if let Some(process) = process {
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
        self.refreshes.start(&self.client, self.features().refreshes);
        self.register().await;
        if self.features().configuration {
            self.fetch_configuration().await;
        }
        closed::publish(self).await;
    }

    async fn shutdown(&self) -> Result<()> {
        self.lifecycle.is_shut_down.store(true, Ordering::Relaxed);
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let uri = params.text_document.uri.clone();
        let read = uri::to_path(&uri).and_then(|path| self.workspaces.known(&path));
        self.documents.open(params.text_document, read);
        diagnostics::publish(self, &uri).await;
        neighbours::publish(self, Some(uri));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let VersionedTextDocumentIdentifier { uri, version } = params.text_document;
        self.documents.change(&uri, version, params.content_changes, self.features().encoding);
        diagnostics::publish(self, &uri).await;
        neighbours::publish(self, Some(uri));
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        if let Some(path) = uri::to_path(&params.text_document.uri) {
            self.workspaces.changed(&path);
        }
        self.documents.invalidate(&params.text_document.uri);
        diagnostics::publish(self, &params.text_document.uri).await;
        effective::refresh(self, &params.text_document.uri).await;
        closed::publish(self).await;
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.documents.close(&params.text_document.uri);
        self.tokens.forget(&params.text_document.uri);
        self.workspaces.keep(&self.session().folders(), &self.documents);
        diagnostics::clear(self, params.text_document.uri).await;
        // What was never saved is gone, and the file counts again.
        neighbours::publish(self, None);
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let paths = params.changes.iter().filter_map(|change| uri::to_path(&change.uri));
        paths.for_each(|path| self.workspaces.changed(&path));
        self.files_changed().await;
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.session().change_folders(params.event);
        self.workspaces.keep(&self.session().folders(), &self.documents);
        self.files_changed().await;
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        if self.features().configuration {
            self.fetch_configuration().await;
        } else {
            self.configure(settings::pushed(&params.settings)).await;
        }
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let DocumentDiagnosticParams { text_document, previous_result_id, .. } = params;
        Ok(diagnostics::pull(self, &text_document.uri, previous_result_id.as_deref()).await?.into())
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        Ok(workspace_diagnostics::pull(self, params).await?.into())
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        let answer = move |view: &View| hover::hover(position, view);
        Ok(self.ask(&text_document.uri, answer).await?.flatten())
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let answer = move |view: &View| hints::inlay_hints(params.range, view);
        self.ask(&params.text_document.uri, answer).await
    }

    async fn inlay_hint_resolve(&self, hint: InlayHint) -> Result<InlayHint> {
        let Some(view) = hints::document(&hint).and_then(|uri| self.view(&uri)) else { return Ok(hint) };
        on_pool(move || hints::resolve(hint, &view)).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let answer = move |view: &View| completion::complete(position, view);
        self.ask(&text_document.uri, answer).await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        Ok(completion::resolve(item, self.documents.settings().locale, self.features()))
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        let answer = move |view: &View| navigation::definition(position, view);
        Ok(self.ask(&text_document.uri, answer).await?.flatten())
    }

    async fn goto_declaration(
        &self,
        params: request::GotoDeclarationParams,
    ) -> Result<Option<request::GotoDeclarationResponse>> {
        self.goto_definition(params).await
    }

    async fn goto_implementation(
        &self,
        params: request::GotoImplementationParams,
    ) -> Result<Option<request::GotoImplementationResponse>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        let answer = move |view: &View| navigation::implementation(position, view);
        Ok(self.ask(&text_document.uri, answer).await?.flatten())
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let with_declarations = params.context.include_declaration;
        let answer = move |view: &View| navigation::references(position, with_declarations, view);
        Ok(self.ask(&text_document.uri, answer).await?.flatten())
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        let answer = move |view: &View| navigation::highlights(position, view);
        Ok(self.ask(&text_document.uri, answer).await?.flatten())
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        let answer = move |view: &View| rename::prepare(params.position, view);
        self.ask(&params.text_document.uri, answer).await?.transpose().map(Option::flatten)
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let answer = move |view: &View| rename::rename(position, &params.new_name, view);
        let found = self.ask(&text_document.uri, answer).await?.transpose()?.flatten();
        let Some((edit, caution)) = found else { return Ok(None) };
        if let Some(caution) = caution {
            self.client.show_message(MessageType::INFO, caution).await;
        }
        Ok(Some(edit))
    }

    async fn will_rename_files(&self, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        rename::will_rename(self, params.files).await
    }

    async fn did_rename_files(&self, params: RenameFilesParams) {
        let uris = params.files.into_iter().flat_map(|file| [file.old_uri, file.new_uri]);
        let paths = uris.filter_map(|uri| uri::to_path(&Url::parse(&uri).ok()?));
        paths.for_each(|path| self.workspaces.moved(&path));
        self.files_changed().await;
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<Vec<SymbolInformation>>> {
        workspace_symbols::find(self, params.query).await.map(Some)
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.ask(&params.text_document.uri, lens::lenses).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        match params.command.as_str() {
            effective::COMMAND => effective::execute(self, params.arguments).await,
            other => Err(Error::invalid_params(format!("there is no command {other}"))),
        }
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let uri = params.text_document.uri.clone();
        let answer = move |view: &View| code_action::code_actions(&params, view);
        self.ask(&uri, answer).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        Ok(self.ask(&params.text_document.uri, symbols::symbols).await?.flatten())
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        Ok(self.ask(&params.text_document.uri, folding::folds).await?.flatten())
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        let SelectionRangeParams { text_document, positions, .. } = params;
        let answer = move |view: &View| selection::selections(&positions, view);
        Ok(self.ask(&text_document.uri, answer).await?.flatten())
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        let uri = params.text_document.uri;
        let data = self.ask(&uri, |view| tokens::tokens(None, view)).await?.flatten();
        Ok(data.map(|data| self.tokens.full(&uri, data).into()))
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let uri = params.text_document.uri;
        let data = self.ask(&uri, |view| tokens::tokens(None, view)).await?.flatten();
        Ok(data.map(|data| self.tokens.delta(&uri, &params.previous_result_id, data)))
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let answer = move |view: &View| tokens::tokens(Some(params.range), view);
        let data = self.ask(&params.text_document.uri, answer).await?.flatten();
        Ok(data.map(|data| SemanticTokens { result_id: None, data }.into()))
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        Ok(self.ask(&params.text_document.uri, links::links).await?.flatten())
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        let Some(uri) = code_action::document(&action) else { return Ok(action) };
        let unresolved = action.clone();
        let answer = move |view: &View| code_action::resolve(action, view);
        Ok(self.ask(&uri, answer).await?.unwrap_or(unresolved))
    }
}
