//! Where the line of an offset begins and ends. No offset is out of range: behind the text or within a character,
//! the answer is the end of the text.

use crate::yaml::Span;

/// The beginning of the line that holds `offset`.
pub fn line_start(text: &str, offset: usize) -> usize {
    text.get(..offset).map_or(text.len(), |before| before.rfind(['\n', '\r']).map_or(0, |at| at + 1))
}

/// The end of the line that holds `offset`, without its break.
pub fn line_end(text: &str, offset: usize) -> usize {
    let rest = text.get(offset..).unwrap_or_default();
    rest.find(['\n', '\r']).map_or(text.len(), |length| offset + length)
}

/// The position behind the line break that stands at `end`, if one does.
pub fn past_break(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    let length = ["\r\n", "\n", "\r"].into_iter().find(|line_break| rest.starts_with(line_break));
    end + length.map_or(0, str::len)
}

/// The line above the one that begins at `start`, without its break; `None` at the top.
pub fn line_above(text: &str, start: usize) -> Option<Span> {
    let before = text.get(..start)?;
    let above = ["\r\n", "\n", "\r"].into_iter().find_map(|line_break| before.strip_suffix(line_break))?;
    Some(Span { start: line_start(text, above.len()), end: above.len() })
}

/// The line break that a text uses.
pub fn line_break(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_offset_has_a_line() {
        let text = "a: é\r\nb: 1\rc\n";
        for offset in 0..text.len() + 3 {
            let (start, end) = (line_start(text, offset), line_end(text, offset));
            assert!(text.get(start..).is_some() && text.get(end..).is_some(), "{offset}");
        }
        assert_eq!((line_start(text, 9), line_end(text, 9)), (7, 11));
        assert_eq!(line_above(text, 7), Some(Span { start: 0, end: 5 }));
        assert_eq!(line_above(text, 12), Some(Span { start: 7, end: 11 }));
        assert_eq!((line_above(text, 0), line_above(text, 8), line_above(text, 99)), (None, None, None));
        assert_eq!((past_break(text, 5), past_break(text, 11), past_break(text, 0)), (7, 12, 0));
    }
}
