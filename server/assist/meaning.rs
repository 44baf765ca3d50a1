//! What a value means: the words of enumerations, sizes, durations, schedules and variables.

use super::place::Place;
use super::{Context, schedule, variables, words};
use crate::locale::Locale;
use crate::manifest::shape::{Form, Scalar, Shape};
use crate::reference::facts;
use crate::yaml::{NodeId, Resolved, Tree, parse_duration};

const SECOND: i64 = 1_000_000_000;

/// The meaning of the value at `node`, if there is more to say than what the field is.
pub(super) fn of(
    source: &str,
    tree: &Tree,
    node: NodeId,
    offset: usize,
    place: &Place<'_>,
    context: &Context<'_>,
) -> Option<String> {
    let (text, _) = tree.scalar(node)?;
    // As written: escapes and folded lines move what stands in the value.
    let span = tree.node(node).span;
    let raw = source.get(span.start..span.end).unwrap_or_default();
    if let Some(variable) = variables::at(raw, offset.saturating_sub(span.start)) {
        return variables::describe(variable, context);
    }
    let key = place.spot()?.key;
    if let Some(word) = words::describe(&key, text) {
        return Some(word.text(context.locale).to_owned());
    }
    match key.as_str() {
        "cpu" => size(&key, text).map(|size| format!("{text} = {size}")),
        "memory" => size(&key, text).map(|size| format!("{text} MiB = {size}")),
        "on.schedule" => schedule::describe(text, context.locale),
        _ if is_duration(&place.shape) => {
            parse_duration(text).filter(|time| *time > 0).map(|time| duration(time, context.locale))
        }
        _ => None,
    }
}

/// The meaning of the value at `node` in a few words, if they say more than what is written.
pub(super) fn in_short(tree: &Tree, node: NodeId, place: &Place<'_>, locale: Locale) -> Option<String> {
    let (text, _) = tree.scalar(node)?;
    let key = place.spot()?.key;
    if key == "on.schedule" {
        return schedule::when(text, locale);
    }
    if is_duration(&place.shape) {
        return in_larger_units(text, locale);
    }
    if !matches!(tree.resolved(node)?, Resolved::Int(_) | Resolved::Float(_)) {
        return None;
    }
    let unit = facts::word(&place.shape, "x-unit")?;
    let is_in_key = key.contains(unit.text(Locale::En));
    size(&key, text).or_else(|| (!is_in_key).then(|| unit.text(locale).to_owned()))
}

/// The size of a task in the units that people count in.
fn size(key: &str, text: &str) -> Option<String> {
    match (key, text.parse::<i64>().ok()?) {
        ("cpu", units) if units > 0 => Some(format!("{} vCPU", in_parts(units, 1024))),
        ("memory", mib) if mib >= 1024 => Some(format!("{} GiB", in_parts(mib, 1024))),
        _ => None,
    }
}

/// A time in words where it is written in a unit that hides its length: `300s`, `336h`.
fn in_larger_units(text: &str, locale: Locale) -> Option<String> {
    let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit())?);
    let at_a_glance = match unit {
        "s" | "m" => 60,
        "h" => 24,
        _ => return None,
    };
    let is_long = number.parse::<i64>().is_ok_and(|number| number > at_a_glance);
    is_long.then(|| parse_duration(text)).flatten().map(|time| duration(time, locale))
}

fn is_duration(shape: &Shape) -> bool {
    match &shape.form {
        Form::Scalar { scalar, .. } => *scalar == Scalar::Duration,
        Form::Union { long, short, .. } => is_duration(long) || is_duration(short),
        _ => false,
    }
}

/// A number of parts as a decimal number of wholes: 256 of 1024 is `0.25`.
pub(super) fn in_parts(number: i64, whole: i64) -> String {
    let hundredths = number.saturating_mul(100) / whole;
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A time in words: `1 hour 30 minutes`.
pub(super) fn duration(nanoseconds: i64, locale: Locale) -> String {
    let units = [(86_400, "day", "日"), (3600, "hour", "時間"), (60, "minute", "分"), (1, "second", "秒")];
    let mut rest = nanoseconds / SECOND;
    let mut parts = Vec::new();
    for (size, en, ja) in units {
        let count = rest / size;
        rest %= size;
        if count > 0 {
            let plural = if count == 1 { "" } else { "s" };
            parts.push(locale.pick(format!("{count} {en}{plural}"), format!("{count} {ja}")));
        }
    }
    if parts.is_empty() {
        return locale.pick("less than a second", "1 秒未満").to_owned();
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_times_in_words() {
        assert_eq!(in_parts(256, 1024), "0.25");
        assert_eq!(in_parts(2048, 1024), "2");
        assert_eq!(duration(5400 * SECOND, Locale::En), "1 hour 30 minutes");
        assert_eq!(duration(61 * SECOND, Locale::Ja), "1 分 1 秒");
        assert_eq!(in_larger_units("336h", Locale::En).as_deref(), Some("14 days"));
        assert_eq!(in_larger_units("90s", Locale::Ja).as_deref(), Some("1 分 30 秒"));
        for at_a_glance in ["60s", "10s", "24h", "1h30m", "1500ms", "", "s", "99999999999999999999s", "${T}s"]
        {
            assert_eq!(in_larger_units(at_a_glance, Locale::En), None, "{at_a_glance}");
        }
        assert_eq!(duration(5, Locale::En), "less than a second");
    }
}
