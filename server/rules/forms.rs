//! Mistakes of form, as the decoder found them, in words that say what is allowed.

use super::fixes::remove;
use super::form_fixes::{self, is_quoted, takes};
use super::registry;
use super::report::{Place, Report};
use super::rule::Rule;
use super::sections::http::form::of_lost_restriction;
use super::sections::legacy::TEMPLATE_BRACES;
use super::sections::{deployment, overrides, schema as generic, variables};
use super::words::{any_of, quoted};
use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::decode::{Outcome, Problem, What};
use crate::manifest::path::Segment;
use crate::manifest::shape::{Scalar, Shape};
use crate::rules::words::any_quoted;
use crate::yaml::{NodeData, NodeId, Resolved, Tree, resolve};

/// The report of one problem of the decoder.
pub fn report(problem: &Problem, tree: &Tree, text: &str) -> Report {
    let node = tree.node(problem.node);
    let place = Place {
        span: if node.span.start == node.span.end { key_span(problem.node, tree) } else { node.span },
        path: problem.path.clone(),
        in_override: problem.path.in_environment(),
        missing: false,
        merged: false,
    };
    let (mut rule, mut message) = rule(problem, tree);
    if rule.id == generic::TYPE.id && is_section_as_environment(problem) {
        message = 6;
    }
    if place.in_override && rule.id == generic::TYPE.id && message == 0 {
        rule = &overrides::TYPE_ERROR;
    }
    let rule = deployment::of_slash_comment(rule, tree.scalar(problem.node).map_or("", |(text, _)| text));
    let mut report = Report::new(rule, place).message(message);
    report = report
        .say("key", key(problem))
        .say("found", found(problem.node, tree))
        .say("expected", problem.shape.expected());
    if let What::DuplicateKey(first) = problem.what {
        report.related.push((tree.node(first).span, Phrase::new("first written here", "最初に書かれた場所")));
        report.fixes.extend(remove(problem.node, tree, text));
    } else {
        let known = known(&problem.shape);
        report = report.say("known", any_of(&known)).say("needed", needed(&known));
    }
    (report.severity, report.origin) = match problem.outcome {
        Outcome::Dropped => (Severity::Warning, Origin::Style),
        Outcome::Refused | Outcome::RefusedHard => (Severity::Error, Origin::Copilot),
    };
    if let Some(export) = empty_export(problem, tree) {
        report.rule = &variables::FROM_CFN_NULL;
        report.message = 0;
        report.place.span = key_span(export, tree);
        report.place.path = report.place.path.key("from_cfn");
    }
    if problem.what == What::Type {
        report.fixes.extend(form_fixes::fix(report.rule, problem, (tree, text)));
    }
    report
}

/// A section directly in `environments`, where Copilot takes it for the name of an environment.
fn is_section_as_environment(problem: &Problem) -> bool {
    match problem.path.segments().as_slice() {
        [Segment::Key(first), Segment::Key(name)] => {
            &**first == "environments" && problem.shape.field(name).is_some()
        }
        _ => false,
    }
}

/// A `from_cfn` without a value, the only known key of a map that Copilot can't read because of it.
fn empty_export(problem: &Problem, tree: &Tree) -> Option<NodeId> {
    problem.shape.field("from_cfn").filter(|_| problem.what == What::NothingKnown)?;
    tree.get(problem.node, "from_cfn")
}

fn key_span(node: NodeId, tree: &Tree) -> crate::yaml::Span {
    tree.key_of(node).map_or(tree.node(node).span, |key| tree.node(key).span)
}

/// The rule and which of its messages: 0 where Copilot refuses, 1 where it drops the value, 2 where no key is known.
fn rule(problem: &Problem, tree: &Tree) -> (&'static Rule, usize) {
    let dropped = usize::from(problem.outcome == Outcome::Dropped);
    if is_template(problem.node, tree) {
        return (&TEMPLATE_BRACES, dropped);
    }
    let by_model = |keyword: &str| problem.shape.rule(keyword).and_then(registry::find);
    match problem.what {
        What::DuplicateKey(_) => (&generic::DUPLICATE_KEY, dropped),
        What::Interpolated => (&generic::NON_STRING_FIELD, dropped),
        What::Merge => (&generic::TYPE, 3),
        What::TooMuch => (&generic::TYPE, 4),
        What::NothingKnown => {
            (by_model("type").filter(|rule| rule.messages.len() > 2).unwrap_or(&generic::TYPE), 2)
        }
        What::JsonList => by_model("list").map_or((&generic::TYPE, 5), |rule| (rule, 0)),
        What::Type => {
            if let Some(rule) = by_model("empty").filter(|_| is_empty_text(problem.node, tree)) {
                return (rule, 0);
            }
            if let Some(danger) = of_lost_restriction(&problem.path).filter(|_| dropped == 1) {
                return danger;
            }
            let other =
                if is_quoted_number(problem, tree) { &generic::QUOTED_NUMBER } else { &generic::TYPE };
            let by_type = by_model("type").filter(|rule| rule.messages.len() > dropped);
            let rule = if dropped == 1 { by_model("dropped").or(by_type) } else { by_type };
            (rule.unwrap_or(other), dropped)
        }
    }
}

fn is_empty_text(node: NodeId, tree: &Tree) -> bool {
    tree.scalar(node).is_some_and(|(text, _)| text.is_empty())
}

/// `{{ name }}`: a flow map with a flow map as its key, of which the problem is either.
fn is_template(node: NodeId, tree: &Tree) -> bool {
    let is_flow_map = |id: NodeId| matches!(tree.node(id).data, NodeData::Mapping { flow: true, .. });
    let doubled = |id: NodeId| match &tree.node(id).data {
        NodeData::Mapping { entries, flow: true } => entries.iter().any(|entry| is_flow_map(entry.key)),
        _ => false,
    };
    doubled(node) || (is_flow_map(node) && tree.node(node).parent.is_some_and(doubled))
}

/// The last key of the path, with the indexes behind it: `certificates[0]`.
fn key(problem: &Problem) -> Phrase {
    let mut indexes = String::new();
    for segment in problem.path.segments().iter().rev() {
        match segment {
            Segment::Key(key) => return Phrase::same(quoted(&format!("{key}{indexes}"))),
            Segment::Index(index) => indexes.insert_str(0, &format!("[{index}]")),
        }
    }
    Phrase::new("the manifest", "マニフェスト")
}

fn known(shape: &Shape) -> Vec<&str> {
    shape.fields().into_iter().flatten().map(|(name, _)| name.as_str()).collect()
}

/// What a map can't do without, of which Copilot knows no key.
fn needed(known: &[&str]) -> Phrase {
    let words = any_quoted(known.iter().copied());
    if known.len() == 1 {
        return words;
    }
    words.map(|locale, words| locale.pick(format!("at least one of {words}"), format!("{words} のいずれか")))
}

/// What stands there, in words.
fn found(node: NodeId, tree: &Tree) -> Phrase {
    let node = tree.node(tree.resolve(node));
    match &node.data {
        NodeData::Mapping { .. } => Phrase::new("a map", "マップ"),
        NodeData::Sequence { .. } => Phrase::new("a list", "リスト"),
        NodeData::Alias { name, .. } => {
            Phrase::new(format!("the alias `*{name}`"), format!("エイリアス `*{name}`"))
        }
        NodeData::Scalar { value, style } => match resolve(value, *style, node.tag()) {
            Resolved::UInt(_) => too_large(value),
            Resolved::Int(_) | Resolved::Float(_) => number(value),
            Resolved::Bool(on) => Phrase::same(on),
            Resolved::Null => Phrase::new("nothing", "空の値"),
            _ if value.is_empty() => Phrase::new("an empty text", "空の文字列"),
            _ if is_quoted(*style) => Phrase::new(
                format!("the text {} in quotes", quoted(value)),
                format!("引用符付きの文字列 {}", quoted(value)),
            ),
            _ => Phrase::new(format!("the text {}", quoted(value)), format!("文字列 {}", quoted(value))),
        },
    }
}

fn number(text: &str) -> Phrase {
    const LONGEST: usize = 18;
    if text.len() > LONGEST && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return too_large(text);
    }
    Phrase::new(format!("the number {text}"), format!("数値 {text}"))
}

fn too_large(text: &str) -> Phrase {
    Phrase::new(format!("the number {text}, which is too large"), format!("大きすぎる数値 {text}"))
}

fn is_quoted_number(problem: &Problem, tree: &Tree) -> bool {
    let Some((text, style)) = tree.scalar(problem.node) else { return false };
    let quoted = is_quoted(style);
    let number = [Scalar::Int, Scalar::Uint16, Scalar::Uint32, Scalar::Float];
    quoted && text.parse::<f64>().is_ok() && number.into_iter().any(|scalar| takes(&problem.shape, scalar))
}
