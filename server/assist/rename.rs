//! A new name in every place and file that says the old one, or the reason why it can't have one.

mod check;
mod words;

use super::linked::{At, Linked, Symbol};
use super::names::{NameKind, Occurrence};
use super::{Context, files};
use crate::finding::Edit;
use crate::locale::Phrase;
use crate::manifest::recognize::Role;
use crate::manifest::source::Source;
use crate::rules::check::FIRELENS;
use crate::yaml::{NodeData, Resolved, Span, Style, Tree, resolve};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// All changes of one renaming.
#[derive(Debug, Clone, Default)]
pub struct Renaming {
    /// The changed texts, each once.
    pub files: Vec<FileEdit>,
    /// The folder of the manifest, from and to, to be renamed after the texts are changed.
    pub folder: Option<(PathBuf, PathBuf)>,
    /// What the user should know before it is done.
    pub caution: Option<String>,
}

/// The changes of one text.
#[derive(Debug, Clone)]
pub struct FileEdit {
    /// The text that the bytes count in.
    pub source: Arc<Source>,
    /// The changes in source order, not overlapping.
    pub edits: Vec<Edit>,
}

/// The name at `offset` and where it stands; `None` where there is none.
///
/// # Errors
/// Says why it can't be renamed. `moves_folders`: the client can rename a folder.
pub fn prepare(
    source: &Arc<Source>,
    offset: usize,
    moves_folders: bool,
    context: &Context<'_>,
) -> Result<Option<(Span, String)>, String> {
    let said = |reason: Phrase| reason.text(context.locale).to_owned();
    let Some(subject) = Subject::at(source, offset, context) else { return Ok(None) };
    subject.check(moves_folders, context).map_err(said)?;
    let it = subject.linked.get(subject.start);
    Ok(Some((it.span, it.name.clone())))
}

/// Renames what stands at `offset`; `None` where there is no name.
///
/// # Errors
/// Says why it can't be renamed, or not to `new`. `moves_folders`: the client can rename a folder.
pub fn rename(
    source: &Arc<Source>,
    offset: usize,
    new: &str,
    moves_folders: bool,
    context: &Context<'_>,
) -> Result<Option<Renaming>, String> {
    let said = |reason: Phrase| reason.text(context.locale).to_owned();
    let Some(subject) = Subject::at(source, offset, context) else { return Ok(None) };
    subject.check(moves_folders, context).map_err(said)?;
    if let Some((_, to)) = subject.folder(new).filter(|_| new != subject.name()) {
        check::folder_is_free(&to, context).map_err(said)?;
    }
    subject.rename(new, context).map(Some).map_err(said)
}

/// The changes that go with renaming the folder of this manifest to `new`; `None` where the manifest does not have the
/// name of its folder.
///
/// # Errors
/// Says why they can't be made.
pub fn moved(manifest: &Arc<Source>, new: &str, context: &Context<'_>) -> Result<Option<Renaming>, String> {
    let said = |reason: Phrase| reason.text(context.locale).to_owned();
    let names = super::names(manifest);
    let own = names
        .iter()
        .find(|it| it.is_definition && matches!(it.kind, NameKind::Workload | NameKind::Environment));
    let subject = own.and_then(|own| Subject::at(manifest, own.span.start, context));
    let Some(subject) = subject.filter(|subject| subject.folder(new).is_some()) else { return Ok(None) };
    subject.check(true, context).map_err(said)?;
    subject.rename(new, context).map(Some).map_err(said)
}

/// What is to be renamed.
struct Subject {
    linked: Linked,
    start: At,
    symbols: Vec<Symbol>,
    /// All places, each once.
    group: Vec<At>,
}

impl Subject {
    fn at(source: &Arc<Source>, offset: usize, context: &Context<'_>) -> Option<Subject> {
        let linked = Linked::of(source, offset, context.around);
        let touched = linked.touched(offset);
        // An alias that stands for a name has a name of its own.
        let start = *touched.iter().find(|at| linked.get(**at).is_editable).or(touched.first())?;
        let (symbols, group) = (linked.closure(&[start]), linked.group(&[start]));
        Some(Subject { linked, start, symbols, group })
    }

    fn it(&self) -> &Occurrence {
        self.linked.get(self.start)
    }

    fn name(&self) -> &str {
        &self.it().name
    }

    /// The symbol that says most about what is renamed: the workload rather than its container.
    fn of_kind(&self, kind: NameKind) -> Option<&Symbol> {
        self.symbols.iter().find(|symbol| symbol.kind == kind)
    }

    /// The folder that has the name of the workload or environment, and what it will be.
    fn folder(&self, new: &str) -> Option<(PathBuf, PathBuf)> {
        let is_named_so = |at: &&At| {
            let (it, role) = (self.linked.get(**at), &self.linked.source(**at).role);
            it.is_definition
                && matches!(role, Role::Workload(name) | Role::Environment(name) if *name == it.name)
        };
        let declared =
            [NameKind::Workload, NameKind::Environment].into_iter().filter_map(|it| self.of_kind(it));
        let at = declared.flat_map(|symbol| self.linked.places(symbol)).find(is_named_so)?;
        let from = self.linked.source(*at).path.as_deref()?.parent()?;
        Some((from.to_owned(), from.with_file_name(new)))
    }

    /// Whatever the new name may be.
    fn check(&self, moves_folders: bool, context: &Context<'_>) -> Result<(), Phrase> {
        let it = self.it();
        if it.kind == NameKind::Container && it.name == FIRELENS {
            return Err(words::log_router());
        }
        // An environment needs no manifest in the workspace.
        if it.kind != NameKind::Environment && !self.linked.is_declared(&self.linked.symbol(self.start)) {
            return Err(words::undeclared(it.kind, &it.name));
        }
        self.check_workspace(context)?;
        if let Some(at) = self.group.iter().find(|at| !self.can_change(**at)) {
            let source = self.linked.source(*at);
            let line = source.text[..self.linked.get(*at).span.start].matches('\n').count() + 1;
            let file = source.path.as_deref().map(|path| shown(path, context)).unwrap_or_default();
            return Err(words::written_otherwise(&it.name, &file, line));
        }
        match self.folder(&it.name) {
            Some((folder, _)) if !moves_folders => Err(words::folder_stays(&shown(&folder, context))),
            _ => Ok(()),
        }
    }

    /// What the other files may say of it is known, and means one thing.
    fn check_workspace(&self, context: &Context<'_>) -> Result<(), Phrase> {
        for kind in [NameKind::Workload, NameKind::Environment] {
            let places = self.of_kind(kind).map(|symbol| self.linked.places(symbol)).unwrap_or_default();
            if places.iter().filter(|at| self.linked.get(**at).is_definition).count() > 1 {
                return Err(words::ambiguous(kind, self.name()));
            }
        }
        if self.symbols.iter().any(|symbol| symbol.kind.is_shared()) {
            let workspace = context.around.workspace();
            if let Some(unread) = workspace.as_ref().and_then(|workspace| workspace.unread().next()) {
                return Err(words::unread(&shown(unread, context)));
            }
        }
        Ok(())
    }

    /// It is changed by an edit, or by one of the text that its alias stands for.
    fn can_change(&self, at: At) -> bool {
        let (it, tree) = (self.linked.get(at), self.linked.source(at).tree());
        let target = tree.resolve(it.node);
        let changes = |other: &At| other.0 == at.0 && self.linked.get(*other).node == target;
        it.is_editable || target != it.node && self.group.iter().any(changes)
    }

    fn rename(&self, new: &str, context: &Context<'_>) -> Result<Renaming, Phrase> {
        if new == self.name() {
            return Ok(Renaming::default());
        }
        check::is_free(self, new)?;
        let folder = self.folder(new);
        let mut edits: BTreeMap<usize, Vec<Edit>> = BTreeMap::new();
        for at in self.group.iter().filter(|at| self.linked.get(**at).is_editable) {
            let (it, tree) = (self.linked.get(*at), self.linked.source(*at).tree());
            edits.entry(at.0).or_default().push(Edit { span: it.span, text: written(new, it, tree) });
        }
        if let Some((from, _)) = &folder {
            let name = shown(from, context);
            for (index, source) in self.linked.sources().enumerate() {
                let paths = paths_below(source, &name, new);
                if !paths.is_empty() {
                    edits.entry(index).or_default().extend(paths);
                }
            }
        }
        let file = |(index, mut edits): (usize, Vec<Edit>)| {
            edits.sort_by_key(|edit| edit.span);
            FileEdit { source: Arc::clone(self.linked.source((index, 0))), edits }
        };
        let files: Vec<FileEdit> = edits.into_iter().map(file).collect();
        check::outcome(self, &files, folder.as_ref(), new, context)?;
        let caution = words::caution(&self.symbols, self.name(), new);
        let caution = caution.map(|caution| caution.text(context.locale).to_owned());
        Ok(Renaming { files, folder, caution })
    }
}

/// A path as people read it: from the folder that holds `copilot/`.
fn shown(path: &Path, context: &Context<'_>) -> String {
    let folder = context.around.workspace().map(|workspace| workspace.folder.clone());
    let inside = folder.as_deref().and_then(|folder| path.strip_prefix(folder).ok());
    inside.unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// A new name in the way that the old one is written, with quotes where YAML would read something else than a text.
fn written(new: &str, old: &Occurrence, tree: &Tree) -> String {
    let is_plain = matches!(tree.node(old.node).data, NodeData::Scalar { style: Style::Plain, .. });
    let resolved = resolve(new, Style::Plain, None);
    let is_text = resolved == Resolved::Str && resolved.as_bool(new).is_none();
    let is_quoted = old.kind != NameKind::Anchor && is_plain && !is_text;
    if is_quoted { format!("\"{new}\"") } else { new.to_owned() }
}

/// The values of a manifest that name a file below `folder`, which will be called `new`.
fn paths_below(source: &Source, folder: &str, new: &str) -> Vec<Edit> {
    let (tree, prefix) = (source.tree(), format!("{folder}/"));
    let Some((parent, old)) = folder.rsplit_once('/') else { return Vec::new() };
    let names_it = |id: &crate::yaml::NodeId| {
        let node = tree.node(*id);
        matches!(&node.data, NodeData::Scalar { value, .. } if value.contains(&prefix))
    };
    let edit = |id: crate::yaml::NodeId| {
        let target = files::target(source, id)?;
        target.candidates.iter().find(|it| it.path.starts_with(&prefix))?;
        let start = target.span.start + source.text.get(target.span.start..target.span.end)?.find(&prefix)?;
        let start = start + parent.len() + 1;
        Some(Edit { span: Span { start, end: start + old.len() }, text: new.to_owned() })
    };
    tree.ids().filter(names_it).filter_map(edit).collect()
}
