//! Checks that panic, in the tests of this crate only. They show that the others go on.

use super::check::Check;
use super::document::Document;
use super::registry::AcrossCheck;
use super::report::Report;
use super::sections::schema;
use crate::workspace::Workspace;

/// What a text must hold for the checks to panic, with the text as the message.
pub const TROUBLE: &str = "this text is trouble";

/// See the module.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[in_a_manifest];
/// See the module.
pub const BLOCK_CHECKS: &[fn(&mut Check<'_>)] = &[in_a_manifest];
/// See the module.
pub const ACROSS: &[AcrossCheck] = &[across];

fn trouble(text: &str) {
    assert!(!text.contains(TROUBLE), "{text}");
}

fn in_a_manifest(check: &mut Check<'_>) {
    if check.text.contains(TROUBLE) {
        check.report(Report::new(schema::RULES[0], check.document()));
    }
    trouble(check.text);
}

fn across(check: &mut Check<'_>, _: &Workspace) {
    in_a_manifest(check);
}

/// See the module.
pub fn once(document: &Document<'_>) -> Vec<Report> {
    trouble(document.text);
    Vec::new()
}
