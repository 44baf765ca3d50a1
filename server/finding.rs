//! What the analysis says: plain data, in byte offsets, without protocol types.

use crate::yaml::Span;
use std::fmt;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Copilot refuses or crashes, or AWS will refuse the deployment.
    Error,
    /// Accepted but ignored, or it does something else than written, or legacy.
    Warning,
    /// Worth knowing.
    Info,
    /// Advice.
    Hint,
}

impl Severity {
    /// The word of the JSON output and of the settings.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
            Severity::Hint => "hint",
        }
    }
}

/// Who stops the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// It is not YAML to Copilot, or cannot be read.
    Yaml,
    /// Copilot's decoding, merge or validation refuses or crashes.
    Copilot,
    /// A later step refuses: template or image build, CloudFormation, ECS and so on.
    Aws,
    /// Nobody refuses.
    Style,
}

impl Origin {
    /// The word of the JSON output.
    pub fn as_str(self) -> &'static str {
        match self {
            Origin::Yaml => "yaml",
            Origin::Copilot => "copilot",
            Origin::Aws => "aws",
            Origin::Style => "style",
        }
    }
}

/// A replacement of a piece of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// A change that mends a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix<Title = String> {
    /// What the editor shows: an imperative sentence without a full stop.
    pub title: Title,
    /// The edits, not overlapping.
    pub edits: Vec<Edit>,
    /// Certain enough for `--fix` and "fix all".
    pub safe: bool,
    /// A file to make beside the edits, where there is none yet.
    pub file: Option<NewFile>,
}

impl<Title> Fix<Title> {
    /// A safe fix of the text alone.
    pub fn new(title: Title, edits: Vec<Edit>) -> Fix<Title> {
        Fix { title, edits, safe: true, file: None }
    }
}

/// A file that is not there yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Relative to the folder that holds `copilot/`, with `/` between names.
    pub path: String,
    /// What it shall hold.
    pub text: String,
}

/// Another place that explains a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where, in the same text.
    pub span: Span,
    /// Why it matters.
    pub message: String,
}

/// Something that a careful maintainer would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Id of the rule, `section.problem`.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Who stops the user.
    pub origin: Origin,
    /// What is wrong, why it matters, what is allowed.
    pub message: String,
    /// Path in the file (`sidecars.nginx.port`), with `environments.<env>.` where an override causes it.
    pub path: String,
    /// The environment whose merged manifest shows it; `None` when the base does.
    pub environment: Option<String>,
    /// What to underline.
    pub span: Span,
    /// Other places.
    pub related: Vec<Related>,
    /// How to mend it, best first.
    pub fixes: Vec<Fix>,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
