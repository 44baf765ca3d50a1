//! What the short form of a field stands for, as the model's `x-short` says.

use super::shape::{Form, Scalar, Shape};

/// How the short form of a union is written out.
#[derive(Debug, PartialEq, Eq)]
pub enum Short<'s> {
    /// It is the value of a key of the long form, or of several with signs between them.
    Keys(Keys<'s>),
    /// The long form is a list of maps; the short one a text, or a list of texts, each the value of a key.
    Items(Keys<'s>),
    /// A text is a list with one item.
    OneItem,
    /// A text is split into words as a shell would.
    Words,
}

/// Keys with the signs between their values: `{min}-{max}`.
#[derive(Debug, PartialEq, Eq)]
pub struct Keys<'s> {
    /// The keys in the order of their values.
    pub names: Vec<&'s str>,
    /// What stands between two values; empty for one key.
    pub separator: &'s str,
}

/// How the short form of this union is written out; `None` where it stands for something else than keys, or it is no
/// union.
pub fn of(shape: &Shape) -> Option<Short<'_>> {
    let Form::Union { long, short, .. } = &shape.form else { return None };
    if shape.fact("x-short") == Some("words") {
        return Some(Short::Words);
    }
    if let Some(template) = long.fact("x-short") {
        return Keys::parse(template).map(Short::Keys);
    }
    let item = long.item()?;
    if let Some(template) = item.fact("x-short") {
        return Keys::parse(template).map(Short::Items);
    }
    let is_text = |shape: &Shape| matches!(shape.form, Form::Scalar { scalar: Scalar::Str, .. });
    (is_text(item) && is_text(short)).then_some(Short::OneItem)
}

impl<'s> Keys<'s> {
    fn parse(template: &'s str) -> Option<Keys<'s>> {
        let inner = template.strip_prefix('{')?.strip_suffix('}')?;
        let Some((first, rest)) = inner.split_once('}') else {
            return Some(Keys { names: vec![inner], separator: "" });
        };
        let (separator, second) = rest.split_once('{')?;
        Some(Keys { names: vec![first, second], separator })
    }

    /// The key, if there is only one.
    pub fn only(&self) -> Option<&'s str> {
        if let [only] = self.names.as_slice() { Some(only) } else { None }
    }

    /// The keys with their values in a short form; `None` where it has other parts.
    pub fn split<'t>(&self, text: &'t str) -> Option<Vec<(&'s str, &'t str)>> {
        if let Some(only) = self.only() {
            return Some(vec![(only, text)]);
        }
        let parts: Vec<&str> = text.split(self.separator).collect();
        let is_whole = parts.len() == self.names.len() && parts.iter().all(|part| !part.is_empty());
        is_whole.then(|| self.names.iter().copied().zip(parts).collect())
    }
}
