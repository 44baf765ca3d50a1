//! Which files below a folder are manifests.

use super::index::folder_of;
use crate::manifest::recognize::{Role, role};
use ignore::WalkBuilder;
use std::path::{Path, PathBuf};

/// What lies in the paths that were asked for.
#[derive(Debug, Default)]
pub struct Found {
    /// The manifests, sorted.
    pub manifests: Vec<PathBuf>,
    /// The folders that hold a `copilot/` folder in or around the paths, absolute, sorted.
    pub workspaces: Vec<PathBuf>,
}

/// The manifests in `paths`: a file stands for itself, also where it does not exist, and a folder for the manifests below
/// it that no `.gitignore` excludes. Symbolic links to folders are not followed.
pub fn discover(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for path in paths {
        let is_folder = std::fs::metadata(path).is_ok_and(|metadata| metadata.is_dir());
        if is_folder && !is_manifest(path) { walk(path, &mut found) } else { found.add(path.clone()) }
    }
    found.manifests.sort();
    found.manifests.dedup();
    found.workspaces.sort();
    found.workspaces.dedup();
    found
}

impl Found {
    fn add(&mut self, path: PathBuf) {
        self.workspace_of(&path);
        self.manifests.push(path);
    }

    fn workspace_of(&mut self, path: &Path) {
        let Ok(path) = std::path::absolute(path) else { return };
        let Some(folder) = folder_of(&path) else { return };
        // Paths come folder by folder.
        if self.workspaces.last().is_none_or(|last| last != folder) {
            self.workspaces.push(folder.to_owned());
        }
    }
}

fn walk(folder: &Path, found: &mut Found) {
    let walker = WalkBuilder::new(folder).require_git(false).build();
    for path in walker.flatten().map(ignore::DirEntry::into_path) {
        if is_manifest(&path) {
            found.add(path);
        } else if path.extension().is_some_and(|it| it == "yml" || it == "yaml") {
            found.workspace_of(&path);
        }
    }
}

/// Named as a manifest, in or outside a `copilot` folder, and not part of addons or overrides.
fn is_manifest(path: &Path) -> bool {
    match role(path) {
        Role::Workload(_) | Role::Environment(_) | Role::Pipeline(_) | Role::LegacyPipeline => true,
        Role::Foreign | Role::Addon(_) | Role::AddonParameters(_) | Role::Patches => false,
        Role::Unknown => path.file_name().is_some_and(|name| name == "manifest.yml"),
    }
}
