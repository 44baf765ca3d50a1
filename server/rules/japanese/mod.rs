//! The Japanese words of every rule: one table for each file of rules.

mod addons;
mod apprunner;
mod command;
mod count;
mod depends_on;
mod deployment;
mod document;
mod environment;
mod environment_network;
mod environments;
mod exec;
mod healthcheck;
mod http;
mod http_targets;
mod image;
mod interpolation;
mod job;
mod legacy;
mod logging;
mod manifest;
mod mount_points;
mod network;
mod nlb;
mod patches;
mod patterns;
mod pipeline;
mod platform;
mod ports;
mod publish;
mod schema;
mod secrets;
mod sidecars;
mod static_site;
mod storage;
mod subscribe;
mod task;
mod taskdef_overrides;
mod unknown_keys;
mod variables;
mod workspace;
mod workspace_environments;
mod workspace_files;

use std::collections::HashMap;
use std::sync::LazyLock;

/// The words of a rule.
#[derive(Debug)]
pub struct Words {
    /// The rule.
    pub id: &'static str,
    /// Its messages, in the order of the English ones and with the same arguments.
    pub messages: &'static [&'static str],
    /// What it is about and what to do.
    pub doc: &'static str,
}

static TABLES: &[&[Words]] = &[
    addons::WORDS,
    apprunner::WORDS,
    command::WORDS,
    count::WORDS,
    depends_on::WORDS,
    deployment::WORDS,
    document::WORDS,
    environment::WORDS,
    environment_network::WORDS,
    environments::WORDS,
    exec::WORDS,
    healthcheck::WORDS,
    http::WORDS,
    http_targets::WORDS,
    image::WORDS,
    interpolation::WORDS,
    job::WORDS,
    legacy::WORDS,
    logging::WORDS,
    manifest::WORDS,
    mount_points::WORDS,
    network::WORDS,
    nlb::WORDS,
    patches::WORDS,
    patterns::WORDS,
    pipeline::WORDS,
    platform::WORDS,
    ports::WORDS,
    publish::WORDS,
    schema::WORDS,
    secrets::WORDS,
    sidecars::WORDS,
    static_site::WORDS,
    storage::WORDS,
    subscribe::WORDS,
    task::WORDS,
    taskdef_overrides::WORDS,
    unknown_keys::WORDS,
    variables::WORDS,
    workspace::WORDS,
    workspace_environments::WORDS,
    workspace_files::WORDS,
];

/// All of them.
pub fn all() -> impl Iterator<Item = &'static Words> {
    TABLES.iter().copied().flatten()
}

/// The words of the rule with this id.
pub fn of(id: &str) -> Option<&'static Words> {
    static BY_ID: LazyLock<HashMap<&str, &Words>> =
        LazyLock::new(|| all().map(|words| (words.id, words)).collect());
    BY_ID.get(id).copied()
}
