//! What stays the same of a finding while lines move around it.

use super::checker::Checked;
use crate::finding::Finding;
use std::collections::HashMap;

/// The fingerprints of the findings of a file, in their order: sixteen digits, of the rule, of the keys that lead to the
/// place and of the text at it. Neither lines nor the language count, nor the numbers of items in lists.
pub(super) fn fingerprints(file: &Checked) -> Vec<String> {
    file.findings.iter().map(|finding| fingerprint(finding, file.text())).collect()
}

/// As [`fingerprints`], each with its number, from 1, among the same ones of the file.
pub(super) fn numbered(file: &Checked) -> Vec<(String, usize)> {
    let mut seen = HashMap::new();
    let number = |print: String| {
        let count = seen.entry(print.clone()).or_insert(0_usize);
        *count += 1;
        (print, *count)
    };
    fingerprints(file).into_iter().map(number).collect()
}

fn fingerprint(finding: &Finding, text: &str) -> String {
    let marked = text.get(finding.span.start..finding.span.end).unwrap_or_default();
    let words: Vec<&str> = marked.split_whitespace().collect();
    let parts = [finding.rule, &without_numbers(&finding.path), &words.join(" ")];
    format!("{:016x}", fnv(parts.join("\0").as_bytes()))
}

/// `a[2].b` → `a[].b`.
fn without_numbers(path: &str) -> String {
    let mut parts = path.split('[');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push('[');
        text.push_str(part.trim_start_matches(|sign: char| sign.is_ascii_digit()));
    }
    text
}

/// FNV-1a, 64 bits: the same on every machine and in every release.
fn fnv(bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vectors that the authors of FNV publish.
    #[test]
    fn the_hash_is_fnv_1a() {
        assert_eq!(fnv(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn numbers_of_items_do_not_count() {
        assert_eq!(without_numbers("a.b[12].c[0]"), "a.b[].c[]");
        assert_eq!(without_numbers("a"), "a");
    }
}
