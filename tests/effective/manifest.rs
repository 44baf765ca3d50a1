//! A manifest that is asked for its effective forms.

use copilot_manifest_ls::environments::Layers;
use copilot_manifest_ls::environments::show::{Asked, Shown, show};
use copilot_manifest_ls::locale::{Locale, Phrase};
use copilot_manifest_ls::manifest::source::Source;
use copilot_manifest_ls::manifest::value::{Data, Value};
use copilot_manifest_ls::rules::Document;
use copilot_manifest_ls::workspace::Nothing;
use copilot_manifest_ls::yaml::{NodeData, NodeId, Tree, resolve};
use std::collections::BTreeSet;
use std::path::Path;

/// A parsed text, ready to be asked.
pub struct Manifest {
    source: Source,
}

impl Manifest {
    pub fn new(path: &str, text: &str) -> Manifest {
        Manifest { source: Source::new(Some(Path::new(path)), text.to_owned()) }
    }

    pub fn tree(&self) -> &Tree {
        self.source.tree()
    }

    pub fn document(&self) -> Document<'_> {
        Document::new(&self.source, &Nothing)
    }

    pub fn show(&self, environment: Option<&str>) -> Option<Shown> {
        self.show_in(environment, Locale::En)
    }

    pub fn show_in(&self, environment: Option<&str>, locale: Locale) -> Option<Shown> {
        self.ask(environment, locale).map(Result::unwrap)
    }

    /// `None` where there is no map to show.
    pub fn ask(&self, environment: Option<&str>, locale: Locale) -> Option<Result<Shown, Phrase>> {
        let document = self.document();
        let (kind, layers) = (document.kind()?, document.layers.as_ref()?);
        let (text, tree, decoded) = (document.text, document.tree, &document.decoded);
        let file = "copilot/web/manifest.yml";
        Some(show(&Asked { text, tree, kind, decoded, layers, environment, file, locale }))
    }

    /// What Copilot reads for an environment, as a text that can be compared.
    pub fn data(&self, environment: Option<&str>) -> String {
        let document = self.document();
        let layers = document.layers.as_ref().unwrap();
        self.write(effective(layers, environment))
    }

    fn write(&self, value: &Value) -> String {
        let node = self.source.tree().resolve(value.origin.node);
        match &value.data {
            _ if value.zeroed => format!("zeroed {}", self.raw(node)),
            Data::Raw => format!("raw {}", self.raw(node)),
            Data::Map(fields) => {
                // An empty key of the base keeps its place also where an override fills it.
                let fields = fields.iter().map(|(key, value)| format!("{key:?}: {}", self.write(value)));
                format!("{:?}", fields.collect::<BTreeSet<_>>())
            }
            Data::List(items) => {
                format!("[{}]", items.iter().map(|item| self.write(item)).collect::<Vec<_>>().join(", "))
            }
            data => format!("{data:?}{}", if value.unknown { " unknown" } else { "" }),
        }
    }

    fn raw(&self, node: NodeId) -> String {
        let tree = self.source.tree();
        let node = tree.resolve(node);
        match &tree.node(node).data {
            NodeData::Mapping { .. } => {
                let entries = tree.entries(node).into_iter();
                let fields =
                    entries.map(|entry| format!("{}: {}", self.raw(entry.key), self.raw(entry.value)));
                format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
            }
            NodeData::Sequence { items, .. } => {
                format!("[{}]", items.iter().map(|item| self.raw(*item)).collect::<Vec<_>>().join(", "))
            }
            NodeData::Scalar { value, style } => {
                let in_braces = tree.node(node).parent.is_some_and(|parent| {
                    matches!(tree.node(parent).data, NodeData::Mapping { flow: true, .. })
                });
                let tag = tree.node(node).tag();
                match value.is_empty() && in_braces {
                    true => "Str \"\"".to_owned(),
                    false => format!("{:?} {value:?}", resolve(value, *style, tag)),
                }
            }
            NodeData::Alias { .. } => "?".to_owned(),
        }
    }

    pub fn environments(&self) -> Vec<String> {
        let document = self.document();
        let layers = document.layers.as_ref();
        layers.map(|it| it.environments.iter().map(|one| one.name.to_string()).collect()).unwrap_or_default()
    }

    /// Copilot refuses it already while it reads.
    pub fn is_refused(&self) -> bool {
        self.show(None).is_none_or(|shown| !shown.unreadable.is_empty())
    }
}

/// The base, or what an environment makes of it.
fn effective<'l>(layers: &'l Layers, environment: Option<&str>) -> &'l Value {
    let named = layers.environments.iter().find(|one| Some(&*one.name) == environment);
    named.map_or(&layers.base, |one| &one.effective)
}
