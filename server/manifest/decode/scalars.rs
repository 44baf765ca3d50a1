//! Scalars: yaml.v3 resolves the text, the field's Go type decides what it takes.

use super::{Decoder, Outcome, Place, Read, What, is_text};
use crate::manifest::interpolate;
use crate::manifest::shape::{Scalar, Shape};
use crate::manifest::value::{Data, Value};
use crate::yaml::{NodeData, NodeId, Resolved, Style, resolve};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

impl Decoder<'_> {
    pub(super) fn scalar(&mut self, place: &Place, shape: &Arc<Shape>, scalar: Scalar, plain: bool) -> Read {
        if scalar == Scalar::Any {
            self.raw_duplicates(place, shape);
            return Read { value: Some(self.value(place, Data::Raw)), good: true };
        }
        let tree = self.tree;
        let node = tree.node(tree.resolve(place.node));
        let NodeData::Scalar { value: text, style } = &node.data else {
            return self.refuse(place, shape, scalar, plain, What::Type);
        };
        let replaced = self.interpolates && node.tag().is_none() && is_text(text, *style);
        if replaced && *style != Style::Literal && interpolate::json_list(text).is_some() {
            return self.refuse(place, shape, scalar, plain, What::JsonList);
        }
        if replaced && interpolate::is_interpolated(text) {
            return self.interpolated(place, shape, scalar, plain, text);
        }
        let unescaped = if replaced { unescape(text) } else { Cow::Borrowed(&**text) };
        let resolved = match resolve(&unescaped, *style, node.tag()) {
            // A null comes here only from a flow map, where interpolation made it an empty text.
            Resolved::Null => Resolved::Str,
            resolved => resolved,
        };
        match data(&unescaped, resolved, scalar) {
            Some(data) => Read { value: Some(self.value(place, data)), good: true },
            None => self.refuse(place, shape, scalar, plain, What::Type),
        }
    }

    /// A text with a variable: fine where a text is, and in a duration; its content is unknown.
    fn interpolated(
        &mut self,
        place: &Place,
        shape: &Arc<Shape>,
        scalar: Scalar,
        plain: bool,
        text: &str,
    ) -> Read {
        let data = match scalar {
            Scalar::Str => Data::Str(text.into()),
            Scalar::Duration => Data::Duration(0),
            _ => return self.refuse(place, shape, scalar, plain, What::Interpolated),
        };
        let value = Value { data, origin: self.origin(place), layer: None, unknown: true, zeroed: false };
        Read { value: Some(Arc::new(value)), good: true }
    }

    /// A type error: the pointer of the field is made before it is filled, so it is set, to zero.
    fn refuse(&mut self, place: &Place, shape: &Arc<Shape>, scalar: Scalar, plain: bool, what: What) -> Read {
        self.problem(place, shape, what, Outcome::Refused);
        let data = match scalar {
            Scalar::Str | Scalar::Any => Data::Str("".into()),
            Scalar::Int | Scalar::Uint16 | Scalar::Uint32 => Data::Int(0),
            Scalar::Float => Data::Float(0.0),
            Scalar::Bool => Data::Bool(false),
            Scalar::Duration => Data::Duration(0),
        };
        let value = Value { data, origin: self.origin(place), layer: None, unknown: false, zeroed: true };
        Read { value: (!plain).then(|| Arc::new(value)), good: false }
    }

    /// `interface{}` refuses duplicate keys at any depth.
    fn raw_duplicates(&mut self, place: &Place, shape: &Arc<Shape>) {
        if shape.fact("x-raw") == Some("node") {
            return;
        }
        let mut stack: Vec<NodeId> = vec![place.node];
        while let Some(id) = stack.pop() {
            match &self.tree.node(id).data {
                NodeData::Mapping { entries, .. } => {
                    let mut seen: HashMap<&str, NodeId> = HashMap::new();
                    for entry in entries {
                        stack.push(entry.value);
                        let Some((text, _)) = self.tree.scalar(entry.key) else { continue };
                        if let Some(first) = seen.insert(text, entry.key) {
                            let what = What::DuplicateKey(first);
                            self.problem_at(entry.key, place, shape, what, Outcome::Refused);
                        }
                    }
                }
                NodeData::Sequence { items, .. } => stack.extend(items),
                _ => {}
            }
        }
    }
}

fn data(text: &str, resolved: Resolved, scalar: Scalar) -> Option<Data> {
    let unsigned = |max: u32| resolved.as_uint(u64::from(max)).and_then(|number| i64::try_from(number).ok());
    Some(match scalar {
        Scalar::Str | Scalar::Any => Data::Str(resolved.as_string(text)?.into()),
        Scalar::Int => Data::Int(resolved.as_int()?),
        Scalar::Uint16 => Data::Int(unsigned(u32::from(u16::MAX))?),
        Scalar::Uint32 => Data::Int(unsigned(u32::MAX)?),
        Scalar::Float => Data::Float(resolved.as_float()?),
        Scalar::Bool => Data::Bool(resolved.as_bool(text)?),
        Scalar::Duration => Data::Duration(resolved.as_duration(text)?),
    })
}

/// `\${NAME}` stands for `${NAME}`.
fn unescape(text: &str) -> Cow<'_, str> {
    let escaped: Vec<_> = interpolate::placeholders(text).filter(|p| p.escaped).map(|p| p.start).collect();
    let mut out = Cow::Borrowed(text);
    for start in escaped.into_iter().rev() {
        out.to_mut().remove(start);
    }
    out
}
