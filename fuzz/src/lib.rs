//! What the fuzzers run. Each target takes any bytes and panics where a promise is broken; the promises stand in
//! `tests/support/holds`, where the tests of the server ask them too.

#[path = "../../tests/support/mod.rs"]
mod support;

mod effective;
mod inner;

// What those files call `crate::…`.
use copilot_manifest_ls::{locale, nearest, rules, settings};

pub mod mutate;
pub mod random;
pub mod seeds;
mod targets;
mod yaml_edits;

/// What a fuzzer drives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A text as a document: `# copilot/<path>` in its first line says where it lies.
    Document,
    /// Several files, each below a line `# copilot/<path>` or `# ./<path>`.
    Workspace,
    /// Settings in JSON, a layer on each line.
    Settings,
    /// The bytes of a client.
    Frames,
}

impl Target {
    /// All of them.
    pub const ALL: [Target; 4] = [Target::Document, Target::Workspace, Target::Settings, Target::Frames];

    /// Its name, also of the folder of its corpus.
    pub fn name(self) -> &'static str {
        match self {
            Target::Document => "document",
            Target::Workspace => "workspace",
            Target::Settings => "settings",
            Target::Frames => "frames",
        }
    }

    /// Executes it once. The number tells which behaviour was seen; inputs of a new one are worth keeping.
    ///
    /// # Panics
    /// A promise is broken.
    pub fn run(self, bytes: &[u8]) -> u64 {
        support::holds::nothing_is_lost(|| match self {
            Target::Document => targets::document::run(&String::from_utf8_lossy(bytes)),
            Target::Workspace => targets::workspace::run(&String::from_utf8_lossy(bytes)),
            Target::Settings => targets::settings::run(&String::from_utf8_lossy(bytes)),
            Target::Frames => targets::frames::run(bytes),
        })
    }
}

/// What costs more than in proportion to a text that repeats a line `few` times, and many times as often.
pub fn growth(few: usize) -> Vec<String> {
    support::growth::problems(few, |_| true).unwrap_or_default()
}
