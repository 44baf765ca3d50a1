//! The only reader of files: finds workspaces and manifests, reads them within bounds, and indexes what belongs together.

mod discover;
mod find;
mod index;
mod read;

pub use discover::discover;
pub use find::{Entry, inside, list, workspaces};
pub use index::{Workspace, folder_of};
pub use read::{LARGEST, ReadError, read};
