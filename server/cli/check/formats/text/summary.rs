//! The last lines of the report.

use super::Drawing;
use crate::cli::check::checker::Checked;
use crate::cli::check::outcome::{Accepted, Outcome};
use crate::finding::{Finding, Severity};
use crate::locale::Locale;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// The most files, and the most entries of a baseline, that are listed.
const MOST: usize = 20;

/// How many there are of a thing, in words.
fn plural(count: usize, word: &str, japanese: &str, locale: Locale) -> String {
    match locale {
        Locale::Ja => format!("{japanese} {count} 件"),
        Locale::En if count == 1 => format!("1 {word}"),
        Locale::En => format!("{count} {word}s"),
    }
}

/// Prints what was found in each file, in all, and what can be done about it.
pub(super) fn print(outcome: &Outcome, drawing: Drawing, out: &mut dyn Write) -> io::Result<()> {
    let locale = outcome.locale;
    files(outcome, drawing, out)?;
    let listed = outcome.files.iter().filter(|file| file.listed).count();
    let checked = plural(listed, "manifest", "マニフェスト", locale);
    let all: Vec<&Finding> = outcome.findings().map(|(_, finding)| finding).collect();
    if all.is_empty() {
        let nothing = locale.pick(" checked, nothing found", "を検査: 問題はありません");
        writeln!(out, "{checked}{nothing}")?;
    } else {
        let verb = locale.pick(" checked: ", "を検査: ");
        writeln!(out, "{checked}{verb}{}", counts(&all, true, locale))?;
    }
    mended(outcome, out)?;
    fixable(&all, locale, out)?;
    outcome.baseline.as_ref().map_or(Ok(()), |accepted| baseline(accepted, locale, out))
}

/// The files with findings, where there are several.
fn files(outcome: &Outcome, drawing: Drawing, out: &mut dyn Write) -> io::Result<()> {
    let with_findings: Vec<&Checked> =
        outcome.files.iter().filter(|file| !file.findings.is_empty()).collect();
    if with_findings.len() < 2 {
        return Ok(());
    }
    let shown = with_findings.iter().take(MOST);
    let widest = shown.clone().map(|file| file.path.width()).max().unwrap_or(0);
    let widest = widest.min(drawing.width * 2 / 3);
    for file in shown {
        let findings: Vec<&Finding> = file.findings.iter().collect();
        let blanks = " ".repeat(widest.saturating_sub(file.path.width()));
        let path = annotate_snippets::normalize_untrusted_str(&file.path);
        writeln!(out, "{path}{blanks}  {}", counts(&findings, false, outcome.locale))?;
    }
    let more = with_findings.len().saturating_sub(MOST);
    if more > 0 {
        let more = outcome.locale.pick(format!("and {more} more files"), format!("ほか {more} ファイル"));
        writeln!(out, "{more}")?;
    }
    writeln!(out)
}

/// `2 errors, 1 warning`; with `zeros` also what there is none of.
fn counts(findings: &[&Finding], zeros: bool, locale: Locale) -> String {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let advice = count(Severity::Info) + count(Severity::Hint);
    let errors = (count(Severity::Error), "error", "エラー", zeros);
    let warnings = (count(Severity::Warning), "warning", "警告", zeros);
    let parts = [errors, warnings, (advice, "hint", "ヒント", false)].into_iter();
    let parts = parts.filter(|(count, _, _, always)| *count > 0 || *always);
    let parts: Vec<String> =
        parts.map(|(count, word, japanese, _)| plural(count, word, japanese, locale)).collect();
    parts.join(locale.pick(", ", "、"))
}

fn mended(outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
    let (locale, mended) = (outcome.locale, outcome.mended);
    if mended.files == 0 {
        return Ok(());
    }
    let findings = plural(mended.findings, "finding", "問題", locale);
    let files = plural(mended.files, "file", "ファイル", locale);
    let text =
        locale.pick(format!("{findings} mended in {files}"), format!("{files}で{findings}を修正しました"));
    writeln!(out, "{text}")
}

fn fixable(all: &[&Finding], locale: Locale, out: &mut dyn Write) -> io::Result<()> {
    let has = |finding: &&&Finding, safe: bool| finding.fixes.iter().any(|fix| fix.safe || !safe);
    let safe = all.iter().filter(|finding| has(finding, true)).count();
    let more = all.iter().filter(|finding| has(finding, false)).count() - safe;
    let text = match (safe, more) {
        (0, 0) => return Ok(()),
        (0, _) => locale.pick(
            format!("{more} can be mended with `--fix --unsafe-fixes`, to be checked"),
            format!("{more} 件は `--fix --unsafe-fixes` で修正できます (要確認)"),
        ),
        (_, 0) => locale.pick(
            format!("{safe} can be mended with `--fix`"),
            format!("{safe} 件は `--fix` で修正できます"),
        ),
        _ => locale.pick(
            format!("{safe} can be mended with `--fix`, {more} more with `--unsafe-fixes`, to be checked"),
            format!("{safe} 件は `--fix` で、さらに {more} 件は `--unsafe-fixes` で修正できます (要確認)"),
        ),
    };
    writeln!(out, "{text}")
}

fn baseline(accepted: &Accepted, locale: Locale, out: &mut dyn Write) -> io::Result<()> {
    let count = accepted.findings;
    if count > 0 {
        let text = locale
            .pick(format!("{count} accepted by the baseline"), format!("ベースラインで許容: {count} 件"));
        writeln!(out, "{text}")?;
    }
    let gone: usize = accepted.gone.iter().map(|entry| entry.count).sum();
    if gone == 0 {
        return Ok(());
    }
    let text = locale.pick(
        format!("{gone} of the baseline are gone; `--write-baseline` takes them out:"),
        format!("ベースラインのうち {gone} 件は解消されています。`--write-baseline` で取り除けます:"),
    );
    writeln!(out, "{text}")?;
    for entry in accepted.gone.iter().take(MOST) {
        let text = format!("  {}: {} {}", entry.file, entry.rule, entry.path);
        writeln!(out, "{}", annotate_snippets::normalize_untrusted_str(text.trim_end()))?;
    }
    let more = accepted.gone.len().saturating_sub(MOST);
    if more > 0 {
        writeln!(out, "  {}", locale.pick(format!("and {more} more"), format!("ほか {more} 件")))?;
    }
    Ok(())
}
