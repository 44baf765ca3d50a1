//! The merge of one override: mergo with Copilot's transformers (`internal/pkg/manifest/transform.go`).

use crate::manifest::fields::Fields;
use crate::manifest::shape::{Exclusive, Form, Known, Mode, Shape};
use crate::manifest::value::{Data, Value};
use crate::manifest::{is_set, shape};
use std::sync::Arc;

/// `over` laid over `base`. What the override does not touch is shared with the base.
pub fn merge(base: &Arc<Value>, over: &Arc<Value>, shape: &Shape) -> Arc<Value> {
    match &shape.form {
        Form::Scalar { plain: true, .. } if !is_set(over, shape) => base.clone(),
        Form::Scalar { .. } | Form::List(_) => over.clone(),
        Form::Map { value, pointer } => merge_maps(base, over, |base, over| {
            if !*pointer {
                return over.clone();
            }
            match (base.is_map(), over.is_map()) {
                (true, true) => merge(base, over, value),
                (_, true) => over.clone(),
                _ => base.clone(),
            }
        }),
        Form::Struct { fields, exclusive } => {
            let base = cleared(base, over, exclusive, shape);
            merge_fields(&base, over, fields)
        }
        Form::Union { mode, long, short } => merge_union(base, over, *mode, (long, short)),
    }
}

/// The forms of a union do not mix: the override's form counts, and only maps of the same form are merged.
fn merge_union(
    base: &Arc<Value>,
    over: &Arc<Value>,
    mode: Mode,
    (long, short): (&shape::Shape, &shape::Shape),
) -> Arc<Value> {
    match (base.is_map(), over.is_map()) {
        (true, true) if long.fields().is_some() => merge(base, over, long),
        (true, true) => merge(base, over, short),
        (true, false) if mode == Mode::Kept => base.clone(),
        _ => over.clone(),
    }
}

fn merge_fields(base: &Arc<Value>, over: &Arc<Value>, shapes: &Known) -> Arc<Value> {
    let Data::Map(given) = &over.data else { return base.clone() };
    let Data::Map(fields) = &base.data else { return over.clone() };
    let merged = given.iter().map(|(key, value)| {
        let merged = match (fields.get(key), shapes.get(&**key)) {
            (Some(old), Some(shape)) => merge(old, value, shape),
            _ => value.clone(),
        };
        (key.clone(), merged)
    });
    layered(base, over, fields.with(merged))
}

fn merge_maps(
    base: &Arc<Value>,
    over: &Arc<Value>,
    entry: impl Fn(&Arc<Value>, &Arc<Value>) -> Arc<Value>,
) -> Arc<Value> {
    let (Data::Map(fields), Data::Map(given)) = (&base.data, &over.data) else { return over.clone() };
    let merged = given.iter().map(|(key, value)| {
        (key.clone(), fields.get(key).map_or_else(|| value.clone(), |old| entry(old, value)))
    });
    layered(base, over, fields.with(merged))
}

fn layered(base: &Arc<Value>, over: &Arc<Value>, fields: Fields) -> Arc<Value> {
    Arc::new(Value {
        data: Data::Map(fields),
        origin: base.origin.clone(),
        layer: Some(Box::new(over.place().clone())),
        unknown: base.unknown || over.unknown,
        zeroed: false,
    })
}

/// The base without the fields that the override's own fields exclude (`count.spot` against autoscaling).
fn cleared(base: &Arc<Value>, over: &Arc<Value>, exclusive: &[Exclusive], shape: &Shape) -> Arc<Value> {
    let sets =
        |key: &String| over.get(key).zip(shape.field(key)).is_some_and(|(value, field)| is_set(value, field));
    let gone: Vec<&String> = exclusive
        .iter()
        .filter(|rule| rule.when.iter().any(sets))
        .flat_map(|rule| &rule.clears)
        .filter(|key| base.get(key).is_some())
        .collect();
    if gone.is_empty() {
        return base.clone();
    }
    let mut value = (**base).clone();
    if let Data::Map(fields) = &mut value.data {
        let mut kept = fields.collected();
        kept.retain(|key, _| !gone.iter().any(|gone| gone.as_str() == &**key));
        *fields = kept.into();
    }
    Arc::new(value)
}
