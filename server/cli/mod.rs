//! The command line: translates arguments and prints what the analysis says.

mod args;
mod check;
mod explain;
mod generate;
mod json;
mod schema;
mod show;
mod text;

pub use args::run;
