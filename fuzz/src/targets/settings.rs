//! Settings in JSON: whatever is read is right, and what is wrong is told in both languages.

use crate::inner::settings::{pushed, read, section};
use crate::random::hash;
use copilot_manifest_ls::assist::{Nothing, Snapshot};
use copilot_manifest_ls::locale::Locale;
use serde_json::Value;
use std::path::Path;

const MANIFEST: &str = "name: api\ntype: Backend Service\nimage:\n  location: nginx\nbogus: 1\n";

pub fn run(input: &str) -> u64 {
    let layers: Vec<Value> = input.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let sections: Vec<&Value> = layers.iter().flat_map(|layer| [section(layer), pushed(layer)]).collect();
    let mut seen = Vec::new();
    for locale in Locale::ALL {
        let (settings, problems) = read(&sections, locale);
        assert!(problems.iter().all(|problem| !problem.is_empty()), "{input}");
        if !layers.iter().any(Value::is_object) {
            assert_eq!(settings, read(&[], locale).0, "nothing is set by {input}");
        }
        let snapshot = Snapshot::new(Some(Path::new("/app/copilot/api/manifest.yml")), MANIFEST.to_owned());
        let findings = snapshot.findings(&settings, &Nothing);
        let _ = snapshot.mended(None, &settings, &Nothing);
        seen.push(format!("{} {} {settings:?}", problems.len(), findings.len()));
    }
    hash(seen.concat().as_bytes())
}
