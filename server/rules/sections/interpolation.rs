//! `${NAME}` in the text as it is written.

use super::document::walk;
use super::overrides::PLACEHOLDER;
use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::decode::What;
use crate::manifest::interpolate::{PREDEFINED, placeholders};
use crate::manifest::kind::Kind;
use crate::nearest::nearest;
use crate::rules::document::Document;
use crate::rules::fixes::Fix;
use crate::rules::fixes::change_title;
use crate::rules::fixes::edit;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::quoted;
use crate::yaml::{NodeData, NodeId, Resolved, Segment, Span, Style, Tree, resolve};
use std::collections::HashSet;

/// The rules of this section.
pub const RULES: &[&Rule] =
    &[&UNDEFINED, &UNKNOWN_COPILOT_NAME, &DEFAULT_SYNTAX, &BARE_DOLLAR, &DOUBLE_DOLLAR, &KEY, &BAD_ESCAPE];

/// A name that the shell must know.
pub const UNDEFINED: Rule = Rule {
    id: "interpolation.undefined",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["{name} must be set in the shell that runs Copilot, or the deployment stops here."],
    doc: "Copilot replaces `${NAME}` from the environment of the shell or pipeline that runs it, and stops when the name \
          is not set. It sets only `COPILOT_APPLICATION_NAME` and `COPILOT_ENVIRONMENT_NAME` itself.",
    bad: "# Backend Service\nimage:\n  location: repo/app:${TAG}\n",
    good: "# Backend Service\nimage:\n  location: repo/app:${COPILOT_ENVIRONMENT_NAME}\n",
    source: "docs/developing/manifest-env-var; interpolatePart in internal/pkg/manifest/interpolate.go",
};

/// A name that looks like one of Copilot's.
pub const UNKNOWN_COPILOT_NAME: Rule = Rule {
    id: "interpolation.unknown-copilot-name",
    severity: Severity::Warning,
    origin: Origin::Copilot,
    messages: &[
        "{name} does not exist while a manifest is read, so the deployment stops here. Copilot knows `COPILOT_APPLICATION_NAME` and `COPILOT_ENVIRONMENT_NAME`.",
    ],
    doc: "Variables such as `COPILOT_SERVICE_NAME` exist only inside the containers. In a manifest Copilot itself \
          replaces two names: `COPILOT_APPLICATION_NAME` and `COPILOT_ENVIRONMENT_NAME`.",
    bad: "# Backend Service\nvariables:\n  NAME: ${COPILOT_SERVICE_NAME}\n",
    good: "# Backend Service\nvariables:\n  NAME: ${COPILOT_ENVIRONMENT_NAME}\n",
    source: "NewInterpolator in internal/pkg/manifest/interpolate.go",
};

/// A default that nobody reads.
pub const DEFAULT_SYNTAX: Rule = Rule {
    id: "interpolation.default-syntax",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["Copilot knows no defaults: {text} stays in the value as it is written."],
    doc: "Shells know `${NAME:-default}`; Copilot replaces the plain `${NAME}` only and leaves every other form as it \
          is. Give the default where the variable is set.",
    bad: "# Backend Service\nvariables:\n  LEVEL: ${LEVEL:-info}\n",
    good: "# Backend Service\nvariables:\n  LEVEL: info\n",
    source: "interpolatorEnvVarRegExp in internal/pkg/manifest/interpolate.go",
};

/// A variable without braces.
pub const BARE_DOLLAR: Rule = Rule {
    id: "interpolation.bare-dollar",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &["Copilot replaces variables in braces only: {text} stays as it is written."],
    doc: "`$NAME` is no variable to Copilot, only `${NAME}` is. Within commands the shell of the container may still \
          replace it.",
    bad: "# Backend Service\nvariables:\n  LEVEL: $LEVEL\n",
    good: "# Backend Service\nvariables:\n  LEVEL: info\n",
    source: "interpolatorEnvVarRegExp in internal/pkg/manifest/interpolate.go",
};

/// The escape of Compose.
pub const DOUBLE_DOLLAR: Rule = Rule {
    id: "interpolation.double-dollar",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "A second `$` is no escape: Copilot still replaces {name}. Write a backslash before the `$` instead.",
    ],
    doc: "In Compose files `$$` stands for a plain dollar. Copilot escapes with a backslash: `\\${NAME}` arrives as \
          `${NAME}`; within double quotes the backslash itself is doubled.",
    bad: "# Backend Service\ncommand: echo $${NAME}\n",
    good: "# Backend Service\ncommand: echo \\${NAME}\n",
    source: "docs/developing/manifest-env-var#escaping",
};

/// A variable in a key.
pub const KEY: Rule = Rule {
    id: "interpolation.key",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["Copilot replaces no variables in keys: {name} stays as it is written."],
    doc: "`${NAME}` is replaced in values only. A key keeps its text.",
    bad: "# Backend Service\nvariables:\n  ${PREFIX}_LEVEL: info\n",
    good: "# Backend Service\nvariables:\n  APP_LEVEL: info\n",
    source: "applyInterpolation in internal/pkg/manifest/interpolate.go",
};

/// A backslash that YAML does not take.
pub const BAD_ESCAPE: Rule = Rule {
    id: "interpolation.bad-escape",
    severity: Severity::Error,
    origin: Origin::Yaml,
    messages: &["Within double quotes YAML knows no `\\$`: write two backslashes, or use single quotes."],
    doc: "`\\${NAME}` keeps Copilot from replacing a variable. Within double quotes YAML reads the backslash first, so \
          it must be doubled: `\"\\\\${NAME}\"`. In single quotes and without quotes one is enough.",
    bad: "# Backend Service\ncommand: \"echo \\${NAME}\"\n",
    good: "# Backend Service\ncommand: \"echo \\\\${NAME}\"\n",
    source: "docs/developing/manifest-env-var#escaping; YAML 1.2 specification, escaped characters",
};

/// Everything about variables in the text as it is written. Pipelines have none.
pub fn once(document: &Document<'_>) -> Vec<Report> {
    let Some(root) = document.tree.root.filter(|_| document.kind() != Some(Kind::Pipeline)) else {
        return Vec::new();
    };
    // An escape may stand for the sign.
    if !document.text.contains(['$', '\\']) {
        return Vec::new();
    }
    let problems = document.decoded.problems.iter();
    let refused = problems.filter(|problem| problem.what == What::Interpolated).map(|problem| problem.node);
    let mut seen = Seen { refused: refused.collect(), names: HashSet::new() };
    let mut reports = Vec::new();
    walk(root, document.tree, &mut |id| scalar(document, id, &mut seen, &mut reports));
    reports
}

struct Seen {
    /// Numbers and switches with a variable, of which more is said elsewhere.
    refused: HashSet<NodeId>,
    names: HashSet<String>,
}

fn scalar(document: &Document<'_>, id: NodeId, seen: &mut Seen, reports: &mut Vec<Report>) {
    let tree = document.tree;
    let node = tree.node(id);
    let NodeData::Scalar { value, style } = &node.data else { return };
    if node.broken || !value.contains('$') {
        return;
    }
    let place = |span| Place { span, ..Place::node(id, tree) };
    if tree.value_of(id).is_some() {
        let name = placeholders(value).find(|found| !found.escaped).map(|found| braced(found.name));
        if let Some(name) = name {
            let report = Report::new(&KEY, place(span_in(document, id, &name, 0)));
            reports.push(report.arg("name", format!("`{name}`")));
        }
        return;
    }
    let is_text =
        node.tag().is_none() && (*style != Style::Plain || resolve(value, *style, None) == Resolved::Str);
    if !is_text {
        return;
    }
    variables(document, id, seen, reports);
    if !is_for_a_shell(tree, id) {
        let unread = unread(value).map(|(text, rule)| {
            let report = Report::new(rule, place(span_in(document, id, text, 0)));
            report.arg("text", quoted(text))
        });
        reports.extend(unread);
    }
}

/// A variable as Copilot reads it.
pub fn braced(name: &str) -> String {
    format!("${{{name}}}")
}

fn variables(document: &Document<'_>, id: NodeId, seen: &mut Seen, reports: &mut Vec<Report>) {
    let tree = document.tree;
    let NodeData::Scalar { value, style } = &tree.node(id).data else { return };
    let mut from = 0;
    for found in placeholders(value) {
        let name = braced(found.name);
        let span = span_in(document, id, &name, from);
        from = span.end;
        if found.escaped {
            continue;
        }
        let place = Place { span, ..Place::node(id, tree) };
        let new = |rule| Report::new(rule, place.clone()).arg("name", format!("`{name}`"));
        if value[..found.start].ends_with('$') {
            reports.push(new(&DOUBLE_DOLLAR).fix(backslash(span, *style, document.text)));
            continue;
        }
        let known = PREDEFINED.contains(&found.name) || seen.refused.contains(&id);
        if known || !seen.names.insert(found.name.to_owned()) {
            continue;
        }
        let right = near(found.name);
        if right.is_some() || IN_CONTAINERS.contains(&found.name) {
            let mut report = new(&UNKNOWN_COPILOT_NAME);
            report.fixes.extend(right.map(|right| {
                let right = braced(right);
                edit(change_title(&right), span, right)
            }));
            reports.push(report);
        } else {
            let in_block = place.path.in_environment();
            reports.push(new(if in_block { &PLACEHOLDER } else { &UNDEFINED }));
        }
    }
}

/// The names that Copilot sets in containers, where they are not of any use to a manifest.
const IN_CONTAINERS: [&str; 7] = [
    "COPILOT_SERVICE_NAME",
    "COPILOT_SERVICE_DISCOVERY_ENDPOINT",
    "COPILOT_LB_DNS",
    "COPILOT_SNS_TOPIC_ARNS",
    "COPILOT_QUEUE_URI",
    "COPILOT_TOPIC_QUEUE_URIS",
    "COPILOT_MOUNT_POINTS",
];

/// Of the two names that Copilot knows the one that was meant.
fn near(name: &str) -> Option<&'static str> {
    match name.strip_prefix("COPILOT_")?.trim_end_matches("_NAME") {
        "APP" | "APPLICATION" => Some(PREDEFINED[0]),
        "ENV" | "ENVIRONMENT" => Some(PREDEFINED[1]),
        _ => nearest(name, PREDEFINED),
    }
}

/// The first of two dollars becomes a backslash.
fn backslash(span: Span, style: Style, text: &str) -> Fix {
    let escape = if style == Style::DoubleQuoted { "\\\\" } else { "\\" };
    let start = span.start - usize::from(text[..span.start].ends_with('$'));
    edit(
        Phrase::new("Escape with a backslash", "バックスラッシュでエスケープする"),
        Span { start, end: span.start },
        escape,
    )
}

/// Commands run in a shell of the container, which has variables of its own.
fn is_for_a_shell(tree: &Tree, id: NodeId) -> bool {
    const COMMANDS: [&str; 4] = ["command", "entrypoint", "taskdef_overrides", "args"];
    tree.path(id).iter().any(|step| matches!(step, Segment::Key(key) if COMMANDS.contains(key)))
}

/// The first form of a variable that Copilot does not replace.
fn unread(value: &str) -> Option<(&str, &'static Rule)> {
    value.match_indices('$').find_map(|(at, _)| {
        if value[..at].ends_with(['\\', '$']) {
            return None;
        }
        let rest = &value[at..];
        match rest.strip_prefix("${") {
            Some(inside) => {
                let (name, end) = (name(inside), inside.find('}')?);
                let operator = inside[name.len()..end].trim_start_matches(':').chars().next();
                let default = !name.is_empty() && operator.is_some_and(|sign| "-?+=".contains(sign));
                default.then(|| (&rest[..end + 3], &DEFAULT_SYNTAX))
            }
            None => {
                let name = name(&rest[1..]);
                let upper = name.len() > 1 && !name.contains(|sign: char| sign.is_ascii_lowercase());
                upper.then(|| (&rest[..name.len() + 1], &BARE_DOLLAR))
            }
        }
    })
}

/// The name at the beginning of a text.
fn name(text: &str) -> &str {
    let end = text.find(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_').unwrap_or(text.len());
    if text.starts_with(|sign: char| sign.is_ascii_digit()) { "" } else { &text[..end] }
}

/// Where a piece of a scalar stands in the source, from a byte on; the whole scalar where escapes hide it.
pub fn span_in(document: &Document<'_>, id: NodeId, piece: &str, from: usize) -> Span {
    let whole = document.tree.node(id).span;
    let start = from.max(whole.start);
    let found = document.text.get(start..whole.end).and_then(|source| source.find(piece));
    found.map_or(whole, |at| Span { start: start + at, end: start + at + piece.len() })
}

/// The backslash of the `\$` that a syntax error is about. A doubled backslash is no escape of what follows, and before
/// `quote`, the first double quote of the text, there are no escapes.
pub fn bad_escape(error: Span, text: &str, quote: usize) -> Option<usize> {
    let inside = text.get(error.start..error.end)?.split(['\n', '\r']).next().unwrap_or_default();
    // The error may begin at the `$` itself, and may be shorter than the escape.
    let from = error.start.saturating_sub(usize::from(text[error.start..].starts_with('$')));
    let end = error.start + inside.len().max(1);
    let (from, bytes) = (from.max(quote + 1), text.as_bytes());
    let mut escapes = (from..end).filter(|at| bytes[*at..].starts_with(b"\\$"));
    let backslashes = |at: usize| bytes[..at].iter().rev().take_while(|byte| **byte == b'\\').count();
    escapes.find(|at| backslashes(*at) % 2 == 0)
}

/// The backslash is doubled.
pub fn doubled_backslash(at: usize) -> Fix {
    edit(
        Phrase::new("Double the backslash", "バックスラッシュを二重にする"),
        Span { start: at, end: at },
        "\\",
    )
}
