//! The command line: translates arguments and prints what the analysis says.

mod add;
mod args;
mod check;
mod diff;
mod explain;
mod generate;
mod import;
mod interrupt;
mod schema;
mod shell;
mod show;
mod terminal;
mod write;

pub use args::run;
