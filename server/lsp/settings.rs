//! The client's settings: what it sent in `initialize`, and its section `copilotManifest`.

use crate::finding::Severity;
use crate::locale::Locale;
use crate::settings::Settings;
use serde_json::Value;

/// The section of the client's configuration.
pub const SECTION: &str = "copilotManifest";

/// What is under [`SECTION`], or `value` itself where there is no such key.
pub fn section(value: &Value) -> &Value {
    value.get(SECTION).unwrap_or(value)
}

/// Reads the settings from several places, of which a later one goes before an earlier.
///
/// `locale` is the language when none is set. A value of the wrong kind is left out and named in the second part.
pub fn read(layers: &[&Value], locale: Locale) -> (Settings, Vec<String>) {
    let mut settings = Settings { locale, ..Settings::default() };
    let mut problems = Vec::new();
    for layer in layers {
        if let Some(value) = layer.get("locale") {
            read_locale(value, locale, &mut settings, &mut problems);
        }
        if let Some(value) = layer.get("severity") {
            read_severities(value, &mut settings, &mut problems);
        }
    }
    (settings, problems)
}

fn read_locale(value: &Value, client: Locale, settings: &mut Settings, problems: &mut Vec<String>) {
    match value.as_str() {
        Some("auto") => settings.locale = client,
        Some("en") => settings.locale = Locale::En,
        Some("ja") => settings.locale = Locale::Ja,
        _ if value.is_null() => {}
        _ => problems.push(format!("{SECTION}.locale is {value}; set it to \"auto\", \"en\" or \"ja\"")),
    }
}

fn read_severities(value: &Value, settings: &mut Settings, problems: &mut Vec<String>) {
    let Some(severities) = value.as_object() else {
        if !value.is_null() {
            problems.push(format!(
                "{SECTION}.severity is {value}; set it to an object from rule ids to severities"
            ));
        }
        return;
    };
    settings.severities.clear();
    for (rule, value) in severities {
        match severity(value) {
            Some(severity) => drop(settings.severities.insert(rule.clone(), severity)),
            None => problems.push(format!(
                "{SECTION}.severity of {rule:?} is {value}; set it to \"error\", \"warning\", \"info\", \"hint\" or \"off\""
            )),
        }
    }
}

/// `Some(None)` turns a rule off.
fn severity(value: &Value) -> Option<Option<Severity>> {
    let severity = match value.as_str()? {
        "error" => Severity::Error,
        "warning" => Severity::Warning,
        "info" => Severity::Info,
        "hint" => Severity::Hint,
        "off" => return Some(None),
        _ => return None,
    };
    Some(Some(severity))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn later_layers_go_before_earlier_ones() {
        let first = json!({ "locale": "ja", "severity": { "a.b": "off", "c.d": "hint" } });
        let second = json!({ "severity": { "a.b": "error" } });
        let (settings, problems_of_auto) = read(&[&first, &json!({ "locale": "auto" })], Locale::En);
        assert_eq!(
            (settings.locale, problems_of_auto),
            (Locale::En, vec![]),
            "auto goes back to the client's"
        );
        let (settings, problems) = read(&[&first, &second, &Value::Null], Locale::En);
        assert_eq!(settings.locale, Locale::Ja);
        assert_eq!(settings.severities, [("a.b".to_owned(), Some(Severity::Error))].into());
        assert_eq!(problems, [""; 0]);
    }

    #[test]
    fn odd_settings_are_named_and_left_out() {
        for odd in
            [json!([]), json!(5), json!("x"), json!(null), json!({ "other": {} }), json!({ "locale": null })]
        {
            assert_eq!(
                read(&[&odd], Locale::Ja),
                (Settings { locale: Locale::Ja, ..Settings::default() }, vec![])
            );
        }
        let odd = json!({ "locale": 5, "severity": { "a.b": "loud", "c.d": null, "e.f": "off" } });
        let (settings, problems) = read(&[&odd, &json!({ "severity": [] })], Locale::En);
        assert_eq!(settings.severities, [("e.f".to_owned(), None)].into());
        assert_eq!(problems.len(), 4, "{problems:?}");
    }

    #[test]
    fn the_section_may_be_left_out() {
        let inner = json!({ "locale": "ja" });
        assert_eq!(section(&json!({ "copilotManifest": inner })), &inner);
        assert_eq!(section(&inner), &inner);
    }
}
