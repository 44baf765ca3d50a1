//! The data of the tree: nodes in an arena, each with its byte span.

use crate::locale::Phrase;

/// A half-open range of bytes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// Whether all of `other` lies in it.
    pub fn holds(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// Index of a node in its [`Tree`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub(super) u32);

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `value`
    Plain,
    /// `'value'`
    SingleQuoted,
    /// `"value"`
    DoubleQuoted,
    /// `|` block
    Literal,
    /// `>` block
    Folded,
}

/// One `key: value` of a mapping. A key that is half typed (no `:` yet) has a value with an empty span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The key, most often a scalar.
    pub key: NodeId,
    /// The value; where none is written, a plain scalar with empty text and an empty span after the colon.
    pub value: NodeId,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeData {
    /// A scalar with its text after unescaping and folding.
    Scalar {
        /// The content (not the source text).
        value: Box<str>,
        /// How it is written.
        style: Style,
    },
    /// A mapping; duplicate keys and `<<` are kept as written.
    Mapping {
        /// The pairs in source order.
        entries: Vec<Entry>,
        /// `{...}` instead of block style.
        flow: bool,
    },
    /// A sequence.
    Sequence {
        /// The items in source order.
        items: Vec<NodeId>,
        /// `[...]` instead of block style.
        flow: bool,
    },
    /// `*name`; see [`Tree::resolve`].
    Alias {
        /// The anchor's name without `*`.
        name: Box<str>,
        /// The anchored node; `None` when no such anchor stands before.
        target: Option<NodeId>,
    },
}

/// A node of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The value itself: quotes included, anchor and tag excluded, trailing blanks and comments excluded.
    /// A block scalar begins at its `|` or `>`.
    pub span: Span,
    /// What it is.
    pub data: NodeData,
    /// The mapping or sequence that holds it; `None` for a root.
    pub parent: Option<NodeId>,
    /// Made or changed by repair: nothing but the syntax error should be said of it.
    pub broken: bool,
    /// In a box, for few nodes have any.
    pub(super) properties: Option<Box<Properties>>,
}

/// Tag and anchor of a node.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Properties {
    pub tag: Option<Box<str>>,
    pub tag_span: Option<Span>,
    /// The name, and where it stands with its `&`.
    pub anchor: Option<(Box<str>, Span)>,
}

/// A comment, from `#` to the end of the line (line end excluded).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comment {
    /// Where it stands.
    pub span: Span,
}

/// A place where the text is no YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// What to underline; at least one character where the text has one.
    pub span: Span,
    /// What is wrong, in whole sentences for a person, without offsets or parser jargon.
    pub message: Phrase,
}

/// A parsed text.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    pub(super) nodes: Vec<Node>,
    /// The root of the first document; `None` when the text holds no content.
    pub root: Option<NodeId>,
    /// What is no YAML, in source order.
    pub errors: Vec<SyntaxError>,
    /// All comments in source order.
    pub comments: Vec<Comment>,
    /// The `---` of the second and later documents, which Copilot ignores.
    pub later_documents: Vec<Span>,
    /// Characters outside of quotes that end a line for Copilot and for no editor (NEL, U+2028, U+2029).
    pub separators: Vec<Span>,
    pub(super) mends: Mends,
}

/// What repair did to a text before the parser took it.
#[derive(Debug, Clone, Default)]
pub(super) struct Mends {
    /// From the first to the last place that it changed; `None` where the text is YAML as it is.
    pub span: Option<Span>,
    /// What is said far from these places may have had a say in how they were mended.
    pub is_doubtful: bool,
    /// How often the parser read the text.
    pub drafts: usize,
}

impl Node {
    /// Whether it is a scalar.
    pub fn is_scalar(&self) -> bool {
        matches!(self.data, NodeData::Scalar { .. })
    }

    /// The tag as written and resolved by the parser (`!Ref`, `tag:yaml.org,2002:str`), if any.
    pub fn tag(&self) -> Option<&str> {
        self.properties.as_ref()?.tag.as_deref()
    }

    /// Where the tag stands, from its `!`.
    pub fn tag_span(&self) -> Option<Span> {
        self.properties.as_ref()?.tag_span
    }

    /// Name and span (with `&`) of the anchor, if any.
    pub fn anchor(&self) -> Option<(&str, Span)> {
        self.properties.as_ref()?.anchor.as_ref().map(|(name, span)| (&**name, *span))
    }

    /// Leads the places of the node and of what belongs to it to others.
    pub(super) fn lead(&mut self, span: impl Fn(Span) -> Span) {
        self.span = span(self.span);
        if let Some(properties) = &mut self.properties {
            properties.tag_span = properties.tag_span.map(&span);
            properties.anchor.iter_mut().for_each(|(_, place)| *place = span(*place));
        }
    }

    /// Whether it names another node, or can be named.
    pub(super) fn has_name(&self) -> bool {
        self.anchor().is_some() || matches!(self.data, NodeData::Alias { .. })
    }
}

impl Tree {
    /// The node behind an id of this tree.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// Where the part of the text ends that Go's library reads.
    pub(super) fn first_document_end(&self, text: &str) -> usize {
        self.later_documents.first().map_or(text.len(), |later| later.start)
    }

    /// All nodes in source order, a collection before its children.
    pub fn ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.nodes.len() as u32).map(NodeId)
    }
}
