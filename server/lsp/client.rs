//! What the client said about itself in `initialize`.

use super::effective;
use crate::text::Encoding;
use tower_lsp::lsp_types::{
    ClientCapabilities, CodeActionClientCapabilities, CompletionClientCapabilities, CompletionItemCapability,
    GotoCapability, InitializeParams, InsertTextMode, MarkupKind, PositionEncodingKind,
    PublishDiagnosticsClientCapabilities, ResourceOperationKind, SymbolKind, SymbolTag,
    TextDocumentClientCapabilities, WorkspaceClientCapabilities,
};

/// What the client can do. The default is a client that says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Features {
    /// The unit of columns, negotiated.
    pub encoding: Encoding,
    /// It asks for diagnostics, and asks again when told to, so none are published. One that could not be told (Neovim
    /// 0.11) would keep what was wrong before other files or the settings changed: it is published to.
    pub pulls_diagnostics: bool,
    /// What it asks for again when told to.
    pub refreshes: Refreshes,
    /// It shows the other places of a diagnostic.
    pub related_information: bool,
    /// It links a diagnostic's code.
    pub code_description: bool,
    /// It answers `workspace/configuration`.
    pub configuration: bool,
    /// It reports changed settings only to servers that register for them.
    pub registers_configuration: bool,
    /// It shows that something takes its time.
    pub work_done_progress: bool,
    /// It reports changed files to servers that register for them.
    pub watches_files: bool,
    /// It draws lines above the text that can be clicked.
    pub code_lenses: bool,
    /// It opens effective manifests itself.
    pub shows_effective: bool,
    /// It shows a document when told to.
    pub shows_documents: bool,
    /// Hover texts may be Markdown.
    pub hover_markdown: bool,
    /// It asks for the tooltips of inlay hints when it shows them.
    pub resolves_hint_tooltips: bool,
    /// Documentation of completion items may be Markdown.
    pub completion_markdown: bool,
    /// Completion items may have tab stops.
    pub snippets: bool,
    /// Completion items can keep the indentation that they carry.
    pub insert_as_is: bool,
    /// Completion items can be indented like the line that they are inserted into.
    pub adjusts_indentation: bool,
    /// Completion items may have two ranges, one to insert and one to replace.
    pub insert_replace: bool,
    /// A word may stand beside the label of a completion item.
    pub label_details: bool,
    /// The completion item to begin with may be named.
    pub preselect: bool,
    /// Code actions may be something else than commands.
    pub code_actions: bool,
    /// The kinds of code actions that it names.
    pub action_kinds: Vec<String>,
    /// Code actions may be shown that can't be taken, with the reason.
    pub disabled_actions: bool,
    /// It asks for the edit of a code action when the user takes it.
    pub lazy_edits: bool,
    /// A code action may be marked as the one to take.
    pub preferred_actions: bool,
    /// Edits may name the version of the document that they are for.
    pub versioned_edits: bool,
    /// The outline may be a tree.
    pub symbol_trees: bool,
    /// Symbols may have tags.
    pub symbol_tags: bool,
    /// It knows the kinds of symbols that later versions of the protocol added.
    pub all_symbol_kinds: bool,
    /// It folds whole lines only.
    pub folds_lines: bool,
    /// The most ranges to fold that it wants.
    pub most_folds: Option<usize>,
    /// It shows a text in place of what is folded.
    pub collapsed_texts: bool,
    /// It says what a link opens.
    pub link_tooltips: bool,
    /// It colours by what words mean.
    pub semantic_tokens: bool,
    /// Where something is declared may be told with what surrounds it.
    pub definition_links: bool,
    /// The same of what changes it.
    pub implementation_links: bool,
    /// An edit may make files.
    pub creates_files: bool,
    /// An edit may rename files and folders.
    pub renames_files: bool,
    /// An edit may say what it means and wait for the user's word.
    pub annotated_edits: bool,
    /// It asks whether something can be renamed.
    pub prepares_rename: bool,
    /// It tells of files before it renames them, and afterwards.
    pub file_operations: bool,
}

/// The requests that the server can have the client repeat.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Refreshes {
    /// Pulled diagnostics.
    pub diagnostics: bool,
    /// Inlay hints.
    pub inlay_hints: bool,
    /// Semantic tokens.
    pub semantic_tokens: bool,
    /// Code lenses.
    pub code_lenses: bool,
}

impl Refreshes {
    fn of(workspace: &WorkspaceClientCapabilities) -> Self {
        let WorkspaceClientCapabilities { diagnostic, inlay_hint, semantic_tokens, code_lens, .. } =
            workspace;
        Refreshes {
            diagnostics: diagnostic.as_ref().is_some_and(|it| it.refresh_support == Some(true)),
            inlay_hints: inlay_hint.as_ref().is_some_and(|it| it.refresh_support == Some(true)),
            semantic_tokens: semantic_tokens.as_ref().is_some_and(|it| it.refresh_support == Some(true)),
            code_lenses: code_lens.as_ref().is_some_and(|it| it.refresh_support == Some(true)),
        }
    }
}

impl Features {
    /// Reads the capabilities.
    pub fn of(params: &InitializeParams) -> Self {
        let ClientCapabilities { workspace, text_document, general, window, experimental, .. } =
            &params.capabilities;
        let workspace = workspace.clone().unwrap_or_default();
        let text_document = text_document.clone().unwrap_or_default();
        let offered = general.as_ref().and_then(|general| general.position_encodings.as_deref());
        let refreshes = Refreshes::of(&workspace);
        let features = Features {
            encoding: choose_encoding(offered.unwrap_or_default()),
            pulls_diagnostics: text_document.diagnostic.is_some() && refreshes.diagnostics,
            refreshes,
            code_lenses: text_document.code_lens.is_some(),
            shows_effective: experimental.as_ref().is_some_and(|it| has_command(it, effective::COMMAND)),
            shows_documents: window
                .as_ref()
                .and_then(|it| it.show_document.as_ref())
                .is_some_and(|it| it.support),
            work_done_progress: window.as_ref().is_some_and(|it| it.work_done_progress == Some(true)),
            ..Features::default()
        };
        features
            .with_workspace(&workspace)
            .with_publishing(&text_document)
            .with_texts(&text_document)
            .with_structure(&text_document)
    }

    fn with_workspace(self, workspace: &WorkspaceClientCapabilities) -> Self {
        let change = workspace.did_change_configuration.as_ref();
        let edit = workspace.workspace_edit.clone().unwrap_or_default();
        let versioned_edits = edit.document_changes == Some(true);
        let operations = edit.resource_operations.unwrap_or_default();
        Features {
            configuration: workspace.configuration == Some(true),
            registers_configuration: change.is_some_and(|it| it.dynamic_registration == Some(true)),
            watches_files: workspace
                .did_change_watched_files
                .as_ref()
                .is_some_and(|it| it.dynamic_registration == Some(true)),
            versioned_edits,
            creates_files: versioned_edits && operations.contains(&ResourceOperationKind::Create),
            renames_files: versioned_edits && operations.contains(&ResourceOperationKind::Rename),
            annotated_edits: versioned_edits && edit.change_annotation_support.is_some(),
            file_operations: workspace
                .file_operations
                .as_ref()
                .is_some_and(|it| it.will_rename == Some(true)),
            ..self
        }
    }

    fn with_publishing(self, text_document: &TextDocumentClientCapabilities) -> Self {
        let publish: PublishDiagnosticsClientCapabilities =
            text_document.publish_diagnostics.clone().unwrap_or_default();
        let actions = text_document.code_action.as_ref();
        Features {
            related_information: publish.related_information == Some(true),
            code_description: publish.code_description_support == Some(true),
            code_actions: actions.is_some_and(|it| it.code_action_literal_support.is_some()),
            preferred_actions: actions.is_some_and(|it| it.is_preferred_support == Some(true)),
            disabled_actions: actions.is_some_and(|it| it.disabled_support == Some(true)),
            lazy_edits: actions.is_some_and(resolves_edits),
            action_kinds: actions
                .and_then(|it| it.code_action_literal_support.as_ref())
                .map(|it| it.code_action_kind.value_set.clone())
                .unwrap_or_default(),
            ..self
        }
    }

    fn with_texts(self, text_document: &TextDocumentClientCapabilities) -> Self {
        let completion: CompletionClientCapabilities = text_document.completion.clone().unwrap_or_default();
        let item: CompletionItemCapability = completion.completion_item.unwrap_or_default();
        let modes = item.insert_text_mode_support.map(|modes| modes.value_set).unwrap_or_default();
        let hints = text_document.inlay_hint.as_ref().and_then(|it| it.resolve_support.as_ref());
        let hover = text_document.hover.as_ref().and_then(|hover| hover.content_format.as_deref());
        let links = |it: Option<&GotoCapability>| it.is_some_and(|it| it.link_support == Some(true));
        Features {
            definition_links: links(text_document.definition.as_ref()),
            implementation_links: links(text_document.implementation.as_ref()),
            prepares_rename: text_document.rename.as_ref().is_some_and(|it| it.prepare_support == Some(true)),
            hover_markdown: hover.is_some_and(|kinds| kinds.contains(&MarkupKind::Markdown)),
            resolves_hint_tooltips: hints
                .is_some_and(|it| it.properties.iter().any(|name| name == "tooltip")),
            completion_markdown: item
                .documentation_format
                .is_some_and(|it| it.contains(&MarkupKind::Markdown)),
            snippets: item.snippet_support == Some(true),
            insert_as_is: modes.contains(&InsertTextMode::AS_IS),
            adjusts_indentation: modes.contains(&InsertTextMode::ADJUST_INDENTATION),
            insert_replace: item.insert_replace_support == Some(true),
            label_details: item.label_details_support == Some(true),
            preselect: item.preselect_support == Some(true),
            ..self
        }
    }

    fn with_structure(self, text_document: &TextDocumentClientCapabilities) -> Self {
        let symbols = text_document.document_symbol.clone().unwrap_or_default();
        let kinds = symbols.symbol_kind.and_then(|kinds| kinds.value_set).unwrap_or_default();
        let later = [SymbolKind::OBJECT, SymbolKind::NULL, SymbolKind::EVENT];
        let tags = symbols.tag_support.map(|tags| tags.value_set).unwrap_or_default();
        let folding = text_document.folding_range.clone().unwrap_or_default();
        let links = text_document.document_link.as_ref();
        Features {
            symbol_trees: symbols.hierarchical_document_symbol_support == Some(true),
            symbol_tags: tags.contains(&SymbolTag::DEPRECATED),
            all_symbol_kinds: later.iter().all(|kind| kinds.contains(kind)),
            folds_lines: folding.line_folding_only == Some(true),
            most_folds: folding.range_limit.and_then(|limit| usize::try_from(limit).ok()),
            collapsed_texts: folding.folding_range.is_some_and(|it| it.collapsed_text == Some(true)),
            link_tooltips: links.is_some_and(|it| it.tooltip_support == Some(true)),
            semantic_tokens: text_document.semantic_tokens.is_some(),
            ..self
        }
    }
}

/// Commands that the client executes itself stand where rust-analyzer's clients have them.
fn has_command(experimental: &serde_json::Value, command: &str) -> bool {
    let commands = experimental.pointer("/commands/commands").and_then(serde_json::Value::as_array);
    commands.is_some_and(|commands| commands.iter().any(|it| it == command))
}

/// The data of a code action comes back with it, and so the edit can be left for later.
fn resolves_edits(actions: &CodeActionClientCapabilities) -> bool {
    let resolves = actions.resolve_support.as_ref();
    let edits = resolves.is_some_and(|it| it.properties.iter().any(|property| property == "edit"));
    edits && actions.data_support == Some(true)
}

/// UTF-8 where it is offered, for it needs no conversion; else UTF-16, which every client knows.
fn choose_encoding(offered: &[PositionEncodingKind]) -> Encoding {
    if offered.contains(&PositionEncodingKind::UTF8) {
        Encoding::Utf8
    } else if offered.contains(&PositionEncodingKind::UTF32)
        && !offered.contains(&PositionEncodingKind::UTF16)
    {
        Encoding::Utf32
    } else {
        Encoding::Utf16
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn features(capabilities: Value) -> Features {
        Features::of(&serde_json::from_value(json!({ "capabilities": capabilities })).unwrap())
    }

    #[test]
    fn a_silent_client_can_nothing() {
        assert_eq!(features(json!({})), Features::default());
        let empty =
            json!({ "workspace": {}, "textDocument": { "completion": {}, "hover": {} }, "general": {} });
        assert_eq!(features(empty), Features::default());
    }

    #[test]
    fn encodings_are_negotiated() {
        let of = |offered: Value| features(json!({ "general": { "positionEncodings": offered } })).encoding;
        assert_eq!(of(json!(["utf-16"])), Encoding::Utf16);
        assert_eq!(of(json!(["utf-16", "utf-8"])), Encoding::Utf8);
        assert_eq!(of(json!(["utf-32"])), Encoding::Utf32);
        assert_eq!(of(json!(["utf-32", "utf-16"])), Encoding::Utf16);
        assert_eq!(of(json!(["utf-7"])), Encoding::Utf16);
        assert_eq!(of(json!([])), Encoding::Utf16);
    }
}
