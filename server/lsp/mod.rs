//! The language server: protocol messages in, plain data out. Only this module knows the protocol and async code.
//!
//! The way of a message: standard input → [`frames`] (bytes → bodies) → [`messages`] (bodies that tower-lsp can
//! read) → tower-lsp → [`guard`] (panics) → [`backend`] (one method per request) → one file per feature.
//! Handlers run concurrently on one thread and change [`documents`] before they first wait, so edits keep their
//! order; the analysis runs on a thread pool.

mod backend;
mod capabilities;
mod client;
mod closed;
mod code_action;
mod completion;
mod convert;
mod diagnostics;
mod documents;
mod effective;
mod effective_files;
mod explain;
mod folding;
mod frames;
mod guard;
mod hints;
mod hover;
mod import;
mod input;
#[cfg(test)]
mod isolation;
mod lens;
mod links;
mod log;
mod messages;
mod methods;
mod navigation;
mod neighbours;
mod output;
mod places;
mod plain_text;
mod progress;
mod refresh;
mod rename;
mod revision;
mod selection;
mod serve;
mod session;
mod settings;
mod symbols;
mod tokens;
mod uri;
mod view;
mod watch;
mod workspace_diagnostics;
mod workspace_symbols;
mod workspaces;

pub use serve::serve;
