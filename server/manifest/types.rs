//! The building blocks of the model: Go's types as Copilot's decoder sees them.
//!
//! Each carries its name in the keyword `x-go`, each union its way of decoding in `x-union`
//! (facts: `internal/pkg/manifest` of Copilot CLI at commit 4c858e71, and yaml.v3 v3.0.1).

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;
use std::marker::PhantomData;

/// Go's durations (`time.ParseDuration`), or a text with a variable in it.
const DURATION: &str =
    r"^([-+]?(0|(([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+)|.*\$\{[_a-zA-Z][_a-zA-Z0-9]*\}.*)$";

/// The words that a boolean field takes beside `true` and `false`, quoted or not.
const BOOLEAN_WORDS: &str = "^([yY]|yes|Yes|YES|on|On|ON|[nN]|no|No|NO|off|Off|OFF)$";

macro_rules! scalar {
    ($(#[$doc:meta])* $name:ident, $go:literal, { $($schema:tt)* }) => {
        $(#[$doc])*
        pub struct $name;

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "x-go": $go, $($schema)* })
            }
        }
    };
}

scalar!(
    /// `*string`: any scalar, with its text as written.
    Str, "*string", { "type": ["string", "number", "boolean"] }
);
scalar!(
    /// `string`: as [`Str`], but an empty text counts as not given.
    PlainStr, "string", { "type": ["string", "number", "boolean"] }
);
scalar!(
    /// `*int`, `*int64`: an unquoted number; fractions are cut off.
    Int, "*int", { "type": "integer" }
);
scalar!(
    /// `int`: 0 counts as not given.
    PlainInt, "int", { "type": "integer" }
);
scalar!(
    /// `*uint16`: 0 to 65535, unquoted.
    Uint16, "*uint16", { "type": "integer", "minimum": 0, "maximum": 65535 }
);
scalar!(
    /// `*uint32`: 0 to 4294967295, unquoted.
    Uint32, "*uint32", { "type": "integer", "minimum": 0, "maximum": 4294967295u32 }
);
scalar!(
    /// `*float64`: an unquoted number.
    Float, "*float64", { "type": "number" }
);
scalar!(
    /// `*bool`.
    Bool, "*bool", { "type": ["boolean", "string"], "pattern": BOOLEAN_WORDS }
);
scalar!(
    /// `bool`: false counts as not given.
    PlainBool, "bool", { "type": ["boolean", "string"], "pattern": BOOLEAN_WORDS }
);
scalar!(
    /// `*time.Duration`: `30s`, `1h30m`; never a bare number.
    Duration, "*time.Duration", { "type": "string", "pattern": DURATION }
);
scalar!(
    /// `interface{}` and `yaml.Node`: anything.
    Any, "any", {}
);

macro_rules! composite {
    ($(#[$doc:meta])* $name:ident<$($part:ident),+>, |$generator:ident| $schema:expr) => {
        $(#[$doc])*
        pub struct $name<$($part),+>(PhantomData<($($part,)+)>);

        impl<$($part: JsonSchema),+> JsonSchema for $name<$($part),+> {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> Cow<'static, str> {
                concat!(stringify!($name), $("_", stringify!($part)),+).into()
            }
            fn json_schema($generator: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

composite!(
    /// `[]T`: null counts as not given, an empty list as given. Items of a wrong type leave the list.
    List<T>, |generator| json_schema!({ "type": "array", "items": generator.subschema_for::<T>() })
);
composite!(
    /// `[]T` where Copilot asks for its length: an empty list counts as not given.
    Items<T>, |generator| json_schema!({
        "type": "array", "items": generator.subschema_for::<T>(), "x-empty": "length"
    })
);
composite!(
    /// `map[string]T`: an override replaces whole entries; a null entry is an empty T.
    Map<T>, |generator| json_schema!({
        "type": "object", "additionalProperties": generator.subschema_for::<T>()
    })
);
composite!(
    /// `map[string]T` where Copilot asks for its length: an empty map counts as not given.
    Entries<T>, |generator| json_schema!({
        "type": "object", "additionalProperties": generator.subschema_for::<T>(), "x-empty": "length"
    })
);
composite!(
    /// `map[string]*T`: an override merges into the entries; a null entry is a nil pointer.
    PointerMap<T>, |generator| json_schema!({
        "type": "object", "additionalProperties": generator.subschema_for::<T>(), "x-map": "pointer"
    })
);
composite!(
    /// A hand-written union: the long form first, its type errors swallowed once anything in it is set;
    /// else the short form, whose failure refuses the manifest.
    LongOr<Long, Short>, |generator| json_schema!({
        "anyOf": [generator.subschema_for::<Long>(), generator.subschema_for::<Short>()], "x-union": "lenient"
    })
);
composite!(
    /// As [`LongOr`], but a failure is an ordinary type error that an outer union may swallow.
    SoftLongOr<Long, Short>, |generator| json_schema!({
        "anyOf": [generator.subschema_for::<Long>(), generator.subschema_for::<Short>()], "x-union": "soft"
    })
);
composite!(
    /// A union without a merge of its own: an override in the short form leaves the long form of the base in force.
    LongKept<Long, Short>, |generator| json_schema!({
        "anyOf": [generator.subschema_for::<Long>(), generator.subschema_for::<Short>()], "x-union": "kept"
    })
);
composite!(
    /// Copilot's generic `Union[Basic, Advanced]`: the short form first, then the long one;
    /// each must decode without any error and hold something.
    ShortOr<Short, Long>, |generator| json_schema!({
        "anyOf": [generator.subschema_for::<Long>(), generator.subschema_for::<Short>()], "x-union": "strict"
    })
);
composite!(
    /// The short form first, its type errors swallowed; else the long one, whose failure refuses the manifest.
    FirstOr<First, Second>, |generator| json_schema!({
        "anyOf": [generator.subschema_for::<Second>(), generator.subschema_for::<First>()], "x-union": "first"
    })
);

/// `StringSliceOrString`: a list of strings or one string.
pub type Strings = SoftLongOr<List<Str>, Str>;
/// `EntryPointOverride`, `CommandOverride`: words, or one text that is split as a shell would.
pub type Words = LongOr<List<Str>, Str>;
/// `map[string]string`.
pub type Texts = Map<PlainStr>;
