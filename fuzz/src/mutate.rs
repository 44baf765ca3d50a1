//! Makes a new input of known ones.

use crate::Target;
use crate::random::Random;
use crate::yaml_edits;

/// Inputs grow no longer than this, so that an execution stays cheap.
const LONGEST: usize = 800;

/// A new input, out of one of `pool` and parts of others.
pub fn mutated(target: Target, pool: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    // Of two the shorter one: most of what can go wrong needs few lines, and those cost little.
    let (one, two) = (random.pick(pool), random.pick(pool));
    let mut input = if one.len() < two.len() { one.clone() } else { two.clone() };
    for _ in 0..1 + random.below(4) {
        let other = random.pick(pool);
        input = once(target, &input, other, random);
    }
    if input.len() > LONGEST {
        input.truncate(LONGEST);
    }
    input
}

/// One change of an input, perhaps with a part of another.
fn once(target: Target, input: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let is_yaml = matches!(target, Target::Document | Target::Workspace);
    if is_yaml && !random.once_in(6) {
        let (input, other) = (String::from_utf8_lossy(input), String::from_utf8_lossy(other));
        return yaml_edits::edited(&input, &other, random).into_bytes();
    }
    bytes(input, other, random)
}

/// Changes that know nothing of what the bytes mean.
fn bytes(input: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut input = input.to_vec();
    let at = random.below(input.len() + 1);
    let end = (at + random.below(24)).min(input.len());
    match random.below(5) {
        0 => drop(input.drain(at..end)),
        1 => {
            let piece = input[at..end].to_vec();
            input.splice(at..at, piece);
        }
        2 => {
            let from = random.below(other.len());
            let to = (from + random.below(60)).min(other.len());
            input.splice(at..end, other[from.min(to)..to].iter().copied());
        }
        3 => input.truncate(at),
        _ => {
            let byte = random.below(256) as u8;
            if let Some(old) = input.get_mut(at) { *old = byte } else { input.push(byte) }
        }
    }
    input
}
