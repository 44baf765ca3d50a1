//! The forms of a report, one file each.

mod github;
mod json;
mod junit;
mod places;
mod sarif;
mod text;

use super::args::Format;
use super::outcome::Outcome;
use std::io::{self, Write};

/// How text is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Drawing {
    /// With colour.
    pub color: bool,
    /// The columns that there are.
    pub width: usize,
    /// With the documentation of each rule.
    pub explain: bool,
}

/// Prints a report.
pub(super) fn print(
    format: Format,
    outcome: &Outcome,
    drawing: Drawing,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Text => text::print(outcome, drawing, out),
        Format::Json => json::print(outcome, out),
        Format::Sarif => sarif::print(outcome, out),
        Format::Github => github::print(outcome, out),
        Format::Junit => junit::print(outcome, out),
    }
}
