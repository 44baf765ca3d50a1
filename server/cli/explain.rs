//! `explain`: the documentation of a rule, as its page has it.

use crate::rules::words::nearest;
use crate::rules::{page, registry};
use std::io::{self, Write};
use std::process::ExitCode;

/// Prints the documentation of the rule with this id.
pub(super) fn run(id: &str) -> ExitCode {
    if let Some(rule) = registry::find(id) {
        let printed = writeln!(io::stdout(), "{}", page::entry(rule));
        return if printed.is_ok() { ExitCode::SUCCESS } else { ExitCode::from(2) };
    }
    let meant = nearest(id, registry::all().map(|rule| rule.id));
    let meant = meant.map(|id| format!(" Did you mean `{id}`?")).unwrap_or_default();
    let _ = writeln!(io::stderr(), "copilot-manifest-ls: there is no rule `{id}`.{meant}");
    ExitCode::from(2)
}
