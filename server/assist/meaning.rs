//! What a value means: the words of enumerations, sizes, durations, schedules and variables.

use super::place::Place;
use super::{Context, schedule, variables, words};
use crate::locale::Locale;
use crate::manifest::shape::{Form, Scalar, Shape};
use crate::yaml::{NodeId, Tree, parse_duration};

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
    let number = text.parse::<i64>().ok();
    match (key.as_str(), number) {
        ("cpu", Some(units)) if units > 0 => Some(format!("{text} = {} vCPU", in_parts(units, 1024))),
        ("memory", Some(mib)) if mib >= 1024 => Some(format!("{text} MiB = {} GiB", in_parts(mib, 1024))),
        ("on.schedule", _) => schedule::describe(text, context.locale),
        _ if is_duration(&place.shape) => {
            parse_duration(text).filter(|time| *time > 0).map(|time| duration(time, context.locale))
        }
        _ => None,
    }
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
    let units = [(3600, "hour", "時間"), (60, "minute", "分"), (1, "second", "秒")];
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
        assert_eq!(duration(5, Locale::En), "less than a second");
    }
}
