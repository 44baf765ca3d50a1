//! What is said of a damaged place: what is wrong and what to write.

use granit_parser::ErrorKind;

use crate::locale::{Locale, Phrase};

/// The longest piece of the text that a message repeats, in characters.
const QUOTED_MAX: usize = 40;

/// A piece of the text in backticks, shortened.
pub(super) fn quoted(text: &str) -> String {
    let line = text.trim();
    if line.chars().count() <= QUOTED_MAX {
        return format!("`{line}`");
    }
    let kept: String = line.chars().take(QUOTED_MAX).collect();
    format!("`{kept}…`")
}

/// What is wrong, with what to write for it; `right` stands in backticks already.
pub(super) fn write_instead(wrong: &Phrase, right: &str) -> Phrase {
    wrong.map(|locale, wrong| match locale {
        Locale::En => format!("{wrong}: write {right}."),
        Locale::Ja => format!("{wrong}。{right} と書いてください。"),
    })
}

/// English and Japanese.
type Words = (&'static str, &'static str);

/// For a failure that no particular mending explains.
pub(super) fn of_kind(kind: &ErrorKind, content: &str) -> Phrase {
    if let ErrorKind::MismatchedFlowCollectionEnd { open, close } = kind {
        return Phrase::new(
            format!("`{open}` is closed by `{close}`: write the bracket that belongs to it."),
            format!("`{open}` が `{close}` で閉じられています。対応するかっこを書いてください。"),
        );
    }
    let (en, ja) = of_structure(kind, content).or_else(|| of_sign(kind)).unwrap_or((
        "This is no YAML here: write `key: value`, `- item`, or put the text in quotes.",
        "ここは YAML として正しくありません。`key: value` または `- item` と書くか、文字列を引用符で囲んでください。",
    ));
    Phrase::new(en, ja)
}

/// For lines and levels that don't fit together.
fn of_structure(kind: &ErrorKind, content: &str) -> Option<Words> {
    Some(match kind {
        ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::BlockEntryInFlowCollection
        | ErrorKind::ExpectedBlockMappingKey
            if content.starts_with('-') =>
        {
            (
                "A list item can't stand here: put the list under a key of its own, each item on a new line.",
                "ここにはリストの項目を書けません。リスト用のキーの下に、項目ごとに改行して書いてください。",
            )
        }
        ErrorKind::ExpectedBlockSequenceEntry => (
            "Only items that begin with `- ` can stand in this list: indent this line like its neighbours, or begin it with `- `.",
            "このリストには `- ` で始まる項目しか書けません。この行のインデントを前後の行にそろえるか、`- ` で始めてください。",
        ),
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::InvalidIndentation => (
            "This line doesn't fit the lines around it: indent it like its neighbours.",
            "この行は前後の行と合っていません。インデントを前後の行にそろえてください。",
        ),
        ErrorKind::RecursionLimitExceeded => (
            "This is nested more than 255 levels deep, and nothing from here on was read: close some levels.",
            "ネストが 255 レベルを超えているため、ここから先は読み取られていません。ネストを浅くしてください。",
        ),
        _ => return None,
    })
}

/// For brackets, escapes and other signs that can't stand where they do.
fn of_sign(kind: &ErrorKind) -> Option<Words> {
    Some(match kind {
        ErrorKind::MisplacedFlowCollectionEnd => (
            "This closing bracket has no opening one: remove it, or put the text in quotes.",
            "この閉じかっこに対応する開きかっこがありません。削除するか、文字列を引用符で囲んでください。",
        ),
        ErrorKind::MissingAnchorOrAliasName => (
            "`&` and `*` need a name of letters, digits, `-` and `_`: write one, or put the text in quotes.",
            "`&` と `*` には英字、数字、`-`、`_` の名前が必要です。名前を書くか、文字列を引用符で囲んでください。",
        ),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => (
            "A backslash in double quotes begins an escape, and this one is unknown: write `\\\\`, or use single quotes.",
            "二重引用符の中のバックスラッシュはエスケープの始まりですが、このエスケープは使えません。`\\\\` と書くか、一重引用符を使ってください。",
        ),
        ErrorKind::ExpectedFlowSequenceSeparator | ErrorKind::ExpectedFlowMappingSeparator => (
            "A comma or the closing bracket is missing before this.",
            "この前にカンマまたは閉じかっこがありません。",
        ),
        ErrorKind::MissingDocumentEndBeforeDirective => (
            "A line can't begin with `%`: remove it, or write a key before it.",
            "行を `%` で始めることはできません。削除するか、その前にキーを書いてください。",
        ),
        ErrorKind::UndeclaredTagHandle => (
            "This tag has a prefix that is not declared: remove the tag.",
            "このタグのプレフィックスは宣言されていません。タグを削除してください。",
        ),
        _ => return None,
    })
}

/// For a mapping or a list on the line of `---`.
pub(in crate::yaml) fn document_line_message() -> Phrase {
    Phrase::new(
        "Nothing can follow `---` on its line: begin a new line after it.",
        "`---` と同じ行には何も続けられません。`---` の後で改行してください。",
    )
}
