//! What a user can set, in an editor or on the command line.

use crate::finding::Severity;
use crate::locale::Locale;
use std::collections::BTreeMap;

/// The settings of one client or one run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// The language of what is shown.
    pub locale: Locale,
    /// Rule id → its severity instead of the catalogue's; `None` turns the rule off.
    pub severities: BTreeMap<String, Option<Severity>>,
}
