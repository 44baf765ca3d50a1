//! Ctrl-C while files are written: the file under way is finished or left, then the process ends as the signal says.

#[cfg(unix)]
pub(super) use unix::Interrupt;

#[cfg(unix)]
mod unix {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::{flag, low_level};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

    /// Holds signals back while it lives; a second one ends the process at once.
    pub(in crate::cli) struct Interrupt {
        came: Arc<AtomicBool>,
        which: Arc<AtomicUsize>,
    }

    impl Interrupt {
        /// From now on signals wait. Where they can't be made to, they end the process as ever.
        pub(in crate::cli) fn hold() -> Interrupt {
            let interrupt =
                Interrupt { came: Arc::new(AtomicBool::new(false)), which: Arc::new(AtomicUsize::new(0)) };
            for signal in [SIGINT, SIGTERM, SIGHUP] {
                let number = usize::try_from(signal).unwrap_or(0);
                // In this order: the first signal sets the flag that lets the second one through.
                let _ = flag::register_conditional_default(signal, Arc::clone(&interrupt.came))
                    .and_then(|_| flag::register_usize(signal, Arc::clone(&interrupt.which), number))
                    .and_then(|_| flag::register(signal, Arc::clone(&interrupt.came)));
            }
            interrupt
        }

        /// A signal came.
        pub(in crate::cli) fn came(&self) -> bool {
            self.came.load(Ordering::SeqCst)
        }

        /// Ends the process as the signal that came would have done; does nothing where none came.
        pub(in crate::cli) fn obey(&self) {
            let signal = self.which.load(Ordering::SeqCst);
            if let Some(signal) = i32::try_from(signal).ok().filter(|signal| *signal != 0) {
                let _ = low_level::emulate_default_handler(signal);
            }
        }
    }

    impl Drop for Interrupt {
        /// Signals end the process again.
        fn drop(&mut self) {
            self.came.store(true, Ordering::SeqCst);
        }
    }
}

/// Where there are no such signals, Ctrl-C ends the process at once. No file is half-written then either: one that was
/// to take the place of another may stay beside it.
#[cfg(not(unix))]
pub(super) struct Interrupt;

#[cfg(not(unix))]
impl Interrupt {
    pub(super) fn hold() -> Interrupt {
        Interrupt
    }

    pub(super) fn came(&self) -> bool {
        false
    }

    pub(super) fn obey(&self) {}
}
