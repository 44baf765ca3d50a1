//! Fields with a long and a short form: which form counts, and which type errors are swallowed.

use super::{Decoder, Outcome, Place, Problem, Read, UnknownKey, What};
use crate::manifest::fields::Fields;
use crate::manifest::interpolate;
use crate::manifest::shape::{Form, Mode, Shape};
use crate::manifest::value::{Data, Value};
use crate::yaml::{NodeData, Style};
use std::sync::Arc;

type Forms<'s> = (&'s Arc<Shape>, &'s Arc<Shape>);

impl Decoder<'_> {
    pub(super) fn union(&mut self, place: &Place, shape: &Arc<Shape>, mode: Mode, forms: Forms<'_>) -> Read {
        match mode {
            Mode::Strict => self.strict(place, shape, forms),
            Mode::First => self.first(place, shape, forms),
            Mode::Lenient | Mode::Soft | Mode::Kept => self.lenient(place, shape, mode, forms),
        }
    }

    fn lenient(&mut self, place: &Place, shape: &Arc<Shape>, mode: Mode, (long, short): Forms<'_>) -> Read {
        let mark = self.mark();
        if matches!(long.form, Form::Struct { .. } | Form::Map { .. })
            && self.tree.scalar(place.node).is_some()
        {
            return self.short(place, shape, mode, short, (Vec::new(), Vec::new()));
        }
        self.depth += 1;
        let mut read = self.read(place, long);
        self.depth -= 1;
        let hard = self.is_hard_since(mark);
        if hard || read.value.as_ref().is_some_and(|value| is_set(value, long)) {
            let problems = self.out.problems[mark.0..].iter_mut();
            let soft = problems.filter(|problem| problem.outcome != Outcome::RefusedHard);
            soft.for_each(|problem| problem.outcome = Outcome::Dropped);
            read.value = read.value.map(|value| copied(value, shape));
            return Read { good: true, ..read };
        }
        let saved = self.split_off(mark);
        self.short(place, shape, mode, short, saved)
    }

    /// Reads the short form; `saved` is what was wrong with the long one, but for a scalar in place of a map.
    fn short(
        &mut self,
        place: &Place,
        shape: &Arc<Shape>,
        mode: Mode,
        short: &Arc<Shape>,
        saved: (Vec<Problem>, Vec<UnknownKey>),
    ) -> Read {
        let mark = self.mark();
        let read = self.read(place, short);
        if !self.is_refused_since(mark) {
            return read;
        }
        let hard = if mode == Mode::Soft { Outcome::Refused } else { Outcome::RefusedHard };
        self.explain(place, shape, mark, saved, hard);
        read
    }

    fn strict(&mut self, place: &Place, shape: &Arc<Shape>, (long, short): Forms<'_>) -> Read {
        let mark = self.mark();
        let read = self.read(place, short);
        if !self.is_refused_since(mark) && read.value.as_ref().is_some_and(|value| !is_zero(value, short)) {
            return read;
        }
        self.split_off(mark);
        let read = self.read(place, long);
        if !self.is_refused_since(mark) && read.value.as_ref().is_some_and(|value| !is_zero(value, long)) {
            return read;
        }
        let saved = self.split_off(mark);
        self.explain(place, shape, mark, saved, Outcome::RefusedHard);
        Read { good: false, ..read }
    }

    fn first(&mut self, place: &Place, shape: &Arc<Shape>, (second, first): Forms<'_>) -> Read {
        let mark = self.mark();
        let read = self.read(place, first);
        if !self.is_refused_since(mark) {
            return read;
        }
        self.split_off(mark);
        let read = self.read(place, second);
        if self.is_refused_since(mark) {
            self.explain(place, shape, mark, (Vec::new(), Vec::new()), Outcome::RefusedHard);
        }
        read
    }

    /// Neither form fits. Where the map form was meant its own mistakes say more than "a string or a map".
    fn explain(
        &mut self,
        place: &Place,
        shape: &Arc<Shape>,
        mark: (usize, usize),
        (problems, unknown): (Vec<Problem>, Vec<UnknownKey>),
        outcome: Outcome,
    ) {
        self.split_off(mark);
        let own = problems.iter().any(|problem| {
            problem.outcome != Outcome::Dropped && (problem.path != place.path || is_duplicate(problem))
        });
        if own {
            let refused = problems.into_iter().map(|problem| match problem.outcome {
                Outcome::Dropped => problem,
                _ => Problem { outcome, ..problem },
            });
            self.out.problems.extend(refused);
            self.out.unknown.extend(unknown);
            return;
        }
        let data = &self.tree.node(self.tree.resolve(place.node)).data;
        let is_map = matches!(data, NodeData::Mapping { .. });
        let takes_map = shape.fields().is_some();
        let what = if is_map && takes_map { What::NothingKnown } else { self.scalar_problem(place) };
        self.problem(place, shape, what, outcome);
        if what == What::NothingKnown {
            self.out.unknown.extend(unknown);
        }
    }

    fn scalar_problem(&self, place: &Place) -> What {
        match self.tree.scalar(place.node) {
            Some((text, _)) if self.interpolates && interpolate::is_interpolated(text) => What::Interpolated,
            Some((text, style))
                if self.interpolates && style != Style::Literal && interpolate::json_list(text).is_some() =>
            {
                What::JsonList
            }
            _ => What::Type,
        }
    }

    fn mark(&self) -> (usize, usize) {
        (self.out.problems.len(), self.out.unknown.len())
    }

    fn split_off(&mut self, mark: (usize, usize)) -> (Vec<Problem>, Vec<UnknownKey>) {
        (self.out.problems.split_off(mark.0), self.out.unknown.split_off(mark.1))
    }

    fn is_refused_since(&self, mark: (usize, usize)) -> bool {
        self.out.problems[mark.0..].iter().any(|problem| problem.outcome != Outcome::Dropped)
    }

    fn is_hard_since(&self, mark: (usize, usize)) -> bool {
        self.out.problems[mark.0..].iter().any(|problem| problem.outcome == Outcome::RefusedHard)
    }
}

fn is_duplicate(problem: &Problem) -> bool {
    matches!(problem.what, What::DuplicateKey(_))
}

/// Copilot's `IsEmpty`, negated: does the value count as given?
pub fn is_set(value: &Value, shape: &Shape) -> bool {
    let is_empty = match (&value.data, shape.fact("x-empty")) {
        (Data::List(items), Some("length")) => items.is_empty(),
        (Data::Map(fields), Some("length")) => fields.is_empty(),
        (Data::Str(text), Some("text")) => text.is_empty() && !value.unknown && !value.zeroed,
        _ => false,
    };
    if is_empty {
        return false;
    }
    match (&shape.form, &value.data) {
        (Form::Scalar { plain: true, .. }, data) => !is_zero_scalar(data) || value.unknown,
        (Form::Struct { .. }, Data::Map(fields)) => any_set(fields, shape),
        (Form::Struct { .. }, _) => value.unknown,
        _ => true,
    }
}

fn any_set(fields: &Fields, shape: &Shape) -> bool {
    fields.iter().any(|(key, value)| {
        shape.field(key).is_some_and(|field| field.fact("x-empty") != Some("ignored") && is_set(value, field))
    })
}

/// Go's `reflect.Value.IsZero`.
fn is_zero(value: &Value, shape: &Shape) -> bool {
    match (&shape.form, &value.data) {
        (Form::Scalar { plain: true, .. }, data) => is_zero_scalar(data) && !value.unknown,
        (Form::Struct { fields, .. }, Data::Map(given)) => {
            given.iter().all(|(key, value)| fields.get(&**key).is_none_or(|field| is_zero(value, field)))
        }
        _ => false,
    }
}

fn is_zero_scalar(data: &Data) -> bool {
    match data {
        Data::Str(text) => text.is_empty(),
        Data::Int(number) => *number == 0,
        Data::Bool(on) => !on,
        _ => false,
    }
}

/// Copilot copies an old spelling to the current one where only the old one is given (`x-copies`).
fn copied(value: Arc<Value>, shape: &Shape) -> Arc<Value> {
    let Some(copies) = shape.facts.get("x-copies").and_then(serde_json::Value::as_object) else {
        return value;
    };
    let Data::Map(fields) = &value.data else { return value };
    let mut fields = fields.collected();
    for (old, new) in copies {
        let Some(new) = new.as_str().filter(|new| !fields.contains_key(*new)) else { continue };
        if let Some(moved) = fields.shift_remove(&**old) {
            fields.insert(new.into(), moved);
        }
    }
    Arc::new(Value { data: Data::Map(fields.into()), ..(*value).clone() })
}
