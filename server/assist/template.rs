//! Where a template of `addons/` declares what `!Ref`, `!GetAtt`, `!Sub` and `DependsOn` name: a parameter or a resource,
//! here or in another template of the folder.

use super::definition::{Definition, Target};
use super::linked::{Location, whole};
use super::spans::content;
use crate::manifest::recognize::Role;
use crate::manifest::source::Source;
use crate::manifest::template::Template;
use crate::workspace::Around;
use crate::yaml::{NodeData, NodeId, Span, Tree};
use std::sync::Arc;

/// What the name under the cursor stands for; `None` where there is none, or nobody declares it.
pub(super) fn definition(source: &Arc<Source>, offset: usize, around: &dyn Around) -> Option<Definition> {
    let Role::Addon(owner) = &source.role else { return None };
    let (name, origin) = reference(source, offset)?;
    let own = Template::of(source.tree());
    let mut targets: Vec<Target> = declaration(source, &own, name).into_iter().collect();
    if targets.is_empty() {
        let workspace = around.workspace()?;
        let others = workspace.addons(owner).templates;
        let others = others.into_iter().filter(|(other, _)| other.path != source.path);
        targets.extend(others.filter_map(|(other, template)| declaration(other, template, name)));
    }
    (!targets.is_empty()).then_some(Definition { origin, targets })
}

fn declaration(source: &Arc<Source>, template: &Template, name: &str) -> Option<Target> {
    let parameters = template.parameters.iter().map(|(it, _)| it);
    let mut all = parameters.chain(template.resources.iter().map(|(it, _)| it));
    let found = all.find(|it| it.name == name)?;
    let span = content(&source.text, source.tree(), found.item.key);
    Some(Target::Text(Location {
        source: Arc::clone(source),
        span,
        whole: whole(source.tree(), found.item.key, span),
    }))
}

/// The logical id at an offset and its characters.
fn reference(source: &Source, offset: usize) -> Option<(&str, Span)> {
    let tree = source.tree();
    let node =
        tree.at(offset).filter(|node| tree.node(*node).is_scalar() && tree.value_of(*node).is_none())?;
    let span = content(&source.text, tree, node);
    let written = source.text.get(span.start..span.end)?;
    if function(tree, node, "Sub") {
        return placeholder(written, span.start, offset);
    }
    let named = if function(tree, node, "Ref") || depends_on(tree, node) {
        written
    } else if function(tree, node, "GetAtt") {
        written.split('.').next()?
    } else {
        return None;
    };
    let name = named.trim();
    let start = span.start + (named.len() - named.trim_start().len());
    let span = Span { start, end: start + name.len() };
    (!name.is_empty() && span.start <= offset && offset <= span.end).then_some((name, span))
}

/// The node is what a function is about: `!Name x`, `Name: x` or `Fn::Name: x`, or the first item of its list.
fn function(tree: &Tree, node: NodeId, name: &str) -> bool {
    let is_it = |node: NodeId| {
        let tag = tree.node(node).tag().and_then(|tag| tag.strip_prefix('!'));
        let key = tree.key_of(node).and_then(|key| tree.scalar(key)).map(|(key, _)| key);
        tag == Some(name) || key.is_some_and(|key| key.strip_prefix("Fn::").unwrap_or(key) == name)
    };
    is_it(node) || list_of(tree, node).is_some_and(|(list, is_first)| is_first && is_it(list))
}

fn depends_on(tree: &Tree, node: NodeId) -> bool {
    let holder = list_of(tree, node).map_or(node, |(list, _)| list);
    let key = tree.key_of(holder).and_then(|key| tree.scalar(key));
    key.is_some_and(|(key, _)| key == "DependsOn")
}

/// The list that a node is an item of, and whether it is the first.
fn list_of(tree: &Tree, node: NodeId) -> Option<(NodeId, bool)> {
    let list = tree.node(node).parent?;
    match &tree.node(list).data {
        NodeData::Sequence { items, .. } => Some((list, items.first() == Some(&node))),
        _ => None,
    }
}

/// The `${Name}` or `${Name.Attribute}` around an offset; `${!Name}` stands for itself, `${AWS::Name}` for no resource.
fn placeholder(written: &str, start: usize, offset: usize) -> Option<(&str, Span)> {
    let mut from = 0;
    while let Some(open) = written.get(from..)?.find("${") {
        let begin = from + open + 2;
        let length = written.get(begin..)?.find('}')?;
        let inner = written.get(begin..begin + length)?;
        if (begin..=begin + length).contains(&offset.checked_sub(start)?) {
            let name = inner.split('.').next()?;
            let is_name = !name.is_empty() && name.bytes().all(|sign| sign.is_ascii_alphanumeric());
            let span = Span { start: start + begin, end: start + begin + name.len() };
            return is_name.then_some((name, span));
        }
        from = begin + length;
    }
    None
}
