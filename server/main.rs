//! The binary: everything else is in the library.

use std::process::ExitCode;

/// Musl's own makes a keystroke of a long manifest half as dear again.
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: dlmalloc::GlobalDlmalloc = dlmalloc::GlobalDlmalloc;

fn main() -> ExitCode {
    copilot_manifest_ls::cli::run()
}
