//! The only reader of files: finds manifests below a folder and reads them within bounds.

mod application;
mod discover;
mod read;

pub use application::application;
pub use discover::discover;
pub use read::{LARGEST, ReadError, read};
