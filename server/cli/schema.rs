//! `schema`: the JSON Schemas for people who use another YAML server.

use crate::manifest::kind::Kind;
use crate::schema::generate::file;
use std::io::{self, Write};
use std::process::ExitCode;

/// Prints the schema of a kind, or the names of all kinds.
pub(super) fn run(kind: Option<&str>) -> ExitCode {
    let Some(name) = kind else {
        let names = Kind::ALL.map(Kind::slug).join("\n");
        return printed(writeln!(io::stdout(), "{names}"));
    };
    match Kind::ALL.into_iter().find(|kind| kind.slug() == name || kind.name() == name) {
        Some(kind) => printed(write!(io::stdout(), "{}", file(kind))),
        None => {
            let text = "`schema` without a kind lists them";
            let _ = writeln!(io::stderr(), "copilot-manifest-ls: there is no kind `{name}`: {text}.");
            ExitCode::from(2)
        }
    }
}

fn printed(result: io::Result<()>) -> ExitCode {
    if result.is_ok() { ExitCode::SUCCESS } else { ExitCode::from(2) }
}
