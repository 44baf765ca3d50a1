//! Pipeline manifests: version, name, and what is no part of them.

use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::interpolate::placeholders;
use crate::manifest::kind::Kind;
use crate::manifest::recognize::Role;
use crate::rules::check::Check;
use crate::rules::document::Document;
use crate::rules::fixes::{Fix, insert};
use crate::rules::lines::line_end;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::sections::document::walk;
use crate::rules::sections::interpolation::{braced, span_in};
use crate::yaml::{NodeData, NodeId, Segment, Span};

pub mod actions;
pub mod cycles;
pub mod keys;
pub mod source;
pub mod stages;

/// The rules of this section.
pub const RULES: &[&Rule] =
    &[&VERSION_MISSING, &VERSION_VALUE, &NAME_LENGTH, &NO_INTERPOLATION, &LEGACY_PATH];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[version, name];

const GOOD: &str = "# Pipeline\nname: main\nversion: 1\n";

/// No version.
pub const VERSION_MISSING: Rule = Rule {
    id: "pipeline.version-missing",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["`version: 1` is missing: Copilot refuses a pipeline without it."],
    doc: "Every pipeline manifest begins with `version: 1`, the version of its format. The samples of Copilot's \
          documentation leave it out and fail.",
    bad: "# Pipeline\n# (no version key)\nname: main\n",
    good: GOOD,
    source: "docs/manifest/pipeline#version; validateVersion in internal/pkg/manifest/pipeline.go",
};

/// Another version.
pub const VERSION_VALUE: Rule = Rule {
    id: "pipeline.version-value",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["The only version of the format is the number 1, without quotes: write `version: 1`."],
    doc: "`version` is the version of the format of the manifest, not of your pipeline. There is only `1`, and it must \
          be a number.",
    bad: "# Pipeline\nversion: 2\n",
    good: GOOD,
    source: "docs/manifest/pipeline#version; validateVersion in internal/pkg/manifest/pipeline.go",
};

/// A name that is too long.
pub const NAME_LENGTH: Rule = Rule {
    id: "pipeline.name-length",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["The name has {length} characters; Copilot takes at most 100."],
    doc: "The name of a pipeline may have at most 100 characters, because names of AWS resources are made from it.",
    bad: "# Pipeline\nname: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n",
    good: GOOD,
    source: "Pipeline.Validate in internal/pkg/manifest/validate.go",
};

/// A variable where none is replaced.
pub const NO_INTERPOLATION: Rule = Rule {
    id: "pipeline.no-interpolation",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["Copilot replaces no variables in a pipeline manifest: {name} stays as it is written."],
    doc: "`${NAME}` is replaced in the manifests of workloads and environments only. A pipeline manifest is read as it \
          stands. In `test_commands` the shell of the build replaces it, which is fine.",
    bad: "# Pipeline\nsource:\n  provider: GitHub\n  properties:\n    branch: ${BRANCH}\n    repository: https://github.com/o/r\n",
    good: "# Pipeline\nsource:\n  provider: GitHub\n  properties:\n    branch: main\n    repository: https://github.com/o/r\n",
    source: "ReadPipelineManifest in internal/pkg/workspace/workspace.go",
};

/// The place before v1.16.
pub const LEGACY_PATH: Rule = Rule {
    id: "pipeline.legacy-path",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &[
        "Since v1.16 pipelines live in `copilot/pipelines/<name>/manifest.yml`; there can be several of them.",
    ],
    doc: "`copilot/pipeline.yml` is where Copilot kept its one pipeline before v1.16. It still works. The new place \
          allows several pipelines, each with a buildspec of its own.",
    bad: "# copilot/pipeline.yml\nname: main\nversion: 1\nsource:\n  provider: GitHub\n  properties:\n    repository: https://github.com/o/r\nstages:\n  - name: test\n",
    good: GOOD,
    source: "legacyPipelineFileName in internal/pkg/workspace/workspace.go; blog release-v116",
};

fn version(check: &mut Check<'_>) {
    if check.kind != Kind::Pipeline || check.writes(check.root(), "version") {
        return;
    }
    let is_written = check.tree.entry(check.root_node(), "version").is_some();
    let title = Phrase::new("Add `version: 1`", "`version: 1` を追加する");
    let fix = insert(check, title, check.root(), "version: 1").filter(|_| !is_written);
    let report = Report::new(&VERSION_MISSING, check.missing(&["version"]));
    check.report(report.fix(fix.map(|fix| Fix { safe: true, ..fix })));
}

fn name(check: &mut Check<'_>) {
    const LONGEST: usize = 100;
    let Some(name) = check.section("name").filter(|_| check.kind == Kind::Pipeline) else { return };
    if let Some(text) = name.text().filter(|text| text.len() > LONGEST) {
        check.report(Report::new(&NAME_LENGTH, Place::value(name)).arg("length", text.len()));
    }
}

/// What is said of the text as it is written.
pub fn once(document: &Document<'_>) -> Vec<Report> {
    let mut reports = Vec::new();
    if document.kind() != Some(Kind::Pipeline) {
        return reports;
    }
    if *document.role == Role::LegacyPipeline && document.decoded.root.is_some() {
        let first_line = Span { start: 0, end: line_end(document.text, 0) };
        reports.push(Report::new(&LEGACY_PATH, Place::written_at(first_line)));
    }
    if let Some(root) = document.tree.root {
        walk(root, document.tree, &mut |id| reports.extend(placeholder(document, id)));
    }
    reports
}

/// Commands of the build and policies have variables of their own.
fn placeholder(document: &Document<'_>, id: NodeId) -> Option<Report> {
    const OWN: [&str; 2] = ["test_commands", "PolicyDocument"];
    let NodeData::Scalar { value, .. } = &document.tree.node(id).data else { return None };
    let found = placeholders(value).next()?;
    let path = document.tree.path(id);
    if path.iter().any(|step| matches!(step, Segment::Key(key) if OWN.contains(key))) {
        return None;
    }
    let name = braced(found.name);
    let span = span_in(document, id, &name, 0);
    let place = Place { span, ..Place::node(id, document.tree) };
    Some(Report::new(&NO_INTERPOLATION, place).arg("name", format!("`{name}`")))
}
