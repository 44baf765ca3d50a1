//! Where workspaces are, and what lies around their manifests.

use ignore::WalkBuilder;
use std::path::{Component, Path, PathBuf};

/// How deep below an opened folder workspaces are looked for: a repository may hold several applications.
const DEEPEST: usize = 6;
/// The most entries of a folder that are listed.
const MOST_ENTRIES: usize = 2_000;

/// A file or a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// It is a folder.
    pub is_folder: bool,
}

/// The folders below `folder` that hold a `copilot/` folder, itself included, sorted.
pub fn workspaces(folder: &Path) -> Vec<PathBuf> {
    let mut walker = WalkBuilder::new(folder);
    walker.require_git(false).max_depth(Some(DEEPEST));
    walker.filter_entry(|entry| entry.file_name() != "node_modules");
    let is_copilot = |entry: &ignore::DirEntry| {
        entry.file_name() == "copilot" && entry.file_type().is_some_and(|it| it.is_dir())
    };
    let found = walker.build().flatten().filter(is_copilot);
    let mut folders: Vec<PathBuf> =
        found.filter_map(|entry| entry.path().parent().map(Path::to_owned)).collect();
    folders.sort();
    folders.dedup();
    folders
}

/// What lies in the folder `relative` of a workspace, sorted; nothing where that leads out of `folder`, also by a
/// symbolic link.
pub fn list(folder: &Path, relative: &str) -> Vec<Entry> {
    let Some(inside) = inside(folder, relative) else { return Vec::new() };
    let entries = std::fs::read_dir(inside).into_iter().flatten().flatten().take(MOST_ENTRIES);
    let mut listed: Vec<Entry> = entries
        .filter_map(|entry| {
            // Through a link, because what it leads to decides whether it can be opened.
            let is_folder = std::fs::metadata(entry.path()).ok()?.is_dir();
            Some(Entry { name: entry.file_name().into_string().ok()?, is_folder })
        })
        .collect();
    listed.sort_by(|one, other| one.name.cmp(&other.name));
    listed
}

/// The place of a path of a manifest, where it exists below `folder`.
pub fn inside(folder: &Path, relative: &str) -> Option<PathBuf> {
    let is_inner =
        |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir | Component::ParentDir);
    if !Path::new(relative).components().all(is_inner) {
        return None;
    }
    let (folder, place) = (folder.canonicalize().ok()?, folder.join(relative).canonicalize().ok()?);
    place.starts_with(&folder).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_lies_inside_is_listed() {
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
        let names =
            |relative: &str| list(&example, relative).into_iter().map(|it| it.name).collect::<Vec<_>>();
        assert!(!names("").is_empty());
        assert!(!names("./").is_empty());
        for outside in ["..", "/", "/etc", "a/../../..", "nowhere"] {
            assert_eq!(names(outside), [""; 0], "{outside}");
        }
    }
}
