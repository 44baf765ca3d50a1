//! `addons/`: CloudFormation templates beside the manifests.

use crate::rules::judge::Document;
use crate::rules::report::Report;

/// What is wrong with a template or a parameters file.
pub fn check(_document: &Document<'_>) -> Vec<Report> {
    Vec::new()
}
