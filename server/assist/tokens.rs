//! What a grammar of YAML can't know: variables, names and what they stand for, words of enumerations, old keys.

use super::fields::fields;
use super::names::{NameKind, names};
use super::spans::{Lines, content};
use crate::manifest::interpolate::{PREDEFINED, placeholders};
use crate::manifest::kind::Kind;
use crate::manifest::shape::Shape;
use crate::manifest::source::Source;
use crate::reference::facts::{fact, values};
use crate::yaml::{NodeData, NodeId, Resolved, Span};

/// What a token stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// `${NAME}`.
    Variable,
    /// One of the words that a field allows.
    Word,
    /// A name of the manifest or of another.
    Name(NameKind),
    /// A key, where there is more to say of it than that.
    Key,
}

/// Some characters of one line; tokens don't overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where.
    pub span: Span,
    /// What it stands for.
    pub kind: TokenKind,
    /// The name is declared here.
    pub is_declaration: bool,
    /// Copilot sets it.
    pub is_readonly: bool,
    /// Copilot has a better word for it.
    pub is_deprecated: bool,
}

/// The tokens of a manifest in source order.
pub(super) fn tokens(source: &Source, kind: Kind) -> Vec<Token> {
    let root = source.tree().root.filter(|_| kind != Kind::Pipeline);
    let type_node = root.and_then(|root| source.tree().get(root, "type"));
    let mut walk = Walk { source, kind, type_node, found: Vec::new() };
    walk.variables();
    walk.names();
    walk.fields();
    let lines = Lines::new(&source.text);
    let mut found = walk.found;
    // A variable goes before the name or the word that it is a part of.
    found.sort_by_key(|token| (token.kind != TokenKind::Variable, token.span.start));
    apart(found, &lines)
}

/// The tokens line by line, without those that an earlier one of the list overlaps.
fn apart(found: Vec<Token>, lines: &Lines<'_>) -> Vec<Token> {
    let variables = found.partition_point(|token| token.kind == TokenKind::Variable);
    let spans: Vec<Span> = found[..variables].iter().map(|token| token.span).collect();
    let is_free = |span: Span| {
        let after = spans.partition_point(|other| other.end <= span.start);
        spans.get(after).is_none_or(|other| span.end <= other.start)
    };
    let others = found[variables..].iter().filter(|token| is_free(token.span));
    let mut all: Vec<Token> = found[..variables].iter().chain(others).copied().collect();
    all.sort_by_key(|token| token.span.start);
    let mut end = 0;
    all.retain(|token| {
        let is_apart = token.span.start >= end;
        end = if is_apart { token.span.end } else { end };
        is_apart
    });
    let part = |token: Token| lines.parts(token.span).map(move |span| Token { span, ..token });
    all.into_iter().flat_map(part).collect()
}

fn plain(span: Span, kind: TokenKind) -> Token {
    Token { span, kind, is_declaration: false, is_readonly: false, is_deprecated: false }
}

struct Walk<'s> {
    source: &'s Source,
    kind: Kind,
    /// The value of `type`, of which each model knows its own only.
    type_node: Option<NodeId>,
    found: Vec<Token>,
}

impl Walk<'_> {
    fn content(&self, id: NodeId) -> Span {
        content(&self.source.text, self.source.tree(), id)
    }

    /// `${NAME}` in values; Copilot replaces none in keys and none in pipelines.
    fn variables(&mut self) {
        let tree = self.source.tree();
        if self.kind == Kind::Pipeline {
            return;
        }
        let values = tree.ids().filter(|id| tree.node(*id).is_scalar() && tree.value_of(*id).is_none());
        for span in values.map(|id| self.content(id)).collect::<Vec<_>>() {
            let written = self.source.text.get(span.start..span.end).unwrap_or_default();
            let variables = placeholders(written).filter(|variable| !variable.escaped).map(|variable| {
                let place = Span { start: span.start + variable.start, end: span.start + variable.end };
                let is_readonly = PREDEFINED.contains(&variable.name);
                Token { is_readonly, ..plain(place, TokenKind::Variable) }
            });
            self.found.extend(variables);
        }
    }

    fn names(&mut self) {
        let told = names(self.source).into_iter().filter(|name| match name.kind {
            // The grammar shows anchors, and keys of variables are keys.
            NameKind::Anchor | NameKind::Variable => false,
            // The main container is called by the name of its workload, which is told already.
            NameKind::Container if name.is_definition => {
                name.is_editable && self.source.tree().value_of(name.node).is_some()
            }
            _ => true,
        });
        self.found.extend(told.map(|name| Token {
            is_declaration: name.is_definition,
            ..plain(name.span, TokenKind::Name(name.kind))
        }));
    }

    /// Words and old keys, as the model knows them at each place.
    fn fields(&mut self) {
        let tree = self.source.tree();
        for (id, shape) in fields(tree, self.kind) {
            let old_key = tree.key_of(id).filter(|_| fact(&shape, "x-deprecated").is_some());
            if let Some(key) = old_key.filter(|key| tree.node(*key).is_scalar()) {
                let key = plain(self.content(key), TokenKind::Key);
                self.found.push(Token { is_deprecated: true, ..key });
            }
            if self.is_word(id, &shape) {
                self.found.push(plain(self.content(id), TokenKind::Word));
            }
        }
    }

    /// A text that is one of those that the field allows; the grammar shows numbers and booleans.
    fn is_word(&self, id: NodeId, shape: &Shape) -> bool {
        let tree = self.source.tree();
        let NodeData::Scalar { value, .. } = &tree.node(id).data else { return false };
        let text = &**value;
        if tree.node(id).broken || tree.resolved(id) != Some(Resolved::Str) {
            return false;
        }
        if self.type_node == Some(id) {
            return Kind::of_workload_type(text).is_some() || text == Kind::Environment.name();
        }
        let in_any_case = fact(shape, "x-fold").is_some();
        let is_said = |word: &String| word == text || in_any_case && word.eq_ignore_ascii_case(text);
        let (words, are_all) = values(shape);
        are_all && words.iter().any(is_said)
    }
}
