//! `generate`: the files of this repository that are made from the model and the rules.

use crate::assist::patterns::table;
use crate::locale::Locale;
use crate::manifest::kind::Kind;
use crate::reference;
use crate::rules::page;
use crate::schema::generate::file;
use crate::settings::{neovim, publish};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Where the pages of the reference are.
const REFERENCE: &str = "docs/reference";
/// Where the extension for VS Code is.
const EXTENSION: &str = "editors/vscode";
/// Where all editors are.
const EDITORS: &str = "editors";

/// Writes the files below `root`, or compares them; with `check` the status is 1 where one differs.
pub(super) fn run(root: &Path, check: bool) -> ExitCode {
    let mut status = ExitCode::SUCCESS;
    let mut fail = |path: &Path, error: &io::Error| {
        let _ = writeln!(io::stderr(), "copilot-manifest-ls: {}: {error}", path.display());
        status = ExitCode::FAILURE;
    };
    let reference = reference(root).unwrap_or_else(|error| {
        fail(&root.join(REFERENCE), &error);
        Vec::new()
    });
    let editors = editors(root).unwrap_or_else(|error| {
        fail(&root.join(EDITORS), &error);
        Vec::new()
    });
    for (path, text) in files().into_iter().chain(reference).chain(editors) {
        let path = root.join(path);
        let done = if check { compare(&path, &text) } else { write(&path, &text) };
        if let Err(error) = done {
            fail(&path, &error);
        }
    }
    status
}

fn files() -> Vec<(PathBuf, String)> {
    let schemas = Kind::ALL.map(|kind| (format!("schemas/{}.json", kind.slug()).into(), file(kind)));
    let rules = Locale::ALL.into_iter().flat_map(|locale| {
        let folder = locale.pick("docs/rules", "docs/rules/ja");
        page::pages(locale).into_iter().map(move |(name, text)| (format!("{folder}/{name}.md").into(), text))
    });
    let settings = [
        ("schemas/settings.json".into(), publish::schema_file()),
        ("docs/settings.md".into(), publish::page(Locale::En)),
        ("docs/settings.ja.md".into(), publish::page(Locale::Ja)),
    ];
    let patterns = [
        ("docs/patterns.md".into(), table::page(Locale::En)),
        ("docs/patterns.ja.md".into(), table::page(Locale::Ja)),
    ];
    schemas.into_iter().chain(rules).chain(settings).chain(patterns).collect()
}

/// What the editors have of the server's settings below `root`, made anew.
fn editors(root: &Path) -> io::Result<Vec<(PathBuf, String)>> {
    let folder = Path::new(EXTENSION);
    type Make<'m> = &'m dyn Fn(&str) -> Result<String, String>;
    let made = |path: PathBuf, make: Make<'_>| -> io::Result<_> {
        let text = std::fs::read_to_string(root.join(&path))?;
        Ok((path, make(&text).map_err(io::Error::other)?))
    };
    Ok(vec![
        made(folder.join("package.json"), &publish::package)?,
        made(folder.join("package.nls.json"), &|text| publish::translations(text, Locale::En))?,
        made(folder.join("package.nls.ja.json"), &|text| publish::translations(text, Locale::Ja))?,
        made(neovim::CONFIGURATION.into(), &neovim::configuration)?,
        made(neovim::HELP.into(), &neovim::help)?,
    ])
}

/// The pages of the reference as they stand below `root`, with their lists of facts made anew.
fn reference(root: &Path) -> io::Result<Vec<(PathBuf, String)>> {
    let folder = Path::new(REFERENCE);
    let pages = reference::write::pages(|path| std::fs::read_to_string(root.join(folder).join(path)))?;
    Ok(pages.into_iter().map(|(path, text)| (folder.join(path), text)).collect())
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
