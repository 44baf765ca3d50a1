//! The documentation of the rules in Markdown: one page per section of ids, one heading per rule.

use super::registry;
use super::rule::Rule;
use crate::finding::{Origin, Severity};
use crate::locale::{Locale, Phrase};

/// The sections, sorted, each with its page in one language.
pub fn pages(locale: Locale) -> Vec<(&'static str, String)> {
    let mut sections: Vec<&str> = registry::all().map(Rule::section).collect();
    sections.sort_unstable();
    sections.dedup();
    sections.into_iter().map(|section| (section, page(section, locale))).collect()
}

fn page(section: &str, locale: Locale) -> String {
    let mut rules: Vec<&Rule> = registry::all().filter(|rule| rule.section() == section).collect();
    rules.sort_unstable_by_key(|rule| rule.id);
    let mut text = locale.pick(
        format!("# Rules: {section}\n\nGenerated from the registry of rules; do not edit.\n"),
        format!("# ルール: {section}\n\nルールの一覧から生成したページです。編集しないでください。\n"),
    );
    for rule in rules {
        text.push_str("\n## ");
        text.push_str(&entry(rule, locale));
    }
    text
}

/// One rule: its id, who stops the user, what it is about, a failing and a passing example, its source.
pub fn entry(rule: &Rule, locale: Locale) -> String {
    let (wrong, right, source) = locale.pick(("Wrong", "Right", "Source"), ("誤り", "正しい例", "出典"));
    let (id, severity, who) =
        (rule.id, rule.severity, who(rule.severity, rule.origin).text(locale).to_owned());
    let (doc, bad, good) = (rule.doc(locale), rule.bad.trim_end(), rule.good.trim_end());
    format!(
        "{id}\n\n**{severity}**: {who}\n\n{doc}\n\n{wrong}:\n\n```yaml\n{bad}\n```\n\n{right}:\n\n```yaml\n{good}\n```\n\n{source}: {}{}\n",
        rule.source,
        locale.pick(".", ""),
    )
}

fn who(severity: Severity, origin: Origin) -> Phrase {
    let (en, ja) = match (severity, origin) {
        (Severity::Error, Origin::Yaml) => ("the file can't be read", "ファイルを読み込めません"),
        (Severity::Error, Origin::Copilot) => {
            ("Copilot refuses the manifest", "Copilot がマニフェストを受け付けません")
        }
        (Severity::Error, _) => {
            ("the deployment fails after Copilot's validation", "Copilot の検証の後でデプロイが失敗します")
        }
        (Severity::Warning, Origin::Aws) => (
            "the deployment may fail after Copilot's validation",
            "Copilot の検証の後でデプロイが失敗することがあります",
        ),
        (Severity::Warning, _) => (
            "nobody refuses it, but it does something else than written",
            "エラーにはなりませんが、書いたとおりには動きません",
        ),
        (Severity::Info | Severity::Hint, _) => ("advice", "助言"),
    };
    Phrase::new(en, ja)
}
