//! `textDocument/codeAction` and `codeAction/resolve`: [`Action`]s in the terms of the protocol.
//!
//! A client that knows commands only gets nothing: its commands would have to be carried out by the server, with an
//! edit that the user did not see before.

use super::view::View;
use crate::assist::{Action, ActionKind, Around, Change, Question};
use crate::finding::{Edit, NewFile};
use crate::rules;
use serde_json::{Value, json};
use std::collections::HashMap;
use tower_lsp::lsp_types::{
    CodeAction, CodeActionContext, CodeActionDisabled, CodeActionKind, CodeActionOrCommand, CodeActionParams,
    CodeActionTriggerKind, CreateFile, CreateFileOptions, Diagnostic, DocumentChangeOperation,
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, Range, ResourceOp, TextDocumentEdit,
    TextEdit, Url, WorkspaceEdit,
};

/// The kinds as the protocol names them.
pub fn kinds() -> Vec<CodeActionKind> {
    ActionKind::ALL.map(|kind| CodeActionKind::from(name(kind))).to_vec()
}

/// What can be done in the range.
pub fn code_actions(params: &CodeActionParams, view: &View) -> Vec<CodeActionOrCommand> {
    let Some(snapshot) = view.revision.snapshot().filter(|_| view.features.code_actions) else {
        return Vec::new();
    };
    let context = &params.context;
    let question = Question {
        at: view.span(params.range),
        kinds: ActionKind::ALL.into_iter().filter(|kind| wants(context, *kind)).collect(),
        is_automatic: context.trigger_kind == Some(CodeActionTriggerKind::AUTOMATIC),
    };
    let actions = snapshot.actions(&question, &view.context());
    let is_edit = |action: &Action| matches!(&action.change, Change::Edits(edits) if !edits.is_empty());
    let can = |action: &Action| view.features.creates_files || action.file.is_none() || is_edit(action);
    let shown =
        |action: &Action| can(action) && (view.features.disabled_actions || action.disabled.is_none());
    actions.into_iter().filter(shown).map(|action| protocol_action(action, context, view).into()).collect()
}

/// A kind asks for itself and for what is below it; nothing in particular, for all.
fn wants(context: &CodeActionContext, kind: ActionKind) -> bool {
    let is_above = |asked: &CodeActionKind| {
        let below = name(kind).strip_prefix(asked.as_str());
        asked.as_str().is_empty() || below.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    context.only.as_ref().is_none_or(|kinds| kinds.iter().any(is_above))
}

fn name(kind: ActionKind) -> &'static str {
    match kind {
        ActionKind::QuickFix => "quickfix",
        ActionKind::FixAll => "source.fixAll.copilotManifest",
        ActionKind::Extract => "refactor.extract",
        ActionKind::Inline => "refactor.inline",
        ActionKind::Rewrite => "refactor.rewrite",
        ActionKind::Add => "refactor.add",
    }
}

/// The nearest kind that the client names; where it names none, it promised to cope with any.
fn protocol_kind(kind: ActionKind, view: &View) -> CodeActionKind {
    let mut name = name(kind);
    let known = &view.features.action_kinds;
    let first = name;
    while !known.iter().any(|kind| kind == name) {
        match name.rsplit_once('.') {
            Some((above, _)) => name = above,
            None => return first.into(),
        }
    }
    name.into()
}

fn protocol_action(action: Action, context: &CodeActionContext, view: &View) -> CodeAction {
    let locale = view.locale();
    let is_possible = action.disabled.is_none();
    let (edit, data) = match &action.change {
        _ if !is_possible => (None, None),
        Change::Edits(edits) => {
            let file = action.file.as_ref().filter(|_| view.features.creates_files);
            (workspace_edit(edits, file, view), None)
        }
        Change::Mend(rule) if view.features.lazy_edits => (None, Some(mend_data(*rule, &view.uri))),
        Change::Mend(rule) => (workspace_edit(&mended(*rule, view), None, view), None),
    };
    let diagnostics: Vec<Diagnostic> =
        action.about.iter().filter_map(|index| diagnostic(*index, context, view)).collect();
    CodeAction {
        title: action.title.text(locale).to_owned(),
        kind: Some(protocol_kind(action.kind, view)),
        diagnostics: (!diagnostics.is_empty()).then_some(diagnostics),
        edit,
        data,
        disabled: action.disabled.map(|reason| CodeActionDisabled { reason: reason.text(locale).to_owned() }),
        is_preferred: (view.features.preferred_actions && action.is_preferred).then_some(true),
        ..CodeAction::default()
    }
}

/// The client's own words for a finding, where it sent them along: it finds its diagnostic again by them.
fn diagnostic(index: usize, context: &CodeActionContext, view: &View) -> Option<Diagnostic> {
    let finding = view.context().findings.get(index)?;
    let own = view.diagnostic(finding);
    let is_same = |sent: &&Diagnostic| {
        sent.range == own.range
            && sent.code == own.code
            && sent.source == own.source
            && sent.message == own.message
    };
    Some(context.diagnostics.iter().find(is_same).cloned().unwrap_or(own))
}

/// What `codeAction/resolve` needs to know: the document, and the rule if it is about one.
fn mend_data(rule: Option<&str>, uri: &Url) -> Value {
    json!({ "uri": uri, "rule": rule })
}

/// The document of an action without its edit.
pub fn document(action: &CodeAction) -> Option<Url> {
    action.data.as_ref()?.get("uri")?.as_str()?.parse().ok()
}

/// The action with its edit, for the newest text.
pub fn resolve(mut action: CodeAction, view: &View) -> CodeAction {
    let rule = match action.data.as_ref().and_then(|data| data.get("rule")) {
        None | Some(Value::Null) => None,
        Some(id) => match id.as_str().and_then(rules::find) {
            Some(rule) => Some(rule.id),
            None => return action,
        },
    };
    action.edit = workspace_edit(&mended(rule, view), None, view);
    action
}

fn mended(rule: Option<&str>, view: &View) -> Vec<Edit> {
    let snapshot = view.revision.snapshot();
    snapshot.map(|snapshot| snapshot.mended(rule, &view.revision.settings, &view.around)).unwrap_or_default()
}

/// The edits, and the file that is made before them; `None` where the file has no place.
pub fn workspace_edit(edits: &[Edit], file: Option<&NewFile>, view: &View) -> Option<WorkspaceEdit> {
    let edits: Vec<TextEdit> = edits.iter().map(|edit| view.text_edit(edit)).collect();
    if !view.features.versioned_edits {
        return Some(WorkspaceEdit::new(HashMap::from([(view.uri.clone(), edits)])));
    }
    let text_document = OptionalVersionedTextDocumentIdentifier::new(view.uri.clone(), view.revision.version);
    let edits: Vec<_> = edits.into_iter().map(OneOf::Left).collect();
    let own = TextDocumentEdit { text_document, edits };
    let changes = match file {
        None => DocumentChanges::Edits(vec![own]),
        Some(file) => {
            let own = (!own.edits.is_empty()).then_some(DocumentChangeOperation::Edit(own));
            DocumentChanges::Operations(created(file, view)?.into_iter().chain(own).collect())
        }
    };
    Some(WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() })
}

/// Makes a file and fills it. One that has come meanwhile stays as it is: the client refuses the whole edit.
fn created(file: &NewFile, view: &View) -> Option<[DocumentChangeOperation; 2]> {
    let uri = Url::from_file_path(view.around.workspace()?.folder.join(&file.path)).ok()?;
    let options = Some(CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(false) });
    let create = CreateFile { uri: uri.clone(), options, annotation_id: None };
    let text = OneOf::Left(TextEdit::new(Range::default(), file.text.clone()));
    let text_document = OptionalVersionedTextDocumentIdentifier { uri, version: None };
    let fill = TextDocumentEdit { text_document, edits: vec![text] };
    Some([DocumentChangeOperation::Op(ResourceOp::Create(create)), DocumentChangeOperation::Edit(fill)])
}
