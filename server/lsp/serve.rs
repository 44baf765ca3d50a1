//! The life of the server process.

use super::backend::{Backend, Lifecycle};
use super::guard::Guard;
use super::output::Output;
use super::{effective, explain, import, input, log};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::sync::mpsc;
use tower_lsp::{LspService, Server};

/// tower-lsp's four let four slow requests hold up edits and cancellations.
const CONCURRENT_REQUESTS: usize = 64;
/// Threads that analyse and write. More would not be faster, but cost memory.
const POOL_THREADS: usize = 2;
/// How long what was read before the client's last message may take to be passed on: for ever, where the client does not
/// read the answers.
const LAST_MESSAGES: Duration = Duration::from_secs(5);
/// How long answers under way may take after the client's last message.
const GRACE: Duration = Duration::from_millis(500);

/// Serves the client on standard input and output until it says `exit`, closes the input, stops reading, or its process ends.
///
/// Status 0 where it asked for `shutdown` before, 1 otherwise. Call it once, from a thread without a runtime.
pub fn serve() -> ExitCode {
    let log_lines = log::start();
    let mut builder = tokio::runtime::Builder::new_current_thread();
    match builder.enable_all().max_blocking_threads(POOL_THREADS).build() {
        Ok(runtime) => {
            let code = runtime.block_on(run(log_lines));
            // An analysis under way must not hold up the end.
            runtime.shutdown_background();
            code
        }
        Err(error) => {
            tracing::error!("the server can't start: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(log_lines: mpsc::Receiver<log::Line>) -> ExitCode {
    let input = match input::start() {
        Ok(input) => input,
        Err(error) => {
            tracing::error!("standard input can't be read: {error}");
            return ExitCode::FAILURE;
        }
    };
    let lifecycle = Arc::new(Lifecycle::default());
    let (service, socket) =
        LspService::build(|client| Backend::new(client, Arc::clone(&lifecycle), log_lines))
            .custom_method(effective::METHOD, Backend::effective)
            .custom_method(import::METHOD, Backend::import)
            .custom_method(explain::METHOD, Backend::explain)
            .custom_method(explain::RULES_METHOD, Backend::rules)
            .finish();
    let output = Output::new(Arc::clone(&lifecycle.client_is_gone));
    let server = Server::new(input.stream, output, socket).concurrency_level(CONCURRENT_REQUESTS);
    let grace = async {
        // An error means that the sender is gone, which is an end as well.
        let _ = input.read.await;
        let _ = tokio::time::timeout(LAST_MESSAGES, input.ended).await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        () = server.serve(Guard::new(service)) => {}
        () = grace => tracing::debug!("ended with requests unanswered"),
        () = lifecycle.client_is_gone.notified() => {}
    }
    if lifecycle.is_shut_down.load(Ordering::Relaxed) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
