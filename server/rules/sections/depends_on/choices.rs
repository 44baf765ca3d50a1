//! The dependencies that a container may have: what the rules of this section let through.

use super::{FIRELENS, Node, has_healthcheck, table, targets};
use crate::rules::check::Check;
use std::collections::HashSet;

/// A container that another one may wait for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice<'m> {
    /// Its name.
    pub name: &'m str,
    /// The states of it that may be waited for.
    pub conditions: Vec<&'static str>,
}

/// What `waiting` may wait for: not itself, and nothing that waits for it.
pub fn choices<'m>(check: &Check<'m>, waiting: &str) -> Vec<Choice<'m>> {
    let table = table(check);
    let waits = |name| waits(name, waiting, |name| targets(name, &table));
    let others = table.iter().filter(|(name, _)| !name.is_empty() && !waits(name));
    others.map(|(name, node)| Choice { name, conditions: conditions(check, name, node) }).collect()
}

fn conditions(check: &Check<'_>, name: &str, node: &Node<'_>) -> Vec<&'static str> {
    let mut allowed = vec!["start"];
    if name != FIRELENS && has_healthcheck(check, name, node) {
        allowed.push("healthy");
    }
    if node.sidecar.is_some() && !node.essential {
        allowed.extend(["complete", "success"]);
    }
    allowed
}

/// `from` is `to`, or waits for it, maybe through others; `next` tells what a name waits for.
pub fn waits<'n>(from: &'n str, to: &str, next: impl Fn(&'n str) -> Vec<&'n str>) -> bool {
    let mut seen = HashSet::new();
    let mut open = vec![from];
    while let Some(name) = open.pop() {
        if name == to {
            return true;
        }
        if seen.insert(name) {
            open.extend(next(name));
        }
    }
    false
}
