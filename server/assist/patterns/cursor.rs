//! The patterns that can be typed at a place.

use super::plan::{Target, planned};
use super::{Pattern, Plan, all};
use crate::assist::snippet::Layout;
use crate::manifest::kind::Kind;
use crate::manifest::source::Source;
use crate::yaml::{Segment, Span, Tree};

/// A place where a key is about to be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The word at the cursor, perhaps empty: what is replaced.
    pub word: Span,
    /// The column of the word, in bytes.
    pub column: usize,
    /// The keys that lead to the map around it.
    pub path: Vec<String>,
}

impl Cursor {
    /// The environment in whose override it stands.
    pub(super) fn environment(&self) -> Option<&str> {
        match self.path.as_slice() {
            [environments, name, ..] if environments == "environments" => Some(name),
            _ => None,
        }
    }
}

/// The patterns that fit into the map at a place of a kind: in `sidecars` and `logging` those that live there, in
/// the document and in an override all.
pub fn at(kind: Kind, place: &[Segment<'_>]) -> Vec<&'static Pattern> {
    let place = match place {
        [Segment::Key("environments"), Segment::Key(_), rest @ ..] => rest,
        place => place,
    };
    let fits = |pattern: &&Pattern| match place {
        [] => true,
        [Segment::Key(section)] => pattern.section() == *section,
        _ => false,
    };
    all().iter().filter(fits).filter(|pattern| pattern.kinds().any(|known| known == kind)).collect()
}

/// The plans of all patterns that can be typed at the cursor. Those that the manifest can't have are left out.
pub fn plans_at(source: &Source, cursor: &Cursor) -> Vec<(&'static Pattern, Plan)> {
    let Some(kind) = source.model() else { return Vec::new() };
    let Span { start, end } = cursor.word;
    let place: Vec<Segment<'_>> = cursor.path.iter().map(|key| Segment::Key(key)).collect();
    let fitting = at(kind, &place);
    let parts = source.text.get(..start).zip(source.text.get(end..)).filter(|_| start <= end);
    let Some((before, after)) = parts.filter(|_| !fitting.is_empty()) else { return Vec::new() };
    // Without the half-typed word, in a text whose offsets are the same.
    let text = [before, &" ".repeat(end - start), after].concat();
    let tree = Tree::parse(&text);
    let layout = Layout::of(&text, &tree);
    let target = Target { text: &text, tree: &tree, role: &source.role, kind, layout: &layout };
    let plan =
        |pattern: &'static Pattern| Some((pattern, planned(&target, pattern, None, Some(cursor)).ok()?));
    fitting.into_iter().filter_map(plan).collect()
}
