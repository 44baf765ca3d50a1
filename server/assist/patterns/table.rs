//! The page of all patterns, `docs/patterns.md`: a table, then each with what it writes.

use super::{Pattern, all};
use crate::assist::snippet::{Block, Entries, Layout, Snippet, lines};
use crate::locale::{Locale, Phrase};
use crate::reference::facts;

/// The page in one language, in Markdown.
pub fn page(locale: Locale) -> String {
    let mut text = String::from(locale.pick(INTRODUCTION_EN, INTRODUCTION_JA));
    for pattern in all() {
        text.push_str(&row(pattern, locale));
    }
    for pattern in all() {
        text.push_str(&entry(pattern, locale));
    }
    text
}

const INTRODUCTION_EN: &str = "# Sidecar patterns

Generated from the pages in `server/assist/patterns`; do not edit.

A pattern writes all that it needs into a manifest, and makes a template in `addons/` with the permissions that the task
lacks. Editors offer it as an action, and as a completion, which writes the manifest alone. On the command line
`copilot-manifest-ls add PATTERN FILE` prints the change, and `--write` makes it.

| pattern | kinds | what it adds | permissions | source |
| --- | --- | --- | --- | --- |
";

const INTRODUCTION_JA: &str = "# サイドカーのパターン

`server/assist/patterns` のページから生成したページです。編集しないでください。

パターンは、必要なものをすべてマニフェストに書き込み、タスクに足りない権限を与えるテンプレートを `addons/` に作成します。エディターではアクションから使えます。補完でも使えますが、書き込むのはマニフェストだけです。コマンドラインでは `copilot-manifest-ls add PATTERN FILE` が変更内容を表示し、`--write` を付けると変更します。

| パターン | 種類 | 追加するもの | 権限 | 出典 |
| --- | --- | --- | --- | --- |
";

fn row(pattern: &Pattern, locale: Locale) -> String {
    let comma = locale.pick(", ", "、");
    let code = |text: &str| format!("`{text}`");
    let id = pattern.id;
    let kinds: Vec<&str> = pattern.kinds().map(|kind| kind.name()).collect();
    let adds: Vec<String> = places(&pattern.manifest).iter().map(|place| code(place)).collect();
    let needs = pattern.permissions.iter().flat_map(|need| need.actions);
    let needs: Vec<String> = needs.map(|action| code(action)).collect();
    let needs = if needs.is_empty() { locale.pick("none", "なし").to_owned() } else { needs.join(comma) };
    let source = facts::source(&Phrase::same(&pattern.docs));
    format!(
        "| [`{id}`](#{id}) {} | {} | {} | {needs} | {} |\n",
        pattern.title.text(locale),
        kinds.join(comma),
        adds.join(comma),
        source.text(locale),
    )
}

/// The places of a manifest that get something: a container with its name, else the keys of a section.
fn places(manifest: &Entries) -> Vec<String> {
    let mut places = Vec::new();
    for (section, block) in manifest {
        match block {
            Block::Map(entries) => {
                places.extend(entries.iter().map(|(key, _)| format!("{section}.{key}")));
            }
            _ => places.push(section.clone()),
        }
    }
    places
}

fn entry(pattern: &Pattern, locale: Locale) -> String {
    let lines = lines(&pattern.manifest, &Layout::default(), 0);
    let yaml = Snippet::new(&lines, &pattern.stops, "\n").text;
    let documentation = pattern.documentation(locale);
    format!("\n## {}\n\n{documentation}\n\n```yaml\n{yaml}\n```\n", pattern.id)
}
