//! Scalars as Go's `gopkg.in/yaml.v3` v3.0.1 reads them.
//!
//! Two steps, as in that library: a scalar *resolves* by its text, style and tag ([`resolve`]), then it is
//! *decoded* into the type of the field that takes it (the methods of [`Resolved`]). Facts: its `resolve.go` and `decode.go`.

use super::Style;
use super::duration::parse_duration;
use super::number;
use super::timestamp::is_timestamp;

/// What a scalar is before a field's type is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Resolved {
    /// Nothing, `~`, `null`, `Null`, `NULL`.
    Null,
    /// `true`, `True`, `TRUE`, `false`, `False`, `FALSE`.
    Bool(bool),
    /// An integer that fits 64 signed bits.
    Int(i64),
    /// An integer above `i64::MAX`.
    UInt(u64),
    /// Any other number; `08` is one too.
    Float(f64),
    /// `2001-01-01`, `2001-01-01T10:00:00Z`, `2001-01-01 10:00:00`.
    Timestamp,
    /// The key `<<`.
    Merge,
    /// Everything else, and whatever is quoted or has a tag of its own.
    Str,
    /// The tag demands another type than the text has (`!!int abc`): the library refuses the whole document.
    Invalid,
}

/// Resolves a scalar by its content, style and tag (`!Ref`, `tag:yaml.org,2002:str`; `None` without one).
pub fn resolve(text: &str, style: Style, tag: Option<&str>) -> Resolved {
    let tag = tag.filter(|tag| *tag != "!").map(|tag| tag.strip_prefix("tag:yaml.org,2002:").ok_or(tag));
    match tag {
        None if style != Style::Plain => Resolved::Str,
        None if text == "<<" => Resolved::Merge,
        None => resolve_plain(text, true),
        Some(Ok("merge")) if text == "<<" => Resolved::Merge,
        Some(Ok(name @ ("bool" | "int" | "float" | "null" | "timestamp"))) => resolve_as(name, text),
        Some(_) => Resolved::Str,
    }
}

/// Resolves under one of the tags that fix the type.
fn resolve_as(name: &str, text: &str) -> Resolved {
    match (name, resolve_plain(text, name == "timestamp")) {
        ("bool", found @ Resolved::Bool(_))
        | ("int", found @ (Resolved::Int(_) | Resolved::UInt(_)))
        | ("float", found @ Resolved::Float(_))
        | ("null", found @ Resolved::Null)
        | ("timestamp", found @ Resolved::Timestamp) => found,
        ("float", Resolved::Int(value)) => Resolved::Float(value as f64),
        _ => Resolved::Invalid,
    }
}

/// Resolves unquoted text; timestamps only where no other tag stands.
fn resolve_plain(text: &str, timestamps: bool) -> Resolved {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Resolved::Null,
        "true" | "True" | "TRUE" => return Resolved::Bool(true),
        "false" | "False" | "FALSE" => return Resolved::Bool(false),
        ".nan" | ".NaN" | ".NAN" => return Resolved::Float(f64::NAN),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => return Resolved::Float(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => return Resolved::Float(f64::NEG_INFINITY),
        _ => {}
    }
    match text.as_bytes()[0] {
        b'.' => number::leading_dot(text).map_or(Resolved::Str, Resolved::Float),
        b'0'..=b'9' | b'+' | b'-' if timestamps && is_timestamp(text) => Resolved::Timestamp,
        b'0'..=b'9' | b'+' | b'-' => number::resolve(text),
        _ => Resolved::Str,
    }
}

/// Into a field: each method answers what the Go type would hold, `None` where it refuses.
///
/// A null is refused by all of them: Go leaves the field as it was, which is for the caller to decide.
impl Resolved {
    /// Into an `int` or `int64`; fractions are cut off.
    pub fn as_int(self) -> Option<i64> {
        match self {
            Resolved::Int(value) => Some(value),
            Resolved::Float(value) => float_to_i64(value),
            _ => None,
        }
    }

    /// Into an unsigned integer up to `max`; fractions are cut off.
    pub fn as_uint(self, max: u64) -> Option<u64> {
        let value = match self {
            Resolved::Int(value) => u64::try_from(value).ok()?,
            Resolved::UInt(value) => value,
            Resolved::Float(value) => float_to_u64(value)?,
            _ => return None,
        };
        (value <= max).then_some(value)
    }

    /// Into a `float64`.
    pub fn as_float(self) -> Option<f64> {
        match self {
            Resolved::Int(value) => Some(value as f64),
            Resolved::UInt(value) => Some(value as f64),
            Resolved::Float(value) => Some(value),
            _ => None,
        }
    }

    /// Into a `bool`: the words of YAML 1.1 count here, quoted ones too; a quoted `'true'` does not.
    ///
    /// `text` is the scalar's content.
    pub fn as_bool(self, text: &str) -> Option<bool> {
        match (self, text) {
            (Resolved::Bool(value), _) => Some(value),
            (Resolved::Str, "y" | "Y" | "yes" | "Yes" | "YES" | "on" | "On" | "ON") => Some(true),
            (Resolved::Str, "n" | "N" | "no" | "No" | "NO" | "off" | "Off" | "OFF") => Some(false),
            _ => None,
        }
    }

    /// Into a `time.Duration`, in nanoseconds; a number is refused (a quoted `"0"` is none).
    ///
    /// `text` is the scalar's content.
    pub fn as_duration(self, text: &str) -> Option<i64> {
        if self == Resolved::Str { parse_duration(text) } else { None }
    }

    /// Into a `string`: the scalar's content `text`, whatever it resolves to.
    pub fn as_string(self, text: &str) -> Option<&str> {
        (!matches!(self, Resolved::Null | Resolved::Invalid)).then_some(text)
    }
}

/// The first float above the range of `i64`.
const TWO_63: f64 = 9_223_372_036_854_775_808.0;

/// Go's `int64(f)` on amd64 after its check against `math.MaxInt64`: what does not fit becomes the minimum.
fn float_to_i64(value: f64) -> Option<i64> {
    if value.is_nan() || value > TWO_63 {
        return None;
    }
    Some(if (-TWO_63..TWO_63).contains(&value) { value as i64 } else { i64::MIN })
}

/// Go's `uint64(f)` on amd64 after its check against `math.MaxUint64`: negative values wrap around.
fn float_to_u64(value: f64) -> Option<u64> {
    if value.is_nan() || value > 2.0 * TWO_63 {
        return None;
    }
    if value < TWO_63 {
        return Some(float_to_i64(value)? as u64);
    }
    Some(if value < 2.0 * TWO_63 { value as u64 } else { 1 << 63 })
}
