//! What becomes of a text when an item of a list of completions is taken.

use copilot_manifest_ls::assist::Item;
use copilot_manifest_ls::finding::Edit;

/// The text with all edits of the item, which must not touch each other.
pub fn taken(text: &str, item: &Item) -> String {
    let mut edits: Vec<&Edit> = item.also.iter().chain([&item.edit]).collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let apart = edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
    assert!(apart, "the edits of {} overlap", item.label);
    assert!(!text[item.edit.span.start..item.edit.span.end].contains('\n'), "{} spans lines", item.label);
    assert!((item.edit.span.start..=item.edit.span.end).contains(&item.cursor), "{}", item.label);
    let mut new = text.to_owned();
    for edit in edits.into_iter().rev() {
        new.replace_range(edit.span.start..edit.span.end, &edit.text);
    }
    new
}

/// The item as a client with snippets inserts it: its lines are indented like the one that it begins on.
pub fn expanded(text: &str, item: &Item) -> Option<Item> {
    let snippet = item.snippet.as_ref()?;
    let start = text[..item.edit.span.start].rfind('\n').map_or(0, |at| at + 1);
    let line = &text[start..item.edit.span.start];
    let indent = &line[..line.len() - line.trim_start_matches(' ').len()];
    let plain = filled(snippet);
    let edit = Edit { text: plain.replace('\n', &format!("\n{indent}")), ..item.edit.clone() };
    Some(Item { edit, snippet: None, ..item.clone() })
}

/// A snippet whose tab stops are left as they are.
fn filled(snippet: &str) -> String {
    let mut stops: Vec<(String, String)> = Vec::new();
    let (mut text, mut rest) = (String::new(), snippet);
    while let Some(at) = rest.find(['\\', '$']) {
        text.push_str(&rest[..at]);
        let is_escape = rest[at..].starts_with('\\');
        rest = &rest[at + 1..];
        if is_escape {
            let length = rest.chars().next().map_or(0, char::len_utf8);
            text.push_str(&rest[..length]);
            rest = &rest[length..];
        } else if let Some(end) = rest.strip_prefix('0') {
            rest = end;
        } else {
            let (number, default, length) = stop(rest);
            let known = stops.iter().find(|(other, _)| *other == number).map(|(_, default)| default.clone());
            let default = known.unwrap_or(default);
            text.push_str(&default);
            stops.push((number, default));
            rest = &rest[length..];
        }
    }
    text + rest
}

/// `{1:default}`, `{1|one,other|}` or `{1}`: the number, the default and the length.
fn stop(text: &str) -> (String, String, usize) {
    let digits = text[1..].chars().take_while(char::is_ascii_digit).count();
    let number = text[1..=digits].to_owned();
    let is_choice = text[digits + 1..].starts_with('|');
    let (mut default, mut is_first, mut at) = (String::new(), true, digits + 1);
    at += usize::from(!text[at..].starts_with('}'));
    loop {
        let next = text[at..].chars().next().unwrap_or('}');
        at += next.len_utf8();
        match next {
            '}' => return (number, default, at),
            '\\' => {
                let escaped = text[at..].chars().next().unwrap_or('\\');
                at += escaped.len_utf8();
                default.extend(Some(escaped).filter(|_| is_first));
            }
            ',' | '|' if is_choice => is_first = false,
            other => default.extend(Some(other).filter(|_| is_first)),
        }
    }
}
