//! Which files below a folder are manifests.

use crate::manifest::recognize::{Role, role};
use ignore::WalkBuilder;
use std::path::{Path, PathBuf};

/// What was found.
#[derive(Debug, Default)]
pub struct Discovery {
    /// Files to check, sorted.
    pub files: Vec<PathBuf>,
    /// Paths that were asked for and do not exist.
    pub missing: Vec<PathBuf>,
}

/// The manifests in `paths`: a file stands for itself, a folder for the manifests below it that no `.gitignore`
/// excludes. Symbolic links to folders are not followed.
pub fn discover(paths: &[PathBuf]) -> Discovery {
    let mut found = Discovery::default();
    for path in paths {
        match std::fs::symlink_metadata(path) {
            Ok(metadata) if metadata.is_dir() && !is_manifest(path) => walk(path, &mut found.files),
            Ok(_) => found.files.push(path.clone()),
            Err(_) => found.missing.push(path.clone()),
        }
    }
    found.files.sort();
    found.files.dedup();
    found
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
