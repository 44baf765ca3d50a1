//! Labels that fit beside the text.

use super::HintPart;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The columns that a label may fill; a wide character fills two.
pub(super) const MOST_COLUMNS: usize = 44;

/// What stands for the rest.
const REST: &str = "…";

/// What stands between two parts.
const SEPARATOR: &str = ", ";

/// The parts with what stands between them, as many as fit into [`MOST_COLUMNS`].
pub(super) fn joined(parts: Vec<HintPart>) -> Vec<HintPart> {
    let ending = SEPARATOR.width() + REST.width();
    let (count, mut left, mut label) = (parts.len(), MOST_COLUMNS, Vec::new());
    for (index, mut part) in parts.into_iter().enumerate() {
        let room = if index + 1 == count { left } else { left - ending };
        let separator = if index == 0 { "" } else { SEPARATOR };
        if index > 0 && separator.width() + part.text.width() > room {
            label.push(unlinked(&format!("{SEPARATOR}{REST}")));
            break;
        }
        part.text = cut(&part.text, room);
        left -= separator.width() + part.text.width();
        label.extend((index > 0).then(|| unlinked(separator)));
        label.push(part);
    }
    label
}

fn unlinked(text: &str) -> HintPart {
    HintPart { text: text.to_owned(), target: None }
}

/// A text cut to a number of columns.
pub(super) fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    format!("{}{REST}", begin(text, columns.saturating_sub(REST.width())).trim_end())
}

/// The longest beginning of a text that fills no more than these columns.
fn begin(text: &str, columns: usize) -> &str {
    let mut filled = 0;
    let end = text.char_indices().find(|(_, character)| {
        filled += character.width().unwrap_or(0);
        filled > columns
    });
    end.map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(texts: &[&str]) -> String {
        let parts = texts.iter().map(|text| unlinked(text)).collect();
        joined(parts).iter().map(|part| part.text.as_str()).collect()
    }

    #[test]
    fn labels_end_by_columns() {
        assert_eq!(shown(&["prod: 4", "test: 1"]), "prod: 4, test: 1");
        assert_eq!(shown(&["a".repeat(44).as_str()]), "a".repeat(44));
        assert_eq!(shown(&["a".repeat(45).as_str()]), format!("{}…", "a".repeat(43)));
        assert_eq!(shown(&["値".repeat(22).as_str()]), "値".repeat(22));
        assert_eq!(shown(&["値".repeat(23).as_str()]), format!("{}…", "値".repeat(21)));
        let long = "b".repeat(34);
        assert_eq!(shown(&[&long, "12345678"]), format!("{long}, 12345678"), "44 columns");
        assert_eq!(shown(&[&long, "123456789"]), format!("{long}, …"));
        assert_eq!(shown(&[&long, "12345", "6"]), format!("{long}, 12345, 6"));
        assert_eq!(shown(&[&long, "123456", "7"]), format!("{long}, …"), "no value is cut but the first");
        assert_eq!(shown(&["a".repeat(50).as_str(), "bb"]), format!("{}…, …", "a".repeat(40)));
        assert_eq!(shown(&[]), "");
    }

    #[test]
    fn values_are_cut_by_columns() {
        assert_eq!(cut("short", 5), "short");
        assert_eq!(cut("longer", 5), "long…");
        assert_eq!(cut("日本語", 5), "日本…");
        assert_eq!(cut("", 0), "");
    }
}
