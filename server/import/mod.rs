//! ECS container definitions → the parts of a manifest.
//!
//! What Copilot has a field for goes into [`Imported::manifest`]; what only CloudFormation knows, into
//! [`Imported::overrides`] of the task definition; what a service of Copilot can't have, into [`Imported::notes`]. Every
//! value that a definition holds ends in one of the three: each reader takes from the JSON what it understands, and what
//! is left at the end is told.

mod cloudformation;
mod container;
mod definition;
mod health;
mod json;
mod logs;
mod ports;
mod rest;
mod task;
mod variables;
mod volumes;
mod words;
mod work;

use crate::locale::Phrase;
use crate::manifest::kind::Kind;
use serde_json::{Map, Value};

/// The manifest that a definition goes into.
#[derive(Debug, Clone, Default)]
pub struct Target {
    /// Its kind; a Backend Service where it is unknown.
    pub kind: Option<Kind>,
    /// The name of the workload, which is that of its main container.
    pub name: Option<String>,
    /// It has an image.
    pub has_image: bool,
    /// The names of its sidecars and of the containers that Copilot adds.
    pub containers: Vec<String>,
    /// The names of its volumes with the file system of each; `None` for a scratch volume.
    pub volumes: Vec<(String, Option<String>)>,
    /// It has a log router already.
    pub has_router: bool,
}

/// Whose a part is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// The task's.
    Task,
    /// The main container's.
    Main,
    /// The log router's, which Copilot adds with `logging`.
    Router,
    /// That of the sidecar of this name.
    Sidecar(String),
}

/// A field of the task definition that Copilot has no field for.
#[derive(Debug, Clone, PartialEq)]
pub struct Override {
    /// Whose it is.
    pub owner: Owner,
    /// Its path in the container, or in the task definition, as `taskdef_overrides` writes it.
    pub path: String,
    /// What CloudFormation takes there.
    pub value: Value,
}

/// Something that the user has to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is about.
    pub owner: Owner,
    /// A sentence.
    pub text: Phrase,
    /// It tells of a value that is not in the result: it stays with the manifest, as a comment.
    pub is_lost: bool,
}

/// A definition as parts of a manifest.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Imported {
    /// The name in the definition of the container that became the main one.
    pub main: Option<String>,
    /// The sections, in the order of a manifest; texts are what Copilot shall read, before it replaces variables.
    pub manifest: Map<String, Value>,
    /// The overrides of the task definition.
    pub overrides: Vec<Override>,
    /// What the user has to know.
    pub notes: Vec<Note>,
}

/// The words for a value that is not in the result: whose it is (`None` for the task), where it stands in the definition,
/// and why, in a sentence.
pub fn lost(container: Option<&str>, key: &str, value: &Value, why: &Phrase) -> Phrase {
    words::lost(container, key, value, why)
}

/// Reads container definitions, a task definition, or one container; `main` names the container that becomes the main
/// one.
///
/// # Errors
/// The text is no definition, or has no container of that name.
pub fn import(text: &str, main: Option<&str>, target: &Target) -> Result<Imported, Phrase> {
    let definition = definition::read(text)?;
    work::carried_out(definition, main, target)
}
