//! A short form written out, and a long form shortened, where both mean the same.

use super::layout::{column, moved, unit};
use super::same::{Meaning, brings_nothing_new};
use super::{Action, ActionKind};
use crate::assist::place::locate;
use crate::finding::Edit;
use crate::locale::Phrase;
use crate::manifest::shape::Shape;
use crate::manifest::shell_words;
use crate::manifest::short::{self, Keys, Short};
use crate::manifest::source::Source;
use crate::rules::lines::{line_break, line_end, line_start};
use crate::rules::words::quoted;
use crate::yaml::{Entry, NodeData, NodeId, Span, Style};

/// The other forms of the fields at a place: of the one under the cursor, and of the two around it.
pub(super) fn actions(source: &Source, offset: usize) -> Vec<Action> {
    const LEVELS: usize = 3;
    let tree = source.tree();
    let Some((kind, node)) = source.kind().zip(tree.at(offset)) else { return Vec::new() };
    let value = tree.value_of(node).unwrap_or(node);
    let around = std::iter::successors(Some(value), |node| tree.node(*node).parent);
    let entries = around.filter_map(|value| Some(Entry { key: tree.key_of(value)?, value }));
    let located = entries.take(LEVELS).filter_map(|entry| Some((entry, locate(tree, entry.value, kind)?)));
    located.filter_map(|(entry, place)| Field::new(source, entry)?.action(&place.shape)).collect()
}

/// A field that may be written in another form.
struct Field<'s> {
    source: &'s Source,
    name: &'s str,
    key: Span,
    value: NodeId,
    /// It stands in a mapping in flow style.
    in_flow: bool,
}

impl<'s> Field<'s> {
    fn new(source: &'s Source, entry: Entry) -> Option<Field<'s>> {
        let tree = source.tree();
        let (name, _) = tree.scalar(entry.key)?;
        let (key, value) = (tree.node(entry.key), tree.node(entry.value));
        let in_flow = matches!(tree.node(key.parent?).data, NodeData::Mapping { flow: true, .. });
        let is_plain = value.anchor().is_none() && value.tag().is_none() && value.span.start >= key.span.end;
        is_plain.then_some(Field { source, name, key: key.span, value: entry.value, in_flow })
    }

    fn action(&self, shape: &Shape) -> Option<Action> {
        let (is_longer, edits) = match short::of(shape)? {
            Short::Keys(keys) => match self.data() {
                NodeData::Mapping { entries, .. } => {
                    let unknown = self.without_place(entries, &keys);
                    if let Some(reason) = unknown {
                        return Some(Action::impossible(ActionKind::Rewrite, self.title(false), reason));
                    }
                    (false, self.shortened(entries, &keys)?)
                }
                _ => (true, self.written_out(&keys)?),
            },
            Short::Items(keys) => match self.data() {
                NodeData::Scalar { .. } => (true, self.as_list(None)?),
                _ => self.items(&keys)?,
            },
            Short::OneItem => match self.data() {
                NodeData::Scalar { .. } => (true, self.as_list(None)?),
                _ => (false, self.as_text(|words| words.first().cloned().filter(|_| words.len() == 1))?),
            },
            Short::Words => match self.data() {
                NodeData::Scalar { value, .. } => (true, self.as_list(shell_words::split(value))?),
                _ => (false, self.as_text(joined)?),
            },
        };
        let is_same = Meaning::of(self.source)?.is_same(&Meaning::after(self.source, &edits)?);
        let action = Action::new(ActionKind::Rewrite, self.title(is_longer), edits);
        (is_same && brings_nothing_new(self.source, action.edits())).then_some(action)
    }

    fn title(&self, is_longer: bool) -> Phrase {
        let name = quoted(self.name);
        if is_longer {
            return Phrase::new(format!("Write {name} in its long form"), format!("{name} を長い形式で書く"));
        }
        Phrase::new(format!("Write {name} in its short form"), format!("{name} を短い形式で書く"))
    }

    fn data(&self) -> &'s NodeData {
        &self.source.tree().node(self.value).data
    }

    fn slice(&self, span: Span) -> &'s str {
        self.source.text.get(span.start..span.end).unwrap_or_default()
    }

    /// Key and value without comments between; the key of a flow mapping may have its colon anywhere.
    fn gap(&self, value: Span) -> Option<Span> {
        let gap = Span { start: self.key.end, end: value.start };
        (self.slice(gap).trim() == ":").then_some(gap)
    }

    /// Why a long form can't be shortened: it says more.
    fn without_place(&self, entries: &[Entry], keys: &Keys<'_>) -> Option<Phrase> {
        let tree = self.source.tree();
        let names: Vec<&str> =
            entries.iter().filter_map(|entry| tree.scalar(entry.key)).map(|(name, _)| name).collect();
        let has_all = keys.names.iter().all(|key| names.contains(key));
        let other = names.iter().find(|name| !keys.names.contains(name)).filter(|_| has_all)?;
        let other = quoted(other);
        Some(Phrase::new(
            format!("The short form has no place for {other}."),
            format!("短い形式では {other} を書けません。"),
        ))
    }

    fn written_out(&self, keys: &Keys<'_>) -> Option<Vec<Edit>> {
        let value = self.source.tree().node(self.value);
        let gap = self.gap(value.span)?;
        match (&value.data, keys.only()) {
            (NodeData::Sequence { items, flow: false }, Some(only)) if !items.is_empty() => {
                Some(self.deeper(only, value.span))
            }
            (NodeData::Sequence { items, .. }, _) if items.is_empty() => None,
            (NodeData::Scalar { .. } | NodeData::Sequence { .. }, Some(only)) => {
                let is_one_line =
                    !value.span.start.eq(&value.span.end) && !self.slice(value.span).contains('\n');
                let is_block = self.slice(value.span).starts_with(['|', '>']);
                (is_one_line && !is_block).then(|| self.wrapped(only, gap, value.span))
            }
            (NodeData::Scalar { value: text, .. }, None) => {
                let parts = keys.split(text)?;
                let parts = parts.iter().map(|(key, part)| is_simple(part).then(|| format!("{key}: {part}")));
                let entries: Vec<String> = parts.collect::<Option<_>>()?;
                let span = Span { start: gap.start, end: value.span.end };
                Some(vec![Edit { span, text: self.mapping(&entries) }])
            }
            _ => None,
        }
    }

    /// The value of one line becomes that of a key below.
    fn wrapped(&self, key: &str, gap: Span, value: Span) -> Vec<Edit> {
        if self.in_flow {
            let at = |at: usize| Span { start: at, end: at };
            let open = Edit { span: at(value.start), text: format!("{{{key}: ") };
            return vec![open, Edit { span: at(value.end), text: "}".to_owned() }];
        }
        vec![Edit { span: gap, text: format!(":{}{key}: ", self.new_line()) }]
    }

    /// A list of several lines becomes that of a key below.
    fn deeper(&self, key: &str, list: Span) -> Vec<Edit> {
        let text = &self.source.text;
        let at = line_end(text, self.key.end);
        let mut edits =
            vec![Edit { span: Span { start: at, end: at }, text: format!("{}{key}:", self.new_line()) }];
        let lines = Span { start: line_start(text, list.start), end: line_end(text, list.end) };
        let text = moved(self.slice(lines), 0, unit(self.source));
        edits.push(Edit { span: lines, text });
        edits
    }

    fn shortened(&self, entries: &[Entry], keys: &Keys<'_>) -> Option<Vec<Edit>> {
        let tree = self.source.tree();
        let outer = tree.node(self.value).span;
        let whole = Span { start: self.key.end, end: outer.end };
        let value_of = |name: &&str| {
            let named = |entry: &&Entry| tree.scalar(entry.key).is_some_and(|(text, _)| text == *name);
            entries.iter().find(named).map(|entry| tree.node(entry.value))
        };
        let values: Vec<_> = keys.names.iter().map(value_of).collect::<Option<_>>()?;
        let is_plain = values.iter().all(|value| value.anchor().is_none() && value.tag().is_none());
        if !is_plain || entries.len() != values.len() {
            return None;
        }
        let inner = values.first()?.span;
        if let (Some(key), NodeData::Sequence { flow: false, items }) = (keys.only(), &values.first()?.data) {
            return self.higher(key, inner).filter(|_| !items.is_empty());
        }
        let text = match keys.only() {
            Some(_) => self.slice(inner).to_owned(),
            None => {
                let parts =
                    values.iter().map(|value| is_simple(self.slice(value.span)).then_some(value.span));
                let parts: Vec<Span> = parts.collect::<Option<_>>()?;
                parts.iter().map(|part| self.slice(*part)).collect::<Vec<_>>().join(keys.separator)
            }
        };
        let is_one_line = !text.is_empty() && !text.contains('\n') && !text.starts_with(['|', '>']);
        let has_comment = self.has_comment(whole);
        (is_one_line && !has_comment).then(|| vec![Edit { span: whole, text: format!(": {text}") }])
    }

    /// The list of a key below becomes the value itself.
    fn higher(&self, key: &str, list: Span) -> Option<Vec<Edit>> {
        let text = &self.source.text;
        let start = line_start(text, list.start);
        let head = Span { start: self.key.end, end: start };
        let is_bare = self.slice(head).split_whitespace().eq([":", &format!("{key}:")]);
        let lines = Span { start, end: line_end(text, list.end) };
        let from = column(text, list.start).checked_sub(unit(self.source))?;
        let is_deep = from >= column(text, self.key.start);
        let body = moved(self.slice(lines), column(text, list.start), from);
        let text = format!(":{}{body}", line_break(text));
        let span = Span { start: head.start, end: lines.end };
        (is_bare && is_deep).then(|| vec![Edit { span, text }])
    }

    /// A text becomes a list: of itself, or of words.
    fn as_list(&self, words: Option<Vec<String>>) -> Option<Vec<Edit>> {
        let value = self.source.tree().node(self.value);
        let NodeData::Scalar { value: text, style } = &value.data else { return None };
        let is_one_line = !matches!(style, Style::Literal | Style::Folded)
            && !text.is_empty()
            && !self.slice(value.span).contains('\n');
        let written = self.slice(value.span);
        let item = |word: &String| serde_json::to_string(word).ok();
        let list = match words {
            Some(words) => words.iter().map(item).collect::<Option<Vec<_>>>()?.join(", "),
            None if *style == Style::Plain && written.contains([',', '[', ']', '{', '}']) => {
                item(&text.to_string())?
            }
            None => written.to_owned(),
        };
        is_one_line.then(|| vec![Edit { span: value.span, text: format!("[{list}]") }])
    }

    /// A list of texts becomes one text.
    fn as_text(&self, join: impl Fn(&[String]) -> Option<String>) -> Option<Vec<Edit>> {
        let tree = self.source.tree();
        let NodeData::Sequence { items, .. } = self.data() else { return None };
        let is_text = |item: &NodeId| {
            let node = tree.node(*item);
            let text = if let NodeData::Scalar { value, .. } = &node.data { value } else { return None };
            (node.anchor().is_none() && node.tag().is_none()).then(|| text.to_string())
        };
        let words: Vec<String> = items.iter().map(is_text).collect::<Option<_>>()?;
        let one = join(&words).filter(|text| !text.is_empty())?;
        let whole = Span { start: self.key.end, end: tree.node(self.value).span.end };
        let text = if is_simple(&one) { one } else { serde_json::to_string(&one).ok()? };
        (!self.has_comment(whole)).then(|| vec![Edit { span: whole, text: format!(": {text}") }])
    }

    /// Texts become maps with one key, or the reverse; longer or not, and the edits.
    fn items(&self, keys: &Keys<'_>) -> Option<(bool, Vec<Edit>)> {
        let tree = self.source.tree();
        let key = keys.only()?;
        let NodeData::Sequence { items, flow } = self.data() else { return None };
        let mut edits = Vec::new();
        let is_longer = items.iter().all(|item| tree.node(*item).is_scalar());
        for item in items {
            let node = tree.node(*item);
            if node.anchor().is_some() || node.tag().is_some() || self.slice(node.span).contains('\n') {
                return None;
            }
            let at = |offset: usize, text: &str| Edit {
                span: Span { start: offset, end: offset },
                text: text.to_owned(),
            };
            match &node.data {
                NodeData::Scalar { .. } if is_longer && *flow => {
                    edits.push(at(node.span.start, &format!("{{{key}: ")));
                    edits.push(at(node.span.end, "}"));
                }
                NodeData::Scalar { .. } if is_longer => edits.push(at(node.span.start, &format!("{key}: "))),
                NodeData::Mapping { entries, .. } => {
                    let [entry] = entries.as_slice() else { return None };
                    let inner = tree.node(entry.value);
                    let is_key = tree.scalar(entry.key).is_some_and(|(name, _)| name == key);
                    let is_text = inner.is_scalar() && inner.anchor().is_none() && inner.tag().is_none();
                    if !is_key || !is_text || inner.span.start == inner.span.end {
                        return None;
                    }
                    edits.push(Edit { span: node.span, text: self.slice(inner.span).to_owned() });
                }
                _ => return None,
            }
        }
        (!items.is_empty()).then_some((is_longer, edits))
    }

    /// Entries as the value of the field, from behind the key on.
    fn mapping(&self, entries: &[String]) -> String {
        if self.in_flow {
            return format!(": {{{}}}", entries.join(", "));
        }
        let lines = entries.iter().map(|entry| format!("{}{entry}", self.new_line()));
        format!(":{}", lines.collect::<String>())
    }

    /// A line break and the blanks of an entry below the field.
    fn new_line(&self) -> String {
        let text = &self.source.text;
        let column = column(text, self.key.start) + unit(self.source);
        format!("{}{}", line_break(text), " ".repeat(column))
    }

    fn has_comment(&self, span: Span) -> bool {
        has_comment(self.source, span)
    }
}

/// A comment stands within these characters.
pub(super) fn has_comment(source: &Source, span: Span) -> bool {
    let comments = &source.tree().comments;
    let after = comments.partition_point(|comment| comment.span.start < span.start);
    comments.get(after).is_some_and(|comment| comment.span.start < span.end)
}

/// Needs no quotes wherever it stands, in a shell neither.
fn is_simple(text: &str) -> bool {
    let is_plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'/' | b'-' | b'=' | b'+');
    let first = text.bytes().next();
    first.is_some_and(|first| first.is_ascii_alphanumeric() || matches!(first, b'.' | b'/'))
        && text.bytes().all(is_plain)
}

/// Words as one line of a shell; `None` where a word needs quotes.
fn joined(words: &[String]) -> Option<String> {
    let is_safe = |word: &String| {
        let sign = |byte: u8| {
            byte.is_ascii_alphanumeric()
                || matches!(byte, b'_' | b'.' | b'/' | b'-' | b'=' | b'+' | b':' | b',' | b'@' | b'%')
        };
        !word.is_empty() && word.bytes().all(sign)
    };
    words.iter().all(is_safe).then(|| words.join(" "))
}
