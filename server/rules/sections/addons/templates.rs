//! The sections of the templates of a folder, merged.

use super::{Addon, whole};
use crate::finding::{Origin, Severity};
use crate::manifest::template::{Named, SECTIONS, is_equal, named};
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::{quoted, quoted_path};
use crate::yaml::{NodeId, Tree};

/// The rules of this section.
pub const RULES: &[&Rule] = &[&RESOURCES_MISSING, &KEY_CONFLICT];

/// A template of nothing.
pub const RESOURCES_MISSING: Rule = Rule {
    id: "addons.resources-missing",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "No template of this directory has a map of `Resources`: Copilot refuses the addons. Resources stand below that key, not at the left margin.",
    ],
    doc: "An addon is a CloudFormation template, and the only section that it can't do without is `Resources`. Old samples \
          that show a resource at the left margin are fragments.",
    bad: "# copilot/api/addons/policy.yml\nAccessPolicy:\n  Type: AWS::IAM::ManagedPolicy\n# copilot/api/manifest.yml\n# Backend Service\n",
    good: "# copilot/api/addons/bucket.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\nResources:\n  Bucket: {Type: AWS::S3::Bucket}\n# copilot/api/manifest.yml\n# Backend Service\n",
    source: "parseTypeByLogicalID in internal/pkg/addon/output.go",
};

/// One name for two things.
pub const KEY_CONFLICT: Rule = Rule {
    id: "addons.key-conflict",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{file} defines {name} in `{section}` too, and otherwise: Copilot makes one template of all files and refuses two definitions of one name.",
    ],
    doc: "The templates of an `addons` directory become one. A name may stand in several of them only if all say the same, \
          as with the parameters `App`, `Env` and `Name`.",
    bad: "# copilot/api/addons/a.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\nResources:\n  Store: {Type: AWS::S3::Bucket}\n# copilot/api/addons/b.yml\nResources:\n  Store: {Type: AWS::SQS::Queue}\n",
    good: "# copilot/api/addons/a.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\nResources:\n  Store: {Type: AWS::S3::Bucket}\n# copilot/api/addons/b.yml\nResources:\n  Queue: {Type: AWS::SQS::Queue}\n",
    source: "mergeSingleLevelMaps in internal/pkg/addon/cloudformation.go; internal/pkg/addon/errors.go",
};

/// What is wrong with one template among the others.
pub(super) fn check(addon: &Addon<'_>) -> Vec<Report> {
    let mut reports = Vec::new();
    let has_resources = addon.stack.templates.iter().any(|(_, template)| template.has_resources);
    if !has_resources && addon.is_whole() {
        reports.push(Report::new(&RESOURCES_MISSING, whole(addon.document)));
    }
    reports.extend(SECTIONS.iter().flat_map(|section| conflicts(addon, section)));
    reports
}

fn conflicts(addon: &Addon<'_>, section: &'static str) -> Vec<Report> {
    let tree = addon.document.tree;
    let before = &addon.stack.templates[..addon.index().unwrap_or(0)];
    let conflict = |own: Named| {
        let other = before.iter().find(|(source, _)| differs(section, (tree, &own), &source.tree))?;
        let file = other.0.path.as_deref()?.file_name()?.to_str()?;
        let report =
            Report::new(&KEY_CONFLICT, Place::node(own.item.key, tree)).arg("file", quoted_path(file));
        Some(report.arg("name", quoted(&own.name)).arg("section", section))
    };
    named(tree, section).filter_map(conflict).collect()
}

/// An earlier template has the same name and something else under it. Mappings are merged one level deeper.
fn differs(section: &str, (tree, own): (&Tree, &Named), other: &Tree) -> bool {
    let Some(theirs) = named(other, section).find(|it| it.name == own.name) else { return false };
    let unequal = |one: NodeId, two: NodeId| !is_equal((tree, one), (other, two));
    if section != "Mappings" {
        return unequal(own.item.body, theirs.item.body);
    }
    tree.entries(own.item.body).iter().any(|entry| {
        let key = tree.scalar(entry.key).map(|(key, _)| key);
        let value = key.and_then(|key| other.get(theirs.item.body, key));
        value.is_some_and(|value| unequal(entry.value, value))
    })
}
