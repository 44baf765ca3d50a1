//! `textDocument/codeAction`: the fixes that findings carry.

use super::view::View;
use crate::finding::{Finding, Fix};
use crate::yaml::Span;
use std::collections::HashMap;
use tower_lsp::lsp_types::{
    CodeAction, CodeActionContext, CodeActionKind, CodeActionOrCommand, CodeActionParams, DocumentChanges,
    OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

/// The quick fixes of what is wrong in the range, in the order of the findings.
pub fn code_actions(params: &CodeActionParams, view: &View) -> Vec<CodeActionOrCommand> {
    if !view.features.code_actions || !wants_quick_fixes(&params.context) {
        return Vec::new();
    }
    let asked = view.span(params.range);
    let touched = view.revision.findings().iter().filter(|finding| touches(finding.span, asked));
    let fixes = touched.flat_map(|finding| finding.fixes.iter().enumerate().map(move |fix| (finding, fix)));
    fixes.map(|(finding, (rank, fix))| quick_fix(finding, fix, rank == 0, view).into()).collect()
}

/// A kind asks for itself and for what is below it.
fn wants_quick_fixes(context: &CodeActionContext) -> bool {
    let is_above = |kind: &CodeActionKind| kind.as_str().is_empty() || *kind == CodeActionKind::QUICKFIX;
    context.only.as_ref().is_none_or(|kinds| kinds.iter().any(is_above))
}

/// A cursor at either end of a finding touches it.
fn touches(finding: Span, asked: Span) -> bool {
    finding.start <= asked.end && asked.start <= finding.end
}

fn quick_fix(finding: &Finding, fix: &Fix, is_best: bool, view: &View) -> CodeAction {
    let edits = fix.edits.iter().map(|edit| view.text_edit(edit)).collect();
    CodeAction {
        title: fix.title.clone(),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![view.diagnostic(finding)]),
        edit: Some(workspace_edit(edits, view)),
        is_preferred: (view.features.preferred_actions && is_best && fix.safe).then_some(true),
        ..CodeAction::default()
    }
}

fn workspace_edit(edits: Vec<TextEdit>, view: &View) -> WorkspaceEdit {
    if !view.features.versioned_edits {
        return WorkspaceEdit::new(HashMap::from([(view.uri.clone(), edits)]));
    }
    let text_document = OptionalVersionedTextDocumentIdentifier::new(view.uri.clone(), view.revision.version);
    let edits = edits.into_iter().map(OneOf::Left).collect();
    let document_changes = Some(DocumentChanges::Edits(vec![TextDocumentEdit { text_document, edits }]));
    WorkspaceEdit { document_changes, ..WorkspaceEdit::default() }
}
