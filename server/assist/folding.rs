//! What can be folded: blocks, brackets, texts over several lines, comments and regions.

use super::spans::{Lines, full, items};
use crate::locale::Locale;
use crate::manifest::source::Source;
use crate::yaml::{NodeData, NodeId, Span, Style, Tree};

/// The keys that a folded map shows.
const SHOWN_KEYS: usize = 3;

/// Why something can be folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoldKind {
    /// It is a value over several lines.
    Value,
    /// It is a comment over several lines.
    Comment,
    /// It stands between `#region` and `#endregion`.
    Region,
}

/// What disappears when it is folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fold {
    /// From the end of the line that stays to the end of the last line with content, or to the closing bracket.
    pub span: Span,
    /// Why.
    pub kind: FoldKind,
    /// How many others it lies in.
    pub depth: usize,
    /// What may be shown in its place; empty where the editor knows best.
    pub summary: String,
}

/// All of them in source order, an outer one before those that it holds.
pub(super) fn folds(source: &Source, locale: Locale) -> Vec<Fold> {
    let (text, tree) = (&source.text, source.tree());
    let folding = Folding { text, tree, lines: Lines::new(text), locale };
    let mut folds: Vec<Fold> = folding.values();
    folds.extend(folding.comments());
    folds.sort_by_key(|fold| (fold.span.start, std::cmp::Reverse(fold.span.end)));
    folds.dedup_by_key(|fold| fold.span);
    nested(folds)
}

/// Counts how deep each lies; one that crosses another, as a region can, is left out.
fn nested(folds: Vec<Fold>) -> Vec<Fold> {
    let mut open: Vec<usize> = Vec::new();
    let mut kept = Vec::with_capacity(folds.len());
    for fold in folds {
        while open.last().is_some_and(|end| *end <= fold.span.start) {
            open.pop();
        }
        if open.last().is_none_or(|end| fold.span.end <= *end) {
            let (depth, end) = (open.len(), fold.span.end);
            kept.push(Fold { depth, ..fold });
            open.push(end);
        }
    }
    kept
}

struct Folding<'t> {
    text: &'t str,
    tree: &'t Tree,
    lines: Lines<'t>,
    locale: Locale,
}

impl Folding<'_> {
    /// Each value is reached from the collection that holds it, which knows where its head stands.
    fn values(&self) -> Vec<Fold> {
        let mut folds = Vec::new();
        for id in self.tree.ids() {
            match &self.tree.node(id).data {
                NodeData::Mapping { entries, .. } => {
                    for entry in entries {
                        folds.extend(self.inline(entry.key));
                        folds.extend(self.value(self.tree.node(entry.key).span.end, entry.value));
                    }
                }
                NodeData::Sequence { items: ids, .. } => {
                    let heads = items(self.text, self.tree, id);
                    let each = ids.iter().zip(heads);
                    folds.extend(each.filter_map(|(id, head)| self.value(head.start, *id)));
                }
                _ => {}
            }
        }
        folds.extend(self.tree.root.and_then(|root| self.inline(root)));
        folds
    }

    /// A value below or beside its head: the key or the dash that ends at or begins with `head`.
    fn value(&self, head: usize, id: NodeId) -> Option<Fold> {
        self.inline(id).or_else(|| {
            if self.is_flow(id) {
                return None;
            }
            let start = self.lines.end(head);
            let end = full(self.tree, id).end;
            (start < end).then(|| self.fold(id, Span { start, end: self.with_comment(end) }))
        })
    }

    /// What stands in brackets.
    fn inline(&self, id: NodeId) -> Option<Fold> {
        if !self.is_flow(id) {
            return None;
        }
        let Span { start, end } = self.tree.node(id).span;
        let closed = self.text.get(..end).is_some_and(|text| text.ends_with([']', '}']));
        let inner = Span { start: self.lines.end(start), end: end - usize::from(closed) };
        let several = inner.start < inner.end && self.lines.line(start) < self.lines.line(end);
        several.then(|| self.fold(id, inner))
    }

    fn is_flow(&self, id: NodeId) -> bool {
        matches!(
            self.tree.node(id).data,
            NodeData::Mapping { flow: true, .. } | NodeData::Sequence { flow: true, .. }
        )
    }

    /// The end of the line where nothing but a comment follows.
    fn with_comment(&self, end: usize) -> usize {
        let line_end = self.lines.end(end);
        let rest = self.text.get(end..line_end).unwrap_or_default().trim_start();
        if rest.is_empty() || rest.starts_with('#') { line_end } else { end }
    }

    fn fold(&self, id: NodeId, span: Span) -> Fold {
        Fold { summary: self.summary(id), ..unnamed(span, FoldKind::Value) }
    }

    fn summary(&self, id: NodeId) -> String {
        match &self.tree.node(id).data {
            NodeData::Mapping { entries, .. } => {
                let keys = entries.iter().filter_map(|entry| self.tree.scalar(entry.key));
                let mut keys: Vec<&str> = keys.map(|(key, _)| key).take(SHOWN_KEYS + 1).collect();
                if keys.len() > SHOWN_KEYS {
                    keys[SHOWN_KEYS] = "…";
                }
                keys.join(", ")
            }
            NodeData::Sequence { items, .. } if items.len() == 1 => {
                self.locale.pick("1 item", "1 件").to_owned()
            }
            NodeData::Sequence { items, .. } => {
                self.locale.pick(format!("{} items", items.len()), format!("{} 件", items.len()))
            }
            NodeData::Scalar { style: Style::Literal | Style::Folded, .. } => {
                let lines = self.text.get(self.tree.node(id).span.start..self.tree.node(id).span.end);
                let count = lines.map_or(0, |text| text.lines().count().saturating_sub(1));
                self.locale.pick(format!("{count} lines"), format!("{count} 行"))
            }
            _ => String::new(),
        }
    }

    /// Comments on lines of their own that follow each other, and the regions that comments mark.
    fn comments(&self) -> Vec<Fold> {
        let mut folds = Vec::new();
        let mut regions: Vec<usize> = Vec::new();
        let mut group: Vec<Span> = Vec::new();
        for comment in self.own_lines() {
            let mark = region_mark(self.text.get(comment.start..comment.end).unwrap_or_default());
            let follows = |last: &Span| self.lines.line(last.start) + 1 == self.lines.line(comment.start);
            if mark.is_some() || !group.last().is_some_and(follows) {
                folds.extend(folded(&group));
                group.clear();
            }
            match mark {
                None => group.push(comment),
                Some(Mark::Begin) => regions.push(comment.end),
                Some(Mark::End) => {
                    let span = regions.pop().map(|start| Span { start, end: comment.end });
                    folds.extend(span.map(|span| unnamed(span, FoldKind::Region)));
                }
            }
        }
        folds.extend(folded(&group));
        folds
    }

    /// The comments that have their lines for themselves.
    fn own_lines(&self) -> impl Iterator<Item = Span> + '_ {
        self.tree.comments.iter().map(|comment| comment.span).filter(|span| {
            let line = self.lines.span(self.lines.line(span.start));
            let before = self.text.get(line.start..span.start).unwrap_or_default();
            before.trim_start_matches('\u{feff}').trim().is_empty()
        })
    }
}

fn unnamed(span: Span, kind: FoldKind) -> Fold {
    Fold { span, kind, depth: 0, summary: String::new() }
}

/// Comments that follow each other; one alone is none to fold.
fn folded(comments: &[Span]) -> Option<Fold> {
    let [first, .., last] = comments else { return None };
    Some(unnamed(Span { start: first.end, end: last.end }, FoldKind::Comment))
}

enum Mark {
    Begin,
    End,
}

/// `#region` and `#endregion`, as editors know them in YAML.
fn region_mark(comment: &str) -> Option<Mark> {
    let word = comment.trim_start_matches('#').split_whitespace().next()?;
    match word {
        "region" => Some(Mark::Begin),
        "endregion" => Some(Mark::End),
        _ => None,
    }
}
