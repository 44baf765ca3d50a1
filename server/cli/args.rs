//! The arguments and where they lead.

use super::check::args::CheckArgs;
use super::{add, check, explain, generate, import, schema, shell, show};
use crate::isolate;
use crate::locale::Locale;
use crate::lsp;
use clap::error::ErrorKind;
use clap::{ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Language server and checker for the manifests of AWS Copilot CLI.
///
/// Without a command it serves the language server protocol on standard input and output.
#[derive(Debug, Parser)]
#[command(name = "copilot-manifest-ls", version)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// Serve on standard input and output (the default).
    #[arg(long)]
    stdio: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the language server protocol on standard input and output.
    Serve {
        /// The only way to serve; accepted for editors that pass it.
        #[arg(long)]
        stdio: bool,
    },
    /// Check manifests. Exit status: 0 no errors, 1 errors, 2 nothing could be checked.
    Check(Box<CheckArgs>),
    /// Print the manifest that an environment gets, as YAML that Copilot accepts, or what differs between two of them.
    ///
    /// Without `environments`, the override merged in; comments tell which line of it wrote a value. Exit status: 0,
    /// 1 where Copilot refuses the manifest so that parts may be missing, 2 where nothing can be shown. With `--diff`, as
    /// of `diff`: 0 where both are the same, 1 where they differ or parts may be missing, 2 where they can't be compared.
    Show(ShowArgs),
    /// Print the documentation of a rule or of a field.
    Explain {
        /// The id of a rule, as in `sidecar.port-conflict`, or the path of a field, as in `sidecars.port`.
        id: String,
        #[command(flatten)]
        language: Language,
    },
    /// Print the JSON Schema of a kind of manifest, for other YAML servers; without a kind, list the kinds.
    Schema {
        /// The kind, as in `backend-service`.
        kind: Option<String>,
    },
    /// Print the completions of a shell.
    Completions {
        /// The shell.
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Print the manual page, or write the pages of all commands into a folder.
    Man {
        /// The folder.
        #[arg(long, value_name = "FOLDER")]
        output: Option<PathBuf>,
    },
    /// Turn ECS container definitions (JSON) into the sidecars and sections of a manifest.
    ///
    /// Prints YAML, or with `--into` the change of a manifest as a diff; nothing that stands there is overwritten. What
    /// Copilot has no field for becomes an entry of `taskdef_overrides` or a comment, and is told on standard error. Exit
    /// status: 0, 1 where the outcome has errors, 2 where nothing can be imported.
    Import(import::ImportArgs),
    /// Add a sidecar pattern to a manifest, with the addon that gives its task the permissions.
    ///
    /// Prints the change of the manifest and the new file of `addons/` as a diff; `--write` makes it. `--list` prints the
    /// patterns. Exit status: 0, 1 where the outcome has errors, 2 where nothing was added.
    Add(add::AddArgs),
    /// Write the files of the repository that are made from the model and the rules.
    #[command(hide = true)]
    Generate {
        /// The root of the repository.
        #[arg(default_value = ".")]
        root: PathBuf,
        /// Compare instead; exit with 1 where a file is not current.
        #[arg(long)]
        check: bool,
    },
}

/// What `show` takes.
#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// The manifest; with `--diff`, a second one may stand behind it.
    #[arg(num_args = 1..=2, required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The environment; by default what an environment gets that the manifest does not name.
    #[arg(long)]
    pub env: Option<String>,
    /// Print what differs between the environments A and B of the manifest. With one name, between what `--env` asks for
    /// and that environment; with two files and no name, between the files.
    #[arg(long, num_args = 0..=2, value_names = ["A", "B"])]
    pub diff: Option<Vec<String>>,
    /// When to use colour (with `--diff`).
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    #[command(flatten)]
    pub language: Language,
}

/// The language of what is printed.
#[derive(Debug, Args)]
pub(super) struct Language {
    /// The language: `en` or `ja`; by default that of `LC_ALL`, `LC_MESSAGES` or `LANG`.
    #[arg(long, value_enum)]
    locale: Option<LocaleName>,
}

/// A language by its tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LocaleName {
    /// English.
    En,
    /// Japanese.
    Ja,
}

impl Language {
    /// The language that was asked for, else that of the terminal.
    pub(super) fn locale(&self) -> Locale {
        match self.locale {
            Some(LocaleName::En) => Locale::En,
            Some(LocaleName::Ja) => Locale::Ja,
            None => {
                let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
                let set =
                    names.iter().filter_map(|name| std::env::var(name).ok()).find(|tag| !tag.is_empty());
                set.map_or(Locale::default(), |tag| Locale::of_tag(&tag))
            }
        }
    }
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The command line as such, for what is made from it.
pub(super) fn command() -> clap::Command {
    Cli::command()
}

/// Reads the command line of the process and does what it says.
pub fn run() -> ExitCode {
    let cli = match parsed() {
        Ok(cli) => cli,
        Err(error) => {
            let status = if error.use_stderr() { 2 } else { 0 };
            // A closed pipe (`--help | head`) is no reason to fail.
            let _ = error.print();
            return ExitCode::from(status);
        }
    };
    // The message of a panic may quote a manifest. `serve` logs panics in its own way.
    std::panic::set_hook(Box::new(|panic| {
        let _ = writeln!(std::io::stderr(), "copilot-manifest-ls: {}", isolate::report(panic.location()));
    }));
    match cli.command {
        None | Some(Command::Serve { .. }) => lsp::serve(),
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::Show(args)) => show::run(&args),
        Some(Command::Explain { id, language }) => explain::run(&id, language.locale()),
        Some(Command::Schema { kind }) => schema::run(kind.as_deref()),
        Some(Command::Completions { shell }) => shell::completions(shell),
        Some(Command::Man { output }) => shell::manual(output.as_deref()),
        Some(Command::Import(args)) => import::run(&args),
        Some(Command::Add(args)) => add::run(&args),
        Some(Command::Generate { root, check }) => generate::run(&root, check),
    }
}

/// The arguments of the process, those included whose order counts.
fn parsed() -> Result<Cli, clap::Error> {
    let matches = command().try_get_matches()?;
    let mut cli = Cli::from_arg_matches(&matches)?;
    if let (Some(Command::Check(args)), Some(matches)) = (&mut cli.command, of_check(&matches)) {
        let wrong = |why| command().error(ErrorKind::ArgumentConflict, why);
        args.pair(matches).map_err(wrong)?;
    }
    Ok(cli)
}

fn of_check(matches: &ArgMatches) -> Option<&ArgMatches> {
    matches.subcommand_matches("check")
}
