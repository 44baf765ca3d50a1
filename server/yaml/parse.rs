//! Text → tree.

use super::build::build;
use super::control;
use super::dialect;
use super::repair::mend;
use super::separators;
use super::tree::Tree;

impl Tree {
    /// Parses the first document of a text; never fails, see [`Tree::errors`].
    ///
    /// A byte order mark at the beginning is skipped.
    pub fn parse(text: &str) -> Self {
        let readable = control::replaced(text);
        let separators = separators::of(&readable);
        let mut tree = match separators.is_empty() {
            true => mended(&readable),
            false => separators::parse(&readable, separators, mended),
        };
        match tree.separators.is_empty() {
            true => dialect::check(text, &mut tree),
            false => separators::check(text, &mut tree, dialect::check),
        }
        tree
    }
}

fn mended(text: &str) -> Tree {
    match build(text) {
        (tree, None) => tree,
        (tree, Some(failure)) => mend(text, tree, failure),
    }
}
