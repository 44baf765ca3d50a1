//! A value as it is written at the cursor: with quotes where YAML needs them, without where they stand already.

use super::probe::Probe;
use crate::yaml::Style;

/// The text for a value at the cursor; `is_yaml` says that it is YAML already, such as a list in brackets.
pub(super) fn written(value: &str, is_yaml: bool, probe: &Probe) -> Option<String> {
    match probe.style {
        _ if is_yaml => (probe.style == Style::Plain).then(|| value.to_owned()),
        Style::SingleQuoted => Some(value.replace('\'', "''")),
        Style::DoubleQuoted => Some(escaped(value)),
        Style::Plain if is_plain(value, probe.in_flow) => Some(value.to_owned()),
        Style::Plain => Some(format!("\"{}\"", escaped(value))),
        Style::Literal | Style::Folded => None,
    }
}

fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"")
}

/// YAML reads it as one text when it stands without quotes.
pub(super) fn is_plain(value: &str, in_flow: bool) -> bool {
    let begins = |c: char| {
        !matches!(c, '?' | ':' | ',' | '[' | ']' | '{' | '}' | '#' | '&' | '*' | '!' | '|')
            && !matches!(c, '>' | '\'' | '"' | '%' | '@' | '`')
    };
    let dash = value == "-" || value.starts_with("- ") || value.starts_with("---");
    let ends = value.ends_with([':', ' ']) || value.starts_with(' ');
    let inside = value.contains(": ") || value.contains(" #") || value.contains(['\n', '\r', '\t']);
    let flow = in_flow && value.contains([',', '[', ']', '{', '}']);
    value.starts_with(begins) && !dash && !ends && !inside && !flow
}
