//! One compiled JSON Schema per kind, made at first use.

use crate::manifest::kind::Kind;
use crate::manifest::model;
use jsonschema::Validator;
use std::sync::OnceLock;

/// The validator of a kind's internal schema.
pub fn validator(kind: Kind) -> &'static Validator {
    static VALIDATORS: [OnceLock<Validator>; Kind::ALL.len()] = [const { OnceLock::new() }; Kind::ALL.len()];
    VALIDATORS[kind as usize].get_or_init(|| {
        let schema = model::schema(kind);
        jsonschema::validator_for(&schema).unwrap_or_else(|_| accept_all())
    })
}

/// What stands in for a schema that does not compile; a test proves that each does.
fn accept_all() -> Validator {
    jsonschema::validator_for(&serde_json::Value::Bool(true))
        .unwrap_or_else(|_| unreachable!("`true` is a schema"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_compiles() {
        for kind in Kind::ALL {
            assert!(jsonschema::validator_for(&model::schema(kind)).is_ok(), "{}", kind.name());
        }
    }
}
