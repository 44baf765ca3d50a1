//! The typed model: one struct for each map of the manifests, one file for each section.
//!
//! The structs are never filled. schemars turns them into the schema of a kind ([`schema`]), which
//! [`Shape`](super::shape::Shape) compiles for decoding, completion and hover, and which
//! [`generate`](crate::schema::generate) publishes. Each field carries what is known of it in keywords
//! of JSON Schema and in `x-` keywords:
//!
//! | keyword | meaning |
//! | --- | --- |
//! | `default`, `x-default` | what holds when the field is absent: a value of its type, or a literal text, or words in each language |
//! | `x-default-unless` | fields of the same section that, when one is given, leave that default without effect |
//! | `x-same` | the path whose sections of `docs/reference` document the keys below this one too |
//! | `enum` (`x-fold`), `minimum`, `maximum`, `pattern` | what Copilot or AWS takes (in any case) |
//! | `x-rules` | the rule that names a violation of `type`, `enum`, `range` or `pattern`; of a wrong type that is `dropped`; of an `empty` text |
//! | `x-copies` | an old key and the current one that it stands for when the current one is absent |
//! | `x-values`, `x-unit` | suggestions, not exhaustive; the unit of a number, in each language |
//! | `x-required` | Copilot demands it wherever its section is present |
//! | `x-one-of` | Copilot demands one of these keys of the map, the most usual first |
//! | `x-example` | what a new section holds there until the user types, also where it is not required; of two, the second in the items of a list |
//! | `x-refused` | Copilot refuses whatever stands there |
//! | `x-since`, `x-deprecated` | the first release that has it; what replaces it |
//! | `x-docs` | page and anchor of Copilot's documentation |
//! | `x-empty` | `length`: an empty list or map is as absent; `text`: so is an empty text; `ignored`: does not make its section present |
//! | `x-exclusive` | what an override clears in the base |
//! | `x-name`, `x-ref`, `x-ref-keys` | defines a name, refers to one, its keys refer to some |
//! | `x-short` | what a short form stands for: a key of the long form, or several (`{min}-{max}`); `words` are split as by a shell |
//! | `x-path` | names a file or a folder |
//! | `x-open` | Copilot reads a free map and uses the known keys: published schemas allow others, this server warns |
//! | `x-raw` | `node`: Copilot keeps the YAML as it is, so that duplicate keys below go unnoticed |
#![allow(missing_docs, reason = "the documentation of a field is its section in docs/reference")]

pub mod apprunner;
pub mod container;
pub mod count;
pub mod deployment;
pub mod environment;
pub mod http;
pub mod image;
pub mod job;
pub mod logging;
pub mod network;
pub mod nlb;
pub mod observability;
pub mod pipeline;
pub mod platform;
pub mod publish;
pub mod sidecars;
pub mod static_site;
pub mod storage;
pub mod subscribe;
pub mod task;
pub mod taskdef_overrides;
pub mod variables;
pub mod workloads;

use super::kind::Kind;
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema};
use serde_json::Value as Json;

/// The schema of a kind, with the `x-` keywords; definitions stand under `$defs`.
pub fn schema(kind: Kind) -> Json {
    match kind {
        Kind::LoadBalancedWebService => of::<workloads::LoadBalancedWebService>(),
        Kind::BackendService => of::<workloads::BackendService>(),
        Kind::WorkerService => of::<workloads::WorkerService>(),
        Kind::RequestDrivenWebService => of::<workloads::RequestDrivenWebService>(),
        Kind::StaticSite => of::<workloads::StaticSite>(),
        Kind::ScheduledJob => of::<workloads::ScheduledJob>(),
        Kind::Environment => of::<workloads::Environment>(),
        Kind::Pipeline => of::<pipeline::Pipeline>(),
    }
}

fn of<T: JsonSchema>() -> Json {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>();
    RecursiveTransform(without_rust_facts).transform(&mut schema);
    schema.into()
}

/// Doc comments speak about Copilot's Go types, and no field is required of every manifest.
fn without_rust_facts(schema: &mut Schema) {
    for keyword in ["$schema", "title", "description", "required"] {
        schema.remove(keyword);
    }
}
