//! Text → tree.

use super::build::build;
use super::control;
use super::dialect;
use super::repair::mend;
use super::tree::Tree;

impl Tree {
    /// Parses the first document of a text; never fails, see [`Tree::errors`].
    ///
    /// A byte order mark at the beginning is skipped.
    pub fn parse(text: &str) -> Self {
        let readable = control::replaced(text);
        let mut tree = match build(&readable) {
            (tree, None) => tree,
            (tree, Some(failure)) => mend(&readable, tree, failure),
        };
        dialect::check(text, &mut tree);
        tree
    }
}
