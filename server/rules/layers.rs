//! Tells base and environments apart: each mistake once, at the place that causes it.

use super::report::{Place, Report};
use crate::environments::Environment;
use crate::finding::{Origin, Severity};
use crate::manifest::value::Value;

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
}

/// Joins what was found in the base and in each environment.
pub fn join(base: Vec<Report>, environments: Vec<Vec<Report>>, declared: &[Environment]) -> Vec<Located> {
    let mut located: Vec<Located> = Vec::new();
    for report in &base {
        let inherited =
            environments.iter().any(|reports| reports.iter().any(|other| inherits(other, report)));
        let base_only = !declared.is_empty() && !inherited;
        if base_only && report.severity != Severity::Error {
            continue;
        }
        let report = report.clone();
        located.push(Located { report, environment: None, others: Vec::new(), base_only });
    }
    for (index, reports) in environments.into_iter().enumerate() {
        for report in reports {
            if base.iter().any(|other| inherits(&report, other)) {
                continue;
            }
            add(&mut located, blamed(report, &declared[index].block), index);
        }
    }
    located
}

/// The mistake of the environment is that of the base.
fn inherits(report: &Report, base: &Report) -> bool {
    same_rule(report, base)
        && report.place.path.effective() == base.place.path.effective()
        && (!report.place.in_override || report.place.merged)
}

fn same_rule(one: &Report, other: &Report) -> bool {
    one.rule.id == other.rule.id && one.message == other.message
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

fn add(located: &mut Vec<Located>, report: Report, environment: usize) {
    let same = located.iter_mut().find(|other| {
        other.environment.is_some()
            && same_rule(&other.report, &report)
            && other.report.place.span == report.place.span
    });
    match same {
        Some(other) if other.environment != Some(environment) => other.others.push(environment),
        Some(other) if other.report.args == report.args => {}
        _ => located.push(Located {
            report,
            environment: Some(environment),
            others: Vec::new(),
            base_only: false,
        }),
    }
}

impl Located {
    /// Who stops the user, if anyone: nobody where every named environment is right.
    pub fn origin(&self) -> Origin {
        if self.base_only { Origin::Style } else { self.report.origin }
    }
}
