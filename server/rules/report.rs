//! What a check hands in: places and arguments, before environments are told apart and words are chosen.

use super::fixes::Fix;
use super::fixes::change_to;
use super::lines::line_end;
use super::rule::Rule;
use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::path::Path;
use crate::manifest::value::Value;
use crate::nearest::{is_ambiguous, nearest};
use crate::yaml::{NodeId, Segment, Span, Tree};
use std::sync::Arc;

/// What to underline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The characters.
    pub span: Span,
    /// The path in the file.
    pub path: Path,
    /// It stands in a block of `environments`.
    pub in_override: bool,
    /// Something is missing here: said only where the text around is whole.
    pub missing: bool,
    /// Base and override both wrote this map.
    pub merged: bool,
}

impl Place {
    /// The value itself; its key where the value is empty.
    pub fn value(value: &Value) -> Place {
        Place::written(value, false)
    }

    /// The key of the value.
    pub fn key(value: &Value) -> Place {
        Place::written(value, true)
    }

    /// Something that should stand inside this map does not: its key, or the first key of an item of a list.
    pub fn missing_in(value: &Value) -> Place {
        let mut place = Place { missing: true, ..Place::key(value) };
        if value.place().key.is_none() {
            let first = value.entries().filter_map(|(_, field)| field.origin.key).min();
            place.span = first.unwrap_or(place.span);
        }
        place
    }

    fn written(value: &Value, key: bool) -> Place {
        let written = value.place();
        let of_key = written.key.filter(|_| key || written.span.start == written.span.end);
        Place {
            span: of_key.unwrap_or(written.span),
            path: written.path.clone(),
            in_override: written.in_override,
            missing: false,
            merged: value.layer.is_some(),
        }
    }

    /// Characters of the text, without a path.
    pub fn written_at(span: Span) -> Place {
        Place { span, path: Path::default(), in_override: false, missing: false, merged: false }
    }

    /// The text as a whole, of which something is missing: its first line.
    pub fn whole(text: &str) -> Place {
        Place { missing: true, ..Place::written_at(Span { start: 0, end: line_end(text, 0) }) }
    }

    /// A node of the tree, keys included.
    pub fn node(id: NodeId, tree: &Tree) -> Place {
        let mut path = Path::default();
        for step in tree.path(id) {
            path = match step {
                Segment::Key(key) => path.key(key),
                Segment::Index(index) => path.index(index),
            };
        }
        Place { path, ..Place::written_at(tree.node(id).span) }
    }

    /// The same place with a path one key further, for a key that is missing or that is no value.
    pub fn at_key(mut self, key: &str) -> Place {
        self.path = self.path.key(key);
        self
    }
}

/// A violation found in one effective manifest.
#[derive(Debug, Clone)]
pub struct Report {
    /// The rule.
    pub rule: &'static Rule,
    /// Instead of the rule's.
    pub severity: Severity,
    /// Instead of the rule's.
    pub origin: Origin,
    /// Which of the rule's messages.
    pub message: usize,
    /// The arguments of the message.
    pub args: Vec<(&'static str, Phrase)>,
    /// Where.
    pub place: Place,
    /// Other values that take part: where an environment causes it, the first of them in its block is blamed.
    pub because: Vec<Place>,
    /// Places to show beside it.
    pub related: Vec<(Span, Phrase)>,
    /// How to mend it.
    pub fixes: Vec<Fix>,
}

impl Report {
    /// A violation of `rule` at `place`.
    pub fn new(rule: &'static Rule, place: Place) -> Report {
        Report {
            rule,
            severity: rule.severity,
            origin: rule.origin,
            message: 0,
            args: Vec::new(),
            place,
            because: Vec::new(),
            related: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Fills `{name}` of the message with a name or a number.
    pub fn arg(self, name: &'static str, value: impl ToString) -> Report {
        self.say(name, Phrase::same(value))
    }

    /// Fills `{name}` of the message with words.
    pub fn say(mut self, name: &'static str, words: Phrase) -> Report {
        self.args.push((name, words));
        self
    }

    /// Uses the rule's message number `index`.
    pub fn message(mut self, index: usize) -> Report {
        self.message = index;
        self
    }

    /// Another value that takes part in the violation.
    pub fn because(mut self, value: &Value) -> Report {
        self.because.push(Place::value(value));
        self
    }

    /// As [`Report::because`], for values that may be there.
    pub fn because_of<'v>(mut self, values: impl IntoIterator<Item = &'v Arc<Value>>) -> Report {
        self.because.extend(values.into_iter().map(|value| Place::value(value)));
        self
    }

    /// Nobody refuses it: a warning about style, whatever the rule says.
    pub fn as_warning(mut self) -> Report {
        (self.severity, self.origin) = (Severity::Warning, Origin::Style);
        self
    }

    /// Shows another place.
    pub fn related(mut self, value: &Value, message: Phrase) -> Report {
        self.related.push((Place::key(value).span, message));
        self
    }

    /// A way to mend it, if there is one.
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Report {
        self.fixes.extend(fix.into());
        self
    }

    /// Changes a value to the one of these words that was most likely meant, if one was.
    pub fn fix_nearest<'k>(
        self,
        value: &Value,
        written: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Report {
        let known: Vec<&str> = known.into_iter().collect();
        self.fix(nearest(written, known.iter().copied()).and_then(|word| {
            let safe = !is_ambiguous(written, word, known.iter().copied());
            Some(Fix { safe, ..change_to(value, word)? })
        }))
    }
}
