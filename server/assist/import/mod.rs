//! ECS container definitions brought into a manifest, or written as a piece of one.

mod overrides;
mod region;
mod settle;
mod spell;
mod target;

pub use region::definition_at;

use super::actions::style::unfolded;
use super::patterns::added;
use super::snippet::{Block, Entries, Layout, lines};
use crate::edits::Patched;
use crate::finding::{Edit, Finding, Severity};
use crate::import::{Imported, Note, Owner, Target, import};
use crate::locale::{Locale, Phrase};
use crate::manifest::kind::Kind;
use crate::manifest::source::Source;
use crate::rules::{Document, judge};
use crate::settings::Settings;
use crate::workspace::{Around, Nothing};
use crate::yaml::Span;
use overrides::Rules;

/// The most collections in braces that stand in the way of one definition.
const ROUNDS: usize = 16;

/// What is asked for.
#[derive(Clone, Copy)]
pub struct Wanted<'w> {
    /// The text with the definition.
    pub definition: &'w str,
    /// The name of the container that becomes the main one, where the user told it.
    pub main: Option<&'w str>,
    /// The language of comments and remarks.
    pub locale: Locale,
    /// What lies around the manifest.
    pub around: &'w dyn Around,
}

/// A definition that has become a part of a manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// The edits of the manifest, in order and apart from each other.
    pub edits: Vec<Edit>,
    /// The manifest after them; where there is none, the YAML that goes into one.
    pub text: String,
    /// What the user has to know, in sentences.
    pub remarks: Vec<String>,
    /// The outcome has mistakes that Copilot or AWS refuse, which the remarks tell.
    pub has_errors: bool,
}

/// Brings a definition into a manifest; what stands there stays. With `from`, the definition stands in the manifest
/// itself and is replaced.
///
/// # Errors
/// The text is no definition, or the manifest can't have its parts; says why, in a sentence without an end.
pub fn import_into(source: &Source, from: Option<Span>, wanted: &Wanted<'_>) -> Result<Import, Phrase> {
    let mut patched = Patched::new(&source.text);
    if let Some(span) = from {
        let span = region::whole_lines(&source.text, span);
        patched.apply(&[Edit { span, text: String::new() }]);
    }
    let before = Source::new(source.path.as_deref(), patched.text.clone());
    let target = target::of(&before)?;
    let mut imported = import(wanted.definition, wanted.main, &target)?;
    settle::settle(&before, &mut imported);
    let mut entries = spell::entries(std::mem::take(&mut imported.manifest));
    let rules = Rules::of(&imported, &before, wanted.locale);
    comment(&mut entries, &imported, &rules.lost, wanted.locale);
    let mut now = unfold(&before, &mut patched, &entries)?;
    now = apply(&now, &mut patched, &added(&now, &entries)?)?;
    for edits in [rules.shifted(&before, &now), Ok(rules.edits(&now)?)] {
        now = apply(&now, &mut patched, &edits?)?;
    }
    let mut remarks = remarks(imported.notes.iter().chain(&rules.lost), wanted.locale);
    remarks.extend(rules.remarks(&now).iter().map(|remark| remark.text(wanted.locale).to_owned()));
    let new = new_findings(&before, &now, wanted);
    let has_errors = new.iter().any(|finding| finding.severity == Severity::Error);
    remarks.extend(new.into_iter().map(|finding| finding.message));
    Ok(Import { edits: patched.edits(), text: patched.text, remarks, has_errors })
}

/// The YAML of a definition, for a manifest that is still to be written.
///
/// # Errors
/// The text is no definition.
pub fn import_alone(wanted: &Wanted<'_>) -> Result<Import, Phrase> {
    let mut imported = import(wanted.definition, wanted.main, &Target::default())?;
    let rules = Rules::alone(&imported, wanted.locale);
    let mut entries = spell::entries(std::mem::take(&mut imported.manifest));
    let has_image = entries.iter().any(|(key, _)| key == "image");
    comment(&mut entries, &imported, &rules.lost, wanted.locale);
    entries.extend(rules.section());
    let text: String =
        lines(&entries, &Layout::default(), 0).iter().map(|line| format!("{line}\n")).collect();
    let name = imported.main.as_deref().filter(|name| !name.is_empty()).unwrap_or("app");
    let image = if has_image { "" } else { "image: {location: example}\n" };
    let head =
        format!("name: {}\ntype: {}\n{image}", super::snippet::scalar(name), Kind::BackendService.name());
    let whole = Source::new(None, [head.as_str(), &text].concat());
    let settings = Settings { locale: wanted.locale, ..Settings::default() };
    let mut found = judge(&Document::new(&whole, &Nothing), &settings);
    found.retain(|finding| finding.span.start >= head.len());
    let has_errors = found.iter().any(|finding| finding.severity == Severity::Error);
    let mut remarks = remarks(&imported.notes, wanted.locale);
    remarks.extend(found.into_iter().map(|finding| finding.message));
    Ok(Import { edits: Vec::new(), text, remarks, has_errors })
}

/// Carries out a round of edits that count in the present text.
fn apply(now: &Source, patched: &mut Patched<'_>, edits: &[Edit]) -> Result<Source, Phrase> {
    if !patched.apply(edits) {
        return Err(Phrase::new(
            "the parts of the definition get in each other's way in this manifest",
            "このマニフェストでは、定義の各部分の追加先が重なります",
        ));
    }
    Ok(Source::new(now.path.as_deref(), patched.text.clone()))
}

/// Writes over several lines what stands in braces and gets something new.
fn unfold(before: &Source, patched: &mut Patched<'_>, entries: &Entries) -> Result<Source, Phrase> {
    let mut now = Source::new(before.path.as_deref(), before.text.clone());
    for _ in 0..ROUNDS {
        let in_braces = now.tree().root.and_then(|root| settle::in_braces(now.tree(), root, entries));
        let Some(edit) = in_braces.and_then(|entry| unfolded(&now, entry)) else { break };
        now = apply(&now, patched, &[edit])?;
    }
    Ok(now)
}

/// Puts comments about what is left out where it would stand.
fn comment(entries: &mut Entries, imported: &Imported, more: &[Note], locale: Locale) {
    let of = |is_its: &dyn Fn(&Owner) -> bool| -> Option<(String, Block)> {
        let notes = imported.notes.iter().chain(more).filter(|note| note.is_lost && is_its(&note.owner));
        let lines: Vec<String> = notes.map(|note| note.text.text(locale).to_owned()).collect();
        (!lines.is_empty()).then(|| (String::new(), Block::Comment(lines)))
    };
    for (key, block) in entries.iter_mut() {
        let Block::Map(sidecars) = block else { continue };
        for (name, sidecar) in sidecars.iter_mut().filter(|_| key == "sidecars") {
            let Block::Map(fields) = sidecar else { continue };
            let own = of(&|owner| matches!(owner, Owner::Sidecar(other) if spell::key(other) == *name));
            fields.splice(0..0, own);
        }
    }
    let others = of(&|owner| !matches!(owner, Owner::Sidecar(_)));
    entries.splice(0..0, others);
}

fn remarks<'n>(notes: impl IntoIterator<Item = &'n Note>, locale: Locale) -> Vec<String> {
    notes.into_iter().map(|note| note.text.text(locale).to_owned()).collect()
}

/// What is wrong now and was not before.
fn new_findings(before: &Source, after: &Source, wanted: &Wanted<'_>) -> Vec<Finding> {
    let settings = Settings { locale: wanted.locale, ..Settings::default() };
    let found = |source: &Source| judge(&Document::new(source, wanted.around), &settings);
    let mut old: Vec<(&str, String)> = found(before).into_iter().map(|it| (it.rule, it.path)).collect();
    let mut new = found(after);
    new.retain(|finding| match old.iter().position(|old| old.0 == finding.rule && old.1 == finding.path) {
        Some(known) => {
            old.swap_remove(known);
            false
        }
        None => true,
    });
    new
}
