//! Drives the binary over standard input and output as an editor does.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "clippy.toml allows them inside test functions only"
)]

mod around;
mod burst;
mod client;
mod code_actions;
mod completion;
mod deaf;
mod diagnostics;
mod effective;
mod explain;
mod features;
mod folders;
mod frames;
mod hints;
mod hostile;
mod import;
mod lifecycle;
mod navigation;
mod places;
mod rename;
mod sequences;
mod settings;
mod silent;
mod soak;
mod structure;
mod sync;
mod workspace;
