//! Plain data → protocol types, and positions back.

use super::client::Features;
use super::plain_text;
use super::revision::Revision;
use crate::finding::{Finding, Related, Severity};
use crate::locale::Locale;
use crate::rules;
use crate::text::{self, Document, Encoding};
use crate::yaml::Span;
use tower_lsp::lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, MarkupContent,
    MarkupKind, NumberOrString, Position, Range, Url,
};

/// The place in the text module's terms.
pub fn from_position(position: Position) -> text::Position {
    text::Position::new(position.line, position.character)
}

/// The byte offset of a place in `revision`, clamped.
pub fn offset(position: Position, revision: &Revision, encoding: Encoding) -> usize {
    revision.text.offset(from_position(position), encoding)
}

/// The range of a span of a text.
pub fn range(span: Span, text: &Document, encoding: Encoding) -> Range {
    let position = |offset| {
        let found = text.position(offset, encoding);
        Position::new(found.line, found.character)
    };
    Range::new(position(span.start), position(span.end))
}

/// A text for people.
pub fn markup(markdown: String, can_markdown: bool) -> MarkupContent {
    if can_markdown {
        return MarkupContent { kind: MarkupKind::Markdown, value: markdown };
    }
    MarkupContent { kind: MarkupKind::PlainText, value: plain_text::of(&markdown) }
}

/// The most findings that a client gets of a file, as many as VS Code shows: of a text with more, seconds would go by.
const MOST: usize = 1000;

/// The findings of the text of `uri` in source order; of very many the worst, and a word on the others.
pub fn diagnostics(findings: &[Finding], uri: &Url, text: &Document, told: Told<'_>) -> Vec<Diagnostic> {
    let one = |finding: &&Finding| diagnostic(finding, uri, text, told);
    let mut shown: Vec<&Finding> = findings.iter().collect();
    if findings.len() <= MOST {
        return shown.iter().map(one).collect();
    }
    shown.sort_by_key(|finding| finding.severity);
    shown.truncate(MOST);
    shown.sort_by_key(|finding| finding.span);
    let hidden = findings.len() - MOST;
    let message = told.locale.pick(
        format!("{hidden} more findings are not shown. `copilot-manifest-ls check` lists all of them."),
        format!("他に {hidden} 件の問題がありますが、表示していません。`copilot-manifest-ls check` はすべてを表示します。"),
    );
    let rest = Diagnostic {
        severity: Some(DiagnosticSeverity::INFORMATION),
        source: Some(env!("CARGO_PKG_NAME").to_owned()),
        message,
        ..Diagnostic::default()
    };
    std::iter::once(rest).chain(shown.iter().map(one)).collect()
}

/// A finding in the text of `uri`.
pub fn diagnostic(finding: &Finding, uri: &Url, text: &Document, told: Told<'_>) -> Diagnostic {
    let Told { locale, features } = told;
    let related = |place: &Related| DiagnosticRelatedInformation {
        location: Location::new(uri.clone(), range(place.span, text, features.encoding)),
        message: place.message.clone(),
    };
    let shows_related = features.related_information && !finding.related.is_empty();
    Diagnostic {
        range: range(finding.span, text, features.encoding),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.to_owned())),
        code_description: rule_page(finding.rule, locale).filter(|_| features.code_description),
        source: Some(env!("CARGO_PKG_NAME").to_owned()),
        message: finding.message.clone(),
        related_information: shows_related.then(|| finding.related.iter().map(related).collect()),
        ..Diagnostic::default()
    }
}

/// Whom a text is for: the user's language and what the client can show.
#[derive(Clone, Copy)]
pub struct Told<'f> {
    /// The language.
    pub locale: Locale,
    /// What the client can do.
    pub features: &'f Features,
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

/// The page that documents a rule: one per section, the first part of the id.
fn rule_page(rule: &str, locale: Locale) -> Option<CodeDescription> {
    Some(CodeDescription { href: Url::parse(&rules::rule::url(rule, locale)).ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_has_a_page() {
        let page = rule_page("sidecar.mount-volume-unknown", Locale::En).unwrap().href;
        assert!(page.as_str().ends_with("/docs/rules/sidecar.md#sidecarmount-volume-unknown"), "{page}");
    }
}
