//! What is found in the base and in each environment that is asked for.

use super::asked::Asked;
use super::check::Check;
use super::constraints;
use super::document::Document;
use super::layers::{self, Located};
use super::registry;
use super::report::Report;
use crate::environments::{Environment, Layers};
use crate::isolate::{self, Task};
use crate::manifest::kind::Kind;
use crate::manifest::value::Value;
use std::sync::Arc;

/// What a check found in the base.
struct Outcome {
    asked: Asked,
    reports: Vec<Report>,
}

/// A text on its way through the checks, for as long as somebody waits for it.
struct Judgement<'d> {
    document: &'d Document<'d>,
    kind: Kind,
    base: &'d Arc<Value>,
    goes_on: &'d dyn Fn() -> bool,
}

/// The reports of the base and of each environment that is asked for, joined; `None` once `goes_on` denies that somebody
/// waits for them.
pub fn located(
    document: &Document<'_>,
    kind: Kind,
    merged: &Layers,
    goes_on: &dyn Fn() -> bool,
) -> Option<Vec<Located>> {
    let is_asked =
        |environment: &&Environment| document.only.as_ref().is_none_or(|it| *it == environment.name);
    let judgement = Judgement { document, kind, base: &merged.base, goes_on };
    let mut base = violations(kind, &merged.base, None);
    let outcomes = judgement.base();
    let asked = merged.environments.iter().filter(is_asked);
    let of_one =
        |environment: &Environment| goes_on().then(|| judgement.environment(environment, &base, &outcomes));
    let environments: Option<Vec<Vec<Report>>> = asked.clone().map(of_one).collect();
    let environments = environments.filter(|_| goes_on())?;
    base.extend(outcomes.into_iter().flat_map(|outcome| outcome.reports));
    if document.only.is_none() {
        return Some(layers::join(base, environments, &merged.environments));
    }
    let declared: Vec<Environment> = asked.cloned().collect();
    let mut located = layers::join(base, environments, &declared);
    // What the override mends does not stop this environment.
    located.retain(|located| !located.base_only);
    let index = merged.environments.iter().position(|environment| is_asked(&environment));
    located.iter_mut().for_each(|located| located.environment = located.environment.and(index));
    Some(located)
}

impl Judgement<'_> {
    /// What each check finds in the base.
    fn base(&self) -> Vec<Outcome> {
        let tasks = registry::tasks(registry::CHECKS).take_while(|_| (self.goes_on)());
        let outcome = |(task, rule_check): (Task, fn(&mut Check<'_>))| {
            let mut check = Check::new(self.document, self.kind, self.base, None);
            let asked = check.recorded(task, rule_check);
            Outcome { asked, reports: check.reports }
        };
        tasks.map(outcome).collect()
    }

    /// What is found in an environment, given what was found in the base: only checks that asked for something that the
    /// override changes look again.
    fn environment(
        &self,
        environment: &Environment,
        violated: &[Report],
        outcomes: &[Outcome],
    ) -> Vec<Report> {
        let root = &environment.effective;
        let base = constraints::Base { root: self.base, reports: violated };
        let mut reports = violations(self.kind, root, Some(base));
        let changed = Asked::changed(self.base, root, self.kind);
        let mut check = Check::new(self.document, self.kind, root, Some(&environment.name));
        let tasks = registry::tasks(registry::CHECKS).take_while(|_| (self.goes_on)());
        for ((task, rule_check), known) in tasks.zip(outcomes) {
            if known.asked.depends_on(changed) {
                check.attempt(task, rule_check);
            } else {
                check.reports.extend(known.reports.iter().cloned());
            }
        }
        reports.extend(check.reports);
        reports
    }
}

fn violations(kind: Kind, root: &Arc<Value>, base: Option<constraints::Base<'_>>) -> Vec<Report> {
    isolate::attempt(Task::new("constraints"), || constraints::violations(kind, root, base))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::recognize::Role;
    use crate::rules::RULES;
    use crate::yaml::Tree;

    /// The examples of the rules for workloads, each with another one of the same kind as the override of an environment.
    fn texts() -> Vec<String> {
        let examples: Vec<(&str, &str)> = RULES
            .iter()
            .flat_map(|rules| *rules)
            .flat_map(|rule| [rule.bad, rule.good])
            .filter_map(|text| text.strip_prefix("# ")?.split_once('\n'))
            .filter(|(_, body)| !body.contains("environments:") && !body.contains("# "))
            .collect();
        let with_override = |(at, (kind, body)): (usize, &(&str, &str))| {
            let others = examples.iter().cycle().skip(at + 1).take(examples.len());
            let (_, other) = others.filter(|(other, _)| other == kind).nth(at % 7)?;
            let other: String = other.lines().map(|line| format!("    {line}\n")).collect();
            Some(format!(
                "name: web\ntype: {kind}\n{body}environments:\n  test:\n{other}  prod: {{}}\n  dev: {{count: 1}}\n"
            ))
        };
        examples.iter().enumerate().filter_map(with_override).collect()
    }

    #[test]
    fn what_holds_for_the_base_is_found_in_the_environments_as_by_looking() {
        let (mut reused, mut found) = (0, 0);
        for text in texts() {
            let tree = Tree::parse(&text);
            let document = Document::alone(&text, &tree, &Role::Unknown);
            let (Some(kind), Some(layers)) = (document.kind(), &document.layers) else { continue };
            let judgement = Judgement { document: &document, kind, base: &layers.base, goes_on: &|| true };
            let violated = violations(kind, &layers.base, None);
            let mut outcomes = judgement.base();
            let of_all = |outcomes: &[Outcome]| -> Vec<Vec<String>> {
                let of_one = |it| judgement.environment(it, &violated, outcomes);
                let shown = |reports: Vec<Report>| reports.iter().map(|it| format!("{it:?}")).collect();
                layers.environments.iter().map(of_one).map(shown).collect()
            };
            let as_known = of_all(&outcomes);
            let is_empty = |outcome: &&Outcome| !outcome.asked.depends_on(Asked::section("count", kind));
            reused += outcomes.iter().filter(is_empty).count();
            outcomes.iter_mut().for_each(|outcome| outcome.asked = Asked::EVERYTHING);
            found += as_known.iter().flatten().count();
            assert_eq!(as_known, of_all(&outcomes), "{text}");
        }
        assert!(reused > 10_000 && found > 500, "{reused} {found}");
    }
}
