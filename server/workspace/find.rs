//! Where workspaces are, and what lies around their manifests.

use super::around::Presence;
use super::read::read_at_most;
use ignore::WalkBuilder;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// How deep below an opened folder workspaces are looked for: a repository may hold several applications.
const DEEPEST: usize = 6;
/// The most entries of a folder that are listed.
const MOST_ENTRIES: usize = 2_000;

/// The largest file that is read because a manifest names it (a Dockerfile, an env file), in bytes.
pub const LARGEST_BESIDE: u64 = 1024 * 1024;

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

/// The text of a file that a manifest names; `None` where it is missing, outside of `folder`, too large or no text.
pub fn text(folder: &Path, relative: &str) -> Option<Arc<str>> {
    read_at_most(&inside(folder, relative)?, LARGEST_BESIDE).ok().map(Arc::from)
}

/// What stands at a path that a manifest names.
pub fn presence(folder: &Path, relative: &str) -> Presence {
    let Some(place) = lexical(relative).filter(|_| folder.is_dir()) else { return Presence::Unknown };
    let place = folder.join(place);
    match std::fs::metadata(&place) {
        Ok(metadata) if metadata.is_dir() => Presence::Folder,
        Ok(metadata) if metadata.is_file() => Presence::File,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !is_ignored(folder, &place) => {
            Presence::Missing
        }
        // A device, no rights, a loop of links.
        _ => Presence::Unknown,
    }
}

/// The path without `.` and `..`; `None` where it leads out of the folder that it is relative to.
fn lexical(relative: &str) -> Option<PathBuf> {
    let mut path = PathBuf::new();
    for part in Path::new(relative).components() {
        match part {
            Component::Normal(name) => path.push(name),
            Component::CurDir => {}
            Component::ParentDir if path.pop() => {}
            _ => return None,
        }
    }
    Some(path)
}

/// Some `.gitignore` on the way from the repository's root excludes the path.
fn is_ignored(folder: &Path, place: &Path) -> bool {
    let root = folder.ancestors().find(|it| it.join(".git").exists()).unwrap_or(folder);
    let on_the_way = place.ancestors().skip(1).take_while(|it| it.starts_with(root));
    for folder in on_the_way {
        let Some(rules) = ignored_by(&folder.join(".gitignore"), folder) else { continue };
        let found = rules.matched_path_or_any_parents(place, false);
        // The nearest file decides.
        if !found.is_none() {
            return found.is_ignore();
        }
    }
    false
}

fn ignored_by(file: &Path, folder: &Path) -> Option<Gitignore> {
    let text = read_at_most(file, LARGEST_BESIDE).ok()?;
    let mut builder = GitignoreBuilder::new(folder);
    for line in text.lines() {
        // A line that is no pattern excludes nothing.
        let _ = builder.add_line(None, line);
    }
    builder.build().ok()
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

    #[test]
    fn presence_is_told_where_it_can_be_known() {
        let folder = std::env::temp_dir().join(format!("copilot-manifest-ls-find-{}", std::process::id()));
        let write = |path: &str, text: &str| {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write("app/Dockerfile", "FROM scratch\n");
        write(".gitignore", "/dist\n*.env\n");
        write("app/.gitignore", "!kept.env\n");
        write("large", &"x".repeat(LARGEST_BESIDE as usize + 1));
        let expected = [
            ("app/Dockerfile", Presence::File),
            ("./app/../app/Dockerfile", Presence::File),
            ("app/", Presence::Folder),
            ("", Presence::Folder),
            ("app/Dockerfil", Presence::Missing),
            ("app/Dockerfile/x", Presence::Unknown),
            ("dist/site", Presence::Unknown),
            ("conf/test.env", Presence::Unknown),
            ("app/kept.env", Presence::Missing),
            ("../elsewhere", Presence::Unknown),
            ("/etc/passwd", Presence::Unknown),
            ("a\0b", Presence::Unknown),
        ];
        for (path, presence) in expected {
            assert_eq!(super::presence(&folder, path), presence, "{path:?}");
        }
        assert_eq!(super::presence(&folder.join("nowhere"), "x"), Presence::Unknown);
        assert_eq!(text(&folder, "app/Dockerfile").as_deref(), Some("FROM scratch\n"));
        assert_eq!(text(&folder, "large"), None);
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("loop", folder.join("loop")).unwrap();
            std::os::unix::fs::symlink("/etc/hostname", folder.join("outside")).unwrap();
            std::os::unix::fs::symlink("/dev/zero", folder.join("zero")).unwrap();
            assert_eq!(super::presence(&folder, "loop"), Presence::Unknown);
            assert_eq!(super::presence(&folder, "zero"), Presence::Unknown);
            for path in ["loop", "outside", "zero"] {
                assert_eq!(text(&folder, path), None, "{path}");
            }
        }
        let _ = std::fs::remove_dir_all(&folder);
    }
}
