//! What only the other files of a workspace can tell.

pub mod certificates;
pub mod claims;
pub mod env_files;
pub mod environments;
pub mod exports;
pub mod images;
pub mod names;
mod paths;
pub mod permissions;
pub mod pipelines;
pub mod topics;

pub use paths::Which;

use crate::manifest::value::Value;
use crate::rules::check::Check;
use std::sync::Arc;

/// The values of a key of the main container, of each sidecar and of the log router.
fn of_containers<'m>(check: &Check<'m>, key: &str) -> Vec<&'m Arc<Value>> {
    let main = check.section(key);
    let sidecars = check.sidecars().filter_map(|(_, sidecar)| sidecar.get(key));
    let router = check.at(&["logging"]).and_then(|logging| logging.get(key));
    main.into_iter().chain(sidecars).chain(router).collect()
}
