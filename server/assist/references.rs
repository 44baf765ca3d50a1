//! Where the thing under the cursor is named, in its text and in the workspace.

use super::linked::{Linked, Location};
use super::{Around, outputs};
use crate::manifest::source::Source;
use crate::yaml::Span;
use std::sync::Arc;

/// A place that names something.
#[derive(Debug, Clone)]
pub struct Reference {
    /// Where.
    pub location: Location,
    /// It declares the name.
    pub is_definition: bool,
}

/// Every place that names what stands at `offset`: the text first, then the other files in their order.
pub fn references(source: &Arc<Source>, offset: usize, around: &dyn Around) -> Vec<Reference> {
    let linked = Linked::of(source, offset, around);
    let group = linked.group(&linked.touched(offset));
    let found = group
        .iter()
        .map(|at| Reference { location: linked.location(*at), is_definition: linked.get(*at).is_definition });
    let mut found: Vec<Reference> = found.collect();
    for reference in of_output(source, offset, around) {
        let is_same = |it: &Reference| {
            Arc::ptr_eq(&it.location.source, &reference.location.source)
                && it.location.span == reference.location.span
        };
        if !found.iter().any(is_same) {
            found.push(reference);
        }
    }
    found
}

/// The places that name what stands at `offset` in the same text, and whether each declares it.
pub fn highlights(source: &Arc<Source>, offset: usize, around: &dyn Around) -> Vec<(Span, bool)> {
    let linked = Linked::of(source, offset, around);
    let group = linked.group(&linked.touched(offset));
    let here = group.iter().filter(|at| Arc::ptr_eq(linked.source(**at), source));
    here.map(|at| (linked.get(*at).span, linked.get(*at).is_definition)).collect()
}

/// The output of an addon under the cursor, or that the value under the cursor means, and its uses.
fn of_output(source: &Arc<Source>, offset: usize, around: &dyn Around) -> Vec<Reference> {
    let Some(node) = source.tree().at(offset).filter(|node| source.tree().node(*node).is_scalar()) else {
        return Vec::new();
    };
    let mut meant = outputs::meant(source, node, around);
    let touches = |span: Span| (span.start..=span.end).contains(&offset);
    meant.extend(outputs::outputs_of(source).into_iter().filter(|output| touches(output.location.span)));
    let Some(workspace) = around.workspace().filter(|_| !meant.is_empty()) else { return Vec::new() };
    let reference = |location, is_definition| Reference { location, is_definition };
    let of_one = |output: &outputs::Output| {
        let uses = outputs::uses(output, &workspace).into_iter().map(|place| reference(place, false));
        std::iter::once(reference(output.location.clone(), true)).chain(uses).collect::<Vec<_>>()
    };
    meant.iter().flat_map(of_one).collect()
}
