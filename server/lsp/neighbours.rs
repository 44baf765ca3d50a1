//! The other open documents, after a change: what they say of the changed one may have become right or wrong.

use super::backend::{Backend, on_pool};
use super::client::Features;
use super::diagnostics::of_revision;
use super::documents::Documents;
use super::workspaces::{Surroundings, Workspaces};
use std::sync::Arc;
use std::time::Duration;
use tower_lsp::Client;
use tower_lsp::lsp_types::Url;

/// How long the changes of a document rest before others are judged anew.
const REST: Duration = Duration::from_millis(300);

/// What outlives the notification of a change.
struct Neighbours {
    client: Client,
    documents: Arc<Documents>,
    workspaces: Arc<Workspaces>,
    features: Arc<Features>,
}

/// Judges the open documents anew when the changes of `changed`, which is judged already, have come to rest, and
/// publishes where that makes a difference. `None` where files have changed. Clients that pull ask by themselves.
pub fn publish(backend: &Backend, changed: Option<Url>) {
    if backend.features().pulls_diagnostics {
        return;
    }
    let neighbours = Neighbours {
        client: backend.client.clone(),
        documents: Arc::clone(&backend.documents),
        workspaces: Arc::clone(&backend.workspaces),
        features: Arc::clone(backend.features()),
    };
    // On its own, so that it holds up no message.
    tokio::spawn(async move { neighbours.after(changed.as_ref()).await });
}

impl Neighbours {
    async fn after(&self, changed: Option<&Url>) {
        let version = || changed.and_then(|uri| self.documents.newest(uri)).map(|newest| newest.version);
        let before = version();
        tokio::time::sleep(REST).await;
        if version() != before {
            // The last change comes here too.
            return;
        }
        for (uri, _) in self.documents.all().into_iter().filter(|(uri, _)| Some(uri) != changed) {
            self.publish(uri).await;
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
