//! `copilotManifest/import`: ECS container definitions brought into an open manifest.

use super::backend::{Backend, on_pool};
use super::code_action::workspace_edit;
use super::effective::failed;
use crate::assist::import::{Wanted, import_into};
use crate::locale::Phrase;
use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{TextDocumentIdentifier, WorkspaceEdit};

/// The request.
pub const METHOD: &str = "copilotManifest/import";

/// The parameters of [`METHOD`].
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Params {
    text_document: TextDocumentIdentifier,
    /// The text of the definition.
    definition: String,
    /// The container that becomes the main one; the server finds it where it is not told.
    #[serde(default)]
    main: Option<String>,
}

/// The answer to [`METHOD`].
#[derive(Debug, Serialize)]
pub struct Imported {
    edit: WorkspaceEdit,
    /// What the user has to know, in sentences.
    remarks: Vec<String>,
}

/// Answers [`METHOD`].
pub async fn import(backend: &Backend, params: Params) -> Result<Imported> {
    let Params { text_document, definition, main } = params;
    let view = backend.view(&text_document.uri);
    let locale = backend.documents.settings().locale;
    on_pool(move || {
        let snapshot = view.as_ref().and_then(|view| Some((view, view.revision.snapshot()?)));
        let (view, snapshot) = snapshot.ok_or_else(|| failed(&not_open(), locale))?;
        let wanted = Wanted { definition: &definition, main: main.as_deref(), locale, around: &view.around };
        let import = import_into(&snapshot.source, None, &wanted).map_err(|why| failed(&why, locale))?;
        let edit = workspace_edit(&import.edits, None, view).unwrap_or_default();
        Ok(Imported { edit, remarks: import.remarks })
    })
    .await?
}

fn not_open() -> Phrase {
    Phrase::new(
        "The manifest is not open, or too long. Open it first.",
        "マニフェストが開かれていないか、長すぎます。先に開いてください。",
    )
}
