//! `count.range`: the limits of autoscaling.

use super::scaling::scales;
use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::fixes::{change_to, unsafely};
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::values::is_digits;
use crate::rules::words::quoted;
use std::sync::Arc;

/// The rules of this file.
pub const RULES: &[&Rule] = &[
    &RANGE_FORMAT,
    &RANGE_ORDER,
    &RANGE_MAP_INCOMPLETE,
    &RANGE_NEGATIVE,
    &RANGE_PARTIAL_TYPE_ERROR,
    &SPOT_FROM_ABOVE_MAX,
    &SPOT_FROM_BELOW_MIN,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[range];

/// A text of another form.
pub const RANGE_FORMAT: Rule = Rule {
    id: "count.range-format",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{value} is no range: Copilot wants `<min>-<max>` in digits and without blanks, such as `1-10`.",
    ],
    doc: "The short form of a range is two numbers with a hyphen between them and nothing else. The long form is a \
          map with `min` and `max`.",
    bad: "# Backend Service\ncount:\n  range: 1..10\n  cpu_percentage: 70\n",
    good: "# Backend Service\ncount:\n  range: 1-10\n  cpu_percentage: 70\n",
    source: "IntRangeBand.validate in internal/pkg/manifest/validate.go",
};

/// More at least than at most.
pub const RANGE_ORDER: Rule = Rule {
    id: "count.range-order",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "The smallest number of tasks ({min}) is larger than the largest ({max}): Copilot refuses the manifest.",
    ],
    doc: "The first number of a range, or `min`, must not exceed the second one, or `max`.",
    bad: "# Backend Service\ncount:\n  range: 10-1\n  cpu_percentage: 70\n",
    good: "# Backend Service\ncount:\n  range: 1-10\n  cpu_percentage: 70\n",
    source: "IntRangeBand.validate and RangeConfig.validate in internal/pkg/manifest/validate.go",
};

/// One end only.
pub const RANGE_MAP_INCOMPLETE: Rule = Rule {
    id: "count.range-map-incomplete",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`range` needs both `min` and `max`; {missing} is missing, and Copilot refuses the manifest.",
    ],
    doc: "In its map form a range needs its smallest and its largest number of tasks; `spot_from` is optional.",
    bad: "# Backend Service\ncount:\n  range:\n    min: 1\n  cpu_percentage: 70\n",
    good: "# Backend Service\ncount:\n  range:\n    min: 1\n    max: 5\n  cpu_percentage: 70\n",
    source: "RangeConfig.validate in internal/pkg/manifest/validate.go",
};

/// Fewer tasks than none.
pub const RANGE_NEGATIVE: Rule = Rule {
    id: "count.range-negative",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["{value} is no number of tasks: Copilot refuses numbers below 0 in `range`."],
    doc: "`min`, `max` and `spot_from` count tasks and must not be negative.",
    bad: "# Backend Service\ncount:\n  range:\n    min: -1\n    max: 2\n  cpu_percentage: 70\n",
    good: "# Backend Service\ncount:\n  range:\n    min: 0\n    max: 2\n  cpu_percentage: 70\n",
    source: "RangeConfig.validate in internal/pkg/manifest/validate.go",
};

/// A limit that becomes 0.
pub const RANGE_PARTIAL_TYPE_ERROR: Rule = Rule {
    id: "count.range-partial-type-error",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "{key} must be {expected}, not {found}: Copilot refuses this `range`.",
        "{key} must be {expected}, not {found}: Copilot takes 0 instead and does not say so.",
    ],
    doc: "As soon as one key of the map form is there, Copilot swallows type errors in it: a quoted number counts as 0.",
    bad: "# Backend Service\ncount:\n  range:\n    min: \"2\"\n    max: 5\n  cpu_percentage: 70\n",
    good: "# Backend Service\ncount:\n  range:\n    min: 2\n    max: 5\n  cpu_percentage: 70\n",
    source: "Range.UnmarshalYAML in internal/pkg/manifest/svc.go",
};

/// Spot that never comes.
pub const SPOT_FROM_ABOVE_MAX: Rule = Rule {
    id: "count.spot-from-above-max",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["`spot_from` ({value}) is above `max` ({max}): no task is ever placed on Spot."],
    doc: "`spot_from` is the number of the first task that runs on Spot capacity. The service never has more tasks \
          than `max`.",
    bad: "# Backend Service\ncount:\n  range:\n    min: 1\n    max: 3\n    spot_from: 9\n  cpu_percentage: 70\n",
    good: "# Backend Service\ncount:\n  range:\n    min: 1\n    max: 3\n    spot_from: 2\n  cpu_percentage: 70\n",
    source: "convertCapacityProviders in internal/pkg/deploy/cloudformation/stack/transformers.go",
};

/// Spot only.
pub const SPOT_FROM_BELOW_MIN: Rule = Rule {
    id: "count.spot-from-below-min",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &[
        "`spot_from` ({value}) is below `min` ({min}): all tasks run on Spot, and none on ordinary Fargate.",
    ],
    doc: "Copilot keeps a base of ordinary Fargate tasks only where `spot_from` is at least `min`. Below it, every \
          task may be interrupted at the same time.",
    bad: "# Backend Service\ncount:\n  range:\n    min: 3\n    max: 6\n    spot_from: 2\n  cpu_percentage: 70\n",
    good: "# Backend Service\ncount:\n  range:\n    min: 3\n    max: 6\n    spot_from: 4\n  cpu_percentage: 70\n",
    source: "convertCapacityProviders in internal/pkg/deploy/cloudformation/stack/transformers.go",
};

fn range(check: &mut Check<'_>) {
    let Some(range) = check.given(&["count", "range"]).filter(|_| scales(check.kind)) else { return };
    if range.is_map() {
        limits(check, range);
    } else if let Some(text) = range.text().filter(|_| !range.zeroed) {
        band(check, range, text);
    }
}

/// The short form; one of another form is a matter of the model's pattern.
fn band(check: &mut Check<'_>, range: &Arc<Value>, text: &str) {
    let Some((min, max)) = text.split_once('-') else { return };
    if !is_digits(min) || !is_digits(max) {
        return;
    }
    let report = match (min.parse::<i64>(), max.parse::<i64>()) {
        (Ok(min), Ok(max)) if min <= max => return,
        (Ok(min), Ok(max)) => Report::new(&RANGE_ORDER, Place::value(range))
            .arg("min", min)
            .arg("max", max)
            .fix(change_to(range, &format!("{max}-{min}")).map(unsafely)),
        _ => Report::new(&RANGE_FORMAT, Place::value(range)).arg("value", quoted(text)),
    };
    check.report(report);
}

fn limits(check: &mut Check<'_>, range: &Arc<Value>) {
    let (Some(min), Some(max)) = (range.get("min"), range.get("max")) else {
        let missing = ["min", "max"].into_iter().filter(|key| range.get(key).is_none());
        let missing: Vec<String> = missing.map(quoted).collect();
        let report = Report::new(&RANGE_MAP_INCOMPLETE, Place::missing_in(range));
        check.report(report.say("missing", Phrase::new(missing.join(" and "), missing.join("と"))));
        return;
    };
    let (Some(low), Some(high)) = (min.int(), max.int()) else { return };
    if low < 0 || high < 0 {
        return;
    }
    if low > high {
        let report = Report::new(&RANGE_ORDER, Place::value(max)).arg("min", low).arg("max", high);
        check.report(
            report
                .because(min)
                .related(min, Phrase::new("the smallest number stands here", "最小数はここです")),
        );
        return;
    }
    if let Some(spot_from) = range.get("spot_from").filter(|_| !min.zeroed && !max.zeroed) {
        first_on_spot(check, spot_from, (min, low), (max, high));
    }
}

fn first_on_spot(
    check: &mut Check<'_>,
    spot_from: &Arc<Value>,
    (min, low): (&Arc<Value>, i64),
    (max, high): (&Arc<Value>, i64),
) {
    let Some(first) = spot_from.int().filter(|first| *first >= 0 && !spot_from.zeroed) else { return };
    let place = Place::value(spot_from);
    let report = if first > high {
        Report::new(&SPOT_FROM_ABOVE_MAX, place).arg("max", high).because(max)
    } else if first < low {
        Report::new(&SPOT_FROM_BELOW_MIN, place).arg("min", low).because(min)
    } else {
        return;
    };
    check.report(report.arg("value", first));
}
