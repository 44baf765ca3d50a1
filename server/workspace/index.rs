//! The files of one `copilot/` folder, read and parsed: what can be asked across files.

use super::addons::Stack;
use super::claims::Claims;
use super::manifest::Manifest;
use super::read::{ReadError, read_inside};
use crate::manifest::recognize::{Owner, Role, role};
use crate::manifest::source::Source;
use crate::manifest::template::Template;
use ignore::WalkBuilder;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// The most files of one workspace that are read; real ones have a few dozen.
const MOST_FILES: usize = 20_000;
/// `copilot/<workload>/addons/<name>.yml` is three folders down; overrides have more.
const DEEPEST: usize = 6;
/// Fewer files are read more quickly than threads are made.
const WORTH_A_THREAD: usize = 32;

/// The YAML files below one `copilot/` folder at one moment; cheap to clone.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// The folder that holds `copilot/`, absolute: paths in manifests are relative to it.
    pub folder: PathBuf,
    members: BTreeMap<PathBuf, Arc<Member>>,
    /// Files that are there and can't be read, each with the reason.
    unread: BTreeMap<PathBuf, ReadError>,
    claims: OnceLock<Arc<Claims>>,
}

/// What a file holds, seen from what was known of it.
enum Content {
    /// The text that is known.
    Same,
    /// Another text.
    New(Arc<Source>),
    /// Nothing that can be read, for this reason.
    Unreadable(ReadError),
}

/// A text with what is known of it. Worked out when it is first asked for, and kept for as long as the text stays.
#[derive(Debug)]
struct Member {
    source: Arc<Source>,
    manifest: OnceLock<Option<Arc<Manifest>>>,
    template: OnceLock<Arc<Template>>,
}

impl Member {
    fn new(source: Arc<Source>) -> Arc<Member> {
        Arc::new(Member { source, manifest: OnceLock::new(), template: OnceLock::new() })
    }

    fn manifest(&self) -> Option<&Arc<Manifest>> {
        self.manifest.get_or_init(|| Manifest::of(&self.source).map(Arc::new)).as_ref()
    }

    fn template(&self) -> &Arc<Template> {
        self.template.get_or_init(|| Arc::new(Template::of(self.source.tree())))
    }
}

/// The folder that holds the `copilot/` folder of a file.
pub fn folder_of(path: &Path) -> Option<&Path> {
    path.ancestors().skip(1).find(|folder| folder.ends_with("copilot")).and_then(Path::parent)
}

impl Workspace {
    /// A workspace without files.
    pub fn empty(folder: &Path) -> Workspace {
        let (members, unread) = (BTreeMap::new(), BTreeMap::new());
        Workspace { folder: folder.to_owned(), members, unread, claims: OnceLock::new() }
    }

    /// Reads what lies below `folder/copilot`. Of files that can't be read only the path is known: a check tells why.
    pub fn read(folder: &Path) -> Workspace {
        let mut workspace = Workspace::empty(folder);
        workspace.refresh();
        workspace
    }

    /// Reads everything again. A text that has not changed stays the same [`Source`].
    pub fn refresh(&mut self) {
        let mut walker = WalkBuilder::new(self.folder.join("copilot"));
        walker.require_git(false).hidden(false).max_depth(Some(DEEPEST));
        walker.filter_entry(|entry| entry.file_name() != "node_modules");
        let files = walker.build().flatten().map(ignore::DirEntry::into_path).filter(|path| is_indexed(path));
        let files: BTreeSet<PathBuf> = files.take(MOST_FILES).collect();
        self.members.retain(|path, _| files.contains(path));
        self.unread.clear();
        self.claims = OnceLock::new();
        let files: Vec<PathBuf> = files.into_iter().collect();
        for (path, content) in files.iter().zip(self.contents(&files)) {
            self.take(path, content);
        }
    }

    /// What the files hold now: a large workspace is read and parsed by all processors at once.
    fn contents(&self, files: &[PathBuf]) -> Vec<Content> {
        let workers = std::thread::available_parallelism().map_or(1, NonZero::get);
        if workers == 1 || files.len() < WORTH_A_THREAD {
            return files.iter().map(|path| self.content(path)).collect();
        }
        std::thread::scope(|scope| {
            let chunks = files.chunks(files.len().div_ceil(workers));
            let read = |chunk: &[PathBuf]| chunk.iter().map(|path| self.parsed(path)).collect::<Vec<_>>();
            let threads: Vec<_> = chunks.map(|chunk| scope.spawn(move || read(chunk))).collect();
            let done = threads.into_iter().map(|thread| thread.join().unwrap_or_else(|it| resume_unwind(it)));
            done.flatten().collect()
        })
    }

    fn parsed(&self, path: &Path) -> Content {
        let content = self.content(path);
        if let Content::New(source) = &content {
            source.tree();
        }
        content
    }

    fn content(&self, path: &Path) -> Content {
        match read_inside(&self.folder, path) {
            Ok(text) if self.source(path).is_some_and(|source| source.text == text) => Content::Same,
            Ok(text) => Content::New(Arc::new(Source::new(Some(path), text))),
            Err(error) => Content::Unreadable(error),
        }
    }

    fn take(&mut self, path: &Path, content: Content) {
        match content {
            Content::Same => {}
            Content::New(source) => self.replace(source),
            Content::Unreadable(error) => {
                self.members.remove(path);
                self.unread.remove(path);
                self.unread.extend(path.symlink_metadata().is_ok().then(|| (path.to_owned(), error)));
                self.claims = OnceLock::new();
            }
        }
    }

    /// Both hold the very same texts, so that what was worked out of one holds for the other.
    pub fn is_same(&self, other: &Workspace) -> bool {
        let members = self.members.iter().zip(&other.members);
        self.unread == other.unread
            && self.members.len() == other.members.len()
            && members.into_iter().all(|(one, other)| one.0 == other.0 && Arc::ptr_eq(one.1, other.1))
    }

    /// Takes over what a file holds now; one that is gone is forgotten.
    pub fn reread(&mut self, path: &Path) {
        if is_indexed(path) {
            let content = self.content(path);
            self.take(path, content);
        }
    }

    /// Puts a text in the place of its file: an unsaved one wins.
    pub fn replace(&mut self, source: Arc<Source>) {
        if let Some(path) = source.path.clone().filter(|path| is_indexed(path)) {
            self.unread.remove(&path);
            self.members.insert(path, Member::new(source));
            self.claims = OnceLock::new();
        }
    }

    /// Keeps no more than the texts of these files, which others stand in for.
    pub fn keep_texts(&mut self, paths: &[&Path]) {
        for path in paths {
            if let Some(source) = self.source(path) {
                self.replace(Arc::new(Source::new(Some(path), source.text.clone())));
            }
        }
    }

    /// The manifests that are there and can't be read: what they name is not known.
    pub fn unread(&self) -> impl Iterator<Item = &Path> {
        let is_manifest = |path: &&Path| !matches!(role(path), Role::Foreign | Role::Unknown);
        self.unread_files().map(|(path, _)| path).filter(is_manifest)
    }

    /// All files that are there and can't be read, ordered by path, each with the reason.
    pub fn unread_files(&self) -> impl Iterator<Item = (&Path, &ReadError)> {
        self.unread.iter().map(|(path, error)| (path.as_path(), error))
    }

    /// All texts, ordered by path.
    pub fn sources(&self) -> impl Iterator<Item = &Arc<Source>> {
        self.members.values().map(|member| &member.source)
    }

    /// The text of a file.
    pub fn source(&self, path: &Path) -> Option<&Arc<Source>> {
        self.members.get(path).map(|member| &member.source)
    }

    /// The file that an editor can show in the place of `path`: itself, else the first manifest of the nearest folder
    /// around it that has one.
    pub fn stand_in(&self, path: &Path) -> Option<&Arc<Source>> {
        let around = path.ancestors().skip(1).take_while(|folder| *folder != self.folder);
        let first = |folder: &Path| {
            let mut below = self.below(folder);
            below.find(|source| source.role != Role::Unknown && source.kind().is_some())
        };
        self.source(path).or_else(|| around.into_iter().find_map(first))
    }

    /// The texts below a folder, ordered by path.
    fn below(&self, folder: &Path) -> impl Iterator<Item = &Arc<Source>> {
        let below = self.members.range(folder.to_owned()..);
        let folder = folder.to_owned();
        below.take_while(move |(path, _)| path.starts_with(&folder)).map(|(_, member)| &member.source)
    }

    /// A path below the folder that holds `copilot/`.
    fn at(&self, relative: &str) -> PathBuf {
        self.folder.join("copilot").join(relative)
    }

    /// `copilot/<name>/manifest.yml`.
    pub fn workload(&self, name: &str) -> Option<&Arc<Source>> {
        let path = self.at(&format!("{name}/manifest.yml"));
        self.source(&path).filter(|source| matches!(&source.role, Role::Workload(folder) if folder == name))
    }

    /// `copilot/environments/<name>/manifest.yml`.
    pub fn environment(&self, name: &str) -> Option<&Arc<Source>> {
        self.source(&self.at(&format!("environments/{name}/manifest.yml")))
    }

    /// What the manifest in a file says; `None` where there is no manifest of a known kind.
    pub fn manifest(&self, path: &Path) -> Option<&Arc<Manifest>> {
        self.members.get(path)?.manifest()
    }

    /// What `copilot/<name>/manifest.yml` says.
    pub fn workload_manifest(&self, name: &str) -> Option<&Arc<Manifest>> {
        self.manifest(self.workload(name)?.path.as_deref()?)
    }

    /// What `copilot/environments/<name>/manifest.yml` says.
    pub fn environment_manifest(&self, name: &str) -> Option<&Arc<Manifest>> {
        self.manifest(self.environment(name)?.path.as_deref()?)
    }

    /// The manifests of all workloads by the name of their folder, sorted.
    pub fn workload_manifests(&self) -> impl Iterator<Item = (&str, &Arc<Manifest>)> {
        self.members.values().filter_map(|member| match &member.source.role {
            Role::Workload(name) => Some((name.as_str(), member.manifest()?)),
            _ => None,
        })
    }

    /// The pipeline manifests, `copilot/pipeline.yml` included, in the order of their paths.
    pub fn pipelines(&self) -> impl Iterator<Item = &Arc<Source>> {
        self.sources().filter(|source| matches!(source.role, Role::Pipeline(_) | Role::LegacyPipeline))
    }

    /// The templates and parameters of an `addons` folder.
    pub fn addons(&self, owner: &Owner) -> Stack<'_> {
        let folder = self.at(owner.folder()).join("addons");
        let below = self.members.range(folder.clone()..).take_while(|(path, _)| path.starts_with(&folder));
        let mut unread =
            self.unread.range(folder.clone()..).take_while(|(path, _)| path.starts_with(&folder));
        let has_unread = unread.any(|(path, _)| role(path).is_companion());
        let mut stack = Stack { has_unread, ..Stack::default() };
        for (_, member) in below {
            match &member.source.role {
                Role::Addon(_) => stack.templates.push((&member.source, member.template())),
                Role::AddonParameters(_) => stack.parameters.push(&member.source),
                _ => {}
            }
        }
        stack
    }

    /// What the workloads of the workspace claim for themselves.
    pub fn claims(&self) -> &Arc<Claims> {
        self.claims.get_or_init(|| Arc::new(Claims::of(self)))
    }

    /// The names of the folders of all workloads, sorted, those included whose manifest can't be read.
    pub fn workloads(&self) -> Vec<&str> {
        let read = self.sources().filter_map(|source| source.role.workload());
        sorted(read.chain(self.unread_of(|role| role.workload().is_some())))
    }

    /// The names of all environments that have a manifest, sorted, as [`Workspace::workloads`].
    pub fn environments(&self) -> Vec<&str> {
        let folder = self.at("environments");
        let below = self.members.range(folder.clone()..).take_while(|(path, _)| path.starts_with(&folder));
        let read = below.filter_map(|(_, member)| match &member.source.role {
            Role::Environment(name) => Some(name.as_str()),
            _ => None,
        });
        sorted(read.chain(self.unread_of(|role| matches!(role, Role::Environment(_)))))
    }

    /// The names of the folders of manifests of a kind that can't be read.
    fn unread_of(&self, is_meant: impl Fn(&Role) -> bool) -> impl Iterator<Item = &str> {
        let unread = self.unread_files().filter(move |(path, _)| is_meant(&role(path)));
        unread.filter_map(|(path, _)| path.parent()?.file_name()?.to_str())
    }

    /// The application, as `copilot/.workspace` says.
    pub fn application(&self) -> Option<&str> {
        self.source(&self.folder.join("copilot/.workspace"))?.root_text("application")
    }
}

fn sorted<'n>(names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names
}

/// YAML, and the file that names the application.
fn is_indexed(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "yml" || it == "yaml") || path.ends_with("copilot/.workspace")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_gone_when_it_is_read_is_forgotten() {
        let folder = std::env::temp_dir().join(format!("copilot-manifest-ls-index-{}", std::process::id()));
        let path = folder.join("copilot/api/manifest.yml");
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, "name: api\ntype: Backend Service\n").unwrap();
        let mut workspace = Workspace::read(&folder);
        assert_eq!(workspace.workloads(), ["api"]);
        std::fs::remove_file(&path).unwrap();
        workspace.reread(&path);
        assert_eq!((workspace.workloads().len(), workspace.unread_files().count()), (0, 0));
        std::fs::create_dir(&path).unwrap();
        workspace.reread(&path);
        assert_eq!(workspace.workloads(), ["api"], "its manifest can't be read, but it is there");
        assert_eq!(workspace.unread_files().next(), Some((&*path, &ReadError::Directory)));
        std::fs::remove_dir_all(&folder).unwrap();
        workspace.refresh();
        assert_eq!((workspace.workloads().len(), workspace.unread_files().count()), (0, 0));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_within_the_workspace_only() {
        use std::os::unix::fs::symlink;
        let root = std::env::temp_dir().join(format!("copilot-manifest-ls-links-{}", std::process::id()));
        let folder = root.join("app");
        let write = |path: &str| {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "name: api\ntype: Backend Service\n").unwrap();
        };
        write("shared/inside.yml");
        write("outside.yml");
        write("app/shared.yml");
        for (name, target) in
            [("a", "../../shared.yml"), ("b", "../../../outside.yml"), ("loop", "manifest.yml")]
        {
            let at = folder.join("copilot").join(name);
            std::fs::create_dir_all(&at).unwrap();
            symlink(target, at.join("manifest.yml")).unwrap();
        }
        symlink(".", folder.join("copilot/circle")).unwrap();
        let workspace = Workspace::read(&folder);
        let read: Vec<_> = workspace.workload_manifests().map(|(name, _)| name).collect();
        assert_eq!(read, ["a"]);
        let unread: Vec<_> = workspace.unread_files().map(|(_, error)| error.clone()).collect();
        assert!(matches!(unread.as_slice(), [ReadError::Outside, ReadError::Io(_)]), "{unread:?}");
        assert_eq!(workspace.workloads(), ["a", "b", "loop"], "no folder is entered by a link");
        std::fs::remove_dir_all(&root).unwrap();
    }
}
