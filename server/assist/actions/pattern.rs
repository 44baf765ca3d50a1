//! Sidecar patterns, added whole.

use super::same::{findings_after, is_no_worse};
use super::{Action, ActionKind};
use crate::assist::Context;
use crate::assist::patterns::{Addition, Pattern, Permissions, addition, at};
use crate::manifest::source::Source;
use crate::workspace::Nothing;
use crate::yaml::Segment;

/// The patterns that the manifest can have: at the key of a section those that live there, at `type` and where no
/// section stands all. Each comes with the addon that its task needs.
pub(super) fn actions(source: &Source, offset: usize, context: &Context<'_>) -> Vec<Action> {
    let tree = source.tree();
    let Some(kind) = source.kind() else { return Vec::new() };
    let steps = match tree.at(offset) {
        Some(node) if Some(node) == tree.root => Vec::new(),
        Some(node) => match tree.path(node).as_slice() {
            [Segment::Key("type")] => Vec::new(),
            path => path.to_vec(),
        },
        None => Vec::new(),
    };
    let fitting = at(kind, &steps);
    if fitting.is_empty() {
        return Vec::new();
    }
    let before = findings_after(source, &[], &Nothing).unwrap_or_default();
    let action = |pattern: &'static Pattern| {
        let Addition { edits, permissions, .. } = addition(source, pattern, None, context.around).ok()?;
        let is_right =
            findings_after(source, &edits, &Nothing).is_some_and(|after| is_no_worse(&before, &after));
        let title = pattern.title.map(|locale, title| {
            format!("{}: {title}", locale.pick("Add sidecar pattern", "サイドカーのパターンを追加する"))
        });
        let file = match permissions {
            Permissions::Template(file) => Some(file),
            Permissions::Given | Permissions::Missing(..) => None,
        };
        is_right.then(|| Action { file, ..Action::new(ActionKind::Add, title, edits) })
    };
    fitting.into_iter().filter_map(action).collect()
}
