//! The fixes that findings carry, one by one and all at once.

use super::{Action, ActionKind, Change, Question};
use crate::assist::Context;
use crate::finding::Finding;
use crate::locale::Phrase;
use crate::yaml::Span;

/// A cursor at either end of a finding touches it.
pub(super) fn touched<'c>(at: Span, context: &Context<'c>) -> impl Iterator<Item = (usize, &'c Finding)> {
    let touches = move |span: Span| span.start <= at.end && at.start <= span.end;
    context.findings.iter().enumerate().filter(move |(_, finding)| touches(finding.span))
}

/// The fixes of what is wrong at a place; of several the safe best one is preferred.
pub(super) fn of_findings(at: Span, context: &Context<'_>) -> Vec<Action> {
    let mut actions: Vec<Action> = Vec::new();
    for (index, finding) in touched(at, context) {
        for (rank, fix) in finding.fixes.iter().enumerate() {
            let new = Action {
                is_preferred: rank == 0 && fix.safe,
                about: vec![index],
                file: fix.file.clone(),
                ..Action::new(ActionKind::QuickFix, Phrase::same(&fix.title), fix.edits.clone())
            };
            // Two rules may have the same answer.
            let same = |old: &&mut Action| {
                old.title == new.title && old.change == new.change && old.file == new.file
            };
            match actions.iter_mut().find(same) {
                Some(old) => old.about.push(index),
                None => actions.push(new),
            }
        }
    }
    actions
}

/// The safe fixes of each rule that is broken here and elsewhere too.
pub(super) fn of_rules(at: Span, context: &Context<'_>) -> Vec<Action> {
    let mut actions: Vec<Action> = Vec::new();
    for (index, finding) in touched(at, context).filter(|(_, finding)| is_mendable(finding)) {
        let rule = finding.rule;
        let is_of_rule = |other: &&Finding| other.rule == rule && is_mendable(other);
        let is_alone = context.findings.iter().filter(is_of_rule).nth(1).is_none();
        let change = Change::Mend(Some(rule));
        if is_alone || actions.iter().any(|action| action.change == change) {
            continue;
        }
        let title = Phrase::new(
            format!("Fix all `{rule}` in this file"),
            format!("このファイルの `{rule}` をすべて修正する"),
        );
        let action = Action::new(ActionKind::QuickFix, title, Vec::new());
        actions.push(Action { change, about: vec![index], ..action });
    }
    actions
}

/// All safe fixes of the text, where there are some; to a user who asks for nothing special, only beside one of them.
pub(super) fn of_all(at: Span, question: &Question, context: &Context<'_>) -> Option<Action> {
    let is_special = !question.wants(ActionKind::QuickFix);
    let is_here = touched(at, context).any(|(_, finding)| is_mendable(finding));
    let is_of_use = context.findings.iter().any(is_mendable) && (is_special || is_here);
    let title =
        Phrase::new("Fix all that is safe to fix in this file", "このファイルの安全な修正をすべて行う");
    let action = Action::new(ActionKind::FixAll, title, Vec::new());
    is_of_use.then_some(Action { change: Change::Mend(None), ..action })
}

fn is_mendable(finding: &Finding) -> bool {
    finding.fixes.iter().any(|fix| fix.safe && fix.file.is_none())
}
