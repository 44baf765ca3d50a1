//! Where a value stands in a manifest: the keys and indexes from the root.

use std::fmt;
use std::sync::Arc;

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Segment {
    /// A key of a mapping.
    Key(Arc<str>),
    /// An item of a list, from 0.
    Index(usize),
}

/// A path; cheap to clone and to extend.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Path(Option<Arc<Step>>);

#[derive(Debug, PartialEq, Eq, Hash)]
struct Step {
    parent: Path,
    segment: Segment,
}

impl Path {
    /// The path one key further.
    pub fn key(&self, key: impl Into<Arc<str>>) -> Path {
        self.child(Segment::Key(key.into()))
    }

    /// The path one list item further.
    pub fn index(&self, index: usize) -> Path {
        self.child(Segment::Index(index))
    }

    fn child(&self, segment: Segment) -> Path {
        Path(Some(Arc::new(Step { parent: self.clone(), segment })))
    }

    /// All but the last step; `None` at the root.
    pub fn parent(&self) -> Option<&Path> {
        self.0.as_ref().map(|step| &step.parent)
    }

    /// The last step.
    pub fn last(&self) -> Option<&Segment> {
        self.0.as_ref().map(|step| &step.segment)
    }

    /// The path and all that it stands below, up to the root.
    pub fn ancestors(&self) -> impl Iterator<Item = &Path> {
        std::iter::successors(Some(self), |path| path.parent())
    }

    /// The step from the root.
    pub fn first(&self) -> Option<&Segment> {
        self.ancestors().filter_map(Path::last).last()
    }

    /// The steps from the root.
    pub fn segments(&self) -> Vec<&Segment> {
        let mut all: Vec<&Segment> =
            std::iter::successors(self.0.as_deref(), |step| step.parent.0.as_deref())
                .map(|step| &step.segment)
                .collect();
        all.reverse();
        all
    }

    /// It lies in the block of an environment.
    pub fn in_environment(&self) -> bool {
        let segments = self.segments();
        segments.len() > 2 && matches!(segments[0], Segment::Key(key) if &**key == "environments")
    }

    /// The path within the manifest of one environment: without a leading `environments.<env>`.
    pub fn effective(&self) -> String {
        match self.segments().as_slice() {
            [Segment::Key(first), Segment::Key(_), rest @ ..] if &**first == "environments" => join(rest),
            all => join(all),
        }
    }
}

fn join(segments: &[&Segment]) -> String {
    let mut text = String::new();
    for segment in segments {
        push(&mut text, segment);
    }
    text
}

fn push(text: &mut String, segment: &Segment) {
    match segment {
        Segment::Index(index) => text.push_str(&format!("[{index}]")),
        Segment::Key(key) => {
            if !text.is_empty() {
                text.push('.');
            }
            if key.is_empty() || key.contains(['.', ' ', '[', ']', '"', '\t', '\n']) {
                text.push_str(&format!("\"{}\"", key.replace('"', "\\\"")));
            } else {
                text.push_str(key);
            }
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&join(&self.segments()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_with_other_characters_are_quoted() {
        let path = Path::default().key("sidecars").key("my sidecar").key("mount_points").index(0).key("path");
        assert_eq!(path.to_string(), "sidecars.\"my sidecar\".mount_points[0].path");
    }

    #[test]
    fn the_effective_path_has_no_environment() {
        let path = Path::default().key("environments").key("prod").key("count");
        assert_eq!(path.effective(), "count");
        assert_eq!(Path::default().key("environments").effective(), "environments");
    }
}
