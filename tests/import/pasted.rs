//! Definitions that stand in the manifest.

use super::{PAIR, source, yaml};
use copilot_manifest_ls::assist::Nothing;
use copilot_manifest_ls::assist::import::{Wanted, definition_at, import_into};
use copilot_manifest_ls::edits;
use copilot_manifest_ls::locale::Locale;
use copilot_manifest_ls::yaml::Span;
use serde_json::json;

#[test]
fn pasted_definitions_are_replaced() {
    for (before, after) in
        [("sidecars:\n", "\n"), ("sidecars: ", "\n"), ("", "\n"), ("sidecars:\n  ", "\ncount: 1\n")]
    {
        let head = "name: api\ntype: Backend Service\nimage:\n  location: new # 日本\n";
        let text = format!("{head}{before}{PAIR}{after}");
        let start = head.len() + before.len();
        for at in
            [Span { start, end: start + PAIR.len() }, Span { start: head.len(), end: start + PAIR.len() + 1 }]
        {
            let source = source(&text);
            let Some(span) = definition_at(&source, at) else { continue };
            let wanted = Wanted {
                definition: &text[span.start..span.end],
                main: None,
                locale: Locale::En,
                around: &Nothing,
            };
            let import = import_into(&source, Some(span), &wanted).unwrap();
            assert_eq!(edits::apply(&text, &import.edits).as_deref(), Some(&*import.text));
            let value = yaml(&import.text);
            assert_eq!(value["sidecars"]["b"], json!({ "image": "b" }), "{}", import.text);
            assert!(!import.text.contains('{'), "{}", import.text);
            assert!(import.text.starts_with(head.trim_end()), "{}", import.text);
        }
    }
}

#[test]
fn the_cursor_finds_what_is_yaml_as_well() {
    let text = format!("name: api\ntype: Backend Service\nimage:\n  location: new\nsidecars:\n{PAIR}\n");
    let source = source(&text);
    let cursor = text.find("HEALTHY").or(text.find("START")).unwrap();
    let span = definition_at(&source, Span { start: cursor, end: cursor }).unwrap();
    assert_eq!(&text[span.start..span.end], PAIR);
    assert_eq!(definition_at(&source, Span { start: 3, end: 3 }), None);
    assert_eq!(definition_at(&source, Span { start: 3, end: 9 }), None);
}
