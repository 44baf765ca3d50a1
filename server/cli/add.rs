//! `add`: a sidecar pattern in a manifest, with the addon that its task needs.

use super::args::{Color, Language};
use super::diff::{Side, lines, unified};
use super::interrupt::Interrupt;
use super::terminal::{about, print, say};
use super::write;
use crate::assist::patterns::{Addition, Pattern, Permissions, addition, all, find};
use crate::finding::{Finding, NewFile, Severity};
use crate::locale::{Locale, Phrase};
use crate::manifest::permissions::Need;
use crate::manifest::source::Source;
use crate::nearest::nearest;
use crate::rules::{Document, judge};
use crate::settings::Settings;
use crate::workspace::{self, Around, Disk, Nothing};
use clap::Args;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// What `add` takes.
#[derive(Debug, Args)]
pub(super) struct AddArgs {
    /// The pattern and the manifest that gets it. With `--list` a manifest alone, or nothing.
    #[arg(num_args = 0..=2, value_names = ["PATTERN", "FILE"], required_unless_present = "list")]
    operands: Vec<String>,
    /// The name of the container that is added; by default that of the pattern.
    #[arg(long, value_name = "NAME", conflicts_with = "list")]
    name: Option<String>,
    /// Change the files instead of printing the diff.
    #[arg(long, conflicts_with = "list")]
    write: bool,
    /// List the patterns, or those that the kind of a manifest allows.
    #[arg(long)]
    list: bool,
    /// When the diff is coloured.
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    color: Color,
    #[command(flatten)]
    language: Language,
}

/// Exit status 0, 1 where the outcome has mistakes that Copilot or AWS refuse, 2 where nothing was added.
pub(super) fn run(args: &AddArgs) -> ExitCode {
    let locale = args.language.locale();
    let done = match (args.list, args.operands.as_slice()) {
        (true, []) => list(None, locale),
        (true, [file]) => list(Some(Path::new(file)), locale),
        (false, [id, file]) => added(args, id, Path::new(file), locale),
        (true, _) => Err(Phrase::new(
            "`--list` takes one manifest at most",
            "`--list` に指定できるマニフェストは 1 つまでです",
        )),
        (false, _) => Err(Phrase::new(
            "name a pattern and a manifest; `add --list` lists the patterns",
            "パターンとマニフェストを指定してください。`add --list` でパターンの一覧が表示されます",
        )),
    };
    match done {
        Ok(has_errors) => ExitCode::from(u8::from(has_errors)),
        Err(why) => {
            say(why.text(locale));
            ExitCode::from(2)
        }
    }
}

/// A line for each pattern that fits.
fn list(file: Option<&Path>, locale: Locale) -> Result<bool, Phrase> {
    let kind = match file {
        None => None,
        Some(file) => {
            let kind = source(file)?.kind();
            Some(kind.ok_or_else(|| about(file, &no_manifest()))?)
        }
    };
    let fits = |pattern: &&Pattern| kind.is_none_or(|kind| pattern.kinds().any(|known| known == kind));
    let fitting: Vec<&Pattern> = all().iter().filter(fits).collect();
    if let (Some(file), Some(kind), []) = (file, kind, fitting.as_slice()) {
        let none = Phrase::new(
            format!("a {} has no sidecars", kind.name()),
            format!("{} にはサイドカーを追加できません", kind.name()),
        );
        return Err(about(file, &none));
    }
    let longest = fitting.iter().map(|pattern| pattern.id.len()).max().unwrap_or_default();
    let line = |pattern: &&Pattern| format!("{:longest$}  {}\n", pattern.id, pattern.title.text(locale));
    print(&fitting.iter().map(line).collect::<String>())?;
    Ok(false)
}

/// Whether the outcome has errors.
fn added(args: &AddArgs, id: &str, file: &Path, locale: Locale) -> Result<bool, Phrase> {
    let pattern = find(id).ok_or_else(|| unknown(id))?;
    let source = source(file)?;
    let disk = source.path.as_deref().and_then(workspace::folder_of).map(Disk::read);
    let around: &dyn Around = disk.as_ref().map_or(&Nothing, |disk| disk);
    let name = args.name.as_deref();
    let addition = addition(&source, pattern, name, around).map_err(|why| about(file, &why))?;
    let change = Change { file, source: &source, addition: &addition };
    if args.write {
        change.write()?;
    } else {
        print(&change.diff(args.color.is_on_stdout()))?;
    }
    let given = addition.plan.name.as_deref();
    if let (Some(name), Some(given)) = (name, given.filter(|given| name != Some(*given))) {
        say(taken(name, given).text(locale));
    }
    if let Permissions::Missing(needs, why) = &addition.permissions {
        say(without(needs, why).text(locale));
    }
    let outcome = change.outcome(disk, locale);
    outcome.new.iter().for_each(|finding| say(&format!("{}: {}", finding.rule, finding.message)));
    if outcome.old_errors > 0 {
        say(still(outcome.old_errors).text(locale));
    }
    Ok(outcome.old_errors > 0 || outcome.new.iter().any(is_error))
}

/// What is done to the files.
struct Change<'c> {
    file: &'c Path,
    source: &'c Source,
    addition: &'c Addition,
}

/// What is wrong with the manifest afterwards.
struct Outcome {
    new: Vec<Finding>,
    old_errors: usize,
}

impl Change<'_> {
    fn addon(&self) -> Option<(PathBuf, &NewFile)> {
        let Permissions::Template(new) = &self.addition.permissions else { return None };
        // Named as the manifest is: its folder holds `addons`.
        let name = new.path.rsplit('/').next()?;
        Some((self.file.parent().unwrap_or(Path::new("")).join("addons").join(name), new))
    }

    fn diff(&self, color: bool) -> String {
        let file = self.file.display();
        let (old, new) = (lines(&self.source.text), lines(&self.addition.after.text));
        let (from, to) = (format!("a/{file}"), format!("b/{file}"));
        let mut text = unified(&Side::plain(&from, &old), &Side::plain(&to, &new), color);
        if let Some((path, new)) = self.addon() {
            let (to, new) = (format!("b/{}", path.display()), lines(&new.text));
            text += &unified(&Side::plain("/dev/null", &[]), &Side::plain(&to, &new), color);
        }
        text
    }

    /// Both files or none, also where a signal comes.
    fn write(&self) -> Result<(), Phrase> {
        let interrupt = Interrupt::hold();
        let done = self.write_both(&interrupt);
        interrupt.obey();
        done
    }

    fn write_both(&self, interrupt: &Interrupt) -> Result<(), Phrase> {
        let addon = self.addon();
        let made = match &addon {
            Some((path, new)) => {
                Some(write::Made::new(path, new.text.as_bytes()).map_err(|why| about(path, &why.phrase()))?)
            }
            None => None,
        };
        write::replace(self.file, &self.source.text, &self.addition.after.text, || interrupt.came())
            .map_err(|error| about(self.file, &error.phrase()))?;
        if let Some(made) = made {
            made.keep();
        }
        Ok(())
    }

    fn outcome(&self, disk: Option<Disk>, locale: Locale) -> Outcome {
        let settings = Settings { locale, ..Settings::default() };
        let found = |source: &Source, around: Option<&Disk>| {
            let around: &dyn Around = around.map_or(&Nothing, |disk| disk);
            judge(&Document::new(source, around), &settings)
        };
        let mut before = found(self.source, disk.as_ref());
        let after = disk.map(|mut disk| {
            if let Permissions::Template(new) = &self.addition.permissions {
                let path = disk.files().folder.join(&new.path);
                disk.replace(Arc::new(Source::new(Some(&path), new.text.clone())));
            }
            disk
        });
        let (mut new, mut old_errors) = (Vec::new(), 0);
        for finding in found(&self.addition.after, after.as_ref()) {
            let is_same = |old: &Finding| old.rule == finding.rule && old.path == finding.path;
            match before.iter().position(is_same) {
                Some(known) => {
                    before.swap_remove(known);
                    old_errors += usize::from(is_error(&finding));
                }
                None => new.push(finding),
            }
        }
        Outcome { new, old_errors }
    }
}

fn is_error(finding: &Finding) -> bool {
    finding.severity == Severity::Error
}

fn source(file: &Path) -> Result<Source, Phrase> {
    let text = workspace::read(file).map_err(|error| about(file, &error.phrase()))?;
    let path = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    Ok(Source::new(Some(&path), text))
}

fn no_manifest() -> Phrase {
    Phrase::new("this is no manifest of AWS Copilot", "AWS Copilot のマニフェストではありません")
}

fn unknown(id: &str) -> Phrase {
    let known = nearest(id, all().iter().map(|pattern| pattern.id));
    let (en, ja) = known.map_or_else(Default::default, |known| {
        (format!(" Did you mean `{known}`?"), format!("`{known}` のことですか？"))
    });
    Phrase::new(
        format!("there is no pattern `{id}`.{en} `add --list` lists the patterns."),
        format!("パターン `{id}` はありません。{ja}`add --list` でパターンの一覧が表示されます。"),
    )
}

fn taken(name: &str, given: &str) -> Phrase {
    Phrase::new(
        format!("the name `{name}` is taken; the container is `{given}`."),
        format!("名前 `{name}` は使われているため、コンテナは `{given}` になります。"),
    )
}

fn without(needs: &[&Need], why: &Phrase) -> Phrase {
    let actions: Vec<String> =
        needs.iter().flat_map(|need| need.actions).map(|it| format!("`{it}`")).collect();
    why.map(|locale, why| {
        locale.pick(
            format!("no addon was made, because {why}. The role of the task needs {}.", actions.join(", ")),
            format!(
                "{why}。そのためアドオンは作成しません。タスクロールに次の権限を与えてください: {}",
                actions.join("、")
            ),
        )
    })
}

fn still(errors: usize) -> Phrase {
    Phrase::new(
        format!("errors that the manifest had before: {errors}. `copilot-manifest-ls check` shows them."),
        format!("追加する前からのエラーが {errors} 件あります。`copilot-manifest-ls check` で確認できます。"),
    )
}
