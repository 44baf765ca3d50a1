//! What is known of the field, the value or the name under the cursor.

use super::place::{Place, display, locate};
use super::{Context, Hover, meaning, overrides, reference};
use crate::environments::Layers;
use crate::finding::Finding;
use crate::locale::Locale;
use crate::manifest::kind::Kind;
use crate::manifest::source::Source;
use crate::reference::{facts, write};
use crate::rules::{Document, rule};
use crate::workspace::Nothing;
use crate::yaml::{NodeId, Segment, Span, Tree};

/// The documentation of the key or value at `offset`.
pub(super) fn hover(source: &Source, kind: Kind, offset: usize, context: &Context<'_>) -> Option<Hover> {
    let (text, tree, locale) = (source.text.as_str(), source.tree(), context.locale);
    let node = tree.at(offset).filter(|node| tree.node(*node).is_scalar())?;
    let place = locate(tree, node, kind).filter(|place| !place.steps.is_empty())?;
    let span = tree.node(shown(tree, node)).span;
    let mut parts = vec![format!("**`{}`**", display(&place.steps))];
    if !tree.node(node).parent.is_some_and(|parent| is_key(tree, parent, node)) {
        parts.extend(reference::named(text, tree, node, &place, locale));
        parts.extend(meaning::of(text, tree, node, offset, &place, context));
    } else {
        parts.extend(reference::named_by_key(text, tree, &place, locale));
    }
    // Only these answers need the effective manifests, which cost more than all the rest.
    let has_environments = tree.root.and_then(|root| tree.get(root, "environments")).is_some();
    let is_sidecar = matches!(place.effective(), [Segment::Key("sidecars"), Segment::Key(_)]);
    if let Some(layers) = (has_environments || is_sidecar).then(|| layers(source)).flatten() {
        parts.extend(reference::image(&layers, &place, locale));
        parts.extend(overrides::table(&overrides::Lines::of(text), &layers, &place, locale));
    }
    parts.extend(rules_at(span, context));
    parts.extend(describe(&place, locale));
    Some(Hover { span, markdown: parts.join("\n\n") })
}

fn layers(source: &Source) -> Option<Layers> {
    Document::new(source, &Nothing).layers
}

fn is_key(tree: &Tree, parent: NodeId, node: NodeId) -> bool {
    tree.entries(parent).iter().any(|entry| entry.key == node)
}

/// A key stands for itself; a value too.
fn shown(tree: &Tree, node: NodeId) -> NodeId {
    if tree.node(node).span.start == tree.node(node).span.end {
        tree.key_of(node).unwrap_or(node)
    } else {
        node
    }
}

/// The section of the reference, or the facts of the model where the place has none.
pub(super) fn describe(place: &Place<'_>, locale: Locale) -> Option<String> {
    let spot = place.spot()?;
    let documented =
        spot.section(place.kind).and_then(|located| write::markdown(&located, &spot.shape, locale));
    documented.or_else(|| Some(facts::list(&facts::of(&spot.shape), "", locale)))
}

/// Links to the pages of the rules that are broken here.
fn rules_at(span: Span, context: &Context<'_>) -> Option<String> {
    let here = |finding: &&Finding| finding.span.start < span.end && span.start < finding.span.end;
    let mut ids: Vec<&str> = context.findings.iter().filter(here).map(|finding| finding.rule).collect();
    ids.sort_unstable();
    ids.dedup();
    let links: Vec<String> =
        ids.iter().map(|id| format!("[{id}]({})", rule::url(id, context.locale))).collect();
    let label = context.locale.pick("Rules broken here", "ここで違反しているルール");
    (!links.is_empty()).then(|| format!("{label}: {}", links.join(", ")))
}

/// The documentation of a path of a kind, for an item of a list of completions.
pub(super) fn document(kind: Kind, steps: &[Segment<'_>], locale: Locale) -> Option<String> {
    let spot = crate::reference::lookup::spot(kind, steps)?;
    describe(&Place { kind, steps: steps.to_vec(), shape: spot.shape }, locale)
}
