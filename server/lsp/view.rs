//! What a request about an open document is answered from.

use super::client::Features;
use super::convert::{self, Told};
use super::revision::Revision;
use super::workspaces::Surroundings;
use crate::assist::Context;
use crate::finding::{Edit, Finding};
use crate::locale::Locale;
use crate::yaml::Span;
use std::sync::Arc;
use tower_lsp::lsp_types::{Diagnostic, Position, Range, TextEdit, Url};

/// One version of one document, the client's abilities and the files around it.
pub struct View {
    /// The client's name of the document.
    pub uri: Url,
    /// The version.
    pub revision: Arc<Revision>,
    /// What the client can do.
    pub features: Arc<Features>,
    /// What lies around the document; read when it is first asked for.
    pub around: Surroundings,
}

impl View {
    /// What answers depend on beside the text. Finds out what is wrong with the text, which costs milliseconds the
    /// first time.
    pub fn context(&self) -> Context<'_> {
        Context { findings: self.revision.findings(&self.around), ..self.plain_context() }
    }

    /// The same for answers that the findings do not matter to.
    pub fn plain_context(&self) -> Context<'_> {
        Context { locale: self.locale(), around: &self.around, findings: &[] }
    }

    /// The language of the answers.
    pub fn locale(&self) -> Locale {
        self.revision.settings.locale
    }

    /// A finding of this version.
    pub fn diagnostic(&self, finding: &Finding) -> Diagnostic {
        let told = Told { locale: self.locale(), features: &self.features };
        convert::diagnostic(finding, &self.uri, &self.revision.text, told)
    }

    /// The byte offset of a place, clamped.
    pub fn offset(&self, position: Position) -> usize {
        convert::offset(position, &self.revision, self.features.encoding)
    }

    /// The bytes of a range, clamped.
    pub fn span(&self, range: Range) -> Span {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        Span { start, end: end.max(start) }
    }

    /// The range of some bytes.
    pub fn range(&self, span: Span) -> Range {
        convert::range(span, &self.revision.text, self.features.encoding)
    }

    /// The protocol's form of an edit.
    pub fn text_edit(&self, edit: &Edit) -> TextEdit {
        TextEdit::new(self.range(edit.span), edit.text.clone())
    }
}
