//! The name after `${`.

use super::item::{Item, ItemKind};
use super::probe::Probe;
use crate::assist::place::Place;
use crate::assist::{Context, variables};
use crate::finding::Edit;
use crate::manifest::interpolate::{PREDEFINED, placeholders};
use crate::manifest::kind::Kind;
use crate::manifest::shape::{Form, Scalar, Shape};
use crate::manifest::source::Source;
use crate::yaml::Span;

/// A reference to a variable that is being typed.
pub(super) struct Begun {
    /// The name as far as it is there.
    name: Span,
    /// The brace before the name is not typed yet.
    needs_brace: bool,
    /// The cursor.
    offset: usize,
}

/// The `${` or `$` before the cursor, on its line.
pub(super) fn begun(text: &str, probe: &Probe) -> Option<Begun> {
    let offset = probe.offset;
    let line = text[..offset].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let before = &text[line..offset];
    let name = before.len() - before.trim_end_matches(is_name).len();
    let start = offset - name;
    let dollar = text[line..start].strip_suffix('{').unwrap_or(&text[line..start]);
    let needs_brace = text[..start].ends_with('$');
    // `\${NAME}` stays as it is written.
    let is_escaped = dollar.strip_suffix('$')?.ends_with('\\');
    let is_begun = !needs_brace || name == 0;
    let rest = text[offset..].len() - text[offset..].trim_start_matches(is_name).len();
    let end = if needs_brace { offset } else { offset + rest };
    (is_begun && !is_escaped).then_some(Begun { name: Span { start, end }, needs_brace, offset })
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Copilot's own names, and those that the file uses already.
pub(super) fn complete(
    begun: &Begun,
    source: &Source,
    place: &Place<'_>,
    context: &Context<'_>,
) -> Vec<Item> {
    if place.kind == Kind::Pipeline || !takes_text(&place.shape) {
        return Vec::new();
    }
    let mut names = PREDEFINED.to_vec();
    for used in placeholders(&source.text).filter(|used| !used.escaped) {
        let is_here = (used.start..used.end).contains(&begun.name.start);
        if !is_here && !names.contains(&used.name) {
            names.push(used.name);
        }
    }
    let is_closed = source.text[begun.name.end..].starts_with('}');
    let item = |(rank, name): (usize, &str)| {
        let open = if begun.needs_brace { "{" } else { "" };
        let close = if is_closed && !begun.needs_brace { "" } else { "}" };
        Item {
            label: name.to_owned(),
            kind: ItemKind::Variable,
            detail: String::new(),
            about: None,
            documentation: variables::describe(name, context),
            filter: None,
            edit: Edit { span: begun.name, text: format!("{open}{name}{close}") },
            cursor: begun.offset,
            also: Vec::new(),
            snippet: None,
            sort: format!("{rank:04}"),
            is_default: false,
        }
    };
    names.into_iter().enumerate().map(item).collect()
}

/// Numbers and switches take no variables.
fn takes_text(shape: &Shape) -> bool {
    match &shape.form {
        Form::Scalar { scalar, .. } => matches!(scalar, Scalar::Str | Scalar::Any),
        Form::Union { long, short, .. } => takes_text(long) || takes_text(short),
        _ => false,
    }
}
