//! Writes files so that nobody ever sees half of one: into a new file beside it, which then takes its name.

use crate::locale::Phrase;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Why a file was left as it is.
#[derive(Debug)]
pub(super) enum WriteError {
    /// Its permissions say that it must not be changed.
    ReadOnly,
    /// It is not what was read any more.
    Changed,
    /// A signal asks to end.
    Interrupted,
    /// There is a file already where a new one shall be.
    Exists,
    /// The new file beside it can't be written.
    Beside(io::Error),
    /// What the operating system says.
    Io(io::Error),
}

impl WriteError {
    /// The reason and what to do, for a person.
    pub(super) fn phrase(&self) -> Phrase {
        match self {
            WriteError::ReadOnly => Phrase::new(
                "not changed, because it is read-only. Make it writable (`chmod u+w`) and run the command again.",
                "読み取り専用のため変更していません。書き込みを許可して (`chmod u+w`) もう一度実行してください。",
            ),
            WriteError::Changed => Phrase::new(
                "not changed, because somebody else changed it in the meantime. Run the command again.",
                "実行中に別のプログラムがファイルを変更したため、変更していません。もう一度実行してください。",
            ),
            WriteError::Interrupted => {
                Phrase::new("not changed: interrupted.", "中断されたため変更していません。")
            }
            WriteError::Exists => Phrase::new(
                "not written, because there is such a file already. Run the command again.",
                "同じ名前のファイルがすでにあるため、書き込んでいません。もう一度実行してください。",
            ),
            WriteError::Beside(error) => Phrase::new(
                format!(
                    "not changed, because no new file can be written beside it ({error}). Check the space on the disk \
                     and the permissions of the folder."
                ),
                format!(
                    "同じフォルダに新しいファイルを書き込めないため、変更していません ({error})。ディスクの空き容量とフォルダの権限を確認してください。"
                ),
            ),
            WriteError::Io(error) => {
                Phrase::new(format!("not changed: {error}."), format!("変更していません: {error}"))
            }
        }
    }
}

/// Puts `new` in the place of `old` in a file. Permissions stay, and a symbolic link leads to the same file as before.
///
/// # Errors
/// Says why the file is as it was.
pub(super) fn replace(
    path: &Path,
    old: &str,
    new: &str,
    is_interrupted: impl Fn() -> bool,
) -> Result<(), WriteError> {
    let target = path.canonicalize().map_err(WriteError::Io)?;
    let metadata = fs::metadata(&target).map_err(WriteError::Io)?;
    if metadata.permissions().readonly() {
        return Err(WriteError::ReadOnly);
    }
    let beside = Beside::write(&target, new.as_bytes(), Some(&metadata)).map_err(WriteError::Beside)?;
    if fs::read(&target).map_err(WriteError::Io)? != old.as_bytes() {
        return Err(WriteError::Changed);
    }
    if is_interrupted() {
        return Err(WriteError::Interrupted);
    }
    beside.take_the_name_of(&target).map_err(WriteError::Io)
}

/// Writes a file anew. What is no regular file (a pipe, a device) is written to.
///
/// # Errors
/// What the operating system says; a file that was there is as it was.
pub(super) fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let known = fs::metadata(path).ok();
    if known.as_ref().is_some_and(|metadata| !metadata.is_file()) {
        return OpenOptions::new().write(true).open(path)?.write_all(bytes);
    }
    if known.as_ref().is_some_and(|metadata| metadata.permissions().readonly()) {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only"));
    }
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    Beside::write(&target, bytes, known.as_ref())?.take_the_name_of(&target)
}

/// A new file, with its folder where that was missing. Both go again unless they are kept.
#[derive(Debug)]
pub(super) struct Made {
    file: PathBuf,
    folder: Option<PathBuf>,
    is_kept: bool,
}

impl Made {
    /// Makes a file where there is none.
    ///
    /// # Errors
    /// Says why there is no new file; one that was there is as it was.
    pub(super) fn new(path: &Path, bytes: &[u8]) -> Result<Made, WriteError> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists());
        if let Some(folder) = folder {
            fs::create_dir_all(folder).map_err(WriteError::Io)?;
        }
        // Removes the folder if the file can't be made: then it is empty.
        let mut made = Made { file: PathBuf::new(), folder: folder.map(Path::to_owned), is_kept: false };
        let beside = Beside::write(path, bytes, None).map_err(WriteError::Beside)?;
        beside.take_the_free_name(path)?;
        path.clone_into(&mut made.file);
        Ok(made)
    }

    /// It shall stay.
    pub(super) fn keep(mut self) {
        self.is_kept = true;
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        if self.is_kept {
            return;
        }
        // There is nobody to tell, and the reason for being here is told already.
        if !self.file.as_os_str().is_empty() {
            let _ = fs::remove_file(&self.file);
        }
        if let Some(folder) = &self.folder {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// A whole new file beside another. It is removed unless it takes the other's name.
struct Beside(PathBuf);

impl Beside {
    fn write(target: &Path, bytes: &[u8], like: Option<&Metadata>) -> io::Result<Beside> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let (process, count) = (std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = target.with_file_name(format!(".{name}.{process}-{count}.tmp"));
        let mut file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        let beside = Beside(path);
        if let Some(metadata) = like {
            keep_owner(&file, metadata);
            file.set_permissions(metadata.permissions())?;
        }
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(beside)
    }

    /// Takes a name that no file has. A link fails where there is one, unlike a new name for the file.
    fn take_the_free_name(self, target: &Path) -> Result<(), WriteError> {
        match fs::hard_link(&self.0, target) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(WriteError::Exists),
            // Not every file system has links. A name that is taken with an empty file is as good but for a crash.
            Err(_) => match OpenOptions::new().write(true).create_new(true).open(target) {
                Ok(_) => self.take_the_name_of(target).map_err(WriteError::Io),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(WriteError::Exists),
                Err(error) => Err(WriteError::Io(error)),
            },
        }
    }

    fn take_the_name_of(mut self, target: &Path) -> io::Result<()> {
        fs::rename(&self.0, target)?;
        self.0.clear();
        // The name is on the disk once the folder is. Not every system can be asked for that.
        if let Some(folder) = target.parent().and_then(|folder| File::open(folder).ok()) {
            let _ = folder.sync_all();
        }
        Ok(())
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if !self.0.as_os_str().is_empty() {
            // There is nobody to tell, and the reason for being here is told already.
            let _ = fs::remove_file(&self.0);
        }
    }
}

/// Only root can give a file away; for others it belongs to whoever writes it.
#[cfg(unix)]
fn keep_owner(file: &File, metadata: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let _ = fchown(file, Some(metadata.uid()), Some(metadata.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("copilot-manifest-ls-write-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("manifest.yml");
        fs::write(&path, text).unwrap();
        path
    }

    /// The folder holds the file alone, with this text; then both go.
    #[track_caller]
    fn holds(path: &Path, text: &str) {
        assert_eq!(fs::read_to_string(path).unwrap(), text);
        let folder = path.parent().unwrap();
        assert_eq!(fs::read_dir(folder).unwrap().count(), 1, "something is left beside it");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_new_file_takes_no_name_that_is_taken_and_goes_unless_kept() {
        let path = file("made", "mine");
        assert!(matches!(Made::new(&path, b"new"), Err(WriteError::Exists)));
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
        let other = path.with_file_name("addons").join("x.yml");
        let made = Made::new(&other, b"new").unwrap();
        assert_eq!(fs::read_to_string(&other).unwrap(), "new");
        drop(made);
        assert!(!other.parent().unwrap().exists());
        holds(&path, "mine");
        let path = file("kept", "mine");
        let other = path.with_file_name("addons").join("x.yml");
        Made::new(&other, b"new").unwrap().keep();
        assert_eq!(fs::read_dir(other.parent().unwrap()).unwrap().count(), 1);
        assert_eq!(fs::read_to_string(&other).unwrap(), "new");
        fs::remove_dir_all(path.parent().unwrap()).unwrap();
    }

    #[test]
    fn what_an_editor_saved_in_the_meantime_stays() {
        let path = file("changed", "saved by an editor");
        assert!(matches!(replace(&path, "old", "new", || false), Err(WriteError::Changed)));
        holds(&path, "saved by an editor");
    }

    #[test]
    fn a_signal_before_the_last_step_leaves_the_file() {
        let path = file("interrupted", "old");
        assert!(matches!(replace(&path, "old", "new", || true), Err(WriteError::Interrupted)));
        holds(&path, "old");
        let path = file("done", "old");
        assert!(replace(&path, "old", "new", || false).is_ok());
        holds(&path, "new");
    }
}
