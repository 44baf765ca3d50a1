//! Numbers as Go's `strconv` and `yaml.v3` read them.

use super::scalar::Resolved;

/// Resolves text that begins with a digit or a sign.
pub(super) fn resolve(text: &str) -> Resolved {
    let plain = if text.contains('_') { &text.replace('_', "") } else { text };
    if let Some(found) = integer(plain) {
        return found;
    }
    if let Some(value) = decimal(plain) {
        return Resolved::Float(value);
    }
    signed_digits(plain).unwrap_or(Resolved::Str)
}

/// `strconv.ParseInt`, then `ParseUint`, both with base 0: the prefix decides, a leading zero is octal.
fn integer(plain: &str) -> Option<Resolved> {
    let (negative, body) = sign(plain);
    let (base, digits) = base_prefix(body);
    let magnitude = digits_value(digits, base)?;
    match signed(negative, magnitude) {
        Some(value) => Some(Resolved::Int(value)),
        None => (body.len() == plain.len()).then_some(Resolved::UInt(magnitude)),
    }
}

/// What the library tries after the floats: a sign between prefix and digits (`0b-11`, `0o-7`).
fn signed_digits(plain: &str) -> Option<Resolved> {
    let unsigned = plain.strip_prefix('-').unwrap_or(plain);
    let (base, digits) = match unsigned.split_at_checked(2)? {
        ("0b", digits) => (2, digits),
        ("0o", digits) => (8, digits),
        _ => return None,
    };
    if unsigned.len() < plain.len() {
        return signed(true, digits_value(digits, base)?).map(Resolved::Int);
    }
    let (negative, digits) = sign(digits);
    signed(negative, digits_value(digits, base)?).map(Resolved::Int)
}

fn sign(text: &str) -> (bool, &str) {
    match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    }
}

fn signed(negative: bool, magnitude: u64) -> Option<i64> {
    if negative { 0i64.checked_sub_unsigned(magnitude) } else { i64::try_from(magnitude).ok() }
}

fn base_prefix(body: &str) -> (u64, &str) {
    match body.as_bytes() {
        [b'0', b'x' | b'X', _, ..] => (16, &body[2..]),
        [b'0', b'b' | b'B', _, ..] => (2, &body[2..]),
        [b'0', b'o' | b'O', _, ..] => (8, &body[2..]),
        [b'0', _, ..] => (8, &body[1..]),
        _ => (10, body),
    }
}

fn digits_value(digits: &str, base: u64) -> Option<u64> {
    if digits.is_empty() {
        return None;
    }
    digits.bytes().try_fold(0u64, |value, byte| {
        let digit = u64::from(char::from(byte).to_digit(base as u32)?);
        value.checked_mul(base)?.checked_add(digit)
    })
}

/// A decimal float without underscores: `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`.
fn decimal(plain: &str) -> Option<f64> {
    let (_, body) = sign(plain);
    let (mantissa, exponent) = match body.find(['e', 'E']) {
        Some(at) => (&body[..at], Some(sign(&body[at + 1..]).1)),
        None => (body, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let shaped = all_digits(whole)
        && all_digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent.is_none_or(|digits| !digits.is_empty() && all_digits(digits));
    if !shaped {
        return None;
    }
    // Go reports what is out of range as an error, Rust as an infinity.
    plain.parse().ok().filter(|value: &f64| value.is_finite())
}

/// `strconv.ParseFloat` for text that begins with a dot: an underscore may stand between two digits.
pub(super) fn leading_dot(text: &str) -> Option<f64> {
    if !text.contains('_') {
        return decimal(text);
    }
    let bytes = text.as_bytes();
    let between_digits = |at: usize| {
        bytes[at - 1].is_ascii_digit() && bytes.get(at + 1).is_some_and(|next| next.is_ascii_digit())
    };
    let separated = (1..bytes.len()).filter(|at| bytes[*at] == b'_').all(between_digits);
    if separated { decimal(&text.replace('_', "")) } else { None }
}
