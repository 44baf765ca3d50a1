//! Standard output, with an end of the server where nobody reads it any more.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::io::{AsyncWrite, Stdout};
use tokio::sync::Notify;

/// Standard output that tells of a failure instead of returning it: tower-lsp would go on without an output.
pub struct Output {
    stdout: Stdout,
    failed: Arc<Notify>,
}

impl Output {
    /// The standard output of the process; `failed` is notified when it can't be written.
    pub fn new(failed: Arc<Notify>) -> Self {
        Output { stdout: tokio::io::stdout(), failed }
    }

    /// What was written; everything, where it can go nowhere.
    fn settle<T>(&self, result: Poll<io::Result<T>>, everything: T) -> Poll<io::Result<T>> {
        result.map(|result| {
            Ok(result.unwrap_or_else(|error| {
                tracing::error!("the server ends, for its output can't be written: {error}");
                self.failed.notify_one();
                everything
            }))
        })
    }
}

impl AsyncWrite for Output {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stdout).poll_write(context, bytes);
        self.settle(result, bytes.len())
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let result = Pin::new(&mut self.stdout).poll_flush(context);
        self.settle(result, ())
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let result = Pin::new(&mut self.stdout).poll_shutdown(context);
        self.settle(result, ())
    }
}
