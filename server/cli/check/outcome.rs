//! What a report speaks of.

use super::baseline::Entry;
use super::checker::Checked;
use crate::finding::{Finding, Severity};
use crate::locale::Locale;

/// What came out of a check.
#[derive(Debug)]
pub(super) struct Outcome {
    /// The files, by path.
    pub files: Vec<Checked>,
    /// The language of the report.
    pub locale: Locale,
    /// Warnings fail too.
    pub deny_warnings: bool,
    /// What the baseline did, where there is one.
    pub baseline: Option<Accepted>,
    /// What `--fix` did.
    pub mended: Mended,
}

/// What a baseline did.
#[derive(Debug, Default)]
pub(super) struct Accepted {
    /// How many findings it took away.
    pub findings: usize,
    /// What it lists and is not found any more.
    pub gone: Vec<Entry>,
}

/// What was mended.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Mended {
    /// The findings that are gone.
    pub findings: usize,
    /// The files that were changed.
    pub files: usize,
}

impl Outcome {
    /// All findings with their files.
    pub(super) fn findings(&self) -> impl Iterator<Item = (&Checked, &Finding)> {
        self.files.iter().flat_map(|file| file.findings.iter().map(move |finding| (file, finding)))
    }

    /// How many findings there are of a severity.
    pub(super) fn count(&self, severity: Severity) -> usize {
        self.findings().filter(|(_, finding)| finding.severity == severity).count()
    }

    /// The finding fails the run.
    pub(super) fn fails(&self, finding: &Finding) -> bool {
        match finding.severity {
            Severity::Error => true,
            Severity::Warning => self.deny_warnings,
            Severity::Info | Severity::Hint => false,
        }
    }

    /// 0 where nothing fails, 1 where something does, 2 where no file that was asked for could be read.
    pub(super) fn status(&self) -> u8 {
        let mut listed = self.files.iter().filter(|file| file.listed).peekable();
        if listed.peek().is_some() && listed.all(|file| !file.readable) {
            return 2;
        }
        u8::from(self.findings().any(|(_, finding)| self.fails(finding)))
    }
}
