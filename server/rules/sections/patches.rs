//! `overrides/cfn.patches.yml`: the changes that Copilot makes to the template that it deploys.

use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::nearest::nearest;
use crate::rules::document::Document;
use crate::rules::fixes::{Fix, change_title, edit, unsafely};
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::{all_quoted, quoted};
use crate::yaml::{Entry, NodeData, NodeId, Resolved, Tree};
use std::collections::HashMap;

/// The rules of this section.
pub const RULES: &[&Rule] = &[&SHAPE, &OPERATION, &PATH, &VALUE_MISSING, &UNKNOWN_KEY];

/// A file that is no list of patches.
pub const SHAPE: Rule = Rule {
    id: "overrides.patch-shape",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "The file must be a list of patches, each with `op`, `path` and, unless it removes, `value`: Copilot stops the deployment.",
        "A patch must be a map of `op`, `path` and `value`: Copilot stops the deployment.",
        "{key} must be a text: Copilot stops the deployment.",
        "The key {key} stands twice in this patch: Copilot stops the deployment. Begin another patch with a dash.",
    ],
    doc: "`overrides/cfn.patches.yml` holds a list. Each item is a JSON patch: `op` says what to do, `path` where, and `value` \
          what to write there.",
    bad: "# copilot/api/overrides/cfn.patches.yml\nop: remove\npath: /Resources/TaskRole\n",
    good: "# copilot/api/overrides/cfn.patches.yml\n- op: remove\n  path: /Resources/TaskRole\n",
    source: "unmarshalPatches in internal/pkg/override/patch.go; docs/developing/overrides/yamlpatch",
};

/// An operation that Copilot does not know.
pub const OPERATION: Rule = Rule {
    id: "overrides.patch-operation",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{word} is no operation: Copilot knows {known}, and stops the deployment.",
        "This patch has no `op`: Copilot stops the deployment. It knows {known}.",
    ],
    doc: "Of the operations of JSON patches Copilot knows three: `add`, `remove` and `replace`. `move`, `copy` and `test` are \
          refused.",
    bad: "# copilot/api/overrides/cfn.patches.yml\n- op: delete\n  path: /Resources/TaskRole\n",
    good: "# copilot/api/overrides/cfn.patches.yml\n- op: remove\n  path: /Resources/TaskRole\n",
    source: "Patch.Override in internal/pkg/override/patch.go",
};

/// A path that leads nowhere.
pub const PATH: Rule = Rule {
    id: "overrides.patch-path",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "A path begins with `/` and has one between its steps, such as `/Resources/TaskRole`: Copilot passes over what stands before the first one.",
        "This patch has no `path`, so it is meant for the whole template: write where it belongs, such as `/Resources/TaskRole`.",
        "A template has no section {section}: the deployment fails. The sections are {known}.",
        "`-` stands for the end of a list: only `add` takes it, and only as the last step. Write the index of the item, from 0.",
        "The path has an empty step: the deployment fails. Take the extra `/` out.",
    ],
    doc: "A path is a JSON pointer: it begins at the top of the CloudFormation template and has a `/` before each step, with \
          `~1` for a `/` in a name. Items of lists are counted from 0; `add` appends with `-`. Lists and names are those of \
          the template, which `copilot svc package` prints.",
    bad: "# copilot/api/overrides/cfn.patches.yml\n- op: remove\n  path: Resources.TaskRole\n",
    good: "# copilot/api/overrides/cfn.patches.yml\n- op: remove\n  path: /Resources/TaskRole\n",
    source: "yamlPatch.pointer and findNodeWithPointer in internal/pkg/override/patch.go; RFC 6901; docs/developing/overrides/yamlpatch#path-evaluation",
};

/// Nothing to write.
pub const VALUE_MISSING: Rule = Rule {
    id: "overrides.patch-value-missing",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["{operation} needs a `value`: Copilot stops the deployment."],
    doc: "`add` and `replace` write a `value`, which may be a text, a list or a map, with functions such as `!Ref`.",
    bad: "# copilot/api/overrides/cfn.patches.yml\n- op: replace\n  path: /Resources/LogGroup/Properties/RetentionInDays\n",
    good: "# copilot/api/overrides/cfn.patches.yml\n- op: replace\n  path: /Resources/LogGroup/Properties/RetentionInDays\n  value: 60\n",
    source: "yamlPatch.applyAdd and applyReplace in internal/pkg/override/patch.go",
};

/// A key that a patch does not have.
pub const UNKNOWN_KEY: Rule = Rule {
    id: "overrides.patch-unknown-key",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["A patch has no key {key}: Copilot ignores it. The keys are {known}."],
    doc: "A patch has the keys `op`, `path` and `value`. Copilot passes over all others without a message, `from` of other \
          JSON patches included.",
    bad: "# copilot/api/overrides/cfn.patches.yml\n- op: remove\n  path: /Resources/TaskRole\n  comment: ours\n",
    good: "# copilot/api/overrides/cfn.patches.yml\n# ours\n- op: remove\n  path: /Resources/TaskRole\n",
    source: "yamlPatch in internal/pkg/override/patch.go",
};

/// The operations (`Patch.Override`).
pub const OPERATIONS: [&str; 3] = ["add", "remove", "replace"];

/// The keys of a patch (`yamlPatch`).
pub const KEYS: [&str; 3] = ["op", "path", "value"];

/// The sections of a template (CloudFormation User Guide, Template sections, read 2026-11).
pub const SECTIONS: [&str; 11] = [
    "AWSTemplateFormatVersion",
    "Description",
    "Metadata",
    "Parameters",
    "Rules",
    "Mappings",
    "Conditions",
    "Transform",
    "Resources",
    "Outputs",
    "Hooks",
];

/// What others call the operations.
const SYNONYMS: [(&str, &str); 6] = [
    ("delete", "remove"),
    ("del", "remove"),
    ("update", "replace"),
    ("set", "replace"),
    ("insert", "add"),
    ("append", "add"),
];

/// What is wrong with the patches of a file.
pub fn check(document: &Document<'_>) -> Vec<Report> {
    let tree = document.tree;
    let Some(root) = tree.root else { return Vec::new() };
    match &tree.node(tree.resolve(root)).data {
        NodeData::Sequence { items, .. } => items.iter().flat_map(|item| Patch::check(tree, *item)).collect(),
        _ if tree.resolved(root) == Some(Resolved::Null) => Vec::new(),
        _ => vec![Report::new(&SHAPE, Place::whole(document.text))],
    }
}

/// One item of the list.
struct Patch<'t> {
    tree: &'t Tree,
    item: NodeId,
    reports: Vec<Report>,
}

/// What stands under a key that must hold a text.
enum Text<'t> {
    Missing,
    Is(NodeId, &'t str),
    Other,
}

impl<'t> Patch<'t> {
    fn check(tree: &'t Tree, item: NodeId) -> Vec<Report> {
        let mut patch = Patch { tree, item, reports: Vec::new() };
        let NodeData::Mapping { entries, .. } = &tree.node(tree.resolve(item)).data else {
            let place = Place { missing: true, ..Place::node(item, tree) };
            return vec![Report::new(&SHAPE, place).message(1)];
        };
        patch.keys(entries);
        let operation = patch.operation();
        patch.path(operation);
        patch.value(operation);
        patch.reports
    }

    /// The patch as a whole: its first key.
    fn place(&self) -> Place {
        let entries = self.tree.entries(self.item);
        let first = entries.first().map_or(self.item, |entry| entry.key);
        let span = self.tree.node(first).span;
        Place { missing: true, span, ..Place::node(self.item, self.tree) }
    }

    fn keys(&mut self, entries: &[Entry]) {
        let mut first: HashMap<&str, NodeId> = HashMap::new();
        for entry in entries {
            let node = self.tree.node(entry.key);
            let Some((key, _)) = self.tree.scalar(entry.key).filter(|(key, _)| *key != "<<" && !node.broken)
            else {
                continue;
            };
            let place = Place::node(entry.key, self.tree);
            if !KEYS.contains(&key) {
                let given = |known: &&str| self.tree.get(self.item, known).is_none();
                let fix = nearest(key, KEYS.into_iter().filter(given));
                let fix = fix.map(|word| edit(change_title(word), place.span, word));
                let report = Report::new(&UNKNOWN_KEY, place).arg("key", quoted(key));
                self.reports.push(report.arg("known", all_quoted(KEYS)).fix(fix));
            } else if let Some(known) = first.insert(key, entry.key) {
                let mut report = Report::new(&SHAPE, place).message(3).arg("key", quoted(key));
                let words = Phrase::new("first written here", "最初に書かれた場所");
                report.related.push((self.tree.node(known).span, words));
                self.reports.push(report);
            }
        }
    }

    fn text(&mut self, key: &str) -> Text<'t> {
        let Some(value) = self.tree.get(self.item, key) else { return Text::Missing };
        if self.tree.resolved(value) == Some(Resolved::Null) {
            return Text::Missing;
        }
        match self.tree.scalar(value) {
            Some((text, _)) => Text::Is(value, text),
            None => {
                let report = Report::new(&SHAPE, Place::node(value, self.tree)).message(2);
                self.reports.push(report.arg("key", quoted(key)));
                Text::Other
            }
        }
    }

    /// The operation, where it is one.
    fn operation(&mut self) -> Option<&'static str> {
        let (value, text) = match self.text("op") {
            Text::Is(value, text) => (value, text),
            Text::Other => return None,
            Text::Missing => {
                let report = Report::new(&OPERATION, self.place().at_key("op")).message(1);
                self.reports.push(report.arg("known", all_quoted(OPERATIONS)));
                return None;
            }
        };
        if let Some(known) = OPERATIONS.into_iter().find(|known| *known == text) {
            return Some(known);
        }
        let place = Place::node(value, self.tree);
        let synonym = SYNONYMS.into_iter().find(|(other, _)| text.eq_ignore_ascii_case(other));
        let meant = synonym.map(|(_, known)| known).or_else(|| nearest(text, OPERATIONS));
        let fix = meant.map(|word| edit(change_title(word), place.span, word));
        let report = Report::new(&OPERATION, place).arg("word", quoted(text)).fix(fix);
        self.reports.push(report.arg("known", all_quoted(OPERATIONS)));
        None
    }

    fn path(&mut self, operation: Option<&str>) {
        let (value, path) = match self.text("path") {
            Text::Is(value, path) => (value, path),
            Text::Other => return,
            Text::Missing => {
                self.reports.push(Report::new(&PATH, self.place().at_key("path")).message(1));
                return;
            }
        };
        let place = Place::node(value, self.tree);
        let Some(steps) = path.strip_prefix('/') else {
            // Of the whole template `""` is the right path.
            if !path.is_empty() {
                self.reports.push(Report::new(&PATH, place.clone()).fix(with_slashes(path, &place)));
            }
            return;
        };
        let steps: Vec<&str> = steps.split('/').collect();
        let section = steps.first().copied().unwrap_or_default();
        let is_appended = operation == Some("add");
        let inner = &steps[..steps.len() - usize::from(is_appended)];
        let report = if steps.contains(&"") {
            Report::new(&PATH, place).message(4)
        } else if !SECTIONS.contains(&section) {
            let fix = nearest(section, SECTIONS).filter(|_| self.is_written_plainly(value, path));
            let fix = fix.map(|word| {
                let new = path.replacen(section, word, 1);
                edit(change_title(&new), place.span, new.clone())
            });
            let report = Report::new(&PATH, place).message(2).arg("section", quoted(section)).fix(fix);
            report.arg("known", all_quoted(SECTIONS))
        } else if operation.is_some() && inner.contains(&"-") {
            Report::new(&PATH, place).message(3)
        } else {
            return;
        };
        self.reports.push(report);
    }

    /// The characters of the text are those of the value, so that they can be exchanged.
    fn is_written_plainly(&self, value: NodeId, text: &str) -> bool {
        let node = self.tree.node(value);
        node.span.end - node.span.start == text.len()
    }

    /// A null is a value too.
    fn value(&mut self, operation: Option<&str>) {
        let Some(operation) = operation.filter(|it| *it != "remove") else { return };
        if self.tree.get(self.item, "value").is_none() {
            let report = Report::new(&VALUE_MISSING, self.place().at_key("value"));
            self.reports.push(report.arg("operation", quoted(operation)));
        }
    }
}

/// The path with a slash in front, or with slashes for the dots of a path from elsewhere.
fn with_slashes(path: &str, place: &Place) -> Option<Fix> {
    let steps: Vec<&str> = path.split(['/', '.']).collect();
    let is_section = SECTIONS.contains(steps.first()?);
    let is_plain = place.span.end - place.span.start == path.len();
    let is_whole = steps.iter().all(|step| !step.is_empty() && !step.contains(['[', ']', ' ']));
    let new = format!("/{}", steps.join("/"));
    let fix = edit(change_title(&new), place.span, new.clone());
    (is_section && is_plain && is_whole).then(|| if path.contains('.') { unsafely(fix) } else { fix })
}
