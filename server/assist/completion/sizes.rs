//! `cpu` and `memory`: sizes that exist together.

use super::item::{Item, ItemKind};
use super::question::column;
use super::question::{Choice, Question};
use crate::assist::meaning::in_parts;
use crate::finding::Edit;
use crate::rules::sections::task::sizes::{defaults, pairs};
use crate::yaml::{NodeData, Segment, Span, Style};

/// CPU units with the sizes of memory that go with them.
type Pairs = Vec<(i64, Vec<i64>)>;

/// The sizes that go with the other one of the two; `None` where the cursor is at neither.
pub(super) fn complete(question: &Question<'_>) -> Option<Vec<Item>> {
    let (is_cpu, other) = match question.place.effective() {
        [Segment::Key("cpu")] => (true, "memory"),
        [Segment::Key("memory")] => (false, "cpu"),
        _ => return None,
    };
    let check = question.check()?;
    let pairs = pairs(question.kind, check.is_windows());
    if pairs.is_empty() {
        return None;
    }
    let (cpu_default, memory_default) = defaults(question.kind);
    let written = check.at(&[other]).and_then(|value| value.int());
    // Memory follows the CPU; where the CPU comes first, the memory will.
    let wanted = written.or(if is_cpu { None } else { Some(cpu_default) });
    let all = sizes(&pairs, is_cpu, None);
    let fitting = wanted.map(|other| sizes(&pairs, is_cpu, Some(other))).filter(|sizes| !sizes.is_empty());
    let fitting = fitting.unwrap_or(all);
    let default = if is_cpu { cpu_default } else { memory_default };
    let choice = |(rank, size): (usize, &i64)| Choice {
        detail: detail(question, *size, is_cpu, *size == default),
        is_default: *size == default,
        rank,
        ..Choice::new(size.to_string())
    };
    let choices = fitting.iter().enumerate().map(choice);
    let mut items: Vec<Item> = choices.filter_map(|choice| question.value(choice, ItemKind::Value)).collect();
    if let Some(memory) = written.filter(|_| is_cpu) {
        let others = pairs.iter().filter(|(cpu, _)| !fitting.contains(cpu));
        items.extend(others.filter_map(|(cpu, sizes)| with_memory(question, *cpu, nearest(sizes, memory)?)));
    }
    Some(items)
}

/// The sizes of one of the two, rising: all, or those that go with a size of the other.
fn sizes(pairs: &Pairs, is_cpu: bool, other: Option<i64>) -> Vec<i64> {
    let each = pairs.iter().flat_map(|(cpu, sizes)| sizes.iter().map(move |memory| (*cpu, *memory)));
    let pair = each.map(|(cpu, memory)| if is_cpu { (cpu, memory) } else { (memory, cpu) });
    let mut found: Vec<i64> =
        pair.filter(|(_, second)| other.is_none_or(|other| other == *second)).map(|(size, _)| size).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn detail(question: &Question<'_>, size: i64, is_cpu: bool, is_default: bool) -> String {
    let unit = if is_cpu { "vCPU" } else { "GiB" };
    let default = if is_default { question.locale().pick(", default", "、既定値") } else { "" };
    format!("{} {unit}{default}", in_parts(size, 1024))
}

/// The least size that is not smaller, else the largest; the sizes rise.
fn nearest(sizes: &[i64], memory: i64) -> Option<i64> {
    sizes.iter().find(|size| **size >= memory).or(sizes.last()).copied()
}

/// A size of CPU that the present memory does not go with, which changes the memory too.
fn with_memory(question: &Question<'_>, cpu: i64, memory: i64) -> Option<Item> {
    let detail = detail(question, cpu, true, false);
    let detail = format!("{detail}{}memory: {memory}", question.locale().pick(", ", "、"));
    let choice = Choice { detail, rank: 100, ..Choice::new(cpu.to_string()) };
    let mut item = question.value(choice, ItemKind::Value)?;
    // Behind the sizes that fit, rising.
    item.sort = format!("1{cpu:06}");
    let map = question.tree().node(question.probe.node).parent?;
    if let Some(written) = question.tree().get(map, "memory") {
        let node = question.tree().node(written);
        let is_plain = matches!(node.data, NodeData::Scalar { style: Style::Plain, .. });
        let span = original(question, node.span).filter(|_| is_plain && node.parent == Some(map))?;
        item.also.push(Edit { span, text: memory.to_string() });
        return Some(item);
    }
    // It stands in the base only, and this environment gets its own, on the next line.
    let rest = question.source.text[question.probe.word.end..].split(['\r', '\n']).next().unwrap_or_default();
    let key = question.tree().key_of(question.probe.node).filter(|_| !question.probe.in_flow)?;
    if !rest.trim().is_empty() {
        return None;
    }
    let indent = column(&question.probe.text, question.tree(), key);
    let line = |end: &str, indent: usize| format!("{end}{}memory: {memory}", " ".repeat(indent));
    item.snippet =
        Some(format!("{}{}$0", item.edit.text, line("\n", indent.saturating_sub(question.probe.indent))));
    item.edit.text.push_str(&line(question.layout.line_break, indent));
    Some(item)
}

/// A span of the tree with the marker in the text without; `None` for what touches the cursor.
fn original(question: &Question<'_>, span: Span) -> Option<Span> {
    let probe = question.probe;
    if span.end <= probe.word.start {
        return Some(span);
    }
    let added = probe.text.len().checked_sub(question.source.text.len())?;
    let start = span.start.checked_sub(added).filter(|start| *start >= probe.word.end)?;
    Some(Span { start, end: span.end.checked_sub(added)? })
}
