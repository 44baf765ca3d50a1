//! `rate()` and `cron()` of Amazon EventBridge, which Copilot passes on without a look.

use crate::locale::Phrase;

/// What is wrong inside `rate(...)`.
pub fn rate_problem(inner: &str) -> Option<Phrase> {
    const UNITS: [&str; 3] = ["minute", "hour", "day"];
    let words: Vec<&str> = inner.split_whitespace().collect();
    let [number, unit] = words.as_slice() else {
        return Some(Phrase::new(
            "write one number and one unit, such as `rate(5 minutes)`",
            "`rate(5 minutes)` のように、数値と単位を 1 つずつ書いてください",
        ));
    };
    let Some(number) = number.parse::<u64>().ok().filter(|number| *number > 0) else {
        return Some(Phrase::new(
            format!("`{number}` is no positive integer"),
            format!("`{number}` は正の整数ではありません"),
        ));
    };
    let Some(singular) = UNITS.iter().find(|name| unit.strip_suffix('s').unwrap_or(unit) == **name) else {
        return Some(Phrase::new(
            format!("`{unit}` is no unit: use minutes, hours or days"),
            format!("`{unit}` は単位ではありません。minutes、hours、days のいずれかを使ってください"),
        ));
    };
    let wanted = if number == 1 { (*singular).to_owned() } else { format!("{singular}s") };
    (wanted != *unit).then(|| {
        Phrase::new(
            format!("after {number} the unit is `{wanted}`, not `{unit}`"),
            format!("{number} の後の単位は `{unit}` ではなく `{wanted}` です"),
        )
    })
}

/// What is wrong inside `cron(...)`.
pub fn cron_problem(inner: &str) -> Option<Phrase> {
    let fields: Vec<&str> = inner.split_whitespace().collect();
    let [_, _, month_day, _, weekday, _] = fields.as_slice() else {
        return Some(Phrase::new(
            format!("`cron()` has six fields (the last is the year), not {}", fields.len()),
            format!("`cron()` のフィールドは 6 個 (最後は年) ですが、{} 個あります", fields.len()),
        ));
    };
    match (*month_day == "?", *weekday == "?") {
        (true, true) => Some(Phrase::new(
            "only one of day of the month and day of the week may be `?`",
            "日と曜日の両方を `?` にはできません",
        )),
        (false, false) => Some(Phrase::new(
            "day of the month or day of the week must be `?`",
            "日か曜日のどちらかは `?` にする必要があります",
        )),
        _ => None,
    }
}
