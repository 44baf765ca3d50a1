//! Diagnostics of the files that are not open, manifests and templates: worked out once for each content, published to clients that can't
//! ask for them.

use super::backend::{Backend, on_pool};
use super::client::Features;
use super::convert::{self, Told};
use super::diagnostics::{of_revision, result_id};
use super::progress;
use super::revision::Revision;
use super::workspaces::Surroundings;
use crate::assist::{Around, Snapshot};
use crate::manifest::recognize::{Role, role};
use crate::manifest::source::Source;
use crate::rules::sections::document::unreadable;
use crate::settings::Settings;
use crate::text::Document;
use crate::workspace::{ReadError, Workspace};
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use tower_lsp::lsp_types::{Diagnostic, Url};

/// A text of the opened folders.
pub enum File {
    /// An open document.
    Open(Url, Arc<Revision>),
    /// What lies on disk.
    Closed(Url, Arc<Source>),
    /// What lies there and can't be read.
    Unread(Url, PathBuf, ReadError),
}

impl File {
    fn uri(&self) -> &Url {
        match self {
            File::Open(uri, _) | File::Closed(uri, _) | File::Unread(uri, ..) => uri,
        }
    }

    /// Worth a report: a manifest or a template in any case, another text only where something is wrong with it.
    pub fn is_told(&self, report: &Report) -> bool {
        match self {
            File::Open(..) => true,
            File::Unread(..) => !report.diagnostics.is_empty(),
            File::Closed(_, source) => {
                source.model().is_some() || source.role.is_companion() || !report.diagnostics.is_empty()
            }
        }
    }

    /// What lies around it.
    pub fn around(&self, backend: &Backend) -> Surroundings {
        match self {
            File::Open(_, revision) => backend.around(revision.path()),
            File::Closed(_, source) => backend.around(source.path.as_deref()),
            File::Unread(_, path, _) => backend.around(Some(path)),
        }
    }
}

/// What is wrong with a file.
#[derive(Debug, Clone)]
pub struct Report {
    /// The client's name of the file.
    pub uri: Url,
    /// The version of an open document.
    pub version: Option<i32>,
    /// Equal for equal diagnostics.
    pub id: String,
    /// All of them.
    pub diagnostics: Vec<Diagnostic>,
}

/// What is known of the files that are not open.
#[derive(Debug, Default)]
pub struct Closed {
    reports: Mutex<HashMap<Url, Known>>,
    published: tokio::sync::Mutex<HashMap<Url, String>>,
    /// How often it was wanted to publish.
    turns: AtomicU64,
}

#[derive(Debug)]
struct Known {
    source: Arc<Source>,
    /// Only to be told from others: what it holds may be long gone.
    workspace: Option<Weak<Workspace>>,
    settings: Arc<Settings>,
    report: Report,
}

impl Closed {
    fn reports(&self) -> MutexGuard<'_, HashMap<Url, Known>> {
        // A panic leaves the map whole: it is only changed by single inserts.
        self.reports.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the client shows of a file comes from elsewhere, or from nowhere.
    pub async fn forget(&self, uri: &Url) {
        self.published.lock().await.remove(uri);
    }

    /// Forgets the reports of all other files.
    fn keep(&self, files: &[File]) {
        let uris: HashSet<&Url> = files.iter().map(File::uri).collect();
        self.reports().retain(|uri, _| uris.contains(uri));
    }

    /// What is wrong with a file under these settings.
    pub fn report(
        &self,
        file: &File,
        around: &Surroundings,
        settings: &Arc<Settings>,
        features: &Features,
    ) -> Report {
        let (uri, source) = match file {
            File::Open(uri, revision) => {
                let diagnostics = of_revision(uri, revision, features, around);
                return Report::new(uri.clone(), Some(revision.version), diagnostics);
            }
            File::Unread(uri, _, error) => {
                let finding = unreadable(error, settings);
                let (text, told) = (Document::new(""), Told { locale: settings.locale, features });
                let diagnostics =
                    finding.iter().map(|it| convert::diagnostic(it, uri, &text, told)).collect();
                return Report::new(uri.clone(), None, diagnostics);
            }
            File::Closed(uri, source) => (uri, source),
        };
        let workspace = around.workspace();
        if let Some(known) = self.reports().get(uri)
            && Arc::ptr_eq(&known.source, source)
            && known.workspace.as_ref().map(Weak::as_ptr) == workspace.as_ref().map(Arc::as_ptr)
            && known.settings == *settings
        {
            return known.report.clone();
        }
        let report = Report::new(uri.clone(), None, diagnostics(uri, source, around, settings, features));
        let known = Known {
            source: Arc::clone(source),
            workspace: workspace.as_ref().map(Arc::downgrade),
            settings: Arc::clone(settings),
            report: report.clone(),
        };
        self.reports().insert(uri.clone(), known);
        report
    }
}

impl Report {
    /// Nothing is wrong with a file.
    pub fn empty(uri: Url) -> Report {
        Report::new(uri, None, Vec::new())
    }

    fn new(uri: Url, version: Option<i32>, diagnostics: Vec<Diagnostic>) -> Report {
        Report { uri, version, id: result_id(&diagnostics), diagnostics }
    }
}

fn diagnostics(
    uri: &Url,
    source: &Arc<Source>,
    around: &Surroundings,
    settings: &Settings,
    features: &Features,
) -> Vec<Diagnostic> {
    let (text, told) = (Document::new(&source.text), Told { locale: settings.locale, features });
    let findings = Snapshot::from(Arc::clone(source)).findings(settings, around);
    convert::diagnostics(&findings, uri, &text, told)
}

/// The open documents, and the texts of the opened folders that are not open, in the order of their paths. Only the
/// open ones where the settings want no others.
pub async fn files(backend: &Backend) -> Vec<File> {
    let wants_closed = backend.documents.settings().workspace_diagnostics;
    let workspaces = if wants_closed { progress::workspaces(backend).await } else { Vec::new() };
    let open = backend.documents.all();
    let paths: HashSet<PathBuf> =
        open.iter().filter_map(|(_, revision)| revision.path().map(ToOwned::to_owned)).collect();
    let sources = workspaces.iter().flat_map(|workspace| workspace.sources());
    let closed = sources.filter_map(|source| {
        let path = source.path.as_ref().filter(|path| !paths.contains(*path))?;
        Some(File::Closed(Url::from_file_path(path).ok()?, Arc::clone(source)))
    });
    let unread =
        workspaces.iter().flat_map(|workspace| workspace.unread_files()).filter_map(|(path, error)| {
            let is_ours = !matches!(role(path), Role::Foreign | Role::Unknown) && !paths.contains(path);
            is_ours.then_some(())?;
            Some(File::Unread(Url::from_file_path(path).ok()?, path.to_owned(), error.clone()))
        });
    let closed: Vec<File> = closed.chain(unread).collect();
    backend.closed.keep(&closed);
    open.into_iter().map(|(uri, revision)| File::Open(uri, revision)).chain(closed).collect()
}

/// Publishes what has changed of the files that are not open.
pub async fn publish(backend: &Backend) {
    if backend.features().pulls_diagnostics {
        return;
    }
    let turn = backend.closed.turns.fetch_add(1, Ordering::Relaxed) + 1;
    // One at a time, so that an older state never follows a newer one.
    let mut published = backend.closed.published.lock().await;
    if backend.closed.turns.load(Ordering::Relaxed) != turn {
        // Another waits, which will see all that this one would.
        return;
    }
    if published.is_empty() && backend.session().folders().is_empty() {
        return;
    }
    let files = files(backend).await;
    let (settings, features) = (backend.documents.settings(), Arc::clone(backend.features()));
    let closed = Arc::clone(&backend.closed);
    let files = files.into_iter().filter(|file| !matches!(file, File::Open(..)));
    let files: Vec<_> = files.map(|file| (file.around(backend), file)).collect();
    let reports = on_pool(move || {
        let reports =
            files.iter().map(|(around, file)| (file, closed.report(file, around, &settings, &features)));
        let told = reports.filter(|(file, report)| file.is_told(report)).map(|(_, report)| report);
        told.collect::<Vec<_>>()
    });
    let reports = reports.await.unwrap_or_default();
    let mut gone: HashMap<Url, String> = std::mem::take(&mut published);
    for report in reports {
        let before = gone.remove(&report.uri);
        let is_news =
            before.as_ref() != Some(&report.id) && (before.is_some() || !report.diagnostics.is_empty());
        // Opened meanwhile: the document speaks for itself.
        if is_news && backend.documents.newest(&report.uri).is_none() {
            backend.client.publish_diagnostics(report.uri.clone(), report.diagnostics, None).await;
        }
        published.insert(report.uri, report.id);
    }
    for uri in gone.into_keys().filter(|uri| backend.documents.newest(uri).is_none()) {
        backend.client.publish_diagnostics(uri, Vec::new(), None).await;
    }
}
