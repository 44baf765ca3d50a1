//! Work that may panic without taking other work along, and its name for the report.
//!
//! The words of a panic may quote a document. What is reported instead, by the hook of an edge, is the name of the work
//! and the place in the sources. Nothing is printed here.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// One of the many parts of a piece of work, such as a check of a table: as cheap to begin as to name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Task {
    name: &'static str,
    /// Which of several of this name, counted from 0.
    number: Option<usize>,
}

impl Task {
    /// Work of its own name.
    pub fn new(name: &'static str) -> Task {
        Task { name, number: None }
    }

    /// One of several, counted from 0.
    pub fn numbered(name: &'static str, number: usize) -> Task {
        Task { name, number: Some(number) }
    }
}

impl fmt::Display for Task {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number {
            Some(number) => write!(to, "{}[{number}]", self.name),
            None => write!(to, "{}", self.name),
        }
    }
}

thread_local! {
    static WORK: RefCell<Option<Arc<str>>> = const { RefCell::new(None) };
    /// The part of the work; a cell of its own, because this one changes thousands of times for a keystroke.
    static TASK: Cell<Option<Task>> = const { Cell::new(None) };
}

/// The name of what this thread works at.
pub fn current() -> Option<Arc<str>> {
    TASK.get().map(|task| task.to_string().into()).or_else(|| WORK.with_borrow(Clone::clone))
}

/// Works under a name, of a request or a file. Never text of a document.
pub fn named<T>(name: impl Into<Arc<str>>, work: impl FnOnce() -> T) -> T {
    /// Sets the name back, also when a panic leaves the work.
    struct Before(Option<Arc<str>>, Option<Task>);
    impl Drop for Before {
        fn drop(&mut self) {
            WORK.set(self.0.take());
            TASK.set(self.1);
        }
    }
    let _before = Before(WORK.replace(Some(name.into())), TASK.take());
    work()
}

/// Works as a part of what this thread works at.
fn part<T>(task: Task, work: impl FnOnce() -> T) -> T {
    struct Before(Option<Task>);
    impl Drop for Before {
        fn drop(&mut self) {
            TASK.set(self.0);
        }
    }
    let _before = Before(TASK.replace(Some(task)));
    work()
}

static LOST: AtomicUsize = AtomicUsize::new(0);

/// Works as a part of what this thread works at; `None` where the work panicked. What it changed by then must not matter
/// any more.
pub fn attempt<T>(task: Task, work: impl FnOnce() -> T) -> Option<T> {
    caught(|| part(task, work))
}

/// The same under a name.
pub fn attempt_named<T>(name: impl Into<Arc<str>>, work: impl FnOnce() -> T) -> Option<T> {
    caught(|| named(name, work))
}

fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    let outcome = catch_unwind(AssertUnwindSafe(work)).ok();
    if outcome.is_none() {
        LOST.fetch_add(1, Ordering::Relaxed);
    }
    outcome
}

/// How many attempts of this process have panicked.
pub fn lost() -> usize {
    LOST.load(Ordering::Relaxed)
}

/// The report of a panic, for a hook to log: what this thread was at, and where in the sources.
pub fn report(place: Option<&Location<'_>>) -> String {
    let place = place.map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
    match current() {
        Some(task) => {
            format!("internal error in {task} at {place}: only its outcome is missing. Please report it")
        }
        None => format!("internal error at {place}. Please report it"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name() -> String {
        current().unwrap().to_string()
    }

    #[test]
    fn work_has_the_name_of_the_innermost_task() {
        assert_eq!(current(), None);
        named("outer", || {
            let inner = attempt(Task::numbered("inner", 2), || (name(), named("request", name), name()));
            assert_eq!(inner, Some(("inner[2]".into(), "request".into(), "inner[2]".into())));
            assert_eq!(name(), "outer");
        });
        assert_eq!(current(), None);
    }

    #[test]
    fn a_panic_costs_only_its_own_outcome() {
        assert_eq!(attempt(Task::new("good"), || 5), Some(5));
        let before = lost();
        named("outer", || {
            assert_eq!(attempt(Task::new("bad"), || -> i32 { panic!("as planned") }), None);
            assert_eq!(attempt_named("bad.yml", || -> i32 { panic!("as planned") }), None);
            assert_eq!(name(), "outer", "the name of the work that goes on");
        });
        assert!(lost() > before + 1);
    }

    #[test]
    fn a_report_names_work_and_place() {
        let place = Location::caller();
        let report = part(Task::numbered("http::CHECKS", 1), || super::report(Some(place)));
        assert!(report.contains("http::CHECKS[1]") && report.contains("isolate.rs:"), "{report}");
    }
}
