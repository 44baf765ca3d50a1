//! The words of messages: quotes, lists, and the word that was meant.

use crate::locale::Phrase;

/// A text for a message: in backticks, cut where it is long.
pub fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.is_empty() {
        return "`\"\"`".to_owned();
    }
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= LONGEST && line.len() == text.len() {
        return format!("`{text}`");
    }
    let cut: String = line.chars().take(LONGEST).collect();
    format!("`{cut}…`")
}

/// A path for a message: in backticks, whole, because its end tells most.
pub fn quoted_path(path: &str) -> String {
    format!("`{path}`")
}

/// A list for a message: `a, b or c`.
pub fn any_of<T: AsRef<str>>(words: &[T]) -> Phrase {
    let words: Vec<Phrase> = words.iter().map(|word| Phrase::same(word.as_ref())).collect();
    Phrase::any(&words)
}

/// As [`any_of`], each word quoted.
pub fn any_quoted<'w>(words: impl IntoIterator<Item = &'w str>) -> Phrase {
    any_of(&words.into_iter().map(quoted).collect::<Vec<_>>())
}

/// A list for a message, each word quoted: `a, b, c`.
pub fn all_quoted<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    words.into_iter().map(quoted).collect::<Vec<_>>().join(", ")
}
