//! The arguments and where they lead.

use super::{check, explain, generate, schema, show};
use crate::locale::Locale;
use crate::lsp;
use clap::{Args, Parser, Subcommand, ValueEnum};
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
    Check(CheckArgs),
    /// Print the manifest that an environment gets, as YAML that Copilot accepts.
    ///
    /// Without `environments`, the override merged in; comments tell which line of it wrote a value. Exit status: 0,
    /// 1 where Copilot refuses the manifest so that parts may be missing, 2 where nothing can be shown.
    Show {
        /// The manifest.
        file: PathBuf,
        /// The environment; by default what an environment gets that the manifest does not name.
        #[arg(long)]
        env: Option<String>,
        #[command(flatten)]
        language: Language,
    },
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

/// What `check` takes.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Files or folders; the current folder by default.
    pub paths: Vec<PathBuf>,
    /// How findings are printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Exit with 1 for warnings too.
    #[arg(long)]
    pub deny_warnings: bool,
    /// Judge each file by itself, without looking at other files.
    #[arg(long)]
    pub no_cross_file: bool,
    /// When to use colour.
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

/// The form of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people: the source line drawn, the place underlined.
    Text,
    /// For programs: one document.
    Json,
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

/// Reads the command line of the process and does what it says.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let status = if error.use_stderr() { 2 } else { 0 };
            // A closed pipe (`--help | head`) is no reason to fail.
            let _ = error.print();
            return ExitCode::from(status);
        }
    };
    match cli.command {
        None | Some(Command::Serve { .. }) => lsp::serve(),
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::Show { file, env, language }) => show::run(&file, env.as_deref(), language.locale()),
        Some(Command::Explain { id, language }) => explain::run(&id, language.locale()),
        Some(Command::Schema { kind }) => schema::run(kind.as_deref()),
        Some(Command::Generate { root, check }) => generate::run(&root, check),
    }
}
