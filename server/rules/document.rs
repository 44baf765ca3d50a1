//! A text as rules see it: recognized, decoded, merged, and with what lies around it.

use super::check::Check;
use crate::environments::Layers;
use crate::manifest::decode::{Decoded, decode};
use crate::manifest::kind::Kind;
use crate::manifest::recognize::{Recognized, Role, recognize};
use crate::manifest::shape::Shape;
use crate::manifest::source::Source;
use crate::workspace::{Around, Nothing, Workspace};
use crate::yaml::Tree;
use std::sync::Arc;

/// A text with everything that is known of it before it is judged.
pub struct Document<'d> {
    /// The text.
    pub text: &'d str,
    /// Its tree.
    pub tree: &'d Tree,
    /// What its path promises.
    pub role: &'d Role,
    /// Where the file lies.
    pub path: Option<&'d std::path::Path>,
    /// What it is.
    pub recognized: Recognized,
    /// What Copilot reads; empty where the kind is unknown.
    pub decoded: Arc<Decoded>,
    /// The base and each environment, where the root is a map.
    pub layers: Option<Layers>,
    /// What lies around it.
    pub around: &'d dyn Around,
    /// The workspace that it is a part of; `None` where Copilot would not find it there, and for a text by itself.
    pub workspace: Option<Arc<Workspace>>,
    /// The one environment that the text is judged for; `None` for all of them.
    pub only: Option<Box<str>>,
}

impl<'d> Document<'d> {
    /// Recognizes and decodes a text, with what lies around it.
    pub fn new(source: &'d Source, around: &'d dyn Around) -> Document<'d> {
        let Source { path, role, text, .. } = source;
        let is_member = !matches!(role, Role::Unknown | Role::Foreign);
        let workspace = if is_member { around.workspace() } else { None };
        let workspace = workspace.map(|workspace| with_own_text(workspace, source));
        // The workspace has merged this text already.
        let known =
            workspace.as_ref().zip(path.as_deref()).and_then(|(workspace, path)| workspace.manifest(path));
        let decoded = Arc::clone(source.decoded());
        let layers = known.map(|manifest| manifest.layers.clone());
        let alone = Document::decoded(text, source.tree(), role, decoded, layers);
        Document { path: path.as_deref(), around, workspace, ..alone }
    }

    /// Recognizes and decodes a text by itself.
    pub fn alone(text: &'d str, tree: &'d Tree, role: &'d Role) -> Document<'d> {
        let decoded = match recognize(role, tree) {
            Recognized::Kind(kind) => decode(tree, kind),
            _ => Decoded::default(),
        };
        Document::decoded(text, tree, role, Arc::new(decoded), None)
    }

    /// `layers` where they are known.
    fn decoded(
        text: &'d str,
        tree: &'d Tree,
        role: &'d Role,
        decoded: Arc<Decoded>,
        layers: Option<Layers>,
    ) -> Document<'d> {
        let recognized = recognize(role, tree);
        let merge = |kind: &Kind| Some(Layers::new(decoded.root.as_ref()?, Shape::of(*kind)));
        let layers = match &recognized {
            Recognized::Kind(kind) => layers.or_else(|| merge(kind)),
            _ => None,
        };
        Document {
            text,
            tree,
            role,
            path: None,
            recognized,
            decoded,
            layers,
            around: &Nothing,
            workspace: None,
            only: None,
        }
    }

    /// The same text, judged for one environment only: what Copilot would say of a deployment to it. An environment that
    /// the manifest does not name gets the base.
    pub fn only_for(self, environment: &str) -> Document<'d> {
        Document { only: Some(environment.into()), ..self }
    }

    /// The kind, if it has one.
    pub fn kind(&self) -> Option<Kind> {
        match self.recognized {
            Recognized::Kind(kind) => Some(kind),
            _ => None,
        }
    }

    /// The manifest as an environment gets it, to be asked; of one that the manifest does not name, the base.
    pub fn check(&self, environment: Option<&str>) -> Option<Check<'_>> {
        let layers = self.layers.as_ref()?;
        let named = environment.and_then(|name| layers.environment(name)).map(|it| &*it.name);
        Some(Check::new(self, self.kind()?, layers.effective(named), named))
    }
}

/// The workspace with this text in the place of its file, where it is not the one that lies there: a text after a change
/// is judged among the others before anybody saves it.
fn with_own_text(workspace: Arc<Workspace>, source: &Source) -> Arc<Workspace> {
    let known = source.path.as_deref().and_then(|path| workspace.source(path));
    if known.is_some_and(|known| known.text == source.text) {
        return workspace;
    }
    let mut own = Workspace::clone(&workspace);
    own.replace(Arc::new(Source::new(source.path.as_deref(), source.text.clone())));
    Arc::new(own)
}
