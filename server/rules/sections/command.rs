//! `entrypoint` and `command`.

use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use crate::manifest::path::Segment;
use crate::manifest::shell_words;
use crate::manifest::value::{Data, Value};
use crate::rules::check::Check;
use crate::rules::fixes::{Fix, remove_value, replace, unsafely};
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::quoted;
use crate::yaml::{NodeData, Tree};
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] =
    &[&SHAPE, &RDWS_LIST, &UNBALANCED_QUOTE, &NO_SHELL, &ITEM_NOT_QUOTED_IN_TEMPLATE, &EMPTY_LIST];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[commands, app_runner];

/// Neither a text nor a list.
pub const SHAPE: Rule = Rule {
    id: "command.shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{key} must be a text or a list of texts, not {found}: Copilot refuses the manifest.",
        "{key} must be a text or a list of texts, not {found}: Copilot drops it without a word.",
    ],
    doc: "`entrypoint` and `command` are a text, which Copilot splits into words, or a list of words.",
    bad: "# Backend Service\ncommand:\n  run: server\n",
    good: "# Backend Service\ncommand: [\"run\", \"server\"]\n",
    source: "CommandOverride.UnmarshalYAML in internal/pkg/manifest/workload.go",
};

/// A list for App Runner.
pub const RDWS_LIST: Rule = Rule {
    id: "command.rdws-list",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "In a Request-Driven Web Service `command` must be one text, not {found}: Copilot refuses the manifest.",
    ],
    doc: "App Runner takes its start command as one text.",
    bad: "# Request-Driven Web Service\ncommand: [\"node\", \"server.js\"]\n",
    good: "# Request-Driven Web Service\ncommand: node server.js\n",
    source: "RequestDrivenWebServiceConfig in internal/pkg/manifest/rd_web_svc.go",
};

/// A quote without its end.
pub const UNBALANCED_QUOTE: Rule = Rule {
    id: "command.unbalanced-quote",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "A quote or a backslash in {key} has no end: Copilot can't split it into words when it deploys.",
    ],
    doc: "Copilot splits the text form into words as a shell does. A quote that is never closed, or a backslash at the \
          end, stops it when it renders the template.",
    bad: "# Backend Service\ncommand: sh -c 'echo hi\n",
    good: "# Backend Service\ncommand: sh -c 'echo hi'\n",
    source: "toStringSlice in internal/pkg/manifest/workload.go",
};

/// What only a shell does.
pub const NO_SHELL: Rule = Rule {
    id: "command.no-shell",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &["No shell runs this {key}: {word} is passed on as it stands. Wrap it: `sh -c \"...\"`."],
    doc: "Copilot only splits the text into words. Pipes, `&&`, redirections and variables of the shell need a shell, \
          and the first word must be that shell. Words such as `&&` even break the template.",
    bad: "# Backend Service\ncommand: npm run migrate && npm start\n",
    good: "# Backend Service\ncommand: sh -c \"npm run migrate && npm start\"\n",
    source: "toStringSlice in internal/pkg/manifest/workload.go",
};

/// A word that is something else in YAML.
pub const ITEM_NOT_QUOTED_IN_TEMPLATE: Rule = Rule {
    id: "command.item-not-quoted-in-template",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "Copilot writes {value} into the CloudFormation template without quotes, where YAML reads something else. Move \
         it into a script.",
    ],
    doc: "The words of `entrypoint` and `command` stand in the template as they are. Text with `: ` or ` #`, several \
          lines, or a first character such as `*`, `&`, `[` or `{` is cut, becomes a map, or breaks the template.",
    bad: "# Backend Service\ncommand: [\"sh\", \"-c\", \"echo status: up\"]\n",
    good: "# Backend Service\ncommand: [\"sh\", \"-c\", \"echo status=up\"]\n",
    source: "templates/workloads/partials/cf/image-overrides.yml",
};

/// A list of nothing.
pub const EMPTY_LIST: Rule = Rule {
    id: "command.empty-list",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &["An empty {key} changes nothing: the image's own is used. Remove it."],
    doc: "For an empty list Copilot renders nothing, so the image keeps its own command. It is of use in an environment \
          only, to remove the command of the base.",
    bad: "# Backend Service\ncommand: []\n",
    good: "# Backend Service\ncommand: [\"node\", \"server.js\"]\n",
    source: "templates/workloads/partials/cf/image-overrides.yml",
};

/// The main container has both keys at the top level.
fn commands(check: &mut Check<'_>) {
    if !check.kind.is_ecs() {
        return;
    }
    let sidecars: Vec<&Arc<Value>> = check.sidecars().map(|(_, sidecar)| sidecar).collect();
    for key in ["entrypoint", "command"] {
        let values = check.section(key).into_iter().chain(sidecars.iter().filter_map(|it| it.get(key)));
        for value in values.filter(|value| !value.zeroed) {
            match &value.data {
                Data::List(items) if items.is_empty() => empty(check, key, value),
                Data::List(items) => items.iter().for_each(|item| plain_item(check, item)),
                Data::Str(text) => line(check, key, value, text),
                _ => {}
            }
        }
    }
}

/// The base has something in the place of this override.
fn removes(check: &Check<'_>, value: &Value) -> bool {
    let segments = value.origin.path.segments();
    let keys = segments[2..].iter().map(|segment| match segment {
        Segment::Key(key) => Some(&**key),
        Segment::Index(_) => None,
    });
    let keys: Option<Vec<&str>> = keys.collect();
    let layers = check.document.layers.as_ref();
    let base = layers.zip(keys).and_then(|(layers, keys)| layers.base.at(&keys));
    base.is_some_and(|base| !matches!(&base.data, Data::List(items) if items.is_empty()))
}

/// An environment removes the command of the base with an empty list.
fn empty(check: &mut Check<'_>, key: &str, value: &Arc<Value>) {
    if !value.origin.in_override || !removes(check, value) {
        let report = Report::new(&EMPTY_LIST, Place::value(value)).arg("key", quoted(key));
        check.report(report.fix(remove_value(check, value).map(|fix| Fix { safe: true, ..fix })));
    }
}

fn plain_item(check: &mut Check<'_>, item: &Arc<Value>) {
    if let Some(text) = item.text().filter(|text| !is_plain(text, "- ")) {
        let report = Report::new(&ITEM_NOT_QUOTED_IN_TEMPLATE, Place::value(item));
        check.report(report.arg("value", quoted(text)));
    }
}

fn line(check: &mut Check<'_>, key: &str, value: &Arc<Value>, text: &str) {
    let Some(words) = shell_words::split(text) else {
        if !value.unknown {
            check.report(Report::new(&UNBALANCED_QUOTE, Place::value(value)).arg("key", quoted(key)));
        }
        return;
    };
    if let Some(word) = word_for_a_shell(&words) {
        let report = Report::new(&NO_SHELL, Place::value(value));
        let report = report.arg("key", quoted(key)).arg("word", quoted(word));
        let list = serde_json::to_string(text).ok().map(|line| format!("[\"sh\", \"-c\", {line}]"));
        let title = || Phrase::new("Run it in a shell: `sh -c`", "シェルで実行する: `sh -c`");
        check.report(report.fix(list.map(|list| unsafely(replace(title(), value, list)))));
        return;
    }
    if let Some(word) = words.iter().find(|word| !word.contains("${") && !is_plain(word, "- ")) {
        let report = Report::new(&ITEM_NOT_QUOTED_IN_TEMPLATE, Place::value(value));
        check.report(report.arg("value", quoted(word)));
    }
}

/// The first word that means something to a shell only, where no shell is started.
fn word_for_a_shell(words: &[String]) -> Option<&str> {
    const OPERATORS: [&str; 10] = ["&&", "||", "|", "&", ";", ">", ">>", "<", "2>", "2>&1"];
    let is_shell = |pair: &[String]| {
        let name = pair[0].rsplit('/').next().unwrap_or_default();
        matches!(name, "sh" | "bash" | "ash" | "dash" | "zsh") && pair[1].starts_with('-')
    };
    if words.windows(2).any(is_shell) {
        return None;
    }
    let is_operator = |word: &&String| OPERATORS.contains(&word.as_str()) || names_variable(word);
    words.iter().find(is_operator).map(String::as_str)
}

/// `$NAME` or `$(...)`; `${NAME}` is Copilot's own.
fn names_variable(word: &str) -> bool {
    word.split('$')
        .skip(1)
        .any(|after| after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '(')))
}

fn app_runner(check: &mut Check<'_>) {
    if check.kind != Kind::RequestDrivenWebService {
        return;
    }
    let tags = check.entries(&["tags"]).map(|(_, value)| value);
    for value in check.at(&["command"]).into_iter().chain(tags).filter(|value| !value.zeroed) {
        if let Some(text) = value.text().filter(|text| !text.is_empty() && !is_plain(text, "v: ")) {
            let report = Report::new(&ITEM_NOT_QUOTED_IN_TEMPLATE, Place::value(value));
            check.report(report.arg("value", quoted(text)));
        }
    }
}

/// Does YAML read the bare text behind this prefix as the text that it is?
fn is_plain(text: &str, prefix: &str) -> bool {
    let is_safe = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'/' | b'.' | b'=' | b'+');
    if !text.is_empty() && text.bytes().all(is_safe) {
        return true;
    }
    let line = format!("{prefix}{text}\n");
    let tree = Tree::parse(&line);
    let Some(root) = tree.root.filter(|_| tree.errors.is_empty()) else { return false };
    let value = match &tree.node(root).data {
        NodeData::Sequence { items, .. } if items.len() == 1 => items.first().copied(),
        NodeData::Mapping { entries, .. } if entries.len() == 1 => entries.first().map(|entry| entry.value),
        _ => None,
    };
    let read = value.and_then(|value| tree.scalar(value));
    read.is_some_and(|(read, _)| read == text.trim() && tree.comments.is_empty())
}
