//! Paths that values name: those that all environments share, and those in which the environment's name stands.

use crate::manifest::interpolate::resolved;
use crate::manifest::value::{Data, Value};
use crate::rules::check::Check;
use std::borrow::Cow;

/// Which paths a check looks at. Those of the first kind need no workspace to be known, those of the second are another
/// path in each of its environments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those that are written out.
    Shared,
    /// Those in which a variable of Copilot stands.
    OfEnvironment,
}

impl Which {
    /// The value is of this kind.
    pub fn is(self, value: &Value) -> bool {
        value.unknown == (self == Which::OfEnvironment)
    }

    /// The path that a value of either kind names, as far as this kind of check knows it; none that is written for
    /// another system.
    pub fn path<'v>(self, check: &Check<'_>, value: &'v Value) -> Option<Cow<'v, str>> {
        let path = match &value.data {
            Data::Str(text) if !value.unknown => Cow::Borrowed(&**text),
            Data::Str(text) if self == Which::OfEnvironment => {
                let application = check.document.workspace.as_ref().and_then(|it| it.application());
                Cow::Owned(resolved(text, application, check.environment())?)
            }
            _ => return None,
        };
        (!path.is_empty() && !path.contains('\\')).then_some(path)
    }
}
