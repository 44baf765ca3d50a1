//! Which sections of a manifest a check asked for. What it found in the base holds in each environment that leaves them as
//! they are, and most environments change little.

use crate::manifest::kind::Kind;
use crate::manifest::shape::Shape;
use crate::manifest::value::Value;
use std::sync::Arc;

/// Sections of a manifest, which are the keys of its root, and what else an environment may have of its own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Asked {
    /// A bit for each section of the model; the last of very many share one.
    sections: u64,
    /// The name of the environment.
    name: bool,
}

impl Asked {
    /// What no environment shares with the base.
    pub const EVERYTHING: Asked = Asked { sections: u64::MAX, name: true };

    /// The name of the environment.
    pub const NAME: Asked = Asked { sections: 0, name: true };

    /// The root itself, with all that is in it and the place where it is written.
    pub const ROOT: Asked = Asked { sections: u64::MAX, name: false };

    /// One section.
    pub fn section(key: &str, kind: Kind) -> Asked {
        const LAST: usize = 62;
        let index = Shape::of(kind).fields().and_then(|fields| fields.get_index_of(key));
        index.map_or(Asked::ROOT, |index| Asked { sections: 1 << index.min(LAST), name: false })
    }

    /// What `root`, an environment's manifest, does not have from the `base` as it is.
    pub fn changed(base: &Arc<Value>, root: &Arc<Value>, kind: Kind) -> Asked {
        if Arc::ptr_eq(base, root) {
            return Asked::default();
        }
        let is_shared =
            |key: &str, value: &Arc<Value>| base.get(key).is_some_and(|it| Arc::ptr_eq(it, value));
        let own = root.entries().filter(|(key, value)| !is_shared(key, value));
        let gone = base.entries().filter(|(key, _)| root.get(key).is_none());
        // The highest bit is that of the root, whose place is another one.
        let changed = Asked { sections: 1 << 63, name: false };
        own.chain(gone).fold(changed, |changed, (key, _)| changed.and(Asked::section(key, kind)))
    }

    /// This and that.
    pub fn and(self, other: Asked) -> Asked {
        Asked { sections: self.sections | other.sections, name: self.name || other.name }
    }

    /// The answer may be another one where this is `changed`.
    pub fn depends_on(self, changed: Asked) -> bool {
        self.name || self.sections & changed.sections != 0
    }
}
