//! Language server and checker for the manifests of AWS Copilot CLI.
//!
//! The crate is layered; dependencies point one way:
//! `text` ← `yaml` ← `manifest` ← `reference` ← `schema`, `environments` ← `rules` ← `assist` ← `lsp`, `cli`.
//! Nothing below `lsp` and `cli` knows protocol types, async code, the file system (but `workspace`), or prints.

pub mod assist;
pub mod cli;
pub mod edits;
pub mod environments;
pub mod finding;
pub mod import;
pub mod isolate;
pub mod locale;
pub mod lsp;
pub mod manifest;
pub mod nearest;
pub mod reference;
pub mod rules;
pub mod schema;
pub mod settings;
pub mod text;
pub mod workspace;
pub mod yaml;
