//! Work that may panic without taking other work along, and its name for the report.
//!
//! The words of a panic may quote a document. What is reported instead, by the hook of an edge, is the name of the work
//! and the place in the sources. Nothing is printed here.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;
use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a thread works at: a request, a table of checks, a file. Never text of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    name: Cow<'static, str>,
    /// Which of several of this name, counted from 0.
    number: Option<usize>,
}

impl Task {
    /// Work of its own name.
    pub fn new(name: impl Into<Cow<'static, str>>) -> Task {
        Task { name: name.into(), number: None }
    }

    /// One of several, counted from 0.
    pub fn numbered(name: &'static str, number: usize) -> Task {
        Task { number: Some(number), ..Task::new(name) }
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
    static CURRENT: RefCell<Option<Task>> = const { RefCell::new(None) };
}

/// What this thread works at.
pub fn current() -> Option<Task> {
    CURRENT.with_borrow(Clone::clone)
}

/// Works under a name.
pub fn named<T>(task: Task, work: impl FnOnce() -> T) -> T {
    /// Sets the name back, also when a panic leaves the work.
    struct Before(Option<Task>);
    impl Drop for Before {
        fn drop(&mut self) {
            CURRENT.set(self.0.take());
        }
    }
    let _before = Before(CURRENT.replace(Some(task)));
    work()
}

static LOST: AtomicUsize = AtomicUsize::new(0);

/// Works under a name; `None` where the work panicked. What it changed by then must not matter any more.
pub fn attempt<T>(task: Task, work: impl FnOnce() -> T) -> Option<T> {
    let outcome = catch_unwind(AssertUnwindSafe(|| named(task, work))).ok();
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

    #[test]
    fn work_has_the_name_of_the_innermost_task() {
        assert_eq!(current(), None);
        named(Task::new("outer"), || {
            assert_eq!(named(Task::numbered("inner", 2), || current().unwrap().to_string()), "inner[2]");
            assert_eq!(current(), Some(Task::new("outer")));
        });
        assert_eq!(current(), None);
    }

    #[test]
    fn a_panic_costs_only_its_own_outcome() {
        assert_eq!(attempt(Task::new("good"), || 5), Some(5));
        let before = lost();
        named(Task::new("outer"), || {
            assert_eq!(attempt(Task::new("bad"), || -> i32 { panic!("as planned") }), None);
            assert_eq!(current(), Some(Task::new("outer")), "the name of the work that goes on");
        });
        assert!(lost() > before);
    }

    #[test]
    fn a_report_names_work_and_place() {
        let place = Location::caller();
        let report = named(Task::numbered("http::CHECKS", 1), || super::report(Some(place)));
        assert!(report.contains("http::CHECKS[1]") && report.contains("isolate.rs:"), "{report}");
    }
}
