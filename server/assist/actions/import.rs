//! ECS container definitions that were pasted into a manifest, turned into its own terms.

use super::{Action, ActionKind};
use crate::assist::Context;
use crate::assist::import::{Wanted, definition_at, import_into};
use crate::locale::Phrase;
use crate::manifest::source::Source;
use crate::yaml::Span;

/// The selected definitions, or those around the cursor.
pub(super) fn action(source: &Source, at: Span, context: &Context<'_>) -> Option<Action> {
    let span = definition_at(source, at)?;
    let definition = source.text.get(span.start..span.end)?;
    let wanted = Wanted { definition, main: None, locale: context.locale, around: context.around };
    let import = import_into(source, Some(span), &wanted).ok()?;
    let title = Phrase::new(
        "Turn ECS container definitions into sidecars",
        "ECS のコンテナ定義をサイドカーに変換する",
    );
    Some(Action::new(ActionKind::Rewrite, title, import.edits))
}
