//! What the server tells the client that it can do: what is true, no more.

use super::client::Features;
use super::{code_action, effective, tokens};
use crate::text::Encoding;
use tower_lsp::lsp_types::{
    CodeActionOptions, CodeActionProviderCapability, CodeLensOptions, CompletionOptions,
    DeclarationCapability, DiagnosticOptions, DiagnosticServerCapabilities, DocumentLinkOptions,
    ExecuteCommandOptions, FileOperationFilter, FileOperationPattern, FileOperationPatternKind,
    FileOperationRegistrationOptions, FoldingRangeProviderCapability, HoverProviderCapability,
    ImplementationProviderCapability, InitializeResult, InlayHintOptions, InlayHintServerCapabilities, OneOf,
    PositionEncodingKind, RenameOptions, SelectionRangeProviderCapability, ServerCapabilities, ServerInfo,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, WorkDoneProgressOptions,
    WorkspaceFileOperationsServerCapabilities, WorkspaceFoldersServerCapabilities,
    WorkspaceServerCapabilities,
};

/// A value begins after a blank or a quote, a flow collection or the name of a variable after a bracket or brace, the
/// name of an anchor after `*`, what lies in a folder after `/`.
const COMPLETION_TRIGGERS: [&str; 7] = [" ", "[", "{", "\"", "'", "*", "/"];

/// The answer to `initialize`.
pub fn initialize_result(features: &Features) -> InitializeResult {
    let name = env!("CARGO_PKG_NAME").to_owned();
    let version = Some(env!("CARGO_PKG_VERSION").to_owned());
    InitializeResult { capabilities: capabilities(features), server_info: Some(ServerInfo { name, version }) }
}

fn capabilities(features: &Features) -> ServerCapabilities {
    let code_actions = CodeActionOptions {
        code_action_kinds: Some(code_action::kinds()),
        resolve_provider: Some(features.lazy_edits),
        ..CodeActionOptions::default()
    };
    let completion = CompletionOptions {
        resolve_provider: Some(true),
        trigger_characters: Some(COMPLETION_TRIGGERS.map(str::to_owned).to_vec()),
        ..CompletionOptions::default()
    };
    ServerCapabilities {
        position_encoding: Some(position_encoding(features.encoding)),
        text_document_sync: Some(TextDocumentSyncCapability::Options(synchronisation())),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        completion_provider: Some(completion),
        code_action_provider: features
            .code_actions
            .then_some(CodeActionProviderCapability::Options(code_actions)),
        document_symbol_provider: Some(OneOf::Left(true)),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        semantic_tokens_provider: features.semantic_tokens.then(|| tokens::options().into()),
        diagnostic_provider: features
            .pulls_diagnostics
            .then(|| DiagnosticServerCapabilities::Options(workspace_wide())),
        inlay_hint_provider: Some(OneOf::Right(InlayHintServerCapabilities::Options(InlayHintOptions {
            resolve_provider: Some(features.resolves_hint_tooltips),
            ..InlayHintOptions::default()
        }))),
        code_lens_provider: features.code_lenses.then_some(CodeLensOptions { resolve_provider: Some(false) }),
        // A client that registers the commands of servers could not have the same command of its own.
        execute_command_provider: (!features.shows_effective).then(|| ExecuteCommandOptions {
            commands: vec![effective::COMMAND.to_owned()],
            ..ExecuteCommandOptions::default()
        }),
        definition_provider: Some(OneOf::Left(true)),
        declaration_provider: Some(DeclarationCapability::Simple(true)),
        implementation_provider: Some(ImplementationProviderCapability::Simple(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        rename_provider: Some(renaming(features)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: features.file_operations.then(file_operations),
        }),
        ..ServerCapabilities::default()
    }
}

fn workspace_wide() -> DiagnosticOptions {
    DiagnosticOptions {
        inter_file_dependencies: true,
        workspace_diagnostics: true,
        ..DiagnosticOptions::default()
    }
}

fn renaming(features: &Features) -> OneOf<bool, RenameOptions> {
    if !features.prepares_rename {
        return OneOf::Left(true);
    }
    let work_done_progress_options = WorkDoneProgressOptions::default();
    OneOf::Right(RenameOptions { prepare_provider: Some(true), work_done_progress_options })
}

/// The folders of workloads and environments have the names of what is in them.
fn file_operations() -> WorkspaceFileOperationsServerCapabilities {
    let filter = |glob: &str| FileOperationFilter {
        scheme: Some("file".to_owned()),
        pattern: FileOperationPattern {
            glob: glob.to_owned(),
            matches: Some(FileOperationPatternKind::Folder),
            options: None,
        },
    };
    let filters = ["**/copilot/*", "**/copilot/environments/*"].map(filter).to_vec();
    let renaming = FileOperationRegistrationOptions { filters };
    WorkspaceFileOperationsServerCapabilities {
        will_rename: Some(renaming.clone()),
        did_rename: Some(renaming),
        ..WorkspaceFileOperationsServerCapabilities::default()
    }
}

fn synchronisation() -> TextDocumentSyncOptions {
    TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        // Without the text: a save says only that other files may have changed too.
        save: Some(true.into()),
        ..TextDocumentSyncOptions::default()
    }
}

fn position_encoding(encoding: Encoding) -> PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    }
}
