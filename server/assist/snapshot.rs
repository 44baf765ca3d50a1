//! One version of one text, parsed and recognised once and asked many times.

use super::{Context, Fold, Hover, Item, Link, Symbol, Token};
use super::{completion, folding, hover, links, selection, symbols, tokens};
use crate::finding::Finding;
use crate::locale::Locale;
use crate::manifest::kind::Kind;
use crate::manifest::source::Source;
use crate::rules::{self, Document};
use crate::settings::Settings;
use crate::yaml::Span;
use std::path::Path;
use std::sync::Arc;

/// One version of one text.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// The text and its tree; the offsets of every answer count in it.
    pub source: Arc<Source>,
}

impl Snapshot {
    /// Parses `text`; `path` is where the file lies, absolute, or `None` for a text without a file (`untitled:`).
    pub fn new(path: Option<&Path>, text: String) -> Self {
        Snapshot { source: Arc::new(Source::new(path, text)) }
    }

    /// What the text is; `None` where it is no Copilot manifest, or its `type` is unknown.
    pub fn kind(&self) -> Option<Kind> {
        self.source.kind()
    }

    /// All that is wrong, in source order; empty where the text is no Copilot file.
    pub fn findings(&self, settings: &Settings) -> Vec<Finding> {
        let Source { text, tree, role, .. } = &*self.source;
        rules::judge(&Document::new(text, tree, role), settings)
    }

    /// The documentation of what stands at `offset`.
    pub fn hover(&self, offset: usize, context: &Context<'_>) -> Option<Hover> {
        hover::hover(&self.source, self.source.model()?, offset, context)
    }

    /// What can be typed at `offset`.
    pub fn complete(&self, offset: usize, context: &Context<'_>) -> Vec<Item> {
        let complete = |kind| completion::complete(&self.source.text, kind, offset, context.locale);
        self.source.model().map(complete).unwrap_or_default()
    }

    /// The outline, in source order; `None` where the text is no Copilot file.
    pub fn symbols(&self) -> Option<Vec<Symbol>> {
        self.source.model().map(|kind| symbols::symbols(&self.source, kind))
    }

    /// What can be folded, in source order; `None` where the text is no Copilot file.
    pub fn folds(&self, locale: Locale) -> Option<Vec<Fold>> {
        self.source.model().map(|_| folding::folds(&self.source, locale))
    }

    /// The selections around `offset`, each strictly within the next; `None` where the text is no Copilot file.
    pub fn selections(&self, offset: usize) -> Option<Vec<Span>> {
        self.source.model().map(|_| selection::selections(&self.source, offset))
    }

    /// The tokens that a grammar of YAML can't know, in source order; `None` where the text is no Copilot file.
    pub fn tokens(&self) -> Option<Vec<Token>> {
        self.source.model().map(|kind| tokens::tokens(&self.source, kind))
    }

    /// What can be opened from the text, in source order; `None` where it is no Copilot file.
    pub fn links(&self, context: &Context<'_>) -> Option<Vec<Link>> {
        self.source.model().map(|kind| links::links(&self.source, kind, context))
    }
}
