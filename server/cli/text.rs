//! `--format text`: for people.

use super::args::Color;
use super::check::Checked;
use crate::finding::{Finding, Severity};
use crate::locale::Locale;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::io::{self, IsTerminal, Write};

/// Prints each finding with its source line, then a summary.
pub(super) fn print(files: &[Checked], color: Color, locale: Locale, out: &mut impl Write) -> io::Result<()> {
    let renderer = if use_color(color) { Renderer::styled() } else { Renderer::plain() };
    for file in files {
        for finding in &file.findings {
            writeln!(out, "{}\n", renderer.render(&groups(file, finding, locale)))?;
        }
    }
    summary(files, locale, out)
}

fn use_color(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) && io::stdout().is_terminal()
        }
    }
}

fn groups<'a>(file: &'a Checked, finding: &'a Finding, locale: Locale) -> Vec<Group<'a>> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
        Severity::Hint => Level::HELP.with_name("hint"),
    };
    let title = level.primary_title(&*finding.message).id(finding.rule);
    if !file.readable {
        return vec![Group::with_title(title).element(annotate_snippets::Origin::path(&*file.path))];
    }
    let span = finding.span.start..finding.span.end.max(finding.span.start);
    let mut snippet = Snippet::source(&*file.text).path(&*file.path);
    snippet = snippet.annotation(AnnotationKind::Primary.span(span));
    for related in &finding.related {
        let span = related.span.start..related.span.end;
        snippet = snippet.annotation(AnnotationKind::Context.span(span).label(&*related.message));
    }
    let mut group = Group::with_title(title).element(snippet);
    if let Some(environment) = &finding.environment {
        group =
            group.element(Level::NOTE.message(locale.pick(
                format!("seen in environment `{environment}`"),
                format!("環境 `{environment}` で検出"),
            )));
    }
    for fix in &finding.fixes {
        group = group.element(Level::HELP.message(&*fix.title));
    }
    vec![group]
}

fn summary(files: &[Checked], locale: Locale, out: &mut impl Write) -> io::Result<()> {
    let count =
        |severity| files.iter().flat_map(|file| &file.findings).filter(|f| f.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let hints = count(Severity::Hint) + count(Severity::Info);
    let plural = |count: usize, word: &str, japanese: &str| match locale {
        Locale::Ja => format!("{japanese} {count} 件"),
        Locale::En if count == 1 => format!("1 {word}"),
        Locale::En => format!("{count} {word}s"),
    };
    let listed = files.iter().filter(|file| file.listed).count();
    let checked = plural(listed, "manifest", "マニフェスト");
    if errors + warnings + hints == 0 {
        let nothing = locale.pick(" checked, nothing found", "を検査: 問題はありません");
        return writeln!(out, "{checked}{nothing}");
    }
    let mut parts = vec![plural(errors, "error", "エラー"), plural(warnings, "warning", "警告")];
    if hints > 0 {
        parts.push(plural(hints, "hint", "ヒント"));
    }
    let (verb, comma) = locale.pick((" checked: ", ", "), ("を検査: ", "、"));
    writeln!(out, "{checked}{verb}{}", parts.join(comma))
}
