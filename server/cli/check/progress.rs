//! How far the work is, on a terminal, when it takes longer than people wait without a sign.

use crate::locale::Locale;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// Nothing is shown before.
const PATIENCE: Duration = Duration::from_secs(1);
/// Between two pictures.
const PULSE: Duration = Duration::from_millis(100);
/// The characters of the bar.
const WIDTH: usize = 24;

/// How much there is to do and how much is done.
#[derive(Debug, Default)]
pub(super) struct Progress {
    total: AtomicUsize,
    done: AtomicUsize,
}

impl Progress {
    /// There is more to do.
    pub(super) fn expect(&self, more: usize) {
        self.total.fetch_add(more, Ordering::Relaxed);
    }

    /// One more is done.
    pub(super) fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// Does the work; shows on standard error how far it is, where that is a terminal.
    pub(super) fn shown<R>(locale: Locale, work: impl FnOnce(&Progress) -> R) -> R {
        let progress = Progress::default();
        if !io::stderr().is_terminal() {
            return work(&progress);
        }
        let (finished, wait) = mpsc::channel::<()>();
        thread::scope(|scope| {
            let progress = &progress;
            scope.spawn(move || progress.watch(&wait, PATIENCE, locale, &mut io::stderr()));
            let result = work(progress);
            drop(finished);
            result
        })
    }

    /// Draws until the sender of `wait` is gone, then wipes the line.
    fn watch(&self, wait: &mpsc::Receiver<()>, patience: Duration, locale: Locale, out: &mut impl Write) {
        let mut pause = patience;
        let mut width = 0;
        while wait.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
            let line = self.line(locale);
            // Nobody may be looking any more.
            let _ = write!(out, "\r{line}").and_then(|()| out.flush());
            width = 2 * line.chars().count();
            pause = PULSE;
        }
        if width > 0 {
            let _ = write!(out, "\r{}\r", " ".repeat(width.min(79))).and_then(|()| out.flush());
        }
    }

    fn line(&self, locale: Locale) -> String {
        let (done, total) = (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed));
        let reading = locale.pick("reading the workspace", "ワークスペースを読み込み中");
        if total == 0 {
            return format!("{reading} ...");
        }
        let full = (done * WIDTH / total).min(WIDTH);
        let checking = locale.pick("checking", "検査中");
        format!("{checking} [{}{}] {done}/{total}", "=".repeat(full), " ".repeat(WIDTH - full))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_drawn_after_a_while_and_wiped() {
        let progress = Progress::default();
        let (finished, wait) = mpsc::channel();
        let mut out = Vec::new();
        progress.expect(4);
        progress.step();
        thread::scope(|scope| {
            scope.spawn(move || {
                thread::sleep(Duration::from_millis(300));
                drop(finished);
            });
            progress.watch(&wait, Duration::from_millis(20), Locale::En, &mut out);
        });
        let text = String::from_utf8(out).unwrap();
        assert!(text.starts_with("\rchecking [======                  ] 1/4"), "{text:?}");
        assert!(text.ends_with(" \r"), "{text:?}");
    }

    #[test]
    fn quick_work_is_silent() {
        let (finished, wait) = mpsc::channel();
        drop(finished);
        let mut out = Vec::new();
        Progress::default().watch(&wait, Duration::from_secs(5), Locale::Ja, &mut out);
        assert_eq!(out, b"");
    }
}
