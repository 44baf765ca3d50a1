//! Reads the messages of a client from its byte stream, and finds the next one after bytes that are none.
//!
//! tower-lsp's own reader refuses a lower-case `content-length` and ends the session at the first malformed frame.

use std::io::{self, BufRead, Read};

/// The longest body that is taken: a document of 50 MB fits with every character escaped.
const MAX_BODY_BYTES: u64 = 128 * 1024 * 1024;
/// How much of a header line is kept: its end, where the length stands even when bytes of no frame go before it.
const HEADER_TAIL_BYTES: usize = 256;
const LENGTH_HEADER: &[u8] = b"content-length";

/// What stands next in the stream.
#[derive(Debug, PartialEq, Eq)]
pub enum Frame {
    /// The body of a message.
    Body(Vec<u8>),
    /// Something that was skipped, in words for the log and the client.
    Skipped(String),
}

/// Reads the next frame; `None` at the end of the stream.
///
/// # Errors
/// Those of `input`.
pub fn next_frame(input: &mut impl BufRead) -> io::Result<Option<Frame>> {
    let mut length = None;
    let mut skipped = 0;
    loop {
        let (line, line_bytes) = read_line_end(input)?;
        if line_bytes == 0 {
            return Ok((skipped > 0)
                .then(|| Frame::Skipped(format!("{skipped} bytes before the end of the stream"))));
        }
        if let Some(found) = content_length(&line) {
            length = Some(found);
        } else if !line.trim_ascii().is_empty() {
            skipped += if length.is_none() { line_bytes } else { 0 };
        } else if let Some(length) = length {
            return read_body(input, length).map(Some);
        } else if skipped > 0 {
            return Ok(Some(Frame::Skipped(format!("a header of {skipped} bytes without a Content-Length"))));
        }
    }
}

fn read_body(input: &mut impl BufRead, length: u64) -> io::Result<Frame> {
    if length > MAX_BODY_BYTES {
        return Ok(Frame::Skipped(format!(
            "a message of {length} bytes: at most {MAX_BODY_BYTES} are taken"
        )));
    }
    // Not allocated ahead: memory grows with what really arrives.
    let mut body = Vec::new();
    let read = input.take(length).read_to_end(&mut body)? as u64;
    if read < length {
        return Ok(Frame::Skipped(format!("a message of {length} bytes that ends after {read}")));
    }
    Ok(Frame::Body(body))
}

/// Reads up to and with the next LF. Gives the end of that line and the number of bytes taken from `input`.
fn read_line_end(input: &mut impl BufRead) -> io::Result<(Vec<u8>, usize)> {
    let (mut line, mut total) = (Vec::new(), 0);
    loop {
        let available = input.fill_buf()?;
        let line_feed = available.iter().position(|&byte| byte == b'\n');
        let taken = line_feed.map_or(available.len(), |at| at + 1);
        line.extend_from_slice(&available[..taken]);
        line.drain(..line.len().saturating_sub(HEADER_TAIL_BYTES));
        input.consume(taken);
        total += taken;
        if line_feed.is_some() || taken == 0 {
            return Ok((line, total));
        }
    }
}

/// The length that a header line ends with. One that is too large for a number counts as the largest.
///
/// Bytes before the header's name are allowed: what is left of a message whose announced length was too short.
/// They can't be taken for a header themselves, because JSON has no raw line feed inside a string.
fn content_length(line: &[u8]) -> Option<u64> {
    let name =
        line.windows(LENGTH_HEADER.len()).rposition(|word| word.eq_ignore_ascii_case(LENGTH_HEADER))?;
    let value = line[name + LENGTH_HEADER.len()..].trim_ascii().strip_prefix(b":")?.trim_ascii();
    let is_number = !value.is_empty() && value.iter().all(u8::is_ascii_digit);
    let digits = std::str::from_utf8(value).ok().filter(|_| is_number && line.ends_with(b"\n"))?;
    Some(digits.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(stream: impl AsRef<[u8]>) -> Vec<Frame> {
        let mut input = io::Cursor::new(stream.as_ref().to_vec());
        std::iter::from_fn(|| next_frame(&mut input).unwrap()).collect()
    }

    fn body(text: &str) -> Frame {
        Frame::Body(text.as_bytes().to_vec())
    }

    #[test]
    fn headers_are_read_in_any_case_order_and_spacing() {
        assert_eq!(frames("content-length:2\r\n\r\n{}"), [body("{}")]);
        assert_eq!(frames("CONTENT-LENGTH:  2 \nContent-Type: x\n\n{}"), [body("{}")]);
        assert_eq!(frames("Content-Type: x\r\nContent-Length: 2\r\n\r\n{}\r\n"), [body("{}")]);
        assert_eq!(frames(""), []);
    }

    #[test]
    fn bytes_of_no_frame_are_skipped() {
        let next = "Content-Length: 2\r\n\r\n{}";
        assert_eq!(frames(format!("garbage\r\n{next}")), [body("{}")]);
        assert_eq!(frames(format!("too long}}{next}")), [body("{}")]);
        assert_eq!(frames(format!("{}{next}", "x".repeat(100_000))), [body("{}")]);
        assert_eq!(frames(format!("\u{0}\u{1}\r\n\r\n{next}")).len(), 2);
    }

    #[test]
    fn a_header_without_a_number_is_reported() {
        for header in ["Content-Length: many", "Content-Length: -1", "Content-Length:", "Something: 5"] {
            let found = frames(format!("{header}\r\n\r\nContent-Length: 2\r\n\r\n{{}}"));
            assert!(matches!(&found[..], [Frame::Skipped(_), Frame::Body(_)]), "{header}: {found:?}");
        }
    }

    #[test]
    fn a_huge_length_is_refused_and_the_next_frame_found() {
        for length in ["134217729", "99999999999", "99999999999999999999999999"] {
            let found =
                frames(format!("Content-Length: {length}\r\n\r\n{{...}}Content-Length: 2\r\n\r\n{{}}"));
            assert!(matches!(&found[..], [Frame::Skipped(_), Frame::Body(_)]), "{length}: {found:?}");
        }
    }

    #[test]
    fn a_body_that_speaks_of_headers_is_left_alone() {
        let text = r#"{"text":"Content-Length: 5\r\n\r\nhello"}"#;
        assert_eq!(frames(format!("Content-Length: {}\r\n\r\n{text}", text.len())), [body(text)]);
        assert_eq!(frames(format!("Content-Length: 3\r\n\r\n{text}")).len(), 2, "the rest is no frame");
    }

    #[test]
    fn a_cut_stream_is_reported() {
        assert!(matches!(&frames("Content-Length: 10\r\n\r\n{")[..], [Frame::Skipped(_)]));
        assert!(matches!(&frames("rubbish")[..], [Frame::Skipped(_)]));
    }
}
