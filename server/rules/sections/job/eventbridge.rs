//! `rate()` and `cron()` of Amazon EventBridge, which Copilot passes on without a look.

/// What is wrong inside `rate(...)`.
pub fn rate_problem(inner: &str) -> Option<String> {
    const UNITS: [&str; 3] = ["minute", "hour", "day"];
    let words: Vec<&str> = inner.split_whitespace().collect();
    let [number, unit] = words.as_slice() else {
        return Some("write one number and one unit, such as `rate(5 minutes)`".to_owned());
    };
    let Some(number) = number.parse::<u64>().ok().filter(|number| *number > 0) else {
        return Some(format!("`{number}` is no positive integer"));
    };
    let Some(singular) = UNITS.iter().find(|name| unit.strip_suffix('s').unwrap_or(unit) == **name) else {
        return Some(format!("`{unit}` is no unit: use minutes, hours or days"));
    };
    let wanted = if number == 1 { (*singular).to_owned() } else { format!("{singular}s") };
    (wanted != *unit).then(|| format!("after {number} the unit is `{wanted}`, not `{unit}`"))
}

/// What is wrong inside `cron(...)`.
pub fn cron_problem(inner: &str) -> Option<String> {
    let fields: Vec<&str> = inner.split_whitespace().collect();
    let [_, _, month_day, _, weekday, _] = fields.as_slice() else {
        return Some(format!("`cron()` has six fields (the last is the year), not {}", fields.len()));
    };
    match (*month_day == "?", *weekday == "?") {
        (true, true) => Some("only one of day of the month and day of the week may be `?`".to_owned()),
        (false, false) => Some("day of the month or day of the week must be `?`".to_owned()),
        _ => None,
    }
}
