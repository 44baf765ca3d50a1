//! A schedule in words.

use crate::locale::Locale;

const WEEKDAYS: [(&str, &str); 7] = [
    ("Sunday", "日曜日"),
    ("Monday", "月曜日"),
    ("Tuesday", "火曜日"),
    ("Wednesday", "水曜日"),
    ("Thursday", "木曜日"),
    ("Friday", "金曜日"),
    ("Saturday", "土曜日"),
];

/// What a schedule says in a sentence; `None` where it is not understood.
pub(super) fn describe(text: &str, locale: Locale) -> Option<String> {
    if text == "none" {
        let never = locale
            .pick("Never by itself: the job is started by hand.", "自動では実行しません。手動で起動します。");
        return Some(never.to_owned());
    }
    let when = when(text, locale)?;
    let space = if when.ends_with(')') { " " } else { "" };
    Some(locale.pick(format!("{when}."), format!("{when}{space}に実行します。")))
}

/// When a job runs, in a few words; `None` where the schedule is not understood.
pub(super) fn when(text: &str, locale: Locale) -> Option<String> {
    let preset = match text {
        "@yearly" | "@annually" => {
            locale.pick("Once a year, on 1 January at 00:00 (UTC)", "年に 1 回、1 月 1 日 00:00 (UTC)")
        }
        "@monthly" => {
            locale.pick("Once a month, on its first day at 00:00 (UTC)", "月に 1 回、1 日の 00:00 (UTC)")
        }
        "@weekly" => locale.pick("Once a week, on Sunday at 00:00 (UTC)", "週に 1 回、日曜日の 00:00 (UTC)"),
        "@daily" | "@midnight" => locale.pick("Every day at 00:00 (UTC)", "毎日 00:00 (UTC)"),
        "@hourly" => locale.pick("At the beginning of every hour", "毎時 0 分"),
        "none" => locale.pick("Started by hand only", "手動でのみ起動"),
        _ => return other(text, locale),
    };
    Some(preset.to_owned())
}

fn other(text: &str, locale: Locale) -> Option<String> {
    if let Some(time) = text.strip_prefix("@every ") {
        let time = super::meaning::duration(crate::yaml::parse_duration(time)?, locale);
        return Some(locale.pick(format!("Every {time}"), format!("{time}ごと")));
    }
    if let Some(rate) = text.strip_prefix("rate(").and_then(|rest| rest.strip_suffix(')')) {
        return Some(locale.pick(format!("Every {rate}"), format!("{}ごと", japanese_rate(rate))));
    }
    if let Some(inner) = text.strip_prefix("cron(").and_then(|rest| rest.strip_suffix(')')) {
        let fields: Vec<&str> = inner.split_whitespace().collect();
        let [minute, hour, day, month, weekday, year] = fields.as_slice() else { return None };
        // EventBridge counts the days of the week from 1, Sunday.
        let cron = Cron { minute, hour, day, month, weekday, first_weekday: 1 };
        let year = if matches!(*year, "*" | "?") { String::new() } else { (*year).to_owned() };
        return Some(cron.words(&year, locale));
    }
    let fields: Vec<&str> = text.split_whitespace().collect();
    let [minute, hour, day, month, weekday] = fields.as_slice() else { return None };
    Some(Cron { minute, hour, day, month, weekday, first_weekday: 0 }.words("", locale))
}

/// The number and the unit of a rate of EventBridge.
fn japanese_rate(rate: &str) -> String {
    let unit = |unit: &str| match unit.trim_end_matches('s') {
        "minute" => "分".to_owned(),
        "hour" => "時間".to_owned(),
        "day" => "日".to_owned(),
        _ => format!("{unit} "),
    };
    rate.split_once(' ')
        .map_or_else(|| rate.to_owned(), |(number, word)| format!("{number} {}", unit(word.trim())))
}

struct Cron<'t> {
    minute: &'t str,
    hour: &'t str,
    day: &'t str,
    month: &'t str,
    weekday: &'t str,
    /// The number of Sunday.
    first_weekday: usize,
}

fn is_any(field: &str) -> bool {
    matches!(field, "*" | "?")
}

impl Cron<'_> {
    fn words(&self, year: &str, locale: Locale) -> String {
        let mut parts = vec![self.time(locale)];
        if !is_any(self.weekday) {
            let name = |text: &str| self.weekday_name(text, locale);
            let days = field(self.weekday, locale, name);
            parts.push(locale.pick(format!("on {days}"), days));
        }
        if !is_any(self.day) {
            let days = field(self.day, locale, str::to_owned);
            parts.push(locale.pick(format!("on day {days} of the month"), format!("{days} 日")));
        }
        if !is_any(self.month) {
            let months = field(self.month, locale, str::to_owned);
            parts.push(locale.pick(format!("in month {months}"), format!("{months} 月")));
        }
        if !year.is_empty() {
            parts.push(locale.pick(format!("in {year}"), format!("{year} 年")));
        }
        match locale {
            Locale::En => format!("{} (UTC)", parts.join(", ")),
            Locale::Ja => {
                parts.reverse();
                format!("{} (UTC)", parts.join("、"))
            }
        }
    }

    fn time(&self, locale: Locale) -> String {
        let number = |text: &str| text.parse::<u32>().ok();
        match (number(self.minute), number(self.hour)) {
            (Some(minute), Some(hour)) => {
                locale.pick(format!("At {hour:02}:{minute:02}"), format!("{hour:02}:{minute:02}"))
            }
            (Some(minute), None) if is_any(self.hour) => {
                locale.pick(format!("At minute {minute} of every hour"), format!("毎時 {minute} 分"))
            }
            _ if is_any(self.minute) && is_any(self.hour) => locale.pick("Every minute", "毎分").to_owned(),
            _ => {
                let minutes = field(self.minute, locale, str::to_owned);
                let minutes =
                    if is_any(self.minute) { locale.pick("every", "毎").to_owned() } else { minutes };
                let hours = field(self.hour, locale, str::to_owned);
                match (is_any(self.hour), locale) {
                    (true, Locale::En) => format!("At minute {minutes} of every hour"),
                    (true, Locale::Ja) => format!("毎時の {minutes} 分"),
                    (false, Locale::En) => format!("At minute {minutes} of hour {hours}"),
                    (false, Locale::Ja) => format!("{hours} 時の {minutes} 分"),
                }
            }
        }
    }

    fn weekday_name(&self, text: &str, locale: Locale) -> String {
        let by_number = text.parse::<usize>().ok().and_then(|day| day.checked_sub(self.first_weekday));
        let by_name =
            || WEEKDAYS.iter().position(|(name, _)| text.len() == 3 && name[..3].eq_ignore_ascii_case(text));
        let day = by_number.or_else(by_name).and_then(|day| WEEKDAYS.get(day));
        day.map_or_else(|| text.to_owned(), |(en, ja)| locale.pick(*en, *ja).to_owned())
    }
}

/// A field in words: ranges, steps and lists.
fn field(text: &str, locale: Locale, name: impl Fn(&str) -> String) -> String {
    let part = |part: &str| {
        let (range, step) = part.split_once('/').map_or((part, None), |(range, step)| (range, Some(step)));
        let range = match range.split_once('-') {
            _ if is_any(range) => String::new(),
            Some((low, high)) => locale
                .pick(format!("{} to {}", name(low), name(high)), format!("{}～{}", name(low), name(high))),
            None => name(range),
        };
        match (step, range.is_empty()) {
            (None, _) => range,
            (Some(step), true) => {
                locale.pick(format!("0, {step}, … (every {step})"), format!("0, {step}, … ({step} ごと)"))
            }
            (Some(step), false) => {
                locale.pick(format!("{range} in steps of {step}"), format!("{range} から {step} ごと"))
            }
        }
    };
    text.split(',').map(part).collect::<Vec<_>>().join(locale.pick(", ", "、"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn says(schedule: &str, en: &str, ja: &str) {
        assert_eq!(describe(schedule, Locale::En).as_deref(), Some(en));
        assert_eq!(describe(schedule, Locale::Ja).as_deref(), Some(ja));
    }

    #[test]
    fn schedules_in_words() {
        says(
            "0 9 * * 1-5",
            "At 09:00, on Monday to Friday (UTC).",
            "月曜日～金曜日、09:00 (UTC) に実行します。",
        );
        says("30 * * * *", "At minute 30 of every hour (UTC).", "毎時 30 分 (UTC) に実行します。");
        says("cron(0 10 ? * 2 *)", "At 10:00, on Monday (UTC).", "月曜日、10:00 (UTC) に実行します。");
        says(
            "0 0 1 jan *",
            "At 00:00, on day 1 of the month, in month jan (UTC).",
            "jan 月、1 日、00:00 (UTC) に実行します。",
        );
        says("@every 1h30m", "Every 1 hour 30 minutes.", "1 時間 30 分ごとに実行します。");
        says(
            "*/15 8-17 * * *",
            "At minute 0, 15, … (every 15) of hour 8 to 17 (UTC).",
            "8～17 時の 0, 15, … (15 ごと) 分 (UTC) に実行します。",
        );
        says("rate(5 minutes)", "Every 5 minutes.", "5 分ごとに実行します。");
        says("@hourly", "At the beginning of every hour.", "毎時 0 分に実行します。");
        assert_eq!(describe("whenever", Locale::En), None);
    }

    #[test]
    fn schedules_in_a_few_words() {
        assert_eq!(when("0 9 * * 1-5", Locale::En).as_deref(), Some("At 09:00, on Monday to Friday (UTC)"));
        assert_eq!(when("@daily", Locale::Ja).as_deref(), Some("毎日 00:00 (UTC)"));
        assert_eq!(when("none", Locale::Ja).as_deref(), Some("手動でのみ起動"));
    }
}
