//! One version of one text, parsed and recognised once and asked many times.

use super::{Action, Completion, Context, Fold, Hint, Hover, Lens, Link, Named, Question, Symbol, Token};
use super::{actions, completion, effective, folding, hints, hover, lens, links, selection, symbols, tokens};
use crate::environments::Layers;
use crate::environments::show::Shown;
use crate::finding::{Edit, Finding};
use crate::locale::{Locale, Phrase};
use crate::manifest::kind::Kind;
use crate::manifest::source::Source;
use crate::rules::{self, Document};
use crate::settings::{InlayHints, Settings};
use crate::workspace::{Around, Nothing, Workspace};
use crate::yaml::Span;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// One version of one text.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// The text and its tree; the offsets of every answer count in it.
    pub source: Arc<Source>,
    layers: OnceLock<Option<Arc<Layers>>>,
}

impl From<Arc<Source>> for Snapshot {
    fn from(source: Arc<Source>) -> Self {
        Snapshot { source, layers: OnceLock::new() }
    }
}

impl Snapshot {
    /// Parses `text`; `path` is where the file lies, absolute, or `None` for a text without a file (`untitled:`).
    pub fn new(path: Option<&Path>, text: String) -> Self {
        Arc::new(Source::new(path, text)).into()
    }

    /// The same for the text that an edit has made of another one, at the cost of what the edit changes.
    pub fn after(before: Arc<Source>, text: String) -> Self {
        if before.text == text { before.into() } else { Arc::new(before.edited(text)).into() }
    }

    /// What the text is; `None` where it is no Copilot manifest, or its `type` is unknown.
    pub fn kind(&self) -> Option<Kind> {
        self.source.kind()
    }

    /// The base and what each environment gets; `None` where Copilot reads no map, or the kind is unknown. Decodes the
    /// text the first time.
    pub fn layers(&self) -> Option<&Layers> {
        let layers = self.layers.get_or_init(|| Document::new(&self.source, &Nothing).layers.map(Arc::new));
        layers.as_deref()
    }

    /// All that is wrong, in source order, with what is wrong around it and can be shown nowhere else; empty where the
    /// text is no Copilot file.
    pub fn findings(&self, settings: &Settings, around: &dyn Around) -> Vec<Finding> {
        self.findings_while(settings, around, &|| true).unwrap_or_default()
    }

    /// The same for as long as `goes_on` says that somebody waits for it.
    pub fn findings_while(
        &self,
        settings: &Settings,
        around: &dyn Around,
        goes_on: &dyn Fn() -> bool,
    ) -> Option<Vec<Finding>> {
        let mut findings = rules::judge_while(&Document::new(&self.source, around), settings, goes_on)?;
        let path = self.source.path.as_deref();
        findings.extend(path.into_iter().flat_map(|path| rules::judge_workspace_in(path, around, settings)));
        findings.sort_by_key(|finding| finding.span);
        Some(findings)
    }

    /// The documentation of what stands at `offset`.
    pub fn hover(&self, offset: usize, context: &Context<'_>) -> Option<Hover> {
        hover::hover(&self.source, self.source.model()?, offset, context)
    }

    /// What can be done at a place, the best first.
    pub fn actions(&self, question: &Question, context: &Context<'_>) -> Vec<Action> {
        actions::actions(&self.source, question, context)
    }

    /// The edits that mend all that is safe to mend, of one rule or of all, in order and apart from each other.
    pub fn mended(&self, rule: Option<&str>, settings: &Settings, around: &dyn Around) -> Vec<Edit> {
        actions::mended(&self.source, rule, settings, around)
    }

    /// What can be typed at `offset`.
    pub fn complete(&self, offset: usize, context: &Context<'_>) -> Completion {
        let complete = |kind| completion::complete(&self.source, kind, offset, context);
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

    /// The hints of the wanted kinds at the offsets of `span`, both ends included, in source order. The cost follows
    /// the part of the text that `span` covers.
    pub fn hints(&self, span: Span, wanted: &InlayHints, context: &Context<'_>) -> Vec<Hint> {
        self.asked(context).map(|asked| hints::hints(asked, span, wanted)).unwrap_or_default()
    }

    /// More about hints of this text, in Markdown, in their order.
    pub fn tooltips(&self, hints: &[Hint], context: &Context<'_>) -> Vec<Option<String>> {
        self.asked(context).map(|asked| hints::tooltips(asked, hints)).unwrap_or_default()
    }

    fn asked<'a>(&'a self, context: &'a Context<'a>) -> Option<hints::Asked<'a>> {
        let kind = self.source.model()?;
        Some(hints::Asked { source: &self.source, kind, layers: self.layers(), context })
    }

    /// The effective manifest of an environment; of `None`, and of one that the manifest does not name, the base.
    ///
    /// # Errors
    /// Says why there is none, and what to do.
    pub fn effective(&self, environment: Option<&str>, locale: Locale) -> Result<Shown, Phrase> {
        effective::effective(&self.source, environment, locale)
    }

    /// The environments that the manifest names, in source order.
    pub fn named_environments(&self) -> Vec<Named> {
        effective::named(&self.source)
    }

    /// The environments of the workspace that the manifest does not name: each gets the base.
    pub fn other_environments(&self, workspace: Option<&Workspace>) -> Vec<String> {
        effective::others(&self.source, workspace)
    }

    /// What is drawn above lines to open effective manifests.
    pub fn lenses(&self, context: &Context<'_>) -> Vec<Lens> {
        lens::lenses(&self.source, context)
    }
}
