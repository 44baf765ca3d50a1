//! The effective manifest of an environment, and which environments there are to ask for.

use crate::environments::show::{Asked, Shown, show};
use crate::locale::{Locale, Phrase};
use crate::manifest::kind::Kind;
use crate::manifest::recognize::Recognized;
use crate::manifest::shape::Shape;
use crate::manifest::source::Source;
use crate::rules::Document;
use crate::rules::words::any_quoted;
use crate::workspace::Nothing;
use crate::workspace::Workspace;
use crate::yaml::Span;
use std::collections::HashSet;

/// An environment that a manifest names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its name.
    pub name: String,
    /// The key of its block.
    pub span: Span,
}

/// The effective manifest of an environment; of `None`, and of an environment that the manifest does not name, the base.
///
/// # Errors
/// Says why there is none, and what to do.
pub(super) fn effective(source: &Source, environment: Option<&str>, locale: Locale) -> Result<Shown, Phrase> {
    let document = Document::new(source, &Nothing);
    let kind = kind(&document)?;
    if environment.is_some() && !has_environments(kind) {
        return Err(without_environments(kind));
    }
    let layers = document.layers.as_ref().filter(|layers| layers.base.is_map()).ok_or_else(empty)?;
    let file = label(source);
    let Document { text, tree, decoded, .. } = &document;
    show(&Asked { text, tree, kind, decoded, layers, environment, file: &file, locale })
}

/// The environments that the manifest names, in source order.
pub(super) fn named(source: &Source) -> Vec<Named> {
    let tree = source.tree();
    let block = tree.root.and_then(|root| tree.get(root, "environments"));
    let has_some = source.kind().is_some_and(has_environments);
    let Some(block) = block.filter(|_| has_some) else { return Vec::new() };
    let mut seen = HashSet::new();
    let entries = tree.entries(block).into_iter();
    let named = entries.filter_map(|entry| {
        let (name, _) = tree.scalar(entry.key)?;
        let key = tree.node(entry.key);
        let is_new = !name.is_empty() && !key.broken && seen.insert(name);
        is_new.then(|| Named { name: name.to_owned(), span: key.span })
    });
    named.collect()
}

/// The environments of the workspace that the manifest does not name: each gets the base.
pub(super) fn others(source: &Source, workspace: Option<&Workspace>) -> Vec<String> {
    if !source.kind().is_some_and(has_environments) {
        return Vec::new();
    }
    let named: HashSet<String> = named(source).into_iter().map(|named| named.name).collect();
    let all = workspace.map(Workspace::environments).unwrap_or_default().into_iter();
    all.filter(|name| !named.contains(*name)).map(str::to_owned).collect()
}

fn has_environments(kind: Kind) -> bool {
    Shape::of(kind).field("environments").is_some()
}

fn kind(document: &Document<'_>) -> Result<Kind, Phrase> {
    match document.recognized {
        Recognized::Kind(kind) => Ok(kind),
        Recognized::BadType(_) => {
            let known = Kind::ALL.into_iter().filter(|kind| has_environments(*kind));
            Err(any_quoted(known.map(Kind::name)).map(|locale, kinds| {
                locale.pick(
                    format!("The manifest has no known `type`. Set it to {kinds}."),
                    format!(
                        "マニフェストの `type` がないか、正しくありません。{kinds} のいずれかにしてください。"
                    ),
                )
            }))
        }
        Recognized::Nothing => Err(Phrase::new(
            "This is no manifest of Copilot: it lies in no folder where Copilot keeps manifests, and its `type` is \
             that of no manifest.",
            "これは Copilot のマニフェストではありません。マニフェストのフォルダになく、`type` もマニフェストのものではありません。",
        )),
    }
}

fn without_environments(kind: Kind) -> Phrase {
    let name = kind.name();
    Phrase::new(
        format!("A manifest of the kind {name} has no `environments`: leave the environment out."),
        format!("種類が {name} のマニフェストに `environments` はありません。環境を指定しないでください。"),
    )
}

fn empty() -> Phrase {
    Phrase::new(
        "The manifest has no keys that can be read: begin it with `name` and `type`.",
        "マニフェストに読み取れるキーがありません。`name` と `type` から書き始めてください。",
    )
}

/// The path from the folder `copilot` on; elsewhere the name of the file.
fn label(source: &Source) -> String {
    let Some(path) = source.path.as_deref() else { return "manifest.yml".to_owned() };
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let from = parts.iter().rposition(|part| part == "copilot").unwrap_or(parts.len().saturating_sub(1));
    parts[from..].join("/")
}
