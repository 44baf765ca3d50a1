//! The bytes of a client: read to their end, whatever they are, and only whole messages are passed on.

use crate::inner::frames::{Frame, next_frame};
use crate::inner::messages::{Message, judge};
use crate::random::hash;
use serde_json::Value;
use std::io::BufReader;

pub fn run(bytes: &[u8]) -> u64 {
    let whole = read(bytes, 8192);
    // A stream that comes in pieces says the same.
    let pieces = read(bytes, 1 + hash(bytes) as usize % 7);
    assert_eq!(whole, pieces);
    hash(whole.concat().as_bytes())
}

fn read(bytes: &[u8], capacity: usize) -> Vec<String> {
    let mut input = BufReader::with_capacity(capacity, bytes);
    let (mut seen, mut taken) = (Vec::new(), 0);
    while let Ok(Some(frame)) = next_frame(&mut input) {
        match frame {
            Frame::Body(body) => {
                taken += body.len();
                assert!(taken <= bytes.len(), "more than came");
                seen.push(judged(body));
            }
            Frame::Skipped(what) => seen.push(what),
        }
        assert!(seen.len() <= bytes.len() + 1, "frames without bytes");
    }
    seen
}

fn judged(body: Vec<u8>) -> String {
    match judge(body) {
        Message::Exit => "exit".to_owned(),
        Message::Good(body) => {
            let message: Value = serde_json::from_slice(&body).expect("a good message is JSON");
            assert!(message.is_object() && message["jsonrpc"] == "2.0", "{message}");
            "good".to_owned()
        }
        Message::Refused(refusal) => {
            let stands_for: Value = serde_json::from_slice(&refusal.into_request()).expect("a request");
            format!("{} {}", stands_for["params"]["code"], stands_for["id"])
        }
    }
}
