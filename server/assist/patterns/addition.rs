//! A pattern in a manifest with what its task must be allowed: the whole of what a user asks for.

use super::plan::plan;
use super::{Pattern, Plan};
use crate::edits;
use crate::finding::{Edit, NewFile};
use crate::locale::Phrase;
use crate::manifest::permissions::Need;
use crate::manifest::recognize::{Owner, Role};
use crate::manifest::source::Source;
use crate::rules::Document;
use crate::rules::allow::{self, Folder, grants, has_own_role, option};
use crate::rules::lines::line_break;
use crate::workspace::Around;

/// Where the permissions come from that the pattern needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Permissions {
    /// It needs none, or the addons give them already.
    Given,
    /// This template gives them.
    Template(NewFile),
    /// No template can be made for these needs, for this reason (a sentence without an end).
    Missing(Vec<&'static Need>, Phrase),
}

/// A manifest after it got a pattern.
#[derive(Debug)]
pub struct Addition {
    /// What changes.
    pub plan: Plan,
    /// The changes as edits, not overlapping.
    pub edits: Vec<Edit>,
    /// The manifest after them.
    pub after: Source,
    /// What the role of the task needs.
    pub permissions: Permissions,
}

/// Gives a manifest a pattern. `name` is a wish for its container.
///
/// # Errors
/// Says why the manifest can't have it, in a sentence without an end.
pub fn addition(
    source: &Source,
    pattern: &Pattern,
    name: Option<&str>,
    around: &dyn Around,
) -> Result<Addition, Phrase> {
    let plan = plan(source, pattern, name)?;
    let edits = plan.edits();
    let text = edits::apply(&source.text, &edits).ok_or_else(|| {
        Phrase::new(
            "its parts get in each other's way in this manifest",
            "このマニフェストでは、各部分の追加先が重なります",
        )
    })?;
    let after = Source::new(source.path.as_deref(), text);
    let permissions = permissions(&after, pattern, around);
    Ok(Addition { plan, edits, after, permissions })
}

/// What the addons of a manifest that has the pattern lack.
fn permissions(after: &Source, pattern: &Pattern, around: &dyn Around) -> Permissions {
    if pattern.permissions.is_empty() {
        return Permissions::Given;
    }
    match lacking(after, pattern, around) {
        Ok(Some(file)) => Permissions::Template(file),
        Ok(None) => Permissions::Given,
        Err(why) => Permissions::Missing(pattern.permissions.clone(), why),
    }
}

/// The template that gives what the addons don't.
fn lacking(after: &Source, pattern: &Pattern, around: &dyn Around) -> Result<Option<NewFile>, Phrase> {
    let document = Document::new(after, around);
    let (Role::Workload(workload), Some(workspace), Some(layers)) =
        (&after.role, &document.workspace, &document.layers)
    else {
        return Err(Phrase::new(
            "the manifest does not lie in a folder of `copilot/`",
            "マニフェストが `copilot/` の下のフォルダにありません",
        ));
    };
    let mut roots = layers.environments.iter().map(|it| &it.effective).chain([&layers.base]);
    if roots.any(|root| has_own_role(root)) {
        return Err(Phrase::new(
            "`taskdef_overrides` gives the tasks another role",
            "`taskdef_overrides` がタスクに別のロールを与えています",
        ));
    }
    let stack = workspace.addons(&Owner::Workload(workload.clone()));
    // What can't be read may give them, or have the same names.
    if stack.is_partly_known() {
        return Err(Phrase::new(
            "a template in `addons/` can't be read to its end",
            "`addons/` のテンプレートに読み取れない部分があります",
        ));
    }
    let lacks = |need: &&&Need| !grants(&stack, need.actions);
    let needs: Vec<&Need> = pattern.permissions.iter().filter(lacks).copied().collect();
    let id = match needs.as_slice() {
        [] => return Ok(None),
        [need] => need.id,
        _ => pattern.id,
    };
    let allows: Vec<_> = needs.iter().map(|need| (*need, need.resource(|key| option(layers, key)))).collect();
    let folder = Folder { workload, stack: &stack, around };
    let file = allow::template(&folder, id, &allows, line_break(&after.text));
    file.map(Some).ok_or_else(|| {
        Phrase::new("no name is left for a template", "テンプレートに使える名前が残っていません")
    })
}
