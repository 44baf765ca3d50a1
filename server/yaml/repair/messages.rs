//! What is said of a damaged place: what is wrong and what to write.

use granit_parser::ErrorKind;

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

/// For a failure that no particular mending explains.
pub(super) fn of_kind(kind: &ErrorKind, content: &str) -> String {
    let advice = match kind {
        ErrorKind::MisplacedFlowCollectionEnd => {
            "this closing bracket has no opening one: remove it, or put the text in quotes"
        }
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            return format!("`{open}` is closed by `{close}`: write the bracket that belongs to it");
        }
        ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::BlockEntryInFlowCollection
        | ErrorKind::ExpectedBlockMappingKey
            if content.starts_with('-') =>
        {
            "a list item can't stand here: put the list under a key of its own, each item on a new line"
        }
        ErrorKind::ExpectedBlockSequenceEntry => {
            "only items that begin with `- ` can stand in this list: indent this line like its neighbours, or begin it with `- `"
        }
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::InvalidIndentation => {
            "this line doesn't fit the lines around it: indent it like its neighbours"
        }
        ErrorKind::MissingAnchorOrAliasName => {
            "`&` and `*` need a name of letters, digits, `-` and `_`: write one, or put the text in quotes"
        }
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => {
            "a backslash in double quotes begins an escape, and this one is unknown: write `\\\\`, or use single quotes"
        }
        ErrorKind::ExpectedFlowSequenceSeparator | ErrorKind::ExpectedFlowMappingSeparator => {
            "a comma or the closing bracket is missing before this"
        }
        ErrorKind::MissingDocumentEndBeforeDirective => {
            "a line can't begin with `%`: remove it, or write a key before it"
        }
        ErrorKind::UndeclaredTagHandle => "this tag has a prefix that is not declared: remove the tag",
        ErrorKind::RecursionLimitExceeded => return TOO_DEEP.into(),
        _ => "this is no YAML here: write `key: value`, `- item`, or put the text in quotes",
    };
    let mut chars = advice.chars();
    let capital: String = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
    capital
}

/// For nesting beyond the parser's limit.
pub(super) const TOO_DEEP: &str =
    "This is nested more than 255 levels deep, and nothing from here on was read: close some levels";

/// For a mapping or a list on the line of `---`.
pub(in crate::yaml) const DOCUMENT_LINE: &str =
    "Nothing can follow `---` on its line: begin a new line after it";
