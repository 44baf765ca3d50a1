//! Which lines a pattern adds to which map of a manifest.

use super::Cursor;
use super::plan::Target;
use super::position::{before, behind};
use crate::assist::snippet::{Block, Entries, Stop, column, filled};
use crate::locale::Phrase;
use crate::yaml::{Entry, NodeData, NodeId, Resolved, Span};

/// New entries of one map.
pub(super) struct Insertion {
    /// The path of the map.
    pub path: Vec<String>,
    /// Where the lines go: the end of the line before them, or the beginning of the line behind them.
    pub offset: usize,
    /// They go before the line at `offset`.
    pub before: bool,
    /// The column of their keys.
    pub column: usize,
    /// An explicit `null` or `{}` that they replace, to the end of its line.
    pub removed: Option<Span>,
    /// What follows the removed value on its line: a comment.
    pub kept: Option<String>,
    /// What is written.
    pub entries: Entries,
    /// They are whole sections.
    pub is_section: bool,
    /// They are what the user types.
    pub at_cursor: bool,
}

/// A pattern on its way into a manifest.
pub(super) struct Merge<'m> {
    pub target: &'m Target<'m>,
    pub stops: &'m [Stop],
    pub cursor: Option<&'m Cursor>,
    /// The pattern with all its stops: a value with a stop is the pattern's own.
    pub written: &'m Entries,
}

type Path<'p> = &'p [String];

impl Merge<'_> {
    /// The new entries map by map.
    pub(super) fn insertions(&self, manifest: &Entries) -> Result<Vec<Insertion>, Phrase> {
        let tree = self.target.tree;
        let base = tree.root.ok_or_else(|| unfit("name"))?;
        let environment = self.cursor.and_then(|cursor| cursor.environment());
        let (root, path, below) = match environment {
            None => (base, Vec::new(), None),
            Some(name) => {
                let block = tree.get(base, "environments").and_then(|all| tree.get(all, name));
                let path = vec!["environments".to_owned(), name.to_owned()];
                (block.ok_or_else(|| unfit("environments"))?, path, Some(base))
            }
        };
        let mut found = Vec::new();
        self.map(&path, root, below, (manifest, self.written), &mut found)?;
        Ok(found)
    }

    /// The entries that a map lacks.
    fn map(
        &self,
        path: Path<'_>,
        map: NodeId,
        base: Option<NodeId>,
        (entries, written): (&Entries, &Entries),
        found: &mut Vec<Insertion>,
    ) -> Result<(), Phrase> {
        let tree = self.target.tree;
        let mut new = Entries::new();
        for ((key, block), (_, written)) in entries.iter().zip(written) {
            let path = [path, std::slice::from_ref(key)].concat();
            let base = base.and_then(|base| tree.get(base, key));
            match (self.own(map, &path)?, block) {
                (None, block) => {
                    new.extend(self.lacking(base, block, written).map(|block| (key.clone(), block)))
                }
                (Some(entry), Block::Map(below)) => {
                    let Block::Map(written) = written else { continue };
                    self.below(&path, entry, base, (below, written), found)?;
                }
                (Some(entry), block) => self.same(&path, entry, block, written)?,
            }
        }
        if new.is_empty() { Ok(()) } else { self.append(path, map, new, found) }
    }

    /// The entry of a map that can be changed where it stands.
    fn own(&self, map: NodeId, path: Path<'_>) -> Result<Option<Entry>, Phrase> {
        let tree = self.target.tree;
        let Some(key) = path.last() else { return Ok(None) };
        let Some(entry) = tree.entry(map, key) else { return Ok(None) };
        let is_own = tree.node(entry.key).parent == Some(map) && !tree.node(entry.key).broken;
        if is_own { Ok(Some(entry)) } else { Err(unfit(&path.join("."))) }
    }

    /// What an override has to write beside the base.
    fn lacking(&self, base: Option<NodeId>, block: &Block, written: &Block) -> Option<Block> {
        match (base, block, written) {
            (Some(base), Block::Map(entries), Block::Map(written)) => {
                let below = entries.iter().zip(written).filter_map(|((key, block), (_, written))| {
                    let base = self.target.tree.get(base, key);
                    self.lacking(base, block, written).map(|block| (key.clone(), block))
                });
                Some(below.collect::<Entries>()).filter(|below| !below.is_empty()).map(Block::Map)
            }
            (Some(_), Block::Text(_), Block::Text(written)) if !has_stop(written) => None,
            _ => Some(block.clone()),
        }
    }

    /// A value that stands there: fine, unless the pattern must have its own.
    fn same(&self, path: Path<'_>, entry: Entry, block: &Block, written: &Block) -> Result<(), Phrase> {
        let tree = self.target.tree;
        let (Block::Text(wanted), Block::Text(written)) = (block, written) else {
            return Err(taken(&path.join(".")));
        };
        let wanted = filled(wanted, self.stops);
        let stands = tree.scalar(entry.value).map(|(text, _)| text);
        // The long form of what the pattern only suggests.
        if !has_stop(written) && !tree.entries(entry.value).is_empty() {
            return Ok(());
        }
        if stands == Some(wanted.as_str())
            || !has_stop(written) && stands.is_some_and(|text| !text.is_empty())
        {
            return Ok(());
        }
        Err(taken(&path.join(".")))
    }

    /// The entries that go into the map under a key, or below a key that has none yet.
    fn below(
        &self,
        path: Path<'_>,
        entry: Entry,
        base: Option<NodeId>,
        both: (&Entries, &Entries),
        found: &mut Vec<Insertion>,
    ) -> Result<(), Phrase> {
        let tree = self.target.tree;
        let node = tree.node(entry.value);
        match &node.data {
            NodeData::Mapping { entries, flow } if !entries.is_empty() && !node.broken => {
                if *flow {
                    Err(flow_style(&path.join(".")))
                } else {
                    self.map(path, entry.value, base, both, found)
                }
            }
            NodeData::Mapping { entries, .. } if entries.is_empty() => {
                self.first(path, entry, base, both, found)
            }
            NodeData::Scalar { .. } if tree.resolved(entry.value) == Some(Resolved::Null) => {
                self.first(path, entry, base, both, found)
            }
            NodeData::Alias { .. } => Err(unfit(&path.join("."))),
            _ => Err(Phrase::new(
                format!("`{}` is no map here", path.join(".")),
                format!("`{}` がマップではありません", path.join(".")),
            )),
        }
    }

    /// The first entries of an empty map.
    fn first(
        &self,
        path: Path<'_>,
        entry: Entry,
        base: Option<NodeId>,
        (entries, written): (&Entries, &Entries),
        found: &mut Vec<Insertion>,
    ) -> Result<(), Phrase> {
        let Target { text, tree, .. } = self.target;
        let all = (Block::Map(entries.clone()), Block::Map(written.clone()));
        let Some(Block::Map(entries)) = self.lacking(base, &all.0, &all.1) else { return Ok(()) };
        if let Some(cursor) = self.cursor.filter(|cursor| cursor.path == path) {
            found.push(Insertion::at(cursor, path, entries));
            return Ok(());
        }
        let key = tree.node(entry.key).span;
        let column = column(text, key.start).ok_or_else(|| unfit(&path.join(".")))?;
        let value = tree.node(entry.value).span;
        let offset = behind(text, tree, entry, column, false, self.limit(key.start));
        let explicit = value.start < value.end;
        let line_end = crate::rules::lines::line_end(text, value.end);
        // A comment below would stand between the removed value and the new lines.
        let offset = if explicit { line_end } else { offset };
        let start =
            text.get(..value.start).map_or(value.start, |before| before.trim_end_matches([' ', '\t']).len());
        found.push(Insertion {
            path: path.to_vec(),
            offset,
            before: false,
            column: column + self.target.layout.step,
            removed: explicit.then_some(Span { start, end: line_end }),
            kept: explicit.then(|| text.get(value.end..line_end).unwrap_or_default().trim_end().to_owned()),
            entries,
            is_section: false,
            at_cursor: false,
        });
        Ok(())
    }

    /// New entries of a map that has some.
    fn append(
        &self,
        path: Path<'_>,
        map: NodeId,
        new: Entries,
        found: &mut Vec<Insertion>,
    ) -> Result<(), Phrase> {
        let Target { text, tree, .. } = self.target;
        let name = if path.is_empty() { "name".to_owned() } else { path.join(".") };
        let NodeData::Mapping { entries, flow } = &tree.node(map).data else { return Err(unfit(&name)) };
        if *flow {
            return Err(flow_style(&name));
        }
        let first = entries.first().ok_or_else(|| unfit(&name))?;
        let column = column(text, tree.node(first.key).span.start).ok_or_else(|| unfit(&name))?;
        let (typed, new) = self.typed(path, new);
        found.extend(typed);
        let is_section = path.is_empty();
        let (offset, before) = self.place(path, entries, column);
        let one = |entries: Entries| Insertion {
            path: path.to_vec(),
            offset,
            before,
            column,
            removed: None,
            kept: None,
            entries,
            is_section,
            at_cursor: false,
        };
        if is_section {
            found.extend(new.into_iter().map(|entry| one(vec![entry])));
        } else if !new.is_empty() {
            found.push(one(new));
        }
        Ok(())
    }

    /// What of the new entries of a map stands at the cursor, and the rest.
    fn typed(&self, path: Path<'_>, mut new: Entries) -> (Option<Insertion>, Entries) {
        let Some(cursor) = self.cursor.filter(|cursor| cursor.path == path) else { return (None, new) };
        // In the document or an environment the user types the section of the pattern, the rest goes elsewhere.
        let is_layer = path.is_empty() || cursor.environment().is_some() && path.len() == 2;
        if !is_layer {
            return (Some(Insertion::at(cursor, path, new)), Entries::new());
        }
        let main = self.written.first().map(|(section, _)| section);
        let Some(at) = new.iter().position(|(key, _)| Some(key) == main) else { return (None, new) };
        let section = new.remove(at);
        (Some(Insertion::at(cursor, path, vec![section])), new)
    }

    /// Where new entries of a map go: behind its last entry, of the document before `environments`, and not where
    /// the cursor stands.
    fn place(&self, path: Path<'_>, entries: &[Entry], column: usize) -> (usize, bool) {
        let Target { text, tree, .. } = self.target;
        let start = |entry: &Entry| tree.node(entry.key).span.start;
        let is = |entry: &Entry, name: &str| tree.scalar(entry.key).is_some_and(|(key, _)| key == name);
        // The section in which the user types: what comes behind it would touch the cursor.
        let typing = self.cursor.filter(|cursor| cursor.path.starts_with(path)).map(|cursor| {
            let inside = cursor.path.get(path.len());
            let section = inside.and_then(|name| entries.iter().find(|entry| is(entry, name)));
            section.map_or(cursor.word.start, start)
        });
        let fits = |entry: &&Entry| {
            !(path.is_empty() && is(entry, "environments"))
                && typing.is_none_or(|typing| start(entry) < typing)
        };
        if let Some(anchor) = entries.iter().rfind(fits) {
            let last = entries.last() == Some(anchor);
            let limit = self.limit(start(anchor));
            return (behind(text, tree, *anchor, column, last, limit), false);
        }
        let first = entries.first().map_or(0, |entry| before(text, tree, *entry));
        (first, true)
    }

    /// The line of the cursor, if it stands behind `from`; the end of the text else.
    fn limit(&self, from: usize) -> usize {
        let line =
            self.cursor.map(|cursor| crate::rules::lines::line_start(self.target.text, cursor.word.start));
        line.filter(|line| *line > from).unwrap_or(self.target.text.len())
    }
}

impl Insertion {
    fn at(cursor: &Cursor, path: Path<'_>, entries: Entries) -> Insertion {
        Insertion {
            path: path.to_vec(),
            offset: cursor.word.start,
            before: false,
            column: cursor.column,
            removed: None,
            kept: None,
            entries,
            is_section: false,
            at_cursor: true,
        }
    }
}

/// A value in which something stands that is the pattern's own.
fn has_stop(written: &str) -> bool {
    written.split_once('<').is_some_and(|(_, rest)| rest.contains('>'))
}

fn taken(path: &str) -> Phrase {
    Phrase::new(format!("`{path}` has another value"), format!("`{path}` に別の値が設定されています"))
}

fn flow_style(path: &str) -> Phrase {
    Phrase::new(
        format!("`{path}` is written in braces, write it on lines of its own first"),
        format!("`{path}` が波かっこで書かれています。先にブロック形式に書き直してください"),
    )
}

fn unfit(path: &str) -> Phrase {
    Phrase::new(
        format!("`{path}` is written in a way that can't be added to: an anchor, a merge key or a mistake"),
        format!("`{path}` は追加できない書き方です (アンカー、マージキー、構文の誤り)"),
    )
}
