//! The five fields of a cron expression, as `cron.ParseStandard` of robfig/cron v3 takes them.

use crate::locale::Phrase;
use crate::rules::values::is_digits;

/// A field with its limits and names.
struct Bounds {
    name: &'static str,
    ja: &'static str,
    min: u64,
    max: u64,
    names: &'static [&'static str],
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const FIELDS: [Bounds; 5] = [
    Bounds { name: "minute", ja: "分", min: 0, max: 59, names: &[] },
    Bounds { name: "hour", ja: "時", min: 0, max: 23, names: &[] },
    Bounds { name: "day of the month", ja: "日", min: 1, max: 31, names: &[] },
    Bounds { name: "month", ja: "月", min: 1, max: 12, names: &MONTHS },
    Bounds { name: "day of the week", ja: "曜日", min: 0, max: 6, names: &WEEKDAYS },
];

/// The problem of a text with five fields, in words; `None` where it is right.
pub fn problem(text: &str) -> Option<Phrase> {
    let fields: Vec<&str> = text.split_whitespace().collect();
    if fields.len() != FIELDS.len() {
        return Some(Phrase::new(
            format!("a cron expression has five fields, not {}", fields.len()),
            format!("cron 式のフィールドは 5 個ですが、{} 個あります", fields.len()),
        ));
    }
    FIELDS.iter().zip(fields).find_map(|(bounds, field)| {
        let wrong = |range: &&str| !is_range(range, bounds);
        let range = field.split(',').filter(|range| !range.is_empty()).find(wrong)?;
        let Bounds { name, ja, min, max, .. } = bounds;
        Some(Phrase::new(
            format!("`{range}` is no {name} (from {min} to {max})"),
            format!("`{range}` は{ja} ({min}～{max}) として正しくありません"),
        ))
    })
}

/// `*`, `5`, `1-5`, each with an optional step.
fn is_range(range: &str, bounds: &Bounds) -> bool {
    let (ends, step) = match range.split_once('/') {
        Some((ends, step)) => (ends, Some(step)),
        None => (range, None),
    };
    if step.is_some_and(|step| number(step).is_none_or(|step| step == 0)) {
        return false;
    }
    let (low, high) = match ends.split_once('-') {
        Some((low, high)) => (low, Some(high)),
        None => (ends, None),
    };
    if low == "*" || low == "?" {
        return true;
    }
    let Some(start) = value(low, bounds) else { return false };
    let end = match high {
        Some(high) => value(high, bounds),
        None if step.is_some() => Some(bounds.max),
        None => Some(start),
    };
    end.is_some_and(|end| bounds.min <= start && start <= end && end <= bounds.max)
}

fn value(text: &str, bounds: &Bounds) -> Option<u64> {
    let name = bounds.names.iter().position(|name| name.eq_ignore_ascii_case(text));
    name.and_then(|index| u64::try_from(index).ok()).map(|index| index + bounds.min).or_else(|| number(text))
}

/// Go's `strconv.Atoi`, without negative numbers.
fn number(text: &str) -> Option<u64> {
    let digits = text.strip_prefix('+').unwrap_or(text);
    let number: i64 = digits.parse().ok().filter(|_| is_digits(digits))?;
    u64::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use super::problem;

    #[test]
    fn what_the_library_takes_is_right() {
        let right = [
            "0 9 * * 1-5",
            "*/5 * ? * *",
            "0 0 1,15 jan-MAR SUN",
            "5/15 0 * * *",
            "*-3 0 * * *",
            ", 0 * * *",
        ];
        for text in right {
            assert_eq!(problem(text), None, "{text}");
        }
    }

    #[test]
    fn what_the_library_refuses_is_wrong() {
        let wrong =
            ["0 9 * *", "60 0 * * *", "0 0 0 * *", "0 0 * * 7", "0 0 L * *", "5-1 0 * * *", "*/0 0 * * *"];
        for text in wrong {
            assert!(problem(text).is_some(), "{text}");
        }
    }
}
