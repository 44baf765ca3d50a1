//! The only reader of files: finds workspaces and manifests, reads them within bounds, and indexes what belongs together.

mod addons;
mod around;
mod claims;
mod discover;
mod disk;
mod exclude;
mod find;
mod index;
mod manifest;
mod read;

pub use addons::Stack;
pub use around::{Around, Nothing, Presence};
pub use claims::{Claim, Claimed, Claims, Holder, claimed, imports_public_certificates};
pub use discover::{Found, discover};
pub use disk::Disk;
pub use exclude::Exclude;
pub use find::{Entry, LARGEST_BESIDE, inside, list, presence, text, workspaces};
pub use index::{Workspace, folder_of};
pub use manifest::Manifest;
pub use read::{LARGEST, ReadError, read, read_inside};
