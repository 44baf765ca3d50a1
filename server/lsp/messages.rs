//! Judges the body of a frame before tower-lsp reads it, because tower-lsp ends the session at one that it can't.

use serde::Deserialize;
use serde_json::error::Category;
use serde_json::json;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};

/// The method of the request that stands for a refused message; [`super::guard`] answers it with the refusal.
pub const REFUSED: &str = "$/copilotManifest/refused";

/// What a body is.
#[derive(Debug)]
pub enum Message {
    /// A message for tower-lsp.
    Good(Vec<u8>),
    /// The notification that ends the process.
    Exit,
    /// No message.
    Refused(Refusal),
}

/// Why a message was refused, as JSON-RPC answers it.
#[derive(Debug)]
pub struct Refusal {
    /// The id of the request, or null where it can't be known.
    pub id: Id,
    /// Parse error or invalid request.
    pub error: Error,
}

impl Refusal {
    /// The refusal of bytes that hold no message.
    pub fn unreadable(reason: String) -> Self {
        Refusal { id: Id::Null, error: Error { message: reason.into(), ..Error::parse_error() } }
    }

    fn invalid(body: &[u8], reason: String) -> Self {
        #[derive(Deserialize)]
        struct Identified {
            id: Id,
        }
        let id = serde_json::from_slice::<Identified>(body).map_or(Id::Null, |found| found.id);
        Refusal { id, error: Error { message: reason.into(), ..Error::invalid_request() } }
    }

    /// A request that tower-lsp can read, for which [`super::guard`] gives this refusal as the answer.
    pub fn into_request(self) -> Vec<u8> {
        let params = json!({ "code": self.error.code, "message": self.error.message });
        json!({ "jsonrpc": "2.0", "id": self.id, "method": REFUSED, "params": params })
            .to_string()
            .into_bytes()
    }
}

/// Judges `body`. Lone surrogates in it become U+FFFD: some clients send each half of an emoji in its own edit.
pub fn judge(mut body: Vec<u8>) -> Message {
    let parsed = serde_json::from_slice::<Request>(&body).or_else(|error| {
        if error.is_syntax() && replace_lone_surrogates(&mut body) {
            serde_json::from_slice(&body)
        } else {
            Err(error)
        }
    });
    match parsed {
        Ok(request) if request.method() == "exit" => Message::Exit,
        Ok(request) if !request.method().is_empty() => Message::Good(body),
        Ok(_) if serde_json::from_slice::<Response>(&body).is_ok() => Message::Good(body),
        Ok(_) => {
            Message::Refused(Refusal::invalid(&body, "neither a method nor a result or error".to_owned()))
        }
        Err(error) => Message::Refused(refusal(&body, &error)),
    }
}

/// The words leave out what serde_json quotes: it may be text of a document.
fn refusal(body: &[u8], error: &serde_json::Error) -> Refusal {
    let place =
        format!("line {}, column {} of a message of {} bytes", error.line(), error.column(), body.len());
    if error.classify() == Category::Data {
        Refusal::invalid(body, format!("no JSON-RPC 2.0 message: {place}"))
    } else {
        Refusal::unreadable(format!("no JSON in UTF-8: {place}"))
    }
}

/// Rewrites each `\uD800`–`\uDFFF` escape that has no partner; the text keeps its length in UTF-16 units.
fn replace_lone_surrogates(body: &mut [u8]) -> bool {
    let (mut at, mut changed) = (0, false);
    while at < body.len() {
        if body[at] != b'\\' {
            at += 1;
            continue;
        }
        match (escaped_unit(body, at), escaped_unit(body, at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => at += 12,
            (Some(0xD800..=0xDFFF), _) => {
                body[at + 2..at + 6].copy_from_slice(b"fffd");
                changed = true;
                at += 6;
            }
            _ => at += 2,
        }
    }
    changed
}

/// The UTF-16 unit of the `\uXXXX` at `at`.
fn escaped_unit(body: &[u8], at: usize) -> Option<u16> {
    let digits = body.get(at..at + 6)?.strip_prefix(b"\\u")?;
    let digits = std::str::from_utf8(digits).ok().filter(|digits| !digits.starts_with('+'))?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tower_lsp::jsonrpc::ErrorCode;

    fn refused(body: &[u8]) -> Refusal {
        match judge(body.to_vec()) {
            Message::Refused(refusal) => refusal,
            other => panic!("{other:?}"),
        }
    }

    fn good(body: &str) -> String {
        match judge(body.as_bytes().to_vec()) {
            Message::Good(body) => String::from_utf8(body).unwrap(),
            other => panic!("{body}: {other:?}"),
        }
    }

    #[test]
    fn requests_notifications_and_responses_pass_unchanged() {
        for body in [
            r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}"#,
            r#"{"jsonrpc":"2.0","id":"a","method":"x"}"#,
            r#"{"jsonrpc":"2.0","method":"initialized","params":{"text":"\\ud83d \ud83d\ude00"}}"#,
            r#"{"jsonrpc":"2.0","id":1,"result":null}"#,
            r#"{"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":"no"}}"#,
        ] {
            assert_eq!(good(body), body);
        }
        assert!(matches!(judge(br#"{"jsonrpc":"2.0","method":"exit"}"#.to_vec()), Message::Exit));
    }

    #[test]
    fn what_is_no_json_is_a_parse_error_without_id() {
        let deep = format!(r#"{{"jsonrpc":"2.0","method":"x","params":{}"#, "[".repeat(10_000));
        for body in [
            &b""[..],
            b"{",
            br#"{"jsonrpc":"2.0"}{}"#,
            b"\xff\xfe",
            b"{\"jsonrpc\":\"2.0\",\"method\":\"\xff\"}",
            deep.as_bytes(),
        ] {
            let refusal = refused(body);
            assert_eq!((refusal.id, refusal.error.code), (Id::Null, ErrorCode::ParseError));
        }
    }

    #[test]
    fn what_is_no_message_is_an_invalid_request_with_its_id() {
        for body in [
            r#"{"jsonrpc":"1.0","id":7,"method":"x"}"#,
            r#"{"id":7,"method":"x"}"#,
            r#"{"jsonrpc":"2.0","id":7,"method":5}"#,
            r#"{"jsonrpc":"2.0","id":7}"#,
        ] {
            let refusal = refused(body.as_bytes());
            assert_eq!(
                (refusal.id, refusal.error.code),
                (Id::Number(7), ErrorCode::InvalidRequest),
                "{body}"
            );
        }
        for body in ["[]", "5", r#"{"jsonrpc":"2.0","id":1.5,"method":"x"}"#] {
            assert_eq!(refused(body.as_bytes()).id, Id::Null, "{body}");
        }
    }

    #[test]
    fn lone_surrogates_are_replaced_and_pairs_kept() {
        let body = |text: &str| format!(r#"{{"jsonrpc":"2.0","method":"x","params":["{text}"]}}"#);
        assert_eq!(good(&body(r"\ud83d")), body(r"\ufffd"));
        assert_eq!(
            good(&body(r"\uDE00x\ud83d\ude00\\ud83d\ud83d")),
            body(r"\ufffdx\ud83d\ude00\\ud83d\ufffd")
        );
        assert_eq!(good(&body(r"\ud83d\ud83d\ude00")), body(r"\ufffd\ud83d\ude00"));
    }
}
