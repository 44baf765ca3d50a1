//! The effective manifest of one environment as a text: YAML without `environments`, which Copilot deploys to the same
//! effect. A comment at each value that the override wrote says from which line it comes.
//!
//! Three steps: [`pieces`] turns values (and [`raw`], parts that Copilot does not look into) into pieces that know their
//! spelling ([`scalar`]) and their place; [`layout`] writes pieces as lines; [`words`] has what the comments say.

mod layout;
mod pieces;
mod raw;
mod scalar;
mod words;

use super::{Environment, Layers};
use crate::locale::{Locale, Phrase};
use crate::manifest::decode::Decoded;
use crate::manifest::kind::Kind;
use crate::manifest::value::Value;
use crate::yaml::{Span, Tree};
use std::sync::Arc;

/// The most values that are written: only aliases can multiply beyond what a manifest has.
const LARGEST: usize = 300_000;

/// What is to be shown.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The text of the manifest.
    pub text: &'a str,
    /// Its tree.
    pub tree: &'a Tree,
    /// What it is.
    pub kind: Kind,
    /// What Copilot reads.
    pub decoded: &'a Decoded,
    /// The base and the environments of `decoded`.
    pub layers: &'a Layers,
    /// The name of the environment; `None` for the base. One that the manifest does not name gets the base.
    pub environment: Option<&'a str>,
    /// How the first line calls the manifest: most often its path.
    pub file: &'a str,
    /// The language of the comments.
    pub locale: Locale,
}

/// Where a line of a [`Shown`] text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The key in the manifest, or the value where it has no key.
    pub span: Span,
    /// The override of the environment wrote it.
    pub in_override: bool,
}

/// An effective manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// YAML; every line ends with `\n`.
    pub text: String,
    /// Of each line of `text` where it comes from; `None` for comments.
    pub lines: Vec<Option<Place>>,
    /// Of each line of `text` its length in bytes without the comment that tells where it comes from, and without its end.
    pub plain: Vec<usize>,
    /// The manifest names the environment.
    pub is_named: bool,
    /// The lines of the manifest, from 1, that are left out because they are no YAML or because Copilot refuses them.
    pub unreadable: Vec<usize>,
}

/// Writes the effective manifest.
///
/// # Errors
/// The values are too many to be written; only aliases of aliases are.
pub fn show(asked: &Asked<'_>) -> Result<Shown, Phrase> {
    let environment = environment(asked);
    let root = environment.map_or(&asked.layers.base, |environment| &environment.effective);
    let (root, lost) = pieces::root(asked, root).ok_or_else(words::too_large)?;
    let mark = environment.map(|environment| &*environment.name);
    let unreadable = unreadable(asked, &lost);
    let head = words::head(asked, environment.is_some(), &unreadable);
    let mut page = layout::Page::new(asked.text, mark, asked.locale);
    head.iter().for_each(|line| page.comment(line));
    page.root(&root);
    let layout::Page { text, lines, plain, .. } = page;
    Ok(Shown { text, lines, plain, is_named: environment.is_some(), unreadable })
}

fn environment<'a>(asked: &Asked<'a>) -> Option<&'a Environment> {
    let name = asked.environment?;
    asked.layers.environment(name)
}

/// The lines that are no YAML, that could not be written, or that make Copilot refuse the manifest.
fn unreadable(asked: &Asked<'_>, lost: &[Span]) -> Vec<usize> {
    use crate::manifest::decode::Outcome;
    let errors = asked.tree.errors.iter().map(|error| error.span);
    let refused = asked.decoded.problems.iter().filter(|problem| problem.outcome != Outcome::Dropped);
    let refused = refused.map(|problem| asked.tree.node(problem.node).span);
    let places = layout::Lines::of(asked.text);
    let all = errors.chain(refused).chain(lost.iter().copied());
    let mut lines: Vec<usize> = all.map(|span| places.number(span.start)).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// The place that a value is told to come from.
fn place(value: &Arc<Value>) -> Place {
    let origin = &value.origin;
    Place { span: origin.key.unwrap_or(origin.span), in_override: origin.in_override }
}
