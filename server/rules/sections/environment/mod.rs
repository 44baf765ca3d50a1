//! Environment manifests.

pub mod cdn;
pub mod ingress;
pub mod keys;
pub mod load_balancer;
pub mod managed;
pub mod security_group;
pub mod vpc;
