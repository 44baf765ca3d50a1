//! The sizes of tasks and instances that exist.

use crate::manifest::kind::Kind;
use std::ops::RangeInclusive;

/// The CPU units that Fargate offers.
pub(super) const FARGATE_CPUS: [i64; 7] = [256, 512, 1024, 2048, 4096, 8192, 16384];

/// The smallest Windows task and the most CPU units of one.
pub(super) const WINDOWS: Bounds = Bounds { cpu: 1024..=4096, memory: 2048 };

/// What an operating system asks of a task.
pub(super) struct Bounds {
    /// CPU units.
    pub cpu: RangeInclusive<i64>,
    /// The least memory in MiB.
    pub memory: i64,
}

/// The instances of App Runner: CPU units and MiB of memory.
pub(super) const APP_RUNNER: [(i64, &[i64]); 5] = [
    (256, &[512, 1024]),
    (512, &[1024]),
    (1024, &[2048, 3072, 4096]),
    (2048, &[4096, 6144]),
    (4096, &[8192, 10240, 12288]),
];

/// The sizes of memory in MiB that Fargate offers with these CPU units.
#[derive(Debug, Clone, Copy)]
pub(super) enum Memory {
    /// These.
    Some(&'static [i64]),
    /// From the first to the second in steps of the third.
    Steps(i64, i64, i64),
}

/// What goes with these CPU units.
pub(super) fn fargate(cpu: i64) -> Memory {
    match cpu {
        256 => Memory::Some(&[512, 1024, 2048]),
        512 => Memory::Steps(1024, 4096, 1024),
        1024 => Memory::Steps(2048, 8192, 1024),
        2048 => Memory::Steps(4096, 16384, 1024),
        4096 => Memory::Steps(8192, 30720, 1024),
        8192 => Memory::Steps(16384, 61440, 4096),
        _ => Memory::Steps(32768, 122_880, 8192),
    }
}

impl Memory {
    /// All of them in MiB, rising.
    pub(super) fn sizes(self) -> Vec<i64> {
        match self {
            Memory::Some(sizes) => sizes.to_vec(),
            Memory::Steps(low, high, step) => std::iter::successors(Some(low), |size| Some(size + step))
                .take_while(|it| *it <= high)
                .collect(),
        }
    }
}

/// The pairs that exist for a kind: CPU units, rising, with their sizes of memory in MiB, rising. Empty for kinds
/// without sizes.
pub fn pairs(kind: Kind, is_windows: bool) -> Vec<(i64, Vec<i64>)> {
    if kind == Kind::RequestDrivenWebService {
        return APP_RUNNER.iter().map(|(cpu, memory)| (*cpu, memory.to_vec())).collect();
    }
    let cpus =
        FARGATE_CPUS.into_iter().filter(|cpu| kind.is_ecs() && (!is_windows || WINDOWS.cpu.contains(cpu)));
    let least = if is_windows { WINDOWS.memory } else { 0 };
    let sizes = |cpu| fargate(cpu).sizes().into_iter().filter(|size| *size >= least).collect();
    cpus.map(|cpu| (cpu, sizes(cpu))).collect()
}

/// CPU units and MiB of memory where none are given.
pub fn defaults(kind: Kind) -> (i64, i64) {
    if kind == Kind::RequestDrivenWebService { (1024, 2048) } else { (256, 512) }
}
