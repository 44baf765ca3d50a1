//! `check`: the same analysis as in the editor, for terminals and CI.

pub(super) mod args;
mod baseline;
mod checker;
mod fingerprint;
mod formats;
mod mending;
mod outcome;
mod parallel;
mod prepare;
mod progress;

use super::terminal::{self, say};
use super::write;
use crate::isolate;
use crate::locale::{Locale, Phrase};
use crate::workspace::ReadError;
use args::{CheckArgs, Wanted};
use baseline::Baseline;
use checker::{Checked, Checker, absolute};
use formats::Drawing;
use mending::Mending;
use outcome::{Accepted, Mended, Outcome};
use progress::Progress;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

/// Checks the files, prints the reports and returns the exit status.
pub(super) fn run(args: &CheckArgs) -> ExitCode {
    let locale = args.language.locale();
    match check(args, locale) {
        Ok(status) => ExitCode::from(status),
        Err(why) => {
            say(why.text(locale));
            ExitCode::from(2)
        }
    }
}

/// The exit status, or why nothing could be checked or told.
fn check(args: &CheckArgs, locale: Locale) -> Result<u8, Phrase> {
    let (mut checker, files, mending) = Progress::shown(locale, |progress| judge(args, locale, progress))?;
    let mut done = Done { files, mended: Mended::default(), is_whole: true };
    if let Some(mut mending) = mending {
        if args.diff {
            return diff(args, &mending, locale);
        }
        done.is_whole = take_over(args, &mut checker, &mut mending, locale)?;
        done.mended = mending.mended();
        done.files = mending.files;
    }
    let baseline =
        args.baseline.as_deref().map(|path| accept(path, args, &checker, &mut done.files)).transpose()?;
    let Done { files, mended, is_whole } = done;
    let outcome = Outcome { files, locale, deny_warnings: args.deny_warnings, baseline, mended };
    for wanted in &args.reports {
        report(wanted, &outcome, args).map_err(|error| unwritten(wanted.output.as_deref(), &error))?;
    }
    // What was lost is told on standard error already.
    Ok(if is_whole && isolate::lost() == 0 { outcome.status() } else { 2 })
}

/// What is left to report.
struct Done {
    files: Vec<Checked>,
    mended: Mended,
    /// Everything that was mended is written.
    is_whole: bool,
}

/// Reads and judges, and mends in memory what is to be mended.
fn judge(
    args: &CheckArgs,
    locale: Locale,
    progress: &Progress,
) -> Result<(Checker, Vec<Checked>, Option<Mending>), Phrase> {
    let mut checker = prepare::checker(args, locale)?;
    let files = checker.files(progress);
    if files.is_empty() && !checker.is_all_excluded {
        return Err(prepare::nothing_found());
    }
    prepare::known_environment(&checker, &files)?;
    let is_passed_over =
        |file: &&Checked| !file.readable && file.findings.is_empty() && file.file.is_symlink();
    for file in files.iter().filter(is_passed_over) {
        // No finding, because Copilot follows it; but nobody must believe that it was checked.
        say(&format!("{}: {}", file.path, ReadError::Outside.phrase().text(locale)));
    }
    if !args.fix && !args.diff {
        return Ok((checker, files, None));
    }
    let mending = Mending::of(&mut checker, args.unsafe_fixes, files, progress);
    Ok((checker, Vec::new(), Some(mending)))
}

/// Prints what would be mended.
fn diff(args: &CheckArgs, mending: &Mending, locale: Locale) -> Result<u8, Phrase> {
    let text = mending.diff(args.color.is_on_stdout());
    print(&mut io::stdout(), text.as_bytes()).map_err(|error| unwritten(None, &error))?;
    let Mended { findings, files } = mending.mended();
    let said = match files {
        0 => Phrase::new("nothing to mend.", "修正できるものはありません。"),
        _ => Phrase::new(
            format!("would mend {findings} findings in {files} files; `--fix` does."),
            format!("{files} ファイルの {findings} 件を修正できます。`--fix` で修正します。"),
        ),
    };
    say(said.text(locale));
    Ok(u8::from(files > 0))
}

/// Writes what was mended to where it came from; false where some file could not be written.
fn take_over(
    args: &CheckArgs,
    checker: &mut Checker,
    mending: &mut Mending,
    locale: Locale,
) -> Result<bool, Phrase> {
    if !args.stdin {
        return Ok(mending.write(checker, locale, &Progress::default()));
    }
    let text = mending.files.iter().find(|file| file.listed).map_or("", Checked::text);
    print(&mut io::stdout(), text.as_bytes()).map_err(|error| unwritten(None, &error))?;
    Ok(true)
}

/// Takes the findings away that the baseline lists, which is written first where that is asked for.
fn accept(
    path: &Path,
    args: &CheckArgs,
    checker: &Checker,
    files: &mut [Checked],
) -> Result<Accepted, Phrase> {
    let file = absolute(path);
    let is_partial = args.env.is_some() || args.no_cross_file;
    let was_checked = |path: &Path| !is_partial && checker.is_asked(path);
    let in_file = |why: Phrase| why.map(|_, why| format!("{}: {why}", path.display()));
    if !args.write_baseline {
        return Ok(Baseline::read(&file).map_err(in_file)?.apply(files, was_checked));
    }
    let old = if file.exists() { Baseline::read(&file).map_err(in_file)? } else { Baseline::empty(&file) };
    let new = old.renewed(files, |path| checker.is_asked(path));
    write::create(&file, new.text().as_bytes()).map_err(|error| unwritten(Some(path), &error))?;
    Ok(new.apply(files, was_checked))
}

fn report(wanted: &Wanted, outcome: &Outcome, args: &CheckArgs) -> io::Result<()> {
    // Standard output has the mended text.
    let to_stderr = wanted.output.is_none() && args.stdin && args.fix;
    let color = match (&wanted.output, to_stderr) {
        (Some(_), _) => args.color.is_on(false),
        (None, true) => args.color.is_on(io::stderr().is_terminal()),
        (None, false) => args.color.is_on_stdout(),
    };
    let drawing = Drawing { color, width: terminal::width(), explain: args.explain };
    let mut text = Vec::new();
    formats::print(wanted.format, outcome, drawing, &mut text)?;
    match &wanted.output {
        Some(path) => write::create(path, &text),
        None if to_stderr => print(&mut io::stderr(), &text),
        None => print(&mut io::stdout(), &text),
    }
}

/// Writes everything. A reader that has seen enough (`| head`) is no reason to fail.
fn print(out: &mut dyn Write, text: &[u8]) -> io::Result<()> {
    match out.write_all(text).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}

fn unwritten(path: Option<&Path>, error: &io::Error) -> Phrase {
    let path = path.map(|path| format!("{}: ", path.display())).unwrap_or_default();
    Phrase::new(
        format!(
            "{path}the report can't be written: {error}. Check the space on the disk and the permissions."
        ),
        format!("{path}結果を書き出せません: {error}。ディスクの空き容量と権限を確認してください。"),
    )
}
