//! Which files below a folder are manifests.

use crate::manifest::recognize::{Role, role};
use ignore::WalkBuilder;
use std::path::{Path, PathBuf};

/// The manifests in `paths`, sorted: a file stands for itself, also where it does not exist, and a folder for the
/// manifests below it that no `.gitignore` excludes. Symbolic links to folders are not followed.
pub fn discover(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        let is_folder = std::fs::metadata(path).is_ok_and(|metadata| metadata.is_dir());
        if is_folder && !is_manifest(path) { walk(path, &mut files) } else { files.push(path.clone()) }
    }
    files.sort();
    files.dedup();
    files
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    let walker = WalkBuilder::new(folder).require_git(false).build();
    files.extend(walker.flatten().map(ignore::DirEntry::into_path).filter(|path| is_manifest(path)));
}

/// Named as a manifest, in or outside a `copilot` folder, and not part of addons or overrides.
fn is_manifest(path: &Path) -> bool {
    match role(path) {
        Role::Workload(_) | Role::Environment(_) | Role::Pipeline(_) | Role::LegacyPipeline => true,
        Role::Foreign => false,
        Role::Unknown => path.file_name().is_some_and(|name| name == "manifest.yml"),
    }
}
