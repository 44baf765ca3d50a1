//! Directives, the lines that begin with `%`: Go's library reads YAML 1.1 and knows no others than `%YAML` and `%TAG`
//! (`yaml_parser_scan_directive_name`, `yaml_parser_process_directives`).

use super::dialect::Found;
use super::tree::{Span, SyntaxError, Tree};
use crate::locale::Phrase;

/// Reports the directives of the first document that Go's library refuses.
pub(super) fn check(text: &str, tree: &Tree, found: &mut Found) {
    let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    for line in text[at..].split_inclusive(['\n', '\r']) {
        let content = line.trim_end();
        let span = Span { start: at, end: at + content.len() };
        at += line.len();
        match content.strip_prefix('%') {
            Some(directive) => {
                let is_known = tree
                    .errors
                    .iter()
                    .any(|error| error.span.start <= span.end && span.start < error.span.end);
                if let Some(message) = refused(directive).filter(|_| !is_known) {
                    found.push((None, SyntaxError { span, message }));
                }
            }
            None if content.is_empty() || content.starts_with('#') => {}
            None => return,
        }
    }
}

fn refused(directive: &str) -> Option<Phrase> {
    let mut words = directive.split([' ', '\t']).filter(|word| !word.is_empty());
    match words.next() {
        Some("TAG") => None,
        Some("YAML") if words.next().is_none_or(|version| version == "1.1") => None,
        Some("YAML") => Some(Phrase::new(
            "Copilot's YAML library takes `%YAML 1.1` only and refuses other versions: remove this line.",
            "Copilot の YAML ライブラリは `%YAML 1.1` だけに対応し、他のバージョンを受け付けません。この行を削除してください。",
        )),
        _ => Some(Phrase::new(
            "Copilot's YAML library knows only the directives `%YAML` and `%TAG`: remove this line.",
            "Copilot の YAML ライブラリで使えるディレクティブは `%YAML` と `%TAG` だけです。この行を削除してください。",
        )),
    }
}
