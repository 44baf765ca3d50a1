//! The sections of the templates of a folder, merged.

use super::Addon;
use crate::finding::{Origin, Severity};
use crate::manifest::template::{SECTIONS, is_equal, named};
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::{quoted, quoted_path};
use crate::yaml::{NodeId, Tree};
use std::collections::{HashMap, HashSet};

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
        reports.push(Report::new(&RESOURCES_MISSING, Place::whole(addon.document.text)));
    }
    reports.extend(SECTIONS.iter().flat_map(|section| conflicts(addon, section)));
    reports
}

fn conflicts(addon: &Addon<'_>, section: &'static str) -> Vec<Report> {
    let tree = addon.document.tree;
    let earlier = &addon.stack.templates[..addon.index().unwrap_or(0)];
    let mut reports = Vec::new();
    let mut told = HashSet::new();
    for (source, _) in earlier {
        let theirs: HashMap<String, NodeId> =
            named(source.tree(), section).map(|it| (it.name, it.item.body)).collect();
        let file = source.path.as_deref().and_then(|path| path.file_name()?.to_str()).unwrap_or_default();
        for own in named(tree, section) {
            let other = theirs.get(&own.name);
            let differs =
                other.is_some_and(|it| differs(section, (tree, own.item.body), (source.tree(), *it)));
            if differs && told.insert(own.item.key) {
                let report = Report::new(&KEY_CONFLICT, Place::node(own.item.key, tree));
                let report = report.arg("file", quoted_path(file)).arg("name", quoted(&own.name));
                reports.push(report.arg("section", section));
            }
        }
    }
    reports
}

/// Something else stands under the same name. Mappings are merged one level deeper.
fn differs(section: &str, (tree, own): (&Tree, NodeId), (other, theirs): (&Tree, NodeId)) -> bool {
    if section != "Mappings" {
        return !is_equal((tree, own), (other, theirs));
    }
    let values: HashMap<&str, NodeId> = entries(other, theirs).collect();
    entries(tree, own)
        .any(|(key, value)| values.get(key).is_some_and(|theirs| !is_equal((tree, value), (other, *theirs))))
}

fn entries(tree: &Tree, map: NodeId) -> impl Iterator<Item = (&str, NodeId)> {
    tree.entries(map).into_iter().filter_map(|entry| Some((tree.scalar(entry.key)?.0, entry.value)))
}
