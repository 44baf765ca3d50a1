//! What holds for every text, however it looks: for the properties, the fuzzers and what the fuzzers found.

mod answers;
mod names;
pub mod tree;

use copilot_manifest_ls::assist::{Context, Nothing, Snapshot};
use copilot_manifest_ls::finding::Finding;
use copilot_manifest_ls::isolate;
use copilot_manifest_ls::settings::Settings;
use copilot_manifest_ls::workspace::Around;
use copilot_manifest_ls::yaml::Span;
use std::panic::resume_unwind;
use std::path::Path;

/// A question with its name.
pub type Question = (&'static str, fn(&Asked<'_>, usize));

/// All questions that can be asked of a text at a place, whose answers must be right.
pub const QUESTIONS: &[Question] = &[
    ("completion", answers::completion),
    ("hover", answers::hover),
    ("selections", answers::selections),
    ("symbols", answers::symbols),
    ("folds", answers::folds),
    ("tokens", answers::tokens),
    ("links", answers::links),
    ("hints", answers::hints),
    ("lenses", answers::lenses),
    ("actions", answers::actions),
    ("mended", answers::mended),
    ("effective", answers::effective),
    ("names", names::hold),
];

/// A text with what is known of it.
pub struct Asked<'a> {
    /// The text.
    pub snapshot: &'a Snapshot,
    /// What is wrong with it.
    pub findings: &'a [Finding],
    /// What lies around it.
    pub around: &'a dyn Around,
}

impl<'a> Asked<'a> {
    fn text(&self) -> &'a str {
        &self.snapshot.source.text
    }

    fn context(&self) -> Context<'a> {
        Context { findings: self.findings, around: self.around, ..Context::default() }
    }

    /// The span is a part of the text.
    fn is_part(&self, span: Span, what: &str) {
        assert!(self.text().get(span.start..span.end).is_some(), "{what}: {span:?} of {:?}", self.text());
    }
}

/// What is wrong with a text, which must be said of parts of it.
pub fn findings(snapshot: &Snapshot, around: &dyn Around) -> Vec<Finding> {
    let findings = snapshot.findings(&Settings::default(), around);
    let asked = Asked { snapshot, findings: &findings, around };
    for finding in &findings {
        assert!(!finding.message.is_empty(), "{} says nothing", finding.rule);
        asked.is_part(finding.span, finding.rule);
        for edit in finding.fixes.iter().flat_map(|fix| &fix.edits) {
            asked.is_part(edit.span, finding.rule);
        }
        finding.related.iter().for_each(|related| assert!(!related.message.is_empty(), "{}", finding.rule));
    }
    findings
}

/// Does work, and panics where a part of it did that the server would have done without.
pub fn nothing_is_lost<T>(work: impl FnOnce() -> T) -> T {
    let before = isolate::lost();
    let outcome = work();
    if isolate::lost() > before {
        // Its place and its words have been told already.
        resume_unwind(Box::new("a part is lost"));
    }
    outcome
}

/// Asks everything of a text by itself, at these places.
pub fn all(path: &str, text: &str, offsets: &[usize]) {
    nothing_is_lost(|| ask_all(path, text, offsets));
}

fn ask_all(path: &str, text: &str, offsets: &[usize]) {
    tree::parsed(text);
    let snapshot = Snapshot::new(Some(Path::new(path)), text.to_owned());
    let findings = findings(&snapshot, &Nothing);
    let asked = Asked { snapshot: &snapshot, findings: &findings, around: &Nothing };
    for (_, question) in QUESTIONS {
        offsets.iter().for_each(|offset| question(&asked, offset % (text.len() + 1)));
    }
}

fn is_within(inner: Span, outer: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
