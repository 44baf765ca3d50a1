//! The client's settings: what it sent in `initialize`, and its section `copilotManifest`.

use crate::locale::{Locale, Phrase};
use crate::nearest::nearest;
use crate::rules::registry;
use crate::rules::words::any_quoted;
use crate::settings::{Settings, publish, schema};
use serde_json::{Map, Value, json};

pub use crate::settings::publish::SECTION;

/// What is under [`SECTION`], or `value` itself where there is no such key.
pub fn section(value: &Value) -> &Value {
    value.get(SECTION).unwrap_or(value)
}

/// The section in what a client pushes, which may be its whole configuration, other servers' settings included.
pub fn pushed(value: &Value) -> &Value {
    let is_ours = |key: &String| schema()["properties"].get(key).is_some();
    match value.get(SECTION) {
        Some(section) => section,
        None if value.as_object().is_some_and(|keys| keys.keys().any(is_ours)) => value,
        None => &Value::Null,
    }
}

/// Reads the settings from several places, of which a later one goes before an earlier.
///
/// `locale` is the language when none is set. What is wrong is left out and told in the second part, in the language of
/// the settings.
pub fn read(layers: &[&Value], locale: Locale) -> (Settings, Vec<String>) {
    let (mut merged, mut problems) = (json!({}), Vec::new());
    let mut reader = Reader { problems: &mut problems };
    for layer in layers {
        if let Some(right) = reader.read(layer, schema(), SECTION) {
            merge(&mut merged, right, schema());
        }
    }
    if merged.get("locale").is_none_or(|locale| locale == "auto") {
        merged["locale"] = json!(locale.tag());
    }
    // Whatever the schema lets pass can be read.
    let settings: Settings =
        serde_json::from_value(merged).unwrap_or_else(|_| Settings { locale, ..Settings::default() });
    let problems = problems.iter().map(|problem: &Phrase| problem.text(settings.locale).to_owned()).collect();
    (settings, problems)
}

/// Lays `over` on `base`. Of an object with free keys, the later one holds alone, so that an entry can be taken back.
fn merge(base: &mut Value, over: Value, schema: &Value) {
    match (base.as_object_mut(), over) {
        (Some(base), Value::Object(over)) if schema.get("properties").is_some() => {
            for (key, value) in over {
                let schema = &schema["properties"][key.as_str()];
                merge(base.entry(key).or_insert(Value::Null), value, schema);
            }
        }
        (_, over) => *base = over,
    }
}

/// Takes from a value what its schema allows.
struct Reader<'p> {
    problems: &'p mut Vec<Phrase>,
}

impl Reader<'_> {
    /// `None` where nothing is set, or nothing right.
    fn read(&mut self, value: &Value, schema: &Value, name: &str) -> Option<Value> {
        if value.is_null() {
            return None;
        }
        let is_map = schema["type"] == "object";
        match value {
            Value::Object(entries) if is_map => Some(self.read_entries(entries, schema, name)),
            Value::Bool(_) if schema["type"] == "boolean" => Some(value.clone()),
            Value::String(word) if choices(schema).contains(&word.as_str()) => Some(value.clone()),
            _ => {
                self.problems.push(wrong(name, value, schema));
                None
            }
        }
    }

    fn read_entries(&mut self, entries: &Map<String, Value>, schema: &Value, name: &str) -> Value {
        let mut right = Map::new();
        for (key, value) in entries {
            let name = format!("{name}.{key}");
            let known = schema.pointer("/properties").map(|properties| properties.get(key));
            let schema = match known {
                Some(Some(known)) => known,
                Some(None) => {
                    self.problems.extend((!publish::is_of_client(&name)).then(|| unknown(&name)));
                    continue;
                }
                None if registry::find(key).is_none() => {
                    self.problems.push(unknown_rule(&name, key));
                    continue;
                }
                None => &schema["additionalProperties"],
            };
            if let Some(value) = self.read(value, schema, &name) {
                right.insert(key.clone(), value);
            }
        }
        Value::Object(right)
    }
}

/// The words that a value may be.
fn choices(schema: &Value) -> Vec<&str> {
    let words = schema["enum"].as_array().into_iter().flatten();
    let described = schema["oneOf"].as_array().into_iter().flatten().map(|choice| &choice["const"]);
    words.chain(described).filter_map(Value::as_str).collect()
}

fn wrong(name: &str, value: &Value, schema: &Value) -> Phrase {
    let allowed = match choices(schema).as_slice() {
        [] if schema["type"] == "boolean" => any_quoted(["true", "false"]),
        [] => Phrase::new("an object", "オブジェクト"),
        words => any_quoted(words.iter().copied()),
    };
    allowed.map(|locale, allowed| {
        locale.pick(
            format!("the setting {name} is {value} and is ignored; set it to {allowed}"),
            format!("設定 {name} の値 {value} は無視されます。{allowed}を指定してください。"),
        )
    })
}

fn unknown(name: &str) -> Phrase {
    let known: Vec<String> =
        publish::settings().into_iter().map(|setting| format!("{SECTION}.{}", setting.name)).collect();
    let near = nearest(name, known.iter().map(String::as_str)).or_else(|| of_last_key(name, &known));
    let (en, ja) = hint(near);
    Phrase::new(
        format!("there is no setting {name}, it is ignored{en}"),
        format!("設定 {name} はありません。無視されます。{ja}"),
    )
}

/// The setting with the same last key: it stands elsewhere than was thought.
fn of_last_key<'k>(name: &str, known: &'k [String]) -> Option<&'k str> {
    let last = |name: &str| name.rsplit('.').next().map(str::to_lowercase);
    known.iter().find(|known| last(known) == last(name)).map(String::as_str)
}

fn unknown_rule(name: &str, rule: &str) -> Phrase {
    let (en, ja) = hint(nearest(rule, registry::all().map(|rule| rule.id)));
    Phrase::new(
        format!("the setting {name} has no effect, for there is no such rule{en}"),
        format!("ルール {rule} はないため、設定 {name} は効果がありません。{ja}"),
    )
}

fn hint(near: Option<&str>) -> (String, String) {
    let hint = near.map(|near| (format!("; did you mean {near}?"), format!("{near} ではありませんか?")));
    hint.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;

    const RULE: &str = "manifest.unknown-key";

    fn problems(settings: Value) -> Vec<String> {
        read(&[&settings], Locale::En).1
    }

    #[test]
    fn later_layers_go_before_earlier_ones() {
        let first = json!({
            "locale": "ja",
            "severity": { RULE: "off", "http.path-missing": "hint" },
            "inlayHints": { "defaults": false, "meaning": false },
        });
        let second = json!({ "severity": { RULE: "error" }, "inlayHints": { "meaning": true } });
        let (settings, problems_of_auto) = read(&[&first, &json!({ "locale": "auto" })], Locale::En);
        assert_eq!(settings.locale, Locale::En, "auto goes back to the client's");
        assert_eq!(problems_of_auto, [""; 0]);
        let (settings, problems) = read(&[&first, &second, &Value::Null], Locale::En);
        assert_eq!(settings.locale, Locale::Ja);
        assert_eq!(settings.severities, [(RULE.to_owned(), Some(Severity::Error))].into());
        assert_eq!((settings.inlay_hints.defaults, settings.inlay_hints.meaning), (false, true));
        assert_eq!(problems, [""; 0]);
    }

    #[test]
    fn what_is_not_set_keeps_its_default() {
        let nothing = Settings { locale: Locale::Ja, ..Settings::default() };
        for nothing_set in
            [json!(null), json!({}), json!({ "locale": null, "inlayHints": { "meaning": null } })]
        {
            assert_eq!(read(&[&nothing_set], Locale::Ja), (nothing.clone(), vec![]));
        }
        let (settings, _) = read(&[&json!({ "codeLens": { "effective": false } })], Locale::Ja);
        assert!(!settings.code_lens.effective && settings.completion.patterns && settings.semantic_tokens);
    }

    #[test]
    fn odd_settings_are_named_and_left_out() {
        for odd in [json!([]), json!(5), json!("x")] {
            let (settings, problems) = read(&[&odd], Locale::En);
            assert_eq!((settings, problems.len()), (Settings::default(), 1));
        }
        let odd = json!({
            "locale": 5, "severity": { RULE: "loud", "schema.type": null, "job.retries-negative": "off" },
        });
        let (settings, problems) = read(&[&odd, &json!({ "severity": [] })], Locale::En);
        assert_eq!(settings.severities, [("job.retries-negative".to_owned(), None)].into());
        assert_eq!(
            problems,
            [
                "the setting copilotManifest.locale is 5 and is ignored; set it to `auto`, `en` or `ja`",
                "the setting copilotManifest.severity.manifest.unknown-key is \"loud\" and is ignored; set it to \
                 `error`, `warning`, `info`, `hint` or `off`",
                "the setting copilotManifest.severity is [] and is ignored; set it to an object",
            ]
        );
    }

    #[test]
    fn unknown_settings_are_named_with_the_one_that_was_meant() {
        assert_eq!(
            problems(
                json!({ "inlayHints": { "default": true, "meaning": "yes" }, "effective": true, "zzz": 1 })
            ),
            [
                "there is no setting copilotManifest.inlayHints.default, it is ignored; did you mean \
                 copilotManifest.inlayHints.defaults?",
                "the setting copilotManifest.inlayHints.meaning is \"yes\" and is ignored; set it to `true` or `false`",
                "there is no setting copilotManifest.effective, it is ignored; did you mean \
                 copilotManifest.codeLens.effective?",
                "there is no setting copilotManifest.zzz, it is ignored",
            ]
        );
        assert_eq!(
            problems(json!({ "severity": { "manifest.unknwon-key": "off" } })),
            [
                "the setting copilotManifest.severity.manifest.unknwon-key has no effect, for there is no such rule; \
              did you mean manifest.unknown-key?"
            ]
        );
        let japanese = read(&[&json!({ "locale": "ja", "severty": {} })], Locale::En).1;
        assert_eq!(
            japanese,
            [
                "設定 copilotManifest.severty はありません。無視されます。copilotManifest.severity ではありませんか?"
            ]
        );
        assert_eq!(problems(json!({ "server": { "path": "" }, "trace": { "server": "off" } })), [""; 0]);
    }

    #[test]
    fn the_section_may_be_left_out() {
        let inner = json!({ "locale": "ja" });
        assert_eq!(section(&json!({ "copilotManifest": inner })), &inner);
        assert_eq!(section(&inner), &inner);
        assert_eq!(pushed(&json!({ "yaml": {}, "copilotManifest": inner })), &inner);
        assert_eq!(pushed(&inner), &inner);
        for others in [json!({ "yaml": {} }), json!({}), json!(5)] {
            assert_eq!(pushed(&others), &Value::Null);
        }
    }
}
