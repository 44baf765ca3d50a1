//! What a required field holds until the user types.

use super::section::Names;
use super::{Stop, scalar};
use crate::manifest::shape::{Form, Scalar, Shape};
use crate::reference::facts::{self, fact, plain};

/// The words of a scalar, the best first, and whether there are no others.
fn words(key: &str, shape: &Shape, in_list: bool, names: Names<'_>) -> (Vec<String>, bool) {
    let of = |name: &str| fact(shape, name).map(plain);
    let declared = ["x-ref", "x-path"].into_iter().find_map(of).map(|reference| names(&reference));
    if let Some(declared) = declared.filter(|declared| !declared.is_empty()) {
        return (declared, true);
    }
    let example = fact(shape, "x-example").map(|example| {
        let of_two = example.as_array().and_then(|both| if in_list { both.last() } else { both.first() });
        plain(of_two.unwrap_or(example))
    });
    let (words, all) = facts::values(shape);
    let first = example.or_else(|| of("default").filter(|default| words.contains(default)));
    if all || first.is_none() && !words.is_empty() {
        let others = words.into_iter().filter(|word| Some(word) != first.as_ref());
        return (first.iter().cloned().chain(others).collect(), all);
    }
    if let Some(first) = first {
        return (vec![first], false);
    }
    let word = ["default", "x-ref", "x-name", "minimum"].into_iter().find_map(of);
    (vec![word.unwrap_or_else(|| by_form(key, shape))], false)
}

/// A value of the right type.
fn by_form(key: &str, shape: &Shape) -> String {
    let word = match &shape.form {
        Form::Scalar { scalar: Scalar::Int | Scalar::Uint16 | Scalar::Uint32 | Scalar::Float, .. } => "1",
        Form::Scalar { scalar: Scalar::Bool, .. } => "true",
        Form::Scalar { scalar: Scalar::Duration, .. } => "1m",
        Form::Union { short, .. } => return by_form(key, short),
        _ => key,
    };
    word.to_owned()
}

/// The stop of a scalar; `Err` is the only word that it can be.
pub(super) fn stop(key: &str, shape: &Shape, in_list: bool, names: Names<'_>) -> Result<Stop, String> {
    let (words, all) = words(key, shape, in_list, names);
    let mut words: Vec<String> = words.iter().map(|word| written(word, shape)).collect();
    match words.as_slice() {
        [only] if all && fact(shape, "enum").is_some() => Err(only.clone()),
        _ => {
            let default = words.first().cloned().unwrap_or_default();
            if !all {
                words.clear();
            }
            Ok(Stop { name: String::new(), default, choices: words })
        }
    }
}

/// A word as it is written: a text in quotes where YAML needs them.
fn written(word: &str, shape: &Shape) -> String {
    match &shape.form {
        Form::Scalar { scalar: Scalar::Str | Scalar::Duration | Scalar::Any, .. } | Form::Union { .. } => {
            scalar(word)
        }
        _ => word.to_owned(),
    }
}
