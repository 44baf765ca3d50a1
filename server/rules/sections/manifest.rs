//! Name and type: what makes a file a manifest.

use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::manifest::path::Path;
use crate::manifest::recognize::{Recognized, Role};
use crate::nearest::nearest;
use crate::rules::check::Check;
use crate::rules::document::Document;
use crate::rules::fixes::Fix;
use crate::rules::fixes::change_title;
use crate::rules::fixes::{change_to_text, edit, insert};
use crate::rules::lines::line_end;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::sections::workspace::names::{WORKLOAD_DUPLICATE_NAME, namesake};
use crate::rules::words::{any_quoted, quoted};
use crate::yaml::{NodeId, Span, Tree};

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &TYPE_UNKNOWN,
    &TYPE_DOC_TYPO,
    &ENVIRONMENT_TYPE,
    &NAME_MISSING,
    &NAME_DIRECTORY,
    &NAME_FORMAT,
    &NAME_RESERVED,
    &NAME_LENGTH,
    &EMPTY_FILE,
    &ROOT_NOT_MAP,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[name];

/// `type` is none of the seven.
pub const TYPE_UNKNOWN: Rule = Rule {
    id: "manifest.type-unknown",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{value} is no manifest type. Allowed, with exactly this spelling: {allowed}.",
        "`type` is missing: Copilot can't tell what this manifest is. Allowed: {allowed}.",
    ],
    doc: "`type` decides what a manifest describes. Copilot compares it letter by letter: case, hyphens and blanks \
          count. Without it the file is useless.",
    bad: "name: api\ntype: backend service\nimage:\n  build: ./Dockerfile\n",
    good: "name: api\ntype: Backend Service\nimage:\n  build: ./Dockerfile\n",
    source: "UnmarshalWorkload in internal/pkg/manifest/workload.go",
};

/// The misspelling of a sample in Copilot's documentation.
pub const TYPE_DOC_TYPO: Rule = Rule {
    id: "manifest.type-doc-typo",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["{value} is a misspelling from a sample in Copilot's documentation; Copilot refuses it."],
    doc: "A sample on the Backend Service page of Copilot's documentation says `Backend Serivce`. Copied as it \
          stands, the manifest is refused.",
    bad: "name: api\ntype: Backend Serivce\nimage:\n  build: ./Dockerfile\n",
    good: "name: api\ntype: Backend Service\nimage:\n  build: ./Dockerfile\n",
    source: "docs/manifest/backend-service, sample \"Shared file system\"",
};

/// An environment manifest of another type.
pub const ENVIRONMENT_TYPE: Rule = Rule {
    id: "manifest.environment-type",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["A manifest below `copilot/environments/` must have `type: Environment`."],
    doc: "Copilot reads the manifest of an environment from `copilot/environments/<name>/manifest.yml` and refuses \
          any other `type` there.",
    bad: "# copilot/environments/test/manifest.yml\nname: test\ntype: Backend Service\n",
    good: "# copilot/environments/test/manifest.yml\nname: test\ntype: Environment\n",
    source: "ReadEnvironmentManifest in internal/pkg/workspace/workspace.go",
};

/// A workload without a name.
pub const NAME_MISSING: Rule = Rule {
    id: "manifest.name-missing",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["`name` is missing: it must be the name of the directory that holds this file."],
    doc: "Every workload needs a `name`, and it must be that of its directory.",
    bad: "type: Backend Service\nimage:\n  build: ./Dockerfile\n",
    good: "name: api\ntype: Backend Service\nimage:\n  build: ./Dockerfile\n",
    source: "Workload.validate in internal/pkg/manifest/validate.go",
};

/// The name is not that of the directory.
pub const NAME_DIRECTORY: Rule = Rule {
    id: "manifest.name-directory-mismatch",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["{value} differs from the directory {directory}: Copilot refuses to read the manifest."],
    doc: "Copilot compares the `name` of a workload or environment with the name of its directory. One mismatch \
          also breaks the commands that list the whole workspace.",
    bad: "# copilot/frontend/manifest.yml\nname: front-end\ntype: Backend Service\nimage:\n  build: ./Dockerfile\n",
    good: "# copilot/frontend/manifest.yml\nname: frontend\ntype: Backend Service\nimage:\n  build: ./Dockerfile\n",
    source: "manifestNameMatchWithDir in internal/pkg/workspace/workspace.go",
};

/// A name that no resource can have.
pub const NAME_FORMAT: Rule = Rule {
    id: "manifest.name-format",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "{value} can't be a name: it must begin with a lower-case letter and go on with lower-case letters, digits and single hyphens; at least 2 and at most 255 characters.",
    ],
    doc: "Names of workloads and environments become part of the names of AWS resources. Copilot checks them only when \
          it creates the manifest; with a name written later the deployment fails.",
    bad: "# copilot/My_Service/manifest.yml\nname: My_Service\ntype: Worker Service\nimage:\n  build: ./Dockerfile\n",
    good: "# copilot/my-service/manifest.yml\nname: my-service\ntype: Worker Service\nimage:\n  build: ./Dockerfile\n",
    source: "basicNameValidation in internal/pkg/cli/validate.go",
};

/// A name of a directory with another meaning.
pub const NAME_RESERVED: Rule = Rule {
    id: "manifest.name-reserved",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["{value} is a directory of Copilot itself, so no workload should have this name."],
    doc: "`copilot/pipelines` and `copilot/environments` hold the manifests of pipelines and environments. A workload of \
          that name gets in their way.",
    bad: "# copilot/environments/manifest.yml\nname: environments\ntype: Worker Service\nimage:\n  build: ./Dockerfile\n",
    good: "# copilot/api/manifest.yml\nname: api\ntype: Worker Service\nimage:\n  build: ./Dockerfile\n",
    source: "reservedWorkloadNames in internal/pkg/cli/validate.go",
};

/// A name that is too long for App Runner.
pub const NAME_LENGTH: Rule = Rule {
    id: "manifest.name-apprunner-length",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "The name has {length} characters; App Runner takes at most 40, with application and environment before it.",
    ],
    doc: "The service in App Runner is called `<application>-<environment>-<name>`, and that may have at most 40 \
          characters. So a longer name fails in any case, and a somewhat shorter one may fail too.",
    bad: "# copilot/a-very-long-name-for-a-request-driven-service/manifest.yml\nname: a-very-long-name-for-a-request-driven-service\ntype: Request-Driven Web Service\nimage:\n  build: ./Dockerfile\n  port: 80\n",
    good: "# copilot/short-name/manifest.yml\nname: short-name\ntype: Request-Driven Web Service\nimage:\n  build: ./Dockerfile\n  port: 80\n",
    source: "errAppRunnerSvcNameTooLong in internal/pkg/cli/validate.go",
};

/// Nothing in the file.
pub const EMPTY_FILE: Rule = Rule {
    id: "yaml.empty-file",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["The manifest is empty. It needs at least `name` and `type`."],
    doc: "A manifest without content has no `type`, so Copilot can't read it.",
    bad: "# copilot/api/manifest.yml\n",
    good: "# copilot/api/manifest.yml\nname: api\ntype: Backend Service\nimage:\n  build: ./Dockerfile\n",
    source: "UnmarshalWorkload in internal/pkg/manifest/workload.go",
};

/// The root is no map.
pub const ROOT_NOT_MAP: Rule = Rule {
    id: "yaml.root-not-map",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["A manifest must be a map: keys such as `name:` and `type:` at the left margin."],
    doc: "The top level of every manifest is a map of sections. A list or a bare text is refused.",
    bad: "# copilot/api/manifest.yml\n- name: api\n",
    good: "# copilot/api/manifest.yml\nname: api\ntype: Backend Service\nimage:\n  build: ./Dockerfile\n",
    source: "yaml.v3 decode.go",
};

/// What can be said before the kind is known, and of `name` and `type` themselves.
pub fn recognition(document: &Document<'_>) -> Vec<Report> {
    let tree = document.tree;
    let Some(root) = tree.root else {
        let empty = tree.errors.is_empty();
        return empty.then(|| Report::new(&EMPTY_FILE, whole(document.text))).into_iter().collect();
    };
    let mut reports = Vec::new();
    let is_map = matches!(tree.node(tree.resolve(root)).data, crate::yaml::NodeData::Mapping { .. });
    if !is_map {
        let place = Place { span: tree.node(root).span, ..whole(document.text) };
        if tree.errors.is_empty() {
            reports.push(Report::new(&ROOT_NOT_MAP, place));
        }
        return reports;
    }
    if let Recognized::BadType(written) = document.recognized {
        reports.extend(bad_type(written, tree, document.text));
    }
    if let Role::Environment(_) = document.role {
        reports.extend(environment_type(document));
    }
    let mismatch = match document.role {
        Role::Environment(directory) | Role::Workload(directory) => directory_mismatch(document, directory),
        _ => None,
    };
    match mismatch {
        Some(mismatch) => reports.push(mismatch),
        None => reports.extend(name_itself(document)),
    }
    reports
}

/// What is wrong with the name whatever the directory is called.
fn name_itself(document: &Document<'_>) -> Option<Report> {
    const LONGEST_OF_APP_RUNNER: usize = 40;
    let kind = document.kind().filter(|kind| *kind != Kind::Pipeline)?;
    let name = document.decoded.root.as_ref()?.get("name")?;
    let text = name.text().filter(|text| !text.is_empty())?;
    let place = Place::value(name);
    if !is_name(text) {
        return Some(Report::new(&NAME_FORMAT, place).arg("value", quoted(text)));
    }
    if kind.is_workload() && matches!(text, "pipelines" | "environments") {
        return Some(Report::new(&NAME_RESERVED, place).arg("value", quoted(text)));
    }
    let too_long = kind == Kind::RequestDrivenWebService && text.len() > LONGEST_OF_APP_RUNNER;
    too_long.then(|| Report::new(&NAME_LENGTH, place).arg("length", text.len()))
}

/// A workload or an environment may have this name: Copilot's `isCorrectFormat` with the limits of `basicNameValidation`.
pub fn is_name(text: &str) -> bool {
    let signs = |sign: u8| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == b'-';
    (2..=255).contains(&text.len())
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(signs)
        && !text.contains("--")
        && !text.ends_with('-')
}

fn whole(text: &str) -> Place {
    Place::written_at(Span { start: 0, end: line_end(text, 0) })
}

fn bad_type(written: Option<NodeId>, tree: &Tree, text: &str) -> Option<Report> {
    let names = || Kind::ALL.into_iter().filter(|kind| *kind != Kind::Pipeline).map(Kind::name);
    let allowed = any_quoted(names());
    let path = Path::default().key("type");
    let Some((value, node)) = written.and_then(|node| tree.scalar(node).map(|(value, _)| (value, node)))
    else {
        if written.is_some_and(|node| tree.node(node).broken) {
            return None;
        }
        let place = Place { missing: true, path, ..whole(text) };
        let report = Report::new(&TYPE_UNKNOWN, place).message(1).say("allowed", allowed);
        return Some(match misspelt_type(tree) {
            Some(fix) => report.fix(fix),
            None => report,
        });
    };
    if tree.node(node).broken {
        return None;
    }
    let place = Place { span: tree.node(node).span, path, ..whole(text) };
    let rule = if value == "Backend Serivce" { &TYPE_DOC_TYPO } else { &TYPE_UNKNOWN };
    let mut report = Report::new(rule, place).arg("value", quoted(value)).say("allowed", allowed);
    if let Some(name) = nearest(value.trim(), names()) {
        report = report.fix(edit(change_title(name), tree.node(node).span, name));
    }
    Some(report)
}

/// A key at the top that is almost `type`, made right.
fn misspelt_type(tree: &Tree) -> Option<Fix> {
    let entries = tree.entries(tree.root?);
    let almost = |key: &NodeId| tree.scalar(*key).is_some_and(|(text, _)| nearest(text, ["type"]).is_some());
    let key = entries.iter().map(|entry| entry.key).find(almost)?;
    super::unknown_keys::rename(key, "type", tree)
}

fn environment_type(document: &Document<'_>) -> Option<Report> {
    let root = document.decoded.root.as_ref()?;
    let written = root.get("type");
    if written.is_some_and(|value| value.text() == Some(Kind::Environment.name())) {
        return None;
    }
    let place = match written {
        Some(value) => Place::value(value),
        None => Place { missing: true, ..whole(document.text) }.at_key("type"),
    };
    Some(Report::new(&ENVIRONMENT_TYPE, place))
}

fn directory_mismatch(document: &Document<'_>, directory: &str) -> Option<Report> {
    let name = document.decoded.root.as_ref()?.get("name")?;
    let text = name.text().filter(|text| *text != directory)?;
    let fix = change_to_text(name, directory);
    if let Some(other) = namesake(document, text) {
        let report = Report::new(&WORKLOAD_DUPLICATE_NAME, Place::value(name)).arg("other", quoted(&other));
        return Some(report.arg("name", quoted(text)).arg("directory", quoted(directory)).fix(fix));
    }
    let report = Report::new(&NAME_DIRECTORY, Place::value(name));
    Some(report.arg("value", quoted(text)).arg("directory", quoted(directory)).fix(fix))
}

/// Workloads need a name. (Of environments Copilot checks it when it compares it with the directory.)
fn name(check: &mut Check<'_>) {
    if check.kind.is_workload() && check.section("name").is_none() {
        let report = Report::new(&NAME_MISSING, check.missing(&["name"]));
        let fix = check.directory.and_then(|directory| {
            let entry = format!("name: {directory}");
            let title = Phrase::new(format!("Add `{entry}`"), format!("`{entry}` を追加する"));
            let is_written = check.tree.entry(check.root_node(), "name").is_some();
            insert(check, title, check.root(), &entry).filter(|_| !is_written && is_name(directory))
        });
        check.report(report.fix(fix.map(|fix| Fix { safe: true, ..fix })));
    }
}
