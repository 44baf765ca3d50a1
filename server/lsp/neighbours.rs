//! The other open documents, after a change: what they say of the changed one may have become right or wrong.

use super::backend::{Backend, on_pool};
use super::client::Features;
use super::diagnostics::of_revision;
use super::documents::Documents;
use super::workspaces::{Surroundings, Workspaces};
use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tower_lsp::Client;
use tower_lsp::lsp_types::Url;

/// How long the changes of a document rest before others are judged anew.
const REST: Duration = Duration::from_millis(300);

/// The changes that have not come to rest.
#[derive(Debug, Default)]
pub struct Changes {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// The documents that have changed; `None` where files have.
    changed: HashSet<Option<Url>>,
    /// How many changes there were.
    count: u64,
    /// Somebody waits for them to rest.
    is_awaited: bool,
}

impl Changes {
    fn lock(&self) -> MutexGuard<'_, State> {
        // A panic leaves the state whole: it is only changed by assignments.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in a change. Says whether somebody must begin to wait.
    fn add(&self, changed: Option<Url>) -> bool {
        let state = &mut *self.lock();
        state.changed.insert(changed);
        state.count += 1;
        !std::mem::replace(&mut state.is_awaited, true)
    }

    /// What has changed when nothing has for a while.
    async fn rest(&self) -> HashSet<Option<Url>> {
        loop {
            let before = self.lock().count;
            tokio::time::sleep(REST).await;
            let state = &mut *self.lock();
            if state.count == before {
                return std::mem::take(&mut state.changed);
            }
        }
    }

    /// Nothing more has changed, so that nobody waits from now on.
    fn is_over(&self) -> bool {
        let state = &mut *self.lock();
        state.is_awaited = !state.changed.is_empty();
        !state.is_awaited
    }
}

/// What outlives the notification of a change.
struct Neighbours {
    client: Client,
    documents: Arc<Documents>,
    workspaces: Arc<Workspaces>,
    features: Arc<Features>,
    changes: Arc<Changes>,
}

/// Judges the open documents anew when the changes of `changed`, which is judged already, have come to rest, and
/// publishes where that makes a difference. `None` where files have changed. Clients that pull ask by themselves.
pub fn publish(backend: &Backend, changed: Option<Url>) {
    if backend.features().pulls_diagnostics || !backend.changes.add(changed) {
        return;
    }
    let neighbours = Neighbours {
        client: backend.client.clone(),
        documents: Arc::clone(&backend.documents),
        workspaces: Arc::clone(&backend.workspaces),
        features: Arc::clone(backend.features()),
        changes: Arc::clone(&backend.changes),
    };
    // On its own, so that it holds up no message; once, however many changes there are.
    tokio::spawn(async move { neighbours.work().await });
}

impl Neighbours {
    async fn work(&self) {
        loop {
            let changed = self.changes.rest().await;
            // Of several each may matter to the others.
            let judged = |uri: &Url| changed.len() == 1 && changed.contains(&Some(uri.clone()));
            for (uri, _) in self.documents.all().into_iter().filter(|(uri, _)| !judged(uri)) {
                self.publish(uri).await;
            }
            if self.changes.is_over() {
                return;
            }
        }
    }

    async fn publish(&self, uri: Url) {
        let Some((before, revision)) = self.documents.newest(&uri).zip(self.documents.fresh(&uri)) else {
            return;
        };
        let around = Surroundings::new(revision.path(), &self.documents, &self.workspaces);
        let (judged, name, features) = (Arc::clone(&revision), uri.clone(), Arc::clone(&self.features));
        let news = on_pool(move || {
            let is_news = judged.findings(&around) != before.findings(&around);
            is_news.then(|| of_revision(&name, &judged, &features, &around))
        });
        let Ok(Some(diagnostics)) = news.await else { return };
        if self.documents.newest(&uri).is_some_and(|newest| Arc::ptr_eq(&newest, &revision)) {
            self.client.publish_diagnostics(uri, diagnostics, Some(revision.version)).await;
        }
    }
}
