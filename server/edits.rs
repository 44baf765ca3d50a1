//! Replacements in a text: carried out, and several rounds of them joined into one.

use crate::finding::Edit;
use crate::yaml::Span;

/// Carries out edits that all count in the given text; `None` where two overlap, stand at the same place, or lie
/// outside of the text.
pub fn apply(text: &str, edits: &[Edit]) -> Option<String> {
    let mut patched = Patched::new(text);
    patched.apply(edits).then_some(patched.text)
}

/// A text under replacement that remembers what is left of the original.
#[derive(Debug, Clone)]
pub struct Patched<'t> {
    original: &'t str,
    /// The text as it is now.
    pub text: String,
    pieces: Vec<Piece>,
}

/// A stretch of the present text.
#[derive(Debug, Clone, Copy)]
struct Piece {
    /// Where it stands in the original; `None` for new text.
    from: Option<usize>,
    length: usize,
}

impl<'t> Patched<'t> {
    /// A text to which nothing has been done.
    pub fn new(text: &'t str) -> Patched<'t> {
        let pieces = vec![Piece { from: Some(0), length: text.len() }];
        Patched { original: text, text: text.to_owned(), pieces }
    }

    /// Carries out one round of edits, which count in the present text. False, and nothing done, where they can't be.
    pub fn apply(&mut self, edits: &[Edit]) -> bool {
        let mut sorted: Vec<&Edit> = edits.iter().collect();
        sorted.sort_by_key(|edit| edit.span);
        let apart = |pair: &[&Edit]| pair[0].span.end <= pair[1].span.start && pair[0].span != pair[1].span;
        let inside = |edit: &&Edit| self.text.get(edit.span.start..edit.span.end).is_some();
        if !sorted.windows(2).all(apart) || !sorted.iter().all(inside) {
            return false;
        }
        let mut text = String::with_capacity(self.text.len());
        let mut pieces = Vec::with_capacity(self.pieces.len() + 2 * sorted.len());
        let mut old = Cutter { pieces: &self.pieces, done: 0 };
        let mut at = 0;
        for Edit { span, text: new } in sorted {
            text.push_str(self.text.get(at..span.start).unwrap_or_default());
            old.take(span.start - at, |piece| pieces.push(piece));
            text.push_str(new);
            pieces.push(Piece { from: None, length: new.len() });
            old.take(span.end - span.start, |_| {});
            at = span.end;
        }
        text.push_str(self.text.get(at..).unwrap_or_default());
        old.take(self.text.len() - at, |piece| pieces.push(piece));
        (self.text, self.pieces) = (text, pieces);
        true
    }

    /// What was done, as one round of edits of the original: in order, apart from each other, each as small as can be.
    pub fn edits(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        let (mut before, mut at, mut start) = (0, 0, 0);
        let end = Piece { from: Some(self.original.len()), length: 0 };
        for piece in self.pieces.iter().copied().chain([end]) {
            if let Some(from) = piece.from {
                let new = self.text.get(start..at).unwrap_or_default();
                edits.extend(smallest(self.original, Span { start: before, end: from }, new));
                before = from + piece.length;
                start = at + piece.length;
            }
            at += piece.length;
        }
        edits
    }
}

/// Cuts pieces off the front of a list.
struct Cutter<'p> {
    pieces: &'p [Piece],
    /// The bytes of the first piece that are gone.
    done: usize,
}

impl Cutter<'_> {
    fn take(&mut self, mut length: usize, mut give: impl FnMut(Piece)) {
        while let Some((first, rest)) = self.pieces.split_first().filter(|_| length > 0) {
            let cut = length.min(first.length - self.done);
            if cut > 0 {
                give(Piece { from: first.from.map(|from| from + self.done), length: cut });
            }
            (length, self.done) = (length - cut, self.done + cut);
            if self.done == first.length {
                (self.pieces, self.done) = (rest, 0);
            }
        }
    }
}

/// The edit without what is the same before and after it; none where nothing else is left.
fn smallest(original: &str, span: Span, new: &str) -> Option<Edit> {
    let old = original.get(span.start..span.end)?;
    if old == new {
        return None;
    }
    let same = |(a, b): &(char, char)| a == b;
    let mut head: usize =
        old.chars().zip(new.chars()).take_while(same).map(|(sign, _)| sign.len_utf8()).sum();
    if old[..head].ends_with('\r') {
        head -= 1;
    }
    let (old, new) = (&old[head..], &new[head..]);
    let mut tail: usize =
        old.chars().rev().zip(new.chars().rev()).take_while(same).map(|(sign, _)| sign.len_utf8()).sum();
    if old[old.len() - tail..].starts_with('\n') {
        tail -= 1;
    }
    let span = Span { start: span.start + head, end: span.end - tail };
    Some(Edit { span, text: new[..new.len() - tail].to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit { span: Span { start, end }, text: text.to_owned() }
    }

    #[test]
    fn rounds_are_joined() {
        let mut patched = Patched::new("a: 1\nb: 2\nc: 3\n");
        assert!(patched.apply(&[edit(8, 9, "20"), edit(3, 4, "10")]));
        assert_eq!(patched.text, "a: 10\nb: 20\nc: 3\n");
        assert!(patched.apply(&[edit(9, 11, "200"), edit(12, 13, "d")]));
        assert_eq!(patched.text, "a: 10\nb: 200\nd: 3\n");
        let joined = patched.edits();
        assert_eq!(joined, [edit(4, 4, "0"), edit(9, 9, "00"), edit(10, 11, "d")]);
        assert_eq!(apply("a: 1\nb: 2\nc: 3\n", &joined).as_deref(), Some(&*patched.text));
    }

    #[test]
    fn an_undone_round_leaves_no_edit() {
        let mut patched = Patched::new("日本: 1");
        assert!(patched.apply(&[edit(0, 6, "x")]) && patched.apply(&[edit(0, 1, "日本")]));
        assert_eq!(patched.edits(), []);
    }

    #[test]
    fn line_breaks_stay_whole() {
        let mut patched = Patched::new("a: 1\r\nb: 2\r\n");
        assert!(patched.apply(&[edit(4, 4, "\r\nc: 3")]));
        assert_eq!(patched.edits(), [edit(4, 4, "\r\nc: 3")]);
        let mut patched = Patched::new("a\r\nb");
        assert!(patched.apply(&[edit(0, 4, "a\r\r\nb")]));
        assert_eq!(apply("a\r\nb", &patched.edits()).as_deref(), Some("a\r\r\nb"));
        assert_eq!(patched.edits(), [edit(1, 1, "\r")]);
    }

    #[test]
    fn what_can_not_be_done_is_not() {
        for edits in [
            vec![edit(0, 2, ""), edit(1, 3, "")],
            vec![edit(1, 1, "a"), edit(1, 1, "b")],
            vec![edit(0, 9, "")],
            vec![edit(0, 1, "")],
        ] {
            assert_eq!(apply("日本", &edits), None, "{edits:?}");
        }
        assert_eq!(apply("ab", &[edit(1, 2, "c"), edit(1, 1, "x")]).as_deref(), Some("axc"));
    }
}
