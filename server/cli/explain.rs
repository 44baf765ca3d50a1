//! `explain`: the documentation of a rule or of a field, as its page has it.

use crate::assist::explain::explain;
use crate::locale::Locale;
use std::io::{self, Write};
use std::process::ExitCode;

/// Prints the documentation of the rule with this id, or of the field with this path.
pub(super) fn run(id: &str, locale: Locale) -> ExitCode {
    match explain(id, locale) {
        Ok(explanation) => {
            let printed = writeln!(io::stdout(), "{}", explanation.markdown.trim_end());
            if printed.is_ok() { ExitCode::SUCCESS } else { ExitCode::from(2) }
        }
        Err(unknown) => {
            let _ = writeln!(io::stderr(), "copilot-manifest-ls: {}", unknown.text(locale));
            ExitCode::from(2)
        }
    }
}
