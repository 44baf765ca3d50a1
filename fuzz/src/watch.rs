//! Ends the process where one execution does not end, with its input saved.

use fuzz::Target;
use std::sync::Mutex;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(20);

static NOW: Mutex<Option<(Instant, Target, Vec<u8>)>> = Mutex::new(None);

/// Looks at the present execution from a thread of its own.
pub fn start() {
    std::thread::spawn(|| {
        loop {
            std::thread::sleep(Duration::from_secs(1));
            let now = NOW.lock().ok().and_then(|now| now.clone());
            if let Some((_, target, input)) = now.filter(|(since, ..)| since.elapsed() > PATIENCE) {
                super::runner::save(target, "hang", &input);
                eprintln!("an execution of {} does not end; its input is saved", target.name());
                std::process::exit(3);
            }
        }
    });
}

/// An execution begins.
pub fn begin(target: Target, input: &[u8]) {
    if let Ok(mut now) = NOW.lock() {
        *now = Some((Instant::now(), target, input.to_vec()));
    }
}

/// It has ended.
pub fn end() {
    if let Ok(mut now) = NOW.lock() {
        *now = None;
    }
}
