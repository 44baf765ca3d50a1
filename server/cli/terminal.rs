//! What a terminal can do, and what is said on it beside the output.

use super::args::Color;
use crate::locale::Phrase;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

/// Columns where neither the terminal nor `COLUMNS` says how many there are.
const WIDTH: usize = 120;
/// Narrower than this nothing can be drawn.
const NARROWEST: usize = 40;

/// Says something on standard error. Nobody may be listening.
pub(super) fn say(text: &str) {
    let _ = writeln!(io::stderr(), "copilot-manifest-ls: {text}");
}

/// Writes to standard output. A reader that has seen enough is no reason to fail.
pub(super) fn print(text: &str) -> Result<(), Phrase> {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Phrase::new(
            format!("the result can't be written: {error}"),
            format!("結果を書き出せません: {error}"),
        )),
        _ => Ok(()),
    }
}

/// What is wrong with a file.
pub(super) fn about(file: &Path, why: &Phrase) -> Phrase {
    why.map(|_, why| format!("{}: {why}", file.display()))
}

impl Color {
    /// Whether what goes to a `terminal`, or elsewhere, is coloured. An explicit choice wins, then `NO_COLOR`, then
    /// `CLICOLOR_FORCE`, then `CLICOLOR=0` and `TERM=dumb`.
    pub(super) fn is_on(self, terminal: bool) -> bool {
        let value = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let is = |name: &str, word: &str| value(name).is_some_and(|value| value == word);
        match self {
            Color::Always => true,
            Color::Never => false,
            Color::Auto if value("NO_COLOR").is_some() => false,
            Color::Auto if value("CLICOLOR_FORCE").is_some() && !is("CLICOLOR_FORCE", "0") => true,
            Color::Auto => terminal && !is("CLICOLOR", "0") && !is("TERM", "dumb"),
        }
    }

    /// As [`Color::is_on`], for standard output.
    pub(super) fn is_on_stdout(self) -> bool {
        self.is_on(io::stdout().is_terminal())
    }
}

/// The columns of the terminal: what `COLUMNS` says, else the terminal behind standard output.
pub(super) fn width() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    told.or_else(measured).filter(|columns| *columns > 0).unwrap_or(WIDTH).max(NARROWEST)
}

#[cfg(unix)]
fn measured() -> Option<usize> {
    let stdout = io::stdout();
    stdout.is_terminal().then(|| rustix::termios::tcgetwinsize(&stdout).ok())?.map(|size| size.ws_col.into())
}

#[cfg(not(unix))]
fn measured() -> Option<usize> {
    None
}

/// A text of one paragraph in lines that fit, broken at blanks and between Japanese characters.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    use unicode_width::UnicodeWidthChar;
    let mut lines = vec![String::new()];
    let (mut column, mut word, mut wide) = (0, String::new(), 0);
    let mut put = |word: &mut String, wide: &mut usize, blank: bool| {
        let line = lines.last_mut().filter(|line| column + *wide <= width || line.is_empty());
        match line {
            Some(line) => line.push_str(word),
            None => {
                lines.push(word.clone());
                column = 0;
            }
        }
        column += *wide;
        if blank && let Some(line) = lines.last_mut() {
            line.push(' ');
            column += 1;
        }
        word.clear();
        *wide = 0;
    };
    for sign in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if sign == ' ' {
            put(&mut word, &mut wide, true);
            continue;
        }
        let may_break = sign >= '\u{3040}' && !"。、」）ー".contains(sign);
        if may_break {
            put(&mut word, &mut wide, false);
        }
        word.push(sign);
        wide += sign.width().unwrap_or(0);
    }
    put(&mut word, &mut wide, false);
    lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_broken_where_they_may() {
        assert_eq!(wrapped("one two  three\nfour", 9), ["one two", "three", "four"]);
        assert_eq!(wrapped("averylongword b", 4), ["averylongword", "b"]);
        assert_eq!(wrapped("日本語の文章。です", 8), ["日本語の", "文章。で", "す"]);
        assert_eq!(wrapped("", 8), [""]);
    }

    #[test]
    fn a_choice_wins_over_the_terminal() {
        assert!(Color::Always.is_on(false) && !Color::Never.is_on(true));
    }
}
