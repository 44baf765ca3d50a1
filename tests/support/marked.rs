//! Files of an application written as one text: a line `--- path` begins each, `‸` is the cursor, `«…»` a result.

use crate::beside::Beside;
use copilot_manifest_ls::assist::Around;
use copilot_manifest_ls::manifest::source::Source;
use copilot_manifest_ls::yaml::Span;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// An application with a cursor.
pub struct Marked {
    /// The application.
    pub beside: Beside,
    /// The text with the cursor.
    pub source: Arc<Source>,
    /// Where the cursor stands.
    pub offset: usize,
    files: Vec<(String, String)>,
}

impl Marked {
    pub fn new(text: &str) -> Marked {
        let plain = text.replace(['«', '»'], "");
        let mut files: Vec<(String, String)> = Vec::new();
        for line in plain.split_inclusive('\n') {
            match (line.strip_prefix("--- "), files.last_mut()) {
                (Some(path), _) => files.push((path.trim_end().to_owned(), String::new())),
                (None, Some((_, content))) => content.push_str(line),
                (None, None) => panic!("begin with `--- path`"),
            }
        }
        let (path, offset) = files
            .iter()
            .find_map(|(path, content)| Some((path.clone(), content.find('‸')?)))
            .expect("a cursor");
        for (_, content) in &mut files {
            *content = content.replace('‸', "");
        }
        let given: Vec<(&str, &str)> =
            files.iter().map(|(path, content)| (path.as_str(), content.as_str())).collect();
        let beside = Beside::new(&given);
        let workspace = beside.workspace().expect("a workspace");
        let source =
            Arc::clone(workspace.source(&Path::new("/app").join(path)).expect("a text of the index"));
        Marked { beside, source, offset, files }
    }

    /// The files with these places marked, by path in `/app`, and with the cursor.
    pub fn show(&self, places: &[(String, Span)]) -> String {
        let mut shown = String::new();
        let cursor = self.source.path.as_deref().and_then(|path| path.strip_prefix("/app").ok());
        for (path, content) in &self.files {
            let mut marks: BTreeMap<(usize, u8), char> = BTreeMap::new();
            for (_, span) in places.iter().filter(|(marked, _)| marked == path) {
                marks.insert((span.start, 1), '«');
                marks.insert((span.end, if span.start == span.end { 2 } else { 0 }), '»');
            }
            if cursor == Some(Path::new(path)) {
                marks.insert((self.offset, 3), '‸');
            }
            shown += &format!("--- {path}\n");
            let mut from = 0;
            for ((at, _), mark) in marks {
                shown += &content[from..at];
                shown.push(mark);
                from = at;
            }
            shown += &content[from..];
        }
        shown
    }

    /// The path in `/app` of a text.
    pub fn path(source: &Source) -> String {
        let path = source.path.as_deref().and_then(|path| path.strip_prefix("/app").ok());
        path.and_then(Path::to_str).unwrap_or_default().to_owned()
    }
}
