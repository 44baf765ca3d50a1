//! `textDocument/prepareRename`, `textDocument/rename` and `workspace/willRenameFiles`.

use super::backend::{Backend, on_pool};
use super::client::Features;
use super::places::Places;
use super::uri;
use super::view::View;
use super::workspaces::Surroundings;
use crate::assist::{self, Around, Context, FileEdit, Renaming};
use crate::manifest::source::Source;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{
    AnnotatedTextEdit, ChangeAnnotation, DocumentChangeOperation, DocumentChanges, FileRename, OneOf,
    OptionalVersionedTextDocumentIdentifier, Position, PrepareRenameResponse, RenameFile, ResourceOp,
    TextDocumentEdit, TextEdit, Url, WorkspaceEdit,
};

/// The protocol's `RequestFailed`: the request is right, but can't be fulfilled.
const REQUEST_FAILED: i64 = -32803;
/// The protocol's `ContentModified`.
const CONTENT_MODIFIED: i64 = -32801;
/// The id of the one annotation of an edit.
const ANNOTATION: &str = "rename";

/// What stands at `position` and can be renamed.
pub fn prepare(position: Position, view: &View) -> Result<Option<PrepareRenameResponse>> {
    let Some(snapshot) = view.revision.snapshot() else { return Ok(None) };
    let (offset, moves) = (view.offset(position), view.features.renames_files);
    let found = assist::prepare_rename(&snapshot.source, offset, moves, &view.plain_context());
    let response = |(span, placeholder)| PrepareRenameResponse::RangeWithPlaceholder {
        range: view.range(span),
        placeholder,
    };
    Ok(found.map_err(refusal)?.map(response))
}

/// The changes that rename what stands at `position`, and what to tell a client that can't be told with them.
pub fn rename(position: Position, new: &str, view: &View) -> Result<Option<(WorkspaceEdit, Option<String>)>> {
    let Some(snapshot) = view.revision.snapshot() else { return Ok(None) };
    let (offset, features) = (view.offset(position), &view.features);
    let context = view.plain_context();
    let found = assist::rename(&snapshot.source, offset, new, features.renames_files, &context);
    let Some(renaming) = found.map_err(refusal)? else { return Ok(None) };
    let label = view.locale().pick("Rename in files only", "ファイル内の名前だけを変更");
    let edit = workspace_edit(&renaming, label, &mut Places::around(view), features)?;
    Ok(Some((edit, renaming.caution.filter(|_| !features.annotated_edits))))
}

fn refusal(reason: String) -> Error {
    Error { code: ErrorCode::ServerError(REQUEST_FAILED), message: reason.into(), data: None }
}

/// The changes that go with folders that the user renames.
pub async fn will_rename(backend: &Backend, files: Vec<FileRename>) -> Result<Option<WorkspaceEdit>> {
    let (documents, workspaces) = (Arc::clone(&backend.documents), Arc::clone(&backend.workspaces));
    let features = Arc::clone(backend.features());
    on_pool(move || {
        let locale = documents.settings().locale;
        let mut renaming = Renaming::default();
        for file in files {
            let Some((manifest, new, around)) = manifest_of(&file, |folder| {
                Surroundings::of(Some(folder.to_owned()), &documents, &workspaces)
            }) else {
                continue;
            };
            match assist::moved(&manifest, &new, &Context { locale, around: &around, findings: &[] }) {
                Ok(found) => found.into_iter().for_each(|it| add(&mut renaming.files, it.files)),
                Err(reason) => tracing::warn!("nothing is changed for {}: {reason}", file.new_uri),
            }
        }
        if renaming.files.is_empty() {
            return Ok(None);
        }
        workspace_edit(&renaming, "", &mut Places::new(&documents, features.encoding), &features).map(Some)
    })
    .await?
}

/// The manifest in a folder of a workload or an environment, and the folder's new name.
fn manifest_of(
    file: &FileRename,
    around: impl Fn(&Path) -> Surroundings,
) -> Option<(Arc<Source>, String, Surroundings)> {
    let path = |text: &str| uri::to_path(&Url::parse(text).ok()?);
    let (old, new) = (path(&file.old_uri)?, path(&file.new_uri)?);
    if old.parent() != new.parent() {
        return None;
    }
    let manifest = old.join("manifest.yml");
    let around = around(crate::workspace::folder_of(&manifest)?);
    let source = Arc::clone(around.workspace()?.source(&manifest)?);
    Some((source, new.file_name()?.to_str()?.to_owned(), around))
}

/// Adds the edits of more files; of a file that is there already, those that are new.
fn add(files: &mut Vec<FileEdit>, more: Vec<FileEdit>) {
    for file in more {
        match files.iter_mut().find(|known| known.source.path == file.source.path) {
            Some(known) => {
                let new = file.edits.into_iter().filter(|edit| !known.edits.contains(edit));
                let new: Vec<_> = new.collect();
                known.edits.extend(new);
            }
            None => files.push(file),
        }
    }
}

/// The protocol's form of a renaming, as the client can take it; `label` is what a confirmation is asked for.
fn workspace_edit(
    renaming: &Renaming,
    label: &str,
    places: &mut Places<'_>,
    features: &Features,
) -> Result<WorkspaceEdit> {
    let mut documents = Vec::new();
    for file in &renaming.files {
        documents.extend(text_edits(file, places)?);
    }
    if !features.versioned_edits {
        let changes = documents.into_iter().map(|(document, edits)| (document.uri, edits));
        return Ok(WorkspaceEdit::new(changes.collect::<HashMap<_, _>>()));
    }
    let caution = renaming.caution.as_ref().filter(|_| features.annotated_edits);
    let one = |edit: TextEdit| match caution {
        Some(_) => OneOf::Right(AnnotatedTextEdit { text_edit: edit, annotation_id: ANNOTATION.to_owned() }),
        None => OneOf::Left(edit),
    };
    let documents = documents.into_iter().map(|(text_document, edits)| TextDocumentEdit {
        text_document,
        edits: edits.into_iter().map(one).collect(),
    });
    let annotation = |caution: &String| ChangeAnnotation {
        label: label.to_owned(),
        needs_confirmation: Some(true),
        description: Some(caution.clone()),
    };
    let document_changes = match folder(renaming, caution.is_some()) {
        Some(folder) => {
            let edits = documents.map(DocumentChangeOperation::Edit);
            DocumentChanges::Operations(edits.chain([DocumentChangeOperation::Op(folder)]).collect())
        }
        None => DocumentChanges::Edits(documents.collect()),
    };
    Ok(WorkspaceEdit {
        document_changes: Some(document_changes),
        change_annotations: caution.map(|it| HashMap::from([(ANNOTATION.to_owned(), annotation(it))])),
        ..WorkspaceEdit::default()
    })
}

fn folder(renaming: &Renaming, is_annotated: bool) -> Option<ResourceOp> {
    let (from, to) = renaming.folder.as_ref()?;
    let uri = |path: &Path| Url::from_file_path(path).ok();
    Some(ResourceOp::Rename(RenameFile {
        old_uri: uri(from)?,
        new_uri: uri(to)?,
        options: None,
        annotation_id: is_annotated.then(|| ANNOTATION.to_owned()),
    }))
}

type DocumentEdits = (OptionalVersionedTextDocumentIdentifier, Vec<TextEdit>);

fn text_edits(file: &FileEdit, places: &mut Places<'_>) -> Result<Option<DocumentEdits>> {
    let Some(uri) = places.uri(&file.source) else { return Ok(None) };
    let Some(version) = places.version(&file.source) else {
        let message = format!("{uri} was changed meanwhile").into();
        return Err(Error { code: ErrorCode::ServerError(CONTENT_MODIFIED), message, data: None });
    };
    let edit = |edit: &crate::finding::Edit| {
        places.range(&file.source, edit.span).map(|range| TextEdit::new(range, edit.text.clone()))
    };
    let edits = file.edits.iter().filter_map(edit).collect();
    Ok(Some((OptionalVersionedTextDocumentIdentifier { uri, version }, edits)))
}
