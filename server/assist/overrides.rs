//! What each environment makes of a field.

use super::place::Place;
use crate::environments::Layers;
use crate::locale::Locale;
use crate::manifest::value::{Data, Value};
use crate::yaml::Segment;
use std::sync::Arc;

/// The most environments that a table shows.
const MOST: usize = 20;

/// Where the lines of a text break.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    /// The lines of a text.
    pub fn of(text: &str) -> Lines {
        Lines(text.match_indices('\n').map(|(at, _)| at).collect())
    }

    /// The number of the line that holds a byte, from 1.
    fn number(&self, offset: usize) -> usize {
        self.0.partition_point(|end| *end < offset) + 1
    }
}

/// The value in the base and in each environment, if an environment changes it.
pub(super) fn table(lines: &Lines, layers: &Layers, place: &Place<'_>, locale: Locale) -> Option<String> {
    let steps = place.effective();
    let base = at(&layers.base, steps);
    let each =
        layers.environments.iter().map(|environment| (&*environment.name, at(&environment.effective, steps)));
    // What is not there any more, an override has taken away.
    let own = |value: Option<&Arc<Value>>| value.map_or(base.is_some(), |value| value.place().in_override);
    let changed: Vec<_> = each.filter(|(_, value)| own(*value)).collect();
    if changed.is_empty() || steps.is_empty() {
        return None;
    }
    let line = |value: &Arc<Value>| lines.number(value.place().span.start);
    let mut rows = vec![format!(
        "| {} | {} | {} |",
        locale.pick("environment", "環境"),
        locale.pick("value", "値"),
        locale.pick("line", "行")
    )];
    rows.push("| --- | --- | --- |".to_owned());
    let row = |name: &str, value: Option<&Arc<Value>>| match value {
        Some(value) => format!("| {name} | {} | {} |", shown(value, locale), line(value)),
        None => format!("| {name} | {} | |", locale.pick("not set", "未設定")),
    };
    rows.push(row(locale.pick("(base)", "(ベース)"), base));
    rows.extend(changed.iter().take(MOST).map(|(name, value)| row(name, *value)));
    Some(rows.join("\n"))
}

/// What stands at the end of these steps.
pub(super) fn at<'v>(root: &'v Arc<Value>, steps: &[Segment<'_>]) -> Option<&'v Arc<Value>> {
    steps.iter().try_fold(root, |value, step| match step {
        Segment::Key(key) => value.get(key),
        Segment::Index(index) => value.items().get(*index),
    })
}

fn shown(value: &Value, locale: Locale) -> String {
    let code = |text: String| format!("`{}`", text.replace('|', "\\|"));
    match &value.data {
        Data::Str(text) if !text.contains(['\n', '`']) => code(text.to_string()),
        Data::Int(number) => code(number.to_string()),
        Data::Float(number) => code(number.to_string()),
        Data::Bool(on) => code(on.to_string()),
        Data::Duration(nanoseconds) => super::meaning::duration(*nanoseconds, locale),
        Data::List(items) => {
            locale.pick(format!("a list of {}", items.len()), format!("{} 件のリスト", items.len()))
        }
        Data::Map(_) => locale.pick("a map", "マップ").to_owned(),
        _ => locale.pick("a text", "文字列").to_owned(),
    }
}
