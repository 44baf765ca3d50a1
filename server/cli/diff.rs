//! Unified diffs, as `git apply` and `patch` read them.

use similar::{Algorithm, DiffOp, capture_diff_slices, group_diff_ops};
use std::fmt::Write;
use std::ops::Range;

/// The lines around a change that are shown.
const CONTEXT: usize = 3;

/// One side of a comparison.
pub(super) struct Side<'a> {
    /// What stands in the head of the diff.
    pub name: &'a str,
    /// What is compared, line by line.
    pub lines: &'a [&'a str],
    /// What is shown of each changed line in its place, where that is more than the line itself.
    pub shown: &'a [String],
}

impl<'a> Side<'a> {
    /// Lines that are shown as they are.
    pub(super) fn plain(name: &'a str, lines: &'a [&'a str]) -> Side<'a> {
        Side { name, lines, shown: &[] }
    }
}

/// The lines of a text with their ends. Only LF ends one, as for `patch`.
pub(super) fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// How to get from the old side to the new one; empty where they are the same.
pub(super) fn unified(old: &Side<'_>, new: &Side<'_>, color: bool) -> String {
    let operations = capture_diff_slices(Algorithm::Myers, old.lines, new.lines);
    let hunks = group_diff_ops(operations, CONTEXT);
    let mut page = Page { text: String::new(), color };
    if !hunks.is_empty() {
        page.line("1", &format!("--- {}\n", old.name));
        page.line("1", &format!("+++ {}\n", new.name));
    }
    for hunk in hunks {
        let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else { continue };
        let from = first.old_range().start..last.old_range().end;
        let to = first.new_range().start..last.new_range().end;
        page.line("36", &format!("@@ -{} +{} @@\n", place(&from), place(&to)));
        hunk.iter().for_each(|operation| page.operation(operation, old, new));
    }
    page.text
}

/// The first line, from 1, and their number; before an empty range stands the line after which it comes.
fn place(range: &Range<usize>) -> String {
    match range.len() {
        0 => format!("{},0", range.start),
        1 => (range.start + 1).to_string(),
        length => format!("{},{length}", range.start + 1),
    }
}

struct Page {
    text: String,
    color: bool,
}

impl Page {
    fn operation(&mut self, operation: &DiffOp, old: &Side<'_>, new: &Side<'_>) {
        if let DiffOp::Equal { new_index, len, .. } = operation {
            for line in new.lines.iter().skip(*new_index).take(*len) {
                self.line("", &format!(" {line}"));
            }
            return;
        }
        self.changed("31", '-', old, operation.old_range());
        self.changed("32", '+', new, operation.new_range());
    }

    fn changed(&mut self, style: &str, sign: char, side: &Side<'_>, range: Range<usize>) {
        for index in range {
            let line = side.shown.get(index).map(String::as_str).or(side.lines.get(index).copied());
            self.line(style, &format!("{sign}{}", line.unwrap_or_default()));
        }
    }

    /// A line with its end, or the last one without.
    fn line(&mut self, style: &str, line: &str) {
        let body = line.strip_suffix('\n');
        let end = if body.is_some() { "\n" } else { "\n\\ No newline at end of file\n" };
        let body = body.unwrap_or(line);
        if self.color && !style.is_empty() {
            // A terminal reads the source: signs that steer it are not let through.
            let body: String = body.chars().filter(|sign| !sign.is_control() || *sign == '\t').collect();
            let _ = write!(self.text, "\u{1b}[{style}m{body}\u{1b}[0m{end}");
        } else {
            self.text.extend([body, end]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff(old: &str, new: &str) -> String {
        unified(&Side::plain("a/x", &lines(old)), &Side::plain("b/x", &lines(new)), false)
    }

    #[test]
    fn hunks_are_those_of_diff() {
        assert_eq!(diff("a\nb\n", "a\nb\n"), "");
        assert_eq!(diff("a\nb\nc\n", "a\nB\nc\n"), "--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n");
        assert_eq!(diff("", "a\n"), "--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+a\n");
        let far = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        assert_eq!(
            diff(far, &far.replace('9', "x")),
            "--- a/x\n+++ b/x\n@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+x\n"
        );
    }

    #[test]
    fn ends_of_lines_are_kept() {
        assert_eq!(
            diff("a\r\nb", "a\r\nc\n"),
            "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\r\n-b\n\\ No newline at end of file\n+c\n"
        );
    }
}
