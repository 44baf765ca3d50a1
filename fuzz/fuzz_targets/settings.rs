//! `settings` under libFuzzer.
#![no_main]

use fuzz::{Target, guided};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_target!(|bytes: &[u8]| {
    Target::Settings.run(bytes);
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    guided::mutate(Target::Settings, data, size, max_size, seed)
});
