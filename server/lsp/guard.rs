//! The service in front of tower-lsp's: a request that panics fails alone, and odd but common messages are mended.

use super::backend::Backend;
use super::explain;
use super::messages::REFUSED;
use crate::isolate;
use serde_json::{Value, json};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use tower::Service;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_lsp::{ExitedError, LspService};

type Answer = Pin<Box<dyn Future<Output = Result<Option<Response>, ExitedError>> + Send>>;

/// See the module.
pub struct Guard {
    inner: LspService<Backend>,
}

impl Guard {
    /// Stands in front of `inner`.
    pub fn new(inner: LspService<Backend>) -> Self {
        Guard { inner }
    }
}

impl Service<Request> for Guard {
    type Response = Option<Response>;
    type Error = ExitedError;
    type Future = Answer;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), ExitedError>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Answer {
        if request.method() == REFUSED {
            return Box::pin(std::future::ready(Ok(refusal(request))));
        }
        let is_first = request.method() == "initialize";
        let (id, task) = (request.id().cloned(), Arc::from(request.method()));
        let mut answer = CatchPanic { inner: self.inner.call(mend(request)), id, task };
        if is_first {
            // Answered at once, so that messages sent without waiting for the answer find an initialized server.
            let context = &mut Context::from_waker(Waker::noop());
            if let Poll::Ready(answer) = Pin::new(&mut answer).poll(context) {
                return Box::pin(std::future::ready(answer));
            }
        }
        Box::pin(answer)
    }
}

/// The answer to a message that [`super::messages`] refused.
fn refusal(request: Request) -> Option<Response> {
    let (_, id, params) = request.into_parts();
    let error = params.and_then(|params| serde_json::from_value(params).ok());
    Some(Response::from_error(id.unwrap_or(Id::Null), error.unwrap_or_else(Error::invalid_request)))
}

/// Rewrites what tower-lsp and lsp-types read otherwise than the protocol has it.
fn mend(request: Request) -> Request {
    let (method, id, params) = request.into_parts();
    let params = match (method.as_ref(), params) {
        // tower-lsp answers requests that have no parameters with an error when they carry some, `null` too.
        ("shutdown" | explain::RULES_METHOD, _) => None,
        ("initialized", None | Some(Value::Null)) => Some(json!({})),
        ("initialize", Some(mut params)) => {
            rename_diagnostics_capability(&mut params);
            Some(params)
        }
        (_, params) => params.filter(|params| !params.is_null()),
    };
    let request = Request::build(method);
    let request = if let Some(params) = params { request.params(params) } else { request };
    if let Some(id) = id { request.id(id) } else { request }.finish()
}

/// lsp-types 0.94 spells `workspace.diagnostics` without its last letter.
fn rename_diagnostics_capability(params: &mut Value) {
    let workspace = params.pointer_mut("/capabilities/workspace").and_then(Value::as_object_mut);
    if let Some(workspace) = workspace
        && let Some(diagnostics) = workspace.remove("diagnostics")
    {
        workspace.insert("diagnostic".to_owned(), diagnostics);
    }
}

/// Works at `inner` under the name of its method, and turns a panic of it, or its silence to a request, into an error
/// answer. The panic hook of [`super::log`] has logged a panic by then.
struct CatchPanic {
    inner: Answer,
    id: Option<Id>,
    task: Arc<str>,
}

impl Future for CatchPanic {
    type Output = Result<Option<Response>, ExitedError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // What handlers share lies behind mutexes and is replaced as a whole.
        let polled = isolate::attempt_named(Arc::clone(&self.task), || self.inner.as_mut().poll(context));
        let mut failed = |error| Poll::Ready(Ok(self.id.take().map(|id| Response::from_error(id, error))));
        match polled {
            None => failed(Error::internal_error()),
            // tower-lsp is silent to every `$/...`, but only notifications of such names may go without an answer.
            Some(Poll::Ready(Ok(None))) => failed(Error::method_not_found()),
            Some(polled) => polled,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poll_once(
        answer: impl Future<Output = Result<Option<Response>, ExitedError>> + Send + 'static,
    ) -> Option<Response> {
        let mut guarded = CatchPanic { inner: Box::pin(answer), id: Some(Id::Number(3)), task: "x".into() };
        match Pin::new(&mut guarded).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(Ok(response)) => response,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_panic_becomes_an_error_answer() {
        let response = poll_once(async { panic!("as planned") }).unwrap();
        assert_eq!(response, Response::from_error(Id::Number(3), Error::internal_error()));
    }

    #[test]
    fn an_answer_passes() {
        let good = Response::from_ok(Id::Number(3), json!(5));
        let expected = Some(good.clone());
        assert_eq!(poll_once(async { Ok(Some(good)) }), expected);
    }

    #[test]
    fn parameters_are_mended() {
        let mended = |text: &str| mend(text.parse::<Request>().unwrap()).to_string();
        assert_eq!(
            mended(r#"{"jsonrpc":"2.0","method":"shutdown","params":null,"id":1}"#),
            r#"{"jsonrpc":"2.0","method":"shutdown","id":1}"#
        );
        assert_eq!(
            mended(r#"{"jsonrpc":"2.0","method":"initialized"}"#),
            r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#
        );
        let capabilities = r#"{"capabilities":{"workspace":{"diagnostics":{"refreshSupport":true}}}}"#;
        let initialize =
            format!(r#"{{"jsonrpc":"2.0","method":"initialize","params":{capabilities},"id":1}}"#);
        assert_eq!(mended(&initialize), initialize.replace("diagnostics", "diagnostic"));
    }
}
