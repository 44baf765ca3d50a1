//! The documentation of the rules, for clients that show it themselves. Neither request is one of the protocol.

use super::backend::{Backend, on_pool};
use super::effective::failed;
use crate::assist::explain::{self, Explanation};
use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::Result;

/// The request for the documentation of one rule or field.
pub const METHOD: &str = "copilotManifest/explain";
/// The request for the list of rules.
pub const RULES_METHOD: &str = "copilotManifest/rules";

/// The parameters of [`METHOD`].
#[derive(Debug, Deserialize)]
pub struct Params {
    /// The id of a rule, or the path of a field.
    id: String,
}

/// The answer to [`METHOD`].
#[derive(Debug, Serialize)]
pub struct Page {
    title: String,
    markdown: String,
}

/// One item of the answer to [`RULES_METHOD`].
#[derive(Debug, Serialize)]
pub struct Rule {
    id: &'static str,
    severity: &'static str,
    summary: String,
}

/// Answers [`METHOD`] in the language of the session.
pub async fn explain(backend: &Backend, params: Params) -> Result<Page> {
    let locale = backend.documents.settings().locale;
    let explained = on_pool(move || explain::explain(&params.id, locale)).await?;
    let Explanation { title, markdown } = explained.map_err(|why| failed(&why, locale))?;
    Ok(Page { title, markdown })
}

/// Answers [`RULES_METHOD`] in the language of the session.
pub async fn rules(backend: &Backend) -> Result<Vec<Rule>> {
    let locale = backend.documents.settings().locale;
    let rules = on_pool(move || explain::rules(locale)).await?.into_iter();
    Ok(rules
        .map(|rule| Rule { id: rule.id, severity: rule.severity.as_str(), summary: rule.summary })
        .collect())
}
