//! Reads one file, within bounds and with a reason where it can't.

use crate::locale::Phrase;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The largest file that is read, in bytes; real manifests have a few kilobytes.
pub const LARGEST: u64 = 10 * 1024 * 1024;

/// Why a file can't be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// A directory stands in its place.
    Directory,
    /// It is larger than [`LARGEST`]: its size in bytes.
    TooLarge(u64),
    /// It is not UTF-8: the offset of the first byte that is not.
    NotUtf8(usize),
    /// It is a pipe, a device or a socket.
    NotAFile,
    /// It is a link that leads out of the workspace.
    Outside,
    /// What the operating system says.
    Io(String),
}

impl ReadError {
    /// The reason and what to do, for a person.
    pub fn phrase(&self) -> Phrase {
        match self {
            ReadError::Directory => Phrase::new(
                "This is a directory, but Copilot expects the manifest itself here. Rename the directory.",
                "これはディレクトリですが、Copilot はここにマニフェスト自体があることを期待します。ディレクトリの名前を変えてください。",
            ),
            ReadError::TooLarge(size) => Phrase::new(
                format!(
                    "The file has {size} bytes and was not checked: no manifest is larger than {LARGEST} bytes."
                ),
                format!(
                    "ファイルが {size} バイトあるため検査していません。{LARGEST} バイトを超えるマニフェストはありません。"
                ),
            ),
            ReadError::NotUtf8(offset) => Phrase::new(
                format!("Byte {offset} is not UTF-8: Copilot can't read the file. Save it as UTF-8."),
                format!(
                    "{offset} バイト目が UTF-8 ではないため、Copilot はファイルを読めません。UTF-8 で保存してください。"
                ),
            ),
            ReadError::NotAFile => Phrase::new(
                "This is no regular file and was not read.",
                "通常のファイルではないため、読み込んでいません。",
            ),
            ReadError::Outside => Phrase::new(
                "This link leads out of the workspace and was not followed.",
                "ワークスペースの外を指すリンクのため、たどっていません。",
            ),
            ReadError::Io(reason) => Phrase::new(
                format!("The file can't be read: {reason}."),
                format!("ファイルを読み込めません: {reason}"),
            ),
        }
    }
}

/// The text of a file.
///
/// # Errors
/// Says why the file can't be checked; nothing larger than [`LARGEST`] is read into memory.
pub fn read(path: &Path) -> Result<String, ReadError> {
    read_at_most(path, LARGEST)
}

/// The text of a file that nobody named, found below `folder`; links are followed only within that.
///
/// # Errors
/// Those of [`read`], and [`ReadError::Outside`].
pub fn read_inside(folder: &Path, path: &Path) -> Result<String, ReadError> {
    // What can't be resolved is not there, or leads nowhere.
    let resolved = folder.canonicalize().ok().zip(path.canonicalize().ok());
    if resolved.is_some_and(|(folder, path)| !path.starts_with(folder)) {
        return Err(ReadError::Outside);
    }
    read(path)
}

/// The text of a file that is not larger than `largest` bytes.
pub(super) fn read_at_most(path: &Path, largest: u64) -> Result<String, ReadError> {
    let io = |error: std::io::Error| ReadError::Io(error.to_string());
    let metadata = std::fs::metadata(path).map_err(io)?;
    if metadata.is_dir() {
        return Err(ReadError::Directory);
    }
    if !metadata.is_file() {
        return Err(ReadError::NotAFile);
    }
    if metadata.len() > largest {
        return Err(ReadError::TooLarge(metadata.len()));
    }
    let file = open(path).map_err(io)?;
    // Something else may stand there by now.
    if !file.metadata().map_err(io)?.is_file() {
        return Err(ReadError::NotAFile);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    file.take(largest + 1).read_to_end(&mut bytes).map_err(io)?;
    if bytes.len() as u64 > largest {
        return Err(ReadError::TooLarge(bytes.len() as u64));
    }
    String::from_utf8(bytes).map_err(|error| ReadError::NotUtf8(error.utf8_error().valid_up_to()))
}

/// Opens a file without waiting: nobody may ever write into a pipe.
fn open(path: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    }
    options.open(path)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::time::Duration;

    /// The outcome of work that must not wait for anything.
    fn soon<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let (sender, receiver) = std::sync::mpsc::channel();
        std::thread::spawn(move || sender.send(work()));
        receiver.recv_timeout(Duration::from_secs(30)).ok()
    }

    #[test]
    fn a_pipe_a_device_and_a_loop_are_not_waited_for() {
        let folder = std::env::temp_dir().join(format!("copilot-manifest-ls-read-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let at = |name: &str| folder.join(name);
        rustix::fs::mkfifoat(rustix::fs::CWD, at("pipe"), rustix::fs::Mode::RUSR).unwrap();
        std::os::unix::fs::symlink("loop", at("loop")).unwrap();
        std::os::unix::fs::symlink("/dev/zero", at("zero")).unwrap();
        for name in ["pipe", "zero"] {
            let path = at(name);
            assert_eq!(soon(move || read(&path)), Some(Err(ReadError::NotAFile)), "{name}");
        }
        let (pipe, gone) = (at("pipe"), at("gone"));
        assert!(soon(move || open(&pipe)).unwrap().is_ok(), "it may come between the look and the opening");
        assert!(matches!(read(&at("loop")), Err(ReadError::Io(_))));
        assert!(matches!(read(&gone), Err(ReadError::Io(_))));
        assert_eq!(read(&folder), Err(ReadError::Directory));
        std::fs::write(at("latin"), b"name: caf\xe9\n").unwrap();
        assert_eq!(read(&at("latin")), Err(ReadError::NotUtf8(9)));
        std::fs::File::create(at("large")).and_then(|file| file.set_len(LARGEST + 1)).unwrap();
        assert_eq!(read(&at("large")), Err(ReadError::TooLarge(LARGEST + 1)));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
