//! The effective manifest of an environment: for clients that show it themselves, and for those that can't.
//!
//! A client that opens the read-only document itself says so in `initialize`, as it is usual for commands of the client:
//! `capabilities.experimental.commands.commands` holds [`COMMAND`]. It gets the text by [`METHOD`]. For any other client
//! the server executes the command: it asks for the environment where none is given, writes the text to a private file
//! where the client can show one, and answers with the text.

use super::backend::{Backend, on_pool};
use super::convert;
use super::refresh::answer;
use crate::assist::{Around, Snapshot};
use crate::environments::show::Place;
use crate::locale::{Locale, Phrase};
use crate::text::{Document, Encoding};
use crate::workspace::{self, Workspace};
use crate::yaml::Span;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::sync::Arc;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{MessageActionItem, MessageType, Range, ShowDocumentParams, Url};

/// The command of lenses. Its arguments: the URI of the manifest and the name of the environment, or nothing.
pub const COMMAND: &str = "copilotManifest.showEffective";
/// The request for the text.
pub const METHOD: &str = "copilotManifest/effective";
/// The protocol's code of a request that is right and can't be answered.
pub const REQUEST_FAILED: i64 = -32803;

/// The parameters of [`METHOD`].
#[derive(Debug, Clone, Deserialize)]
pub struct Params {
    uri: Url,
    environment: Option<String>,
}

/// The answer to [`METHOD`].
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Effective {
    text: String,
    language_id: &'static str,
    /// A name for the document.
    title: String,
    /// The environments to choose from: those of the manifest, then those of the workspace.
    environments: Vec<Choice>,
    /// For each line of `text` where it comes from; null for comments.
    lines: Vec<Option<Line>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Choice {
    name: String,
    /// The manifest has an override for it.
    is_named: bool,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Line {
    /// The place in the manifest.
    range: Range,
    /// It stands in the override of the environment.
    in_override: bool,
}

/// A manifest, open or not.
struct Manifest {
    snapshot: Snapshot,
    workspace: Option<Arc<Workspace>>,
    locale: Locale,
}

impl Manifest {
    fn environments(&self) -> Vec<Choice> {
        let named = self.snapshot.named_environments().into_iter().map(|it| (it.name, true));
        let others = self.snapshot.other_environments(self.workspace.as_deref());
        let all = named.chain(others.into_iter().map(|name| (name, false)));
        all.map(|(name, is_named)| Choice { name, is_named }).collect()
    }

    fn effective(&self, environment: Option<&str>, encoding: Encoding) -> Result<Effective> {
        let shown =
            self.snapshot.effective(environment, self.locale).map_err(|why| failed(&why, self.locale))?;
        let text = Document::new(&self.snapshot.source.text);
        let range = |span: Span| convert::range(span, &text, encoding);
        let line = |place: &Place| Line { range: range(place.span), in_override: place.in_override };
        Ok(Effective {
            lines: shown.lines.iter().map(|place| place.as_ref().map(line)).collect(),
            text: shown.text,
            language_id: "yaml",
            title: title(&self.snapshot, environment),
            environments: self.environments(),
        })
    }
}

/// `web.prod.yml`, in characters that any file system takes.
fn title(snapshot: &Snapshot, environment: Option<&str>) -> String {
    let path = snapshot.source.path.as_deref();
    let folder = path.and_then(|path| path.parent()?.file_name()).map(|name| name.to_string_lossy());
    let name = folder.unwrap_or_else(|| "manifest".into());
    let text = format!("{name}.{}.yml", environment.unwrap_or("base"));
    text.chars().map(|c| if c.is_alphanumeric() || matches!(c, '.' | '-') { c } else { '_' }).collect()
}

/// The answer to a request that is right and can't be answered.
pub fn failed(why: &Phrase, locale: Locale) -> Error {
    let message = why.text(locale).to_owned().into();
    Error { code: ErrorCode::ServerError(REQUEST_FAILED), message, data: None }
}

/// Works on a manifest, which is read from disk where it is not open.
async fn on_manifest<T: Send + 'static>(
    backend: &Backend,
    uri: &Url,
    work: impl FnOnce(&Manifest) -> Result<T> + Send + 'static,
) -> Result<T> {
    let (view, path) = (backend.view(uri), super::uri::to_path(uri));
    let (documents, workspaces) = (Arc::clone(&backend.documents), Arc::clone(&backend.workspaces));
    on_pool(move || {
        let locale = documents.settings().locale;
        let find = || match view {
            Some(view) => Some((view.revision.snapshot()?.clone(), view.around.workspace())),
            None => {
                let path = path?;
                let workspace = workspaces.at(workspace::folder_of(&path)?, &documents);
                let source = Arc::clone(workspace.source(&path)?);
                Some((Snapshot::from(source), Some(workspace)))
            }
        };
        let (snapshot, workspace) = find().ok_or_else(|| failed(&unknown_document(), locale))?;
        work(&Manifest { snapshot, workspace, locale })
    })
    .await?
}

fn unknown_document() -> Phrase {
    Phrase::new(
        "The manifest is not open, or too long. Open it first.",
        "マニフェストが開かれていないか、長すぎます。先に開いてください。",
    )
}

/// Answers [`METHOD`].
pub async fn effective(backend: &Backend, params: Params) -> Result<Effective> {
    let Params { uri, environment } = params;
    let encoding = backend.features().encoding;
    on_manifest(backend, &uri, move |manifest| manifest.effective(environment.as_deref(), encoding)).await
}

/// Executes [`COMMAND`] for a client that does not: shows the text where the client can, and answers with it; with null
/// where the user chose nothing.
pub async fn execute(backend: &Backend, arguments: Vec<Value>) -> Result<Option<Value>> {
    let mut arguments = arguments.into_iter();
    let (uri, environment) = (arguments.next(), arguments.next());
    let params = json!({ "uri": uri, "environment": environment });
    let mut params: Params = serde_json::from_value(params).map_err(|error| {
        Error::invalid_params(format!("{COMMAND} takes a URI and an environment: {error}"))
    })?;
    if params.environment.is_none() {
        match choose(backend, &params.uri).await? {
            Chosen::Environment(name) => params.environment = Some(name),
            Chosen::Base => {}
            Chosen::Nothing => return Ok(None),
        }
    }
    let effective = effective(backend, params.clone()).await?;
    if backend.features().shows_documents {
        open(backend, &params, &effective).await;
    }
    Ok(Some(effective.text.into()))
}

enum Chosen {
    Environment(String),
    Base,
    Nothing,
}

/// Asks the user for an environment, where there is a choice.
async fn choose(backend: &Backend, uri: &Url) -> Result<Chosen> {
    let (names, locale) =
        on_manifest(backend, uri, |manifest| Ok((manifest.environments(), manifest.locale))).await?;
    if names.is_empty() {
        return Ok(Chosen::Base);
    }
    let base = locale.pick("No environment", "環境なし").to_owned();
    let titles = names.into_iter().map(|choice| choice.name).chain([base.clone()]);
    let actions = titles.map(|title| MessageActionItem { title, properties: Default::default() }).collect();
    let question = locale
        .pick("The effective manifest of which environment?", "どの環境の実効マニフェストを表示しますか?");
    let answer = backend.client.show_message_request(MessageType::INFO, question, Some(actions)).await?;
    Ok(match answer {
        Some(action) if action.title == base => Chosen::Base,
        Some(action) => Chosen::Environment(action.title),
        None => Chosen::Nothing,
    })
}

/// Writes the text to a private file and lets the client show it. A failure is logged: the answer has the text too.
async fn open(backend: &Backend, params: &Params, effective: &Effective) {
    let key = (params.uri.clone(), params.environment.clone());
    let (title, text) = (effective.title.clone(), effective.text.clone());
    let files = Arc::clone(&backend.effective_files);
    let written = on_pool(move || files.write(key, &title, &text)).await;
    let uri = match written {
        Ok(Ok(path)) => Url::from_file_path(path).ok(),
        Ok(Err(error)) => {
            tracing::warn!(
                "the effective manifest can't be written to the folder for temporary files: {error}"
            );
            None
        }
        Err(_) => None,
    };
    let Some(uri) = uri else { return };
    let shown = ShowDocumentParams { uri, external: Some(false), take_focus: Some(true), selection: None };
    let request = backend.client.send_request::<tower_lsp::lsp_types::request::ShowDocument>(shown);
    if let Err(error) = answer(request).await {
        tracing::warn!("the client did not show the effective manifest: {error}");
    }
}

/// Writes anew what is shown of a manifest.
pub async fn refresh(backend: &Backend, uri: &Url) {
    for environment in backend.effective_files.of(uri) {
        let params = Params { uri: uri.clone(), environment: environment.clone() };
        let Ok(effective) = self::effective(backend, params).await else { continue };
        let (files, key) = (Arc::clone(&backend.effective_files), (uri.clone(), environment));
        let written = on_pool(move || files.write(key, &effective.title, &effective.text)).await;
        if let Ok(Err(error)) = written {
            tracing::warn!("the effective manifest can't be written anew: {error}");
        }
    }
}
