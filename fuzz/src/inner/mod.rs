//! Parts of the server that only it may use, taken by their files.
#![allow(dead_code, reason = "the fuzzers use a part")]

#[path = "../../../server/lsp/frames.rs"]
pub mod frames;
#[path = "../../../server/lsp/messages.rs"]
pub mod messages;
#[path = "../../../server/lsp/settings.rs"]
pub mod settings;
