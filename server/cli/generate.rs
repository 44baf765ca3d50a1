//! `generate`: the files of this repository that are made from the model and the rules.

use crate::manifest::kind::Kind;
use crate::rules::page;
use crate::schema::generate::file;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Writes the files below `root`, or compares them; with `check` the status is 1 where one differs.
pub(super) fn run(root: &Path, check: bool) -> ExitCode {
    let mut status = ExitCode::SUCCESS;
    for (path, text) in files() {
        let path = root.join(path);
        let done = if check { compare(&path, &text) } else { write(&path, &text) };
        if let Err(error) = done {
            let _ = writeln!(io::stderr(), "copilot-manifest-ls: {}: {error}", path.display());
            status = ExitCode::FAILURE;
        }
    }
    status
}

fn files() -> Vec<(PathBuf, String)> {
    let schemas = Kind::ALL.map(|kind| (format!("schemas/{}.json", kind.slug()).into(), file(kind)));
    let pages = page::pages().into_iter().map(|(name, text)| (format!("docs/rules/{name}.md").into(), text));
    schemas.into_iter().chain(pages).collect()
}

fn compare(path: &Path, text: &str) -> io::Result<()> {
    if std::fs::read_to_string(path)? == text {
        return Ok(());
    }
    Err(io::Error::other("not current: run `make generate`"))
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, text)
}
