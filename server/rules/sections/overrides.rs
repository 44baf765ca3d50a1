//! The blocks of `environments` as written: nulls and empty texts that do not do what they seem to, and variables
//! of the shell.

use super::variables;
use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::manifest::path::{Path, Segment};
use crate::manifest::shape::{Form, Scalar, Shape};
use crate::manifest::value::Value;
use crate::rules::document::Document;
use crate::rules::fixes::{change_title, edit, empty_text, remove, unsafely};
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::quoted;
use crate::yaml::{Entry, NodeData, NodeId, Resolved, Span, Tree};

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &NULL_DOES_NOT_UNSET,
    &NULL_VARIABLE,
    &NULL_SIDECAR,
    &STATIC_SITE_EMPTY_STRING,
    &PLACEHOLDER,
    &TYPE_ERROR,
];

/// A null over a value.
pub const NULL_DOES_NOT_UNSET: Rule = Rule {
    id: "environments.null-does-not-unset",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "This removes nothing: Copilot keeps the {key} of the base. Write the value that this environment shall have.",
        "An empty {key} changes nothing: Copilot keeps that of the base.",
    ],
    doc: "The block of an environment is laid over the base. It can add and replace, but not remove: a null or an empty \
          section leaves the base as it is. Move the setting from the base to the environments that need it.",
    bad: "# Backend Service\ncount: 2\nenvironments:\n  test:\n    count: null\n",
    good: "# Backend Service\ncount: 2\nenvironments:\n  test:\n    count: 1\n",
    source: "basicTransformer in internal/pkg/manifest/transform.go",
};

/// A null over a variable.
pub const NULL_VARIABLE: Rule = Rule {
    id: "environments.null-variable",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "This does not remove {key}: the variable stays and is empty here. Write `\"\"` if that is meant.",
    ],
    doc: "An environment can't remove a variable of the base. Without a value the variable is still set, to an empty \
          text.",
    bad: "# Backend Service\nvariables:\n  DEBUG: \"1\"\nenvironments:\n  test:\n    variables:\n      DEBUG:\n",
    good: "# Backend Service\nvariables:\n  DEBUG: \"1\"\nenvironments:\n  test:\n    variables:\n      DEBUG: \"0\"\n",
    source: "Variable.Value in internal/pkg/manifest/workload.go",
};

/// A null over a sidecar.
pub const NULL_SIDECAR: Rule = Rule {
    id: "environments.null-sidecar",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["This does not remove the sidecar {key}: Copilot runs that of the base here too."],
    doc: "An environment can't remove a sidecar of the base. Move the sidecar from the base to the environments that \
          need it.",
    bad: "# Backend Service\nsidecars:\n  nginx:\n    image: demo/n:1\nenvironments:\n  test:\n    sidecars:\n      nginx: null\n",
    good: "# Backend Service\nenvironments:\n  test: {}\n  prod:\n    sidecars:\n      nginx:\n        image: demo/n:1\n",
    source: "basicTransformer in internal/pkg/manifest/transform.go",
};

/// An empty text over a text of a static site.
pub const STATIC_SITE_EMPTY_STRING: Rule = Rule {
    id: "environments.static-site-empty-string",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["An empty text removes nothing: Copilot keeps the {key} of the base."],
    doc: "For a Static Site an empty text counts as not given, so it can't clear a value of the base. Move the setting \
          from the base to the environments that need it.",
    bad: "# Static Site\nhttp:\n  alias: www.example.com\nenvironments:\n  test:\n    http:\n      alias: \"\"\n",
    good: "# Static Site\nenvironments:\n  prod:\n    http:\n      alias: www.example.com\n",
    source: "StaticSiteHTTP in internal/pkg/manifest/static_site.go",
};

/// A variable of the shell in a block.
pub const PLACEHOLDER: Rule = Rule {
    id: "environments.placeholder-in-other-env",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "{name} must be set in the shell for every deployment, not only for this environment: Copilot replaces variables in the whole file.",
    ],
    doc: "Copilot replaces `${NAME}` in the whole manifest before it looks at a single environment. A name that is not \
          set in the shell stops the deployment to all of them.",
    bad: "# Backend Service\nenvironments:\n  prod:\n    variables:\n      RELEASE: ${ONLY_IN_PROD_SHELL}\n",
    good: "# Backend Service\nenvironments:\n  prod:\n    variables:\n      RELEASE: ${COPILOT_ENVIRONMENT_NAME}\n",
    source: "Interpolator.Interpolate in internal/pkg/manifest/interpolate.go",
};

/// A wrong type in a block, where no rule of the section says more.
pub const TYPE_ERROR: Rule = Rule {
    id: "environments.type-error-in-other-env",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{key} must be {expected}, not {found}. Copilot reads all blocks, so this stops the deployment to every environment.",
    ],
    doc: "Copilot decodes the whole manifest, whichever environment it deploys to. A value of a wrong type in one block \
          therefore stops all of them.",
    bad: "# Backend Service\nenvironments:\n  prod:\n    storage:\n      ephemeral: lots\n",
    good: "# Backend Service\nenvironments:\n  prod:\n    storage:\n      ephemeral: 30\n",
    source: "UnmarshalWorkload in internal/pkg/manifest/svc.go",
};

/// What can be said of the blocks against the base.
pub fn check(document: &Document<'_>) -> Vec<Report> {
    let (Some(kind), Some(layers)) = (document.kind(), &document.layers) else { return Vec::new() };
    let mut reports = Vec::new();
    for environment in layers.environments.iter().filter(|environment| environment.block.is_map()) {
        let mut walk = Walk { tree: document.tree, text: document.text, kind, reports: &mut reports };
        let block = &environment.block.origin;
        walk.map(block.node, &block.path, Shape::of(kind), &layers.base);
    }
    reports
}

/// A walk through a block beside the base.
struct Walk<'w> {
    tree: &'w Tree,
    text: &'w str,
    kind: Kind,
    reports: &'w mut Vec<Report>,
}

impl Walk<'_> {
    /// The depth is that of the model.
    fn map(&mut self, node: NodeId, path: &Path, shape: &Shape, base: &Value) {
        for entry in self.tree.entries(node) {
            let broken = self.tree.node(entry.key).broken || self.tree.node(entry.value).broken;
            let Some((key, _)) = self.tree.scalar(entry.key).filter(|_| !broken) else { continue };
            let (Some(field), inner) = (shape.field(key), path.key(key)) else { continue };
            let old = base.get(key);
            if self.is_null(entry.value) {
                self.null(entry, &inner, shape, old);
            } else if let Some(old) = old {
                self.over(entry, &inner, field, old);
            }
        }
    }

    fn null(&mut self, entry: Entry, path: &Path, shape: &Shape, old: Option<&std::sync::Arc<Value>>) {
        let section = path.parent().and_then(Path::last);
        let within = |name: &str| matches!(section, Some(Segment::Key(key)) if &**key == name);
        match (&shape.form, old) {
            (Form::Map { pointer: false, .. }, None) if within("variables") => {
                self.report(&variables::NULL, entry, path);
            }
            (Form::Map { pointer: false, .. }, Some(_)) if within("variables") => {
                self.report(&NULL_VARIABLE, entry, path);
            }
            (Form::Map { pointer: false, .. }, _) | (_, None) => {}
            (_, Some(old)) if old.is_null() => {}
            (Form::Map { .. }, Some(_)) if within("sidecars") => self.report(&NULL_SIDECAR, entry, path),
            _ => self.report(&NULL_DOES_NOT_UNSET, entry, path),
        }
    }

    fn over(&mut self, entry: Entry, path: &Path, field: &Shape, old: &Value) {
        let node = self.tree.node(self.tree.resolve(entry.value));
        match (&node.data, &field.form) {
            (NodeData::Mapping { entries, .. }, Form::Struct { .. } | Form::Map { .. })
                if entries.is_empty() =>
            {
                self.report(&NULL_DOES_NOT_UNSET, entry, path);
                if let Some(last) = self.reports.last_mut() {
                    last.message = 1;
                }
            }
            (NodeData::Mapping { .. }, _) => self.map(entry.value, path, field, old),
            (NodeData::Scalar { value, .. }, Form::Scalar { scalar: Scalar::Str, plain: true })
                if value.is_empty() && self.kind == Kind::StaticSite && old.text() != Some("") =>
            {
                self.report(&STATIC_SITE_EMPTY_STRING, entry, path);
            }
            _ => {}
        }
    }

    fn report(&mut self, rule: &'static Rule, entry: Entry, path: &Path) {
        let key = self.tree.scalar(entry.key).map_or("", |(key, _)| key);
        let span = self.tree.node(entry.key).span;
        let report = Report::new(rule, place(span, path)).arg("key", quoted(key));
        let removal = remove(entry.key, self.tree, self.text);
        // Without a value a variable is an empty text: either that is meant, or the value of the base.
        let value = self.tree.node(entry.value).span;
        let is_variable = rule.id == NULL_VARIABLE.id || rule.id == variables::NULL.id;
        let text = empty_text(value, self.text);
        let empty = is_variable.then(|| unsafely(edit(change_title("\"\""), value, text)));
        self.reports.push(report.arg("name", quoted(key)).fix(empty).fix(removal));
    }

    /// Interpolation writes an empty value of a flow map back as an empty text.
    fn is_null(&self, id: NodeId) -> bool {
        let node = self.tree.node(self.tree.resolve(id));
        let in_flow = || match node.parent.map(|parent| &self.tree.node(parent).data) {
            Some(NodeData::Mapping { flow, .. }) => *flow,
            _ => false,
        };
        let written = node.span.start < node.span.end;
        self.tree.resolved(id) == Some(Resolved::Null) && (written || !in_flow())
    }
}

fn place(span: Span, path: &Path) -> Place {
    Place { span, path: path.clone(), in_override: true, missing: false, merged: false }
}
