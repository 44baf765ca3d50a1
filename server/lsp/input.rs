//! Standard input as a stream of messages that tower-lsp can read to its end.

use super::frames::{Frame, next_frame};
use super::messages::{Message, Refusal, judge};
use std::io::{self, BufRead};
use tokio::io::{AsyncWriteExt, DuplexStream};
use tokio::sync::{mpsc, oneshot};

/// Messages that wait for tower-lsp before reading pauses.
const QUEUED_MESSAGES: usize = 64;
const PIPE_BYTES: usize = 64 * 1024;

/// The messages of the client.
pub struct Input {
    /// Well-formed frames; ends at the `exit` notification and where the client closes the stream.
    pub stream: DuplexStream,
    /// Resolves when [`Input::stream`] has been given its last frame.
    pub ended: oneshot::Receiver<()>,
}

/// Reads standard input on a thread of its own, which may outlive the server: a blocked read can't be ended.
///
/// # Errors
/// The system has no thread to give.
pub fn start() -> io::Result<Input> {
    let (sender, mut bodies) = mpsc::channel(QUEUED_MESSAGES);
    std::thread::Builder::new()
        .name("stdin".to_owned())
        .spawn(move || read(&mut io::stdin().lock(), &sender))?;
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
    Ok(Input { stream, ended })
}

async fn write_frame(pipe: &mut DuplexStream, body: &[u8]) -> io::Result<()> {
    pipe.write_all(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes()).await?;
    pipe.write_all(body).await
}

/// Passes on each message until the input ends, the client says `exit`, or nobody takes them.
fn read(input: &mut impl BufRead, bodies: &mpsc::Sender<Vec<u8>>) {
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
        if bodies.blocking_send(body).is_err() {
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
        let (sender, mut bodies) = mpsc::channel(8);
        read(&mut stream.as_bytes(), &sender);
        drop(sender);
        let bodies: Vec<_> =
            std::iter::from_fn(|| bodies.blocking_recv()).map(|b| String::from_utf8(b).unwrap()).collect();
        assert_eq!(bodies.len(), 2, "{bodies:?}");
        assert!(bodies[0].contains("-32700"), "{bodies:?}");
        assert_eq!(bodies[1], good);
    }
}
