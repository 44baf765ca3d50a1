//! Tells base and environments apart: each mistake once, at the place that causes it.

use super::report::{Place, Report};
use crate::environments::Environment;
use crate::finding::{Origin, Severity};
use crate::manifest::value::Value;
use crate::yaml::Span;
use std::collections::{HashMap, HashSet};

/// A report with the environment that shows it and the others that show it too.
pub struct Located {
    /// The report, at the place that causes it.
    pub report: Report,
    /// The first environment that shows it; `None` for the base.
    pub environment: Option<usize>,
    /// More environments that show it.
    pub others: Vec<usize>,
    /// Only an environment that the manifest does not name would fail.
    pub base_only: bool,
    /// Instead of `environment` and `others`: the names of the environments that show it.
    pub named: Vec<String>,
}

/// Joins what was found in the base and in each environment.
pub fn join(base: Vec<Report>, environments: Vec<Vec<Report>>, declared: &[Environment]) -> Vec<Located> {
    let of_base: HashSet<Mistake> = base.iter().map(mistake).collect();
    let (mut inherited, mut own) = (HashSet::new(), Vec::new());
    for (index, reports) in environments.into_iter().enumerate() {
        for report in reports {
            let mistake = mistake(&report);
            let may_inherit = !report.place.in_override || report.place.merged;
            if may_inherit && of_base.contains(&mistake) {
                inherited.insert(mistake);
            } else {
                own.push((index, report));
            }
        }
    }
    let mut located: Vec<Located> = Vec::new();
    for report in base {
        let base_only = !declared.is_empty() && !inherited.contains(&mistake(&report));
        if !base_only || report.severity == Severity::Error {
            located.push(Located {
                report,
                environment: None,
                others: Vec::new(),
                base_only,
                named: Vec::new(),
            });
        }
    }
    let mut first = HashMap::new();
    for (index, report) in own {
        add(&mut located, &mut first, blamed(report, &declared[index].block), index);
    }
    located
}

/// What is the same mistake in base and environment: the message of a rule, and the path in the effective manifest.
type Mistake = (&'static str, usize, String);

fn mistake(report: &Report) -> Mistake {
    (report.rule.id, report.message, report.place.path.effective())
}

/// The place in the block of the environment that makes the difference.
fn blamed(mut report: Report, block: &Value) -> Report {
    if !report.place.in_override {
        let cause = report.because.iter().find(|place| place.in_override);
        let place = cause.cloned().unwrap_or_else(|| Place::key(block));
        report.place = Place { missing: report.place.missing, ..place };
    }
    report
}

/// The message of a rule at a place, and where among the located reports it stands first.
type First = HashMap<(&'static str, usize, Span), usize>;

fn add(located: &mut Vec<Located>, first: &mut First, report: Report, environment: usize) {
    let place = first.entry((report.rule.id, report.message, report.place.span)).or_insert(located.len());
    match located.get_mut(*place) {
        Some(other) if other.environment != Some(environment) => other.others.push(environment),
        Some(other) if other.report.args == report.args => {}
        _ => located.push(Located {
            report,
            environment: Some(environment),
            others: Vec::new(),
            base_only: false,
            named: Vec::new(),
        }),
    }
}

impl Located {
    /// Who stops the user, if anyone: nobody where every named environment is right.
    pub fn origin(&self) -> Origin {
        if self.base_only { Origin::Style } else { self.report.origin }
    }
}
