//! The whole judgement of one text: tree → kind → decoding → each environment → findings.

use super::check::Check;
use super::document::Document;
use super::layers::Located;
use super::report::{Place, Report};
use super::sections::{addons, document, environments as rules_of_environments, manifest, patches};
use super::{across, fixes, forms, layered, registry};
use crate::environments::Layers;
use crate::finding::{self, Edit, Finding, Origin, Related, Severity};
use crate::isolate::{self, Task};
use crate::locale::Phrase;
use crate::manifest::decode::{Decoded, Outcome, Problem, What};
use crate::manifest::kind::Kind;
use crate::manifest::path::{Path, Segment};
use crate::manifest::recognize::{Recognized, Role};
use crate::settings::Settings;
use crate::yaml::Span;
use std::collections::HashSet;

/// All findings of a text, in source order. A check that panics loses its own.
pub fn judge(document: &Document<'_>, settings: &Settings) -> Vec<Finding> {
    judge_while(document, settings, &|| true).unwrap_or_default()
}

/// The same for as long as somebody waits for it; `None` once `goes_on` denies that.
pub fn judge_while(
    document: &Document<'_>,
    settings: &Settings,
    goes_on: &dyn Fn() -> bool,
) -> Option<Vec<Finding>> {
    let mut located: Vec<Located> = once(document).into_iter().map(plain).collect();
    located.retain(|located| is_wanted(&located.report, document));
    if let (Some(kind), Some(merged)) = (document.kind(), &document.layers) {
        located.extend(layered::located(document, kind, merged, goes_on)?);
        located.extend(blocks(document, kind, merged));
        located.extend(across::located(document, kind, merged));
    }
    let unread = unread(document);
    located.retain(|located| !is_unsure(&located.report.place, document, &unread));
    let mut findings: Vec<Finding> =
        located.into_iter().filter_map(|it| finding(it, document.layers.as_ref(), settings)).collect();
    findings.sort_by(|a, b| (a.span, a.severity, a.rule).cmp(&(b.span, b.severity, b.rule)));
    drop_refused(&mut findings, &document.decoded);
    findings.dedup_by(|a, b| a.rule == b.rule && a.span == b.span && a.path == b.path);
    settle(&mut findings, document);
    Some(super::suppression::apply(findings, document, settings))
}

/// Fits the fixes to the text around them.
fn settle(findings: &mut [Finding], document: &Document<'_>) {
    let lines_differ = !document.tree.separators.is_empty();
    let has_tabs = document.text.contains('\t');
    for finding in findings {
        // Fixes take whole lines, and here a line is not what the editor shows.
        if lines_differ && finding.rule != document::LINE_SEPARATOR.id {
            finding.fixes.clear();
        }
        let uncovers_tab = |edit: &Edit| fixes::uncovers_tab(edit, document.text);
        finding.fixes.retain(|fix| !has_tabs || !fix.edits.iter().any(uncovers_tab));
        let edits = finding.fixes.iter_mut().flat_map(|fix| &mut fix.edits);
        edits.for_each(|edit| fixes::keep_comment_apart(edit, document.tree));
    }
}

/// It concerns what is judged: of the block of another environment only what stops Copilot before it looks for one.
fn is_wanted(report: &Report, document: &Document<'_>) -> bool {
    let Some(only) = document.only.as_deref() else { return true };
    let segments = report.place.path.segments();
    let is_other = matches!(segments.as_slice(), [Segment::Key(first), Segment::Key(name), ..]
        if &**first == "environments" && &**name != only);
    !is_other || (report.severity == Severity::Error && report.origin == Origin::Copilot)
}

/// A value that Copilot reads as zero and then refuses is refused: what says that it is dropped goes.
fn drop_refused(findings: &mut Vec<Finding>, decoded: &Decoded) {
    let refused: HashSet<Span> =
        findings.iter().filter(|f| f.origin == Origin::Copilot).map(|f| f.span).collect();
    let dropped = |place: &&Problem| place.outcome == Outcome::Dropped && place.what == What::Type;
    let dropped: HashSet<String> =
        decoded.problems.iter().filter(dropped).map(|problem| problem.path.to_string()).collect();
    findings.retain(|f| {
        f.severity == Severity::Error || !refused.contains(&f.span) || !dropped.contains(&f.path)
    });
}

/// What is said of the text as written, whatever the environments.
fn once(document: &Document<'_>) -> Vec<Report> {
    let mut reports = document::syntax(document.tree, document.text);
    if matches!(document.role, Role::Addon(_) | Role::AddonParameters(_)) {
        let checked = isolate::attempt(Task::new("addons::check"), || addons::check(document));
        reports.extend(checked.unwrap_or_default());
        return reports;
    }
    if *document.role == Role::Patches {
        let checked = isolate::attempt(Task::new("patches::check"), || patches::check(document));
        reports.extend(checked.unwrap_or_default());
        return reports;
    }
    if document.recognized == Recognized::Nothing {
        return Vec::new();
    }
    reports.extend(manifest::recognition(document));
    if document.kind().is_some() {
        let problems = document.decoded.problems.iter();
        reports.extend(problems.map(|problem| forms::report(problem, document.tree, document.text)));
        let checks = registry::ONCE.iter().map(|(name, check)| (Task::new(name), check));
        let attempts = checks.filter_map(|(task, check)| isolate::attempt(task, || check(document)));
        reports.extend(attempts.flatten());
    }
    reports
}

/// The base and each block of `environments` by itself, without a merge.
fn blocks(document: &Document<'_>, kind: Kind, layers: &Layers) -> Vec<Located> {
    let base = std::iter::once((None, &layers.base));
    let blocks = layers.environments.iter().enumerate().map(|(index, one)| (Some(index), &one.block));
    let written = base.chain(blocks).flat_map(|(environment, block)| {
        let name = environment.map(|index| &*layers.environments[index].name);
        let mut check = Check::new(document, kind, block, name);
        for (task, rule_check) in registry::tasks(registry::BLOCK_CHECKS) {
            check.attempt(task, rule_check);
        }
        check.reports.into_iter().map(move |report| Located { environment, ..plain(report) })
    });
    written.collect()
}

/// The places of which Copilot reads nothing, because of a mistake of form.
fn unread<'d>(document: &'d Document<'_>) -> HashSet<&'d Path> {
    let problems = document.decoded.problems.iter();
    problems.filter(|problem| problem.outcome != Outcome::Dropped).map(|problem| &problem.path).collect()
}

/// What is missing can't be known where the text is broken, nor where a mistake of form stands in its place.
fn is_unsure(place: &Place, document: &Document<'_>, unread: &HashSet<&Path>) -> bool {
    let is_unread = || place.path.ancestors().any(|path| unread.contains(path));
    place.missing && (!document.tree.errors.is_empty() || is_unread())
}

fn plain(report: Report) -> Located {
    Located { report, environment: None, others: Vec::new(), base_only: false, named: Vec::new() }
}

/// What is found outside of any environment; `None` where the settings turn the rule off.
pub(super) fn plain_finding(report: Report, settings: &Settings) -> Option<Finding> {
    finding(plain(report), None, settings)
}

fn finding(located: Located, layers: Option<&Layers>, settings: &Settings) -> Option<Finding> {
    let name = |index: usize| layers?.environments.get(index).map(|environment| environment.name.to_string());
    let words = |phrase: &Phrase| phrase.text(settings.locale).to_owned();
    let origin = located.origin();
    let report = located.report;
    let mut message = report.rule.message(report.message, &report.args, settings.locale);
    let (mut rule, mut severity) = (report.rule, report.severity);
    if located.base_only {
        rule = &rules_of_environments::BASE_INCOMPLETE;
        severity = rule.severity;
        message = rule.message(0, &[("problem", Phrase::same(message))], settings.locale);
    }
    if let Some(chosen) = settings.severities.get(rule.id) {
        severity = (*chosen)?;
    }
    let mut related: Vec<Related> = report
        .related
        .into_iter()
        .map(|(span, message)| Related { span, message: words(&message) })
        .collect();
    let mut named = located.named.into_iter();
    let environment = named.next().or_else(|| located.environment.and_then(name));
    for name in located.others.into_iter().filter_map(name).chain(named) {
        let message = settings
            .locale
            .pick(format!("also in environment `{name}`"), format!("環境 `{name}` でも同じです"));
        related.push(Related { span: report.place.span, message });
    }
    let fixes = report.fixes.into_iter().map(|fix| finding::Fix {
        title: words(&fix.title),
        edits: fix.edits,
        safe: fix.safe,
        file: fix.file,
    });
    Some(Finding {
        rule: rule.id,
        severity,
        origin,
        message,
        path: report.place.path.to_string(),
        environment,
        span: report.place.span,
        related,
        fixes: if severity == Severity::Hint && located.base_only { Vec::new() } else { fixes.collect() },
    })
}

#[cfg(test)]
mod tests {
    use super::super::broken::TROUBLE;
    use super::*;
    use crate::manifest::source::Source;
    use crate::workspace::{Around, Disk, Nothing};
    use std::path::Path;

    const RIGHT: &str = "name: web\ntype: Backend Service\nimage:\n  location: nginx\n";

    fn found(text: &str, around: &dyn Around) -> Vec<&'static str> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/bookshop/copilot/web/manifest.yml");
        let source = Source::new(Some(&path), text.to_owned());
        judge(&Document::new(&source, around), &Settings::default()).iter().map(|it| it.rule).collect()
    }

    #[test]
    fn a_check_that_panics_loses_its_own_findings_only() {
        let wrong = format!("{RIGHT}count: -1\nbogus: 1\nexec: {{}}\nenvironments:\n  prod:\n    cpu: 3\n");
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/bookshop");
        let around = Disk::read(&folder);
        let expected = found(&wrong, &around);
        assert!(expected.len() > 2, "{expected:?}");
        assert_eq!(found(&format!("{wrong}# {TROUBLE}\n"), &around), expected);
    }

    #[test]
    fn a_judgement_that_nobody_waits_for_ends() {
        let source = Source::new(None, format!("{RIGHT}bogus: 1\n"));
        let document = Document::new(&source, &Nothing);
        let asked = std::cell::Cell::new(0);
        let goes_on = |times: usize| {
            asked.set(0);
            let patience = || {
                asked.set(asked.get() + 1);
                asked.get() <= times
            };
            judge_while(&document, &Settings::default(), &patience)
        };
        assert_eq!(goes_on(5), None);
        assert!(asked.get() < 10, "the rest of the checks did not run: {}", asked.get());
        assert_eq!(goes_on(usize::MAX), Some(judge(&document, &Settings::default())));
    }
}
