//! `show`: the effective manifest of an environment, as in the editor.

mod compare;

use super::args::ShowArgs;
use super::terminal::{about, print, say};
use crate::assist::Snapshot;
use crate::environments::show::Shown;
use crate::locale::{Locale, Phrase};
use crate::nearest::nearest;
use crate::rules::words::any_quoted;
use crate::workspace::{self, Workspace};
use std::path::Path;
use std::process::ExitCode;

/// Prints the effective manifest of a file in an environment, or without one, or what differs between two of them.
pub(super) fn run(args: &ShowArgs) -> ExitCode {
    let locale = args.language.locale();
    let done = match (&args.diff, args.files.as_slice()) {
        (Some(names), files) => compare::run(files, names, args, locale),
        (None, [file]) => one(file, args.env.as_deref(), locale),
        (None, _) => Err(Phrase::new(
            "two files can be compared only: add `--diff`.",
            "ファイルを 2 つ指定できるのは比較のときだけです。`--diff` を付けてください。",
        )),
    };
    match done {
        Ok(status) => ExitCode::from(status),
        Err(why) => {
            say(why.text(locale));
            ExitCode::from(2)
        }
    }
}

/// Prints one effective manifest.
fn one(file: &Path, environment: Option<&str>, locale: Locale) -> Result<u8, Phrase> {
    let (snapshot, shown) = effective(file, environment, locale)?;
    print(&shown.text)?;
    let notes = [
        environment.is_none().then(|| hint(&snapshot)).flatten(),
        shown.unreadable.first().map(|line| incomplete(*line)),
    ];
    notes.iter().flatten().for_each(|note| say(note.text(locale)));
    Ok(u8::from(!shown.unreadable.is_empty()))
}

/// The manifest in a file, and what an environment gets of it.
fn effective(file: &Path, environment: Option<&str>, locale: Locale) -> Result<(Snapshot, Shown), Phrase> {
    let shown = read(file).and_then(|snapshot| {
        known(&snapshot, environment)?;
        let shown = snapshot.effective(environment, locale)?;
        Ok((snapshot, shown))
    });
    shown.map_err(|why| about(file, &why))
}

fn read(file: &Path) -> Result<Snapshot, Phrase> {
    let text = workspace::read(file).map_err(|error| error.phrase())?;
    let path = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    Ok(Snapshot::new(Some(&path), text))
}

/// An environment that neither the manifest nor the workspace names is most likely mistyped. Where none is named
/// anywhere, any name will do: Copilot's environments need no file.
fn known(snapshot: &Snapshot, environment: Option<&str>) -> Result<(), Phrase> {
    let Some(name) = environment else { return Ok(()) };
    let mut names: Vec<String> = snapshot.named_environments().into_iter().map(|it| it.name).collect();
    if names.iter().any(|known| known == name) {
        return Ok(());
    }
    let folder = snapshot.source.path.as_deref().and_then(workspace::folder_of);
    names.extend(snapshot.other_environments(folder.map(Workspace::read).as_ref()));
    if names.is_empty() || names.iter().any(|known| known == name) {
        return Ok(());
    }
    Err(unknown(name, &names))
}

fn unknown(name: &str, names: &[String]) -> Phrase {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let meant = nearest(name, names.iter().copied());
    any_quoted(names.iter().copied()).map(|locale, known| {
        let meant = meant.map(|meant| {
            locale.pick(format!(" Did you mean `{meant}`?"), format!("`{meant}` のことですか?"))
        });
        let meant = meant.unwrap_or_default();
        locale.pick(
            format!(
                "neither the manifest nor `copilot/environments` knows an environment `{name}`; known is {known}.{meant} \
                 Without `--env`, `show` prints what an environment gets that the manifest does not name."
            ),
            format!(
                "環境 `{name}` はマニフェストにも `copilot/environments` にもありません。あるのは {known} です。{meant}\
                 マニフェストにない環境の内容は、`--env` を付けずに `show` を実行すると表示されます。"
            ),
        )
    })
}

/// That there is more to see.
fn hint(snapshot: &Snapshot) -> Option<Phrase> {
    let named = snapshot.named_environments();
    let names = any_quoted(named.iter().map(|it| it.name.as_str()));
    (!named.is_empty()).then(|| {
        names.map(|locale, names| {
            locale.pick(
                format!("this is what an environment gets that the manifest does not name; see also `--env` with {names}."),
                format!("マニフェストに書かれていない環境の内容です。`--env` に {names} を指定すると、その環境の内容を表示します。"),
            )
        })
    })
}

fn incomplete(line: usize) -> Phrase {
    Phrase::new(
        format!("Copilot refuses the manifest (line {line}), so parts may be missing; `check` tells why."),
        format!(
            "Copilot はこのマニフェストを拒否するため ({line} 行目)、一部が表示されていない可能性があります。理由は `check` で確認できます。"
        ),
    )
}
