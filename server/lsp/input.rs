//! Standard input as a stream of messages that tower-lsp can read to its end.

use super::frames::{Frame, next_frame};
use super::messages::{Message, Refusal, judge};
use super::watch;
use std::io::{self, BufRead};
use std::time::Duration;
use tokio::io::{AsyncWriteExt, DuplexStream};
use tokio::runtime::Handle;
use tokio::sync::mpsc::error::SendTimeoutError;
use tokio::sync::{mpsc, oneshot};

/// Messages that wait for tower-lsp before reading pauses.
const QUEUED_MESSAGES: usize = 64;
const PIPE_BYTES: usize = 64 * 1024;
/// How often it is asked, while reading pauses, whether the client has closed the stream.
const INTERVAL: Duration = Duration::from_secs(1);

/// The messages of the client.
pub struct Input {
    /// Well-formed frames; ends at the `exit` notification and where the client closes the stream.
    pub stream: DuplexStream,
    /// Resolves when the last message has been read.
    pub read: oneshot::Receiver<()>,
    /// Resolves when [`Input::stream`] has been given its last frame.
    pub ended: oneshot::Receiver<()>,
}

/// Reads standard input on a thread of its own, which may outlive the server: a blocked read can't be ended.
///
/// # Errors
/// The system has no thread to give.
pub fn start() -> io::Result<Input> {
    let (sender, mut bodies) = mpsc::channel(QUEUED_MESSAGES);
    let (runtime, (at_end, read_all)) = (Handle::current(), oneshot::channel());
    std::thread::Builder::new().name("stdin".to_owned()).spawn(move || {
        read(&mut io::stdin().lock(), |body| pass(&runtime, &sender, body));
        // Nobody waits for it any more when the server has ended first.
        let _ = at_end.send(());
    })?;
    let (mut pipe, stream) = tokio::io::duplex(PIPE_BYTES);
    let (end, ended) = oneshot::channel();
    tokio::spawn(async move {
        while let Some(body) = bodies.recv().await {
            if write_frame(&mut pipe, &body).await.is_err() {
                break;
            }
        }
        // Nobody waits for it any more when the server has ended first.
        let _ = end.send(());
    });
    Ok(Input { stream, read: read_all, ended })
}

async fn write_frame(pipe: &mut DuplexStream, body: &[u8]) -> io::Result<()> {
    pipe.write_all(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes()).await?;
    pipe.write_all(body).await
}

/// Queues a message when there is room. False where nobody will take it: the server has ended, or the client has closed
/// the stream while it does not read, so that there will be no room.
fn pass(runtime: &Handle, bodies: &mpsc::Sender<Vec<u8>>, mut body: Vec<u8>) -> bool {
    loop {
        match runtime.block_on(bodies.send_timeout(body, INTERVAL)) {
            Ok(()) => return true,
            Err(SendTimeoutError::Closed(_)) => return false,
            Err(SendTimeoutError::Timeout(_)) if watch::input_is_closed() => return false,
            Err(SendTimeoutError::Timeout(waiting)) => body = waiting,
        }
    }
}

/// Passes on each message until the input ends, the client says `exit`, or `pass` says that nobody takes them.
fn read(input: &mut impl BufRead, mut pass: impl FnMut(Vec<u8>) -> bool) {
    loop {
        let message = match next_frame(input) {
            Ok(Some(Frame::Body(body))) => judge(body),
            Ok(Some(Frame::Skipped(what))) => {
                Message::Refused(Refusal::unreadable(format!("skipped {what}")))
            }
            Ok(None) => return,
            Err(error) => return tracing::error!("standard input can't be read any further: {error}"),
        };
        let body = match message {
            Message::Good(body) => body,
            Message::Exit => return,
            Message::Refused(refusal) => {
                tracing::warn!("the client sent a malformed message: {}", refusal.error.message);
                refusal.into_request()
            }
        };
        if !pass(body) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn messages_pass_until_exit_and_refusals_take_their_place() {
        let good = r#"{"jsonrpc":"2.0","method":"initialized"}"#;
        let exit = r#"{"jsonrpc":"2.0","method":"exit"}"#;
        let stream = [framed("{"), framed(good), framed(exit), framed(good)].concat();
        let mut bodies = Vec::new();
        read(&mut stream.as_bytes(), |body| {
            bodies.push(String::from_utf8(body).unwrap());
            true
        });
        assert_eq!(bodies.len(), 2, "{bodies:?}");
        assert!(bodies[0].contains("-32700"), "{bodies:?}");
        assert_eq!(bodies[1], good);
    }
}
