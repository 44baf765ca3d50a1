//! Where the indicators stand that the parser's events don't mention: colons, dashes, block-scalar headers.

use super::Span;

/// The first of `wanted` after `from`, where only blanks, comments, anchors, tags and indicators stand between.
pub(super) fn indicator(text: &str, from: usize, wanted: &[u8]) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let byte = *bytes.get(at)?;
        if wanted.contains(&byte) {
            return Some(at);
        }
        at += match byte {
            b' ' | b'\t' | b'\r' | b'\n' | b':' | b'-' | b'?' | b',' | b'[' | b'{' => 1,
            b'#' => until(&bytes[at..], |byte| matches!(byte, b'\r' | b'\n')),
            b'&' | b'!' => until(&bytes[at..], |byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')),
            _ => return None,
        };
    }
}

/// The position after the colon of the key that ends at `from`; `from` itself where the key has none.
pub(super) fn after_colon(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let is_blank = |at: usize| matches!(bytes.get(at), None | Some(b' ' | b'\t' | b'\r' | b'\n'));
    let (mut at, mut same_line) = (from, true);
    loop {
        at += match bytes.get(at) {
            Some(byte @ (b' ' | b'\t' | b'\r' | b'\n')) => {
                same_line &= matches!(byte, b' ' | b'\t');
                1
            }
            Some(b'#') => until(&bytes[at..], |byte| matches!(byte, b'\r' | b'\n')),
            // On a later line, where only an explicit key has its colon, `:x` is a text.
            Some(b':') if same_line || is_blank(at + 1) => return at + 1,
            _ => return from,
        };
    }
}

/// The first line with content after `from`, without blanks and line end.
pub(super) fn content_after(text: &str, from: usize) -> Span {
    let bytes = text.as_bytes();
    let mut start = from;
    loop {
        start += match bytes.get(start) {
            Some(b' ' | b'\t' | b'\r' | b'\n') => 1,
            Some(b'#') => until(&bytes[start..], |byte| matches!(byte, b'\r' | b'\n')),
            _ => break,
        };
    }
    let line = until(&bytes[start..], |byte| matches!(byte, b'\r' | b'\n'));
    Span { start, end: start + bytes[start..start + line].trim_ascii_end().len() }
}

fn until(bytes: &[u8], ends: impl Fn(u8) -> bool) -> usize {
    bytes.iter().position(|byte| ends(*byte)).unwrap_or(bytes.len())
}

/// A block scalar from its header, which is found after `from`, to the end of its last line that has content.
pub(super) fn block_scalar(text: &str, from: usize, content: Span, indicator_byte: u8) -> Span {
    let Some(start) = indicator(&text[..content.end], from, &[indicator_byte]) else { return content };
    let header =
        text[start..].bytes().take_while(|byte| matches!(byte, b'|' | b'>' | b'+' | b'-' | b'0'..=b'9'));
    let header_end = start + header.count();
    let body = &text[header_end..content.end.max(header_end)];
    // A comment may stand behind the header.
    let lines = body.find(['\r', '\n']).map_or("", |line_end| &body[line_end..]);
    if content.start < header_end || lines.trim().is_empty() {
        return Span { start, end: header_end };
    }
    let kept = body.trim_end_matches([' ', '\t', '\r', '\n']);
    let last_line = &body[kept.len()..];
    let blanks = last_line.find(['\r', '\n']).unwrap_or(0);
    Span { start, end: header_end + kept.len() + blanks }
}
