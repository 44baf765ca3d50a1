//! The parameters of addons: those that templates declare, and the file that gives them values.

use super::Addon;
use crate::finding::{Origin, Severity};
use crate::manifest::template::{Named, named};
use crate::nearest::nearest;
use crate::rules::fixes::{change_title, edit};
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::{all_quoted, quoted};
use crate::workspace::Presence;
use std::collections::BTreeSet;

/// The rules of this section.
pub const RULES: &[&Rule] = &[&REQUIRED, &WITHOUT_VALUE, &RESERVED, &UNKNOWN, &MISSING_FIELD, &TWO_FILES];

const TEMPLATE: &str = "# copilot/api/addons/queue.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\n  Delay: {Type: Number, Default: 0}\nResources:\n  Queue: {Type: AWS::SQS::Queue}\n# copilot/api/addons/addons.parameters.yml\nParameters:\n  Delay: 5\n";

/// A parameter that Copilot fills in is not declared.
pub const REQUIRED: Rule = Rule {
    id: "addons.parameter-required",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "The templates must declare the parameters {required}, and {missing} is missing: Copilot refuses the addons.",
    ],
    doc: "Copilot hands the names of the application, the environment and the workload to the addons of a workload, so their \
          templates declare `App`, `Env` and `Name`, together at least. Those of environments declare `App` and `Env`.",
    bad: "# copilot/api/addons/bucket.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\nResources:\n  Bucket: {Type: AWS::S3::Bucket}\n# copilot/api/manifest.yml\n# Backend Service\n",
    good: TEMPLATE,
    source: "validateParameters in internal/pkg/addon/addons.go; docs/developing/addons/workload",
};

/// A parameter that nobody gives a value.
pub const WITHOUT_VALUE: Rule = Rule {
    id: "addons.parameter-without-value",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "Nothing gives {name} a value: Copilot refuses the addons. Write a `Default`, or a value in `addons.parameters.yml`.",
    ],
    doc: "Each parameter of a template needs a `Default` or a value in `addons.parameters.yml`, but for those that Copilot \
          fills in by itself. (For environments it does not fill in `Name`.)",
    bad: "# copilot/api/addons/queue.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\n  Delay: {Type: Number}\nResources:\n  Queue: {Type: AWS::SQS::Queue}\n# copilot/api/manifest.yml\n# Backend Service\n",
    good: TEMPLATE,
    source: "validateParameters in internal/pkg/addon/addons.go",
};

/// A value for what Copilot fills in.
pub const RESERVED: Rule = Rule {
    id: "addons.parameters-reserved",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["Copilot gives {name} its value and refuses another one: leave it out here."],
    doc: "`addons.parameters.yml` holds values for your own parameters. `App`, `Env` and, for workloads, `Name` come from \
          Copilot.",
    bad: "# copilot/api/addons/addons.parameters.yml\nParameters:\n  Env: test\n# copilot/api/addons/queue.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\nResources:\n  Queue: {Type: AWS::SQS::Queue}\n",
    good: TEMPLATE,
    source: "validateParameters in internal/pkg/addon/addons.go",
};

/// A value that no template takes.
pub const UNKNOWN: Rule = Rule {
    id: "addons.parameters-unknown",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["No template of this directory declares a parameter {name}: Copilot refuses the addons."],
    doc: "Each value of `addons.parameters.yml` belongs to a parameter that one of the templates declares under the same name.",
    bad: "# copilot/api/addons/addons.parameters.yml\nParameters:\n  Dealy: 5\n# copilot/api/addons/queue.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\n  Delay: {Type: Number, Default: 0}\nResources:\n  Queue: {Type: AWS::SQS::Queue}\n",
    good: TEMPLATE,
    source: "validateParameters in internal/pkg/addon/addons.go",
};

/// Values at the left margin.
pub const MISSING_FIELD: Rule = Rule {
    id: "addons.parameters-missing-field",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["The values of this file must stand below the key `Parameters`: Copilot refuses it without."],
    doc: "`addons.parameters.yml` has one key, `Parameters`, with the values below it.",
    bad: "# copilot/api/addons/addons.parameters.yml\nDelay: 5\n# copilot/api/addons/queue.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\n  Delay: {Type: Number, Default: 0}\nResources:\n  Queue: {Type: AWS::SQS::Queue}\n",
    good: TEMPLATE,
    source: "parseParameters in internal/pkg/addon/addons.go",
};

/// The same file with two endings.
pub const TWO_FILES: Rule = Rule {
    id: "addons.parameters-two-files",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "`addons.parameters.yml` and `addons.parameters.yaml` lie in one directory: Copilot refuses the addons. Keep one of them.",
    ],
    doc: "The values of the parameters of an `addons` directory stand in one file, `addons.parameters.yml` or \
          `addons.parameters.yaml`.",
    bad: "# copilot/api/addons/addons.parameters.yaml\nParameters: {}\n# copilot/api/addons/addons.parameters.yml\nParameters: {}\n# copilot/api/addons/queue.yml\nParameters:\n  App: {Type: String}\n  Env: {Type: String}\n  Name: {Type: String}\nResources:\n  Queue: {Type: AWS::SQS::Queue}\n",
    good: TEMPLATE,
    source: "parseParameters in internal/pkg/addon/addons.go",
};

/// What templates declare.
pub(super) fn of_template(addon: &Addon<'_>) -> Vec<Report> {
    if !addon.is_whole() {
        return Vec::new();
    }
    let mut reports: Vec<Report> = required(addon).into_iter().collect();
    let Some(given) = given(addon) else { return reports };
    let template = addon.index().and_then(|index| addon.stack.templates.get(index));
    for (parameter, has_default) in template.into_iter().flat_map(|(_, template)| &template.parameters) {
        let name = parameter.name.as_str();
        if !has_default && !given.contains(name) && !addon.owner.reserved().contains(&name) {
            let place = Place::node(parameter.item.key, addon.document.tree);
            reports.push(Report::new(&WITHOUT_VALUE, place).arg("name", quoted(name)));
        }
    }
    reports
}

/// Said once, of the first template that declares parameters, else of the first one.
fn required(addon: &Addon<'_>) -> Option<Report> {
    let templates = &addon.stack.templates;
    let speaker = templates.iter().position(|(_, template)| !template.parameters.is_empty()).unwrap_or(0);
    if addon.index() != Some(speaker) {
        return None;
    }
    let declared = declared(addon);
    let reserved = addon.owner.reserved();
    let missing: Vec<&str> = reserved.iter().copied().filter(|name| !declared.contains(name)).collect();
    if missing.is_empty() {
        return None;
    }
    let tree = addon.document.tree;
    let entry = tree.root.and_then(|root| tree.entry(root, "Parameters"));
    let place = match entry {
        Some(entry) => Place { missing: true, ..Place::node(entry.key, tree) },
        None => Place::whole(addon.document.text).at_key("Parameters"),
    };
    let report = Report::new(&REQUIRED, place).arg("missing", all_quoted(missing));
    Some(report.arg("required", all_quoted(reserved.iter().copied())))
}

fn declared<'a>(addon: &'a Addon<'_>) -> BTreeSet<&'a str> {
    let templates = addon.stack.templates.iter();
    templates.flat_map(|(_, template)| &template.parameters).map(|(it, _)| it.name.as_str()).collect()
}

/// The names that a parameters file gives values to; `None` where that can't be known, also because git ignores the file.
fn given(addon: &Addon<'_>) -> Option<BTreeSet<String>> {
    let file = format!("copilot/{}/addons/addons.parameters.yml", addon.owner.folder());
    if addon.stack.parameters.is_empty() && addon.document.around.presence(&file) != Presence::Missing {
        return None;
    }
    let files = addon.stack.parameters.iter();
    let values = files.map(|source| {
        source.tree().get(source.tree().root?, "Parameters")?;
        Some(named(source.tree(), "Parameters").map(|it| it.name).collect::<Vec<_>>())
    });
    let values: Option<Vec<Vec<String>>> = values.collect();
    Some(values?.into_iter().flatten().collect())
}

/// What a parameters file gives.
pub(super) fn of_file(addon: &Addon<'_>) -> Vec<Report> {
    let tree = addon.document.tree;
    let is_second = addon.document.path.and_then(|path| path.extension()).is_some_and(|it| it == "yaml");
    let mut reports = Vec::new();
    if is_second && addon.stack.parameters.len() > 1 {
        reports.push(Report::new(&TWO_FILES, Place { missing: false, ..Place::whole(addon.document.text) }));
    }
    if tree.root.and_then(|root| tree.get(root, "Parameters")).is_none() {
        reports.push(Report::new(&MISSING_FIELD, Place::whole(addon.document.text)));
    }
    if !addon.stack.templates.is_empty() {
        let declared = declared(addon);
        reports.extend(named(tree, "Parameters").filter_map(|value| value_of(addon, &declared, &value)));
    }
    reports
}

fn value_of(addon: &Addon<'_>, declared: &BTreeSet<&str>, value: &Named) -> Option<Report> {
    let (name, place) = (value.name.as_str(), Place::node(value.item.key, addon.document.tree));
    if addon.owner.reserved().contains(&name) {
        return Some(Report::new(&RESERVED, place).arg("name", quoted(name)));
    }
    if declared.contains(name) || !addon.is_whole() {
        return None;
    }
    let reserved = addon.owner.reserved();
    let free = declared.iter().copied().filter(|name| !reserved.contains(name));
    let fix = nearest(name, free).map(|word| edit(change_title(word), place.span, word));
    Some(Report::new(&UNKNOWN, place).arg("name", quoted(name)).fix(fix))
}
