//! Logs go to standard error, and warnings and errors of this crate to the client's log too.
//!
//! No text of a document is logged above debug level.

use crate::isolate;
use std::collections::BTreeSet;
use std::fmt::{self, Write};
use std::panic::Location;
use std::sync::{Mutex, PoisonError};
use tokio::sync::mpsc;
use tower_lsp::Client;
use tower_lsp::lsp_types::MessageType;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt as stderr;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

/// Holds a filter such as `debug` or `warn,tower_lsp=debug`; without it warnings and errors are logged.
const FILTER_VARIABLE: &str = "COPILOT_MANIFEST_LS_LOG";
/// Lines that may wait for the client; what comes on top is on standard error only.
const QUEUED_LINES: usize = 64;

/// A line for the client's log.
pub struct Line {
    level: MessageType,
    text: String,
}

/// Starts logging, panics included, for the rest of the process. Gives the lines for the client.
pub fn start() -> mpsc::Receiver<Line> {
    let (sender, lines) = mpsc::channel(QUEUED_LINES);
    let wish = std::env::var(FILTER_VARIABLE).ok().filter(|wish| !wish.is_empty());
    let filter = wish.and_then(|wish| wish.parse::<Targets>().ok());
    let filter = filter.unwrap_or_else(|| Targets::new().with_default(LevelFilter::WARN));
    let to_stderr = stderr::layer().with_writer(std::io::stderr).with_ansi(false).with_filter(filter);
    let started = tracing_subscriber::registry().with(to_stderr).with(ToClient { sender }).try_init();
    // Where a subscriber is set already, its owner decides what is logged.
    drop(started);
    std::panic::set_hook(Box::new(|panic| report(panic.location())));
    lines
}

/// Logs a panic without its message, which may quote a document: each name and place once, because work that panics does
/// so at every keystroke.
fn report(place: Option<&Location<'_>>) {
    static REPORTED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    let report = isolate::report(place);
    if REPORTED.lock().unwrap_or_else(PoisonError::into_inner).insert(report.clone()) {
        tracing::error!("{report}");
    }
}

/// Sends the lines as they come; ends when logging does.
pub async fn forward(mut lines: mpsc::Receiver<Line>, client: Client) {
    while let Some(line) = lines.recv().await {
        client.log_message(line.level, line.text).await;
    }
}

struct ToClient {
    sender: mpsc::Sender<Line>,
}

impl<S: Subscriber> Layer<S> for ToClient {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let level = match *event.metadata().level() {
            Level::ERROR => MessageType::ERROR,
            Level::WARN => MessageType::WARNING,
            _ => return,
        };
        // Only what this crate says: tower-lsp's complaints about sending must not be sent.
        if event.metadata().target().starts_with(env!("CARGO_CRATE_NAME")) {
            let mut text = Text::default();
            event.record(&mut text);
            // A full queue drops the line: standard error has it.
            let _ = self.sender.try_send(Line { level, text: text.0 });
        }
    }
}

/// Collects the words of an event.
#[derive(Default)]
struct Text(String);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        // Writing to a String cannot fail.
        let _ = match field.name() {
            "message" => write!(self.0, "{value:?}"),
            name => write!(self.0, " {name}={value:?}"),
        };
    }
}
