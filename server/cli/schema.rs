//! `schema`: the JSON Schemas for people who use another YAML server.

use super::args::SchemaArgs;
use crate::manifest::kind::Kind;
use crate::schema::generate::file;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// Prints, writes or compares schemas.
pub(super) fn run(args: &SchemaArgs) -> ExitCode {
    let done = match (&args.check, &args.write, &args.kind) {
        (Some(folder), _, _) => compare(folder),
        (_, Some(folder), _) => write(folder),
        (_, _, Some(kind)) => print(kind),
        _ => list(),
    };
    done.unwrap_or_else(|error| {
        let _ = writeln!(io::stderr(), "copilot-manifest-ls: {error}");
        ExitCode::from(2)
    })
}

fn compare(folder: &Path) -> io::Result<ExitCode> {
    let mut status = ExitCode::SUCCESS;
    for kind in Kind::ALL {
        let path = folder.join(format!("{}.json", kind.slug()));
        if std::fs::read_to_string(&path).ok().as_deref() != Some(&*file(kind)) {
            writeln!(
                io::stderr(),
                "{} is not current: run `schema --write {}`",
                path.display(),
                folder.display()
            )?;
            status = ExitCode::FAILURE;
        }
    }
    Ok(status)
}

fn write(folder: &Path) -> io::Result<ExitCode> {
    std::fs::create_dir_all(folder)?;
    for kind in Kind::ALL {
        std::fs::write(folder.join(format!("{}.json", kind.slug())), file(kind))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn print(name: &str) -> io::Result<ExitCode> {
    let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.slug() == name || kind.name() == name) else {
        writeln!(io::stderr(), "copilot-manifest-ls: no kind `{name}`; `schema` without a kind lists them")?;
        return Ok(ExitCode::from(2));
    };
    write!(io::stdout(), "{}", file(kind))?;
    Ok(ExitCode::SUCCESS)
}

fn list() -> io::Result<ExitCode> {
    for kind in Kind::ALL {
        writeln!(io::stdout(), "{}", kind.slug())?;
    }
    Ok(ExitCode::SUCCESS)
}
