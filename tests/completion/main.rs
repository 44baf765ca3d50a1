//! What is offered at a marked place, and the whole text after an item is taken.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may fail")]

#[path = "../support/beside.rs"]
mod beside;
mod keys;
mod marked;
#[path = "../support/taken.rs"]
mod taken;
mod values;
