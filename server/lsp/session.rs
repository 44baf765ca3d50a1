//! What `initialize` brought, and what the server arranges with the client afterwards.

use super::backend::Backend;
use super::client::Features;
use super::refresh::answer;
use super::settings::{self, SECTION};
use super::{closed, diagnostics, neighbours, uri};
use crate::locale::Locale;
use crate::settings::Settings;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tower_lsp::lsp_types::{
    ConfigurationItem, InitializeParams, Registration, WorkspaceFolder, WorkspaceFoldersChangeEvent,
};

/// What a workspace is made of. Folders have no pattern: where one is moved, the client names what was in it.
const WATCHED: [&str; 4] =
    ["**/copilot/**/*.{yml,yaml}", "**/copilot/.workspace", "**/*Dockerfile*", "**/*.env"];

/// See the module.
#[derive(Default)]
pub struct Session {
    /// What the client can do.
    pub features: Arc<Features>,
    locale: Locale,
    options: Value,
    /// What was wrong with the settings the last time they were read.
    problems: Mutex<Vec<String>>,
    folders: Mutex<Vec<PathBuf>>,
}

impl Session {
    /// Takes over the parameters of `initialize`.
    pub fn new(features: Features, params: InitializeParams) -> Self {
        let root = params.root_uri.map(|uri| WorkspaceFolder { uri, name: String::new() });
        let folders = params.workspace_folders.unwrap_or_else(|| root.into_iter().collect());
        Session {
            features: Arc::new(features),
            locale: locale(params.locale.as_deref()),
            options: settings::section(&params.initialization_options.unwrap_or_default()).clone(),
            problems: Mutex::default(),
            folders: Mutex::new(paths(&folders)),
        }
    }

    /// The settings: those of `initialize`, below those of the client's section. Logs what is wrong, once.
    pub fn settings(&self, section: &Value) -> Settings {
        let (settings, problems) = settings::read(&[&self.options, section], self.locale);
        let mut told = self.problems.lock().unwrap_or_else(PoisonError::into_inner);
        let new = problems.iter().filter(|problem| !told.contains(problem));
        new.for_each(|problem| tracing::warn!("{problem}"));
        *told = problems;
        settings
    }

    /// The folders that are open in the client.
    pub fn folders(&self) -> Vec<PathBuf> {
        self.folders.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The user opened or closed some.
    pub fn change_folders(&self, event: WorkspaceFoldersChangeEvent) {
        let removed = paths(&event.removed);
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        folders.retain(|folder| !removed.contains(folder));
        folders.extend(paths(&event.added));
    }
}

fn paths(folders: &[WorkspaceFolder]) -> Vec<PathBuf> {
    folders.iter().filter_map(|folder| uri::to_path(&folder.uri)).collect()
}

/// The language of the client, else of the environment.
fn locale(client: Option<&str>) -> Locale {
    let variables = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter();
    let set = |name| std::env::var(name).ok().filter(|value: &String| !value.is_empty());
    let tag = client.map(str::to_owned).or_else(|| variables.filter_map(set).next());
    tag.map_or(Locale::default(), |tag| Locale::of_tag(&tag))
}

impl Backend {
    /// Takes over the settings of the client's section and shows what they change.
    pub async fn configure(&self, section: &Value) {
        let session = self.session();
        let Some(changed) = self.documents.configure(session.settings(section)) else { return };
        self.refreshes.lines();
        for uri in changed {
            diagnostics::publish(self, &uri).await;
        }
        self.files_changed().await;
    }

    /// Shows what changed outside of the open documents.
    pub async fn files_changed(&self) {
        self.documents.touch();
        neighbours::publish(self, None);
        if self.features().pulls_diagnostics {
            self.refreshes.diagnostics();
        }
        closed::publish(self).await;
    }

    /// Asks the client for its section and takes it over.
    pub async fn fetch_configuration(&self) {
        let item = ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) };
        match answer(self.client.configuration(vec![item])).await {
            Ok(sections) => self.configure(sections.first().unwrap_or(&Value::Null)).await,
            Err(error) => tracing::warn!("the client did not give its settings {SECTION}: {error}"),
        }
    }

    /// Asks the client to report changes of its settings and of the files.
    pub async fn register(&self) {
        let features = self.features();
        if features.registers_configuration {
            self.register_for("workspace/didChangeConfiguration", json!({ "section": SECTION })).await;
        }
        if features.watches_files {
            let watchers: Vec<Value> = WATCHED.iter().map(|glob| json!({ "globPattern": glob })).collect();
            let options = json!({ "watchers": watchers });
            if self.register_for("workspace/didChangeWatchedFiles", options).await {
                self.workspaces.set_watched();
            }
        }
    }

    /// Says whether the client agreed.
    async fn register_for(&self, method: &str, options: Value) -> bool {
        let (id, method) = (method.to_owned(), method.to_owned());
        let registration = Registration { id, method: method.clone(), register_options: Some(options) };
        let answer = answer(self.client.register_capability(vec![registration])).await;
        if let Err(error) = &answer {
            tracing::warn!("the client refused to send {method}: {error}");
        }
        answer.is_ok()
    }
}
