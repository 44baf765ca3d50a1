//! `show --diff`: what differs between two effective manifests, each changed line with the line that wrote it.

use super::{effective, incomplete, print};
use crate::cli::args::ShowArgs;
use crate::cli::diff::{Side, unified};
use crate::cli::terminal::say;
use crate::environments::show::Shown;
use crate::locale::{Locale, Phrase};
use crate::text::{Document, Encoding};
use std::path::{Path, PathBuf};

/// One side: a manifest in an environment, or without one.
struct Asked<'a> {
    file: &'a Path,
    environment: Option<&'a str>,
}

/// Prints the difference; 0 where there is none.
pub(super) fn run(
    files: &[PathBuf],
    names: &[String],
    args: &ShowArgs,
    locale: Locale,
) -> Result<u8, Phrase> {
    let [one, other] = sides(files, names, args.env.as_deref())?;
    let (one, other) = (Effective::of(&one, locale)?, Effective::of(&other, locale)?);
    let text = unified(&one.side(&one.lines()), &other.side(&other.lines()), args.color.is_on_stdout());
    print(&text)?;
    let mut status = u8::from(!text.is_empty());
    for side in [&one, &other] {
        if let Some(line) = side.refused {
            say(&format!("{}: {}", side.name, incomplete(line).text(locale)));
            status = 1;
        }
    }
    if status == 0 {
        say(locale.pick("both are the same.", "差分はありません。"));
    }
    Ok(status)
}

/// What is compared with what.
fn sides<'a>(
    files: &'a [PathBuf],
    names: &'a [String],
    environment: Option<&'a str>,
) -> Result<[Asked<'a>; 2], Phrase> {
    let asked = |file: &'a Path, environment| Asked { file, environment };
    match (files, names) {
        ([file], [name]) => Ok([asked(file, environment), asked(file, Some(name))]),
        ([file], [one, other]) if environment.is_none() => {
            Ok([asked(file, Some(one)), asked(file, Some(other))])
        }
        ([one, other], []) => Ok([asked(one, environment), asked(other, environment)]),
        _ => Err(Phrase::new(
            "compare two environments of a manifest with `show FILE --diff A B`, or one environment of two manifests with \
             `show FILE1 FILE2 --env E --diff`.",
            "同じマニフェストの 2 つの環境は `show FILE --diff A B`、2 つのマニフェストの同じ環境は `show FILE1 FILE2 --env E --diff` で比較します。",
        )),
    }
}

/// One effective manifest, to be compared.
struct Effective {
    /// The file and the environment.
    name: String,
    /// The first line that Copilot refuses.
    refused: Option<usize>,
    /// The lines without comments.
    plain: Vec<String>,
    /// The lines as they are shown where they differ.
    told: Vec<String>,
}

impl Effective {
    fn of(asked: &Asked<'_>, locale: Locale) -> Result<Effective, Phrase> {
        let (snapshot, shown) = effective(asked.file, asked.environment, locale)?;
        let environment = asked.environment.map(|name| format!(" ({name})")).unwrap_or_default();
        let (plain, told) = lines(&shown, &Document::new(&snapshot.source.text), locale).into_iter().unzip();
        let name = format!("{}{environment}", asked.file.display());
        Ok(Effective { name, refused: shown.unreadable.first().copied(), plain, told })
    }

    fn lines(&self) -> Vec<&str> {
        self.plain.iter().map(String::as_str).collect()
    }

    fn side<'a>(&'a self, lines: &'a [&'a str]) -> Side<'a> {
        Side { name: &self.name, lines, shown: &self.told }
    }
}

/// The lines of the manifest as they are compared, and with their mark, or with the line of the file where the base wrote
/// them.
fn lines(shown: &Shown, manifest: &Document, locale: Locale) -> Vec<(String, String)> {
    let mut before = None;
    let lines = shown.text.lines().zip(&shown.plain).zip(&shown.lines);
    let told = lines.filter_map(|((line, length), place)| {
        let span = (*place)?.span;
        let plain = line.get(..*length).unwrap_or(line);
        // The lines of a text below its key come from the same place.
        let is_first = before.replace(span) != Some(span);
        let mark = if plain.len() == line.len() && is_first {
            let number = manifest.position(span.start, Encoding::Utf8).line + 1;
            locale.pick(format!("  # line {number}"), format!("  # {number} 行目"))
        } else {
            String::new()
        };
        Some((format!("{plain}\n"), format!("{line}{mark}\n")))
    });
    told.collect()
}
