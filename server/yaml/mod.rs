//! Text → spanned YAML tree that survives half-typed text, and the scalars of Go's YAML library.
//!
//! [`Tree::parse`] never fails: what is broken becomes a [`SyntaxError`], and the rest of the document stands.
//! All offsets are bytes into the text that was parsed.

mod build;
mod control;
mod dialect;
mod directives;
mod duration;
mod layout;
mod merge;
mod number;
mod parse;
mod query;
mod repair;
mod reparse;
mod scalar;
mod separators;
mod splice;
mod tabs;
mod timestamp;
mod tree;

pub use duration::parse_duration;
pub use query::Segment;
pub use scalar::{Resolved, resolve};
pub use tree::{Comment, Entry, Node, NodeData, NodeId, Span, Style, SyntaxError, Tree};
