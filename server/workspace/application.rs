//! `copilot/.workspace`: the application that the manifests belong to.

use super::read;
use crate::yaml::Tree;
use std::path::Path;

/// The name of the application of a manifest, as `copilot/.workspace` above it says.
pub fn application(manifest: &Path) -> Option<String> {
    let root = manifest.ancestors().find(|folder| folder.ends_with("copilot"))?;
    let text = read(&root.join(".workspace")).ok()?;
    let tree = Tree::parse(&text);
    let name = tree.get(tree.root?, "application")?;
    tree.scalar(name).map(|(name, _)| name.to_owned()).filter(|name| !name.is_empty())
}
