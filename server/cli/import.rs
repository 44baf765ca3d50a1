//! `import`: ECS container definitions as YAML, or in a manifest.

use super::args::{Color, Language};
use super::diff::{Side, lines, unified};
use super::terminal::{about, print, say};
use super::write;
use crate::assist::Nothing;
use crate::assist::import::{Import, Wanted, import_alone, import_into};
use crate::locale::{Locale, Phrase};
use crate::manifest::source::Source;
use crate::workspace;
use clap::Args;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The longest definition that is read, in bytes; ECS takes 64 KiB.
const LONGEST: u64 = 16 << 20;

/// What `import` takes.
#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// The file with the definition, or `-` for standard input.
    file: PathBuf,
    /// The manifest that gets it; the change is printed as a diff.
    #[arg(long, value_name = "MANIFEST")]
    into: Option<PathBuf>,
    /// The container that becomes the main one; by default the only one that can be.
    #[arg(long, value_name = "NAME")]
    main: Option<String>,
    /// Change the manifest instead of printing the diff.
    #[arg(long, requires = "into")]
    write: bool,
    /// When the diff is coloured.
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    color: Color,
    #[command(flatten)]
    language: Language,
}

/// Exit status 0, 1 where the outcome has mistakes that Copilot or AWS refuse, 2 where nothing can be imported.
pub(super) fn run(args: &ImportArgs) -> ExitCode {
    let locale = args.language.locale();
    match imported(args, locale) {
        Ok(import) => {
            import.remarks.iter().for_each(|remark| say(remark));
            ExitCode::from(u8::from(import.has_errors))
        }
        Err(why) => {
            say(why.text(locale));
            ExitCode::from(2)
        }
    }
}

fn imported(args: &ImportArgs, locale: Locale) -> Result<Import, Phrase> {
    let definition = definition(&args.file)?;
    let wanted = Wanted { definition: &definition, main: args.main.as_deref(), locale, around: &Nothing };
    let Some(manifest) = &args.into else {
        let import = import_alone(&wanted)?;
        print(&import.text)?;
        return Ok(import);
    };
    let text = workspace::read(manifest).map_err(|error| about(manifest, &error.phrase()))?;
    let path = std::path::absolute(manifest).unwrap_or_else(|_| manifest.to_owned());
    let source = Source::new(Some(&path), text);
    let import = import_into(&source, None, &wanted)?;
    if args.write {
        write::replace(manifest, &source.text, &import.text, || false)
            .map_err(|error| about(manifest, &error.phrase()))?;
    } else {
        let (from, to) = (format!("a/{}", manifest.display()), format!("b/{}", manifest.display()));
        let (old, new) = (lines(&source.text), lines(&import.text));
        print(&unified(&Side::plain(&from, &old), &Side::plain(&to, &new), args.color.is_on_stdout()))?;
    }
    Ok(import)
}

fn definition(file: &Path) -> Result<String, Phrase> {
    let mut bytes = Vec::new();
    let read = if file == Path::new("-") {
        io::stdin().take(LONGEST).read_to_end(&mut bytes)
    } else {
        fs::File::open(file).and_then(|open| open.take(LONGEST).read_to_end(&mut bytes))
    };
    read.map_err(|error| about(file, &Phrase::same(error)))?;
    String::from_utf8(bytes).map_err(|_| about(file, &Phrase::new("it is no UTF-8", "UTF-8 ではありません")))
}
