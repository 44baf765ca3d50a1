//! A rule: its id, its severity, its words, its documentation and its examples, written once.

use crate::finding::{Origin, Severity};

/// One rule of the catalogue.
#[derive(Debug)]
pub struct Rule {
    /// `section.problem`, as in the catalogue; never changes.
    pub id: &'static str,
    /// How bad a violation is.
    pub severity: Severity,
    /// Who stops the user.
    pub origin: Origin,
    /// What a finding says, with `{name}` for each argument; most rules have one message.
    pub messages: &'static [&'static str],
    /// What the rule is about and what to do: the text of its page.
    pub doc: &'static str,
    /// A manifest, or the part of one that matters, that breaks the rule. The first line names the kind: `# Backend Service`.
    pub bad: &'static str,
    /// Its nearest right twin.
    pub good: &'static str,
    /// Where the fact stands: a page of Copilot's documentation with its anchor, a function of its code, a page of AWS.
    pub source: &'static str,
}

impl Rule {
    /// The part of the id before the dot; its page.
    pub fn section(&self) -> &'static str {
        self.id.split('.').next().unwrap_or(self.id)
    }

    /// Where the rule is documented.
    pub fn url(&self) -> String {
        url(self.id)
    }
}

/// Where the page of a rule stands.
pub fn url(id: &str) -> String {
    const PAGES: &str = "https://github.com/copilot-manifest-ls/copilot-manifest-ls/blob/main/docs/rules/";
    let section = id.split('.').next().unwrap_or(id);
    format!("{PAGES}{section}.md#{}", id.replace('.', ""))
}

/// Fills the `{name}` of a message.
pub fn fill(template: &str, args: &[(&'static str, String)]) -> String {
    let mut text = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            rest = after;
            continue;
        };
        let value = args.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value.as_str());
        text.push_str(value);
        rest = tail;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_fill_their_places() {
        let args = [("port", "80".to_owned()), ("other", "`nginx`".to_owned())];
        assert_eq!(fill("Port {port} is taken by {other}.", &args), "Port 80 is taken by `nginx`.");
    }
}
