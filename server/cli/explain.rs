//! `explain`: the documentation of a rule or of a field, as its page has it.

use crate::locale::Locale;
use crate::nearest::nearest;
use crate::reference::explain::{field, nearest_field};
use crate::rules::{page, registry};
use std::io::{self, Write};
use std::process::ExitCode;

/// Prints the documentation of the rule with this id, or of the field with this path.
pub(super) fn run(id: &str, locale: Locale) -> ExitCode {
    let text = registry::find(id).map(|rule| page::entry(rule, locale)).or_else(|| field(id, locale));
    if let Some(text) = text {
        let printed = writeln!(io::stdout(), "{}", text.trim_end());
        return if printed.is_ok() { ExitCode::SUCCESS } else { ExitCode::from(2) };
    }
    let meant =
        nearest(id, registry::all().map(|rule| rule.id)).map(str::to_owned).or_else(|| nearest_field(id));
    let message = match (meant, locale) {
        (Some(meant), Locale::En) => format!("there is no rule and no field `{id}`. Did you mean `{meant}`?"),
        (None, Locale::En) => format!("there is no rule and no field `{id}`."),
        (Some(meant), Locale::Ja) => {
            format!("`{id}` というルールもフィールドもありません。`{meant}` のことですか?")
        }
        (None, Locale::Ja) => format!("`{id}` というルールもフィールドもありません。"),
    };
    let _ = writeln!(io::stderr(), "copilot-manifest-ls: {message}");
    ExitCode::from(2)
}
