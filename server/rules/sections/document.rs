//! What is said of the text as a whole: syntax, documents, tags, anchors, comments.

use super::interpolation::{self, BAD_ESCAPE};
use crate::finding::{Finding, Origin, Severity};
use crate::locale::Phrase;
use crate::rules::document::Document;
use crate::rules::fixes::{change_title, edit, remove};
use crate::rules::judge::plain_finding;
use crate::rules::lines::{line_break, past_break};
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::settings::Settings;
use crate::workspace::ReadError;
use crate::yaml::{NodeData, NodeId, Span, SyntaxError, Tree};
use std::collections::HashMap;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &SYNTAX,
    &SLASH_COMMENT,
    &UNKNOWN_ANCHOR,
    &MULTI_DOCUMENT,
    &LINE_SEPARATOR,
    &CUSTOM_TAG,
    &DUPLICATE_IN_UNKNOWN,
    &UNUSED_SUPPRESSION,
    &UNREADABLE,
];

/// The text is no YAML.
pub const SYNTAX: Rule = Rule {
    id: "yaml.syntax",
    severity: Severity::Error,
    origin: Origin::Yaml,
    messages: &["{problem}"],
    doc: "Copilot can't read a file that is no YAML, and says so with the line of its own copy of the text. Frequent \
          reasons: a tab in the indentation, a missing blank after a colon, an open quote or bracket.",
    bad: "# Backend Service\nvariables:\n\tA: \"1\"\n",
    good: "# Backend Service\nvariables:\n  A: \"1\"\n",
    source: "yaml.v3; YAML 1.2 specification",
};

/// `//` is no comment.
pub const SLASH_COMMENT: Rule = Rule {
    id: "yaml.slash-comment",
    severity: Severity::Error,
    origin: Origin::Yaml,
    messages: &["`//` begins no comment in YAML: write `#`."],
    doc: "Some samples of Copilot's documentation carry `//` comments. YAML knows only `#`, so such a line is \
          refused or becomes part of a value.",
    bad: "# Backend Service\n// resources\ncpu: 256\n",
    good: "# Backend Service\n# resources\ncpu: 256\n",
    source: "docs/include/storage, sample; YAML 1.2 specification, comments",
};

/// An alias without its anchor.
pub const UNKNOWN_ANCHOR: Rule = Rule {
    id: "yaml.unknown-anchor",
    severity: Severity::Error,
    origin: Origin::Yaml,
    messages: &["There is no anchor `&{name}` before this alias: Copilot can't read the file."],
    doc: "`*name` repeats the value that is marked with `&name` further up in the same file.",
    bad: "# Backend Service\nvariables: *common\n",
    good: "# Backend Service\nx-common: &common\n  A: \"1\"\nvariables: *common\n",
    source: "yaml.v3; YAML 1.2 specification, alias nodes",
};

/// More than one document.
pub const MULTI_DOCUMENT: Rule = Rule {
    id: "yaml.multi-document",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "Copilot reads only the first document of a file: everything from this `---` on is ignored.",
        "This line is indented less than the first one: Copilot takes it for a new document and ignores everything \
         from here on. Indent both alike.",
    ],
    doc: "A line `---` begins a new YAML document. Copilot reads the first one and ignores the others. A line that is \
          indented less than the first key of the file ends the document too; where `name`, `type` or `version` stand \
          behind it, Copilot refuses the manifest.",
    bad: "# Backend Service\ncpu: 256\n---\nmemory: 1024\n",
    good: "# Backend Service\ncpu: 256\nmemory: 1024\n",
    source: "yaml.v3, Unmarshal",
};

/// A line break that no editor shows.
pub const LINE_SEPARATOR: Rule = Rule {
    id: "yaml.line-separator",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "The invisible character {code} ends the line for Copilot, also behind a `#`. Write a line break, or remove it.",
    ],
    doc: "The characters U+0085, U+2028 and U+2029 come along when text is copied from a page or a chat. Copilot's YAML \
          library takes them for line breaks where they do not stand in quotes: what follows is a new line to Copilot, \
          while the editor shows one line.",
    bad: "# Backend Service\n# two tasks\u{2028}count: 2\n",
    good: "# Backend Service\n# two tasks\ncount: 2\n",
    source: "yaml.v3 yamlprivateh.go, is_break",
};

/// A tag of CloudFormation.
pub const CUSTOM_TAG: Rule = Rule {
    id: "yaml.custom-tag",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "Tags such as `{tag}` mean nothing in a manifest: Copilot uses the text behind it as it stands.",
    ],
    doc: "`!Ref`, `!Sub` and their like belong to CloudFormation templates, for example in `addons/`. In a manifest \
          the tag is ignored. To use a value of another stack, write `from_cfn`.",
    bad: "# Backend Service\nvariables:\n  TABLE: !Ref Table\n",
    good: "# Backend Service\nvariables:\n  TABLE:\n    from_cfn: shop-test-TableName\n",
    source: "yaml.v3, resolve.go",
};

/// A duplicate key where Copilot does not look.
pub const DUPLICATE_IN_UNKNOWN: Rule = Rule {
    id: "yaml.duplicate-key-unknown-section",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "The key `{key}` stands twice in this map. Copilot ignores the section, so nobody else will say so.",
        "The key `{key}` stands twice in this map. Copilot passes the policy on without looking at it. Keep one of them.",
    ],
    doc: "Inside a section that Copilot does not know a duplicate key goes unnoticed. If the section holds anchors, \
          only one of the two values is used.",
    bad: "# Backend Service\nx-common:\n  a: 1\n  a: 2\n",
    good: "# Backend Service\nx-common:\n  a: 1\n  b: 2\n",
    source: "yaml.v3 decode.go",
};

/// A suppression without effect.
pub const UNUSED_SUPPRESSION: Rule = Rule {
    id: "suppression.unused",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["This comment suppresses nothing: no such finding stands on its line. Remove it."],
    doc: "`# copilot-manifest-ls: ignore[rule.id] reason` hides a finding on its own line, or on the next line when \
          it stands alone. When the finding is gone, the comment should go too.",
    bad: "# Backend Service\ncpu: 256 # copilot-manifest-ls: ignore[task.cpu-invalid]\n",
    good: "# Backend Service\ncpu: 256\n",
    source: "copilot-manifest-ls",
};

/// A file that can't be read: reported by whoever reads files.
pub const UNREADABLE: Rule = Rule {
    id: "file.unreadable",
    severity: Severity::Error,
    origin: Origin::Yaml,
    messages: &["{problem}"],
    doc: "A manifest must be a readable file of UTF-8 text. A directory in its place, a broken link, missing rights, \
          another encoding or an enormous size stop Copilot, and this checker too; the other files are still checked.",
    bad: "# copilot/api/manifest.yml is saved as ISO-8859-1\nname: api\n",
    good: "# copilot/api/manifest.yml is saved as UTF-8\nname: api\n",
    source: "ReadWorkloadManifest in internal/pkg/workspace/workspace.go; yaml.v3 readerc.go",
};

/// Says why a file can't be read; `None` where the settings turn that off, and for a link that is not followed though
/// Copilot does.
pub fn unreadable(error: &ReadError, settings: &Settings) -> Option<Finding> {
    let report = Report::new(&UNREADABLE, Place::written_at(Span::default())).say("problem", error.phrase());
    plain_finding(report, settings).filter(|_| *error != ReadError::Outside)
}

/// The syntax errors of a text.
pub fn syntax(tree: &Tree, text: &str) -> Vec<Report> {
    let quote = text.find('"').unwrap_or(text.len());
    // There may be as many errors as characters, all in one line: what stands before an error is looked through once.
    let (mut seen, mut comment) = (0, slashes(text, 0));
    let mut reports = Vec::with_capacity(tree.errors.len());
    for SyntaxError { span, message } in &tree.errors {
        let between = text.get(seen..span.start).unwrap_or_default();
        if let Some(at) = between.rfind(['\n', '\r']) {
            comment = slashes(text, seen + at + 1);
        }
        seen = seen.max(span.start);
        let (rule, fix) = if let Some(escape) = interpolation::bad_escape(*span, text, quote) {
            (&BAD_ESCAPE, Some(interpolation::doubled_backslash(escape)))
        } else if let Some(slashes) = comment {
            // Comments of other languages have a rule of their own.
            (&SLASH_COMMENT, Some(edit(change_title("#"), slashes, "#")))
        } else {
            (&SYNTAX, None)
        };
        let report = Report::new(rule, Place::written_at(*span)).say("problem", message.clone());
        reports.push(report.fix(fix));
    }
    reports
}

/// The `//` that begins a line.
fn slashes(text: &str, line: usize) -> Option<Span> {
    let content = text.get(line..)?.trim_start_matches([' ', '\t']);
    let start = text.len() - content.len();
    content.starts_with("//").then_some(Span { start, end: start + 2 })
}

/// Everything else about the text as a whole.
pub fn check(document: &Document<'_>) -> Vec<Report> {
    let tree = document.tree;
    let mut reports = Vec::new();
    reports.extend(tree.later_documents.first().map(|span| later_document(document, *span)));
    reports.extend(separators(document));
    if let Some(root) = tree.root {
        walk(root, tree, &mut |id| nodes(id, tree, &mut reports));
    }
    for unknown in &document.decoded.unknown {
        walk(unknown.value, tree, &mut |id| duplicates(id, (tree, document.text), 0, &mut reports));
    }
    let policy = document.decoded.root.as_ref();
    if let Some(policy) = policy.and_then(|root| root.at(&["build", "additional_policy", "PolicyDocument"])) {
        walk(policy.origin.node, tree, &mut |id| duplicates(id, (tree, document.text), 1, &mut reports));
    }
    reports
}

fn separators(document: &Document<'_>) -> impl Iterator<Item = Report> {
    let text = document.text;
    let separators = &document.tree.separators;
    // Looked for in the whole text, so only once.
    let written = if separators.is_empty() { "\n" } else { line_break(text) };
    separators.iter().map(move |span| {
        let code = text.get(span.start..span.end).and_then(|text| text.chars().next()).map_or(0, u32::from);
        let ends_line = past_break(text, span.end) > span.end || span.end == text.len();
        let title = Phrase::new("Write a line break", "改行に置き換える");
        let fix = edit(title, *span, if ends_line { "" } else { written });
        let report = Report::new(&LINE_SEPARATOR, Place::written_at(*span));
        report.arg("code", format!("U+{code:04X}")).fix(fix)
    })
}

fn later_document(document: &Document<'_>, span: Span) -> Report {
    let mut report = Report::new(&MULTI_DOCUMENT, Place::written_at(span));
    if document.text.get(span.start..).is_some_and(|text| text.starts_with("---")) {
        return report;
    }
    let tree = document.tree;
    let behind = |key: &str| {
        let entry = tree.root.and_then(|root| tree.entry(root, key));
        entry.is_some_and(|entry| tree.node(entry.key).span.start >= span.start)
    };
    if ["name", "type", "version"].iter().any(|key| behind(key)) {
        (report.severity, report.origin) = (Severity::Error, Origin::Yaml);
    }
    report.message(1)
}

fn nodes(id: NodeId, tree: &Tree, reports: &mut Vec<Report>) {
    let node = tree.node(id);
    if let NodeData::Alias { name, target: None } = &node.data {
        reports.push(Report::new(&UNKNOWN_ANCHOR, Place::node(id, tree)).arg("name", name));
    }
    let custom = node.tag().filter(|tag| tag.starts_with('!') && *tag != "!");
    if let Some(tag) = custom {
        reports.push(Report::new(&CUSTOM_TAG, Place::node(id, tree)).arg("tag", tag));
    }
}

fn duplicates(id: NodeId, (tree, text): (&Tree, &str), message: usize, reports: &mut Vec<Report>) {
    let NodeData::Mapping { entries, .. } = &tree.node(id).data else { return };
    let mut seen: HashMap<&str, NodeId> = HashMap::new();
    for entry in entries {
        let Some((key, _)) = tree.scalar(entry.key) else { continue };
        if let Some(first) = seen.insert(key, entry.key) {
            let place = Place::node(entry.key, tree);
            let mut report = Report::new(&DUPLICATE_IN_UNKNOWN, place).message(message).arg("key", key);
            report
                .related
                .push((tree.node(first).span, Phrase::new("first written here", "最初に書かれた場所")));
            reports.push(report.fix(remove(entry.key, tree, text)));
        }
    }
}

/// Visits a node and all below it, keys included, without following aliases.
pub fn walk(root: NodeId, tree: &Tree, visit: &mut impl FnMut(NodeId)) {
    let mut stack = vec![root];
    while let Some(id) = stack.pop() {
        visit(id);
        match &tree.node(id).data {
            NodeData::Mapping { entries, .. } => {
                stack.extend(entries.iter().flat_map(|entry| [entry.value, entry.key]));
            }
            NodeData::Sequence { items, .. } => stack.extend(items),
            _ => {}
        }
    }
}
