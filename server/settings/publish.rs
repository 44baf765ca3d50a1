//! What is generated from the settings: their schema, their page, and their part of the extension for VS Code.

use super::schema;
use crate::locale::{Locale, Phrase};
use serde_json::{Map, Value as Json, json};

/// The section of an editor's configuration that holds the settings.
pub const SECTION: &str = "copilotManifest";

/// What the names of the texts of settings begin with in the extension's translations.
const TEXTS: &str = "setting.";

/// One setting.
#[derive(Debug)]
pub struct Setting {
    /// Its name without the section: `inlayHints.defaults`.
    pub name: String,
    /// The schema of its value.
    schema: &'static Json,
}

/// All settings in the order of the model.
pub fn settings() -> Vec<Setting> {
    let mut found = Vec::new();
    collect("", schema(), &mut found);
    found
}

fn collect(prefix: &str, schema: &'static Json, found: &mut Vec<Setting>) {
    for (key, schema) in schema.get("properties").and_then(Json::as_object).into_iter().flatten() {
        let name = format!("{prefix}{key}");
        if schema.get("properties").is_some() {
            collect(&format!("{name}."), schema, found);
        } else {
            found.push(Setting { name, schema });
        }
    }
}

impl Setting {
    pub(super) fn schema(&self) -> &'static Json {
        self.schema
    }

    pub(super) fn words(&self) -> Phrase {
        words(self.schema)
    }

    /// The values with their words, where only some are allowed.
    pub(super) fn choices(&self) -> Vec<(&'static str, Phrase)> {
        let choices = self.schema.get("oneOf").and_then(Json::as_array).into_iter().flatten();
        choices.filter_map(|it| Some((it.get("const")?.as_str()?, words(it)))).collect()
    }

    fn default(&self) -> Json {
        self.schema.get("default").cloned().unwrap_or_default()
    }

    /// The default as people write it.
    pub(super) fn plain_default(&self) -> String {
        plain(&self.default())
    }

    /// What may be set, in words.
    pub(super) fn values(&self) -> Phrase {
        let list = |words: Vec<&str>| {
            let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            Phrase::new(quoted.join(", "), quoted.join("、"))
        };
        let choices: Vec<&str> = self.choices().iter().map(|(choice, _)| *choice).collect();
        if !choices.is_empty() {
            return list(choices);
        }
        let of_entries = self.schema.pointer("/additionalProperties/enum").and_then(Json::as_array);
        match of_entries {
            Some(words) => list(words.iter().filter_map(Json::as_str).collect()).map(|locale, words| {
                locale.pick(format!("an object of {words}"), format!("{words} のオブジェクト"))
            }),
            None => list(vec!["true", "false"]),
        }
    }

    /// The entry of the extension's `package.json`, whose texts are names of translations.
    fn of_extension(&self, order: usize) -> Json {
        let text = |name: &str| format!("%{TEXTS}{}{name}%", self.name);
        let choices = self.choices();
        let mut entry = Map::new();
        if choices.is_empty() {
            let kept = ["type", "additionalProperties"].into_iter();
            let kept = kept.filter_map(|key| Some((key.to_owned(), english(self.schema.get(key)?))));
            entry.extend(kept);
        } else {
            let (words, texts): (Vec<&str>, Vec<String>) =
                choices.iter().map(|(choice, _)| (*choice, text(&format!(".{choice}")))).unzip();
            entry.extend([
                ("type".to_owned(), json!("string")),
                ("enum".to_owned(), json!(words)),
                ("markdownEnumDescriptions".to_owned(), json!(texts)),
            ]);
        }
        entry.extend([
            ("default".to_owned(), self.default()),
            ("scope".to_owned(), json!("window")),
            ("order".to_owned(), json!(order)),
            ("markdownDescription".to_owned(), json!(text(""))),
        ]);
        Json::Object(entry)
    }

    /// The texts that [`Setting::of_extension`] names.
    fn texts(&self) -> Vec<(String, Phrase)> {
        let name = |choice: &str| format!("{TEXTS}{}{choice}", self.name);
        let choices = self.choices().into_iter().map(|(choice, words)| (name(&format!(".{choice}")), words));
        std::iter::once((name(""), self.words())).chain(choices).collect()
    }
}

fn words(schema: &Json) -> Phrase {
    let text = |key: &str| schema.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
    Phrase::new(text("description"), text("x-ja"))
}

/// The schema without the keywords of this server and without the words for readers of the source.
fn english(schema: &Json) -> Json {
    match schema {
        Json::Object(keywords) => {
            let is_leaf = schema.get("x-ja").is_some();
            let is_kept = |key: &str| !key.starts_with("x-") && (is_leaf || key != "description");
            let mut kept: Map<String, Json> = keywords
                .iter()
                .filter(|(key, value)| is_kept(key) || value.is_object())
                .map(|(key, value)| (key.clone(), english(value)))
                .collect();
            if kept.contains_key("properties") {
                kept.insert("additionalProperties".to_owned(), json!(false));
            }
            Json::Object(kept)
        }
        Json::Array(items) => Json::Array(items.iter().map(english).collect()),
        other => other.clone(),
    }
}

/// `schemas/settings.json`: what stands in the section, wherever an editor keeps it.
pub fn schema_file() -> String {
    let mut schema = english(schema());
    schema["title"] = json!("Settings of copilot-manifest-ls");
    schema["description"] = json!(format!("The section `{SECTION}` of an editor's configuration."));
    pretty(&schema)
}

/// `docs/settings.md`: the settings for readers.
pub fn page(locale: Locale) -> String {
    let mut text = locale.pick(
        format!(
            "# Settings\n\nGenerated from the server's sources; do not edit.\n\n\
             The settings stand in the section `{SECTION}` of the editor's configuration, and take effect as soon as \
             they change. An editor can also send them as `initializationOptions`. What is not set keeps its default; \
             a wrong setting is named in the editor's log and left out. [The schema](../schemas/settings.json) is \
             for tools.\n"
        ),
        format!(
            "# 設定\n\nサーバーのソースから生成したページです。編集しないでください。\n\n\
             設定はエディターの設定の `{SECTION}` セクションに書きます。変更はすぐに反映されます。\
             `initializationOptions` で送ることもできます。書かない設定には既定値が使われ、\
             誤った設定は無視されてエディターのログに表示されます。ツール向けには\
             [スキーマ](../schemas/settings.json)があります。\n"
        ),
    );
    text.push_str(locale.pick(
        "\n| setting | values | default | meaning |\n| --- | --- | --- | --- |\n",
        "\n| 設定 | 値 | 既定値 | 意味 |\n| --- | --- | --- | --- |\n",
    ));
    let settings = settings();
    for setting in &settings {
        let (name, values, words) = (&setting.name, setting.values(), setting.words());
        let (values, words, default) = (values.text(locale), words.text(locale), setting.plain_default());
        text.push_str(&format!("| `{SECTION}.{name}` | {values} | `{default}` | {words} |\n"));
    }
    for setting in settings.iter().filter(|setting| !setting.choices().is_empty()) {
        text.push_str(&format!("\n`{SECTION}.{}`:\n\n", setting.name));
        for (choice, words) in setting.choices() {
            text.push_str(&format!("- `{choice}`: {}\n", words.text(locale)));
        }
    }
    text.push_str(locale.pick("\n## Where they stand\n", "\n## 設定の場所\n"));
    for (editor, language, example) in EXAMPLES {
        text.push_str(&format!("\n{editor}:\n\n```{language}\n{example}\n```\n"));
    }
    text
}

/// How a setting looks in the configuration of some editors: their names, the languages and the texts.
const EXAMPLES: [(&str, &str, &str); 3] = [
    (
        "VS Code (`settings.json`)",
        "jsonc",
        r#"{ "copilotManifest.locale": "ja", "copilotManifest.inlayHints.defaults": false }"#,
    ),
    (
        "Neovim (`init.lua`)",
        "lua",
        "vim.lsp.config('copilot_manifest_ls', {\n  settings = { copilotManifest = { locale = 'ja', inlayHints = { defaults = false } } },\n})",
    ),
    (
        "Helix (`languages.toml`)",
        "toml",
        "[language-server.copilot-manifest-ls]\nconfig = { copilotManifest = { locale = \"ja\", inlayHints = { defaults = false } } }",
    ),
];

/// The extension's `package.json` with the settings of the server made anew. Those of the extension itself come last.
///
/// # Errors
/// It is no JSON, or has no `contributes.configuration.properties`.
pub fn package(text: &str) -> Result<String, String> {
    let mut package: Json = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let properties = package.pointer_mut("/contributes/configuration/properties");
    let properties =
        properties.and_then(Json::as_object_mut).ok_or("no contributes.configuration.properties")?;
    let settings = settings();
    let mut made = Map::new();
    for (index, setting) in settings.iter().enumerate() {
        made.insert(format!("{SECTION}.{}", setting.name), setting.of_extension(index + 1));
    }
    let others = std::mem::take(properties).into_iter().filter(|(name, _)| is_of_client(name));
    for (index, (name, mut other)) in others.enumerate() {
        other["order"] = json!(settings.len() + index + 1);
        made.insert(name, other);
    }
    *properties = made;
    Ok(pretty(&package))
}

/// The extension's `package.nls.json` in one language, with the texts of the server's settings made anew.
///
/// # Errors
/// It is no JSON object.
pub fn translations(text: &str, locale: Locale) -> Result<String, String> {
    let old: Map<String, Json> = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let mut texts = Map::new();
    let is_made = |name: &str| name.strip_prefix(TEXTS).is_some_and(|name| !is_of_client(name));
    let (before, after): (Vec<_>, Vec<_>) =
        old.into_iter().filter(|(name, _)| !is_made(name)).partition(|(name, _)| !name.starts_with(TEXTS));
    texts.extend(before);
    for (name, words) in settings().iter().flat_map(Setting::texts) {
        texts.insert(name, json!(words.text(locale)));
    }
    texts.extend(after);
    Ok(pretty(&Json::Object(texts)))
}

/// A setting that an editor's extension has for itself: which program to start, and what to trace.
pub fn is_of_client(name: &str) -> bool {
    let name = name.strip_prefix(SECTION).map_or(name, |rest| rest.trim_start_matches('.'));
    matches!(name.split('.').next(), Some("server" | "trace"))
}

fn plain(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn pretty(value: &Json) -> String {
    format!("{value:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_has_words_in_both_languages() {
        assert!(settings().len() >= 10);
        for setting in settings() {
            for (name, words) in setting.texts() {
                let has_japanese = |text: &str| text.chars().any(|c| ('\u{3041}'..='\u{9fff}').contains(&c));
                assert!(has_japanese(words.text(Locale::Ja)), "{name}");
                assert!(
                    !has_japanese(words.text(Locale::En)) && words.text(Locale::En).ends_with('.'),
                    "{name}"
                );
            }
            assert!(!setting.default().is_null(), "{}", setting.name);
        }
    }

    #[test]
    fn what_is_not_the_servers_stays() {
        let package = json!({ "contributes": { "configuration": { "properties": {
            "copilotManifest.gone": {}, "copilotManifest.server.path": { "order": 1 },
        } } } });
        let made: Json = serde_json::from_str(&super::package(&package.to_string()).unwrap()).unwrap();
        let properties = made.pointer("/contributes/configuration/properties").unwrap().as_object().unwrap();
        assert!(!properties.contains_key("copilotManifest.gone"));
        assert_eq!(properties.keys().next_back().unwrap(), "copilotManifest.server.path");
        assert_eq!(properties["copilotManifest.locale"]["enum"], json!(["auto", "en", "ja"]));
        assert_eq!(
            super::package(&made.to_string()).unwrap(),
            pretty(&made),
            "and a second time nothing changes"
        );
        let old = json!({ "title": "t", "setting.gone": "g", "setting.server.path": "p" });
        let texts = translations(&old.to_string(), Locale::En).unwrap();
        let texts: Map<String, Json> = serde_json::from_str(&texts).unwrap();
        assert!(texts.contains_key("title") && texts.contains_key("setting.server.path"));
        assert!(texts.contains_key("setting.locale.auto") && !texts.contains_key("setting.gone"));
    }
}
