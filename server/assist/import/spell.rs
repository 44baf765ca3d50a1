//! Values as YAML: texts plain where they stay the same texts, short lists on one line.

use crate::assist::snippet::{Block, Entries};
use crate::manifest::interpolate::json_list;
use crate::yaml::{NodeData, Resolved, Style, Tree, resolve};
use serde_json::{Map, Value};

/// A list that is longer stands on lines of its own.
const WIDEST: usize = 80;

/// The entries of a map.
pub(super) fn entries(map: Map<String, Value>) -> Entries {
    map.into_iter().map(|(name, value)| (key(&name), block(value))).collect()
}

pub(super) fn block(value: Value) -> Block {
    match value {
        Value::Object(map) if map.is_empty() => Block::Text("{}".to_owned()),
        Value::Object(map) => Block::Map(entries(map)),
        Value::Array(items) => {
            one_line(&items).map_or_else(|| Block::List(items.into_iter().map(block).collect()), Block::Text)
        }
        Value::String(text) => self::text(text),
        other => Block::Text(other.to_string()),
    }
}

/// Copilot makes a list of a text that is one in JSON, unless it is a literal block; so are several lines easier to read.
fn text(text: String) -> Block {
    let is_json = json_list(&text).is_some();
    if (is_json || text.contains('\n')) && is_literal(&text) {
        return Block::Literal(text);
    }
    Block::Text(if is_plain(&text) { text } else { quoted(&text) })
}

/// It can stand in a literal block that keeps no line break at its end.
fn is_literal(text: &str) -> bool {
    let is_odd = |line: &str| line.starts_with([' ', '\t']) || line.is_empty();
    let (first, last) = (text.split('\n').next(), text.rsplit('\n').next());
    !first.is_none_or(is_odd)
        && !last.is_none_or(|line| line.trim().is_empty())
        && !text.split('\n').any(|line| !line.is_empty() && line.trim().is_empty())
        && !text.chars().any(|sign| must_be_escaped(sign) && sign != '\n')
}

/// Without quotes it is the same text, also in a list and for people who expect YAML 1.1.
fn is_plain(text: &str) -> bool {
    if resolve(text, Style::Plain, None) != Resolved::Str || text.chars().any(must_be_escaped) {
        return false;
    }
    if matches!(text.to_ascii_lowercase().as_str(), "y" | "n" | "yes" | "no" | "on" | "off") {
        return false;
    }
    let tree = Tree::parse(&format!("- {text}\n- key: {text}\n"));
    let items = tree.root.map(|root| &tree.node(root).data);
    let Some(NodeData::Sequence { items, flow: false }) = items else { return false };
    let [item, map] = items.as_slice() else { return false };
    let is_text = |node: Option<crate::yaml::NodeId>| {
        node.and_then(|node| tree.scalar(node))
            .is_some_and(|(read, style)| read == text && style == Style::Plain)
    };
    let is_bare = tree.errors.is_empty() && tree.comments.is_empty();
    is_bare && tree.entries(*map).len() == 1 && is_text(Some(*item)) && is_text(tree.get(*map, "key"))
}

/// In double quotes, on one line.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for sign in text.chars() {
        match sign {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            sign if must_be_escaped(sign) => quoted.push_str(&format!("\\u{:04x}", u32::from(sign))),
            sign => quoted.push(sign),
        }
    }
    quoted.push('"');
    quoted
}

fn must_be_escaped(sign: char) -> bool {
    sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// A short list of scalars in brackets, its texts in quotes.
fn one_line(items: &[Value]) -> Option<String> {
    let item = |item: &Value| match item {
        Value::String(text) if json_list(text).is_some() => None,
        Value::String(text) => Some(quoted(text)),
        Value::Object(_) | Value::Array(_) => None,
        other => Some(other.to_string()),
    };
    let items: Vec<String> = items.iter().map(item).collect::<Option<_>>()?;
    let line = format!("[{}]", items.join(", "));
    (items.len() < 2 || line.chars().count() <= WIDEST).then_some(line)
}

/// A key as it is written.
pub(super) fn key(name: &str) -> String {
    let is_safe = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '-' | '.' | '/');
    let begins =
        name.starts_with(|sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '/' | '.'));
    let is_text = resolve(name, Style::Plain, None) == Resolved::Str;
    let is_plain = begins && is_text && name.chars().all(is_safe);
    if is_plain && self::is_plain(name) { name.to_owned() } else { quoted(name) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assist::snippet::{Layout, lines};
    use serde_json::json;

    #[test]
    fn every_text_stays_the_same_text() {
        let texts = [
            "a",
            "",
            "true",
            "8080",
            "0400",
            "null",
            "~",
            "yes",
            "1e3",
            "a: b",
            "a #b",
            "- a",
            "? a",
            "*a",
            "&a",
            "!a",
            "[a",
            "{a}",
            "%a",
            "@a",
            "`a`",
            "'a'",
            "\"a\"",
            "a\\b",
            "${VAR}",
            "\\${VAR}",
            "a\nb",
            "a\n",
            "\n",
            " a",
            "a ",
            "a\n b\n\nc",
            "  a\nb",
            "\ta",
            "a\tb",
            "a\n \nb",
            "a\rb",
            "\u{7f}",
            "\u{2028}",
            "日本語 😀",
            "[\"a\",\"b\"]",
            "#a",
            "a:",
            ":",
            "-",
            "---",
            "...",
            "=",
            "<<",
            "|",
            ">",
            "2024-01-01",
            "1_000",
            "0x1f",
            ".5",
            "+1",
            ".inf",
        ];
        for text in texts {
            let map = json!({ "a": text, "b": [text, [text], { "c": text }], text: { text: 1 } });
            let Value::Object(map) = map else { unreachable!() };
            for step in [2, 4] {
                let layout = Layout { step, dash: 0, ..Layout::default() };
                let yaml: String =
                    lines(&entries(map.clone()), &layout, 0).iter().map(|line| format!("{line}\n")).collect();
                let read: Value =
                    serde_yaml::from_str(&yaml).unwrap_or_else(|error| panic!("{error}: {yaml}"));
                assert_eq!(read, Value::Object(map.clone()), "{yaml}");
                assert!(Tree::parse(&yaml).errors.is_empty(), "{yaml}");
            }
        }
    }

    #[test]
    fn short_lists_stand_on_one_line() {
        assert_eq!(block(json!(["a", 1])), Block::Text("[\"a\", 1]".to_owned()));
        assert!(matches!(block(json!(["a".repeat(50), "b".repeat(50)])), Block::List(_)));
    }
}
