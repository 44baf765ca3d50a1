//! Notices that the client is gone, where standard input does not tell.

use std::time::Duration;

const INTERVAL: Duration = Duration::from_secs(2);

/// Returns when no process has the id `client`.
pub async fn client_is_gone(client: u32) {
    // The wait goes first: a client may have given an id that means nothing here, and is to read the answer at least.
    loop {
        tokio::time::sleep(INTERVAL).await;
        if !is_alive(client) {
            return;
        }
    }
}

/// A process that may not be signalled counts as alive.
#[cfg(unix)]
fn is_alive(client: u32) -> bool {
    let process = i32::try_from(client).ok().and_then(rustix::process::Pid::from_raw);
    process.is_none_or(|process| rustix::process::test_kill_process(process) != Err(rustix::io::Errno::SRCH))
}

/// Elsewhere the end of the client's process always closes standard input.
#[cfg(not(unix))]
fn is_alive(_client: u32) -> bool {
    true
}

/// The client has closed its end of standard input, though there may be more to read.
#[cfg(unix)]
pub fn input_is_closed() -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let stdin = std::io::stdin();
    // A hang-up is told without being asked for.
    let mut fds = [PollFd::new(&stdin, PollFlags::empty())];
    let found = poll(&mut fds, Some(&Timespec { tv_sec: 0, tv_nsec: 0 }));
    found.is_ok_and(|found| found > 0) && fds[0].revents().contains(PollFlags::HUP)
}

/// Elsewhere it is not known before the rest is read.
#[cfg(not(unix))]
pub fn input_is_closed() -> bool {
    false
}
