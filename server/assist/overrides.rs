//! What each environment makes of a field.

use super::place::Place;
use crate::environments::Layers;
use crate::locale::Locale;
use crate::manifest::value::{Data, Value};
use crate::yaml::Segment;
use std::sync::Arc;

/// The most environments that a table shows.
const MOST: usize = 20;

/// The value in the base and in each environment, if an environment changes it.
pub(super) fn table(text: &str, layers: &Layers, place: &Place<'_>, locale: Locale) -> Option<String> {
    let steps = place.effective();
    let base = at(&layers.base, steps);
    let each =
        layers.environments.iter().map(|environment| (&*environment.name, at(&environment.effective, steps)));
    let own = |value: Option<&Arc<Value>>| value.is_some_and(|value| value.place().in_override);
    let changed: Vec<_> = each.filter(|(_, value)| own(*value)).collect();
    if changed.is_empty() || steps.is_empty() {
        return None;
    }
    let line = |value: &Arc<Value>| text[..value.place().span.start].matches('\n').count() + 1;
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

fn at<'v>(root: &'v Arc<Value>, steps: &[Segment<'_>]) -> Option<&'v Arc<Value>> {
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
