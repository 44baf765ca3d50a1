//! The vocabulary of manifests: the typed model, one file per section, and how Copilot decodes a tree into it.
//!
//! The structs of the sections are never filled: schemars turns them into a JSON Schema, and
//! [`Shape`] is that schema compiled for decoding, completion and hover. So a field with its type,
//! default and allowed values is written once.

pub mod decode;
pub mod dockerfile;
pub mod env_file;
pub mod fields;
pub mod interpolate;
pub mod kind;
pub mod model;
pub mod path;
pub mod permissions;
pub mod recognize;
pub mod shape;
pub mod shell_words;
pub mod short;
pub mod source;
pub mod template;
pub mod types;
pub mod value;

pub use decode::is_set;
