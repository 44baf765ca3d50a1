//! What a user can set, in an editor or on the command line.

use crate::finding::Severity;
use std::collections::BTreeMap;

/// The language of messages and documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// Japanese.
    Ja,
}

/// The settings of one client or one run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// The language of what is shown.
    pub locale: Locale,
    /// Rule id → its severity instead of the catalogue's; `None` turns the rule off.
    pub severities: BTreeMap<String, Option<Severity>>,
}
