//! Places of texts in the units of an encoding, and edits made as an editor makes them.

use super::client::width;
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub const ENCODINGS: [&str; 3] = ["utf-8", "utf-16", "utf-32"];

/// The position of the character `into` of the only `part` of a text.
pub fn position(text: &str, part: &str, into: usize, encoding: &str) -> Value {
    assert_eq!(text.matches(part).count(), 1, "{part}");
    let offset = text.find(part).unwrap() + into;
    let line_start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let line = text[..offset].matches('\n').count();
    json!({ "line": line, "character": width(&text[line_start..offset], encoding) })
}

/// A request about that place.
pub fn asked(uri: &str, text: &str, part: &str, into: usize, encoding: &str) -> Value {
    json!({ "textDocument": { "uri": uri }, "position": position(text, part, into, encoding) })
}

fn offset(text: &str, position: &Value, encoding: &str) -> usize {
    let number = |key: &str| usize::try_from(position[key].as_u64().unwrap()).unwrap();
    let start = text.split_inclusive('\n').take(number("line")).map(str::len).sum::<usize>();
    let mut units = 0;
    for (at, sign) in text[start..].char_indices() {
        if units == number("character") {
            return start + at;
        }
        units += width(sign.encode_utf8(&mut [0; 4]), encoding);
    }
    assert_eq!(units, number("character"), "between two characters, or after the end");
    text.len()
}

/// The text of a range, and its line from 1.
pub fn written<'t>(text: &'t str, range: &Value, encoding: &str) -> (&'t str, u64) {
    let (start, end) = (offset(text, &range["start"], encoding), offset(text, &range["end"], encoding));
    (&text[start..end], range["start"]["line"].as_u64().unwrap() + 1)
}

/// A text after the edits of one document.
pub fn edited(text: &str, edits: &Value, encoding: &str) -> String {
    let mut spans: Vec<(usize, usize, &str)> = Vec::new();
    for edit in edits.as_array().unwrap() {
        let range = &edit["range"];
        let (start, end) = (offset(text, &range["start"], encoding), offset(text, &range["end"], encoding));
        spans.push((start, end, edit["newText"].as_str().unwrap()));
    }
    spans.sort_unstable();
    assert!(spans.windows(2).all(|pair| pair[0].1 <= pair[1].0), "edits overlap");
    let mut text = text.to_owned();
    for (start, end, new) in spans.into_iter().rev() {
        text.replace_range(start..end, new);
    }
    text
}

/// Texts by URI after an edit of the workspace.
pub fn applied(texts: &BTreeMap<String, String>, edit: &Value, encoding: &str) -> BTreeMap<String, String> {
    let mut texts = texts.clone();
    let none = (vec![], serde_json::Map::new());
    for (uri, edits) in edit["changes"].as_object().unwrap_or(&none.1) {
        let text = edited(&texts[uri], edits, encoding);
        texts.insert(uri.clone(), text);
    }
    for change in edit["documentChanges"].as_array().unwrap_or(&none.0) {
        if change["kind"] == "rename" {
            let (from, to) = (change["oldUri"].as_str().unwrap(), change["newUri"].as_str().unwrap());
            let inside = format!("{}/", from.trim_end_matches('/'));
            let moved = |uri: String| match uri.strip_prefix(&inside) {
                Some(rest) => format!("{}/{rest}", to.trim_end_matches('/')),
                None => uri,
            };
            texts = texts.into_iter().map(|(uri, text)| (moved(uri), text)).collect();
        } else {
            let uri = change["textDocument"]["uri"].as_str().unwrap();
            let text = edited(&texts[uri], &change["edits"], encoding);
            texts.insert(uri.to_owned(), text);
        }
    }
    texts
}
