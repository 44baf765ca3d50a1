//! All rules and all checks: one line for each section.

#[cfg(test)]
use super::broken;
use super::check::Check;
use super::document::Document;
use super::report::Report;
use super::rule::Rule;
use super::sections::unknown_keys::Dropped;
use super::sections::*;
use crate::isolate::Task;
use crate::workspace::Workspace;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The rules, section by section.
pub static RULES: &[&[&Rule]] = &[
    addons::assets::RULES,
    addons::outputs::RULES,
    addons::parameters::RULES,
    addons::policies::RULES,
    addons::templates::RULES,
    apprunner::RULES,
    command::RULES,
    count::RULES,
    count::metrics::RULES,
    count::range::RULES,
    count::scaling::RULES,
    depends_on::RULES,
    deployment::RULES,
    document::RULES,
    environment::cdn::RULES,
    environment::ingress::RULES,
    environment::keys::RULES,
    environment::load_balancer::RULES,
    environment::managed::RULES,
    environment::security_group::RULES,
    environment::vpc::RULES,
    efs::RULES,
    env_file::RULES,
    environments::RULES,
    exec::RULES,
    healthcheck::RULES,
    http::RULES,
    image::RULES,
    interpolation::RULES,
    job::RULES,
    job::schedule::RULES,
    legacy::RULES,
    logging::RULES,
    manifest::RULES,
    mount_points::RULES,
    network::RULES,
    nlb::RULES,
    overrides::RULES,
    patches::RULES,
    patterns::RULES,
    pipeline::RULES,
    pipeline::actions::RULES,
    pipeline::keys::RULES,
    pipeline::source::RULES,
    pipeline::stages::RULES,
    platform::RULES,
    platform::support::RULES,
    ports::RULES,
    publish::RULES,
    schema::RULES,
    secrets::RULES,
    sidecar_forms::RULES,
    sidecars::RULES,
    static_site::RULES,
    storage::RULES,
    subscribe::RULES,
    task::RULES,
    taskdef_overrides::RULES,
    unknown_keys::RULES,
    super::workspace::RULES,
    variables::RULES,
    workspace::certificates::RULES,
    workspace::claims::RULES,
    workspace::environments::RULES,
    workspace::env_files::RULES,
    workspace::exports::RULES,
    workspace::images::RULES,
    workspace::names::RULES,
    workspace::permissions::RULES,
    workspace::pipelines::RULES,
    workspace::topics::RULES,
    yaml_hints::RULES,
];

/// A table of checks and its name, by which a check that panics is reported.
pub type Table<C> = (&'static str, &'static [C]);

macro_rules! tables {
    ($($(#[$when:meta])* $table:path),* $(,)?) => { &[$($(#[$when])* (stringify!($table), $table)),*] };
}

/// Each check with a name of its own.
pub fn tasks<C: Copy>(tables: &'static [Table<C>]) -> impl Iterator<Item = (Task, C)> {
    let numbered = |table: &'static Table<C>| {
        table.1.iter().enumerate().map(|(number, check)| (Task::numbered(table.0, number), *check))
    };
    tables.iter().flat_map(numbered)
}

/// The checks of an effective manifest, section by section.
pub static CHECKS: &[Table<fn(&mut Check<'_>)>] = tables![
    manifest::CHECKS,
    apprunner::CHECKS,
    command::CHECKS,
    count::CHECKS,
    count::scaling::CHECKS,
    count::range::CHECKS,
    count::metrics::CHECKS,
    depends_on::CHECKS,
    deployment::CHECKS,
    environment::cdn::CHECKS,
    environment::ingress::CHECKS,
    environment::load_balancer::CHECKS,
    environment::managed::CHECKS,
    environment::security_group::CHECKS,
    environment::vpc::CHECKS,
    efs::CHECKS,
    env_file::CHECKS,
    exec::CHECKS,
    healthcheck::CHECKS,
    http::CHECKS,
    image::CHECKS,
    job::CHECKS,
    job::schedule::CHECKS,
    logging::CHECKS,
    mount_points::CHECKS,
    network::CHECKS,
    nlb::CHECKS,
    patterns::CHECKS,
    pipeline::CHECKS,
    pipeline::actions::CHECKS,
    pipeline::source::CHECKS,
    pipeline::stages::CHECKS,
    platform::CHECKS,
    platform::support::CHECKS,
    ports::CHECKS,
    publish::CHECKS,
    secrets::CHECKS,
    sidecars::CHECKS,
    static_site::CHECKS,
    storage::CHECKS,
    subscribe::CHECKS,
    task::CHECKS,
    taskdef_overrides::CHECKS,
    variables::CHECKS,
    workspace::env_files::CHECKS,
    workspace::images::CHECKS,
    #[cfg(test)]
    broken::CHECKS,
];

/// A check that holds an effective manifest against the rest of its workspace.
pub type AcrossCheck = fn(&mut Check<'_>, &Workspace);

/// The checks that hold an effective manifest against the rest of its workspace.
pub static ACROSS: &[Table<AcrossCheck>] = tables![
    static_site::ACROSS,
    workspace::certificates::ACROSS,
    workspace::claims::ACROSS,
    workspace::env_files::ACROSS,
    workspace::environments::ACROSS,
    workspace::exports::ACROSS,
    workspace::images::ACROSS,
    workspace::permissions::ACROSS,
    workspace::pipelines::ACROSS,
    workspace::topics::ACROSS,
    #[cfg(test)]
    broken::ACROSS,
];

/// A check that sees the text as it is written.
pub type OnceCheck = fn(&Document<'_>) -> Vec<Report>;

/// What is said of the text as it is written, whatever the environments.
pub static ONCE: &[(&str, OnceCheck)] = tables![
    document::check,
    environments::check,
    interpolation::once,
    legacy::once,
    overrides::check,
    pipeline::once,
    unknown_keys::check,
    workspace::names::once,
    yaml_hints::once,
    #[cfg(test)]
    broken::once,
];

/// The checks of the base and of each block of `environments` by itself, as written: what Copilot refuses while it
/// decodes, where a merge could hide or make it.
pub static BLOCK_CHECKS: &[Table<fn(&mut Check<'_>)>] = tables![
    image::BLOCK_CHECKS,
    efs::BLOCK_CHECKS,
    #[cfg(test)]
    broken::BLOCK_CHECKS,
];

/// The keys that Copilot drops and that have a rule of their own; the first that fits counts, so the rules of one
/// section stand before those of many.
pub static DROPPED: &[&[Dropped]] = &[
    sidecar_forms::DROPPED,
    legacy::DROPPED,
    apprunner::DROPPED,
    deployment::DROPPED,
    env_file::DROPPED,
    environment::keys::DROPPED,
    exec::DROPPED,
    healthcheck::DROPPED,
    http::DROPPED,
    image::DROPPED,
    logging::DROPPED,
    network::DROPPED,
    nlb::DROPPED,
    pipeline::keys::DROPPED,
    publish::DROPPED,
    secrets::DROPPED,
    static_site::DROPPED,
];

/// All rules.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().flat_map(|section| section.iter().copied())
}

/// The rule with this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    static BY_ID: LazyLock<HashMap<&str, &Rule>> =
        LazyLock::new(|| all().map(|rule| (rule.id, rule)).collect());
    BY_ID.get(id).copied()
}
