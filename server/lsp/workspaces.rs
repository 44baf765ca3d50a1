//! The workspaces around the open documents: read when they are first asked for, kept current by file events and by
//! the open documents, whose unsaved texts win.

use super::documents::Documents;
use super::revision::Revision;
use crate::assist::Around;
use crate::locale::Locale;
use crate::manifest::source::Source;
use crate::workspace::{self, Entry, Presence, Workspace};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

/// How long files are believed to be unchanged where the client does not report changes.
const FRESH: Duration = Duration::from_secs(2);

/// See the module.
#[derive(Debug, Default)]
pub struct Workspaces {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// By the folder that holds `copilot/`.
    read: HashMap<PathBuf, Read>,
    /// What `read` becomes with the texts of open documents, by the same folder.
    merged: HashMap<PathBuf, Merged>,
    /// The folders that hold `copilot/`, by the opened folder they lie in, and when they were looked for.
    found: HashMap<PathBuf, (Vec<PathBuf>, Instant)>,
    /// The client reports changed files.
    is_watched: bool,
    /// How many changes it has reported.
    events: u64,
}

/// What lies on disk with the texts of open documents over it; kept, because every request asks for it and it knows
/// things by heart.
#[derive(Debug, Clone)]
struct Merged {
    disk: Arc<Workspace>,
    open: Vec<Arc<Source>>,
    whole: Arc<Workspace>,
}

impl Merged {
    fn is_of(&self, disk: &Arc<Workspace>, open: &[Arc<Source>]) -> bool {
        Arc::ptr_eq(&self.disk, disk)
            && self.open.len() == open.len()
            && open.iter().all(|source| self.open.iter().any(|known| Arc::ptr_eq(known, source)))
    }
}

/// The text is not the one that was read from the file.
fn is_news(disk: &Workspace, source: &Arc<Source>) -> bool {
    let on_disk = source.path.as_deref().and_then(|path| disk.source(path));
    on_disk.is_none_or(|on_disk| !Arc::ptr_eq(on_disk, source))
}

#[derive(Debug)]
struct Read {
    workspace: Arc<Workspace>,
    at: Instant,
}

impl Workspaces {
    fn lock(&self) -> MutexGuard<'_, State> {
        // A panic leaves the state whole: it is only changed by assignments.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on the client reports changed files.
    pub fn set_watched(&self) {
        self.lock().is_watched = true;
    }

    /// A file was made, changed or removed.
    pub fn changed(&self, path: &Path) {
        let Some(folder) = workspace::folder_of(path) else { return self.forget(path) };
        let state = &mut *self.lock();
        state.events += 1;
        match state.read.get_mut(folder) {
            Some(read) => {
                let before = Arc::clone(&read.workspace);
                Arc::make_mut(&mut read.workspace).reread(path);
                log_unread(&before, &read.workspace);
            }
            None => state.found.clear(),
        }
    }

    /// A folder has another name, and all that is in it.
    pub fn moved(&self, path: &Path) {
        self.forget(workspace::folder_of(path).unwrap_or(path));
    }

    /// A folder may have come or gone with all that is in it.
    fn forget(&self, path: &Path) {
        let state = &mut *self.lock();
        state.events += 1;
        state.read.retain(|folder, _| !folder.starts_with(path) && !path.starts_with(folder));
        state.merged.clear();
        state.found.clear();
    }

    /// Forgets what lies neither in or around an opened folder nor around an open document.
    pub fn keep(&self, opened: &[PathBuf], documents: &Documents) {
        let around: HashSet<PathBuf> =
            documents.below(Path::new("")).iter().filter_map(|it| folder(it)).collect();
        let is_wanted = |folder: &PathBuf| {
            let touches = |opened: &PathBuf| folder.starts_with(opened) || opened.starts_with(folder);
            around.contains(folder) || opened.iter().any(touches)
        };
        let state = &mut *self.lock();
        state.read.retain(|folder, _| is_wanted(folder));
        state.merged.retain(|folder, _| is_wanted(folder));
        state.found.retain(|folder, _| opened.contains(folder));
    }

    /// The workspaces below the opened folders and around the open documents, each once, sorted by folder.
    pub fn all(&self, opened: &[PathBuf], documents: &Documents) -> Vec<Arc<Workspace>> {
        let mut folders: Vec<PathBuf> = opened.iter().flat_map(|folder| self.below(folder)).collect();
        folders.extend(documents.below(Path::new("")).iter().filter_map(|it| folder(it)));
        folders.sort();
        folders.dedup();
        folders.iter().map(|folder| self.at(folder, documents)).collect()
    }

    /// The folders that hold `copilot/` in or around an opened folder.
    fn below(&self, opened: &Path) -> Vec<PathBuf> {
        {
            let state = self.lock();
            let is_fresh = |at: &Instant| state.is_watched || at.elapsed() < FRESH;
            if let Some((folders, _)) = state.found.get(opened).filter(|(_, at)| is_fresh(at)) {
                return folders.clone();
            }
        }
        let mut folders = workspace::workspaces(opened);
        // Opened within `copilot/`.
        folders.extend(workspace::folder_of(&opened.join("it")).map(Path::to_owned));
        self.lock().found.insert(opened.to_owned(), (folders.clone(), Instant::now()));
        folders
    }

    /// The workspace of a folder that holds `copilot/`, with the texts of the open documents.
    pub fn at(&self, folder: &Path, documents: &Documents) -> Arc<Workspace> {
        let disk = self.on_disk(folder);
        let open = documents.below(&folder.join("copilot"));
        let sources = open.iter().filter_map(|revision| Some(Arc::clone(&revision.snapshot()?.source)));
        let open: Vec<Arc<Source>> = sources.filter(|source| is_news(&disk, source)).collect();
        if open.is_empty() {
            self.lock().merged.remove(folder);
            return disk;
        }
        let known = self.lock().merged.get(folder).cloned();
        if let Some(known) = known.filter(|known| known.is_of(&disk, &open)) {
            return known.whole;
        }
        let disk = self.shadowed(disk, &open);
        let mut whole = Workspace::clone(&disk);
        open.iter().for_each(|source| whole.replace(Arc::clone(source)));
        let merged = Merged { disk, open, whole: Arc::new(whole) };
        self.lock().merged.insert(folder.to_owned(), merged.clone());
        merged.whole
    }

    /// The same without what was worked out of files that open documents stand in for: nobody asks for it.
    fn shadowed(&self, disk: Arc<Workspace>, open: &[Arc<Source>]) -> Arc<Workspace> {
        let paths = open.iter().filter_map(|source| source.path.as_deref());
        let parsed = paths.filter(|path| disk.source(path).is_some_and(|it| it.is_parsed()));
        let parsed: Vec<&Path> = parsed.collect();
        // As good as always after the first edit; then a keystroke needs no copy of a large workspace.
        if parsed.is_empty() {
            return disk;
        }
        let mut texts = Workspace::clone(&disk);
        texts.keep_texts(&parsed);
        let texts = Arc::new(texts);
        let read = &mut self.lock().read;
        if let Some(read) = read.get_mut(&disk.folder).filter(|read| Arc::ptr_eq(&read.workspace, &disk)) {
            read.workspace = Arc::clone(&texts);
        }
        texts
    }

    /// The text of a file as it was read last, if it was.
    pub fn known(&self, path: &Path) -> Option<Arc<Source>> {
        let state = self.lock();
        state.read.get(workspace::folder_of(path)?)?.workspace.source(path).map(Arc::clone)
    }

    fn on_disk(&self, folder: &Path) -> Arc<Workspace> {
        let (known, events) = {
            let state = self.lock();
            let known = state.read.get(folder);
            if let Some(read) = known.filter(|read| state.is_watched || read.at.elapsed() < FRESH) {
                return Arc::clone(&read.workspace);
            }
            let known = known.map(|read| Arc::clone(&read.workspace));
            (known.unwrap_or_else(|| Arc::new(Workspace::empty(folder))), state.events)
        };
        // Without the lock, because it takes its time; two that read at once find the same.
        let mut read = Workspace::clone(&known);
        read.refresh();
        log_unread(&known, &read);
        // What is known of an unchanged workspace is kept.
        let workspace = if read.is_same(&known) { known } else { Arc::new(read) };
        let read = Read { workspace: Arc::clone(&workspace), at: Instant::now() };
        let state = &mut *self.lock();
        // A file that changed meanwhile may have been read before: then the next one to ask reads again.
        if state.events == events {
            state.read.insert(folder.to_owned(), read);
        }
        workspace
    }
}

/// Says what can't be read, once for each reason.
fn log_unread(before: &Workspace, now: &Workspace) {
    let known: HashMap<_, _> = before.unread_files().collect();
    for (path, error) in now.unread_files().filter(|(path, error)| known.get(path) != Some(error)) {
        tracing::warn!("{}: {}", path.display(), error.phrase().text(Locale::En));
    }
}

/// The folder that holds the `copilot/` folder of a document.
fn folder(revision: &Revision) -> Option<PathBuf> {
    revision.path().and_then(workspace::folder_of).map(Path::to_owned)
}

/// What lies around one document.
pub struct Surroundings {
    folder: Option<PathBuf>,
    documents: Arc<Documents>,
    workspaces: Arc<Workspaces>,
    workspace: OnceLock<Option<Arc<Workspace>>>,
}

impl Surroundings {
    /// The surroundings of the file at `path`; nothing is read yet.
    pub fn new(path: Option<&Path>, documents: &Arc<Documents>, workspaces: &Arc<Workspaces>) -> Self {
        let folder = path.and_then(workspace::folder_of).map(Path::to_owned);
        Surroundings::of(folder, documents, workspaces)
    }

    /// The surroundings of what lies below the folder that holds `copilot/`.
    pub fn of(folder: Option<PathBuf>, documents: &Arc<Documents>, workspaces: &Arc<Workspaces>) -> Self {
        Surroundings {
            folder,
            documents: Arc::clone(documents),
            workspaces: Arc::clone(workspaces),
            workspace: OnceLock::new(),
        }
    }

    /// The open documents.
    pub fn documents(&self) -> &Documents {
        &self.documents
    }
}

impl Around for Surroundings {
    fn workspace(&self) -> Option<Arc<Workspace>> {
        let find = || self.folder.as_deref().map(|folder| self.workspaces.at(folder, &self.documents));
        self.workspace.get_or_init(find).clone()
    }

    fn list(&self, relative: &str) -> Vec<Entry> {
        self.folder.as_deref().map(|folder| workspace::list(folder, relative)).unwrap_or_default()
    }

    fn read(&self, relative: &str) -> Option<Arc<str>> {
        let folder = self.folder.as_deref()?;
        let path = folder.join(relative);
        let open = self.documents.below(&path).into_iter().find(|it| it.path() == Some(&*path));
        match open {
            Some(revision) => Some(revision.text.to_string().into()),
            None => workspace::text(folder, relative),
        }
    }

    fn presence(&self, relative: &str) -> Presence {
        self.folder.as_deref().map_or(Presence::Unknown, |folder| workspace::presence(folder, relative))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Encoding;
    use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Url};

    #[test]
    fn of_an_open_file_one_text_is_worked_out() {
        let folder = std::env::temp_dir().join(format!("copilot-manifest-ls-open-{}", std::process::id()));
        let path = folder.join("copilot/web/manifest.yml");
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let text = "name: web\ntype: Backend Service\n";
        std::fs::write(&path, text).unwrap();
        let (workspaces, documents) = (Workspaces::default(), Documents::default());
        workspaces.set_watched();
        let uri = Url::from_file_path(&path).unwrap();
        let source = || documents.newest(&uri).unwrap().snapshot().unwrap().source.clone();
        let shown = || workspaces.at(&folder, &documents).source(&path).cloned().unwrap();
        assert!(workspaces.known(&path).is_none(), "nothing is read only to open a document");
        let on_disk = shown();
        assert!(!on_disk.is_parsed());

        let document = TextDocumentItem::new(uri.clone(), "yaml".to_owned(), 1, text.to_owned());
        documents.open(document, workspaces.known(&path));
        assert!(Arc::ptr_eq(&source(), &on_disk) && Arc::ptr_eq(&shown(), &on_disk));
        for (version, text) in [(2, "name: api\n"), (3, text)] {
            let edit =
                TextDocumentContentChangeEvent { range: None, range_length: None, text: text.to_owned() };
            documents.change(&uri, version, vec![edit], Encoding::Utf16);
            assert!(Arc::ptr_eq(&shown(), &source()));
            let on_disk = workspaces.known(&path).unwrap();
            assert!(!on_disk.is_parsed() && on_disk.text == "name: web\ntype: Backend Service\n");
        }
        documents.close(&uri);
        assert!(Arc::ptr_eq(&shown(), &workspaces.known(&path).unwrap()));
        assert!(workspaces.lock().merged.is_empty(), "what is no more open is kept nowhere");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
