//! Texts with tab stops: blocks of YAML in the style of a file, in the protocol's snippet syntax and as plain text.
//!
//! A template is a text in which `<name>` stands for a tab stop of that name, as in the paths of the reference.

mod block;
mod layout;
mod manifest;
mod section;
mod value;

pub use block::{Block, Entries, item, lines};
pub use layout::{Layout, column, dash_column};
pub use manifest::manifest_snippet;
pub use section::{Names, entry_snippet, item_snippet, section_snippet};

use crate::yaml::Tree;

/// A place of a template that the user fills in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// Its name in the template, without the angle brackets.
    pub name: String,
    /// What stands there until the user types.
    pub default: String,
    /// What to choose from, with the default; empty where anything may be typed.
    pub choices: Vec<String>,
}

impl Stop {
    /// A stop of which anything may be typed.
    pub fn free(name: impl Into<String>, default: impl Into<String>) -> Stop {
        Stop { name: name.into(), default: default.into(), choices: Vec::new() }
    }
}

/// A text to insert, for clients with and without snippets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// The text with the defaults of its tab stops, with the line breaks of the file.
    pub text: String,
    /// The text in the protocol's snippet syntax. Its line breaks are `\n`, which editors turn into those of the file.
    pub snippet: String,
}

impl Snippet {
    /// Renders the lines of a template.
    pub fn new(lines: &[String], stops: &[Stop], line_break: &str) -> Snippet {
        let text = filled(&lines.join(line_break), stops);
        Snippet { text, snippet: with_stops(&lines.join("\n"), stops) }
    }
}

/// A piece of a template.
enum Piece<'t> {
    Text(&'t str),
    /// The index of the stop.
    Stop(usize),
}

fn pieces<'t>(template: &'t str, stops: &[Stop]) -> Vec<Piece<'t>> {
    if stops.is_empty() {
        return vec![Piece::Text(template)];
    }
    let (mut pieces, mut text, mut at) = (Vec::new(), 0, 0);
    while let Some(open) = template[at..].find('<').map(|found| at + found) {
        at = open + 1;
        let Some(length) = template[at..].find('>') else { break };
        let name = &template[at..at + length];
        let Some(stop) = stops.iter().position(|stop| stop.name == name) else { continue };
        pieces.push(Piece::Text(&template[text..open]));
        pieces.push(Piece::Stop(stop));
        at += length + 1;
        text = at;
    }
    pieces.push(Piece::Text(&template[text..]));
    pieces
}

/// The names of stops that a template uses.
pub fn uses(template: &str, stop: &Stop) -> bool {
    pieces(template, std::slice::from_ref(stop)).len() > 1
}

/// A template with the defaults in place of these stops.
pub fn filled(template: &str, stops: &[Stop]) -> String {
    let piece = |piece: &Piece<'_>| match piece {
        Piece::Text(text) => (*text).to_owned(),
        Piece::Stop(stop) => stops[*stop].default.clone(),
    };
    pieces(template, stops).iter().map(piece).collect()
}

/// A template in the protocol's snippet syntax; a stop that stands twice is typed once. `$0` is the end.
fn with_stops(template: &str, stops: &[Stop]) -> String {
    let mut numbers: Vec<usize> = Vec::new();
    let mut text = String::with_capacity(template.len() * 2);
    for piece in pieces(template, stops) {
        let stop = match piece {
            Piece::Text(plain) => {
                text.push_str(&escaped(plain, &['$', '}', '\\']));
                continue;
            }
            Piece::Stop(stop) => stop,
        };
        let known = numbers.iter().position(|number| *number == stop);
        match known {
            Some(number) => text.push_str(&format!("${{{}}}", number + 1)),
            None => {
                numbers.push(stop);
                text.push_str(&tab_stop(numbers.len(), &stops[stop]));
            }
        }
    }
    text.push_str("$0");
    text
}

fn tab_stop(number: usize, stop: &Stop) -> String {
    if stop.choices.len() > 1 {
        let others = stop.choices.iter().filter(|choice| **choice != stop.default);
        let all: Vec<String> = std::iter::once(&stop.default)
            .chain(others)
            .map(|choice| escaped(choice, &['$', '}', '\\', ',', '|']))
            .collect();
        return format!("${{{number}|{}|}}", all.join(","));
    }
    format!("${{{number}:{}}}", escaped(&stop.default, &['$', '}', '\\']))
}

fn escaped(text: &str, special: &[char]) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if special.contains(&character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// A text as a plain scalar where it stays the same text, else in double quotes.
pub fn scalar(text: &str) -> String {
    let tree = Tree::parse(&format!("key: {text}\n"));
    let value = tree.root.and_then(|root| tree.get(root, "key"));
    let same = value.and_then(|value| tree.scalar(value)).is_some_and(|(read, _)| read == text);
    let plain = same && tree.errors.is_empty() && tree.comments.is_empty() && !text.is_empty();
    if plain { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stops() -> Vec<Stop> {
        let site = Stop {
            name: "site".into(),
            default: "b".into(),
            choices: vec!["a,1".into(), "b".into(), "c|d".into()],
        };
        vec![Stop::free("port", "80"), Stop::free("cost", "$5}"), site]
    }

    #[test]
    fn a_template_in_both_forms() {
        let lines = ["port: <port>".to_owned(), "again: <port> <other> ${VAR}\\".to_owned()];
        let snippet = Snippet::new(&lines, &stops(), "\r\n");
        assert_eq!(snippet.text, "port: 80\r\nagain: 80 <other> ${VAR}\\");
        assert_eq!(snippet.snippet, "port: ${1:80}\nagain: ${1} <other> \\${VAR\\}\\\\$0");
    }

    #[test]
    fn defaults_and_choices_are_escaped() {
        assert_eq!(with_stops("<cost> <site> <", &stops()), "${1:\\$5\\}} ${2|b,a\\,1,c\\|d|} <$0");
    }

    #[test]
    fn texts_are_quoted_where_yaml_would_read_something_else() {
        assert_eq!(scalar("demo: x #y"), "\"demo: x #y\"");
        assert_eq!(scalar("@daily"), "\"@daily\"");
        assert_eq!(scalar("* * * * *"), "\"* * * * *\"");
        assert_eq!(scalar("/var/data"), "/var/data");
        assert_eq!(scalar(""), "\"\"");
    }
}
