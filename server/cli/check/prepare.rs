//! What the arguments ask for: which files, with what around them.

use super::args::CheckArgs;
use super::checker::{Checked, Checker, absolute};
use crate::locale::{Locale, Phrase};
use crate::manifest::source::Source;
use crate::nearest::nearest;
use crate::rules::words::any_quoted;
use crate::settings::Settings;
use crate::workspace::{self, Disk, Exclude, Found, LARGEST};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// What standard input is called that stands for no file.
const STDIN: &str = "<stdin>";

/// Reads what the arguments name.
pub(super) fn checker(args: &CheckArgs, locale: Locale) -> Result<Checker, Phrase> {
    let here = absolute(Path::new("."));
    let exclude =
        Exclude::new(&here, &args.exclude).map_err(|why| Phrase::same(format!("--exclude: {why}")))?;
    let paths = match (&args.path, args.paths.as_slice()) {
        (Some(path), _) => vec![path.clone()],
        (None, []) if args.stdin => vec![PathBuf::from(STDIN)],
        (None, []) => vec![PathBuf::from(".")],
        (None, paths) => paths.to_vec(),
    };
    let paths: Vec<PathBuf> = paths.into_iter().map(climbed).collect();
    let text = if args.stdin { Some(stdin()?) } else { None };
    let found = match text {
        Some(_) => alone(&paths),
        None => workspace::discover(&paths),
    };
    let manifests: BTreeSet<PathBuf> = found.manifests.iter().map(|path| absolute(path)).collect();
    let folders = found.workspaces.iter().filter(|_| !args.no_cross_file);
    let left: Vec<PathBuf> = manifests.iter().filter(|path| !exclude.excludes(path)).cloned().collect();
    let mut checker = Checker {
        settings: Settings {
            locale,
            severities: args.severity.iter().cloned().collect(),
            ..Settings::default()
        },
        environment: args.env.clone(),
        is_all_excluded: left.is_empty() && !manifests.is_empty(),
        manifests: left,
        asked: paths.iter().map(|path| absolute(path)).collect(),
        exclude,
        workspaces: folders.map(|folder| (folder.clone(), Disk::read(folder))).collect(),
        alone: BTreeMap::new(),
    };
    if let (Some(text), Some(path)) = (text, paths.first()) {
        checker.replace(Arc::new(Source::new(Some(&absolute(path)), text)));
    }
    Ok(checker)
}

/// A path with `..` is taken for what it leads to: the folders that it names tell what a file is.
fn climbed(path: PathBuf) -> PathBuf {
    let climbs = path.components().any(|part| part == Component::ParentDir);
    if climbs { absolute(&path) } else { path }
}

/// One file, which need not exist.
fn alone(paths: &[PathBuf]) -> Found {
    let folders = paths.iter().filter_map(|path| workspace::folder_of(&absolute(path)).map(Path::to_owned));
    Found { workspaces: folders.collect(), manifests: paths.to_vec() }
}

fn stdin() -> Result<String, Phrase> {
    let failed = |why: String| {
        Phrase::new(
            format!("standard input can't be read: {why}."),
            format!("標準入力を読み込めません: {why}"),
        )
    };
    let mut bytes = Vec::new();
    io::stdin().take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| failed(error.to_string()))?;
    if bytes.len() as u64 > LARGEST {
        return Err(workspace::ReadError::TooLarge(bytes.len() as u64).phrase());
    }
    String::from_utf8(bytes)
        .map_err(|error| workspace::ReadError::NotUtf8(error.utf8_error().valid_up_to()).phrase())
}

/// Why there is nothing to report.
pub(super) fn nothing_found() -> Phrase {
    const PLACES: &str =
        "copilot/*/manifest.yml, copilot/environments/*/manifest.yml, copilot/pipelines/*/manifest.yml";
    Phrase::new(
        format!("no manifest found. Looked for: {PLACES} and copilot/pipeline.yml"),
        format!("マニフェストが見つかりません。探した場所: {PLACES} および copilot/pipeline.yml"),
    )
}

/// An environment that no manifest and no workspace names is most likely mistyped. Where none is named anywhere, any name
/// will do: Copilot's environments need no file.
pub(super) fn known_environment(checker: &Checker, files: &[Checked]) -> Result<(), Phrase> {
    let Some(name) = &checker.environment else { return Ok(()) };
    let mut known = BTreeSet::new();
    for source in files.iter().filter_map(|file| file.source.as_ref()) {
        let tree = source.tree();
        let block = tree.root.and_then(|root| tree.get(root, "environments"));
        let entries = block.map(|block| tree.entries(block)).unwrap_or_default();
        known
            .extend(entries.iter().filter_map(|entry| tree.scalar(entry.key)).map(|(key, _)| key.to_owned()));
    }
    for disk in checker.workspaces.values() {
        known.extend(disk.files().environments().into_iter().map(str::to_owned));
    }
    if known.is_empty() || known.contains(name) {
        return Ok(());
    }
    let names = || known.iter().map(String::as_str);
    let meant = nearest(name, names());
    Err(any_quoted(names()).map(|locale, known| {
        let meant =
            meant.map(|it| locale.pick(format!(" Did you mean `{it}`?"), format!(" `{it}` のことですか?")));
        let meant = meant.unwrap_or_default();
        locale.pick(
            format!("--env: no manifest and no `copilot/environments` names `{name}`; known is {known}.{meant}"),
            format!("--env: 環境 `{name}` はマニフェストにも `copilot/environments` にもありません。あるのは {known} です。{meant}"),
        )
    }))
}
