//! `--format text`: for people.

mod summary;

use super::Drawing;
use crate::cli::check::checker::Checked;
use crate::cli::check::outcome::Outcome;
use crate::cli::terminal::wrapped;
use crate::finding::{Edit, Finding, Fix, Related, Severity};
use crate::locale::Locale;
use crate::rules::lines::{line_end, line_start};
use crate::rules::registry;
use crate::rules::rule::url;
use crate::text::{Document, Encoding};
use crate::yaml::Span;
use annotate_snippets::{
    AnnotationKind, Group, Level, Message, Origin, Patch, Renderer, Snippet, normalize_untrusted_str,
};
use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, Write};

/// Related places are drawn with the finding up to this distance in bytes, else by themselves.
const NEAR: usize = 8 * 1024;

/// Prints each finding with its source line, file by file, then a summary.
pub(super) fn print(outcome: &Outcome, drawing: Drawing, out: &mut dyn Write) -> io::Result<()> {
    let renderer = if drawing.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(drawing.width);
    let mut told = HashSet::new();
    for file in &outcome.files {
        let (lines, path) = (Document::new(file.text()), normalize_untrusted_str(&file.path));
        let page = Page { file, lines, path, locale: outcome.locale, drawing };
        for finding in &file.findings {
            let is_first = told.insert(finding.rule);
            writeln!(out, "{}\n", renderer.render(&page.groups(finding, is_first)))?;
        }
    }
    summary::print(outcome, drawing, out)
}

/// One file that is drawn.
struct Page<'o> {
    file: &'o Checked,
    /// Its lines.
    lines: Document,
    /// Its path, harmless for a terminal.
    path: String,
    locale: Locale,
    drawing: Drawing,
}

impl<'o> Page<'o> {
    /// The finding itself, then each way to mend it.
    fn groups(&self, finding: &'o Finding, is_first: bool) -> Vec<Group<'o>> {
        let level = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Info => Level::INFO,
            Severity::Hint => Level::HELP.with_name("hint"),
        };
        let title = level.primary_title(&*finding.message).id(finding.rule);
        let mut group = if self.file.readable {
            self.drawn(Group::with_title(title), finding)
        } else {
            Group::with_title(title).element(Origin::path(self.path.clone()))
        };
        group = group.elements(self.notes(finding, is_first));
        let mut groups = vec![];
        let mut fixes = finding.fixes.iter();
        // The first one is drawn, the others are named.
        if let Some(first) = fixes.next() {
            groups.push(self.mended(first));
        }
        group = group.elements(fixes.map(|fix| Level::HELP.message(self.title(fix))));
        groups.insert(0, group);
        groups
    }

    fn drawn(&self, group: Group<'o>, finding: &'o Finding) -> Group<'o> {
        let is_near = |related: &&Related| {
            let (one, other) = (related.span.start, finding.span.start);
            one.abs_diff(other) < NEAR
        };
        let (near, far): (Vec<_>, Vec<_>) = finding.related.iter().partition(is_near);
        let spans = near.iter().map(|related| related.span).chain([finding.span]);
        let window = Window::around(self, spans);
        let primary = AnnotationKind::Primary.span(window.range(finding.span));
        let context = near.into_iter().map(|related| window.context(related));
        let snippet = Snippet::source(window.text).path(self.path.clone()).line_start(window.line);
        let mut group = group.element(snippet.annotation(primary).annotations(context));
        for related in far {
            let window = Window::around(self, [related.span]);
            let snippet = Snippet::source(window.text).path(self.path.clone()).line_start(window.line);
            group = group.element(snippet.annotation(window.context(related)));
        }
        group
    }

    /// Where it is seen, and at the first finding of a rule what there is to read.
    fn notes(&self, finding: &'o Finding, is_first: bool) -> Vec<Message<'o>> {
        let locale = self.locale;
        let mut notes = Vec::new();
        if let Some(environment) = &finding.environment {
            let name = normalize_untrusted_str(environment);
            let seen = locale.pick(format!("seen in environment `{name}`"), format!("環境 `{name}` で検出"));
            notes.push(Level::NOTE.message(seen));
        }
        if !is_first {
            return notes;
        }
        let rule = registry::find(finding.rule).filter(|_| self.drawing.explain);
        if let Some(rule) = rule {
            let lines = wrapped(rule.doc(locale), self.drawing.width.saturating_sub(12));
            notes.push(Level::NOTE.message(lines.join("\n")));
        }
        let see = Level::NOTE.with_name(locale.pick("see", "参照"));
        notes.push(see.message(url(finding.rule, locale)));
        notes
    }

    /// The lines as a fix leaves them.
    fn mended(&self, fix: &'o Fix) -> Group<'o> {
        let group = Group::with_title(Level::HELP.secondary_title(self.title(fix)));
        let window = Window::around(self, fix.edits.iter().map(|edit| edit.span));
        let patch = |edit: &'o Edit| {
            let (span, text) = whole_line(self.file.text(), edit);
            Patch::new(window.range(span), text)
        };
        let patches = fix.edits.iter().map(patch);
        match fix.edits.is_empty() || window.text.len() > NEAR {
            true => group,
            false => group.element(Snippet::source(window.text).line_start(window.line).patches(patches)),
        }
    }

    fn title(&self, fix: &Fix) -> String {
        let title = normalize_untrusted_str(&fix.title);
        match fix.safe {
            true => title,
            false => self.locale.pick(format!("{title} (please check)"), format!("{title} (要確認)")),
        }
    }
}

/// What is put behind the indentation of a line, with a line end and the same indentation behind it, is a line of its own
/// before that line.
fn whole_line<'e>(text: &str, edit: &'e Edit) -> (Span, Cow<'e, str>) {
    let Edit { span, text: new } = edit;
    let start = line_start(text, span.start);
    let indentation = text.get(start..span.start).unwrap_or_default();
    let is_line = span.start == span.end && !indentation.is_empty() && indentation.trim().is_empty();
    match new.strip_suffix(indentation).filter(|new| is_line && new.ends_with('\n')) {
        Some(line) => (Span { start, end: start }, Cow::Owned(format!("{indentation}{line}"))),
        None => (*span, Cow::Borrowed(new)),
    }
}

/// The lines around some places: a large file is not drawn again for each finding.
struct Window<'o> {
    text: &'o str,
    /// Where it begins in the file, in bytes.
    start: usize,
    /// The number of its first line, from 1.
    line: usize,
}

impl<'o> Window<'o> {
    fn around(page: &Page<'o>, spans: impl IntoIterator<Item = Span>) -> Window<'o> {
        let text = page.file.text();
        let (mut first, mut last) = (text.len(), 0);
        for span in spans {
            first = first.min(span.start);
            last = last.max(span.end);
        }
        let (start, end) = (line_start(text, first), line_end(text, last.max(first)));
        let line = page.lines.position(start, Encoding::Utf8).line;
        let line = usize::try_from(line).unwrap_or(usize::MAX).saturating_add(1);
        Window { text: text.get(start..end).unwrap_or_default(), start, line }
    }

    fn range(&self, span: Span) -> std::ops::Range<usize> {
        let at = |offset: usize| offset.saturating_sub(self.start).min(self.text.len());
        at(span.start)..at(span.end.max(span.start))
    }

    fn context(&self, related: &'o Related) -> annotate_snippets::Annotation<'o> {
        AnnotationKind::Context.span(self.range(related.span)).label(&*related.message)
    }
}
