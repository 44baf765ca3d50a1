//! The files of a workspace: each judged among the others, and asked one question.

use super::behaviour;
use crate::random::hash;
use crate::support::beside::Beside;
use crate::support::{header, holds};
use copilot_manifest_ls::assist::Snapshot;
use copilot_manifest_ls::rules::judge_workspace;
use copilot_manifest_ls::settings::Settings;
use copilot_manifest_ls::workspace::Around;
use holds::{Asked, QUESTIONS};
use std::sync::Arc;

/// The files that the lines with a path begin; what stands before the first is no file.
pub fn files(input: &str) -> Vec<(&str, &str)> {
    let (mut files, mut at) = (Vec::new(), 0);
    let mut begun: Option<(&str, usize)> = None;
    for line in input.split_inclusive('\n') {
        if let Some(path) = header(line) {
            files.extend(begun.map(|(path, start)| (path, &input[start..at])));
            begun = Some((path, at + line.len()));
        }
        at += line.len();
    }
    files.extend(begun.map(|(path, start)| (path, &input[start..])));
    files
}

pub fn run(input: &str) -> u64 {
    let around = Beside::new(&files(input));
    let choice = hash(input.as_bytes());
    let mut seen = Vec::new();
    for (path, finding) in judge_workspace(&around, &Settings::default()) {
        assert!(!finding.message.is_empty() && path.starts_with("/app"), "{finding:?} of {path:?}");
        seen.extend_from_slice(finding.rule.as_bytes());
    }
    let Some(workspace) = around.workspace() else { return 0 };
    for (index, source) in workspace.sources().enumerate() {
        let snapshot = Snapshot::from(Arc::clone(source));
        let findings = holds::findings(&snapshot, &around);
        let asked = Asked { snapshot: &snapshot, findings: &findings, around: &around };
        let question = QUESTIONS[((choice >> 8) as usize + index) % QUESTIONS.len()].1;
        question(&asked, (choice >> 24) as usize % (source.text.len() + 1));
        seen.extend_from_slice(&behaviour(&snapshot, &findings).to_le_bytes());
    }
    hash(&seen)
}
