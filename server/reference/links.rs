//! Addresses of what is cited.

use crate::locale::Locale;

/// Where the pages of the reference can be read.
const PAGES: &str = "https://github.com/copilot-manifest-ls/copilot-manifest-ls/blob/main/docs/reference";

/// The address of `page#anchor` of Copilot's documentation; pages outside the manifest reference name their folder.
pub fn copilot(docs: &str, locale: Locale) -> String {
    let (page, anchor) = docs.split_once('#').unwrap_or((docs, ""));
    let folder = if page.contains('/') { "" } else { "manifest/" };
    let language = locale.pick("", "ja/");
    let mark = if anchor.is_empty() { "" } else { "#" };
    format!("https://aws.github.io/copilot-cli/{language}docs/{folder}{page}/{mark}{anchor}")
}

/// The address of the section of a field, by its page and its heading.
pub fn section(page: &str, heading: &str, locale: Locale) -> String {
    // As GitHub makes anchors of headings.
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let anchor: String = kept.flat_map(char::to_lowercase).collect();
    format!("{PAGES}/{}/{page}.md#{anchor}", locale.tag())
}

/// The same Markdown where links between the pages lead to the published ones.
pub fn absolute(markdown: &str, page: &str, locale: Locale) -> String {
    let mut text = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some((before, after)) = rest.split_once("](") {
        text.push_str(before);
        text.push_str("](");
        let target = after.split(')').next().unwrap_or_default();
        if target.starts_with('#') {
            text.push_str(&format!("{PAGES}/{}/{page}.md", locale.tag()));
        } else if !target.contains("://") {
            text.push_str(&format!("{PAGES}/{}/", locale.tag()));
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

/// The same Markdown with the texts of its links only.
pub fn removed(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some((before, after)) = rest.split_once("](") {
        let (head, label) = before.rsplit_once('[').unwrap_or((before, ""));
        text.push_str(head);
        text.push_str(label);
        rest = after.split_once(')').map_or("", |(_, tail)| tail);
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_leave_their_texts() {
        assert_eq!(removed("See [`a`](#x) and [b](c.md)."), "See `a` and b.");
    }

    #[test]
    fn a_section_has_an_address() {
        let address = section("sidecars", "sidecars.<name>.mount_points[].path", Locale::Ja);
        assert!(
            address.ends_with("/docs/reference/ja/sidecars.md#sidecarsnamemount_pointspath"),
            "{address}"
        );
    }

    #[test]
    fn links_leave_the_editor() {
        let text = "See [a](#x), [b](http.md#y) and [c](https://example.com).";
        let base = "https://github.com/copilot-manifest-ls/copilot-manifest-ls/blob/main/docs/reference/ja";
        let wanted =
            format!("See [a]({base}/image.md#x), [b]({base}/http.md#y) and [c](https://example.com).");
        assert_eq!(absolute(text, "image", Locale::Ja), wanted);
    }
}
