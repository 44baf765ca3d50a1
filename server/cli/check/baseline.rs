//! The findings that a team has accepted: they are not reported, new ones are.

use super::checker::{Checked, slashed};
use super::fingerprint::fingerprints;
use super::outcome::Accepted;
use crate::locale::Phrase;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// The form of the file.
const VERSION: u8 = 1;

/// The file.
#[derive(Debug, Serialize, Deserialize)]
struct File {
    version: u8,
    findings: Vec<Entry>,
}

/// One accepted finding, or several that are the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Entry {
    /// The file that it is found in, relative to the folder of the baseline, with `/` between names.
    pub file: String,
    /// The id of its rule.
    pub rule: String,
    /// The path in the file, for people.
    pub path: String,
    /// What stays the same while lines move.
    fingerprint: String,
    /// How many of them there are.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub count: usize,
}

fn one() -> usize {
    1
}

fn is_one(count: &usize) -> bool {
    *count == 1
}

/// What a baseline file says.
pub(super) struct Baseline {
    /// The folder that its paths count from.
    folder: PathBuf,
    entries: Vec<Entry>,
}

impl Baseline {
    /// An empty baseline for a file at an absolute path.
    pub(super) fn empty(path: &Path) -> Baseline {
        Baseline { folder: path.parent().unwrap_or(path).to_owned(), entries: Vec::new() }
    }

    /// Reads a baseline from an absolute path.
    ///
    /// # Errors
    /// Says why it can't be read.
    pub(super) fn read(path: &Path) -> Result<Baseline, Phrase> {
        let text = crate::workspace::read(path).map_err(|error| error.phrase())?;
        let file: File = serde_json::from_str(&text).map_err(|error| {
            Phrase::new(
                format!("This is no baseline ({error}). `--write-baseline` makes one."),
                format!("ベースラインとして読み込めません ({error})。`--write-baseline` で作成できます。"),
            )
        })?;
        if file.version != VERSION {
            return Err(Phrase::new(
                format!("The baseline has version {}, this release knows version {VERSION}.", file.version),
                format!(
                    "ベースラインのバージョンは {} ですが、このリリースが対応するのはバージョン {VERSION} です。",
                    file.version
                ),
            ));
        }
        Ok(Baseline { entries: file.findings, ..Baseline::empty(path) })
    }

    /// The baseline with today's findings instead of what it had of the files that were looked at.
    pub(super) fn renewed(&self, files: &[Checked], was_checked: impl Fn(&Path) -> bool) -> Baseline {
        let mut entries: Vec<Entry> = files.iter().flat_map(|file| self.entries_of(file)).collect();
        let others = self.entries.iter().filter(|entry| !was_checked(&self.place(entry)));
        entries.extend(others.cloned());
        entries.sort();
        Baseline { folder: self.folder.clone(), entries }
    }

    /// What stands in the file.
    pub(super) fn text(&self) -> String {
        let file = File { version: VERSION, findings: self.entries.clone() };
        serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
    }

    /// Takes the accepted findings away. What is listed, was looked for and is not found, is gone.
    pub(super) fn apply(&self, files: &mut [Checked], was_checked: impl Fn(&Path) -> bool) -> Accepted {
        let mut left: BTreeMap<[String; 3], (&Entry, usize)> = BTreeMap::new();
        for entry in &self.entries {
            let key = [&entry.file, &entry.rule, &entry.fingerprint].map(String::clone);
            left.entry(key).or_insert((entry, 0)).1 += entry.count;
        }
        let mut findings = 0;
        for file in files {
            let (name, mut prints) = (self.name(file), fingerprints(file).into_iter());
            file.findings.retain(|finding| {
                let key = [name.clone(), finding.rule.to_owned(), prints.next().unwrap_or_default()];
                let known = left.get_mut(&key).filter(|(_, count)| *count > 0);
                let is_accepted = known.map(|(_, count)| *count -= 1).is_some();
                findings += usize::from(is_accepted);
                !is_accepted
            });
        }
        let gone = left.into_values().filter(|(entry, count)| *count > 0 && was_checked(&self.place(entry)));
        Accepted { findings, gone: gone.map(|(entry, count)| Entry { count, ..entry.clone() }).collect() }
    }

    fn entries_of(&self, file: &Checked) -> Vec<Entry> {
        let mut entries: BTreeMap<(String, &str), Entry> = BTreeMap::new();
        for (finding, fingerprint) in file.findings.iter().zip(fingerprints(file)) {
            let new = || Entry {
                file: self.name(file),
                rule: finding.rule.to_owned(),
                path: finding.path.clone(),
                fingerprint: fingerprint.clone(),
                count: 0,
            };
            entries.entry((fingerprint.clone(), finding.rule)).or_insert_with(new).count += 1;
        }
        entries.into_values().collect()
    }

    fn name(&self, file: &Checked) -> String {
        slashed(&relative(&file.file, &self.folder))
    }

    fn place(&self, entry: &Entry) -> PathBuf {
        let mut place = self.folder.clone();
        for part in Path::new(&entry.file).components() {
            match part {
                Component::ParentDir => drop(place.pop()),
                part => place.push(part),
            }
        }
        place
    }
}

/// The way from a folder to a path; the path itself where there is none.
fn relative(path: &Path, folder: &Path) -> PathBuf {
    let shared = folder.ancestors().find(|it| it.parent().is_some() && path.starts_with(it));
    let (Some(up), Some(down)) = (
        shared.and_then(|shared| folder.strip_prefix(shared).ok()),
        shared.and_then(|shared| path.strip_prefix(shared).ok()),
    ) else {
        return path.to_owned();
    };
    up.components().map(|_| Component::ParentDir).chain(down.components()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_count_from_the_folder_of_the_file() {
        let from = |path: &str, folder: &str| slashed(&relative(Path::new(path), Path::new(folder)));
        assert_eq!(from("/app/copilot/a.yml", "/app"), "copilot/a.yml");
        assert_eq!(from("/app/copilot/a.yml", "/app/ci/x"), "../../copilot/a.yml");
        assert_eq!(from("/other/a.yml", "/app"), "/other/a.yml");
        let baseline = Baseline::empty(Path::new("/app/ci/baseline.json"));
        let entry = Entry {
            file: "../copilot/a.yml".to_owned(),
            rule: String::new(),
            path: String::new(),
            fingerprint: String::new(),
            count: 1,
        };
        assert_eq!(baseline.place(&entry), Path::new("/app/copilot/a.yml"));
    }
}
