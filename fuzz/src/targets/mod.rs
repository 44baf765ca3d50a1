//! One file per target.

pub mod document;
pub mod frames;
pub mod settings;
pub mod workspace;

use crate::random::hash;
use copilot_manifest_ls::assist::Snapshot;
use copilot_manifest_ls::finding::Finding;
use std::collections::BTreeSet;

/// What a text made the server say, as one number: the rules that spoke, and how the text is broken.
fn behaviour(snapshot: &Snapshot, findings: &[Finding]) -> u64 {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for finding in findings {
        seen.insert(finding.rule.to_owned());
    }
    for error in snapshot.source.tree().errors.iter().take(2) {
        let said = error.message.text(copilot_manifest_ls::locale::Locale::En);
        seen.insert(said.split('`').next().unwrap_or_default().to_owned());
    }
    hash(format!("{:?} {seen:?}", snapshot.kind()).as_bytes())
}
