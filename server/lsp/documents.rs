//! The open documents. Every change is made at once under one lock, so that changes keep the client's order.

use super::revision::{MAX_ANALYSED_BYTES, Revision};
use super::uri;
use crate::manifest::source::Source;
use crate::settings::Settings;
use crate::text::{Document, Encoding};
use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Url};

use super::convert;

/// An open document.
#[derive(Debug)]
struct Open {
    newest: Arc<Revision>,
    /// The revision whose analysis is under way.
    analysing: Option<Arc<Revision>>,
    /// The analysis of `newest` has been handed out.
    is_done: bool,
}

impl Open {
    fn new(newest: Revision) -> Self {
        Open { newest: Arc::new(newest), analysing: None, is_done: false }
    }

    fn replace(&mut self, version: i32, text: Document, settings: Arc<Settings>) {
        self.renew(self.newest.next(version, text, settings));
    }

    fn is_analysing(&self, revision: &Arc<Revision>) -> bool {
        self.analysing.as_ref().is_some_and(|analysing| Arc::ptr_eq(analysing, revision))
    }

    fn renew(&mut self, newest: Revision) {
        self.newest.is_stale.store(true, Ordering::Relaxed);
        self.newest = Arc::new(newest);
        self.is_done = false;
    }
}

/// See the module.
#[derive(Debug, Default)]
pub struct Documents {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    settings: Arc<Settings>,
    open: HashMap<Url, Open>,
    /// Counts the changes of documents and of files around them.
    generation: u64,
}

impl Documents {
    fn lock(&self) -> MutexGuard<'_, State> {
        // A panic leaves the state whole: it is only changed by assignments.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The settings in force.
    pub fn settings(&self) -> Arc<Settings> {
        Arc::clone(&self.lock().settings)
    }

    /// Takes in a document that the client opened; `read` is what its file held when it was read last.
    pub fn open(&self, document: TextDocumentItem, read: Option<Arc<Source>>) {
        let TextDocumentItem { uri, version, text, .. } = document;
        let text = Document::new(&text);
        let state = &mut *self.lock();
        let newest = Revision::new(uri::to_path(&uri), version, text, Arc::clone(&state.settings)).from(read);
        if newest.is_too_long() {
            warn_of_length(&uri, &newest);
        }
        state.generation += 1;
        state.open.insert(uri, Open::new(newest));
    }

    /// Makes the edits of one notification, each on the outcome of the one before.
    pub fn change(
        &self,
        uri: &Url,
        version: i32,
        edits: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) {
        let state = &mut *self.lock();
        state.generation += 1;
        // Out of the list while it is edited: if that panics, it is not open any more, because later edits would go to
        // wrong places.
        let Some(mut open) = state.open.remove(uri) else {
            return tracing::warn!(
                "{uri} was changed, but is not open; its changes are ignored until it is opened"
            );
        };
        let mut text = open.newest.text.clone();
        for edit in edits {
            #[cfg(test)]
            super::isolation::trouble_in_edits(&edit.text);
            match edit.range {
                Some(range) => {
                    let (start, end) =
                        (convert::from_position(range.start), convert::from_position(range.end));
                    text.replace(start, end, &edit.text, encoding);
                }
                None => text = Document::new(&edit.text),
            }
        }
        let was_too_long = open.newest.is_too_long();
        open.replace(version, text, Arc::clone(&state.settings));
        if open.newest.is_too_long() && !was_too_long {
            warn_of_length(uri, &open.newest);
        }
        state.open.insert(uri.clone(), open);
    }

    /// Makes the analysis of a document start afresh, because something outside it may have changed.
    pub fn invalidate(&self, uri: &Url) {
        let state = &mut *self.lock();
        if let Some(open) = state.open.get_mut(uri) {
            open.replace(open.newest.version, open.newest.text.clone(), Arc::clone(&state.settings));
        }
    }

    /// All documents in their newest revisions.
    pub fn all(&self) -> Vec<(Url, Arc<Revision>)> {
        let state = self.lock();
        state.open.iter().map(|(uri, open)| (uri.clone(), Arc::clone(&open.newest))).collect()
    }

    /// The newest revisions of the documents that lie below `folder`.
    pub fn below(&self, folder: &Path) -> Vec<Arc<Revision>> {
        let lies_below =
            |revision: &&Arc<Revision>| revision.path().is_some_and(|path| path.starts_with(folder));
        let state = self.lock();
        state.open.values().map(|open| &open.newest).filter(lies_below).map(Arc::clone).collect()
    }

    /// The open document at a path: the client's name of it, and its newest revision.
    pub fn at(&self, path: &Path) -> Option<(Url, Arc<Revision>)> {
        let state = self.lock();
        let (uri, open) = state.open.iter().find(|(_, open)| open.newest.path() == Some(path))?;
        Some((uri.clone(), Arc::clone(&open.newest)))
    }

    /// Forgets a document.
    pub fn close(&self, uri: &Url) {
        let state = &mut *self.lock();
        state.generation += 1;
        if let Some(open) = state.open.remove(uri) {
            open.newest.is_stale.store(true, Ordering::Relaxed);
        }
    }

    /// Something around the documents has changed.
    pub fn touch(&self) {
        self.lock().generation += 1;
    }

    /// The newest revision of a document, to be judged by what lies around it now.
    pub fn fresh(&self, uri: &Url) -> Option<Arc<Revision>> {
        let state = &mut *self.lock();
        let open = state.open.get_mut(uri)?;
        if open.newest.generation < state.generation {
            open.renew(open.newest.again(state.generation));
        }
        Some(Arc::clone(&open.newest))
    }

    /// The newest revision of a document, if it is open.
    pub fn newest(&self, uri: &Url) -> Option<Arc<Revision>> {
        self.lock().open.get(uri).map(|open| Arc::clone(&open.newest))
    }

    /// Sets the settings and gives the documents that are to be analysed anew; `None` when nothing changes.
    pub fn configure(&self, settings: Settings) -> Option<Vec<Url>> {
        let state = &mut *self.lock();
        if *state.settings == settings {
            return None;
        }
        state.settings = Arc::new(settings);
        for open in state.open.values_mut() {
            open.replace(open.newest.version, open.newest.text.clone(), Arc::clone(&state.settings));
        }
        Some(state.open.keys().cloned().collect())
    }

    /// The revision to analyse now: the newest, unless it is done or another analysis of the document is under way,
    /// whose end comes back here.
    pub fn begin_analysis(&self, uri: &Url) -> Option<Arc<Revision>> {
        let state = &mut *self.lock();
        let open = state.open.get_mut(uri).filter(|open| open.analysing.is_none() && !open.is_done)?;
        open.analysing = Some(Arc::clone(&open.newest));
        open.analysing.clone()
    }

    /// `revision` is the newest, and its analysis the one under way: neither was the document edited meanwhile, nor
    /// closed and opened again.
    pub fn is_current(&self, uri: &Url, revision: &Arc<Revision>) -> bool {
        let is_it = |open: &Open| Arc::ptr_eq(&open.newest, revision) && open.is_analysing(revision);
        self.lock().open.get(uri).is_some_and(is_it)
    }

    /// Ends what [`Documents::begin_analysis`] began.
    pub fn end_analysis(&self, uri: &Url, revision: &Arc<Revision>) {
        let state = &mut *self.lock();
        if let Some(open) = state.open.get_mut(uri).filter(|open| open.is_analysing(revision)) {
            open.analysing = None;
            open.is_done = Arc::ptr_eq(&open.newest, revision);
        }
    }
}

fn warn_of_length(uri: &Url, revision: &Revision) {
    let length = revision.text.len();
    tracing::warn!("{uri} has {length} bytes and is not checked: at most {MAX_ANALYSED_BYTES} are");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uri() -> Url {
        Url::parse("untitled:Untitled-1").unwrap()
    }

    fn opened(text: &str) -> Documents {
        let documents = Documents::default();
        documents.open(TextDocumentItem::new(uri(), "yaml".to_owned(), 1, text.to_owned()), None);
        documents
    }

    fn rewrite(documents: &Documents, version: i32, text: &str) {
        let edit = TextDocumentContentChangeEvent { range: None, range_length: None, text: text.to_owned() };
        documents.change(&uri(), version, vec![edit], Encoding::Utf16);
    }

    #[test]
    fn a_burst_is_analysed_once_at_its_end() {
        let documents = opened("a");
        let first = documents.begin_analysis(&uri()).unwrap();
        for version in 2..9 {
            rewrite(&documents, version, "b");
            assert!(documents.begin_analysis(&uri()).is_none(), "one at a time");
        }
        assert!(!documents.is_current(&uri(), &first), "stale");
        documents.end_analysis(&uri(), &first);
        let last = documents.begin_analysis(&uri()).unwrap();
        assert_eq!(last.version, 8);
        assert!(documents.is_current(&uri(), &last));
        documents.end_analysis(&uri(), &last);
        assert!(documents.begin_analysis(&uri()).is_none(), "done");
    }

    #[test]
    fn edits_go_on_from_the_last_text_that_was_parsed() {
        let documents = opened("a: 1\n");
        let newest = || documents.newest(&uri()).unwrap();
        newest().snapshot();
        for version in 2..5 {
            rewrite(&documents, version, "a: 12\n");
        }
        assert_eq!(newest().before().as_ref().unwrap().text, "a: 1\n");
        newest().snapshot();
        assert!(newest().before().is_none(), "not kept for longer than it is needed");
        rewrite(&documents, 5, "a: 123\n");
        assert_eq!(newest().before().as_ref().unwrap().text, "a: 12\n");
    }

    #[test]
    fn an_analysis_does_not_outlive_its_document() {
        let documents = opened("a");
        let first = documents.begin_analysis(&uri()).unwrap();
        documents.close(&uri());
        assert!(!documents.is_current(&uri(), &first));
        documents.end_analysis(&uri(), &first);
        documents.open(TextDocumentItem::new(uri(), "yaml".to_owned(), 1, "a".to_owned()), None);
        let second = documents.begin_analysis(&uri()).unwrap();
        documents.end_analysis(&uri(), &first);
        assert!(!documents.is_current(&uri(), &first));
        assert!(documents.is_current(&uri(), &second));
    }

    #[test]
    fn changed_settings_begin_a_revision_of_the_same_version() {
        let documents = opened("a");
        let first = documents.newest(&uri()).unwrap();
        assert_eq!(documents.configure(Settings::default()), None);
        let japanese = Settings { locale: crate::locale::Locale::Ja, ..Settings::default() };
        assert_eq!(documents.configure(japanese.clone()), Some(vec![uri()]));
        let second = documents.newest(&uri()).unwrap();
        assert_eq!((second.version, &*second.settings), (first.version, &japanese));
    }

    #[test]
    fn a_text_too_long_is_kept_but_not_analysed() {
        let documents = opened(&"#".repeat(MAX_ANALYSED_BYTES + 1));
        assert!(documents.newest(&uri()).unwrap().snapshot().is_none());
        rewrite(&documents, 2, "short");
        assert!(documents.newest(&uri()).unwrap().snapshot().is_some());
    }
}
