//! One version of one document: what requests are answered from, worked out when it is first asked for.

use crate::assist::{Around, Snapshot};
use crate::finding::Finding;
use crate::manifest::source::Source;
use crate::settings::Settings;
use crate::text::Document;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// A longer text is kept, but not analysed: no manifest comes near, and each keystroke would cost seconds.
pub(super) const MAX_ANALYSED_BYTES: usize = 10 * 1024 * 1024;

/// One version of one document under one set of settings. What is asked of it is worked out once.
#[derive(Debug)]
pub struct Revision {
    /// The client's version number.
    pub version: i32,
    /// The text, for positions.
    pub text: Document,
    /// The settings that hold for it.
    pub settings: Arc<Settings>,
    path: Option<PathBuf>,
    /// Up to which change around it its findings are known to hold; 0 for a new text.
    pub(super) generation: u64,
    /// An earlier text, until this one is parsed.
    before: Mutex<Option<Arc<Source>>>,
    snapshot: OnceLock<Snapshot>,
    findings: OnceLock<Vec<Finding>>,
    /// Held while the findings are worked out, so that nobody does it twice.
    judging: Mutex<()>,
    /// Another revision has taken its place.
    pub(super) is_stale: AtomicBool,
}

impl Revision {
    pub(super) fn new(path: Option<PathBuf>, version: i32, text: Document, settings: Arc<Settings>) -> Self {
        let (before, snapshot, findings, judging, is_stale) = Default::default();
        Revision {
            version,
            text,
            settings,
            path,
            generation: 0,
            before,
            snapshot,
            findings,
            judging,
            is_stale,
        }
    }

    /// The next text, or the same one under other settings.
    pub(super) fn next(&self, version: i32, text: Document, settings: Arc<Settings>) -> Self {
        let parsed = self.snapshot.get().map(|snapshot| Arc::clone(&snapshot.source));
        let before = parsed.or_else(|| self.before().clone());
        Revision::new(self.path.clone(), version, text, settings).from(before)
    }

    /// The same revision, which goes on from an earlier text of its file, or is that.
    pub(super) fn from(self, before: Option<Arc<Source>>) -> Self {
        Revision { before: Mutex::new(before), ..self }
    }

    pub(super) fn before(&self) -> MutexGuard<'_, Option<Arc<Source>>> {
        self.before.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The same text, to be judged by what lies around it now.
    pub(super) fn again(&self, generation: u64) -> Self {
        Revision {
            generation,
            snapshot: self.snapshot.clone(),
            ..self.next(self.version, self.text.clone(), Arc::clone(&self.settings))
        }
    }

    /// The parsed text; `None` where it is too long. Costs milliseconds the first time.
    pub fn snapshot(&self) -> Option<&Snapshot> {
        (!self.is_too_long()).then(|| self.snapshot.get_or_init(|| self.parse()))
    }

    fn parse(&self) -> Snapshot {
        // Neither locked nor gone while this takes its time: the next edit may come meanwhile and go on from it.
        let before = self.before().clone();
        let snapshot = match before {
            Some(before) => Snapshot::after(before, self.text.to_string()),
            None => Snapshot::new(self.path.as_deref(), self.text.to_string()),
        };
        *self.before() = None;
        snapshot
    }

    /// All that is wrong, with what lay around when it was first asked for. Costs milliseconds the first time.
    pub fn findings(&self, around: &dyn Around) -> &[Finding] {
        self.findings_while(around, &|| true).unwrap_or_default()
    }

    /// The same for diagnostics, which nobody waits for once there is a newer revision: `None` then, maybe.
    pub fn findings_unless_stale(&self, around: &dyn Around) -> Option<&[Finding]> {
        self.findings_while(around, &|| !self.is_stale.load(Ordering::Relaxed))
    }

    fn findings_while(&self, around: &dyn Around, goes_on: &dyn Fn() -> bool) -> Option<&[Finding]> {
        if let Some(findings) = self.findings.get() {
            return Some(findings);
        }
        let _one_at_a_time = self.judging.lock().unwrap_or_else(PoisonError::into_inner);
        if self.findings.get().is_none() {
            let judge = |it: &Snapshot| it.findings_while(&self.settings, around, goes_on);
            let findings = if goes_on() { self.snapshot().map_or(Some(Vec::new()), judge) } else { None };
            // Nobody else can have set it.
            let _ = self.findings.set(findings?);
        }
        self.findings.get().map(Vec::as_slice)
    }

    /// Where the file lies, if it is one.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    pub(super) fn is_too_long(&self) -> bool {
        self.text.len() > MAX_ANALYSED_BYTES
    }
}
