//! Line breaks, directives and unusual characters as Go's yaml.v3 reads them. The expectations were taken from that
//! library, version 3.0.1.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use copilot_manifest_ls::finding::Finding;
use copilot_manifest_ls::manifest::source::Source;
use copilot_manifest_ls::rules::mend::fix_all;
use copilot_manifest_ls::rules::{Document, judge};
use copilot_manifest_ls::settings::Settings;
use copilot_manifest_ls::workspace::Nothing;
use copilot_manifest_ls::yaml::{NodeId, Tree};
use std::path::Path;

/// The keys of the root with their scalars, maps within braces; `Err` where the text is refused.
fn read(text: &str) -> Result<String, String> {
    let tree = Tree::parse(text);
    match tree.errors.first() {
        Some(error) => Err(text[error.span.start..error.span.end].to_owned()),
        None => Ok(tree.root.map_or_else(String::new, |root| write(&tree, root))),
    }
}

fn write(tree: &Tree, id: NodeId) -> String {
    let id = tree.resolve(id);
    if let Some((text, _)) = tree.scalar(id) {
        return text.to_owned();
    }
    let entries = tree.entries(id).into_iter();
    let entries = entries.map(|it| format!("{}={}", write(tree, it.key), write(tree, it.value)));
    format!("{{{}}}", entries.collect::<Vec<_>>().join(" "))
}

#[test]
fn separators_end_lines_outside_of_quotes() {
    for (text, expected) in [
        ("a: x\u{2028}b: 2\n", "{a=x b=2}"),
        ("a: x\u{2029}\nb: 2\n", "{a=x b=2}"),
        ("a: x \u{2028}b: 2\n", "{a=x b=2}"),
        ("# note\u{2028}b: 2\n", "{b=2}"),
        ("a: x\u{85}b: 2\n", "{a=x b=2}"),
        ("a:\u{2028}  b: 1\n", "{a={b=1}}"),
        ("a: \"x\u{2028}y\"\nb: 2\n", "{a=x\u{2028}y b=2}"),
        ("a: 'x\u{2029}y'\u{2028}b: \"\u{2028}\"", "{a=x\u{2029}y b=\u{2028}}"),
    ] {
        assert_eq!(read(text).as_deref(), Ok(expected), "{text:?}");
    }
    for text in
        ["a: x\u{2028}y\nb: 2\n", "a\u{2028}b: 2\n", "a: x\u{2028}  c: y\n", "a: |\n  x\u{2028}y\nb: 2\n"]
    {
        assert!(read(text).is_err(), "{text:?}");
    }
}

#[test]
fn other_unusual_characters_are_characters() {
    for (text, expected) in [
        ("a: x\u{200b}y\n\u{200b}b: 2\n", "{a=x\u{200b}y \u{200b}b=2}"),
        ("a: x\u{a0}\u{3000}y\n", "{a=x\u{a0}\u{3000}y}"),
        ("a: \u{202e}x\u{202c}\nש: 'ע'\n", "{a=\u{202e}x\u{202c} ש=ע}"),
        ("\u{feff}a: 1\n", "{a=1}"),
        ("a: x\rb: 2\r", "{a=x b=2}"),
        ("a: x\rb: 2\r\nc: 3\nd: 4\r\r\ne: 5", "{a=x b=2 c=3 d=4 e=5}"),
    ] {
        assert_eq!(read(text).as_deref(), Ok(expected), "{text:?}");
    }
}

#[test]
fn directives_of_other_versions_are_refused() {
    for text in [
        "%YAML 1.1\n---\na: 1\n",
        "# c\n\n%TAG ! tag:x,2000:\n---\na: !y 1\n",
        "\u{feff}%YAML 1.1\r\n---\r\na: 1\r\n",
    ] {
        assert_eq!(read(text).as_deref(), Ok("{a=1}"), "{text:?}");
    }
    for (text, refused) in [
        ("%YAML 1.2\n---\na: 1\n", "%YAML 1.2"),
        ("%YAML 2.0\r\n---\r\na: 1\r\n", "%YAML 2.0"),
        ("# c\n%FOO x\n---\na: 1\n", "%FOO x"),
    ] {
        assert_eq!(read(text), Err(refused.to_owned()), "{text:?}");
        assert_eq!(Tree::parse(text).errors.len(), 1, "{text:?}");
    }
    assert_eq!(read("a: |\n  %YAML 1.2\nb: '%FOO'\n").as_deref(), Ok("{a=%YAML 1.2\n b=%FOO}"));
}

fn findings(text: &str) -> Vec<Finding> {
    judge(&Document::new(&source(text), &Nothing), &Settings::default())
}

fn source(text: &str) -> Source {
    Source::new(Some(Path::new("/app/copilot/api/manifest.yml")), text.to_owned())
}

/// Copilot reads a line that the editor does not show: the finding is on the character, and so is what is wrong there.
#[test]
fn a_hidden_line_is_read_and_told() {
    let text = "name: api\ntype: Backend Service\nimage:\n  location: nginx\n# 店 😀\u{2028}cpu: many\n";
    let found = findings(text);
    let said: Vec<_> = found.iter().map(|it| (it.rule, &text[it.span.start..it.span.end])).collect();
    assert_eq!(said, [("yaml.line-separator", "\u{2028}"), ("task.units-string", "many")]);
    let source = source(text);
    let edits = fix_all(&source, &Nothing, &Settings::default(), |_| true);
    let fixed = copilot_manifest_ls::edits::apply(text, &edits).unwrap();
    assert_eq!(fixed, text.replace('\u{2028}', "\n"));
}
