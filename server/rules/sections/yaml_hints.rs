//! Numbers that YAML reads otherwise than a person does.

use crate::finding::{Origin, Severity};
use crate::manifest::value::{Data, Value};
use crate::rules::document::Document;
use crate::rules::fixes::Fix;
use crate::rules::fixes::change_title;
use crate::rules::fixes::edit;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::quoted;
use crate::yaml::{Resolved, Style, Tree};
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] = &[&OCTAL_NUMBER, &FLOAT_TRUNCATED];

/// A leading zero.
pub const OCTAL_NUMBER: Rule = Rule {
    id: "yaml.octal-number",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &["With a leading zero this is an octal number: {text} means {value}."],
    doc: "Copilot's YAML library reads a number with a leading zero as octal, so `0512` is 330. Write it without the \
          zero.",
    bad: "# Backend Service\nmemory: 01000\n",
    good: "# Backend Service\nmemory: 512\n",
    source: "yaml.v3 resolve.go",
};

/// A fraction in an integer.
pub const FLOAT_TRUNCATED: Rule = Rule {
    id: "manifest.cpu-float-truncated",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &["Copilot cuts the fraction off: {text} becomes {value}."],
    doc: "Where Copilot wants an integer it takes a number with a fraction too, and cuts the fraction off without a \
          word.",
    bad: "# Backend Service\ncpu: 256.5\n",
    good: "# Backend Service\ncpu: 256\n",
    source: "yaml.v3 decode.go",
};

/// The integers of the manifest as they are written.
pub fn once(document: &Document<'_>) -> Vec<Report> {
    let mut reports = Vec::new();
    let mut stack: Vec<&Arc<Value>> = document.decoded.root.iter().collect();
    while let Some(value) = stack.pop() {
        match &value.data {
            Data::Map(fields) => stack.extend(fields.iter().map(|(_, value)| value)),
            Data::List(items) => stack.extend(items),
            Data::Int(number) if !value.zeroed => reports.extend(integer(value, *number, document.tree)),
            _ => {}
        }
    }
    reports
}

fn integer(value: &Value, number: i64, tree: &Tree) -> Option<Report> {
    let (text, style) = tree.scalar(value.origin.node).filter(|(_, style)| *style == Style::Plain)?;
    let digits = text.trim_start_matches(['-', '+']);
    let octal = style == Style::Plain
        && digits.len() > 1
        && digits.starts_with('0')
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    let cut =
        matches!(tree.resolved(value.origin.node), Some(Resolved::Float(float)) if float.fract() != 0.0);
    let rule = match (octal && !cut, cut) {
        (true, _) if digits.bytes().any(|byte| byte != b'0' && byte != b'_') => &OCTAL_NUMBER,
        (_, true) => &FLOAT_TRUNCATED,
        _ => return None,
    };
    let report = Report::new(rule, Place::value(value)).arg("text", quoted(text)).arg("value", number);
    let alias = !tree.node(value.origin.node).is_scalar();
    // What was meant by an octal number, only its writer knows.
    let fix = edit(change_title(number), tree.node(value.origin.node).span, number.to_string());
    let fix = Fix { safe: cut, ..fix };
    // What is cut off to 0 meant another unit, such as half a vCPU.
    Some(if alias || (cut && number == 0) { report } else { report.fix(fix) })
}
