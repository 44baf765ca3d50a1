//! The command line: translates arguments and prints what the analysis says.

mod args;
mod check;
mod json;
mod schema;
mod text;

pub use args::run;
