//! The pages of the reference: complete in both languages, nothing orphaned, links and examples valid.
#![allow(clippy::expect_used, reason = "a test may fail")]

mod support;

use copilot_manifest_ls::finding::Severity;
use copilot_manifest_ls::locale::Locale;
use copilot_manifest_ls::manifest::kind::Kind;
use copilot_manifest_ls::manifest::source::Source;
use copilot_manifest_ls::reference::lookup::{normal, spots};
use copilot_manifest_ls::reference::{PAGES, Section, page, write};
use copilot_manifest_ls::rules::{Document, judge};
use copilot_manifest_ls::settings::Settings;
use copilot_manifest_ls::workspace::Nothing;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Every section with its language and the name of its page.
fn all() -> Vec<(Locale, &'static str, Section<'static>)> {
    let of = |locale: Locale| {
        PAGES.iter().flat_map(move |one| {
            page::sections(one.text(locale)).1.into_iter().map(move |section| (locale, one.name, section))
        })
    };
    Locale::ALL.into_iter().flat_map(of).collect()
}

#[track_caller]
fn none(problems: &[String]) {
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn every_key_of_the_model_has_a_section() {
    let mut missing = BTreeSet::new();
    let mut seen = 0;
    for kind in Kind::ALL {
        for spot in spots(kind) {
            let is_key = !spot.key.ends_with(['>', ']']);
            seen += usize::from(is_key);
            if is_key && spot.told(kind).is_none() {
                missing.insert(format!("{}: {}", kind.name(), spot.key));
            }
        }
    }
    assert!(seen > 900, "the model has more than {seen} keys");
    none(&missing.into_iter().collect::<Vec<_>>());
}

#[test]
fn no_section_is_orphaned() {
    let mut used = BTreeSet::new();
    for kind in Kind::ALL {
        used.extend(spots(kind).iter().filter_map(|spot| {
            let located = spot.own(kind)?;
            Some((located.page.name, located.section(Locale::En)?.path))
        }));
    }
    let orphans = all().into_iter().filter(|(_, name, section)| !used.contains(&(name, section.path)));
    none(
        &orphans
            .map(|(locale, name, section)| format!("{}/{name}: {}", locale.tag(), section.path))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn both_languages_have_the_same_sections() {
    let headings =
        |text: &'static str| page::sections(text).1.iter().map(|section| section.path).collect::<Vec<_>>();
    for one in PAGES {
        assert_eq!(headings(one.text(Locale::En)), headings(one.text(Locale::Ja)), "{}", one.name);
    }
}

#[test]
fn each_section_says_what_the_field_does_and_its_facts() {
    let mut problems = Vec::new();
    for (locale, name, section) in all() {
        let labels =
            locale.pick(["- Type: ", "- Default: ", "- Source: ["], ["- 型: ", "- 既定値: ", "- 出典: ["]);
        let lacks = labels.iter().filter(|label| !section.facts.contains(**label));
        problems.extend(lacks.map(|label| format!("{}/{name} {}: no {label}", locale.tag(), section.path)));
        let is_japanese =
            section.prose.chars().any(|character| ('\u{3040}'..'\u{30ff}').contains(&character));
        if section.prose.len() < 30 || is_japanese != (locale == Locale::Ja) {
            problems.push(format!("{}/{name} {}: no prose", locale.tag(), section.path));
        }
    }
    none(&problems);
}

#[test]
fn examples_are_right() {
    let mut problems = Vec::new();
    let mut checked = 0;
    for (locale, name, section) in all() {
        for example in section.rest.split("```yaml\n").skip(1).filter_map(|rest| rest.split("\n```").next()) {
            let (path, text) = support::whole(&format!("{example}\n"));
            let source = Source::new(Some(Path::new(&path)), text);
            let document = Document::new(&source, &Nothing);
            assert!(document.kind().is_some(), "{name} {}: the example has no kind", section.path);
            let found = judge(&document, &Settings::default()).into_iter();
            let bad = found.filter(|finding| finding.severity <= Severity::Warning);
            problems.extend(
                bad.map(|it| {
                    format!("{}/{name} {}: {}: {}", locale.tag(), section.path, it.rule, it.message)
                }),
            );
            checked += 1;
        }
    }
    assert!(checked > 100, "only {checked} examples");
    none(&problems);
}

/// What GitHub makes of a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase().replace(' ', "-");
    kept.chars().filter(|character| character.is_alphanumeric() || matches!(character, '_' | '-')).collect()
}

#[test]
fn links_lead_somewhere() {
    let root = Path::new("docs/reference");
    let mut files: Vec<PathBuf> = vec![root.join("SOURCES.md")];
    for locale in Locale::ALL {
        files.extend(PAGES.iter().map(|one| root.join(write::path(one, locale))));
    }
    let (mut problems, mut links) = (Vec::new(), 0);
    for file in files {
        let text = fs::read_to_string(&file).expect("a page");
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if target.contains("://") {
                continue;
            }
            links += 1;
            let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
            let other =
                if path.is_empty() { file.clone() } else { file.parent().expect("a folder").join(path) };
            let there = fs::read_to_string(&other).unwrap_or_default();
            let heads =
                |line: &str| line.starts_with('#') && anchor(line.trim_start_matches(['#', ' '])) == fragment;
            if there.is_empty() || !fragment.is_empty() && !there.lines().any(heads) {
                problems.push(format!("{}: {target}", file.display()));
            }
        }
    }
    assert!(links > 50, "only {links} links");
    none(&problems);
}

#[test]
fn placeholders_have_no_names_in_keys() {
    assert_eq!(normal("sidecars.<name>.mount_points[].path"), "sidecars.<>.mount_points[].path");
}
