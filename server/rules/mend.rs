//! All safe fixes of a text at once: `source.fixAll` of an editor, `check --fix` of a terminal.

use super::document::Document;
use super::judge::judge;
use crate::edits::Patched;
use crate::finding::{Edit, Finding, Fix, Severity};
use crate::manifest::source::Source;
use crate::settings::Settings;
use crate::workspace::Around;
use std::collections::{BTreeMap, HashSet};

/// The most rounds; real manifests need two or three.
const MOST_ROUNDS: usize = 50;

/// Applies the safe fixes of all `wanted` findings, then those of the findings that came to light, until none is left.
/// The result is one set of edits of the text, in order and apart from each other; empty where there is nothing to do.
///
/// Of a finding with several safe fixes the first counts; of fixes that touch the same characters, that of the finding
/// that stands first. The same text always gives the same edits, and the mended text gives none.
pub fn fix_all(
    source: &Source,
    around: &dyn Around,
    settings: &Settings,
    wanted: impl Fn(&Finding) -> bool,
) -> Vec<Edit> {
    let judge = |source: &Source| judge(&Document::new(source, around), settings);
    mend(source, judge, |finding, fix| fix.safe && wanted(finding))
}

/// As [`fix_all`], with the judgement and the choice of findings and fixes left to the caller.
pub fn mend(
    source: &Source,
    judge: impl Fn(&Source) -> Vec<Finding>,
    wanted: impl Fn(&Finding, &Fix) -> bool,
) -> Vec<Edit> {
    let mut patched = Patched::new(&source.text);
    let judged = |text: &str| {
        let source = Source::new(source.path.as_deref(), text.to_owned());
        Judged::new(judge(&source), &source)
    };
    let mut now = judged(&source.text);
    let mut seen = HashSet::from([source.text.clone()]);
    // Fixes that made the present text worse.
    let mut refused: Vec<Fix> = Vec::new();
    let mut one_by_one = false;
    for _ in 0..MOST_ROUNDS {
        let mut mended = together(&now.findings, &refused, &wanted);
        if one_by_one {
            mended.truncate(1);
        }
        let edits: Vec<Edit> = mended.iter().flat_map(|(_, fix)| fix.edits.iter().cloned()).collect();
        let mut next = patched.clone();
        if mended.is_empty() || !next.apply(&edits) {
            break;
        }
        let then = judged(&next.text);
        // Behind one mistake that Copilot refuses others may be hidden.
        let reveals = mended.iter().all(|(severity, _)| *severity == Severity::Error);
        let is_better = then.broken <= now.broken && (reveals || then.errors <= now.errors);
        if is_better && seen.insert(next.text.clone()) {
            (patched, now) = (next, then);
            (refused, one_by_one) = (Vec::new(), false);
        } else if mended.len() > 1 {
            one_by_one = true;
        } else {
            refused.extend(mended.into_iter().map(|(_, fix)| fix.clone()));
        }
    }
    patched.edits()
}

/// What is wrong with a text.
struct Judged {
    findings: Vec<Finding>,
    /// How many places are no YAML.
    broken: usize,
    /// How many of the findings are errors.
    errors: usize,
}

impl Judged {
    fn new(findings: Vec<Finding>, source: &Source) -> Judged {
        let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        Judged { findings, broken: source.tree().errors.len(), errors }
    }
}

/// The first wanted fix of each finding, as far as they do not meet.
fn together<'f>(
    findings: &'f [Finding],
    refused: &[Fix],
    wanted: &impl Fn(&Finding, &Fix) -> bool,
) -> Vec<(Severity, &'f Fix)> {
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    // A fix that makes a file is for somebody who looks at it.
    let is_new = |fix: &Fix| fix.file.is_none() && !fix.edits.is_empty() && !refused.contains(fix);
    let first = |finding: &'f Finding| {
        let fix = finding.fixes.iter().find(|fix| is_new(fix) && wanted(finding, fix))?;
        Some((finding.severity, fix))
    };
    let mut chosen = Vec::new();
    for (severity, fix) in findings.iter().filter_map(first) {
        // Edits that only touch are left for the next round too.
        let is_free = |edit: &Edit| {
            let before = taken.range(..=edit.span.end).next_back();
            before.is_none_or(|(_, end)| *end < edit.span.start)
        };
        if fix.edits.iter().all(is_free) {
            taken.extend(fix.edits.iter().map(|edit| (edit.span.start, edit.span.end)));
            chosen.push((severity, fix));
        }
    }
    chosen
}
