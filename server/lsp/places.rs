//! Places in texts of the workspace, open or not → the protocol's.

use super::convert;
use super::documents::Documents;
use super::view::View;
use crate::assist::{Location, Target};
use crate::manifest::source::Source;
use crate::text::{Document, Encoding};
use crate::yaml::Span;
use std::collections::HashMap;
use std::sync::Arc;
use tower_lsp::lsp_types::{self as lsp, LocationLink, Range, Url};

/// Translates places; each text is made ready for it once.
pub struct Places<'p> {
    documents: &'p Documents,
    encoding: Encoding,
    /// The document that was asked about, which may lie nowhere.
    own: Option<&'p View>,
    known: HashMap<*const Source, Option<Known>>,
}

/// A text as the client knows it.
struct Known {
    uri: Url,
    /// The version if it is open; the outer `None` where the client has another text by now.
    version: Option<Option<i32>>,
    text: Document,
    /// Keeps the key of the map alone in its place.
    _source: Arc<Source>,
}

impl<'p> Places<'p> {
    /// The places around a document.
    pub fn around(view: &'p View) -> Self {
        let (documents, encoding) = (view.around.documents(), view.features.encoding);
        Places { documents, encoding, own: Some(view), known: HashMap::new() }
    }

    /// Places of any texts.
    pub fn new(documents: &'p Documents, encoding: Encoding) -> Self {
        Places { documents, encoding, own: None, known: HashMap::new() }
    }

    fn known(&mut self, source: &Arc<Source>) -> Option<&Known> {
        let (documents, own) = (self.documents, self.own);
        let known = self.known.entry(Arc::as_ptr(source)).or_insert_with(|| know(source, documents, own));
        known.as_ref()
    }

    /// The client's name of a text.
    pub fn uri(&mut self, source: &Arc<Source>) -> Option<Url> {
        self.known(source).map(|known| known.uri.clone())
    }

    /// The version of a text if it is open; `None` where it was changed since it was read.
    pub fn version(&mut self, source: &Arc<Source>) -> Option<Option<i32>> {
        self.known(source)?.version
    }

    /// The range of some bytes of a text.
    pub fn range(&mut self, source: &Arc<Source>, span: Span) -> Option<Range> {
        let encoding = self.encoding;
        self.known(source).map(|known| convert::range(span, &known.text, encoding))
    }

    /// The protocol's form of a place.
    pub fn location(&mut self, place: &Location) -> Option<lsp::Location> {
        let range = self.range(&place.source, place.span)?;
        Some(lsp::Location::new(self.uri(&place.source)?, range))
    }

    /// The place where something is declared.
    pub fn target(&mut self, target: &Target) -> Option<lsp::Location> {
        match target {
            Target::Text(place) => self.location(place),
            Target::File(path) => {
                let open = self.documents.at(path).map(|(uri, _)| uri);
                let uri = open.or_else(|| Url::from_file_path(path).ok())?;
                Some(lsp::Location::new(uri, Range::default()))
            }
        }
    }

    /// The same with what surrounds it, as asked from `origin`.
    pub fn link(&mut self, target: &Target, origin: Range) -> Option<LocationLink> {
        let lsp::Location { uri, range } = self.target(target)?;
        let whole = match target {
            Target::Text(place) => self.range(&place.source, place.whole)?,
            Target::File(_) => range,
        };
        Some(LocationLink {
            origin_selection_range: Some(origin),
            target_uri: uri,
            target_range: whole,
            target_selection_range: range,
        })
    }
}

fn know(source: &Arc<Source>, documents: &Documents, own: Option<&View>) -> Option<Known> {
    let is_its = |it: &super::revision::Revision| {
        it.snapshot().is_some_and(|snapshot| Arc::ptr_eq(&snapshot.source, source))
    };
    let own = own.filter(|view| is_its(&view.revision));
    let open = own.map(|view| (view.uri.clone(), Arc::clone(&view.revision)));
    let open = open.or_else(|| documents.at(source.path.as_deref()?));
    let _source = Arc::clone(source);
    match open {
        Some((uri, revision)) if is_its(&revision) => {
            Some(Known { uri, version: Some(Some(revision.version)), text: revision.text.clone(), _source })
        }
        // Changed since it was read: the places hold for the text of that time.
        Some((uri, _)) => Some(Known { uri, version: None, text: Document::new(&source.text), _source }),
        None => {
            let uri = Url::from_file_path(source.path.as_deref()?).ok()?;
            Some(Known { uri, version: Some(None), text: Document::new(&source.text), _source })
        }
    }
}
