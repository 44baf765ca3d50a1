//! Semantic checks: what Copilot's validation, AWS and a careful maintainer would say.
//!
//! A rule is a `const` [`Rule`] in the file of its section, with its words, its documentation and its examples,
//! one line in [`registry`], and a function that reports it (or a constraint of the model that names it).

mod across;
pub mod allow;
mod asked;
#[cfg(test)]
pub mod broken;
pub mod check;
mod constraints;
mod document;
mod fixes;
mod form_fixes;
mod forms;
pub mod japanese;
pub mod judge;
mod layered;
mod layers;
pub mod lines;
pub mod mend;
pub mod network;
pub mod page;
pub mod registry;
pub mod report;
pub mod rule;
pub mod sections;
pub mod suppression;
mod values;
pub mod words;
mod workspace;

pub use document::Document;
pub use judge::{judge, judge_while};
pub use registry::{RULES, find};
pub use rule::Rule;
pub use workspace::{judge_workspace, judge_workspace_in};
