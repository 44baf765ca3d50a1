//! Paths that a user leaves out, as lines of a `.gitignore` would.

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::path::{Path, PathBuf};

/// Patterns that count from one folder.
#[derive(Debug)]
pub struct Exclude {
    folder: PathBuf,
    rules: Gitignore,
}

impl Exclude {
    /// Patterns that count from `folder`, which is absolute.
    ///
    /// # Errors
    /// Says which pattern is none, and why.
    pub fn new(folder: &Path, patterns: &[String]) -> Result<Exclude, String> {
        let mut builder = GitignoreBuilder::new(folder);
        for pattern in patterns {
            builder.add_line(None, pattern).map_err(|error| error.to_string())?;
        }
        let rules = builder.build().map_err(|error| error.to_string())?;
        Ok(Exclude { folder: folder.to_owned(), rules })
    }

    /// The file at this absolute path, or a folder around it, is left out. Outside of the folder only patterns without a
    /// slash can fit.
    pub fn excludes(&self, path: &Path) -> bool {
        let relative = path.strip_prefix(&self.folder).map(Path::to_owned);
        let relative = relative.unwrap_or_else(|_| path.components().skip(1).collect());
        // The matcher takes a path below its folder only.
        !relative.as_os_str().is_empty()
            && !relative.has_root()
            && self.rules.matched_path_or_any_parents(relative, false).is_ignore()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_those_of_git() {
        let patterns = ["copilot/legacy/", "*.gen.yml", "!kept.gen.yml"].map(str::to_owned);
        let exclude = Exclude::new(Path::new("/app"), &patterns).unwrap();
        for (path, excluded) in [
            ("/app/copilot/legacy/manifest.yml", true),
            ("/app/copilot/api/manifest.yml", false),
            ("/app/copilot/api/addons/a.gen.yml", true),
            ("/app/kept.gen.yml", false),
            ("/elsewhere/b.gen.yml", true),
            ("/elsewhere/manifest.yml", false),
            ("/app", false),
            ("/", false),
        ] {
            assert_eq!(exclude.excludes(Path::new(path)), excluded, "{path}");
        }
        assert!(Exclude::new(Path::new("/app"), &["a{b".to_owned()]).is_err());
    }
}
