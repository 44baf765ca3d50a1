//! `on.schedule`: what Copilot makes of it, and what EventBridge takes.

use super::{cron, eventbridge};
use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::rules::check::Check;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::quoted;
use crate::yaml::parse_duration;

/// The rules of this file.
pub const RULES: &[&Rule] = &[
    &SCHEDULE_INVALID,
    &DOW_AND_DOM,
    &EVERY_GRANULARITY,
    &DAY_STEP_LOST,
    &DOW_STEP_SHIFTED,
    &TIMEZONE,
    &RATE_SYNTAX,
    &CRON_FIELDS,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[schedule];

/// None of the forms.
pub const SCHEDULE_INVALID: Rule = Rule {
    id: "job.schedule-invalid",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["Copilot can't deploy the schedule {value}: {problem}."],
    doc: "A schedule is a preset (`@hourly`, `@daily`, `@weekly`, `@monthly`, `@yearly`), `@every` with a duration, a \
          cron expression with five fields, `rate(...)`, `cron(...)` or `none`. Copilot stops at anything else when \
          it renders the template.",
    bad: "# Scheduled Job\non:\n  schedule: every day\n",
    good: "# Scheduled Job\non:\n  schedule: \"@daily\"\n",
    source: "awsSchedule in internal/pkg/deploy/cloudformation/stack/scheduled_job.go",
};

/// Both kinds of days.
pub const DOW_AND_DOM: Rule = Rule {
    id: "job.schedule-dow-and-dom",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "The schedule names a day of the month ({dom}) and a day of the week ({dow}): Copilot can't deploy that. Set \
         one of them to `*`.",
    ],
    doc: "EventBridge knows no schedule that is limited by the day of the month and by the day of the week, so Copilot \
          stops when it renders the template.",
    bad: "# Scheduled Job\non:\n  schedule: \"0 0 1 * 1\"\n",
    good: "# Scheduled Job\non:\n  schedule: \"0 0 1 * *\"\n",
    source: "toAWSCron in internal/pkg/deploy/cloudformation/stack/scheduled_job.go",
};

/// Seconds between two runs.
pub const EVERY_GRANULARITY: Rule = Rule {
    id: "job.schedule-every-granularity",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "`@every` needs whole minutes, at least one, such as `@every 5m`: Copilot can't deploy {value}.",
    ],
    doc: "`@every` takes a duration in Go's notation, which Copilot turns into a rate in minutes. Seconds, parts of a \
          minute and days (`1d`) are refused when the template is rendered.",
    bad: "# Scheduled Job\non:\n  schedule: \"@every 90s\"\n",
    good: "# Scheduled Job\non:\n  schedule: \"@every 2m\"\n",
    source: "toRate in internal/pkg/deploy/cloudformation/stack/scheduled_job.go",
};

/// A step of days that means every day.
pub const DAY_STEP_LOST: Rule = Rule {
    id: "job.schedule-day-step-lost",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "Copilot drops the step of {field}: a field of days with a `*` counts as every day. Use `cron(...)` of \
         EventBridge.",
    ],
    doc: "A field of days with a `*` or `?` counts as free, even with a step behind it, and Copilot replaces it when \
          it converts the schedule. `0 0 */2 * *` therefore runs every day.",
    bad: "# Scheduled Job\non:\n  schedule: \"0 0 */2 * *\"\n",
    good: "# Scheduled Job\non:\n  schedule: \"cron(0 0 */2 * ? *)\"\n",
    source: "awsCronFieldSpecified and toAWSCron in internal/pkg/deploy/cloudformation/stack/scheduled_job.go",
};

/// A step that becomes another one.
pub const DOW_STEP_SHIFTED: Rule = Rule {
    id: "job.schedule-dow-step-shifted",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "Copilot adds one to every digit of the day of the week, the step too: {field} becomes {shifted}. List the \
         days instead.",
    ],
    doc: "EventBridge counts the days of the week from 1, cron from 0. Copilot adds one to each digit of the field, and \
          so changes the step.",
    bad: "# Scheduled Job\non:\n  schedule: \"0 9 * * 1-5/2\"\n",
    good: "# Scheduled Job\non:\n  schedule: \"0 9 * * 1,3,5\"\n",
    source: "toAWSCron in internal/pkg/deploy/cloudformation/stack/scheduled_job.go",
};

/// A time zone in front.
pub const TIMEZONE: Rule = Rule {
    id: "job.schedule-timezone",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "Copilot can't convert a schedule with a time zone: the result is broken, and AWS refuses it. Schedules are UTC.",
    ],
    doc: "The parser that Copilot uses takes a `TZ=` in front of the five fields, but the conversion counts it as the \
          first field. Write the time in UTC.",
    bad: "# Scheduled Job\non:\n  schedule: TZ=Asia/Tokyo 0 9 * * *\n",
    good: "# Scheduled Job\non:\n  schedule: 0 0 * * *\n",
    source: "toAWSCron in internal/pkg/deploy/cloudformation/stack/scheduled_job.go",
};

/// A wrong `rate()`.
pub const RATE_SYNTAX: Rule = Rule {
    id: "job.schedule-rate-syntax",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["EventBridge refuses {value}: {problem}."],
    doc: "Copilot passes `rate()` on unchecked. EventBridge wants a positive integer and a unit, `minute`, `hour` or \
          `day` after 1 and their plurals after other numbers.",
    bad: "# Scheduled Job\non:\n  schedule: rate(5 minute)\n",
    good: "# Scheduled Job\non:\n  schedule: rate(5 minutes)\n",
    source: "docs/manifest/scheduled-job#on-schedule; Amazon EventBridge, rate expressions",
};

/// A wrong `cron()`.
pub const CRON_FIELDS: Rule = Rule {
    id: "job.schedule-cron-fields",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["EventBridge refuses {value}: {problem}."],
    doc: "Copilot passes `cron()` on unchecked. EventBridge wants six fields (minute, hour, day of the month, month, \
          day of the week, year) with a `?` in one of the two fields of days.",
    bad: "# Scheduled Job\non:\n  schedule: cron(0 0 * * *)\n",
    good: "# Scheduled Job\non:\n  schedule: cron(0 0 * * ? *)\n",
    source: "docs/manifest/scheduled-job#on-schedule; Amazon EventBridge, cron expressions",
};

fn schedule(check: &mut Check<'_>) {
    if check.kind != Kind::ScheduledJob {
        return;
    }
    let Some(schedule) = check.at(&["on", "schedule"]) else { return };
    let Some(text) = schedule.text().filter(|text| !text.is_empty()) else { return };
    let new = |rule| Report::new(rule, Place::value(schedule)).arg("value", quoted(text));
    if let Some(report) = judge(text, new) {
        check.report(report);
    }
}

/// In the order of Copilot's `awsSchedule`.
fn judge(text: &str, new: impl Fn(&'static Rule) -> Report) -> Option<Report> {
    if let Some((rule, problem)) = passed_on(text) {
        return problem.map(|problem| new(rule).say("problem", problem));
    }
    if text.contains("none") {
        let problem = Phrase::new("`none` must stand alone", "`none` は単独で書く必要があります");
        return (text != "none").then(|| new(&SCHEDULE_INVALID).say("problem", problem));
    }
    if text.eq_ignore_ascii_case("none") {
        let problem = Phrase::new(
            "the word that switches the trigger off is `none`, in lower case",
            "トリガーを止める語は小文字の `none` です",
        );
        return Some(new(&SCHEDULE_INVALID).say("problem", problem));
    }
    if text.starts_with("TZ=") || text.starts_with("CRON_TZ=") {
        return Some(new(&TIMEZONE));
    }
    if let Some(duration) = text.strip_prefix("@every ") {
        return (!is_whole_minutes(duration)).then(|| new(&EVERY_GRANULARITY));
    }
    if text.starts_with('@') {
        const PRESETS: [&str; 7] =
            ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];
        let problem = Phrase::new(
            "the presets are `@hourly`, `@daily`, `@weekly`, `@monthly` and `@yearly`",
            "使えるプリセットは `@hourly`、`@daily`、`@weekly`、`@monthly`、`@yearly` です",
        );
        return (!PRESETS.contains(&text)).then(|| new(&SCHEDULE_INVALID).say("problem", problem));
    }
    match cron::problem(text) {
        Some(problem) => Some(new(&SCHEDULE_INVALID).say("problem", problem)),
        None => converted(text, new),
    }
}

/// `(rate|cron)\(.*\)`, anywhere in the text: EventBridge gets it as it is.
fn passed_on(text: &str) -> Option<(&'static Rule, Option<Phrase>)> {
    let is_call = |name: &str| {
        let start = text.find(name)? + name.len();
        text[start..].rfind(')').map(|length| &text[start..start + length])
    };
    let whole =
        |name: &str, inner: &str| text.starts_with(name) && text.len() == name.len() + inner.len() + 1;
    let stray =
        || Some(Phrase::new("nothing may stand beside the parentheses", "かっこの外には何も書けません"));
    if let Some(inner) = is_call("rate(") {
        let problem = if whole("rate(", inner) { eventbridge::rate_problem(inner) } else { stray() };
        return Some((&RATE_SYNTAX, problem));
    }
    let inner = is_call("cron(")?;
    let problem = if whole("cron(", inner) { eventbridge::cron_problem(inner) } else { stray() };
    Some((&CRON_FIELDS, problem))
}

fn is_whole_minutes(duration: &str) -> bool {
    const MINUTE: i64 = 60_000_000_000;
    parse_duration(duration).is_some_and(|time| time >= MINUTE && time % MINUTE == 0)
}

/// What `toAWSCron` makes of five right fields.
fn converted(text: &str, new: impl Fn(&'static Rule) -> Report) -> Option<Report> {
    let fields: Vec<&str> = text.split_whitespace().collect();
    let [_, _, dom, _, dow] = fields.as_slice() else { return None };
    let is_free = |field: &str| field.contains(['*', '?']);
    if !is_free(dom) && !is_free(dow) {
        return Some(new(&DOW_AND_DOM).arg("dom", quoted(dom)).arg("dow", quoted(dow)));
    }
    let lost = |field: &&&str| is_free(field) && field.contains('/') && !field.ends_with("/1");
    if let Some(field) = [dom, dow].iter().find(|field| lost(field)) {
        return Some(new(&DAY_STEP_LOST).arg("field", quoted(field)));
    }
    let has_step = !is_free(dow) && dow.contains('/');
    let shifted: String = dow.chars().map(next_digit).collect();
    has_step.then(|| new(&DOW_STEP_SHIFTED).arg("field", quoted(dow)).arg("shifted", quoted(&shifted)))
}

fn next_digit(character: char) -> char {
    match character {
        '0'..='8' => char::from_u32(u32::from(character) + 1).unwrap_or(character),
        '9' => ':',
        other => other,
    }
}
