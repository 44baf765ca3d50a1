//! `--fix` and `--diff`: the safe fixes carried out in memory, then written or shown.

use super::checker::{Checked, Checker};
use super::fingerprint::fingerprints;
use super::outcome::Mended;
use super::parallel;
use super::progress::Progress;
use crate::cli::diff::{Side, lines, unified};
use crate::cli::interrupt::Interrupt;
use crate::cli::terminal::say;
use crate::cli::write;
use crate::edits;
use crate::locale::Locale;
use crate::manifest::source::Source;
use crate::rules::mend::mend;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What one file makes right may make a fix certain in another: the most rounds over all of them.
const MOST_ROUNDS: usize = 8;

/// What is done to files, so far in memory.
pub(super) struct Mending {
    changed: BTreeMap<PathBuf, Change>,
    /// All files as they are after it.
    pub files: Vec<Checked>,
    found_before: HashMap<PathBuf, Vec<String>>,
}

/// What becomes of one file.
struct Change {
    /// The path as it is shown.
    path: String,
    before: Arc<Source>,
    after: Arc<Source>,
}

impl Mending {
    /// Mends the files of a checker in its memory; no file is written.
    pub(super) fn of(
        checker: &mut Checker,
        unsafe_too: bool,
        files: Vec<Checked>,
        progress: &Progress,
    ) -> Mending {
        let found_before = files.iter().map(|file| (file.file.clone(), fingerprints(file))).collect();
        let mut mending = Mending { changed: BTreeMap::new(), files, found_before };
        for _ in 0..MOST_ROUNDS {
            let mended = parallel::map(&mending.files, progress, |file| mended(checker, file, unsafe_too));
            if mended.iter().all(Option::is_none) {
                break;
            }
            for (file, text) in mending.files.iter().zip(mended) {
                let (Some(before), Some(text)) = (&file.source, text) else { continue };
                let after = Arc::new(Source::new(Some(&file.file), text));
                let new = || Change {
                    path: file.path.clone(),
                    before: Arc::clone(before),
                    after: Arc::clone(before),
                };
                mending.changed.entry(file.file.clone()).or_insert_with(new).after = Arc::clone(&after);
                checker.replace(after);
            }
            mending.files = checker.files(progress);
        }
        mending.changed.retain(|_, change| change.before.text != change.after.text);
        mending
    }

    /// What was done.
    pub(super) fn mended(&self) -> Mended {
        let now: HashMap<&Path, &Checked> =
            self.files.iter().map(|file| (file.file.as_path(), file)).collect();
        let gone = |path: &PathBuf| {
            let mut left = now.get(path.as_path()).map(|file| fingerprints(file)).unwrap_or_default();
            let is_gone = |print: &&String| {
                let at = left.iter().position(|it| it == *print);
                at.map(|at| left.swap_remove(at)).is_none()
            };
            self.found_before.get(path).into_iter().flatten().filter(is_gone).count()
        };
        Mended { findings: self.changed.keys().map(gone).sum(), files: self.changed.len() }
    }

    /// What was done, as a diff that `git apply` takes.
    pub(super) fn diff(&self, color: bool) -> String {
        let of_file = |Change { path, before, after }: &Change| {
            let (old, new) = (lines(&before.text), lines(&after.text));
            let (from, to) = (format!("a/{path}"), format!("b/{path}"));
            unified(&Side::plain(&from, &old), &Side::plain(&to, &new), color)
        };
        self.changed.values().map(of_file).collect()
    }

    /// Writes what was mended. Of files that can't be written the reason is said, and everything is judged once more with
    /// what they hold; false where there are such.
    pub(super) fn write(&mut self, checker: &mut Checker, locale: Locale, progress: &Progress) -> bool {
        let interrupt = Interrupt::hold();
        let mut failed = Vec::new();
        let mut written = 0;
        for (file, Change { path, before, after }) in &self.changed {
            match write::replace(file, &before.text, &after.text, || interrupt.came()) {
                Ok(()) => written += 1,
                Err(write::WriteError::Interrupted) => break,
                Err(error) => {
                    say(&format!("{path}: {}", error.phrase().text(locale)));
                    failed.push((file.clone(), Arc::clone(before)));
                }
            }
        }
        if interrupt.came() {
            say(&interrupted(written, self.changed.len(), locale));
            interrupt.obey();
        }
        drop(interrupt);
        let all = failed.is_empty();
        for (file, before) in failed {
            self.changed.remove(&file);
            checker.replace(before);
        }
        if !all {
            self.files = checker.files(progress);
        }
        all
    }
}

fn interrupted(written: usize, all: usize, locale: Locale) -> String {
    locale.pick(
        format!("interrupted: {written} of {all} files are mended, the others are as they were."),
        format!(
            "中断されました: {all} ファイルのうち {written} ファイルを修正しました。残りは変更していません。"
        ),
    )
}

/// The text of a file after its fixes; `None` where there are none.
fn mended(checker: &Checker, file: &Checked, unsafe_too: bool) -> Option<String> {
    let source = file.source.as_ref()?;
    if !file.findings.iter().any(|finding| finding.fixes.iter().any(|fix| fix.safe || unsafe_too)) {
        return None;
    }
    let edits = mend(source, |source| checker.judge(source), |_, fix| fix.safe || unsafe_too);
    edits::apply(&source.text, &edits).filter(|text| *text != source.text)
}
