//! What a user can set, in an editor or on the command line.
//!
//! A field is written once, here: its type, its default and its words in both languages. [`publish`] makes the schema,
//! the page of documentation and the settings of the extension for VS Code from it, [`neovim`] the types and the help of
//! Neovim's configuration; the server reads by the same schema.

pub mod neovim;
pub mod publish;

use crate::finding::Severity;
use crate::locale::Locale;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde::{Deserialize, Deserializer};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The settings of one client or one run.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// Language of messages and documentation.
    #[schemars(with = "Language", extend("default" = "auto", "x-ja" = "メッセージとドキュメントの言語。"))]
    pub locale: Locale,
    /// Severity of single rules, by rule id: `error`, `warning`, `info`, `hint`, or `off` to silence the rule. Example: `{ "manifest.unknown-key": "error" }`. The id of a rule stands behind its message.
    #[serde(rename = "severity", deserialize_with = "severities")]
    #[schemars(with = "BTreeMap<String, Level>", extend("default" = {},
        "x-ja" = "ルール ID ごとの重要度: `error`、`warning`、`info`、`hint`、またはルールを無効にする `off`。例: `{ \"manifest.unknown-key\": \"error\" }`。ルール ID はメッセージの後ろに表示されます。"))]
    pub severities: BTreeMap<String, Option<Severity>>,
    /// What is shown between the words of the text.
    pub inlay_hints: InlayHints,
    /// What is shown above the lines of the text.
    pub code_lens: CodeLens,
    /// What completion offers.
    pub completion: Completion,
    /// Colours references, variables and enumerations by their meaning.
    #[schemars(extend("x-ja" = "参照、変数、列挙値を意味に応じて色分けします。"))]
    pub semantic_tokens: bool,
    /// Checks the manifests of the workspace that are not open too.
    #[schemars(extend("x-ja" = "開いていないワークスペース内のマニフェストも診断します。"))]
    pub workspace_diagnostics: bool,
}

/// Which inlay hints are shown.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct InlayHints {
    /// Shows behind the key of a section the defaults that are in force in it: `logging:` → `retention: 30, enableMetadata: true`.
    #[schemars(extend("x-ja" = "セクションのキーの後ろに、有効な既定値を表示します: `logging:` → `retention: 30, enableMetadata: true`。"))]
    pub defaults: bool,
    /// Shows behind a value what environments make of it (`prod: 4`), and inside of `environments` what it replaces (`base: 2`).
    #[schemars(extend("x-ja" = "値の後ろに、環境ごとの上書き値 (`prod: 4`) を表示します。`environments` の中では、上書きされる元の値 (`ベース: 2`) を表示します。"))]
    pub overrides: bool,
    /// Shows behind a number, a duration or a schedule what it means: `cpu: 256` → `0.25 vCPU`.
    #[schemars(extend("x-ja" = "数値、期間、スケジュールの後ろに、その意味を表示します: `cpu: 256` → `0.25 vCPU`。"))]
    pub meaning: bool,
}

/// Which code lenses are shown.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct CodeLens {
    /// Shows a lens for each environment that opens the manifest which Copilot deploys there.
    #[schemars(extend("x-ja" = "環境ごとに、Copilot がデプロイするマニフェストを開くレンズを表示します。"))]
    pub effective: bool,
}

/// What completion offers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Completion {
    /// Inserts text with tab stops, where the client can.
    #[schemars(extend("x-ja" = "タブストップ付きのテキストを挿入します (対応するクライアントのみ)。"))]
    pub snippets: bool,
    /// Offers whole sections, such as the sidecars of well-known tools.
    #[schemars(extend("x-ja" = "よく使われるサイドカーなど、セクション全体を候補に表示します。"))]
    pub patterns: bool,
}

/// What [`Settings::locale`] is chosen by.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
#[allow(dead_code, reason = "it describes a schema and is never made")]
enum Language {
    /// The language of the editor, else of the environment (`LC_ALL`, `LC_MESSAGES`, `LANG`); English where the server does not speak it.
    #[schemars(extend("x-ja" = "エディターの言語、なければ環境変数 (`LC_ALL`、`LC_MESSAGES`、`LANG`) の言語。サーバーが対応していなければ英語。"))]
    Auto,
    /// English.
    #[schemars(extend("x-ja" = "英語。"))]
    En,
    /// Japanese.
    #[schemars(extend("x-ja" = "日本語。"))]
    Ja,
}

/// A severity, or none.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
enum Level {
    Error,
    Warning,
    Info,
    Hint,
    Off,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            locale: Locale::default(),
            severities: BTreeMap::new(),
            inlay_hints: InlayHints::default(),
            code_lens: CodeLens::default(),
            completion: Completion::default(),
            semantic_tokens: true,
            workspace_diagnostics: true,
        }
    }
}

impl Default for InlayHints {
    fn default() -> Self {
        InlayHints { defaults: true, overrides: true, meaning: true }
    }
}

impl Default for CodeLens {
    fn default() -> Self {
        CodeLens { effective: true }
    }
}

impl Default for Completion {
    fn default() -> Self {
        Completion { snippets: true, patterns: true }
    }
}

fn severities<'de, D: Deserializer<'de>>(input: D) -> Result<BTreeMap<String, Option<Severity>>, D::Error> {
    let levels = BTreeMap::<String, Level>::deserialize(input)?;
    Ok(levels.into_iter().map(|(rule, level)| (rule, level.severity())).collect())
}

impl Level {
    fn severity(self) -> Option<Severity> {
        match self {
            Level::Error => Some(Severity::Error),
            Level::Warning => Some(Severity::Warning),
            Level::Info => Some(Severity::Info),
            Level::Hint => Some(Severity::Hint),
            Level::Off => None,
        }
    }
}

/// The JSON Schema of the settings, with the Japanese words under `x-ja`.
pub fn schema() -> &'static Json {
    static SCHEMA: LazyLock<Json> = LazyLock::new(|| {
        let settings = SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true);
        SchemaGenerator::new(settings).into_root_schema_for::<Settings>().into()
    });
    &SCHEMA
}
