//! The same work on many things at once.

use super::progress::Progress;
use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What `work` makes of each item, in the order of the items, whoever is ready first.
pub(super) fn map<T: Sync, R: Send>(
    items: &[T],
    progress: &Progress,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(items.len());
    progress.expect(items.len());
    let done = |item: &T| {
        let result = work(item);
        progress.step();
        result
    };
    if workers < 2 {
        return items.iter().map(done).collect();
    }
    let (next, results) = (AtomicUsize::new(0), Mutex::new(Vec::with_capacity(items.len())));
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                let mut own = Vec::new();
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(index) else { break };
                    own.push((index, done(item)));
                }
                results.lock().unwrap_or_else(std::sync::PoisonError::into_inner).extend(own);
            });
        }
    });
    let mut results = results.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_items() {
        let items: Vec<usize> = (0..1000).collect();
        let results = map(&items, &Progress::default(), |item| {
            if item % 100 == 0 {
                thread::sleep(std::time::Duration::from_millis(2));
            }
            item * 2
        });
        assert_eq!(results, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        assert!(map(&[] as &[usize], &Progress::default(), |item| *item).is_empty());
    }
}
