//! The mutations under libFuzzer: its own, and those that know YAML.

use crate::Target;
use crate::mutate::once;
use crate::random::Random;
use crate::seeds;
use std::sync::OnceLock;

/// Changes `data`, of which `size` bytes are used and `limit` may be, and gives the new size.
pub fn mutate(target: Target, data: &mut [u8], size: usize, limit: usize, seed: u32) -> usize {
    static SEEDS: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    let seeds = SEEDS.get_or_init(|| seeds::of(target));
    let mut random = Random::new(u64::from(seed));
    if random.once_in(2) {
        return libfuzzer_sys::fuzzer_mutate(data, size, limit);
    }
    let other = random.pick(seeds);
    // libFuzzer begins with nothing; the examples of the rules stand in its place.
    let new = if size < 8 { other.clone() } else { once(target, &data[..size], other, &mut random) };
    let length = new.len().min(limit).min(data.len());
    data[..length].copy_from_slice(&new[..length]);
    length
}
