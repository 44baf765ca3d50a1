//! `addons/`: CloudFormation templates beside the manifests.

pub mod assets;
pub mod outputs;
pub mod parameters;
pub mod policies;
pub mod templates;

use crate::manifest::recognize::{Owner, Role};
use crate::rules::document::Document;
use crate::rules::report::Report;
use crate::workspace::Stack;

/// What is wrong with a template or a parameters file, among the others of its folder.
pub fn check(document: &Document<'_>) -> Vec<Report> {
    let Some(workspace) = document.workspace.as_ref() else { return Vec::new() };
    match document.role {
        Role::Addon(owner) => {
            let template = Addon { document, owner, stack: workspace.addons(owner) };
            let checks =
                [templates::check, parameters::of_template, policies::check, outputs::check, assets::check];
            checks.iter().flat_map(|check| check(&template)).collect()
        }
        Role::AddonParameters(owner) => {
            parameters::of_file(&Addon { document, owner, stack: workspace.addons(owner) })
        }
        _ => Vec::new(),
    }
}

/// A file of an `addons` folder with the folder that it is in.
struct Addon<'a> {
    document: &'a Document<'a>,
    owner: &'a Owner,
    stack: Stack<'a>,
}

impl Addon<'_> {
    /// Which of the templates it is.
    fn index(&self) -> Option<usize> {
        self.stack.templates.iter().position(|(source, _)| source.path.as_deref() == self.document.path)
    }

    /// All files of the folder can be read and are YAML: what is missing is missing.
    fn is_whole(&self) -> bool {
        let is_whole = |errors: &[_]| errors.is_empty();
        !self.stack.has_unread
            && self.stack.templates.iter().all(|(source, _)| is_whole(&source.tree().errors))
            && self.stack.parameters.iter().all(|source| is_whole(&source.tree().errors))
    }
}
