//! The documentation of the rules in Markdown: one page per section of ids, one heading per rule.

use super::registry;
use super::rule::Rule;
use crate::finding::{Origin, Severity};

/// The sections, sorted, each with its page.
pub fn pages() -> Vec<(&'static str, String)> {
    let mut sections: Vec<&str> = registry::all().map(Rule::section).collect();
    sections.sort_unstable();
    sections.dedup();
    sections.into_iter().map(|section| (section, page(section))).collect()
}

fn page(section: &str) -> String {
    let mut rules: Vec<&Rule> = registry::all().filter(|rule| rule.section() == section).collect();
    rules.sort_unstable_by_key(|rule| rule.id);
    let mut text = format!("# Rules: {section}\n\nGenerated from the registry of rules; do not edit.\n");
    for rule in rules {
        text.push_str("\n## ");
        text.push_str(&entry(rule));
    }
    text
}

/// One rule: its id, who stops the user, what it is about, a failing and a passing example, its source.
pub fn entry(rule: &Rule) -> String {
    format!(
        "{}\n\n**{}**: {}\n\n{}\n\nWrong:\n\n```yaml\n{}\n```\n\nRight:\n\n```yaml\n{}\n```\n\nSource: {}.\n",
        rule.id,
        rule.severity,
        who(rule.severity, rule.origin),
        rule.doc,
        rule.bad.trim_end(),
        rule.good.trim_end(),
        rule.source
    )
}

fn who(severity: Severity, origin: Origin) -> &'static str {
    match (severity, origin) {
        (Severity::Error, Origin::Yaml) => "the file can't be read",
        (Severity::Error, Origin::Copilot) => "Copilot refuses the manifest",
        (Severity::Error, _) => "the deployment fails after Copilot's validation",
        (Severity::Warning, Origin::Aws) => "the deployment may fail after Copilot's validation",
        (Severity::Warning, _) => "nobody refuses it, but it does something else than written",
        (Severity::Info | Severity::Hint, _) => "advice",
    }
}
