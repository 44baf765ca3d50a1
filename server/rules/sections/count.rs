//! `count`, Spot and autoscaling.

use crate::rules::check::Check;
use crate::rules::rule::Rule;

/// The rules of this section.
pub const RULES: &[&Rule] = &[];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[];
