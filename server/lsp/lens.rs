//! `textDocument/codeLens`.

use super::effective::COMMAND;
use super::view::View;
use crate::assist::Lens;
use serde_json::json;
use tower_lsp::lsp_types::{CodeLens, Command};

/// What is drawn above lines of the document.
pub fn lenses(view: &View) -> Vec<CodeLens> {
    let is_wanted = view.revision.settings.code_lens.effective;
    let Some(snapshot) = view.revision.snapshot().filter(|_| is_wanted) else { return Vec::new() };
    snapshot.lenses(&view.plain_context()).into_iter().map(|lens| code_lens(lens, view)).collect()
}

fn code_lens(lens: Lens, view: &View) -> CodeLens {
    let arguments = std::iter::once(json!(view.uri)).chain(lens.environment.map(|name| json!(name)));
    let arguments = Some(arguments.collect());
    let command = Command { title: lens.title, command: COMMAND.to_owned(), arguments };
    CodeLens { range: view.range(lens.span), command: Some(command), data: None }
}
