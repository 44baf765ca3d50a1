//! `check` as a user and as CI meet it, through the real binary.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod baseline;
mod fixing;
mod folder;
mod forges;
mod robust;
mod sarif;
mod selection;
mod text;
