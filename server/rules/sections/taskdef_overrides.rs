//! `taskdef_overrides`.

use crate::finding::{Origin, Severity};
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::quoted;
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] =
    &[&DEPRECATED, &FORBIDDEN_PATH, &PATH_SYNTAX, &INDEX_OUT_OF_RANGE, &SHAPE, &VALUE_MISSING];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[deprecated, paths, indexes, values];

/// The section itself.
pub const DEPRECATED: Rule = Rule {
    id: "taskdef-overrides.deprecated",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &[
        "`taskdef_overrides` is deprecated: YAML patches (`copilot svc override`, `overrides/cfn.patches.yml`) do the same and more.",
    ],
    doc: "Overrides of the task definition in the manifest still work but are deprecated. YAML patches in \
          `copilot/<name>/overrides/cfn.patches.yml` reach the whole template.",
    bad: "# Backend Service\ntaskdef_overrides:\n  - path: ContainerDefinitions[0].ReadonlyRootFilesystem\n    value: true\n",
    good: "# Backend Service\nstorage:\n  readonly_fs: true\n",
    source: "docs/developing/overrides/taskdef-overrides",
};

/// A path that Copilot keeps.
pub const FORBIDDEN_PATH: Rule = Rule {
    id: "taskdef-overrides.forbidden-path",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["Copilot refuses to override {path}: `Family` and the names of containers are its own."],
    doc: "`Family` and `ContainerDefinitions[<n>].Name` tie the task definition to the rest of the template and can't \
          be overridden.",
    bad: "# Backend Service\ntaskdef_overrides:\n  - path: ContainerDefinitions[0].Name\n    value: main\n",
    good: "# Backend Service\ntaskdef_overrides:\n  - path: ContainerDefinitions[0].StopTimeout\n    value: 60\n",
    source: "OverrideRule.validate in internal/pkg/manifest/validate.go",
};

/// A path that is none.
pub const PATH_SYNTAX: Rule = Rule {
    id: "taskdef-overrides.path-syntax",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{segment} is no step of a path: write `Key`, `Key[0]` or `Key[-]`, with dots in between. Copilot refuses it when it deploys.",
        "`path` is missing or empty: Copilot refuses the rule when it deploys.",
    ],
    doc: "A path goes from the properties of the task definition downwards, with dots in between: `Key` for a map, \
          `Key[0]` for an item of a list, `Key[-]` to append one. The slashes of YAML patches are refused.",
    bad: "# Backend Service\ntaskdef_overrides:\n  - path: ContainerDefinitions/0/Cpu\n    value: 128\n",
    good: "# Backend Service\ntaskdef_overrides:\n  - path: ContainerDefinitions[0].Cpu\n    value: 128\n",
    source: "Rule.validate in internal/pkg/template/override/rule.go",
};

/// An item that does not exist.
pub const INDEX_OUT_OF_RANGE: Rule = Rule {
    id: "taskdef-overrides.index-out-of-range",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{list} has no item {index} ({length} in all): Copilot refuses the path when it deploys. Use `[-]` to append.",
    ],
    doc: "An index must point at an item that the template has already. A list that Copilot does not render, such as \
          `Ulimits`, begins with `[-]`.",
    bad: "# Backend Service\ntaskdef_overrides:\n  - path: ContainerDefinitions[0].Ulimits[0].Name\n    value: nofile\n",
    good: "# Backend Service\ntaskdef_overrides:\n  - path: ContainerDefinitions[0].Ulimits[-].Name\n    value: nofile\n",
    source: "seqIdxUpsertNode.Upsert in internal/pkg/template/override/rule.go",
};

/// `taskdef_overrides` of another form.
pub const SHAPE: Rule = Rule {
    id: "taskdef-overrides.shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`taskdef_overrides` must be a list of `path` and `value`, not {found}: Copilot refuses the manifest.",
        "`taskdef_overrides` must be a list of `path` and `value`, not {found}: Copilot drops it.",
    ],
    doc: "The overrides are a list: each item begins with a dash and has a `path` and a `value`.",
    bad: "# Backend Service\ntaskdef_overrides:\n  path: ContainerDefinitions[0].Cpu\n  value: 128\n",
    good: "# Backend Service\ntaskdef_overrides:\n  - path: ContainerDefinitions[0].Cpu\n    value: 128\n",
    source: "docs/include/taskdef-overrides",
};

/// A rule without a value.
pub const VALUE_MISSING: Rule = Rule {
    id: "taskdef-overrides.value-missing",
    severity: Severity::Warning,
    origin: Origin::Aws,
    messages: &["This rule has no `value`: Copilot writes an empty one into the task definition."],
    doc: "Each override needs the `value` to write at its path. Without it an empty node lands in the template.",
    bad: "# Backend Service\ntaskdef_overrides:\n  - path: ContainerDefinitions[0].Cpu\n",
    good: "# Backend Service\ntaskdef_overrides:\n  - path: ContainerDefinitions[0].Cpu\n    value: 128\n",
    source: "docs/include/taskdef-overrides#taskdef_overrides-value",
};

/// The lists that no template renders; an index into them is out of range until something was appended.
const NEVER_RENDERED: [&str; 15] = [
    "Ulimits",
    "ExtraHosts",
    "DnsServers",
    "DnsSearchDomains",
    "DockerSecurityOptions",
    "Links",
    "ResourceRequirements",
    "SystemControls",
    "VolumesFrom",
    "CredentialSpecs",
    "Devices",
    "Tmpfs",
    "Add",
    "Drop",
    "PlacementConstraints",
];

/// More rules than anybody writes.
const MOST: usize = 200;

fn rules<'m>(check: &Check<'m>) -> &'m [Arc<Value>] {
    check.items(&["taskdef_overrides"])
}

fn deprecated(check: &mut Check<'_>) {
    let Some(section) = check.at(&["taskdef_overrides"]) else { return };
    if !section.items().is_empty() {
        check.report(Report::new(&DEPRECATED, Place::key(section)));
    }
}

fn paths(check: &mut Check<'_>) {
    for rule in rules(check) {
        match rule.get("path") {
            None => check.report(Report::new(&PATH_SYNTAX, Place::missing_in(rule)).message(1)),
            Some(path) => {
                let Some(text) = path.text().filter(|_| !path.zeroed) else { continue };
                if let Some(report) = path_report(path, text) {
                    check.report(report);
                }
            }
        }
    }
}

fn path_report(path: &Arc<Value>, text: &str) -> Option<Report> {
    let place = || Place::value(path);
    if is_forbidden(text) {
        return Some(Report::new(&FORBIDDEN_PATH, place()).arg("path", quoted(text)));
    }
    if text.is_empty() {
        return Some(Report::new(&PATH_SYNTAX, place()).message(1));
    }
    let wrong = text.split('.').find(|segment| parse(segment).is_none())?;
    Some(Report::new(&PATH_SYNTAX, place()).arg("segment", quoted(wrong)))
}

/// Copilot's pattern has an unescaped dot, so any character may stand before `Name`.
fn is_forbidden(path: &str) -> bool {
    let name = || {
        let (index, rest) = path.strip_prefix("ContainerDefinitions[")?.split_once(']')?;
        let mut rest = rest.chars();
        let before_name = rest.next()?;
        let digits = !index.is_empty() && index.chars().all(|c| c.is_ascii_digit());
        (digits && before_name != '\n' && rest.as_str() == "Name").then_some(())
    };
    path == "Family" || name().is_some()
}

/// A step of a path: its key and what stands in the brackets.
fn parse(segment: &str) -> Option<(&str, Option<&str>)> {
    let key = |key: &str| {
        !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
    };
    let Some((name, index)) = segment.strip_suffix(']').and_then(|rest| rest.split_once('[')) else {
        return key(segment).then_some((segment, None));
    };
    let number = !index.is_empty() && index.chars().all(|c| c.is_ascii_digit());
    (key(name) && (number || index == "-")).then_some((name, Some(index)))
}

fn indexes(check: &mut Check<'_>) {
    let mut containers = check.containers().len();
    containers += usize::from(check.has_firelens()) + usize::from(check.tracing().is_some());
    let mut before: Vec<&str> = Vec::new();
    for rule in rules(check).iter().take(MOST) {
        let Some((path, text)) = rule.get("path").and_then(|path| Some((path, path.text()?))) else {
            continue;
        };
        if let Some((list, index, length)) = beyond(text, &before, containers) {
            let report = Report::new(&INDEX_OUT_OF_RANGE, Place::value(path)).arg("list", quoted(list));
            check.report(report.arg("index", index).arg("length", length));
        }
        before.push(text);
    }
}

/// The first list of the path that has no such item: its path, the index and its length.
fn beyond<'p>(path: &'p str, before: &[&str], containers: usize) -> Option<(&'p str, usize, usize)> {
    let mut end = 0;
    for (depth, segment) in path.split('.').enumerate() {
        let (key, index) = parse(segment)?;
        let list = &path[..end + key.len()];
        end += segment.len() + 1;
        let rendered = match key {
            "ContainerDefinitions" if depth == 0 => containers,
            _ if NEVER_RENDERED.contains(&key) => 0,
            _ => continue,
        };
        let Some(index) = index.and_then(|index| index.parse::<usize>().ok()) else { continue };
        let replaced = |rule: &&&str| list.starts_with(**rule) && !rule.contains("[-]");
        if before.iter().any(|rule| replaced(&rule)) {
            continue;
        }
        let appended = before.iter().filter(|rule| {
            rule.strip_prefix(list).is_some_and(|rest| rest == "[-]" || rest.starts_with("[-]."))
        });
        let length = rendered + appended.count();
        if index >= length {
            return Some((list, index, length));
        }
    }
    None
}

fn values(check: &mut Check<'_>) {
    for rule in rules(check) {
        let written = check.tree.get(rule.origin.node, "value").is_some();
        if rule.is_map() && !written {
            check.report(Report::new(&VALUE_MISSING, Place::missing_in(rule)));
        }
    }
}
