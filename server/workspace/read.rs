//! Reads one file, within bounds and with a reason where it can't.

use crate::locale::Phrase;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The largest file that is read, in bytes; real manifests have a few kilobytes.
pub const LARGEST: u64 = 10 * 1024 * 1024;

/// Why a file can't be checked.
#[derive(Debug, PartialEq, Eq)]
pub enum ReadError {
    /// A directory stands in its place.
    Directory,
    /// It is larger than [`LARGEST`]: its size in bytes.
    TooLarge(u64),
    /// It is not UTF-8: the offset of the first byte that is not.
    NotUtf8(usize),
    /// It is a pipe, a device or a socket.
    NotAFile,
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
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    File::open(path).and_then(|file| file.take(largest + 1).read_to_end(&mut bytes)).map_err(io)?;
    if bytes.len() as u64 > largest {
        return Err(ReadError::TooLarge(bytes.len() as u64));
    }
    String::from_utf8(bytes).map_err(|error| ReadError::NotUtf8(error.utf8_error().valid_up_to()))
}
