//! Parser events → arena. Nodes go in as they come; open collections wait on a stack, so depth costs no stack.

use std::borrow::Cow;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, StructureStyle, Tag};

use super::layout;
use super::tree::{Comment, Entry, Node, NodeData, NodeId, Properties, Span, Style, Tree};

/// Why the parser stopped before the end of the first document.
#[derive(Debug)]
pub(super) struct Failure {
    pub kind: ErrorKind,
    /// Where the parser stopped; the cause may stand anywhere between `settled` and here.
    pub offset: usize,
    /// End of the last token in the tree; of unquoted text over several lines its start, as that text may
    /// have swallowed a line.
    pub settled: usize,
    /// The outermost and the innermost bracket that is open.
    pub flow: Option<(usize, usize)>,
    /// The root is indented and this line is not: Go's library takes the document to be over and reads no more.
    pub ignored: Option<Span>,
}

/// How much text most manifests have for each node.
const BYTES_OF_A_NODE: usize = 12;

/// The tree of `text`; after a failure the part before it.
pub(super) fn build(text: &str) -> (Tree, Option<Failure>) {
    let mut builder = Builder { text, ..Builder::default() };
    // A list that grows is copied again and again; room that is not needed costs nothing.
    builder.tree.nodes.reserve(text.len() / BYTES_OF_A_NODE);
    let mut failure = None;
    for event in Parser::new_from_str_with_options(text, options()) {
        match event {
            Ok((event, span)) => builder.take(event, span),
            Err(error) => {
                failure = builder.failure(&error);
                break;
            }
        }
    }
    builder.finish();
    (builder.tree, failure)
}

fn options() -> granit_parser::Options {
    granit_parser::options! {
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        max_buffered_comment_events: usize::MAX,
    }
}

/// A collection whose end has not come yet.
struct Open {
    id: NodeId,
    key: Option<NodeId>,
    content: Content,
}

enum Content {
    Entries(Vec<Entry>),
    Items(Vec<NodeId>),
}

#[derive(Default)]
struct Builder<'t> {
    text: &'t str,
    tree: Tree,
    open: Vec<Open>,
    /// Node of each anchor number of the parser.
    anchors: Vec<Option<NodeId>>,
    /// The node of the last event, which an anchor event names.
    last: Option<NodeId>,
    /// End of the last token in the tree.
    settled: usize,
    documents: usize,
    /// The first document is over; what follows is only looked at for `later_documents`.
    later: Option<Later>,
}

/// How a document ends that the text goes on after.
#[derive(PartialEq)]
enum End {
    /// Nothing after it is read.
    Final,
    /// Nothing after it is read, because its first line is indented by mistake.
    Dedent,
}

/// A document after the first.
struct Later {
    marker: Span,
    has_content: bool,
}

impl<'t> Builder<'t> {
    fn take(&mut self, event: Event<'t>, span: granit_parser::Span) {
        let range = span.byte_range().unwrap_or_default();
        let place = Span { start: range.start, end: range.end };
        match event {
            Event::Comment(..) => return self.tree.comments.push(Comment { span: place }),
            Event::DocumentStart(..) => return self.document_start(place),
            Event::StreamStart | Event::DocumentEnd | Event::StreamEnd => return,
            _ if self.documents > 1 => return self.later_event(&event, place),
            _ => {}
        }
        let tag_span = span.tag_span().and_then(|tag| tag.byte_range());
        let tag_span = tag_span.map(|range| Span { start: range.start, end: range.end });
        match event {
            Event::Scalar(value, style, _, tag) => self.scalar(value, style, tag, place, tag_span),
            Event::MappingStart(style, _, tag) => {
                let flow = style == StructureStyle::Flow;
                let data = NodeData::Mapping { entries: Vec::new(), flow };
                self.start(data, Content::Entries(Vec::new()), place, flow, tag, tag_span);
            }
            Event::SequenceStart(style, _, tag) => {
                let flow = style == StructureStyle::Flow;
                let data = NodeData::Sequence { items: Vec::new(), flow };
                self.start(data, Content::Items(Vec::new()), place, flow, tag, tag_span);
            }
            Event::MappingEnd | Event::SequenceEnd => self.end(place.end),
            Event::Anchor(number, name) => self.anchor(number, &name, place),
            Event::Alias(number) => {
                let target = self.anchors.get(number).copied().flatten();
                let name = self.text.get(place.start + 1..place.end).unwrap_or_default();
                self.alias(name, target, place);
            }
            Event::UnresolvedAlias(name) => self.alias(&name, None, place),
            _ => {}
        }
    }

    fn document_start(&mut self, marker: Span) {
        self.close_later();
        self.documents += 1;
        self.settled = self.settled.max(marker.end);
        if self.documents > 1 {
            let implicit = marker.start == marker.end;
            let marker = if implicit { layout::content_after(self.text, marker.start) } else { marker };
            self.later = Some(Later { marker, has_content: false });
        }
    }

    fn later_event(&mut self, event: &Event<'_>, place: Span) {
        let empty =
            matches!(event, Event::Scalar(_, ScalarStyle::Plain, _, None)) && place.start == place.end;
        if let Some(later) = self.later.as_mut().filter(|_| !empty) {
            later.has_content = true;
        }
    }

    fn close_later(&mut self) {
        if let Some(later) =
            self.later.take().filter(|later| later.has_content && later.marker.start < later.marker.end)
        {
            self.tree.later_documents.push(later.marker);
        }
    }

    fn scalar(
        &mut self,
        value: Cow<'t, str>,
        style: ScalarStyle,
        tag: Option<Cow<'_, Tag>>,
        place: Span,
        tag_span: Option<Span>,
    ) {
        let from = self.settled.max(tag_span.map_or(0, |span| span.end));
        let (style, span) = match style {
            ScalarStyle::SingleQuoted => (Style::SingleQuoted, place),
            ScalarStyle::DoubleQuoted => (Style::DoubleQuoted, place),
            ScalarStyle::Literal => (Style::Literal, layout::block_scalar(self.text, from, place, b'|')),
            ScalarStyle::Folded => (Style::Folded, layout::block_scalar(self.text, from, place, b'>')),
            ScalarStyle::Plain if place.start == place.end => (Style::Plain, self.nothing(place, tag_span)),
            _ => (Style::Plain, place),
        };
        let value = match style {
            _ if span.start == span.end => "".into(),
            Style::Literal | Style::Folded => self.without_added_break(value, span).into(),
            _ => value.into(),
        };
        let id = self.add(NodeData::Scalar { value, style }, span, tag, tag_span);
        self.attach(id);
        self.settled = self.settled.max(span.end);
    }

    /// The parser ends a block scalar with a line break even where the text has none after it.
    fn without_added_break(&self, mut value: Cow<'t, str>, span: Span) -> Cow<'t, str> {
        let unended = !self.text[span.end..].contains(['\n', '\r']);
        if unended && value.ends_with('\n') {
            value.to_mut().pop();
        }
        value
    }

    /// Where a value that is not written would stand: after its tag, its colon or its dash.
    fn nothing(&self, place: Span, tag_span: Option<Span>) -> Span {
        let key = self.open.last().and_then(|open| open.key);
        let at = match (tag_span, key) {
            (Some(tag), _) => tag.end,
            (None, Some(key)) => layout::after_colon(self.text, self.tree.node(key).span.end),
            // The parser puts a key that is left out after its `?` where the next token stands.
            (None, None) => layout::indicator(&self.text[..place.start], self.settled, b"?")
                .map_or(place.start, |mark| mark + 1),
        };
        // The parser gives a key that is left out after another the place before that.
        let at = at.max(self.settled);
        Span { start: at, end: at }
    }

    fn alias(&mut self, name: &str, target: Option<NodeId>, place: Span) {
        let id = self.add(NodeData::Alias { name: name.into(), target }, place, None, None);
        self.attach(id);
        self.settled = place.end;
    }

    fn start(
        &mut self,
        data: NodeData,
        content: Content,
        place: Span,
        flow: bool,
        tag: Option<Cow<'_, Tag>>,
        tag_span: Option<Span>,
    ) {
        let mut span = Span { start: place.start, end: place.start };
        let dashed = matches!(content, Content::Items(_)) && !flow;
        if dashed && self.text.as_bytes().get(span.start) != Some(&b'-') {
            // The parser puts a sequence that is not indented behind its first dash.
            span.start =
                layout::indicator(&self.text[..place.start], self.settled, b"-").unwrap_or(span.start);
        }
        span.end = if flow { place.end } else { span.start };
        let id = self.add(data, span, tag, tag_span);
        self.attach(id);
        self.open.push(Open { id, key: None, content });
        let begun = if dashed { span.start + 1 } else { span.end };
        self.settled = self.settled.max(begun.min(self.text.len()));
    }

    fn end(&mut self, end: usize) {
        let Some(Open { id, key, content }) = self.open.pop() else { return };
        if let (Some(key), true) = (key, matches!(content, Content::Entries(_))) {
            return self.end_without_value(id, key, content, end);
        }
        let last_child = match &content {
            Content::Entries(entries) => entries.last().map(|entry| entry.value),
            Content::Items(items) => items.last().copied(),
        };
        let child_end = last_child.map_or(0, |child| self.tree.node(child).span.end);
        let node = &mut self.tree.nodes[id.0 as usize];
        let flow = match (&mut node.data, content) {
            (NodeData::Mapping { entries, flow }, Content::Entries(found)) => {
                *entries = found;
                *flow
            }
            (NodeData::Sequence { items, flow }, Content::Items(found)) => {
                *items = found;
                *flow
            }
            _ => false,
        };
        node.span.end = node.span.end.max(child_end).max(if flow { end } else { 0 });
        self.settled = self.settled.max(node.span.end);
    }

    /// After a failure a key may wait for its value: it gets an empty one.
    fn end_without_value(&mut self, id: NodeId, key: NodeId, content: Content, end: usize) {
        self.open.push(Open { id, key: Some(key), content });
        let place = Span { start: end, end };
        let span = self.nothing(place, None);
        let value = self.add(NodeData::Scalar { value: "".into(), style: Style::Plain }, span, None, None);
        self.attach(value);
        self.end(end);
    }

    fn anchor(&mut self, number: usize, name: &str, place: Span) {
        if self.anchors.len() <= number {
            self.anchors.resize(number + 1, None);
        }
        let Some(id) = self.last else { return };
        self.anchors[number] = Some(id);
        let node = &mut self.tree.nodes[id.0 as usize];
        node.properties.get_or_insert_default().anchor = Some((name.into(), place));
        if node.span.start == node.span.end
            && node.span.start < place.end
            && matches!(node.data, NodeData::Scalar { .. })
        {
            node.span = Span { start: place.end, end: place.end };
            self.settled = self.settled.max(place.end);
        }
    }

    fn add(
        &mut self,
        data: NodeData,
        span: Span,
        tag: Option<Cow<'_, Tag>>,
        tag_span: Option<Span>,
    ) -> NodeId {
        let id = NodeId(self.tree.nodes.len() as u32);
        let tag = tag.map(|tag| format!("{}{}", tag.handle(), tag.suffix()).into_boxed_str());
        let parent = self.open.last().map(|open| open.id);
        let has_any = tag.is_some() || tag_span.is_some();
        let properties = has_any.then(|| Box::new(Properties { tag, tag_span, anchor: None }));
        self.tree.nodes.push(Node { span, data, parent, broken: false, properties });
        self.last = Some(id);
        id
    }

    /// Hangs a node into the collection that is open.
    fn attach(&mut self, id: NodeId) {
        let Some(open) = self.open.last_mut() else {
            self.tree.root = self.tree.root.or(Some(id));
            return;
        };
        match &mut open.content {
            Content::Items(items) => items.push(id),
            Content::Entries(entries) => match open.key.take() {
                Some(key) => entries.push(Entry { key, value: id }),
                None => open.key = Some(id),
            },
        }
    }

    /// A failure counts while the first document is being read: Go's library looks no further.
    fn failure(&mut self, error: &granit_parser::ScanError) -> Option<Failure> {
        let rest = layout::content_after(self.text, self.settled);
        let end = if self.documents > 1 { None } else { self.end_of_document(error.kind()) };
        let over = self.documents > 1 || end == Some(End::Final);
        if self.documents == 1 && over {
            self.later = Some(Later { marker: rest, has_content: rest.start < rest.end });
        }
        let flows = || self.open.iter().filter_map(|open| self.flow_start(open.id));
        (!over).then(|| Failure {
            kind: error.kind().clone(),
            offset: error.marker().byte_offset().unwrap_or(self.text.len()),
            settled: self.swallower().unwrap_or(self.settled),
            flow: flows().next().zip(flows().next_back()),
            ignored: (end == Some(End::Dedent)).then_some(rest),
        })
    }

    /// Whether the first document is over for Go's library, though no `---` or `...` has come.
    fn end_of_document(&self, kind: &ErrorKind) -> Option<End> {
        let root = self.tree.node(self.tree.root.filter(|_| self.open.is_empty())?);
        let NodeData::Mapping { flow, .. } = root.data else { return None };
        if *kind == ErrorKind::MissingDocumentEndBeforeDirective {
            return None;
        }
        let line = self.text[..root.span.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let indented =
            !flow && self.text[line..root.span.start].bytes().all(|byte| matches!(byte, b' ' | b'\t'));
        Some(if indented && line < root.span.start { End::Dedent } else { End::Final })
    }

    /// The start of the last node where it is unquoted text over several lines.
    fn swallower(&self) -> Option<usize> {
        let node = self.tree.node(self.last?);
        let plain = matches!(node.data, NodeData::Scalar { style: Style::Plain, .. });
        let several = self.text[node.span.start..node.span.end].contains(['\n', '\r']);
        (plain && several).then_some(node.span.start)
    }

    fn flow_start(&self, id: NodeId) -> Option<usize> {
        let node = self.tree.node(id);
        let flow =
            matches!(node.data, NodeData::Mapping { flow: true, .. } | NodeData::Sequence { flow: true, .. });
        flow.then_some(node.span.start)
    }

    fn finish(&mut self) {
        while !self.open.is_empty() {
            self.end(self.settled);
        }
        self.close_later();
        self.tree.comments.sort_unstable_by_key(|comment| comment.span.start);
        let nothing = |node: &Node| {
            node.span.start == node.span.end
                && node.anchor().is_none()
                && node.tag().is_none()
                && node.is_scalar()
        };
        self.tree.root = self.tree.root.filter(|root| !nothing(self.tree.node(*root)));
    }
}
