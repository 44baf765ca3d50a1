//! Places as reports name them.

use crate::text::{Document, Encoding, Position};
use crate::yaml::Span;
use std::path::{Path, PathBuf};

/// The ends of a span: lines from 0, columns in UTF-16.
pub(in crate::cli::check) fn ends(text: &Document, span: Span) -> (Position, Position) {
    let at = |offset: usize| text.position(offset, Encoding::Utf16);
    (at(span.start), at(span.end.max(span.start)))
}

/// The folder that paths in reports for a forge count from: `GITHUB_WORKSPACE` where it is around the working directory,
/// else the nearest folder with `.git`, else the working directory.
pub(in crate::cli::check) fn repository() -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let workspace = std::env::var_os("GITHUB_WORKSPACE").map(PathBuf::from).filter(|it| here.starts_with(it));
    let of_git = || here.ancestors().find(|it| it.join(".git").exists()).map(Path::to_owned);
    workspace.or_else(of_git).unwrap_or(here)
}

/// The path as a part of a URI: everything but letters, digits and `-._~/` is percent-encoded.
pub(in crate::cli::check) fn encoded(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

/// An absolute path as a `file:` URI.
pub(in crate::cli::check) fn file_uri(path: &str) -> String {
    // A drive stands behind a slash and keeps its colon.
    match path.split_once(':') {
        Some((drive, rest)) if drive.len() == 1 && !path.starts_with('/') => {
            format!("file:///{drive}:{}", encoded(rest))
        }
        _ => format!("file://{}", encoded(path)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris_are_encoded() {
        assert_eq!(encoded("日 本/a%b:c.yml"), "%E6%97%A5%20%E6%9C%AC/a%25b%3Ac.yml");
        assert_eq!(file_uri("/a b/c"), "file:///a%20b/c");
        assert_eq!(file_uri("C:/a b/c"), "file:///C:/a%20b/c");
    }
}
