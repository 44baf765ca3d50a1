//! What a distribution takes along: completions of the shells and the manual.

use super::args::command;
use super::terminal::say;
use clap_complete::Shell;
use clap_mangen::Man;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// The name of the binary.
const NAME: &str = "copilot-manifest-ls";

/// Prints the completions of a shell.
pub(super) fn completions(shell: Shell) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(), NAME, &mut script);
    printed(io::stdout().write_all(&script))
}

/// Prints the manual, or writes a page for it and for each command into a folder.
pub(super) fn manual(folder: Option<&Path>) -> ExitCode {
    let Some(folder) = folder else { return printed(Man::new(command()).render(&mut io::stdout())) };
    match std::fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(command(), folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("{}: {error}", folder.display()));
            ExitCode::from(2)
        }
    }
}

fn printed(result: io::Result<()>) -> ExitCode {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            say(&format!("standard output: {error}"));
            ExitCode::from(2)
        }
        _ => ExitCode::SUCCESS,
    }
}
