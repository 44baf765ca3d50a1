//! Effective manifests as files, for clients that can only show files: in a folder of the server's own, which nobody
//! else may read and which goes with the server. Nothing else is ever written.

use std::collections::HashMap;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tower_lsp::lsp_types::Url;

/// How many names for the folder are tried.
const TRIES: u32 = 100;

/// A manifest and the environment, or none.
pub type Key = (Url, Option<String>);

/// See the module.
#[derive(Debug, Default)]
pub struct EffectiveFiles {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    folder: Option<PathBuf>,
    files: HashMap<Key, PathBuf>,
}

impl EffectiveFiles {
    fn lock(&self) -> MutexGuard<'_, State> {
        // A panic leaves the state whole: it is only changed by assignments.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes a text, in the place of the one before, and says where. `title` is the name of a new file.
    ///
    /// # Errors
    /// The folder for temporary files is full, or not to be written to.
    pub fn write(&self, key: Key, title: &str, text: &str) -> io::Result<PathBuf> {
        let state = &mut *self.lock();
        if let Some(path) = state.files.get(&key) {
            write_read_only(path, text)?;
            return Ok(path.clone());
        }
        let folder = match &state.folder {
            Some(folder) => folder.clone(),
            None => private_folder()?,
        };
        state.folder = Some(folder.clone());
        // Manifests in folders of the same name have files of the same name.
        let own = folder.join(state.files.len().to_string());
        fs::create_dir(&own)?;
        let path = own.join(title);
        write_read_only(&path, text)?;
        state.files.insert(key, path.clone());
        Ok(path)
    }

    /// The environments that a manifest is shown for.
    pub fn of(&self, uri: &Url) -> Vec<Option<String>> {
        let state = self.lock();
        let of_uri = state.files.keys().filter(|(shown, _)| shown == uri);
        of_uri.map(|(_, environment)| environment.clone()).collect()
    }
}

impl Drop for EffectiveFiles {
    fn drop(&mut self) {
        if let Some(folder) = self.lock().folder.take() {
            // What is left goes with the system's own cleaning.
            let _ = fs::remove_dir_all(folder);
        }
    }
}

/// A new folder in the folder for temporary files: one that is there already may be a trap.
fn private_folder() -> io::Result<PathBuf> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    let process = std::process::id();
    for number in 0..TRIES {
        let path = std::env::temp_dir().join(format!("copilot-manifest-ls-{process}-{number}"));
        match builder.create(&path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// Replaces a file at once, so that nobody reads half of it.
fn write_read_only(path: &Path, text: &str) -> io::Result<()> {
    let new = path.with_extension("new");
    let _ = fs::remove_file(&new);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o400);
    options.open(&new)?.write_all(text.as_bytes())?;
    fs::rename(new, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_private_read_only_and_gone_with_the_server() {
        let files = EffectiveFiles::default();
        let uri = Url::parse("untitled:a").unwrap();
        let path = files.write((uri.clone(), None), "a.base.yml", "a: 1\n").unwrap();
        let other = files.write((uri.clone(), Some("a".to_owned())), "a.base.yml", "a: 2\n").unwrap();
        assert_eq!(files.write((uri.clone(), None), "a.base.yml", "a: 3\n").unwrap(), path);
        assert_eq!(fs::read_to_string(&path).unwrap(), "a: 3\n");
        assert_eq!(fs::read_to_string(&other).unwrap(), "a: 2\n");
        assert_eq!(files.of(&uri).len(), 2);
        let folder = path.parent().and_then(Path::parent).unwrap().to_owned();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(&folder), mode(&path)), (0o700, 0o400));
        }
        drop(files);
        assert!(!folder.exists());
    }
}
